//! A larger practice that receives federal money names nobody for civil rights.

use super::page;
use crate::check::found::Found;
use crate::check::places::has;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::Span;
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "civil-rights-coordinator",
        severity: Severity::Note,
        summary: "The notice of nondiscrimination names no coordinator",
        explanation: "Who receives federal money for health and has 15 people or more names somebody who sees to civil rights, and the notice of nondiscrimination says how to reach them.",
        bad: "a notice without a name or a number to call",
        good: "Our civil rights coordinator is Joan Lee, (555) 555-0142.",
    },
    group: Group::Notices,
    why: "Somebody who was treated unfairly needs to know whom to tell.",
    sources: &[Source {
        title: "45 CFR 92.7(a) and 92.10 (89 Federal Register 37522, May 6, 2024); the coordinator since November 2, 2024",
        url: "https://www.ecfr.gov/current/title-45/part-92",
        date: "issued May 6, 2024",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    if page::facts(checked).is_none_or(|facts| facts.employees.is_none_or(|employees| employees < 15)) {
        return;
    }
    for document in page::notice(checked, "nondiscrimination") {
        let words = page::words(document);
        if page::is_read(&words) && !has(&words, &[" coordinator ", " coordinador ", " coordinadora "]) {
            found.push(
                RULE.code
                    .at(
                        Span::whole(&document.file),
                        "the notice of nondiscrimination names no civil rights coordinator",
                    )
                    .help("with 15 people or more, name the coordinator and how to reach them (45 CFR 92.7)"),
            );
        }
    }
}
