//! Lays a translation's strings over the default language's tree.
//!
//! A translation carries only strings. Mappings match by key, lists of entries by `id` (where the default language gives
//! none, the slug of its words), lists of plain text as a whole. Everything that is not translated stays as it is and is
//! reported; everything that the translation holds and the original does not is an error.

use super::reader::clip;
use super::{Entry, Node, Value};
use crate::diagnostics::{Diagnostic, Span, codes};
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

/// What a value is to a translator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Not words: ids, types, numbers.
    No,
    /// Words; a list of them is given whole.
    Yes,
    /// Words of a list whose items are referred to: their ids stay.
    Choices,
}

impl Words {
    fn of(key: &str) -> Self {
        match key {
            "options" | "items" | "columns" => Self::Choices,
            _ if WORDS.contains(&key) => Self::Yes,
            _ => Self::No,
        }
    }
}

/// Whether the values of a key are words for people.
pub fn is_word_key(key: &str) -> bool {
    Words::of(key) != Words::No
}

/// Words that each language has for itself, whether the original has any or not: other forms of a term are not translations of
/// one another. They belong to an entry that has a [`TERM`].
const OWN: &str = "also";

/// What the forms under [`OWN`] are forms of.
const TERM: &str = "term";

/// Keys that name an entry in a list where it has no `id`, in order.
const NAMES: &[&str] = &["label", "title", "term", "service", "name", "question", "text"];

/// The default language's tree with the words of a translation. `faults` gets what does not fit; `missing` counts the words
/// that have no translation. `original` is what is wrong in the original: a key or an id that is missing or misspelt there is
/// no fault of the translation.
pub fn overlay(
    base: &Node,
    translation: &Node,
    original: &[Diagnostic],
    faults: &mut Vec<Diagnostic>,
    missing: &mut usize,
) -> Node {
    let named = [&codes::MISSING_KEY, &codes::UNKNOWN_KEY, &codes::DUPLICATE_ID, &codes::DUPLICATE_KEY, &codes::BAD_ID];
    let excuses = original
        .iter()
        .filter(|fault| named.iter().any(|code| code.name == fault.code.name))
        .flat_map(|fault| fault.span.iter().chain(fault.also.iter().map(|(span, _)| span)))
        .cloned()
        .collect();
    let mut merge = Merge { faults, missing, excuses };
    merge.node(base, Some(translation), Words::No)
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
    /// Places of the original whose names are wrong.
    excuses: Vec<Span>,
}

impl Merge<'_> {
    /// Whether a name in this part of the original is wrong: in a mapping its own, in a list those of its entries.
    fn is_excused(&self, base: &Node) -> bool {
        let within = |node: &Node, place: &Span| {
            place.file == node.span.file && (node.span.start..=node.span.end).contains(&place.start)
        };
        let own = |node: &Node, place: &Span| match &node.value {
            Value::Map(entries) => {
                let deeper = |e: &Entry| !matches!(e.value.value, Value::Scalar { .. }) && within(&e.value, place);
                within(node, place) && !entries.iter().any(deeper)
            }
            _ => within(node, place),
        };
        self.excuses.iter().any(|place| match &base.value {
            Value::List(items) => items.iter().any(|item| own(item, place)),
            _ => own(base, place),
        })
    }

    /// `words` says that a plain text here is for people.
    fn node(&mut self, base: &Node, over: Option<&Node>, words: Words) -> Node {
        let over = over.filter(|n| !n.is_empty());
        match (&base.value, over) {
            (Value::Map(entries), over) => self.map(base, entries, over),
            (Value::List(items), over) => self.list(base, items, over, words),
            (Value::Scalar { .. }, Some(over)) => self.scalar(base, over, words),
            (Value::Scalar { text, .. }, None) => {
                if words != Words::No && is_words(text) {
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
        // A term that is translated has the forms that its own language gives it, and none of the original's.
        let own = |entry: &&Entry| entry.key == OWN && !entry.value.is_empty();
        let has = |entries: &[Entry], key: &str| entries.iter().any(|e| e.key == key && !e.value.is_empty());
        let (is_term, translated) = (has(entries, TERM), has(given, TERM) || has(given, OWN));
        let forms = given.iter().find(own).filter(|_| is_term).cloned();
        let merged = entries
            .iter()
            .filter(|entry| !(is_term && translated && entry.key == OWN))
            .map(|entry| {
                let over = given.iter().find(|e| e.key == entry.key).map(|e| &e.value);
                let words = Words::of(&entry.key);
                // Whatever is not words (ids, types, conditions) is the original's alone, and only words go missing.
                let value = match (&entry.value.value, over) {
                    (Value::Scalar { .. }, over) if words == Words::No => {
                        self.same(&entry.key, &entry.value, over);
                        entry.value.clone()
                    }
                    (_, over) => self.node(&entry.value, over, words),
                };
                Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value }
            })
            .chain(forms)
            .collect();
        let excused = self.is_excused(base);
        if !excused {
            let own = is_term.then_some(OWN);
            self.extras(given, &entries.iter().map(|e| e.key.as_str()).chain(own).collect::<Vec<_>>());
        }
        Node { span: base.span.clone(), value: Value::Map(merged) }
    }

    /// Keys of a translation that the original does not have.
    fn extras(&mut self, given: &[Entry], known: &[&str]) {
        for extra in given.iter().filter(|e| e.key != "id" && !known.contains(&e.key.as_str())) {
            // In `{label: one, two}` the comma ends the label.
            let help = match extra.value.is_empty() {
                true => "if this belongs to the text before it, put the whole text in quotes",
                false => "a translation holds only words that the original has; add it there first",
            };
            self.faults.push(
                codes::TRANSLATION_EXTRA
                    .at(extra.key_span.clone(), format!("\"{}\" is not in the original", clip(&extra.key)))
                    .suggest(&extra.key, known.iter().copied())
                    .help(help),
            );
        }
    }

    fn list(&mut self, base: &Node, items: &[Node], over: Option<&Node>, words: Words) -> Node {
        let given: &[Node] = match over.map(|n| &n.value) {
            Some(Value::List(given)) => given,
            Some(_) => {
                self.shape(base, over);
                &[]
            }
            None => &[],
        };
        let plain = |nodes: &[Node]| nodes.iter().all(|n| matches!(n.value, Value::Scalar { .. }));
        // A list of plain text (bring, short) is given whole.
        if words == Words::Yes && plain(items) && !given.is_empty() && plain(given) {
            return Node { span: base.span.clone(), value: Value::List(given.to_vec()) };
        }
        // Options written as bare words on both sides go by their order, and keep the ids of the original's words.
        if words == Words::Choices && plain(items) && plain(given) && given.len() == items.len() {
            let labelled =
                items.iter().zip(given).map(|(item, over)| labelled(item, &slug(item.text().unwrap_or("")), over));
            return Node { span: base.span.clone(), value: Value::List(labelled.collect()) };
        }
        let ids: Vec<Option<String>> = items.iter().map(entry_id).collect();
        let merged = items
            .iter()
            .zip(&ids)
            .map(|(item, id)| {
                let over = given.iter().find(|g| id.is_some() && entry_id(g) == *id);
                match (&item.value, over) {
                    // "Phone call" with {id: phone-call, label: Llamada}: the words change, the id stays.
                    (Value::Scalar { text, .. }, Some(over)) if words != Words::No => match over.get("label") {
                        Some(label) => {
                            if let Value::Map(given) = &over.value {
                                self.extras(given, &["label"]);
                            }
                            labelled(item, &slug(text), label)
                        }
                        None => self.node(item, Some(over), words),
                    },
                    (Value::Map(_), over) => keep_id(self.node(item, over, words), id.as_deref()),
                    (_, over) => self.node(item, over, words),
                }
            })
            .collect();
        let excused = self.is_excused(base);
        for extra in given.iter().filter(|g| !excused && !ids.contains(&entry_id(g))) {
            let id = entry_id(extra).unwrap_or_default();
            self.faults.push(
                codes::TRANSLATION_EXTRA
                    .at(
                        super::reader::first_line(extra),
                        format!("no entry of the original has the id \"{}\"", clip(&id)),
                    )
                    .suggest(&id, ids.iter().flatten().map(String::as_str))
                    .help("use the id of the original's entry, or the slug of its words where it has none"),
            );
        }
        Node { span: base.span.clone(), value: Value::List(merged) }
    }

    fn scalar(&mut self, base: &Node, over: &Node, words: Words) -> Node {
        if words != Words::No && matches!(over.value, Value::Scalar { .. }) {
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
            let message = format!("the original has {} here, the translation {}", base.shape(), over.shape());
            self.faults.push(
                codes::WRONG_TYPE
                    .at(super::reader::first_line(over), message)
                    .help("write it in the same shape as the original"),
            );
        }
    }
}

/// Numbers and yes or no read the same in every language: `columns: 2`, `text: yes`.
fn is_words(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.parse::<f64>().is_err() && super::reader::yes_no(text).is_none()
}

/// `{id: ID, label: WORDS}` in place of a bare text.
fn labelled(item: &Node, id: &str, label: &Node) -> Node {
    let text =
        |text: &str| Node { span: item.span.clone(), value: Value::Scalar { text: text.to_owned(), plain: false } };
    let entry = |key: &str, value: Node| Entry { key: key.to_owned(), key_span: item.span.clone(), value };
    Node { span: item.span.clone(), value: Value::Map(vec![entry("id", text(id)), entry("label", label.clone())]) }
}

/// Writes out the id that came from the original's words, so that translated words do not change it.
fn keep_id(mut node: Node, id: Option<&str>) -> Node {
    let span = node.span.clone();
    if let (Value::Map(entries), Some(id)) = (&mut node.value, id)
        && !entries.iter().any(|e| e.key == "id")
    {
        let value = Node { span: span.clone(), value: Value::Scalar { text: id.to_owned(), plain: false } };
        entries.push(Entry { key: "id".to_owned(), key_span: span, value });
    }
    node
}
