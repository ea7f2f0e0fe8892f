//! HTML as a tree, read with a browser's own rules. Nodes lie in one list and name each other by number, so that a tree of any
//! depth can be walked and dropped.

use html5ever::interface::{Attribute, ElemName, ElementFlags, NodeOrText, QualName, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, Namespace, ParseOpts, local_name, ns, parse_document, parse_fragment};
use std::borrow::Cow;
use std::cell::RefCell;

/// A node, by its place in the list.
pub type Id = usize;

/// What a node is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// The root, and what is not kept.
    Root,
    /// A tag with its attributes.
    Element {
        /// In lower case.
        name: String,
        /// As written.
        attributes: Vec<(String, String)>,
    },
    /// Text.
    Text(String),
    /// A comment.
    Comment(String),
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    name: QualName,
    parent: Option<Id>,
    children: Vec<Id>,
}

/// HTML, parsed.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    top: Id,
}

fn options() -> ParseOpts {
    ParseOpts {
        // Without scripts, what stands in <noscript> is there.
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    }
}

impl Tree {
    /// Parses a whole page.
    pub fn of_page(html: &str) -> Self {
        Self { nodes: parse_document(Sink::default(), options()).one(html), top: 0 }
    }

    /// Parses a stretch of HTML as it would stand in a page's body.
    pub fn parse(html: &str) -> Self {
        let context = QualName::new(None, ns!(html), local_name!("div"));
        let nodes = parse_fragment(Sink::default(), options(), context, Vec::new(), false).one(html);
        // A fragment's nodes stand in an <html> that the parser adds.
        let top = nodes.first().and_then(|root| root.children.first().copied()).unwrap_or(0);
        Self { nodes, top }
    }

    /// The node in which everything stands.
    pub fn top(&self) -> Id {
        self.top
    }

    /// What stands in a node.
    pub fn children(&self, id: Id) -> &[Id] {
        self.nodes.get(id).map_or(&[], |node| node.children.as_slice())
    }

    /// The node in which a node stands.
    pub fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|node| node.parent)
    }

    /// The nodes in which a node stands, the nearest first.
    pub fn around(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// All elements, in the order of the text.
    pub fn elements(&self) -> impl Iterator<Item = Id> + '_ {
        self.within(self.top).filter(|id| !self.name(*id).is_empty())
    }

    /// All elements of a name, in the order of the text.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Id> + 'a {
        self.elements().filter(move |id| self.name(*id) == name)
    }

    /// What a node is.
    pub fn kind(&self, id: Id) -> &Kind {
        self.nodes.get(id).map_or(&Kind::Root, |node| &node.kind)
    }

    /// An element's name; empty for what is none.
    pub fn name(&self, id: Id) -> &str {
        match self.kind(id) {
            Kind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// An element's attribute.
    pub fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match self.kind(id) {
            Kind::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
            _ => None,
        }
    }

    /// An element's attributes, as written.
    pub fn attributes(&self, id: Id) -> &[(String, String)] {
        match self.kind(id) {
            Kind::Element { attributes, .. } => attributes,
            _ => &[],
        }
    }

    /// Whether an element has a class.
    pub fn has_class(&self, id: Id, wanted: &str) -> bool {
        self.attribute(id, "class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == wanted))
    }

    /// All nodes in and under a node, in the order of the text.
    pub fn within(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut waiting = vec![id];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(self.children(next).iter().rev());
            Some(next)
        })
    }

    /// The words in a node, spaces as they are.
    pub fn text(&self, id: Id) -> String {
        let mut out = String::new();
        for node in self.within(id) {
            match self.kind(node) {
                Kind::Text(text) => out.push_str(text),
                Kind::Element { name, .. } if matches!(name.as_str(), "br" | "p" | "div" | "li" | "td" | "tr") => {
                    out.push(' ');
                }
                _ => {}
            }
        }
        out
    }
}

/// A stretch of HTML as plain words on one line.
pub fn words(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let tree = Tree::parse(html);
    tree.text(tree.top()).split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Sink(RefCell<Vec<Node>>);

impl Default for Sink {
    fn default() -> Self {
        let name = QualName::new(None, ns!(), local_name!(""));
        Self(RefCell::new(vec![Node { kind: Kind::Root, name, parent: None, children: Vec::new() }]))
    }
}

/// A name that does not borrow from the list.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, kind: Kind, name: QualName) -> Id {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Node { kind, name, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    fn plain(&self, kind: Kind) -> Id {
        self.add(kind, QualName::new(None, ns!(), local_name!("")))
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.0.borrow_mut();
        let Some(parent) = nodes.get_mut(id).and_then(|node| node.parent.take()) else { return };
        if let Some(parent) = nodes.get_mut(parent) {
            parent.children.retain(|child| *child != id);
        }
    }

    /// Puts a node or text into `parent` before its child at `at`.
    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.0.borrow_mut();
                // Text that follows text is one text.
                let before = nodes.get(parent).and_then(|p| p.children.get(at.checked_sub(1)?).copied());
                if let Some(Node { kind: Kind::Text(have), .. }) = before.and_then(|id| nodes.get_mut(id)) {
                    have.push_str(&text);
                    return;
                }
                drop(nodes);
                self.plain(Kind::Text(text.to_string()))
            }
        };
        let mut nodes = self.0.borrow_mut();
        if let Some(node) = nodes.get_mut(id) {
            node.parent = Some(parent);
        }
        if let Some(parent) = nodes.get_mut(parent) {
            parent.children.insert(at.min(parent.children.len()), id);
        }
    }

    fn len(&self, id: Id) -> usize {
        self.0.borrow().get(id).map_or(0, |node| node.children.len())
    }
}

fn attributes_of(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        let nodes = self.0.borrow();
        let name = nodes.get(*target).map(|node| node.name.clone());
        Name(name.unwrap_or_else(|| QualName::new(None, ns!(), local_name!(""))))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let kind = Kind::Element { name: name.local.to_string(), attributes: attributes_of(attributes) };
        self.add(kind, name)
    }

    fn create_comment(&self, text: StrTendril) -> Id {
        self.plain(Kind::Comment(text.to_string()))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.plain(Kind::Root)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, self.len(*parent), child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.0.borrow().get(*element).is_some_and(|node| node.parent.is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template is nothing that is shown, and hangs in the air here.
    fn get_template_contents(&self, _: &Id) -> Id {
        self.plain(Kind::Root)
    }

    fn same_node(&self, a: &Id, b: &Id) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, new: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &new {
            self.detach(*id);
        }
        let place = {
            let nodes = self.0.borrow();
            let parent = nodes.get(*sibling).and_then(|node| node.parent);
            parent.and_then(|p| Some((p, nodes.get(p)?.children.iter().position(|child| child == sibling)?)))
        };
        if let Some((parent, at)) = place {
            self.insert(parent, at, new);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut nodes = self.0.borrow_mut();
        if let Some(Node { kind: Kind::Element { attributes: have, .. }, .. }) = nodes.get_mut(*target) {
            for (name, value) in attributes_of(attributes) {
                if !have.iter().any(|(n, _)| *n == name) {
                    have.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut nodes = self.0.borrow_mut();
        let children = nodes.get_mut(*node).map(|n| std::mem::take(&mut n.children)).unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(*new_parent);
            }
        }
        if let Some(parent) = nodes.get_mut(*new_parent) {
            parent.children.extend(children);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_read_as_browsers_read_it() {
        let tree =
            Tree::parse("<p>One<p>Two <b>x<i>y</b>z</i><table>stray<tr><td>c</table><noscript><img src=a></noscript>");
        let names: Vec<&str> = tree.within(tree.top()).map(|id| tree.name(id)).filter(|n| !n.is_empty()).collect();
        assert_eq!(names, ["html", "p", "p", "b", "i", "i", "table", "tbody", "tr", "td", "noscript", "img"]);
        assert_eq!(words("<b>A</b> &amp; <i>B</i>\n c&nbsp;d"), "A & B c d");
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = "<div>".repeat(1_500) + "x";
        assert_eq!(words(&deep), "x");
    }
}
