//! Why an output folder is refused, in an owner's words.

use std::fmt;
use std::path::PathBuf;

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusedReason {
    /// The folder holds files and no sign that Anteroom wrote it.
    NotOurs,
    /// There is a file, not a folder.
    NotAFolder,
    /// It is a link to something that is not there.
    BrokenLink,
    /// It is the site itself, or the site's sources lie in it.
    HoldsTheSite(PathBuf),
    /// It lies among the site's sources.
    InsideTheSources(PathBuf),
    /// The new site needs a path at which something lies that Anteroom did not write.
    ForeignFile {
        /// The file, from the output folder.
        file: String,
        /// How many more there are.
        others: usize,
    },
    /// The site has a file and a folder at the same path.
    FileAndFolder(String),
}

impl fmt::Display for RefusedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs => f.write_str(
                "this folder has files in it that Anteroom did not write, and they could be lost. Choose an empty or new folder with --out, or, if you need nothing in it, empty it yourself. (Anteroom knows its own folder by the file \".anteroom-output\" in it: if that was deleted or changed, put it back.)",
            ),
            Self::NotAFolder => f.write_str("this is a file, not a folder. Choose a folder with --out."),
            Self::BrokenLink => f.write_str(
                "this is a shortcut (a link) to something that is not there. Make what it points to, or choose another folder with --out.",
            ),
            Self::HoldsTheSite(inside) => write!(
                f,
                "your own work lies in it ({}). Choose a folder just for the finished site with --out, such as \"public\".",
                inside.display()
            ),
            Self::InsideTheSources(folder) => write!(
                f,
                "it lies inside {}, which is yours and not for finished pages. Choose another folder with --out, such as \"public\".",
                folder.display()
            ),
            Self::ForeignFile { file, others } => {
                write!(f, "the site needs the place of \"{file}\", which Anteroom did not write")?;
                if *others > 0 {
                    write!(f, " (and of {others} more)")?;
                }
                f.write_str(". Move it out of this folder, or give the page another address, and build again.")
            }
            Self::FileAndFolder(path) => write!(
                f,
                "the site has both a file and a folder at \"{path}\". Give one of them another address."
            ),
        }
    }
}
