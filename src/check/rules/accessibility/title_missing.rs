//! A page without a title.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "title-missing",
        severity: Severity::Error,
        summary: "A page has no title for the browser's tab",
        explanation: "The theme writes <title> into every page's head: the title of the page, then the name of the practice.",
        bad: "<title></title>",
        good: "<title>{{ page.title }}: {{ site.name }}</title>",
    },
    group: Group::Accessibility,
    why: "The title is the first thing that a screen reader says, and what stands in tabs, bookmarks and search results.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 2.4.2",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/page-titled.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let is_titled = html
        .all("title")
        .filter(|id| html.around(*id).all(|a| html.name(a) != "svg"))
        .any(|id| !squeeze(&html.text(id)).is_empty());
    if !is_titled {
        found.on(page, "", RULE.code.of("the page has no title").help("let the theme write <title> into its head"));
    }
}
