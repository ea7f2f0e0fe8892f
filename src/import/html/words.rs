//! Words, links and pictures within a paragraph.

use super::names::{CONTROLS, SILENT, TRACKERS, clip_address};
use super::{Lead, MAX_DEPTH, Walker, host, says_something};
use crate::html::{Id, Kind, Tree};
use crate::import::blocks::Block;
use crate::import::inline::{Atom, BOLD, ITALIC, STRIKE, SUB, SUP, Style};
use crate::import::notes::What;
use crate::source::yaml::reader::clip;

impl Walker<'_> {
    pub(super) fn text(&mut self, text: &str, style: Style, top: bool, run: &mut Vec<Atom>, out: &mut Vec<Block>) {
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
    pub(super) fn styled(&mut self, id: Id, name: &str, style: Style) -> Style {
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
    pub(super) fn lead(&mut self, href: &str) -> Option<usize> {
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
    pub(super) fn inline(&mut self, id: Id, name: &str, style: Style, depth: usize, run: &mut Vec<Atom>) {
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
    pub(super) fn special(
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

    pub(super) fn image(&mut self, id: Id, style: Style, run: &mut Vec<Atom>) {
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
}
