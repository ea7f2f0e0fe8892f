//! The search page: what its box needs, and a list of everything for those who have no use for a box.

use super::search;
use super::shared::Shared;
use super::theme::Theme;
use super::view::{LinkView, SearchTopicView, SearchView};
use crate::model::form::crisis;
use crate::model::parse::Localized;
use crate::model::{Page, PageKind, addresses::encode};

/// Builds the view.
pub fn view(shared: &Shared, page: &Page, theme: &Theme) -> SearchView {
    let (site, language, default) = (&shared.site, shared.language.as_str(), shared.site.language());
    let boxed = search::has_box(site, theme, page.kind);
    let article = |index: &usize| {
        let (document, _) = site.articles.get(*index)?.get(language, default);
        shared.document_link(PageKind::Article(*index), document)
    };
    let topics = site.layout.topics.iter().enumerate().filter(|(_, topic)| topic.language == language);
    let has_topic = |index: &&usize| {
        let topics = site.articles.get(**index).map(|article| &article.get(language, default).0.topic_slugs);
        topics.is_some_and(|slugs| slugs.iter().any(|slug| shared.topic(slug).is_some()))
    };
    SearchView {
        index_url: boxed.then(|| encode(&search::folder(page))),
        script_url: theme.search_script.clone().filter(|_| boxed),
        crisis_words: boxed.then(|| crisis_words(shared)),
        topics: topics
            .filter_map(|(index, topic)| {
                Some(SearchTopicView {
                    title: topic.title.clone(),
                    url: shared.url(PageKind::Topic(index, 1))?,
                    articles: topic.articles.iter().filter_map(article).collect(),
                })
            })
            .collect(),
        articles: shared.articles.iter().filter(|index| !has_topic(index)).filter_map(article).collect(),
        pages: links(shared, &site.documents, PageKind::Document, |document| document.title.clone()),
        people: links(shared, &site.providers, PageKind::Provider, |person| person.name_with_credentials()),
        packets: links(shared, &site.packets, PageKind::Packet, |packet| packet.title.clone()),
        forms: links(shared, &site.forms, PageKind::Form, |form| form.title.clone()),
    }
}

/// Links to those of a list that have a page in the language.
fn links<T>(
    shared: &Shared,
    list: &[Localized<T>],
    kind: impl Fn(usize) -> PageKind,
    title: impl Fn(&T) -> String,
) -> Vec<LinkView> {
    let one = |(index, it): (usize, &Localized<T>)| {
        let url = encode(shared.site.path(kind(index), &shared.language)?);
        Some(LinkView { title: title(it.get(&shared.language, shared.site.language()).0), url, lang: None })
    };
    list.iter().enumerate().filter_map(one).collect()
}

/// The phrases by which questions about self-harm are known, in English and Spanish, and the theme's own.
fn crisis_words(shared: &Shared) -> String {
    let own = shared.maybe_word("search-crisis-words").unwrap_or_default();
    let own = own.split(',').map(str::trim).filter(|words| !words.is_empty());
    let words: Vec<&str> = crisis::PHRASES.iter().copied().chain(own).collect();
    serde_json::to_string(&words).unwrap_or_default()
}
