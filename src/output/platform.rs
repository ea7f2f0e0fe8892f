//! What differs by operating system: exchanging two folders, flushing to disk, knowing a mount point.

use std::fs::{File, Metadata, TryLockError};
use std::io;
use std::path::Path;

/// Exchanges two folders in one step. `Ok(false)`: cannot be done here, and nothing has changed.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // Not known to the file system (INVAL, NOSYS, NOTSUP), across file systems (XDEV; overlayfs says so of folders from an
        // image), a mount point (BUSY), or a folder that we may fill but not move (ACCESS, PERM).
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::XDEV | Errno::BUSY | Errno::ACCESS | Errno::PERM) => {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Exchanges two folders in one step: not on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Renames to a path that must be free.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            result => return Ok(result?),
        }
    }
    // A folder renamed this way replaces at most an empty folder.
    std::fs::rename(from, to)
}

/// Flushes what was written under `folder` to the disk, so that a power cut after the exchange does not leave empty pages.
///
/// One `syncfs` for the file system instead of one `fsync` a file: 16,000 of those would cost minutes on a spinning disk, while
/// this is one pass over the dirty pages and one commit of the file system's journal. A kill needs none of it. A failure is
/// not one of the build: some network file systems know no flush.
pub(super) fn flush(folder: &Path) {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if let Ok(file) = File::open(folder) {
        let _ = rustix::fs::syncfs(file);
    }
    #[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
    {
        let _ = folder;
        rustix::fs::sync();
    }
    // Elsewhere (Windows) a folder cannot be flushed; what must be safe, the manifest and the journal, is flushed as a file.
    #[cfg(not(unix))]
    let _ = folder;
}

/// Flushes a folder's own list of names.
pub(super) fn flush_names(folder: &Path) {
    #[cfg(unix)]
    if let Ok(file) = File::open(folder) {
        let _ = file.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Whether something is mounted at this folder, even from the same disk.
pub(super) fn is_mount_point(folder: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        if let Ok(found) = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS) {
            return found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| path.symlink_metadata().map(|m| m.dev()).ok();
        folder.parent().is_some_and(|parent| device(folder) != device(parent))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Whether a part of an output folder lies on a disk of its own, or is the same disk mounted once more.
pub(super) fn is_mounted_in(part: &Path, found: &Metadata, out: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if found.dev() != out.dev() {
            return true;
        }
    }
    let _ = (found, out);
    found.is_dir() && is_mount_point(part)
}

/// How often and how long apart a lock is tried: a program that is just being started by this one still holds, for a moment, what
/// this one has let go.
const TRIES: u32 = 20;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(10);

/// Locks a file, with a little patience. `Err` with [`TryLockError::WouldBlock`]: someone else has it.
pub(super) fn lock(file: &File) -> Result<(), TryLockError> {
    for _ in 1..TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            result => return result,
        }
    }
    file.try_lock()
}

/// A lock on a folder itself, so that builds of two sites into it know of each other. The system lets it go when the process
/// ends. None: there are no such locks here. `Err` with [`TryLockError::WouldBlock`]: someone else has it.
pub(super) fn lock_folder(folder: &Path) -> Result<Option<File>, TryLockError> {
    // Elsewhere (Windows) a folder cannot be opened like a file.
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match lock(&file) {
        Err(TryLockError::Error(_)) => return Ok(None),
        result => result?,
    }
    // Between opening and locking another build may have put a new folder in its place.
    let same = match (file.metadata(), folder.symlink_metadata()) {
        (Ok(locked), Ok(there)) => !cfg!(unix) || same_file(&locked, &there),
        _ => false,
    };
    if same { Ok(Some(file)) } else { Err(TryLockError::WouldBlock) }
}

/// How many bytes may still be written to the disk of this folder, and the size of its blocks; if the system says.
pub(super) fn room(folder: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        let found = rustix::fs::statvfs(folder).ok()?;
        // A system that does not count says zero of zero.
        (found.f_blocks > 0).then(|| (found.f_bavail.saturating_mul(found.f_frsize), found.f_frsize.max(1)))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// Whether two folders lie on one disk. Where the system does not say, yes.
pub(super) fn same_disk(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| path.metadata().map(|m| m.dev()).ok();
        device(a) == device(b)
    }
    #[cfg(not(unix))]
    {
        let _ = (a, b);
        true
    }
}

/// Whether two names are one file. Where the system does not say, no.
pub(super) fn same_file(a: &Metadata, b: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        a.dev() == b.dev() && a.ino() == b.ino()
    }
    #[cfg(not(unix))]
    {
        let _ = (a, b);
        false
    }
}

/// Whether we may put files into this folder.
pub(super) fn check_writable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::Access;
        Ok(rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        Ok(())
    }
}

/// Gives a new folder the permissions of the old one, and its group where we may: a web server may read by them.
pub(super) fn like(new: &Path, old: &Path) -> io::Result<()> {
    let found = std::fs::metadata(old)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mine = std::fs::metadata(new)?;
        if (mine.uid(), mine.gid()) != (found.uid(), found.gid()) {
            let _ = std::os::unix::fs::chown(new, Some(found.uid()), Some(found.gid()));
            let _ = std::os::unix::fs::chown(new, None, Some(found.gid()));
        }
    }
    std::fs::set_permissions(new, found.permissions())
}

/// Makes a link like one that was there before.
pub(super) fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    let target = std::fs::read_link(from)?;
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(target, to)
    }
    #[cfg(windows)]
    {
        if from.is_dir() {
            std::os::windows::fs::symlink_dir(target, to)
        } else {
            std::os::windows::fs::symlink_file(target, to)
        }
    }
    #[cfg(not(any(unix, windows)))]
    {
        let _ = (target, to);
        Err(io::ErrorKind::Unsupported.into())
    }
}
