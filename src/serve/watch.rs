//! Tells what changed in a site's folder, as soon as it has come to rest.
//!
//! 1. The system is asked to tell of everything under `content/` and `themes/`; of the site's own folder only what lies
//!    directly in it, so that builds into `public/` or `target/` wake nobody.
//! 2. Events are gathered until none has come for [`REST`]: an editor that saves by renaming sends several.
//! 3. What they say is only a hint of where to look. Where the system sends none (network folders, folders of Windows seen
//!    from Linux), or too many, everything is looked at in turn: [`Watch::next`] answers [`Changes::Everything`].

use crate::source::folder::{Changes, TOPS};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// So long nothing more must come before it is looked at.
const REST: Duration = Duration::from_millis(3);

/// So long is waited for rest at most: a large copy is shown as it goes.
const PATIENCE: Duration = Duration::from_millis(50);

/// How often everything is looked at where no events come.
const POLL: Duration = Duration::from_millis(300);

/// How soon after a burst everything is looked at once more, for what happened before the system listened: files in a new folder.
const AFTER: Duration = Duration::from_millis(250);

/// How often everything is looked at where events do come, in case one was lost.
const IDLE: Duration = Duration::from_secs(10);

type Told = Result<Event, notify::Error>;

/// Watches a site's folder.
pub struct Watch {
    root: PathBuf,
    told: Receiver<Told>,
    /// Kept so that the receiver never runs dry where there is no watcher.
    _teller: Sender<Told>,
    watcher: Option<RecommendedWatcher>,
    after_burst: bool,
}

impl Watch {
    /// Begins to watch. With `poll`, or where the folder's file system is known to send no events, the folder is looked at in
    /// turn.
    pub fn new(root: &Path, poll: bool) -> Self {
        let (teller, told) = channel();
        let sender = teller.clone();
        let watcher = if poll || sends_no_events(root) {
            None
        } else {
            // Nobody to tell any more: the preview ends.
            notify::recommended_watcher(move |event| drop(sender.send(event))).ok()
        };
        let mut watch = Self { root: root.to_owned(), told, _teller: teller, watcher, after_burst: false };
        watch.listen();
        watch
    }

    /// Whether everything is looked at in turn.
    pub fn polls(&self) -> bool {
        self.watcher.is_none()
    }

    /// Asks for events of all folders; those that are not there are asked for again when they come.
    fn listen(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let mut listens = watcher.watch(&self.root, RecursiveMode::NonRecursive).is_ok();
        for top in TOPS.map(|top| self.root.join(top)) {
            if top.is_dir() {
                // After a folder was deleted and restored the old watch is dead.
                let _ = watcher.unwatch(&top);
                listens &= watcher.watch(&top, RecursiveMode::Recursive).is_ok();
            }
        }
        if !listens {
            // Too many folders for the system, or a file system that cannot: looking in turn always works.
            self.watcher = None;
        }
    }

    /// Waits for changes, but not past `until`: then nothing is named.
    pub fn next(&mut self, until: Instant) -> Changes {
        let quiet = match (self.polls(), self.after_burst) {
            (true, _) => POLL,
            (false, true) => AFTER,
            (false, false) => IDLE,
        };
        let wait = quiet.min(until.saturating_duration_since(Instant::now()));
        let mut paths = BTreeSet::new();
        let mut everything = false;
        match self.told.recv_timeout(wait) {
            Ok(first) => {
                let begun = Instant::now();
                let mut latest = first;
                loop {
                    everything |= !gather(latest, &mut paths);
                    if begun.elapsed() > PATIENCE {
                        break;
                    }
                    match self.told.recv_timeout(REST) {
                        Ok(next) => latest = next,
                        Err(_) => break,
                    }
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                self.after_burst = false;
                return if wait < quiet { Changes::Paths(BTreeSet::new()) } else { Changes::Everything };
            }
        }
        // One of the folders themselves came or went: what is in it is no longer, or not yet, watched.
        if TOPS.iter().any(|top| paths.contains(&self.root.join(top))) {
            self.listen();
        }
        self.after_burst |= !paths.is_empty() || everything;
        if everything { Changes::Everything } else { Changes::Paths(paths) }
    }
}

/// Adds what an event names; false where it may have been anything.
fn gather(told: Told, paths: &mut BTreeSet<PathBuf>) -> bool {
    let Ok(event) = told else { return false };
    if event.need_rescan() {
        return false;
    }
    let reads = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if !reads {
        paths.extend(event.paths);
    }
    true
}

/// Whether a folder lies where other computers write without this one being told.
#[cfg(target_os = "linux")]
fn sends_no_events(root: &Path) -> bool {
    /// `f_type` of NFS, SMB, SMB2, CIFS, 9P (which is how Linux sees Windows' folders), FUSE, Ceph, AFS: statfs(2) and
    /// linux/magic.h.
    const REMOTE: [u32; 8] =
        [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x5346_414F];
    // The type has another width on each processor; the numbers themselves have 32 bits.
    rustix::fs::statfs(root).is_ok_and(|found| REMOTE.contains(&(found.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
fn sends_no_events(_root: &Path) -> bool {
    false
}
