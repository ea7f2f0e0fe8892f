//! A path in the output folder that cannot lead out of it, on any system.

use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest name that file systems take, in bytes.
const LONGEST_PART: usize = 255;
/// The longest path, in bytes: leaves room for the folder's own path within Linux's 4,096.
const LONGEST: usize = 2048;

/// A file's path from the output folder, with `/`: `articles/first-session/index.html`.
///
/// Always relative; no part is empty, `.` or `..`; no backslash, colon or control character, which other systems read
/// differently; no part is one of Anteroom's own names (`.anteroom...`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OutPath(#[serde(serialize_with = "as_text")] Arc<str>);

/// Why a path cannot be one in the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadOutPath {
    /// Nothing at all.
    Empty,
    /// It starts with a slash.
    Absolute,
    /// Two slashes in a row, or one at the end.
    EmptyPart,
    /// A part is `.` or `..`.
    Dots,
    /// It holds this character, which is not allowed on every system.
    Character(char),
    /// It, or one name in it, is too long.
    TooLong,
    /// The name is one that Anteroom keeps for itself.
    Reserved,
}

impl OutPath {
    /// Checks a path.
    ///
    /// # Errors
    /// Says the first thing that is wrong with it.
    pub fn new(path: &str) -> Result<Self, BadOutPath> {
        check(path)?;
        Ok(Self(Arc::from(path)))
    }

    /// The path, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it lies in `folder`.
    pub fn under(&self, folder: &Path) -> PathBuf {
        under(folder, &self.0)
    }

    /// The folder it lies in, `""` at the top.
    pub(super) fn parent(&self) -> &str {
        parent(&self.0)
    }
}

/// `path` with `/` in `folder`. Windows takes no `/` in the long form that canonical paths have there.
pub(super) fn under(folder: &Path, path: &str) -> PathBuf {
    if cfg!(windows) {
        let mut whole = folder.to_path_buf();
        whole.extend(path.split('/'));
        whole
    } else {
        folder.join(path)
    }
}

/// The part before the last slash, or `""`.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The folders that `path` lies in, nearest first, without the top.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |path| Some(parent(path))).take_while(|p| !p.is_empty())
}

fn check(path: &str) -> Result<(), BadOutPath> {
    if path.is_empty() {
        return Err(BadOutPath::Empty);
    }
    if path.starts_with('/') {
        return Err(BadOutPath::Absolute);
    }
    if let Some(c) = path.chars().find(|c| c.is_control() || matches!(c, '\\' | ':')) {
        return Err(BadOutPath::Character(c));
    }
    if path.len() > LONGEST {
        return Err(BadOutPath::TooLong);
    }
    for part in path.split('/') {
        match part {
            "" => return Err(BadOutPath::EmptyPart),
            "." | ".." => return Err(BadOutPath::Dots),
            _ if part.len() > LONGEST_PART => return Err(BadOutPath::TooLong),
            _ if part.get(..9).is_some_and(|p| p.eq_ignore_ascii_case(".anteroom")) => {
                return Err(BadOutPath::Reserved);
            }
            _ => {}
        }
    }
    Ok(())
}

fn as_text<S: serde::Serializer>(path: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(path)
}

/// Checked again: a manifest or journal that someone edited must not lead us out of the folder.
impl<'de> Deserialize<'de> for OutPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl fmt::Display for BadOutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the name is empty"),
            Self::Absolute => f.write_str("it starts with a slash"),
            Self::EmptyPart => f.write_str("a name between two slashes is missing"),
            Self::Dots => f.write_str("a part of it is only dots"),
            Self::Character(c) => write!(f, "the character {c:?} cannot be in a file's name everywhere"),
            Self::TooLong => f.write_str("it is too long"),
            Self::Reserved => f.write_str("names that start with .anteroom are kept for Anteroom"),
        }
    }
}

impl std::error::Error for BadOutPath {}
