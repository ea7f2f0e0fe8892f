//! Pictures and documents of the old site: found in a folder of them, or fetched where that was asked for.

use super::html::host;
use crate::error::{Error, Result};
use crate::fetch::Fetcher;
use crate::model::addresses::slug;
use crate::model::links::decode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The largest file that is taken over, in bytes.
const MAX_FILE: u64 = 50 * 1024 * 1024;

/// Endings of pictures that browsers show.
const PICTURES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Endings of files to be read or listened to.
const DOCUMENTS: &[&str] = &[
    "csv", "doc", "docx", "epub", "ics", "m4a", "mp3", "mov", "mp4", "odt", "ods", "ogg", "pdf", "ppt", "pptx", "rtf",
    "txt", "vcf", "wav", "webm", "xls", "xlsx",
];

/// Where the files of a move come from and go to.
pub struct Pictures {
    /// Files of the folder, by their names in lower case.
    found: BTreeMap<String, Vec<PathBuf>>,
    fetcher: Option<Fetcher>,
    /// Where files wait until everything is put in place; none on a dry run.
    staging: Option<PathBuf>,
    /// The site's own pictures.
    media: PathBuf,
    /// Names in `content/media/` that are taken, in lower case.
    taken: BTreeSet<String>,
    /// What was kept, by the hash of its bytes: the same picture is kept once.
    kept: BTreeMap<[u8; 32], String>,
    /// What became of each address.
    known: BTreeMap<String, Option<String>>,
    /// Hosts whose files are the old site's.
    hosts: BTreeSet<String>,
    /// The old site's address, for pictures that are named without it.
    base: String,
    /// Names of what was taken over.
    pub taken_over: Vec<String>,
    /// Pictures that were there already.
    pub already: usize,
    /// Why a file could not be fetched.
    pub failures: BTreeMap<String, String>,
    /// What went wrong on this machine.
    pub error: Option<Error>,
    /// Whether files are taken as fetched without asking for them: on a dry run.
    pub pretend: bool,
    /// Told of each file that is fetched.
    pub told: Option<fn(usize)>,
}

/// An address without its query, and what a proxy for pictures put before it.
fn plain(url: &str) -> String {
    let url = url.trim().split(['?', '#']).next().unwrap_or_default();
    let whole = if let Some(rest) = url.strip_prefix("//") { format!("https://{rest}") } else { url.to_owned() };
    // WordPress's own proxy: i0.wp.com/www.example.com/...
    if matches!(host(&whole), "i0.wp.com" | "i1.wp.com" | "i2.wp.com" | "i3.wp.com") {
        return whole.split_once(".wp.com/").map_or(whole.clone(), |(_, rest)| format!("https://{rest}"));
    }
    whole
}

/// The ending of a file's name, in lower case.
pub fn ending(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

/// Whether an address is that of a picture.
pub fn is_picture(url: &str) -> bool {
    PICTURES.contains(&ending(&plain(url)).as_str())
}

/// Whether an address is that of a document.
pub fn is_document(url: &str) -> bool {
    DOCUMENTS.contains(&ending(&plain(url)).as_str())
}

/// "photo-300x200.jpg" is a smaller copy of "photo.jpg".
fn original(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (before, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x').unwrap_or((size, "0"));
    let sized =
        [width, height].iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) && size.contains('x');
    (sized || size == "scaled").then(|| format!("{before}.{ending}"))
}

impl Pictures {
    /// For a move into the site at `root`. `folder` holds downloaded files.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn new(
        root: &Path,
        folder: Option<&Path>,
        fetcher: Option<Fetcher>,
        staging: Option<PathBuf>,
        hosts: BTreeSet<String>,
        base: &str,
    ) -> Result<Self> {
        let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        if let Some(folder) = folder {
            for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
                let entry = entry.map_err(std::io::Error::from).map_err(Error::io("read the folder", folder))?;
                if let (true, Some(name)) = (entry.file_type().is_file(), entry.file_name().to_str()) {
                    found.entry(name.to_lowercase()).or_default().push(entry.into_path());
                }
            }
        }
        let media = root.join("content/media");
        let names = walkdir::WalkDir::new(&media).into_iter().flatten();
        let taken = names.filter_map(|entry| entry.file_name().to_str().map(str::to_lowercase)).collect();
        Ok(Self {
            found,
            fetcher,
            staging,
            media,
            taken,
            kept: BTreeMap::new(),
            known: BTreeMap::new(),
            hosts,
            base: base.trim_end_matches('/').to_owned(),
            taken_over: Vec::new(),
            already: 0,
            failures: BTreeMap::new(),
            error: None,
            pretend: false,
            told: None,
        })
    }

    /// Whether a host is the old site's or keeps its files.
    pub fn is_own(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        self.hosts.contains(host)
            || host.ends_with(".files.wordpress.com")
            || host.ends_with("squarespace-cdn.com")
            || host == "static1.squarespace.com"
    }

    /// Whether a text asked for an address.
    pub fn is_known(&self, url: &str) -> bool {
        self.known.contains_key(&self.whole(url))
    }

    /// The name in `content/media/` of a picture or document; none where it is not here.
    pub fn name(&mut self, url: &str, kinds: Wanted) -> Option<String> {
        let url = self.whole(url);
        if let Some(known) = self.known.get(&url) {
            return known.clone();
        }
        let name = self.look(&url, kinds);
        self.known.insert(url, name.clone());
        name
    }

    /// The whole address of a file that may be named without its host.
    fn whole(&self, url: &str) -> String {
        let url = plain(url);
        if url.starts_with('/') { format!("{}{url}", self.base) } else { url }
    }

    fn look(&mut self, url: &str, kinds: Wanted) -> Option<String> {
        let last = decode(url.rsplit('/').next().unwrap_or_default()).replace('+', " ");
        if last.is_empty() {
            return None;
        }
        if let Some(path) = self.in_folder(url, &last) {
            let bytes = match std::fs::metadata(&path) {
                Ok(found) if found.len() > MAX_FILE => return None,
                _ => std::fs::read(&path),
            };
            return match bytes {
                Ok(bytes) => {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or(last);
                    self.keep(&name, &bytes, kinds)
                }
                Err(error) => {
                    self.error.get_or_insert(Error::io("read", &path)(error));
                    None
                }
            };
        }
        if !self.is_own(host(url)) {
            return None;
        }
        if self.pretend {
            self.taken_over.push(last.clone());
            return Some(last);
        }
        let fetcher = self.fetcher.as_ref()?;
        if let Some(told) = self.told {
            told(self.taken_over.len() + 1);
        }
        match fetcher.get(url, MAX_FILE) {
            Ok(bytes) => self.keep(&last, &bytes, kinds),
            Err(why) => {
                self.failures.insert(url.to_owned(), why);
                None
            }
        }
    }

    /// The file of the folder that an address means: the one whose folders are most like the address's.
    fn in_folder(&self, url: &str, last: &str) -> Option<PathBuf> {
        let names = [Some(last.to_owned()), original(last), Some(last.replace(' ', "+"))];
        // The picture as it was uploaded before its smaller copies.
        let order = [1, 0, 2];
        let wanted: Vec<String> = decode(url).to_lowercase().rsplit('/').skip(1).map(str::to_owned).collect();
        order.iter().filter_map(|n| names.get(*n)?.as_ref()).find_map(|name| {
            let paths = self.found.get(&name.to_lowercase())?;
            let likeness = |path: &PathBuf| {
                let parts = path.iter().rev().skip(1).map(|part| part.to_string_lossy().to_lowercase());
                parts.zip(&wanted).take_while(|(a, b)| a == *b).count()
            };
            let best = paths.iter().map(likeness).max()?;
            paths.iter().find(|path| likeness(path) == best).cloned()
        })
    }

    /// Keeps a file, if it is what its name says, under a name that is free.
    fn keep(&mut self, name: &str, bytes: &[u8], kinds: Wanted) -> Option<String> {
        let said = ending(name);
        let is_drawing = said == "svg" && String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).contains("<svg");
        let real = match imagesize::image_type(bytes) {
            Ok(imagesize::ImageType::Jpeg) => Some("jpg"),
            Ok(imagesize::ImageType::Png) => Some("png"),
            Ok(imagesize::ImageType::Gif) => Some("gif"),
            Ok(imagesize::ImageType::Webp) => Some("webp"),
            Ok(imagesize::ImageType::Heif(imagesize::Compression::Av1)) => Some("avif"),
            _ => is_drawing.then_some("svg"),
        };
        // A picture whose size cannot be read is damaged.
        let real = real.filter(|kind| *kind == "svg" || imagesize::blob_size(bytes).is_ok());
        let new_ending = match (real, kinds) {
            (Some(real), _) if (said == "jpeg" && real == "jpg") || said == real => said,
            (Some(real), _) => real.to_owned(),
            (None, Wanted::PictureOrDocument) if DOCUMENTS.contains(&said.as_str()) => said,
            _ => return None,
        };
        let hash = *blake3::hash(bytes).as_bytes();
        if let Some(kept) = self.kept.get(&hash) {
            return Some(kept.clone());
        }
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = Some(slug(stem)).filter(|s| !s.is_empty()).unwrap_or_else(|| "picture".to_owned());
        let mut number = 1;
        loop {
            let candidate =
                if number == 1 { format!("{stem}.{new_ending}") } else { format!("{stem}-{number}.{new_ending}") };
            let free = !self.taken.contains(&candidate.to_lowercase());
            if !free && std::fs::read(self.media.join(&candidate)).is_ok_and(|have| have == bytes) {
                self.already += 1;
                return Some(candidate);
            }
            if free {
                if let Some(staging) = &self.staging {
                    let path = staging.join("content/media").join(&candidate);
                    let written = path
                        .parent()
                        .map_or(Ok(()), std::fs::create_dir_all)
                        .and_then(|()| std::fs::write(&path, bytes));
                    if let Err(error) = written {
                        self.error.get_or_insert(Error::io("write", &path)(error));
                        return None;
                    }
                }
                self.taken.insert(candidate.to_lowercase());
                self.taken_over.push(candidate.clone());
                self.kept.insert(hash, candidate.clone());
                return Some(candidate);
            }
            number += 1;
        }
    }
}

/// What may be taken over at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Only what browsers show as a picture.
    Picture,
    /// Files to be read or listened to as well.
    PictureOrDocument,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_stripped_to_the_file() {
        assert_eq!(plain("//a.example/x.jpg?format=1000w#a"), "https://a.example/x.jpg");
        assert_eq!(plain("https://i0.wp.com/a.example/u/x.jpg?w=3"), "https://a.example/u/x.jpg");
        assert_eq!(original("door-300x200.jpg").as_deref(), Some("door.jpg"));
        assert_eq!(original("door-scaled.jpg").as_deref(), Some("door.jpg"));
        for name in ["door.jpg", "door-2.jpg", "a-x.jpg", "a-3x.jpg", "door"] {
            assert_eq!(original(name), None, "{name}");
        }
        assert!(is_picture("https://a.example/x.JPG?w=1") && is_document("/a/b.pdf") && !is_picture("/about/"));
    }
}
