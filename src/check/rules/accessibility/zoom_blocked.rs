//! A page that cannot be made larger.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "zoom-blocked",
        severity: Severity::Error,
        summary: "A page cannot be made larger with two fingers",
        explanation: "Take user-scalable=no and maximum-scale out of the viewport.",
        bad: "<meta name=\"viewport\" content=\"width=device-width, user-scalable=no\">",
        good: "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
    },
    group: Group::Accessibility,
    why: "Who sees little makes the page larger; this takes it from them.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.4.4",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/resize-text.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let viewport =
        html.all("meta").filter(|id| html.attribute(*id, "name").is_some_and(|n| n.eq_ignore_ascii_case("viewport")));
    for content in viewport.filter_map(|id| html.attribute(id, "content")) {
        let blocks = content.split([',', ';']).filter_map(|part| part.split_once('=')).any(|(name, value)| {
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "user-scalable" => matches!(value.as_str(), "no" | "0" | "false"),
                // Twice as large has to be possible.
                "maximum-scale" => value.parse::<f64>().is_ok_and(|scale| scale < 2.0),
                _ => false,
            }
        });
        if blocks {
            found.on(
                page,
                content,
                RULE.code
                    .of("the page cannot be made larger")
                    .help("take user-scalable and maximum-scale out of the viewport"),
            );
        }
    }
}
