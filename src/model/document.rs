//! Markdown files: the home page, standing pages and articles.

use super::addresses::slug;
use super::text::{self, Sources};
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::markdown::{self, Body};
use crate::source::yaml::Node;
use crate::source::yaml::reader::Reader;
use crate::source::{FileId, front_matter::Cut};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Which kind of Markdown file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// `index.md`
    Home,
    /// `pages/*.md`
    Page,
    /// `articles/**/*.md`
    Article,
}

/// A Markdown file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Which kind.
    pub kind: DocumentKind,
    /// The title.
    pub title: String,
    /// A sentence or two: lists, search results, previews.
    pub summary: Option<String>,
    /// A provider's id or a plain name.
    pub author: Option<Spanned<String>>,
    /// A provider's id or a plain name.
    pub reviewed_by: Option<Spanned<String>>,
    /// First published.
    pub posted: Option<Date>,
    /// Last changed.
    pub updated: Option<Date>,
    /// Last reviewed.
    pub reviewed: Option<Date>,
    /// When the next review is due.
    pub review_due: Option<Date>,
    /// Subjects.
    pub topics: Vec<Spanned<String>>,
    /// The slug of each of them, in the same order; empty where none can be made.
    pub topic_slugs: Vec<String>,
    /// The words of the title that say what it is about, in lower case.
    pub title_words: Vec<String>,
    /// Ids that a link may name after `#`.
    pub anchors: Arc<BTreeSet<String>>,
    /// Whom it is for.
    pub audience: Vec<String>,
    /// What to take away.
    pub key_points: Vec<String>,
    /// Sources.
    pub references: Vec<Body>,
    /// Questions and answers.
    pub faq: Vec<Faq>,
    /// A picture, relative to the file.
    pub image: Option<Spanned<String>>,
    /// What the picture shows; empty for a decoration.
    pub image_alt: Option<String>,
    /// Also a printable handout.
    pub handout: bool,
    /// Not published yet.
    pub draft: bool,
    /// Published from this day on.
    pub publish_on: Option<Date>,
    /// No longer published from this day on.
    pub expires_on: Option<Date>,
    /// Old addresses.
    pub aliases: Vec<Spanned<String>>,
    /// Gets "Exit this page".
    pub sensitive: bool,
    /// The theme's template.
    pub template: Option<Spanned<String>>,
    /// Which of the [`notices`](super::notices) that rules ask for it is, where its file's name does not say so.
    pub notices: Vec<Spanned<&'static str>>,
    /// Of a translation: the day or the code of what it translates.
    pub translates: Option<Spanned<String>>,
    /// The text.
    pub body: Body,
    /// Where to point at the document as a whole: its title.
    pub span: Span,
    /// Hash of all that it was read from; none where nothing is remembered.
    pub hash: Option<blake3::Hash>,
    outline: OnceLock<blake3::Hash>,
}

/// How to give a title to a file without front matter.
fn begin_with_title(body: &str) -> &'static str {
    let begins_late =
        body.trim_start().starts_with("---") && body.lines().filter(|l| l.trim_end() == "---").count() > 1;
    let first = body.trim_start().lines().next().unwrap_or_default().trim();
    if !first.is_empty() && first != "---" && first.chars().all(|c| "-–—―−*_".contains(c)) {
        "the first line must be three hyphens, typed one by one: ---; many programs turn them into a longer dash"
    } else if begins_late {
        "the first line of the file must be the line of three dashes; take away what stands above it"
    } else {
        "begin the file with these three lines, and put the text after them:\n---\ntitle: ...\n---"
    }
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Faq {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Body,
}

impl Document {
    /// Reads a Markdown file that has been cut at its front matter. `original` is the default language's version, from which
    /// a translation takes what it does not say.
    pub fn read(
        file: &FileId,
        kind: DocumentKind,
        front: &Node,
        cut: &Cut<'_>,
        sources: &Sources<'_>,
        original: Option<&Document>,
        hash: Option<blake3::Hash>,
    ) -> Self {
        let what = match kind {
            DocumentKind::Home => "the home page",
            DocumentKind::Page => "a page",
            DocumentKind::Article => "an article",
        };
        let r = Reader::new(front, what, sources.faults);
        // The home page has the practice's name where it has no title of its own.
        let title = match kind {
            DocumentKind::Home => r.text("title"),
            _ if !cut.begun => {
                let missing = format!("{what} needs \"title\"");
                r.fault(&codes::MISSING_KEY, &r.place(), missing, begin_with_title(cut.body));
                r.text("title")
            }
            _ => r.required_text("title"),
        };
        let span = title.as_ref().map_or_else(|| Span::whole(file), |t| t.span.clone());
        let strings = |texts: Vec<Spanned<String>>| texts.into_iter().map(|t| t.value).collect::<Vec<_>>();
        let date = |key| r.date(key).map(|d| d.value);
        let body_place =
            markdown::Place { file, source: sources.text(file), start: cut.body_at, end: cut.body_at + cut.body.len() };
        let mut faults = Vec::new();
        let body = markdown::parse(cut.body, body_place, &mut faults);
        sources.faults.extend(faults);
        let mut document = Self {
            file: file.clone(),
            kind,
            title: title.map(|t| t.value).unwrap_or_default(),
            summary: r.string("summary"),
            author: r.text("author"),
            reviewed_by: r.text("reviewed_by"),
            posted: date("posted"),
            updated: date("updated"),
            reviewed: date("reviewed"),
            review_due: date("review_due"),
            topics: r.texts("topics"),
            topic_slugs: Vec::new(),
            title_words: Vec::new(),
            anchors: Arc::new(body.headings.iter().map(|h| h.id.clone()).collect()),
            audience: strings(r.texts("audience")),
            key_points: strings(r.texts("key_points")),
            references: r.texts("references").iter().map(|t| sources.inline(t)).collect(),
            faq: faq(&r, sources),
            image: r.text("image"),
            image_alt: r.entry("image_alt").and_then(|e| e.value.text()).map(str::to_owned),
            handout: r.yes_no("handout").unwrap_or(false),
            draft: r.yes_no("draft").unwrap_or(false),
            publish_on: date("publish_on"),
            expires_on: date("expires_on"),
            aliases: r.texts("aliases"),
            sensitive: r.yes_no("sensitive").unwrap_or(false),
            template: r.text("template"),
            notices: r.words("notices", super::notices::IDS),
            translates: original.and_then(|_| r.text(super::translated::KEY)),
            body,
            span,
            hash,
            outline: OnceLock::new(),
        };
        if let (Some(image), None) = (&document.image, &document.image_alt) {
            r.fault(
                &codes::IMAGE_ALT_MISSING,
                &image.span,
                "the picture has no alternative text",
                "add image_alt: with what it shows, or image_alt: \"\" where it is only decoration",
            );
        }
        r.finish();
        if let Some(original) = original {
            document.inherit(original);
        }
        document.topic_slugs = document.topics.iter().map(|topic| slug(topic)).collect();
        document.title_words = telling_words(&document.title);
        if hash.is_some() {
            document.outline();
        }
        document
    }

    /// Takes from the original what a translation does not say.
    fn inherit(&mut self, original: &Document) {
        let o = original;
        self.author = self.author.take().or_else(|| o.author.clone());
        self.reviewed_by = self.reviewed_by.take().or_else(|| o.reviewed_by.clone());
        self.posted = self.posted.or(o.posted);
        self.updated = self.updated.or(o.updated);
        self.reviewed = self.reviewed.or(o.reviewed);
        self.review_due = self.review_due.or(o.review_due);
        if self.topics.is_empty() {
            self.topics.clone_from(&o.topics);
        }
        if self.references.is_empty() {
            self.references.clone_from(&o.references);
        }
        if self.image.is_none() {
            self.image.clone_from(&o.image);
            self.image_alt = self.image_alt.take().or_else(|| o.image_alt.clone());
        }
        self.template = self.template.take().or_else(|| o.template.clone());
        self.draft |= o.draft;
        self.sensitive |= o.sensitive;
        self.handout |= o.handout;
        self.publish_on = self.publish_on.max(o.publish_on);
        self.expires_on = match (self.expires_on, o.expires_on) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    /// Hash of what decides on addresses and on where links lead: it stays the same while only the text changes.
    pub fn outline(&self) -> &blake3::Hash {
        self.outline.get_or_init(|| self.outlined())
    }

    fn outlined(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        // Only what is reported as a fault of addresses needs its place.
        let place = |span: &Span| (u64::from(span.start) << 32 | u64::from(span.end)).to_le_bytes();
        add(self.file.as_str().as_bytes());
        for (topic, slug) in self.topics.iter().zip(&self.topic_slugs) {
            add(topic.as_bytes());
            if slug.is_empty() {
                add(&place(&topic.span));
            }
        }
        add(b"aliases");
        for alias in &self.aliases {
            add(alias.as_bytes());
            add(&place(&alias.span));
        }
        add(if self.handout { b"handout" } else { b"anchors" });
        self.anchors.iter().for_each(|anchor| add(anchor.as_bytes()));
        hasher.finalize()
    }

    /// The day from which its words are as they are now, and the key that says so.
    pub fn day(&self) -> (Option<Date>, &'static str) {
        match (self.updated.max(self.posted), self.reviewed) {
            (None, Some(reviewed)) => (Some(reviewed), "reviewed"),
            (day, _) if day == self.updated => (day, "updated"),
            (day, _) => (day, "posted"),
        }
    }

    /// Whether it is published on a day.
    pub fn is_published(&self, as_of: Date, drafts: bool) -> bool {
        drafts
            || (!self.draft
                && self.publish_on.is_none_or(|day| day <= as_of)
                && self.expires_on.is_none_or(|day| as_of < day))
    }

    /// All texts with Markdown in them.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        std::iter::once(&self.body).chain(&self.references).chain(self.faq.iter().map(|f| &f.answer))
    }

    /// Minutes it takes to read at 200 words a minute, at least one.
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.body.words.div_ceil(200).max(1)).unwrap_or(u32::MAX)
    }
}

/// Words shorter than this say little ("what", "your").
const TELLING_LETTERS: usize = 5;

fn telling_words(title: &str) -> Vec<String> {
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= TELLING_LETTERS).map(str::to_lowercase).collect()
}

fn faq(r: &Reader<'_>, sources: &Sources<'_>) -> Vec<Faq> {
    let mut ids = text::Ids::new("question");
    r.maps("faq", "a question")
        .into_iter()
        .filter_map(|q| {
            let question = q.required_text("question");
            let answer = q.required_text("answer");
            let id = question.as_ref().map(|question| ids.of(&q, question)).unwrap_or_default();
            q.finish();
            Some(Faq { id, question: question?.value, answer: sources.blocks(&answer?) })
        })
        .collect()
}
