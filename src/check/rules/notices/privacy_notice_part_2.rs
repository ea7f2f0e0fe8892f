//! A notice of privacy practices that does not speak of records on alcohol and drugs.

use super::page;
use crate::check::found::Found;
use crate::check::places::has;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::Span;
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "privacy-notice-part-2",
        severity: Severity::Note,
        summary: "The notice of privacy practices says nothing of records on alcohol and drugs",
        explanation: "Since February 16, 2026 the notice of a practice that has, or is sent, records of a substance use program (42 CFR Part 2) says how these are protected. Most practices are sent such a record some day. If you never are, turn this note off in practice.yaml.",
        bad: "a notice of 2024",
        good: "a part on records from alcohol and drug programs",
    },
    group: Group::Notices,
    why: "These records have more protection than others, and the notice is where clients learn of it.",
    sources: &[Source {
        title: "45 CFR 164.520(b)(1), as amended by 89 Federal Register 12472 (February 16, 2024); to be met by February 16, 2026",
        url: "https://www.federalregister.gov/documents/2024/02/16/2024-02544/confidentiality-of-substance-use-disorder-sud-patient-records",
        date: "read November 2026",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for document in page::notice(checked, "privacy-practices") {
        let words = page::words(document);
        let speaks = [
            " substance use ",
            " substance abuse ",
            " alcohol ",
            " part 2 ",
            " sud ",
            " consumo de sustancias ",
            " uso de sustancias ",
            " abuso de sustancias ",
            " drogas ",
            " parte 2 ",
        ];
        if words.split(' ').count() >= 120 && page::is_read(&words) && !has(&words, &speaks) {
            found.push(
                RULE.code
                    .at(Span::whole(&document.file), "the notice of privacy practices says nothing of records from substance use programs")
                    .help("if you have or are sent such records, it has to since February 16, 2026; HHS has model notices"),
            );
        }
    }
}
