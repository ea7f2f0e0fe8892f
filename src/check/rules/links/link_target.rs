//! A page names an address at which nothing lies.

use super::shared::{Leads, Places};
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-target",
        severity: Severity::Error,
        summary: "A link or picture of a page leads to nothing on this site",
        explanation: "What a page links to or loads has to be on the finished site. Links in Markdown are checked by the build, at their source; this finds what a theme, raw HTML or a file of your own names.",
        bad: "<a href=\"/price-list/\">What it costs</a>",
        good: "<a href=\"/fees/\">What it costs</a>",
    },
    group: Group::Links,
    why: "A client who meets an error page does not know whether the practice is still there, and few try again.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let places = Places::of(checked);
    for page in checked.pages {
        for link in page.links.iter().filter(|link| places.leads(&page.address, &link.to) == Leads::Nowhere) {
            // After an error of the build, pictures and PDFs may be missing that nobody has to mend here.
            if !checked.complete && !link.leaves {
                continue;
            }
            let message = match (link.leaves, link.words.as_str()) {
                (true, "") => format!("a link leads to {}, where nothing is", link.to),
                (true, words) => format!("the link \"{words}\" leads to {}, where nothing is", link.to),
                (false, kind) => format!("{} is to be loaded ({kind}), and is not there", link.to),
            };
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&link.to],
                RULE.code.of(message).help("name a page or file that this site has, or take the link out"),
            );
        }
    }
}
