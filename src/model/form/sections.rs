//! Reads sections and fields.
//!
//! 1. [`Draft::sections`] reads every section and field; a field whose type nobody knows leaves its id, so that whoever
//!    refers to it has made no second mistake.
//! 2. [`Draft::conditions`] resolves conditions, once all fields are known.

use super::Section;
use super::condition::index::Index;
use super::condition::resolve::resolve;
use super::field::{Field, FieldKind, LAYOUT_TYPES, QUESTION_TYPES, STAFF_TYPES, Width};
use super::ids::Ids;
use super::kinds::{Spoken, crisis, share, width};
use super::scoring::{OptionScores, Staff};
use crate::diagnostics::{Spanned, codes};
use crate::model::text::Sources;
use crate::source::markdown::Body;
use crate::source::yaml::Node;
use crate::source::yaml::Value;
use crate::source::yaml::reader::{Reader, clip};
use std::collections::BTreeSet;

/// Keys that only some types have, with these types.
const KEYS_OF_KINDS: &[(&str, &str)] = &[
    ("lines", "paragraph"),
    ("unit", "number"),
    ("from", "number or scale"),
    ("to", "number or scale"),
    ("step", "scale"),
    ("low", "scale"),
    ("high", "scale"),
    ("options", "choice, choices or matrix"),
    ("other", "choice or choices"),
    ("items", "matrix"),
    ("columns", "table"),
    ("rows", "table"),
    ("voicemail", "phone"),
    ("unsure", "yes-no"),
    ("decline", "yes-no"),
    ("role", "signature"),
    ("printed_name", "signature"),
    ("date", "signature"),
    ("relationship", "signature"),
    ("witness", "signature"),
];

/// Words that people try as a type, and the type that they mean.
const SYNONYMS: &[(&str, &str)] = &[
    ("boolean", "yes-no"),
    ("checkbox", "choices"),
    ("checkboxes", "choices"),
    ("consent", "acknowledge"),
    ("dob", "birth-date"),
    ("dropdown", "choice"),
    ("grid", "matrix"),
    ("initial", "initials"),
    ("input", "text"),
    ("integer", "number"),
    ("likert", "scale"),
    ("multiple-choice", "choice"),
    ("pagebreak", "page-break"),
    ("radio", "choice"),
    ("rating", "scale"),
    ("select", "choice"),
    ("slider", "scale"),
    ("string", "text"),
    ("tel", "phone"),
    ("textarea", "paragraph"),
];

/// A form while it is read.
pub(super) struct Draft<'a> {
    /// Where texts stand and faults go.
    pub(super) sources: &'a Sources<'a>,
    /// Ids of fields, scores and the office's fields: conditions and scores name all of them.
    pub(super) ids: Ids,
    /// Ids of fields that could not be read.
    pub(super) broken: BTreeSet<String>,
    sections: Ids,
    whens: Vec<When<'a>>,
    pub(super) scores: Vec<OptionScores>,
}

/// A condition that waits until all fields are known.
struct When<'a> {
    node: &'a Node,
    section: usize,
    /// None for the section's own.
    field: Option<usize>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(sources: &'a Sources<'a>) -> Self {
        Self {
            sources,
            ids: Ids::new("field"),
            broken: BTreeSet::new(),
            sections: Ids::new("section"),
            whens: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// Reads all sections.
    pub(super) fn sections(&mut self, form: &Reader<'a>, may_be_empty: bool) -> Vec<Section> {
        let nodes = form.list("sections");
        if nodes.is_empty() && !may_be_empty && form.node("sections").is_none_or(|n| matches!(n.value, Value::List(_)))
        {
            match form.entry("fields") {
                Some(entry) => form.fault(
                    &codes::MISSING_KEY,
                    &entry.key_span,
                    "the fields of a form stand in sections",
                    "write this before it, and move the fields to the right:\nsections:\n  - title: ...\n    fields:",
                ),
                None => form.missing("sections"),
            }
        }
        let mut sections = Vec::new();
        for node in nodes.iter().filter(|node| !node.is_empty()) {
            if let Some(section) = self.section(node, sections.len()) {
                sections.push(section);
            }
        }
        sections
    }

    fn section(&mut self, node: &'a Node, index: usize) -> Option<Section> {
        let r = Reader::new(node, "a section", self.sources.faults);
        if !matches!(node.value, Value::Map(_)) {
            return None;
        }
        let title = r.text("title").filter(|title| !title.trim().is_empty());
        let id = self.sections.of(&r, title.as_ref());
        let text = self.sources.markdown(&r, "text");
        let repeat = r.map("repeat", "repeat").map(|repeat| {
            let printed = repeat.count("printed", 1, 20);
            repeat.finish();
            printed.and_then(|n| u8::try_from(n).ok()).unwrap_or(1)
        });
        if let Some(node) = r.node("when") {
            self.whens.push(When { node, section: index, field: None });
        }
        let nodes = r.list("fields");
        if nodes.is_empty() && text.is_none() {
            r.missing("fields");
        }
        let mut fields = Vec::new();
        for node in nodes.iter().filter(|node| !node.is_empty()) {
            if let Some(field) = self.field(node, repeat.is_some()) {
                if let Some(when) = node.get("when").filter(|when| !when.is_empty()) {
                    self.whens.push(When { node: when, section: index, field: Some(fields.len()) });
                }
                fields.push(field);
            }
        }
        let section = Section {
            id,
            title: title.map(|t| t.value),
            text,
            columns: r.count("columns", 1, 3).and_then(|n| u8::try_from(n).ok()).unwrap_or(1),
            keep_together: r.yes_no("keep_together").unwrap_or_default(),
            page_break: r.yes_no("page_break").unwrap_or_default(),
            repeat,
            when: None,
            fields,
        };
        r.finish();
        Some(section)
    }

    fn field(&mut self, node: &'a Node, repeats: bool) -> Option<Field> {
        let r = Reader::new(node, "a field", self.sources.faults);
        if !matches!(node.value, Value::Map(_)) {
            return None;
        }
        let kind = self.type_of(&r);
        let kind = kind.as_deref();
        // `text` is both a line to write on and words to read: what is written under it tells them apart.
        let words = if kind == Some("text") && r.node("label").is_none() { r.text("text") } else { None };
        if kind == Some("text") && words.is_none() && r.node("text").is_some() && r.node("label").is_some() {
            r.fault(
                &codes::FIELD_INVALID,
                &r.entry("text").map_or_else(|| r.place(), |e| e.key_span.clone()),
                "a field of type text has either a label (a question) or a text (words to read)",
                "make two fields of it, or move these words to \"help\"",
            );
        }
        let label = match (kind, &words) {
            (Some("page-break"), _) | (_, Some(_)) => None,
            _ => r.required_text("label").map(|l| Spanned::new(l.value.trim().to_owned(), l.span)),
        };
        let id = self.ids.of(&r, label.as_ref());
        let Some(kind) = kind else {
            self.broken.insert(id);
            return None;
        };
        let help = match kind {
            "heading" | "page-break" => None,
            _ if words.is_some() => None,
            _ => r.text("help"),
        };
        r.node("when");
        let mut spoken = Spoken::default();
        let kind = match words {
            Some(words) => FieldKind::Words { text: self.sources.blocks(&words) },
            None => self.kind(kind, &id, &r, &mut spoken),
        };
        spoken.extend(label.as_ref());
        spoken.extend(help.as_ref());
        let question = kind.is_question();
        let field = Field {
            width: if matches!(kind, FieldKind::PageBreak) {
                Width::Full
            } else {
                width(&r, &kind, &id, label.as_ref())
            },
            share: share(&r, &kind, repeats),
            required: question && r.yes_no("required").unwrap_or_default(),
            sensitive: question && r.yes_no("sensitive").unwrap_or_default(),
            crisis: question && crisis(&r, &spoken),
            span: r.place(),
            number: None,
            label_text: label.as_ref().map_or_else(Body::default, |label| self.sources.inline(label)),
            label: label.map(|l| l.value).unwrap_or_default(),
            help: help.map(|help| self.sources.blocks(&help)),
            when: None,
            kind,
            id,
        };
        r.refuse(field.kind.word(), KEYS_OF_KINDS);
        r.finish();
        Some(field)
    }

    /// The field's type, if it is one that sections may have.
    fn type_of(&self, r: &Reader<'_>) -> Option<String> {
        let written = r.required_text("type")?;
        let known = |list: &[&str]| list.contains(&written.as_str());
        if known(QUESTION_TYPES) || known(LAYOUT_TYPES) {
            return Some(written.value);
        }
        if known(STAFF_TYPES) {
            r.fault(
                &codes::FIELD_INVALID,
                &written.span,
                format!("\"{}\" is for staff and does not belong among the client's questions", written.value),
                "move the field under \"office_use\": what is there is only on the staff sheet",
            );
            return None;
        }
        let all = || QUESTION_TYPES.iter().chain(LAYOUT_TYPES).copied();
        let folded = written.to_lowercase().replace(['_', ' '], "-");
        let synonym = SYNONYMS.iter().find(|(word, _)| *word == folded).map(|(_, meant)| *meant);
        let fault = codes::FORM_UNKNOWN_TYPE
            .at(written.span.clone(), format!("\"{}\" is not a field type", clip(&written)))
            .help(format!("use one of: {}", all().collect::<Vec<_>>().join(", ")));
        r.faults().push(match synonym {
            Some(meant) => fault.label(format!("did you mean \"{meant}\"?")),
            None => fault.suggest(&folded, all()),
        });
        None
    }

    /// The scores of options, apart from the fields.
    pub(super) fn take_scores(&mut self) -> Vec<OptionScores> {
        std::mem::take(&mut self.scores)
    }

    /// Resolves the conditions of sections and fields.
    pub(super) fn conditions(&self, sections: &mut [Section], staff: &Staff) {
        let index = Index::new(sections, &self.broken, staff);
        let resolved: Vec<_> = self
            .whens
            .iter()
            .map(|when| resolve(when.node, index.place(when.section, when.field), &index, self.sources.faults))
            .collect();
        for (when, condition) in self.whens.iter().zip(resolved) {
            let Some(section) = sections.get_mut(when.section) else { continue };
            match when.field {
                None => section.when = condition,
                Some(field) => {
                    if let Some(field) = section.fields.get_mut(field) {
                        field.when = condition;
                    }
                }
            }
        }
    }
}
