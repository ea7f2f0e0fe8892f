//! XML for machines that read a site: the feeds and the sitemap.
//!
//! `quick-xml` keeps the tags whole; every character passes through [`escape`], as on pages.

use super::escape;
use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// A document being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A document that says that it is XML in UTF-8, each element on a line of its own.
    pub fn document() -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// A part of a document, without a line's end in it.
    pub fn part() -> Self {
        Self { writer: Writer::new(Vec::new()) }
    }

    // Writing into memory cannot fail.
    fn event(&mut self, event: Event<'_>) {
        let _ = self.writer.write_event(event);
    }

    /// An element with what is in it.
    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.event(Event::Start(start(name, attributes)));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.event(Event::Start(BytesStart::new(name)));
        self.event(Event::Text(BytesText::from_escaped(escape::text(text))));
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// What has been written.
    pub fn finish(self) -> String {
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let value = escape::attribute(value);
        start.push_attribute(Attribute { key: QName(key), value: value.into() });
    }
    start
}
