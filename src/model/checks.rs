//! What an owner decides about `anteroom check`, under `check` in practice.yaml: how much a rule matters here, and which of its
//! findings are right as they are.

use crate::diagnostics::{Severity, Span, Spanned};
use crate::source::yaml::reader::Reader;

/// What a rule's level can be set to.
pub const LEVELS: &[&str] = &["error", "warning", "note", "off"];

/// What the owner has decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checks {
    /// Rules and how much they matter here; none turns a rule off.
    pub levels: Vec<(Spanned<String>, Option<Severity>)>,
    /// Findings that are right as they are.
    pub allow: Vec<Allowance>,
}

/// Findings that are right as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The rule.
    pub rule: Spanned<String>,
    /// A file, a folder that ends in a slash, or the address of a page; everywhere where none is given.
    pub place: Option<Spanned<String>>,
    /// Words that the finding or its line must have.
    pub about: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// Reads `check`.
pub fn read(practice: &Reader<'_>) -> Checks {
    let mut checks = Checks::default();
    let Some(r) = practice.map("check", "check") else { return checks };
    if let Some(levels) = r.map("levels", "levels") {
        for entry in levels.all() {
            let Some(word) = levels.word_of(&entry.value, &entry.key, LEVELS) else { continue };
            let level = match word.value {
                "error" => Some(Severity::Error),
                "warning" => Some(Severity::Warning),
                "note" => Some(Severity::Note),
                _ => None,
            };
            checks.levels.push((Spanned::new(entry.key.clone(), entry.key_span.clone()), level));
        }
    }
    for item in r.maps("allow", "an allowance") {
        let rule = item.required_text("rule");
        let reason = item.required_text("reason");
        let allowance = rule.zip(reason).map(|(rule, reason)| Allowance {
            span: rule.span.clone(),
            rule,
            place: item.text("in"),
            about: item.string("about"),
            reason: reason.value,
        });
        item.string("in");
        item.string("about");
        checks.allow.extend(allowance);
        item.finish();
    }
    r.finish();
    checks
}
