//! A file that needs a program that visitors may not have.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::output::Output;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "file-for-one-program",
        severity: Severity::Note,
        summary: "A file needs a program that visitors may not have",
        explanation: "On a phone many cannot open it, and a screen reader fares badly with it. Make a page of it, a form under content/forms/, or an article with handout: true, which gives an accessible PDF.",
        bad: "content/files/intake.docx",
        good: "content/forms/intake.yaml",
    },
    group: Group::Site,
    why: "A client who cannot open the form comes without it.",
    sources: &[],
    looks: Looks::Site(look),
};

/// Endings, and whose they are.
const ENDINGS: &[(&str, &str)] = &[
    ("doc", "Word"),
    ("docx", "Word"),
    ("dotx", "Word"),
    ("pages", "Pages"),
    ("odt", "Writer"),
    ("rtf", "a word processor"),
    ("ppt", "PowerPoint"),
    ("pptx", "PowerPoint"),
    ("key", "Keynote"),
    ("pub", "Publisher"),
    ("heic", "an iPhone"),
    ("wpd", "WordPerfect"),
];

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (path, output) in &checked.rendered.outputs {
        let path = path.as_str();
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if !matches!(output, Output::File { .. }) {
            continue;
        }
        // A key for programs ends like a file of Keynote's, and is another rule's.
        let is_key = |output: &Output| match output {
            Output::File { source, len, .. } if *len < 100_000 => {
                std::fs::read(source).is_ok_and(|b| b.starts_with(b"-----BEGIN"))
            }
            _ => false,
        };
        if ending == "key" && is_key(output) {
            continue;
        }
        if let Some((_, program)) = ENDINGS.iter().find(|(known, _)| *known == ending) {
            let message = format!("a file is offered that only {program} or the like can open");
            found.seen(
                None,
                &format!("/{path}"),
                &[],
                RULE.code.of(message).help("make a page, a form or a handout of it"),
            );
        }
    }
}
