//! A site in a folder of its own, and the program run on it.
//!
//! ```ignore
//! Site::empty()
//!     .file("content/practice.yaml", "name: Elm Street\n")
//!     .build().arg("--quiet").run()
//!     .exits(0);
//! ```

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The day on which every test builds.
pub const TODAY: &str = "2026-11-23";

/// A whole `practice.yaml` for tests that are about something else.
pub const PRACTICE: &str = "name: Elm Street Counseling\nurl: https://www.example.com\n";

/// The repository, which is itself a site: the sample practice.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A site's folder, gone when the test ends.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with a practice.yaml of two lines.
    pub fn small() -> Self {
        Self::empty().file("content/practice.yaml", PRACTICE)
    }

    /// A copy of `content/` and `themes/` of another folder, so that building leaves no trace there.
    pub fn copy_of(from: &Path) -> Self {
        let site = Self::empty();
        for top in ["content", "themes"] {
            for (name, bytes) in files_of(&from.join(top)) {
                site.write(&format!("{top}/{name}"), &bytes);
            }
        }
        site
    }

    /// The sample practice, its PDFs kept from an earlier build: only what is changed is typeset.
    pub fn sample() -> Self {
        Self::copy_of(repository()).with_prints()
    }

    /// With the PDFs of the sample kept.
    pub fn with_prints(self) -> Self {
        for (name, bytes) in files_of(&printed().join(".anteroom/blobs")) {
            self.write(&format!(".anteroom/blobs/{name}"), &bytes);
        }
        self
    }

    /// With this file.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(name, text.as_ref());
        self
    }

    /// Writes a file.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        write(&self.path().join(name), bytes);
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `anteroom build` in this folder, on the tests' day.
    pub fn build(&self) -> Run {
        anteroom(["build", "--as-of", TODAY]).at(self.path())
    }

    /// Builds, says so if it fails, and gives the files of `public/`.
    pub fn built(&self) -> BTreeMap<String, Vec<u8>> {
        self.build().run().exits(0);
        self.public()
    }

    /// The files of `public/`, by name.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files_of(&self.path().join("public"))
    }
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("make the folder");
    std::fs::write(path, bytes).expect("write the file");
}

/// The folder of a site whose builds have kept the PDFs of the sample, each by the hash of all that goes into it. The sample is
/// built there once a run, for typesetting it takes longer than most tests; what it keeps stays for the next run.
pub fn printed() -> &'static Path {
    static PRINTED: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("printed");
        for top in ["content", "themes"] {
            let _ = std::fs::remove_dir_all(folder.join(top));
            for (name, bytes) in files_of(&repository().join(top)) {
                write(&folder.join(top).join(name), &bytes);
            }
        }
        anteroom(["build", "--quiet", "--as-of", TODAY]).at(&folder).run().exits(0);
        folder
    });
    &PRINTED
}

/// Every file under a folder by its name from there; none where there is no folder.
pub fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("inside").to_str().expect("a name in UTF-8");
            (name.replace('\\', "/"), std::fs::read(entry.path()).expect("read the file"))
        })
        .collect()
}

/// The program with these arguments, in a plain environment: 120 columns, no colors, UTC.
pub fn anteroom<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(args).env("COLUMNS", "120").env("TZ", "UTC").stdin(std::process::Stdio::null());
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "RUST_BACKTRACE", "RAYON_NUM_THREADS", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    Run { command, folder: None, given: Vec::new() }
}

/// The program, about to run.
pub struct Run {
    command: Command,
    folder: Option<PathBuf>,
    given: Vec<u8>,
}

impl Run {
    /// In this folder.
    pub fn at(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self.folder = Some(folder.to_owned());
        self
    }

    /// With one more argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// With more arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    /// With a variable of the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// With this on its standard input.
    pub fn given(mut self, text: &str) -> Self {
        self.command.stdin(std::process::Stdio::piped());
        self.given = text.as_bytes().to_vec();
        self
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Done {
        let pipe = std::process::Stdio::piped;
        let mut child = self.command.stdout(pipe()).stderr(pipe()).spawn().expect("the program starts");
        if let Some(mut stdin) = child.stdin.take() {
            // A program that has refused already listens no more.
            let _ = std::io::Write::write_all(&mut stdin, &self.given);
        }
        let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("what is said is UTF-8");
            match &self.folder {
                Some(folder) => text.replace(&folder.display().to_string(), "SITE"),
                None => text,
            }
        };
        let done = Done { status: status.code().unwrap_or(-1), stdout: text(stdout), stderr: text(stderr) };
        assert!(!done.stderr.contains("panicked"), "it panicked: {}", done.stderr);
        done
    }
}

/// What the program said, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// The exit status; -1 where a signal ended it.
    pub status: i32,
    /// Data.
    pub stdout: String,
    /// Words for people.
    pub stderr: String,
}

impl Done {
    /// It ended with this status.
    #[track_caller]
    pub fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, status, "exit status\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// It said this to people.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "not said: {words}\nstderr:\n{}", self.stderr);
        self
    }

    /// It did not say this to people.
    #[track_caller]
    pub fn never_says(self, words: &str) -> Self {
        assert!(!self.stderr.contains(words), "said: {words}\nstderr:\n{}", self.stderr);
        self
    }

    /// It gave no data.
    #[track_caller]
    pub fn prints_nothing(self) -> Self {
        assert_eq!(self.stdout, "", "data on standard output");
        self
    }

    /// Its data as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("not JSON ({e}):\n{}", self.stdout))
    }
}
