//! Markdown, parsed once into parts of finished HTML with holes for what only the whole site knows: where links lead,
//! which pictures are there, what facts say, which words the glossary explains.

use crate::diagnostics::{Diagnostic, Span};
use crate::source::FileId;

/// A Markdown text, parsed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// HTML and holes, in order.
    pub parts: Vec<Part>,
    /// Headings with ids, in order.
    pub headings: Vec<Heading>,
    /// What the holes refer to.
    pub references: Vec<Reference>,
    /// Words of prose, for the reading time.
    pub words: usize,
}

/// A stretch of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML.
    Html(String),
    /// Prose, not yet escaped, in which glossary terms may be marked (not in headings, links or code).
    Prose(String),
    /// The opening tag of a link: an index into [`Body::references`].
    LinkStart(usize),
    /// The closing tag of that link.
    LinkEnd(usize),
    /// A picture: an index into [`Body::references`].
    Image(usize),
    /// A fact: an index into [`Body::references`].
    Fact(usize),
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Unique in the body.
    pub id: String,
    /// 1 to 6, as written.
    pub level: u8,
    /// Its words as plain text.
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
    /// A link, with its title.
    Link {
        /// The text in quotes after the address; empty where there is none.
        title: String,
    },
    /// A picture, with its alternative text.
    Image {
        /// Its alternative text.
        alt: String,
    },
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
pub fn parse(_text: &str, _place: Place<'_>, _faults: &mut Vec<Diagnostic>) -> Body {
    Body::default()
}

/// Parses a single run of text, without a paragraph around it: a label, a reference.
pub fn parse_inline(_text: &str, _place: Place<'_>, _faults: &mut Vec<Diagnostic>) -> Body {
    Body::default()
}
