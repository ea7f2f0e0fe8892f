//! A page that has the browser ask somebody else.

use super::{services, shared};
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "off-site-load",
        severity: Severity::Error,
        summary: "A page loads something from another site",
        explanation: "Everything that a visitor loads comes from the site itself. The message names what is loaded and from whom, and how to have the same without them. In content the build refuses such things; this finds what a theme or a page of your own loads.",
        bad: "<link rel=\"stylesheet\" href=\"https://fonts.googleapis.com/css2?family=Inter\">",
        good: "@font-face { font-family: Inter; src: url(\"fonts/inter.woff2\"); }",
    },
    group: Group::Privacy,
    why: "Whoever answers the request learns which page was read, from which address and device: that somebody reads about panic, at night, at a therapist's. A practice cannot take that back.",
    sources: shared::SOURCES,
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        for (what, to) in shared::loads(html, id) {
            let Some(host) = shared::away(&to, page.site.url()) else { continue };
            found.on(page, &to, said(&host, what));
        }
        let script = if html.name(id) == "script" { html.text(id) } else { String::new() };
        for to in shared::asked(&script) {
            if let Some(host) = shared::away(&to, page.site.url()) {
                found.on(page, &to, said(&host, "a request"));
            }
        }
    }
}

/// What is said of something that is loaded from a host.
pub(super) fn said(host: &str, what: &str) -> Diagnostic {
    let service = services::of(host);
    let whom = service.map_or_else(|| host.to_owned(), |service| format!("{host} ({})", service.name));
    let way = service.map_or("put the file into the theme's assets/ or into media/, or link to it in words", |s| s.way);
    let message = match what {
        "a connection" => format!("the browser connects to {whom}"),
        "a beacon" => format!("{whom} is told when a link is followed"),
        "a request" => format!("a script asks {whom}"),
        "a form" => format!("a form sends what is written in it to {whom}"),
        "every address" => format!("the page takes all it names from {whom}"),
        "another site" => format!("the page sends its readers on to {whom}"),
        what => format!("{what} is loaded from {whom}"),
    };
    RULE.code.of(message).help(way)
}
