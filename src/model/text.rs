//! What several kinds of file share: texts with Markdown in them, ids, telephone numbers, addresses of the web.

use super::addresses::slug;
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::markdown::{self, Body, Place};
use crate::source::yaml::reader::{Faults, Reader, clip};
use crate::source::{FileId, SourceTree};
use std::collections::BTreeMap;

/// The longest id.
const MAX_ID: usize = 64;

/// The source texts behind one document, and where its faults go.
pub struct Sources<'a> {
    /// All files.
    pub tree: &'a SourceTree,
    /// Where faults go.
    pub faults: &'a Faults,
}

impl<'a> Sources<'a> {
    fn parse(&self, text: &Spanned<String>, inline: bool) -> Body {
        let place = self.place(&text.span);
        let mut faults = Vec::new();
        let body = if inline {
            markdown::parse_inline(&text.value, place, &mut faults)
        } else {
            markdown::parse(&text.value, place, &mut faults)
        };
        self.faults.extend(faults);
        self.faults.looked_up(&text.value, &text.span);
        body
    }

    /// The place of a stretch, for Markdown in it.
    pub fn place<'s>(&'s self, span: &'s Span) -> Place<'s> {
        Place { file: &span.file, source: self.text(&span.file), start: span.start as usize, end: span.end as usize }
    }

    /// The text of a file; empty where it has none.
    pub fn text(&self, file: &FileId) -> &'a str {
        self.tree.text(file.as_str()).unwrap_or("")
    }

    /// Blocks of Markdown under a key.
    pub fn markdown(&self, r: &Reader<'_>, key: &'static str) -> Option<Body> {
        r.text(key).map(|text| self.parse(&text, false))
    }

    /// A run of Markdown.
    pub fn inline(&self, text: &Spanned<String>) -> Body {
        self.parse(text, true)
    }

    /// Blocks of Markdown.
    pub fn blocks(&self, text: &Spanned<String>) -> Body {
        self.parse(text, false)
    }
}

/// Gives ids to the entries of one list and sees that each is the only one.
pub struct Ids {
    what: &'static str,
    seen: BTreeMap<String, Span>,
}

impl Ids {
    /// For a list of `what`.
    pub fn new(what: &'static str) -> Self {
        Self { what, seen: BTreeMap::new() }
    }

    /// The entry's `id`, else the slug of its words.
    pub fn of(&mut self, r: &Reader<'_>, words: &Spanned<String>) -> String {
        let given = r.text("id").filter(|id| {
            let fits = is_id(id);
            if !fits {
                r.fault(
                    &codes::BAD_ID,
                    &id.span,
                    format!("\"{}\" cannot be an id", clip(id)),
                    "use letters, digits, - and _, at most 64",
                );
            }
            fits
        });
        let (id, span) = match given {
            Some(id) => (id.value, id.span),
            None => (slug(words), words.span.clone()),
        };
        if let Some(first) = self.seen.get(&id) {
            let fault = codes::DUPLICATE_ID
                .at(span, format!("two entries have the {} id \"{}\"", self.what, clip(&id)))
                .help("give one of them an id of its own")
                .also(first.clone(), "the first");
            r.faults().push(fault);
        } else {
            self.seen.insert(id.clone(), span);
        }
        id
    }
}

/// Letters and digits of any script, hyphens and underscores, at most 64 characters.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= MAX_ID
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// A telephone number that can be dialed.
pub fn phone(r: &Reader<'_>, key: &'static str) -> Option<String> {
    let text = r.text(key)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let (number, extension) = split_extension(&text);
    let plain = number.chars().all(|c| c.is_ascii_digit() || " .-()+/\u{a0}".contains(c));
    let extension_fits = extension.is_none_or(|e| !e.is_empty() && e.bytes().all(|b| b.is_ascii_digit()));
    if !(3..=20).contains(&digits) || !plain || !extension_fits {
        r.fault(
            &codes::BAD_PHONE,
            &text.span,
            format!("\"{}\" cannot be dialed", clip(&text)),
            "write it in digits, such as \"(555) 555-0142\" or \"+44 20 7946 0000\"; an extension as \"ext. 12\"",
        );
        return None;
    }
    Some(text.value)
}

/// A number and its extension: `(555) 555-0142 ext. 12`.
pub fn split_extension(text: &str) -> (&str, Option<&str>) {
    for word in ["ext.", "ext", "x"] {
        if let Some((number, extension)) = text.rsplit_once(word) {
            return (number, Some(extension.trim()));
        }
    }
    (text, None)
}

/// An email address.
pub fn email(r: &Reader<'_>, key: &'static str) -> Option<String> {
    let text = r.text(key)?;
    let fits = text.value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
            && !text.contains([' ', '<', '>', '"', '?', '&', '\\', ','])
            && !host.contains('@')
    });
    if !fits {
        r.fault(
            &codes::BAD_EMAIL,
            &text.span,
            format!("\"{}\" is not an email address", clip(&text)),
            "write it as name@example.com",
        );
        return None;
    }
    Some(text.value)
}

/// An address of the web, with `https://` or `http://`.
pub fn web_address(r: &Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
    let text = r.text(key)?;
    if !is_web_address(&text) {
        r.fault(
            &codes::BAD_URL,
            &text.span,
            format!("\"{}\" is not a web address", clip(&text)),
            "write the whole address, such as https://www.example.com",
        );
        return None;
    }
    Some(text)
}

/// Whether a text is a whole `https:` or `http:` address.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        !host.is_empty()
            && !host.starts_with('.')
            && !host.contains('@')
            && !rest
                .bytes()
                .any(|b| b <= b' ' || matches!(b, b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{'..=b'}' | 0x7f))
            && (rest.is_ascii() || !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
    })
}
