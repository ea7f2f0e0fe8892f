//! What the files say, checked and linked to each other.
//!
//! 1. [`parse`](parse::parse) reads every file into its type: [`Parsed`](parse::Parsed).
//! 2. [`resolve`](resolve::resolve) links them: who wrote what, which links lead where, which page has which address. The
//!    result is a [`Site`], from which every page can be rendered without looking anywhere else.

pub mod addresses;
pub mod by_language;
pub mod checks;
pub mod document;
pub mod form;
pub mod glossary;
pub mod links;
pub mod notices;
pub mod packet;
pub mod parse;
pub mod practice;
pub mod prints;
pub mod provider;
pub mod resolve;
pub mod routes;
pub mod schema;
pub mod states;
pub mod text;
pub mod translated;

use crate::source::{FileId, SourceTree};
use by_language::ByLanguage;
use document::{Document, DocumentKind};
use form::Form;
use glossary::Term;
use jiff::civil::Date;
use links::Links;
use packet::Packet;
use parse::Localized;
use practice::Practice;
use provider::Provider;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the command line says about a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The only clock that output may see.
    pub as_of: Date,
    /// Shows drafts, and what is not published yet or any more.
    pub drafts: bool,
    /// Takes the place of `url` in practice.yaml.
    pub base_url: Option<String>,
    /// Links lead from file to file, for reading from a disk.
    pub relative: bool,
}

/// Everything that is published, linked.
#[derive(Debug, Clone)]
pub struct Site {
    /// What the command line said.
    pub settings: Settings,
    /// The practice in each language.
    pub practice: BTreeMap<String, Arc<Practice>>,
    /// Language codes, the site's own first.
    pub languages: Vec<String>,
    /// `index.md`
    pub home: Option<Localized<Document>>,
    /// Standing pages, by file name.
    pub documents: Vec<Localized<Document>>,
    /// Articles, newest first.
    pub articles: Vec<Localized<Document>>,
    /// People, in the directory's order.
    pub providers: Vec<Localized<Provider>>,
    /// People who have left: they have no page, and their articles keep their names.
    pub former: Vec<Localized<Provider>>,
    /// Forms, by title.
    pub forms: Vec<Localized<Form>>,
    /// Packets, by title.
    pub packets: Vec<Localized<Packet>>,
    /// Terms.
    pub glossary: Option<Localized<Vec<Term>>>,
    /// Which pages there are, and where.
    pub layout: Arc<Layout>,
}

/// Which pages a site has, where they lie and where links lead. It is the same for as long as no name, topic, heading or the like
/// changes, whatever the texts say.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Topics of each language, by name.
    pub topics: Vec<Topic>,
    /// Values by which the directory is narrowed.
    pub facets: Vec<Facet>,
    /// Every page, in the order of addresses.
    pub pages: Vec<Page>,
    /// The pages of one kind in all languages: language and path.
    pub alternates: BTreeMap<PageKind, ByLanguage<String>>,
    /// Where links lead.
    pub links: Links,
    /// Old addresses and where they lead now.
    pub redirects: Vec<(String, String)>,
    /// Every PDF.
    pub prints: Vec<prints::Print>,
    /// Files under `media/` and `files/` and where they lie on the site.
    pub media: Vec<(FileId, String)>,
}

/// What articles are about, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The language.
    pub language: String,
    /// Its address.
    pub slug: String,
    /// In words, as most articles write it.
    pub title: String,
    /// Indices into [`Site::articles`], newest first.
    pub articles: Vec<usize>,
}

/// One value of one way to narrow the directory, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The language.
    pub language: String,
    /// `specialty`, `population`, `insurance`, `language`, `location`, `telehealth`, `space`
    pub facet: &'static str,
    /// The value's slug.
    pub value: String,
    /// In words.
    pub title: String,
    /// The language of the words, where they are of somebody whose profile is not translated yet.
    pub title_lang: Option<String>,
    /// Indices into [`Site::providers`], in the directory's order.
    pub providers: Vec<usize>,
}

/// Which page; numbers are indices into the site's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// `/`
    Home,
    /// `/PAGE/`
    Document(usize),
    /// `/articles/`, `/articles/page/2/`: the number of the page, from 1
    Articles(usize),
    /// `/articles/SLUG/`
    Article(usize),
    /// `/topics/`
    Topics,
    /// `/topics/SLUG/`: the topic and the number of the page, from 1
    Topic(usize, usize),
    /// `/providers/`
    Providers,
    /// `/providers/FACET/VALUE/`
    Facet(usize),
    /// `/providers/SLUG/`
    Provider(usize),
    /// `/forms/`
    Forms,
    /// `/forms/SLUG/`
    Form(usize),
    /// `/packets/SLUG/`
    Packet(usize),
    /// `/glossary/`
    Glossary,
    /// `/search/`
    Search,
    /// `/404.html`
    NotFound,
}

/// A page and its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which page.
    pub kind: PageKind,
    /// Its language.
    pub language: String,
    /// Its path from the site's root, not encoded: `/es/articles/duelo/`.
    pub path: String,
}

impl Site {
    /// An article or a standing page, in all its languages.
    pub fn prose(&self, kind: PageKind) -> Option<&Localized<Document>> {
        match kind {
            PageKind::Article(index) => self.articles.get(index),
            PageKind::Document(index) => self.documents.get(index),
            _ => None,
        }
    }

    /// The site's own language.
    pub fn language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }

    /// The practice in a language.
    pub fn practice(&self, language: &str) -> Option<&Arc<Practice>> {
        self.practice.get(language).or_else(|| self.practice.get(self.language()))
    }

    /// The path of a page in a language, if it is there.
    pub fn path(&self, kind: PageKind, language: &str) -> Option<&str> {
        self.layout.alternates.get(&kind)?.get(language).map(String::as_str)
    }

    /// The path of a page in a language, else in the site's own.
    pub fn nearest_path(&self, kind: PageKind, language: &str) -> Option<&str> {
        self.path(kind, language).or_else(|| self.path(kind, self.language()))
    }

    /// The site's own address, without a slash at the end.
    pub fn url(&self) -> Option<&str> {
        let own = self.practice(self.language()).and_then(|p| p.url.as_deref());
        self.settings.base_url.as_deref().or(own)
    }

    /// A provider by id.
    pub fn provider(&self, id: &str) -> Option<usize> {
        self.providers.iter().position(|p| p.id == id)
    }

    /// A form by id.
    pub fn form(&self, id: &str) -> Option<usize> {
        self.forms.iter().position(|f| f.id == id)
    }

    /// The articles of a language, newest first.
    pub fn articles_in<'a>(&'a self, language: &'a str) -> impl Iterator<Item = usize> + 'a {
        let default = self.language();
        (0..self.articles.len()).filter(move |i| self.articles.get(*i).is_some_and(|a| a.has(language, default)))
    }

    /// A standing page whose template has a name: `contact`, `fees`, `help-now`.
    pub fn document_with_template(&self, template: &str) -> Option<usize> {
        let asks =
            |d: &Document| d.kind == DocumentKind::Page && d.template.as_ref().is_some_and(|t| t.value == template);
        self.documents
            .iter()
            .position(|d| asks(&d.original))
            .or_else(|| self.documents.iter().position(|d| d.id == template))
    }
}

/// Reads and links a tree: the two stages of this module in one call.
pub fn build(
    tree: &SourceTree,
    settings: Settings,
    memo: &crate::memo::Memo,
    diagnostics: &mut crate::diagnostics::Diagnostics,
) -> Site {
    let parsed = parse::parse(tree, memo, diagnostics);
    resolve::resolve(parsed, tree, settings, memo, diagnostics)
}
