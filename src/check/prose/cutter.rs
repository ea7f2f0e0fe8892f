//! Cuts a file's YAML and Markdown into blocks of plain text.

use super::{Block, GAP, Host, Piece, Role};
use crate::source::markdown::find_fact;
use crate::source::yaml::overlay::is_word_key;
use crate::source::yaml::{Node, Value};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a value stands under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Under<'k> {
    pub(super) key: &'k str,
    pub(super) role: Role,
    pub(super) staff: bool,
}

impl Default for Under<'_> {
    fn default() -> Self {
        Self { key: "", role: Role::Paragraph, staff: false }
    }
}

/// Keys with words that are no keys of a translation's.
const FRONT: &[&str] = &["summary", "key_points", "image_alt", "line", "emergency"];

/// What the words under a key are; none for what holds no words.
fn role_of(key: &str) -> Option<Role> {
    Some(match key {
        "title" => Role::Title,
        "summary" | "tagline" | "purpose" => Role::Summary,
        "question" => Role::Heading,
        "term" => Role::Term,
        "key_points" | "short" | "bring" => Role::Item,
        "label" | "options" | "items" | "columns" | "low" | "high" | "unit" | "service" | "specialties"
        | "modalities" | "role" | "ages" | "also" => Role::Label,
        "name" | "legal_name" | "street" | "in_network" | "credentials" | "education" | "line_name" | "pronouns" => {
            Role::Name
        }
        "references" | "source" | "licence" => Role::Reference,
        "image_alt" | "photo_alt" | "logo_alt" => Role::Alt,
        "line" | "emergency" => return None,
        _ if is_word_key(key) || FRONT.contains(&key) => Role::Paragraph,
        _ => return None,
    })
}

pub(super) struct Cutter<'a> {
    pub(super) facts: Option<&'a BTreeMap<String, String>>,
    pub(super) blocks: Vec<Block>,
    pub(super) hosts: Vec<Host>,
    pub(super) has_crisis_box: bool,
}

impl Cutter<'_> {
    /// The words of a tree, by their keys.
    pub(super) fn yaml(&mut self, node: &Node, under: &Under<'_>) {
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    // How the site is checked and published is nobody's reading.
                    if matches!(entry.key.as_str(), "check" | "publish" | "look" | "navigation" | "translates") {
                        continue;
                    }
                    let staff = under.staff || matches!(entry.key.as_str(), "office_use" | "scoring");
                    let role = role_of(&entry.key);
                    let is_tree = !matches!(entry.value.value, Value::Scalar { .. });
                    if let Some(role) = role {
                        self.yaml(&entry.value, &Under { key: &entry.key, role, staff });
                    } else if is_tree {
                        self.yaml(&entry.value, &Under { key: "", role: Role::Paragraph, staff });
                    }
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.yaml(item, under)),
            Value::Scalar { text, .. } if !under.key.is_empty() && !text.trim().is_empty() => {
                let range = node.span.start as usize..node.span.end as usize;
                self.markdown(Some(text.clone()), range, text, *under);
            }
            Value::Scalar { .. } => {}
        }
    }

    /// The blocks of a Markdown text. Other keys than texts hold a single run, and mostly no Markdown: it does no harm there.
    pub(super) fn markdown(&mut self, value: Option<String>, range: Range<usize>, text: &str, under: Under<'_>) {
        let host = self.hosts.len();
        self.hosts.push(Host { start: range.start, end: range.end, value });
        let mut blocks = Blocks { cutter: self, under, host, open: Vec::new(), current: None, pending: String::new() };
        // A label that begins like a list or a heading is what it says.
        let inline =
            matches!(under.role, Role::Title | Role::Label | Role::Name | Role::Alt | Role::Heading | Role::Term);
        if inline && !text.contains(['*', '_', '[', '`', '&', '\\', '<']) {
            blocks.begin(under.role);
            blocks.push(text, 0);
            blocks.end();
            return;
        }
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        // Texts side by side are one, so that a fact is found whole; one with an entity in it stays apart, because it alone
        // does not stand in the file as it is read.
        let mut run: Option<Range<usize>> = None;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let is_text = matches!(&event, Event::Text(words) if text.get(range.clone()) == Some(words));
            if let (true, Some(run)) = (is_text, run.as_mut().filter(|run| run.end == range.start)) {
                run.end = range.end;
                continue;
            }
            if let Some(run) = run.take() {
                blocks.event(Event::Text(text.get(run.clone()).unwrap_or_default().into()), run, text);
            }
            if is_text {
                run = Some(range);
            } else {
                blocks.event(event, range, text);
            }
        }
        if let Some(run) = run.take() {
            blocks.event(Event::Text(text.get(run.clone()).unwrap_or_default().into()), run, text);
        }
        blocks.end();
    }
}

/// An open element of Markdown, as far as it matters for the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Item,
    Quote,
    Crisis,
    Footnote,
    Code,
    Image,
    Other,
}

pub(super) struct Blocks<'c, 'a, 'k> {
    cutter: &'c mut Cutter<'a>,
    under: Under<'k>,
    host: usize,
    open: Vec<Open>,
    current: Option<Block>,
    pending: String,
}

impl Blocks<'_, '_, '_> {
    fn begin(&mut self, role: Role) {
        self.end();
        self.current = Some(block(self.under, self.host, role, self.open.contains(&Open::Crisis)));
    }

    fn end(&mut self) {
        if let Some(block) = self.current.take()
            && !block.text.trim().is_empty()
        {
            self.cutter.blocks.push(block);
        }
    }

    /// The block that text goes into; a new one where none is open.
    fn block(&mut self) -> &mut Block {
        let has = |what: Open| self.open.contains(&what);
        let role = match self.under.role {
            Role::Paragraph if has(Open::Footnote) => Role::Footnote,
            Role::Paragraph if has(Open::Quote) => Role::Quote,
            Role::Paragraph if has(Open::Item) => Role::Item,
            role => role,
        };
        let (under, host, crisis) = (self.under, self.host, has(Open::Crisis));
        self.current.get_or_insert_with(|| block(under, host, role, crisis))
    }

    fn push(&mut self, words: &str, value: usize) {
        let block = self.block();
        block.pieces.push(Piece { text: block.text.len(), value, whole: 0 });
        block.text.push_str(words);
    }

    fn push_for(&mut self, words: &str, range: Range<usize>) {
        let block = self.block();
        block.pieces.push(Piece { text: block.text.len(), value: range.start, whole: range.len().max(1) });
        block.text.push_str(words);
    }

    /// Text with the facts in it. `text` differs from what is written only where something is escaped.
    fn text(&mut self, text: &str, range: Range<usize>, written: &str) {
        let same = written.get(range.clone()) == Some(text);
        let mut rest = text;
        let mut at = range.start;
        while let Some((fact, path)) = find_fact(rest) {
            let value = self.cutter.facts.and_then(|facts| facts.get(path)).cloned();
            self.plain(rest.get(..fact.start).unwrap_or_default(), at, same, &range);
            let from = if same { at + fact.start } else { range.start };
            let len = if same { fact.len() } else { range.len() };
            self.push_for(&value.unwrap_or_else(|| GAP.to_string()), from..from + len);
            rest = rest.get(fact.end..).unwrap_or_default();
            at += fact.end;
        }
        self.plain(rest, at, same, &range);
    }

    fn plain(&mut self, text: &str, at: usize, same: bool, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        if same { self.push(text, at) } else { self.push_for(text, range.clone()) }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>, written: &str) {
        match event {
            Event::Start(tag) => self.start(&tag, &range, written),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) => match self.open.last() {
                Some(Open::Code) => {}
                Some(Open::Image) => self.pending.push_str(&text),
                _ => self.crisis_aware(&text, range, written),
            },
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.push_for(&GAP.to_string(), range),
            Event::InlineHtml(html) => {
                if html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
                    self.push_for("\n", range);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.push_for("\n", range),
            Event::Html(_) | Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// The words that make a quotation a crisis box are none for readers.
    fn crisis_aware(&mut self, text: &str, range: Range<usize>, written: &str) {
        let marker = "[!crisis]";
        let begins = self.current.as_ref().is_none_or(|block| block.text.is_empty());
        let is_marker = begins
            && self.open.contains(&Open::Crisis)
            && text.get(..marker.len()).is_some_and(|m| m.eq_ignore_ascii_case(marker));
        if is_marker {
            let rest = text.get(marker.len()..).unwrap_or_default();
            if !rest.trim().is_empty() {
                self.text(rest, range.start + marker.len()..range.end, written);
            }
        } else {
            self.text(text, range, written);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, written: &str) {
        let open = match tag {
            Tag::Heading { .. } => {
                let role = if self.under.role == Role::Paragraph { Role::Heading } else { self.under.role };
                self.begin(role);
                Open::Other
            }
            Tag::BlockQuote(kind) => {
                self.end();
                let inner = written.get(range.clone()).unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
                let crisis = inner.get(..9).is_some_and(|m| m.eq_ignore_ascii_case("[!crisis]"));
                self.cutter.has_crisis_box |= crisis;
                match kind {
                    _ if crisis => Open::Crisis,
                    Some(_) => Open::Other,
                    None => Open::Quote,
                }
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.end();
                Open::Code
            }
            Tag::Item | Tag::DefinitionListDefinition => {
                self.end();
                Open::Item
            }
            Tag::FootnoteDefinition(_) => {
                self.end();
                Open::Footnote
            }
            Tag::TableCell => {
                self.begin(Role::Cell);
                Open::Other
            }
            Tag::DefinitionListTitle => {
                self.begin(Role::Term);
                Open::Other
            }
            Tag::Image { .. } => Open::Image,
            Tag::Paragraph | Tag::List(_) | Tag::Table(_) | Tag::DefinitionList => {
                self.end();
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(open);
    }

    fn finish(&mut self, tag: TagEnd) {
        let open = self.open.pop();
        match tag {
            TagEnd::Image => {
                self.pending.clear();
                let block = self.block();
                block.text.push(GAP);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::Superscript | TagEnd::Subscript => {}
            _ if open == Some(Open::Code) => {}
            _ => self.end(),
        }
    }
}

pub(super) fn block(under: Under<'_>, host: usize, role: Role, crisis: bool) -> Block {
    let key = under.key.to_owned();
    Block { role, key, staff: under.staff, crisis, text: String::new(), host, pieces: Vec::new() }
}
