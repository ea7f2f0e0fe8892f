//! A heading that leaves a level out.

use crate::check::found::Found;
use crate::check::page::{Page, squeeze};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "heading-order",
        severity: Severity::Warning,
        summary: "A heading leaves a level out",
        explanation: "A heading of the third level stands in a part of the second, and so on. Use one # more than the heading above, or fewer; how large a heading looks is the theme's business.",
        bad: "## First visits\n\n#### What to bring",
        good: "## First visits\n\n### What to bring",
    },
    group: Group::Accessibility,
    why: "Who cannot see the page goes from heading to heading, and takes a level that is left out for a part that is missing.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.3.1, and technique G141",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/general/G141",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let mut last = 0;
    for id in html.elements() {
        let Some(level) = level(html.name(id)) else { continue };
        if level > last + 1 {
            let words = squeeze(&html.text(id));
            let above =
                if last == 0 { "nothing stands above it".to_owned() } else { format!("the one above has {last}") };
            found.on(
                page,
                &words,
                RULE.code
                    .of(format!("the heading \"{words}\" has level {level}, and {above}"))
                    .help(format!("give it level {}", last + 1)),
            );
        }
        last = level;
    }
}

fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?;
    digit.parse().ok().filter(|level| digit.len() == 1 && (1..=6).contains(level))
}
