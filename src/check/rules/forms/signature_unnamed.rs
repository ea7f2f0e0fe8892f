//! A signature that nobody can read.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has};
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::form::field::FieldKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "signature-unnamed",
        severity: Severity::Warning,
        summary: "A signature has no name in print",
        explanation: "Add printed_name: true to the signature. A question for the name in the same section counts too.",
        bad: "{label: Signature, type: signature, role: client, date: true}",
        good: "{label: Signature, type: signature, role: client, date: true, printed_name: true}",
    },
    group: Group::Forms,
    why: "Few signatures can be read. A year later nobody knows whether the client, a parent or a partner has signed.",
    sources: &[],
    looks: Looks::Site(look),
};

/// Whose name is not the name of who signs for them.
const OTHERS: &[&str] = &[
    " child ",
    " childs ",
    " minor ",
    " client ",
    " patient ",
    " nino ",
    " nina ",
    " hijo ",
    " hija ",
    " menor ",
    " paciente ",
];

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        for section in &form.sections {
            let asked = |guardian: bool| {
                section.fields.iter().filter(|f| matches!(f.kind, FieldKind::Text)).any(|f| {
                    let label = fold(&f.label);
                    has(&label, &[" name ", " nombre ", " names ", " nombres "]) && !(guardian && has(&label, OTHERS))
                })
            };
            for field in &section.fields {
                if let FieldKind::Signature(signature) = &field.kind
                    && !signature.printed_name
                    && !asked(signature.role.as_deref().is_some_and(words::is_guardian))
                {
                    let message = format!("beside the signature \"{}\" no name stands in print", field.label);
                    found.push(RULE.code.at(field.span.clone(), message).help("add printed_name: true to it"));
                }
            }
        }
    }
}
