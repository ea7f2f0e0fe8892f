//! A signature of which nobody knows the day.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::form::field::FieldKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "signature-undated",
        severity: Severity::Warning,
        summary: "A signature has no date",
        explanation: "Add date: true to the signature, so that a line for the date stands beside it. A question for the date in the same section counts too.",
        bad: "{label: Signature, type: signature, role: client}",
        good: "{label: Signature, type: signature, role: client, printed_name: true, date: true}",
    },
    group: Group::Forms,
    why: "A consent counts from the day on which it was signed, and an undated one may count not at all.",
    sources: &[Source { title: "45 CFR 164.508(c)(1)(vi)", url: "", date: "in force since April 14, 2003" }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        for section in &form.sections {
            let asked = section.fields.iter().any(|f| {
                matches!(f.kind, FieldKind::Date)
                    && has(&fold(&f.label), &[" date ", " today", " signed ", " fecha ", " firma"])
            });
            for field in &section.fields {
                if let FieldKind::Signature(signature) = &field.kind
                    && !signature.date
                    && !asked
                {
                    let message = format!("the signature \"{}\" has no date", field.label);
                    found.push(RULE.code.at(field.span.clone(), message).help("add date: true to it"));
                }
            }
        }
    }
}
