//! A file that was not meant to be published.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::output::Output;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "file-leftover",
        severity: Severity::Note,
        summary: "A file of an editor or of the system would be published",
        explanation: "Such files are made by systems and programs, and are of no use to visitors. Delete them from content/files/ and content/media/.",
        bad: "content/files/.DS_Store",
        good: "content/files/google1234.html",
    },
    group: Group::Site,
    why: "They show names of other files and folders, and earlier drafts.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (path, output) in &checked.rendered.outputs {
        let path = path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        if matches!(output, Output::File { .. }) && is_leftover(name) {
            found.seen(
                None,
                &format!("/{path}"),
                &[],
                RULE.code.of(format!("{name} is no file for visitors")).help("delete it"),
            );
        }
    }
}

fn is_leftover(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ends = [
        ".swp",
        ".swo",
        ".tmp",
        ".orig",
        ".rej",
        ".psd",
        ".ai",
        ".indd",
        ".sketch",
        ".xcf",
        ".part",
        ".crdownload",
        "~",
    ];
    matches!(lower.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini" | ".gitkeep" | ".gitignore" | ".localized")
        || lower.starts_with("~$")
        || lower.starts_with("._")
        || ends.iter().any(|end| lower.ends_with(end))
}
