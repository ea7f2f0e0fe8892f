//! The hidden folder beside the output in which the new site grows, and in which the old one ends.
//!
//! 1. `.NAME.anteroom-staging-PID/` holds a note, locked as long as the process lives, and `tree/`, the new site.
//! 2. After the exchange `tree/` is the old site. It is retired: files of ours are deleted; one of ours that was edited after
//!    we had looked is set aside; a file of someone else that came or changed in that time is brought home into the output.
//! 3. What a killed run left is known by its name and its note, and dead when the note is no longer locked. Before the new
//!    site is whole, nothing there is anybody's but ours; from then on `tree/` may be the old site.

use super::aside::Aside;
use super::ownership::MARKER;
use super::{Manifest, OutPath, files, platform};
use crate::error::{Error, Result};
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const NOTE: &str = "anteroom-staging.txt";
const NOTE_TEXT: &[u8] =
    b"Anteroom is writing the site here. If no build is running, the next one removes this folder.\n";

/// What the output held of ours before the exchange; there from just before it on. Without it `tree/` is a part of a new site,
/// and no file in it belongs in the output.
const BEFORE: &str = "anteroom-before.json";

/// How many names are tried for the folder: a container may give every run the same process number.
const NAMES: u32 = 100;

/// Names of files that are on their way into place in the output folder.
pub(super) const PART: &str = ".anteroom-part-";

/// A staging folder. Dropped, it is removed with all that is in it.
pub(super) struct Staging {
    root: PathBuf,
    _note: File,
}

impl Staging {
    /// Makes one beside `out`.
    pub(super) fn beside(out: &Path) -> Result<Self> {
        let (parent, prefix) = names(out);
        let mut root = parent.to_owned();
        for number in 0..NAMES {
            let mut name = prefix.clone();
            let more = if number == 0 { String::new() } else { format!("{number:03}") };
            name.push(format!("{}{more}", std::process::id()));
            root = parent.join(name);
            match fs::create_dir(&root) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists && number + 1 < NAMES => {}
                result => {
                    result.map_err(Error::io("create the folder", &root))?;
                    break;
                }
            }
        }
        let note = || {
            let mut file = File::create_new(root.join(NOTE))?;
            // Without locks on this file system nothing marks us as alive, but then no one clears us away either.
            let _ = file.try_lock();
            file.write_all(NOTE_TEXT)?;
            fs::create_dir(root.join("tree"))?;
            Ok(file)
        };
        match note() {
            Ok(note) => Ok(Self { root, _note: note }),
            Err(e) => {
                let _ = fs::remove_dir_all(&root);
                Err(Error::io("write to", &root)(e))
            }
        }
    }

    /// The new site; after the exchange, the old one.
    pub(super) fn tree(&self) -> PathBuf {
        self.root.join("tree")
    }

    /// Says that the new site is whole, and what of ours the old one holds: to be called just before the exchange.
    pub(super) fn mark_whole(&self, before: &Manifest) -> Result<()> {
        before.write(&self.root.join(BEFORE))
    }

    /// Removes the old site after the exchange. Gives the folder if something in it could not be removed.
    pub(super) fn retire(self, out: &Path, ours: &[&Manifest], aside: &mut Aside) -> Option<PathBuf> {
        clear(&self.root, out, ours, aside);
        let root = self.root.clone();
        // What is left could not be removed or brought home: it stays for the next run, and `drop` must not take it.
        std::mem::forget(self);
        root.symlink_metadata().is_ok().then_some(root)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// Clears the staging folders of dead runs. What cannot be cleared is left: it is in nobody's way.
pub(super) fn clear_dead(out: &Path, known: [&Manifest; 2], aside: &mut Aside) {
    let (parent, prefix) = names(out);
    let prefix = prefix.as_encoded_bytes();
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let pid = name.as_encoded_bytes().strip_prefix(prefix);
        let named = pid.is_some_and(|pid| !pid.is_empty() && pid.iter().all(u8::is_ascii_digit));
        if !named || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let root = entry.path();
        let note = root.join(NOTE);
        if !note.symlink_metadata().is_ok_and(|found| found.is_file()) {
            // Killed before it wrote the note, or not ours: then it is not empty, and this does nothing.
            let _ = fs::remove_dir(&root);
        } else if File::open(&note).is_ok_and(|file| file.try_lock().is_ok()) {
            if files::look(&root.join(BEFORE)).is_ok_and(|found| found.is_none()) {
                let _ = fs::remove_dir_all(root.join("tree"));
            }
            // The tree is the old site or the new one, by whether the exchange still happened.
            let before = Manifest::read(&root.join(BEFORE));
            let [manifest, next] = known;
            clear(&root, out, &[&before, manifest, next], aside);
        }
    }
}

/// The folder beside which we stage, and how our names there begin.
fn names(out: &Path) -> (&Path, OsString) {
    let mut prefix = OsString::from(".");
    prefix.push(out.file_name().unwrap_or_default());
    prefix.push(".anteroom-staging-");
    (out.parent().unwrap_or(out), prefix)
}

/// Empties a staging folder; the note goes last, so that a kill on the way leaves it recognisable.
fn clear(root: &Path, out: &Path, ours: &[&Manifest], aside: &mut Aside) {
    let tree = root.join("tree");
    let retiring = Retiring { tree: &tree, ours, aside: Mutex::new(aside) };
    empty(&tree, &Place { live: out.to_owned(), path: String::new() }, &retiring);
    // Folders that hold something still are not removed, and then the note stays too.
    if fs::remove_dir(root.join("tree")).is_ok() || !root.join("tree").exists() {
        let _ = fs::remove_file(root.join(BEFORE));
        // A kill while the list was being written leaves a part of it.
        let _ = fs::remove_file(files::part_of(&root.join(BEFORE)));
        let _ = fs::remove_file(root.join(NOTE));
        let _ = fs::remove_dir(root);
    }
}

/// A tree that is being retired: what is known of our files in it, and where to keep those that were edited.
struct Retiring<'a> {
    tree: &'a Path,
    ours: &'a [&'a Manifest],
    aside: Mutex<&'a mut Aside>,
}

/// Whose a file of the retired tree is.
enum Fate {
    /// Ours, as we wrote it.
    Ours,
    /// At a path of ours, but with other bytes: it was edited, or put there, after we had looked.
    Edited(OutPath),
    /// Someone else's.
    Foreign,
}

impl Retiring<'_> {
    fn fate(&self, path: &Path, text: Option<&str>, found: &Metadata) -> Fate {
        let Some(text) = text else { return Fate::Foreign };
        if text == MARKER {
            return Fate::Ours;
        }
        let mut stamps = self.ours.iter().filter_map(|m| m.files().get_key_value(text)).peekable();
        let Some((name, _)) = stamps.peek().copied() else { return Fate::Foreign };
        if stamps.any(|(_, stamp)| files::is_still(path, found, stamp).unwrap_or(false)) {
            Fate::Ours
        } else {
            Fate::Edited(name.clone())
        }
    }

    /// Keeps an edited file. One that cannot be kept stays where it is.
    fn keep(&self, path: &OutPath, file: &Path) {
        let mut aside = self.aside.lock().unwrap_or_else(PoisonError::into_inner);
        if aside.keep(path, self.tree).is_ok() {
            let _ = fs::remove_file(file);
        }
    }
}

/// Where a folder of the retired tree is in the output: its path there, and its path as text.
struct Place {
    live: PathBuf,
    path: String,
}

/// Removes what is ours in a folder of the retired tree, in parallel, and brings home what is not.
fn empty(folder: &Path, place: &Place, retiring: &Retiring<'_>) {
    let entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.par_iter().for_each(|entry| {
        let (path, name) = (entry.path(), entry.file_name());
        let Ok(kind) = entry.file_type() else { return };
        let text = name.to_str().map(|name| match place.path.as_str() {
            "" => name.to_owned(),
            parent => format!("{parent}/{name}"),
        });
        let live = place.live.join(&name);
        if kind.is_dir() {
            // A name that is not text cannot be ours; the replacement is no name of ours either.
            let inside = Place { live, path: text.unwrap_or_else(|| "\u{0}".to_owned()) };
            empty(&path, &inside, retiring);
            let _ = fs::remove_dir(&path);
            return;
        }
        let Ok(found) = entry.metadata() else { return };
        let fate = if is_part(&name) { Fate::Ours } else { retiring.fate(&path, text.as_deref(), &found) };
        match fate {
            Fate::Edited(name) => retiring.keep(&name, &path),
            Fate::Foreign if !is_home(&path, &live) => {
                let _ = live.parent().map(fs::create_dir_all);
                let _ = fs::rename(&path, &live);
            }
            Fate::Ours | Fate::Foreign => {
                let _ = fs::remove_file(&path);
            }
        }
    });
}

/// Whether a name is one of a file on its way into place.
pub(super) fn is_part(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(PART.as_bytes())
}

/// Whether someone else's file is in the output already, as it is here or newer.
fn is_home(old: &Path, live: &Path) -> bool {
    let (Ok(old_is), Ok(live_is)) = (old.symlink_metadata(), live.symlink_metadata()) else {
        return false;
    };
    if platform::same_file(&old_is, &live_is) {
        return true;
    }
    if old_is.is_symlink() && live_is.is_symlink() {
        let target = |path| fs::read_link(path).ok();
        return target(old) == target(live);
    }
    files::modified(&old_is) <= files::modified(&live_is)
}
