//! From offsets in a Markdown text to places in its file.

use super::Place;
use crate::diagnostics::Span;
use std::cell::Cell;
use std::ops::Range;

/// Turns ranges of the parsed text into spans of the file.
pub(super) struct Places<'a> {
    place: Place<'a>,
    text: &'a str,
    /// Bytes that stand before the text in what was parsed (see [`super::parse_inline`]).
    shift: usize,
    verbatim: bool,
    /// Where the last words were found, so that the second of two equal links is found at the second place.
    cursor: Cell<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str, place: Place<'a>, shift: usize) -> Self {
        let stretch = place.source.get(place.start..).unwrap_or_default();
        let verbatim = stretch.starts_with(text) && place.start + text.len() <= place.end;
        Self { place, text, shift, verbatim, cursor: Cell::new(place.start) }
    }

    /// Whether the text is the rest of a Markdown file, not one of several texts in a YAML file.
    pub(super) fn is_document(&self) -> bool {
        self.verbatim && self.place.end == self.place.source.len() && self.place.file.as_str().ends_with(".md")
    }

    /// Where the stretch that holds the text begins: tells apart several texts of one file.
    pub(super) fn start(&self) -> usize {
        self.place.start
    }

    /// The place of a range of what was parsed.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let file = self.place.file;
        let start = range.start.saturating_sub(self.shift).min(self.text.len());
        let end = range.end.saturating_sub(self.shift).clamp(start, self.text.len());
        if self.verbatim {
            return Span::new(file, self.place.start + start, self.place.start + end);
        }
        let words = self.text.get(start..end).unwrap_or_default();
        let words = words.lines().next().unwrap_or_default().trim();
        match self.find(words) {
            Some(found) => Span::new(file, found.start, found.end),
            None => Span::new(file, self.place.start, self.place.end),
        }
    }

    /// The next place of some words in the raw scalar; the first one where there is none after the last find.
    fn find(&self, words: &str) -> Option<Range<usize>> {
        if words.is_empty() {
            return None;
        }
        let stretch = |from: usize| self.place.source.get(from..self.place.end);
        let from = self.cursor.get();
        let start = match stretch(from).and_then(|s| s.find(words)) {
            Some(at) => from + at,
            None => self.place.start + stretch(self.place.start)?.find(words)?,
        };
        self.cursor.set(start + words.len());
        Some(start..start + words.len())
    }
}

/// The range of a link's destination within the link's own range; the whole range where it is not written there.
pub(super) fn destination(text: &str, link: Range<usize>, target: &str) -> Range<usize> {
    let Some(written) = text.get(link.clone()) else { return link };
    // Most links are nothing but brackets, words without brackets, and the address.
    let simple = written.strip_suffix(')').and_then(|head| head.strip_suffix(target)?.strip_suffix("]("));
    if let Some(words) = simple.filter(|words| !target.is_empty() && !words.contains(']')) {
        let start = link.start + words.len() + 2;
        return start..start + target.len();
    }
    if !target.is_empty() {
        // The text and the title of a link may hold the same words: what counts comes after "](".
        let after_bracket = |at: usize| {
            let before = written.get(..at).unwrap_or_default();
            before.trim_end_matches(['<', ' ', '\n', '\t']).ends_with("](")
        };
        let exact = written.match_indices(target).map(|(at, _)| at).take(64).find(|at| after_bracket(*at));
        if let Some(at) = exact.or_else(|| written.rfind(target)) {
            return link.start + at..link.start + at + target.len();
        }
    }
    // With an escape or an entity in it, it is not there literally: take what stands in the brackets.
    let Some(open) = written.rfind("](") else { return link };
    let rest = written.get(open + 2..).unwrap_or_default();
    let inner = rest.trim_start();
    let start = open + 2 + (rest.len() - inner.len());
    let len = inner.find([' ', ')', '\n', '\t']).unwrap_or(inner.len());
    if len == 0 { link } else { link.start + start..link.start + start + len }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_told_from_the_words_around_it() {
        let find = |text: &str, target: &str| {
            let range = destination(text, 0..text.len(), target);
            text.get(range).unwrap_or_default().to_owned()
        };
        assert_eq!(find("[a.md](a.md \"a.md\")", "a.md"), "a.md");
        assert_eq!(destination("[a.md](a.md \"a.md\")", 0..19, "a.md"), 7..11);
        assert_eq!(find("[x](<a b.md>)", "a b.md"), "a b.md");
        assert_eq!(find("[x](a&amp;b)", "a&b"), "a&amp;b");
        assert_eq!(find("[x][y]", "far.md"), "[x][y]");
    }
}
