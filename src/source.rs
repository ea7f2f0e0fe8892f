//! The files of a site, as bytes of text with a name and a hash: the pipeline's first stage.
//!
//! 1. [`load`] walks `content/` and `themes/`, never following links, and reads what is text.
//! 2. Documents and other media are only listed: their bytes are read when they are published. Of pictures it is read what they say
//!    of themselves, and none is decoded.
//! 3. What cannot be read becomes a [`Problem`] at its file; the rest goes on.

pub mod folder;
pub mod front_matter;
pub mod markdown;
pub mod yaml;

use crate::pictures::head::Head;
use rayon::prelude::*;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The largest text file that is read, in bytes. A form or an article is a few kilobytes; a larger file is a mistake.
pub const MAX_TEXT: u64 = 5 * 1024 * 1024;

/// A source file's name: its path from the site's folder, with `/`, such as `content/pages/about.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(Arc<str>);

impl FileId {
    /// Names a file by its path from the site's folder.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path from the site's folder.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for FileId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Text in UTF-8, without a byte-order mark.
    Text(Arc<str>),
    /// Bytes of a theme's asset.
    Bytes(Arc<[u8]>),
    /// A picture or document: read when it is needed.
    Media {
        /// Where it lies on the disk.
        path: PathBuf,
        /// Its size in bytes.
        len: u64,
        /// Width and height in pixels as they are seen, for pictures whose header could be read.
        pixels: Option<(u32, u32)>,
        /// What a picture made of pixels says in its file.
        head: Option<Arc<Head>>,
    },
}

/// One file of the site.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name.
    pub id: FileId,
    /// What it holds.
    pub content: Content,
    hash: OnceLock<blake3::Hash>,
}

impl SourceFile {
    /// A file that holds this.
    pub fn new(id: FileId, content: Content) -> Self {
        Self { id, content, hash: OnceLock::new() }
    }

    /// A text file, as if it had been read from disk.
    pub fn text(id: &str, text: &str) -> Self {
        Self::new(FileId::new(id), Content::Text(Arc::from(text)))
    }

    /// Hash of its name and text; of name and size for media, but for pictures made of pixels. Computed when it is first asked
    /// for: a single build compares nothing.
    pub fn hash(&self) -> &blake3::Hash {
        self.hash.get_or_init(|| match &self.content {
            Content::Text(text) => hash_of(self.id.as_str(), text.as_bytes()),
            Content::Bytes(bytes) => hash_of(self.id.as_str(), bytes),
            Content::Media { head: Some(head), .. } => hash_of(self.id.as_str(), head.hash.as_bytes()),
            Content::Media { head: None, len, .. } => hash_of(self.id.as_str(), &len.to_le_bytes()),
        })
    }
}

/// Why a file could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Not UTF-8.
    NotUtf8 {
        /// The file's text with bad bytes replaced, without a byte-order mark; empty where all of it is in another encoding.
        lossy: Arc<str>,
        /// Offset of the first bad byte.
        at: usize,
    },
    /// Larger than [`MAX_TEXT`].
    TooLarge {
        /// Its size in bytes.
        len: u64,
    },
    /// Its name is not UTF-8.
    NameNotUtf8,
    /// The system does not let us read it.
    Unreadable {
        /// The system's words.
        reason: String,
    },
    /// A symbolic link, which is not followed: it could lead out of the site.
    Link,
}

/// All files of a site, by name.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// The files, sorted by name.
    pub files: BTreeMap<FileId, SourceFile>,
    /// Files that could not be used.
    pub problems: BTreeMap<FileId, Problem>,
}

impl SourceTree {
    /// A tree of text files given by name and text: for tests and previews.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = texts
            .into_iter()
            .map(|(id, text)| SourceFile::text(id, text))
            .map(|file| (file.id.clone(), file))
            .collect();
        Self { files, problems: BTreeMap::new() }
    }

    /// The text of a file, also of one that is not UTF-8 (then with replacement characters).
    pub fn text(&self, id: &str) -> Option<&str> {
        match self.files.get(id).map(|file| &file.content) {
            Some(Content::Text(text)) => Some(text),
            // Of a theme's assets stylesheets and scripts are text, pictures and fonts are not.
            Some(Content::Bytes(bytes)) => std::str::from_utf8(bytes).ok(),
            Some(Content::Media { .. }) => None,
            None => match self.problems.get(id) {
                Some(Problem::NotUtf8 { lossy, .. }) => Some(lossy),
                _ => None,
            },
        }
    }

    /// The files whose name starts with `folder`, which ends in `/`.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
            .map(|(_, file)| file)
            .take_while(move |file| file.id.as_str().starts_with(folder))
    }
}

/// Reads a site's `content/` and `themes/`. A missing folder is an empty one.
///
/// # Errors
/// Only when a folder itself cannot be listed; a single file that cannot be used is a [`Problem`].
pub fn load(root: &Path) -> io::Result<SourceTree> {
    let mut found = Vec::new();
    for top in folder::TOPS {
        let folder = root.join(top);
        if folder.is_dir() {
            walk(root, &folder, &mut found)?;
        }
    }
    let read: Vec<(FileId, Result<SourceFile, Problem>)> =
        found.into_par_iter().map(|entry| (entry.id.clone(), read(entry))).collect();
    let mut tree = SourceTree::default();
    for (id, result) in read {
        match result {
            Ok(file) => {
                tree.files.insert(id, file);
            }
            Err(problem) => {
                tree.problems.insert(id, problem);
            }
        }
    }
    Ok(tree)
}

/// One file once more, as it is now; none where it cannot be used any longer.
pub fn again(root: &Path, id: FileId) -> Option<SourceFile> {
    let path = root.join(id.as_str());
    read(Entry { link: path.is_symlink(), path, id, named: true }).ok()
}

struct Entry {
    id: FileId,
    path: PathBuf,
    link: bool,
    named: bool,
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Entry>) -> io::Result<()> {
    let walker = walkdir::WalkDir::new(folder).follow_links(false).sort_by_file_name();
    for entry in walker.into_iter().filter_entry(|e| wanted(e.file_name().to_str(), e.path())) {
        let entry = match entry.map_err(io::Error::from) {
            Ok(entry) => entry,
            // Deleted while the folder was listed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        found.push(Entry {
            id: match &parts {
                Some(parts) => FileId::new(&parts.join("/")),
                None => FileId::new(&relative.to_string_lossy()),
            },
            named: parts.is_some(),
            link: entry.file_type().is_symlink(),
            path: entry.into_path(),
        });
    }
    Ok(())
}

/// Leaves out what editors and systems drop beside the owner's files. `files/` may hold dot files such as `.well-known`.
fn wanted(name: Option<&str>, path: &Path) -> bool {
    let Some(name) = name else { return true };
    if matches!(name, ".git" | ".DS_Store" | "Thumbs.db" | "desktop.ini" | "node_modules") {
        return false;
    }
    if name.ends_with('~') || name.ends_with(".swp") || name.starts_with(".#") {
        return false;
    }
    !name.starts_with('.') || path.iter().any(|part| part == "files")
}

fn read(entry: Entry) -> Result<SourceFile, Problem> {
    if !entry.named {
        return Err(Problem::NameNotUtf8);
    }
    if entry.link {
        return Err(Problem::Link);
    }
    let unreadable = |e: io::Error| Problem::Unreadable { reason: e.to_string() };
    let len = std::fs::metadata(&entry.path).map_err(unreadable)?.len();
    let id = entry.id;
    match shape(id.as_str()) {
        Shape::Media => {
            // Opening now tells the owner of a file that may not be read before any work is done.
            let head = Head::read(&entry.path, len).map_err(unreadable)?.map(Arc::new);
            let pixels = head.as_ref().map_or_else(|| pixels(&entry.path), |head| head.pixels);
            Ok(SourceFile::new(id, Content::Media { path: entry.path, len, pixels, head }))
        }
        _ if len > MAX_TEXT => Err(Problem::TooLarge { len }),
        Shape::Bytes => {
            let bytes = std::fs::read(&entry.path).map_err(unreadable)?;
            Ok(SourceFile::new(id, Content::Bytes(bytes.into())))
        }
        Shape::Text => {
            let bytes = std::fs::read(&entry.path).map_err(unreadable)?;
            match String::from_utf8(bytes) {
                Ok(text) => {
                    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                    Ok(SourceFile::new(id, Content::Text(Arc::from(text))))
                }
                // In UTF-16, which begins with such a mark, every sign is wrong: there is no line to show.
                Err(error)
                    if error.as_bytes().starts_with(b"\xff\xfe") || error.as_bytes().starts_with(b"\xfe\xff") =>
                {
                    Err(Problem::NotUtf8 { at: 0, lossy: "".into() })
                }
                Err(error) => {
                    let bytes = error.as_bytes();
                    let rest = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
                    let at = error.utf8_error().valid_up_to().saturating_sub(bytes.len() - rest.len());
                    Err(Problem::NotUtf8 { at, lossy: String::from_utf8_lossy(rest).into() })
                }
            }
        }
    }
}

/// How far into a drawing its size is looked for.
const DRAWING_HEAD: u64 = 16_384;

/// A drawing's size in CSS pixels: what its `width` and `height` say, else its `viewBox` (SVG 2, sections 8.2 and 8.6).
fn drawing_size(path: &Path) -> Option<(u32, u32)> {
    use std::io::Read;
    let mut head = Vec::new();
    std::fs::File::open(path).ok()?.take(DRAWING_HEAD).read_to_end(&mut head).ok()?;
    drawing_size_of(&String::from_utf8_lossy(&head))
}

fn drawing_size_of(text: &str) -> Option<(u32, u32)> {
    let attributes = markdown::html_check::tokens(text).into_iter().find_map(|found| match found {
        markdown::html_check::Found::Start { name, attributes, .. } if name == "svg" => Some(attributes),
        _ => None,
    })?;
    let get = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim().to_owned());
    let pixels = |number: f64| (0.5..100_000.0).contains(&number).then_some(number.round() as u32);
    let length = |key: &str| pixels(get(key)?.trim_end_matches("px").trim().parse().ok()?);
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let corners = get("viewbox")?;
    let corners: Vec<f64> =
        corners.split([' ', ',', '\n', '\t']).filter(|n| !n.is_empty()).filter_map(|n| n.parse().ok()).collect();
    match corners.as_slice() {
        [_, _, width, height] => Some((pixels(*width)?, pixels(*height)?)),
        _ => None,
    }
}

/// A picture's size, from its first bytes.
fn pixels(path: &Path) -> Option<(u32, u32)> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        return drawing_size(path);
    }
    let size = imagesize::size(path).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// How a file is read, by its place and the end of its name.
enum Shape {
    Text,
    Bytes,
    Media,
}

fn shape(id: &str) -> Shape {
    let ending = id.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if id.starts_with("themes/") {
        return match ending.as_str() {
            "html" | "ftl" | "yaml" | "yml" | "typ" => Shape::Text,
            _ => Shape::Bytes,
        };
    }
    if id.starts_with("content/media/") || id.starts_with("content/files/") {
        return Shape::Media;
    }
    match ending.as_str() {
        "md" | "yaml" | "yml" => Shape::Text,
        _ => Shape::Media,
    }
}

fn hash_of(id: &str, bytes: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(id.len() as u64).to_le_bytes());
    hasher.update(id.as_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_say_how_large_they_are() {
        assert_eq!(
            drawing_size_of("<?xml version='1.0'?><!-- x --><svg width=\"40px\" height='20.4' viewBox='0 0 1 1'>"),
            Some((40, 20))
        );
        assert_eq!(drawing_size_of("<svg xmlns='x' width='100%' viewBox='0,0 32 48'><path/></svg>"), Some((32, 48)));
        for none in ["<svg>", "<svg viewBox='0 0 0 0'>", "<svg width='1e99' height='2'>", "<html><svg", ""] {
            assert_eq!(drawing_size_of(none), None, "{none}");
        }
    }
}
