//! A paragraph in which the eye loses its place.

use crate::check::found::Found;
use crate::check::prose::{Kind, Prose, Role};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "paragraph-long",
        severity: Severity::Note,
        summary: "A paragraph is long",
        explanation: "A paragraph of more than 150 words fills a phone from top to bottom. Leave an empty line where a new thought begins, or make a list of it.",
        bad: "(151 words without an empty line)",
        good: "(two paragraphs of 75 words)",
    },
    group: Group::Content,
    why: "Readers skip what looks like a wall, most of all when they are tired or afraid.",
    sources: &[Source {
        title: "Federal Plain Language Guidelines: write short paragraphs, no more than 150 words",
        url: "https://www.plainlanguage.gov/guidelines/",
        date: "revised May 2011",
    }],
    looks: Looks::Prose(look),
};

const MOST: usize = 150;

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if prose.file.kind == Kind::Glossary || prose.is_instrument() {
        return;
    }
    for (block, words) in prose.each() {
        if matches!(block.role, Role::Paragraph | Role::Item) && words.len() > MOST {
            let start = words.range(0..8.min(words.len()));
            found.push(
                RULE.code
                    .at(prose.span(block, start), format!("this paragraph has {} words", words.len()))
                    .help("leave an empty line where a new thought begins, or make a list of it"),
            );
        }
    }
}
