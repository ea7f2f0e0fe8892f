//! A page that should have been looked over again.

use super::subject::is_health_article;
use crate::check::found::Found;
use crate::check::prose::{Kind, Prose};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use jiff::ToSpan;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "review-overdue",
        severity: Severity::Warning,
        summary: "A page is overdue for review",
        explanation: "The day under review_due has passed; or a health article was last reviewed (or, where it never was, posted) more than three years ago. Have it read again, and write the new days under reviewed and review_due.",
        bad: "reviewed: 2022-05-01\nreview_due: 2023-05-01",
        good: "reviewed: 2026-05-01\nreview_due: 2027-05-01",
    },
    group: Group::Content,
    why: "What is known of treatments, medicines and laws changes, and a page that was right once may harm.",
    sources: &[Source {
        title: "National Institute on Aging, How To Find Reliable Health Information Online: when was the information written, reviewed or updated",
        url: "https://www.nia.nih.gov/health/healthy-aging/how-find-reliable-health-information-online",
        date: "read November 2026",
    }],
    looks: Looks::Prose(look),
};

/// A health article is looked over after this time at the latest.
const YEARS: i16 = 3;

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home) {
        return;
    }
    let Some(document) = prose.document() else { return };
    let today = prose.as_of();
    let says = |key: &str| prose.front.as_ref().is_some_and(|front| front.get(key).is_some());
    let help =
        "have it read again by somebody who knows the subject, then write the new days under reviewed and review_due";
    if let Some(due) = document.review_due.filter(|due| *due < today) {
        // A translation that says nothing of it has the original's day.
        if says("review_due") {
            found.push(RULE.code.at(prose.key_span("review_due"), format!("the review was due on {due}")).help(help));
        }
        return;
    }
    let (day, key, what) = match (document.reviewed, document.updated.max(document.posted)) {
        (Some(day), _) => (day, "reviewed", "was last reviewed"),
        (None, Some(day)) if is_health_article(prose) => {
            let key = if document.updated == Some(day) { "updated" } else { "posted" };
            (day, key, "was never reviewed, and is from")
        }
        _ => return,
    };
    let old = today.checked_sub(YEARS.years()).is_ok_and(|limit| day < limit);
    if old && document.review_due.is_none() && says(key) {
        let message = match key {
            "reviewed" => format!("this {what} on {day}, more than {YEARS} years ago"),
            _ => format!("this {what} {day}, more than {YEARS} years ago"),
        };
        found.push(RULE.code.at(prose.key_span(key), message).help(help));
    }
}
