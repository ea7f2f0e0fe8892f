//! Somebody who gives care, and no license is named.

use super::people;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "license-missing",
        severity: Severity::Warning,
        summary: "Somebody gives care, and no license is named",
        explanation: "Whoever gives care names the license or registration that allows it, with its number, its state and the day until which it is good. People in training who have a supervisor, and those who give no care, need none.",
        bad: "name: Ana Ruiz\nrole: therapist",
        good: "name: Ana Ruiz\nrole: therapist\nlicenses:\n  - {kind: license, number: \"149-000000\", state: IL, expires: 2027-11-30}",
    },
    group: Group::Providers,
    why: "Clients look a license up with the state's board before they call, and a profile without one looks like a profile of somebody who has none.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for person in checked.site.providers.iter().map(|p| &p.original) {
        if !person.licenses.is_empty()
            || !people::gives_care(person)
            || (person.supervisor.is_some() && people::in_training(person))
        {
            continue;
        }
        let letters: Vec<&str> =
            person.credentials.iter().filter(|c| people::profession(c).is_some()).map(String::as_str).collect();
        let message = match letters.first() {
            Some(first) => format!("{} bears the letters {first}, and no license is named", person.name),
            None => format!("{} gives care, and no license is named", person.name),
        };
        found.push(RULE.code.at(place(checked, &person.file, &["name"]), message).help(
            "add licenses: with kind, number, state and expires; if they give no care, say so in role, such as \"office manager\"",
        ));
    }
}
