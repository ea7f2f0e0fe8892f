//! What is wrong, for the overlay in the browser: the same diagnostics as in the terminal, with the line they stand in.

use super::live::{Now, STUCK, UNSTICK};
use crate::diagnostics::{Diagnostic, Severity, floor_boundary, line_column};
use crate::source::SourceTree;
use serde::Serialize;

/// The longest part of a line that is shown, in characters before and after the place.
const AROUND: usize = 60;

/// What the overlay shows.
#[derive(Debug, Serialize)]
pub struct Problems {
    /// The state's number.
    pub number: u64,
    /// How many errors there are: while there is one, the last good page is shown.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// Where the preview failed by a mistake of the program: what that means, and what to do.
    pub stuck: Option<[&'static str; 2]>,
    /// All of them, errors first.
    pub list: Vec<Problem>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Which kind.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where: `content/pages/fees.md:3:5`.
    pub place: Option<String>,
    /// The line: what comes before the place, the place itself, what comes after it.
    pub line: Option<[String; 3]>,
    /// A few words on the place.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Problems {
    /// What is wrong now. Notes are left to the terminal.
    pub fn of(now: &Now) -> Self {
        let all = &now.diagnostics;
        let of = |severity| all.iter().filter(move |d| d.severity == severity);
        let list = of(Severity::Error).chain(of(Severity::Warning)).map(|d| problem(d, &now.tree)).collect();
        Self {
            number: now.number,
            errors: all.count(Severity::Error),
            warnings: all.count(Severity::Warning),
            stuck: now.stuck.then_some([STUCK, UNSTICK]),
            list,
        }
    }
}

fn problem(diagnostic: &Diagnostic, tree: &SourceTree) -> Problem {
    let place = diagnostic.span.as_ref().map(|span| {
        let text = tree.text(span.file.as_str()).unwrap_or("");
        let (line, column) = line_column(text, span.start as usize);
        let shown = (span.end > span.start).then(|| parts(text, span.start as usize, span.end as usize));
        let place = if text.is_empty() { span.file.to_string() } else { format!("{}:{line}:{column}", span.file) };
        (place, shown)
    });
    let (place, line) = place.unzip();
    Problem {
        severity: diagnostic.severity,
        code: diagnostic.code.name,
        message: diagnostic.message.clone(),
        place,
        line: line.flatten(),
        label: diagnostic.label.clone(),
        help: diagnostic.help.clone(),
    }
}

/// The line in which `start` lies, in three parts.
fn parts(text: &str, start: usize, end: usize) -> [String; 3] {
    let start = floor_boundary(text, start);
    let (before, rest) = text.split_at(start);
    let (first, after) = rest.split_at(floor_boundary(rest, end.saturating_sub(start)));
    let before = before.rsplit('\n').next().unwrap_or("");
    let place = first.split('\n').next().unwrap_or("");
    // Where the place goes on in the next line, nothing of this one comes after it.
    let after = if first.contains('\n') { "" } else { after.split('\n').next().unwrap_or("") };
    let skipped = before.chars().count().saturating_sub(AROUND);
    let head: String = before.trim_start().chars().skip(skipped).collect();
    let cut = |text: &str| text.trim_end_matches('\r').chars().take(AROUND).collect();
    [head, cut(place), cut(after)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_place_comes_in_three_parts() {
        let text = "a: 1\n  type: signatur # näh\nb: 2\n";
        let start = text.find("signatur").expect("there");
        assert_eq!(parts(text, start, start + 8), ["type: ", "signatur", " # näh"]);
        assert_eq!(parts(text, start, text.len()), ["type: ", "signatur # näh", ""]);
        assert_eq!(parts(text, 900, 1000), ["", "", ""]);
        assert_eq!(parts("é", 1, 2), ["", "é", ""]);
    }
}
