//! Where a fact stands in its YAML file, and what words say, for rules on people and forms.
//!
//! The model keeps the places that the build speaks of. A rule that speaks of another reads the file again, and only where it
//! has found something: that is rare, and costs a clean site nothing.

use super::Checked;
use crate::diagnostics::Span;
use crate::source::FileId;
use crate::source::markdown::{Body, Part};
use crate::source::yaml::reader::first_line;
use crate::source::yaml::{self, Node, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The place of the value at the end of `path`; of the nearest key above where there is none; else the file as a whole.
pub fn place(checked: &Checked<'_>, file: &FileId, path: &[&str]) -> Span {
    let whole = Span::whole(file);
    let Some(tree) = checked.tree.text(file.as_str()).and_then(|text| yaml::parse(file, text, 0, &mut Vec::new()))
    else {
        return whole;
    };
    let mut node = &tree;
    let mut span = None;
    for key in path {
        let Some(next) = under(node, key) else { break };
        span = Some(first_line(next));
        node = next;
    }
    span.unwrap_or(whole)
}

/// The value of a key, or the entry of a list with these words.
fn under<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::List(items) => items.iter().find(|item| item.text().is_some_and(|text| text.trim() == key)),
        _ => node.get(key),
    }
}

/// The words of a text in small letters, without accents and signs, one space around each: so `" licensed "` finds a whole
/// word, and `" licens"` its beginning.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’') && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Whether folded words have one of these phrases.
pub fn has(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| folded.contains(phrase))
}

/// A body as plain words.
pub fn plain(body: &Body) -> String {
    let mut out = String::new();
    for part in body.parts() {
        match part {
            Part::Prose(text) => out.push_str(text),
            Part::Html(html) => {
                let mut inside = false;
                for c in html.chars() {
                    match c {
                        '<' => {
                            inside = true;
                            out.push(' ');
                        }
                        '>' => inside = false,
                        c if !inside => out.push(c),
                        _ => {}
                    }
                }
            }
            _ => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_found_whole() {
        assert_eq!(fold("Número de Seguro-Social?"), " numero de seguro social ");
        assert_eq!(fold("driver's"), " drivers ");
        assert!(has(&fold("A licensed, kind person"), &[" licensed "]));
        assert!(!has(&fold("unlicensed"), &[" licensed "]));
    }
}
