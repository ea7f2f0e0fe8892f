//! Failures of the machine: a full disk, a folder that may not be written. One enum, passed up through `?`.
//!
//! Mistakes in the site are not errors but diagnostics.

use crate::output::RefusedReason;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What the machine could not do.
#[derive(Debug)]
pub enum Error {
    /// Reading or writing failed.
    Io {
        /// What was being done: "read", "write", "create the folder".
        action: String,
        /// On which file or folder.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The output folder may not be written: something there would be lost.
    OutputRefused {
        /// The output folder.
        path: PathBuf,
        /// Why not.
        reason: RefusedReason,
    },
    /// Another build is writing the same output folder.
    OutputBusy {
        /// The output folder.
        path: PathBuf,
    },
    /// Putting the new site in place file by file stopped on the way; the next build finishes it.
    OutputHalfway {
        /// The output folder.
        path: PathBuf,
        /// What stopped it.
        source: Box<Error>,
    },
    /// The preview cannot be reached through this address.
    Listen {
        /// The address and port.
        address: std::net::SocketAddr,
        /// The system's answer.
        source: io::Error,
    },
    /// A picture or document changed between being read and being copied.
    SourceChanged {
        /// The file under `content/`.
        path: PathBuf,
    },
}

/// A result whose failure is the machine's.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// For `map_err`: names what was being done, and on what.
    pub fn io(action: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let (action, path) = (action.to_owned(), path.to_owned());
        move |source| Self::Io { action, path, source }
    }
}

/// What to do about a failure that people meet often.
fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "\nThe disk is full. Make some room and try again."
        }
        io::ErrorKind::PermissionDenied => {
            "\nYou are not allowed to change it with this account. Ask whoever set up this computer to let you, or choose another folder."
        }
        io::ErrorKind::ReadOnlyFilesystem => "\nThis disk can only be read. Choose a folder on another disk.",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "\nA file lies where Anteroom needs a folder. Move it away and build again."
        }
        io::ErrorKind::IsADirectory => "\nA folder lies where Anteroom needs a file. Move it away and build again.",
        _ => "",
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => {
                write!(f, "could not {action} {}: {source}{}", path.display(), remedy(source))
            }
            Self::OutputRefused { path, reason } => {
                write!(f, "nothing was written to {}: {reason}", path.display())
            }
            Self::OutputBusy { path } => write!(
                f,
                "another build is writing {} at this moment. Wait until it has finished, and build again.",
                path.display()
            ),
            Self::OutputHalfway { path, source } => {
                match &**source {
                    // Here something was written: only the reason is said.
                    Self::OutputRefused { reason, .. } => write!(f, "{reason}")?,
                    source => write!(f, "{source}")?,
                }
                write!(
                    f,
                    "\nThe new site is only partly in {}. Nothing is lost: put right what is said above and build again, and Anteroom finishes it.",
                    path.display()
                )
            }
            Self::Listen { address, source } => {
                write!(f, "could not listen at {address}: {source}\nChoose another address with --host or --port.")
            }
            Self::SourceChanged { path } => write!(
                f,
                "{} changed while the site was being built. The site is as it was before; build again.",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Listen { source, .. } => Some(source),
            Self::OutputHalfway { source, .. } => Some(source),
            _ => None,
        }
    }
}
