//! A field that nobody can name.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "field-unlabeled",
        severity: Severity::Error,
        summary: "A field has no label",
        explanation: "Write a <label for=\"...\"> with the field's id, put the field into a label, or give it an aria-label. A placeholder is no label: it goes as soon as one types.",
        bad: "<input type=\"search\" placeholder=\"Search\">",
        good: "<label for=\"q\">Search</label> <input id=\"q\" type=\"search\">",
    },
    group: Group::Accessibility,
    why: "A screen reader says \"edit, blank\", and nobody knows what to write.",
    sources: &[Source {
        title: "WCAG 2.2, success criteria 1.3.1 and 4.1.2, and failure F68",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/failures/F68",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

/// Kinds of input that are no questions, or have their words in themselves.
const NO_QUESTIONS: &[&str] = &["hidden", "submit", "button", "reset", "image"];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let labels: BTreeSet<&str> = html
        .all("label")
        .filter(|id| !shared::words(html, *id).is_empty())
        .filter_map(|id| html.attribute(id, "for"))
        .collect();
    for id in html.elements() {
        let kind = html.attribute(id, "type").unwrap_or("text").to_ascii_lowercase();
        let asks = match html.name(id) {
            "input" => !NO_QUESTIONS.contains(&kind.as_str()),
            "select" | "textarea" => true,
            _ => false,
        };
        if !asks || shared::is_hidden(html, id) {
            continue;
        }
        let labelled = html.attribute(id, "id").is_some_and(|own| labels.contains(own))
            || html.around(id).any(|a| html.name(a) == "label" && !shared::words(html, a).is_empty())
            || ["aria-label", "title"]
                .iter()
                .any(|n| html.attribute(id, n).is_some_and(|text| !text.trim().is_empty()))
            || html
                .attribute(id, "aria-labelledby")
                .is_some_and(|all| all.split_whitespace().any(|one| shared::by_id(html, one).is_some()));
        if !labelled {
            let which = ["id", "name", "placeholder"].iter().find_map(|name| html.attribute(id, name)).unwrap_or(&kind);
            let message = format!("the field \"{which}\" has no label");
            found.on(page, which, RULE.code.of(message).help("write a label with for=\"...\" and the field's id"));
        }
    }
}
