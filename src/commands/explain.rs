//! `anteroom explain CODE`: a row of the table of codes.

use crate::cli::Outcome;
use crate::diagnostics::{codes, nearest};
use crate::error::Result;
use crate::say;
use clap::Args;

/// What `explain` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The code, as it stands in brackets after "error"; none lists all
    pub code: Option<String>,
}

/// Prints a code's explanation.
///
/// # Errors
/// None of its own.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(name) = &arguments.code else {
        let mut list = String::new();
        for code in codes::CODES {
            list.push_str(&format!("{:<22} {:<8} {}\n", code.name, code.severity.word(), code.summary));
        }
        say::data(&list);
        return Ok(Outcome::Done);
    };
    let name = name.trim_matches(['[', ']']);
    let Some(code) = codes::find(name) else {
        let near = nearest(name, codes::CODES.iter().map(|c| c.name));
        let hint = near.map_or("\"anteroom explain\" lists them all".to_owned(), |n| format!("did you mean \"{n}\"?"));
        say::error(&format!("there is no code \"{name}\"; {hint}"));
        return Ok(Outcome::Refused);
    };
    let mut text = format!(
        "{}: {}\n\n{}\n\n{}.\n",
        code.severity.word(),
        code.name,
        code.summary,
        code.explanation.trim_end_matches('.')
    );
    for (title, example) in [("For example", code.bad), ("Better", code.good)] {
        if !example.is_empty() {
            text.push_str(&format!("\n{title}:\n\n"));
            for line in example.lines() {
                text.push_str(&format!("    {line}\n"));
            }
        }
    }
    say::data(&text);
    Ok(Outcome::Done)
}
