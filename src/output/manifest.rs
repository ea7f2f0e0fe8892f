//! What the last build wrote: each path with the hash, size and time of its file.
//!
//! 1. Kept as JSON under `.anteroom/manifests/`; every path in it is checked as it is read.
//! 2. Its id is made of paths and contents alone, and stands in the folder's marker too: so a manifest that belongs to another
//!    state of the folder is recognised.
//! 3. One that is missing, damaged or another's is [`Manifest::unknown`]: the commit then compares with what is on disk.

use super::OutPath;
use super::files;
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The version of the file's shape. Another one is unknown to us.
const VERSION: u32 = 1;

/// What one file was when we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The hash of its bytes.
    #[serde(with = "hex")]
    pub hash: blake3::Hash,
    /// Its size in bytes.
    pub len: u64,
    /// When it was last changed, in nanoseconds since 1970: spares reading it again.
    pub modified: u64,
}

/// What the last build wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    version: u32,
    id: String,
    files: BTreeMap<OutPath, Stamp>,
}

impl Manifest {
    /// Nothing is known of what was written.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Whether it says what was written; an unknown one is empty.
    pub fn is_known(&self) -> bool {
        self.version == VERSION
    }

    /// What was written, by path.
    pub fn files(&self) -> &BTreeMap<OutPath, Stamp> {
        &self.files
    }

    /// The manifest of these files.
    pub(super) fn new(files: BTreeMap<OutPath, Stamp>) -> Self {
        Self { version: VERSION, id: id(&files), files }
    }

    /// What the folder's marker says too.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Reads one; whatever is wrong with it, it is unknown then. A path that was put in, taken out or changed counts as wrong:
    /// what it lists may be deleted.
    pub(super) fn read(path: &Path) -> Self {
        let read = || serde_json::from_slice::<Self>(&std::fs::read(path).ok()?).ok();
        read().filter(|read| read.is_known() && read.id == id(&read.files)).unwrap_or_default()
    }

    /// Writes it, whole or not at all, and safe from a power cut.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        files::write_json(path, self)
    }
}

/// An id made of paths and contents alone.
fn id(files: &BTreeMap<OutPath, Stamp>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, stamp) in files {
        hasher.update(path.as_str().as_bytes());
        hasher.update(&[0]);
        hasher.update(stamp.hash.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// Hashes as hexadecimal text.
mod hex {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(hash: &blake3::Hash, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&hash.to_hex())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<blake3::Hash, D::Error> {
        let text = String::deserialize(d)?;
        blake3::Hash::from_hex(text).map_err(serde::de::Error::custom)
    }
}
