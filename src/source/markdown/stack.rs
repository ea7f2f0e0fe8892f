//! The elements that are open while a text is written, Markdown's own and those of raw HTML together.
//!
//! Markdown's events are balanced by themselves; raw HTML is whatever the owner typed. One stack holds both, and these
//! rules keep every page whole:
//!
//! 1. Raw HTML never closes an element of Markdown's. An element of Markdown's that ends closes what raw HTML left open in it.
//! 2. A closing tag closes what was opened inside its element and never closed; one that closes nothing is left out.
//! 3. What may not stand where it stands is left out (raw tags), or ends what it may not stand in (Markdown's blocks).

use super::elements::{Content, Element, Spot};
use super::writer::Writer;
use crate::diagnostics::codes;
use std::ops::Range;

/// Elements nested deeper than this are not written: browsers cap depth too, and a page has no use for it.
pub(super) const MAX_DEPTH: usize = 100;

/// Raw tags nested deeper than this are left out, so that looking for the one that a closing tag means stays cheap.
const MAX_RAW_DEPTH: usize = 1000;

/// An open element.
#[derive(Debug)]
pub(super) struct Open {
    /// What closes it; empty where nothing was written.
    pub(super) close: &'static str,
    /// What it may hold.
    pub(super) content: Content,
    /// Glossary terms are not marked in it.
    pub(super) plain: bool,
    /// The link that it is, in the body's references.
    pub(super) link: Option<u32>,
    /// It counts as a link: no other may stand in it.
    pub(super) is_link: bool,
    /// Whether it is a paragraph of Markdown's.
    pub(super) paragraph: bool,
    /// Closing tags that came inside this paragraph for something around it: they count after it.
    pub(super) after: Vec<(&'static str, Range<usize>)>,
    /// For raw HTML: its tag.
    pub(super) raw: Option<Raw>,
}

/// What raw HTML opened.
#[derive(Debug)]
pub(super) struct Raw {
    /// Its name as written, in lower case.
    pub(super) name: &'static str,
    /// The tag's place.
    pub(super) at: Range<usize>,
    /// Everything in it is left out.
    pub(super) suppresses: bool,
    /// Browsers close it by themselves.
    pub(super) implied: bool,
    /// Whether its tags are left out.
    pub(super) hidden: bool,
}

impl Open {
    /// An element of Markdown's.
    pub(super) fn markdown(close: &'static str, content: Content) -> Self {
        Self {
            close,
            content,
            plain: false,
            link: None,
            is_link: false,
            paragraph: false,
            after: Vec::new(),
            raw: None,
        }
    }

    /// A raw tag that is left out; its content stays or goes.
    pub(super) fn hidden(name: &'static str, at: Range<usize>, suppresses: bool) -> Self {
        let raw = Raw { name, at, suppresses, implied: false, hidden: true };
        Self { raw: Some(raw), ..Self::markdown("", Content::Transparent) }
    }

    /// A raw tag that is kept.
    pub(super) fn raw(element: &'static Element, at: Range<usize>) -> Self {
        let raw = Raw { name: element.name, at, suppresses: false, implied: element.implied, hidden: false };
        Self { plain: element.plain, raw: Some(raw), ..Self::markdown("", element.content) }
    }

    fn raw_name(&self) -> Option<&'static str> {
        self.raw.as_ref().map(|raw| raw.name)
    }
}

impl Writer<'_> {
    /// Opens an element.
    pub(super) fn open(&mut self, open: Open) {
        self.plain += usize::from(open.plain);
        self.links += usize::from(open.is_link);
        self.suppressed += usize::from(open.raw.as_ref().is_some_and(|r| r.suppresses));
        self.stack.push(open);
    }

    /// Closes the innermost element, whatever it is.
    pub(super) fn close_top(&mut self) -> Option<Open> {
        self.flush_run();
        let open = self.stack.pop()?;
        self.plain -= usize::from(open.plain);
        self.links -= usize::from(open.is_link);
        if let Some(index) = open.link {
            self.sink.hole(super::Stretch::LinkEnd(index));
        }
        if let Some(raw) = &open.raw {
            self.suppressed -= usize::from(raw.suppresses);
            if !raw.hidden && open.link.is_none() {
                self.sink.text.push_str("</");
                self.sink.text.push_str(output_name(raw.name));
                self.sink.text.push('>');
            }
        } else {
            self.sink.text.push_str(open.close);
        }
        Some(open)
    }

    /// Ends the innermost element of Markdown's, and what raw HTML left open in it.
    pub(super) fn end(&mut self) {
        while self.stack.last().is_some_and(|open| open.raw.is_some()) {
            self.close_unclosed();
        }
        let after = self.close_top().map(|open| open.after).unwrap_or_default();
        for (name, at) in after {
            self.end_raw(name, at);
        }
    }

    /// Closes the innermost raw element, which has no closing tag, and says so.
    pub(super) fn close_unclosed(&mut self) {
        let Some(open) = self.close_top() else { return };
        let Some(raw) = open.raw else { return };
        // What follows a forbidden tag is that tag's fault.
        if !raw.hidden {
            let message = format!("<{}> is opened here and not closed in the same place", raw.name);
            let help = format!(
                "add </{0}> where it ends; a <{0}> around Markdown needs empty lines between the tags and the text",
                raw.name
            );
            self.html_fault(&codes::HTML_UNBALANCED, raw.at, message, help);
        }
        self.forgiven.push(raw.name);
    }

    /// What may stand here.
    pub(super) fn content(&self) -> Content {
        self.content_below(0)
    }

    /// What may stand after the innermost `depth` elements have been closed.
    fn content_below(&self, depth: usize) -> Content {
        let found = self.stack.iter().rev().skip(depth).map(|open| open.content);
        found.into_iter().find(|c| *c != Content::Transparent).unwrap_or(self.root)
    }

    /// Makes room for a block of Markdown's, or for words: raw elements that cannot hold it end here.
    pub(super) fn make_room(&mut self, block: bool, at: &Range<usize>) {
        loop {
            if self.stack.last().is_none_or(|open| open.raw.is_none()) {
                return;
            }
            let fits = match self.content() {
                Content::Flow => true,
                Content::Phrasing => !block,
                _ => false,
            };
            // Around the raw elements is something of Markdown's, which holds what it is given.
            let holder = self.stack.iter().rev().find(|open| open.content != Content::Transparent);
            let Some(raw) = holder.filter(|_| !fits).and_then(|open| open.raw.as_ref()) else {
                return;
            };
            let (name, place) = (raw.name, raw.at.clone());
            let message = match block {
                true => format!("<{name}> cannot hold Markdown paragraphs or lists"),
                false => format!("words cannot stand directly in <{name}>"),
            };
            let help = match block {
                true => "use <div> around Markdown, or write all of it in HTML without empty lines",
                false => "put them in one of its items or cells, or use Markdown",
            };
            let place = if place.is_empty() { at.clone() } else { place };
            self.html_fault(&codes::HTML_MISPLACED, place, message, help.to_owned());
            while let Some(open) = self.close_top() {
                let closed = open.raw_name();
                self.forgiven.extend(closed);
                if closed == Some(name) {
                    break;
                }
            }
        }
    }

    /// Whether a raw element may stand here. What browsers close by themselves, because something begins that it cannot
    /// hold, is closed first and reported.
    pub(super) fn fits(&mut self, element: &Element, at: &Range<usize>) -> bool {
        if self.stack.len() > MAX_RAW_DEPTH {
            return false;
        }
        loop {
            let fits = match element.spot {
                Spot::In(parents) => {
                    let holder = self.stack.iter().rev().find(|open| !is_left_out(open));
                    holder.and_then(Open::raw_name).is_some_and(|name| parents.contains(&name))
                }
                Spot::Block => self.content() == Content::Flow,
                Spot::Inline => matches!(self.content(), Content::Flow | Content::Phrasing),
            };
            let implied = |open: &Open| open.raw.as_ref().is_some_and(|raw| raw.implied);
            if fits || !self.stack.last().is_some_and(implied) {
                return fits;
            }
            // A second <p> means that the first one was not closed; a <div> in a <p> may be closed well and is no less wrong.
            let holder = self.stack.last().filter(|open| open.content == Content::Phrasing).and_then(Open::raw_name);
            match holder.filter(|name| element.spot == Spot::Block && *name != element.name) {
                Some(_) if self.content_below(1) != Content::Flow => return false,
                Some(name) => {
                    let message = format!("<{0}> cannot stand in <{name}>, which ends before it", element.name);
                    let instead = if name == "p" { ", or write <div> instead of <p>" } else { "" };
                    let help = format!("end the <{name}> with </{name}> before the <{}>{instead}", element.name);
                    self.html_fault(&codes::HTML_MISPLACED, at.clone(), message, help);
                    self.close_top();
                    self.forgiven.push(name);
                }
                None => self.close_unclosed(),
            }
        }
    }

    /// A closing tag of raw HTML.
    pub(super) fn end_raw(&mut self, name: &'static str, at: Range<usize>) {
        let raws = self.stack.iter().rev().take_while(|open| open.raw.is_some()).count();
        let same = |open: &Open| open.raw_name() == Some(name);
        if let Some(depth) = self.stack.iter().rev().take(raws).position(same) {
            for _ in 0..depth {
                self.close_unclosed();
            }
            self.close_top();
            return;
        }
        if self.suppressed > 0 {
            return;
        }
        if let Some(index) = self.forgiven.iter().rposition(|n| *n == name) {
            self.forgiven.swap_remove(index);
            return;
        }
        // "... the end. </div>" in a paragraph closes the <div> around it, as far as its author is concerned.
        let around = self.stack.iter().rev().skip(raws + 1).take_while(|open| open.raw.is_some());
        let is_around = around.into_iter().any(same);
        let holder = self.stack.len().checked_sub(raws + 1).and_then(|i| self.stack.get_mut(i));
        if let Some(holder) = holder.filter(|open| is_around && open.paragraph) {
            holder.after.push((name, at));
            return;
        }
        self.html_fault(
            &codes::HTML_UNBALANCED,
            at,
            format!("</{name}> closes nothing that is open here"),
            format!("take it away, or add <{name}> where it begins"),
        );
    }
}

fn is_left_out(open: &Open) -> bool {
    open.raw.as_ref().is_some_and(|raw| raw.hidden)
}

/// The name under which a raw element is written: the page's only `h1` is its title.
pub(super) fn output_name(name: &'static str) -> &'static str {
    if name == "h1" { "h2" } else { name }
}
