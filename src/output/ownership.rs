//! Whether a folder may be written at all, and by whom at this moment.
//!
//! 1. Resolve the site's and the output's real paths; parents that do not exist yet are as they will be.
//! 2. Refuse what holds the site or lies among its sources.
//! 3. Take the lock, which this site's builds share. The system lets it go when the process ends, however it ends.
//! 4. Refuse a folder that is not empty and has no marker; lock the folder itself against the builds of other sites.
//! 5. Finish or clear what a killed run left, and read the manifest.

use super::aside::Aside;
use super::store::Store;
use super::{Manifest, RefusedReason, files, platform, recovery, staging};
use crate::error::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The file that says that a folder is ours.
pub const MARKER: &str = ".anteroom-output";

const FIRST_LINE: &str = "This folder is written by Anteroom.";
const LAST_LINE: &str = "build: ";

/// An output folder that may be written, locked against other builds.
pub struct OutputFolder {
    pub(super) out: PathBuf,
    pub(super) store: Store,
    pub(super) manifest: Manifest,
    pub(super) presence: Presence,
    /// Where files are kept that were in the way when a killed build was finished.
    pub(super) set_aside: Option<PathBuf>,
    /// This site's lock, and the folder's own.
    _locks: (Option<File>, Option<File>),
}

/// What there is at the output's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Presence {
    /// Nothing yet.
    Absent,
    /// An empty folder.
    Empty,
    /// A folder with our marker, from the build with this id.
    Ours(String),
}

impl OutputFolder {
    /// Checks and locks the folder `out` of the site at `site`, and finishes what a killed run left.
    ///
    /// # Errors
    /// When the folder is refused, another build is writing it, or the machine fails.
    pub fn open(site: &Path, out: &Path) -> Result<Self> {
        let site = fs::canonicalize(site).map_err(Error::io("find the site's folder", site))?;
        let real = resolve(out)?;
        check_place(&site, &real)?;
        let store = Store::new(&site, &real);
        let lock = lock(&store.lock(), &real)?;
        inspect(&real)?;
        let own = match platform::lock_folder(&real) {
            Ok(own) => own,
            Err(_) => return Err(Error::OutputBusy { path: real }),
        };
        let mut aside = Aside::new(store.set_aside());
        let manifest = recovery::recover(&store, &real, &mut aside)?;
        let presence = inspect(&real)?;
        let manifest = match &presence {
            Presence::Ours(id) if id == manifest.id() => manifest,
            Presence::Ours(_) => Manifest::unknown(),
            // Nothing there, so nothing that could be mistaken for someone else's.
            Presence::Absent | Presence::Empty => manifest,
        };
        Ok(Self { out: real, store, manifest, presence, set_aside: aside.folder(), _locks: (lock, own) })
    }

    /// The folder's real path.
    pub fn path(&self) -> &Path {
        &self.out
    }

    /// What the last build wrote there.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

/// The marker's text for a build.
pub(super) fn marker_text(id: &str) -> String {
    format!(
        "{FIRST_LINE}\n\n\
         At every build Anteroom replaces the pages here, so please don't change them here:\n\
         change the files in the site's \"content\" folder instead.\n\
         Other files that you put into this folder are left alone.\n\
         Keep this file: without it, Anteroom will not write here.\n\n\
         {LAST_LINE}{id}\n"
    )
}

/// What there is at the output's path, or why it is refused.
pub(super) fn inspect(out: &Path) -> Result<Presence> {
    let refuse = |reason| Err(Error::OutputRefused { path: out.to_owned(), reason });
    let Some(found) = files::look(out)? else { return Ok(Presence::Absent) };
    if !found.is_dir() {
        return refuse(RefusedReason::NotAFolder);
    }
    let marker = out.join(MARKER);
    if files::look(&marker)?.is_some_and(|found| found.is_file()) {
        let text = fs::read(&marker).map_err(Error::io("read", &marker))?;
        let text = String::from_utf8_lossy(&text);
        if text.starts_with(FIRST_LINE) {
            let id = text.lines().find_map(|line| line.strip_prefix(LAST_LINE));
            return Ok(Presence::Ours(id.unwrap_or_default().trim().to_owned()));
        }
    }
    let mut entries = fs::read_dir(out).map_err(Error::io("read the folder", out))?;
    // A marker that a killed build was about to put here makes the folder nobody's.
    let foreign = |entry: &io::Result<fs::DirEntry>| !entry.as_ref().is_ok_and(|e| staging::is_part(&e.file_name()));
    if entries.any(|entry| foreign(&entry)) { refuse(RefusedReason::NotOurs) } else { Ok(Presence::Empty) }
}

/// The real path, links resolved once: what does not exist yet is taken as it will be.
fn resolve(path: &Path) -> Result<PathBuf> {
    let whole = std::path::absolute(path).map_err(Error::io("find", path))?;
    let mut real = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::Normal(name) => {
                real.push(name);
                match fs::canonicalize(&real) {
                    Ok(found) => real = found,
                    Err(e) if e.kind() == io::ErrorKind::NotFound => {
                        if fs::symlink_metadata(&real).is_ok() {
                            let reason = RefusedReason::BrokenLink;
                            return Err(Error::OutputRefused { path: real, reason });
                        }
                    }
                    Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
                        return Err(Error::OutputRefused { path: real, reason: RefusedReason::NotAFolder });
                    }
                    Err(e) => return Err(Error::io("find", &real)(e)),
                }
            }
        }
    }
    Ok(real)
}

/// Refuses a folder that holds the site or lies among its sources, by name or through a link.
fn check_place(site: &Path, out: &Path) -> Result<()> {
    let refuse = |reason| Err(Error::OutputRefused { path: out.to_owned(), reason });
    if site.starts_with(out) {
        return refuse(RefusedReason::HoldsTheSite(site.to_owned()));
    }
    for name in ["content", "themes", ".anteroom"] {
        let named = site.join(name);
        let real = fs::canonicalize(&named).unwrap_or_else(|_| named.clone());
        if out.starts_with(&named) || out.starts_with(&real) {
            return refuse(RefusedReason::InsideTheSources(named));
        }
        if real.starts_with(out) {
            return refuse(RefusedReason::HoldsTheSite(real));
        }
    }
    Ok(())
}

/// Takes the lock for this output folder. Some network file systems have no locks: there we go on without.
fn lock(path: &Path, out: &Path) -> Result<Option<File>> {
    path.parent().map_or(Ok(()), files::make_folders)?;
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(Error::io("write", path))?;
    match platform::lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::OutputBusy { path: out.to_owned() }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
