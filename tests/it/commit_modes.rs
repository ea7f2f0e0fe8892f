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
    // The pieces of an index have names made of what is in them; two sites are to have the same files.
    fs::write(root.join("content/practice.yaml"), format!("name: {name}\nurl: https://www.example.com\nsearch: no\n"))
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

/// Proves: a build that is killed after the new site is in place, while the old one is cleared away, brings no page back that
/// the site no longer has.
#[test]
fn pages_that_were_taken_off_do_not_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    let mut caught = 0;
    for _ in 0..4 {
        write_site(&root, "Elm", 1000);
        build_well(&root, &out);
        write_site(&root, "Oak", 2);
        let mut child = build(&root, &out).spawn().expect("a build");
        while child.try_wait().expect("its state").is_none() && out.join("articles/a999/index.html").exists() {
            std::hint::spin_loop();
        }
        child.kill().expect("a kill");
        child.wait().expect("its end");
        let left = fs::read_dir(folder.path()).expect("the folder").map(|e| e.expect("an entry").file_name());
        caught += usize::from(left.filter(|name| name.to_string_lossy().contains("staging")).count() == 1);
        let said = build_and_say(&root, &out, 0);
        let articles = tree(&out).into_keys().filter(|path| path.starts_with("articles/a")).count();
        assert_eq!(articles, 2, "{said}");
        assert!(!said.contains("kept in"), "{said}");
    }
    assert!(caught > 0, "no build was killed while it cleared away: the test proves nothing");
}

/// Proves: what someone writes while a build is running, after it has looked at the folder, is in the folder or kept aside.
#[cfg(unix)]
#[test]
fn files_changed_during_a_build_are_kept() {
    let (folder, site, out) = with_old_site();
    // The build waits where it reads this file, until someone writes into it: by then it has looked at the folder.
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let mut new = rendered("new");
    let slow = output::Output::File { source: pipe.clone(), hash: blake3::hash(b"slow"), len: 4 };
    new.outputs.insert(OutPath::new("slow.jpg").expect("a path"), slow);
    let written = std::thread::scope(|scope| {
        let build = scope.spawn(|| output::write(&site, &out, &new, CommitMode::Auto).expect("a build"));
        // Opening waits for the reader.
        let mut writer = fs::File::options().write(true).open(&pipe).expect("the reader");
        for path in ["p/001/index.html", "old/001/index.html", "slow.jpg", "note.txt"] {
            // As editors do it: a new file in the place of the old one.
            fs::write(out.join("x.part"), format!("by hand {path}")).expect("an edit");
            fs::rename(out.join("x.part"), out.join(path)).expect("an edit");
        }
        std::io::Write::write_all(&mut writer, b"slow").expect("its bytes");
        drop(writer);
        build.join().expect("a build")
    });
    assert_eq!((written.promise, written.left_behind), (Promise::Exchanged, None));
    let mut expected = whole("new");
    expected.insert("slow.jpg".to_owned(), b"slow".to_vec());
    expected.insert("note.txt".to_owned(), b"by hand note.txt".to_vec());
    assert_eq!(tree(&out), expected);
    let kept = tree(&written.set_aside.expect("a place where they are kept"));
    let names = ["old/001/index.html", "p/001/index.html", "slow.jpg"];
    assert_eq!(kept.keys().collect::<Vec<_>>(), names);
    assert!(names.iter().all(|path| kept[*path] == format!("by hand {path}").into_bytes()));
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
    assert!(!said.contains("nothing was written") && said.contains("only partly in"), "{said}");
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

/// Builds with everything said, for a build that ends with this status.
fn build_and_say(root: &Path, out: &Path, status: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(["build", "--as-of", "2026-11-23", "--site"]).arg(root).arg("--out").arg(out);
    said(command, status)
}

/// Proves: while one build has the folder, another one, of this site or of another, is told so and changes nothing.
#[test]
fn a_second_build_is_told_to_wait() {
    let folder = tempfile::tempdir().expect("a folder");
    let (elm, oak, out) = (folder.path().join("elm"), folder.path().join("oak"), folder.path().join("www"));
    write_site(&elm, "Elm", 2);
    write_site(&oak, "Oak", 2);
    build_well(&elm, &out);
    let before = tree(&out);
    let open = output::OutputFolder::open(&elm, &out).expect("a folder");
    for site in [&elm, &oak] {
        let said = build_and_say(site, &out, 2);
        assert!(said.contains("another build is writing") && said.contains("Wait until it has finished"), "{said}");
        assert_eq!(tree(&out), before);
        if cfg!(not(unix)) {
            // A folder itself cannot be locked there, so only the site's own builds know of each other.
            break;
        }
    }
    drop(open);
    build_well(&elm, &out);
}

/// Proves: of two builds at once, of one site or of two, none is mixed with the other, and none ends without either having
/// succeeded or having said why.
#[test]
fn two_builds_at_once_do_not_mix() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("www");
    let sites = ["Elm", "Oak"].map(|name| {
        let root = folder.path().join(name);
        write_site(&root, name, 300);
        root
    });
    let references = sites.each_ref().map(|root| {
        let reference = root.join("reference");
        build_well(root, &reference);
        tree(&reference)
    });
    for round in 0..6 {
        let children = sites.each_ref().map(|root| build(root, &out).spawn().expect("a build"));
        let mut done = 0;
        for child in children {
            let ended = child.wait_with_output().expect("its end");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            match ended.status.code() {
                Some(0) => done += 1,
                Some(2) => assert!(said.contains("another build"), "round {round}: {said}"),
                other => panic!("round {round}: {other:?} {said}"),
            }
        }
        assert!(done > 0, "round {round}: nobody built");
        assert!(references.contains(&tree(&out)), "round {round}: a mixture");
    }
    let (_folder, site, out) = with_old_site();
    for round in 0..3 {
        let children = [spawn(&site, &out, "old"), spawn(&site, &out, "new")];
        let done: Vec<bool> = children.into_iter().map(|mut child| child.wait().expect("its end").success()).collect();
        assert!(done.contains(&true), "round {round}: nobody built");
        assert!([whole("old"), whole("new")].contains(&tree(&out)), "round {round}: a mixture");
    }
}

/// The manifest of the only output folder of a site.
fn manifest(root: &Path) -> std::path::PathBuf {
    let mut all = fs::read_dir(root.join(".anteroom/manifests")).expect("a folder");
    all.next().expect("a manifest").expect("an entry").path()
}

/// Proves: whatever has become of the notes on the last build, nobody's file is lost and the site is whole; what cannot be
/// known is said.
#[test]
fn lost_and_damaged_notes_lose_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, other) = (folder.path().join("site"), folder.path().join("other"));
    write_site(&root, "Elm", 3);
    write_site(&other, "Oak", 2);
    build_well(&other, &other.join("public"));
    let foreign = fs::read(manifest(&other)).expect("a manifest");
    let out = root.join("public");
    type Damage<'a> = &'a dyn Fn(&Path, Vec<u8>);
    let damages: [(&str, Damage<'_>); 7] = [
        ("missing", &|path, _| fs::remove_file(path).expect("a removal")),
        ("empty", &|path, _| fs::write(path, "").expect("a change")),
        ("cut off", &|path, all| fs::write(path, &all[..all.len() / 2]).expect("a change")),
        ("garbage", &|path, _| fs::write(path, [0xff, 0, b'{', 0x80]).expect("a change")),
        ("foreign", &|path, _| fs::write(path, &foreign).expect("a change")),
        ("deep", &|path, _| fs::write(path, "[".repeat(100_000)).expect("a change")),
        ("a folder gone", &|_, _| fs::remove_dir_all(root.join(".anteroom")).expect("a removal")),
    ];
    for (what, damage) in damages {
        let _ = fs::remove_dir_all(&out);
        write_site(&root, "Elm", 3);
        build_well(&root, &out);
        fs::write(out.join("note.txt"), "mine").expect("a note");
        fs::write(out.join("articles/a1/index.html"), "by hand").expect("an edit");
        let path = manifest(&root);
        let all = fs::read(&path).expect("a manifest");
        damage(&path, all);
        write_site(&root, "Oak", 2);
        let said = build_and_say(&root, &out, 0);
        assert!(said.contains("It is not known which files the last build wrote"), "{what}: {said}");
        assert_eq!(fs::read(out.join("note.txt")).expect("the note"), b"mine", "{what}");
        let kept = tree(&root.join(".anteroom/set-aside"));
        assert!(kept.values().any(|bytes| bytes == b"by hand"), "{what}: {:?}", kept.keys());
        fs::remove_dir_all(root.join(".anteroom/set-aside")).expect("a removal");
        let now = tree(&out);
        // The article that is gone stays, because nobody knows whose it is; all else is the new site.
        for (path, bytes) in tree(&other.join("public")) {
            assert_eq!(now.get(&path), Some(&bytes), "{what}: {path}");
        }
        let again = build_and_say(&root, &out, 0);
        assert!(!again.contains("It is not known"), "{what}: {again}");
    }
}

/// Proves: a file that someone wrote into the list of what is Anteroom's is not deleted for it.
#[test]
fn a_list_that_was_changed_by_hand_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    write_site(&root, "Elm", 1);
    build_well(&root, &out);
    fs::write(out.join("note.txt"), "mine").expect("a note");
    let path = manifest(&root);
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    let hash = blake3::hash(b"mine").to_hex().to_string();
    json["files"]["note.txt"] = serde_json::json!({ "hash": hash, "len": 4, "modified": 0 });
    for outside in [None, Some("../keep.txt"), Some("/etc/keep.txt")] {
        if let Some(outside) = outside {
            fs::write(folder.path().join("keep.txt"), "mine").expect("a file");
            json["files"][outside] = json["files"]["note.txt"].clone();
        }
        fs::write(&path, json.to_string()).expect("a change");
        write_site(&root, "Oak", 1);
        build_well(&root, &out);
        assert_eq!(fs::read(out.join("note.txt")).expect("the note"), b"mine");
    }
    assert_eq!(fs::read(folder.path().join("keep.txt")).expect("the file"), b"mine");
}

/// Proves: a folder whose marker is gone or says something else is refused with a way out, and nothing in it changes; one whose
/// last line was changed is still Anteroom's.
#[test]
fn a_folder_without_its_marker_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    write_site(&root, "Elm", 1);
    build_well(&root, &out);
    let marker = out.join(output::MARKER);
    let text = fs::read_to_string(&marker).expect("the marker");
    let before = tree(&out);
    write_site(&root, "Oak", 1);
    let away = || fs::remove_file(&marker).expect("a removal");
    let damages: [&dyn Fn(); 5] = [
        &|| (),
        &|| fs::write(&marker, "").expect("a change"),
        &|| fs::write(&marker, [0xff, 0xfe, 0]).expect("a change"),
        &|| fs::write(&marker, format!("x{text}")).expect("a change"),
        &|| fs::create_dir(&marker).expect("a folder"),
    ];
    for damage in damages {
        away();
        damage();
        let said = build_and_say(&root, &out, 2);
        assert!(said.contains("Choose an empty or new folder with --out") && said.contains(output::MARKER), "{said}");
        assert_eq!(tree(&out), before);
        let _ = fs::remove_dir(&marker);
        fs::write(&marker, &text).expect("the marker");
    }
    let id = text.lines().last().expect("a line");
    for changed in [text.replace(id, "build: \u{1f}../../x"), text.replace(id, ""), text.replace('\n', "\r\n")] {
        fs::write(&marker, changed).expect("a change");
        build_well(&root, &out);
        assert_ne!(tree(&out), before);
        write_site(&root, "Elm", 1);
        build_well(&root, &out);
        assert_eq!(tree(&out), before);
        write_site(&root, "Oak", 1);
    }
}

/// Proves: where the output should be there is a file, or a link: to a file, to nothing, to itself, into the sources, to other
/// people's files. Each is refused and stays. A link to a folder that may be written is followed, and stays a link.
#[cfg(unix)]
#[test]
fn an_output_that_became_something_else_is_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("site/public"));
    write_site(&root, "Elm", 1);
    build_well(&root, &out);
    let reference = tree(&out);
    let photos = folder.path().join("photos");
    fs::create_dir(&photos).expect("a folder");
    fs::write(photos.join("holiday.jpg"), "x").expect("a photo");
    fs::create_dir(root.join("themes")).expect("a folder");
    let mine = || {
        let all = tree(folder.path()).into_iter();
        all.filter(|(path, _)| !path.contains(".anteroom") && !path.contains("public")).collect::<BTreeMap<_, _>>()
    };
    let before = mine();
    for (target, told) in [
        (photos.as_path(), "Choose an empty or new folder"),
        (&photos.join("holiday.jpg"), "this is a file, not a folder"),
        (Path::new("nowhere"), "a link) to something that is not there"),
        (Path::new("public"), "public"),
        (Path::new("content"), "Choose another folder"),
        (Path::new("content/articles"), "Choose another folder"),
        (Path::new("themes"), "folder"),
        (Path::new("."), "your own work lies in it"),
        (folder.path(), "your own work lies in it"),
    ] {
        fs::remove_dir_all(&out).or_else(|_| fs::remove_file(&out)).expect("a removal");
        symlink(target, &out).expect("a link");
        let said = build_and_say(&root, &out, 2);
        assert!(said.contains(told), "{}: {said}", target.display());
        assert!(out.is_symlink());
        assert_eq!(mine(), before, "{}", target.display());
    }
    fs::remove_file(&out).expect("a removal");
    fs::write(&out, "mine").expect("a file");
    assert!(build_and_say(&root, &out, 2).contains("this is a file, not a folder"));
    assert_eq!(fs::read(&out).expect("the file"), b"mine");
    fs::remove_file(&out).expect("a removal");
    let real = folder.path().join("www");
    fs::create_dir(&real).expect("a folder");
    symlink(&real, &out).expect("a link");
    build_well(&root, &out);
    assert!(out.is_symlink());
    assert_eq!(tree(&real), reference);
}

/// Proves: links that lie within the output are carried along and never followed; one at a place that the site needs stops the
/// build before anything changes, and what it leads to stays as it is.
#[cfg(unix)]
#[test]
fn links_within_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let (site, out) = (folder.path().join("site"), folder.path().join("www"));
    fs::create_dir(&site).expect("a folder");
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    fs::write(elsewhere.join("index.html"), "mine").expect("a file");
    let site_of = |paths: &[&str]| {
        let mut site = Rendered::default();
        for path in paths {
            site.outputs.insert(OutPath::new(path).expect("a path"), format!("{path}\n").into());
        }
        site
    };
    for mode in [CommitMode::FileByFile, CommitMode::Auto] {
        let _ = fs::remove_dir_all(&out);
        output::write(&site, &out, &site_of(&["index.html", "a/index.html", "b/index.html"]), mode).expect("a build");
        symlink(&elsewhere, out.join("link")).expect("a link");
        symlink("nowhere", out.join("broken")).expect("a link");
        symlink("..", out.join("up")).expect("a link");
        // A page, and the folder of a page, that someone replaced by links to their own.
        fs::remove_dir_all(out.join("a")).expect("a removal");
        symlink(&elsewhere, out.join("a")).expect("a link");
        fs::remove_file(out.join("b/index.html")).expect("a removal");
        symlink(elsewhere.join("index.html"), out.join("b/index.html")).expect("a link");
        let wanted = site_of(&["index.html", "a/index.html", "b/index.html", "c.html", "link/index.html"]);
        let said = output::write(&site, &out, &wanted, mode).expect_err("a refusal").to_string();
        assert!(said.contains("nothing was written") && said.contains("Move it out of this folder"), "{said}");
        assert!(!out.join("c.html").exists(), "{mode:?}");
        // The site that needs none of these places is built, and the links are still there.
        output::write(&site, &out, &site_of(&["index.html", "c.html"]), mode).expect("a build");
        for link in ["link", "broken", "up", "a"] {
            assert!(out.join(link).is_symlink(), "{mode:?}: {link}");
        }
        assert!(out.join("c.html").exists());
        assert_eq!(tree(&elsewhere), BTreeMap::from([("index.html".to_owned(), b"mine".to_vec())]), "{mode:?}");
        ["link", "broken", "up", "a"].iter().for_each(|link| fs::remove_file(out.join(link)).expect("a removal"));
    }
}

/// Proves: a link planted under a name that Anteroom itself writes, in the output or under `.anteroom`, is replaced and not
/// written through.
#[cfg(unix)]
#[test]
fn anteroom_does_not_write_through_links_at_its_own_names() {
    use std::os::unix::fs::symlink;
    let (folder, site, out) = with_old_site();
    let keep = folder.path().join("keep.txt");
    fs::write(&keep, "mine").expect("a file");
    let path = manifest(&site);
    let name = path.file_name().expect("a name").to_str().expect("text").replace(".json", ".next.json");
    symlink(&keep, path.with_file_name(&name)).expect("a link");
    symlink(&keep, path.with_file_name(format!(".anteroom-part-{name}"))).expect("a link");
    for part in ["0", "1", output::MARKER] {
        symlink(&keep, out.join(format!(".anteroom-part-{part}"))).expect("a link");
    }
    write(&site, &out, "new").expect("a build");
    output::write(&site, &out, &rendered("old"), CommitMode::Auto).expect("a build");
    assert_eq!(fs::read(&keep).expect("the file"), b"mine");
}

/// Proves: where Anteroom cannot keep its notes, nothing is built halfway and the owner hears what is in the way.
#[test]
fn a_place_for_notes_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("site"), folder.path().join("www"));
    write_site(&root, "Elm", 1);
    for name in [".anteroom", ".anteroom/locks", ".anteroom/manifests"] {
        let _ = fs::remove_dir_all(root.join(".anteroom"));
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "mine").expect("a file");
        let said = build_and_say(&root, &out, 2);
        assert!(said.contains(".anteroom") && said.contains("Move it away and build again"), "{name}: {said}");
        assert!(!out.join("index.html").exists(), "{name}");
        let left: Vec<_> =
            fs::read_dir(folder.path()).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
        assert!(left.iter().all(|name| name == "site" || name == "www"), "{left:?}");
        fs::remove_file(&path).expect("a removal");
    }
    build_well(&root, &out);
    // A folder where the list belongs: the new site is in place, and the next build says what to move.
    let path = manifest(&root);
    fs::remove_file(&path).expect("a removal");
    fs::create_dir_all(path.join("x")).expect("a folder");
    write_site(&root, "Oak", 1);
    for _ in 0..2 {
        let said = build_and_say(&root, &out, 2);
        assert!(said.contains("Move it away and build again"), "{said}");
    }
    fs::remove_dir_all(&path).expect("a removal");
    build_well(&root, &out);
    assert!(fs::read_to_string(out.join("index.html")).expect("a page").contains("Oak"));
}

/// Proves: other people's folders come along with their permissions, and their files with their contents, deep down too.
#[cfg(unix)]
#[test]
fn other_peoples_folders_keep_their_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, site, out) = with_old_site();
    for name in ["private", "private/deep", "p/mine", "empty"] {
        fs::create_dir(out.join(name)).expect("a folder");
    }
    fs::write(out.join("private/deep/note.txt"), "mine").expect("a note");
    fs::write(out.join("p/mine/note.txt"), "mine").expect("a note");
    let mode = |name: &str| fs::metadata(out.join(name)).expect("a folder").permissions().mode() & 0o7777;
    for (name, bits) in [("private/deep", 0o500), ("private", 0o700), ("p/mine", 0o750), ("empty", 0o711)] {
        fs::set_permissions(out.join(name), fs::Permissions::from_mode(bits)).expect("permissions");
    }
    let written = output::write(&site, &out, &rendered("new"), CommitMode::Auto).expect("a build");
    assert_eq!(written.foreign, 2);
    for (name, bits) in [("private/deep", 0o500), ("private", 0o700), ("p/mine", 0o750), ("empty", 0o711)] {
        assert_eq!(mode(name), bits, "{name}");
    }
    assert_eq!(fs::read(out.join("private/deep/note.txt")).expect("the note"), b"mine");
    fs::set_permissions(out.join("private/deep"), fs::Permissions::from_mode(0o700)).expect("permissions");
}

/// A command that runs without the rights of an administrator, to whom no folder is closed. The folder is given to it.
#[cfg(unix)]
fn unprivileged(mut command: Command, folder: &Path) -> Command {
    use std::os::unix::fs::{MetadataExt, lchown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    if tempfile::tempfile().and_then(|file| file.metadata()).expect("a file").uid() == 0 {
        for entry in walkdir::WalkDir::new(folder) {
            lchown(entry.expect("an entry").path(), Some(NOBODY), Some(NOBODY)).expect("a new owner");
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// Proves: where the folder beside the output may not be written, the site is replaced file by file, which is said; a folder in
/// it that may not be written stops that with the reason and a way out, every page whole; when it may, the next build finishes.
#[cfg(unix)]
#[test]
fn a_closed_folder_stops_a_build_and_the_next_one_finishes_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (root, www) = (folder.path().join("site"), folder.path().join("srv"));
    let out = www.join("www");
    let references = ["Elm", "Oak"].map(|name| {
        write_site(&root, name, 5);
        let reference = folder.path().join(name);
        build_well(&root, &reference);
        tree(&reference)
    });
    let close = |path: &Path, bits| fs::set_permissions(path, fs::Permissions::from_mode(bits)).expect("permissions");
    // A copy, because the way to this program may be closed to others.
    let program = folder.path().join("anteroom");
    fs::copy(env!("CARGO_BIN_EXE_anteroom"), &program).expect("a copy");
    close(folder.path(), 0o755);
    let run = |status| {
        let mut command = Command::new(&program);
        command.args(["build", "--as-of", "2026-11-23", "--site"]).arg(&root).arg("--out").arg(&out);
        said(unprivileged(command, folder.path()), status)
    };
    write_site(&root, "Elm", 5);
    fs::create_dir(&www).expect("a folder");
    run(0);
    close(&www, 0o555);
    close(&out.join("articles/a3"), 0o555);
    write_site(&root, "Oak", 5);
    for _ in 0..2 {
        let told = run(2);
        for part in ["articles/a3", "You are not allowed to change it", "only partly in", "build again"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        for (path, bytes) in tree(&out).iter().filter(|(path, _)| !path.contains(".anteroom-part-")) {
            assert!(references.iter().any(|site| site.get(path) == Some(bytes)), "{path} is neither");
        }
    }
    close(&out.join("articles/a3"), 0o755);
    let told = run(0);
    assert_eq!(tree(&out), references[1]);
    write_site(&root, "Elm", 5);
    assert!(run(0).contains("replaced one by one"), "{told}");
    assert_eq!(tree(&out), references[0]);
    // The site's own folder closed: nothing is written at all.
    close(&root.join(".anteroom"), 0o555);
    close(&root.join(".anteroom/manifests"), 0o555);
    write_site(&root, "Oak", 5);
    assert!(run(2).contains("You are not allowed to change it"));
    assert_eq!(tree(&out), references[0]);
    for path in [&www, &root.join(".anteroom"), &root.join(".anteroom/manifests")] {
        close(path, 0o755);
    }
}

/// A disk in memory, unmounted at the end.
#[cfg(target_os = "linux")]
struct Disk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(at: &Path, size: &str) -> Self {
        fs::create_dir_all(at).expect("a folder");
        let options = format!("size={size}");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(at).status();
        assert!(done.expect("mount").success(), "cannot mount here");
        Self(at.to_owned())
    }

    /// The same folder once more, at another place.
    fn bind(from: &Path, at: &Path) -> Self {
        fs::create_dir_all(at).expect("a folder");
        let done = Command::new("mount").arg("--bind").arg(from).arg(at).status();
        assert!(done.expect("mount").success(), "cannot mount here");
        Self(at.to_owned())
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: another test that is just starting a program may hold on to it for a moment.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Proves: an output folder that is a disk of its own is written file by file, and stays mounted; killed there, the next build
/// finishes it.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs root to mount"]
fn a_mounted_output_is_written_file_by_file() {
    let (_folder, site, out) = with_old_site();
    fs::remove_dir_all(&out).expect("a removal");
    let disk = Disk::mount(&out, "64m");
    for word in ["old", "new"] {
        let written = output::write(&site, &out, &rendered(word), CommitMode::Auto).expect("a build");
        assert_eq!((written.promise, tree(&out)), (Promise::Replaced, whole(word)));
    }
    write(&site, &out, "old").expect("a build");
    assert!(kill_when(&site, &out, || is_new(&out, "p/100/index.html")), "it was not killed");
    assert_in_order(&out);
    fs::write(out.join("p/899/index.html"), "by hand").expect("an edit");
    let written = output::write(&site, &out, &rendered("new"), CommitMode::Auto).expect("a build");
    assert_eq!(tree(&out), whole("new"));
    assert!(written.set_aside.is_some());
    drop(disk);
    assert!(fs::read_dir(&out).expect("a folder").next().is_none(), "something was written under the disk");
}

/// Proves: a disk without room for the new site is refused before anything changes, with the reason; with room for it, although
/// not for both at once, it is written.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs root to mount"]
fn a_full_disk_keeps_the_old_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, out) = (folder.path().join("site"), folder.path().join("www"));
    fs::create_dir(&site).expect("a folder");
    let site_of = |word: &str, files: usize, len: usize| {
        let mut site = Rendered::default();
        for i in 0..files {
            let path = OutPath::new(&format!("p{i:02}.html")).expect("a path");
            site.outputs.insert(path, word.repeat(len).into());
        }
        site
    };
    let disk = Disk::mount(&out, "1m");
    let (small, large, other) = (site_of("a", 10, 70_000), site_of("b", 20, 70_000), site_of("c", 10, 71_000));
    output::write(&site, &out, &small, CommitMode::Auto).expect("a build");
    let before = tree(&out);
    let said = output::write(&site, &out, &large, CommitMode::Auto).expect_err("a full disk").to_string();
    assert!(said.contains("The disk is full. Make some room and try again.") && !said.contains("partly"), "{said}");
    assert_eq!(tree(&out), before);
    assert!(!site.join(".anteroom/journals").read_dir().expect("a folder").any(|_| true), "the staged files stay");
    output::write(&site, &out, &other, CommitMode::Auto).expect("a build");
    assert_ne!(tree(&out), before);
    drop(disk);
    // Full beside the output, where the new site is staged.
    let disk = Disk::mount(&folder.path().join("srv"), "1m");
    let out = disk.0.join("www");
    output::write(&site, &out, &small, CommitMode::Auto).expect("a build");
    let said = output::write(&site, &out, &large, CommitMode::Auto).expect_err("a full disk").to_string();
    assert!(said.contains("The disk is full. Make some room and try again."), "{said}");
    assert_eq!(tree(&disk.0).len(), before.len(), "the old site, and nothing beside it");
    drop(disk);
    // Full where the notes are.
    let notes = folder.path().join("notes");
    let disk = Disk::mount(&notes, "64k");
    for mode in [CommitMode::Auto, CommitMode::FileByFile] {
        let out = folder.path().join("last");
        let _ = fs::remove_dir_all(&out);
        output::write(&notes, &out, &site_of("a", 2, 10), mode).expect("a build");
        let before = tree(&out);
        fs::write(notes.join("fill"), vec![0; 30_000]).expect("a file");
        let many = site_of("b", 900, 10);
        let said = output::write(&notes, &out, &many, mode).expect_err("a full disk").to_string();
        assert!(said.contains("The disk is full. Make some room and try again."), "{mode:?}: {said}");
        assert_eq!(tree(&out), before, "{mode:?}");
        fs::remove_file(notes.join("fill")).expect("a removal");
    }
    drop(disk);
}

/// Proves: a disk, or another folder, that someone mounted inside the output stays where it is with all its files.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs root to mount"]
fn a_disk_mounted_inside_the_output_stays() {
    let (folder, site, out) = with_old_site();
    let photos = folder.path().join("photos");
    fs::create_dir(&photos).expect("a folder");
    let disks = [Disk::mount(&out.join("uploads"), "1m"), Disk::bind(&photos, &out.join("p/photos"))];
    for disk in &disks {
        fs::write(disk.0.join("holiday.jpg"), "mine").expect("a photo");
    }
    let written = output::write(&site, &out, &rendered("new"), CommitMode::Auto).expect("a build");
    assert_eq!((written.promise, written.foreign), (Promise::Replaced, 2));
    for disk in &disks {
        assert_eq!(fs::read(disk.0.join("holiday.jpg")).expect("a photo"), b"mine");
    }
    assert!(photos.join("holiday.jpg").exists());
    assert!(fs::read_dir(folder.path()).expect("a folder").all(|e| !e.expect("an entry").path().join("tree").exists()));
    drop(disks);
    fs::remove_dir(out.join("uploads")).expect("an empty folder");
    fs::remove_dir(out.join("p/photos")).expect("an empty folder");
    assert_eq!(tree(&out), whole("new"));
}
