//! A page that nobody finds by following links.

use super::shared::{Leads, Places};
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::model::PageKind;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "page-orphan",
        severity: Severity::Warning,
        summary: "No link leads to a page",
        explanation: "Nobody finds a page by following links from the home page. Link to it from a text, or name it under navigation in practice.yaml. A page that is meant for those who are given its address can be allowed under check in practice.yaml, with the reason.",
        bad: "navigation: [pages/about.md]   # and nothing links to pages/groups.md",
        good: "navigation: [pages/about.md, pages/groups.md]",
    },
    group: Group::Links,
    why: "Clients and search engines follow links. A page that none leads to is read by nobody, and nobody notices when it is out of date.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let places = Places::of(checked);
    let homes = checked.pages.iter().filter(|page| page.kind == Some(PageKind::Home));
    let mut reached: BTreeSet<&str> = homes.map(|page| page.path.as_str()).collect();
    // Where pages are missing after an error of the build, so are their links.
    if reached.is_empty() || !checked.complete {
        return;
    }
    let mut next: Vec<&str> = reached.iter().copied().collect();
    while let Some(path) = next.pop() {
        // The search page lists whatever there is: to be found only there is not to be linked.
        let Some(page) = places.page(path).filter(|page| page.kind != Some(PageKind::Search)) else { continue };
        let to = page.links.iter().filter(|link| link.leaves).map(|link| link.to.as_str());
        for to in to.chain(page.redirect.as_deref()) {
            let Leads::Inside { path, .. } = places.leads(&page.address, to) else { continue };
            if let Some(target) = places.page(&path)
                && reached.insert(&target.path)
            {
                next.push(&target.path);
            }
        }
    }
    for page in checked.pages.iter().filter(|page| !reached.contains(page.path.as_str())) {
        // A page for those who are given its address asks search engines to leave it out; others have no file of the owner's.
        if matches!(page.kind, None | Some(PageKind::NotFound)) || page.noindex || page.redirect.is_some() {
            continue;
        }
        let diagnostic = RULE
            .code
            .of(format!("no link leads to {}", page.address))
            .help("link to it from a text, or name it under navigation in practice.yaml");
        let diagnostic = Diagnostic { span: page.source.as_ref().map(Span::whole), ..diagnostic };
        found.seen(page.source.as_ref(), &page.address, &[], diagnostic);
    }
}
