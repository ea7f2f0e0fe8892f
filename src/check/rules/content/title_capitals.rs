//! A title or a heading that shouts.

use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::prose::{Prose, Role};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "title-capitals",
        severity: Severity::Warning,
        summary: "A title is written in capitals",
        explanation: "Write it as you write a sentence. If it is to look like capitals, that is the theme's business.",
        bad: "title: CONSENT TO TREATMENT",
        good: "title: Consent to treatment",
    },
    group: Group::Content,
    why: "Words in capitals are slower to read, and some screen readers spell them out.",
    sources: &[Source {
        title: "Federal Plain Language Guidelines: avoid text in all capitals",
        url: "https://www.plainlanguage.gov/guidelines/",
        date: "revised May 2011",
    }],
    looks: Looks::Prose(look),
};

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    for block in prose.blocks.iter().filter(|block| matches!(block.role, Role::Title | Role::Heading)) {
        if shouts(&block.text) {
            let text = squeeze(&block.text);
            found.push(
                RULE.code
                    .at(prose.span(block, 0..block.text.len()), format!("\"{text}\" is written in capitals"))
                    .help(format!("write it as in a sentence: {}", lowered(&text))),
            );
        }
    }
}

/// Two words of more than four letters together, all in capitals. "FAQ", "PHQ-9" and "HIPAA" are names.
fn shouts(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    let long = words.clone().filter(|word| word.chars().count() > 3).count();
    words.count() >= 2
        && long >= 1
        && letters().count() >= 10
        && letters().all(|c| !c.is_lowercase())
        && letters().any(char::is_uppercase)
}

fn lowered(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_titles_are_told_from_names() {
        for text in ["CONSENT TO TREATMENT", "ABOUT OUR PRACTICE", "¿QUÉ ES LA ANSIEDAD?", "YOUR RIGHTS"] {
            assert!(shouts(text), "{text}");
        }
        for text in
            ["FAQ", "PHQ-9", "GAD-7 (PHQ)", "HIPAA", "CBT and DBT", "Help NOW", "治療について", "988", "ADHD OCD"]
        {
            assert!(!shouts(text), "{text}");
        }
        assert_eq!(lowered("ÁNIMO Y PAZ"), "Ánimo y paz");
    }
}
