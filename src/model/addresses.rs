//! Slugs and the table of addresses: every output path is claimed once.

use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::source::yaml::reader::clip;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use unicode_normalization::UnicodeNormalization;

/// The longest slug in bytes. Most file systems allow 255 for a name; endings such as `-large-print-a4.pdf` need room.
const MAX_SLUG: usize = 120;

/// Names that Windows keeps for devices: a folder of that name cannot be made there.
const RESERVED: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Letters and digits of any script in lower case, the rest as single hyphens. Empty where there are none.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    // Most names are plain: composing them would change nothing.
    let folded: String = if words.is_ascii() {
        words.to_ascii_lowercase()
    } else {
        words.nfc().flat_map(char::to_lowercase).nfc().collect()
    };
    for c in folded.chars() {
        if c.is_alphanumeric() || (!c.is_ascii() && is_mark(c) && !slug.is_empty() && !slug.ends_with('-')) {
            slug.push(c);
        } else if c == '_' {
            slug.push('_');
        } else if matches!(c, '\'' | '’') {
            // "What's new" is whats-new, not what-s-new.
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let end = slug.trim_end_matches('-').len();
    slug.truncate(end);
    if slug.len() > MAX_SLUG {
        // What is cut away still tells two long names apart.
        let tail = blake3::hash(slug.as_bytes()).to_hex();
        let keep = crate::diagnostics::floor_boundary(&slug, MAX_SLUG - 9);
        slug.truncate(keep);
        slug.push('-');
        slug.push_str(tail.get(..8).unwrap_or_default());
    }
    if RESERVED.contains(&slug.as_str()) {
        slug.push('-');
        slug.push('1');
    }
    slug
}

/// Combining marks, which belong to the letter before them in many scripts.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Percent-encodes what may not stand in a URL's path. `/` stays.
pub fn encode(path: &str) -> String {
    let stays = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'-'..=b'/' | b'_' | b'~' | b'!' | b'$' | b'('..=b',' | b':' | b'=' | b'@')
    };
    // Almost all are plain.
    if path.bytes().all(stays) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    out
}

/// Who claims an address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    /// One of [`ALIAS`], "article", "page"; with "the" for what Anteroom itself writes: "the list of articles".
    what: String,
    /// The source; none for what Anteroom itself writes.
    span: Option<Span>,
}

/// What an old address of a page is called in [`Addresses::claim`].
pub const ALIAS: &str = "alias";

/// All output paths of the site, compared case-folded and in NFC.
#[derive(Debug, Default)]
pub struct Addresses {
    claims: HashMap<String, Claim>,
}

impl Addresses {
    /// Claims a path from the site's root, such as `/articles/grief/` or `/robots.txt`; `what` says what lies there:
    /// "article" for an owner's file, "the list of articles" for what has no file.
    /// Returns whether it was free; if it was not, the fault is pushed at both sources.
    pub fn claim(&mut self, path: &str, what: &str, span: Option<&Span>, faults: &mut Diagnostics) -> bool {
        let claim = Claim { what: what.to_owned(), span: span.cloned() };
        let first = match self.claims.entry(fold(path)) {
            Entry::Vacant(free) => {
                free.insert(claim);
                return true;
            }
            Entry::Occupied(first) => first.into_mut(),
        };
        let path = clip(path);
        if let Some(span) = span {
            let message = format!("this {what} claims the address {path}, which {} has already", other(first, &claim));
            faults.push(taken(span, message, first, &claim));
        }
        // Two claims of one file are one mistake.
        let one_file = span.is_some_and(|span| first.span.as_ref().is_some_and(|first| first.file == span.file));
        if let (Some(span), false) = (&first.span, one_file) {
            let message = match claim.span {
                Some(_) => {
                    format!("this {} has the address {path}, which {} claims too", first.what, other(&claim, first))
                }
                None => format!("this {} claims the address {path}, which {what} needs", first.what),
            };
            faults.push(taken(span, message, &claim, first));
        }
        false
    }

    /// Whether someone has claimed a path.
    pub fn has(&self, path: &str) -> bool {
        self.claims.contains_key(&fold(path))
    }
}

fn taken(at: &Span, message: String, other: &Claim, own: &Claim) -> Diagnostic {
    let fault = codes::ADDRESS_TAKEN.at(at.clone(), message).help(match (own.what == ALIAS, other) {
        (true, _) => "take this alias away: an old address can lead to one page only".to_owned(),
        (false, Claim { span: Some(span), what }) if what == ALIAS => {
            format!("rename this file, or take the alias in {} away", span.file)
        }
        (false, Claim { span: Some(_), .. }) => "rename one of the two files: its name makes the address".to_owned(),
        (false, Claim { span: None, .. }) => "rename this file: its name makes the address".to_owned(),
    });
    match &other.span {
        Some(span) => {
            let again = if other.what == own.what { "other " } else { "" };
            fault.also(span.clone(), format!("the {again}{}", other.what))
        }
        None => fault,
    }
}

/// One who claims an address, as seen from the `own` that claims it too: "another article, content/articles/grief.md,".
fn other(claim: &Claim, own: &Claim) -> String {
    let Claim { what, span: Some(span) } = claim else { return claim.what.clone() };
    let here = own.span.as_ref().is_some_and(|own| own.file == span.file);
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    match (what.as_str(), own.what == *what) {
        (ALIAS, true) if here => "another alias of this file".to_owned(),
        (ALIAS, true) => format!("another alias, in {},", span.file),
        (ALIAS, false) => format!("an alias in {}", span.file),
        (what, _) if here => format!("this {what} itself"),
        (what, true) => format!("another {what}, {},", span.file),
        (what, false) => format!("{article} {what}, {},", span.file),
    }
}

/// `/a/index.html` and `/a/` are one place, and case and composition do not tell addresses apart.
pub fn fold(path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.trim_end_matches('/');
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_every_script() {
        assert_eq!(slug("What to Expect?"), "what-to-expect");
        assert_eq!(slug("  ¿Qué es?  "), "qué-es");
        assert_eq!(slug("الصحة النفسية"), "الصحة-النفسية");
        assert_eq!(slug("心の健康"), "心の健康");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("What's new"), "whats-new");
        assert_eq!(slug("con"), "con-1");
        assert_eq!(slug("🙂!?"), "");
    }

    #[test]
    fn only_what_may_stand_in_a_path_stays() {
        let stays = "-._~/!$()*+,:=@";
        for c in (0..=127).map(char::from) {
            let kept = c.is_ascii_alphanumeric() || stays.contains(c);
            let wanted = if kept { c.to_string() } else { format!("%{:02X}", u32::from(c)) };
            assert_eq!(encode(&format!("a{c}")), format!("a{wanted}"));
        }
        assert_eq!(encode("/qué es/"), "/qu%C3%A9%20es/");
    }

    #[test]
    fn long_slugs_stay_apart() {
        let (a, b) = (slug(&"ж".repeat(300)), slug(&"ж".repeat(301)));
        assert!(a.len() <= MAX_SLUG && b.len() <= MAX_SLUG);
        assert_ne!(a, b);
    }

    #[test]
    fn case_does_not_tell_addresses_apart() {
        let (mut table, mut faults) = (Addresses::default(), Diagnostics::default());
        assert!(table.claim("/articles/grief/", "one", None, &mut faults));
        assert!(!table.claim("/articles/GRIEF/index.html", "two", None, &mut faults));
    }
}
