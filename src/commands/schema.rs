//! `anteroom schema [KIND]`: JSON Schema, with which editors check and complete.

use crate::cli::Outcome;
use crate::error::Result;
use crate::model::schema;
use crate::say;
use clap::Args;
use clap::builder::PossibleValuesParser;

/// Kinds of file that have a schema.
pub const KINDS: &[&str] = &["practice", "page", "provider", "form", "packet", "glossary"];

/// Which YAML files each schema is for, translations too. A page's is for front matter, which editors do not check as YAML.
pub const PLACES: &[(&str, &[&str])] = &[
    ("practice", &["content/practice.yaml", "content/practice.*.yaml"]),
    ("provider", &["content/providers/*.yaml", "content/providers/*.yml"]),
    ("form", &["content/forms/*.yaml", "content/forms/*.yml"]),
    ("packet", &["content/packets/*.yaml", "content/packets/*.yml"]),
    ("glossary", &["content/glossary.yaml", "content/glossary.*.yaml"]),
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

/// What an editor reads for a kind of file: also its translations, where it has a place among [`PLACES`].
pub fn for_editors(kind: &str) -> String {
    match PLACES.iter().any(|(placed, _)| *placed == kind) {
        true => pretty(&schema::with_translations(kind)),
        false => text(kind),
    }
}

/// Completions for the keys of front matter, which editors offer in Markdown as they do not check it as YAML: for each key its
/// words from the schema.
pub fn snippets() -> String {
    let page: serde_json::Value = schema::of("page").into();
    let keys = page.get("properties").and_then(serde_json::Value::as_object).into_iter().flatten();
    let one = |(key, about): (&String, &serde_json::Value)| {
        let list = about["type"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "array"));
        let body = if list { format!("{key}: [$1]") } else { format!("{key}: $1") };
        let snippet = serde_json::json!({
            "scope": "markdown", "prefix": key, "body": body, "description": about["description"],
        });
        (format!("Key {key}"), snippet)
    };
    let mut all: serde_json::Map<String, serde_json::Value> = keys.map(one).collect();
    let begin = serde_json::json!({
        "scope": "markdown",
        "prefix": "---",
        "body": ["---", "title: $1", "summary: $2", "---", "", "$0"],
        "description": "The lines at the top of an article or a page.",
    });
    all.insert("Begin a page".to_owned(), begin);
    pretty(&all.into())
}

fn pretty(value: &serde_json::Value) -> String {
    // A schema is JSON already: it always serialises.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
