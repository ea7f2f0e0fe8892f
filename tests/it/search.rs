//! What the search box looks through: there for every language, of the pages and nothing else, the same anywhere, made once.

use crate::properties::{cases, settings};
use crate::site::{Site, repository};
use anteroom::blob::BlobStore;
use anteroom::memo::Memo;
use anteroom::output::Output;
use anteroom::paper::prints::Desk;
use anteroom::pipeline::{finish, prepare};
use anteroom::serve::live::Live;
use anteroom::serve::preview::Found;
use anteroom::source::SourceTree;
use anteroom::source::folder::Changes;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::Instant;

const PRACTICE: &str = "name: Elm\nurl: https://elm.example.com\nlanguages: [en, es]\n";

/// Two languages, every kind of page that can be found, and some that cannot.
fn site() -> Site {
    Site::empty()
        .file("content/practice.yaml", PRACTICE)
        .file("content/index.md", "---\ntitle: Elm\n---\nHello.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
        .file("content/articles/grief.md", "---\ntitle: Grief\ntopics: [loss]\n---\nWaves of sorrow.\n")
        .file("content/articles/grief.es.md", "---\ntitle: Duelo\ntopics: [pérdida]\n---\nOlas de tristeza.\n")
        .file("content/articles/sleep.md", "---\ntitle: Sleep\naliases: [/old-sleep/]\n---\nGo to bed.\n")
        .file("content/providers/ada.yaml", "name: Ada\nspecialties: [grief]\n")
        .file("content/providers/bea.yaml", "name: Bea\nspecialties: [grief]\n")
        .file(
            "content/forms/intake.yaml",
            "title: Intake\nsections:\n  - title: You\n    fields: [{id: a, label: Your zebra, type: text}]\n",
        )
}

/// The fragments of an index, one a page, unpacked and joined.
fn fragments(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> Vec<serde_json::Value> {
    let inside = format!("{folder}fragment/");
    let unpacked = files.iter().filter(|(path, _)| path.starts_with(&inside)).map(|(_, bytes)| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut text).expect("gzip");
        serde_json::from_str(text.strip_prefix("pagefind_dcd").expect("Pagefind's mark")).expect("JSON")
    });
    unpacked.collect()
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("text")
}

fn of_index(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, &[u8]> {
    let files = files.iter().filter(|(path, _)| path.contains("search/index/"));
    files.map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

/// Proves: each language has an index of its own pages, by their titles and main parts, with nothing that stands on many pages;
/// only the search pages widen the policy, and search engines are not sent there.
#[test]
fn every_page_can_be_found() {
    let files = site().built();
    let found = |folder: &str| {
        let all = fragments(&files, folder);
        let one = |page: &serde_json::Value| {
            let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
            (text(&page["url"]), text(&page["meta"]["title"]), text(&page["content"]))
        };
        let mut found: Vec<_> = all.iter().map(one).collect();
        found.sort();
        found
    };
    let english = found("search/index/");
    let urls: Vec<&str> = english.iter().map(|(url, _, _)| url.as_str()).collect();
    let wanted = [
        "/",
        "/about/",
        "/articles/",
        "/articles/grief/",
        "/articles/sleep/",
        "/forms/",
        "/forms/intake/",
        "/providers/",
        "/providers/ada/",
        "/providers/bea/",
        "/topics/",
        "/topics/loss/",
    ];
    // A page with nothing but its title has no text to look through.
    assert!(urls.iter().all(|url| wanted.contains(url)), "{urls:?}");
    for must in ["/about/", "/articles/grief/", "/articles/sleep/", "/forms/intake/", "/providers/ada/"] {
        assert!(urls.contains(&must), "{must} is not in {urls:?}");
    }
    let (_, title, content) = english.iter().find(|(url, _, _)| url == "/articles/grief/").expect("the article");
    assert_eq!(title, "Grief");
    assert!(content.contains("Waves of sorrow."), "{content}");
    assert!(!content.contains("Sleep") && !content.contains("Menu") && !content.contains("988"), "{content}");
    assert!(
        english.iter().all(|(_, _, content)| !content.contains("zebra")),
        "questions of forms are not for looking up"
    );
    let spanish = found("es/search/index/");
    assert!(
        spanish.iter().any(|(url, title, content)| url == "/es/articles/grief/"
            && title == "Duelo"
            && content.contains("tristeza")),
        "{spanish:?}"
    );
    assert!(spanish.iter().all(|(url, _, _)| url.starts_with("/es/")), "{spanish:?}");

    let headers = text(&files, "_headers");
    for (path, widened) in [
        ("/search/", true),
        ("/es/search/", true),
        ("/search/index/pagefind-worker.js", true),
        ("/", false),
        ("/articles/grief/", false),
        ("/assets/x.js", false),
    ] {
        let given = anteroom::serve::hosting::headers(headers, path);
        let policies: Vec<&str> = given
            .iter()
            .filter(|(name, _)| name == "Content-Security-Policy")
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(policies.len(), 1, "{path}: {policies:?}");
        assert_eq!(policies[0].contains("'wasm-unsafe-eval'"), widened, "{path}: {policies:?}");
        assert!(
            policies[0].contains("frame-ancestors 'none'") && policies[0].contains("form-action 'none'"),
            "{path}: {policies:?}"
        );
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).expect("a page");
        assert_eq!(page.contains("wasm-unsafe-eval"), path.ends_with("search/index.html"), "{path}");
        assert_eq!(page.contains("/assets/search/"), path.ends_with("search/index.html"), "{path}");
    }
    assert!(text(&files, "search/index.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!text(&files, "sitemap.xml").contains("/search/"));
    // Nothing of Pagefind's own boxes, and one program a language.
    let names: Vec<&str> =
        of_index(&files).into_keys().filter(|path| !path.contains("/fragment/") && !path.contains(".pf_")).collect();
    assert_eq!(
        names,
        [
            "es/search/index/pagefind-entry.json",
            "es/search/index/pagefind-worker.js",
            "es/search/index/wasm.es.pagefind",
            "search/index/pagefind-entry.json",
            "search/index/pagefind-worker.js",
            "search/index/wasm.en.pagefind"
        ]
    );
}

/// Proves: the index is the same at any thread count and from one run to the next, and under a sub-path only addresses differ.
#[test]
fn the_index_is_the_same_anywhere() {
    let built = |threads: &str, base: Option<&str>| {
        let site = site();
        let run = site.build().env("RAYON_NUM_THREADS", threads);
        base.into_iter().fold(run, |run, base| run.args(["--base-url", base])).run().exits(0);
        site.public()
    };
    let (one, eight) = (built("1", None), built("8", None));
    assert!(of_index(&one).len() > 15, "{:?}", of_index(&one).keys());
    assert!(of_index(&one) == of_index(&eight), "the index differs");
    let under = built("2", Some("https://elm.example.org/practice/here/"));
    let page = text(&under, "search/index.html");
    assert!(page.contains("data-index=\"/practice/here/search/index/\""), "{page}");
    assert!(
        fragments(&under, "search/index/")
            .iter()
            .all(|page| page["url"].as_str().is_some_and(|url| url.starts_with("/practice/here/")))
    );
}

/// Proves: an index is kept by what is in it, and one that was spoiled or is of other pages is not taken.
#[test]
fn the_index_is_made_once() {
    let site = site();
    site.built();
    let first = site.public();
    let kept = |site: &Site| {
        let files = crate::site::files_of(&site.path().join(".anteroom/blobs"));
        let large = files.into_iter().filter(|(_, bytes)| bytes.windows(19).any(|w| w == b"pagefind-entry.json"));
        large.collect::<BTreeMap<String, Vec<u8>>>()
    };
    let before = kept(&site);
    assert_eq!(before.len(), 2, "one place a language");
    // Whatever lies there with the right key is taken: nothing is made anew.
    for (name, bytes) in &before {
        let text = String::from_utf8_lossy(bytes).find("\"version\"").expect("the entry");
        let at = bytes.windows(9).position(|w| w == b"\"version\"").unwrap_or(text);
        let mut other = bytes.clone();
        other[at + 1] = b'V';
        let sum = blake3::hash(&other[32..]);
        other[..32].copy_from_slice(sum.as_bytes());
        site.write(&format!(".anteroom/blobs/{name}"), &other);
    }
    let again = site.built();
    assert!(text(&again, "search/index/pagefind-entry.json").contains("\"Version\""), "it was made anew");
    // A spoiled one is not taken, and takes no more room than before.
    for (name, bytes) in &before {
        site.write(&format!(".anteroom/blobs/{name}"), &bytes[..bytes.len() - 1]);
    }
    let mended = site.built();
    assert!(of_index(&mended) == of_index(&first), "the index differs");
    site.write("content/articles/sleep.md", b"---\ntitle: Sleep\n---\nStay up.\n");
    let changed = site.built();
    assert!(
        fragments(&changed, "search/index/")
            .iter()
            .any(|page| page["content"].as_str().is_some_and(|text| text.contains("Stay up.")))
    );
    assert_eq!(kept(&site).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "the old index is gone");
}

/// Proves: `search: no` leaves no trace of it; read from a disk, and in a theme without a box, the page lists everything.
#[test]
fn it_can_be_left_out() {
    let off = site().file("content/practice.yaml", format!("{PRACTICE}search: no\n")).built();
    assert!(
        off.keys().all(|path| !path.contains("search/index") && !path.ends_with("search/index.html")),
        "{:?}",
        off.keys()
    );
    for (path, bytes) in off.iter().filter(|(path, _)| path.ends_with(".html") || *path == "_headers") {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("/search/") && !page.contains("wasm-unsafe-eval"), "{path}");
    }
    let disk = site();
    disk.build().arg("--relative").run().exits(0);
    let disk = disk.public();
    assert!(of_index(&disk).is_empty());
    let page = text(&disk, "search/index.html");
    assert!(!page.contains("data-index") && !page.contains("<input") && !page.contains("search.js"), "{page}");
    for link in ["articles/grief/", "articles/sleep/", "topics/loss/", "providers/ada/", "forms/intake/", "about/"] {
        assert!(page.contains(&format!("href=\"../{link}index.html\"")), "{link} is not listed: {page}");
    }
    assert!(!text(&disk, "_headers").contains("wasm-unsafe-eval"));
    // A site of one page has nothing to look for.
    let bare = Site::empty().file("content/practice.yaml", "name: Elm\n").built();
    assert!(bare.keys().all(|path| !path.contains("search/index")), "{:?}", bare.keys());
}

/// Proves: the preview's index is made when it is asked for, is that of the pages shown, and follows them.
#[test]
fn the_preview_has_the_index_of_its_pages() {
    let site = site();
    let (live, mut folder) = Live::open(site.path(), settings()).expect("a folder");
    let kept = || {
        crate::site::files_of(&site.path().join(".anteroom/blobs"))
            .values()
            .any(|bytes| bytes.windows(19).any(|w| w == b"pagefind-entry.json"))
    };
    let index = || {
        let shown = live.now().shown;
        let one = |path: String| match shown.find(&path) {
            Found::Output(Output::Bytes(bytes)) if path.contains("search/index/") => Some((path, bytes.to_vec())),
            _ => None,
        };
        shown.paths().into_iter().filter_map(one).collect::<BTreeMap<_, _>>()
    };
    let cold = || {
        let files = crate::site::Site::copy_of(site.path()).built();
        of_index(&files).into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect::<BTreeMap<_, _>>()
    };
    assert!(matches!(live.now().shown.find("index.html"), Found::Output(_)));
    assert!(live.now().shown.has("articles/grief/index.html") && !live.now().shown.has("search/index/nothing.pf_meta"));
    let first = index();
    assert!(kept() && !first.is_empty());
    assert!(first == cold(), "another index than a build's");
    site.write("content/articles/sleep.md", b"---\ntitle: Sleep\n---\nStay up.\n");
    let changed = folder.refresh(&Changes::Everything).expect("a folder");
    live.update(&folder, &settings(), &changed, Instant::now(), &|_| {});
    let second = index();
    assert!(second != first && second == cold(), "another index than a build's");
    live.settle(&|_| {});
    assert!(index() == second, "another index when all is made");
}

proptest! {
    #![proptest_config(cases(24))]

    /// Proves: whatever a page says, its index is made, and says the same.
    #[test]
    fn no_text_keeps_the_index_from_being_made(words in "\\PC{1,60}", more in prop::sample::select(vec!["___PAGEFIND_ANCHOR___h1:0:x", "\u{200b}", "&lt;mark&gt;", "<b id=\"a\">b</b>", "---", "心の健康", "👩🏽‍⚕️", "_", "\u{301}", "title:x", "[a]"])) {
        let title = serde_json::to_string(&format!("A {words}")).expect("text");
        let page = format!("---\ntitle: {title}\n---\nBegin {more} {}\n\n## {more}\n\nEnd.\n", words.replace(['<', '&', '{', '`', '['], " "));
        let tree = SourceTree::from_texts([("content/practice.yaml", "name: A\n"), ("content/pages/a.md", page.as_str())]);
        let (memo, store) = (Memo::off(), BlobStore::off());
        let made = finish(prepare(tree.into(), settings(), &memo), &Desk::new(&memo, &store));
        prop_assume!(!made.diagnostics.has_errors());
        prop_assert!(made.rendered.outputs.contains_key("search/index/pagefind-entry.json"), "no index for {:?}", page);
    }
}

/// Proves: the version under which indexes are kept is Pagefind's own, so that another one makes them anew.
#[test]
fn the_version_is_pagefinds() {
    let lock = std::fs::read_to_string(repository().join("Cargo.lock")).expect("the lock file");
    let version = lock
        .split("name = \"pagefind\"\nversion = \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a version");
    let source = std::fs::read_to_string(repository().join("src/render/search.rs")).expect("the source");
    assert!(source.contains(&format!("const VERSION: &str = \"{version}/")), "raise VERSION in src/render/search.rs");
}
