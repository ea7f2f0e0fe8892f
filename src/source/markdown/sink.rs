//! Where parts come together: finished HTML gathers in one string until a hole interrupts it.

use super::Part;

/// Parts under construction.
#[derive(Debug, Default)]
pub(super) struct Sink {
    /// What is finished.
    pub(super) parts: Vec<Part>,
    /// HTML after the last finished part.
    pub(super) html: String,
    /// Footnote references whose number is not known yet: each stands as an empty part.
    pub(super) marks: Vec<Mark>,
}

/// A footnote reference in a [`Sink`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// The empty part that stands for it.
    pub(super) part: usize,
    /// Which footnote.
    pub(super) note: usize,
    /// Whether it stands in a link, where it cannot be a link itself.
    pub(super) in_link: bool,
}

impl Sink {
    /// Adds a hole, or prose.
    pub(super) fn push(&mut self, part: Part) {
        self.flush();
        self.parts.push(part);
    }

    /// Finishes the HTML gathered so far.
    pub(super) fn flush(&mut self) {
        if !self.html.is_empty() {
            // A copy of the exact size: the buffer keeps its room for what comes next.
            self.parts.push(Part::Html(self.html.as_str().to_owned()));
            self.html.clear();
        }
    }

    /// Adds a footnote reference, to be numbered in the end.
    pub(super) fn mark(&mut self, note: usize, in_link: bool) {
        self.flush();
        self.marks.push(Mark { part: self.parts.len(), note, in_link });
        self.parts.push(Part::Html(String::new()));
    }
}
