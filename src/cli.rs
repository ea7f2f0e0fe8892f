//! The command line: arguments, where words go, exit status.
//!
//! Words for people go to standard error, data to standard output. Exit status: 0 done, 1 the content has errors, 2 the
//! command was wrong or the machine failed.

use crate::commands;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// A website and its paperwork for a therapy practice, from one folder of text files.
#[derive(Debug, Parser)]
#[command(name = "anteroom", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The site's folder: the one with content/ in it
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Colors: auto looks at the terminal and at NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// When to use colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// At a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, to standard error
    Text,
    /// For programs, to standard output
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site in a folder: a complete small practice to make your own
    New(commands::new::Arguments),
    /// Build the whole site
    Build(commands::build::Arguments),
    /// Show the site in the browser, changing as you save
    Serve(commands::serve::Arguments),
    /// Say everything that is wrong with the site, and write nothing
    Check(commands::check::Arguments),
    /// Bring a site over from elsewhere: its articles, pages, pictures and addresses
    Import(commands::import::Arguments),
    /// Print forms or a packet as PDF, names filled in if you like, without building the site
    Print(commands::print::Arguments),
    /// Print the JSON Schema of a kind of file, for editors
    Schema(commands::schema::Arguments),
    /// Explain a code such as "link-broken", with an example
    Explain(commands::explain::Arguments),
    /// Print completions for a shell
    Completions(commands::completions::Arguments),
}

impl Common {
    /// Whether words to standard error have colors.
    pub fn colors(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            // NO_COLOR counts when it is set to anything but nothing: no-color.org.
            Color::Auto => {
                std::io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has errors.
    ContentErrors,
    /// The command was wrong.
    Refused,
}

/// Runs the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            // Printing fails only when nobody listens any more.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let result = match &cli.command {
        Command::New(arguments) => commands::new::run(arguments, &cli.common),
        Command::Build(arguments) => commands::build::run(arguments, &cli.common),
        Command::Serve(arguments) => commands::serve::run(arguments, &cli.common),
        Command::Check(arguments) => commands::check::run(arguments, &cli.common),
        Command::Import(arguments) => commands::import::run(arguments, &cli.common),
        Command::Print(arguments) => commands::print::run(arguments, &cli.common),
        Command::Schema(arguments) => commands::schema::run(arguments),
        Command::Explain(arguments) => commands::explain::run(arguments),
        Command::Completions(arguments) => commands::completions::run(arguments),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::ContentErrors) => ExitCode::from(1),
        Ok(Outcome::Refused) => ExitCode::from(2),
        Err(error) => {
            crate::say::error(&error.to_string());
            ExitCode::from(2)
        }
    }
}
