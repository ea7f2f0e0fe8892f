//! An article on health that does not say who stands behind it.

use super::subject::is_health_article;
use crate::check::found::Found;
use crate::check::prose::Prose;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "article-facts",
        severity: Severity::Warning,
        summary: "A health article has no author, reviewer, date or sources",
        explanation: "An article on a condition or a treatment says who wrote it (author), who checked it (reviewed_by), from when it is (posted, updated or reviewed) and what it rests on (references). News of the practice needs none of this: give it the topic \"news\".",
        bad: "---\ntitle: What is panic?\n---",
        good: "---\ntitle: What is panic?\nauthor: amara-osei\nreviewed_by: dana-whitfield\nposted: 2026-03-02\nreviewed: 2026-09-14\nreferences:\n  - \"National Institute of Mental Health. Panic disorder. 2022.\"\n---",
    },
    group: Group::Content,
    why: "Readers are told to ask of every health page who wrote it, who reviewed it, when, and on what it rests. One that does not say it is not to be trusted.",
    sources: &[Source {
        title: "National Institute on Aging, How To Find Reliable Health Information Online",
        url: "https://www.nia.nih.gov/health/healthy-aging/how-find-reliable-health-information-online",
        date: "read November 2026",
    }],
    looks: Looks::Prose(look),
};

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    // A translation has these from the original, where the mistake is mended once.
    if prose.file.language != prose.checked.site.language() || !is_health_article(prose) {
        return;
    }
    let Some(document) = prose.document() else { return };
    let dated = document.posted.or(document.updated).or(document.reviewed).is_some();
    let missing: Vec<(&str, &str)> = [
        (document.author.is_none(), "author", "author: who wrote it"),
        (document.reviewed_by.is_none(), "reviewer", "reviewed_by: who checked it"),
        (!dated, "date", "posted: the day, such as 2026-03-02"),
        (document.references.is_empty(), "references", "references: what it rests on"),
    ]
    .into_iter()
    .filter(|(missing, ..)| *missing)
    .map(|(_, name, line)| (name, line))
    .collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    let lines: Vec<&str> = missing.iter().map(|(_, line)| *line).collect();
    let names = match names.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and no {last}", most.join(", no ")),
        names => names.join(""),
    };
    found.push(
        RULE.code
            .at(prose.title_span(), format!("this health article has no {names}"))
            .help(format!("add above the text:\n{}", lines.join("\n"))),
    );
}
