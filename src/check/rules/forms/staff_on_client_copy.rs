//! What is meant for staff stands on the client's copy.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "staff-part-on-form",
        severity: Severity::Warning,
        summary: "A part for staff stands among the client's questions",
        explanation: "What only staff fill in or see belongs under office_use, and sums under scoring. Both stand on the staff sheet alone, never on a page or a client's copy.",
        bad: "sections:\n  - title: For office use only",
        good: "office_use:\n  - {id: received, label: Received by, type: text}",
    },
    group: Group::Forms,
    why: "Clients read what the practice notes about them while they wait, and their families read it at home.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (file, form) in words::versions(checked) {
        for section in &form.sections {
            if let Some(title) = section.title.as_deref().filter(|title| is_for_staff(title)) {
                let span = section.fields.first().map_or_else(|| place(checked, file, &["title"]), |f| f.span.clone());
                found.push(
                    RULE.code
                        .at(span, format!("the part \"{title}\" stands on the client's copy"))
                        .help("move its fields to office_use:"),
                );
                continue;
            }
            for field in section.fields.iter().filter(|f| is_for_staff(&f.label)) {
                let message = format!("\"{}\" stands on the client's copy", field.label);
                found.push(
                    RULE.code
                        .at(field.span.clone(), message)
                        .help("move it to office_use:; sums belong under scoring:"),
                );
            }
        }
    }
}

fn is_for_staff(words: &str) -> bool {
    let phrases = [
        " office use ",
        " staff use ",
        " staff only ",
        " internal use ",
        " clinician use ",
        " clinic use ",
        " therapist use ",
        " to be completed by staff ",
        " to be completed by the therapist ",
        " to be completed by the clinician ",
        " total score ",
        " score total ",
        " risk level ",
        " uso de la oficina ",
        " uso interno ",
        " uso exclusivo ",
        " uso del personal ",
        " solo para el personal ",
        " solo personal ",
        " puntuacion total ",
        " puntaje total ",
        " nivel de riesgo ",
        " completado por el personal ",
    ];
    has(&fold(words), &phrases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_for_staff_are_told_from_questions() {
        for words in [
            "For office use only",
            "STAFF ONLY",
            "Total score",
            "Solo para uso de la oficina",
            "Uso interno",
            "Risk level",
        ] {
            assert!(is_for_staff(words), "{words}");
        }
        for words in [
            "At which office?",
            "Whom may our staff call?",
            "Score your pain",
            "¿Qué oficina?",
            "Risks of therapy",
            "How you use alcohol",
        ] {
            assert!(!is_for_staff(words), "{words}");
        }
    }
}
