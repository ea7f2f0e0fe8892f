//! Every kind of mistake, word for word: one folder under `tests/bad/` a code, and `many` with a whole site of them.
//!
//! The folders are built by the real program, and what it says is held to `expected.txt` beside them. Where a folder has a
//! `command.txt`, that command is run, with the files of `given/` beside `content/`. What cannot be kept in a repository (a file that is not UTF-8, one of 50 MB, a link) is made by [`provoke`].

use crate::site::{Done, Run, Site, anteroom, files_of, repository};
use crate::snapshot;
use anteroom::diagnostics::codes;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Codes that no folder can show on every system, with the reason.
const NOT_PORTABLE: &[(&str, &str)] = &[
    ("external-gone", "it needs a server of which the port is known only in the run: see external.rs"),
    ("external-moved", "it needs a server of which the port is known only in the run: see external.rs"),
    ("external-unsure", "it needs a server of which the port is known only in the run: see external.rs"),
];

/// An article that an old program saved in Windows-1252: the bad letter is on its third line.
const OLD: (&str, &[u8]) = ("content/articles/old.md", b"---\ntitle: Grief\nsummary: A caf\xe9 talk\n---\n\nText.\n");

/// The folders, sorted.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(repository().join("tests/bad"))
        .expect("tests/bad")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn name(folder: &std::path::Path) -> String {
    folder.file_name().expect("a name").to_string_lossy().into_owned()
}

/// A copy of the folder, with what a repository cannot hold. None where this system cannot hold it either.
fn provoke(name: &str, site: Site) -> Option<Site> {
    match name {
        "file-not-utf8" => Some(
            site.file(OLD.0, OLD.1)
                .file("content/providers/rene.yaml", b"name: Ren\xe9e\n")
                // Behind a byte-order mark the columns are the same.
                .file("content/providers/zoe.yaml", b"\xef\xbb\xbfname: Zo\xeb\n")
                // What old programs call "Unicode" is UTF-16: no line of it can be shown.
                .file("content/articles/wide.md", b"\xff\xfe-\0-\0-\0\n\0")
                .file("content/articles/link.md", "---\ntitle: Link\nauthor: rene\n---\n\nSee [this](old.md).\n"),
        ),
        "many" => Some(site.file(OLD.0, OLD.1)),
        "file-too-large" => {
            let big = std::fs::File::create(site.path().join("content/articles/big.md")).expect("create");
            // A sparse file: 50 MB long, nothing on the disk.
            big.set_len(50_000_000).expect("50 MB");
            Some(site.file("content/articles/link.md", "---\ntitle: Link\n---\n\nSee [this](big.md).\n"))
        }
        #[cfg(unix)]
        "file-unreadable" => {
            std::os::unix::fs::symlink("/etc/hostname", site.path().join("content/articles/out.md")).expect("a link");
            Some(site)
        }
        #[cfg(target_os = "linux")]
        "file-name" => {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"content/articles/caf\xe9.md");
            std::fs::write(site.path().join(name), "---\ntitle: Cafe\n---\n").expect("write");
            Some(site)
        }
        #[cfg(not(unix))]
        "file-unreadable" => None,
        #[cfg(not(target_os = "linux"))]
        "file-name" => None,
        _ => Some(site),
    }
}

/// The command that shows a folder's mistake: a build, where it names no other.
fn command(folder: &std::path::Path, site: &Site) -> Run {
    for (name, bytes) in files_of(&folder.join("given")) {
        site.write(&name, &bytes);
    }
    match std::fs::read_to_string(folder.join("command.txt")) {
        Ok(line) => anteroom(line.split_whitespace()).at(site.path()).env("SOURCE_DATE_EPOCH", "1795435200"),
        Err(_) => site.build(),
    }
}

/// What the program says of a folder; the summary of a build that went well is left out, because it holds a time.
fn transcript(done: &Done) -> String {
    let summary = ["Built ", "The site is in ", "Not in "];
    let words: Vec<&str> = done.stderr.lines().filter(|l| !summary.iter().any(|s| l.starts_with(s))).collect();
    format!("{}\n\nexit status {}\n", words.join("\n").trim_end(), done.status)
}

/// Proves: each mistake is named at its file, line and column, in these words, with this help, and nothing is invented.
#[test]
fn every_message_is_as_it_is_written_down() {
    let folders = folders();
    let said: Vec<(String, PathBuf)> = folders
        .iter()
        .filter_map(|folder| {
            let site = provoke(&name(folder), Site::copy_of(folder))?;
            let done = command(folder, &site).args(["--color", "never"]).run();
            assert_eq!(done.stdout, "", "{}: words for people go to standard error", name(folder));
            Some((transcript(&done), folder.join("expected.txt")))
        })
        .collect();
    snapshot::compare_all(said.iter().map(|(text, path)| (text.clone(), path.as_path())));
}

/// Proves: no code is without an example that shows it, and the folder that bears a code's name is it.
#[test]
fn every_code_is_shown() {
    let mut shown = BTreeSet::new();
    for folder in folders() {
        let text = std::fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
        let here: Vec<&str> =
            codes::CODES.iter().map(|c| c.name).filter(|name| text.contains(&format!("[{name}]"))).collect();
        let folder = name(&folder);
        if codes::find(&folder).is_some() {
            assert!(here.contains(&folder.as_str()), "tests/bad/{folder} does not show {folder}");
        }
        shown.extend(here);
    }
    let hidden: Vec<&str> = codes::CODES
        .iter()
        .map(|c| c.name)
        .filter(|name| !shown.contains(name) && !NOT_PORTABLE.iter().any(|(n, _)| n == name))
        .collect();
    assert!(hidden.is_empty(), "codes without a folder under tests/bad/: {hidden:?}");
}

/// Proves: a theme's frame that a dozen templates cannot build on is one fault, at the frame.
#[test]
fn a_base_without_blocks_is_one_fault() {
    let site = Site::small().file(
        "themes/calm/templates/base.html",
        "<!doctype html>\n<html lang=\"en\"><title>x</title>{% block main %}{% endblock %}</html>\n",
    );
    let said = site.build().run().exits(1).stderr;
    assert!(said.contains("this has no blocks \"content\", \"floor\" and \"picture\""), "{said}");
    assert!(said.contains("themes/calm/templates/base.html:1:1"), "{said}");
    assert!(said.contains("\n1 error\n"), "{said}");
}

/// Proves: colors are the same words; with them switched on there are escapes, and without there are none.
#[test]
fn colors_add_nothing_but_color() {
    let site = Site::copy_of(&repository().join("tests/bad/bad-hours"));
    let plain = site.build().args(["--color", "never"]).run().exits(1).stderr;
    let colored = site.build().args(["--color", "always"]).run().exits(1).stderr;
    assert!(!plain.contains('\u{1b}') && colored.contains('\u{1b}'));
    let mut bare = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        bare.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    bare.push_str(rest);
    assert_eq!(bare, plain);
}

/// The faults planted in `tests/bad/many`: place and code of every one, in the order in which they are said.
const MANY: &str = include_str!("../bad/many/faults.txt");

/// Proves: one run over a site with many faults names every fault, at its place, sorted, and none twice; as JSON too.
#[test]
fn one_run_names_every_fault() {
    let site = Site::copy_of(&repository().join("tests/bad/many")).file(OLD.0, OLD.1);
    let done = site.build().args(["--format", "json"]).run().exits(1);
    assert_eq!(done.stderr, "", "JSON is all there is");
    let report = done.json();
    let list = report["diagnostics"].as_array().expect("a list");
    let found: Vec<String> = list
        .iter()
        .map(|d| {
            let place = |key: &str| d[key].as_u64().unwrap_or_else(|| panic!("no {key}: {d}"));
            let (line, column) = (place("line"), place("column"));
            assert!((line, column) <= (place("end_line"), place("end_column")) && line > 0 && column > 0, "{d}");
            let file = d["file"].as_str().expect("a file");
            format!("{file}:{line}:{column} {}", d["code"].as_str().expect("a code"))
        })
        .collect();
    let planted: Vec<&str> = MANY.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    assert!(planted.len() >= 25, "many is not {}", planted.len());
    assert_eq!(found, planted);
    let mut sorted: Vec<(&str, u64, u64)> = list
        .iter()
        .map(|d| (d["file"].as_str().unwrap(), d["line"].as_u64().unwrap(), d["column"].as_u64().unwrap()))
        .collect();
    let said = sorted.clone();
    sorted.sort_unstable();
    assert_eq!(said, sorted, "by file and place");
    for severity in ["error", "warning", "note"] {
        let count = list.iter().filter(|d| d["severity"] == severity).count();
        assert_eq!(report[format!("{severity}s")], count, "the count of {severity}s");
    }
    for diagnostic in list {
        let code = codes::find(diagnostic["code"].as_str().unwrap()).expect("a code of the table");
        assert_eq!(diagnostic["severity"], code.severity.word());
        assert!(diagnostic["message"].as_str().is_some_and(|m| !m.is_empty()), "{diagnostic}");
        assert!(diagnostic["help"].as_str().is_some_and(|h| !h.is_empty()), "no help: {diagnostic}");
        for also in diagnostic["also"].as_array().expect("a list") {
            assert!(also["file"].is_string() && also["line"].as_u64() > Some(0) && also["message"].is_string());
        }
    }
}

/// Proves: JSON goes out as one document on a site without a fault too.
#[test]
fn json_of_a_good_site_is_an_empty_report() {
    let report = Site::small().build().args(["--format", "json"]).run().exits(0).json();
    assert_eq!(report, serde_json::json!({"errors": 0, "warnings": 0, "notes": 0, "diagnostics": []}));
}
