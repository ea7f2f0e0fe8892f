//! A link that says where its reader comes from.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-tracking",
        severity: Severity::Warning,
        summary: "A link carries marks for counting",
        explanation: "What stands after ? in such links tells the site they lead to where the reader comes from, or who they are. The link works without.",
        bad: "[NAMI](https://www.nami.org/?utm_source=newsletter&fbclid=x)",
        good: "[NAMI](https://www.nami.org/)",
    },
    group: Group::Privacy,
    why: "Marks such as fbclid are made for one reader, and tell two companies that the same person read a page on therapy.",
    sources: &[],
    looks: Looks::Page(look),
};

/// Names of such marks.
const MARKS: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "msclkid",
    "mc_eid",
    "mc_cid",
    "igshid",
    "igsh",
    "twclid",
    "ttclid",
    "li_fat_id",
    "_hsenc",
    "_hsmi",
    "yclid",
    "wbraid",
    "gbraid",
    "vero_id",
    "oly_enc_id",
    "s_cid",
];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.all("a") {
        let Some(to) = html.attribute(id, "href").filter(|to| to.starts_with("http")) else { continue };
        let query = to.split_once('?').map_or("", |(_, query)| query.split('#').next().unwrap_or_default());
        let names = query.split('&').filter_map(|pair| pair.split('=').next());
        let Some(mark) = names.into_iter().find(|name| is_mark(name)) else {
            continue;
        };
        let bare = without(to);
        found.on(
            page,
            to,
            RULE.code
                .of(format!("a link carries \"{mark}\", which tells who follows it or from where"))
                .help(format!("write {bare}"))
                .fix(to, bare.as_str()),
        );
    }
}

fn is_mark(name: &str) -> bool {
    name.starts_with("utm_") || MARKS.contains(&name)
}

/// An address without such marks; whatever else it asks for stays.
fn without(to: &str) -> String {
    let (rest, anchor) = to.split_once('#').map_or((to, None), |(rest, anchor)| (rest, Some(anchor)));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !is_mark(pair.split('=').next().unwrap_or(pair))).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{path}{query}{}", anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_are_taken_out() {
        for (to, bare) in [
            ("https://a.org/?utm_source=x&fbclid=y", "https://a.org/"),
            ("https://a.org/find?q=grief&utm_medium=z#top", "https://a.org/find?q=grief#top"),
        ] {
            assert_eq!(without(to), bare);
        }
    }
}
