//! A title that is cut wherever it is listed.

use crate::check::found::Found;
use crate::check::prose::{Kind, Prose};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "title-long",
        severity: Severity::Note,
        summary: "A title is long",
        explanation: "Put what the page is about first, in at most 70 characters, and move the rest into the summary.",
        bad: "title: Everything that you have ever wanted to know about your first session with one of our therapists",
        good: "title: What to expect in a first session",
    },
    group: Group::Content,
    why: "Search results, tabs and lists show only its beginning, and a screen reader reads all of it each time.",
    sources: &[],
    looks: Looks::Prose(look),
};

const MOST: usize = 70;

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    // Published instruments are called what they are called.
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Form) || prose.is_instrument() {
        return;
    }
    let title = prose.front.as_ref().and_then(|front| front.get("title")).and_then(|title| title.text());
    let length = title.map_or(0, |title| title.trim().chars().count());
    if length > MOST {
        found.push(
            RULE.code
                .at(prose.title_span(), format!("this title has {length} characters"))
                .help(format!("{MOST} are enough for what the page is about; the rest can stand in the summary")),
        );
    }
}
