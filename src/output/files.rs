//! Single files: writing an output, copying with its time, knowing whether a file is still what we wrote.

use super::staging::PART;
use super::{Output, Stamp};
use crate::error::{Error, Result};
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How much of a picture is in memory at once.
const CHUNK: usize = 128 * 1024;

/// When a file was last changed, in nanoseconds since 1970.
pub(super) fn modified(found: &Metadata) -> u64 {
    let since = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|d| u64::try_from(d.as_nanos()).ok()).unwrap_or(0)
}

/// What lies at a path, links not followed; nothing where even its folder is not there.
pub(super) fn look(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(Error::io("look at", path)(e)),
    }
}

/// Makes a folder and those it lies in.
pub(super) fn make_folders(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(Error::io("create the folder", path))
}

/// Writes a new file and says when it was changed.
pub(super) fn write_output(path: &Path, output: &Output, expected: blake3::Hash) -> Result<u64> {
    let mut file = File::create_new(path).map_err(Error::io("write", path))?;
    match output {
        Output::Bytes(bytes) => file.write_all(bytes).map_err(Error::io("write", path))?,
        Output::File { source, .. } => {
            let reader = File::open(source).map_err(Error::io("read", source))?;
            let hash = stream(reader, source, |chunk| file.write_all(chunk).map_err(Error::io("write", path)))?;
            if hash != expected {
                return Err(Error::SourceChanged { path: source.clone() });
            }
        }
    }
    Ok(modified(&file.metadata().map_err(Error::io("write", path))?))
}

/// The hash of a file on disk.
pub(super) fn hash(path: &Path) -> Result<blake3::Hash> {
    let file = File::open(path).map_err(Error::io("read", path))?;
    stream(file, path, |_| Ok(()))
}

fn stream(mut from: File, path: &Path, mut each: impl FnMut(&[u8]) -> Result<()>) -> Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; CHUNK];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize()),
            Ok(n) => {
                let chunk = buffer.get(..n).unwrap_or_default();
                hasher.update(chunk);
                each(chunk)?;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(Error::io("read", path)(e)),
        }
    }
}

/// Whether the file found at `path` is what we wrote. Read only when its time has changed, as it does in a copied folder.
pub(super) fn is_still(path: &Path, found: &Metadata, stamp: &Stamp) -> Result<bool> {
    Ok(found.is_file() && found.len() == stamp.len && (modified(found) == stamp.modified || hash(path)? == stamp.hash))
}

/// A second name for a file; where that cannot be (other file system, not allowed), a copy with the same time.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let copy = || {
        let time = fs::metadata(from)?.modified()?;
        fs::copy(from, to)?;
        // Times are for comparing only: a file that may not be opened for writing keeps the one it got.
        let _ = File::options().write(true).open(to).and_then(|file| file.set_modified(time));
        Ok(())
    };
    copy().map_err(|e| {
        // Half a copy would only take up room.
        let _ = fs::remove_file(to);
        Error::io("copy", from)(e)
    })
}

/// Removes a file that may not be there.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if !matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Err(Error::io("remove", path)(e))
        }
        _ => Ok(()),
    }
}

/// Removes a folder with all that is in it, if it is there.
pub(super) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(Error::io("remove the folder", path)(e)),
        _ => Ok(()),
    }
}

/// Where a small file grows before it is put in place: under this name it is known for ours, should a kill leave it there.
pub(super) fn part_of(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(PART);
    name.push(path.file_name().unwrap_or_default());
    path.with_file_name(name)
}

/// Writes a small file whole or not at all, and safe from a power cut.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = &part_of(path);
    remove(part)?;
    let write = || {
        // Never through a link that lies there.
        let mut file = File::create_new(part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(part, path)
    };
    write().map_err(|e| {
        let _ = fs::remove_file(part);
        Error::io("write", path)(e)
    })?;
    path.parent().into_iter().for_each(super::platform::flush_names);
    Ok(())
}

/// Writes JSON whole or not at all.
pub(super) fn write_json(path: &Path, value: &impl serde::Serialize) -> Result<()> {
    path.parent().map_or(Ok(()), make_folders)?;
    let json = serde_json::to_vec(value).map_err(|e| Error::io("write", path)(e.into()))?;
    write_whole(path, &json)
}
