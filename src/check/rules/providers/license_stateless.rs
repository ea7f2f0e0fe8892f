//! A license of no state.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "license-without-state",
        severity: Severity::Warning,
        summary: "A license does not say of which state it is",
        explanation: "A license counts in the state that gave it. Write the state's two letters.",
        bad: "licenses: [{kind: license, number: \"149-000000\"}]",
        good: "licenses: [{kind: license, number: \"149-000000\", state: IL}]",
    },
    group: Group::Providers,
    why: "Without the state nobody can look the license up, and nobody can tell where its holder may see clients by video.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let site = checked.site;
    if site.practice(site.language()).is_none_or(|practice| practice.country != "US") {
        return;
    }
    for person in site.providers.iter().map(|p| &p.original) {
        // An E.Passport of PSYPACT is not given by a state.
        for license in person.licenses.iter().filter(|l| l.state.is_none() && l.kind != "psypact") {
            found.push(
                RULE.code
                    .at(license.span.clone(), format!("the {} of {} names no state", license.kind, person.name))
                    .help("add state: with its two letters, such as state: IL"),
            );
        }
    }
}
