//! Feeds and sitemaps, as programs of other people read them.

use crate::html::{Page, squeeze};
use crate::site::{Site, printed};
use feed_rs::model::{Entry, Feed, FeedType};
use sitemap::reader::{SiteMapEntity, SiteMapReader};
use sitemap::structs::LastMod;
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, Vec<u8>>;

/// Where the sample practice lies.
const OWN: &str = "https://www.example.com";

fn read(files: &Files, path: &str) -> Feed {
    let feed = feed_rs::parser::parse(files[path].as_slice()).unwrap_or_else(|e| panic!("{path}: {e}"));
    assert_eq!(feed.feed_type, FeedType::Atom);
    feed
}

fn words(text: Option<&feed_rs::model::Text>) -> String {
    text.map(|t| t.content.clone()).unwrap_or_default()
}

fn titles(feed: &Feed) -> Vec<String> {
    feed.entries.iter().map(|entry| words(entry.title.as_ref())).collect()
}

/// The file behind a whole address of the site.
fn file(own: &str, address: &str) -> String {
    let path = address.strip_prefix(own).unwrap_or_else(|| panic!("{address} is not under {own}"));
    let path = path.strip_prefix('/').unwrap_or_else(|| panic!("{address} has no path"));
    let path = percent_encoding::percent_decode_str(path).decode_utf8().expect("UTF-8");
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() }
}

fn page<'a>(files: &'a Files, own: &str, address: &str) -> (String, Page) {
    let name = file(own, address);
    let html: &'a [u8] = files.get(&name).unwrap_or_else(|| panic!("{address} is not there"));
    (name, Page::parse(html))
}

fn link(entry: &Entry) -> &str {
    let [link] = entry.links.as_slice() else { panic!("{} links", entry.links.len()) };
    &link.href
}

/// Proves: whoever follows the sample in a reader gets, in each language, the title, summary, authors and day of articles that are
/// there and say the same; newest first; nothing sensitive; and every page of the language says where the feed is.
#[test]
fn a_reader_is_told_what_the_pages_say() {
    let files = crate::site::files_of(&printed().join("public"));
    for (path, language) in [("feed.xml", "en"), ("es/feed.xml", "es")] {
        let feed = read(&files, path);
        let address = format!("{OWN}/{path}");
        assert_eq!(feed.id, address);
        assert_eq!(words(feed.title.as_ref()), "Riverbend Integrative Therapy");
        assert_eq!(feed.language.as_deref(), Some(language));
        let rel = |rel: &str| feed.links.iter().find(|l| l.rel.as_deref() == Some(rel)).expect(rel).href.clone();
        assert_eq!(rel("self"), address);
        page(&files, OWN, &rel("alternate"));
        assert!(!feed.entries.is_empty() && feed.entries.len() <= 30, "{} entries", feed.entries.len());
        let days: Vec<_> = feed.entries.iter().map(|entry| entry.published.or(entry.updated).expect("a day")).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
        let changed = feed.entries.iter().filter_map(|entry| entry.updated).max();
        assert_eq!(feed.updated, changed, "the feed is as new as its newest entry");
        for entry in &feed.entries {
            let (name, page) = page(&files, OWN, link(entry));
            assert_eq!(page.all("html").next().expect("html").get("lang"), Some(language));
            assert_eq!(entry.id, link(entry));
            assert_eq!(page.all("h1").next().expect("a heading").text, squeeze(&words(entry.title.as_ref())));
            let summary = squeeze(&words(entry.summary.as_ref()));
            assert!(!summary.is_empty() && page.text.contains(&summary), "{name}: {summary}");
            for author in &entry.authors {
                let author = author.name.as_deref().expect("a name");
                assert!(page.text.contains(author), "{name} does not name {author}");
            }
            assert!(page.all("a").all(|a| a.get("class") != Some("exit-link")), "{name} is sensitive");
            let times: BTreeSet<&str> = page.all("time").filter_map(|t| t.get("datetime")).collect();
            for day in [entry.published, entry.updated].into_iter().flatten() {
                let day = day.format("%Y-%m-%d").to_string();
                assert!(times.contains(day.as_str()), "{name} does not say {day}, but {times:?}");
            }
        }
        for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            let page = Page::parse(html);
            if page.all("html").next().and_then(|html| html.get("lang")) != Some(language)
                || page.all("nav").count() == 0
            {
                continue;
            }
            let found: Vec<_> = page
                .all("link")
                .filter(|l| l.get("type") == Some("application/atom+xml"))
                .map(|l| l.get("href"))
                .collect();
            assert_eq!(found, [Some(format!("/{path}").as_str())], "{name}");
        }
    }
}

fn articles(count: usize) -> Site {
    (1..=count).fold(Site::small(), |site, n| {
        // The newest in the middle of the alphabet.
        let day = (n * 7) % count;
        site.file(
            &format!("content/articles/a{n:02}.md"),
            format!("---\ntitle: Number {day}\nposted: 2026-{:02}-{:02}\n---\nText.\n", 1 + day / 28, 1 + day % 28),
        )
    })
}

/// Proves: a feed holds the thirty newest articles, however many there are, in the order of their days; what has no day, is
/// sensitive or not published yet stays out; an author that is nobody's but the practice's is the practice.
#[test]
fn a_feed_holds_the_newest() {
    let site = articles(40)
        .file("content/articles/undated.md", "---\ntitle: Undated\n---\nText.\n")
        .file("content/articles/leaving.md", "---\ntitle: Leaving\nposted: 2026-11-01\nsensitive: yes\n---\nText.\n")
        .file("content/articles/draft.md", "---\ntitle: Draft\nposted: 2026-11-01\ndraft: yes\n---\nText.\n")
        .file("content/articles/late.md", "---\ntitle: Late\nposted: 2026-11-01\npublish_on: 2026-12-24\n---\nText.\n")
        .file(
            "content/articles/changed.md",
            "---\ntitle: Changed\nsummary: \"Fish & <chips>\"\nupdated: 2026-11-02\nauthor: Amara Osei\ntopics: [Grief & loss]\n---\nText.\n",
        );
    let files = site.built();
    let feed = read(&files, "feed.xml");
    let wanted: Vec<String> =
        std::iter::once("Changed".to_owned()).chain((11..40).rev().map(|n| format!("Number {n}"))).collect();
    assert_eq!(titles(&feed), wanted);
    let first = &feed.entries[0];
    assert_eq!(words(first.summary.as_ref()), "Fish & <chips>");
    assert_eq!(first.authors.iter().map(|a| a.name.as_deref().unwrap_or_default()).collect::<Vec<_>>(), ["Amara Osei"]);
    let topics: Vec<_> = first.categories.iter().map(|c| (c.term.as_str(), c.label.as_deref())).collect();
    assert_eq!(topics, [("grief-loss", Some("Grief & loss"))]);
    assert_eq!(first.updated.expect("a day").to_rfc3339(), "2026-11-02T12:00:00+00:00");
    assert_eq!(
        feed.authors.iter().map(|a| a.name.as_deref().unwrap_or_default()).collect::<Vec<_>>(),
        ["Elm Street Counseling"]
    );
}

/// Proves: a site whose address nobody knows, or without dated articles, has no feed and does not link to one.
#[test]
fn no_feed_where_there_is_nothing_to_tell() {
    let article = "---\ntitle: Grief\nposted: 2026-01-01\n---\nText.\n";
    let nameless =
        Site::empty().file("content/practice.yaml", "name: Elm\n").file("content/articles/grief.md", article);
    let undated = Site::small().file("content/articles/grief.md", "---\ntitle: Grief\n---\nText.\n");
    for (site, feed) in
        [(nameless, false), (undated, false), (Site::small().file("content/articles/grief.md", article), true)]
    {
        let files = site.built();
        assert_eq!(files.contains_key("feed.xml"), feed);
        for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            assert_eq!(String::from_utf8_lossy(html).contains("feed.xml"), feed, "{name}");
        }
    }
}

/// Proves: a file that the owner puts into files/ is published as it is, where Anteroom would write its own.
#[test]
fn files_of_the_owner_win() {
    let own = ["feed.xml", "sitemap.xml", "robots.txt", "_headers", ".well-known/security.txt", "es/feed.xml"];
    let site = Site::empty()
        .file(
            "content/practice.yaml",
            "name: Elm\nurl: https://www.example.com\nlanguages: [en, es]\nemail: a@example.com\n",
        )
        .file("content/articles/grief.md", "---\ntitle: Grief\nposted: 2026-01-01\n---\nText.\n")
        .file("content/articles/grief.es.md", "---\ntitle: Duelo\n---\nTexto.\n");
    let site =
        own.iter().fold(site, |site, name| site.file(&format!("content/files/{name}"), format!("mine: {name}\n")));
    let files = site.built();
    for name in own {
        assert_eq!(String::from_utf8_lossy(&files[name]), format!("mine: {name}\n"));
    }
}

/// Whether a page wants to be found: it is neither the page for wrong addresses nor one that only sends on.
fn listed(page: &Page) -> bool {
    let meta = |key: &str, name: &str| page.all("meta").any(|m| m.get(key) == Some(name));
    !meta("name", "robots") && !meta("http-equiv", "refresh")
}

/// The sitemap's addresses with the day of each, and the addresses of each in other languages.
fn sitemap(files: &Files, path: &str) -> BTreeMap<String, (Option<String>, BTreeMap<String, String>)> {
    let mut found = BTreeMap::new();
    for entity in SiteMapReader::new(files[path].as_slice()) {
        let SiteMapEntity::Url(entry) = entity else { panic!("{path}: {entity:?}") };
        let url = entry.loc.get_url().unwrap_or_else(|| panic!("{:?}", entry.loc)).to_string();
        assert!(entry.lastmod.get_time().is_some() || matches!(entry.lastmod, LastMod::None), "{:?}", entry.lastmod);
        let day = entry.lastmod.get_time().map(|time| time.format("%Y-%m-%d").to_string());
        assert!(found.insert(url, (day, BTreeMap::new())).is_none(), "twice in {path}");
    }
    // That reader knows nothing of languages.
    let text = std::str::from_utf8(&files[path]).expect("UTF-8");
    let document = roxmltree::Document::parse(text).expect("XML");
    for url in document.descendants().filter(|n| n.tag_name().name() == "url") {
        let loc = url.children().find(|n| n.tag_name().name() == "loc").and_then(|n| n.text()).expect("an address");
        for other in url.children().filter(|n| n.tag_name().name() == "link") {
            assert_eq!(other.tag_name().namespace(), Some("http://www.w3.org/1999/xhtml"));
            assert_eq!(other.attribute("rel"), Some("alternate"));
            let (language, href) = (other.attribute("hreflang").expect("a language"), other.attribute("href"));
            let languages = &mut found.get_mut(loc).expect(loc).1;
            languages.insert(language.to_owned(), href.expect("an address").to_owned());
        }
    }
    found
}

/// Proves: a search engine that reads the sample's sitemap finds every page that wants to be found and no other, the day that the
/// page itself says, and for each language the page that names this one in turn, as the pages' heads do.
#[test]
fn the_sitemap_lists_what_is_there() {
    let files = crate::site::files_of(&printed().join("public"));
    let map = sitemap(&files, "sitemap.xml");
    let mut wanted = BTreeSet::new();
    for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Page::parse(html);
        if !listed(&page) {
            continue;
        }
        let canonical = page.all("link").find(|l| l.get("rel") == Some("canonical")).expect(name).get("href");
        let canonical = canonical.expect("an address").to_owned();
        assert_eq!(&file(OWN, &canonical), name);
        let (day, languages) = map.get(&canonical).unwrap_or_else(|| panic!("{canonical} is not in the sitemap"));
        let head: BTreeMap<String, String> =
            page.all("link").filter_map(|l| Some((l.get("hreflang")?.to_owned(), l.get("href")?.to_owned()))).collect();
        // A page alone in its language may name itself in its head; in the sitemap that would say nothing.
        if head.len() > 2 {
            assert_eq!(&head, languages, "{name}");
            assert_eq!(languages.get("x-default"), languages.get("en"), "{name}");
        } else {
            assert!(languages.is_empty(), "{name}: {languages:?}");
        }
        for (language, other) in languages.iter().filter(|(language, _)| *language != "x-default") {
            let (_, back) = map.get(other).unwrap_or_else(|| panic!("{other} is not in the sitemap"));
            assert!(back.values().any(|address| *address == canonical), "{other} does not name {canonical}");
            assert_eq!(
                self::page(&files, OWN, other).1.all("html").next().expect("html").get("lang"),
                Some(language.as_str())
            );
        }
        let article = name
            .split_once("articles/")
            .is_some_and(|(_, rest)| rest.matches('/').count() == 1 && !rest.starts_with("page/"));
        let form = name.split_once("forms/").is_some_and(|(_, rest)| rest.contains('/'));
        assert!(day.is_some() || !(article || form), "{name} has no day");
        if let (Some(day), true) = (day, article) {
            assert!(page.all("time").any(|t| t.get("datetime") == Some(day)), "{name} does not say {day}");
        }
        wanted.insert(canonical);
    }
    assert_eq!(map.into_keys().collect::<BTreeSet<_>>(), wanted);
}

/// Proves: the contact for whoever finds a hole says what RFC 9116 asks for, for less than a year ahead, and only where it would be
/// looked for; an old address leads on without asking to be forgotten.
#[test]
fn small_files_say_what_their_readers_ask_for() {
    let site = |url: &str| {
        Site::empty()
            .file("content/practice.yaml", format!("name: Elm\nurl: {url}\nemail: hello@example.com\n"))
            .file("content/pages/about.md", "---\ntitle: About\naliases: [/old/]\n---\nText.\n")
            .built()
    };
    let files = site("https://www.example.com");
    let text = String::from_utf8_lossy(&files[".well-known/security.txt"]).into_owned();
    let fields: Vec<(&str, &str)> = text.lines().map(|line| line.split_once(": ").expect("a field")).collect();
    let of = |name: &str| fields.iter().filter(|(key, _)| *key == name).map(|(_, value)| *value).collect::<Vec<_>>();
    assert_eq!(of("Contact"), ["mailto:hello@example.com"]);
    assert_eq!(of("Canonical"), ["https://www.example.com/.well-known/security.txt"]);
    assert_eq!(of("Preferred-Languages"), ["en"]);
    let [expires] = of("Expires")[..] else { panic!("one date is asked for") };
    let expires: jiff::Timestamp = expires.parse().expect("RFC 3339");
    let today: jiff::Timestamp = format!("{}T00:00:00Z", crate::site::TODAY).parse().expect("a day");
    let days = expires.duration_since(today).as_hours() / 24;
    assert!((270..365).contains(&days), "{days}");
    let robots = String::from_utf8_lossy(&files["robots.txt"]).into_owned();
    assert!(robots.lines().any(|line| line == "Sitemap: https://www.example.com/sitemap.xml"), "{robots}");
    let old = Page::parse(&files["old/index.html"]);
    let link = old.all("link").find(|l| l.get("rel") == Some("canonical")).expect("a canonical address");
    assert_eq!(link.get("href"), Some("https://www.example.com/about/"));
    assert!(old.all("meta").all(|m| m.get("name") != Some("robots")));
    assert!(!site("https://example.github.io/elm").contains_key(".well-known/security.txt"));
}
