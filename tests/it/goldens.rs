//! Whole small sites, byte for byte, as they stand in `tests/sites/NAME/expected/`.
//!
//! They bring a theme of their own that prints every value it gets and nothing else: the default theme may change its
//! looks without a word here, and a value that changes shows.

use crate::site::{Site, files_of, repository};
use crate::snapshot;
use std::collections::BTreeMap;
use std::path::Path;

#[track_caller]
fn golden(name: &str) {
    let folder = repository().join("tests/sites").join(name);
    let expected = folder.join("expected");
    let mut files = Site::copy_of(&folder).built();
    // It names the version that wrote it.
    files.remove(anteroom::output::MARKER);
    // Of a PDF what a screen reader is told; how it looks is for eyes.
    let files: BTreeMap<String, String> = files
        .into_iter()
        .map(|(name, bytes)| match name.rsplit('.').next() {
            Some("pdf") => (format!("{name}.txt"), crate::tags::outline(&bytes)),
            // Of a picture its size.
            Some("png" | "ico") => (format!("{name}.txt"), crate::social::size(&bytes)),
            _ => (name, String::from_utf8(bytes).expect("plain sites hold text")),
        })
        .collect();
    if std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite") {
        // What is no longer put out must not stay behind.
        for gone in files_of(&expected).keys().filter(|file| !files.contains_key(*file)) {
            std::fs::remove_file(expected.join(gone)).expect("remove");
        }
    }
    let paths: Vec<_> = files.keys().map(|file| expected.join(file)).collect();
    snapshot::compare_all(files.values().cloned().zip(&paths).map(|(text, path)| (text, Path::as_ref(path))));
    let there: Vec<String> = files_of(&expected).into_keys().collect();
    assert_eq!(files.into_keys().collect::<Vec<_>>(), there, "files of {name}");
}

/// Proves: every kind of page gets the values that it should, to the letter.
#[test]
fn a_practice_with_everything() {
    golden("practice");
}

/// Proves: a second language, written from right to left, on a sub-path of a host in another country.
#[test]
fn a_practice_in_two_languages() {
    golden("two-languages");
}

/// Proves: a practice.yaml with a name and a look is a site.
#[test]
fn a_practice_of_two_lines() {
    golden("bare");
}

/// Proves: what a screen reader is told of each of the sample's forms on paper, in its order: tags, fields, tool tips.
#[test]
fn forms_are_read_in_order() {
    let forms = crate::site::printed().join("public/forms");
    let trees: Vec<(String, std::path::PathBuf)> = files_of(&forms)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".pdf") && !name.contains("-large-print") && !name.ends_with("-a4.pdf"))
        .map(|(name, bytes)| {
            let path = repository().join("tests/trees").join(format!("{name}.txt"));
            (crate::tags::outline(&bytes), path)
        })
        .collect();
    assert!(trees.len() > 12, "{} forms", trees.len());
    snapshot::compare_all(trees.iter().map(|(tree, path)| (tree.clone(), path.as_path())));
}
