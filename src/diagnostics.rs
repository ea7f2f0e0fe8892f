//! What is wrong with a site, in words that its owner understands.
//!
//! A user's mistake is a [`Diagnostic`]: a stable [`Code`], a place ([`Span`]), a sentence, and a help line that
//! says what to do. Stages push them into [`Diagnostics`] and go on, so that one run names every fault.
//! The same model is shown in a terminal ([`terminal`]), as JSON ([`json`]) and, later, in the browser.
//!
//! Failures of the machine (a full disk, a folder that may not be read) are not diagnostics: see [`crate::error`].

pub mod codes;
pub mod json;
pub mod terminal;

use crate::source::FileId;
use serde::Serialize;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published until it is mended.
    Error,
    /// Probably a mistake; the site is built all the same.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word that people read: `error`, `warning`, `note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A kind of diagnostic: one row of [`codes::CODES`], which `anteroom explain` prints.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable, kebab-case: `form-unknown-type`.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// Why it matters and how to mend it.
    pub explanation: &'static str,
    /// Something that has the fault; empty where an example says nothing.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
}

impl Code {
    /// A diagnostic of this kind at a place.
    pub fn at(&'static self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { span: Some(span), ..self.of(message) }
    }

    /// A diagnostic of this kind that has no place in any file.
    pub fn of(&'static self, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self,
            severity: self.severity,
            message: message.into(),
            span: None,
            label: None,
            help: None,
            also: Vec::new(),
            fix: None,
        }
    }
}

/// A stretch of a source file, in bytes. `start == end == 0` speaks of the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A stretch from `start` to `end`; offsets past 4 GiB are clamped (text files are far smaller).
    pub fn new(file: &FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: file.clone(), start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The file as a whole.
    pub fn whole(file: &FileId) -> Self {
        Self { file: file.clone(), start: 0, end: 0 }
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// One mistake, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: &'static Code,
    /// How much it matters: as its kind says, unless the owner has set another level for a rule.
    pub severity: Severity,
    /// A sentence that an owner understands.
    pub message: String,
    /// Where; none only for what has no place in any file.
    pub span: Option<Span>,
    /// A few words beside the place: `did you mean "signature"?`
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Other places that belong to it: the first of two claims.
    pub also: Vec<(Span, String)>,
    /// How it can be mended without a question left: see [`Fix`].
    pub fix: Option<Fix>,
}

/// A change that mends a mistake: within its place, where `from` stands once, `to` takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What stands there.
    pub from: String,
    /// What is to stand there.
    pub to: String,
}

impl Diagnostic {
    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a few words beside the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds `did you mean "..."?` where one of the right names is near enough to `wrong`.
    #[must_use]
    pub fn suggest<'a>(self, wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(wrong, right) {
            Some(name) => {
                let label = format!("did you mean \"{name}\"?");
                self.label(label).fix(wrong, name)
            }
            None => self,
        }
    }

    /// Adds how it can be mended: `to` in place of `from`.
    #[must_use]
    pub fn fix(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.fix = Some(Fix { from: from.into(), to: to.into() });
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn also(mut self, span: Span, words: impl Into<String>) -> Self {
        self.also.push((span, words.into()));
        self
    }
}

/// The name in `right` that is nearest to `wrong`, if it is near enough to be what was meant.
pub fn nearest<'a>(wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A 200-character "name" is no slip of the finger, and comparing it costs time for nothing.
    if wrong.chars().count() > 80 {
        return None;
    }
    let folded = wrong.to_lowercase();
    right
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&folded, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 4).max(1))
        .min_by_key(|(distance, name)| (*distance, *name))
        .map(|(_, name)| name)
}

/// Diagnostics as they accumulate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another's.
    pub fn extend(&mut self, others: Diagnostics) {
        self.list.extend(others.list);
    }

    /// Sorts by file, offset, code and sentence, and drops exact repeats, so that the order does not depend on threads.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| (&a.span, a.code.name, &a.message).cmp(&(&b.span, b.code.name, &b.message)));
        self.list.dedup();
    }

    /// All, in order.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether there is an error: then nothing is written.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self { list: iter.into_iter().collect() }
    }
}

/// Line and column of a byte offset, both from 1; the column counts characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let end = floor_boundary(text, offset);
    let before = text.get(..end).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let column = before.get(start..).unwrap_or("").chars().count() + 1;
    (line, column)
}

/// The nearest character boundary at or before `offset`.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
