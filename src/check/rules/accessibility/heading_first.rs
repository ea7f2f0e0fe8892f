//! A page has one main heading.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "heading-first",
        severity: Severity::Warning,
        summary: "A page has no main heading, or several",
        explanation: "The title is the one heading of the first level. In a text, begin with ##; a # in a text becomes a second one. In a theme, let the page's title be the only h1.",
        bad: "<h1>Riverbend</h1> ... <h1>Fees</h1>",
        good: "<p>Riverbend</p> ... <h1>Fees</h1>",
    },
    group: Group::Accessibility,
    why: "The main heading says on which page one is, to those who hear it and to search engines.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 2.4.6, and technique H42",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/html/H42",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    // Pages that only send their readers on are seen by nobody.
    if page.kind.is_none() {
        return;
    }
    let firsts: Vec<_> = html.all("h1").filter(|id| !shared::is_hidden(html, *id)).collect();
    match firsts.as_slice() {
        [_] => {}
        [] => found.on(
            page,
            "",
            RULE.code.of("no heading of the first level stands on the page").help("let the theme show the title as h1"),
        ),
        [_, second, ..] => {
            let words = squeeze(&html.text(*second));
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&format!("# {words}"), &words],
                RULE.code
                    .of(format!("\"{words}\" is a second heading of the first level"))
                    .help("begin headings in a text with ##; in a theme, use h2"),
            );
        }
    }
}
