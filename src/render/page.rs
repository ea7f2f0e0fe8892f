//! One page: its frame, its view, its template.

use super::shared::Shared;
use super::theme::Theme;
use super::view::{
    ArticleListView, ArticleView, DirectoryView, DocumentView, FormCardView, FormView, HomeView, ImageView, LinkView,
    PacketCardView, PacketView, PageView, PaperworkView, ProviderView, SearchView, SocialView, TermView, TopicView,
    TranslationView,
};
use super::{Voice, article_page, directory, extras, form_page, packet_page, search, search_page, structured_data};
use crate::model::document::Document;
use crate::model::parse::Localized;
use crate::model::practice::{language_name, right_to_left};
use crate::model::prints::Subject;
use crate::model::{Page, PageKind, Site, addresses::encode};
use crate::paper::drawings::{CARD, Card};
use crate::paper::prints::Prints;
use serde::Serialize;

/// A page, ready for its template.
#[derive(Debug, Serialize)]
pub struct Built {
    page: PageView,
    view: View,
    template: Option<String>,
}

/// What a page shows, by kind.
#[derive(Debug, Serialize)]
enum View {
    Home(Box<HomeView>),
    Document(Box<DocumentView>),
    Articles(Box<ArticleListView>),
    Article(Box<ArticleView>),
    Topics(Vec<TopicView>),
    Topic(Box<ArticleListView>),
    Directory(Box<DirectoryView>),
    Provider(Box<ProviderView>),
    Paperwork(Box<PaperworkView>),
    Form(Box<FormView>),
    Packet(Box<PacketView>),
    Terms(Vec<TermView>),
    Search(Box<SearchView>),
    Nothing,
}

impl Built {
    /// The template's file.
    pub fn template_file(&self) -> String {
        if let Some(template) = &self.template {
            return format!("{template}.html");
        }
        let name = match &self.view {
            View::Home(_) => "home",
            View::Document(_) => "page",
            View::Articles(_) => "articles",
            View::Article(_) => "article",
            View::Topics(_) => "topics",
            View::Topic(_) => "topic",
            View::Directory(_) => "providers",
            View::Provider(_) => "provider",
            View::Paperwork(_) => "forms",
            View::Form(_) => "form",
            View::Packet(_) => "packet",
            View::Terms(_) => "glossary",
            View::Search(_) => "search",
            View::Nothing => "404",
        };
        format!("{name}.html")
    }

    /// How many bytes its HTML takes, about: its text and a frame.
    pub fn room(&self) -> usize {
        let text = match &self.view {
            View::Home(home) => home.body_html.len(),
            View::Document(document) => document.body_html.len(),
            View::Article(article) => article.body_html.len(),
            _ => 0,
        };
        text + 8 * 1024
    }

    /// The variables of the template.
    pub fn context(&self, shared: &Shared) -> tera::Context {
        let mut context = tera::Context::new();
        context.insert_value("site", shared.value.clone());
        context.insert("page", &self.page);
        match &self.view {
            View::Home(v) => context.insert("home", v),
            View::Document(v) => context.insert("document", v),
            View::Articles(v) => context.insert("articles", v),
            View::Article(v) => context.insert("article", v),
            View::Topics(v) => context.insert("topics", v),
            View::Topic(v) => context.insert("topic", v),
            View::Directory(v) => context.insert("directory", v),
            View::Provider(v) => context.insert("provider", v),
            View::Paperwork(v) => context.insert("paperwork", v),
            View::Form(v) => context.insert("form", v),
            View::Packet(v) => context.insert("packet", v),
            View::Terms(v) => context.insert("terms", v),
            View::Search(v) => context.insert("search", v),
            View::Nothing => {}
        }
        context
    }
}

/// What is known of a page before its frame is drawn.
struct Draft {
    kind: &'static str,
    title: String,
    summary: Option<String>,
    view: View,
    template: Option<String>,
    sensitive: bool,
    noindex: bool,
    untranslated: bool,
}

impl Draft {
    fn new(kind: &'static str, title: String, summary: Option<String>, view: View) -> Self {
        Self { kind, title, summary, view, template: None, sensitive: false, noindex: false, untranslated: false }
    }
}

/// Builds a page.
pub fn build(site: &Site, shared: &Shared, page: &Page, theme: &Theme, prints: &Prints) -> Built {
    let mut draft = draft(site, shared, page, theme, prints);
    // A template that is not there has been reported; the page is still shown, in the usual one.
    draft.template = draft.template.filter(|t| theme.has_template(t));
    let breadcrumbs = breadcrumbs(shared, page.kind);
    let canonical = site.url().map(|url| format!("{url}{}", encode(&page.path)));
    let practice = &shared.practice.name;
    let head_title = if draft.title == *practice || draft.title.is_empty() {
        practice.clone()
    } else {
        format!("{} – {practice}", draft.title)
    };
    let title = if draft.title.is_empty() { practice.clone() } else { draft.title };
    let mut view = PageView {
        kind: draft.kind,
        title,
        head_title,
        summary: draft.summary,
        url: encode(&page.path),
        canonical: canonical.filter(|_| page.kind != PageKind::NotFound),
        lang: page.language.clone(),
        dir: if right_to_left(&page.language) { "rtl" } else { "ltr" },
        translations: translations(site, page, theme),
        breadcrumbs,
        sensitive: draft.sensitive,
        noindex: draft.noindex,
        social: None,
        structured_data: None,
        policy: String::new(),
        untranslated: draft.untranslated,
    };
    view.social = social(site, shared, page, &view, &draft.view);
    view.structured_data = structured_data::build(site, shared, page, &view);
    let searches = search::has_box(site, theme, page.kind);
    view.policy = extras::meta_policy(site, searches, view.structured_data.as_deref());
    Built { page: view, view: draft.view, template: draft.template }
}

/// What is shown beside a link to the page.
fn social(site: &Site, shared: &Shared, page: &Page, view: &PageView, own: &View) -> Option<SocialView> {
    let (root, practice) = (site.url()?, &shared.practice);
    let card = if view.sensitive { Card::Practice } else { Card::of(page.kind)? };
    let whole = |path: &str| format!("{root}{path}");
    let mut social = SocialView {
        kind: "website",
        title: practice.name.clone(),
        description: practice.tagline.clone(),
        locale: locale(&page.language, &practice.country),
        other_locales: (view.translations.iter())
            .filter(|version| version.translated && !version.current)
            .map(|version| locale(&version.code, &practice.country))
            .collect(),
        published: None,
        modified: None,
        image_url: whole(&encode(&card.path(site, &page.language)?)),
        image_type: "image/png",
        image_width: CARD.0,
        image_height: CARD.1,
        image_alt: card.alt(shared),
    };
    if view.sensitive {
        return Some(social);
    }
    social.title = view.title.clone();
    social.description = view.summary.clone().or(social.description);
    let image = match own {
        View::Article(article) => {
            social.kind = "article";
            social.published = article.posted.as_ref().map(|date| date.iso.clone());
            social.modified = article.updated.as_ref().map(|date| date.iso.clone());
            article.image.as_ref()
        }
        View::Document(document) => document.image.as_ref(),
        View::Provider(_) => {
            social.kind = "profile";
            None
        }
        _ => None,
    };
    if let Some((image, kind, width, height)) = image.and_then(photograph) {
        social.image_url = whole(&image.url);
        social.image_type = kind;
        (social.image_width, social.image_height) = (width, height);
        social.image_alt.clone_from(&image.alt);
    }
    Some(social)
}

/// A picture that everybody shows beside a link, with its type and size: no drawing, and large enough not to be a stamp.
fn photograph(image: &ImageView) -> Option<(&ImageView, &'static str, u32, u32)> {
    let kind = match image.url.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        _ => return None,
    };
    let (width, height) = image.width.zip(image.height)?;
    (width >= 600 && height >= 315).then_some((image, kind, width, height))
}

/// `en` in the United States is `en_US`; `es-MX` is `es_MX` everywhere.
fn locale(language: &str, country: &str) -> String {
    match language.split_once('-') {
        Some((language, region)) => format!("{language}_{}", region.to_uppercase()),
        None => format!("{language}_{country}"),
    }
}

fn draft(site: &Site, shared: &Shared, page: &Page, theme: &Theme, prints: &Prints) -> Draft {
    let word = |key: &str| shared.word(key);
    let summary = |key: &str| shared.maybe_word(key);
    match page.kind {
        PageKind::Home => home(site, shared),
        PageKind::Document(index) => match site.documents.get(index) {
            Some(it) => document(shared, it, index, prints),
            None => not_found(shared),
        },
        PageKind::Article(index) => match site.articles.get(index) {
            Some(it) => article(shared, it, index, prints),
            None => not_found(shared),
        },
        PageKind::Articles(number) => {
            let view = View::Articles(Box::new(article_page::list(shared, number)));
            numbered(Draft::new("articles", word("articles-title"), summary("articles-summary"), view), shared, number)
        }
        PageKind::Topics => Draft::new(
            "topics",
            word("topics-title"),
            summary("topics-summary"),
            View::Topics(article_page::topics(shared)),
        ),
        PageKind::Topic(index, number) => match site.layout.topics.get(index) {
            Some(topic) => {
                let view = View::Topic(Box::new(article_page::topic(shared, index, topic, number)));
                let summary = shared.plain_voice().word("topic-summary", &[("name", &topic.title)]);
                numbered(Draft::new("topic", topic.title.clone(), Some(summary), view), shared, number)
            }
            None => not_found(shared),
        },
        PageKind::Providers => {
            let view = View::Directory(Box::new(directory::directory(shared, None)));
            Draft::new("providers", word("providers-title"), summary("providers-summary"), view)
        }
        PageKind::Facet(index) => {
            let view = directory::directory(shared, Some(index));
            let value = view.current.as_ref().map(|c| c.title.clone()).unwrap_or_default();
            let summary = shared.plain_voice().word("facet-summary", &[("value", &value)]);
            let title = format!("{}: {value}", word("providers-title"));
            Draft::new("providers", title, Some(summary), View::Directory(Box::new(view)))
        }
        PageKind::Provider(index) => match site.providers.get(index) {
            Some(it) => {
                let (person, _) = it.get(&shared.language, site.language());
                let view = View::Provider(Box::new(directory::profile(shared, index, person)));
                Draft::new("provider", person.name_with_credentials(), person.role.clone(), view)
            }
            None => not_found(shared),
        },
        PageKind::Forms => Draft::new("forms", word("forms-title"), summary("forms-summary"), paperwork(shared)),
        PageKind::Form(index) => match site.forms.get(index) {
            Some(it) => {
                let (form, _) = it.get(&shared.language, site.language());
                let mut view = form_page::view(form, &shared.plain_voice(), packets_with(shared, &form.id));
                view.prints = prints.links(shared, &Subject::Form(index));
                Draft::new("form", form.title.clone(), form.purpose.clone(), View::Form(Box::new(view)))
            }
            None => not_found(shared),
        },
        PageKind::Packet(index) => match site.packets.get(index) {
            Some(it) => {
                let (packet, _) = it.get(&shared.language, site.language());
                let mut view = packet_page::view(packet, &shared.plain_voice(), &|id| form_card(shared, id));
                for set in &mut view.sets {
                    set.prints = prints.links(shared, &Subject::Packet(index, set.person.clone()));
                }
                Draft::new("packet", packet.title.clone(), None, View::Packet(Box::new(view)))
            }
            None => not_found(shared),
        },
        PageKind::Glossary => {
            let terms = site.glossary.iter().flat_map(|g| g.get(&shared.language, site.language()).0.iter());
            let terms = terms
                .map(|t| TermView {
                    id: t.id.clone(),
                    term: t.term.clone(),
                    also: t.also.clone(),
                    definition_html: shared.plain_voice().html(&t.definition),
                })
                .collect();
            Draft::new("glossary", word("glossary-title"), summary("glossary-summary"), View::Terms(terms))
        }
        PageKind::Search => {
            let view = View::Search(Box::new(search_page::view(shared, page, theme)));
            let draft = Draft::new("search", word("search-title"), summary("search-summary"), view);
            Draft { noindex: true, ..draft }
        }
        PageKind::NotFound => not_found(shared),
    }
}

fn not_found(shared: &Shared) -> Draft {
    let draft = Draft::new("not-found", shared.word("not-found-title"), None, View::Nothing);
    Draft { noindex: true, ..draft }
}

fn home(site: &Site, shared: &Shared) -> Draft {
    // A language without a home page of its own shows what it has; the original's prose would be in the wrong language.
    let own = site.home.as_ref().filter(|h| h.has(&shared.language, site.language()));
    let document = own.map(|h| h.get(&shared.language, site.language()).0.as_ref());
    let title = document.map(|d| d.title.clone()).filter(|t| !t.is_empty());
    let summary = document.and_then(|d| d.summary.clone()).or_else(|| shared.practice.tagline.clone());
    let view = View::Home(Box::new(article_page::home(shared, document)));
    let mut draft = Draft::new("home", title.unwrap_or_else(|| shared.practice.name.clone()), summary, view);
    draft.template = document.and_then(|d| d.template.as_ref().map(|t| t.value.clone()));
    draft
}

fn document(shared: &Shared, it: &Localized<Document>, index: usize, prints: &Prints) -> Draft {
    let (document, own) = it.get(&shared.language, shared.site.language());
    let mut view = article_page::document(shared, document);
    view.prints = prints.links(shared, &Subject::Handout(PageKind::Document(index)));
    let view = View::Document(Box::new(view));
    let draft = Draft::new("page", document.title.clone(), document.summary.clone(), view);
    Draft {
        template: document.template.as_ref().map(|t| t.value.clone()),
        sensitive: document.sensitive,
        untranslated: !own,
        ..draft
    }
}

fn article(shared: &Shared, it: &Localized<Document>, index: usize, prints: &Prints) -> Draft {
    let (document, own) = it.get(&shared.language, shared.site.language());
    let mut view = article_page::article(shared, index, document);
    view.prints = prints.links(shared, &Subject::Handout(PageKind::Article(index)));
    let view = View::Article(Box::new(view));
    let draft = Draft::new("article", document.title.clone(), document.summary.clone(), view);
    Draft {
        template: document.template.as_ref().map(|t| t.value.clone()),
        sensitive: document.sensitive,
        untranslated: !own,
        ..draft
    }
}

/// Further pages of a list say so in their title, so that no two pages have the same.
fn numbered(mut draft: Draft, shared: &Shared, number: usize) -> Draft {
    if number > 1 {
        let page = shared.plain_voice().word("page-number", &[("n", &number.to_string())]);
        draft.title = format!("{}, {page}", draft.title);
        draft.summary = None;
    }
    draft
}

fn form_card(shared: &Shared, id: &str) -> Option<FormCardView> {
    let site = &shared.site;
    let index = site.form(id)?;
    let (form, _) = site.forms.get(index)?.get(&shared.language, site.language());
    let lang = shared.foreign(PageKind::Form(index));
    let in_language = lang.as_deref().map(|lang| shared.in_language(lang));
    let card = form_page::card(form, shared.url(PageKind::Form(index))?, &shared.plain_voice());
    Some(FormCardView { lang, in_language, ..card })
}

fn paperwork(shared: &Shared) -> View {
    let site = &shared.site;
    let default = site.language();
    let voice = shared.plain_voice();
    let forms = site
        .forms
        .iter()
        .filter(|f| f.has(&shared.language, default))
        .filter_map(|f| form_card(shared, &f.id))
        .collect();
    let packets = site
        .packets
        .iter()
        .enumerate()
        .filter(|(_, p)| p.has(&shared.language, default))
        .filter_map(|(index, p)| {
            let (packet, _) = p.get(&shared.language, default);
            let url = shared.url(PageKind::Packet(index))?;
            Some(packet_page::card(packet, url, &voice, &|id| form_card(shared, id)))
        })
        .collect::<Vec<PacketCardView>>();
    View::Paperwork(Box::new(PaperworkView { packets, forms }))
}

/// The packets that a form is in.
fn packets_with(shared: &Shared, form: &str) -> Vec<LinkView> {
    packets(shared, |packet| packet.forms.iter().any(|f| f.form.value == form))
}

/// All packets of the language.
pub fn packets(shared: &Shared, wanted: impl Fn(&crate::model::packet::Packet) -> bool) -> Vec<LinkView> {
    let site = &shared.site;
    site.packets
        .iter()
        .enumerate()
        .filter(|(_, p)| p.has(&shared.language, site.language()) && wanted(&p.original))
        .filter_map(|(index, p)| {
            let (packet, _) = p.get(&shared.language, site.language());
            shared.link(PageKind::Packet(index), packet.title.clone())
        })
        .collect()
}

/// From the home page down to the parent of a page.
fn breadcrumbs(shared: &Shared, kind: PageKind) -> Vec<LinkView> {
    let link = |kind: PageKind, key: &str| shared.link(kind, shared.word(key));
    let parent = match kind {
        PageKind::Home | PageKind::NotFound => return Vec::new(),
        PageKind::Article(_) => link(PageKind::Articles(1), "articles-title"),
        PageKind::Articles(number) if number > 1 => link(PageKind::Articles(1), "articles-title"),
        PageKind::Topic(_, _) => link(PageKind::Topics, "topics-title"),
        PageKind::Facet(_) | PageKind::Provider(_) => link(PageKind::Providers, "providers-title"),
        PageKind::Form(_) | PageKind::Packet(_) => link(PageKind::Forms, "forms-title"),
        _ => None,
    };
    link(PageKind::Home, "nav-home").into_iter().chain(parent).collect()
}

/// The same page in every language; of one that does not have it the home page, with a word that says so.
fn translations(site: &Site, page: &Page, theme: &Theme) -> Vec<TranslationView> {
    if site.languages.len() < 2 {
        return Vec::new();
    }
    site.languages
        .iter()
        .filter_map(|code| {
            let same = site.path(page.kind, code);
            let path = same.or_else(|| site.path(PageKind::Home, code))?;
            let url = encode(path);
            Some(TranslationView {
                code: code.clone(),
                name: language_name(code).to_owned(),
                canonical: site.url().map(|root| format!("{root}{url}")),
                url,
                translated: same.is_some(),
                note: (same.is_none() && page.kind != PageKind::NotFound)
                    .then(|| theme.strings(code).map(|strings| strings.word("not-translated")))
                    .flatten(),
                current: *code == page.language,
            })
        })
        .collect()
}
