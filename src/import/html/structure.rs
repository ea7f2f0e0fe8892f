//! Blocks: headings, lists, tables, quotations.

use super::names::{BLOCKS, CONTAINERS, heading_level, is_anchor};
use super::{MAX_DEPTH, Walker, bold, unbold};
use crate::html::{Id, Kind};
use crate::import::blocks::{Block, Term};
use crate::import::inline::{self, Atom, Style};
use crate::import::notes::What;
use crate::source::yaml::reader::clip;

impl Walker<'_> {
    /// A block with a name of its own.
    pub(super) fn block(&mut self, id: Id, name: &str, style: Style, depth: usize, out: &mut Vec<Block>) {
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
    pub(super) fn one(&mut self, id: Id, style: Style, depth: usize, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
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

    pub(super) fn items(&mut self, list: Id, style: Style, depth: usize) -> Vec<Vec<Block>> {
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

    pub(super) fn table(&mut self, table: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
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

    pub(super) fn terms(&mut self, list: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
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
