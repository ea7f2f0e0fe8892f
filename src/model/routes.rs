//! Which pages there are and where: topics, facets, addresses, redirects, and the table of links.
//!
//! Every output path is claimed once in [`Addresses`]; what Anteroom itself needs is claimed first, so that a page that
//! would take such an address is told so at its file.

use super::addresses::{ALIAS, Addresses, slug};
use super::by_language::ByLanguage;
use super::document::Document;
use super::links::{Anchored, Target};
use super::parse::Localized;
use super::practice::{Practice, language_name};
use super::prints::{self, Print, Subject};
use super::provider::{ACCEPTING, POPULATIONS};
use super::{Facet, Page, PageKind, Site, Topic};
use crate::diagnostics::{Diagnostics, Span, Spanned, codes};
use crate::pictures::plan;
use crate::source::yaml::reader::clip;
use crate::source::{Content, FileId, SourceTree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Ways to narrow the directory, as their addresses name them.
pub const FACETS: &[&str] = &["specialty", "population", "insurance", "language", "location", "telehealth", "space"];

/// Roots that pages of the owner's cannot take, with what lies there.
pub const RESERVED: &[(&str, &str)] = &[
    ("/articles/", "the list of articles"),
    ("/topics/", "the list of topics"),
    ("/providers/", "the directory"),
    ("/forms/", "the list of forms"),
    ("/packets/", "the packets"),
    ("/glossary/", "the glossary"),
    ("/search/", "the search page"),
    ("/feed.xml", "the feed"),
    ("/social-articles.png", "a picture for shared links"),
    ("/social-forms.png", "a picture for shared links"),
    ("/social-glossary.png", "a picture for shared links"),
    ("/social-people.png", "a picture for shared links"),
    ("/social-practice.png", "a picture for shared links"),
    ("/assets/", "the theme's files"),
    ("/media/", "pictures"),
    ("/handouts/", "handouts"),
    ("/404.html", "the page for wrong addresses"),
    ("/apple-touch-icon.png", "the icon for home screens"),
    ("/favicon.ico", "the icon for tabs"),
    ("/sitemap.xml", "the sitemap"),
    ("/robots.txt", "the file for search engines"),
    ("/_headers", "the security headers"),
    ("/_redirects", "the redirects"),
    ("/.nojekyll", "a marker for hosts"),
    ("/.well-known/security.txt", "the security contact"),
    ("/.anteroom-output", "the marker of the output folder"),
];

/// What we write where the owner has no such file in `files/`: theirs is left as it is.
const YIELDING: &[&str] = &[
    "/apple-touch-icon.png",
    "/favicon.ico",
    "/feed.xml",
    "/social-articles.png",
    "/social-forms.png",
    "/social-glossary.png",
    "/social-people.png",
    "/social-practice.png",
    "/sitemap.xml",
    "/robots.txt",
    "/_headers",
    "/_redirects",
    "/.nojekyll",
    "/.well-known/security.txt",
];

/// Fills in topics, pages, redirects and links; the facets are there already.
pub fn lay_out(
    site: &mut Site,
    broken: &BTreeSet<FileId>,
    hidden: &[Localized<Document>],
    tree: &SourceTree,
    diagnostics: &mut Diagnostics,
) {
    let topics = topics(site, diagnostics);
    Arc::make_mut(&mut site.layout).topics = topics;
    let mut planner = Planner { site, addresses: Addresses::default(), pages: Vec::new(), diagnostics };
    planner.reserve();
    planner.pages();
    planner.media();
    let redirects = planner.redirects();
    let (pages, mut addresses) = (planner.pages, planner.addresses);
    let layout = Arc::make_mut(&mut site.layout);
    for page in &pages {
        layout.alternates.entry(page.kind).or_default().insert(&page.language, page.path.clone());
    }
    (layout.pages, layout.redirects) = (pages, redirects);
    let of = |print: &Print| match &print.subject {
        Subject::Form(index) => ("form", site.forms.get(*index).map(|form| &form.file)),
        Subject::Packet(index, _) => ("packet", site.packets.get(*index).map(|packet| &packet.file)),
        Subject::Handout(kind) => {
            let what = if matches!(kind, PageKind::Article(_)) { "article" } else { "page" };
            (what, site.prose(*kind).map(|page| &page.file))
        }
    };
    let mut prints = prints::plan(site);
    prints.retain(|print| {
        let (what, file) = of(print);
        addresses.claim(&print.path, what, file.map(Span::whole).as_ref(), diagnostics)
    });
    Arc::make_mut(&mut site.layout).prints = prints;
    link_table(site, broken, hidden, tree);
}

/// What is gathered of one topic.
#[derive(Default)]
struct Gathered<'a> {
    /// In which words it is written, and how often in each.
    titles: Vec<(&'a str, usize)>,
    articles: Vec<usize>,
}

/// Topics by language; words that differ only in case or composition are one topic.
fn topics(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Topic> {
    let default = site.language().to_owned();
    let mut topics = Vec::new();
    for language in &site.languages {
        let mut by_slug: HashMap<&str, Gathered<'_>> = HashMap::new();
        for (index, article) in site.articles.iter().enumerate().filter(|(_, a)| a.has(language, &default)) {
            let (document, _) = article.get(language, &default);
            for (topic, slug) in document.topics.iter().zip(&document.topic_slugs) {
                if slug.is_empty() {
                    // A translation that inherits its topics repeats the original's fault; repeats are dropped later.
                    diagnostics.push(
                        codes::EMPTY_SLUG
                            .at(topic.span.clone(), format!("no address can be made of the topic \"{}\"", clip(topic)))
                            .help("use at least one letter or digit"),
                    );
                    continue;
                }
                let Gathered { titles, articles } = by_slug.entry(slug).or_default();
                match titles.iter_mut().find(|(title, _)| *title == topic.as_str()) {
                    Some((_, times)) => *times += 1,
                    None => titles.push((topic, 1)),
                }
                if articles.last() != Some(&index) {
                    articles.push(index);
                }
            }
        }
        let mut own: Vec<Topic> = by_slug
            .into_iter()
            .map(|(slug, Gathered { titles, articles })| {
                let title = titles.iter().max_by_key(|(title, times)| (*times, std::cmp::Reverse(*title)));
                let title = title.map_or("", |(title, _)| title).to_owned();
                Topic { language: language.clone(), slug: slug.to_owned(), title, articles }
            })
            .collect();
        own.sort_by_cached_key(|t| (t.title.to_lowercase(), t.slug.clone()));
        topics.extend(own);
    }
    topics
}

/// Values of the directory's facets by language. A value that only one person has gets no page of its own.
pub fn facets(site: &Site) -> Vec<Facet> {
    let default = site.language();
    let mut facets = Vec::new();
    for language in &site.languages {
        let Some(practice) = site.practice(language) else { continue };
        for facet in FACETS {
            let mut values: BTreeMap<String, Facet> = BTreeMap::new();
            for (index, provider) in site.providers.iter().enumerate() {
                let (provider, own) = provider.get(language, default);
                // Of people's own words only these are translated with their profile.
                let title_lang = (!own && *facet == "specialty").then(|| default.to_owned());
                for (id, title) in values_of(facet, provider, practice) {
                    let value = slug(&id);
                    if value.is_empty() {
                        continue;
                    }
                    let entry = values.entry(value.clone()).or_insert_with(|| Facet {
                        language: language.clone(),
                        facet,
                        value,
                        title: title.clone(),
                        title_lang: title_lang.clone(),
                        providers: Vec::new(),
                    });
                    if entry.title_lang.is_some() && title_lang.is_none() {
                        (entry.title, entry.title_lang) = (title, None);
                    }
                    if entry.providers.last() != Some(&index) {
                        entry.providers.push(index);
                    }
                }
            }
            let mut own: Vec<Facet> = values.into_values().collect();
            // Values that we name ourselves stand in their own order; the owner's go by the alphabet.
            let named: &[&str] = match *facet {
                "population" => POPULATIONS,
                "space" => ACCEPTING,
                _ => &[],
            };
            own.sort_by_key(|f| named.iter().position(|n| *n == f.value));
            facets.extend(own);
        }
    }
    facets
}

/// A person's values for a facet: an id, and words where they are not the theme's.
fn values_of(facet: &str, provider: &super::provider::Provider, practice: &Practice) -> Vec<(String, String)> {
    let same = |values: &[String]| values.iter().map(|v| (v.clone(), v.clone())).collect();
    match facet {
        "specialty" => same(&provider.specialties),
        "population" => POPULATIONS
            .iter()
            .filter(|p| provider.populations.contains(p))
            .map(|p| ((*p).to_owned(), String::new()))
            .collect(),
        "insurance" => same(provider_insurance(provider, practice)),
        "language" => provider.languages.iter().map(|l| (l.value.clone(), language_name(l).to_owned())).collect(),
        "location" => practice
            .locations
            .iter()
            .filter(|l| provider.locations.iter().any(|id| id.value == l.id))
            .map(|l| (l.id.clone(), l.name.clone()))
            .collect(),
        "telehealth" if provider.telehealth() => vec![("yes".to_owned(), String::new())],
        "space" => provider.accepting.iter().map(|a| ((*a).to_owned(), String::new())).collect(),
        _ => Vec::new(),
    }
}

/// The insurers a person works with: their own list, else the practice's.
pub fn provider_insurance<'a>(provider: &'a super::provider::Provider, practice: &'a Practice) -> &'a [String] {
    if provider.insurance.is_empty() { &practice.insurance.in_network } else { &provider.insurance }
}

/// Lays the pages out, one kind after another.
struct Planner<'a> {
    site: &'a Site,
    addresses: Addresses,
    pages: Vec<Page>,
    diagnostics: &'a mut Diagnostics,
}

impl Planner<'_> {
    /// The path's beginning for a language: `/` or `/es/`.
    fn root(&self, language: &str) -> String {
        if language == self.site.language() { "/".to_owned() } else { format!("/{language}/") }
    }

    fn reserve(&mut self) {
        let owned: BTreeSet<String> = media_paths(self.site).into_iter().map(|(_, path)| path).collect();
        let yields = |root: &str, path: &str| {
            YIELDING.contains(&path) && owned.contains(&format!("{root}{}", path.trim_start_matches('/')))
        };
        for (path, what) in RESERVED.iter().filter(|(path, _)| !yields("/", path)) {
            self.addresses.claim(path, what, None, self.diagnostics);
        }
        for language in self.site.languages.iter().skip(1) {
            self.addresses.claim(&format!("/{language}/"), "the home page in another language", None, self.diagnostics);
        }
        for language in &self.site.languages {
            let root = self.root(language);
            for facet in FACETS {
                let path = format!("{root}providers/{facet}/");
                self.addresses.claim(&path, "a list of the directory", None, self.diagnostics);
            }
            self.addresses.claim(&format!("{root}articles/page/"), "the list of articles", None, self.diagnostics);
            if root != "/" {
                let own = RESERVED.iter().take_while(|(path, _)| *path != "/assets/");
                for (path, what) in own.filter(|(path, _)| !yields(&root, path)) {
                    let path = format!("{root}{}", path.trim_start_matches('/'));
                    self.addresses.claim(&path, what, None, self.diagnostics);
                }
            }
        }
    }

    /// A page of our own, whose address is reserved or made of slugs that have been claimed.
    fn own(&mut self, kind: PageKind, language: &str, path: String) {
        self.pages.push(Page { kind, language: language.to_owned(), path });
    }

    /// A page of a file of the owner's.
    fn claim(&mut self, kind: PageKind, language: &str, path: String, what: &str, file: &FileId) {
        if self.addresses.claim(&path, what, Some(&Span::whole(file)), self.diagnostics) {
            self.own(kind, language, path);
        }
    }

    /// The slug of a file's name; a fault where nothing is left.
    fn slug(&mut self, id: &str, file: &FileId) -> Option<String> {
        let slug = slug(id);
        if slug.is_empty() {
            self.diagnostics.push(
                codes::EMPTY_SLUG
                    .at(Span::whole(file), "no address can be made of this file's name")
                    .help("rename the file with at least one letter or digit"),
            );
            return None;
        }
        Some(slug)
    }

    fn pages(&mut self) {
        let site = self.site;
        let default = site.language().to_owned();
        for language in &site.languages {
            let root = self.root(language);
            self.own(PageKind::Home, language, root.clone());
            for (index, document) in site.documents.iter().enumerate() {
                self.localized(document, PageKind::Document(index), language, &default, &root, "page");
            }
            self.articles(language, &root, &default);
            for (index, provider) in site.providers.iter().enumerate() {
                let folder = format!("{root}providers/");
                self.localized(provider, PageKind::Provider(index), language, &default, &folder, "provider");
            }
            for (index, form) in site.forms.iter().enumerate() {
                let folder = format!("{root}forms/");
                self.localized(form, PageKind::Form(index), language, &default, &folder, "form");
            }
            for (index, packet) in site.packets.iter().enumerate() {
                let folder = format!("{root}packets/");
                self.localized(packet, PageKind::Packet(index), language, &default, &folder, "packet");
            }
            if !site.providers.is_empty() {
                self.own(PageKind::Providers, language, format!("{root}providers/"));
                for (index, facet) in site.layout.facets.iter().enumerate() {
                    if facet.language == *language && facet.providers.len() > 1 {
                        let path = format!("{root}providers/{}/{}/", facet.facet, facet.value);
                        self.own(PageKind::Facet(index), language, path);
                    }
                }
            }
            let paperwork = site.forms.iter().any(|f| f.has(language, &default))
                || site.packets.iter().any(|p| p.has(language, &default));
            if paperwork {
                self.own(PageKind::Forms, language, format!("{root}forms/"));
            }
            if site
                .glossary
                .as_ref()
                .is_some_and(|g| g.has(language, &default) && !g.get(language, &default).0.is_empty())
            {
                self.own(PageKind::Glossary, language, format!("{root}glossary/"));
            }
            // Where the home page is all there is, there is nothing to look for.
            let more = self.pages.iter().any(|page| page.language == *language && page.kind != PageKind::Home);
            if more && site.practice(&default).is_some_and(|practice| practice.search) {
                self.own(PageKind::Search, language, format!("{root}search/"));
            }
        }
        self.own(PageKind::NotFound, &default, "/404.html".to_owned());
    }

    fn localized<T>(
        &mut self,
        it: &Localized<T>,
        kind: PageKind,
        language: &str,
        default: &str,
        folder: &str,
        what: &str,
    ) {
        if !it.has(language, default) {
            return;
        }
        let file = it.translations.get(language).map_or(&it.file, |(file, _)| file);
        if let Some(slug) = self.slug(&it.id, file) {
            self.claim(kind, language, format!("{folder}{slug}/"), what, file);
        }
    }

    fn articles(&mut self, language: &str, root: &str, default: &str) {
        let site = self.site;
        let folder = format!("{root}articles/");
        let mut count = 0;
        for (index, article) in site.articles.iter().enumerate() {
            if article.has(language, default) {
                count += 1;
                self.localized(article, PageKind::Article(index), language, default, &folder, "article");
            }
        }
        if count == 0 {
            return;
        }
        let per_page = site.practice(language).map_or(20, |p| p.look.articles_per_page.max(1));
        for number in 1..=count_pages(count, per_page) {
            self.own(PageKind::Articles(number), language, numbered(&folder, number));
        }
        let topics: Vec<(usize, &Topic)> =
            site.layout.topics.iter().enumerate().filter(|(_, t)| t.language == language).collect();
        if !topics.is_empty() {
            self.own(PageKind::Topics, language, format!("{root}topics/"));
        }
        for (index, topic) in topics {
            for number in 1..=count_pages(topic.articles.len(), per_page) {
                let path = numbered(&format!("{root}topics/{}/", topic.slug), number);
                self.own(PageKind::Topic(index, number), language, path);
            }
        }
    }

    fn media(&mut self) {
        for (file, path) in media_paths(self.site) {
            if let Some((_, inner)) = path
                .split_at_checked(plan::FOLDER.len())
                .filter(|(folder, _)| folder.eq_ignore_ascii_case(plan::FOLDER))
            {
                // What lies there is made, and its names are not known yet.
                let made = format!("{}{inner}", plan::FOLDER);
                self.addresses.claim(&made, "the sizes of pictures", None, self.diagnostics);
            }
            // Everything under media/ is under its own root, where names differ as the files do; only case can clash.
            self.addresses.claim(&path, "file", Some(&Span::whole(&file)), self.diagnostics);
        }
    }

    fn redirects(&mut self) -> Vec<(String, String)> {
        let site = self.site;
        let default = site.language().to_owned();
        let mut redirects = Vec::new();
        let versions = |d: &Localized<Document>| {
            !d.original.aliases.is_empty() || d.translations.values().any(|(_, t)| !t.aliases.is_empty())
        };
        if !site.documents.iter().chain(&site.articles).any(versions) {
            return redirects;
        }
        // Pages of topics and of long lists are no files, so nobody has claimed them yet.
        for page in &self.pages {
            if !self.addresses.has(&page.path) {
                let what = if matches!(page.kind, PageKind::Topic(..)) {
                    "the list of a topic"
                } else {
                    "a list of this site"
                };
                self.addresses.claim(&page.path, what, None, self.diagnostics);
            }
        }
        let paths: BTreeMap<(PageKind, &str), String> =
            self.pages.iter().map(|p| ((p.kind, p.language.as_str()), p.path.clone())).collect();
        let documents = site.documents.iter().enumerate().map(|(i, d)| (PageKind::Document(i), d));
        let articles = site.articles.iter().enumerate().map(|(i, d)| (PageKind::Article(i), d));
        let mut wanted: Vec<(Spanned<String>, String)> = Vec::new();
        for (kind, document) in documents.chain(articles) {
            let versions = std::iter::once((&default, &document.original))
                .chain(document.translations.iter().map(|(language, (_, t))| (language, t)));
            for (language, version) in versions {
                if let Some(path) = paths.get(&(kind, language.as_str())) {
                    wanted.extend(version.aliases.iter().map(|alias| (alias.clone(), path.clone())));
                }
            }
        }
        for (alias, to) in wanted {
            match alias_path(&alias) {
                Some(from) => {
                    if self.addresses.claim(&from, ALIAS, Some(&alias.span), self.diagnostics) {
                        redirects.push((from, to));
                    }
                }
                None => {
                    let fault = |message: String| codes::ALIAS_REFUSED.at(alias.span.clone(), message);
                    let dashed = alias.trim().replace(char::is_whitespace, "-");
                    self.diagnostics.push(match alias_path(&dashed) {
                        Some(meant) => fault(format!("an address has no spaces, but \"{}\" does", clip(&alias)))
                            .help(format!("write {}", clip(&meant))),
                        None => fault(format!("\"{}\" is not an address of this site", clip(&alias)))
                            .help("write the old address from the site's root, such as /old-page/"),
                    });
                }
            }
        }
        redirects.sort();
        redirects
    }
}

/// `/old-page/` or `/old.html`; none for what is not an address of this site.
pub fn alias_path(alias: &str) -> Option<String> {
    let path = alias.trim();
    let inner = path.strip_prefix('/')?.trim_end_matches('/');
    let bad = |c: char| c.is_control() || c.is_whitespace() || "?#\\<>\"'|*:%".contains(c);
    if inner.is_empty()
        || inner.contains(bad)
        || inner.split('/').any(|p| p.is_empty() || p == "." || p == ".." || p.len() > 200)
    {
        return None;
    }
    let file = inner.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(if file { format!("/{inner}") } else { format!("/{inner}/") })
}

/// How many pages a list has.
pub fn count_pages(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1)).max(1)
}

/// The path of a list's page: the first is the list itself.
fn numbered(folder: &str, number: usize) -> String {
    if number <= 1 { folder.to_owned() } else { format!("{folder}page/{number}/") }
}

/// Where each media file lies on the site.
fn media_paths(site: &Site) -> Vec<(FileId, String)> {
    site.layout
        .media
        .iter()
        .map(|(file, _)| {
            let inside = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
            let path = match inside.strip_prefix("files/") {
                Some(root) => format!("/{root}"),
                None => format!("/media/{}", inside.strip_prefix("media/").unwrap_or(inside)),
            };
            (file.clone(), path)
        })
        .collect()
}

/// Fills the table of links: files, folders, facts, paths.
fn link_table(site: &mut Site, broken: &BTreeSet<FileId>, hidden: &[Localized<Document>], tree: &SourceTree) {
    let default = site.language().to_owned();
    let media = media_paths(site);
    let layout = Arc::make_mut(&mut site.layout);
    layout.media = media;
    let mut links = std::mem::take(&mut layout.links);
    for (file, path) in &site.layout.media {
        let (pixels, head) = match tree.files.get(file).map(|f| &f.content) {
            Some(Content::Media { pixels, head, .. }) => (*pixels, head.clone()),
            _ => (None, None),
        };
        links.add(file, Target::Media { file: file.clone(), path: path.clone(), pixels, head });
    }
    for file in broken {
        links.add(file, Target::Broken);
    }
    for document in hidden {
        links.add(&document.file, Target::Hidden);
        document.translations.values().for_each(|(file, _)| links.add(file, Target::Hidden));
    }
    for person in &site.former {
        links.add(&person.file, Target::Hidden);
        person.translations.values().for_each(|(file, _)| links.add(file, Target::Hidden));
    }
    let headings = |d: &Document| Arc::clone(&d.anchors);
    for (index, document) in site.documents.iter().enumerate() {
        targets(site, &mut links, document, PageKind::Document(index), &default, headings);
    }
    for (index, article) in site.articles.iter().enumerate() {
        targets(site, &mut links, article, PageKind::Article(index), &default, headings);
    }
    if let Some(home) = &site.home {
        targets(site, &mut links, home, PageKind::Home, &default, headings);
    }
    for (index, provider) in site.providers.iter().enumerate() {
        targets(site, &mut links, provider, PageKind::Provider(index), &default, |p| {
            Arc::new(p.bio.headings.iter().map(|h| h.id.clone()).collect())
        });
    }
    for (index, form) in site.forms.iter().enumerate() {
        targets(site, &mut links, form, PageKind::Form(index), &default, |f| Arc::new(f.anchors()));
    }
    for (index, packet) in site.packets.iter().enumerate() {
        targets(site, &mut links, packet, PageKind::Packet(index), &default, |_| Arc::default());
    }
    if let Some(glossary) = &site.glossary {
        targets(site, &mut links, glossary, PageKind::Glossary, &default, |terms| {
            Arc::new(terms.iter().map(|t| format!("term-{}", t.id)).collect())
        });
    }
    for (folder, kind) in [
        ("content", PageKind::Home),
        ("content/articles", PageKind::Articles(1)),
        ("content/providers", PageKind::Providers),
        ("content/forms", PageKind::Forms),
        ("content/packets", PageKind::Forms),
    ] {
        if let Some(versions) = site.layout.alternates.get(&kind) {
            links.add_folder(folder, versions.clone());
        }
    }
    for (language, practice) in &site.practice {
        links.add_facts(language, practice.fact_table.clone());
    }
    let media = site.layout.media.iter().map(|(_, path)| path.clone());
    let redirects = site.layout.redirects.iter().map(|(from, _)| from.clone());
    links.set_paths(site.layout.pages.iter().map(|p| p.path.clone()).chain(media).chain(redirects).collect());
    Arc::make_mut(&mut site.layout).links = links;
}

/// Adds a file with a page, and its translations.
fn targets<T>(
    site: &Site,
    links: &mut super::links::Links,
    it: &Localized<T>,
    kind: PageKind,
    default: &str,
    anchors: impl Fn(&T) -> Arc<BTreeSet<String>>,
) {
    let mut versions = ByLanguage::default();
    for language in &site.languages {
        if let Some(path) = site.path(kind, language) {
            let (version, _) = it.get(language, default);
            versions.insert(language, Anchored { path: path.to_owned(), anchors: anchors(version) });
        }
    }
    let versions = Arc::new(versions);
    links.add(&it.file, Target::Page { fixed: None, versions: Arc::clone(&versions) });
    for (language, (file, _)) in &it.translations {
        links.add(file, Target::Page { fixed: Some(language.clone()), versions: Arc::clone(&versions) });
    }
}
