//! An id that stands on a page twice.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "id-repeated",
        severity: Severity::Error,
        summary: "Two elements of a page have the same id",
        explanation: "Every id stands on a page once. In raw HTML and in themes, give the second another name.",
        bad: "<p id=\"note\">One</p> <p id=\"note\">Two</p>",
        good: "<p id=\"note-1\">One</p> <p id=\"note-2\">Two</p>",
    },
    group: Group::Accessibility,
    why: "Labels, links to headings and descriptions go by ids: with two of them, the second is never reached.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.3.1, and failure F77 (of 4.1.1 in WCAG 2.1)",
        url: "https://www.w3.org/WAI/WCAG21/Techniques/failures/F77",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let (mut seen, mut told) = (BTreeSet::new(), BTreeSet::new());
    for id in html.elements() {
        let Some(own) = html.attribute(id, "id").filter(|own| !own.is_empty()) else { continue };
        if !seen.insert(own) && told.insert(own) {
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&format!("id=\"{own}\""), &format!("#{own}")],
                RULE.code.of(format!("the id \"{own}\" stands there twice")).help("give the second another name"),
            );
        }
    }
}
