//! YAML as a tree in which every node knows where it was written: the only user of a YAML parser.
//!
//! 1. [`parse`] turns text into [`Node`]s. Scalars stay as written (`1.10`, `no`, `007`): what they mean is decided by
//!    whoever reads them. Anchors, aliases, tags and several documents are refused; the second of two equal keys is an error.
//! 2. [`overlay`](overlay::overlay) lays a translation's strings over the default language's tree.
//! 3. [`reader::Reader`] reads a mapping key by key, reports what is wrong, and at the end every key that nobody asked for.

mod cut;
pub mod overlay;
pub mod reader;
mod syntax;

use crate::diagnostics::{Diagnostic, Span, codes};
use crate::source::FileId;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

/// How deep lists and mappings may nest. Real files stay under ten.
const MAX_DEPTH: usize = 48;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it was written.
    pub span: Span,
    /// What was written.
    pub value: Value,
}

/// The three shapes of YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text as written, and whether it was quoted or a block.
    Scalar {
        /// The text.
        text: String,
        /// Plain: without quotes, not a block.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written, keys unique.
    Map(Vec<Entry>),
}

/// One key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// Where the key was written.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.value),
            _ => None,
        }
    }

    /// The scalar's text.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Nothing was written: `key:` and then the next line.
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if text.is_empty())
    }

    /// What it is, in an owner's words.
    pub fn shape(&self) -> &'static str {
        match &self.value {
            Value::Scalar { text, plain: true } if text.is_empty() => "nothing",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
        }
    }
}

/// Reads one document. `text` is a part of the file that begins at byte `offset`. On a syntax error the error is pushed
/// and there is no tree; on lesser faults the tree is there without what was refused. An empty document is an empty mapping.
pub fn parse(file: &FileId, text: &str, offset: usize, faults: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut builder = Builder { file, text, offset, bytes: byte_offsets(text), faults, documents: 0 };
    let mut parser = Parser::new_from_str(text);
    let mut stack: Vec<Open> = Vec::new();
    let mut root = None;
    loop {
        let (event, span) = match parser.next_event() {
            None => break,
            Some(Ok(event)) => event,
            Some(Err(error)) => {
                builder.syntax(error.marker(), error.info());
                return None;
            }
        };
        let span = builder.span(&span.start, &span.end);
        let node = match event {
            Event::StreamEnd => break,
            Event::DocumentStart(_) => {
                builder.documents += 1;
                if builder.documents > 1 {
                    builder.refuse(
                        span,
                        "a second document in one file",
                        "keep what is above the \"---\" and move the rest into a file of its own",
                    );
                    break;
                }
                continue;
            }
            Event::StreamStart | Event::DocumentEnd | Event::Nothing => continue,
            Event::Alias(_) => {
                builder.refuse(
                    span.clone(),
                    "an alias (*)",
                    "write the value itself; put text that begins with * in quotes",
                );
                Node { span, value: Value::Scalar { text: String::new(), plain: true } }
            }
            Event::Scalar(text, style, anchor, tag) => {
                builder.extras(&span, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                Node { span, value: Value::Scalar { text: printable(text.into_owned()), plain } }
            }
            Event::SequenceStart(anchor, tag) => {
                builder.extras(&span, anchor, tag.is_some());
                stack.push(Open::List { span, items: Vec::new() });
                if stack.len() > MAX_DEPTH {
                    builder.too_deep(&stack);
                    return None;
                }
                continue;
            }
            Event::MappingStart(anchor, tag) => {
                builder.extras(&span, anchor, tag.is_some());
                stack.push(Open::Map { span, entries: Vec::new(), key: None });
                if stack.len() > MAX_DEPTH {
                    builder.too_deep(&stack);
                    return None;
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                Some(open) => open.close(&span),
                None => continue,
            },
        };
        match stack.last_mut() {
            None => root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => builder.entry(entries, key, node),
        }
    }
    let nothing = || Node { span: Span::new(file, offset, offset), value: Value::Map(Vec::new()) };
    let root = root.filter(|node| !node.is_empty()).unwrap_or_else(nothing);
    cut::report(file, text, offset, &root, faults);
    Some(root)
}

/// A list or mapping that has begun.
enum Open {
    List { span: Span, items: Vec<Node> },
    Map { span: Span, entries: Vec<Entry>, key: Option<(String, Span)> },
}

impl Open {
    fn span(&self) -> &Span {
        match self {
            Self::List { span, .. } | Self::Map { span, .. } => span,
        }
    }

    fn close(self, end: &Span) -> Node {
        match self {
            Self::List { mut span, items } => {
                span.end = end.end.max(span.end);
                Node { span, value: Value::List(items) }
            }
            Self::Map { mut span, entries, .. } => {
                span.end = end.end.max(span.end);
                Node { span, value: Value::Map(entries) }
            }
        }
    }
}

struct Builder<'a> {
    file: &'a FileId,
    text: &'a str,
    offset: usize,
    /// Byte offset of each character; none for pure ASCII, where they are the same.
    bytes: Option<Vec<u32>>,
    faults: &'a mut Vec<Diagnostic>,
    documents: usize,
}

impl Builder<'_> {
    fn byte(&self, marker: &Marker) -> usize {
        let index = marker.index();
        match &self.bytes {
            None => index.min(self.text.len()),
            Some(bytes) => bytes.get(index).map_or(self.text.len(), |b| *b as usize),
        }
    }

    fn span(&self, start: &Marker, end: &Marker) -> Span {
        let (start, mut end) = (self.byte(start), self.byte(end));
        // A block's span runs to the next token: the blank lines after it are not part of it.
        if let Some(text) = self.text.get(start..end) {
            end = start + text.trim_end().len();
        }
        Span::new(self.file, self.offset + start, self.offset + end)
    }

    fn syntax(&mut self, marker: &Marker, info: &str) {
        let fault = syntax::explain(self.text, self.byte(marker), info);
        let span = Span::new(self.file, self.offset + fault.at.start, self.offset + fault.at.end);
        self.faults.push(codes::YAML_SYNTAX.at(span, fault.message).help(fault.help));
    }

    fn refuse(&mut self, span: Span, what: &str, help: &str) {
        self.faults.push(codes::YAML_REFUSED.at(span, format!("{what} cannot be used here")).help(help));
    }

    fn extras(&mut self, span: &Span, anchor: usize, tag: bool) {
        if anchor != 0 {
            self.refuse(
                span.clone(),
                "an anchor (&)",
                "write the value out where it is needed; put text that begins with & in quotes",
            );
        }
        if tag {
            self.refuse(span.clone(), "a tag (!)", "leave it out; put text that begins with ! in quotes");
        }
    }

    fn too_deep(&mut self, stack: &[Open]) {
        if let Some(open) = stack.last() {
            let span = Span { end: open.span().start + 1, ..open.span().clone() };
            self.faults.push(
                codes::YAML_SYNTAX
                    .at(span, format!("lists and groups are nested more than {MAX_DEPTH} deep"))
                    .help("look for brackets that are opened and never closed"),
            );
        }
    }

    /// The next node of a mapping: a key, or the value of the key before it.
    fn entry(&mut self, entries: &mut Vec<Entry>, key: &mut Option<(String, Span)>, node: Node) {
        match key.take() {
            None => match node.value {
                Value::Scalar { text, .. } => *key = Some((text, node.span)),
                _ => {
                    self.faults.push(
                        codes::YAML_SYNTAX
                            .at(node.span.clone(), "a key must be a word, not a list or a group")
                            .help("text with { } or [ ] belongs in quotes"),
                    );
                    *key = Some((String::new(), node.span));
                }
            },
            Some((name, span)) => match entries.iter().find(|e| e.key == name) {
                Some(first) => {
                    let fault = codes::DUPLICATE_KEY
                        .at(span, format!("\"{name}\" is here twice"))
                        .help("keep one of them; only the first is used")
                        .also(first.key_span.clone(), "the first");
                    self.faults.push(fault);
                }
                None => entries.push(Entry { key: name, key_span: span, value: node }),
            },
        }
    }
}

/// Text without control characters, which no page may hold (HTML, "noncharacters and controls") and nobody can see: a quoted
/// `\0` or `\e`. Line breaks and tabs stay.
fn printable(text: String) -> String {
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.contains(unseen) { text.chars().filter(|c| !unseen(*c)).collect() } else { text }
}

fn byte_offsets(text: &str) -> Option<Vec<u32>> {
    if text.is_ascii() {
        return None;
    }
    Some(text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let node = parse(&FileId::new("x.yaml"), text, 0, &mut faults);
        (node, faults)
    }

    #[test]
    fn scalars_stay_as_written() {
        let (node, faults) = read("a: 1.10\nb: Null\nc: no\nd: 007\ne: '1'\nf:\n");
        let node = node.expect("a tree");
        let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
        assert_eq!(text("a").as_deref(), Some("1.10"));
        assert_eq!(text("b").as_deref(), Some("Null"));
        assert_eq!(text("c").as_deref(), Some("no"));
        assert_eq!(text("d").as_deref(), Some("007"));
        assert!(node.get("f").is_some_and(Node::is_empty));
        assert!(faults.is_empty());
    }

    #[test]
    fn spans_are_bytes_also_after_wide_characters() {
        let text = "ä: é\nname: \"Nguyễn\"\n";
        let (node, _) = read(text);
        let span = node.as_ref().and_then(|n| n.get("name")).map(|n| n.span.clone()).expect("name");
        assert_eq!(text.get(span.start as usize..span.end as usize), Some("\"Nguyễn\""));
    }

    #[test]
    fn what_is_refused_is_named() {
        for (text, word) in [("a: &x 1\nb: *x\n", "anchor"), ("a: !!str 1\n", "tag"), ("a: 1\n---\nb: 2\n", "document")]
        {
            let (_, faults) = read(text);
            assert!(faults.iter().any(|f| f.message.contains(word)), "{text}: {faults:?}");
        }
    }

    #[test]
    fn the_second_of_two_keys_is_the_fault() {
        let (_, faults) = read("a: 1\nb: 2\na: 3\n");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults.first().and_then(|f| f.span.as_ref()).map(|s| s.start), Some(10));
    }

    #[test]
    fn nesting_is_bounded() {
        let (node, faults) = read(&"[".repeat(100_000));
        assert!(node.is_none());
        assert_eq!(faults.len(), 1);
    }
}
