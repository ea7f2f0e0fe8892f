//! What is said about space for new clients is old.

use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity, Span};
use crate::model::practice;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "space-stale",
        severity: Severity::Warning,
        summary: "Whether there is space was last looked at more than 90 days ago",
        explanation: "accepting_clients of a person and wait of the practice say since when they are true. After 90 days ask again, and put in today's day.",
        bad: "accepting_clients: {status: yes, as_of: 2026-06-01}   # checked in November 2026",
        good: "accepting_clients: {status: yes, as_of: 2026-11-16}",
    },
    group: Group::Providers,
    why: "Somebody who has found the courage to call, and hears that there is no space after all, often does not call again.",
    sources: &[],
    looks: Looks::Site(look),
};

/// So many days an answer holds.
const DAYS: i64 = 90;

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let mut say = |day: Option<Date>, what: String, span: &dyn Fn() -> Span| {
        let Some(day) = day else { return };
        let today = checked.as_of();
        let Ok(oldest) = today.checked_sub(DAYS.days()) else { return };
        if day < oldest {
            let help = "ask again, and put today's day under as_of";
            found.push(
                RULE.code.at(span(), format!("{what} was last looked at on {day}, more than 90 days ago")).help(help),
            );
        } else if day > today {
            found.push(
                RULE.code
                    .at(span(), format!("{what} is said to be true as of {day}, which is still to come"))
                    .help("put the day on which you looked under as_of"),
            );
        }
    };
    for person in checked.site.providers.iter().map(|p| &p.original) {
        let what = format!("whether {} has space", person.name);
        say(person.accepting_as_of, what, &|| place(checked, &person.file, &["accepting_clients", "as_of"]));
    }
    let wait = checked.site.practice(checked.site.language()).and_then(|practice| practice.wait.as_ref());
    if let Some(wait) = wait {
        say(wait.as_of, "the wait".to_owned(), &|| place(checked, &practice::file(), &["wait", "as_of"]));
    }
}
