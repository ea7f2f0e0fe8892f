//! The blocks of a text, and how Markdown writes them.

use super::inline::{self, Atom, Spot};
use crate::render::escape;
use crate::source::markdown::find_fact;
use std::collections::BTreeSet;

/// A block of a text.
#[derive(Debug)]
pub enum Block {
    /// A run of words.
    Paragraph(Vec<Atom>),
    /// Level, words, and a name that links lead to.
    Heading(u8, Vec<Atom>, Option<String>),
    /// Entries; numbered from here where there is a number.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Language and text.
    Code(String, String),
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<Vec<Atom>>>),
    /// Terms and what is said of them.
    Terms(Vec<Term>),
    /// What is folded away under a line of words.
    Details(String, Vec<Block>),
    /// A line across.
    Rule,
    /// A note to the owner, which no page shows.
    Note(String),
}

/// A term and what is said of it.
pub type Term = (Vec<Atom>, Vec<Vec<Atom>>);

/// All blocks as Markdown, without an empty line at the end.
pub fn write_blocks(blocks: &[Block], links: &[String]) -> String {
    write_blocks_with(blocks, links, "\n\n", &mut BTreeSet::new())
}

fn write_blocks_with(blocks: &[Block], links: &[String], between: &str, anchors: &mut BTreeSet<String>) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    let mut other_mark = false;
    for block in blocks {
        // Two lists in a row would be one; another mark keeps them apart.
        other_mark = match (before, block) {
            (Some(Block::List(a, _)), Block::List(b, _)) if a.is_some() == b.is_some() => !other_mark,
            _ => false,
        };
        let text = write_block(block, links, other_mark, anchors);
        if text.is_empty() {
            continue;
        }
        if !out.is_empty() {
            let tight = matches!(block, Block::List(None | Some(1), _)) && matches!(before, Some(Block::Paragraph(_)));
            out.push_str(if tight { between } else { "\n\n" });
        }
        out.push_str(&text);
        before = Some(block);
    }
    out
}

fn write_block(block: &Block, links: &[String], other_mark: bool, anchors: &mut BTreeSet<String>) -> String {
    match block {
        Block::Paragraph(atoms) => inline::write(atoms, links, Spot::Paragraph),
        Block::Heading(level, atoms, anchor) => {
            let words = inline::write(atoms, links, Spot::Heading);
            let anchor = anchor.as_ref().filter(|anchor| anchors.insert((*anchor).clone()));
            let anchor = anchor.map(|anchor| format!(" {{#{anchor}}}")).unwrap_or_default();
            format!("{} {words}{anchor}", "#".repeat(usize::from(*level)))
        }
        Block::List(start, items) => list(*start, items, links, other_mark, anchors),
        Block::Quote(inner) => prefix(&write_blocks_with(inner, links, "\n\n", anchors), "> "),
        Block::Code(language, text) => code(language, text),
        Block::Table(rows) => table(rows, links),
        Block::Terms(terms) => {
            let one = |(term, said): &Term| {
                let mut out = inline::write(term, links, Spot::Heading);
                for said in said {
                    out.push_str("\n: ");
                    out.push_str(&indent(&inline::write(said, links, Spot::Paragraph), 2));
                }
                out
            };
            terms.iter().map(one).collect::<Vec<_>>().join("\n\n")
        }
        Block::Details(summary, inner) => {
            let mut words = String::new();
            escape::text_into(summary, &mut words);
            // Braces that are part of a text are no fact.
            let words = words.replace("{{", "{<!-- -->{");
            format!(
                "<details>\n<summary>{words}</summary>\n\n{}\n\n</details>",
                write_blocks_with(inner, links, "\n\n", anchors)
            )
        }
        Block::Rule => "***".to_owned(),
        Block::Note(text) => {
            let text: String = text.chars().filter(|c| !c.is_control()).collect();
            format!("<!-- {} -->", text.replace("--", "- -").replace('>', " "))
        }
    }
}

fn list(
    start: Option<u64>,
    items: &[Vec<Block>],
    links: &[String],
    other_mark: bool,
    anchors: &mut BTreeSet<String>,
) -> String {
    let tight = items.iter().all(|item| match item.as_slice() {
        [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), rest @ ..] => rest.iter().all(|block| matches!(block, Block::List(None | Some(1), _))),
        _ => false,
    });
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        let mark = match (start, other_mark) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            // More than nine digits are no number of a list.
            (Some(start), other) => {
                let number = start.min(900_000_000) + index as u64;
                format!("{number}{} ", if other { ')' } else { '.' })
            }
        };
        let text = write_blocks_with(item, links, if tight { "\n" } else { "\n\n" }, anchors);
        if index > 0 {
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
        out.push_str(&mark);
        out.push_str(&indent(&text, mark.len()));
    }
    out
}

/// All lines but the first, moved in.
fn indent(text: &str, by: usize) -> String {
    let room = " ".repeat(by);
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&room);
            out.push_str(line);
        }
    }
    out
}

fn prefix(text: &str, with: &str) -> String {
    text.split('\n').map(|line| format!("{with}{line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn code(language: &str, text: &str) -> String {
    if find_fact(text).is_some() {
        // In a block of code a fact would be looked up; here a comment parts the braces.
        let mut escaped = String::new();
        escape::text_into(text, &mut escaped);
        return format!("<pre><code>{}</code></pre>", escaped.replace("{{", "{<!-- -->{"));
    }
    let longest =
        text.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

fn table(rows: &[Vec<Vec<Atom>>], links: &[String]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).min(60);
    let mut out = String::new();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        for column in 0..columns {
            let words = row.get(column).map(|cell| inline::write(cell, links, Spot::Cell)).unwrap_or_default();
            out.push_str("| ");
            out.push_str(&words);
            out.push(' ');
        }
        out.push('|');
        if index == 0 {
            out.push('\n');
            out.push_str(&"| --- ".repeat(columns));
            out.push('|');
        }
    }
    out
}
