//! Looks over a text for what its writer took for Markdown or a fact and what is shown as it is written: addresses with a
//! space in them, braces without `fact:`, the bullets of word processors. Code is left alone.

use super::{Place, find_fact};
use crate::diagnostics::{Diagnostic, Span, codes};

/// The bullets that word processors write, and that Markdown takes for words.
const BULLETS: [char; 8] = ['•', '◦', '▪', '‣', '●', '∙', '·', '⁃'];

/// Reports everything of the kind in blocks of Markdown.
pub(super) fn in_blocks(text: &str, place: Place<'_>, faults: &mut Vec<Diagnostic>) {
    if !is_clean(text) {
        by_line(text, place, faults);
    }
}

fn by_line(text: &str, place: Place<'_>, faults: &mut Vec<Diagnostic>) {
    let mut fenced = false;
    let mut bullet_above = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        if fenced || line.starts_with("    ") || line.contains('`') {
            continue;
        }
        addresses(line, place, faults);
        in_line(line, place, faults);
        if !line.trim().is_empty() {
            let bullet = bullet(line);
            // The first of a list speaks for the others.
            if let (Some(bullet), false) = (bullet, bullet_above) {
                let message = format!("Markdown does not know the bullet \"{bullet}\": these lines run together");
                let help = "begin each line of the list with a hyphen and a space: - like this";
                faults.push(codes::LIST_NOT_READ.at(find(line.trim(), place), message).help(help));
            }
            bullet_above = bullet.is_some();
        }
    }
}

/// Whether nothing of the kind can be in a text, which is quickly seen of most: no braces but those of facts, no address with a
/// space, no bullet.
fn is_clean(text: &str) -> bool {
    // Only these bytes begin bullets.
    let signs = text.bytes().fold(false, |found, byte| found | matches!(byte, 0xc2 | 0xe2));
    if signs && text.contains(BULLETS) {
        return false;
    }
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let stretch = rest.get(at..).unwrap_or_default();
        let line = stretch.split('\n').next().unwrap_or_default();
        rest = match line.starts_with("{{").then(|| find_fact(line)) {
            None => stretch.get(1..),
            Some(Some((fact, _))) if fact.start == 0 => stretch.get(fact.end..),
            Some(_) => return false,
        }
        .unwrap_or_default();
    }
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(']') {
        rest = after;
        let address = after.strip_prefix('(').and_then(|address| address.split([')', '\n']).next());
        if address.is_some_and(|address| address.contains(' ')) {
            return false;
        }
    }
    true
}

/// Reports braces that were probably meant as a fact.
pub(super) fn in_line(line: &str, place: Place<'_>, faults: &mut Vec<Diagnostic>) {
    if !line.contains('{') {
        return;
    }
    let mut rest = line;
    while let Some(at) = rest.find("{{") {
        let stretch = rest.get(at..).unwrap_or_default();
        rest = rest.get(at + 2..).unwrap_or_default();
        if find_fact(stretch).is_some_and(|(range, _)| range.start == 0) {
            continue;
        }
        let inner = rest.split(['}', '{']).next().unwrap_or_default().trim();
        let (word, named) = match inner.get(..4).filter(|word| word.eq_ignore_ascii_case("fact")) {
            Some(_) => (inner.get(4..).unwrap_or_default().trim_start_matches([':', ' ', '\u{a0}']), true),
            None => (inner, false),
        };
        let word = word.split_whitespace().next().unwrap_or_default();
        let is_path = word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        if !is_path || (!named && inner != word) {
            continue;
        }
        let end = stretch.find("}}").map_or(stretch.len().min(2 + inner.len() + 2), |close| close + 2);
        let written = stretch.get(..end).unwrap_or(stretch).trim_end();
        faults.push(
            codes::FACT_NOT_READ
                .at(find(written, place), "this is not how a fact is written, so it is shown with its braces")
                .help(format!("write {{{{ fact: {word} }}}}")),
        );
    }
}

/// Reports what would be a link or a picture but for a space in its address.
fn addresses(line: &str, place: Place<'_>, faults: &mut Vec<Diagnostic>) {
    if !line.contains(']') {
        return;
    }
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("](") {
        rest = after;
        let Some((address, _)) = after.split_once(')') else { break };
        let name = address.rsplit('/').next().unwrap_or(address);
        let is_file = name.rsplit_once('.').is_some_and(|(_, ending)| {
            (2..=4).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
        });
        if !is_file || !address.trim().contains(' ') || address.contains(['<', '"', '\'', '(']) {
            continue;
        }
        let help = format!("write it between < and >: (<{}>); or rename the file without spaces", address.trim());
        let message = "a space ends the address, so this is shown as it is written";
        faults.push(codes::LINK_NOT_READ.at(find(address, place), message).help(help));
    }
}

/// The bullet with which a line begins.
fn bullet(line: &str) -> Option<char> {
    let mut signs = line.trim_start().chars();
    let first = signs.next().filter(|sign| BULLETS.contains(sign))?;
    signs.next().is_some_and(char::is_whitespace).then_some(first)
}

/// Where some words stand in the file: the first place in the text that holds them.
fn find(words: &str, place: Place<'_>) -> Span {
    let inside = place.source.get(place.start..place.end).and_then(|source| source.find(words));
    match inside.map(|at| place.start + at) {
        Some(at) => Span::new(place.file, at, at + words.len()),
        None => Span::new(place.file, place.start, place.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_looks_clean_is_clean(pieces in proptest::collection::vec(prop_oneof![
            Just("\n"), Just(" "), Just("word"), Just("{"), Just("{{"), Just("}}"), Just("fact:"), Just(" phone"), Just("]("), Just("]"), Just("("),
            Just(")"), Just("a b.md"), Just("•"), Just("•\u{a0}"), Just("é"), Just("’"), Just("`"), Just("```\n"),
        ], 0..14)) {
            let text = pieces.concat();
            let file = FileId::new("content/articles/a.md");
            let mut faults = Vec::new();
            by_line(&text, Place { file: &file, source: &text, start: 0, end: text.len() }, &mut faults);
            prop_assert!(!is_clean(&text) || faults.is_empty(), "{text:?}: {faults:?}");
        }
    }
}
