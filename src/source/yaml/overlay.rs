//! Lays a translation's strings over the default language's tree.
//!
//! A translation carries only strings. Mappings match by key, lists of entries by `id` (where the default language gives
//! none, the slug of its words), lists of plain text as a whole. Everything that is not translated stays as it is and is
//! reported; everything that the translation holds and the original does not is an error.

use super::reader::clip;
use super::{Entry, Node, Value};
use crate::diagnostics::{Diagnostic, codes};
use crate::model::addresses::slug;

/// Keys whose values are words for people, in any kind of file.
pub const WORDS: &[&str] = &[
    "access",
    "ages",
    "also",
    "answer",
    "bio",
    "bring",
    "credentials",
    "definition",
    "directions",
    "education",
    "help",
    "high",
    "in_network",
    "instructions",
    "label",
    "legal_name",
    "licence",
    "line_name",
    "logo_alt",
    "low",
    "name",
    "note",
    "out_of_network",
    "parking",
    "photo_alt",
    "pronouns",
    "purpose",
    "question",
    "reply_within",
    "role",
    "service",
    "short",
    "source",
    "specialties",
    "modalities",
    "street",
    "tagline",
    "term",
    "text",
    "texting",
    "title",
    "unit",
    "who_answers",
];

/// Keys that name an entry in a list where it has no `id`, in order.
const NAMES: &[&str] = &["label", "title", "term", "service", "name", "question"];

/// The default language's tree with the words of a translation. `faults` gets what does not fit; `missing` counts the words
/// that have no translation.
pub fn overlay(
    base: &Node,
    translation: &Node,
    faults: &mut Vec<Diagnostic>,
    missing: &mut usize,
) -> Node {
    let mut merge = Merge { faults, missing };
    merge.node(base, Some(translation), false)
}

/// The id of an entry in a list.
pub fn entry_id(node: &Node) -> Option<String> {
    if let Some(id) = node.get("id").and_then(Node::text) {
        return Some(id.to_owned());
    }
    if let Some(text) = node.text() {
        return Some(slug(text));
    }
    NAMES.iter().find_map(|key| node.get(key).and_then(Node::text)).map(slug)
}

struct Merge<'a> {
    faults: &'a mut Vec<Diagnostic>,
    missing: &'a mut usize,
}

impl Merge<'_> {
    /// `words` says that a plain text here is for people.
    fn node(&mut self, base: &Node, over: Option<&Node>, words: bool) -> Node {
        let over = over.filter(|n| !n.is_empty());
        match (&base.value, over) {
            (Value::Map(entries), over) => self.map(base, entries, over),
            (Value::List(items), over) => self.list(base, items, over, words),
            (Value::Scalar { .. }, Some(over)) => self.scalar(base, over, words),
            (Value::Scalar { text, .. }, None) => {
                if words && !text.trim().is_empty() {
                    *self.missing += 1;
                }
                base.clone()
            }
        }
    }

    fn map(&mut self, base: &Node, entries: &[Entry], over: Option<&Node>) -> Node {
        let given: &[Entry] = match over.map(|n| &n.value) {
            Some(Value::Map(given)) => given,
            Some(_) => {
                self.shape(base, over);
                &[]
            }
            None => &[],
        };
        let merged = entries
            .iter()
            .map(|entry| {
                let over = given.iter().find(|e| e.key == entry.key).map(|e| &e.value);
                let words = WORDS.contains(&entry.key.as_str());
                // Whatever is not words (ids, types, conditions) is the original's alone, and only words go missing.
                let value = match (&entry.value.value, over) {
                    (Value::Scalar { .. }, over) if !words => {
                        self.same(&entry.key, &entry.value, over);
                        entry.value.clone()
                    }
                    (_, over) => self.node(&entry.value, over, words || is_choices(&entry.key)),
                };
                Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value }
            })
            .collect();
        for extra in
            given.iter().filter(|e| e.key != "id" && !entries.iter().any(|b| b.key == e.key))
        {
            self.faults.push(
                codes::TRANSLATION_EXTRA
                    .at(
                        extra.key_span.clone(),
                        format!("\"{}\" is not in the original", clip(&extra.key)),
                    )
                    .suggest(&extra.key, entries.iter().map(|e| e.key.as_str()))
                    .help(
                        "a translation holds only words that the original has; add it there first",
                    ),
            );
        }
        Node { span: base.span.clone(), value: Value::Map(merged) }
    }

    fn list(&mut self, base: &Node, items: &[Node], over: Option<&Node>, words: bool) -> Node {
        let given: &[Node] = match over.map(|n| &n.value) {
            Some(Value::List(given)) => given,
            Some(_) => {
                self.shape(base, over);
                &[]
            }
            None => &[],
        };
        let plain = |nodes: &[Node]| nodes.iter().all(|n| matches!(n.value, Value::Scalar { .. }));
        // A list of plain text (bring, short) is given whole, in the same order.
        if plain(items) && !given.is_empty() && plain(given) {
            if words && given.len() == items.len() {
                return Node { span: base.span.clone(), value: Value::List(given.to_vec()) };
            }
            if let (true, Some(over)) = (words, over) {
                let message = format!(
                    "the original has {} lines here, the translation {}",
                    items.len(),
                    given.len()
                );
                self.faults.push(
                    codes::TRANSLATION_EXTRA
                        .at(over.span.clone(), message)
                        .help("translate each line of the original, in the same order"),
                );
            }
            return base.clone();
        }
        let ids: Vec<Option<String>> = items.iter().map(entry_id).collect();
        let merged = items
            .iter()
            .zip(&ids)
            .map(|(item, id)| {
                let over = given.iter().find(|g| id.is_some() && entry_id(g) == *id);
                match (&item.value, over) {
                    // "Phone call" with {id: phone-call, label: Llamada}: the words change, the id stays.
                    (Value::Scalar { text, .. }, Some(over)) if words => match over.get("label") {
                        Some(label) => labelled(item, &slug(text), label),
                        None => self.node(item, Some(over), words),
                    },
                    (Value::Map(_), over) => keep_id(self.node(item, over, words), id.as_deref()),
                    (_, over) => self.node(item, over, words),
                }
            })
            .collect();
        for extra in given.iter().filter(|g| !ids.contains(&entry_id(g))) {
            let id = entry_id(extra).unwrap_or_default();
            self.faults.push(
                codes::TRANSLATION_EXTRA
                    .at(super::reader::first_line(extra), format!("no entry of the original has the id \"{}\"", clip(&id)))
                    .suggest(&id, ids.iter().flatten().map(String::as_str))
                    .help("use the id of the original's entry, or the slug of its words where it has none"),
            );
        }
        Node { span: base.span.clone(), value: Value::List(merged) }
    }

    fn scalar(&mut self, base: &Node, over: &Node, words: bool) -> Node {
        if words && matches!(over.value, Value::Scalar { .. }) {
            return over.clone();
        }
        self.shape(base, Some(over));
        base.clone()
    }

    /// A key that is not words may be repeated, but not changed.
    fn same(&mut self, key: &str, base: &Node, over: Option<&Node>) {
        if let Some(over) = over.filter(|o| o.text() != base.text()) {
            self.faults.push(
                codes::TRANSLATION_EXTRA
                    .at(over.span.clone(), format!("\"{key}\" cannot be changed in a translation"))
                    .help("take the line away: it comes from the original"),
            );
        }
    }

    fn shape(&mut self, base: &Node, over: Option<&Node>) {
        if let Some(over) = over {
            let message =
                format!("the original has {} here, the translation {}", base.shape(), over.shape());
            self.faults.push(
                codes::WRONG_TYPE
                    .at(super::reader::first_line(over), message)
                    .help("write it in the same shape as the original"),
            );
        }
    }
}

/// Lists whose items may be bare words that people read.
fn is_choices(key: &str) -> bool {
    matches!(key, "options" | "items" | "columns" | "topics" | "audience")
}

/// `{id: ID, label: WORDS}` in place of a bare text.
fn labelled(item: &Node, id: &str, label: &Node) -> Node {
    let text = |text: &str| Node {
        span: item.span.clone(),
        value: Value::Scalar { text: text.to_owned(), plain: false },
    };
    let entry =
        |key: &str, value: Node| Entry { key: key.to_owned(), key_span: item.span.clone(), value };
    Node {
        span: item.span.clone(),
        value: Value::Map(vec![entry("id", text(id)), entry("label", label.clone())]),
    }
}

/// Writes out the id that came from the original's words, so that translated words do not change it.
fn keep_id(mut node: Node, id: Option<&str>) -> Node {
    let span = node.span.clone();
    if let (Value::Map(entries), Some(id)) = (&mut node.value, id)
        && !entries.iter().any(|e| e.key == "id")
    {
        let value =
            Node { span: span.clone(), value: Value::Scalar { text: id.to_owned(), plain: false } };
        entries.push(Entry { key: "id".to_owned(), key_span: span, value });
    }
    node
}
