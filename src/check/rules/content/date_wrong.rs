//! A day that cannot be right.

use crate::check::found::Found;
use crate::check::prose::{Kind, Prose};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use jiff::civil::Date;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "date-wrong",
        severity: Severity::Warning,
        summary: "A day cannot be right",
        explanation: "A page is posted, changed or reviewed in the future; it was changed or reviewed before it was posted, or is due for review before its last one; or the year is far off. A page that is to appear later has publish_on.",
        bad: "posted: 2026-03-02\nupdated: 2025-03-02",
        good: "posted: 2025-03-02\nupdated: 2026-03-02",
    },
    group: Group::Content,
    why: "Readers and search engines judge a health page by its days, and a wrong one makes all of them doubtful.",
    sources: &[],
    looks: Looks::Prose(look),
};

/// No page and no form of a website is older.
const FIRST_YEAR: i16 = 1990;
/// Nobody plans further ahead.
const YEARS_AHEAD: i16 = 15;

const KEYS: &[&str] = &["posted", "updated", "reviewed", "review_due", "publish_on", "expires_on", "version"];

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Form) {
        return;
    }
    let today = prose.as_of();
    let day = |key: &str| -> Option<Date> {
        let text = prose.front.as_ref()?.get(key)?.text()?;
        crate::source::yaml::reader::date(text)
    };
    let absurd = |day: Date| day.year() < FIRST_YEAR || day.year() > today.year() + YEARS_AHEAD;
    let mut say = |key: &str, message: String, help: &str| {
        found.push(RULE.code.at(prose.key_span(key), message).help(help));
    };
    for key in KEYS {
        if let Some(day) = day(key).filter(|day| absurd(*day)) {
            say(
                key,
                format!("\"{key}\" is {day}; the year cannot be right"),
                "write the day as year-month-day, such as 2026-03-02",
            );
        }
    }
    let sane = |key: &str| day(key).filter(|day| !absurd(*day));
    let published = sane("publish_on");
    for key in ["posted", "updated", "reviewed"] {
        if let Some(day) = sane(key).filter(|day| *day > today && published.is_none_or(|publish| *day > publish)) {
            say(
                key,
                format!("\"{key}\" is {day}, which has not come yet"),
                "write the day on which it was; a page that is to appear later has publish_on",
            );
        }
    }
    let order =
        [("posted", "updated"), ("posted", "reviewed"), ("reviewed", "review_due"), ("publish_on", "expires_on")];
    for (first, second) in order {
        let (Some(before), Some(after)) = (sane(first), sane(second)) else { continue };
        // What is reviewed before it is posted was reviewed as a draft.
        let slack = (first, second) == ("posted", "reviewed");
        if after < before && !slack {
            say(
                second,
                format!("\"{second}\" is {after}, before \"{first}\" ({before})"),
                "one of the two days is wrong",
            );
        }
    }
}
