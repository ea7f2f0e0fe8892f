//! Somebody agrees, and does not sign.

use super::words;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "consent-unsigned",
        severity: Severity::Warning,
        summary: "A consent has no place to sign",
        explanation: "A form by which somebody agrees to something ends with a field of the type signature, with the date and the name in print.",
        bad: "title: Consent to therapy   # and no signature",
        good: "fields:\n  - {id: sign, label: Signature, type: signature, role: client, printed_name: true, date: true}",
    },
    group: Group::Forms,
    why: "Without a signature nobody can show later who agreed, to what, and when.",
    sources: &[Source {
        title: "45 CFR 164.508(c)(1)(vi): an authorization has a signature and a date; the law of most states asks for it in a consent to care",
        url: "",
        date: "in force since April 14, 2003",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        if words::is_consent(form) && words::signatures(form).next().is_none() {
            found.push(
                RULE.code
                    .at(place(checked, &form.file, &["title"]), format!("\"{}\" has no place to sign", form.title))
                    .help("add a field: {id: sign, label: Signature, type: signature, role: client, printed_name: true, date: true}"),
            );
        }
    }
}
