//! `docs/` says what the program does: its reference pages are held to the code.

mod content;
mod themes;

use crate::site::{anteroom, repository};
use crate::snapshot;
use anteroom::diagnostics::codes::CODES;

/// A page of `docs/`.
fn page(name: &str) -> String {
    std::fs::read_to_string(repository().join("docs").join(name)).expect("a page of docs/")
}

/// What stands between single backticks in a line.
fn in_backticks(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

const MESSAGES: &str = "# Messages

`anteroom build` says what is wrong, in which file, at which line and column, and what to do. Errors stop the site from being
written; warnings and notes do not. `anteroom explain CODE` prints what stands here; `--format json` gives the same for programs.
";

/// Proves: docs/diagnostics.md has every message, in the words in which `anteroom explain` has it.
#[test]
fn messages_are_explained_as_the_program_explains_them() {
    let mut page = MESSAGES.to_owned();
    for code in CODES {
        let said = anteroom(["explain", code.name]).run().exits(0).stdout;
        let (severity, rest) = said.split_once(": ").expect("a severity");
        let (name, rest) = rest.split_once("\n\n").expect("a name");
        assert_eq!(name, code.name);
        let capital = severity.get(..1).unwrap_or_default().to_uppercase();
        page.push_str(&format!("\n## {name}\n\n{capital}{}. {rest}", severity.get(1..).unwrap_or_default()));
    }
    let file = repository().join("docs/diagnostics.md");
    snapshot::compare_all([(page, file.as_path())]);
}
