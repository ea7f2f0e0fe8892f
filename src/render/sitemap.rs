//! The list of a site's pages for search engines (sitemaps.org): each page's address in every language, and the day on which
//! it says that it was last changed.
//!
//! One file where it fits; else an index of several. The protocol allows 50,000 addresses and 50 MiB a file.

use super::xml::Xml;
use crate::model::document::Document;
use crate::model::{Page, PageKind, Site, addresses::encode};
use jiff::civil::Date;
use rayon::prelude::*;

const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The most that one file may hold.
struct Limit {
    addresses: usize,
    bytes: usize,
}

/// The protocol's, with room for the frame.
const LIMIT: Limit = Limit { addresses: 50_000, bytes: 50 * 1024 * 1024 - 1024 };

/// The sitemap's files: names and texts.
pub fn files(site: &Site, root: &str) -> Vec<(String, String)> {
    // What search engines are asked to leave out is not offered to them.
    let offered = |page: &&Page| !matches!(page.kind, PageKind::NotFound | PageKind::Search);
    let pages = site.layout.pages.par_iter().filter(offered);
    let entries = pages.map(|page| {
        let changed = last_changed(site, page);
        (entry(site, root, page, changed), changed)
    });
    split(entries.collect::<Vec<_>>().into_iter(), root, &LIMIT)
}

/// A file of entries in the making.
#[derive(Default)]
struct Part {
    text: String,
    addresses: usize,
    changed: Option<Date>,
}

fn split(entries: impl Iterator<Item = (String, Option<Date>)>, root: &str, limit: &Limit) -> Vec<(String, String)> {
    let mut parts = vec![Part::default()];
    for (entry, changed) in entries {
        let full = |part: &Part| {
            part.addresses >= limit.addresses || part.addresses > 0 && part.text.len() + entry.len() + 1 > limit.bytes
        };
        if parts.last().is_none_or(full) {
            parts.push(Part::default());
        }
        if let Some(part) = parts.last_mut() {
            part.text.push_str(&entry);
            part.text.push('\n');
            part.addresses += 1;
            part.changed = part.changed.max(changed);
        }
    }
    let file = |text: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{SPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{text}</urlset>\n"
        )
    };
    if let [one] = parts.as_slice() {
        return vec![("sitemap.xml".to_owned(), file(&one.text))];
    }
    let mut index = Xml::document();
    index.within("sitemapindex", &[("xmlns", SPACE)], |xml| {
        for (number, part) in (1..).zip(&parts) {
            xml.within("sitemap", &[], |xml| {
                xml.text("loc", &format!("{root}/sitemap-{number}.xml"));
                if let Some(day) = part.changed {
                    xml.text("lastmod", &day.to_string());
                }
            });
        }
    });
    let numbered = (1..).zip(&parts).map(|(number, part)| (format!("sitemap-{number}.xml"), file(&part.text)));
    std::iter::once(("sitemap.xml".to_owned(), index.finish())).chain(numbered).collect()
}

fn entry(site: &Site, root: &str, page: &Page, changed: Option<Date>) -> String {
    let mut xml = Xml::part();
    let whole = |path: &str| format!("{root}{}", encode(path));
    xml.within("url", &[], |xml| {
        xml.text("loc", &whole(&page.path));
        if let Some(day) = changed {
            xml.text("lastmod", &day.to_string());
        }
        let Some(versions) = site.layout.alternates.get(&page.kind).filter(|v| v.len() > 1) else { return };
        let mut link = |language: &str, path: &str| {
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", language), ("href", &whole(path))]);
        };
        versions.iter().for_each(|(language, path)| link(language, path));
        // Who reads none of the languages gets the site's own.
        if let Some(path) = versions.get(site.language()) {
            link("x-default", path);
        }
    });
    xml.finish()
}

/// The day on which a page says that it was last changed; of a list, the day of its newest entry.
fn last_changed(site: &Site, page: &Page) -> Option<Date> {
    let own = |document: &Document| [document.posted, document.updated, document.reviewed].into_iter().flatten().max();
    let language = site.language();
    let posted = |index: usize| site.articles.get(index)?.get(&page.language, language).0.posted;
    // Articles stand in the order of their days, newest first.
    let newest = || site.articles_in(&page.language).next().and_then(posted);
    match page.kind {
        PageKind::Article(index) => own(site.articles.get(index)?.get(&page.language, language).0),
        PageKind::Document(index) => own(site.documents.get(index)?.get(&page.language, language).0),
        PageKind::Form(index) => site.forms.get(index)?.get(&page.language, language).0.version,
        PageKind::Articles(_) => newest(),
        PageKind::Topic(index, _) => posted(*site.layout.topics.get(index)?.articles.first()?),
        PageKind::Home => {
            let home = site.home.as_ref().filter(|home| home.has(&page.language, language));
            home.and_then(|home| own(home.get(&page.language, language).0)).max(newest())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: usize) -> impl Iterator<Item = (String, Option<Date>)> {
        (1..=count)
            .map(|n| (format!("<url><loc>https://example.com/{n}/</loc></url>"), Date::new(2026, 1, n as i8).ok()))
    }

    fn names(files: &[(String, String)]) -> Vec<&str> {
        files.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn a_file_holds_as_many_addresses_as_it_may() {
        let limit = Limit { addresses: 3, bytes: 10_000 };
        assert_eq!(names(&split(entries(3), "https://example.com", &limit)), ["sitemap.xml"]);
        let files = split(entries(7), "https://example.com", &limit);
        assert_eq!(names(&files), ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        let counts: Vec<usize> = files.iter().map(|(_, text)| text.matches("<url>").count()).collect();
        assert_eq!(counts, [0, 3, 3, 1]);
        let index = &files.first().expect("an index").1;
        assert!(index.contains("<loc>https://example.com/sitemap-2.xml</loc>"), "{index}");
        assert!(index.contains("<lastmod>2026-01-06</lastmod>"), "{index}");
    }

    #[test]
    fn a_file_is_no_larger_than_it_may_be() {
        let limit = Limit { addresses: 50_000, bytes: 100 };
        let files = split(entries(4), "https://example.com", &limit);
        assert_eq!(names(&files), ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
    }
}
