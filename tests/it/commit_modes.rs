//! The output folder on bad days: killed builds, two at once, lost notes, links, and files of other people at every turn.

use crate::commit::{build, tree};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A small site with `articles` articles.
fn write_site(root: &Path, name: &str, articles: usize) {
    let _ = fs::remove_dir_all(root.join("content/articles"));
    fs::create_dir_all(root.join("content/articles")).expect("folders");
    fs::write(root.join("content/practice.yaml"), format!("name: {name}\nurl: https://www.example.com\n"))
        .expect("practice");
    for i in 0..articles {
        let text = format!("---\ntitle: Article {i}\nposted: 2026-01-01\n---\n{name} says hello.\n");
        fs::write(root.join(format!("content/articles/a{i}.md")), text).expect("article");
    }
}

/// Builds and gives what was said, for a build that must succeed.
fn build_well(root: &Path, out: &Path) -> String {
    said(build(root, out), 0)
}

/// Runs a command that must end with this status, and gives what it said.
fn said(mut command: Command, status: i32) -> String {
    let done = command.output().expect("a run");
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!(done.status.code(), Some(status), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// Proves: a build that is killed while it writes new pages leaves none of them in the folder, and the next one, of yet another
/// site, is neither stopped by them nor publishes them.
#[test]
fn new_pages_of_a_killed_build_are_not_taken_for_other_peoples() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    write_site(&root, "Elm", 2);
    build_well(&root, &out);
    let before = tree(&out);
    let staged = || {
        fs::read_dir(folder.path())
            .expect("the folder")
            .map(|e| e.expect("an entry").path().join("tree/articles/a500/index.html"))
            .any(|path| path.exists())
    };
    let mut caught = 0;
    for round in 0..3 {
        write_site(&root, "Oak", 1000);
        let mut child = build(&root, &out).spawn().expect("a build");
        while child.try_wait().expect("its state").is_none() && !staged() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().expect("a kill");
        child.wait().expect("its end");
        caught += usize::from(tree(&out) == before);
        write_site(&root, "Elm", 2);
        build_well(&root, &out);
        assert_eq!(tree(&out).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "round {round}");
    }
    assert!(caught > 0, "no build was killed while it staged: the test proves nothing");
}
