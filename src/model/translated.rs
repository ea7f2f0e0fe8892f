//! What a translation notes of its original, so that one that has fallen behind is found.
//!
//! A translation may say `translates: DAY` or `translates: CODE`. A day is compared with the original's own (`version` of a
//! form, `updated` of an article): a later one means that the original has changed since. The code stands for the original's
//! words and changes with any of them; nobody computes it, because the message that asks for it has it. A translation that
//! notes nothing is judged by nothing.

use super::Site;
use super::parse::Localized;
use super::practice::language_name;
use crate::diagnostics::{Diagnostic, Spanned, codes};
use crate::source::FileId;
use crate::source::yaml::overlay::is_word_key;
use crate::source::yaml::reader::{clip, date};
use crate::source::yaml::{Node, Value};
use jiff::civil::Date;

/// The key in a translation.
pub const KEY: &str = "translates";

/// Letters of a code: enough that two texts of one file never share it by chance.
const LETTERS: usize = 8;

/// Keys whose values a translation may have in its words: a note on a fee says what it costs.
const BESIDE_WORDS: &[&str] = &["price"];

/// Keys of front matter that hold words, beside those of YAML files.
const FRONT: &[&str] = &["summary", "key_points", "image_alt"];

/// An original, as far as a translation of it can fall behind.
#[derive(Debug)]
pub struct Original<'a> {
    /// Its file.
    pub file: &'a FileId,
    /// The day from which it is as it is now.
    pub day: Option<Date>,
    /// The key that states it.
    pub day_key: &'static str,
    /// Stands for its words.
    pub code: String,
}

/// The code of a YAML file, or of front matter and the text below it. The order of its parts and white space do not count.
pub fn code(node: &Node, body: &str) -> String {
    let mut texts = vec![squeezed(body)];
    gather(node, false, &mut texts);
    texts.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(LETTERS).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(node: &Node, words: bool, texts: &mut Vec<String>) {
    match &node.value {
        Value::Scalar { text, .. } if words => texts.push(squeezed(text)),
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| gather(item, words, texts)),
        Value::Map(entries) => {
            for entry in entries {
                let key = entry.key.as_str();
                let words = is_word_key(key) || FRONT.contains(&key) || BESIDE_WORDS.contains(&key);
                gather(&entry.value, words, texts);
            }
        }
    }
}

/// What is wrong with what a translation notes under a key: [`KEY`], or the original's own.
pub fn judge(key: &str, noted: &Spanned<String>, original: &Original<'_>) -> Option<Diagnostic> {
    let Original { file, day, day_key, code } = original;
    let fault = |message: String| codes::TRANSLATION_OUTDATED.at(noted.span.clone(), message);
    let text = noted.value.trim();
    if let Some(then) = date(text) {
        let Some(now) = day else {
            return Some(
                fault(format!("{file} states no day to compare this with"))
                    .help(format!("write the code of its words instead: {KEY}: \"{code}\"; or add {day_key}: to it")),
            );
        };
        return (*now > then).then(|| {
            fault(format!("{file} says {day_key}: {now}, and this translates what it was on {then}"))
                .help(format!("compare the two; when the translation says the same again, write {key}: {now}"))
        });
    }
    if text.eq_ignore_ascii_case(code) {
        return None;
    }
    let is_code = text.len() == LETTERS && text.bytes().all(|b| b.is_ascii_hexdigit());
    Some(match is_code {
        true => fault(format!("the words of {file} have changed since this was translated"))
            .help(format!("compare the two; when the translation says the same again, write {KEY}: \"{code}\"")),
        false => {
            let day = day.map(|day| format!(", or the day: {KEY}: {day}")).unwrap_or_default();
            fault(format!("\"{}\" is neither a day nor a code", clip(text)))
                .help(format!("when this says the same as {file}, write {KEY}: \"{code}\"{day}"))
        }
    })
}

/// So many names stand in a line for each kind of page.
const NAMED: usize = 3;

/// Which pages are not in a language yet, in a line for each: "Not in Español (es) yet: 1 page (fees), 2 forms (gad-7, phq-9)".
pub fn untranslated(site: &Site) -> Vec<String> {
    site.languages.iter().skip(1).filter_map(|language| untranslated_in(site, language)).collect()
}

fn untranslated_in(site: &Site, language: &str) -> Option<String> {
    let home = site.home.as_slice();
    let glossary = site.glossary.as_slice();
    let kinds = [
        ("home page", "home pages", without(home, language)),
        ("page", "pages", without(&site.documents, language)),
        ("article", "articles", without(&site.articles, language)),
        ("person", "people", without(&site.providers, language)),
        ("form", "forms", without(&site.forms, language)),
        ("packet", "packets", without(&site.packets, language)),
        ("glossary", "glossaries", without(glossary, language)),
    ];
    let part = |(one, many, missing): &(&str, &str, Vec<&str>)| {
        let mut names = missing.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        if missing.len() > NAMED {
            names.push_str(&format!(" and {} more", missing.len() - NAMED));
        }
        format!("{} {} ({names})", missing.len(), if missing.len() == 1 { one } else { many })
    };
    let parts: Vec<String> = kinds.iter().filter(|(_, _, missing)| !missing.is_empty()).map(part).collect();
    let name = language_name(language);
    let name = if name == language { name.to_owned() } else { format!("{name} ({language})") };
    (!parts.is_empty()).then(|| format!("Not in {name} yet: {}", parts.join(", ")))
}

/// The ids of what is not in a language.
fn without<'a, T>(list: &'a [Localized<T>], language: &str) -> Vec<&'a str> {
    list.iter().filter(|it| !it.translations.contains_key(language)).map(|it| it.id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Span;
    use crate::source::yaml::parse;

    fn code_of(yaml: &str) -> String {
        let node = parse(&FileId::new("content/forms/a.yaml"), yaml, 0, &mut Vec::new()).expect("a tree");
        code(&node, "")
    }

    #[test]
    fn a_code_changes_with_words_and_with_nothing_else() {
        let code = code_of("title: A\nminutes: 5\nsections: [{id: x, title: One two}, {id: y, title: Three}]\n");
        for same in [
            "title: A\nminutes: 7\nsections: [{id: x, title: One two}, {id: y, title: Three}]\n",
            "title: A\nsections: [{id: y, title: Three}, {id: z, title: One  two}]\n",
        ] {
            assert_eq!(code_of(same), code, "{same}");
        }
        for other in [
            "title: B\nsections: [{title: One two}, {title: Three}]\n",
            "title: A\nsections: [{title: One}, {title: two Three}]\n",
            "title: A\nsections: [{title: One two}, {title: Three, fields: [{options: [Yes indeed]}]}]\n",
        ] {
            assert_ne!(code_of(other), code, "{other}");
        }
    }

    #[test]
    fn a_day_is_compared_and_a_code_must_be_the_same() {
        let file = FileId::new("content/forms/a.yaml");
        let original =
            Original { file: &file, day: date("2026-09-01"), day_key: "version", code: "0a1b2c3d".to_owned() };
        let judge = |noted: &str| judge(KEY, &Spanned::new(noted.to_owned(), Span::whole(&file)), &original);
        for good in ["2026-09-01", "2026-10-01", "0a1b2c3d", " 0A1B2C3D "] {
            assert_eq!(judge(good), None, "{good}");
        }
        for bad in ["2026-08-31", "0a1b2c3e", "new", ""] {
            assert!(judge(bad).is_some_and(|d| d.code.name == "translation-outdated"), "{bad}");
        }
        let undated = Original { day: None, ..original };
        let noted = Spanned::new("2026-09-01".to_owned(), Span::whole(&file));
        assert!(super::judge(KEY, &noted, &undated).is_some());
    }
}
