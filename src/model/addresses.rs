//! Slugs and the table of addresses: every output path is claimed once.

use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::source::yaml::reader::clip;
use std::collections::BTreeMap;
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
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'!'
            | b'$'
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b':'
            | b'='
            | b'@' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    out
}

/// Who claims an address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    /// "the article", "an alias", "the list of articles"
    what: String,
    /// The source; none for what Anteroom itself writes.
    span: Option<Span>,
}

/// All output paths of the site, compared case-folded and in NFC.
#[derive(Debug, Default)]
pub struct Addresses {
    claims: BTreeMap<String, Claim>,
}

impl Addresses {
    /// Claims a path from the site's root, such as `/articles/grief/` or `/robots.txt`; `what` says what lies there.
    /// Returns whether it was free; if it was not, the fault is pushed at both sources.
    pub fn claim(&mut self, path: &str, what: &str, span: Option<&Span>, faults: &mut Diagnostics) -> bool {
        let claim = Claim { what: what.to_owned(), span: span.cloned() };
        let Some(first) = self.claims.get(&fold(path)) else {
            self.claims.insert(fold(path), claim);
            return true;
        };
        let path = clip(path);
        match (span, &first.span) {
            (Some(span), first_span) => {
                let mut fault = codes::ADDRESS_TAKEN
                    .at(
                        span.clone(),
                        format!(
                            "{what} claims the address {path}, which {} has already",
                            named(&first.what, first_span.as_ref())
                        ),
                    )
                    .help("rename this file, or take the alias away");
                if let Some(other) = first_span {
                    fault = fault.also(other.clone(), first.what.clone());
                }
                faults.push(fault);
                if let Some(other) = first_span {
                    faults.push(twin(other, &first.what, what, &path, span));
                }
            }
            (None, Some(other)) => {
                faults.push(
                    codes::ADDRESS_TAKEN
                        .at(other.clone(), format!("{} claims the address {path}, which {what} needs", first.what))
                        .help("rename this file, or take the alias away"),
                );
            }
            (None, None) => return false,
        }
        false
    }

    /// Whether someone has claimed a path.
    pub fn has(&self, path: &str) -> bool {
        self.claims.contains_key(&fold(path))
    }
}

fn twin(at: &Span, what: &str, other: &str, path: &str, other_at: &Span) -> Diagnostic {
    codes::ADDRESS_TAKEN
        .at(at.clone(), format!("{what} has the address {path}, which {} claims too", named(other, Some(other_at))))
        .help("rename one of the two")
        .also(other_at.clone(), other.to_owned())
}

/// "this article" as it is called at the other place: "the article content/articles/grief.md".
fn named(what: &str, at: Option<&Span>) -> String {
    match (what.strip_prefix("this "), at) {
        (Some(kind), Some(at)) => format!("the {kind} {}", at.file.as_str()),
        _ => what.to_owned(),
    }
}

/// `/a/index.html` and `/a/` are one place, and case and composition do not tell addresses apart.
fn fold(path: &str) -> String {
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
