//! A link to a place on a page that is not there.

use super::shared::{Leads, Places};
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-anchor",
        severity: Severity::Warning,
        summary: "A link leads to a place on a page that the page does not have",
        explanation: "What stands after # is the id of a heading or of something else on the page. When a heading is reworded its id changes; link to the new one, or give the heading an id of its own: ## Fees {#fees}.",
        bad: "<a href=\"/fees/#prices-2024\">prices</a>",
        good: "<a href=\"/fees/#prices\">prices</a>",
    },
    group: Group::Links,
    why: "The browser stays at the top of a long page, and the reader looks for what was promised.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let places = Places::of(checked);
    for page in checked.pages {
        for link in page.links.iter().filter(|link| link.leaves && link.to.contains('#')) {
            let Leads::Inside { path, anchor: Some(anchor) } = places.leads(&page.address, &link.to) else { continue };
            let Some(target) = places.page(&path) else { continue };
            // "#top" is every page's; what begins with ":~:" names words, not an id.
            if anchor.eq_ignore_ascii_case("top") || anchor.starts_with(":~:") || target.ids.contains(&anchor) {
                continue;
            }
            let there = if target.address == page.address { "this page".to_owned() } else { target.address.clone() };
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&link.to, &format!("#{anchor}")],
                RULE.code
                    .of(format!("the link \"{}\" leads to \"#{anchor}\", which {there} does not have", link.words))
                    .suggest(&anchor, target.ids.iter().map(String::as_str))
                    .help("link to a heading that is there, or to the page alone"),
            );
        }
    }
}
