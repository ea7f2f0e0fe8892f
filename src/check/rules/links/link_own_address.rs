//! A link to the practice's own site, with its whole address.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-own-address",
        severity: Severity::Note,
        summary: "A link names the practice's own site with its whole address",
        explanation: "Inside the site a link names the file that it leads to. Then a preview stays in the preview, the link is checked, and it follows when the address of the page or of the site changes.",
        bad: "[fees](https://www.example.com/fees/)",
        good: "[fees](../pages/fees.md)",
    },
    group: Group::Links,
    why: "Such a link leaves the preview and leads to the published site, and breaks unseen when the page is renamed.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let Some(own) = checked.site.url().and_then(host) else { return };
    for page in checked.pages {
        for link in page.links.iter().filter(|link| link.leaves && host(&link.to) == Some(own)) {
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&link.to],
                RULE.code
                    .of(format!("the link \"{}\" names this site with its whole address, {}", link.words, link.to))
                    .help("link to the file instead, such as ../pages/fees.md"),
            );
        }
    }
}

/// The host of a web address, without `www.`.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}
