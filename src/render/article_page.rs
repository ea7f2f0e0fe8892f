//! Views of articles, standing pages and their lists.

use super::shared::Shared;
use super::view::{
    ArticleCardView, ArticleListView, ArticleView, AudienceView, DocumentView, FaqView, HeadingView, HomeView,
    LinkView, PagerView, TopicView,
};
use super::{Voice, site_view};
use crate::model::document::Document;
use crate::model::{PageKind, Topic, addresses::encode};
use crate::pictures::plan::Purpose;

/// Articles on the home page.
const HOME_ARTICLES: usize = 4;
/// People on the home page.
const HOME_PEOPLE: usize = 6;

/// An article in a list; none where it is not in this language.
pub fn card(shared: &Shared, index: usize) -> Option<ArticleCardView> {
    let article = shared.site.articles.get(index)?;
    if !article.has(&shared.language, shared.site.language()) {
        return None;
    }
    let (document, _) = article.get(&shared.language, shared.site.language());
    Some(ArticleCardView {
        title: document.title.clone(),
        url: encode(shared.site.path(PageKind::Article(index), &shared.language)?),
        summary: document.summary.clone(),
        posted: document.posted.map(|d| shared.date(d)),
        minutes: document.minutes(),
    })
}

/// An article's page.
pub fn article(shared: &Shared, index: usize, document: &Document) -> ArticleView {
    let image = shared.picture(document.image.as_ref(), document.image_alt.as_deref(), Purpose::Text);
    let voice = shared.voice().below(image.as_ref());
    let body_html = voice.html(&document.body);
    let related = shared.related(index).into_iter();
    ArticleView {
        body_html,
        contents: contents(shared, document),
        author: document.author.as_ref().and_then(|who| shared.byline(who)),
        reviewed_by: document.reviewed_by.as_ref().and_then(|who| shared.byline(who)),
        posted: document.posted.map(|d| shared.date(d)),
        updated: document.updated.map(|d| shared.date(d)),
        reviewed: document.reviewed.map(|d| shared.date(d)),
        review_due: document.review_due.map(|d| shared.date(d)),
        minutes: document.minutes(),
        audience: document.audience.clone(),
        topics: topics_of(shared, document),
        key_points: document.key_points.clone(),
        image,
        references_html: document.references.iter().map(|r| shared.plain_voice().html(r)).collect(),
        faq: faq(document, &voice),
        related: related.filter_map(|i| shared.article_card(i)).collect(),
        prints: Vec::new(),
    }
}

/// A standing page.
pub fn document(shared: &Shared, document: &Document) -> DocumentView {
    let image = shared.picture(document.image.as_ref(), document.image_alt.as_deref(), Purpose::Text);
    let voice = shared.voice().below(image.as_ref());
    DocumentView {
        body_html: voice.html(&document.body),
        contents: contents(shared, document),
        faq: faq(document, &voice),
        image,
        updated: document.updated.map(|d| shared.date(d)),
        reviewed: document.reviewed.map(|d| shared.date(d)),
        author: document.author.as_ref().and_then(|who| shared.byline(who)),
        reviewed_by: document.reviewed_by.as_ref().and_then(|who| shared.byline(who)),
        references_html: document.references.iter().map(|r| shared.plain_voice().html(r)).collect(),
        prints: Vec::new(),
    }
}

/// The home page; `own` is false where the language has no home page of its own, and only what it lists is shown.
pub fn home(shared: &Shared, document: Option<&Document>) -> HomeView {
    let mut people: Vec<_> = shared.people.iter().collect();
    // Who has space comes first; the directory's order otherwise stays.
    people.sort_by_key(|p| match p.accepting {
        Some("yes") => 0,
        Some("waitlist") => 1,
        None => 2,
        Some(_) => 3,
    });
    HomeView {
        body_html: document.map(|d| shared.voice().html(&d.body)).unwrap_or_default(),
        audiences: audiences(shared),
        first_fee: shared.practice.fees.first().map(|f| site_view::fee(f, &shared.practice.currency)),
        providers: people.into_iter().take(HOME_PEOPLE).cloned().collect(),
        articles: shared.articles.iter().take(HOME_ARTICLES).filter_map(|i| shared.article_card(*i)).collect(),
        packets: super::page::packets(shared, |_| true),
    }
}

/// "Who is this for?": each row leads to the people who can help, else to the directory, else to contact.
fn audiences(shared: &Shared) -> Vec<AudienceView> {
    let population = |values: &[&str]| {
        shared.site.layout.facets.iter().enumerate().find_map(|(index, facet)| {
            let fits = facet.language == shared.language
                && facet.facet == "population"
                && values.contains(&facet.value.as_str());
            if !fits {
                return None;
            }
            match facet.providers.as_slice() {
                [one] => shared.url(PageKind::Provider(*one)),
                _ => shared.url(PageKind::Facet(index)),
            }
        })
    };
    let directory = shared.url(PageKind::Providers);
    let contact = shared.view.contact_url.clone();
    let help = Some(shared.view.help_now_url.clone()).filter(|url| url.starts_with('/'));
    let someone = help.or_else(|| contact.clone());
    let rows = [
        ("me", population(&["individual"]).or_else(|| directory.clone())),
        ("child", population(&["children"]).or_else(|| population(&["adolescents"]))),
        ("couple", population(&["couples"])),
        ("someone", someone.or_else(|| directory.clone())),
        ("unsure", contact.or(directory)),
    ];
    rows.into_iter().filter_map(|(id, url)| Some(AudienceView { id, url: url? })).collect()
}

fn contents(shared: &Shared, document: &Document) -> Vec<HeadingView> {
    document
        .body
        .headings
        .iter()
        .map(|h| HeadingView {
            id: h.id.clone(),
            level: h.level,
            title: shared.site.layout.links.expand(&h.title, &shared.language),
        })
        .collect()
}

fn faq(document: &Document, voice: &dyn Voice) -> Vec<FaqView> {
    document
        .faq
        .iter()
        .map(|f| FaqView { id: f.id.clone(), question: f.question.clone(), answer_html: voice.html(&f.answer) })
        .collect()
}

fn topics_of(shared: &Shared, document: &Document) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = Vec::new();
    for slug in &document.topic_slugs {
        let found = shared.topic(slug);
        if let Some(index) = found
            && let Some(topic) = shared.site.layout.topics.get(index)
            && let Some(link) = shared.link(PageKind::Topic(index, 1), topic.title.clone())
            && links.iter().all(|l| l.url != link.url)
        {
            links.push(link);
        }
    }
    links
}

/// A page of the list of all articles.
pub fn list(shared: &Shared, number: usize) -> ArticleListView {
    let topics = if number == 1 { topics(shared) } else { Vec::new() };
    paged(shared, &shared.articles, number, PageKind::Articles, topics)
}

/// A page of a topic's articles.
pub fn topic(shared: &Shared, index: usize, topic: &Topic, number: usize) -> ArticleListView {
    paged(shared, &topic.articles, number, |n| PageKind::Topic(index, n), Vec::new())
}

fn paged(
    shared: &Shared,
    articles: &[usize],
    number: usize,
    kind: impl Fn(usize) -> PageKind,
    topics: Vec<TopicView>,
) -> ArticleListView {
    let per_page = shared.practice.look.articles_per_page.max(1);
    let count = crate::model::routes::count_pages(articles.len(), per_page);
    let start = number.saturating_sub(1) * per_page;
    ArticleListView {
        items: articles.iter().skip(start).take(per_page).filter_map(|i| shared.article_card(*i)).collect(),
        total: articles.len(),
        pager: PagerView {
            number,
            count,
            previous_url: (number > 1).then(|| shared.url(kind(number - 1))).flatten(),
            next_url: (number < count).then(|| shared.url(kind(number + 1))).flatten(),
        },
        topics,
    }
}

/// All topics of the language, by name.
pub fn topics(shared: &Shared) -> Vec<TopicView> {
    shared
        .site
        .layout
        .topics
        .iter()
        .enumerate()
        .filter(|(_, t)| t.language == shared.language)
        .filter_map(|(index, t)| {
            let url = shared.url(PageKind::Topic(index, 1))?;
            Some(TopicView { title: t.title.clone(), url, count: t.articles.len() })
        })
        .collect()
}
