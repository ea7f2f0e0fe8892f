//! Typst, closed off: it sees the theme's print files, one sheet of data and its pictures, and nothing else of the machine.

use super::error::PaperError;
use super::pictures::Placed;
use crate::source::FileId as ThemeFile;
use std::collections::BTreeMap;
use std::sync::Arc;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

/// The template that every sheet begins with.
const MAIN: &str = "sheet.typ";

/// What is drawn and not printed. A change to these makes no PDF another.
const DRAWINGS: [&str; 2] = ["icon.typ", "social.typ"];

/// What is the same for all sheets: the library, fonts and templates. Made once, shared by all threads.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The font of what is typed into fields.
    pub(super) field_font: Vec<u8>,
    main: FileId,
    data: FileId,
    sources: BTreeMap<String, (Source, ThemeFile)>,
    /// Hash of all that PDFs are made with.
    pub hash: blake3::Hash,
    /// Hash of what only drawings are made with.
    pub drawing_hash: blake3::Hash,
}

/// Hash of all that PDFs are made with, without making a press: a PDF that is kept is found by it.
pub fn hash_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a bytes::Bytes)>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in files.into_iter().filter(|(path, _)| !DRAWINGS.contains(path)) {
        take_in(&mut hasher, path, bytes);
    }
    hasher.finalize()
}

fn take_in(hasher: &mut blake3::Hasher, path: &str, bytes: &[u8]) {
    hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(bytes).as_bytes());
}

fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

impl Press {
    /// Makes a press from a theme's print files: path inside `print/`, where it comes from, bytes; and their [`hash_of`]. None
    /// where the theme has no `sheet.typ`.
    pub fn new<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a ThemeFile, &'a bytes::Bytes)>,
        hash: blake3::Hash,
    ) -> Option<Self> {
        let mut drawing_hasher = blake3::Hasher::new();
        let mut fonts: Vec<Font> = Vec::new();
        let mut field_font = Vec::new();
        let mut sources = BTreeMap::new();
        for (path, file, bytes) in files {
            if DRAWINGS.contains(&path) {
                take_in(&mut drawing_hasher, path, bytes);
            }
            match path.rsplit_once('.').map(|(_, ending)| ending) {
                Some("typ") => {
                    let text = String::from_utf8_lossy(bytes).into_owned();
                    sources.insert(path.to_owned(), (Source::new(id(path)?, text), file.clone()));
                }
                Some("ttf" | "otf") if path.ends_with("field.ttf") => field_font = bytes.to_vec(),
                Some("ttf" | "otf") => fonts.extend(Font::iter(Bytes::new(bytes.clone()))),
                _ => {}
            }
        }
        if !sources.contains_key(MAIN) || fonts.is_empty() || field_font.is_empty() {
            return None;
        }
        let mut book = FontBook::new();
        fonts.iter().for_each(|font| book.push(font.info().clone()));
        let features = [Feature::A11yExtras].into_iter().collect();
        Some(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(book),
            fonts,
            field_font,
            main: id(MAIN)?,
            data: id("sheet.json")?,
            sources,
            hash,
            drawing_hash: drawing_hasher.finalize(),
        })
    }

    /// Whether some font has a character, or it needs no shape.
    pub fn has(&self, c: char) -> bool {
        self.invisible(c) || self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// Whether one font has all characters of a text that need a shape.
    pub fn has_all(&self, text: &str) -> bool {
        let all = |font: &Font| text.chars().all(|c| self.invisible(c) || font.info().coverage.contains(u32::from(c)));
        self.fonts.iter().any(all)
    }

    /// Whether a character needs no shape: spaces, joiners, marks of direction, soft hyphens.
    pub fn invisible(&self, c: char) -> bool {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    }
}

/// One sheet's world.
pub(super) struct SheetWorld<'a> {
    pub(super) press: &'a Press,
    main: FileId,
    pub(super) json: Bytes,
    pub(super) pictures: Vec<(FileId, Bytes)>,
}

impl<'a> SheetWorld<'a> {
    pub(super) fn new(press: &'a Press, json: String, pictures: &[Placed]) -> Self {
        Self::with(press, press.main, json, pictures)
    }

    /// The world of a drawing, which begins with a layout of its own; none where the theme has no such file.
    pub(super) fn drawing(press: &'a Press, layout: &str, json: String, pictures: &[Placed]) -> Option<Self> {
        let (source, _) = press.sources.get(layout)?;
        Some(Self::with(press, source.id(), json, pictures))
    }

    fn with(press: &'a Press, main: FileId, json: String, pictures: &[Placed]) -> Self {
        let file = |placed: &Placed| {
            Some((id(placed.path.trim_start_matches('/'))?, Bytes::new(Arc::clone(&placed.picture.bytes))))
        };
        Self { press, main, json: Bytes::from_string(json), pictures: pictures.iter().filter_map(file).collect() }
    }

    /// What Typst found wrong, at its place in the theme's file.
    pub(super) fn error(&self, found: &[SourceDiagnostic]) -> PaperError {
        let Some(first) = found.first() else { return PaperError::machine("the sheet cannot be typeset") };
        let place = self.range(first.span).and_then(|range| {
            let (source, file) =
                self.press.sources.values().find(|(source, _)| Some(source.id()) == first.span.id())?;
            (range.end <= source.text().len()).then(|| (file.clone(), range))
        });
        let mut message = first.message.to_string();
        for hint in &first.hints {
            message.push_str("; ");
            message.push_str(&hint.v);
        }
        PaperError { message, place }
    }
}

impl World for SheetWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.press.sources.values().find(|(source, _)| source.id() == id);
        found.map(|(source, _)| source.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data {
            return Ok(self.json.clone());
        }
        let picture = self.pictures.iter().find(|(picture, _)| *picture == id);
        picture.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    // Paper shows the practice's own dates only.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
