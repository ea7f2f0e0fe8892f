//! Replacing a site file by file, where two folders cannot be exchanged in one step.
//!
//! 1. Everything new is staged under `.anteroom/journals/`, and the manifest that is about to hold is written.
//! 2. The journal is written: from now on the new site is the one that will be, whatever happens.
//! 3. Files are put in place one by one, each whole: assets first, then pages, then what lists them; removals last.
//! 4. The manifest holds, and the journal goes. A run that was cut off is finished by the next one from step 3.

use super::commit::stage;
use super::out_path::ancestors;
use super::ownership::{MARKER, OutputFolder, marker_text};
use super::recovery;
use super::staging::PART;
use super::store::Store;
use super::survey::Survey;
use super::{Manifest, OutPath, OutputPlan, Promise, Written, files, platform};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
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

/// Replaces the site file by file.
pub(super) fn replace(
    plan: &OutputPlan<'_>,
    folder: &OutputFolder,
    survey: &Survey,
    written: &mut Written,
) -> Result<()> {
    let store = &folder.store;
    files::remove_folder(&store.journal_folder())?;
    files::make_folders(&store.journal_stage())?;
    // What is unchanged stays where it is: it is not staged at all.
    let (manifest, bytes) = stage(plan, survey, &store.journal_stage(), |_| None)?;
    let mut writes: Vec<OutPath> =
        plan.claims.iter().filter(|c| !survey.kept.contains_key(c.path)).map(|c| c.path.clone()).collect();
    writes.sort_by_key(|path| (turn(path), path.clone()));
    let journal = Journal { id: manifest.id().to_owned(), writes, removals: survey.gone.clone() };
    platform::flush(&store.journal_stage());
    manifest.write(&store.next_manifest())?;
    files::write_json(&store.journal(), &journal)?;
    let halfway = |source| Error::OutputHalfway { path: folder.out.clone(), source: Box::new(source) };
    finish(&journal, store, &folder.out, &folder.manifest).map_err(halfway)?;
    written.bytes = bytes;
    written.promise = Promise::Replaced;
    Ok(())
}

/// Finishes what a killed run began, or clears what it only staged.
pub(super) fn recover(store: &Store, out: &Path, manifest: &Manifest) -> Result<()> {
    let journal = fs::read(store.journal()).ok().and_then(|bytes| serde_json::from_slice::<Journal>(&bytes).ok());
    let next = Manifest::read(&store.next_manifest());
    match journal {
        Some(journal) if next.is_known() && next.id() == journal.id => finish(&journal, store, out, manifest),
        // Killed after the manifest was taken over and before the journal went: it is done.
        _ => files::remove_folder(&store.journal_folder()),
    }
}

/// When a path's turn is: pages only after what they load, lists of pages after the pages.
fn turn(path: &OutPath) -> u8 {
    let path = path.as_str();
    if path.starts_with("assets/") || path.starts_with("media/") {
        0
    } else if path.ends_with(".xml") || path == "robots.txt" {
        2
    } else {
        1
    }
}

fn finish(journal: &Journal, store: &Store, out: &Path, old: &Manifest) -> Result<()> {
    files::make_folders(out)?;
    let writes: BTreeSet<&str> = journal.writes.iter().map(OutPath::as_str).collect();
    // A page that becomes a folder, or a folder that becomes a page, must go before its successor comes.
    let (first, last): (Vec<&OutPath>, Vec<&OutPath>) =
        journal.removals.iter().partition(|path| makes_room(path, &writes));
    for path in first {
        remove(path, out, old)?;
    }
    for (number, path) in journal.writes.iter().enumerate() {
        put(path, number, &path.under(&store.journal_stage()), out)?;
    }
    for path in last {
        remove(path, out, old)?;
    }
    let marker = out.join(MARKER);
    files::write_whole(&marker, marker_text(&journal.id).as_bytes())?;
    platform::flush(out);
    recovery::promote(store)?;
    files::remove(&store.journal())?;
    files::remove_folder(&store.journal_folder())
}

fn makes_room(path: &OutPath, writes: &BTreeSet<&str>) -> bool {
    let inside = format!("{}/", path.as_str());
    if writes.range(inside.as_str()..).next().is_some_and(|w| w.starts_with(&inside)) {
        return true;
    }
    ancestors(path.as_str()).any(|parent| writes.contains(parent))
}

/// Puts a staged file in place: a copy beside its place, then a rename over it. A file that is not staged any more is in place.
fn put(path: &OutPath, number: usize, staged: &Path, out: &Path) -> Result<()> {
    if files::look(staged)?.is_none() {
        return Ok(());
    }
    let to = path.under(out);
    let parent = to.parent().unwrap_or(out);
    files::make_folders(parent)?;
    let part = parent.join(format!("{PART}{number}"));
    files::remove(&part)?;
    // The staged file stays until the journal is done; its time comes along, because the manifest knows the file by it.
    files::link_or_copy(staged, &part)?;
    fs::rename(&part, &to).map_err(Error::io("write", &to))?;
    // Renaming one name of a file over another name of the same file does nothing: then it was in place already.
    files::remove(&part)
}

/// Removes a file of ours, and the folders that it leaves empty. One that is not what we wrote any more stays.
fn remove(path: &OutPath, out: &Path, old: &Manifest) -> Result<()> {
    let file = path.under(out);
    let (Some(stamp), Some(found)) = (old.files().get(path), files::look(&file)?) else { return Ok(()) };
    if !files::is_still(&file, &found, stamp)? {
        return Ok(());
    }
    files::remove(&file)?;
    let mut folder = file.parent();
    while let Some(parent) = folder.filter(|f| *f != out) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
        folder = parent.parent();
    }
    Ok(())
}
