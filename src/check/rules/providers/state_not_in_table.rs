//! The rules of a state are not in our table.

use super::people;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::states;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::practice;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "state-unknown",
        severity: Severity::Note,
        summary: "The rules of a state are not known here",
        explanation: "What is checked by state (titles of people who are registered, from what age a young person may agree to care) comes from a table that holds only what was looked up, with source and date. For a state that is not in it, look at the rules of its board.",
        bad: "facts: {states: [WY]}",
        good: "facts: {states: [IL]}",
    },
    group: Group::Providers,
    why: "Silence must not be taken for a check that was passed.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let site = checked.site;
    let Some(practice) = site.practice(site.language()).filter(|practice| practice.country == "US") else { return };
    let places = practice.locations.iter().filter_map(|l| l.state.as_ref());
    let unknown: BTreeSet<&str> = practice
        .facts
        .states
        .iter()
        .chain(places)
        .filter_map(|state| people::state(state))
        .filter(|state| states::find(state).is_none())
        .collect();
    if unknown.is_empty() {
        return;
    }
    let list: Vec<&str> = unknown.into_iter().collect();
    let path: &[&str] = if practice.facts.states.is_empty() { &["locations"] } else { &["facts", "states"] };
    found.push(
        RULE.code
            .at(
                place(checked, &practice::file(), path),
                format!("the rules of {} are not known here, and were not checked", list.join(", ")),
            )
            .help(
                "look at the rules of its board: titles, supervisors, and from what age young people may agree to care",
            ),
    );
}
