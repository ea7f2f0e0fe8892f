//! A site's folder that is looked at again and again, as a preview does.
//!
//! 1. [`Folder::open`] reads everything once and notes of each file when it was changed, how large it is and which one it is.
//! 2. [`Folder::refresh`] reads again what is named, or, where nothing is known, whatever has another note than before.
//!
//! A file that was written a moment before it was read may be written again within the same tick of the file system's clock:
//! its note is not trusted, and the next look reads it once more.

use super::{Content, FileId, Problem, SourceFile, SourceTree, read, walk, wanted};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The folders that hold a site's sources.
pub const TOPS: [&str; 2] = ["content", "themes"];

/// How old a file must be for its note to tell it from a later one: the coarsest clocks of file systems in use tick every
/// two seconds (FAT), most of them every few milliseconds.
const SETTLED: Duration = Duration::from_millis(2_100);

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Anything.
    Everything,
    /// These files and folders, which may be gone.
    Paths(BTreeSet<PathBuf>),
}

/// What is noted of a file: it is the same one for as long as this is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note {
    modified: SystemTime,
    len: u64,
    /// Which file it is, where the system says: its number, and when anything about it was changed.
    which: (u64, i64, i64),
}

impl Note {
    fn of(path: &Path) -> Option<Self> {
        let found = std::fs::symlink_metadata(path).ok()?;
        let modified = found.modified().ok()?;
        Some(Self { modified, len: found.len(), which: which(&found) })
    }

    fn is_settled(&self) -> bool {
        self.modified.elapsed().is_ok_and(|age| age > SETTLED)
    }
}

#[cfg(unix)]
fn which(found: &std::fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn which(_found: &std::fs::Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// A site's folder and what was last read there.
pub struct Folder {
    root: PathBuf,
    tree: Arc<SourceTree>,
    /// With each note, whether it tells the file from one written later.
    notes: BTreeMap<FileId, (Note, bool)>,
}

impl Folder {
    /// Reads a site's folder.
    ///
    /// # Errors
    /// A folder cannot be listed.
    pub fn open(root: &Path) -> io::Result<Self> {
        let mut folder = Self { root: root.to_owned(), tree: Arc::default(), notes: BTreeMap::new() };
        folder.refresh(&Changes::Everything)?;
        Ok(folder)
    }

    /// What was last read.
    pub fn tree(&self) -> &Arc<SourceTree> {
        &self.tree
    }

    /// Looks again; says which files are not what they were.
    ///
    /// # Errors
    /// A folder cannot be listed. Then everything is as it was.
    pub fn refresh(&mut self, changes: &Changes) -> io::Result<BTreeSet<FileId>> {
        match changes {
            Changes::Everything => self.look_under(TOPS.map(|top| self.root.join(top)), true),
            Changes::Paths(paths) => self.look_under(paths.iter().cloned(), false),
        }
    }

    /// Looks at files and folders; `trusting` leaves alone what has the same note as before.
    fn look_under(&mut self, paths: impl IntoIterator<Item = PathBuf>, trusting: bool) -> io::Result<BTreeSet<FileId>> {
        let (mut gone, mut found) = (BTreeSet::new(), Vec::new());
        for path in paths {
            let Some(name) = self.name_of(&path) else { continue };
            gone.extend(self.known_under(&name));
            if path.symlink_metadata().is_ok() {
                walk(&self.root, &path, &mut found)?;
            }
        }
        for entry in &found {
            gone.remove(&entry.id);
        }
        let read: Vec<(FileId, Option<Note>, Result<SourceFile, Problem>)> = found
            .into_par_iter()
            .filter_map(|entry| {
                let note = Note::of(&entry.path);
                if trusting
                    && matches!((self.notes.get(&entry.id), &note), (Some((old, true)), Some(new)) if old == new)
                {
                    return None;
                }
                Some((entry.id.clone(), note, read(entry)))
            })
            .collect();
        let mut changed = gone;
        let tree = Arc::make_mut(&mut self.tree);
        for file in &changed {
            tree.files.remove(file);
            tree.problems.remove(file);
            self.notes.remove(file);
        }
        for (id, note, result) in read {
            let same_note = matches!((self.notes.get(&id), &note), (Some((old, _)), Some(new)) if old == new);
            let differs = match (&result, tree.files.get(&id)) {
                // The bytes of pictures are not read: another note may be another picture.
                (Ok(new), Some(old)) => {
                    new.hash() != old.hash() || (matches!(new.content, Content::Media { .. }) && !same_note)
                }
                (Ok(_), None) => true,
                (Err(problem), _) => tree.problems.get(&id) != Some(problem),
            };
            let settled = note.as_ref().is_some_and(Note::is_settled);
            match note {
                Some(note) => self.notes.insert(id.clone(), (note, settled)),
                None => self.notes.remove(&id),
            };
            if !differs {
                continue;
            }
            tree.files.remove(&id);
            tree.problems.remove(&id);
            match result {
                Ok(file) => drop(tree.files.insert(id.clone(), file)),
                Err(problem) => drop(tree.problems.insert(id.clone(), problem)),
            }
            changed.insert(id);
        }
        Ok(changed)
    }

    /// A path's name in the site; none for what is not among its sources.
    fn name_of(&self, path: &Path) -> Option<String> {
        let inside = path.strip_prefix(&self.root).ok()?;
        if !inside.iter().all(|part| wanted(part.to_str(), inside)) {
            return None;
        }
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        let name = parts.map_or_else(|| inside.to_string_lossy().into_owned(), |parts| parts.join("/"));
        TOPS.iter()
            .any(|top| name.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
            .then_some(name)
    }

    /// The files that were at a name or in a folder of that name.
    fn known_under(&self, name: &str) -> Vec<FileId> {
        let folder = format!("{name}/");
        let inside = |id: &FileId| id.as_str() == name || id.as_str().starts_with(&folder);
        let from = || (Bound::Included(name), Bound::Unbounded);
        let files =
            self.tree.files.range::<str, _>(from()).map(|(id, _)| id).take_while(|id| id.as_str().starts_with(name));
        let problems =
            self.tree.problems.range::<str, _>(from()).map(|(id, _)| id).take_while(|id| id.as_str().starts_with(name));
        files.chain(problems).filter(|id| inside(id)).cloned().collect()
    }
}
