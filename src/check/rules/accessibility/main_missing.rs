//! A page without its main part.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "main-missing",
        severity: Severity::Warning,
        summary: "A page does not say which part of it is the main one",
        explanation: "The theme puts what is the page's own into one <main>.",
        bad: "<div class=\"content\">...</div>",
        good: "<main class=\"content\">...</main>",
    },
    group: Group::Accessibility,
    why: "It lets people who hear the page or use the keyboard pass over menus that they know already.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 2.4.1, and technique ARIA11",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA11",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    // Pages that only send their readers on are seen by nobody.
    if page.kind.is_none() {
        return;
    }
    let mains = html
        .elements()
        .filter(|id| html.name(*id) == "main" || html.attribute(*id, "role") == Some("main"))
        .filter(|id| html.attribute(*id, "hidden").is_none());
    match mains.count() {
        1 => {}
        0 => {
            found.on(page, "", RULE.code.of("the page has no main part").help("let the theme put its text into <main>"))
        }
        n => found.on(
            page,
            "",
            RULE.code.of(format!("the page has {n} main parts")).help("let the theme have one <main>"),
        ),
    }
}
