//! Ids of sections, fields, options and items: as written, else the slug of the words; each the only one of its kind.

use crate::diagnostics::{Span, Spanned, codes};
use crate::model::addresses::slug;
use crate::source::yaml::reader::{Faults, Reader, clip};
use std::collections::BTreeMap;

/// The longest id that is written by hand; one made of words is as long as a slug.
const MAX_ID: usize = 64;

/// The ids of one kind of thing.
pub(super) struct Ids {
    what: &'static str,
    seen: BTreeMap<String, Span>,
    made: usize,
}

impl Ids {
    /// For ids of `what`: "field".
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, seen: BTreeMap::new(), made: 0 }
    }

    /// The `id` of what `r` reads, else the slug of its words. Whatever is wrong, what comes back is the only one of its kind,
    /// so that a form with faults can still be shown while it is mended.
    pub(super) fn of(&mut self, r: &Reader<'_>, words: Option<&Spanned<String>>) -> String {
        let given = r.text("id").filter(|id| !id.is_empty()).filter(|id| {
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
        match (given, words) {
            (Some(id), _) => self.claim(&id.value, &id.span, false, r.faults()),
            (None, Some(words)) => self.of_words(words, r.faults()),
            (None, None) => self.make(),
        }
    }

    /// The slug of words that stand alone.
    pub(super) fn of_words(&mut self, words: &Spanned<String>, faults: &Faults) -> String {
        let slug = slug(words);
        if slug.is_empty() {
            faults.push(
                codes::BAD_ID
                    .at(words.span.clone(), format!("no id can be made of \"{}\"", clip(words)))
                    .help("give it an id, such as {id: other, label: ...}"),
            );
            return self.make();
        }
        self.claim(&slug, &words.span, true, faults)
    }

    /// An id for what nobody refers to.
    pub(super) fn make(&mut self) -> String {
        let what = self.what;
        self.apart(what)
    }

    fn claim(&mut self, id: &str, span: &Span, from_words: bool, faults: &Faults) -> String {
        let Some(first) = self.seen.get(id) else {
            self.seen.insert(id.to_owned(), span.clone());
            return id.to_owned();
        };
        let help = match (from_words, self.what) {
            (false, _) => "give one of them another id",
            (true, "field" | "section") => {
                "it is made of the words: write an id of its own, such as \"id: partner_name\", or change the words"
            }
            (true, _) => "it is made of the words: change them, or write an id, such as {id: second, label: ...}",
        };
        let article = if self.what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        faults.push(
            codes::DUPLICATE_ID
                .at(span.clone(), format!("there is already {article} {} with the id \"{}\"", self.what, clip(id)))
                .help(help)
                .also(first.clone(), "the first"),
        );
        self.apart(id)
    }

    fn apart(&mut self, stem: &str) -> String {
        loop {
            self.made += 1;
            // No slug has two hyphens in a row, so this stays clear of ids made of words.
            let id = format!("{stem}--{}", self.made);
            if !self.seen.contains_key(&id) {
                return id;
            }
        }
    }
}

/// Letters and digits of any script, hyphens and underscores; at most 64 characters, or a slug (an overlay writes out the
/// slugs of long questions).
fn is_id(text: &str) -> bool {
    let fits =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || unicode_normalization::char::is_combining_mark(c);
    !text.is_empty() && text.chars().all(fits) && (text.chars().count() <= MAX_ID || slug(text) == text)
}
