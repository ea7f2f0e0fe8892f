//! A site that asks not to be found.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity, Span};
use crate::output::Output;
use crate::source::FileId;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "robots-blocked",
        severity: Severity::Warning,
        summary: "The site asks all search engines to leave it out",
        explanation: "Disallow: / for every robot takes the whole site out of search. Delete content/files/robots.txt, or name only what is to be left out.",
        bad: "User-agent: *\nDisallow: /",
        good: "User-agent: *\nDisallow: /drafts/",
    },
    group: Group::Site,
    why: "Nobody who looks for a therapist will find the practice.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let Some(Output::File { source, .. }) = checked.rendered.outputs.get("robots.txt") else { return };
    let text = std::fs::read(source).map(|bytes| String::from_utf8_lossy(&bytes).to_lowercase()).unwrap_or_default();
    // Lines that name robots belong together until the first line that says what is meant for them.
    let (mut all, mut naming) = (false, false);
    for (n, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) else { continue };
        match key {
            "user-agent" => {
                all = value == "*" || naming && all;
                naming = true;
                continue;
            }
            "disallow" if all && matches!(value, "/" | "/*") => {
                let message =
                    format!("robots.txt asks every search engine to leave out the whole site (line {})", n + 1);
                let file = FileId::new("content/files/robots.txt");
                found.push(
                    RULE.code
                        .at(Span::whole(&file), message)
                        .help("delete the file, or name only what is to be left out"),
                );
            }
            _ => {}
        }
        naming = false;
    }
}
