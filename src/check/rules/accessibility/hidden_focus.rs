//! Something hidden that the Tab key reaches.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "hidden-focus",
        severity: Severity::Error,
        summary: "The Tab key reaches what is hidden from screen readers",
        explanation: "What stands in aria-hidden=\"true\" must not be a link, a button or a field, or needs tabindex=\"-1\".",
        bad: "<div aria-hidden=\"true\"><a href=\"/fees/\">Fees</a></div>",
        good: "<div><a href=\"/fees/\">Fees</a></div>",
    },
    group: Group::Accessibility,
    why: "The focus is somewhere, and nothing is said: the page seems to hang.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 4.1.2",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/name-role-value.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let disabled = || html.attribute(id, "disabled").is_some();
        let reached = match html.name(id) {
            "a" | "area" => html.attribute(id, "href").is_some(),
            "input" => html.attribute(id, "type") != Some("hidden") && !disabled(),
            "button" | "select" | "textarea" => !disabled(),
            "summary" | "iframe" => true,
            _ => html.attribute(id, "tabindex").is_some(),
        };
        let taken_out = html.attribute(id, "tabindex").is_some_and(|value| value.trim().starts_with('-'));
        let mut around = std::iter::once(id).chain(html.around(id));
        let not_there = std::iter::once(id)
            .chain(html.around(id))
            .any(|a| html.attribute(a, "hidden").is_some() || html.attribute(a, "inert").is_some());
        if reached && !taken_out && !not_there && around.any(|a| html.attribute(a, "aria-hidden") == Some("true")) {
            let words = squeeze(&html.text(id));
            let message = format!(
                "<{}> {} is hidden from screen readers and reached by the Tab key",
                html.name(id),
                if words.is_empty() { String::new() } else { format!("\"{words}\"") }
            );
            found.on(
                page,
                &words,
                RULE.code.of(squeeze(&message)).help("take aria-hidden out, or add tabindex=\"-1\""),
            );
        }
    }
}
