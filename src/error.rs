//! Failures of the machine: a full disk, a folder that may not be written. One enum, passed up through `?`.
//!
//! Mistakes in the site are not errors but [diagnostics](crate::diagnostics).

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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => {
                write!(f, "could not {action} {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for Error {}
