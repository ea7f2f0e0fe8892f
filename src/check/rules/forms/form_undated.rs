//! A form of which nobody knows the version.

use super::words;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "form-undated",
        severity: Severity::Warning,
        summary: "A form has no version date",
        explanation: "version is the day of the form's words. It stands at the foot of every sheet.",
        bad: "title: Consent to therapy",
        good: "title: Consent to therapy\nversion: 2026-09-01",
    },
    group: Group::Forms,
    why: "Years later it must be clear which words a client has signed, and old copies in a drawer must be told from new ones.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked).filter(|form| form.version.is_none()) {
        // A date that cannot be read has been said already.
        let written = checked
            .tree
            .text(form.file.as_str())
            .is_some_and(|text| text.lines().any(|line| line.starts_with("version:")));
        if !written {
            found.push(
                RULE.code
                    .at(place(checked, &form.file, &["title"]), format!("\"{}\" has no version date", form.title))
                    .help(format!(
                        "add version: with the day on which its words were last changed, such as version: {}",
                        checked.as_of()
                    )),
            );
        }
    }
}
