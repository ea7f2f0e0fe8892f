//! `anteroom explain CODE`: a row of the table of codes, or a rule of `anteroom check`.

use crate::check::rules;
use crate::cli::Outcome;
use crate::diagnostics::{Code, codes, nearest};
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
        let mut all: Vec<&Code> = codes::CODES.iter().copied().chain(rules::all().map(|rule| &rule.code)).collect();
        all.sort_by_key(|code| code.name);
        for code in all {
            list.push_str(&format!("{:<26} {:<8} {}\n", code.name, code.severity.word(), code.summary));
        }
        say::data(&list);
        return Ok(Outcome::Done);
    };
    let name = name.trim_matches(['[', ']']);
    let rule = rules::find(name);
    let Some(code) = rule.map(|rule| &rule.code).or_else(|| codes::find(name)) else {
        let names = codes::CODES.iter().map(|c| c.name).chain(rules::all().map(|rule| rule.code.name));
        let near = nearest(name, names);
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
    if let Some(rule) = rule {
        text.push_str(&format!("\nWhy: {}\n", rule.why));
        for source in rule.sources {
            let url = if source.url.is_empty() { String::new() } else { format!(", {}", source.url) };
            text.push_str(&format!("Source: {}{url} ({})\n", source.title, source.date));
        }
    }
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
