//! An invitation to send health details by email.

use crate::check::found::Found;
use crate::check::places::{fold, has};
use crate::check::prose::Prose;
use crate::check::reading::{Language, sentences};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "asks-by-email",
        severity: Severity::Warning,
        summary: "Clients are asked to send forms or health details by email",
        explanation: "Ordinary email is not protected on its way. Let forms come back by the portal, by mail, by fax or in person; returns in practice.yaml says which, and every form says so too.",
        bad: "Please email us the completed intake form.",
        good: "Bring the completed form to your first session, or use the portal.",
    },
    group: Group::Privacy,
    why: "Email lies in many places on its way, and in shared inboxes at both ends. A form that asks about health has to come back protected.",
    sources: &[Source {
        title: "45 CFR 164.312(e): transmission security",
        url: "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C/section-164.312",
        date: "read November 2026",
    }],
    looks: Looks::Prose(look),
};

/// By what.
const MAIL: &[&str] = &[" email ", " e mail ", " emailed ", " emailing ", " correo ", " correo electronico "];
/// What.
const WHAT: &[&str] = &[
    " form ",
    " forms ",
    " paperwork ",
    " questionnaire ",
    " questionnaires ",
    " intake ",
    " insurance card ",
    " symptoms ",
    " diagnosis ",
    " medical history ",
    " health history ",
    " formulario ",
    " formularios ",
    " cuestionario ",
    " sintomas ",
    " diagnostico ",
    " historial ",
];
/// That it is filled in, or shows who one is.
const DONE: &[&str] = &[
    " completed ",
    " complete ",
    " filled ",
    " fill ",
    " signed ",
    " finished ",
    " attach ",
    " attached ",
    " scan ",
    " scanned ",
    " copy ",
    " photo ",
    " picture ",
    " return ",
    " returned ",
    " back ",
    " your symptoms ",
    " your diagnosis ",
    " your history ",
    " your medical ",
    " llenado ",
    " llenados ",
    " lleno ",
    " llenos ",
    " completado ",
    " completados ",
    " firmado ",
    " firmados ",
    " adjunte ",
    " escanee ",
    " copia ",
    " foto ",
    " devuelva ",
];
/// To do what.
const SEND: &[&str] = &[
    " send ",
    " sending ",
    " return ",
    " returned ",
    " attach ",
    " attached ",
    " scan ",
    " scanned ",
    " submit ",
    " email us ",
    " email me ",
    " email it ",
    " email them ",
    " email your ",
    " email completed ",
    " email signed ",
    " emailed ",
    " by email ",
    " by e mail ",
    " por correo ",
    " email the ",
    " e mail us ",
    " e mail it ",
    " e mail your ",
    " envie ",
    " enviar ",
    " mande ",
    " mandar ",
    " devuelva ",
    " adjunte ",
];
/// Words that turn it round, or say that it is protected.
const NOT: &[&str] = &[
    " not ",
    " dont ",
    " don t ",
    " never ",
    " no ",
    " instead ",
    " rather ",
    " without ",
    " avoid ",
    " encrypted ",
    " secure ",
    " protected ",
    " link ",
    " nunca ",
    " evite ",
    " cifrado ",
    " seguro ",
    " reminder ",
    " reminders ",
    " we email ",
    " we will email ",
    " we send ",
    " we will send ",
    " le enviamos ",
    " postal ",
    " portal ",
    " we can email ",
    " we can send ",
];

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    let Some(language) = Language::of(prose.language()) else { return };
    for (block, _) in prose.each().filter(|(block, _)| !block.staff) {
        for range in sentences(&block.text, language) {
            let text = block.text.get(range.clone()).unwrap_or_default();
            let folded = fold(text);
            if has(&folded, MAIL)
                && has(&folded, WHAT)
                && has(&folded, SEND)
                && has(&folded, DONE)
                && !has(&folded, NOT)
            {
                found.push(
                    RULE.code.at(prose.span(block, range), "this asks for forms or health details by email").help(
                        "let them come back by the portal, by mail, by fax or in person: returns in practice.yaml",
                    ),
                );
            }
        }
    }
}
