//! A consent to sessions by video says nothing of emergencies.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "telehealth-emergency",
        severity: Severity::Note,
        summary: "A consent to sessions by video has no plan for emergencies",
        explanation: "Ask where the client is during sessions, whom to call there, and say what you do when the line drops or somebody is in danger.",
        bad: "title: Telehealth consent   # and no word on emergencies",
        good: "fields:\n  - {id: emergency_name, label: Whom may we call in an emergency?, type: text}",
    },
    group: Group::Forms,
    why: "The therapist is not in the room, and an emergency call must reach the place where the client is.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        let title = fold(&form.title);
        let remote = [
            " telehealth ",
            " teletherapy ",
            " tele therapy ",
            " telemedicine ",
            " telemental ",
            " by video ",
            " video sessions ",
            " online therapy ",
            " online counseling ",
            " telesalud ",
            " teleterapia ",
            " por video ",
            " en linea ",
            " a distancia ",
        ];
        if !has(&title, &remote) || words::signatures(form).next().is_none() {
            continue;
        }
        if !has(&words::all(form), &[" emergenc", " crisis ", " 911 ", " urgencia"]) {
            found.push(
                RULE.code
                    .at(place(checked, &form.file, &["title"]), format!("\"{}\" says nothing of emergencies", form.title))
                    .help("ask where they are during sessions and whom you may call there, and say what you do when the line drops"),
            );
        }
    }
}
