//! A text's HTML as Markdown that this site takes without an error.
//!
//! 1. The tree is walked once; what browsers show as a block becomes a [`Block`], the words between become runs ([`super::inline`]).
//! 2. Looks go: styles, classes, boxes in boxes. What would load or run something goes too, and is noted.
//! 3. Links and pictures are asked of the [`World`], which knows where things lie now.

mod embeds;
mod names;
mod structure;
mod words;

use super::blocks::{Block, write_blocks};
use super::inline::{self, Atom, BOLD, Style};
use super::notes::{Notes, What};
use crate::html::{Id, Kind, Tree};
use names::{BLOCKS, CONTAINERS, heading_level, is_anchor};
pub use names::{host, says_something};
use std::collections::{BTreeMap, BTreeSet};

/// Deeper than this nobody writes: from there on only the words are kept.
const MAX_DEPTH: usize = 100;

/// Tags in tags, by a rough count, past which a text is read as plain words.
const MAX_OPEN: usize = 1_000;

/// Where a link leads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To this address, as Markdown writes it.
    To(String),
    /// Nowhere any more; the words stay, and this is to be known.
    Lost(What, String),
    /// The words stay, and nothing is lost.
    Words,
}

/// What a text needs to know of everything else.
pub trait World {
    /// Where a link leads.
    fn link(&mut self, href: &str) -> Lead;
    /// The file of a picture, as Markdown names it; none where it is not here.
    fn picture(&mut self, source: &str) -> Option<String>;
    /// The address and the alternative text of a picture by its number.
    fn attachment(&self, id: &str) -> Option<(String, String)>;
    /// A text that several pages share, by its number.
    fn shared(&self, id: &str) -> Option<String>;
}

/// A text, converted.
#[derive(Debug, Default)]
pub struct Converted {
    /// The Markdown.
    pub markdown: String,
    /// Its first words, as plain text.
    pub opening: String,
    /// The words of its first heading.
    pub heading: String,
}

/// Converts a text. With `lines`, the ends of lines mean something, as in WordPress's old editor.
pub fn convert(html: &str, lines: bool, file: &str, world: &mut dyn World, notes: &mut Notes) -> Converted {
    if too_deep(html) {
        notes.add(What::PlainOnly, file, "");
        return plain_text(html);
    }
    let tree = Tree::parse(html);
    let mut levels = BTreeSet::new();
    let mut anchors = BTreeSet::new();
    for id in tree.within(tree.top()) {
        if let Some(level) = heading_level(tree.name(id)) {
            levels.insert(level);
        }
        if let Some(anchor) = tree.attribute(id, "href").and_then(|href| href.strip_prefix('#')) {
            anchors.insert(anchor.to_owned());
        }
    }
    let named: BTreeSet<String> = tree
        .within(tree.top())
        .filter(|id| heading_level(tree.name(*id)).is_some())
        .filter_map(|id| tree.attribute(id, "id"))
        .filter(|id| is_anchor(id) && anchors.contains(*id))
        .map(str::to_owned)
        .collect();
    // The levels that are used become the levels below the title, without a gap.
    let levels: BTreeMap<u8, u8> = levels.into_iter().zip((2..=6).chain(std::iter::repeat(6))).collect();
    let mut walker = Walker {
        tree: &tree,
        lines,
        file,
        world,
        notes,
        levels,
        anchors: named,
        links: Vec::new(),
        last_picture: String::new(),
        shared: 0,
    };
    let mut blocks = Vec::new();
    walker.blocks(tree.top(), Style::default(), 0, &mut blocks);
    let links = walker.links;
    let heading = blocks.iter().find_map(|block| match block {
        Block::Heading(_, atoms, _) => Some(inline::plain(atoms)),
        _ => None,
    });
    Converted {
        markdown: write_blocks(&blocks, &links),
        opening: opening(&blocks),
        heading: heading.unwrap_or_default(),
    }
}

/// A text as its words alone, a paragraph a line.
pub fn plain_text(html: &str) -> Converted {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let paragraphs = text.split("\n\n").map(|p| {
        let words = crate::html::words(&p.replace('<', "&lt;"));
        inline::tidy(vec![Atom::Text(words, Style::default())])
    });
    let blocks: Vec<Block> = paragraphs.filter(|p| !p.is_empty()).map(Block::Paragraph).collect();
    Converted { markdown: write_blocks(&blocks, &[]), opening: opening(&blocks), heading: String::new() }
}

/// The words of the first paragraph that says something: no link by itself, and no line that only leads to the next.
fn opening(blocks: &[Block]) -> String {
    let words = |block: &Block| match block {
        Block::Paragraph(atoms) if !atoms.iter().all(Atom::is_linked) => Some(inline::plain(atoms).trim().to_owned()),
        _ => None,
    };
    let paragraphs = blocks.iter().flat_map(|block| match block {
        Block::Quote(inner) => inner.iter().filter_map(words).collect::<Vec<_>>(),
        block => words(block).into_iter().collect(),
    });
    let mut first = String::new();
    for text in paragraphs.filter(|text| !text.is_empty() && !text.starts_with("http")) {
        if text.chars().count() >= 40 && !text.ends_with(':') {
            return text;
        }
        if first.is_empty() {
            first = text;
        }
    }
    first
}

/// A rough count of open tags: reading takes longer the more of them are open.
fn too_deep(html: &str) -> bool {
    let mut open = 0usize;
    for (at, _) in html.match_indices('<') {
        let after = html.get(at + 1..).unwrap_or_default();
        let (closing, name) = match after.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, after),
        };
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len().min(20));
        let name = name.get(..end.min(20)).unwrap_or_default().to_ascii_lowercase();
        // Browsers close these by themselves, or they hold nothing.
        let counted = !matches!(
            name.as_str(),
            "" | "p"
                | "li"
                | "td"
                | "th"
                | "tr"
                | "dt"
                | "dd"
                | "option"
                | "br"
                | "hr"
                | "img"
                | "input"
                | "meta"
                | "link"
                | "source"
                | "param"
                | "area"
                | "col"
                | "wbr"
                | "embed"
                | "track"
                | "path"
                | "circle"
                | "rect"
                | "use"
                | "line"
                | "polygon"
        );
        if counted && closing {
            open = open.saturating_sub(1);
        } else if counted {
            open += 1;
            if open > MAX_OPEN {
                return true;
            }
        }
    }
    false
}

struct Walker<'a> {
    tree: &'a Tree,
    lines: bool,
    file: &'a str,
    world: &'a mut dyn World,
    notes: &'a mut Notes,
    levels: BTreeMap<u8, u8>,
    anchors: BTreeSet<String>,
    links: Vec<String>,
    last_picture: String,
    shared: usize,
}

impl Walker<'_> {
    fn note(&mut self, what: What, detail: impl Into<String>) {
        self.notes.add(what, self.file, detail);
    }

    /// Whether an element of words holds a block.
    fn holds_block(&self, id: Id) -> bool {
        self.tree.within(id).skip(1).any(|node| {
            let name = self.tree.name(node);
            BLOCKS.contains(&name) || (CONTAINERS.contains(&name) && !matches!(name, "noscript" | "picture"))
        })
    }

    /// The blocks in a node.
    fn blocks(&mut self, parent: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
        let mut run = Vec::new();
        self.flow(parent, style, depth, &mut run, out);
        self.flush(&mut run, out);
    }

    /// What stands in a node, words gathered in `run` until a block begins.
    fn flow(&mut self, parent: Id, style: Style, depth: usize, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
        let tree = self.tree;
        if depth > MAX_DEPTH {
            run.push(Atom::Text(tree.text(parent), style));
            return;
        }
        for child in tree.children(parent).iter().copied() {
            let name = tree.name(child);
            match tree.kind(child) {
                Kind::Text(text) => self.text(text, style, true, run, out),
                Kind::Comment(comment) => self.comment(comment, depth, run, out),
                Kind::Root => {}
                Kind::Element { .. } if self.special(child, name, style, depth, run, out) => {}
                Kind::Element { .. } if BLOCKS.contains(&name) => {
                    self.flush(run, out);
                    self.block(child, name, style, depth, out);
                }
                Kind::Element { .. } if CONTAINERS.contains(&name) => {
                    self.flush(run, out);
                    self.flow(child, style, depth + 1, run, out);
                    self.flush(run, out);
                }
                Kind::Element { .. } if self.holds_block(child) => {
                    // A link or emphasis around whole blocks is one on the words in each of them.
                    let style = self.styled(child, name, style);
                    self.flow(child, style, depth + 1, run, out);
                }
                Kind::Element { .. } => self.inline(child, name, style, depth, run),
            }
        }
    }

    /// Ends a run: it is a paragraph, and notes in it stand after it.
    fn flush(&mut self, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
        if run.is_empty() {
            return;
        }
        let atoms = inline::tidy(std::mem::take(run));
        let (notes, atoms): (Vec<Atom>, Vec<Atom>) = atoms.into_iter().partition(|atom| matches!(atom, Atom::Note(_)));
        let atoms = inline::tidy(atoms);
        if !atoms.is_empty() {
            out.push(self.paragraph(atoms));
        }
        for note in notes {
            if let Atom::Note(text) = note {
                out.push(Block::Note(text));
            }
        }
    }

    /// A paragraph; one that is nothing but an address leads there, as the old system showed what lies at it.
    fn paragraph(&mut self, atoms: Vec<Atom>) -> Block {
        if let [Atom::Text(text, style)] = atoms.as_slice()
            && style.link.is_none()
            && (text.starts_with("https://") || text.starts_with("http://"))
            && !text.contains(' ')
        {
            let url = text.clone();
            if let Some(frame) = self.frame(&url, None) {
                return frame;
            }
        }
        Block::Paragraph(atoms)
    }
}

fn bold(atom: Atom) -> Atom {
    match atom {
        Atom::Text(text, style) => Atom::Text(text, Style { marks: style.marks | BOLD, ..style }),
        other => other,
    }
}

fn unbold(atom: Atom) -> Atom {
    match atom {
        Atom::Text(text, style) => Atom::Text(text, Style { marks: style.marks & !BOLD, ..style }),
        other => other,
    }
}
