//! `anteroom check --fix`: what is certain is mended, after it was shown; not a byte beside it changes.

use crate::site::{Done, Site, anteroom, files_of};

const PRACTICE: &str = "\u{feff}# Ours.\r\nname: 'Elm Street'   # as on the sign\r\ntagine:   Care that fits # keep\r\n\r\nurl: https://elmstreet.org\r\nsearch: no\r\n";
const PAGE: &str = "---\ntitle: About\n---\n\nYou can can stop. Read [NAMI](https://nami.org/?page=2&utm_source=x#top) and the\nthe rest, the *the* end.\n";

fn site() -> Site {
    Site::empty()
        .file("content/practice.yaml", PRACTICE)
        .file("content/pages/about.md", PAGE)
        .file("content/forms/visit.yaml", "title: Visit\nversion: 2026-09-01\nsections:\n  - title: You\n    fields:\n      - {id: a, label: Name, type: txt}\n")
}

fn fix(site: &Site, more: &[&str]) -> Done {
    anteroom(["check", "--fix", "--as-of", "2026-11-23"]).args(more).at(site.path()).run()
}

/// Proves: without a terminal and without --yes the changes are shown, and no file changes.
#[test]
fn changes_are_shown_before_they_are_made() {
    let site = site();
    let before = files_of(site.path());
    fix(&site, &[])
        .exits(1)
        .says("content/practice.yaml:3\n  - tagine:   Care that fits # keep\n  + tagline:   Care that fits # keep")
        .says("Nothing was changed. To make these 4 changes, run it again with --yes.")
        .says("unknown-key");
    assert_eq!(files_of(site.path()), before);
    anteroom(["check", "--yes"]).at(site.path()).run().exits(2).says("--fix");
}

/// Proves: with --yes those stretches change and no other byte: comments, quotes, line ends and the mark of the byte order stay; what
/// is left is said; and there is nothing to mend a second time.
#[test]
fn only_what_is_wrong_changes() {
    let site = site();
    let before = files_of(site.path());
    let done = fix(&site, &["--yes"]).exits(0).says("Made these 4 changes. What is left:").never_says("unknown-key");
    assert!(done.stderr.contains("\"the\" stands twice"), "{}", done.stderr);
    let mut wanted = before;
    let mut change = |file: &str, from: &str, to: &str| {
        let bytes = wanted.get_mut(file).expect("the file");
        let text = String::from_utf8(bytes.clone()).expect("text");
        assert_eq!(text.matches(from).count(), 1, "{from}");
        *bytes = text.replace(from, to).into_bytes();
    };
    change("content/practice.yaml", "tagine", "tagline");
    change("content/pages/about.md", "can can", "can");
    change("content/pages/about.md", "?page=2&utm_source=x#top", "?page=2#top");
    change("content/forms/visit.yaml", "txt", "text");
    assert_eq!(files_of(site.path()), wanted);
    fix(&site, &["--yes"]).exits(0).says("There is nothing that can be mended without you.");
    assert_eq!(files_of(site.path()), wanted);
}
