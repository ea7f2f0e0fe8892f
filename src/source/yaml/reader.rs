//! Reads a mapping key by key, for all kinds of YAML file and for front matter alike.
//!
//! Each method asks for one key, says what is wrong with its value at the value's place, and remembers the key; a
//! [`Reader`] that is finished with [`Reader::finish`] warns of every key that nobody asked for, with the nearest right one.

use super::{Entry, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, codes, nearest};
use crate::source::markdown::find_fact;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Collects the faults of one document while readers borrow it.
#[derive(Debug, Default)]
pub struct Faults {
    list: RefCell<Vec<Diagnostic>>,
    /// Texts that name a fact, and where: true for those in which facts are looked up.
    facts: RefCell<BTreeMap<Span, bool>>,
    /// Keys that nobody asked for, by their places, and the key that was probably meant.
    misspelt: RefCell<BTreeMap<Span, Option<&'static str>>>,
}

impl Faults {
    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.list.borrow_mut().push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.borrow_mut().extend(diagnostics);
    }

    /// Keys that nobody asked for so far, by their places, and the key that was probably meant.
    pub fn misspelt(&self) -> BTreeMap<Span, Option<&'static str>> {
        self.misspelt.borrow().clone()
    }

    /// A text has been read that may be shown as it is written.
    pub fn plain(&self, text: &str, span: &Span) {
        if find_fact(text).is_some() {
            self.facts.borrow_mut().entry(span.clone()).or_insert(false);
        }
    }

    /// A text has been read as Markdown, in which facts are looked up.
    pub fn looked_up(&self, text: &str, span: &Span) {
        if find_fact(text).is_some() {
            self.facts.borrow_mut().insert(span.clone(), true);
        }
    }

    /// All of them, and a warning for each text with a fact in it that nobody looks up.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let mut list = self.list.into_inner();
        let plain = self.facts.into_inner().into_iter().filter(|(_, looked_up)| !looked_up);
        list.extend(plain.map(|(span, _)| {
            codes::FACT_IN_PLAIN_TEXT
                .at(span, "facts are not looked up in this text: it would be shown with its braces")
                .help(
                    "write the words themselves; facts are looked up in questions' labels, in help and in longer texts",
                )
        }));
        list
    }
}

/// Reads one mapping.
pub struct Reader<'a> {
    entries: &'a [Entry],
    span: Span,
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    /// It is something else than a mapping, which has been said: that its keys are missing goes without saying.
    misshapen: bool,
    faults: &'a Faults,
}

/// What counts as yes and no where a boolean is expected.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

impl<'a> Reader<'a> {
    /// Reads `node` as a mapping; `what` names it in messages ("a provider"). Anything else is an error, and reads as empty.
    pub fn new(node: &'a Node, what: &'static str, faults: &'a Faults) -> Self {
        let misshapen = !matches!(node.value, Value::Map(_)) && !node.is_empty();
        let entries: &[Entry] = match &node.value {
            Value::Map(entries) => entries,
            _ => {
                if !node.is_empty() {
                    let message = format!("{what} is written as \"key: value\" lines, but here is {}", node.shape());
                    faults.push(
                        codes::WRONG_TYPE.at(first_line(node), message).help("write each part as \"key: value\""),
                    );
                }
                &[]
            }
        };
        Self { entries, span: node.span.clone(), what, asked: RefCell::default(), misshapen, faults }
    }

    /// Where the mapping was written.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// A short place to point at: the mapping's first key.
    pub fn place(&self) -> Span {
        // A long mapping underlined whole says nothing: its first key is where the eye goes.
        let end = match self.entries.first() {
            Some(entry) => entry.key_span.end,
            None => self.span.end.min(self.span.start + 1),
        };
        Span { end: end.max(self.span.start), ..self.span.clone() }
    }

    /// What is read: "a provider".
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Where faults go.
    pub fn faults(&self) -> &'a Faults {
        self.faults
    }

    /// Reports a fault at a place.
    pub fn fault(&self, code: &'static Code, span: &Span, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(code.at(span.clone(), message).help(help));
    }

    /// The value of a key, whatever it is; a key without a value counts as not there.
    pub fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|e| &e.value).filter(|n| !n.is_empty())
    }

    /// The whole entry of a key, also one without a value.
    pub fn entry(&self, key: &'static str) -> Option<&'a Entry> {
        self.asked.borrow_mut().push(key);
        self.entries.iter().find(|e| e.key == key)
    }

    /// All entries: for mappings whose keys are names of the owner's own (such a reader is not finished).
    pub fn all(&self) -> &'a [Entry] {
        self.entries
    }

    /// Text as written.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        self.text_of(node, key)
    }

    /// Text, without its place.
    pub fn string(&self, key: &'static str) -> Option<String> {
        self.text(key).map(|t| t.value)
    }

    /// Text that must be there and not be empty.
    pub fn required_text(&self, key: &'static str) -> Option<Spanned<String>> {
        let Some(entry) = self.entry(key) else {
            self.missing(key);
            return None;
        };
        if entry.value.text().is_some_and(|text| text.trim().is_empty()) {
            self.missing(key);
            return None;
        }
        self.text_of(&entry.value, key)
    }

    /// Says that a key is not there, or that nothing is written under it.
    pub fn missing(&self, key: &str) {
        if self.misshapen {
            return;
        }
        if let Some(entry) = self.entries.iter().find(|entry| entry.key == key) {
            self.faults.push(
                codes::MISSING_KEY
                    .at(entry.key_span.clone(), format!("\"{key}\" is empty; {} needs it", self.what))
                    .help(format!("write a value after \"{key}:\"")),
            );
            return;
        }
        // Between braces the mapping begins before its first key.
        let in_braces = self.entries.first().is_some_and(|entry| self.span.start < entry.key_span.start);
        let help = if in_braces {
            format!("add \"{key}: ...\" between the braces, after a comma")
        } else {
            format!("add a line \"{key}: ...\"")
        };
        self.faults.push(codes::MISSING_KEY.at(self.place(), format!("{} needs \"{key}\"", self.what)).help(help));
    }

    /// A scalar as text, for items of lists too; anything else is a fault.
    pub fn text_of(&self, node: &Node, key: &str) -> Option<Spanned<String>> {
        let (message, help) = match &node.value {
            Value::Scalar { text, plain } => {
                if *plain && in_curly_quotes(text) {
                    self.faults.push(
                        codes::CURLY_QUOTES
                            .at(node.span.clone(), "these quotation marks are curly, so they count as part of the text")
                            .help("take them away, or type straight ones: \"...\""),
                    );
                }
                self.faults.plain(text, &node.span);
                return Some(Spanned::new(text.clone(), node.span.clone()));
            }
            Value::Map(entries) if entries.iter().any(|e| e.key.contains(' ')) => {
                (format!("\"{key}\" should be text, but the colon in it starts a new key"), "put the text in quotes")
            }
            _ => (
                format!("\"{key}\" should be text, but here is {}", node.shape()),
                "write plain text; put it in quotes if it begins with [ or { or holds \": \"",
            ),
        };
        self.faults.push(codes::WRONG_TYPE.at(first_line(node), message).help(help));
        None
    }

    /// Yes or no.
    pub fn yes_no(&self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        let answer = node.text().and_then(yes_no);
        if answer.is_none() {
            self.faults.push(
                codes::WRONG_TYPE
                    .at(first_line(node), format!("\"{key}\" should be yes or no"))
                    .help(format!("write \"{key}: yes\" or \"{key}: no\"")),
            );
        }
        answer
    }

    /// A whole number within bounds.
    pub fn integer(&self, key: &'static str, least: i64, most: i64) -> Option<i64> {
        let node = self.node(key)?;
        let number = node.text().and_then(|t| t.parse::<i64>().ok()).filter(|n| (least..=most).contains(n));
        if number.is_none() {
            self.faults.push(
                codes::WRONG_TYPE
                    .at(first_line(node), format!("\"{key}\" should be a whole number from {least} to {most}"))
                    .help(format!("write it in digits, such as \"{key}: {}\"", least.max(1).min(most))),
            );
        }
        number
    }

    /// A small count within bounds.
    pub fn count(&self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        self.integer(key, i64::from(least), i64::from(most)).and_then(|n| u32::try_from(n).ok())
    }

    /// A date, `2026-09-14`.
    pub fn date(&self, key: &'static str) -> Option<Spanned<Date>> {
        let node = self.node(key)?;
        let date = node.text().and_then(|t| date(t.trim()));
        if date.is_none() {
            let message = match node.text() {
                Some(text) if is_shaped_as_date(text.trim()) => format!("there is no day {}", clip(text)),
                Some(text) => format!("\"{}\" is not a date", clip(text)),
                None => format!("\"{key}\" should be a date, but here is {}", node.shape()),
            };
            self.faults
                .push(codes::BAD_DATE.at(first_line(node), message).help("write year-month-day, such as 2026-09-14"));
        }
        date.map(|d| Spanned::new(d, node.span.clone()))
    }

    /// One of a few words; the word as it stands in `words`.
    pub fn one_of(&self, key: &'static str, words: &'static [&'static str]) -> Option<Spanned<&'static str>> {
        let node = self.node(key)?;
        self.word_of(node, key, words)
    }

    /// A node that must be one of a few words.
    pub fn word_of(&self, node: &Node, key: &str, words: &'static [&'static str]) -> Option<Spanned<&'static str>> {
        let text = self.text_of(node, key)?;
        let found = words.iter().find(|w| **w == text.value);
        if found.is_none() {
            self.faults.push(
                codes::UNKNOWN_VALUE
                    .at(node.span.clone(), format!("\"{}\" is not a value for \"{key}\"", clip(&text.value)))
                    .suggest(&text.value, words.iter().copied())
                    .help(format!("use one of: {}", words.join(", "))),
            );
        }
        found.map(|w| Spanned::new(*w, text.span))
    }

    /// The items of a list; a key that is not there is an empty list.
    pub fn list(&self, key: &'static str) -> &'a [Node] {
        match self.node(key) {
            None => &[],
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => {
                self.faults.push(
                    codes::WRONG_TYPE
                        .at(first_line(node), format!("\"{key}\" should be a list, but here is {}", node.shape()))
                        .help(format!("write \"{key}: [one, two]\", or each item on a line of its own after \"- \"")),
                );
                &[]
            }
        }
    }

    /// A list of texts; empty items are left out.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key)
            .iter()
            .filter(|node| !node.is_empty())
            .filter_map(|node| self.text_of(node, key))
            .filter(|text| !text.value.trim().is_empty())
            .collect()
    }

    /// A list of a few words; each as it stands in `words`.
    pub fn words(&self, key: &'static str, words: &'static [&'static str]) -> Vec<Spanned<&'static str>> {
        self.list(key).iter().filter_map(|node| self.word_of(node, key, words)).collect()
    }

    /// A mapping under a key.
    pub fn map(&self, key: &'static str, what: &'static str) -> Option<Reader<'a>> {
        let node = self.node(key)?;
        Some(Reader::new(node, what, self.faults))
    }

    /// A list of mappings.
    pub fn maps(&self, key: &'static str, what: &'static str) -> Vec<Reader<'a>> {
        self.list(key).iter().filter(|n| !n.is_empty()).map(|node| Reader::new(node, what, self.faults)).collect()
    }

    /// Warns of keys that only other kinds of the same thing have: `elsewhere` says which, with the kinds.
    pub fn refuse(&self, kind: &str, elsewhere: &'static [(&'static str, &'static str)]) {
        let mut asked = self.asked.borrow_mut();
        for (key, kinds) in elsewhere {
            let Some(entry) = self.entries.iter().find(|e| e.key == *key).filter(|_| !asked.contains(key)) else {
                continue;
            };
            asked.push(key);
            self.faults.push(
                codes::UNKNOWN_KEY
                    .at(entry.key_span.clone(), format!("\"{key}\" is not for {} of type {kind}", self.what))
                    .help(format!("it is for type {kinds}: change the type, or take the line away")),
            );
        }
    }

    /// The keys asked for so far, in order: what the JSON Schema must hold too.
    pub fn asked(&self) -> Vec<&'static str> {
        self.asked.borrow().clone()
    }

    /// Warns of every key that nobody asked for.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for entry in self.entries.iter().filter(|e| !asked.contains(&e.key.as_str())) {
            let meant = nearest(&entry.key, asked.iter().copied());
            // In `{label: one, two}` the comma ends the label.
            let help = if entry.key.trim().contains(' ') || (meant.is_none() && entry.value.is_empty()) {
                "if this belongs to the text before it, put the whole text in quotes"
            } else {
                "it is left out; mend its name or take the line away"
            };
            let meant = asked.iter().copied().find(|key| Some(*key) == meant);
            self.faults.misspelt.borrow_mut().insert(entry.key_span.clone(), meant);
            self.faults.push(
                codes::UNKNOWN_KEY
                    .at(entry.key_span.clone(), format!("\"{}\" is not a key of {}", clip(&entry.key), self.what))
                    .suggest(&entry.key, asked.iter().copied())
                    .help(help),
            );
        }
    }
}

/// Whether a text stands in the quotation marks that word processors make of straight ones.
fn in_curly_quotes(text: &str) -> bool {
    let (mut first, mut last) = (text.trim().chars(), text.trim().chars());
    let (first, last) = (first.next(), last.next_back());
    matches!((first, last), (Some('“' | '„' | '”'), Some('“' | '”')) | (Some('‘' | '’'), Some('‘' | '’')))
}

/// A date written year-month-day; a time after it is not accepted.
pub fn date(text: &str) -> Option<Date> {
    if is_shaped_as_date(text) { text.parse().ok() } else { None }
}

fn is_shaped_as_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}

/// The first line of a node: enough to point at, short enough to read.
pub fn first_line(node: &Node) -> Span {
    let end = match &node.value {
        Value::Scalar { .. } => node.span.end,
        Value::List(items) => items.first().map_or(node.span.end, |n| first_line(n).end),
        Value::Map(entries) => entries.first().map_or(node.span.end, |e| e.key_span.end),
    };
    Span { end: end.max(node.span.start), ..node.span.clone() }
}

/// A user's words, cut for a message.
pub fn clip(text: &str) -> String {
    let mut clipped: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    if text.chars().nth(60).is_some() {
        clipped.push('…');
    }
    clipped
}
