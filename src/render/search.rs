//! What the search box looks through: an index of every page's main part, made by Pagefind.
//!
//! 1. Each page gives its [`Entry`]: address, title, kind, and the text of its main part. What stands on many pages alike is no
//!    part of it.
//! 2. The entries of a language are hashed. An index of the same entries that was kept from an earlier build is taken as it is.
//! 3. Else Pagefind makes one, each language on a thread of its own. Of its files go out the program that searches in the
//!    browser and the index in pieces, of which a visitor fetches the few that hold their words.

mod digest;

use super::theme::Theme;
use super::{file_of, rewrite};
use crate::blob::BlobStore;
use crate::model::{Page, PageKind, Site, addresses::encode};
use crate::output::{OutPath, Output};
use blake3::Hash;
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Raised when the same entries would make other files: with another version of Pagefind, or other options for it.
const VERSION: &str = "1.6.0/1";

/// More pages than this share files: some hosts take 20,000 files at most.
const MOST_FILES: u32 = 6000;

/// An index: its files by their path from the output folder.
pub type Index = BTreeMap<OutPath, Output>;

/// Whether a page is the search page and has a box: where scripts can read the index, and the theme has one for it.
pub fn has_box(site: &Site, theme: &Theme, kind: PageKind) -> bool {
    kind == PageKind::Search && !site.settings.relative && theme.search_script.is_some()
}

/// The folder of the index that belongs to a search page.
pub fn folder(page: &Page) -> String {
    format!("{}index/", page.path)
}

/// The search pages that have an index.
pub fn pages<'a>(site: &'a Site, theme: &'a Theme) -> impl Iterator<Item = &'a Page> {
    site.layout.pages.iter().filter(|page| has_box(site, theme, page.kind))
}

/// Counts the indexes of a site as asked for, so that the store does not forget them.
pub fn keep(site: &Site, theme: &Theme, store: &BlobStore) {
    for page in pages(site, theme) {
        store.keep(&slot(site, page));
    }
}

/// Makes the indexes of all languages; `html` is what lies at a path from the output folder.
pub fn make_all(
    site: &Site,
    theme: &Theme,
    store: &BlobStore,
    html: &(dyn Fn(&str) -> Option<Arc<Vec<u8>>> + Sync),
) -> Index {
    let pages: Vec<&Page> = pages(site, theme).collect();
    let mut made: Vec<Option<Index>> = Vec::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = pages
            .iter()
            .map(|page| scope.spawn(move || make(site, page, store, |page| html(&file_of(&page.path)))))
            .collect();
        made = threads.into_iter().map(|thread| thread.join().ok()).collect();
    });
    made.into_iter().flatten().flatten().collect()
}

/// Makes the index that belongs to a search page, or takes the kept one; `html` is a page as it is published.
pub fn make(
    site: &Site,
    search_page: &Page,
    store: &BlobStore,
    html: impl Fn(&Page) -> Option<Arc<Vec<u8>>> + Sync,
) -> Index {
    let base = rewrite::base_path(site);
    let entries: Vec<Entry> = site
        .layout
        .pages
        .par_iter()
        .filter(|page| page.language == search_page.language && is_found(page.kind))
        .filter_map(|page| Entry::of(page, &base, &html(page)?))
        .collect();
    let folder = folder(search_page);
    let files = indexed(&search_page.language, &entries, store, &slot(site, search_page));
    let place = |(name, bytes): (String, Vec<u8>)| {
        Some((OutPath::new(&format!("{}{name}", folder.trim_start_matches('/'))).ok()?, bytes.into()))
    };
    files.into_iter().filter_map(place).collect()
}

/// Under which key the index of a search page is kept: one place each, for an index that is no longer the newest is of no use
/// and may be large.
fn slot(site: &Site, page: &Page) -> Hash {
    crate::memo::key(&[b"search", page.language.as_bytes(), rewrite::base_path(site).as_bytes()])
        .unwrap_or_else(|| blake3::hash(b"search"))
}

/// What can be found. Further pages of a list and narrowed directories hold nothing that is not elsewhere.
fn is_found(kind: PageKind) -> bool {
    match kind {
        PageKind::NotFound | PageKind::Search | PageKind::Facet(_) => false,
        PageKind::Articles(number) | PageKind::Topic(_, number) => number == 1,
        _ => true,
    }
}

/// What the box calls a page, beside its title; empty where the title is enough.
fn name_of(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Article(_) => "article",
        PageKind::Topic(..) => "topic",
        PageKind::Provider(_) => "person",
        PageKind::Form(_) => "form",
        PageKind::Packet(_) => "packet",
        _ => "",
    }
}

/// A page as the index sees it.
#[derive(Serialize)]
struct Entry {
    url: String,
    kind: &'static str,
    title: String,
    text: String,
}

impl Entry {
    fn of(page: &Page, base: &str, html: &[u8]) -> Option<Self> {
        let digest::Digest { title, text } = digest::of(std::str::from_utf8(html).ok()?);
        Some(Self { url: format!("{base}{}", encode(&page.path)), kind: name_of(page.kind), title, text })
    }

    /// The page as Pagefind reads it. The title is not a part of the text: it counts for more, and stands above it anyway.
    fn html(&self, language: &str) -> String {
        let mut html = format!(
            "<html lang=\"{language}\"><body><i data-pagefind-meta=\"title:{}\"></i>",
            // It is HTML already; only quotes would end the attribute.
            self.title.replace('"', "&quot;")
        );
        if !self.kind.is_empty() {
            let _ = write!(html, "<i data-pagefind-filter=\"kind:{}\"></i>", self.kind);
        }
        html.push_str(&self.text);
        html.push_str("</body></html>");
        html
    }
}

/// The files of an index: the kept ones where they are of the same entries.
fn indexed(language: &str, entries: &[Entry], store: &BlobStore, slot: &Hash) -> Vec<(String, Vec<u8>)> {
    let key = crate::memo::key_of("index", &(VERSION, language, entries));
    let kept = store.get(slot).and_then(|bytes| unpack(&bytes, key.as_ref()?));
    if let Some(files) = kept {
        return files;
    }
    // Pagefind fails only where it panics, and a site without its index still lists everything.
    let files = pagefind(language, entries).unwrap_or_default();
    if let (Some(key), false) = (key, files.is_empty()) {
        store.put(slot, &pack(&key, &files));
    }
    files
}

/// Pagefind's files for the entries, by name.
fn pagefind(language: &str, entries: &[Entry]) -> Option<Vec<(String, Vec<u8>)>> {
    let options =
        PagefindServiceConfig::builder().force_language(language.to_lowercase()).max_fragments(MOST_FILES).build();
    let mut index = PagefindIndex::new(Some(options)).ok()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build().ok()?;
    let files = runtime.block_on(async {
        for entry in entries {
            index.add_html_file(None, Some(entry.url.clone()), entry.html(language)).await.ok()?;
        }
        index.get_files().await.ok()
    })?;
    let own_program = format!("wasm.{}.pagefind", language.to_lowercase());
    let has_own = files.iter().any(|file| file.filename.to_string_lossy() == own_program);
    let mut kept: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents))
        // The rest is boxes of Pagefind's own.
        .filter(|(name, _)| match name.as_str() {
            "pagefind-worker.js" | "pagefind-entry.json" => true,
            "wasm.unknown.pagefind" => !has_own,
            name => name.ends_with(".pagefind") || name.contains(".pf_"),
        })
        .collect();
    kept.sort();
    Some(kept)
}

/// The key, then each file: the length of its name, its own length, name and bytes.
fn pack(key: &Hash, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = key.as_bytes().to_vec();
    for (name, bytes) in files {
        out.extend((name.len() as u32).to_le_bytes());
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(name.as_bytes());
        out.extend(bytes);
    }
    out
}

/// The files where they belong to the key.
fn unpack(bytes: &[u8], key: &Hash) -> Option<Vec<(String, Vec<u8>)>> {
    fn length<'a>(rest: &mut &'a [u8]) -> Option<usize> {
        let (length, after): (&'a [u8; 4], _) = rest.split_first_chunk()?;
        *rest = after;
        usize::try_from(u32::from_le_bytes(*length)).ok()
    }
    let mut rest = bytes.strip_prefix(key.as_bytes())?;
    let mut files = Vec::new();
    while !rest.is_empty() {
        let (name, len) = (length(&mut rest)?, length(&mut rest)?);
        let (name, after) = rest.split_at_checked(name)?;
        let (content, after) = after.split_at_checked(len)?;
        files.push((String::from_utf8(name.to_vec()).ok()?, content.to_vec()));
        rest = after;
    }
    Some(files)
}
