//! Leaf work kept by the hash of what went into it: a parsed file, a rendered page.
//!
//! There is no graph of dependencies to keep by hand: what went in is hashed whole, and a hit gives back the same result
//! with the same diagnostics. A command that builds once switches it off and pays nothing.

use crate::diagnostics::Diagnostic;
use blake3::Hash;
use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How many maps share the keys, so that threads seldom wait for each other.
const SHARDS: usize = 32;

/// Results of earlier work. Cheap to look into from many threads.
pub struct Memo {
    shards: Option<Vec<Mutex<HashMap<Hash, Kept>>>>,
    round: AtomicU64,
}

struct Kept {
    value: Arc<dyn Any + Send + Sync>,
    faults: Arc<[Diagnostic]>,
    used: u64,
}

impl Memo {
    /// Remembers.
    pub fn new() -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { shards: Some(shards), round: AtomicU64::new(0) }
    }

    /// Remembers nothing: for a single build.
    pub fn off() -> Self {
        Self { shards: None, round: AtomicU64::new(0) }
    }

    /// Whether anything is remembered.
    pub fn keeps(&self) -> bool {
        self.shards.is_some()
    }

    /// The result for `key`, from memory or from `work`; `key` is only computed where it is needed, and work without a
    /// key is not kept.
    pub fn get<T: Any + Send + Sync>(
        &self,
        key: impl FnOnce() -> Option<Hash>,
        work: impl FnOnce() -> (T, Vec<Diagnostic>),
    ) -> (Arc<T>, Arc<[Diagnostic]>) {
        let Some((shards, key)) = self.shards.as_ref().and_then(|shards| Some((shards, key()?))) else {
            let (value, faults) = work();
            return (Arc::new(value), faults.into());
        };
        let round = self.round.load(Ordering::Relaxed);
        let index = usize::from(key.as_bytes()[0]) % SHARDS;
        let shard = shards.get(index).map(|s| s.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(mut shard) = shard
            && let Some(kept) = shard.get_mut(&key)
            && let Ok(value) = kept.value.clone().downcast::<T>()
        {
            kept.used = round;
            return (value, kept.faults.clone());
        }
        let (value, faults) = work();
        let (value, faults) = (Arc::new(value), Arc::<[Diagnostic]>::from(faults));
        if let Some(shard) = shards.get(index) {
            let kept = Kept { value: value.clone(), faults: faults.clone(), used: round };
            shard.lock().unwrap_or_else(PoisonError::into_inner).insert(key, kept);
        }
        (value, faults)
    }

    /// Ends a round of work: what was not used in it is forgotten.
    pub fn sweep(&self) {
        let round = self.round.fetch_add(1, Ordering::Relaxed);
        for shard in self.shards.iter().flatten() {
            shard.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, kept| kept.used >= round);
        }
    }
}

impl Default for Memo {
    fn default() -> Self {
        Self::new()
    }
}

/// A hash over parts, each with its length, so that no two different lists of parts hash alike. Always there; an `Option`
/// as [`Memo::get`] takes it.
pub fn key(parts: &[&[u8]]) -> Option<Hash> {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    Some(hasher.finalize())
}

/// The hash of a value's serialised form: whatever went into a page. None where it cannot be serialised.
pub fn key_of(label: &str, value: &impl serde::Serialize) -> Option<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(label.len() as u64).to_le_bytes());
    hasher.update(label.as_bytes());
    let mut writer = std::io::BufWriter::with_capacity(16 * 1024, &mut hasher);
    serde_json::to_writer(&mut writer, value).ok()?;
    std::io::Write::flush(&mut writer).ok()?;
    drop(writer);
    Some(hasher.finalize())
}
