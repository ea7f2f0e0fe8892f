//! An order of its own for the Tab key.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "tab-order",
        severity: Severity::Warning,
        summary: "The Tab key jumps about on a page",
        explanation: "Take tabindex out, or let it be 0 or -1: then the Tab key goes as the page is read.",
        bad: "<a href=\"/fees/\" tabindex=\"3\">Fees</a>",
        good: "<a href=\"/fees/\">Fees</a>",
    },
    group: Group::Accessibility,
    why: "Who uses the keyboard is thrown from place to place, and loses their way.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 2.4.3, and failure F44",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/failures/F44",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let index = html.attribute(id, "tabindex").and_then(|value| value.trim().parse::<i64>().ok());
        if let Some(index) = index.filter(|index| *index > 0) {
            let message = format!("tabindex=\"{index}\" of <{}> takes it out of the order of the page", html.name(id));
            found.on(page, "tabindex", RULE.code.of(message).help("take it out"));
        }
    }
}
