//! An article without the sentence that stands for it in lists.

use crate::check::found::Found;
use crate::check::prose::{Kind, Prose};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "summary-missing",
        severity: Severity::Note,
        summary: "An article has no summary",
        explanation: "Write one or two sentences under \"summary\": what the article answers, in words that a reader would search for.",
        bad: "title: What is panic?",
        good: "title: What is panic?\nsummary: What happens in the body during a panic attack, and what helps.",
    },
    group: Group::Content,
    why: "Lists, search results and previews show it, and without one a reader has only the title to choose by.",
    sources: &[],
    looks: Looks::Prose(look),
};

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if prose.file.kind != Kind::Article {
        return;
    }
    if prose.document().is_some_and(|d| d.summary.as_ref().is_none_or(|summary| summary.trim().is_empty())) {
        found.push(
            RULE.code
                .at(prose.title_span(), "this article has no summary")
                .help("add the line \"summary: ...\" with one or two sentences on what it answers"),
        );
    }
}
