//! Reads an export (WordPress's "extended RSS", versions 1.0 to 1.2, which Squarespace writes too) as a stream.
//!
//! 1. [`read`] hands over one entry after another; none is kept, so that a file of any size needs the memory of one entry.
//! 2. What is broken ends the reading: [`Broken`] says where, and what came before has been handed over.

use quick_xml::errors::{Error as XmlError, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::BTreeMap;
use std::io::{self, BufRead};

/// The longest single text that is read, in bytes. The longest real ones are a builder's settings, of a few megabytes.
const MAX_EVENT: usize = 64 * 1024 * 1024;

/// The longest text that is kept of an entry: as long as a text file of a site may be.
const MAX_KEPT: usize = 5 * 1024 * 1024;

/// No export nests deeper than an entry's custom fields.
const MAX_DEPTH: usize = 40;

/// What the export says about the site as a whole.
#[derive(Debug, Default, Clone)]
pub struct Channel {
    /// The site's name.
    pub title: String,
    /// The site's address.
    pub link: String,
    /// `wp:base_blog_url`; Squarespace writes none.
    pub blog: String,
    /// Names of people by what they sign in with.
    pub authors: BTreeMap<String, String>,
    /// Whether the file calls itself an export.
    pub is_export: bool,
}

/// A category or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// `category`, `post_tag`, `nav_menu`, ...
    pub domain: String,
    /// Its name in addresses.
    pub nicename: String,
    /// Its name.
    pub name: String,
}

/// One entry: a post, a page, a picture, a menu's line.
#[derive(Debug, Default, Clone)]
pub struct Item {
    /// Its title, which may hold HTML.
    pub title: String,
    /// Its address.
    pub link: String,
    /// `post`, `page`, `attachment`, ...
    pub kind: String,
    /// `publish`, `draft`, `private`, ...
    pub status: String,
    /// Its number.
    pub id: String,
    /// Its name in addresses.
    pub name: String,
    /// What its author signs in with.
    pub creator: String,
    /// Its text, as HTML.
    pub content: String,
    /// Its summary, as HTML.
    pub excerpt: String,
    /// When it was published, in the site's zone.
    pub date: String,
    /// The same in UTC.
    pub date_gmt: String,
    /// The same as feeds write it.
    pub pub_date: String,
    /// When it was last changed.
    pub modified: String,
    /// Whether a password is asked for.
    pub locked: bool,
    /// Categories and tags.
    pub terms: Vec<Term>,
    /// Where the file of a picture or document lies.
    pub attachment_url: String,
    /// Custom fields that are known here.
    pub meta: BTreeMap<String, Vec<String>>,
    /// Whether a text of it was too long to be kept.
    pub cut: bool,
}

/// Custom fields that say something about the text.
const META: [&str; 6] = [
    "footnotes",
    "_thumbnail_id",
    "_wp_attachment_image_alt",
    "_wp_old_slug",
    "_yoast_wpseo_metadesc",
    "rank_math_description",
];

impl Item {
    /// Whether there is nothing in it at all, as in the `<item/>` that some systems write for what they cannot export.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty() && self.content.is_empty() && self.title.is_empty() && self.link.is_empty()
    }

    /// A custom field.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta.get(key)?.iter().map(|value| value.trim()).find(|value| !value.is_empty())
    }
}

/// Why the reading ended before the file did.
#[derive(Debug)]
pub enum Broken {
    /// The disk.
    Io(io::Error),
    /// Not XML from here on.
    Xml {
        /// Where, in bytes from the file's beginning.
        offset: u64,
        /// What is wrong, in words.
        message: String,
    },
    /// XML, but no export.
    NoExport {
        /// What it is, in words.
        message: String,
    },
}

/// Counts what has been read since the last mark, so that no single text can fill the memory.
struct Metered<R> {
    inner: R,
    since: usize,
}

impl<R: BufRead> io::Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.since += read;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > MAX_EVENT {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "one text is longer than 64 MB"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.since += amount;
        self.inner.consume(amount);
    }
}

/// Reads an export. `each` gets every entry in turn, with what has been read about the site as a whole.
///
/// # Errors
/// The file is broken, or is no export. Entries before the fault have been handed over.
pub fn read(source: impl BufRead, each: &mut dyn FnMut(&Channel, Item)) -> Result<Channel, Broken> {
    let mut reader = Reader::from_reader(Metered { inner: source, since: 0 });
    let config = reader.config_mut();
    // Some systems write "Q & A" as it is.
    config.allow_dangling_amp = true;
    config.check_end_names = true;
    let mut state = State::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().since = 0;
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                let attribute = |wanted: &str| attribute(&tag, wanted);
                let opened = state.open(tag.name().as_ref(), attribute("domain"), attribute("nicename"));
                if let Err(message) = opened {
                    return Err(Broken::Xml { offset: reader.buffer_position(), message });
                }
            }
            Ok(Event::Empty(tag)) => {
                let name = tag.name();
                if state.open(name.as_ref(), String::new(), String::new()).is_ok() {
                    state.close(each);
                }
            }
            Ok(Event::End(_)) => state.close(each),
            Ok(Event::Text(text)) => state.text(&text),
            Ok(Event::CData(text)) => state.text(&text),
            Ok(Event::GeneralRef(name)) => state.text(&reference(&name)),
            Ok(Event::Eof) => {
                return match state.end() {
                    Ok(channel) => Ok(channel),
                    Err(None) => Err(Broken::Xml {
                        offset: reader.buffer_position(),
                        message: "the file ends in the middle".to_owned(),
                    }),
                    Err(Some(message)) => Err(Broken::NoExport { message }),
                };
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(XmlError::Io(error)) => {
                let error = io::Error::new(error.kind(), error.to_string());
                return match error.kind() {
                    io::ErrorKind::FileTooLarge => {
                        Err(Broken::Xml { offset: reader.buffer_position(), message: error.to_string() })
                    }
                    _ => Err(Broken::Io(error)),
                };
            }
            Err(error) => {
                return Err(match state.seen_root && !state.is_rss {
                    true => Broken::NoExport { message: "this is XML, but no export of a website".to_owned() },
                    false => Broken::Xml { offset: reader.error_position(), message: explain(&error) },
                });
            }
        }
        if state.seen_root && !state.is_rss {
            return Err(Broken::NoExport { message: "this is XML, but no export of a website".to_owned() });
        }
    }
}

fn attribute(tag: &quick_xml::events::BytesStart<'_>, wanted: &str) -> String {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == wanted);
    found.map(|attribute| attribute.value.to_string()).unwrap_or_default()
}

/// What an entity stands for. Names that XML does not know are HTML's and are read with the HTML around them.
fn reference(name: &str) -> String {
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(|number| {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }),
    };
    known.map_or_else(|| format!("&{name};"), String::from)
}

/// What is wrong with the XML, in words.
fn explain(error: &XmlError) -> String {
    match error {
        XmlError::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("here ends <{found}>, but <{expected}> is still open")
        }
        XmlError::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            format!("here ends <{found}>, which was never begun")
        }
        XmlError::IllFormed(IllFormedError::MissingEndTag(_)) => "the file ends in the middle".to_owned(),
        XmlError::Syntax(SyntaxError::UnclosedCData) => "a text begins here and never ends".to_owned(),
        XmlError::Syntax(SyntaxError::UnclosedTag) => "a tag begins here and never ends".to_owned(),
        XmlError::Encoding(_) => "here is a letter that is not UTF-8".to_owned(),
        error => format!("this is not XML: {error}"),
    }
}

/// Which fields of an entry or a person are read.
#[derive(Default)]
struct State {
    open: Vec<String>,
    channel: Channel,
    item: Option<Item>,
    text: String,
    cut: bool,
    author: (String, String),
    meta: (String, String),
    term: (String, String),
    seen_root: bool,
    is_rss: bool,
}

impl State {
    fn parent(&self) -> &str {
        self.open.iter().rev().nth(1).map_or("", String::as_str)
    }

    fn open(&mut self, name: &str, domain: String, nicename: String) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err("tags stand in tags, more than 40 deep".to_owned());
        }
        if !self.seen_root {
            self.seen_root = true;
            self.is_rss = name == "rss";
        }
        self.open.push(name.to_owned());
        self.text.clear();
        self.cut = false;
        match name {
            "item" => self.item = Some(Item::default()),
            "wp:author" => self.author = Default::default(),
            "wp:postmeta" => self.meta = Default::default(),
            "category" => self.term = (domain, nicename),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.text.len() + text.len() > MAX_KEPT {
            self.cut = true;
        } else {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, each: &mut dyn FnMut(&Channel, Item)) {
        let name = self.open.last().cloned().unwrap_or_default();
        let text = std::mem::take(&mut self.text);
        let parent = self.parent().to_owned();
        match (parent.as_str(), name.as_str()) {
            (_, "item") => {
                if let Some(item) = self.item.take() {
                    each(&self.channel, item);
                }
            }
            ("channel", "title") => self.channel.title = text.trim().to_owned(),
            ("channel", "link") => self.channel.link = text.trim().to_owned(),
            ("channel", "wp:base_blog_url") => self.channel.blog = text.trim().to_owned(),
            ("channel", "wp:wxr_version") => self.channel.is_export = true,
            ("wp:author", "wp:author_login") => self.author.0 = text.trim().to_owned(),
            ("wp:author", "wp:author_display_name") => self.author.1 = text.trim().to_owned(),
            (_, "wp:author") => {
                let (login, name) = std::mem::take(&mut self.author);
                self.channel.authors.insert(login, name);
            }
            ("wp:postmeta", "wp:meta_key") => self.meta.0 = text.trim().to_owned(),
            ("wp:postmeta", "wp:meta_value") => self.meta.1 = text,
            ("item", "wp:postmeta") => {
                let (key, value) = std::mem::take(&mut self.meta);
                if let (Some(item), true) = (&mut self.item, META.contains(&key.as_str())) {
                    item.meta.entry(key).or_default().push(value);
                }
            }
            ("item", "category") => {
                let (domain, nicename) = std::mem::take(&mut self.term);
                if let Some(item) = &mut self.item {
                    item.terms.push(Term { domain, nicename, name: text.trim().to_owned() });
                }
            }
            ("item", field) => {
                if let Some(item) = &mut self.item {
                    item.cut |= self.cut;
                    item.set(field, text);
                }
            }
            _ => {}
        }
        self.open.pop();
    }

    fn end(self) -> Result<Channel, Option<String>> {
        if !self.seen_root {
            return Err(Some("there is no export in this file".to_owned()));
        }
        if !self.open.is_empty() {
            return Err(None);
        }
        if !self.channel.is_export {
            return Err(Some("this is a feed of news, and no export of a whole website".to_owned()));
        }
        Ok(self.channel)
    }
}

impl Item {
    fn set(&mut self, field: &str, text: String) {
        let short = || text.trim().to_owned();
        match field {
            "title" => self.title = short(),
            "link" => self.link = short(),
            "pubDate" => self.pub_date = short(),
            "dc:creator" => self.creator = short(),
            "wp:post_id" => self.id = short(),
            "wp:post_date" => self.date = short(),
            "wp:post_date_gmt" => self.date_gmt = short(),
            "wp:post_modified" => self.modified = short(),
            "wp:post_name" => self.name = short(),
            "wp:post_type" => self.kind = short(),
            "wp:status" => self.status = short(),
            "wp:post_password" => self.locked = !text.trim().is_empty(),
            "wp:attachment_url" => self.attachment_url = short(),
            "content:encoded" => self.content = text,
            "excerpt:encoded" => self.excerpt = text,
            _ => {}
        }
    }
}

/// Line and column, from 1, of an offset in a file that is read again for it.
pub fn place(mut source: impl BufRead, offset: u64) -> (u64, u64) {
    let (mut line, mut column, mut left) = (1, 1, offset);
    while left > 0 {
        let Ok(bytes) = source.fill_buf() else { break };
        let take = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        if take == 0 {
            break;
        }
        for byte in bytes.iter().take(take) {
            match byte {
                b'\n' => (line, column) = (line + 1, 1),
                // The bytes after the first of a letter.
                0x80..=0xbf => {}
                _ => column += 1,
            }
        }
        source.consume(take);
        left -= take as u64;
    }
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> (Vec<Item>, Result<Channel, Broken>) {
        let mut items = Vec::new();
        let end = read(text.as_bytes(), &mut |_, item| items.push(item));
        (items, end)
    }

    #[test]
    fn entries_are_read_with_their_fields_and_nobody_elses() {
        let (items, end) = items(
            "<?xml version=\"1.0\"?><rss xmlns:wp=\"x\"><channel><title>Elm</title><wp:wxr_version>1.2</wp:wxr_version>
             <item><title>Q & A &amp; more&mdash;all &#8217;</title><wp:post_type><![CDATA[post]]></wp:post_type>
             <content:encoded><![CDATA[<p>One]]]]><![CDATA[></p>]]></content:encoded>
             <category domain=\"category\" nicename=\"a-b\"><![CDATA[A & B]]></category>
             <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>
             <wp:comment><wp:comment_content>Hi</wp:comment_content><wp:commentmeta><wp:meta_key>_thumbnail_id</wp:meta_key>
             <wp:meta_value>9</wp:meta_value></wp:commentmeta></wp:comment></item><item /></channel></rss>",
        );
        let channel = end.expect("it is whole");
        assert_eq!(channel.title, "Elm");
        let first = &items[0];
        assert_eq!(first.title, "Q & A & more&mdash;all ’");
        assert_eq!(first.content, "<p>One]]></p>");
        assert_eq!(first.meta("_thumbnail_id"), Some("7"));
        assert_eq!(first.terms[0].name, "A & B");
        assert!(items[1].is_empty());
    }

    #[test]
    fn what_is_broken_says_where_and_keeps_what_came_before() {
        let text = "<rss><channel><wp:wxr_version>1.2</wp:wxr_version>\n<item><title>One</title></item>\n<item><title>Two</itle>";
        let (read, end) = items(text);
        assert_eq!(read.len(), 1);
        let Err(Broken::Xml { offset, message }) = end else { panic!("not seen") };
        assert_eq!(place(text.as_bytes(), offset), (3, 17));
        assert!(message.contains("<title> is still open"), "{message}");
        assert!(matches!(items("<rss><channel><item>").1, Err(Broken::Xml { .. })));
        assert!(matches!(items("<html><p>Hi</html>").1, Err(Broken::NoExport { .. })));
        assert!(matches!(items("<rss><channel></channel></rss>").1, Err(Broken::NoExport { .. })));
        assert!(matches!(items("PK\u{3}\u{4}").1, Err(Broken::NoExport { .. })));
    }
}
