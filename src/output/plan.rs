//! What differs between the rendered site and the last one, before the disk is asked.
//!
//! 1. Hash every output, on all cores.
//! 2. Compare with the manifest: added, changed, unchanged, removed.

use super::{CommitMode, Manifest, OutPath, Output, OutputFolder, Rendered, Written, commit};
use crate::error::Result;
use rayon::prelude::*;

/// One file that the new site wants.
pub(super) struct Claim<'a> {
    pub(super) path: &'a OutPath,
    pub(super) output: &'a Output,
    pub(super) hash: blake3::Hash,
}

/// What differs from before.
pub struct OutputPlan<'a> {
    /// Paths that the last build did not have.
    pub added: Vec<OutPath>,
    /// Paths whose bytes differ.
    pub changed: Vec<OutPath>,
    /// Paths whose bytes are the same.
    pub unchanged: Vec<OutPath>,
    /// Paths that only the last build had. Files that we did not write are never among them.
    pub removed: Vec<OutPath>,
    /// The size of the whole new site.
    pub bytes: u64,
    pub(super) claims: Vec<Claim<'a>>,
}

impl<'a> OutputPlan<'a> {
    /// Compares the site with what the last build wrote. With an unknown manifest all is new here, and the commit finds out on
    /// disk what is not.
    pub fn diff(rendered: &'a Rendered, manifest: &Manifest) -> Self {
        let outputs: Vec<_> = rendered.outputs.iter().collect();
        let claims: Vec<_> = outputs
            .into_par_iter()
            .map(|(path, output)| {
                let hash = match output {
                    Output::Bytes(bytes) => blake3::hash(bytes),
                    Output::File { hash, .. } => *hash,
                };
                Claim { path, output, hash }
            })
            .collect();
        let (mut added, mut changed, mut unchanged) = (Vec::new(), Vec::new(), Vec::new());
        for claim in &claims {
            let list = match manifest.files().get(claim.path) {
                None => &mut added,
                Some(old) if old.hash == claim.hash => &mut unchanged,
                Some(_) => &mut changed,
            };
            list.push(claim.path.clone());
        }
        let gone = |path: &&OutPath| !rendered.outputs.contains_key(*path);
        let removed = manifest.files().keys().filter(gone).cloned().collect();
        let bytes = rendered.outputs.values().map(Output::len).sum();
        Self { added, changed, unchanged, removed, bytes, claims }
    }

    /// Whether the last build wrote the very same site.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// Puts the new site in place of the old one.
    ///
    /// # Errors
    /// When a file that we did not write is in the way, or the machine fails. The old site then stays, whole; only in
    /// [`CommitMode::FileByFile`] can it be [halfway](crate::error::Error::OutputHalfway), and the next run finishes it.
    pub fn commit(self, folder: OutputFolder, mode: CommitMode) -> Result<Written> {
        commit::commit(&self, &folder, mode)
    }
}
