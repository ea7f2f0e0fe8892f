//! A consent for a child does not say from what age a young person may agree.

use super::words;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::rules::providers::rules_of;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "minor-age-unsaid",
        severity: Severity::Note,
        summary: "A consent for a child does not say from what age young people may agree",
        explanation: "In some states young people may agree to outpatient care alone, from an age that the law names. A form for parents says so, and what follows from it for the record. The message names the statute.",
        bad: "title: Consent to therapy for a child   # in Illinois, without the age of 12",
        good: "text: In Illinois, a young person of 12 or older may ask for counseling on their own.",
    },
    group: Group::Forms,
    why: "Parents and young people otherwise learn of it when they disagree.",
    sources: &[Source {
        title: "the statutes in the table of states: Illinois 405 ILCS 5/3-550, California Family Code 6924, and others",
        url: "",
        date: "read November 2026",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked).filter(|form| words::is_for_a_minor(form) && !words::is_release(form)) {
        let text = words::all(form);
        for state in rules_of(checked) {
            let Some(minor) = state.minor else { continue };
            let age = minor.age.to_string();
            let in_words = match minor.age {
                12 => [" twelve ", " doce "],
                13 => [" thirteen ", " trece "],
                14 => [" fourteen ", " catorce "],
                _ => continue,
            };
            if text.contains(&format!(" {age} ")) || in_words.iter().any(|words| text.contains(words)) {
                continue;
            }
            let but = if minor.but.is_empty() { String::new() } else { format!("; the law adds: {}", minor.but) };
            found.push(
                RULE.code
                    .at(
                        place(checked, &form.file, &["title"]),
                        format!("in {} a young person may agree to outpatient care from {age} on, and the form does not say so", state.name),
                    )
                    .help(format!("say it in a sentence{but} ({}, {}); this is no legal advice", minor.source, minor.date)),
            );
        }
    }
}
