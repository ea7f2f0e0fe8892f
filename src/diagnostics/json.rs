//! Diagnostics as JSON: one object with a list, for editors and CI.

use super::{Diagnostics, Severity, Span, line_column};
use crate::source::SourceTree;
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    label: Option<&'a str>,
    help: Option<&'a str>,
    also: Vec<Also<'a>>,
}

#[derive(Serialize)]
struct Also<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

/// Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// All diagnostics as one JSON document that ends in a newline.
pub fn render(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    let report = Report {
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
        notes: diagnostics.count(Severity::Note),
        diagnostics: diagnostics
            .iter()
            .map(|d| Item {
                severity: d.severity,
                code: d.code.name,
                message: &d.message,
                place: d.span.as_ref().map(|span| place(span, tree)),
                label: d.label.as_deref(),
                help: d.help.as_deref(),
                also: d.also.iter().map(|(span, words)| Also { message: words, place: place(span, tree) }).collect(),
            })
            .collect(),
    };
    // The report holds only strings and numbers, so it always serialises.
    let mut json = serde_json::to_string_pretty(&report).unwrap_or_default();
    json.push('\n');
    json
}

fn place<'a>(span: &'a Span, tree: &SourceTree) -> Place<'a> {
    let text = tree.text(span.file.as_str()).unwrap_or("");
    let (line, column) = line_column(text, span.start as usize);
    let (end_line, end_column) = line_column(text, span.end as usize);
    Place { file: span.file.as_str(), line, column, end_line, end_column }
}
