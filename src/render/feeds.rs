//! What is new, for people who follow the practice in a feed reader: one Atom feed a language (RFC 4287).
//!
//! * It knows content dates only. An article without one is in no order of time and stays out; the clock is never asked.
//! * An article that is `sensitive` stays out: a reader keeps titles on a screen that others may see, where there is no
//!   "Exit this page".
//! * Entries say where an article is and what it is about; the text itself stays on the site, where its corrections are.

use super::shared::Shared;
use super::xml::Xml;
use super::{Scene, file_of};
use crate::model::document::Document;
use crate::model::{PageKind, addresses::encode};
use crate::output::{OutPath, Output};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Entries of a feed. Readers keep what they have seen; who comes new wants the last months, not the archive.
const ENTRIES: usize = 30;

/// The address of a language's feed; none where it would hold nothing, or nobody could be told whole addresses.
pub fn url(shared: &Shared) -> Option<String> {
    shared.site.url()?;
    dated(shared).next()?;
    path(shared).map(|path| encode(&path))
}

fn path(shared: &Shared) -> Option<String> {
    shared.site.path(PageKind::Home, &shared.language).map(|home| format!("{home}feed.xml"))
}

/// Adds the feeds; a file of the owner's own at such an address is left as it is.
pub fn add(scene: &Scene, outputs: &mut BTreeMap<OutPath, Output>) {
    let Some(root) = scene.site.url() else { return };
    for shared in scene.languages.values() {
        let Some(path) = shared.view.feed_url.as_ref().and_then(|_| path(shared)) else { continue };
        if let Ok(path) = OutPath::new(&file_of(&path)) {
            outputs.entry(path).or_insert_with(|| feed(shared, root).into());
        }
    }
}

/// The articles that a feed may name, each with the day on which it came.
fn dated(shared: &Shared) -> impl Iterator<Item = (Date, usize)> {
    shared.articles.iter().filter_map(|index| {
        let document = document(shared, *index)?;
        let day = document.posted.or(document.updated)?;
        (!document.sensitive).then_some((day, *index))
    })
}

fn document(shared: &Shared, index: usize) -> Option<&Document> {
    let (document, _) = shared.site.articles.get(index)?.get(&shared.language, shared.site.language());
    Some(document)
}

/// The newest, in order; of the others only their days were looked at.
fn newest(shared: &Shared) -> Vec<usize> {
    let mut all: Vec<_> = dated(shared).map(|(day, index)| (Reverse(day), index)).collect();
    if all.len() > ENTRIES {
        all.select_nth_unstable(ENTRIES - 1);
        all.truncate(ENTRIES);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, index)| index).collect()
}

/// Noon in UTC: the same day almost everywhere, where midnight would be the evening before in all of America.
fn moment(day: Date) -> String {
    format!("{day}T12:00:00Z")
}

fn feed(shared: &Shared, root: &str) -> String {
    let (site, practice) = (&shared.site, &shared.practice);
    let newest = newest(shared);
    let changed = |document: &Document| document.posted.max(document.updated);
    let last = newest.iter().filter_map(|index| changed(document(shared, *index)?)).max();
    let whole = |path: &str| format!("{root}{path}");
    let own = whole(&shared.view.feed_url.clone().unwrap_or_default());
    let home = whole(&shared.view.home_url);
    let mut xml = Xml::document();
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", shared.language.as_str())];
    xml.within("feed", &attributes, |xml| {
        xml.text("id", &own);
        xml.text("title", &practice.name);
        if let Some(tagline) = &practice.tagline {
            xml.text("subtitle", tagline);
        }
        xml.text("updated", &moment(last.unwrap_or_default()));
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
        let list = shared.view.articles_url.as_deref().map_or_else(|| home.clone(), whole);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &list)]);
        // Whoever wrote an article that names nobody.
        xml.within("author", &[], |xml| {
            xml.text("name", &practice.name);
            xml.text("uri", &home);
        });
        for index in newest {
            let (Some(document), Some(path)) =
                (document(shared, index), site.path(PageKind::Article(index), &shared.language))
            else {
                continue;
            };
            xml.within("entry", &[], |xml| entry(shared, document, &whole(&encode(path)), xml));
        }
    });
    xml.finish()
}

fn entry(shared: &Shared, document: &Document, url: &str, xml: &mut Xml) {
    xml.text("id", url);
    xml.text("title", &document.title);
    let link = [("rel", "alternate"), ("type", "text/html"), ("hreflang", shared.language.as_str()), ("href", url)];
    xml.empty("link", &link);
    if let Some(day) = document.posted {
        xml.text("published", &moment(day));
    }
    if let Some(day) = document.posted.max(document.updated) {
        xml.text("updated", &moment(day));
    }
    if let Some(author) = document.author.as_ref().and_then(|who| shared.byline(who)) {
        xml.within("author", &[], |xml| {
            xml.text("name", &author.name);
            if let (Some(root), Some(profile)) = (shared.site.url(), author.url) {
                xml.text("uri", &format!("{root}{profile}"));
            }
        });
    }
    for (topic, slug) in document.topics.iter().zip(&document.topic_slugs).filter(|(_, slug)| !slug.is_empty()) {
        xml.empty("category", &[("term", slug), ("label", topic)]);
    }
    if let Some(summary) = &document.summary {
        xml.text("summary", summary);
    }
}
