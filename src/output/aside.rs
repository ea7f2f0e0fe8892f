//! Copies of files that ours replace although someone else wrote or changed them.

use super::{OutPath, files, platform};
use crate::error::{Error, Result};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A fresh numbered folder under `.anteroom/set-aside/`, made when the first file is to be kept.
pub(super) struct Aside {
    root: PathBuf,
    folder: Option<PathBuf>,
}

impl Aside {
    /// One in which nothing is kept yet.
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, folder: None }
    }

    /// Keeps the file or link that lies at `path` in `out`.
    pub(super) fn keep(&mut self, path: &OutPath, out: &Path) -> Result<()> {
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => fresh(&self.root)?,
        };
        self.folder = Some(folder.clone());
        let (from, to) = (path.under(out), path.under(&folder));
        to.parent().map_or(Ok(()), files::make_folders)?;
        if files::look(&from)?.is_some_and(|found| found.is_symlink()) {
            return platform::copy_link(&from, &to).map_err(Error::io("copy the link", &from));
        }
        files::link_or_copy(&from, &to)
    }

    /// Where they are kept, if any are.
    pub(super) fn folder(self) -> Option<PathBuf> {
        self.folder
    }
}

/// Makes the first folder of the numbers that is free.
fn fresh(root: &Path) -> Result<PathBuf> {
    files::make_folders(root)?;
    let mut number = 1_u32;
    loop {
        let folder = root.join(number.to_string());
        match fs::create_dir(&folder) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => number = number.saturating_add(1),
            result => return result.map(|()| folder.clone()).map_err(Error::io("create the folder", &folder)),
        }
    }
}
