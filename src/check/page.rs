//! A page of the output, parsed, and what other pages need to know of it.

use super::Checked;
use crate::html::{Id, Tree};
use crate::model::parse::Localized;
use crate::model::{PageKind, Site};
use crate::source::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// A page of the output.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its path in the output: `articles/grief/index.html`.
    pub path: &'a str,
    /// Its address on the site, not encoded: `/articles/grief/`.
    pub address: String,
    /// Which page it is; none for those that no file of the owner's stands behind, such as a redirect.
    pub kind: Option<PageKind>,
    /// Its language; the site's own where it says none.
    pub language: String,
    /// The file that it is made of, in its language, where it is one file's.
    pub source: Option<FileId>,
    /// The page as browsers read it.
    pub html: Tree,
    /// The site that it belongs to.
    pub site: &'a Site,
    /// The files.
    pub checked: &'a Checked<'a>,
}

/// What is known of a page before it is parsed.
#[derive(Debug, Clone)]
pub struct Made {
    kind: PageKind,
    language: String,
    /// The file of the owner's.
    pub source: Option<FileId>,
}

/// Which page each address is, and the file that it is made of.
pub fn sources(site: &Site) -> BTreeMap<&str, Made> {
    site.layout
        .pages
        .iter()
        .map(|page| {
            let language = page.language.as_str();
            let source = match page.kind {
                PageKind::Home => site.home.as_ref().map(|it| file_of(it, language)),
                PageKind::Document(i) => site.documents.get(i).map(|it| file_of(it, language)),
                PageKind::Article(i) => site.articles.get(i).map(|it| file_of(it, language)),
                PageKind::Provider(i) => site.providers.get(i).map(|it| file_of(it, language)),
                PageKind::Form(i) => site.forms.get(i).map(|it| file_of(it, language)),
                PageKind::Packet(i) => site.packets.get(i).map(|it| file_of(it, language)),
                _ => None,
            };
            (page.path.as_str(), Made { kind: page.kind, language: page.language.clone(), source })
        })
        .collect()
}

/// The file of a version, else the original's.
fn file_of<T>(it: &Localized<T>, language: &str) -> FileId {
    it.translations.get(language).map_or_else(|| it.file.clone(), |(file, _)| file.clone())
}

/// A page's address by its path in the output: `articles/grief/index.html` is `/articles/grief/`.
pub(super) fn address_of(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

impl<'a> Page<'a> {
    /// Parses a page.
    pub fn parse(path: &'a str, bytes: &[u8], sources: &BTreeMap<&str, Made>, checked: &'a Checked<'a>) -> Self {
        let address = address_of(path);
        let made = sources.get(address.as_str()).cloned();
        let html = Tree::of_page(&String::from_utf8_lossy(bytes));
        let said = html.all("html").find_map(|id| html.attribute(id, "lang")).map(str::to_owned);
        let own = checked.site.language().to_owned();
        let language = made.as_ref().map(|m| m.language.clone()).or(said).unwrap_or(own);
        let (kind, source) = made.map_or((None, None), |made| (Some(made.kind), made.source));
        Self { path, address, kind, language, source, html, site: checked.site, checked }
    }

    /// The part of the page that is its own: `<main>`, else all of it.
    pub fn main(&self) -> Id {
        self.html.all("main").next().unwrap_or_else(|| self.html.top())
    }

    /// What other pages need to know of it.
    pub fn facts(&self) -> Facts {
        let html = &self.html;
        let attribute = |id: Id, name: &str| html.attribute(id, name).map(str::to_owned);
        let mut facts = Facts {
            path: self.path.to_owned(),
            address: self.address.clone(),
            kind: self.kind,
            language: self.language.clone(),
            source: self.source.clone(),
            ..Facts::default()
        };
        for id in html.elements() {
            facts.ids.extend(attribute(id, "id"));
            let name = html.name(id);
            match name {
                "a" | "area" => {
                    if let Some(to) = attribute(id, "href") {
                        facts.ids.extend(attribute(id, "name"));
                        facts.links.push(Link { to, words: squeeze(&html.text(id)), leaves: true });
                    }
                }
                "title" if html.around(id).all(|a| html.name(a) != "svg") && facts.title.is_empty() => {
                    facts.title = squeeze(&html.text(id));
                }
                "meta" if attribute(id, "name").is_some_and(|n| n.eq_ignore_ascii_case("robots")) => {
                    facts.noindex = attribute(id, "content").is_some_and(|c| c.contains("noindex"));
                }
                "meta" if attribute(id, "http-equiv").is_some_and(|n| n.eq_ignore_ascii_case("refresh")) => {
                    facts.redirect = attribute(id, "content")
                        .and_then(|c| c.split_once(['u', 'U']).map(|(_, rest)| rest.to_owned()))
                        .and_then(|rest| {
                            rest.split_once('=').map(|(_, to)| to.trim_matches([' ', '\'', '"']).to_owned())
                        });
                }
                "link" => facts.links.extend(attribute(id, "href").map(|to| Link {
                    to,
                    words: attribute(id, "rel").unwrap_or_default(),
                    leaves: false,
                })),
                _ => {}
            }
            if name != "a" && name != "area" {
                let loads =
                    attribute(id, "src").into_iter().chain(attribute(id, "poster")).chain(attribute(id, "data"));
                let sets = attribute(id, "srcset").into_iter().flat_map(|set| {
                    set.split(',')
                        .filter_map(|one| one.split_whitespace().next().map(str::to_owned))
                        .collect::<Vec<_>>()
                });
                let links = loads.chain(sets).map(|to| Link { to, words: name.to_owned(), leaves: false });
                facts.links.extend(links);
            }
        }
        facts
    }
}

/// What other pages need to know of a page.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Its path in the output: `articles/grief/index.html`.
    pub path: String,
    /// Its address on the site, not encoded: `/articles/grief/`.
    pub address: String,
    /// Which page it is.
    pub kind: Option<PageKind>,
    /// Its language.
    pub language: String,
    /// The file that it is made of.
    pub source: Option<FileId>,
    /// Its `<title>`.
    pub title: String,
    /// What a link may name after `#`.
    pub ids: BTreeSet<String>,
    /// What it leads to and what it loads, as written.
    pub links: Vec<Link>,
    /// Where it sends its readers at once, as written.
    pub redirect: Option<String>,
    /// Whether it asks search engines to leave it out.
    pub noindex: bool,
}

/// An address on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written: `../forms/#top`, `https://...`.
    pub to: String,
    /// The words of a link; `rel` of a `<link>`; the element's name of what is loaded.
    pub words: String,
    /// Whether a visitor follows it; else the page loads it, or says it to programs.
    pub leaves: bool,
}

/// Runs of white space as one space.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
