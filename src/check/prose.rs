//! The owner's words as rules read them: every file cut into blocks of plain text, each of which knows where it was written.
//!
//! 1. [`files`] names the files of a site that hold words, with the language of each.
//! 2. [`Prose::read`] cuts one: the words of its YAML by their keys, its Markdown by paragraphs. Code, pictures and raw HTML leave a
//!    [`GAP`], over which no rule reads; facts are filled in as visitors see them.
//! 3. [`Words`] are a block's words as lists of words know them.

mod cutter;
mod words;

use super::Checked;
use crate::diagnostics::Span;
use crate::model::notices;
use crate::model::parse::Localized;
use crate::model::{PageKind, Site};
use crate::source::yaml::{self, Node};
use crate::source::{FileId, front_matter};
use cutter::{Cutter, Under};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;
pub use words::{Word, Words};

/// Stands where something was that is no text: code, a picture.
pub const GAP: char = '\u{fffc}';

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `index.md`
    Home,
    /// `pages/*.md`
    Page,
    /// `articles/**/*.md`
    Article,
    /// `providers/*.yaml`
    Provider,
    /// `forms/*.yaml`
    Form,
    /// `packets/*.yaml`
    Packet,
    /// `glossary.yaml`
    Glossary,
    /// `practice.yaml`
    Practice,
}

/// A file with words in it.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub id: FileId,
    /// Which kind.
    pub kind: Kind,
    /// Its language.
    pub language: String,
    /// The page that it is, where it is one's.
    pub page: Option<PageKind>,
}

/// All files with words that are published, in a fixed order.
pub fn files(site: &Site) -> Vec<File> {
    fn add<T>(out: &mut Vec<File>, site: &Site, it: &Localized<T>, kind: Kind, page: Option<PageKind>) {
        let file = |id: &FileId, language: &str| File { id: id.clone(), kind, language: language.to_owned(), page };
        out.push(file(&it.file, site.language()));
        out.extend(it.translations.iter().map(|(language, (id, _))| file(id, language)));
    }
    let mut out = Vec::new();
    if let Some(home) = &site.home {
        add(&mut out, site, home, Kind::Home, Some(PageKind::Home));
    }
    let documents = site.documents.iter().enumerate();
    documents.for_each(|(i, it)| add(&mut out, site, it, Kind::Page, Some(PageKind::Document(i))));
    let articles = site.articles.iter().enumerate();
    articles.for_each(|(i, it)| add(&mut out, site, it, Kind::Article, Some(PageKind::Article(i))));
    let providers = site.providers.iter().enumerate();
    providers.for_each(|(i, it)| add(&mut out, site, it, Kind::Provider, Some(PageKind::Provider(i))));
    let forms = site.forms.iter().enumerate();
    forms.for_each(|(i, it)| add(&mut out, site, it, Kind::Form, Some(PageKind::Form(i))));
    let packets = site.packets.iter().enumerate();
    packets.for_each(|(i, it)| add(&mut out, site, it, Kind::Packet, Some(PageKind::Packet(i))));
    if let Some(glossary) = &site.glossary {
        add(&mut out, site, glossary, Kind::Glossary, Some(PageKind::Glossary));
    }
    let practice = |language: Option<&str>| match language {
        None => "content/practice.yaml".to_owned(),
        Some(language) => format!("content/practice.{language}.yaml"),
    };
    for (n, language) in site.languages.iter().enumerate() {
        let id = FileId::new(&practice((n > 0).then_some(language)));
        out.push(File { id, kind: Kind::Practice, language: language.clone(), page: None });
    }
    out
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The file's title.
    Title,
    /// The file's summary, tagline or purpose.
    Summary,
    /// A heading.
    Heading,
    /// What is defined in a list of definitions, or the glossary.
    Term,
    /// A paragraph, or what is written under a key such as `help`.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Somebody else's words.
    Quote,
    /// The label of a field, an option, a row.
    Label,
    /// A name: of a person, a place, a company.
    Name,
    /// A source, or the terms of one.
    Reference,
    /// A footnote.
    Footnote,
    /// What a picture shows.
    Alt,
}

/// A stretch of text: a paragraph, an item, a label.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// The YAML key that it stands under; `body` for Markdown below the front matter.
    pub key: String,
    /// Whether only the office reads it.
    pub staff: bool,
    /// Whether it stands in the crisis box.
    pub crisis: bool,
    /// Its words, without Markdown.
    pub text: String,
    host: usize,
    pieces: Vec<Piece>,
}

/// From here in a block's text on, bytes run beside those of its host's value; a piece with a length of its own stands for all of it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    text: usize,
    value: usize,
    whole: usize,
}

/// A YAML value or a Markdown body, from which blocks are cut.
#[derive(Debug)]
struct Host {
    start: usize,
    end: usize,
    /// The value; none where it is the file's text itself.
    value: Option<String>,
}

/// A file's words.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The file.
    pub file: &'a File,
    /// What is checked.
    pub checked: &'a Checked<'a>,
    /// The file's whole text.
    pub source: &'a str,
    /// Its YAML, or the YAML of its front matter.
    pub front: Option<Node>,
    /// Its blocks, from top to bottom.
    pub blocks: Vec<Block>,
    /// For each block its words.
    pub words: Vec<Words>,
    /// Whether it has a crisis box.
    pub has_crisis_box: bool,
    hosts: Vec<Host>,
}

impl<'a> Prose<'a> {
    /// Cuts a file. None where it has no text.
    pub fn read(file: &'a File, checked: &'a Checked<'a>) -> Option<Self> {
        let source = checked.tree.text(file.id.as_str())?;
        let facts = checked.site.practice(&file.language).map(|practice| &practice.fact_table);
        let mut cutter = Cutter { facts, blocks: Vec::new(), hosts: Vec::new(), has_crisis_box: false };
        let front = if file.id.as_str().ends_with(".md") {
            let cut = front_matter::cut(&file.id, source, &mut Vec::new());
            if let Some(front) = &cut.front {
                cutter.yaml(front, &Under::default());
            }
            let under = Under { key: "body", role: Role::Paragraph, staff: false };
            cutter.markdown(None, cut.body_at..cut.body_at + cut.body.len(), cut.body, under);
            cut.front
        } else {
            let front = yaml::parse(&file.id, source, 0, &mut Vec::new());
            if let Some(front) = &front {
                cutter.yaml(front, &Under::default());
            }
            front
        };
        let Cutter { blocks, hosts, has_crisis_box, .. } = cutter;
        let words = blocks.iter().map(|block| Words::of(&block.text)).collect();
        Some(Self { file, checked, source, front, blocks, words, has_crisis_box, hosts })
    }

    /// Blocks with their words.
    pub fn each(&self) -> impl Iterator<Item = (&Block, &Words)> {
        self.blocks.iter().zip(&self.words)
    }

    /// The place of a stretch of a block.
    pub fn span(&self, block: &Block, range: Range<usize>) -> Span {
        let Some(host) = self.hosts.get(block.host) else { return Span::whole(&self.file.id) };
        let start = value_at(&block.pieces, range.start, false);
        let end = value_at(&block.pieces, range.end, true).max(start);
        let (start, end) = match &host.value {
            None => (host.start + start, host.start + end),
            Some(value) => {
                let raw = self.source.get(host.start..host.end).unwrap_or_default();
                let (start, end) = along(value, raw, start, end);
                (host.start + start, host.start + end)
            }
        };
        Span::new(&self.file.id, start, end)
    }

    /// The place of the title, else of the file.
    pub fn title_span(&self) -> Span {
        let title = self.front.as_ref().and_then(|front| front.get("title"));
        title.filter(|title| !title.is_empty()).map_or_else(|| Span::whole(&self.file.id), |title| title.span.clone())
    }

    /// The place of a key of the front matter, else of the title.
    pub fn key_span(&self, key: &str) -> Span {
        let found = self.front.as_ref().and_then(|front| front.get(key)).map(|value| value.span.clone());
        found.unwrap_or_else(|| self.title_span())
    }

    /// The base of the file's language: `es` of `es-MX`.
    pub fn language(&self) -> &str {
        base(&self.file.language)
    }

    /// The day as of which is checked.
    pub fn as_of(&self) -> Date {
        self.checked.as_of()
    }

    /// The Markdown document that the file is.
    pub fn document(&self) -> Option<&Arc<crate::model::document::Document>> {
        let site = self.checked.site;
        let of = match self.file.page? {
            PageKind::Home => site.home.as_ref(),
            PageKind::Document(i) => site.documents.get(i),
            PageKind::Article(i) => site.articles.get(i),
            _ => None,
        };
        of.map(|it| it.get(&self.file.language, site.language()).0)
    }

    /// The form that the file is.
    pub fn form(&self) -> Option<&Arc<crate::model::form::Form>> {
        let site = self.checked.site;
        match self.file.page? {
            PageKind::Form(i) => site.forms.get(i).map(|it| it.get(&self.file.language, site.language()).0),
            _ => None,
        }
    }

    /// The file's name without folder, language and ending: `grief`.
    pub fn name(&self) -> &str {
        let name = self.file.id.as_str().rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }

    /// Whether it is the page that leads to help at once.
    pub fn is_help_page(&self) -> bool {
        self.file.kind == Kind::Page
            && (self.name() == "help-now"
                || self.document().and_then(|d| d.template.as_ref()).is_some_and(|t| t.value == "help-now"))
    }

    /// Whether it is a notice that a rule asks for: much of what it says is given.
    pub fn is_notice(&self) -> bool {
        self.file.kind == Kind::Page
            && (notices::IDS.contains(&self.name()) || self.document().is_some_and(|d| !d.notices.is_empty()))
    }

    /// Whether it is a published instrument, whose words are not the owner's to change.
    pub fn is_instrument(&self) -> bool {
        self.form().is_some_and(|form| form.licence.is_some())
    }
}

/// The base of a language code.
pub fn base(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The value's offset of an offset in a block's text.
fn value_at(pieces: &[Piece], at: usize, is_end: bool) -> usize {
    let after = pieces.partition_point(|piece| if is_end { piece.text < at } else { piece.text <= at });
    let Some(piece) = after.checked_sub(1).and_then(|n| pieces.get(n)) else {
        return pieces.first().map_or(0, |piece| piece.value);
    };
    if piece.whole > 0 {
        return if is_end { piece.value + piece.whole } else { piece.value };
    }
    piece.value + (at - piece.text)
}

/// Where a stretch of a value stands in its raw text, which may be quoted, indented and folded.
fn along(value: &str, raw: &str, start: usize, end: usize) -> (usize, usize) {
    if let Some(at) = raw.find(value).filter(|_| !value.is_empty()) {
        return (at + start, at + end);
    }
    // Both are read side by side: white space against white space, every other character against its next like.
    let mut raw_at = 0;
    let mut found = (0, raw.len());
    let mut places = (None, None);
    for (at, c) in value.char_indices() {
        if at >= end && places.1.is_some() {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let rest = raw.get(raw_at..).unwrap_or_default();
        let Some(skip) = rest.char_indices().take(512).find(|(_, r)| *r == c).map(|(skip, _)| skip) else { continue };
        let here = raw_at + skip;
        raw_at = here + c.len_utf8();
        if at >= start && places.0.is_none() {
            places.0 = Some(here);
        }
        if at < end {
            places.1 = Some(raw_at);
        }
    }
    if let (Some(start), Some(end)) = places {
        found = (start, end.max(start));
    }
    found
}

#[cfg(test)]
impl Block {
    /// A block for a test of what a rule reads.
    pub fn plain(role: Role, text: &str) -> Self {
        Self { text: text.to_owned(), ..cutter::block(Under::default(), 0, role, false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn blocks(text: &str) -> (Vec<Block>, Vec<Host>, bool) {
        let facts = BTreeMap::from([("crisis.line".to_owned(), "988".to_owned())]);
        let mut cutter = Cutter { facts: Some(&facts), blocks: Vec::new(), hosts: Vec::new(), has_crisis_box: false };
        let under = Under { key: "body", role: Role::Paragraph, staff: false };
        cutter.markdown(None, 0..text.len(), text, under);
        (cutter.blocks, cutter.hosts, cutter.has_crisis_box)
    }

    #[test]
    fn markdown_is_cut_into_blocks_that_know_their_places() {
        let text = "# One *two*\n\nThree `code` [four](a.md) &amp; five\nsix {{ fact: crisis.line }}.\n\n* seven\n\n  eight\n* nine\n\n\
                    | a | b |\n|---|---|\n| c | d |\n\n> [!CRISIS]\n> Call.\n\n> Said.\n\n```\nnothing\n```\n\n![A tree](t.png)\n";
        let (blocks, _, crisis) = blocks(text);
        let seen: Vec<(Role, &str)> = blocks.iter().map(|b| (b.role, b.text.trim())).collect();
        assert_eq!(
            seen,
            [
                (Role::Heading, "One two"),
                (Role::Paragraph, "Three \u{fffc} four & five\nsix 988."),
                (Role::Item, "seven"),
                (Role::Item, "eight"),
                (Role::Item, "nine"),
                (Role::Cell, "a"),
                (Role::Cell, "b"),
                (Role::Cell, "c"),
                (Role::Cell, "d"),
                (Role::Paragraph, "Call."),
                (Role::Quote, "Said."),
                (Role::Paragraph, "\u{fffc}"),
            ]
        );
        assert!(crisis && blocks.iter().any(|b| b.crisis && b.text.trim() == "Call."));
        let place = |block: usize, words: &str| {
            let block = blocks.get(block).expect("a block");
            let at = block.text.find(words).expect("the words");
            let range = value_at(&block.pieces, at, false)..value_at(&block.pieces, at + words.len(), true);
            text.get(range).expect("a stretch").to_owned()
        };
        assert_eq!(place(0, "two"), "two");
        assert_eq!(place(1, "four"), "four");
        assert_eq!(place(1, "five\nsix"), "five\nsix");
        assert_eq!(place(1, "988"), "{{ fact: crisis.line }}");
        assert_eq!(place(4, "nine"), "nine");
    }

    #[test]
    fn places_in_yaml_are_found_in_quotes_and_folds() {
        for (value, raw) in [
            ("one two three", "one two three"),
            ("one \"two\" three", "\"one \\\"two\\\" three\""),
            ("one two three", ">-\n    one\n    two\n    three\n"),
            ("it's two three", "'it''s two three'"),
        ] {
            let at = value.find("two").expect("two");
            let (start, end) = along(value, raw, at, at + 3);
            assert_eq!(raw.get(start..end), Some("two"), "{raw}");
        }
    }

    #[test]
    fn words_are_folded_and_know_where_sentences_end() {
        let words = Words::of("Self-harm. Don’t «año»: ÚNICO 988");
        let list: Vec<&str> = (0..words.len()).map(|n| words.get(n)).collect();
        assert_eq!(list, ["self", "harm", "dont", "ano", "unico", "988"]);
        let stops: Vec<bool> = (0..words.len()).filter_map(|n| Some(words.place(n)?.after_stop)).collect();
        assert_eq!(stops, [true, false, true, true, true, false]);
    }
}
