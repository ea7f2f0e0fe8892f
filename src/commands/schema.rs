//! `anteroom schema [KIND]`: JSON Schema, with which editors check and complete.

use crate::cli::Outcome;
use crate::error::Result;
use crate::model::schema;
use crate::say;
use clap::Args;
use clap::builder::PossibleValuesParser;

/// Kinds of file that have a schema.
pub const KINDS: &[&str] = &["practice", "page", "provider", "form", "packet", "glossary"];

/// Which YAML files each schema is for. A page's is for front matter, which editors do not check as YAML.
pub const PLACES: &[(&str, &str)] = &[
    ("practice", "content/practice.yaml"),
    ("provider", "content/providers/*.yaml"),
    ("form", "content/forms/*.yaml"),
    ("packet", "content/packets/*.yaml"),
    ("glossary", "content/glossary.yaml"),
];

/// What `schema` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The kind of file; none prints all in one object
    #[arg(value_parser = PossibleValuesParser::new(KINDS.iter().copied()))]
    pub kind: Option<String>,
}

/// Prints a schema.
///
/// # Errors
/// None of its own.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.kind {
        Some(kind) => say::data(&text(kind)),
        None => {
            let all: serde_json::Map<String, serde_json::Value> =
                KINDS.iter().map(|kind| ((*kind).to_owned(), schema::of(kind).into())).collect();
            say::data(&pretty(&all.into()));
        }
    }
    Ok(Outcome::Done)
}

/// A kind's schema as text.
pub fn text(kind: &str) -> String {
    pretty(&schema::of(kind).into())
}

fn pretty(value: &serde_json::Value) -> String {
    // A schema is JSON already: it always serialises.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
