//! A time that does not fit the questions.

use super::words;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::places::plain;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::form::Form;
use crate::model::form::field::FieldKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "minutes-unlikely",
        severity: Severity::Warning,
        summary: "The minutes of a form do not fit its questions",
        explanation: "minutes is how long a client needs. It is compared with a generous estimate of reading, ticking and writing: a form of 40 questions does not take 3 minutes, and one of four does not take an hour. Try it with somebody.",
        bad: "minutes: 3   # and 40 questions",
        good: "minutes: 20",
    },
    group: Group::Forms,
    why: "Whoever was promised three minutes stops after ten, or arrives late.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        let Some(minutes) = form.minutes else { continue };
        let (least, most) = seconds(form);
        let given = u64::from(minutes) * 60;
        let questions = form.questions();
        let (wrong, help) = if given < least {
            ("few", format!("say at least {}; try it with somebody", least.div_ceil(60)))
        } else if given > most {
            ("many", format!("say at most {}; try it with somebody", most / 60))
        } else {
            continue;
        };
        let many = if questions == 1 { "1 question".to_owned() } else { format!("{questions} questions") };
        found.push(
            RULE.code
                .at(
                    place(checked, &form.file, &["minutes"]),
                    format!("{minutes} minutes are too {wrong} for {many} and what is to be read"),
                )
                .help(help),
        );
    }
}

/// The least and the most that a form can take, in seconds; both far out, so that only what cannot be is said.
fn seconds(form: &Form) -> (u64, u64) {
    let (mut least, mut most) = (0, 5 * 60);
    let mut words = 0;
    let mut read = |text: &str| words += text.split_whitespace().count() as u64;
    for section in &form.sections {
        section.text.iter().for_each(|body| read(&plain(body)));
        let copies = u64::from(section.repeat.unwrap_or(1).max(1));
        for field in &section.fields {
            read(&field.label);
            field.help.iter().for_each(|body| read(&plain(body)));
            if let FieldKind::Words { text } = &field.kind {
                read(&plain(text));
            }
            if !field.kind.is_question() {
                continue;
            }
            let (a, b) = match &field.kind {
                FieldKind::Matrix { items, .. } => (2 * items.len() as u64, 30 * items.len() as u64),
                FieldKind::Paragraph { .. } => (10, 240),
                FieldKind::Table { rows, .. } => (10, 60 * u64::from(*rows)),
                _ => (4, 60),
            };
            // What hangs on a condition is often passed over.
            least += if field.when.is_some() || section.when.is_some() || !field.required { a / 2 } else { a };
            most += b * copies;
        }
    }
    // Nobody reads more than 400 words a minute; who reads slowly reads 60.
    (least + words * 60 / 400, most + words)
}
