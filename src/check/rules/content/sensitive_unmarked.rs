//! An article about abuse that its reader cannot leave quickly.

use super::subject::about_abuse;
use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::prose::Prose;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "sensitive-unmarked",
        severity: Severity::Warning,
        summary: "A page about abuse is not marked as sensitive",
        explanation: "Write \"sensitive: true\" above the text: the page then has \"Exit this page\". A page is about abuse where its title, summary, topics or a heading say so, or where the text names it three times; substance abuse is another thing.",
        bad: "title: Leaving an abusive relationship",
        good: "title: Leaving an abusive relationship\nsensitive: true",
    },
    group: Group::Content,
    why: "The person who hurts them may come into the room while they read.",
    sources: &[Source {
        title: "National Network to End Domestic Violence, Safety Net: a quick escape button on agencies' websites",
        url: "https://www.techsafety.org/resources-agencyuse/victim-service-agencies",
        date: "read November 2026",
    }],
    looks: Looks::Prose(look),
};

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if prose.document().is_none_or(|document| document.sensitive) {
        return;
    }
    let Some((n, hit)) = about_abuse(prose) else { return };
    let (Some(block), Some(words)) = (prose.blocks.get(n), prose.words.get(n)) else { return };
    let text = squeeze(block.text.get(words.range(hit.words)).unwrap_or_default());
    let about = if text.is_empty() { "abuse".to_owned() } else { format!("abuse (\"{text}\")") };
    found.push(
        RULE.code
            .at(prose.title_span(), format!("this page is about {about} and is not marked as sensitive"))
            .help("add the line \"sensitive: true\" above the text; the page then gets \"Exit this page\""),
    );
}
