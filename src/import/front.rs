//! What stands at the top of an entry's file: its summary, day, topics and the lines themselves.

use super::MAX_SUMMARY;
use super::html::Converted;
use super::inline;
use super::notes::{Notes, What};
use super::wxr::Item;
use crate::diagnostics::Severity;
use crate::model::addresses::slug;
use crate::source::markdown::{self, Place};
use crate::source::yaml::reader::{clip, date};
use crate::source::{FileId, front_matter};
use jiff::civil::Date;
use std::collections::HashSet;

pub(super) struct Front {
    pub(super) text: String,
    pub(super) draft: bool,
}

pub(super) fn body(markdown: &str) -> String {
    if markdown.is_empty() { String::new() } else { format!("\n{markdown}\n") }
}

/// Whether a build would read a file without an error.
pub(super) fn reads_well(file: &str, text: &str) -> bool {
    let id = FileId::new(file);
    let mut faults = Vec::new();
    let cut = front_matter::cut(&id, text, &mut faults);
    let place = Place { file: &id, source: text, start: cut.body_at, end: text.len() };
    markdown::parse(cut.body, place, &mut faults);
    cut.front.is_some() && !faults.iter().any(|fault| fault.code.severity == Severity::Error)
}

/// HTML as words on one line, without signs that nobody sees.
pub(super) fn plain(html: &str) -> String {
    let words: String = crate::html::words(html).chars().filter(|c| !inline::is_invisible(*c)).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in double quotes, as YAML and JSON write it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || inline::is_invisible(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The words up to a length, cut between words.
pub(super) fn cut(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let whole = head.rsplit_once(' ').map_or(head, |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ', '-', '–', '—']))
}

/// The first sentence of a text; all of it where it is short.
pub(super) fn first_sentence(text: &str) -> String {
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let ends = match c {
            '.' | '!' | '?' => after.is_empty() || after.starts_with(char::is_whitespace),
            '。' | '！' | '？' => true,
            _ => false,
        };
        // "Dr. Lee" ends no sentence, and neither does "e.g. this".
        let word = text.get(..at).and_then(|t| t.split_whitespace().next_back()).unwrap_or_default();
        let short = c == '.'
            && (word.chars().count() <= 2 || matches!(word, "Mrs" | "Prof" | "e.g" | "i.e" | "etc" | "Jan" | "Dept"));
        if ends && !short && at >= 20 {
            return cut(text.get(..at + c.len_utf8()).unwrap_or(text), MAX_SUMMARY);
        }
    }
    cut(text, MAX_SUMMARY)
}

/// Notes at the foot of a text, which WordPress keeps beside it.
pub(super) fn footnotes(item: &Item) -> String {
    let Some(kept) = item.meta("footnotes").and_then(|json| serde_json::from_str::<serde_json::Value>(json).ok())
    else {
        return String::new();
    };
    let notes = kept.as_array().into_iter().flatten().filter_map(|note| note.get("content")?.as_str());
    let list: String = notes.map(|note| format!("<li>{note}</li>")).collect();
    if list.is_empty() { list } else { format!("\n\n<hr><ol>{list}</ol>") }
}

/// A sentence or two about an entry.
pub(super) fn summary(item: &Item, text: &Converted) -> String {
    let written = plain(&item.excerpt);
    let written = written.trim_end_matches(['…', ' ']).trim_end_matches("[").trim_end_matches("[...]").trim();
    if !written.is_empty() {
        return cut(written, MAX_SUMMARY + 60);
    }
    let described = ["_yoast_wpseo_metadesc", "rank_math_description"].iter().find_map(|key| item.meta(key)).map(plain);
    match described.filter(|words| !words.is_empty() && !words.contains('%')) {
        Some(words) => cut(&words, MAX_SUMMARY + 60),
        None => first_sentence(&text.opening),
    }
}

/// The day on which an entry was published.
pub(super) fn posted(item: &Item) -> Option<Date> {
    let day = |text: &str| text.get(..10).and_then(date);
    let feed = || Some(jiff::fmt::rfc2822::parse(&item.pub_date).ok()?.date());
    day(&item.date).or_else(|| day(&item.date_gmt)).or_else(feed).filter(|day| day.year() > 1970)
}

/// Categories and tags, in quotes.
pub(super) fn topics(item: &Item, file: &str, notes: &mut Notes) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut topics = Vec::new();
    for term in item.terms.iter().filter(|term| matches!(term.domain.as_str(), "category" | "post_tag" | "tag" | "")) {
        let name = plain(if term.name.is_empty() { &term.nicename } else { &term.name });
        let slug = slug(&name);
        if name.is_empty() || term.nicename == "uncategorized" || slug == "uncategorized" {
            continue;
        }
        if slug.is_empty() {
            notes.add(What::Topic, file, clip(&name));
        } else if seen.insert(slug) {
            topics.push(quoted(&name));
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_whole_sentences() {
        assert_eq!(
            first_sentence("Grief comes in waves, says Dr. Lee. It goes, too."),
            "Grief comes in waves, says Dr. Lee."
        );
        assert_eq!(first_sentence("Short"), "Short");
        assert!(first_sentence(&"word ".repeat(100)).ends_with("word…"));
    }
}
