//! Fills the holes of a parsed text: links, pictures, facts, the theme's words, and the first use of each glossary term.

use super::escape;
use super::view::ImageView;
use crate::model::glossary::Term;
use crate::source::markdown::{Body, Part, ReferenceKind};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeSet;

/// What a reference became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// A link.
    Link {
        /// Its address, encoded.
        url: String,
        /// Whether it leads to another site.
        external: bool,
        /// The language of the page that it leads to, where that is another than the text's page.
        lang: Option<String>,
    },
    /// A picture.
    Image(ImageView),
    /// A fact's value.
    Text(String),
    /// Nothing that can be shown: a link's words stay, a picture goes.
    Nothing,
}

impl Filled {
    /// A picture, or nothing.
    pub fn image(image: Option<ImageView>) -> Self {
        image.map_or(Self::Nothing, Self::Image)
    }
}

/// The terms of a language, ready to be found in prose.
pub struct Glossary {
    finder: Option<AhoCorasick>,
    /// For each pattern of the finder the index of its term.
    terms: Vec<usize>,
    ids: Vec<String>,
    names: Vec<String>,
    notes: Vec<String>,
    key: String,
}

impl Glossary {
    /// Makes the terms ready; `plain` gives a definition's words.
    pub fn new(terms: &[Term], plain: impl Fn(&Body) -> String) -> Self {
        let mut patterns: Vec<&str> = Vec::new();
        let mut owners = Vec::new();
        for (index, term) in terms.iter().enumerate() {
            for words in std::iter::once(&term.term).chain(&term.also).filter(|w| !w.trim().is_empty()) {
                patterns.push(words.trim());
                owners.push(index);
            }
        }
        // Longest first, so that "exposure therapy" is not taken for "exposure".
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        let key = patterns.iter().zip(&owners).map(|(p, o)| format!("{o}:{p}\n")).collect();
        Self {
            finder,
            terms: owners,
            ids: terms.iter().map(|t| t.id.clone()).collect(),
            names: terms.iter().map(|t| t.term.clone()).collect(),
            notes: terms.iter().map(|t| note(plain(&t.definition))).collect(),
            key,
        }
    }

    /// Everything that marking depends on.
    pub fn key(&self) -> (&str, &[String], &[String], &[String]) {
        (&self.key, &self.ids, &self.names, &self.notes)
    }

    /// Adds prose, escaped, with terms that are used for the first time marked.
    fn mark(&self, text: &str, filling: &mut BTreeSet<usize>, url: &str, out: &mut String) {
        let Some(finder) = &self.finder else { return escape::text_into(text, out) };
        let mut done = 0;
        for found in finder.find_iter(text) {
            let Some(term) = self.terms.get(found.pattern().as_usize()).copied() else { continue };
            let (Some(before), Some(words), Some(after)) =
                (text.get(..found.start()), text.get(found.range()), text.get(found.end()..))
            else {
                continue;
            };
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
            let whole = !letter(before.chars().next_back()) && !letter(after.chars().next());
            if !whole || filling.contains(&term) {
                continue;
            }
            filling.insert(term);
            escape::text_into(text.get(done..found.start()).unwrap_or_default(), out);
            out.push_str("<a class=\"term\" href=\"");
            escape::attribute_into(url, out);
            out.push_str("#term-");
            let id = self.ids.get(term).map_or("", String::as_str);
            escape::attribute_into(&crate::model::addresses::encode(id), out);
            // For the margin: a theme shows them through its stylesheet, so that nobody hears or copies them with the text.
            let of = |list: &[String]| list.get(term).cloned().unwrap_or_default();
            out.push_str("\" data-term=\"");
            escape::attribute_into(&of(&self.names), out);
            out.push_str("\" data-note=\"");
            escape::attribute_into(&of(&self.notes), out);
            out.push_str("\">");
            escape::text_into(words, out);
            out.push_str("</a>");
            done = found.end();
        }
        escape::text_into(text.get(done..).unwrap_or_default(), out);
    }
}

/// So many characters of a definition stand in a margin; the glossary has the rest.
const NOTE: usize = 280;

/// A definition as a margin has room for it, cut between words.
fn note(text: String) -> String {
    let Some((cut, _)) = text.char_indices().nth(NOTE) else { return text };
    let head = text.get(..cut).unwrap_or_default();
    // A language without spaces is cut where it is.
    let whole = head.rsplit_once(' ').map_or(head, |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// With what the holes of one text are filled.
pub struct Filling<'a> {
    /// What each of the body's references became, in their order.
    pub references: &'a [Filled],
    /// The terms to mark; none for texts in which none are.
    pub glossary: Option<&'a Glossary>,
    /// The glossary's page.
    pub glossary_url: &'a str,
    /// How wide a picture is shown, as `sizes` says it.
    pub sizes: &'a str,
    /// Whether the next picture is the first of its page.
    pub first: bool,
    /// The theme's words.
    pub word: &'a dyn Fn(&str) -> String,
    /// Terms that the page has marked already.
    pub seen: BTreeSet<usize>,
}

/// The finished HTML of a text.
pub fn html(body: &Body, filling: &mut Filling<'_>) -> String {
    let mut out = String::with_capacity(body.room());
    for part in body.parts() {
        match part {
            Part::Html(html) => out.push_str(html),
            Part::Prose(text) => match filling.glossary.filter(|_| !filling.glossary_url.is_empty()) {
                Some(glossary) => glossary.mark(text, &mut filling.seen, filling.glossary_url, &mut out),
                None => escape::text_into(text, &mut out),
            },
            Part::LinkStart(index) => link(body, index, filling.references, &mut out),
            Part::LinkEnd(index) => {
                if matches!(filling.references.get(index), Some(Filled::Link { .. })) {
                    out.push_str("</a>");
                }
            }
            Part::Image(index) => image(body, index, filling, &mut out),
            Part::Fact(index) => {
                if let Some(Filled::Text(text)) = filling.references.get(index) {
                    escape::text_into(text, &mut out);
                }
            }
            Part::Address(index) => match filling.references.get(index) {
                Some(Filled::Link { url, .. }) => escape::attribute_into(url, &mut out),
                Some(Filled::Image(image)) => escape::attribute_into(&image.url, &mut out),
                _ => {}
            },
            Part::Word(key) => escape::attribute_into(&(filling.word)(key), &mut out),
        }
    }
    out
}

fn link(body: &Body, index: usize, references: &[Filled], out: &mut String) {
    let Some(Filled::Link { url, external, lang }) = references.get(index) else { return };
    out.push_str("<a href=\"");
    escape::attribute_into(url, out);
    out.push('"');
    if let Some(ReferenceKind::Link { title, attributes }) = body.references.get(index).map(|r| &r.kind) {
        if !title.is_empty() {
            out.push_str(" title=\"");
            escape::attribute_into(title, out);
            out.push('"');
        }
        // What raw HTML says of its link stays, but whom a visitor comes from is nobody's business.
        out.push_str(attributes);
        if let Some(lang) = lang.as_deref().filter(|_| !attributes.contains(" hreflang=")) {
            out.push_str(" hreflang=\"");
            escape::attribute_into(lang, out);
            out.push('"');
        }
        if *external && !attributes.contains(" rel=") {
            out.push_str(" rel=\"noopener noreferrer\"");
        }
    }
    out.push('>');
}

/// How wide a picture among words is shown, where the theme does not say.
pub const SIZES: &str = "(min-width: 44em) 42em, 100vw";

fn image(body: &Body, index: usize, filling: &mut Filling<'_>, out: &mut String) {
    let Some(Filled::Image(image)) = filling.references.get(index) else { return };
    let attributes = match body.references.get(index).map(|r| &r.kind) {
        Some(ReferenceKind::Image { attributes, .. }) => attributes.as_str(),
        _ => "",
    };
    let mut sizes = String::new();
    escape::attribute_into(filling.sizes, &mut sizes);
    if let Some(avif) = &image.avif {
        out.push_str("<picture><source type=\"image/avif\" srcset=\"");
        escape::attribute_into(avif, out);
        out.push_str(&format!("\" sizes=\"{sizes}\">"));
    }
    out.push_str("<img src=\"");
    escape::attribute_into(&image.url, out);
    out.push('"');
    if let Some(srcset) = &image.srcset {
        out.push_str(" srcset=\"");
        escape::attribute_into(srcset, out);
        out.push_str(&format!("\" sizes=\"{sizes}\""));
    }
    out.push_str(" alt=\"");
    escape::attribute_into(&image.alt, out);
    out.push('"');
    if let (Some(width), Some(height), false) = (image.width, image.height, attributes.contains(" width=")) {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    out.push_str(attributes);
    // What stands at the top of a page is not to wait.
    if !std::mem::take(&mut filling.first) {
        out.push_str(" loading=\"lazy\"");
    }
    out.push_str(" decoding=\"async\">");
    if image.avif.is_some() {
        out.push_str("</picture>");
    }
}

/// A text without markup: for structured data.
pub fn plain(body: &Body, references: &[Filled]) -> String {
    let mut out = String::new();
    for part in body.parts() {
        match part {
            Part::Html(html) => strip(html, &mut out),
            Part::Prose(text) => out.push_str(text),
            Part::Fact(index) => {
                if let Some(Filled::Text(text)) = references.get(index) {
                    out.push_str(text);
                }
            }
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements within words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Our own HTML without its tags, its few entities undone.
fn strip(html: &str, out: &mut String) {
    let mut inside = false;
    let mut name = String::new();
    let mut text = String::new();
    for c in html.chars() {
        match c {
            '<' => {
                inside = true;
                name.clear();
            }
            '>' if inside => {
                inside = false;
                // Where a paragraph or a line ends, words part; emphasis and links stand within them.
                if !INLINE.contains(&name.trim_start_matches('/').split([' ', '/']).next().unwrap_or("")) {
                    text.push(' ');
                }
            }
            c if !inside => text.push(c),
            c => name.push(c),
        }
    }
    out.push_str(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(id: &str, term: &str, also: &[&str]) -> Term {
        Term {
            id: id.to_owned(),
            term: term.to_owned(),
            also: also.iter().map(|a| (*a).to_owned()).collect(),
            definition: Body::default(),
        }
    }

    fn marked(text: &str, terms: &[Term]) -> String {
        let glossary = Glossary::new(terms, |_| "What it \"is\".".to_owned());
        let body = Body::of([Part::Prose(text)]);
        let word = |key: &str| key.to_owned();
        let mut filling = Filling {
            references: &[],
            glossary: Some(&glossary),
            glossary_url: "/glossary/",
            word: &word,
            sizes: SIZES,
            first: true,
            seen: BTreeSet::new(),
        };
        html(&body, &mut filling)
    }

    #[test]
    fn a_term_is_marked_once_as_a_whole_word() {
        let terms = [term("act", "ACT", &[]), term("intake", "intake", &["first visit"])];
        assert_eq!(
            marked("An act, a fact, an ACT & an intake.", &terms),
            "An <a class=\"term\" href=\"/glossary/#term-act\" data-term=\"ACT\" data-note=\"What it &quot;is&quot;.\">act</a>, a fact, an ACT &amp; an <a class=\"term\" href=\"/glossary/#term-intake\" data-term=\"intake\" data-note=\"What it &quot;is&quot;.\">intake</a>."
        );
        assert_eq!(
            marked("The first visit", &terms),
            "The <a class=\"term\" href=\"/glossary/#term-intake\" data-term=\"intake\" data-note=\"What it &quot;is&quot;.\">first visit</a>"
        );
    }

    #[test]
    fn the_longest_term_counts() {
        let terms = [term("a", "exposure", &[]), term("b", "exposure therapy", &[])];
        assert_eq!(
            marked("exposure therapy", &terms),
            "<a class=\"term\" href=\"/glossary/#term-b\" data-term=\"exposure therapy\" data-note=\"What it &quot;is&quot;.\">exposure therapy</a>"
        );
    }

    #[test]
    fn a_long_definition_is_cut_between_words() {
        assert_eq!(note("A short one.".to_owned()), "A short one.");
        let long = note(["many words,"; 60].join(" "));
        assert!(long.ends_with(" words …") || long.ends_with(" many …"), "{long}");
        assert!(long.chars().count() <= NOTE + 2, "{long}");
        assert_eq!(note("心".repeat(400)), format!("{} …", "心".repeat(NOTE)));
    }
}
