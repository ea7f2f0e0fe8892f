//! Markdown, parsed once into parts of finished HTML with holes for what only the whole site knows: where links lead,
//! which pictures are there, what facts say, which words the glossary explains.
//!
//! CommonMark with tables, footnotes, task lists, strikethrough, smart punctuation, heading ids, definition lists and
//! alerts. Raw HTML is kept where it can do no harm ([`html_check`]) and written anew, so that a page is always whole.

mod elements;
mod footnotes;
pub(crate) mod html_check;
mod not_read;
mod places;
mod sink;
mod stack;
mod writer;

use crate::diagnostics::{Diagnostic, Span};
use crate::source::FileId;

/// A Markdown text, parsed: HTML and prose in one string, and what each stretch of it is. A site holds thousands of bodies at
/// once, each with a hundred stretches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    text: Box<str>,
    stretches: Box<[Stretch]>,
    /// Headings with ids, in order.
    pub headings: Vec<Heading>,
    /// What the holes refer to.
    pub references: Vec<Reference>,
    /// Words of prose, for the reading time.
    pub words: usize,
}

/// A stretch of a body's text, by its length, or a hole, by its index into [`Body::references`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Html(u32),
    Prose(u32),
    Word(u32),
    LinkStart(u32),
    LinkEnd(u32),
    Image(u32),
    Fact(u32),
    Address(u32),
}

/// A stretch of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Finished HTML.
    Html(&'a str),
    /// Prose, not yet escaped, in which glossary terms may be marked (not in headings, links or code).
    Prose(&'a str),
    /// The opening tag of a link: an index into [`Body::references`].
    LinkStart(usize),
    /// The closing tag of that link.
    LinkEnd(usize),
    /// A picture: an index into [`Body::references`].
    Image(usize),
    /// A fact: an index into [`Body::references`].
    Fact(usize),
    /// The value of an attribute that leads to a file: an index into [`Body::references`].
    Address(usize),
    /// Words of the theme, by their key.
    Word(&'a str),
}

impl Body {
    /// A body of these parts, without headings and references.
    pub fn of<'a>(parts: impl IntoIterator<Item = Part<'a>>) -> Self {
        let mut sink = sink::Sink::default();
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        for part in parts {
            match part {
                Part::Html(html) => sink.text.push_str(html),
                Part::Prose(text) => sink.prose(text),
                Part::Word(key) => sink.word(key),
                Part::LinkStart(index) => sink.hole(Stretch::LinkStart(number(index))),
                Part::LinkEnd(index) => sink.hole(Stretch::LinkEnd(number(index))),
                Part::Image(index) => sink.hole(Stretch::Image(number(index))),
                Part::Fact(index) => sink.hole(Stretch::Fact(number(index))),
                Part::Address(index) => sink.hole(Stretch::Address(number(index))),
            }
        }
        sink.into_body()
    }

    /// HTML and holes, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut rest = &*self.text;
        let mut next = move |len: u32| {
            let (stretch, after) = rest.split_at_checked(len as usize).unwrap_or((rest, ""));
            rest = after;
            stretch
        };
        self.stretches.iter().map(move |stretch| match *stretch {
            Stretch::Html(len) => Part::Html(next(len)),
            Stretch::Prose(len) => Part::Prose(next(len)),
            Stretch::Word(len) => Part::Word(next(len)),
            Stretch::LinkStart(index) => Part::LinkStart(index as usize),
            Stretch::LinkEnd(index) => Part::LinkEnd(index as usize),
            Stretch::Image(index) => Part::Image(index as usize),
            Stretch::Fact(index) => Part::Fact(index as usize),
            Stretch::Address(index) => Part::Address(index as usize),
        })
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// How many bytes its HTML takes, about.
    pub fn room(&self) -> usize {
        self.text.len() + self.stretches.len() * 32
    }
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Unique in the body.
    pub id: String,
    /// 2 to 6: the page's title is its only first-level heading.
    pub level: u8,
    /// Its words as plain text; facts stand in it as they were written.
    pub title: String,
}

/// Something outside the text that it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What kind.
    pub kind: ReferenceKind,
    /// As written: `../forms/adult-intake.yaml`, `https://...`, `fees.first.price`.
    pub target: String,
    /// Where it was written.
    pub span: Span,
}

/// Kinds of [`Reference`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A link.
    Link {
        /// The text in quotes after the address; empty where there is none.
        title: String,
        /// Further attributes, written out, from raw HTML.
        attributes: String,
    },
    /// A picture.
    Image {
        /// Its alternative text.
        alt: String,
        /// Its author says with an empty `alt` that it shows nothing of importance.
        decorative: bool,
        /// Further attributes, written out, from raw HTML.
        attributes: String,
    },
    /// A file that raw HTML plays or shows.
    File,
    /// `{{ fact: PATH }}`
    Fact,
}

/// Where a text stands in its file.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file.
    pub file: &'a FileId,
    /// The whole text of the file, to find exact places in.
    pub source: &'a str,
    /// The stretch of the file that holds the text. A Markdown file's body is verbatim there; a YAML scalar may be
    /// indented, quoted or folded, so places in it are found by searching for the words.
    pub start: usize,
    /// The end of that stretch.
    pub end: usize,
}

/// Parses blocks: an article, a bio, a section's text.
pub fn parse(text: &str, place: Place<'_>, faults: &mut Vec<Diagnostic>) -> Body {
    not_read::in_blocks(text, place, faults);
    writer::Writer::new(text, place, elements::Content::Flow, faults).run()
}

/// Parses a single run of text, without a paragraph around it: a label, a reference.
pub fn parse_inline(text: &str, place: Place<'_>, faults: &mut Vec<Diagnostic>) -> Body {
    not_read::in_line(text, place, faults);
    writer::Writer::new(text, place, elements::Content::Phrasing, faults).run()
}

/// Finds `{{ fact: PATH }}` in a text: where it stands and its path.
pub fn find_fact(text: &str) -> Option<(std::ops::Range<usize>, &str)> {
    // Few texts have braces at all.
    if !text.contains('{') {
        return None;
    }
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|t| t.find("{{")).map(|at| from + at) {
        let inner = text.get(open + 2..).unwrap_or_default();
        let word = inner.trim_start();
        let named = word.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("fact"));
        let path = word.get(4..).map(str::trim_start).and_then(|w| w.strip_prefix(':')).filter(|_| named);
        if let Some(close) = path.and(inner.find("}}")) {
            let path = path.unwrap_or_default();
            let end = open + 2 + close + 2;
            let path = path.get(..path.find("}}").unwrap_or(path.len())).unwrap_or_default();
            // A single brace closes nothing: what follows is the next fact's.
            if !path.contains(['{', '}']) {
                return Some((open..end, path.trim()));
            }
        }
        from = open + 2;
    }
    None
}

#[cfg(test)]
mod tests;
