//! A heading without words.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "heading-empty",
        severity: Severity::Warning,
        summary: "A heading has no words",
        explanation: "Take the heading out, or write what its part is about.",
        bad: "## ",
        good: "## What to bring",
    },
    group: Group::Accessibility,
    why: "Who goes from heading to heading lands on nothing.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 2.4.6",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements().filter(|id| matches!(html.name(*id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")) {
        if shared::words(html, id).is_empty() && !shared::is_hidden(html, id) {
            found.on(
                page,
                "",
                RULE.code.of("a heading has no words").help("take it out, or write what its part is about"),
            );
        }
    }
}
