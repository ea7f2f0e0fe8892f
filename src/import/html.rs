//! A text's HTML as Markdown that this site takes without an error.
//!
//! 1. The tree is walked once; what browsers show as a block becomes a [`Block`], the words between become runs ([`super::inline`]).
//! 2. Looks go: styles, classes, boxes in boxes. What would load or run something goes too, and is noted.
//! 3. Links and pictures are asked of the [`World`], which knows where things lie now.

use super::blocks::{Block, Term, write_blocks};
use super::inline::{self, Atom, BOLD, ITALIC, STRIKE, SUB, SUP, Style};
use super::notes::{Notes, What};
use crate::html::{Id, Kind, Tree};
use crate::source::yaml::reader::clip;
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

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn is_anchor(id: &str) -> bool {
    !id.is_empty() && id.len() <= 80 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
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

const CONTAINERS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "center",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "p",
    "section",
    "summary",
    "dd",
    "dt",
    "search",
    "noscript",
    "caption",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "colgroup",
    "object",
    "picture",
    "dialog",
    "menu",
    "dir",
];

const BLOCKS: &[&str] = &[
    "blockquote",
    "details",
    "dl",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "ol",
    "pre",
    "table",
    "ul",
    "video",
    "audio",
    "embed",
    "frame",
    "frameset",
];

/// What goes without a word: it holds no text.
const SILENT: &[&str] = &[
    "style", "link", "meta", "base", "title", "head", "template", "svg", "math", "canvas", "map", "area", "param",
    "source", "track", "col", "wbr", "datalist", "applet", "noframes", "noembed", "progress", "meter", "slot",
];

/// Controls that are part of a form even where no form stands around them.
const CONTROLS: &[&str] = &["input", "select", "textarea", "button", "label", "option", "optgroup", "output", "keygen"];

/// Services whose frames hold a form.
const FORM_HOSTS: &[&str] = &[
    "docs.google.com/forms",
    "forms.gle",
    "jotform.",
    "typeform.",
    "wufoo.",
    "formstack.",
    "surveymonkey.",
    "hsforms.",
    "forms.office.com",
    "forms.microsoft.com",
    "cognitoforms.",
    "123formbuilder.",
    "paperform.",
    "tally.so",
    "formsite.",
    "airtable.com/embed",
    "mailchimp.",
    "list-manage.",
    "hushforms.",
    "intakeq.com/new",
];

/// Who is told of every visit.
const TRACKERS: &[&str] = &[
    "google-analytics.",
    "googletagmanager.",
    "doubleclick.",
    "facebook.com/tr",
    "connect.facebook.",
    "facebook.net",
    "hotjar.",
    "pixel.",
    "stats.wp.com",
    "matomo",
    "piwik",
    "clarity.ms",
    "linkedin.com/px",
    "bat.bing.",
    "adsystem",
    "googlesyndication",
    "analytics",
    "/beacon",
    "feedburner.com/~r",
    "statcounter.",
    "quantserve.",
];

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

impl<'a> Walker<'a> {
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

    fn text(&mut self, text: &str, style: Style, top: bool, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
        if !self.lines || !text.contains('\n') {
            run.push(Atom::Text(text.to_owned(), style));
            return;
        }
        let text = text.replace("\r\n", "\n");
        for (index, part) in text.split("\n\n").enumerate() {
            if index > 0 && top {
                self.flush(run, out);
            } else if index > 0 {
                run.push(Atom::Break);
            }
            for (index, line) in part.split('\n').enumerate() {
                if index > 0 && !matches!(run.last(), None | Some(Atom::Break)) {
                    run.push(Atom::Break);
                }
                run.push(Atom::Text(line.to_owned(), style));
            }
        }
    }

    /// The style of what stands in an element of words.
    fn styled(&mut self, id: Id, name: &str, style: Style) -> Style {
        let normal = |what: &str| {
            let set = self.tree.attribute(id, "style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
            set.contains(what)
        };
        let mark = match name {
            // Google Docs wraps whole texts in <b style="font-weight:normal">.
            "b" | "strong" if !normal("font-weight:normal") && !normal("font-weight:400") => BOLD,
            "i" | "em" | "cite" | "dfn" | "var" if !normal("font-style:normal") => ITALIC,
            "s" | "strike" | "del" => STRIKE,
            "sub" => SUB,
            "sup" => SUP,
            _ => 0,
        };
        let mut style = Style { marks: style.marks | mark, ..style };
        if name == "a"
            && style.link.is_none()
            && let Some(href) = self.tree.attribute(id, "href").map(str::to_owned)
        {
            style.link = self.lead(&href);
        }
        style
    }

    /// The number of a link, where it leads somewhere.
    fn lead(&mut self, href: &str) -> Option<usize> {
        let to = match href.trim().strip_prefix('#') {
            Some(anchor) if self.anchors.contains(anchor) => format!("#{anchor}"),
            Some("" | "top") => return None,
            Some(anchor) => {
                self.note(What::BadLink, format!("#{}", clip(anchor)));
                return None;
            }
            None => match self.world.link(href) {
                Lead::To(to) => to,
                Lead::Lost(what, detail) => {
                    self.note(what, detail);
                    return None;
                }
                Lead::Words => return None,
            },
        };
        let known = self.links.iter().position(|link| *link == to);
        Some(known.unwrap_or_else(|| {
            self.links.push(to);
            self.links.len() - 1
        }))
    }

    /// An element among words.
    fn inline(&mut self, id: Id, name: &str, style: Style, depth: usize, run: &mut Vec<Atom>) {
        let tree = self.tree;
        if depth > MAX_DEPTH {
            run.push(Atom::Text(tree.text(id), style));
            return;
        }
        match name {
            "br" => return run.push(Atom::Break),
            "code" | "tt" | "kbd" | "samp" => {
                let text = tree.text(id);
                if !text.trim().is_empty() {
                    run.push(Atom::Code(text.split_whitespace().collect::<Vec<_>>().join(" "), style));
                }
                return;
            }
            _ => {}
        }
        let style = self.styled(id, name, style);
        if name == "q" {
            run.push(Atom::Text("\u{201c}".to_owned(), style));
        }
        for child in tree.children(id).iter().copied() {
            let child_name = tree.name(child);
            match tree.kind(child) {
                Kind::Text(text) => self.text(text, style, false, run, &mut Vec::new()),
                Kind::Element { .. } => {
                    let mut aside = Vec::new();
                    if !self.special(child, child_name, style, depth, run, &mut aside) {
                        self.inline(child, child_name, style, depth + 1, run);
                    }
                    // A frame among words: its link stands there.
                    for block in aside {
                        match block {
                            Block::Paragraph(atoms) => run.extend(atoms),
                            Block::Note(text) => run.push(Atom::Note(text)),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        if name == "q" {
            run.push(Atom::Text("\u{201d}".to_owned(), style));
        }
    }

    /// Pictures, frames, scripts, controls: what is neither a block of words nor emphasis. Says whether it was one.
    fn special(
        &mut self,
        id: Id,
        name: &str,
        style: Style,
        depth: usize,
        run: &mut Vec<Atom>,
        out: &mut Vec<Block>,
    ) -> bool {
        let tree = self.tree;
        match name {
            "img" => self.image(id, style, run),
            "script" => {
                let source = tree.attribute(id, "src").map(|source| host(source).to_owned()).unwrap_or_default();
                // Data for search engines loads nothing.
                if tree.attribute(id, "type") != Some("application/ld+json") {
                    let what = if source.is_empty() {
                        "a script".to_owned()
                    } else {
                        format!("a script of {}", clip(&source))
                    };
                    self.note(What::Tracker, what);
                }
            }
            "iframe" | "embed" | "frame" => {
                let source = ["src", "data-src", "data-lazy-src"]
                    .iter()
                    .find_map(|key| tree.attribute(id, key))
                    .unwrap_or_default();
                let title = tree.attribute(id, "title").map(str::to_owned);
                let source = source.to_owned();
                self.flush(run, out);
                if let Some(block) = self.frame(&source, title) {
                    out.push(block);
                }
            }
            "video" | "audio" => {
                let sources = tree.within(id).find_map(|node| tree.attribute(node, "src").map(str::to_owned));
                self.flush(run, out);
                self.player(&sources.unwrap_or_default(), out);
            }
            _ if SILENT.contains(&name) => {}
            _ if CONTROLS.contains(&name) => {
                // A button that is none of a form's may carry words; those of a form are its own.
                let words = clip(tree.text(id).trim());
                self.note(What::Form, if words.is_empty() { format!("<{name}>") } else { format!("\"{words}\"") });
            }
            "form" => {
                self.flush(run, out);
                self.form(id, style, depth, out);
            }
            _ if tree.has_class(id, "sqs-video-wrapper") || tree.has_class(id, "embed-block-wrapper") => {
                let Some(html) = tree.attribute(id, "data-html") else { return false };
                let inner = Tree::parse(html);
                let frame = inner.within(inner.top()).find_map(|node| {
                    (inner.name(node) == "iframe").then(|| inner.attribute(node, "src").map(str::to_owned))?
                });
                let Some(source) = frame else { return false };
                self.flush(run, out);
                if let Some(block) = self.frame(&source, None) {
                    out.push(block);
                }
            }
            _ if tree.has_class(id, "wp-block-embed__wrapper") => {
                let url = tree.text(id).trim().to_owned();
                if tree.within(id).skip(1).any(|node| !tree.name(node).is_empty()) {
                    return false;
                }
                self.flush(run, out);
                if let Some(block) = self.frame(&url, None) {
                    out.push(block);
                }
            }
            _ if matches!(name, "div" | "ul" | "section")
                && ["sharedaddy", "jp-relatedposts", "addtoany_share_save_container", "ssba", "wpcnt"]
                    .iter()
                    .any(|class| tree.has_class(id, class)) =>
            {
                self.note(What::Block, "buttons to share");
            }
            _ => return false,
        }
        true
    }

    /// A form: what is said around its fields stays.
    fn form(&mut self, id: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
        let tree = self.tree;
        let labels: Vec<String> = tree
            .within(id)
            .filter(|node| tree.name(*node) == "label")
            .map(|node| tree.text(node).split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|label| !label.is_empty())
            .take(8)
            .collect();
        let fields =
            if labels.is_empty() { String::new() } else { format!(", asking for {}", clip(&labels.join(", "))) };
        self.note(What::Form, format!("a form{fields}"));
        let mut inner = Vec::new();
        let kept: Vec<Id> = tree.children(id).to_vec();
        for child in kept {
            self.form_words(child, style, depth + 1, &mut inner);
        }
        out.extend(inner);
    }

    /// Whole paragraphs and headings of a form; its labels and choices go with its fields.
    fn form_words(&mut self, id: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
        let tree = self.tree;
        let name = tree.name(id);
        let has_control =
            tree.within(id).any(|node| CONTROLS.contains(&tree.name(node)) || tree.name(node) == "legend");
        if depth > MAX_DEPTH || CONTROLS.contains(&name) || name == "legend" {
            return;
        }
        if has_control {
            for child in tree.children(id).to_vec() {
                self.form_words(child, style, depth + 1, out);
            }
        } else if heading_level(name).is_some() || matches!(name, "p" | "ul" | "ol" | "blockquote" | "div") {
            match BLOCKS.contains(&name) {
                true => self.block(id, name, style, depth, out),
                false => self.blocks(id, style, depth, out),
            }
        }
    }

    fn image(&mut self, id: Id, style: Style, run: &mut Vec<Atom>) {
        let tree = self.tree;
        let get = |key: &str| tree.attribute(id, key).map(str::trim).filter(|value| !value.is_empty());
        let size = |key: &str| get(key).and_then(|n| n.trim_end_matches("px").parse::<f64>().ok());
        let alt = get("alt").unwrap_or_default().to_owned();
        if tree.has_class(id, "emoji") || tree.has_class(id, "wp-smiley") {
            return run.push(Atom::Text(alt, style));
        }
        let class = get("class").unwrap_or_default();
        let number = class.split_ascii_whitespace().find_map(|c| c.strip_prefix("wp-image-"));
        let number = get("data-attachment").or(get("data-id")).or(number);
        let attached = number.and_then(|id| self.world.attachment(id));
        let candidates = ["data-orig-file", "data-src", "data-lazy-src", "data-image", "data-original", "src"];
        let source = candidates
            .iter()
            .filter_map(|key| get(key))
            .find(|source| !source.starts_with("data:"))
            .or_else(|| get("srcset").and_then(|set| set.split([' ', ',']).find(|part| !part.is_empty())))
            .unwrap_or_default()
            .to_owned();
        let tiny = size("width").is_some_and(|n| n <= 2.0) || size("height").is_some_and(|n| n <= 2.0);
        if tiny || TRACKERS.iter().any(|tracker| source.contains(tracker)) {
            if !source.is_empty() {
                self.note(What::Tracker, format!("a hidden picture of {}", clip(host(&source))));
            }
            return;
        }
        let (full, words) = attached.unwrap_or_default();
        let alt = if says_something(&alt) { alt } else { words };
        let alt = if says_something(&alt) { alt } else { String::new() };
        // The picture as it was uploaded is better than a smaller copy of it.
        let found = [&full, &source].into_iter().filter(|s| !s.is_empty()).find_map(|s| self.world.picture(s));
        let named = if source.is_empty() { full } else { source };
        if named.is_empty() || named == self.last_picture {
            // Pages that load pictures late name each of them twice.
            return;
        }
        self.last_picture.clone_from(&named);
        match found {
            Some(file) => {
                if alt.is_empty() {
                    self.note(What::Alternative, file.rsplit('/').next().unwrap_or(&file).to_owned());
                }
                run.push(Atom::Image(alt, file, style));
            }
            None => {
                self.note(What::Picture, clip_address(&named));
                let words = if alt.is_empty() { String::new() } else { format!(" ({alt})") };
                run.push(Atom::Note(format!("A picture stood here: {named}{words}")));
            }
        }
    }

    /// A frame becomes a link, where there is something to lead to.
    fn frame(&mut self, source: &str, title: Option<String>) -> Option<Block> {
        let source = source.trim();
        let whole = if source.starts_with("//") { format!("https:{source}") } else { source.to_owned() };
        if whole.is_empty() || whole.starts_with("about:") {
            return None;
        }
        if FORM_HOSTS.iter().any(|host| whole.contains(host)) {
            self.note(What::Form, clip_address(&whole));
            return None;
        }
        if TRACKERS.iter().any(|host| whole.contains(host)) {
            self.note(What::Tracker, format!("a frame of {}", clip(host(&whole))));
            return None;
        }
        let Some((to, words)) = page_of_frame(&whole) else {
            self.note(
                What::Frame,
                format!("{} (without a link: its address shows nothing by itself)", clip(host(&whole))),
            );
            return None;
        };
        let title = title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty() && t.len() < 200);
        let words = match (title, words) {
            (Some(title), Some(words)) if !title.to_lowercase().contains("video player") => format!("{words}: {title}"),
            (Some(title), None) => title,
            (_, Some(words)) => words,
            (None, None) => to.clone(),
        };
        let link = match self.world.link(&to) {
            Lead::To(to) => to,
            Lead::Lost(what, detail) => {
                self.note(what, detail);
                return None;
            }
            Lead::Words => return None,
        };
        self.note(What::Frame, clip_address(&to));
        self.links.push(link);
        let style = Style { marks: 0, link: Some(self.links.len() - 1) };
        Some(Block::Paragraph(inline::tidy(vec![Atom::Text(words, style)])))
    }

    fn player(&mut self, source: &str, out: &mut Vec<Block>) {
        if source.is_empty() {
            return self.note(What::Player, "a player without a file");
        }
        // A service's page is as good as a frame of it.
        if page_of_frame(source).is_some_and(|(_, words)| words.is_some()) {
            out.extend(self.frame(source, None));
            return;
        }
        match self.world.link(source) {
            Lead::To(to) if to.starts_with("..") => {
                self.links.push(to);
                let style = Style { marks: 0, link: Some(self.links.len() - 1) };
                out.push(Block::Paragraph(vec![Atom::Text("Play the recording".to_owned(), style)]));
            }
            _ => self.note(What::Player, clip_address(source)),
        }
    }

    /// What WordPress's block editor writes in comments.
    fn comment(&mut self, comment: &str, depth: usize, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
        let Some(block) = comment.trim().strip_prefix("wp:") else { return };
        let name = block.split_whitespace().next().unwrap_or_default().trim_end_matches('/');
        // The others hold their text between two comments.
        let form = name.contains("form") || name.contains("subscri") || name.contains("mailchimp");
        if form && !name.contains("/field") && !matches!(name, "freeform" | "post-comments-form") {
            return self.note(What::Form, format!("the block {}", clip(name)));
        }
        if !block.ends_with('/') || name.contains("/field") {
            return;
        }
        if name == "block" {
            let number: String = block
                .split("\"ref\":")
                .nth(1)
                .map(|rest| rest.trim_start().chars().take_while(char::is_ascii_digit).collect())
                .unwrap_or_default();
            self.shared += 1;
            match self.world.shared(&number).filter(|_| self.shared <= 50 && depth < MAX_DEPTH) {
                Some(html) => {
                    self.flush(run, out);
                    // A text that shares itself would never end: in shared texts nothing is shared.
                    let html = html.replace("<!-- wp:block ", "<!-- ");
                    let tree = Tree::parse(&html);
                    let mut inner = Walker {
                        tree: &tree,
                        lines: false,
                        file: self.file,
                        world: &mut *self.world,
                        notes: &mut *self.notes,
                        levels: self.levels.clone(),
                        anchors: BTreeSet::new(),
                        links: std::mem::take(&mut self.links),
                        last_picture: String::new(),
                        shared: 0,
                    };
                    inner.blocks(tree.top(), Style::default(), depth + 1, out);
                    self.links = inner.links;
                }
                None => self.note(What::Block, "a text that several pages shared, and that is not in the export"),
            }
            return;
        }
        let nothing = [
            "spacer",
            "separator",
            "more",
            "nextpage",
            "paragraph",
            "column",
            "columns",
            "group",
            "footnotes",
            "heading",
            "image",
            "list",
        ];
        if !nothing.contains(&name) {
            self.note(What::Block, format!("the block {}", clip(name)));
        }
    }

    /// A block with a name of its own.
    fn block(&mut self, id: Id, name: &str, style: Style, depth: usize, out: &mut Vec<Block>) {
        let tree = self.tree;
        match name {
            "hr" => out.push(Block::Rule),
            "ul" | "ol" => {
                let start = (name == "ol")
                    .then(|| tree.attribute(id, "start").and_then(|n| n.trim().parse().ok()).unwrap_or(1));
                let items = self.items(id, style, depth);
                if !items.is_empty() {
                    out.push(Block::List(start, items));
                }
            }
            "blockquote" => {
                let mut inner = Vec::new();
                self.blocks(id, style, depth + 1, &mut inner);
                if !inner.is_empty() {
                    out.push(Block::Quote(inner));
                }
            }
            "pre" if tree.has_class(id, "wp-block-verse") => {
                let before = std::mem::replace(&mut self.lines, true);
                let mut inner = Vec::new();
                self.blocks(id, style, depth + 1, &mut inner);
                self.lines = before;
                out.push(Block::Quote(inner));
            }
            "pre" => {
                let mut text = String::new();
                for node in tree.within(id) {
                    match tree.kind(node) {
                        Kind::Text(t) => text.push_str(t),
                        Kind::Element { name, .. } if name == "br" => text.push('\n'),
                        _ => {}
                    }
                }
                let language = tree.within(id).find_map(|node| {
                    tree.attribute(node, "class")?.split_ascii_whitespace().find_map(|c| c.strip_prefix("language-"))
                });
                let text: String = text
                    .replace("\r\n", "\n")
                    .chars()
                    .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
                    .collect();
                if !text.trim().is_empty() {
                    let language = language.filter(|l| is_anchor(l)).unwrap_or_default().to_owned();
                    out.push(Block::Code(language, text.trim_matches('\n').to_owned()));
                }
            }
            "table" => self.table(id, style, depth, out),
            "dl" => self.terms(id, style, depth, out),
            "details" => {
                let summary = tree.children(id).iter().find(|child| tree.name(**child) == "summary").copied();
                let words = summary.map(|id| tree.text(id)).unwrap_or_default();
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut inner = Vec::new();
                let mut run = Vec::new();
                for child in tree.children(id).iter().copied().filter(|child| Some(*child) != summary) {
                    self.one(child, style, depth + 1, &mut run, &mut inner);
                }
                self.flush(&mut run, &mut inner);
                match words.is_empty() {
                    true => out.extend(inner),
                    false => out.push(Block::Details(words, inner)),
                }
            }
            _ => match heading_level(name) {
                Some(level) => {
                    let mut inner = Vec::new();
                    self.blocks(id, style, depth + 1, &mut inner);
                    let level = self.levels.get(&level).copied().unwrap_or(2);
                    let anchor = tree.attribute(id, "id").filter(|id| self.anchors.contains(*id)).map(str::to_owned);
                    for block in inner {
                        match block {
                            Block::Paragraph(atoms) if !inline::plain(&atoms).trim().is_empty() => {
                                // All of a heading is set in bold already.
                                let atoms = atoms.into_iter().map(unbold).collect();
                                out.push(Block::Heading(level, inline::tidy(atoms), anchor.clone()));
                            }
                            Block::Heading(..) | Block::Rule => {}
                            other => out.push(other),
                        }
                    }
                }
                None => self.blocks(id, style, depth + 1, out),
            },
        }
    }

    /// One node among others.
    fn one(&mut self, id: Id, style: Style, depth: usize, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
        let tree = self.tree;
        let name = tree.name(id);
        match tree.kind(id) {
            Kind::Text(text) => self.text(text, style, true, run, out),
            Kind::Comment(comment) => self.comment(comment, depth, run, out),
            Kind::Root => {}
            Kind::Element { .. } if self.special(id, name, style, depth, run, out) => {}
            Kind::Element { .. } if BLOCKS.contains(&name) => {
                self.flush(run, out);
                self.block(id, name, style, depth, out);
            }
            Kind::Element { .. } if CONTAINERS.contains(&name) || self.holds_block(id) => {
                self.flush(run, out);
                self.blocks(id, style, depth + 1, out);
            }
            Kind::Element { .. } => self.inline(id, name, style, depth, run),
        }
    }

    fn items(&mut self, list: Id, style: Style, depth: usize) -> Vec<Vec<Block>> {
        let tree = self.tree;
        let mut items: Vec<Vec<Block>> = Vec::new();
        if depth > MAX_DEPTH {
            let text = inline::tidy(vec![Atom::Text(tree.text(list), style)]);
            return if text.is_empty() { items } else { vec![vec![Block::Paragraph(text)]] };
        }
        for child in tree.children(list).iter().copied() {
            let mut inner = Vec::new();
            match tree.name(child) {
                "li" => self.blocks(child, style, depth + 1, &mut inner),
                // Old editors put a list that belongs to an entry after it.
                "ul" | "ol" => {
                    let name = tree.name(child);
                    self.block(child, name, style, depth + 1, &mut inner);
                    if let Some(last) = items.last_mut() {
                        last.append(&mut inner);
                    }
                }
                _ => {
                    let mut run = Vec::new();
                    self.one(child, style, depth + 1, &mut run, &mut inner);
                    self.flush(&mut run, &mut inner);
                }
            }
            // A heading in a list is an entry in bold.
            let inner: Vec<Block> = inner
                .into_iter()
                .map(|block| match block {
                    Block::Heading(_, atoms, _) => Block::Paragraph(atoms.into_iter().map(bold).collect()),
                    other => other,
                })
                .collect();
            if !inner.is_empty() {
                items.push(inner);
            }
        }
        items
    }

    fn table(&mut self, table: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
        let tree = self.tree;
        let mut rows: Vec<Vec<Id>> = Vec::new();
        let mut nested = false;
        let mut waiting: Vec<(Id, usize)> = tree.children(table).iter().rev().map(|id| (*id, 0)).collect();
        while let Some((id, level)) = waiting.pop() {
            match tree.name(id) {
                "tr" => {
                    let cells = tree.children(id).iter().copied().filter(|c| matches!(tree.name(*c), "td" | "th"));
                    rows.push(cells.collect());
                }
                "thead" | "tbody" | "tfoot" if level < 3 => {
                    waiting.extend(tree.children(id).iter().rev().map(|id| (*id, level + 1)));
                }
                _ => {}
            }
        }
        rows.retain(|row| !row.is_empty());
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for node in tree.within(table).skip(1) {
            let name = tree.name(node);
            nested |= matches!(
                name,
                "table" | "ul" | "ol" | "blockquote" | "pre" | "iframe" | "form" | "dl" | "hr" | "video" | "audio"
            ) || heading_level(name).is_some();
        }
        if let Some(caption) = tree.children(table).iter().copied().find(|id| tree.name(*id) == "caption") {
            self.blocks(caption, style, depth + 1, out);
        }
        // Tables were also used to put things beside each other.
        if nested
            || columns < 2
            || rows.len() < 2
            || tree.attribute(table, "role") == Some("presentation")
            || depth > MAX_DEPTH
        {
            for cell in rows.into_iter().flatten() {
                self.blocks(cell, style, depth + 1, out);
            }
            return;
        }
        let headed = rows.first().is_some_and(|row| row.iter().any(|cell| tree.name(*cell) == "th"));
        let mut written = Vec::new();
        let mut notes = Vec::new();
        for row in rows {
            let mut cells: Vec<Vec<Atom>> = Vec::new();
            for cell in row {
                let mut inner = Vec::new();
                self.blocks(cell, style, depth + 1, &mut inner);
                let mut atoms: Vec<Atom> = Vec::new();
                for block in inner {
                    match block {
                        Block::Paragraph(more) => {
                            if !atoms.is_empty() {
                                atoms.push(Atom::Break);
                            }
                            atoms.extend(more);
                        }
                        Block::Note(note) => notes.push(Block::Note(note)),
                        _ => {}
                    }
                }
                cells.push(inline::tidy(atoms));
                let span = tree.attribute(cell, "colspan").and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1);
                for _ in 1..span.min(20) {
                    cells.push(Vec::new());
                }
            }
            if cells.iter().any(|cell| !cell.is_empty()) {
                written.push(cells);
            }
        }
        if written.len() < 2 {
            out.extend(written.into_iter().flatten().filter(|cell| !cell.is_empty()).map(Block::Paragraph));
        } else {
            if !headed {
                let first =
                    written.first().map(|row| row.iter().map(|c| inline::plain(c)).collect::<Vec<_>>().join(" | "));
                self.note(What::TableHead, clip(&first.unwrap_or_default()));
            }
            out.push(Block::Table(written));
        }
        out.extend(notes);
    }

    fn terms(&mut self, list: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
        let tree = self.tree;
        let mut terms: Vec<Term> = Vec::new();
        let mut simple = true;
        for id in tree.within(list).skip(1).filter(|id| matches!(tree.name(*id), "dt" | "dd")).collect::<Vec<_>>() {
            let mut inner = Vec::new();
            self.blocks(id, style, depth + 1, &mut inner);
            for block in inner {
                match (tree.name(id), block, terms.last_mut()) {
                    ("dt", Block::Paragraph(atoms), _) => terms.push((atoms, Vec::new())),
                    ("dd", Block::Paragraph(atoms), Some((_, said))) => said.push(atoms),
                    _ => simple = false,
                }
            }
        }
        if simple && !terms.is_empty() && terms.iter().all(|(_, said)| !said.is_empty()) {
            out.push(Block::Terms(terms));
        } else {
            self.blocks(list, style, depth + 1, out);
        }
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

/// The host of an address.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// An address, cut for a list.
fn clip_address(address: &str) -> String {
    let plain: String = address.chars().filter(|c| !c.is_control()).collect();
    if plain.chars().count() <= 120 { plain } else { plain.chars().take(117).chain("...".chars()).collect() }
}

/// Whether an alternative text is more than the name of a file.
pub fn says_something(alt: &str) -> bool {
    let alt = alt.trim();
    let lower = alt.to_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".svg", ".avif"]
        .iter()
        .any(|ending| lower.ends_with(ending));
    let camera = !alt.contains(' ') && (alt.contains('_') || alt.bytes().any(|b| b.is_ascii_digit()));
    !alt.is_empty() && !file && !camera
}

/// The page that shows what a frame shows, and words for a link to it.
fn page_of_frame(source: &str) -> Option<(String, Option<String>)> {
    let host = host(source).trim_start_matches("www.").to_ascii_lowercase();
    let path = source.split_once("//").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let first = |path: &str| path.split(['?', '&', '#', '/']).next().unwrap_or_default().to_owned();
    match host.as_str() {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" | "youtu.be" => {
            let id = match path
                .strip_prefix("embed/")
                .or_else(|| path.strip_prefix("v/"))
                .or_else(|| path.strip_prefix("shorts/"))
            {
                Some(rest) => first(rest),
                None if host == "youtu.be" => first(path),
                None => path.split(['?', '&']).find_map(|part| part.strip_prefix("v=")).map(first).unwrap_or_default(),
            };
            let words = Some("Watch the video on YouTube".to_owned());
            Some(match id.is_empty() || id == "videoseries" {
                true => (source.to_owned(), words),
                false => (format!("https://www.youtube.com/watch?v={id}"), words),
            })
        }
        "player.vimeo.com" | "vimeo.com" => {
            let id = first(path.strip_prefix("video/").unwrap_or(path));
            Some((format!("https://vimeo.com/{id}"), Some("Watch the video on Vimeo".to_owned())))
        }
        "google.com" | "maps.google.com" if source.contains("/maps/embed") || source.contains("output=embed") => {
            let query = source.split(['?', '&']).find_map(|part| part.strip_prefix("q=")).filter(|q| !q.is_empty())?;
            Some((format!("https://www.google.com/maps?q={query}"), Some("See the map".to_owned())))
        }
        "facebook.com" | "instagram.com" if source.contains("/plugins/") || source.contains("/embed") => None,
        "open.spotify.com" => {
            Some((source.replace("/embed/", "/").replace("/embed-podcast/", "/"), Some("Listen on Spotify".to_owned())))
        }
        "w.soundcloud.com" => None,
        _ if source.starts_with("https://") || source.starts_with("http://") => Some((source.to_owned(), None)),
        // A page of the old site in a frame.
        _ if source.starts_with('/') => Some((source.to_owned(), None)),
        _ => None,
    }
}
