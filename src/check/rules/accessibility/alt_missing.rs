//! A picture without alternative text.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "alt-missing",
        severity: Severity::Warning,
        summary: "A picture on a page has no alternative text",
        explanation: "Give the picture an alt attribute that says what it shows, or alt=\"\" where it is only decoration. Pictures in Markdown are looked at by the build; this finds those of a theme or of raw HTML.",
        bad: "<img src=\"/media/door.jpg\">",
        good: "<img src=\"/media/door.jpg\" alt=\"The blue door beside the bakery\">",
    },
    group: Group::Accessibility,
    why: "Who cannot see the picture hears its file's name instead, or nothing at all.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.1.1",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/non-text-content.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let speaks = match html.name(id) {
            "img" => true,
            "area" => html.attribute(id, "href").is_some(),
            "input" => html.attribute(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
            _ => false,
        };
        let quiet = matches!(html.attribute(id, "role"), Some("presentation" | "none"));
        let said = ["alt", "aria-label", "aria-labelledby"].iter().any(|name| html.attribute(id, name).is_some());
        if !speaks || quiet || said || shared::is_hidden(html, id) {
            continue;
        }
        let address = html.attribute(id, "src").unwrap_or_default();
        found.on(
            page,
            address,
            RULE.code
                .of(match address {
                    "" => "a picture has no alternative text".to_owned(),
                    inline if inline.starts_with("data:") => "a picture has no alternative text".to_owned(),
                    address => format!("the picture {address} has no alternative text"),
                })
                .help("add alt: what it shows, or alt=\"\" where it is only decoration"),
        );
    }
}
