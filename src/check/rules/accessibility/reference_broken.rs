//! An id is named that is not on the page.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "reference-broken",
        severity: Severity::Warning,
        summary: "An element is labelled or described by something that is not there",
        explanation: "What aria-labelledby, aria-describedby, aria-controls and for name has to be an id of the same page.",
        bad: "<section aria-labelledby=\"title-2\">",
        good: "<section aria-labelledby=\"title\">",
    },
    group: Group::Accessibility,
    why: "The label or description is lost to everybody who hears the page.",
    sources: &[Source {
        title: "WCAG 2.2, success criteria 1.3.1 and 4.1.2",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/info-and-relationships.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

/// Attributes that name ids.
const NAMING: &[&str] = &[
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "for",
    "headers",
];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let ids: BTreeSet<&str> = html.elements().filter_map(|id| html.attribute(id, "id")).collect();
    for id in html.elements() {
        for attribute in NAMING {
            let named = html.attribute(id, attribute).unwrap_or_default();
            if let Some(gone) = named.split_whitespace().find(|one| !ids.contains(one)) {
                let message = format!("{attribute} of <{}> names \"{gone}\", which is not on the page", html.name(id));
                found.on(page, gone, RULE.code.of(message).help("name an id that is there, or take the attribute out"));
            }
        }
    }
}
