//! Pages that cannot be told apart by their titles.

use crate::check::found::Found;
use crate::check::page::Facts;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity, Span};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "title-shared",
        severity: Severity::Note,
        summary: "Two pages have the same title",
        explanation: "Give each page a title that tells it from the others.",
        bad: "title: Grief   # in two articles",
        good: "title: Grief after a death\ntitle: Grief after a divorce",
    },
    group: Group::Accessibility,
    why: "In tabs, bookmarks and search results nobody can tell one from the other.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 2.4.2",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/page-titled.html",
        date: "read November 2026",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let mut by_title: BTreeMap<(&str, &str), Vec<&Facts>> = BTreeMap::new();
    for page in checked.pages.iter().filter(|page| page.source.is_some() && page.redirect.is_none() && !page.noindex) {
        by_title.entry((&page.language, &page.title)).or_default().push(page);
    }
    for ((_, title), pages) in by_title {
        let [first, others @ ..] = pages.as_slice() else { continue };
        for page in others.iter().filter(|page| page.source != first.source && !title.is_empty() && alike(first, page))
        {
            let Some(file) = &page.source else { continue };
            let text = checked.tree.text(file.as_str()).unwrap_or_default();
            let at = text.find("title:").map(|at| at + "title:".len());
            let span = at.map_or_else(
                || Span::whole(file),
                |at| {
                    let line = text.get(at..).unwrap_or_default().lines().next().unwrap_or_default();
                    let blank = line.len() - line.trim_start().len();
                    Span::new(file, at + blank, at + line.trim_end().len())
                },
            );
            let message = format!("this page has the title of {}", first.address);
            found.push(RULE.code.at(span, message).help("say in each title what tells it from the other"));
        }
    }
}

/// Whether two pages are of one kind: a form and the page that explains it may share a title.
fn alike(one: &Facts, other: &Facts) -> bool {
    let kind = |page: &Facts| page.kind.as_ref().map(std::mem::discriminant);
    kind(one) == kind(other)
}
