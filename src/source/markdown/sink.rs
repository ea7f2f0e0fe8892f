//! Where parts come together: finished HTML gathers until a hole interrupts it.

use super::{Body, Stretch};

/// Parts under construction.
#[derive(Debug, Default)]
pub(super) struct Sink {
    /// The text of what is finished, and after it the HTML that is gathering.
    pub(super) text: String,
    /// Where the HTML that is gathering begins.
    gathering: usize,
    /// What is finished.
    pub(super) stretches: Vec<Stretch>,
    /// Footnote references whose number is not known yet: each stands as an empty stretch.
    pub(super) marks: Vec<Mark>,
}

/// A footnote reference in a [`Sink`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// The empty stretch that stands for it.
    pub(super) stretch: usize,
    /// Which footnote.
    pub(super) note: usize,
    /// Whether it stands in a link, where it cannot be a link itself.
    pub(super) in_link: bool,
}

/// A length as stretches hold it. No text is longer than a number of 32 bits can say.
fn length(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

impl Sink {
    /// The HTML that is gathering.
    pub(super) fn html(&self) -> &str {
        self.text.get(self.gathering..).unwrap_or_default()
    }

    /// Adds a hole.
    pub(super) fn hole(&mut self, hole: Stretch) {
        self.flush();
        self.stretches.push(hole);
    }

    /// Adds prose.
    pub(super) fn prose(&mut self, text: &str) {
        self.add(text, Stretch::Prose);
    }

    /// Adds words of the theme.
    pub(super) fn word(&mut self, key: &str) {
        self.add(key, Stretch::Word);
    }

    fn add(&mut self, text: &str, kind: impl Fn(u32) -> Stretch) {
        self.flush();
        self.text.push_str(text);
        self.gathering = self.text.len();
        self.stretches.push(kind(length(text.len())));
    }

    /// Finishes the HTML gathered so far.
    pub(super) fn flush(&mut self) {
        let len = self.html().len();
        if len > 0 {
            self.stretches.push(Stretch::Html(length(len)));
            self.gathering = self.text.len();
        }
    }

    /// Adds a footnote reference, to be numbered in the end.
    pub(super) fn mark(&mut self, note: usize, in_link: bool) {
        self.flush();
        self.marks.push(Mark { stretch: self.stretches.len(), note, in_link });
        self.stretches.push(Stretch::Html(0));
    }

    /// Puts HTML into the empty stretches that stand for marks, given in their order.
    pub(super) fn fill(&mut self, marks: Vec<(usize, String)>) {
        self.flush();
        let mut marks = marks.into_iter().peekable();
        let before = std::mem::take(&mut self.text);
        let mut rest = before.as_str();
        for (index, stretch) in self.stretches.iter_mut().enumerate() {
            if let Some((_, html)) = marks.next_if(|(mark, _)| *mark == index) {
                self.text.push_str(&html);
                *stretch = Stretch::Html(length(html.len()));
            } else if let Stretch::Html(len) | Stretch::Prose(len) | Stretch::Word(len) = stretch {
                let (own, after) = rest.split_at_checked(*len as usize).unwrap_or((rest, ""));
                self.text.push_str(own);
                rest = after;
            }
        }
        self.gathering = self.text.len();
    }

    /// Takes the content of another one, which is empty afterwards.
    pub(super) fn append(&mut self, inner: &mut Self) {
        inner.flush();
        self.flush();
        let offset = self.stretches.len();
        self.marks.extend(inner.marks.drain(..).map(|mark| Mark { stretch: mark.stretch + offset, ..mark }));
        self.stretches.append(&mut inner.stretches);
        self.text.push_str(&inner.text);
        self.gathering = self.text.len();
        inner.text.clear();
        inner.gathering = 0;
    }

    /// Takes HTML away with which all that is finished ends; false where it ends otherwise.
    pub(super) fn take_back(&mut self, html: &str) -> bool {
        self.flush();
        let Some(Stretch::Html(len)) = self.stretches.last_mut() else { return false };
        let (Some(stem), Some(shorter)) = (self.text.strip_suffix(html), len.checked_sub(length(html.len()))) else {
            return false;
        };
        let stem = stem.len();
        *len = shorter;
        self.text.truncate(stem);
        self.gathering = stem;
        true
    }

    /// All of it, in as little room as it takes.
    pub(super) fn into_body(mut self) -> Body {
        self.flush();
        self.stretches.dedup_by(|next, last| match (next, last) {
            (Stretch::Html(next), Stretch::Html(last)) => {
                *last = last.saturating_add(*next);
                true
            }
            _ => false,
        });
        // Copies of the exact size: what the buffers have to spare would be a tenth of a large site's memory.
        Body { text: self.text.as_str().into(), stretches: self.stretches.as_slice().into(), ..Body::default() }
    }
}
