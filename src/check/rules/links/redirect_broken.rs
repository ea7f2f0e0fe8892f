//! A redirect that does not arrive.

use super::shared::{Leads, Places};
use crate::check::found::Found;
use crate::check::page::Facts;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::output::Output;
use crate::source::FileId;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redirect-broken",
        severity: Severity::Warning,
        summary: "A redirect leads nowhere, in a circle, or stands before a page",
        explanation: "Lines of files/_redirects and pages that send their readers on have to end at a page of this site or elsewhere, in one step where possible, and may not stand at the address of a page that is there.",
        bad: "/old-fees/ /fee-list/ 301",
        good: "/old-fees/ /fees/ 301",
    },
    group: Group::Links,
    why: "Old addresses stand in search engines, in letters and on cards. Whoever follows one has to arrive.",
    sources: &[],
    looks: Looks::Site(look),
};

/// What a browser follows before it gives up is more; what needs so many steps is a mistake all the same.
const MOST: usize = 10;

/// A `_redirects` file is shorter than this, in bytes.
const MOST_BYTES: u64 = 1_000_000;

/// Where an old address sends its readers.
struct Redirect<'a> {
    to: String,
    /// The page that sends on; else it is a line of the owner's `_redirects`.
    page: Option<&'a Facts>,
    /// The line in it, from 1.
    line: usize,
}

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let places = Places::of(checked);
    let mut redirects: BTreeMap<String, Redirect<'_>> = BTreeMap::new();
    for page in checked.pages {
        if let Some(to) = &page.redirect {
            let redirect = Redirect { to: to.clone(), page: Some(page), line: 0 };
            redirects.insert(page.address.clone(), redirect);
        }
    }
    let file = FileId::new("content/files/_redirects");
    let lines = owners_lines(checked);
    for (n, line) in lines.lines().enumerate() {
        let mut parts = line.split_whitespace();
        let (Some(from), Some(to)) = (parts.next(), parts.next()) else { continue };
        // Patterns are for the host to read, and so are comments.
        if !from.starts_with('/') || from.contains(['*', ':']) || to.starts_with('/') && to.contains([':', '*']) {
            continue;
        }
        if let Leads::Inside { path, .. } = places.leads("/", from)
            && places.page(&path).is_some_and(|page| page.redirect.is_none())
        {
            let message = format!("{from} is the address of a page that is there (line {})", n + 1);
            found.push(
                RULE.code
                    .at(Span::whole(&file), message)
                    .help("take the line out, or rename the page: hosts differ in which of the two they show"),
            );
        }
        redirects.entry(from.to_owned()).or_insert(Redirect { to: to.to_owned(), page: None, line: n + 1 });
    }
    for (from, redirect) in &redirects {
        let Some(message) = fault(from, redirect, &redirects, &places) else { continue };
        let diagnostic = RULE.code.of(message).help("let it lead to the page that readers want, in one step");
        match redirect.page {
            Some(page) => found.seen(page.source.as_ref(), &page.address, &[from], diagnostic),
            None => {
                let message = format!("{} (line {})", diagnostic.message, redirect.line);
                found.push(Diagnostic { message, span: Some(Span::whole(&file)), ..diagnostic });
            }
        }
    }
}

/// The lines of a `_redirects` file that the owner has laid into files/; ours are made from aliases and need no proof.
fn owners_lines(checked: &Checked<'_>) -> String {
    match checked.rendered.outputs.get("_redirects") {
        Some(Output::File { source, len, .. }) if *len <= MOST_BYTES => {
            std::fs::read(source).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn fault(
    from: &str,
    redirect: &Redirect<'_>,
    all: &BTreeMap<String, Redirect<'_>>,
    places: &Places<'_>,
) -> Option<String> {
    let (mut here, mut to) = (from.to_owned(), redirect.to.clone());
    for _ in 0..MOST {
        let next = match places.leads(&here, &to) {
            Leads::Elsewhere => return None,
            Leads::Inside { path, .. } => {
                let address = places.page(&path).map_or_else(|| format!("/{path}"), |page| page.address.clone());
                match all.get(&address) {
                    Some(next) => (address, next),
                    None => return None,
                }
            }
            Leads::Nowhere => {
                let bare = to.split(['?', '#']).next().unwrap_or_default().to_owned();
                match all.get(&bare).or_else(|| all.get(bare.trim_end_matches('/'))) {
                    Some(next) => (bare, next),
                    None => return Some(format!("{from} leads to {to}, where nothing is")),
                }
            }
        };
        here = next.0;
        to.clone_from(&next.1.to);
    }
    Some(format!("{from} leads in a circle"))
}
