//! Replacing a site file by file, where two folders cannot be exchanged in one step.
//!
//! 1. Everything new is staged under `.anteroom/journals/`, and the manifest that is about to hold is written.
//! 2. The journal is written: from now on the new site is the one that will be, whatever happens.
//! 3. Files are put in place one by one, each whole: assets first, then pages, then what lists them; removals last.
//! 4. The manifest holds, and the journal goes. A run that was cut off is finished by the next one from step 3.

use super::aside::Aside;
use super::commit::stage;
use super::out_path::{ancestors, under};
use super::ownership::{MARKER, OutputFolder, marker_text};
use super::recovery;
use super::staging::PART;
use super::store::Store;
use super::survey::Survey;
use super::{Manifest, OutPath, OutputPlan, Promise, RefusedReason, Written, files, platform};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::Path;

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// The id of the manifest that will hold.
    id: String,
    /// Staged files, in the order in which they are put in place.
    writes: Vec<OutPath>,
    /// Our files that go.
    removals: Vec<OutPath>,
}

/// Replaces the site file by file. What was edited by hand is in `aside` already.
pub(super) fn replace(
    plan: &OutputPlan<'_>,
    folder: &OutputFolder,
    survey: &Survey,
    aside: &mut Aside,
    written: &mut Written,
) -> Result<()> {
    let store = &folder.store;
    files::remove_folder(&store.journal_folder())?;
    let (journal, bytes) = prepare(plan, folder, survey).inspect_err(|_| {
        // Nothing has begun: what is staged would only take up room. The next run clears what cannot be removed now.
        let _ = files::remove(&store.next_manifest());
        let _ = files::remove_folder(&store.journal_folder());
    })?;
    let edited = survey.edited.iter().map(OutPath::as_str).collect();
    let mut run = Run { store, out: &folder.out, old: &folder.manifest, kept_aside: edited, aside };
    run.finish(&journal).map_err(halfway(&folder.out))?;
    written.bytes = bytes;
    written.promise = Promise::Replaced;
    Ok(())
}

/// Stages what is new and writes the journal: when it is there, the new site is the one that will be.
fn prepare(plan: &OutputPlan<'_>, folder: &OutputFolder, survey: &Survey) -> Result<(Journal, u64)> {
    let store = &folder.store;
    files::make_folders(&store.journal_stage())?;
    // What is unchanged stays where it is: it is not staged at all.
    let (manifest, bytes) = stage(plan, survey, &store.journal_stage(), |_| None)?;
    let mut writes: Vec<OutPath> =
        plan.claims.iter().filter(|c| !survey.kept.contains_key(c.path)).map(|c| c.path.clone()).collect();
    writes.sort_by_key(|path| (turn(path), path.clone()));
    let journal = Journal { id: manifest.id().to_owned(), writes, removals: survey.gone.clone() };
    check_room(&journal, store, &folder.out)?;
    platform::flush(&store.journal_stage());
    manifest.write(&store.next_manifest())?;
    files::write_json(&store.journal(), &journal)?;
    Ok((journal, bytes))
}

/// Refuses to begin what the disk has no room for. On one disk the staged files only get a second name.
fn check_room(journal: &Journal, store: &Store, out: &Path) -> Result<()> {
    files::make_folders(out)?;
    if platform::same_disk(out, &store.journal_stage()) {
        return Ok(());
    }
    let Some((room, block)) = platform::room(out) else { return Ok(()) };
    let blocks = |found: Option<Metadata>| found.map_or(0, |found| found.len().div_ceil(block).saturating_mul(block));
    let (mut used, mut freed) = (0_u64, 0_u64);
    for path in &journal.writes {
        // The new one is whole before the old one goes.
        used = used.saturating_add(blocks(files::look(&path.under(&store.journal_stage()))?));
        if used.saturating_sub(freed) > room {
            let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
            return Err(Error::io("write the new site to", out)(full));
        }
        freed = freed.saturating_add(blocks(files::look(&path.under(out))?));
    }
    Ok(())
}

/// Finishes what a killed run began, and gives the manifest that then holds; or clears what it only staged.
pub(super) fn recover(store: &Store, out: &Path, manifest: &Manifest, aside: &mut Aside) -> Result<Option<Manifest>> {
    let journal = fs::read(store.journal()).ok().and_then(|bytes| serde_json::from_slice::<Journal>(&bytes).ok());
    let next = Manifest::read(&store.next_manifest());
    match journal {
        Some(journal) if next.is_known() && next.id() == journal.id => {
            let mut run = Run { store, out, old: manifest, kept_aside: BTreeSet::new(), aside };
            run.finish(&journal).map_err(halfway(out))?;
            Ok(Some(next))
        }
        // Killed after the manifest was taken over and before the journal went: it is done.
        _ => files::remove_folder(&store.journal_folder()).map(|()| None),
    }
}

fn halfway(out: &Path) -> impl FnOnce(Error) -> Error {
    let path = out.to_owned();
    |source| Error::OutputHalfway { path, source: Box::new(source) }
}

/// When a path's turn is: pages only after what they load and link to, lists of pages after the pages.
fn turn(path: &OutPath) -> u8 {
    let path = path.as_str();
    if path.ends_with(".html") {
        1
    } else if path.ends_with(".xml") || matches!(path, "robots.txt" | "_redirects" | "_headers") {
        2
    } else {
        0
    }
}

/// One pass over the journal: by the run that wrote it, or by a later one, before which anything may have happened to the folder.
struct Run<'a> {
    store: &'a Store,
    out: &'a Path,
    old: &'a Manifest,
    /// Paths whose bytes are kept already.
    kept_aside: BTreeSet<&'a str>,
    aside: &'a mut Aside,
}

impl Run<'_> {
    fn finish(&mut self, journal: &Journal) -> Result<()> {
        let (store, out) = (self.store, self.out);
        files::make_folders(out)?;
        let marker = out.join(MARKER);
        // Before the first file: a folder that has files and no marker would be refused, and never finished.
        if files::look(&marker)?.is_none() {
            files::write_whole(&marker, marker_text("").as_bytes())?;
        }
        let writes: BTreeSet<&str> = journal.writes.iter().map(OutPath::as_str).collect();
        // A page that becomes a folder, or a folder that becomes a page, must go before its successor comes.
        let (first, last): (Vec<&OutPath>, Vec<&OutPath>) =
            journal.removals.iter().partition(|path| makes_room(path, &writes));
        for path in first {
            self.remove(path)?;
        }
        for (number, path) in journal.writes.iter().enumerate() {
            self.put(path, number, &path.under(&store.journal_stage()))?;
        }
        for path in last {
            self.remove(path)?;
        }
        files::write_whole(&marker, marker_text(&journal.id).as_bytes())?;
        platform::flush(out);
        recovery::promote(store)?;
        files::remove(&store.journal())?;
        files::remove_folder(&store.journal_folder())
    }

    /// Puts a staged file in place: a second name or a copy beside its place, then a rename over it. A file that is not staged
    /// any more is in place.
    fn put(&mut self, path: &OutPath, number: usize, staged: &Path) -> Result<()> {
        let Some(new) = files::look(staged)? else { return Ok(()) };
        if let Some(parent) = self.blocked(path)? {
            return self.refuse(parent);
        }
        let to = path.under(self.out);
        if let Some(found) = files::look(&to)? {
            if platform::same_file(&found, &new) {
                return Ok(());
            }
            if found.is_dir() {
                return self.refuse(path.as_str());
            }
            let same = || Ok(found.is_file() && found.len() == new.len() && files::hash(&to)? == files::hash(staged)?);
            if !self.is_old(path, &to, &found)? && !same()? {
                self.keep_aside(path)?;
            }
        }
        let parent = to.parent().unwrap_or(self.out);
        files::make_folders(parent)?;
        let part = parent.join(format!("{PART}{number}"));
        files::remove(&part)?;
        // The staged file stays until the journal is done; its time comes along, because the manifest knows the file by it.
        files::link_or_copy(staged, &part)?;
        fs::rename(&part, &to).map_err(Error::io("write", &to))?;
        // Renaming one name of a file over another name of the same file does nothing: then it was in place already.
        files::remove(&part)
    }

    /// Removes a file of ours, and the folders that it leaves empty. The bytes of one that is not what we wrote are kept.
    fn remove(&mut self, path: &OutPath) -> Result<()> {
        let file = path.under(self.out);
        if !self.old.files().contains_key(path) || self.blocked(path)?.is_some() {
            return Ok(());
        }
        let Some(found) = files::look(&file)?.filter(Metadata::is_file) else { return Ok(()) };
        if !self.is_old(path, &file, &found)? {
            self.keep_aside(path)?;
        }
        files::remove(&file)?;
        let mut folder = file.parent();
        while let Some(parent) = folder.filter(|f| *f != self.out) {
            if fs::remove_dir(parent).is_err() {
                break;
            }
            folder = parent.parent();
        }
        Ok(())
    }

    /// Whether the file is as the build before wrote it.
    fn is_old(&self, path: &OutPath, file: &Path, found: &Metadata) -> Result<bool> {
        self.old.files().get(path).map_or(Ok(false), |stamp| files::is_still(file, found, stamp))
    }

    fn keep_aside(&mut self, path: &OutPath) -> Result<()> {
        if self.kept_aside.contains(path.as_str()) {
            return Ok(());
        }
        self.aside.keep(path, self.out)
    }

    /// The part of a path at which something else than a folder lies. Through a link the way would lead out of the folder.
    fn blocked<'p>(&self, path: &'p OutPath) -> Result<Option<&'p str>> {
        for parent in ancestors(path.as_str()) {
            match files::look(&under(self.out, parent))? {
                // Where one is a real folder, one that it lies in may still be a link: all are looked at.
                None => {}
                Some(found) if found.is_dir() => {}
                Some(_) => return Ok(Some(parent)),
            }
        }
        Ok(None)
    }

    fn refuse(&self, file: &str) -> Result<()> {
        let reason = RefusedReason::ForeignFile { file: file.to_owned(), others: 0 };
        Err(Error::OutputRefused { path: self.out.to_owned(), reason })
    }
}

fn makes_room(path: &OutPath, writes: &BTreeSet<&str>) -> bool {
    let inside = format!("{}/", path.as_str());
    if writes.range(inside.as_str()..).next().is_some_and(|w| w.starts_with(&inside)) {
        return true;
    }
    ancestors(path.as_str()).any(|parent| writes.contains(parent))
}
