//! A table whose cells nobody can tell apart.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "table-headers",
        severity: Severity::Warning,
        summary: "A table has no headers",
        explanation: "Name every column in the first row, or every row in its first cell. In Markdown the first row of a table is its header; fill it in. A table that only arranges things on the page is none: write paragraphs or a list.",
        bad: "|     |      |\n| --- | ---- |\n| Mon | 9-5  |",
        good: "| Day | Hours |\n| --- | ----- |\n| Mon | 9-5   |",
    },
    group: Group::Accessibility,
    why: "A screen reader says the header with each cell. Without one, \"9-5\" is a number in a grid.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.3.1, and technique H51",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/html/H51",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for table in html.all("table") {
        if matches!(html.attribute(table, "role"), Some("presentation" | "none")) || shared::is_hidden(html, table) {
            continue;
        }
        let inside = |name: &'static str| html.within(table).filter(move |id| html.name(*id) == name);
        let named = inside("th").any(|id| !shared::words(html, id).is_empty());
        if named || inside("td").next().is_none() {
            continue;
        }
        let first = inside("td").map(|id| squeeze(&html.text(id))).find(|text| !text.is_empty()).unwrap_or_default();
        found.on(
            page,
            &first,
            RULE.code
                .of(format!("the table with \"{first}\" has no headers"))
                .help("name the columns in its first row, or write it as a list"),
        );
    }
}
