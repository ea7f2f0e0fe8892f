//! Care by video is offered in a state in which no license stands.

use super::people;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "telehealth-unlicensed",
        severity: Severity::Error,
        summary: "Care by video is offered where no license stands",
        explanation: "Every state under telehealth_states needs a license, a registration or a telehealth registration of that state under licenses, or a psypact entry, which covers the states of the compact.",
        bad: "licenses: [{kind: license, state: IL}]\ntelehealth_states: [IL, FL]",
        good: "licenses: [{kind: license, state: IL}, {kind: telehealth-registration, state: FL}]\ntelehealth_states: [IL, FL]",
    },
    group: Group::Providers,
    why: "Care happens where the client is: whoever treats somebody in a state needs that state's leave.",
    sources: &[
        Source { title: "Illinois Telehealth Act, 225 ILCS 150/10", url: "", date: "read November 2026" },
        Source {
            title: "Florida Statutes, section 456.47(4): registration of out-of-state telehealth providers",
            url: "",
            date: "in force since July 1, 2019",
        },
    ],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for person in checked.site.providers.iter().map(|p| &p.original) {
        // Nothing can be said of who names no license, or one of no state: other rules do.
        if person.licenses.is_empty() || person.licenses.iter().any(|l| l.state.is_none() || l.kind == "psypact") {
            continue;
        }
        let held: Vec<&str> =
            person.licenses.iter().filter_map(|l| l.state.as_deref().and_then(people::state)).collect();
        for written in &person.telehealth_states {
            let Some(state) = people::state(written).filter(|state| !held.contains(state)) else { continue };
            found.push(
                RULE.code
                    .at(
                        place(checked, &person.file, &["telehealth_states", written.trim()]),
                        format!("{} offers sessions by video in {state}, and no license of {state} is named", person.name),
                    )
                    .help(format!("add the license or telehealth registration of {state} under licenses, or take {state} out of telehealth_states")),
            );
        }
    }
}
