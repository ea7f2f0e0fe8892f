//! A link that hides where it leads.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-shortened",
        severity: Severity::Note,
        summary: "A shortened link hides where it leads, and counts who follows it",
        explanation: "Follow it once and write the address that it leads to.",
        bad: "[our book list](https://bit.ly/3abcd)",
        good: "[our book list](https://www.example.org/books)",
    },
    group: Group::Privacy,
    why: "The service in between learns of every reader, and nobody sees beforehand where the link goes.",
    sources: &[],
    looks: Looks::Page(look),
};

/// Services that shorten.
const HOSTS: &[&str] = &[
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "ow.ly",
    "buff.ly",
    "is.gd",
    "rebrand.ly",
    "lnkd.in",
    "fb.me",
    "shorturl.at",
    "cutt.ly",
    "tiny.cc",
    "amzn.to",
    "trib.al",
    "linktr.ee",
    "rb.gy",
    "bl.ink",
    "dlvr.it",
    "mailchi.mp",
];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.all("a") {
        let Some(to) = html.attribute(id, "href") else { continue };
        let Some(host) = shared::away(to, page.site.url()) else { continue };
        let host = host.strip_prefix("www.").unwrap_or(&host);
        if HOSTS.contains(&host) {
            found.on(
                page,
                to,
                RULE.code
                    .of(format!("{to} does not show where it leads"))
                    .help("follow it once, and write the address that it leads to"),
            );
        }
    }
}
