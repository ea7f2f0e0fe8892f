//! A link that goes over the open net.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-unencrypted",
        severity: Severity::Note,
        summary: "A link goes to a page that is not encrypted",
        explanation: "Try the address with https:// and write that. Nearly every site has it.",
        bad: "[a list of books](http://www.example.org/)",
        good: "[a list of books](https://www.example.org/)",
    },
    group: Group::Privacy,
    why: "Everybody between the reader and the site can read along, in a waiting room or at an employer.",
    sources: &[],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.all("a") {
        let Some(to) = html.attribute(id, "href").filter(|to| to.to_ascii_lowercase().starts_with("http://")) else {
            continue;
        };
        if shared::away(to, None).is_some() {
            found.on(
                page,
                to,
                RULE.code.of(format!("{to} is not encrypted")).help("try it with https:// and write that"),
            );
        }
    }
}
