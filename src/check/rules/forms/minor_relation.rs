//! Somebody signs for a child, and does not say who they are.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has};
use crate::check::rules::providers::rules_of;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::form::Form;
use crate::model::form::field::FieldKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "minor-relation",
        severity: Severity::Warning,
        summary: "A consent for a child does not ask who signs",
        explanation: "Whoever signs for a child says what they are to the child: add relationship: true to the signature, or a question.",
        bad: "{label: Signature, type: signature, role: parent or guardian, date: true, printed_name: true}",
        good: "{label: Signature, type: signature, role: parent or guardian, date: true, printed_name: true, relationship: true}",
    },
    group: Group::Forms,
    why: "Only some people may agree for a child: parents, a guardian named by a court, sometimes an agency. In some states the young person may agree alone.",
    sources: &[Source {
        title: "45 CFR 164.502(g)(3): who acts for a minor; 164.508(c)(1)(vi): a representative states the authority to act",
        url: "",
        date: "in force since April 14, 2003",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        if asks(form) {
            continue;
        }
        let minor = words::is_for_a_minor(form);
        let signs: Vec<_> = words::signatures(form)
            .filter(|(field, signature)| {
                let role = signature.role.as_deref().unwrap_or("");
                words::is_guardian(role) || (minor && (words::is_guardian(&field.label) || role.is_empty()))
            })
            .collect();
        // One that asks is enough: the second parent signs beside the first.
        if signs.iter().any(|(_, signature)| signature.relationship) {
            continue;
        }
        let Some((field, _)) = signs.first() else { continue };
        let ages: Vec<String> = rules_of(checked)
            .into_iter()
            .filter_map(|state| {
                state.minor.map(|minor| {
                    format!("in {} a young person may agree from {} on ({})", state.name, minor.age, minor.source)
                })
            })
            .collect();
        let help = match ages.as_slice() {
            [] => "add relationship: true to it".to_owned(),
            ages => format!("add relationship: true to it; {}", ages.join("; ")),
        };
        let message = format!("whoever signs \"{}\" does not say what they are to the child", field.label);
        found.push(RULE.code.at(field.span.clone(), message).help(help));
    }
}

/// Whether a question asks what somebody is to the child.
fn asks(form: &Form) -> bool {
    let phrases = [
        " relationship ",
        " relation ",
        " who are you to ",
        " parentesco ",
        " relacion con ",
        " que es usted ",
        " quien es usted ",
        " su relacion ",
    ];
    form.fields().any(|field| {
        matches!(field.kind, FieldKind::Text | FieldKind::Choice { .. } | FieldKind::Choices { .. })
            && has(&fold(&field.label), &phrases)
    })
}
