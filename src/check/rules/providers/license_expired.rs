//! A license that is no longer good.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "license-expired",
        severity: Severity::Error,
        summary: "A license has run out",
        explanation: "The day under expires has passed. If the license was renewed, put in the new day. If it was given up, take it out of the profile; whoever has left gets retired_on.",
        bad: "licenses: [{kind: license, number: \"149-000000\", state: IL, expires: 2025-11-30}]",
        good: "licenses: [{kind: license, number: \"149-000000\", state: IL, expires: 2027-11-30}]",
    },
    group: Group::Providers,
    why: "The page says that somebody may practice who may not, and the state's board says otherwise to anyone who looks.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for person in checked.site.providers.iter().map(|p| &p.original) {
        for license in &person.licenses {
            let Some(day) = license.expires.filter(|day| *day < checked.as_of()) else { continue };
            let state = license.state.as_deref().map(|state| format!(" in {state}")).unwrap_or_default();
            found.push(
                RULE.code
                    .at(
                        license.span.clone(),
                        format!("the {} of {}{state} ran out on {day}", license.kind, person.name),
                    )
                    .help("put in the new day if it was renewed, else take it out of the profile"),
            );
        }
    }
}
