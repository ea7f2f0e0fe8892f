//! The output folder on bad days: killed builds, two at once, lost notes, links, and files of other people at every turn.

use crate::commit::{build, tree};
use anteroom::error::Error;
use anteroom::output::{self, CommitMode, OutPath, Promise, Rendered};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
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

/// Pages of the sites that are made in memory here.
const PAGES: usize = 900;

/// A site whose every file says `word`; `old/` is there only in the site of that name, `new/` in the other.
fn rendered(word: &str) -> Rendered {
    let mut site = Rendered::default();
    let mut add = |path: String| {
        let text = format!("{word} {path} ").repeat(50);
        site.outputs.insert(OutPath::new(&path).expect("a path"), text.into());
    };
    for i in 0..PAGES {
        add(format!("p/{i:03}/index.html"));
    }
    for i in 0..PAGES / 3 {
        add(format!("{word}/{i:03}/index.html"));
        add(format!("assets/{i:03}.css"));
        add(format!("forms/{word}-{i:03}.pdf"));
    }
    add("sitemap.xml".to_owned());
    site
}

/// A file-by-file build of that site in a process of its own, which can be killed.
fn spawn(site: &Path, out: &Path, word: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "commit_modes::file_by_file_build", "--ignored"]);
    command.env("BUILD_SITE", site).env("BUILD_OUT", out).env("BUILD_WORD", word);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a build")
}

/// No test by itself: the process that the tests here start and kill.
#[test]
#[ignore = "started by other tests"]
fn file_by_file_build() {
    let get = |name| std::env::var_os(name).map(std::path::PathBuf::from);
    let (Some(site), Some(out), Ok(word)) = (get("BUILD_SITE"), get("BUILD_OUT"), std::env::var("BUILD_WORD")) else {
        return;
    };
    output::write(&site, &out, &rendered(&word), CommitMode::FileByFile).expect("a build");
}

/// Writes file by file, here.
fn write(site: &Path, out: &Path, word: &str) -> Result<output::Written, Error> {
    output::write(site, out, &rendered(word), CommitMode::FileByFile)
}

/// The site as it must be in the folder.
fn whole(word: &str) -> BTreeMap<String, Vec<u8>> {
    let bytes = |output: &output::Output| match output {
        output::Output::Bytes(bytes) => bytes.to_vec(),
        output::Output::File { .. } => Vec::new(),
    };
    rendered(word).outputs.iter().map(|(path, output)| (path.as_str().to_owned(), bytes(output))).collect()
}

/// A folder for a site and its output; the site "old" is in the output already.
fn with_old_site() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, out) = (folder.path().join("site"), folder.path().join("www"));
    fs::create_dir(&site).expect("a folder");
    assert_eq!(write(&site, &out, "old").expect("a build").promise, Promise::Replaced);
    assert_eq!(tree(&out), whole("old"));
    (folder, site, out)
}

/// Starts the site "new" and kills it as soon as `now` holds. Says whether it was still running.
fn kill_when(site: &Path, out: &Path, now: impl Fn() -> bool) -> bool {
    let mut child = spawn(site, out, "new");
    while child.try_wait().expect("its state").is_none() && !now() {
        std::hint::spin_loop();
    }
    let running = child.try_wait().expect("its state").is_none();
    let _ = child.kill();
    child.wait().expect("its end");
    running
}

/// Whether a file of the output is the new site's.
fn is_new(out: &Path, path: &str) -> bool {
    fs::read(out.join(path)).is_ok_and(|bytes| bytes.starts_with(b"new"))
}

/// Asserts that each file is one site's in whole, that pages are new only when all that they load is, and that nothing is
/// removed before all of the new site is there. Says how far it got: files of the new site.
fn assert_in_order(out: &Path) -> usize {
    let (old, new, now) = (whole("old"), whole("new"), tree(out));
    // Files on their way into place are ours by their name.
    let now: BTreeMap<_, _> = now.into_iter().filter(|(path, _)| !path.contains(".anteroom-part-")).collect();
    for (path, bytes) in &now {
        assert!(
            old.get(path) == Some(bytes) || new.get(path) == Some(bytes),
            "{path} is neither the old nor the new one"
        );
    }
    let placed = |path: &str| now.get(path).is_some_and(|bytes| new.get(path) == Some(bytes));
    let (pages, rest): (Vec<&String>, Vec<&String>) =
        new.keys().filter(|p| *p != "sitemap.xml").partition(|p| p.ends_with(".html"));
    if pages.iter().any(|page| placed(page)) {
        let missing: Vec<_> = rest.iter().filter(|path| !placed(path)).collect();
        assert!(missing.is_empty(), "a page came before {missing:?}");
    }
    let removed = old.keys().any(|path| !now.contains_key(path));
    if removed || placed("sitemap.xml") {
        assert!(pages.iter().all(|page| placed(page)), "a page is missing");
    }
    if removed {
        assert!(placed("sitemap.xml"), "removals come last");
    }
    new.keys().filter(|path| placed(path)).count()
}

/// Proves: killed at any of its steps, a file-by-file build leaves whole files, in an order in which no page lacks what it
/// loads; the next build finishes it, and nothing of the old site or of the killed run stays.
#[test]
fn a_killed_file_by_file_build_is_finished_by_the_next() {
    let mut halfway = 0;
    for last in [
        "assets/010.css",
        "forms/new-100.pdf",
        "new/001/index.html",
        "p/000/index.html",
        "p/500/index.html",
        "sitemap.xml",
    ] {
        let (folder, site, out) = with_old_site();
        kill_when(&site, &out, || is_new(&out, last));
        halfway += usize::from((1..whole("new").len()).contains(&assert_in_order(&out)));
        write(&site, &out, "new").expect("a build");
        assert_eq!(tree(&out), whole("new"), "killed at {last}");
        assert!(!out.join("old").exists(), "an empty folder of the old site stays");
        assert_eq!(fs::read_dir(site.join(".anteroom/journals")).expect("a folder").count(), 0);
        drop(folder);
    }
    assert!(halfway >= 3, "only {halfway} builds were killed halfway: the test proves nothing");
}

/// Proves: what the owner makes of a killed build does not matter: another site than the one that was cut off is whole too,
/// and nothing of the one that was cut off stays.
#[test]
fn another_build_after_a_killed_one_is_whole() {
    let (_folder, site, out) = with_old_site();
    assert!(kill_when(&site, &out, || is_new(&out, "p/100/index.html")), "it was not killed");
    let mut third = rendered("third");
    third.outputs.retain(|path, _| !path.as_str().starts_with("p/"));
    let written = output::write(&site, &out, &third, CommitMode::Auto).expect("a build");
    assert_eq!((tree(&out).len(), written.foreign, written.set_aside), (third.outputs.len(), 0, None));
}

/// Proves: the very first build, killed, is finished too: the folder is known for Anteroom's before its first page.
#[test]
fn a_killed_first_build_is_finished_by_the_next() {
    for made in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let (site, out) = (folder.path().join("site"), folder.path().join("www"));
        fs::create_dir(&site).expect("a folder");
        if made {
            fs::create_dir(&out).expect("a folder");
        }
        assert!(kill_when(&site, &out, || is_new(&out, "p/100/index.html")), "it was not killed");
        write(&site, &out, "new").expect("a build");
        assert_eq!(tree(&out), whole("new"));
    }
}

/// Proves: what a person writes into the folder after a build was killed is kept when the next one finishes it.
#[test]
fn files_changed_after_a_kill_are_kept() {
    let (_folder, site, out) = with_old_site();
    assert!(kill_when(&site, &out, || is_new(&out, "p/100/index.html")), "it was not killed");
    let edits = ["p/050/index.html", "p/899/index.html", "new/299/index.html", "old/007/index.html"];
    for path in edits {
        fs::write(out.join(path), format!("by hand {path}")).expect("an edit");
    }
    fs::write(out.join("note.txt"), "mine").expect("a note");
    let written = write(&site, &out, "new").expect("a build");
    let mut expected = whole("new");
    expected.insert("note.txt".to_owned(), b"mine".to_vec());
    assert_eq!(tree(&out), expected);
    let kept = tree(&written.set_aside.expect("a place where they are kept"));
    for path in edits {
        let by_hand = format!("by hand {path}").into_bytes();
        assert!(kept.iter().any(|(at, bytes)| at.ends_with(path) && *bytes == by_hand), "{path}: {:?}", kept.keys());
    }
}

/// Proves: a folder of the output that became a link after a kill is not followed out, and the owner is told what to move.
#[cfg(unix)]
#[test]
fn a_link_made_after_a_kill_is_not_followed() {
    let (folder, site, out) = with_old_site();
    assert!(kill_when(&site, &out, || is_new(&out, "p/100/index.html")), "it was not killed");
    let elsewhere = folder.path().join("elsewhere");
    for name in ["p", "old"] {
        fs::create_dir_all(&elsewhere).expect("a folder");
        fs::rename(out.join(name), elsewhere.join(name)).expect("a move");
        std::os::unix::fs::symlink(elsewhere.join(name), out.join(name)).expect("a link");
    }
    let before = tree(&elsewhere);
    let said = write(&site, &out, "new").expect_err("a refusal").to_string();
    assert!(said.contains("\"p\", which Anteroom did not write") && said.contains("build again"), "{said}");
    assert_eq!(tree(&elsewhere), before);
    fs::remove_file(out.join("p")).expect("the link");
    write(&site, &out, "new").expect("a build");
    assert_eq!(tree(&elsewhere), before);
    assert!(out.join("old").is_symlink(), "a link of someone's stays");
    fs::remove_file(out.join("old")).expect("the link");
    assert_eq!(tree(&out), whole("new"));
}

/// Proves: in file-by-file mode too, a page that was edited by hand and that the site no longer has is taken off the site, and
/// its words are kept.
#[test]
fn an_edited_page_that_goes_is_kept_aside() {
    for mode in [CommitMode::FileByFile, CommitMode::Auto] {
        let (_folder, site, out) = with_old_site();
        fs::write(out.join("old/007/index.html"), "by hand").expect("an edit");
        let written = output::write(&site, &out, &rendered("new"), mode).expect("a build");
        assert_eq!(tree(&out), whole("new"), "{mode:?}");
        let kept = tree(&written.set_aside.expect("a place where it is kept"));
        assert_eq!(kept, BTreeMap::from([("old/007/index.html".to_owned(), b"by hand".to_vec())]), "{mode:?}");
    }
}

/// Proves: a page that becomes a folder, and a folder that becomes a page, change places in both modes.
#[test]
fn a_page_and_a_folder_change_places() {
    let site_of = |paths: &[&str]| {
        let mut site = Rendered::default();
        for path in paths {
            site.outputs.insert(OutPath::new(path).expect("a path"), format!("{path}\n").into());
        }
        site
    };
    for mode in [CommitMode::FileByFile, CommitMode::Auto] {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("www");
        let (one, two) = (site_of(&["a", "b/c/index.html"]), site_of(&["a/index.html", "b"]));
        for site in [&one, &two, &one] {
            output::write(folder.path(), &out, site, mode).expect("a build");
            let expected: Vec<&str> = site.outputs.keys().map(OutPath::as_str).collect();
            assert_eq!(tree(&out).keys().collect::<Vec<_>>(), expected, "{mode:?}");
        }
    }
}
