//! What is no text: forms, frames, players, and what page builders leave in comments.

use super::names::{BLOCKS, CONTROLS, FORM_HOSTS, TRACKERS, clip_address, heading_level, page_of_frame};
use super::{Lead, MAX_DEPTH, Walker, host};
use crate::html::{Id, Tree};
use crate::import::blocks::Block;
use crate::import::inline::{self, Atom, Style};
use crate::import::notes::What;
use crate::source::yaml::reader::clip;
use std::collections::BTreeSet;

impl Walker<'_> {
    /// A form: what is said around its fields stays.
    pub(super) fn form(&mut self, id: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
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
    pub(super) fn form_words(&mut self, id: Id, style: Style, depth: usize, out: &mut Vec<Block>) {
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

    /// A frame becomes a link, where there is something to lead to.
    pub(super) fn frame(&mut self, source: &str, title: Option<String>) -> Option<Block> {
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

    pub(super) fn player(&mut self, source: &str, out: &mut Vec<Block>) {
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
    pub(super) fn comment(&mut self, comment: &str, depth: usize, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
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
}
