//! A notice of privacy practices without a part that the rule asks for.

use super::page;
use crate::check::found::Found;
use crate::check::places::has;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::Span;
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "privacy-notice-incomplete",
        severity: Severity::Warning,
        summary: "The notice of privacy practices lacks a part",
        explanation: "The federal rule names what stands in the notice. Looked for are: the sentence that begins \"This notice describes how medical information about you may be used and disclosed\", the day from which it is in effect, how to complain to the Secretary of Health and Human Services, and whom to ask. HHS has model notices in English and Spanish.",
        bad: "title: Notice of privacy practices   # without a day",
        good: "*In effect from September 1, 2026.*",
    },
    group: Group::Notices,
    why: "A notice without them is not the notice that the rule asks for.",
    sources: &[Source {
        title: "45 CFR 164.520(b)(1)(i), (vi), (vii) and (viii)",
        url: "https://www.ecfr.gov/current/title-45/section-164.520",
        date: "read September 2026",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for document in page::notice(checked, "privacy-practices") {
        let words = page::words(document);
        // A link to a PDF that holds the notice, or a page in a language that we do not read.
        if words.split(' ').count() < 120 || !page::is_read(&words) {
            continue;
        }
        for what in missing(&words) {
            found.push(
                RULE.code
                    .at(Span::whole(&document.file), format!("the notice of privacy practices does not say {what}"))
                    .help("add it; 45 CFR 164.520(b)(1) lists what the notice says, and HHS has model notices"),
            );
        }
    }
}

/// What folded words of a notice lack.
fn missing(words: &str) -> Vec<&'static str> {
    let parts: &[(&[&str], &str)] = &[
        (
            &[
                " this notice describes how ",
                " este aviso describe ",
                " esta notificacion describe ",
                " este aviso explica ",
                " este documento describe ",
            ],
            "in its first words what it describes (\"This notice describes how medical information about you may be used and disclosed...\")",
        ),
        (
            &[
                " effective ",
                " in effect ",
                " takes effect ",
                " took effect ",
                " en vigor ",
                " vigente ",
                " vigencia ",
                " entra en vigencia ",
                " fecha de entrada ",
            ],
            "from which day it is in effect",
        ),
        (
            &[
                " secretary ",
                " office for civil rights ",
                " department of health and human services ",
                " hhs ",
                " secretario ",
                " secretaria ",
                " departamento de salud y servicios humanos ",
                " oficina de derechos civiles ",
                " oficina para los derechos civiles ",
            ],
            "how to complain to the Secretary of Health and Human Services",
        ),
        (
            &[
                " contact ",
                " questions ",
                " call ",
                " write to ",
                " privacy officer ",
                " phone ",
                " telephone ",
                " ask us ",
                " contacto ",
                " preguntas ",
                " llame ",
                " llamenos ",
                " escriba ",
                " telefono ",
                " comuniquese ",
            ],
            "whom to ask",
        ),
    ];
    parts.iter().filter(|(phrases, _)| !has(words, phrases)).map(|(_, what)| *what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::places::fold;

    #[test]
    fn what_is_there_is_not_asked_for() {
        let english = "THIS NOTICE DESCRIBES HOW medical information... Effective date: 1/1/2026. Complain to the Secretary of HHS. Questions? Call us.";
        assert!(missing(&fold(english)).is_empty());
        let spanish = "ESTE AVISO DESCRIBE CÓMO... En vigor desde enero. Quejas ante la Oficina de Derechos Civiles. Preguntas: llámenos.";
        assert!(missing(&fold(spanish)).is_empty());
        assert_eq!(missing(&fold("We care about your privacy.")).len(), 4);
    }
}
