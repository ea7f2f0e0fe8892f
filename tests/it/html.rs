//! A page of the output as a browser reads it.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeMap;

/// A page, parsed.
#[derive(Debug, Default)]
pub struct Page {
    /// Every element, in order.
    pub elements: Vec<Element>,
    /// All words that are shown or read out: text outside scripts and styles, runs of white space as one space.
    pub text: String,
    /// What is in `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
    /// What the parser had to mend.
    pub mended: Vec<String>,
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// Its own words and those of what is in it.
    pub text: String,
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

impl Page {
    /// Parses a whole document.
    pub fn parse(html: &[u8]) -> Self {
        let text = std::str::from_utf8(html).expect("pages are UTF-8");
        let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(text);
        let mut page =
            Self { mended: dom.errors.borrow().iter().map(ToString::to_string).collect(), ..Self::default() };
        let text = page.walk(&dom.document);
        page.text = squeeze(&text);
        page
    }

    fn walk(&mut self, node: &Handle) -> String {
        match &node.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            NodeData::Element { name, attrs, .. } => {
                let attributes: BTreeMap<String, String> =
                    attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                let index = self.elements.len();
                let name = name.local.to_string();
                let data = attributes.get("type").is_some_and(|t| t == "application/ld+json");
                self.elements.push(Element { name: name.clone(), attributes, text: String::new() });
                let text: String = node.children.borrow().iter().map(|child| self.walk(child)).collect();
                self.elements[index].text = squeeze(&text);
                match name.as_str() {
                    "script" if data => {
                        self.json_ld.push(text);
                        String::new()
                    }
                    "script" | "style" => String::new(),
                    // Inline elements do not part words; the rest does.
                    "a" | "abbr" | "b" | "bdi" | "code" | "dfn" | "em" | "i" | "small" | "span" | "strong" | "sup"
                    | "sub" | "time" => text,
                    _ => format!(" {text} "),
                }
            }
            _ => node.children.borrow().iter().map(|child| self.walk(child)).collect(),
        }
    }

    /// Elements of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |e| e.name == name)
    }

    /// The page's bones: names of elements and of their attributes, in order, without any words.
    pub fn skeleton(&self) -> String {
        let bone = |e: &Element| format!("<{} {}>", e.name, e.attributes.keys().cloned().collect::<Vec<_>>().join(" "));
        self.elements.iter().map(bone).collect()
    }

    /// Every string in its structured data. Fails where that is no JSON.
    pub fn structured_strings(&self) -> Vec<String> {
        let mut found = Vec::new();
        for text in &self.json_ld {
            let value: serde_json::Value =
                serde_json::from_str(text).unwrap_or_else(|e| panic!("JSON-LD ({e}): {text}"));
            strings(&value, &mut found);
        }
        found
    }
}

fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|v| strings(v, found)),
        serde_json::Value::Object(map) => map.values().for_each(|v| strings(v, found)),
        _ => {}
    }
}

/// Runs of white space as one space.
pub fn squeeze(text: &str) -> String {
    text.split([' ', '\n', '\t', '\r', '\u{c}']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
