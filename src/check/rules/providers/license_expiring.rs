//! A license that runs out soon.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use jiff::ToSpan;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "license-expiring",
        severity: Severity::Warning,
        summary: "A license runs out within 60 days",
        explanation: "Renew it, and put the new day under expires.",
        bad: "expires: 2026-12-31   # checked in November 2026",
        good: "expires: 2028-12-31",
    },
    group: Group::Providers,
    why: "Boards take weeks, and from the day on which a license has run out its holder may not see clients.",
    sources: &[],
    looks: Looks::Site(look),
};

/// So many days before it runs out it is said.
const DAYS: i64 = 60;

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let today = checked.as_of();
    let Ok(soon) = today.checked_add(DAYS.days()) else { return };
    for person in checked.site.providers.iter().map(|p| &p.original) {
        for license in &person.licenses {
            let Some(day) = license.expires.filter(|day| *day >= today && *day <= soon) else { continue };
            found.push(
                RULE.code
                    .at(license.span.clone(), format!("the {} of {} runs out on {day}", license.kind, person.name))
                    .help("renew it, then put the new day under expires"),
            );
        }
    }
}
