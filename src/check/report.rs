//! Findings in the order in which an owner mends them, and a last line that says how it stands.

use crate::diagnostics::terminal::{self, Style};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, line_column};
use crate::source::SourceTree;
use std::collections::{BTreeMap, BTreeSet};

/// File by file: files with errors first; in each the errors first, then from top to bottom.
pub fn in_order(diagnostics: &Diagnostics) -> Diagnostics {
    let mut worst: BTreeMap<Option<&str>, Severity> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        let entry = worst.entry(file(diagnostic)).or_insert(diagnostic.severity);
        *entry = diagnostic.severity.min(*entry);
    }
    let mut list: Vec<&Diagnostic> = diagnostics.iter().collect();
    list.sort_by_key(|d| {
        let of = file(d);
        // What stands in no file comes last of its level.
        (worst.get(&of).copied(), of.is_none(), of.map(str::to_owned), d.severity, d.span.as_ref().map(|s| s.start))
    });
    list.into_iter().cloned().collect()
}

fn file(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.span.as_ref().map(|span| span.file.as_str())
}

/// All of it as text for a terminal.
pub fn text(diagnostics: &Diagnostics, tree: &SourceTree, style: Style) -> String {
    terminal::list(&in_order(diagnostics), tree, style)
}

/// "2 errors and 14 warnings in 9 files. Most often: reading-grade (6), link-text (3)." and what follows from it.
pub fn summary(diagnostics: &Diagnostics, strict: bool) -> String {
    if diagnostics.is_empty() {
        return "Nothing found: the site can be published.".to_owned();
    }
    let files: BTreeSet<&str> = diagnostics.iter().filter_map(file).collect();
    let places = match files.len() {
        0 => String::new(),
        1 => " in 1 file".to_owned(),
        n => format!(" in {n} files"),
    };
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *often.entry(diagnostic.code.name).or_default() += 1;
    }
    let mut often: Vec<(&str, usize)> = often.into_iter().filter(|(_, n)| *n > 1).collect();
    often.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let often: Vec<String> = often.iter().take(3).map(|(name, n)| format!("{name} ({n})")).collect();
    let often = if often.is_empty() { String::new() } else { format!(" Most often: {}.", often.join(", ")) };
    let follows = match (diagnostics.has_errors(), strict && diagnostics.count(Severity::Warning) > 0) {
        (true, _) => "Errors must be mended before the site is published.",
        (false, true) => "With --strict, warnings must be mended too.",
        (false, false) => "The site can be published.",
    };
    format!("{}{places}.{often}\n{follows}", terminal::count(diagnostics))
}

/// Workflow commands of GitHub Actions: each finding is shown at its line of a change.
///
/// The form is described at https://docs.github.com/actions/reference/workflow-commands-for-github-actions (read November 2026).
pub fn github(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    let mut out = String::new();
    for diagnostic in in_order(diagnostics).iter() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = format!("title={}", escape(diagnostic.code.name, true));
        if let Some(span) = &diagnostic.span {
            let text = tree.text(span.file.as_str()).unwrap_or("");
            let (line, column) = line_column(text, span.start as usize);
            properties = format!("file={},line={line},col={column},{properties}", escape(span.file.as_str(), true));
        }
        let help = diagnostic.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
        out.push_str(&format!(
            "::{command} {properties}::{}\n",
            escape(&format!("{}{help}", diagnostic.message), false)
        ));
    }
    out
}

/// A value as the commands have it: a line's end would end the command.
fn escape(text: &str, property: bool) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}
