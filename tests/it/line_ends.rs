//! How an editor ends lines and begins a file is no part of what is written in it.

use crate::site::{Site, repository};
use std::path::{Path, PathBuf};

/// As Windows editors save: a byte-order mark, and lines that end in two characters.
fn windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"))
}

/// Without an end of the last line.
fn unended(text: &str) -> String {
    text.strip_suffix('\n').unwrap_or(text).to_owned()
}

/// A copy of the site in which the owner's texts are saved otherwise; themes are a designer's and stay.
fn saved(folder: &Path, how: impl Fn(&str) -> String) -> Site {
    let site = Site::copy_of(folder).with_prints();
    for (name, bytes) in crate::site::files_of(&folder.join("content")) {
        let is_text = [".md", ".yaml", ".yml"].iter().any(|ending| name.ends_with(ending));
        if let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| is_text && !text.is_empty()) {
            site.write(&format!("content/{name}"), how(text).as_bytes());
        }
    }
    site
}

/// What is said of a site, without how long it took.
fn said(site: &Site) -> String {
    let done = site.build().args(["--format", "json"]).run();
    format!("{}\n{}", done.status, done.stdout)
}

/// Proves: every mistake is named at the same line and column, in the same words, however the file was saved.
#[test]
fn faults_are_the_same_however_a_file_is_saved() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(repository().join("tests/bad"))
        .expect("tests/bad")
        .map(|e| e.expect("an entry").path())
        .collect();
    folders.sort();
    let mut found = 0;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let plain = said(&saved(folder, str::to_owned));
        found += plain.matches("\"column\"").count();
        for (name, how) in [("Windows", windows as fn(&str) -> String), ("no end of the last line", unended)] {
            assert_eq!(said(&saved(folder, how)), plain, "{}, {name}", folder.display());
        }
    }
    assert!(found > 100, "{found} places were compared");
}

/// Proves: a site that is in order comes out the same, to the byte, however its texts were saved.
#[test]
fn pages_are_the_same_however_a_file_is_saved() {
    let sites = ["tests/sites/practice", "tests/sites/two-languages", "."].map(|name| repository().join(name));
    for folder in &sites {
        let plain = saved(folder, str::to_owned).built();
        for (name, how) in [("Windows", windows as fn(&str) -> String), ("no end of the last line", unended)] {
            let files = saved(folder, how).built();
            assert_eq!(files.keys().collect::<Vec<_>>(), plain.keys().collect::<Vec<_>>());
            let differ: Vec<&String> =
                plain.iter().filter(|(n, bytes)| files.get(*n) != Some(bytes)).map(|(n, _)| n).collect();
            assert!(differ.is_empty(), "{}, {name}: {differ:?}", folder.display());
        }
    }
}
