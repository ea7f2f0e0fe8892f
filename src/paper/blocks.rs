//! Finished HTML of a text as typed blocks for paper.
//!
//! Texts are parsed and checked once, for the web; paper reads the same result, so that facts, links and raw HTML mean the
//! same on both. What Typst gets is data: runs of characters and what they are, never markup.
//!
//! 1. [`of_html`] reads the tags into a small tree.
//! 2. Elements that paper knows become blocks; of all others only the content stays.
//! 3. Links keep an address only where a reader of paper or a PDF viewer can follow it: `https`, `http`, `mailto`, `tel`.

use crate::source::markdown::html_check::{Found, tokens};
use serde::Serialize;

/// The character that breaks a line within a paragraph: Unicode's own, which no white space of HTML is.
pub const BREAK: char = '\u{2028}';

/// Lists and asides within one another, more than which no line of paper has room for: deeper ones stand at this depth.
const MAX_DEPTH: usize = 8;

/// A piece of text under one another's.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its words.
        runs: Vec<Run>,
    },
    /// A heading, 2 to 6.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A list.
    List {
        /// Whether it is numbered, and from where.
        start: Option<u32>,
        /// Its entries.
        items: Vec<Vec<Block>>,
    },
    /// Something set apart: a quotation, an alert.
    Aside {
        /// What stands above it.
        title: Option<String>,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// The first row, where it is a header.
        head: Vec<Vec<Run>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Run>>>,
        /// Columns of the longest row.
        columns: usize,
        /// How each column stands: `start`, `center` or `end`.
        align: Vec<&'static str>,
    },
    /// A picture on a line of its own.
    Picture {
        /// Its address on the site, then its path within the print files.
        path: String,
        /// What it shows; empty for a decoration.
        alt: String,
    },
    /// A line across.
    Rule,
}

/// Characters that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Run {
    /// The characters; [`BREAK`] breaks the line.
    pub s: String,
    /// Strong.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub b: bool,
    /// Emphasis.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub i: bool,
    /// Raised.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sup: bool,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Run {
    /// Plain characters.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { s: text.into(), ..Self::default() }
    }
}

/// The blocks of finished HTML. `base` is the site's address, for links to its own pages; none where it is not known.
pub fn of_html(html: &str, base: Option<&str>) -> Vec<Block> {
    Reader { base }.blocks(&tree(html), 0)
}

/// The runs of finished HTML that is a single line of text.
pub fn runs_of_html(html: &str, base: Option<&str>) -> Vec<Run> {
    let mut runs = Vec::new();
    Reader { base }.runs(&tree(html), &Run::default(), &mut runs);
    tidy(runs)
}

/// The characters of runs.
pub fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.s.as_str()).collect()
}

enum Node {
    Text(String),
    Element {
        name: String,
        class: String,
        href: Option<String>,
        alt: Option<String>,
        src: Option<String>,
        start: Option<u32>,
        children: Vec<Node>,
    },
}

/// Elements without content.
const VOID: &[&str] = &["br", "hr", "img", "input", "wbr", "col", "source"];

fn tree(html: &str) -> Vec<Node> {
    let mut open: Vec<Node> = Vec::new();
    let mut done: Vec<Node> = Vec::new();
    let push = |node: Node, open: &mut Vec<Node>, done: &mut Vec<Node>| match open.last_mut() {
        Some(Node::Element { children, .. }) => children.push(node),
        _ => done.push(node),
    };
    for found in tokens(html) {
        match found {
            Found::Text(text) => push(Node::Text(text.to_string()), &mut open, &mut done),
            Found::Start { name, attributes, self_closing } => {
                let get = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
                let node = Node::Element {
                    class: get("class").unwrap_or_default(),
                    href: get("href"),
                    alt: get("alt"),
                    src: get("src"),
                    start: get("start").and_then(|s| s.parse().ok()),
                    children: Vec::new(),
                    name,
                };
                let empty = matches!(&node, Node::Element { name, .. } if VOID.contains(&name.as_str()));
                if empty || self_closing {
                    push(node, &mut open, &mut done);
                } else {
                    open.push(node);
                }
            }
            Found::End { name } => {
                let at = open.iter().rposition(|n| matches!(n, Node::Element { name: opened, .. } if *opened == name));
                while at.is_some_and(|at| open.len() > at) {
                    if let Some(node) = open.pop() {
                        push(node, &mut open, &mut done);
                    }
                }
            }
            Found::Comment | Found::Unfinished => {}
        }
    }
    while let Some(node) = open.pop() {
        push(node, &mut open, &mut done);
    }
    done
}

/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
];

/// A row of a table.
struct Row {
    /// Whether all its cells are headings.
    header: bool,
    cells: Vec<Vec<Run>>,
    align: Vec<&'static str>,
}

struct Reader<'a> {
    base: Option<&'a str>,
}

impl Reader<'_> {
    fn blocks(&self, nodes: &[Node], depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut line: Vec<Run> = Vec::new();
        for node in nodes {
            if let Some(picture) = picture(node) {
                paragraph(&mut line, &mut blocks);
                blocks.push(picture);
                continue;
            }
            match node {
                Node::Element { name, .. } if !INLINE.contains(&name.as_str()) => {
                    paragraph(&mut line, &mut blocks);
                    self.block(node, depth, &mut blocks);
                }
                inline => self.run(inline, &Run::default(), &mut line),
            }
        }
        paragraph(&mut line, &mut blocks);
        blocks
    }

    fn block(&self, node: &Node, depth: usize, blocks: &mut Vec<Block>) {
        let Node::Element { name, class, start, children, .. } = node else { return };
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let mut runs = Vec::new();
                self.runs(children, &Run::default(), &mut runs);
                let level = name.bytes().last().map_or(2, |digit| digit.saturating_sub(b'0')).clamp(2, 6);
                let runs = tidy(runs);
                if !runs.is_empty() {
                    blocks.push(Block::Heading { level, runs });
                }
            }
            "ul" | "ol" | "blockquote" if depth >= MAX_DEPTH => blocks.extend(self.blocks(children, depth)),
            "ul" | "ol" => {
                let entry = |node: &Node| match node {
                    Node::Element { name, children, .. } if name == "li" => Some(self.blocks(children, depth + 1)),
                    _ => None,
                };
                let items: Vec<Vec<Block>> =
                    children.iter().filter_map(entry).filter(|item| !item.is_empty()).collect();
                let start = (name == "ol").then(|| start.unwrap_or(1));
                if !items.is_empty() {
                    blocks.push(Block::List { start, items });
                }
            }
            "blockquote" => blocks.push(Block::Aside { title: None, blocks: self.blocks(children, depth + 1) }),
            "div" | "aside" if depth < MAX_DEPTH && class.split(' ').any(|c| c == "alert") => {
                let (titles, rest): (Vec<&Node>, Vec<&Node>) = children.iter().partition(
                    |node| matches!(node, Node::Element { class, .. } if class.split(' ').any(|c| c == "alert-title")),
                );
                let mut title = Vec::new();
                titles.iter().for_each(|node| self.run(node, &Run::default(), &mut title));
                let title = Some(text_of(&tidy(title))).filter(|t| !t.is_empty());
                let mut inner = Vec::new();
                rest.iter().for_each(|node| inner.extend(self.blocks(std::slice::from_ref(node), depth + 1)));
                blocks.push(Block::Aside { title, blocks: inner });
            }
            "table" => self.table(children, blocks),
            "hr" => blocks.push(Block::Rule),
            "dt" => {
                let mut runs = Vec::new();
                self.runs(children, &Run { b: true, ..Run::default() }, &mut runs);
                paragraph(&mut runs, blocks);
            }
            "pre" => {
                let mut runs = Vec::new();
                self.runs(children, &Run::default(), &mut runs);
                blocks.push(Block::Paragraph { runs });
            }
            "script" | "style" | "template" => {}
            _ => blocks.extend(self.blocks(children, depth)),
        }
    }

    fn table(&self, nodes: &[Node], blocks: &mut Vec<Block>) {
        let mut rows: Vec<Row> = Vec::new();
        self.rows(nodes, &mut rows, blocks);
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for row in &mut rows {
            row.cells.resize(columns, Vec::new());
        }
        // All cells of a column stand alike: the text's own tables cannot be written otherwise.
        let align = |column: usize| rows.iter().find_map(|row| row.align.get(column).copied()).unwrap_or("start");
        let align = (0..columns).map(align).collect();
        let header = rows.first().is_some_and(|row| row.header);
        let mut rows = rows.into_iter().map(|row| row.cells);
        let head = if header { rows.next().unwrap_or_default() } else { Vec::new() };
        if columns > 0 {
            blocks.push(Block::Table { head, rows: rows.collect(), columns, align });
        }
    }

    fn rows(&self, nodes: &[Node], rows: &mut Vec<Row>, blocks: &mut Vec<Block>) {
        for node in nodes {
            let Node::Element { name, children, .. } = node else { continue };
            match name.as_str() {
                "thead" | "tbody" | "tfoot" => self.rows(children, rows, blocks),
                "caption" => blocks.extend(self.blocks(children, MAX_DEPTH)),
                "tr" => {
                    let mut row = Row { header: true, cells: Vec::new(), align: Vec::new() };
                    for cell in children {
                        let Node::Element { name, class, children, .. } = cell else { continue };
                        row.header &= name == "th";
                        let mut runs = Vec::new();
                        self.runs(children, &Run::default(), &mut runs);
                        row.cells.push(tidy(runs));
                        row.align.push(match class.as_str() {
                            "align-center" => "center",
                            "align-right" => "end",
                            _ => "start",
                        });
                    }
                    rows.push(row);
                }
                _ => {}
            }
        }
    }

    fn runs(&self, nodes: &[Node], style: &Run, runs: &mut Vec<Run>) {
        nodes.iter().for_each(|node| self.run(node, style, runs));
    }

    fn run(&self, node: &Node, style: &Run, runs: &mut Vec<Run>) {
        match node {
            Node::Text(text) => runs.push(Run { s: text.clone(), ..style.clone() }),
            Node::Element { name, href, alt, children, .. } => {
                let mut style = style.clone();
                match name.as_str() {
                    "br" => return runs.push(Run { s: BREAK.to_string(), ..style }),
                    "img" => {
                        if let Some(alt) = alt.as_deref().filter(|alt| !alt.trim().is_empty()) {
                            runs.push(Run { s: format!("[{alt}]"), i: true, ..style });
                        }
                        return;
                    }
                    "script" | "style" | "template" => return,
                    "strong" | "b" => style.b = true,
                    "em" | "i" | "cite" | "dfn" | "var" => style.i = true,
                    "sup" => style.sup = true,
                    "a" => style.href = href.as_deref().and_then(|href| self.address(href)),
                    _ => {}
                }
                self.runs(children, &style, runs);
            }
        }
    }

    /// An address that means something off the page. Anything else, above all the marks of our own fields, is no link.
    fn address(&self, href: &str) -> Option<String> {
        if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) {
            return Some(href.to_owned());
        }
        let base = self.base?;
        (href.starts_with('/') && !href.starts_with("//")).then(|| format!("{base}{href}"))
    }
}

/// A picture that stands between blocks or in a paragraph, be it a link. Those in headings, tables and emphasis are words.
fn picture(node: &Node) -> Option<Block> {
    let Node::Element { name, alt, src, children, .. } = node else { return None };
    match (name.as_str(), children.as_slice()) {
        ("img", _) => Some(Block::Picture { path: src.clone()?, alt: alt.clone().unwrap_or_default() }),
        ("a", [only]) => picture(only),
        ("picture", children) => children.iter().find_map(picture),
        _ => None,
    }
}

fn paragraph(line: &mut Vec<Run>, blocks: &mut Vec<Block>) {
    let runs = tidy(std::mem::take(line));
    if !runs.is_empty() {
        blocks.push(Block::Paragraph { runs });
    }
}

/// White space as HTML means it: one space for any stretch, none at the ends; neighbours that look alike are one.
fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut space = true;
    for run in runs {
        let mut s = String::with_capacity(run.s.len());
        if run.s.starts_with(BREAK) {
            s.push(BREAK);
            space = true;
        } else {
            for c in run.s.chars() {
                if c.is_ascii_whitespace() {
                    if !space {
                        s.push(' ');
                    }
                    space = true;
                } else if !c.is_control() {
                    s.push(c);
                    space = false;
                }
            }
        }
        if s.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.b == run.b && last.i == run.i && last.sup == run.sup && last.href == run.href => {
                last.s.push_str(&s)
            }
            _ => out.push(Run { s, ..run }),
        }
    }
    if let Some(last) = out.last_mut() {
        last.s.truncate(last.s.trim_end().len());
    }
    out.retain(|run| !run.s.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_shape() {
        let blocks = of_html(
            "<p>One  <strong>two</strong>\n<a href=\"/fees/\">three</a></p><ul><li>a</li><li><p>b</p></li></ul>",
            Some("https://example.com"),
        );
        let link = Run { href: Some("https://example.com/fees/".to_owned()), ..Run::plain("three") };
        let bold = Run { b: true, ..Run::plain("two") };
        let p = |s: &str| Block::Paragraph { runs: vec![Run::plain(s)] };
        assert_eq!(
            blocks,
            [
                Block::Paragraph { runs: vec![Run::plain("One "), bold, Run::plain(" "), link] },
                Block::List { start: None, items: vec![vec![p("a")], vec![p("b")]] },
            ]
        );
    }

    #[test]
    fn no_text_can_forge_a_field() {
        for href in ["x-f:0", "javascript:alert(1)", "//evil.example", "data:text/html,x", "X-F:0", "/fees/"] {
            let runs = runs_of_html(&format!("<a href=\"{href}\">sign</a>"), None);
            assert_eq!(runs, [Run::plain("sign")], "{href}");
        }
    }

    #[test]
    fn tables_and_alerts_are_known() {
        let html = "<table><thead><tr><th>A</th><th class=\"align-right\">B</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><div class=\"alert alert-note\"><p class=\"alert-title\">Note</p><p>x</p></div>";
        let blocks = of_html(html, None);
        let [Block::Table { head, rows, columns: 2, align }, Block::Aside { title: Some(title), blocks }] =
            blocks.as_slice()
        else {
            panic!("a table and an aside: {blocks:?}")
        };
        assert_eq!((head.len(), rows.len(), title.as_str(), blocks.len()), (2, 1, "Note", 1));
        assert_eq!(*align, ["start", "end"]);
    }
}
