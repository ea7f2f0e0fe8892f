//! Puts the finished files in their place, all of them or none.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder beside the site in which files wait; gone when the move ends, however it ends.
pub(super) struct Staging(pub(super) PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
        if let Some(parent) = self.0.parent() {
            // Only where there was nothing else in it.
            let _ = std::fs::remove_dir(parent);
        }
    }
}

/// Puts what waits in place, and takes it back where something fails on the way. Nothing that is there is replaced.
pub(super) fn place(staging: &Path, root: &Path) -> Result<()> {
    let mut placed: Vec<PathBuf> = Vec::new();
    let result = place_all(staging, root, &mut placed);
    if result.is_err() {
        for path in placed.iter().rev() {
            let _ = std::fs::remove_file(path);
        }
    }
    result
}

fn place_all(staging: &Path, root: &Path, placed: &mut Vec<PathBuf>) -> Result<()> {
    for entry in walkdir::WalkDir::new(staging).sort_by_file_name() {
        let entry = entry.map_err(std::io::Error::from).map_err(Error::io("read the folder", staging))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(staging).unwrap_or(entry.path());
        let to = root.join(inside);
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io("create the folder", parent))?;
        }
        match std::fs::hard_link(entry.path(), &to) {
            Ok(()) => placed.push(to),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(Error::io("write", &to)(error));
            }
            // Not every disk has links.
            Err(_) => {
                let bytes = std::fs::read(entry.path()).map_err(Error::io("read", entry.path()))?;
                let mut file = File::create_new(&to).map_err(Error::io("write", &to))?;
                placed.push(to.clone());
                file.write_all(&bytes).map_err(Error::io("write", &to))?;
            }
        }
    }
    Ok(())
}
