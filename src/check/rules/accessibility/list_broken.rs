//! A part of a list that stands outside one.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "list-broken",
        severity: Severity::Warning,
        summary: "A point of a list stands outside a list",
        explanation: "li belongs in ul or ol, dt and dd in dl.",
        bad: "<div><li>Photo ID</li></div>",
        good: "<ul><li>Photo ID</li></ul>",
    },
    group: Group::Accessibility,
    why: "A screen reader says how many points a list has and where one is. Without the list it says nothing.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.3.1",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/info-and-relationships.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let wanted: &[&str] = match html.name(id) {
            "li" => &["ul", "ol", "menu"],
            "dt" | "dd" => &["dl", "div"],
            _ => continue,
        };
        let inside = html.parent(id).is_some_and(|parent| wanted.contains(&html.name(parent)));
        if !inside && html.attribute(id, "role").is_none() {
            let words = squeeze(&html.text(id));
            let message = format!("\"{words}\" is a point of a list, and stands in none");
            found.on(page, &words, RULE.code.of(message).help("put it into a list: ul, ol or dl"));
        }
    }
}
