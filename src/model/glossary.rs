//! `glossary.yaml`: terms and plain definitions.

use super::text::{self, Sources};
use crate::source::markdown::Body;
use crate::source::yaml::Node;
use crate::source::yaml::reader::Reader;

/// A term.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its id: the anchor on the glossary's page.
    pub id: String,
    /// The word.
    pub term: String,
    /// Other spellings and forms.
    pub also: Vec<String>,
    /// What it means, in a sentence or two.
    pub definition: Body,
}

/// Reads `glossary.yaml`, sorted by term.
pub fn read(node: &Node, sources: &Sources<'_>) -> Vec<Term> {
    let r = Reader::new(node, "the glossary", sources.faults);
    let mut ids = text::Ids::new("term");
    let mut terms: Vec<Term> = r
        .maps("terms", "a term")
        .into_iter()
        .filter_map(|t| {
            let term = t.required_text("term");
            let definition = t.required_text("definition");
            let id = term.as_ref().map(|term| ids.of(&t, term)).unwrap_or_default();
            let also = t.texts("also").into_iter().map(|a| a.value).collect();
            t.finish();
            Some(Term { id, term: term?.value, also, definition: sources.blocks(&definition?) })
        })
        .collect();
    r.finish();
    terms.sort_by_cached_key(|t| (t.term.to_lowercase(), t.id.clone()));
    terms
}
