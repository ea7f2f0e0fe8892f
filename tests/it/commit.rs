//! The output folder: killed at any moment it is the old site or the new one; other people's files in it stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A site whose every page changes with its name.
fn write_site(root: &Path, name: &str) {
    fs::create_dir_all(root.join("content/articles")).expect("folders");
    fs::write(root.join("content/practice.yaml"), format!("name: {name}\nurl: https://www.example.com\n"))
        .expect("practice");
    for i in 0..40 {
        let text = format!("---\ntitle: Article {i}\nposted: 2026-01-01\n---\n{name} says hello.\n");
        fs::write(root.join(format!("content/articles/a{i}.md")), text).expect("article");
    }
}

pub(crate) fn build(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(["build", "--quiet", "--as-of", "2026-11-23", "--site"]).arg(root).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Every file by its path, without the marker, which names the build.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != ".anteroom-output")
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// Proves: whenever a build is killed, the folder holds all of the old site or all of the new one, a note of the owner's in it
/// stays, and the next build succeeds and leaves nothing behind.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    let mut whole = Vec::new();
    for name in ["Elm", "Oak"] {
        write_site(&root, name);
        let reference = folder.path().join(name);
        assert!(build(&root, &reference).status().expect("a build").success());
        whole.push(tree(&reference));
    }
    assert!(build(&root, &out).status().expect("a build").success());
    fs::write(out.join("note.txt"), "mine").expect("a note");
    for site in &mut whole {
        site.insert("note.txt".to_owned(), b"mine".to_vec());
    }
    let mut wait = 1_u64;
    let mut killed = 0;
    for round in 0..40 {
        write_site(&root, if round % 2 == 0 { "Elm" } else { "Oak" });
        let mut child = build(&root, &out).spawn().expect("a build");
        // Steps through the whole length of a build, some milliseconds at a time.
        wait = (wait * 7 + 3) % 97;
        std::thread::sleep(Duration::from_millis(wait));
        killed += usize::from(child.try_wait().expect("its state").is_none());
        let _ = child.kill();
        let _ = child.wait();
        let now = tree(&out);
        assert!(whole.contains(&now), "round {round}: a mixture of {} files", now.len());
    }
    assert!(killed > 5, "only {killed} builds were killed: the test proves nothing");
    assert!(build(&root, &out).status().expect("a build").success());
    let left: Vec<String> = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("staging"))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

/// Proves: what a build leaves that was killed just before the exchange, while it wrote down what the old site held, is cleared.
#[test]
fn a_part_of_a_list_is_cleared_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    write_site(&root, "Elm");
    assert!(build(&root, &out).status().expect("a build").success());
    let staging = folder.path().join(".www.anteroom-staging-1");
    fs::create_dir_all(staging.join("tree/articles")).expect("folders");
    for file in ["anteroom-staging.txt", ".anteroom-part-anteroom-before.json", "tree/articles/index.html"] {
        fs::write(staging.join(file), "{").expect("a file");
    }
    assert!(build(&root, &out).status().expect("a build").success());
    assert!(!staging.exists());
}

/// Proves: a folder that is not ours, or that would swallow the owner's work, is refused, and nothing in it changes.
#[test]
fn folders_that_are_not_ours_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    write_site(&root, "Elm");
    let foreign = folder.path().join("photos");
    fs::create_dir(&foreign).expect("a folder");
    fs::write(foreign.join("holiday.jpg"), "x").expect("a photo");
    let before = tree(folder.path());
    for out in [
        foreign,
        root.clone(),
        folder.path().to_owned(),
        root.join("content"),
        root.join("themes/x"),
        root.join("content/practice.yaml"),
    ] {
        let done = build(&root, &out).output().expect("a build");
        assert_eq!(done.status.code(), Some(2), "{}", out.display());
        assert!(String::from_utf8_lossy(&done.stderr).contains("nothing was written"), "{}", out.display());
    }
    let ours = |tree: BTreeMap<String, Vec<u8>>| {
        tree.into_iter().filter(|(path, _)| !path.contains(".anteroom")).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(ours(tree(folder.path())), ours(before));
}

/// Proves: a page edited by hand in the output is put right, and what it said is kept; a file of somebody else's at a path that
/// the site needs stops the build before anything changes.
#[test]
fn nothing_in_the_folder_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    write_site(&root, "Elm");
    assert!(build(&root, &out).status().expect("a build").success());
    let page = out.join("articles/a1/index.html");
    fs::write(&page, "by hand").expect("an edit");
    write_site(&root, "Oak");
    assert!(build(&root, &out).status().expect("a build").success());
    assert_ne!(fs::read(&page).expect("a page"), b"by hand");
    let kept = tree(&root.join(".anteroom/set-aside"));
    assert!(kept.values().any(|bytes| bytes == b"by hand"), "{:?}", kept.keys());
    fs::create_dir_all(out.join("articles/new")).expect("a folder");
    fs::write(out.join("articles/new/index.html"), "theirs").expect("a file");
    fs::write(root.join("content/articles/new.md"), "---\ntitle: New\n---\nText.\n").expect("an article");
    let before = tree(&out);
    assert_eq!(build(&root, &out).status().expect("a build").code(), Some(2));
    assert_eq!(tree(&out), before);
}
