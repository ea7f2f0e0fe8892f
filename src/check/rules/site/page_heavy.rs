//! A page that takes long on a phone.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::output::Output;
use crate::render::rewrite::base_path;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "page-heavy",
        severity: Severity::Warning,
        summary: "A page weighs too much",
        explanation: "All that the page loads is counted: its own text, styles, scripts and pictures in the size for large screens. Take pictures out, or spread them over several pages; films stand better behind a link.",
        bad: "30 photos on one page",
        good: "a few photos on each page",
    },
    group: Group::Site,
    why: "On a weak connection a megabyte takes ten seconds and more, and many have to pay for it.",
    sources: &[],
    looks: Looks::Site(look),
};

/// So much is much, in bytes.
const MOST: u64 = 1_500_000;

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let base = base_path(checked.site);
    for page in checked.pages.iter().filter(|page| page.kind.is_some()) {
        let size = |path: &str| checked.rendered.outputs.get(path).map_or(0, Output::len);
        let mut loaded: BTreeSet<&str> = BTreeSet::new();
        for link in page.links.iter().filter(|link| !link.leaves) {
            // Of the sizes of one picture a browser takes one; what `src` names stands for it.
            if let Some(path) = link.to.strip_prefix(base.as_str()).and_then(|to| to.strip_prefix('/')) {
                loaded.insert(path.split(['?', '#']).next().unwrap_or(path));
            }
        }
        // `source` lists the same pictures in other sizes and formats.
        let pictures: BTreeSet<&str> = page
            .links
            .iter()
            .filter(|l| !l.leaves && l.words == "source")
            .map(|l| l.to.trim_start_matches(base.as_str()).trim_start_matches('/'))
            .collect();
        let other: u64 = loaded.iter().filter(|path| !pictures.contains(*path)).map(|path| size(path)).sum();
        let total = other + size(&page.path);
        if total > MOST {
            let message =
                format!("this page and what it loads weigh {}.{} MB", total / 1_000_000, total % 1_000_000 / 100_000);
            let diagnostic = RULE.code.of(message).help("take pictures out, or spread them over several pages");
            let diagnostic = Diagnostic { span: page.source.as_ref().map(Span::whole), ..diagnostic };
            found.seen(page.source.as_ref(), &page.address, &[], diagnostic);
        }
    }
}
