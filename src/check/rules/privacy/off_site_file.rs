//! A stylesheet, drawing, script or page of one's own that asks somebody else.

use super::{off_site_load, shared};
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::html::Tree;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "off-site-file",
        severity: Severity::Error,
        summary: "A stylesheet, drawing or script loads something from another site",
        explanation: "Addresses in url(...) and @import of stylesheets, in drawings (SVG), in pages under content/files/ and in scripts that fetch or send have to be of the site itself.",
        bad: "@import \"https://fonts.googleapis.com/css2?family=Inter\";",
        good: "@font-face { font-family: Inter; src: url(\"fonts/inter.woff2\"); }",
    },
    group: Group::Privacy,
    why: "Whoever answers the request learns which page was read, from which address and device: that somebody reads about panic, at night, at a therapist's. A practice cannot take that back.",
    sources: shared::SOURCES,
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let own = checked.site.url();
    let mut say = |path: &str, what: &str, to: &str| {
        if let Some(host) = shared::away(to, own) {
            let said = off_site_load::said(&host, what);
            let diagnostic = RULE.code.of(said.message).help(said.help.unwrap_or_default());
            found.seen(None, &format!("/{path}"), &[], diagnostic);
        }
    };
    for (path, css) in shared::files(checked, &[".css"]) {
        shared::in_css(&css).iter().for_each(|to| say(path, shared::style_kind(to), to));
    }
    for (path, text) in shared::files(checked, &[".svg", ".html", ".htm"]) {
        let html = Tree::of_page(&text);
        for id in html.elements() {
            shared::loads(&html, id).iter().for_each(|(what, to)| say(path, what, to));
            let sends = html.attribute(id, "action").filter(|_| html.name(id) == "form");
            sends.into_iter().chain(html.attribute(id, "formaction")).for_each(|to| say(path, "a form", to));
            if html.name(id) == "script" {
                shared::asked(&html.text(id)).iter().for_each(|to| say(path, "a request", to));
            }
        }
    }
    for (path, script) in shared::files(checked, &[".js", ".mjs"]) {
        shared::asked(&script).iter().for_each(|to| say(path, "a request", to));
    }
}
