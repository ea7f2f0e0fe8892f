//! A published questionnaire without its terms.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::form::field::FieldKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "instrument-terms",
        severity: Severity::Warning,
        summary: "A published questionnaire stands without its terms or its source",
        explanation: "Questionnaires such as the PHQ-9 and the GAD-7 have authors and terms of use. Write the terms under licence and the publication under source. Where the terms forbid showing the questions, add display: metadata-only.",
        bad: "title: PHQ-9",
        good: "title: PHQ-9\nlicence: >-\n  Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues...\nsource: Kroenke K, Spitzer RL, Williams JBW. The PHQ-9...",
    },
    group: Group::Forms,
    why: "Some questionnaires cost money for each use, and a copy without the terms is a copy without leave.",
    sources: &[Source {
        title: "Kroenke K, Spitzer RL, Williams JBW. The PHQ-9. Journal of General Internal Medicine 2001;16(9):606-613",
        url: "https://doi.org/10.1046/j.1525-1497.2001.016009606.x",
        date: "2001",
    }],
    looks: Looks::Site(look),
};

/// Names of published questionnaires.
const NAMES: &[&str] = &[
    " phq 9 ",
    " phq9 ",
    " phq 2 ",
    " phq a ",
    " phq 8 ",
    " gad 7 ",
    " gad7 ",
    " gad 2 ",
    " pcl 5 ",
    " c ssrs ",
    " epds ",
    " audit c ",
    " dass 21 ",
    " who 5 ",
    " mdq ",
    " oq 45 ",
    " bdi ",
    " bdi ii ",
    " beck depression ",
    " beck anxiety ",
    " edinburgh postnatal ",
    " patient health questionnaire ",
    " generalized anxiety disorder ",
    " cuestionario de salud del paciente ",
    " promis ",
    " cage aid ",
    " dast 10 ",
    " y bocs ",
    " psc 17 ",
];

/// Answers of such questionnaires, where each question stands by itself.
const RATINGS: &[&str] = &[
    " not at all ",
    " several days ",
    " nearly every day ",
    " more than half the days ",
    " never ",
    " rarely ",
    " sometimes ",
    " a little bit ",
    " extremely ",
    " para nada ",
    " ningun dia ",
    " varios dias ",
    " casi todos los dias ",
    " nunca ",
];

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        let rated = form.fields().any(|f| match &f.kind {
            FieldKind::Matrix { .. } | FieldKind::Scale(_) => true,
            FieldKind::Choice { options, .. } => options.iter().any(|option| has(&fold(&option.label), RATINGS)),
            _ => false,
        });
        // A form may speak of a questionnaire without being one: it is one where something is rated.
        if !rated || !NAMES.iter().any(|name| has(&fold(&form.title), &[name])) {
            continue;
        }
        let missing = match (form.licence.is_some(), form.source.is_some()) {
            (true, true) => continue,
            (false, true) => "licence",
            (true, false) => "source",
            (false, false) => "licence or source",
        };
        found.push(
            RULE.code
                .at(
                    place(checked, &form.file, &["title"]),
                    format!("\"{}\" is a published questionnaire, and has no {missing}", form.title),
                )
                .help("add licence and source: the terms under which it may be shown, and where it was published"),
        );
    }
}
