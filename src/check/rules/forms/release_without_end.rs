//! A permission to share that never ends.

use super::words;
use crate::check::found::Found;
use crate::check::places::{has, place};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "release-without-end",
        severity: Severity::Warning,
        summary: "A permission to share does not say how it ends",
        explanation: "A permission to share information has a day or an event on which it ends, and says that it can be taken back, and how.",
        bad: "title: Release of information   # with a signature, and no end",
        good: "fields:\n  - {id: expires, label: This permission ends on, type: date}\n  - {id: back, label: I know that I may take this back at any time., type: initials}",
    },
    group: Group::Forms,
    why: "A permission without them is not valid under the federal privacy rule, and what is sent on it is sent without leave.",
    sources: &[Source {
        title: "45 CFR 164.508(c)(1)(v) and (c)(2)(i): an end, and the right to revoke",
        url: "",
        date: "in force since April 14, 2003",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked).filter(|form| words::is_release(form)) {
        let text = words::all(form);
        let ends = has(
            &text,
            &[
                " expir",
                " ends on ",
                " ends when ",
                " end date ",
                " until ",
                " valid for ",
                " good for ",
                " in effect for ",
                " one year from ",
                " vence ",
                " vencimiento ",
                " caduc",
                " termina ",
                " hasta ",
                " valida por ",
                " valido por ",
                " vigencia ",
            ],
        );
        let back = has(
            &text,
            &[
                " revo",
                " take it back ",
                " take this back ",
                " taken back ",
                " withdraw",
                " cancel this ",
                " cancel it ",
                " retirar ",
                " retirarlo ",
                " anular",
                " cancelar ",
                " sin efecto ",
                " quitarlo ",
                " quitar este permiso ",
                " cambiar de opinion ",
            ],
        );
        let (missing, help) = match (ends, back) {
            (true, true) => continue,
            (false, true) => ("when it ends", "add a question for the day on which it ends"),
            (true, false) => {
                ("that it can be taken back", "add a sentence: you may take this back at any time, in writing")
            }
            (false, false) => (
                "when it ends, or that it can be taken back",
                "add a question for the day on which it ends, and a sentence on taking it back",
            ),
        };
        found.push(
            RULE.code
                .at(place(checked, &form.file, &["title"]), format!("\"{}\" does not say {missing}", form.title))
                .help(format!("{help} (45 CFR 164.508(c))")),
        );
    }
}
