//! Keeps a preview up to date with its folder.
//!
//! 1. The *watcher* waits for changes, reads what changed and prepares the site: that is when an owner sees what they wrote.
//!    Errors in the files leave the last good state in its place and are shown over it.
//! 2. The *finisher* then makes what that state still lacks, PDFs and the pages that nobody asked for, to find the faults that
//!    only show there. A new change makes it begin anew.
//! 3. Whoever waits for news is rung through [`Live::bell`].

use super::preview::{Preview, Tools};
use super::watch::Watch;
use crate::blob::BlobStore;
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::memo::Memo;
use crate::model::Settings;
use crate::pipeline;
use crate::source::FileId;
use crate::source::SourceTree;
use crate::source::folder::{Changes, Folder};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::watch::{Receiver, Sender, channel};

/// So long is waited before a folder that could not be listed is tried again.
const RETRY: Duration = Duration::from_millis(500);

/// So long is waited at most after a failure of the program itself.
const LONGEST: Duration = Duration::from_secs(60);

/// So long the rest waits for the page that is looked at.
const GRACE: Duration = Duration::from_millis(80);

/// What is shown now.
#[derive(Clone)]
pub struct Now {
    /// Rises whenever a page or a problem may be another.
    pub number: u64,
    /// The last good state; the first one where none was good yet.
    pub shown: Arc<Preview>,
    /// What is wrong with the newest state, which is not the one shown where there are errors.
    pub diagnostics: Arc<Diagnostics>,
    /// The files to which the diagnostics belong.
    pub tree: Arc<SourceTree>,
    /// Whether everything of the newest state has been made.
    pub finished: bool,
    /// Earlier good states, the last one first, for pages that the one shown turns out not to have.
    pub before: Vec<Arc<Preview>>,
    /// Whether the preview failed, by a mistake of the program, at what was written last, so that this is not what is shown.
    pub stuck: bool,
}

/// What is said where the preview is [`stuck`](Now::stuck).
pub const STUCK: &str = "Anteroom itself failed at your last change, by a mistake of its own. You see the site as it was before; your files \
    are as you left them.";

/// What to do then.
pub const UNSTICK: &str = "Save again, or take back the change. If that does not help, press Ctrl-C in the terminal and start \
    `anteroom serve` anew. Please report it with the lines above this one in the terminal.";

/// What a change led to, for the terminal.
pub struct News<'a> {
    /// The new state.
    pub now: &'a Now,
    /// Files that changed; none where only the rest was made.
    pub changed: &'a BTreeSet<FileId>,
    /// How long it took.
    pub took: Duration,
}

/// The settings of today, and when to ask again: by the clock and by practice.yaml, which says the time zone.
pub type Clock = dyn Fn() -> Option<(Settings, Instant)> + Send + Sync;

/// A preview that follows its folder.
pub struct Live {
    now: RwLock<Now>,
    bell: Sender<u64>,
    tools: Arc<Tools>,
    /// The state to finish, and where the finisher waits for it.
    next: Mutex<Option<Task>>,
    wake: Condvar,
    /// Number of the newest task: older ones are given up.
    newest: AtomicU64,
}

struct Task {
    number: u64,
    preview: Arc<Preview>,
    /// What was shown before, the last first, to go back to where this turns out to be wrong.
    before: Vec<Arc<Preview>>,
}

impl Task {
    /// The last state before this one whose pages can all be shown.
    fn last_good(&self, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Arc<Preview>> {
        let sound = |state: &&Arc<Preview>| {
            state.is_sound() || state.proof(cancelled).is_some_and(|diagnostics| !diagnostics.has_errors())
        };
        self.before.iter().find(sound).cloned()
    }
}

impl Live {
    /// Reads the folder and prepares the first state.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn open(root: &Path, settings: Settings) -> Result<(Arc<Self>, Folder)> {
        let folder = Folder::open(root).map_err(Error::io("read the folder", root))?;
        let tools = Arc::new(Tools { memo: Memo::new(), store: BlobStore::of_site(root) });
        let first =
            Arc::new(Preview::new(pipeline::prepare(Arc::clone(folder.tree()), settings, &tools.memo), None, &tools));
        let now = Now {
            number: 1,
            diagnostics: Arc::new(first.diagnostics.clone()),
            tree: Arc::clone(&first.tree),
            shown: Arc::clone(&first),
            finished: false,
            before: Vec::new(),
            stuck: false,
        };
        let live = Self {
            now: RwLock::new(now),
            bell: channel(1).0,
            tools,
            next: Mutex::new(Some(Task { number: 1, preview: first, before: Vec::new() })),
            wake: Condvar::new(),
            newest: AtomicU64::new(1),
        };
        Ok((Arc::new(live), folder))
    }

    /// What is shown now.
    pub fn now(&self) -> Now {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Rings with each new state.
    pub fn bell(&self) -> Receiver<u64> {
        self.bell.subscribe()
    }

    /// Follows the folder for as long as the program runs. `clock` says the settings of the day and when the next one begins.
    /// A mistake of the program at one change is told by `fail`, and the next change is looked at as if nothing had been.
    pub fn follow(
        &self,
        root: PathBuf,
        mut folder: Folder,
        poll: bool,
        clock: &Clock,
        tell: &(dyn Fn(&News<'_>) + Sync),
        fail: &(dyn Fn() + Sync),
    ) {
        // Nothing is left half done that the next round does not do anew: it reads the whole folder, and states are replaced whole.
        let mut pause = RETRY;
        while self.guarded(fail, || self.watch(&root, &mut folder, poll, clock, tell)).is_none() {
            std::thread::sleep(pause);
            pause = (pause * 2).min(LONGEST);
        }
    }

    /// Does something that must not end a thread, whatever is wrong with it.
    fn guarded<T>(&self, fail: &(dyn Fn() + Sync), task: impl FnOnce() -> T) -> Option<T> {
        let done = catch_unwind(AssertUnwindSafe(task)).ok();
        if done.is_none() {
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            let again = std::mem::replace(&mut now.stuck, true);
            let number = now.number;
            drop(now);
            self.bell.send_replace(number);
            if !again {
                fail();
            }
        }
        done
    }

    fn watch(&self, root: &Path, folder: &mut Folder, poll: bool, clock: &Clock, tell: &(dyn Fn(&News<'_>) + Sync)) {
        let mut watch = Watch::new(root, poll);
        let mut today = clock();
        // What changed between the first reading and the first watching.
        let mut changes = Changes::Everything;
        loop {
            let begun = Instant::now();
            match folder.refresh(&changes) {
                Ok(changed) => {
                    let due = today.as_ref().is_none_or(|(_, end)| *end <= begun);
                    let mut another_day = false;
                    // Without a clock that can be read the day stays as it was, which has been said.
                    if let (true, Some(day)) = (due || !changed.is_empty(), clock()) {
                        another_day = today.as_ref().is_none_or(|(settings, _)| *settings != day.0);
                        today = Some(day);
                    }
                    if let (true, Some((settings, _))) = (another_day || !changed.is_empty(), &today) {
                        self.update(folder, settings, &changed, begun, tell);
                    }
                }
                // Deleted while it was listed, or not ours to read for a moment: later more is known.
                Err(_) => {
                    std::thread::sleep(RETRY);
                    changes = Changes::Everything;
                    continue;
                }
            }
            let until = today.as_ref().map_or_else(|| begun + Duration::from_secs(3600), |(_, end)| *end);
            changes = watch.next(until);
        }
    }

    /// Prepares a new state of the site and shows it.
    pub fn update(
        &self,
        folder: &Folder,
        settings: &Settings,
        changed: &BTreeSet<FileId>,
        begun: Instant,
        tell: &(dyn Fn(&News<'_>) + Sync),
    ) {
        let number = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        let prepared = pipeline::prepare(Arc::clone(folder.tree()), settings.clone(), &self.tools.memo);
        let old = self.now();
        let preview = Arc::new(Preview::new(prepared, Some(&old.shown), &self.tools));
        let good = !preview.diagnostics.has_errors();
        // A state with errors takes the place of another that had some only where none was ever good.
        let shown = if good || old.shown.diagnostics.has_errors() { &preview } else { &old.shown };
        // A state whose pages were never all drawn may have faults yet: then one whose pages were is kept beside it.
        let mut before = old.before;
        before.retain(|state| state.is_sound() && !old.shown.is_sound());
        before.truncate(1);
        if !old.shown.diagnostics.has_errors() {
            before.insert(0, Arc::clone(&old.shown));
        }
        let now = Now {
            number,
            shown: Arc::clone(shown),
            diagnostics: Arc::new(preview.diagnostics.clone()),
            tree: Arc::clone(&preview.tree),
            finished: false,
            before: before.clone(),
            stuck: false,
        };
        self.show(now.clone());
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(Task { number, preview, before });
        self.wake.notify_all();
        tell(&News { now: &now, changed, took: begun.elapsed() });
    }

    /// Finishes one state after another, for as long as the program runs. A mistake of the program is told by `fail`.
    pub fn work(&self, tell: &(dyn Fn(&News<'_>) + Sync), fail: &(dyn Fn() + Sync)) {
        loop {
            let next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            drop(self.wake.wait_while(next, |next| next.is_none()).unwrap_or_else(PoisonError::into_inner));
            // The page that is looked at comes first, and whoever writes saves again soon.
            std::thread::sleep(GRACE);
            self.guarded(fail, || self.settle(tell));
        }
    }

    /// Finishes the newest state, if that is still to be done.
    pub fn settle(&self, tell: &(dyn Fn(&News<'_>) + Sync)) {
        let task = self.next.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            self.complete(&task, tell);
        }
    }

    fn complete(&self, task: &Task, tell: &(dyn Fn(&News<'_>) + Sync)) {
        let begun = Instant::now();
        let cancelled = || self.newest.load(Ordering::SeqCst) != task.number;
        // A mistake in a template is told before the PDFs are made, which takes longer.
        let Some(proof) = task.preview.proof(&cancelled) else { return };
        if proof.has_errors() && !task.preview.diagnostics.has_errors() {
            let Some(now) = self.judge(task, proof, &cancelled) else { return };
            self.bell.send_replace(now.number);
            tell(&News { now: &now, changed: &BTreeSet::new(), took: begun.elapsed() });
        }
        let Some(whole) = task.preview.finish(&cancelled) else { return };
        self.tools.memo.sweep();
        let Some((now, news)) = self.adopt(task, &Arc::new(whole), &cancelled) else { return };
        self.bell.send_replace(now.number);
        if news {
            tell(&News { now: &now, changed: &BTreeSet::new(), took: begun.elapsed() });
        }
    }

    /// Takes back a state whose templates turn out to be wrong. None where a newer one has come meanwhile.
    fn judge(&self, task: &Task, diagnostics: Diagnostics, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Now> {
        let good = task.last_good(cancelled);
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.number != task.number {
            return None;
        }
        now.diagnostics = Arc::new(diagnostics);
        if let (true, Some(good)) = (Arc::ptr_eq(&now.shown, &task.preview), good) {
            now.shown = good;
        }
        Some(now.clone())
    }

    /// Puts a finished state in the place of the unfinished one; says what is shown then, and whether other problems are known.
    /// None where a newer state has come meanwhile.
    fn adopt(&self, task: &Task, whole: &Arc<Preview>, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<(Now, bool)> {
        let good = whole.diagnostics.has_errors().then(|| task.last_good(cancelled)).flatten();
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.number != task.number {
            return None;
        }
        let news = *now.diagnostics != whole.diagnostics;
        now.diagnostics = Arc::new(whole.diagnostics.clone());
        now.finished = true;
        if Arc::ptr_eq(&now.shown, &task.preview) {
            now.before.clear();
            // Its faults may only have shown when everything was made.
            now.shown = good.unwrap_or_else(|| Arc::clone(whole));
        }
        Some((now.clone(), news))
    }

    fn show(&self, now: Now) {
        let number = now.number;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = now;
        self.bell.send_replace(number);
    }
}
