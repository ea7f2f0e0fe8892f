//! Bold words where a heading belongs.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "heading-faked",
        severity: Severity::Warning,
        summary: "Bold words stand where a heading belongs",
        explanation: "Begin the line with ## instead of setting it in bold. Then it is found in the table of contents, and by those who go from heading to heading.",
        bad: "**What helps**\n\nSlow your breath.",
        good: "## What helps\n\nSlow your breath.",
    },
    group: Group::Accessibility,
    why: "It looks like a heading, and is none: who hears the page cannot find the part.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.3.1, and failure F2",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/failures/F2",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

/// A heading is shorter, in letters.
const LONGEST: usize = 70;

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.within(page.main()).filter(|id| html.name(*id) == "p") {
        let words = squeeze(&html.text(id));
        if words.is_empty()
            || words.chars().count() > LONGEST
            || words.ends_with(['.', '!', ',', ';', ':', '\u{201d}', '"'])
        {
            continue;
        }
        let bold = html.within(id).find(|inner| matches!(html.name(*inner), "strong" | "b"));
        if bold.is_none_or(|bold| squeeze(&html.text(bold)) != words)
            || html.within(id).any(|inner| html.name(inner) == "a")
        {
            continue;
        }
        // In a box, a quotation or a cell, bold words are what they are.
        let apart = html.around(id).any(|a| {
            matches!(html.name(a), "blockquote" | "td" | "th" | "li" | "aside" | "figure" | "dd" | "header" | "nav")
        });
        let siblings = html.parent(id).map(|parent| html.children(parent)).unwrap_or_default();
        let after = siblings
            .iter()
            .skip_while(|sibling| **sibling != id)
            .skip(1)
            .find(|sibling| !html.name(**sibling).is_empty());
        let heads = after.is_some_and(|next| matches!(html.name(*next), "p" | "ul" | "ol" | "table"));
        if !apart && heads && page.source.is_some() {
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&format!("**{words}**"), &format!("__{words}__"), &words],
                RULE.code
                    .of(format!("\"{words}\" is set in bold where a heading belongs"))
                    .help("begin the line with ## in place of the stars"),
            );
        }
    }
}
