//! The theme's words in each language, in Fluent's syntax.
//!
//! A language's words are looked up in the theme's own file, then in those of the themes it extends, then in English, so that
//! a theme need only hold what it says differently.

use crate::diagnostics::{Diagnostics, Span, codes};
use crate::source::FileId;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use jiff::civil::{Date, Time};
use std::collections::{BTreeSet, HashMap};
use unic_langid::LanguageIdentifier;

/// One language's words.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// English, with English plurals, for what the language's own files do not say.
    english: Option<FluentBundle<FluentResource>>,
    /// Words without arguments, which most are, finished.
    plain: HashMap<String, String>,
    keys: BTreeSet<String>,
}

impl Strings {
    /// Reads a language's files and the English ones, each from the weakest to the strongest.
    pub fn read<'a>(
        language: &str,
        own: impl IntoIterator<Item = (&'a FileId, &'a str)>,
        english: impl IntoIterator<Item = (&'a FileId, &'a str)>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut keys = BTreeSet::new();
        let bundle = bundle(language, own, &mut keys, diagnostics);
        let english = bundle_of_some("en", english, &mut keys, diagnostics);
        let mut strings = Self { bundle, english, plain: HashMap::new(), keys };
        let none = FluentArgs::new();
        let plain = strings.keys.iter().filter_map(|key| Some((key.clone(), strings.whole(key, &none)?))).collect();
        strings.plain = plain;
        strings
    }

    /// The words for a key in whichever language has it, if every argument that they name is there.
    fn whole(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        format(self.with(key)?, key, args)
    }

    /// Where a key's words are.
    fn with(&self, key: &str) -> Option<&FluentBundle<FluentResource>> {
        std::iter::once(&self.bundle).chain(&self.english).find(|bundle| bundle.has_message(key))
    }

    /// All keys that begin with `prefix`.
    pub fn keys<'s>(&'s self, prefix: &'s str) -> impl Iterator<Item = &'s str> {
        self.keys.range(prefix.to_owned()..).map(String::as_str).take_while(move |key| key.starts_with(prefix))
    }

    /// The words for a key; none where neither the theme nor English has them.
    pub fn get(&self, key: &str, args: &[(&str, Argument<'_>)]) -> Option<String> {
        if let Some(words) = self.plain.get(key) {
            return Some(words.clone());
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(
                *name,
                match value {
                    Argument::Text(text) => FluentValue::from(*text),
                    Argument::Number(number) => FluentValue::from(*number),
                },
            );
        }
        self.whole(key, &values).or_else(|| lenient(self.with(key)?, key, &values))
    }

    /// The words for a key, or the key itself, so that a hole in a theme shows.
    pub fn word(&self, key: &str) -> String {
        self.get(key, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// A date in words: `date-long` with the month's name; year-month-day where the theme has no names.
    pub fn date(&self, date: Date) -> String {
        let month = self.get(&format!("month-{}", date.month()), &[]);
        month
            .and_then(|month| {
                let (day, year) = (date.day().to_string(), date.year().to_string());
                self.get(
                    "date-long",
                    &[
                        ("month", Argument::Text(&month)),
                        ("day", Argument::Text(&day)),
                        ("year", Argument::Text(&year)),
                    ],
                )
            })
            .unwrap_or_else(|| date.to_string())
    }

    /// A time of day as the language writes it: `time-am` and `time-pm`, else 24 hours.
    pub fn time(&self, time: Time) -> String {
        let hour = i64::from(time.hour());
        let twelve = match hour % 12 {
            0 => 12,
            hour => hour,
        };
        let text = format!("{twelve}:{:02}", time.minute());
        let key = if hour < 12 { "time-am" } else { "time-pm" };
        self.get(key, &[("time", Argument::Text(&text))]).unwrap_or_else(|| format!("{hour}:{:02}", time.minute()))
    }
}

/// A bundle of files, if there are any.
fn bundle_of_some<'a>(
    language: &str,
    files: impl IntoIterator<Item = (&'a FileId, &'a str)>,
    keys: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<FluentBundle<FluentResource>> {
    let mut files = files.into_iter().peekable();
    files.peek()?;
    Some(bundle(language, files, keys, diagnostics))
}

fn bundle<'a>(
    language: &str,
    files: impl IntoIterator<Item = (&'a FileId, &'a str)>,
    keys: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks are for mixed directions in running text; in attributes and on paper they are stray signs.
    bundle.set_use_isolating(false);
    for (file, text) in files {
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    diagnostics.push(
                        codes::THEME_STRING
                            .at(Span::new(file, error.pos.start, error.pos.end), "these words cannot be read")
                            .help("write key = words, and indent further lines"),
                    );
                }
                resource
            }
        };
        keys.extend(resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        }));
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A value for words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// Text.
    Text(&'a str),
    /// A number, which may choose a plural.
    Number(f64),
}

/// The words for a key, if every argument that they name is there.
fn format(bundle: &FluentBundle<FluentResource>, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    errors.is_empty().then_some(words)
}

/// The words for a key with holes where an argument is missing: better than nothing.
fn lenient(bundle: &FluentBundle<FluentResource>, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
}
