//! Costly work kept on the disk between builds, by the hash of what went into it.
//!
//! 1. [`BlobStore::get`] gives back what was kept, checked against its own hash: a file that was cut short is no hit.
//! 2. [`BlobStore::put`] writes beside the place and renames, so that two builds at once never read half a file.
//! 3. [`BlobStore::sweep`] forgets what no recent build asked for.
//!
//! It lies in `.anteroom/`, is never published, and can be deleted at any time. A disk that cannot be written costs speed,
//! never a build.

use crate::output::Output;
use blake3::Hash;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// So many kept files that the last build did not ask for are left, for builds with other options.
const SPARE: usize = 800;

/// Where finished work is kept.
pub struct BlobStore {
    folder: Option<PathBuf>,
    keeps: bool,
    used: Mutex<BTreeSet<String>>,
}

impl BlobStore {
    /// The store of a site.
    pub fn of_site(root: &Path) -> Self {
        Self { folder: Some(root.join(".anteroom").join("blobs")), keeps: true, used: Mutex::default() }
    }

    /// The store of a site, to be read from and never written.
    pub fn reading(root: &Path) -> Self {
        Self { keeps: false, ..Self::of_site(root) }
    }

    /// Keeps nothing.
    pub fn off() -> Self {
        Self { folder: None, keeps: false, used: Mutex::default() }
    }

    /// What was kept under a key.
    pub fn get(&self, key: &Hash) -> Option<Vec<u8>> {
        let name = key.to_hex().to_string();
        let bytes = std::fs::read(self.folder.as_ref()?.join(&name)).ok()?;
        let (sum, content) = bytes.split_at_checked(blake3::OUT_LEN)?;
        if blake3::hash(content).as_bytes() != sum {
            return None;
        }
        let content = content.to_vec();
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        Some(content)
    }

    /// Keeps bytes under a key.
    pub fn put(&self, key: &Hash, content: &[u8]) {
        let mut bytes = blake3::hash(content).as_bytes().to_vec();
        bytes.extend_from_slice(content);
        let _ = self.write(&key.to_hex(), &bytes);
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Option<()> {
        let folder = self.folder.as_ref().filter(|_| self.keeps)?;
        let beside = folder.join(format!("{name}.{}", std::process::id()));
        let kept = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&beside, bytes))
            .and_then(|()| std::fs::rename(&beside, folder.join(name)));
        kept.ok()?;
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        Some(())
    }

    /// Keeps a file under the hash of its bytes, for others to read from the disk.
    pub fn put_file(&self, content: &[u8]) -> Option<(PathBuf, Hash)> {
        let hash = blake3::hash(content);
        if let Some(path) = self.file(&hash, content.len() as u64) {
            return Some((path, hash));
        }
        let name = format!("{}.file", hash.to_hex());
        self.write(&name, content)?;
        Some((self.folder.as_ref()?.join(name), hash))
    }

    /// Where a file of these bytes is kept, checked.
    pub fn file(&self, hash: &Hash, len: u64) -> Option<PathBuf> {
        let name = format!("{}.file", hash.to_hex());
        let path = self.folder.as_ref()?.join(&name);
        if path.metadata().ok()?.len() != len || blake3::hash(&std::fs::read(&path).ok()?) != *hash {
            return None;
        }
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        Some(path)
    }

    /// Whether what was made from `key` earlier in this run is still there; it counts as asked for.
    pub fn still_has(&self, key: &Hash, output: &Output) -> bool {
        let Output::File { source, .. } = output else { return true };
        let names = source.file_name().map(|name| name.to_string_lossy().into_owned());
        let names = names.into_iter().chain([key.to_hex().to_string()]);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
        source.is_file()
    }

    /// Counts what is kept under a key as asked for.
    pub fn keep(&self, key: &Hash) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_hex().to_string());
    }

    /// Begins a round of work: only what it asks for counts as asked for.
    pub fn begin(&self) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Deletes the oldest of what was not asked for in this round, but for a number that other builds may want.
    pub fn sweep(&self) {
        let Some(entries) =
            self.folder.as_ref().filter(|_| self.keeps).and_then(|folder| std::fs::read_dir(folder).ok())
        else {
            return;
        };
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut idle: Vec<_> = entries
            .flatten()
            .filter(|entry| !used.contains(&*entry.file_name().to_string_lossy()))
            .map(|entry| (entry.metadata().and_then(|m| m.modified()).ok(), entry.path()))
            .collect();
        idle.sort();
        let surplus = idle.len().saturating_sub(SPARE);
        for (_, path) in idle.into_iter().take(surplus) {
            // Somebody else may have deleted it; that is as good.
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_cut_short_is_no_hit() {
        let root = tempfile::tempdir().expect("a folder");
        let store = BlobStore::of_site(root.path());
        let key = blake3::hash(b"key");
        assert_eq!(store.get(&key), None);
        store.put(&key, b"content");
        assert_eq!(store.get(&key).as_deref(), Some(&b"content"[..]));
        let path = root.path().join(".anteroom/blobs").join(key.to_hex().as_str());
        let bytes = std::fs::read(&path).expect("kept");
        std::fs::write(&path, &bytes[..bytes.len() - 1]).expect("cut");
        assert_eq!(store.get(&key), None);
    }

    #[test]
    fn a_file_that_was_changed_is_not_given() {
        let root = tempfile::tempdir().expect("a folder");
        let store = BlobStore::of_site(root.path());
        let (path, hash) = store.put_file(b"content").expect("kept");
        assert_eq!(store.file(&hash, 7).as_ref(), Some(&path));
        std::fs::write(&path, b"CONTENT").expect("changed");
        assert_eq!(store.file(&hash, 7), None);
        assert_eq!(store.put_file(b"content"), Some((path, hash)));
        assert!(store.file(&hash, 7).is_some());
    }
}
