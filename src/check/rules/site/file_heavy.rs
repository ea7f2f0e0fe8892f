//! A file that takes long to fetch.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "file-heavy",
        severity: Severity::Note,
        summary: "A file is very large",
        explanation: "Make a film smaller before you put it on the site, or link to where it can be watched. A scanned document grows small when it is written as a page.",
        bad: "content/media/welcome.mp4   # 30 MB",
        good: "content/media/welcome.mp4   # 6 MB",
    },
    group: Group::Site,
    why: "On a phone it takes minutes and costs money, and hosts have limits.",
    sources: &[],
    looks: Looks::Site(look),
};

/// So much is much, in bytes.
const MOST: u64 = 10_000_000;

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (path, output) in checked.rendered.outputs.iter().filter(|(_, output)| output.len() > MOST) {
        let len = output.len();
        let message = format!("a file of {}.{} MB", len / 1_000_000, len % 1_000_000 / 100_000);
        let help = "make it smaller, or link to where it can be watched or read";
        found.seen(None, &format!("/{path}"), &[], RULE.code.of(message).help(help));
    }
}
