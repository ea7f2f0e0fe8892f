//! Clients of somebody who works under supervision are not told so on any form.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "supervision-unsaid",
        severity: Severity::Warning,
        summary: "No form says that some of you work under supervision",
        explanation: "Somebody in the practice works under a supervisor, and the forms that clients sign do not say so. Say it in the consent to therapy: who is supervised, that the supervisor hears of the work, and that clients may ask for the name.",
        bad: "title: Consent to therapy   # and not a word on supervision",
        good: "text: Some of us work under supervision. A supervisor hears how your care is going.",
    },
    group: Group::Forms,
    why: "Who is treated by somebody under supervision agrees to it, and agrees to another person hearing of it.",
    sources: &[Source {
        title: "California Business and Professions Code, section 4980.44; other states have rules of their own",
        url: "",
        date: "as amended by 2018",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let Some(person) = checked.site.providers.iter().map(|p| &p.original).find(|p| p.supervisor.is_some()) else {
        return;
    };
    let mut consent = None;
    for form in words::originals(checked) {
        if has(&words::all(form), &[" supervis"]) {
            return;
        }
        let title = fold(&form.title);
        let care = [
            " therapy ",
            " treatment ",
            " counseling ",
            " services ",
            " informed ",
            " terapia ",
            " tratamiento ",
            " informado ",
        ];
        if consent.is_none() && words::is_consent(form) && has(&title, &care) && !words::is_release(form) {
            consent = Some(form);
        }
    }
    let Some(form) = consent else { return };
    found.push(
        RULE.code
            .at(
                place(checked, &form.file, &["title"]),
                format!(
                    "{} works under supervision, and neither \"{}\" nor another form says so",
                    person.name, form.title
                ),
            )
            .help("say in it that some of you work under supervision, and that the supervisor hears of the work"),
    );
}
