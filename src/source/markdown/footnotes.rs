//! Footnotes: numbered in the order in which a reader meets them, listed once at the end.

use super::sink::{Mark, Sink};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    by_label: HashMap<String, usize>,
    notes: Vec<Note>,
}

#[derive(Debug, Default)]
struct Note {
    label: String,
    /// Its text; none until its definition has been read.
    text: Option<Sink>,
    /// 0 while nothing refers to it.
    number: usize,
    references: usize,
}

impl Footnotes {
    /// The footnote of a label.
    pub(super) fn note(&mut self, label: &str) -> usize {
        let folded = label.to_lowercase();
        if let Some(index) = self.by_label.get(&folded) {
            return *index;
        }
        self.by_label.insert(folded, self.notes.len());
        self.notes.push(Note { label: label.to_owned(), ..Note::default() });
        self.notes.len() - 1
    }

    /// The text of a footnote. Of two with one label the first counts.
    pub(super) fn define(&mut self, note: usize, mut text: Sink) {
        text.flush();
        if let Some(note) = self.notes.get_mut(note).filter(|note| note.text.is_none()) {
            note.text = Some(text);
        }
    }

    /// Numbers all references in `main` and lists the footnotes after it. `space` keeps ids of several texts on one page apart.
    pub(super) fn finish(mut self, main: &mut Sink, space: &str) {
        main.flush();
        let mut order = Vec::new();
        self.number(main, space, &mut order);
        let mut listed = 0;
        // A footnote may refer to others, which then come after it.
        while let Some(index) = order.get(listed).copied() {
            listed += 1;
            if let Some(mut text) = self.notes.get_mut(index).and_then(|note| note.text.take()) {
                self.number(&mut text, space, &mut order);
                if let Some(note) = self.notes.get_mut(index) {
                    note.text = Some(text);
                }
            }
        }
        if order.is_empty() {
            return;
        }
        main.text.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        main.word("footnotes");
        main.text.push_str("\">\n<ol>\n");
        for index in order {
            let Some(note) = self.notes.get_mut(index) else { continue };
            let _ = write!(main.text, "<li id=\"fn{space}:{}\">", note.number);
            main.append(&mut note.text.take().unwrap_or_default());
            note.back_links(main, space);
            main.text.push_str("</li>\n");
        }
        main.text.push_str("</ol>\n</section>\n");
        main.flush();
    }

    fn number(&mut self, sink: &mut Sink, space: &str, order: &mut Vec<usize>) {
        let mut written = Vec::new();
        for Mark { stretch, note: index, in_link } in std::mem::take(&mut sink.marks) {
            let Some(note) = self.notes.get_mut(index) else { continue };
            if note.text.is_none() && note.number == 0 {
                let mut html = String::from("[^");
                crate::render::escape::text_into(&note.label, &mut html);
                html.push(']');
                written.push((stretch, html));
                continue;
            }
            if note.number == 0 {
                order.push(index);
                note.number = order.len();
            }
            note.references += 1;
            let (number, id) = (note.number, reference_id(space, note.number, note.references));
            written.push((stretch, match in_link {
                true => format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>"),
                false => format!(
                    "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn{space}:{number}\" role=\"doc-noteref\">{number}</a></sup>"
                ),
            }));
        }
        if !written.is_empty() {
            sink.fill(written);
        }
    }
}

impl Note {
    /// One link back for each reference, within the footnote's last paragraph.
    fn back_links(&self, main: &mut Sink, space: &str) {
        let in_paragraph = main.take_back("</p>\n");
        for reference in 1..=self.references {
            let id = reference_id(space, self.number, reference);
            let _ = write!(main.text, " <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\"");
            main.word("footnote-back");
            let _ = match reference {
                1 => write!(main.text, " {}\">\u{21a9}\u{fe0e}</a>", self.number),
                n => write!(main.text, " {}-{n}\">\u{21a9}\u{fe0e}<sup>{n}</sup></a>", self.number),
            };
        }
        if in_paragraph {
            main.text.push_str("</p>\n");
        }
    }
}

/// A colon never stands in a heading's id, so the two cannot meet.
fn reference_id(space: &str, number: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref{space}:{number}"),
        n => format!("fnref{space}:{number}:{n}"),
    }
}
