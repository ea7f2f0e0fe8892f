//! Two people with one NPI.

use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "npi-shared",
        severity: Severity::Warning,
        summary: "Two people have the same NPI",
        explanation: "Every person has an NPI of their own; the practice's own number belongs to no person. Compare with the NPI registry.",
        bad: "npi: \"1234567893\"   # in two profiles",
        good: "npi: \"1000000004\"",
    },
    group: Group::Providers,
    why: "Insurers and clients look people up by it, and find somebody else.",
    sources: &[Source {
        title: "45 CFR 162.410: each covered health care provider obtains and uses its own identifier",
        url: "",
        date: "in force since May 23, 2005",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for person in checked.site.providers.iter().map(|p| &p.original) {
        let Some(npi) = person.npi.as_deref() else { continue };
        match first.get(npi) {
            None => {
                first.insert(npi, &person.name);
            }
            Some(other) => found.push(
                RULE.code
                    .at(place(checked, &person.file, &["npi"]), format!("{} has the same NPI as {other}", person.name))
                    .help("compare both with the NPI registry; leave npi out where you are not sure"),
            ),
        }
    }
}
