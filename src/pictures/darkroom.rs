//! All pictures of a site, made several at once, each kept under the hash of its file and of what was made of it.

use super::develop;
use super::head::Fault;
use super::plan::Print;
use super::works::{Work, damaged};
use crate::blob::BlobStore;
use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::output::{OutPath, Output};
use crate::paper::prints::{Desk, Done};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Pictures of more pixels are made one after the other: each takes three or four bytes a pixel while it is made.
const LARGE: u64 = 24_000_000;

/// The pictures of a site, and how to come by each.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    works: Arc<Vec<Work>>,
    /// Works by the path from the output folder.
    places: Arc<HashMap<String, usize>>,
    /// What was made, by path.
    pub outputs: Vec<(OutPath, Output)>,
}

/// What one path of the site is to hold.
enum Wanted<'a> {
    /// The whole picture, cleaned.
    Whole,
    /// A size of it.
    Print(&'a Print),
}

/// What was made of a picture, by path on the site.
type Made = Result<Vec<(String, Output)>, Why>;

/// Why a picture was not made.
enum Why {
    Fault(Fault),
    Unreadable(std::io::Error),
}

impl Pictures {
    /// Pictures of which none is made yet.
    pub fn new(works: Vec<Work>) -> Self {
        let mut places = HashMap::new();
        for (index, work) in works.iter().enumerate() {
            for path in work.whole.iter().chain(work.prints.iter().map(|print| &print.path)) {
                places.insert(path.trim_start_matches('/').to_owned(), index);
            }
        }
        Self { works: works.into(), places: places.into(), outputs: Vec::new() }
    }

    /// How many pictures there are.
    pub fn len(&self) -> usize {
        self.works.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// Whether a picture lies at a path from the output folder.
    pub fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    /// Makes what lies at one path; none where it cannot be made, which [`Pictures::make_all`] reports.
    pub fn make_one(&self, path: &str, store: &BlobStore) -> Option<Output> {
        let work = self.works.get(*self.places.get(path)?)?;
        let wanted = work.wanted().into_iter().filter(|(at, _)| at.trim_start_matches('/') == path).collect();
        let made = work.make(wanted, store, &|| false).ok()?;
        made.into_iter().next().map(|(_, output)| output)
    }

    /// Makes all, in parallel. Where there are errors already, nothing will be written: then they are only looked at.
    pub fn make_all(&mut self, desk: &Desk<'_>, diagnostics: &mut Diagnostics) {
        let rehearsal = diagnostics.has_errors();
        let (finished, large) = (AtomicUsize::new(0), Mutex::new(()));
        let made: Vec<(&Work, Made)> = self
            .works
            .par_iter()
            .filter(|work| work.head.fault.is_none())
            .map(|work| {
                let (width, height) = work.head.pixels.unwrap_or_default();
                let alone = u64::from(width) * u64::from(height) > LARGE;
                let _alone = alone.then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
                let made = match rehearsal {
                    true => work.look(desk.store).map(|()| Vec::new()),
                    false => work.make(work.wanted(), desk.store, desk.cancelled),
                };
                (desk.done)(Done::Picture(finished.fetch_add(1, Ordering::Relaxed) + 1));
                (work, made)
            })
            .collect();
        let mut outputs = Vec::new();
        for (work, made) in made {
            let made = made.unwrap_or_else(|why| {
                diagnostics.push(work.fault(&why));
                Vec::new()
            });
            for (path, output) in made {
                match OutPath::new(path.trim_start_matches('/')) {
                    Ok(path) => outputs.push((path, output)),
                    Err(_) => diagnostics.push(
                        codes::FILE_NAME
                            .at(Span::whole(&work.file), "this file's name cannot be used on a website")
                            .help("rename the file; letters, digits and hyphens always work"),
                    ),
                }
            }
        }
        self.outputs = outputs;
    }
}

impl Work {
    /// All that is to be made of it.
    fn wanted(&self) -> Vec<(&str, Wanted<'_>)> {
        let whole = self.whole.iter().map(|path| (path.as_str(), Wanted::Whole));
        whole.chain(self.prints.iter().map(|print| (print.path.as_str(), Wanted::Print(print)))).collect()
    }

    fn key(&self, wanted: &Wanted<'_>) -> Option<blake3::Hash> {
        let (hash, recipe) = (self.head.hash.to_hex(), env!("ANTEROOM_PICTURES"));
        match wanted {
            Wanted::Whole => crate::memo::key_of("whole picture", &(hash.as_str(), recipe)),
            Wanted::Print(print) => {
                crate::memo::key_of("size of a picture", &(hash.as_str(), recipe, print.width, print.height, print.ink))
            }
        }
    }

    /// Makes what is wanted, or finds it kept.
    fn make(&self, wanted: Vec<(&str, Wanted<'_>)>, store: &BlobStore, cancelled: &(dyn Fn() -> bool + Sync)) -> Made {
        let mut made = Vec::new();
        let mut missing = Vec::new();
        for (path, wanted) in wanted {
            let key = self.key(&wanted);
            match key.and_then(|key| store.get(&key)).and_then(|note| self.found(&note, store)) {
                Some(output) => made.push((path.to_owned(), output)),
                None => missing.push((path, wanted, key)),
            }
        }
        if missing.is_empty() || cancelled() {
            return Ok(made);
        }
        let bytes = self.read()?;
        let mut sizes = Vec::new();
        for (path, wanted, key) in missing {
            match wanted {
                Wanted::Print(print) => sizes.push((path, print, key)),
                Wanted::Whole => {
                    let cleaned = develop::cleaned(&bytes, &self.head).map_err(Why::Fault)?;
                    let output = match (cleaned.filter(|cleaned| *cleaned != bytes), key) {
                        (Some(cleaned), key) => kept(cleaned, key, store),
                        (None, key) => {
                            key.into_iter().for_each(|key| store.put(&key, AS_IT_IS));
                            self.as_it_is()
                        }
                    };
                    made.push((path.to_owned(), output));
                }
            }
        }
        if !sizes.is_empty() && !cancelled() {
            let prints: Vec<&Print> = sizes.iter().map(|(_, print, _)| *print).collect();
            let packed = develop::prints(&bytes, &prints).map_err(Why::Fault)?;
            for ((path, _, key), content) in sizes.into_iter().zip(packed) {
                made.push((path.to_owned(), kept(content, key, store)));
            }
        }
        Ok(made)
    }

    /// Only finds out whether it could be made.
    fn look(&self, store: &BlobStore) -> Result<(), Why> {
        let known = |(_, wanted): &(&str, Wanted<'_>)| self.key(wanted).and_then(|key| store.get(&key)).is_some();
        let decoded = !self.prints.is_empty() || self.head.orientation != 1;
        if decoded && !self.wanted().iter().all(known) {
            develop::Negative::of(&self.read()?).map_err(Why::Fault)?;
        }
        Ok(())
    }

    /// The file's bytes, if they are still those that its head was read from.
    fn read(&self) -> Result<Vec<u8>, Why> {
        let bytes = std::fs::read(&self.source).map_err(Why::Unreadable)?;
        match blake3::hash(&bytes) == self.head.hash {
            true => Ok(bytes),
            false => Err(Why::Unreadable(std::io::Error::other("it was changed meanwhile"))),
        }
    }

    fn as_it_is(&self) -> Output {
        Output::File { source: self.source.clone(), hash: self.head.hash, len: self.head.len }
    }

    /// What a note in the store leads to.
    fn found(&self, note: &[u8], store: &BlobStore) -> Option<Output> {
        if note == AS_IT_IS {
            return Some(self.as_it_is());
        }
        let (hash, len) = std::str::from_utf8(note).ok()?.split_once(' ')?;
        let (hash, len) = (blake3::Hash::from_hex(hash).ok()?, len.parse().ok()?);
        Some(Output::File { source: store.file(&hash, len)?, hash, len })
    }

    fn fault(&self, why: &Why) -> Diagnostic {
        match why {
            Why::Fault(Fault::Broken) => damaged(&self.file),
            Why::Fault(_) => codes::PICTURE_TOO_LARGE
                .at(Span::whole(&self.file), "this picture would take too much memory")
                .help("open it in a picture program and save it smaller, as JPEG"),
            Why::Unreadable(error) => codes::FILE_UNREADABLE
                .at(Span::whole(&self.file), format!("the file cannot be read: {error}"))
                .help("check that you may open it"),
        }
    }
}

/// The note of a whole picture in which there was nothing to take out.
const AS_IT_IS: &[u8] = b"as it is";

/// Puts what was made into the store; in memory where nothing can be kept.
fn kept(content: Vec<u8>, key: Option<blake3::Hash>, store: &BlobStore) -> Output {
    match key.zip(store.put_file(&content)) {
        Some((key, (source, hash))) => {
            store.put(&key, format!("{} {}", hash.to_hex(), content.len()).as_bytes());
            Output::File { source, hash, len: content.len() as u64 }
        }
        None => content.into(),
    }
}
