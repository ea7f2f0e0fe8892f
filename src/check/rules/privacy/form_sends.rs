//! A form that sends what is written in it.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "form-sends",
        severity: Severity::Error,
        summary: "A form sends what clients write in it",
        explanation: "Forms here are filled in, printed and handed over; nothing is sent. Take the form out of the theme or page, and make it under content/forms/. A form that opens the email program sends health details unprotected.",
        bad: "<form action=\"https://formspree.io/f/abc\" method=\"post\">",
        good: "content/forms/contact.yaml",
    },
    group: Group::Privacy,
    why: "What clients write to a therapist is health information. Sent through somebody else's service or by email, it lies where the practice cannot see.",
    sources: shared::SOURCES,
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let to = match html.name(id) {
            "form" => html.attribute(id, "action").filter(|to| !to.trim().is_empty()).or_else(|| {
                html.attribute(id, "method").filter(|method| method.eq_ignore_ascii_case("post")).map(|_| "this page")
            }),
            "button" | "input" => html.attribute(id, "formaction"),
            _ => None,
        };
        let Some(to) = to else { continue };
        // A search that stays on the site sends nothing of a client's.
        let asks = html.attribute(id, "role") == Some("search") && !to.contains(':') && !to.starts_with("//");
        if asks {
            continue;
        }
        let message = if to.trim().to_ascii_lowercase().starts_with("mailto:") {
            "a form sends what is written in it by email, unprotected".to_owned()
        } else {
            format!("a form sends what is written in it to {to}")
        };
        found.on(
            page,
            to,
            RULE.code
                .of(message)
                .help("make a form under content/forms/ instead, and say how it comes back: returns in practice.yaml"),
        );
    }
}
