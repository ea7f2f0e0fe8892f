//! Words that do not fit on paper.

use super::words;
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::form::field::{Field, FieldKind, Width};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "label-too-long",
        severity: Severity::Warning,
        summary: "A label is too long for paper",
        explanation: "A label stands above its line or beside its box. Put what explains it under help, or in text before the question, and keep the label to the question itself.",
        bad: "{label: \"Please tell us in your own words everything about ... (60 words)\", type: text, width: third}",
        good: "{label: What led you to seek counseling now?, help: \"Take as much space as you like.\", type: text}",
    },
    group: Group::Forms,
    why: "On paper a long label pushes the line that it belongs to out of its place, and a screen reader reads all of it each time.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (_, form) in words::versions(checked) {
        for field in form.fields() {
            let Some((words, most)) = too_long(field) else { continue };
            let length = words.chars().count();
            let clipped = crate::source::yaml::reader::clip(words);
            found.push(
                RULE.code
                    .at(
                        field.span.clone(),
                        format!("\"{clipped}\" has {length} letters, and here is space for about {most}"),
                    )
                    .help("shorten it, give the field more width, or put what explains it under help"),
            );
        }
    }
}

/// Words that are too long, and how long they may be.
fn too_long(field: &Field) -> Option<(&str, usize)> {
    let most = match field.width {
        Width::Full => 240,
        Width::Half => 160,
        Width::Third => 100,
        Width::Quarter => 60,
    };
    let over = |words: &'_ str, most: usize| words.chars().count() > most;
    let clause = matches!(field.kind, FieldKind::Initials | FieldKind::Acknowledge | FieldKind::Words { .. });
    // A clause to be initialled is a sentence or two.
    let most = if clause { most * 2 } else { most };
    if over(&field.label, most) {
        return Some((&field.label, most));
    }
    let in_list =
        |list: &'_ [crate::model::form::field::Choice], most: usize| list.iter().position(|c| over(&c.label, most));
    match &field.kind {
        FieldKind::Table { columns, .. } => {
            let most = 120 / columns.len().max(1);
            let most = most.max(24);
            in_list(columns, most).and_then(|i| columns.get(i)).map(|c| (c.label.as_str(), most))
        }
        FieldKind::Matrix { items, options } => items
            .iter()
            .find(|item| over(&item.label, 240))
            .map(|item| (item.label.as_str(), 240))
            .or_else(|| in_list(options, 60).and_then(|i| options.get(i)).map(|c| (c.label.as_str(), 60))),
        FieldKind::Choice { options, .. } | FieldKind::Choices { options, .. } => {
            in_list(options, 200).and_then(|i| options.get(i)).map(|c| (c.label.as_str(), 200))
        }
        _ => None,
    }
}
