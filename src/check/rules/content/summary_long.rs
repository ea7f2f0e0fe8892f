//! A summary that is cut wherever it is listed.

use crate::check::found::Found;
use crate::check::prose::{Kind, Prose};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "summary-long",
        severity: Severity::Note,
        summary: "A summary is long",
        explanation: "Search results show about 160 characters of a summary. Say what the page answers first.",
        bad: "summary: In this article we would like to take you through everything that may happen, from the moment you open the door to the moment you leave, and through what you may want to think about before you come to us.",
        good: "summary: What happens in a first session, and what to bring.",
    },
    group: Group::Content,
    why: "What stands after the cut is not read, and it may be what the reader was looking for.",
    sources: &[],
    looks: Looks::Prose(look),
};

const MOST: usize = 160;

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home) {
        return;
    }
    let length = prose.document().and_then(|d| d.summary.as_ref()).map_or(0, |summary| summary.trim().chars().count());
    if length > MOST {
        found.push(
            RULE.code
                .at(prose.key_span("summary"), format!("this summary has {length} characters"))
                .help(format!("about {MOST} are shown in search results; say what the page answers first")),
        );
    }
}
