//! From pulldown-cmark's events to a [`Body`]: our own writer, because headings need ids, tables classes instead of styles,
//! footnotes a list at the end, and links, pictures, facts and prose are holes that the renderer fills.
//!
//! 1. Text gathers in a run; a run of prose becomes a part of its own, in which glossary terms may be marked.
//! 2. Elements stand on one stack with those of raw HTML ([`super::stack`]).
//! 3. Headings and footnotes are written into a sink of their own and put in place when they end.

use super::elements::Content;
use super::footnotes::Footnotes;
use super::places::{Places, destination};
use super::sink::Sink;
use super::stack::{MAX_DEPTH, Open};
use super::{Body, Heading, Place, Reference, ReferenceKind, Stretch, find_fact};
use crate::diagnostics::{Diagnostic, codes};
use crate::render::escape;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

/// Ids that are taken in one text.
#[derive(Debug, Default)]
pub(super) struct Ids(HashSet<String>);

impl Ids {
    /// Takes an id; false where it is taken already, or cannot be one.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        !id.is_empty() && !id.contains(char::is_whitespace) && self.0.insert(id.to_owned())
    }

    /// The id, or the id with the first free number, as GitHub numbers headings.
    fn unique(&mut self, id: String) -> String {
        if self.claim(&id) {
            return id;
        }
        let mut number = 1;
        loop {
            let numbered = format!("{id}-{number}");
            if self.claim(&numbered) {
                return numbered;
            }
            number += 1;
        }
    }
}

/// A heading's id as GitHub makes it, so that a link to it works there and here: lower case; letters, digits, marks, `-` and
/// `_` stay; each space is a hyphen; all else goes.
fn heading_slug(title: &str) -> String {
    if title.is_ascii() {
        let mut slug = title.to_ascii_lowercase();
        slug.retain(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        return slug.replace(' ', "-");
    }
    let keep = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') || unicode_normalization::char::is_combining_mark(c) => {
            Some(c)
        }
        _ => None,
    };
    title.to_lowercase().chars().filter_map(keep).collect()
}

/// A heading or footnote that is being written, and what it interrupted.
enum Apart {
    Heading { level: u8, id: Option<String>, outer: Sink, title: String },
    Footnote { note: usize, outer: Sink },
}

/// Writes one text.
pub(super) struct Writer<'a> {
    /// The text that is parsed.
    pub(super) parsed: &'a str,
    /// From offsets to places.
    pub(super) places: Places<'a>,
    /// Where faults go.
    pub(super) faults: &'a mut Vec<Diagnostic>,
    /// What is written.
    pub(super) sink: Sink,
    /// An empty sink, whose room serves the next heading.
    spare: Sink,
    /// Open elements.
    pub(super) stack: Vec<Open>,
    /// In how many open elements glossary terms are not marked.
    pub(super) plain: usize,
    /// How many open elements are links.
    pub(super) links: usize,
    /// In how many open elements everything is left out.
    pub(super) suppressed: usize,
    /// What the whole text may hold.
    pub(super) root: Content,
    /// Raw tags that were closed for their author: their closing tags are no second fault.
    pub(super) forgiven: Vec<&'static str>,
    /// How many faults of raw HTML there were.
    pub(super) html_faults: usize,
    /// Ids in the text.
    pub(super) ids: Ids,
    run: String,
    references: Vec<Reference>,
    headings: Vec<Heading>,
    words: usize,
    footnotes: Footnotes,
    apart: Vec<Apart>,
    /// Events before this offset have been dealt with: the words that make a quotation a crisis box.
    skip: usize,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// A picture whose alternative text is being gathered.
    image: Option<(Reference, String, String)>,
    html_block: Option<(String, Range<usize>)>,
    /// Where the last paragraph began in the sink, to take it back if nothing comes into it.
    paragraph: Option<(usize, usize)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, place: Place<'a>, root: Content, faults: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            parsed: text,
            places: Places::new(text, place, 0),
            faults,
            sink: Sink::default(),
            spare: Sink::default(),
            stack: Vec::new(),
            plain: 0,
            links: 0,
            suppressed: 0,
            root,
            forgiven: Vec::new(),
            html_faults: 0,
            ids: Ids::default(),
            run: String::new(),
            references: Vec::new(),
            headings: Vec::new(),
            words: 0,
            footnotes: Footnotes::default(),
            apart: Vec::new(),
            skip: 0,
            columns: Vec::new(),
            column: 0,
            in_head: false,
            image: None,
            html_block: None,
            paragraph: None,
        }
    }

    /// Whether only words are wanted: a label.
    fn inline(&self) -> bool {
        self.root == Content::Phrasing
    }

    /// Parses and writes.
    pub(super) fn run(mut self) -> Body {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        let text = self.parsed;
        // A label's "1. First" or "# 5" is what it says, not a list or a heading; only the words in it are Markdown.
        if self.inline() && starts_a_block(text) {
            self.inline_lines(text);
        } else {
            for (event, range) in TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter()) {
                self.event(event, range);
            }
        }
        while !self.stack.is_empty() {
            self.end();
        }
        self.flush_run();
        let space = match self.places.is_document() {
            true => String::new(),
            false => format!("-{}", self.places.start()),
        };
        let footnotes = std::mem::take(&mut self.footnotes);
        footnotes.finish(&mut self.sink, &space);
        self.headings.shrink_to_fit();
        self.references.shrink_to_fit();
        Body { headings: self.headings, references: self.references, words: self.words, ..self.sink.into_body() }
    }

    /// A label that begins like a block: what stands before its first word is text.
    fn inline_lines(&mut self, text: &'a str) {
        let rest = text.trim_start_matches(|c: char| !c.is_alphabetic() && c != '[' && c != '`' && c != '{');
        let cut = text.len() - rest.len();
        self.text(text.get(..cut).unwrap_or_default(), 0..cut);
        let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION;
        for (event, range) in TextMergeWithOffset::new(Parser::new_ext(rest, options).into_offset_iter()) {
            self.event(event, range.start + cut..range.end + cut);
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some((_, alt, _)) = &mut self.image {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::End(TagEnd::Image) => self.end_image(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) => {
                if let Some((html, _)) = &mut self.html_block {
                    html.push_str(&text);
                } else if range.end > self.skip {
                    let skipped = self.skip.saturating_sub(range.start).min(text.len());
                    self.text(
                        text.get(skipped..).unwrap_or_default().trim_start_matches(if skipped > 0 {
                            ' '
                        } else {
                            '\0'
                        }),
                        range,
                    );
                }
            }
            Event::Code(text) => self.around("<code>", &text, "</code>"),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::Html(html) => match &mut self.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, range),
            },
            Event::InlineHtml(html) => self.raw(&html, range),
            Event::FootnoteReference(label) => {
                if self.suppressed == 0 {
                    self.flush_run();
                    let note = self.footnotes.note(&label);
                    self.sink.mark(note, self.links > 0);
                }
            }
            Event::SoftBreak if range.start <= self.skip && self.skip > 0 => self.skip = 0,
            Event::SoftBreak => self.run.push('\n'),
            Event::HardBreak => self.html("<br>\n"),
            Event::Rule => {
                self.make_room(true, &range);
                self.html("<hr>\n");
            }
            // A box that nobody can tick says less than the word: checked items read as done.
            Event::TaskListMarker(done) => {
                self.html(if done {
                    "<span class=\"task task-done\" role=\"img\" aria-label=\""
                } else {
                    "<span class=\"task\" role=\"img\" aria-label=\""
                });
                self.sink.word(if done { "task-done" } else { "task-open" });
                self.html("\"></span> ");
            }
        }
    }

    /// Finished HTML, after the text before it.
    fn html(&mut self, html: &str) {
        self.flush_run();
        if self.suppressed == 0 {
            self.sink.text.push_str(html);
        }
    }

    fn around(&mut self, open: &str, text: &str, close: &str) {
        if self.suppressed > 0 {
            return;
        }
        if let Some(Apart::Heading { title, .. }) = self.apart.last_mut() {
            title.push_str(text);
        }
        self.words += text.split_whitespace().count();
        self.flush_run();
        self.sink.text.push_str(open);
        escape::text_into(text, &mut self.sink.text);
        self.sink.text.push_str(close);
    }

    /// Text with the facts in it.
    pub(super) fn text(&mut self, text: &str, at: Range<usize>) {
        if self.suppressed > 0 {
            return;
        }
        if let Some(Apart::Heading { title, .. }) = self.apart.last_mut() {
            title.push_str(text);
        }
        self.words += words(text);
        let mut rest = text;
        let mut written = at.clone();
        while let Some((range, path)) = find_fact(rest) {
            self.run.push_str(rest.get(..range.start).unwrap_or_default());
            self.flush_run();
            let place = self.fact_in(&mut written, path).unwrap_or_else(|| self.within(&at, path));
            let span = self.places.span(place);
            let index = self.refer(Reference { kind: ReferenceKind::Fact, target: path.to_owned(), span });
            self.sink.hole(Stretch::Fact(index));
            rest = rest.get(range.end..).unwrap_or_default();
        }
        self.run.push_str(rest);
    }

    /// Where the next fact of this path stands: its path, or all of it where the path is empty. `written` is what has not
    /// been looked through.
    fn fact_in(&self, written: &mut Range<usize>, path: &str) -> Option<Range<usize>> {
        let text = self.parsed.get(written.clone())?;
        let (range, found) = find_fact(text)?;
        let start = written.start;
        written.start += range.end;
        if found != path {
            return None;
        }
        let name = text.get(range.clone())?.rfind(path).filter(|_| !path.is_empty());
        Some(match name {
            Some(n) => start + range.start + n..start + range.start + n + path.len(),
            None => start + range.start..start + range.end,
        })
    }

    /// Where words stand within a range of the text; the whole range where they are written otherwise.
    fn within(&self, at: &Range<usize>, words: &str) -> Range<usize> {
        let written = self.parsed.get(at.clone()).unwrap_or_default();
        match written.find(words).filter(|_| !words.is_empty()) {
            Some(n) => at.start + n..at.start + n + words.len(),
            None => at.clone(),
        }
    }

    /// Writes the run of text gathered so far.
    pub(super) fn flush_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        if self.plain > 0 || self.run.len() < 3 {
            escape::text_into(&self.run, &mut self.sink.text);
        } else {
            self.sink.prose(&self.run);
        }
        self.run.clear();
    }

    /// Before a raw element's tag.
    pub(super) fn begin_content(&mut self) {
        self.flush_run();
    }

    /// Adds a reference.
    pub(super) fn refer(&mut self, reference: Reference) -> u32 {
        let index = u32::try_from(self.references.len()).unwrap_or(u32::MAX);
        self.references.push(reference);
        index
    }

    /// Opens an element of Markdown's with the tags that are written around it.
    fn element(&mut self, tag: &str, close: &'static str, content: Content, plain: bool) {
        self.flush_run();
        // Deeper than this nobody reads; what is inside still stands there.
        if self.stack.len() >= MAX_DEPTH || self.suppressed > 0 {
            self.open(Open { plain, ..Open::markdown("", content) });
            return;
        }
        self.sink.text.push_str(tag);
        self.open(Open { plain, ..Open::markdown(close, content) });
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if self.parsed.get(range.clone()).is_some_and(|t| t.starts_with(":::")) {
                    self.fence(&range);
                }
                self.paragraph(&range);
            }
            Tag::Heading { level, id, .. } => self.heading(level, id.map(|id| id.to_string()), &range),
            Tag::BlockQuote(kind) => self.quote(kind, &range),
            Tag::CodeBlock(kind) => {
                self.make_room(true, &range);
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let mut open = String::from("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    open.push_str(" class=\"language-");
                    escape::attribute_into(&language, &mut open);
                    open.push('"');
                }
                open.push('>');
                self.element(&open, "</code></pre>\n", Content::Phrasing, true);
            }
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::List(first) => {
                self.make_room(true, &range);
                let open = match first {
                    None => "<ul>\n".to_owned(),
                    Some(1) => "<ol>\n".to_owned(),
                    Some(n) => format!("<ol start=\"{n}\">\n"),
                };
                self.element(&open, if first.is_some() { "</ol>\n" } else { "</ul>\n" }, Content::Children, false);
            }
            Tag::Item => self.element("<li>", "</li>\n", Content::Flow, false),
            Tag::FootnoteDefinition(label) => {
                self.flush_run();
                let note = self.footnotes.note(&label);
                let outer = std::mem::take(&mut self.sink);
                self.apart.push(Apart::Footnote { note, outer });
                self.open(Open::markdown("", Content::Flow));
            }
            Tag::DefinitionList => {
                self.make_room(true, &range);
                if self.parsed.get(range.clone()).is_some_and(|t| t.lines().any(|l| l.trim_start().starts_with(":::")))
                {
                    self.fence(&range);
                }
                self.element("<dl>\n", "</dl>\n", Content::Children, false);
            }
            Tag::DefinitionListTitle => self.element("<dt>", "</dt>\n", Content::Phrasing, true),
            Tag::DefinitionListDefinition => self.element("<dd>", "</dd>\n", Content::Flow, false),
            Tag::Table(columns) => {
                self.make_room(true, &range);
                self.columns = columns;
                // A wide table scrolls by itself, so the keyboard must reach it.
                self.element(
                    "<div class=\"table-holder\" tabindex=\"0\"><table>\n",
                    "</tbody></table></div>\n",
                    Content::Children,
                    false,
                );
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.element("<thead><tr>", "</tr></thead><tbody>\n", Content::Children, false);
            }
            Tag::TableRow => {
                (self.in_head, self.column) = (false, 0);
                self.element("<tr>", "</tr>\n", Content::Children, false);
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.element("<em>", "</em>", Content::Phrasing, false),
            Tag::Strong => self.element("<strong>", "</strong>", Content::Phrasing, false),
            Tag::Strikethrough => self.element("<del>", "</del>", Content::Phrasing, false),
            Tag::Superscript => self.element("<sup>", "</sup>", Content::Phrasing, false),
            Tag::Subscript => self.element("<sub>", "</sub>", Content::Phrasing, false),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => {
                let span = self.places.span(destination(self.parsed, range, &dest_url));
                let kind = ReferenceKind::Image { alt: String::new(), decorative: false, attributes: String::new() };
                self.image =
                    Some((Reference { kind, target: dest_url.to_string(), span }, String::new(), title.to_string()));
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        if self.inline() {
            // A label of several paragraphs is still one run of words.
            if !self.sink.stretches.is_empty() || !self.sink.text.is_empty() {
                self.html("<br>\n");
            }
            self.open(Open::markdown("", Content::Phrasing));
            return;
        }
        self.make_room(true, range);
        self.flush_run();
        self.paragraph = Some((self.sink.stretches.len(), self.sink.text.len()));
        self.element("<p>", "</p>\n", Content::Phrasing, false);
        if let Some(open) = self.stack.last_mut() {
            open.paragraph = true;
        }
    }

    fn end_paragraph(&mut self) {
        self.flush_run();
        let begun = self.paragraph.take();
        let empty = begun.is_some_and(|(stretches, at)| {
            self.sink.stretches.len() == stretches && self.sink.text.get(at..).is_some_and(|t| t.trim() == "<p>")
        });
        self.end();
        if let (true, Some((_, at))) = (empty, begun) {
            self.sink.text.truncate(at);
        }
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<String>, range: &Range<usize>) {
        if self.inline() {
            self.open(Open::markdown("", Content::Phrasing));
            return;
        }
        self.make_room(true, range);
        self.flush_run();
        let outer = std::mem::replace(&mut self.sink, std::mem::take(&mut self.spare));
        // The page's title is its only first-level heading.
        let level = (level as u8).max(2);
        self.apart.push(Apart::Heading { level, id, outer, title: String::new() });
        self.open(Open { plain: true, ..Open::markdown("", Content::Phrasing) });
    }

    fn end_heading(&mut self) {
        if self.inline() {
            return self.end();
        }
        self.flush_run();
        self.end();
        let Some(Apart::Heading { level, id, outer, title }) = self.apart.pop() else { return };
        let mut inner = std::mem::replace(&mut self.sink, outer);
        let mut words = title.split_whitespace();
        let mut title = words.next().unwrap_or_default().to_owned();
        for word in words {
            title.push(' ');
            title.push_str(word);
        }
        let made = heading_slug(&title);
        let wanted = id.filter(|id| !id.is_empty() && !id.contains(char::is_whitespace));
        let made = if made.is_empty() { "section".to_owned() } else { made };
        // Several texts of one YAML file come onto one page, each of which knows only its own ids.
        let made = match self.places.is_document() {
            true => made,
            false => format!("{made}-{}", self.places.start()),
        };
        let id = self.ids.unique(wanted.unwrap_or(made));
        let _ = write!(self.sink.text, "<h{level} id=\"");
        escape::attribute_into(&id, &mut self.sink.text);
        self.sink.text.push_str("\">");
        self.sink.append(&mut inner);
        self.spare = inner;
        let _ = writeln!(self.sink.text, "</h{level}>");
        self.headings.push(Heading { id, level, title });
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        self.make_room(true, range);
        let written = self.parsed.get(range.clone()).unwrap_or_default();
        let inner = written.trim_start_matches(['>', ' ', '\t']);
        let marker = "[!crisis]";
        let crisis = inner.get(..marker.len()).is_some_and(|m| m.eq_ignore_ascii_case(marker));
        let (class, key) = match kind {
            _ if crisis => ("crisis", "alert-crisis"),
            Some(BlockQuoteKind::Note) => ("note", "alert-note"),
            Some(BlockQuoteKind::Tip) => ("tip", "alert-tip"),
            Some(BlockQuoteKind::Important) => ("important", "alert-important"),
            Some(BlockQuoteKind::Warning) => ("warning", "alert-warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "alert-caution"),
            None => return self.element("<blockquote>\n", "</blockquote>\n", Content::Flow, false),
        };
        if crisis {
            self.skip = range.start + (written.len() - inner.len()) + marker.len();
        }
        self.element(&format!("<div class=\"alert alert-{class}\" role=\"note\">\n"), "</div>\n", Content::Flow, false);
        if self.suppressed == 0 {
            self.sink.text.push_str("<p class=\"alert-title\">");
            self.sink.word(key);
            self.sink.text.push_str("</p>\n");
        }
    }

    fn cell(&mut self) {
        let align = self.columns.get(self.column);
        self.column += 1;
        let (tag, close) = match (self.in_head, align) {
            (true, Some(Alignment::Center)) => ("<th scope=\"col\" class=\"align-center\">", "</th>"),
            (true, Some(Alignment::Right)) => ("<th scope=\"col\" class=\"align-right\">", "</th>"),
            (true, _) => ("<th scope=\"col\">", "</th>"),
            (false, Some(Alignment::Center)) => ("<td class=\"align-center\">", "</td>"),
            (false, Some(Alignment::Right)) => ("<td class=\"align-right\">", "</td>"),
            (false, _) => ("<td>", "</td>"),
        };
        self.element(tag, close, Content::Phrasing, self.in_head);
    }

    /// The corner above a column of row names is empty: a header that says nothing is no header.
    fn end_cell(&mut self) {
        self.flush_run();
        let gathered = if self.in_head { self.sink.html() } else { "" };
        let tag = gathered.rfind("<th scope=\"col\"").and_then(|at| gathered.get(at..));
        let tag = tag.filter(|tag| tag.find('>') == Some(tag.len() - 1)).map(str::len);
        if let Some(tag) = tag
            && let Some(cell) = self.stack.last_mut()
        {
            self.sink.text.truncate(self.sink.text.len() - tag);
            self.sink.text.push_str("<td>");
            cell.close = "</td>";
        }
        self.end();
    }

    fn link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        self.flush_run();
        if self.suppressed > 0 || self.links > 0 {
            self.open(Open::markdown("", Content::Phrasing));
            return;
        }
        let target = match link_type {
            LinkType::Email if !target.starts_with("mailto:") => format!("mailto:{target}"),
            _ => target.to_owned(),
        };
        let span = self.places.span(destination(self.parsed, range, &target));
        let kind = ReferenceKind::Link { title: title.to_owned(), attributes: String::new() };
        let index = self.refer(Reference { kind, target, span });
        self.sink.hole(Stretch::LinkStart(index));
        self.open(Open { plain: true, link: Some(index), is_link: true, ..Open::markdown("", Content::Phrasing) });
    }

    fn end_image(&mut self) {
        let Some((mut reference, words, title)) = self.image.take() else { return };
        if self.suppressed > 0 {
            return;
        }
        let attributes = if title.is_empty() {
            String::new()
        } else {
            let mut written = String::new();
            super::html_check::push_attribute(&mut written, "title", &title);
            written
        };
        reference.kind = ReferenceKind::Image { alt: words, decorative: false, attributes };
        self.flush_run();
        let index = self.refer(reference);
        self.sink.hole(Stretch::Image(index));
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::HtmlBlock => {
                if let Some((html, range)) = self.html_block.take() {
                    self.raw(&html, range);
                    self.end_raw_block();
                    self.html("\n");
                }
            }
            TagEnd::FootnoteDefinition => {
                self.end();
                if let Some(Apart::Footnote { note, outer }) = self.apart.pop() {
                    let text = std::mem::replace(&mut self.sink, outer);
                    self.footnotes.define(note, text);
                }
            }
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
            TagEnd::TableCell => self.end_cell(),
            _ => self.end(),
        }
    }

    /// `:::` begins a block in other programs; here it would come out as part of the text.
    fn fence(&mut self, range: &Range<usize>) {
        let start = self.parsed.get(range.clone()).and_then(|t| t.find(":::")).map_or(range.start, |n| range.start + n);
        self.faults.push(
            codes::MARKDOWN_FENCE
                .at(self.places.span(start..start + 3), "blocks that begin with ::: are not used here")
                .help("for a box, begin its lines with \"> [!NOTE]\" and \"> \"; [!CRISIS] makes the crisis box"),
        );
    }
}

/// Words of prose; of scripts without spaces every two characters count as one.
fn words(text: &str) -> usize {
    let space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r');
    let bytes = text.as_bytes();
    let first = usize::from(bytes.first().is_some_and(|byte| !space(*byte)));
    // In stretches whose count fits a byte: so many are looked at in one step.
    let begun = |(before, here): (&[u8], &[u8])| -> usize {
        usize::from(before.iter().zip(here).map(|(b, h)| u8::from(space(*b) & !space(*h))).sum::<u8>())
    };
    let after = bytes.get(1..).unwrap_or_default();
    let words = first + bytes.chunks(240).zip(after.chunks(240)).map(begun).sum::<usize>();
    // Only these bytes begin characters of the scripts that are written without spaces.
    let highest = bytes.iter().fold(0, |highest: u8, byte| highest.max(*byte));
    if highest < 0xe0 || !bytes.iter().any(|byte| matches!(byte, 0xe0 | 0xe3..=0xe9)) {
        return words;
    }
    let dense =
        text.chars().filter(|c| matches!(u32::from(*c), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF)).count();
    words + dense / 2
}

/// Whether a label would be read as a list, heading, quotation or code.
fn starts_a_block(text: &str) -> bool {
    let trimmed = text.trim_start();
    let digits = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < trimmed.len() && digits.starts_with(['.', ')']);
    numbered
        || text.starts_with("    ")
        || trimmed.starts_with(['#', '>', '-', '+', '*', '~', '=', '|', ':'])
            && !trimmed.starts_with("**")
            && !is_emphasis(trimmed)
}

/// `*word*` begins with emphasis, `* word` with a list.
fn is_emphasis(text: &str) -> bool {
    text.strip_prefix('*').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_counted_whatever_their_length() {
        for unit in ["a", " ", "word ", "\tlonger\n", "é ", "a\u{a0}b ", "don’t "] {
            for count in [0, 1, 2, 39, 40, 47, 48, 49, 239, 240, 241, 500] {
                let text = unit.repeat(count);
                assert_eq!(words(&text), text.split_ascii_whitespace().count(), "{count} times {unit:?}");
            }
        }
        assert_eq!(words("心の健康 and ก"), 3 + 5 / 2);
    }
}
