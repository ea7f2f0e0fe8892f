//! What a killed run left, finished or cleared away by the next one.
//!
//! 1. A journal is rolled forward; staged files without one are removed.
//! 2. Staging folders of dead runs beside the output are removed; what is not ours in them is kept first.
//! 3. The manifest that was about to be holds if the folder's marker says so, else the one before does.

use super::aside::Aside;
use super::ownership::{self, Presence};
use super::store::Store;
use super::{Manifest, files, journal, staging};
use crate::error::{Error, Result};
use std::fs;
use std::path::Path;

/// Finishes or clears what is left, and gives the manifest that now holds. Files that someone changed in the meantime, and
/// whose place is needed, are kept in `aside`.
pub(super) fn recover(store: &Store, out: &Path, aside: &mut Aside) -> Result<Manifest> {
    let manifest = Manifest::read(&store.manifest());
    let before = journal::recover(store, out, &manifest, aside)?;
    // A journal that was finished has taken the manifest over.
    let manifest = before.unwrap_or(manifest);
    let next_path = store.next_manifest();
    let next = Manifest::read(&next_path);
    staging::clear_dead(out, [&manifest, &next], aside);
    if files::look(&next_path)?.is_none() {
        return Ok(manifest);
    }
    if matches!(ownership::inspect(out)?, Presence::Ours(id) if next.is_known() && id == next.id()) {
        promote(store)?;
        return Ok(next);
    }
    files::remove(&next_path)?;
    Ok(manifest)
}

/// The manifest that was about to be now holds.
pub(super) fn promote(store: &Store) -> Result<()> {
    let (from, to) = (store.next_manifest(), store.manifest());
    fs::rename(&from, &to).map_err(Error::io("write", &to))
}
