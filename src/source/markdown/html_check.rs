//! Raw HTML in Markdown: read with a real tokenizer, checked against [`super::elements`], and written anew.
//!
//! Nothing of what the owner typed is copied: names come from our own tables and values are escaped again, so that what
//! a browser reads is what was checked.

use super::elements::{self, AttributeVerdict, Content, Element, Inside, Verdict};
use super::stack::{Open, output_name};
use super::writer::Writer;
use super::{Reference, ReferenceKind, Stretch};
use crate::diagnostics::{Code, codes};
use crate::render::escape;
use crate::source::yaml::reader::clip;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::ops::Range;

/// So many faults of raw HTML are reported in one text: a page pasted whole has the same one a hundred times.
const MAX_FAULTS: usize = 40;

/// What the tokenizer found.
#[derive(Debug)]
pub(crate) enum Found {
    Start {
        name: String,
        attributes: Vec<(String, String)>,
        self_closing: bool,
    },
    End {
        name: String,
    },
    Text(StrTendril),
    Comment,
    /// The text ends within a tag or comment.
    Unfinished,
}

#[derive(Default)]
struct Collector(RefCell<Vec<Found>>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut then = TokenSinkResult::Continue;
        let found = match token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => Some(Found::End { name: tag.name.to_string() }),
            Token::TagToken(tag) => {
                // Until their closing tag, these hold text and no tags.
                then = match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
                let attributes = tag.attrs.iter();
                let attributes = attributes.map(|a| (a.name.local.to_string(), a.value.to_string()));
                Some(Found::Start {
                    name: tag.name.to_string(),
                    attributes: attributes.collect(),
                    self_closing: tag.self_closing,
                })
            }
            Token::CharacterTokens(text) => Some(Found::Text(text)),
            Token::CommentToken(_) => Some(Found::Comment),
            Token::ParseError(error) if error.contains("EOF") => Some(Found::Unfinished),
            _ => None,
        };
        if let Some(found) = found {
            self.0.borrow_mut().push(found);
        }
        then
    }
}

pub(crate) fn tokens(html: &str) -> Vec<Found> {
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The collector never stops the tokenizer, so one call reads everything.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// The place of the next `<name` or `</name` in a block, for messages.
fn tag_place(text: &str, from: &mut usize, block: &Range<usize>, opening: &str, name: &str) -> Range<usize> {
    let found = text.get(*from..block.end).and_then(|rest| {
        rest.match_indices(opening).map(|(at, _)| at).find(|at| {
            let after = rest.get(at + opening.len()..).unwrap_or_default();
            after.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
        })
    });
    let Some(at) = found else { return block.clone() };
    let start = *from + at;
    let rest = text.get(start..block.end).unwrap_or_default();
    let end = start
        + rest.find(['>', '\n']).map_or(rest.len(), |at| at + usize::from(rest.as_bytes().get(at) == Some(&b'>')));
    *from = start + opening.len() + name.len();
    start..end
}

impl Writer<'_> {
    /// A stretch of raw HTML at a place: a whole block, or one tag in a paragraph.
    pub(super) fn raw(&mut self, html: &str, at: Range<usize>) {
        let mut from = at.start;
        for found in tokens(html) {
            match found {
                Found::Text(text) if self.suppressed == 0 => {
                    if !text.trim_ascii().is_empty() {
                        self.make_room(false, &at);
                    }
                    self.text(&text, at.clone());
                }
                Found::Text(_) => {}
                Found::Start { name, attributes, self_closing } => {
                    let place = tag_place(self.parsed, &mut from, &at, "<", &name);
                    self.start_raw(&name, attributes, self_closing, place);
                }
                Found::End { name } => {
                    let place = tag_place(self.parsed, &mut from, &at, "</", &name);
                    self.end_tag(&name, place);
                }
                Found::Comment => {
                    // A tag in a comment is not the one that comes after it.
                    let rest = self.parsed.get(from..at.end).unwrap_or_default();
                    from += rest.find("-->").map_or(0, |n| n + 3);
                }
                Found::Unfinished => self.html_fault(
                    &codes::HTML_UNBALANCED,
                    from..at.end,
                    "a tag or comment is begun here and never finished".to_owned(),
                    "finish it with >, or a comment with -->; write &lt; for a < that is none".to_owned(),
                ),
            }
        }
    }

    /// Raw elements that take their content with them do so no further than their block.
    pub(super) fn end_raw_block(&mut self) {
        while self.suppressed > 0 && self.stack.last().is_some_and(|open| open.raw.is_some()) {
            self.close_unclosed();
        }
    }

    fn end_tag(&mut self, name: &str, at: Range<usize>) {
        let name = match elements::verdict(name) {
            Verdict::Kept(element) if element.content == Content::Void => return,
            Verdict::Kept(element) => element.name,
            Verdict::Forbidden(_, Inside::Nothing) => return,
            Verdict::Forbidden(name, _) | Verdict::Unused(name, _) => name,
            Verdict::Unknown => return self.unknown_tag(at),
        };
        self.end_raw(name, at);
    }

    /// "Dear <name>" is no mistake in HTML, it is a text whose author did not think of HTML.
    fn unknown_tag(&mut self, at: Range<usize>) {
        if self.suppressed == 0 {
            let written = self.parsed.get(at.clone()).unwrap_or_default();
            self.text(written, at);
        }
    }

    fn start_raw(&mut self, name: &str, attributes: Vec<(String, String)>, self_closing: bool, at: Range<usize>) {
        if self.suppressed > 0 {
            return;
        }
        let element = match elements::verdict(name) {
            Verdict::Kept(element) => element,
            Verdict::Forbidden(name, inside) => {
                let message = format!("<{name}> is not allowed on a page");
                let help = forbidden_help(name).to_owned();
                self.html_fault(&codes::HTML_FORBIDDEN, at.clone(), message, help);
                if inside != Inside::Nothing && !self_closing {
                    self.open_left_out(name, at, inside == Inside::Dropped);
                }
                return;
            }
            Verdict::Unused(name, instead) => {
                let message = format!("<{name}> is not used on pages and is left out");
                self.html_fault(&codes::HTML_UNKNOWN, at.clone(), message, instead.to_owned());
                if !self_closing {
                    self.open_left_out(name, at, false);
                }
                return;
            }
            Verdict::Unknown => {
                self.html_fault(
                    &codes::HTML_UNKNOWN,
                    at.clone(),
                    format!("<{}> is not an HTML tag and is shown as it is written", clip(name)),
                    "delete it; if it is meant as text, write &lt; instead of <".to_owned(),
                );
                return self.unknown_tag(at);
            }
        };
        self.flush_run();
        let leave_out = match self.attributes(element, attributes, &at) {
            None => true,
            Some(_) if !self.fits(element, &at) => {
                let message = format!("<{}> cannot stand here and is left out", element.name);
                let help = misplaced_help(element).to_owned();
                self.html_fault(&codes::HTML_MISPLACED, at.clone(), message, help);
                true
            }
            Some(written) if element.name == "a" && self.links > 0 && written.address("href").is_some() => {
                let message = "a link cannot stand in a link".to_owned();
                let help = "end the first link before the second begins".to_owned();
                self.html_fault(&codes::HTML_MISPLACED, at.clone(), message, help);
                true
            }
            Some(written) => {
                self.write_tag(element, written, &at, self_closing);
                false
            }
        };
        if leave_out && element.content != Content::Void && !self_closing {
            self.open_left_out(element.name, at, false);
        }
    }

    fn open_left_out(&mut self, name: &'static str, at: Range<usize>, suppresses: bool) {
        self.flush_run();
        if self.stack.len() <= super::stack::MAX_DEPTH * 10 {
            self.open(Open::hidden(name, at, suppresses));
        }
    }

    /// Sorts a tag's attributes; none where one of them is forbidden.
    fn attributes(
        &mut self,
        element: &'static Element,
        attributes: Vec<(String, String)>,
        at: &Range<usize>,
    ) -> Option<Written> {
        let mut written = Written::default();
        for (name, value) in attributes {
            match elements::attribute(element, &name) {
                AttributeVerdict::Silent => {}
                AttributeVerdict::Kept if name == "alt" && element.name == "img" => {
                    written.alt = Some(value);
                }
                AttributeVerdict::Kept if name == "id" && !self.ids.claim(&value) => {}
                AttributeVerdict::Kept => push_attribute(&mut written.html, &name, &value),
                AttributeVerdict::Address => {
                    let address = elements::clean_address(&value);
                    if name != "href" && elements::is_off_site(&address) {
                        let message = format!("<{}> would load something from elsewhere", element.name);
                        let help = "copy the file to media/ and name it relative to this file".to_owned();
                        self.html_fault(&codes::HTML_FORBIDDEN, at.clone(), message, help);
                        return None;
                    }
                    let name = if name == "href" {
                        "href"
                    } else if name == "src" {
                        "src"
                    } else {
                        "poster"
                    };
                    written.addresses.push((name, address));
                }
                AttributeVerdict::Forbidden => {
                    let message = format!("the attribute {} is not allowed on a page", clip(&name));
                    let help = match name.as_str() {
                        "style" => "the theme sets the look; use class= and add the class to the theme's stylesheet",
                        _ => "take it away, or use Markdown",
                    };
                    self.html_fault(&codes::HTML_FORBIDDEN, at.clone(), message, help.to_owned());
                    return None;
                }
                AttributeVerdict::Unused => {
                    let message =
                        format!("{} is not an attribute that <{}> has here; it is left out", clip(&name), element.name);
                    let help = "take it away; the theme sets the look".to_owned();
                    self.html_fault(&codes::HTML_UNKNOWN, at.clone(), message, help);
                }
            }
        }
        Some(written)
    }

    fn write_tag(&mut self, element: &'static Element, written: Written, at: &Range<usize>, self_closing: bool) {
        self.begin_content();
        if element.name == "img" {
            let Some(target) = written.address("src").map(ToOwned::to_owned) else {
                let help = "add src= with the picture's file, or use ![words](picture.jpg)".to_owned();
                return self.html_fault(&codes::HTML_MISPLACED, at.clone(), "<img> names no picture".to_owned(), help);
            };
            let decorative = written.alt.as_deref() == Some("");
            let alt = written.alt.unwrap_or_default();
            let span = self.places.span(self.words_in(at, &target));
            let kind = ReferenceKind::Image { alt, decorative, attributes: written.html };
            let index = self.refer(Reference { kind, target, span });
            return self.sink.hole(Stretch::Image(index));
        }
        let mut open = Open::raw(element, at.clone());
        if let Some(target) = written.address("href").map(ToOwned::to_owned) {
            let span = self.places.span(self.words_in(at, &target));
            let kind = ReferenceKind::Link { title: String::new(), attributes: written.html };
            let index = self.refer(Reference { kind, target, span });
            self.sink.hole(Stretch::LinkStart(index));
            (open.link, open.is_link) = (Some(index), true);
        } else {
            self.sink.text.push('<');
            self.sink.text.push_str(output_name(element.name));
            for (name, target) in written.addresses {
                let span = self.places.span(self.words_in(at, &target));
                let index = self.refer(Reference { kind: ReferenceKind::File, target, span });
                self.sink.text.push(' ');
                self.sink.text.push_str(name);
                self.sink.text.push_str("=\"");
                self.sink.hole(Stretch::Address(index));
                self.sink.text.push('"');
            }
            self.sink.text.push_str(&written.html);
            self.sink.text.push('>');
        }
        if element.content != Content::Void {
            self.open(open);
            if self_closing {
                self.close_top();
            }
        }
    }

    /// Where an attribute's value stands within its tag.
    fn words_in(&self, at: &Range<usize>, words: &str) -> Range<usize> {
        let tag = self.parsed.get(at.clone()).unwrap_or_default();
        match tag.find(words).filter(|_| !words.is_empty()) {
            Some(n) => at.start + n..at.start + n + words.len(),
            None => at.clone(),
        }
    }

    /// Reports a fault of raw HTML.
    pub(super) fn html_fault(&mut self, code: &'static Code, at: Range<usize>, message: String, help: String) {
        self.html_faults += 1;
        if self.html_faults <= MAX_FAULTS {
            let fault = code.at(self.places.span(at), message).help(help);
            self.faults.push(fault);
        }
    }
}

/// A tag's attributes, sorted.
#[derive(Debug, Default)]
struct Written {
    /// What is written as it is, escaped, each with a space before it.
    html: String,
    /// What leads to pages and files.
    addresses: Vec<(&'static str, String)>,
    alt: Option<String>,
}

impl Written {
    fn address(&self, name: &str) -> Option<&str> {
        self.addresses.iter().find(|(n, value)| *n == name && !value.is_empty()).map(|(_, v)| v.as_str())
    }
}

/// Adds an attribute, with a space before it.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::attribute_into(value, out);
    out.push('"');
}

fn forbidden_help(name: &str) -> &'static str {
    match name {
        "script" => "take it away: pages need no scripts of their own",
        "style" => "take it away: the theme sets the look",
        "iframe" | "frame" | "embed" | "object" => "use a link: [Watch the video](https://www.example.com/)",
        "form" | "input" | "button" | "select" | "textarea" | "label" | "fieldset" => {
            "make a form in content/forms/ and link to it"
        }
        "svg" | "canvas" | "math" => "save the drawing as a picture in media/ and use ![words](picture.svg)",
        _ => "take it away, or use Markdown",
    }
}

fn misplaced_help(element: &Element) -> &'static str {
    match element.spot {
        super::elements::Spot::In(_) => "it belongs in a list, table or other element of its own kind",
        _ => "put it on a line of its own, with an empty line before and after",
    }
}
