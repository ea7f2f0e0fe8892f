//! What can be chosen: options, rows of a matrix, columns of a table; each bare words or `{id, label, ...}`.

use super::field::Choice;
use super::ids::Ids;
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::yaml::reader::Reader;
use crate::source::yaml::{Node, Value};

/// What entries of a list may have besides `id` and `label`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    /// Nothing.
    None,
    /// `score`
    Score,
    /// `crisis`
    Crisis,
}

/// One entry, read.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) label: Spanned<String>,
    pub(super) score: Option<i64>,
    pub(super) crisis: Option<bool>,
}

/// Reads the list under `key`; an empty one is a fault.
pub(super) fn read(r: &Reader<'_>, key: &'static str, extra: Extra) -> Vec<Entry> {
    let (one, what) = match key {
        "items" => ("item", "an item"),
        "columns" => ("column", "a column"),
        _ => ("option", "an option"),
    };
    let mut ids = Ids::new(one);
    let nodes = r.list(key);
    let entries: Vec<Entry> =
        nodes.iter().filter(|node| !node.is_empty()).filter_map(|node| entry(node, what, extra, &mut ids, r)).collect();
    // A list whose entries are all wrong has been spoken of already, and so has something that is no list.
    let is_list = r.node(key).is_none_or(|n| matches!(&n.value, Value::List(l) if l.iter().all(Node::is_empty)));
    if entries.is_empty() && is_list {
        let span = r.entry(key).map_or_else(|| r.place(), |e| e.key_span.clone());
        r.fault(
            &codes::MISSING_OPTIONS,
            &span,
            format!("{} has no {key}", r.what()),
            format!("write \"{key}: [First words, Second words]\""),
        );
    }
    entries
}

fn entry(node: &Node, what: &'static str, extra: Extra, ids: &mut Ids, list: &Reader<'_>) -> Option<Entry> {
    if let Value::Scalar { text, .. } = &node.value {
        let label = Spanned::new(text.trim().to_owned(), node.span.clone());
        list.faults().plain(&label, &label.span);
        let id = ids.of_words(&label, list.faults());
        return Some(Entry { id, label, score: None, crisis: None });
    }
    let r = Reader::new(node, what, list.faults());
    if !matches!(node.value, Value::Map(_)) {
        return None;
    }
    let label = r.required_text("label");
    let id = ids.of(&r, label.as_ref());
    let score = match extra {
        Extra::Score => r.integer("score", -1000, 1000),
        _ => None,
    };
    let crisis = match extra {
        Extra::Crisis => r.yes_no("crisis"),
        _ => None,
    };
    r.finish();
    let label = label.unwrap_or_else(|| Spanned::new(String::new(), node.span.clone()));
    Some(Entry { id, label, score, crisis })
}

/// The entries without what staff score.
pub(super) fn choices(entries: &[Entry]) -> Vec<Choice> {
    entries.iter().map(|e| Choice { id: e.id.clone(), label: e.label.value.clone() }).collect()
}

/// Where an entry with an id was written.
pub(super) fn place_of<'e>(entries: &'e [Entry], id: &str) -> Option<&'e Span> {
    entries.iter().find(|e| e.id == id).map(|e| &e.label.span)
}
