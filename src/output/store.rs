//! Where things lie under the site's `.anteroom/` folder.

use std::path::{Path, PathBuf};

/// The places for one output folder of one site.
pub(super) struct Store {
    root: PathBuf,
    key: String,
}

impl Store {
    /// The key is made of the output folder's path from the site, so that a site that moves keeps its manifests.
    pub(super) fn new(site: &Path, out: &Path) -> Self {
        let from_site = out.strip_prefix(site).unwrap_or(out);
        let hash = blake3::hash(from_site.as_os_str().as_encoded_bytes());
        Self { root: site.join(".anteroom"), key: hash.to_hex().chars().take(16).collect() }
    }

    fn place(&self, folder: &str, end: &str) -> PathBuf {
        self.root.join(folder).join(format!("{}{end}", self.key))
    }

    /// Locked while a build writes this output folder.
    pub(super) fn lock(&self) -> PathBuf {
        self.place("locks", ".lock")
    }

    /// What the last build wrote.
    pub(super) fn manifest(&self) -> PathBuf {
        self.place("manifests", ".json")
    }

    /// What a build is about to have written: it becomes the manifest once the new site is in place.
    pub(super) fn next_manifest(&self) -> PathBuf {
        self.place("manifests", ".next.json")
    }

    /// All of a file-by-file replacement: the journal and the staged files.
    pub(super) fn journal_folder(&self) -> PathBuf {
        self.place("journals", "")
    }

    /// The journal itself. While it exists, the replacement is to be finished.
    pub(super) fn journal(&self) -> PathBuf {
        self.journal_folder().join("journal.json")
    }

    /// The staged files of a file-by-file replacement, kept whole until the journal is done.
    pub(super) fn journal_stage(&self) -> PathBuf {
        self.journal_folder().join("stage")
    }

    /// Files that someone edited by hand and that ours replaced.
    pub(super) fn set_aside(&self) -> PathBuf {
        self.root.join("set-aside")
    }
}
