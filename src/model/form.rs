//! `forms/*.yaml`: one form each, from which come its web page, its PDFs and the staff sheet.
//!
//! 1. [`read`] takes a form's tree key by key (its sections and fields, what only one kind of field has, what is chosen from).
//! 2. Questions are numbered in reading order; every output uses these numbers.
//! 3. Conditions are resolved once all fields are known ([`condition`]), then scores and the office's own part ([`scoring`]).
//!
//! What staff score never stands in [`Section`] or [`Field`], but in [`Staff`] alone: whoever draws a client's copy from
//! sections and fields has nothing to leak. [`schema`] describes the same YAML for editors.

pub mod condition;
pub mod crisis;
pub mod field;
mod ids;
mod kinds;
mod options;
pub mod schema;
pub mod scoring;
mod sections;
#[cfg(test)]
mod tests;

use super::text::Sources;
use crate::diagnostics::{Diagnostic, codes};
use crate::source::FileId;
use crate::source::markdown::Body;
use crate::source::yaml::Node;
use crate::source::yaml::reader::{Faults, Reader};
use condition::Condition;
use field::{Field, FieldKind};
use jiff::civil::Date;
use scoring::Staff;
use std::collections::BTreeSet;

/// A form, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The default language's file.
    pub file: FileId,
    /// The file's name without its ending: what packets name.
    pub id: String,
    /// The title.
    pub title: String,
    /// The day of this version.
    pub version: Option<Date>,
    /// Whom it is for: "adult".
    pub audience: Option<String>,
    /// What it is for, in a sentence.
    pub purpose: Option<String>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// "In short": plain lines.
    pub short: Vec<Body>,
    /// What to know before the first question.
    pub instructions: Option<Body>,
    /// The terms under which a published instrument is shown.
    pub licence: Option<String>,
    /// Where a published instrument comes from.
    pub source: Option<Body>,
    /// The terms of a published instrument forbid showing its items.
    pub metadata_only: bool,
    /// A translation prints the default language beside questions and answers, for staff.
    pub bilingual: bool,
    /// The questions and what stands between them.
    pub sections: Vec<Section>,
    /// What only staff see.
    pub staff: Staff,
}

/// A part of a form under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The only one of its kind in the form.
    pub id: String,
    /// The heading.
    pub title: Option<String>,
    /// Text before the fields.
    pub text: Option<Body>,
    /// How many fields may stand side by side: 1 to 3.
    pub columns: u8,
    /// Not broken over two sheets where it fits on one.
    pub keep_together: bool,
    /// Begins a new sheet.
    pub page_break: bool,
    /// How many copies are printed of a section that repeats (one for each child).
    pub repeat: Option<u8>,
    /// When it counts.
    pub when: Option<Condition>,
    /// Questions and layout, in order.
    pub fields: Vec<Field>,
}

impl Form {
    /// All fields in reading order; those of a section that repeats once.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A field by its id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }

    /// How many questions it asks: the last question's number.
    pub fn questions(&self) -> usize {
        self.fields().filter(|field| field.number.is_some()).count()
    }

    /// Whether a question is about self-harm: then crisis help stands at the top too.
    pub fn has_crisis_question(&self) -> bool {
        self.fields().any(|field| field.crisis)
    }

    /// Every text with Markdown in it, so that its links and facts can be checked.
    pub fn bodies(&self) -> Vec<&Body> {
        let mut bodies: Vec<&Body> = self.short.iter().collect();
        bodies.extend(&self.instructions);
        bodies.extend(&self.source);
        for section in &self.sections {
            bodies.extend(&section.text);
            for field in &section.fields {
                bodies.push(&field.label_text);
                bodies.extend(&field.help);
                if let FieldKind::Words { text } = &field.kind {
                    bodies.push(text);
                }
            }
        }
        bodies.extend(self.staff.bodies());
        bodies
    }

    /// What a link can name after `#`: sections with a title.
    pub fn anchors(&self) -> BTreeSet<String> {
        self.sections.iter().filter(|section| section.title.is_some()).map(|section| section.id.clone()).collect()
    }

    /// Takes from the default language's form what words cannot change: ids are written out by the overlay, but a condition
    /// may name an option by its words in the default language, which a translation no longer has.
    fn adopt(&mut self, original: &Self) {
        for (section, first) in self.sections.iter_mut().zip(&original.sections) {
            section.when.clone_from(&first.when);
            for (field, first) in section.fields.iter_mut().zip(&first.fields) {
                field.when.clone_from(&first.when);
                // Help for a crisis must not hang on how well a translation happens to match our list of words.
                field.crisis |= first.crisis;
                if let (FieldKind::Matrix { items, .. }, FieldKind::Matrix { items: firsts, .. }) =
                    (&mut field.kind, &first.kind)
                {
                    for (item, first) in items.iter_mut().zip(firsts) {
                        item.crisis |= first.crisis;
                    }
                }
            }
        }
        self.staff.adopt(&original.staff);
    }
}

/// Reads a form. `file` and `id` are the default language's file and its name without ending.
pub fn read(file: &FileId, id: &str, node: &Node, sources: &Sources<'_>) -> Form {
    read_either(file, id, node, sources, None)
}

/// Reads a translated form: `node` is the default language's tree with the translation's words laid over it. What is not
/// words comes from `original`, and so does what was wrong with it: only faults in the translation's own file are reported.
pub fn read_translation(file: &FileId, id: &str, node: &Node, sources: &Sources<'_>, original: &Form) -> Form {
    let found = Faults::default();
    let inner = Sources { tree: sources.tree, faults: &found };
    let form = read_either(file, id, node, &inner, Some(original));
    let own = |fault: &Diagnostic| fault.span.as_ref().is_some_and(|span| span.file != *file);
    sources.faults.extend(found.into_vec().into_iter().filter(own));
    form
}

fn read_either(file: &FileId, id: &str, node: &Node, sources: &Sources<'_>, original: Option<&Form>) -> Form {
    let r = Reader::new(node, "a form", sources.faults);
    let title = r.required_text("title").map_or_else(|| id.to_owned(), |t| t.value);
    let version = r.date("version").map(|d| d.value);
    let short = r.texts("short").iter().map(|line| sources.inline(line)).collect();
    let display = r.one_of("display", &["full", "metadata-only"]);
    let metadata_only = display.as_ref().is_some_and(|d| d.value == "metadata-only");
    if let (true, Some(display)) = (metadata_only, &display) {
        r.fault(
            &codes::INSTRUMENT_HIDDEN,
            &display.span,
            "this instrument is shown without its questions",
            "its page names it and its source; clients get it on paper from you",
        );
    }
    let mut draft = sections::Draft::new(sources);
    let mut form = Form {
        file: file.clone(),
        id: id.to_owned(),
        title,
        version,
        audience: r.string("audience"),
        purpose: r.string("purpose"),
        minutes: r.count("minutes", 1, 600),
        short,
        instructions: sources.markdown(&r, "instructions"),
        licence: r.string("licence"),
        source: r.text("source").map(|source| sources.inline(&source)),
        metadata_only,
        bilingual: r.yes_no("bilingual").unwrap_or_default(),
        sections: draft.sections(&r, metadata_only),
        staff: Staff::default(),
    };
    form.number();
    let mut staff = Staff::of(draft.take_scores());
    if original.is_none() {
        draft.conditions(&mut form.sections, &staff);
    }
    scoring::read(&r, &form.sections, &mut draft, &mut staff, original.is_some());
    form.staff = staff;
    if let Some(original) = original {
        form.adopt(original);
    }
    r.finish();
    form
}

impl Form {
    /// Numbers the questions, 1 to n over the whole form. A condition never takes a number away.
    fn number(&mut self) {
        let mut next = 1;
        for field in self.sections.iter_mut().flat_map(|section| &mut section.fields) {
            if field.kind.is_question() {
                field.number = Some(next);
                next += 1;
            }
        }
    }
}
