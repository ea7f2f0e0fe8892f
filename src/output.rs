//! The rendered site on disk: all of the old one or all of the new one, and never anyone else's files lost.
//!
//! 1. [`OutputFolder::open`] refuses folders that are not ours, takes the lock, finishes or clears what a killed run left,
//!    and reads the [`Manifest`]: what the last build wrote.
//! 2. [`OutputPlan::diff`] compares it with [`Rendered`]. No disk: the plan can be shown and thrown away.
//! 3. [`OutputPlan::commit`] looks at what is really there, stages the whole new site beside the folder and exchanges the two
//!    in one step; where the system cannot, it replaces file by file under a journal. [`Written`] says which [`Promise`] held.
//!
//! Bytes in the folder that we did not write have three fates, none of them loss: carried over untouched; or, where the new
//! site needs that very path, the build is refused; or, where one of our own files was edited by hand, or a file came to such a
//! path after we had looked, its bytes are kept under `.anteroom/set-aside/` before ours take the place.

mod aside;
mod commit;
mod files;
mod journal;
mod manifest;
mod out_path;
mod ownership;
mod plan;
mod platform;
mod recovery;
mod refused;
mod staging;
mod store;
mod survey;

pub use manifest::{Manifest, Stamp};
pub use out_path::{BadOutPath, OutPath};
pub use ownership::{MARKER, OutputFolder};
pub use plan::OutputPlan;
pub use refused::RefusedReason;

use crate::error::Result;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What one path of the site holds.
#[derive(Debug, Clone)]
pub enum Output {
    /// A page or anything else that was made in memory. `Arc<Vec>` and not `Arc<[u8]>`: a page becomes one without a copy.
    Bytes(Arc<Vec<u8>>),
    /// A picture or document, copied from the disk and never whole in memory.
    File {
        /// Where it lies.
        source: PathBuf,
        /// The hash of its bytes; the copy is checked against it.
        hash: blake3::Hash,
        /// Its size in bytes.
        len: u64,
    },
}

impl Output {
    /// Its size in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Vec<u8>> for Output {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Arc::new(bytes))
    }
}

impl From<String> for Output {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

/// The whole site, rendered: what `serve` shows, `publish` sends and [`OutputPlan::commit`] writes.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Every file of the site by its path.
    pub outputs: BTreeMap<OutPath, Output>,
}

/// How the new site is put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CommitMode {
    /// In one step where the system can, else file by file.
    #[default]
    Auto,
    /// File by file: for a folder that another program keeps open, such as one mounted into a container.
    FileByFile,
}

/// What a visitor could meet while the site was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// Nothing was to be done, and nothing was touched.
    Untouched,
    /// The whole old site or the whole new one: they were exchanged in one step.
    Exchanged,
    /// Old and new pages side by side for a moment: files were replaced one by one, each of them whole, under a journal.
    Replaced,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub added: usize,
    /// Files whose bytes differ from before.
    pub changed: usize,
    /// Files that the site no longer has.
    pub removed: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Other people's files in the folder, carried over.
    pub foreign: usize,
    /// Whether the folder was Anteroom's, but nothing was known of what the last build wrote there: then pages of that build
    /// may be among the foreign files.
    pub last_unknown: bool,
    /// Bytes written.
    pub bytes: u64,
    /// Which promise held.
    pub promise: Promise,
    /// Where the bytes of our own files that were edited by hand are kept, if there were any.
    pub set_aside: Option<PathBuf>,
    /// A hidden folder beside the output that could not be removed; the next build tries again.
    pub left_behind: Option<PathBuf>,
}

/// All three steps at once: puts `rendered` into `out`.
///
/// # Errors
/// When the folder is refused or busy, or the machine fails. The old site then stays, whole.
pub fn write(site: &Path, out: &Path, rendered: &Rendered, mode: CommitMode) -> Result<Written> {
    let folder = OutputFolder::open(site, out)?;
    OutputPlan::diff(rendered, folder.manifest()).commit(folder, mode)
}
