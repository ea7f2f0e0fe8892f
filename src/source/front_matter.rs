//! Cuts an article into its YAML front matter and its Markdown body.

use crate::diagnostics::{Diagnostic, Span, codes};
use crate::source::FileId;
use crate::source::yaml::{self, Node};

/// A Markdown file, cut in two.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut<'a> {
    /// The front matter; none where it could not be read.
    pub front: Option<Node>,
    /// The body.
    pub body: &'a str,
    /// Where the body begins, in bytes.
    pub body_at: usize,
    /// Whether the file begins with front matter, be it empty.
    pub begun: bool,
}

/// Cuts `text` at its `---` lines. A file without front matter has an empty one.
pub fn cut<'a>(file: &FileId, text: &'a str, faults: &mut Vec<Diagnostic>) -> Cut<'a> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == "---");
    let Some(opening) = opening else {
        return Cut { front: yaml::parse(file, "", 0, faults), body: text, body_at: 0, begun: false };
    };
    let start = opening.len();
    let mut end = start;
    for line in lines {
        let after = end + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let front = text.get(start..end).unwrap_or("");
            return Cut {
                front: yaml::parse(file, front, start, faults),
                body: text.get(after..).unwrap_or(""),
                body_at: after,
                begun: true,
            };
        }
        end = after;
    }
    faults.push(
        codes::FRONT_MATTER_OPEN
            .at(Span::new(file, 0, opening.trim_end().len()), "the front matter begins here and never ends")
            .help("put a line with only --- after the last key, before the text"),
    );
    Cut { front: None, body: "", body_at: text.len(), begun: true }
}
