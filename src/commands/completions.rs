//! `anteroom completions SHELL`

use crate::cli::{Cli, Outcome};
use crate::error::Result;
use crate::say;
use clap::{Args, CommandFactory};

/// What `completions` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Prints completions.
///
/// # Errors
/// None of its own.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "anteroom", &mut out);
    say::data(&String::from_utf8_lossy(&out));
    Ok(Outcome::Done)
}
