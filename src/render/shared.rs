//! What all pages of one language share, made once.

use super::markdown::{self, Filled, Filling, Glossary};
use super::related::Kinship;
use super::strings::{Argument, Strings};
use super::theme::Theme;
use super::view::{ArticleCardView, BylineView, DateView, ImageView, LinkView, ProviderCardView, SiteView};
use super::{Voice, article_page, directory, site_view};
use crate::model::document::Document;
use crate::model::parse::Localized;
use crate::model::practice::{Practice, language_name};
use crate::model::provider::{Provider, is_provider_id};
use crate::model::{PageKind, Site, addresses::encode};
use crate::pictures::plan::Purpose;
use crate::source::markdown::Body;
use jiff::civil::Date;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// One language of the site.
pub struct Shared {
    /// The site.
    pub site: Arc<Site>,
    /// The language's code.
    pub language: String,
    /// The practice in this language.
    pub practice: Arc<Practice>,
    /// The practice as templates see it.
    pub view: SiteView,
    /// The same, ready for Tera, which shares it between pages.
    pub value: tera::Value,
    /// The articles of the language by index into the site's, newest first.
    pub articles: Vec<usize>,
    /// Cards of people, by index.
    pub people: Vec<ProviderCardView>,
    /// Cards of articles, by index: each made when the first page shows it.
    cards: Vec<OnceLock<Option<ArticleCardView>>>,
    kinship: OnceLock<Kinship>,
    /// The articles of each author, by id.
    authors: OnceLock<HashMap<String, Vec<usize>>>,
    /// Topics by slug.
    topics: HashMap<String, usize>,
    strings: Option<Arc<Strings>>,
    glossary: Option<Glossary>,
    glossary_url: String,
    providers: HashMap<String, usize>,
    /// How wide the theme shows pictures among words.
    sizes: String,
    hash: Option<String>,
}

impl Shared {
    /// Makes what the pages of a language share.
    pub fn new(site: &Arc<Site>, theme: &Theme, language: &str) -> Self {
        let practice = site.practice(language).cloned().unwrap_or_default();
        let glossary_url = site.path(PageKind::Glossary, language).map(encode).unwrap_or_default();
        let terms = site.glossary.as_ref().filter(|g| g.has(language, site.language()));
        let mut shared = Self {
            site: Arc::clone(site),
            language: language.to_owned(),
            practice,
            view: SiteView::default(),
            value: tera::Value::none(),
            articles: site.articles_in(language).collect(),
            people: Vec::new(),
            cards: site.articles.iter().map(|_| OnceLock::new()).collect(),
            kinship: OnceLock::new(),
            authors: OnceLock::new(),
            topics: (site.layout.topics.iter().enumerate().filter(|(_, topic)| topic.language == language))
                .map(|(index, topic)| (topic.slug.clone(), index))
                .collect(),
            strings: theme.strings(language),
            glossary: terms.map(|g| {
                Glossary::new(g.get(language, site.language()).0, |body| {
                    markdown::plain(body, &resolved(site, body, language))
                })
            }),
            glossary_url,
            providers: site.providers.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect(),
            sizes: theme.sizes.clone(),
            hash: None,
        };
        shared.view = site_view::build(&shared, theme);
        shared.value = tera::Value::from_serializable(&shared.view);
        shared.people = (0..site.providers.len()).map(|i| directory::card(&shared, i)).collect();
        let glossary = shared.glossary.as_ref().map(Glossary::key);
        shared.hash =
            crate::memo::key_of("shared", &(&shared.view, &shared.people, glossary)).map(|h| h.to_hex().to_string());
        shared
    }

    /// Hash of what every page of the language shows or may show.
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// A fresh voice for one page: it marks each glossary term once.
    pub fn voice(&self) -> PageVoice<'_> {
        PageVoice { shared: self, seen: RefCell::default(), glossary: true, first: Cell::new(true) }
    }

    /// A voice that marks no glossary terms: for the glossary itself and for forms.
    pub fn plain_voice(&self) -> PageVoice<'_> {
        PageVoice { shared: self, seen: RefCell::default(), glossary: false, first: Cell::new(false) }
    }

    /// The theme's words.
    pub fn word(&self, key: &str) -> String {
        self.strings().map_or_else(|| key.to_owned(), |s| s.word(key))
    }

    /// The theme's words with arguments.
    pub fn words(&self, key: &str, args: &[(&str, Argument<'_>)]) -> String {
        self.strings().and_then(|s| s.get(key, args)).unwrap_or_else(|| key.to_owned())
    }

    /// The theme's words, if it has any.
    pub fn maybe_word(&self, key: &str) -> Option<String> {
        self.strings().and_then(|s| s.get(key, &[]))
    }

    /// The theme's strings.
    pub fn strings(&self) -> Option<&Strings> {
        self.strings.as_deref()
    }

    /// A date in the page's language.
    pub fn date(&self, date: Date) -> DateView {
        let text = self.strings().map_or_else(|| date.to_string(), |s| s.date(date));
        DateView { iso: date.to_string(), text }
    }

    /// The address of a page in this language, else in the site's own.
    pub fn url(&self, kind: PageKind) -> Option<String> {
        self.site.nearest_path(kind, &self.language).map(encode)
    }

    /// The language of a page where it is not in this one: the site's own.
    pub fn foreign(&self, kind: PageKind) -> Option<String> {
        let here = self.site.path(kind, &self.language).is_some();
        (!here && self.language != self.site.language()).then(|| self.site.language().to_owned())
    }

    /// "in English": which language something is in, for who does not read it.
    pub fn in_language(&self, code: &str) -> String {
        self.maybe_word(&format!("in-language-{code}"))
            .unwrap_or_else(|| self.words("in-language", &[("name", Argument::Text(language_name(code)))]))
    }

    /// A link to a page, in words that are written in the page's language.
    pub fn link(&self, kind: PageKind, title: impl Into<String>) -> Option<LinkView> {
        Some(LinkView { title: title.into(), url: self.url(kind)?, lang: self.foreign(kind) })
    }

    /// A link to a document.
    pub fn document_link(&self, kind: PageKind, document: &Document) -> Option<LinkView> {
        self.link(kind, document.title.clone())
    }

    /// An article in a list; none where it is not in this language.
    pub fn article_card(&self, index: usize) -> Option<ArticleCardView> {
        self.cards.get(index)?.get_or_init(|| article_page::card(self, index)).clone()
    }

    /// Articles related to one, by index.
    pub fn related(&self, index: usize) -> Vec<usize> {
        self.kinship.get_or_init(|| Kinship::new(&self.site, &self.language)).of(index)
    }

    /// Articles of one of the practice's people, by index, newest first.
    pub fn written_by(&self, id: &str) -> &[usize] {
        let authors = self.authors.get_or_init(|| {
            let mut authors: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, article) in self.site.articles.iter().enumerate() {
                if let Some(who) = &article.original.author {
                    authors.entry(who.value.clone()).or_default().push(index);
                }
            }
            authors
        });
        authors.get(id).map_or(&[], Vec::as_slice)
    }

    /// A topic's index.
    pub fn topic(&self, slug: &str) -> Option<usize> {
        self.topics.get(slug).copied()
    }

    /// A provider's index.
    pub fn provider(&self, id: &str) -> Option<usize> {
        self.providers.get(id).copied()
    }

    /// An author, reviewer or supervisor: one of the practice's people, or a plain name.
    pub fn byline(&self, who: &str) -> Option<BylineView> {
        let view = |person: &Localized<Provider>, url| {
            let (person, _) = person.get(&self.language, self.site.language());
            Some(BylineView { name: person.name_with_credentials(), role: person.role.clone(), url })
        };
        if let Some(index) = self.provider(who) {
            return view(self.site.providers.get(index)?, self.url(PageKind::Provider(index)));
        }
        match self.site.former.iter().find(|person| person.id == who) {
            Some(person) => view(person, None),
            // Someone whose file is broken: an id is no name to show.
            None if is_provider_id(who) => None,
            None => Some(BylineView { name: who.to_owned(), role: None, url: None }),
        }
    }

    /// What a body's references become in this language.
    pub fn fill(&self, body: &Body) -> Vec<Filled> {
        resolved(&self.site, body, &self.language)
    }

    /// A picture that a file names; none where it is not there.
    pub fn picture(
        &self,
        target: Option<&crate::diagnostics::Spanned<String>>,
        alt: Option<&str>,
        purpose: Purpose,
    ) -> Option<ImageView> {
        let target = target?;
        self.site.layout.links.picture(&target.value, &target.span, alt.unwrap_or(""), purpose).ok()?
    }
}

fn resolved(site: &Site, body: &Body, language: &str) -> Vec<Filled> {
    let one = |reference| site.layout.links.resolve(reference, language).unwrap_or(Filled::Nothing);
    body.references.iter().map(one).collect()
}

/// The voice of one page.
pub struct PageVoice<'a> {
    shared: &'a Shared,
    seen: RefCell<BTreeSet<usize>>,
    glossary: bool,
    /// Whether its next picture is the first that the page shows.
    first: Cell<bool>,
}

impl PageVoice<'_> {
    /// The same on a page that shows a picture above its text, where there is one: further ones can wait.
    pub fn below(self, picture: Option<&ImageView>) -> Self {
        self.first.set(picture.is_none());
        self
    }
}

impl Voice for PageVoice<'_> {
    fn word(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Argument<'_>)> = args.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
        self.shared.words(key, &args)
    }

    fn date(&self, date: Date) -> DateView {
        self.shared.date(date)
    }

    fn html(&self, body: &Body) -> String {
        let references = self.shared.fill(body);
        let word = |key: &str| self.shared.word(key);
        let mut seen = self.seen.borrow_mut();
        let mut filling = Filling {
            references: &references,
            glossary: self.shared.glossary.as_ref().filter(|_| self.glossary),
            glossary_url: &self.shared.glossary_url,
            word: &word,
            sizes: &self.shared.sizes,
            first: self.first.get(),
            seen: std::mem::take(&mut *seen),
        };
        let html = markdown::html(body, &mut filling);
        self.first.set(filling.first);
        *seen = filling.seen;
        html
    }
}
