//! All that a condition or a score can name, and where it stands.

use crate::diagnostics::Diagnostic;
use crate::model::form::Section;
use crate::model::form::field::{Field, FieldKind};
use crate::model::form::scoring::{OptionScores, Staff};
use std::collections::{BTreeMap, BTreeSet};

/// All that a condition can name.
pub(in crate::model::form) struct Index<'a> {
    pub(super) fields: BTreeMap<&'a str, Known<'a>>,
    /// Position of the first field of each section, and of the section after the last.
    starts: Vec<usize>,
    pub(super) broken: &'a BTreeSet<String>,
    pub(super) staff: &'a Staff,
}

/// A field that can be named.
pub(super) struct Known<'a> {
    /// In reading order.
    pub(super) position: usize,
    /// Its section repeats.
    pub(super) repeats: bool,
    pub(super) field: &'a Field,
}

/// Where a condition stands, and so what comes before it.
#[derive(Clone, Copy)]
pub(in crate::model::form) enum Place {
    /// At the field with this position in reading order, or at the section that begins there.
    Before(usize),
    /// On the staff sheet: after everything.
    Staff,
}

impl<'a> Index<'a> {
    pub(in crate::model::form) fn new(sections: &'a [Section], broken: &'a BTreeSet<String>, staff: &'a Staff) -> Self {
        let mut fields = BTreeMap::new();
        let mut starts = Vec::new();
        let mut position = 0;
        for section in sections {
            starts.push(position);
            for field in &section.fields {
                let known = Known { position, repeats: section.repeat.is_some(), field };
                fields.insert(field.id.as_str(), known);
                position += 1;
            }
        }
        Self { fields, starts, broken, staff }
    }

    /// The place of a section's condition, or of a field's in it.
    pub(in crate::model::form) fn place(&self, section: usize, field: Option<usize>) -> Place {
        Place::Before(self.starts.get(section).copied().unwrap_or_default() + field.unwrap_or_default())
    }

    /// Everything that can be named: fields, and rows of matrices with a dot.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (id, known) in &self.fields {
            match &known.field.kind {
                FieldKind::Matrix { items, .. } => {
                    names.extend(items.iter().map(|item| format!("{id}.{}", item.id)));
                }
                kind if kind.is_question() => names.push((*id).to_owned()),
                _ => {}
            }
        }
        names
    }
}

/// Adds a suggestion to a fault about a name, from fields and rows.
pub(in crate::model::form) fn suggest_field(fault: Diagnostic, wrong: &str, index: &Index<'_>) -> Diagnostic {
    let matrices = index.fields.keys().map(|id| (*id).to_owned());
    let names: Vec<String> = index.names().into_iter().chain(matrices).collect();
    fault.suggest(wrong, names.iter().map(String::as_str))
}

impl<'a> Index<'a> {
    /// A field and whether its section repeats.
    pub(in crate::model::form) fn field(&self, id: &str) -> Option<(&'a Field, bool)> {
        self.fields.get(id).map(|known| (known.field, known.repeats))
    }

    /// The scores of a field's options.
    pub(in crate::model::form) fn option_scores(&self, id: &str) -> Option<&'a OptionScores> {
        self.staff.option_scores(id)
    }

    /// Whether a field of that id could not be read.
    pub(in crate::model::form) fn is_broken(&self, id: &str) -> bool {
        self.broken.contains(id)
    }
}
