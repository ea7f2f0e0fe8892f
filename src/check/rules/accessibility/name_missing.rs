//! A link or button without a name.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "name-missing",
        severity: Severity::Error,
        summary: "A link or button has no words",
        explanation: "Give it words, or the picture in it alternative text that says what it does, or an aria-label.",
        bad: "<a href=\"/contact/\"><img src=\"/media/phone.svg\" alt=\"\"></a>",
        good: "<a href=\"/contact/\"><img src=\"/media/phone.svg\" alt=\"Contact\"></a>",
    },
    group: Group::Accessibility,
    why: "It is read as \"link\" or \"button\" and nothing else; by voice it cannot be named.",
    sources: &[
        Source {
            title: "WCAG 2.2, success criterion 4.1.2",
            url: "https://www.w3.org/WAI/WCAG22/Understanding/name-role-value.html",
            date: "read November 2026",
        },
        Source {
            title: "WCAG 2.2, success criterion 2.4.4",
            url: "https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context.html",
            date: "read November 2026",
        },
    ],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let what = match html.name(id) {
            "a" if html.attribute(id, "href").is_some() => "link",
            "button" | "summary" => "button",
            _ => continue,
        };
        if shared::is_hidden(html, id) || !shared::name(html, id).is_empty() {
            continue;
        }
        let to = html.attribute(id, "href").unwrap_or_default();
        let message =
            if to.is_empty() { format!("a {what} has no words") } else { format!("the {what} to {to} has no words") };
        found.on(page, to, RULE.code.of(message).help("write words into it, or give its picture alternative text"));
    }
}
