//! Addresses of an old site that lead nowhere on the new one.
//!
//! What it does: reads the old site's sitemap, or a list of addresses, and asks of each whether a page, an alias or a file of
//! this site answers there.
//! Why: people keep addresses in bookmarks, in letters and in other sites' lists. Each that is lost is someone who finds nothing.

use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::fetch::Fetcher;
use crate::model::Site;
use crate::model::addresses::fold;
use crate::model::links::decode;
use crate::model::routes::alias_path;
use crate::output::Rendered;
use crate::source::yaml::reader::clip;
use crate::source::{FileId, SourceFile};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::{BTreeSet, HashSet};
use std::io::Read;
use std::path::Path;

/// The largest sitemap that is read, unpacked, in bytes: sitemaps.org allows 50 MB.
const MAX_SITEMAP: u64 = 64 * 1024 * 1024;

/// So many sitemaps one list of sitemaps may name.
const MAX_SITEMAPS: usize = 1_000;

/// An address of the old site.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Old {
    /// As it is written.
    address: String,
    /// Where.
    span: Span,
}

/// What the old site says of its addresses.
#[derive(Debug, Default)]
pub struct OldSite {
    /// The sitemaps, to show lines of.
    pub files: Vec<SourceFile>,
    addresses: Vec<Old>,
    faults: Vec<Diagnostic>,
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Reads a sitemap, a list of sitemaps, or a list of addresses, and the sitemaps that it names.
///
/// # Errors
/// Why it cannot be read, in words.
pub fn read(place: &str) -> Result<OldSite, String> {
    let fetcher = is_url(place).then(Fetcher::default);
    let bytes = match &fetcher {
        Some(fetcher) => fetcher.get(place, MAX_SITEMAP).map_err(|why| format!("could not read {place}: {why}"))?,
        None => std::fs::read(place).map_err(|error| format!("could not read {place}: {error}"))?,
    };
    let mut old = OldSite::default();
    let mut waiting = vec![(place.to_owned(), bytes)];
    let mut seen: BTreeSet<String> = [place.to_owned()].into();
    while let Some((name, bytes)) = waiting.pop() {
        for nested in old.add(&name, bytes)? {
            if !seen.insert(nested.address.clone()) || seen.len() > MAX_SITEMAPS {
                continue;
            }
            let found = match &fetcher {
                Some(fetcher) => fetcher.get(&nested.address, MAX_SITEMAP).map(|bytes| (nested.address.clone(), bytes)),
                // Beside the file, under the last part of its address.
                None => {
                    let path = nested.address.split(['?', '#']).next().unwrap_or_default();
                    let last = decode(path.rsplit('/').next().unwrap_or_default());
                    let beside = Path::new(place).with_file_name(last.as_ref());
                    let name = beside.display().to_string();
                    match last.is_empty() {
                        true => Err("its address names no file".to_owned()),
                        false => match std::fs::read(&beside) {
                            Ok(bytes) => Ok((name, bytes)),
                            Err(_) => Err(format!("there is no file {name}")),
                        },
                    }
                }
            };
            match found {
                Ok(found) => waiting.push(found),
                Err(why) => old.faults.push(
                    codes::OLD_SITEMAP_UNREAD
                        .at(nested.span, format!("the sitemap {} was not read: {why}", clip(&nested.address)))
                        .help("save it beside the list of sitemaps, or give the address of the list to --old-sitemap"),
                ),
            }
        }
    }
    if old.addresses.is_empty() && old.faults.is_empty() {
        return Err(format!(
            "there are no addresses in {place}. Give a sitemap.xml, or a list with one address a line."
        ));
    }
    Ok(old)
}

/// Text, unpacked where it was packed.
fn unpack(bytes: Vec<u8>) -> Result<String, String> {
    let mut text = bytes;
    if text.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(text.as_slice())
            .take(MAX_SITEMAP)
            .read_to_end(&mut unpacked)
            .map_err(|error| format!("it cannot be unpacked: {error}"))?;
        text = unpacked;
    }
    let text = String::from_utf8(text).map_err(|_| "it is not text in UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

impl OldSite {
    /// Takes in one file; gives the sitemaps that it names.
    fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<Vec<Old>, String> {
        let text = unpack(bytes).map_err(|why| format!("could not read {name}: {why}"))?;
        let file = FileId::new(name);
        let nested = match text.trim_start().starts_with('<') {
            true => self.sitemap(&file, &text),
            false => {
                let mut at = 0;
                for line in text.split_inclusive('\n') {
                    let words = line.trim();
                    if !words.is_empty() && !words.starts_with('#') {
                        let start = at + line.find(words).unwrap_or(0);
                        self.addresses.push(Old {
                            address: words.to_owned(),
                            span: Span::new(&file, start, start + words.len()),
                        });
                    }
                    at += line.len();
                }
                Vec::new()
            }
        };
        self.files.push(SourceFile::text(name, &text));
        Ok(nested)
    }

    fn sitemap(&mut self, file: &FileId, text: &str) -> Vec<Old> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let mut open: Vec<String> = Vec::new();
        let mut nested = Vec::new();
        let mut words = String::new();
        let mut start = 0;
        let offset = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    open.push(tag.local_name().as_ref().to_owned());
                    words.clear();
                    start = offset(reader.buffer_position());
                }
                Ok(Event::Text(text)) => words.push_str(&text),
                Ok(Event::CData(text)) => words.push_str(&text),
                Ok(Event::GeneralRef(name)) => match &*name {
                    "amp" => words.push('&'),
                    "apos" => words.push('\''),
                    other => words.push_str(&format!("&{other};")),
                },
                Ok(Event::End(_)) => {
                    let name = open.pop().unwrap_or_default();
                    let address = words.trim();
                    if name == "loc" && !address.is_empty() {
                        let end = text.get(start..).and_then(|t| t.find('<')).map_or(start, |n| start + n);
                        let old = Old { address: address.to_owned(), span: Span::new(file, start, end) };
                        match open.last().map(String::as_str) {
                            Some("url") => self.addresses.push(old),
                            Some("sitemap") => nested.push(old),
                            // Pictures and videos of a page have addresses of the same name.
                            _ => {}
                        }
                    }
                    words.clear();
                }
                Ok(Event::Eof) => {
                    if !open.is_empty() {
                        self.broken(file, text.len());
                    }
                    break;
                }
                Ok(_) => {}
                Err(_) => {
                    self.broken(file, offset(reader.error_position()));
                    break;
                }
            }
        }
        nested
    }

    fn broken(&mut self, file: &FileId, at: usize) {
        self.faults.push(
            codes::OLD_SITEMAP_UNREAD
                .at(Span::new(file, at, at), "the sitemap cannot be read from here on")
                .help("save it once more from the old site; addresses before this place were looked at"),
        );
    }
}

/// An address's path, decoded, and its query.
fn path_of(address: &str) -> (String, &str) {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.find(['/', '?']).map_or("/", |at| rest.get(at..).unwrap_or("/")));
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = decode(path);
    (if path.starts_with('/') { path.into_owned() } else { format!("/{path}") }, query)
}

/// The old addresses that nothing of the new site answers.
pub fn lost(old: &OldSite, site: &Site, rendered: &Rendered) -> Diagnostics {
    let mut diagnostics: Diagnostics = old.faults.iter().cloned().collect();
    let mut there: HashSet<String> = HashSet::new();
    for path in rendered.outputs.keys() {
        let path = path.as_str();
        there.insert(fold(&format!("/{path}")));
        // Hosts find /about.html at /about too.
        there.extend(path.strip_suffix(".html").map(|path| fold(&format!("/{path}"))));
    }
    let base = site.url().map(|url| path_of(url).0.trim_end_matches('/').to_owned()).unwrap_or_default();
    let documents: Vec<Known<'_>> = site
        .documents
        .iter()
        .chain(&site.articles)
        .map(|document| Known {
            id: document.id.to_lowercase(),
            file: document.file.as_str(),
            aliases: !document.original.aliases.is_empty(),
        })
        .collect();
    let mut seen = HashSet::new();
    for Old { address, span } in &old.addresses {
        let (path, query) = path_of(address);
        let inside = path.strip_prefix(&base).filter(|rest| rest.starts_with('/') && !base.is_empty()).unwrap_or(&path);
        let numbered = inside.trim_matches('/').is_empty() && !query.is_empty();
        let key = if numbered { format!("?{query}") } else { fold(inside) };
        if !seen.insert(key.clone()) || (!numbered && there.contains(&key)) {
            continue;
        }
        diagnostics.push(explain(inside, query, numbered, span, &documents));
    }
    diagnostics
}

/// A document that an old address may have been about.
struct Known<'a> {
    id: String,
    file: &'a str,
    /// Whether it has old addresses already.
    aliases: bool,
}

fn explain(path: &str, query: &str, numbered: bool, span: &Span, documents: &[Known<'_>]) -> Diagnostic {
    let code = &codes::OLD_ADDRESS_LOST;
    if numbered {
        return code
            .at(span.clone(), format!("the old address /?{} leads to the home page now", clip(query)))
            .help("what stands after a question mark cannot lead on without a server; most visitors come by the page's other address");
    }
    let fault = code.at(span.clone(), format!("the old address {} leads nowhere on this site", clip(path)));
    let Some(alias) = alias_path(path) else {
        return fault
            .help("no file can have this address, because of the signs in it; only a server could lead on from it");
    };
    let name = alias.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let is_file = name.rsplit_once('.').is_some_and(|(_, ending)| {
        ending.len() <= 5 && !matches!(ending.to_ascii_lowercase().as_str(), "html" | "htm" | "php" | "aspx" | "asp")
    });
    if is_file {
        return fault
            .help(format!("if it is still needed, put the file at content/files{alias}: there it keeps its address"));
    }
    let line = format!(
        "aliases: [{}]",
        if alias.contains([',', '[', ']', '{', '}', '&', '!', '@', '`']) {
            format!("\"{alias}\"")
        } else {
            alias.clone()
        }
    );
    match nearest(name, documents) {
        Some(Known { file, aliases, .. }) => {
            let todo = match aliases {
                true => format!("add {alias} to aliases: of {file}"),
                false => format!("add to the top of {file}: {line}"),
            };
            fault.label(format!("the nearest page is {file}")).help(format!("if that page takes its place, {todo}"))
        }
        None => fault.help(format!("add to the top of the page that takes its place: {line}")),
    }
}

/// The document whose name is most like an old one: the same, nearly the same, or with most of its words.
fn nearest<'k, 'a>(name: &str, documents: &'k [Known<'a>]) -> Option<&'k Known<'a>> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let words: BTreeSet<&str> = stem.split(['-', '_']).filter(|word| word.len() > 2).collect();
    let score = |id: &str| -> usize {
        if id == stem {
            return 1_000;
        }
        let close = (strsim::normalized_damerau_levenshtein(id, &stem) * 100.0) as usize;
        let own: BTreeSet<&str> = id.split(['-', '_']).filter(|word| word.len() > 2).collect();
        let shared = own.intersection(&words).count();
        let likeness = if shared == 0 { 0 } else { 200 * shared / (own.len() + words.len()) };
        close.max(likeness)
    };
    // Long names are compared by their first signs: those of addresses are that long at most.
    if stem.len() > 200 {
        return None;
    }
    let best = documents
        .iter()
        .map(|known| (score(&known.id), known))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.file.cmp(a.1.file)))?;
    (best.0 >= 60).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_addresses() {
        assert_eq!(path_of("https://a.example/caf%C3%A9/?p=1#x"), ("/café/".to_owned(), "p=1"));
        assert_eq!(path_of("https://a.example"), ("/".to_owned(), ""));
        assert_eq!(path_of("https://a.example?p=1"), ("/".to_owned(), "p=1"));
        assert_eq!(path_of("about"), ("/about".to_owned(), ""));
    }

    #[test]
    fn the_nearest_page_is_near() {
        let known = |id: &str, file| Known { id: id.to_owned(), file, aliases: false };
        let documents = [known("grief-at-work", "a"), known("fees", "b"), known("what-to-expect", "c")];
        let near = |name: &str| nearest(name, &documents).map(|known| known.file);
        assert_eq!(near("fees"), Some("b"));
        assert_eq!(near("fee"), Some("b"));
        assert_eq!(near("grief-at-your-work.html"), Some("a"));
        assert_eq!(near("our-history"), None);
    }
}
