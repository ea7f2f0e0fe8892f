//! The preview: never another site than the one in the folder, whatever was done to it; and a server that keeps to itself.

use crate::properties::{SMALLER, cases, settings, step, take};
use crate::site::{Site, anteroom, repository};
use anteroom::memo::Memo;
use anteroom::model::Settings;
use anteroom::output::Output;
use anteroom::pipeline;
use anteroom::serve::live::Live;
use anteroom::serve::preview::{Found, Preview};
use anteroom::source::folder::Changes;
use anteroom::source::{Content, FileId, SourceTree};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A file's bytes in memory, as they lie on the disk.
fn bytes(tree: &SourceTree, id: &FileId) -> Vec<u8> {
    match &tree.files[id].content {
        Content::Text(text) => text.as_bytes().to_vec(),
        Content::Bytes(bytes) => bytes.to_vec(),
        Content::Media { path, .. } => std::fs::read(path).expect("a picture"),
    }
}

/// Brings the disk from one tree to another, and says which paths that touched.
fn bring(site: &Site, old: &SourceTree, new: &SourceTree) -> BTreeSet<PathBuf> {
    let mut touched = BTreeSet::new();
    for id in old.files.keys().filter(|id| !new.files.contains_key(*id)) {
        let path = site.path().join(id.as_str());
        std::fs::remove_file(&path).expect("remove");
        touched.insert(path);
    }
    for (id, file) in &new.files {
        if old.files.get(id).is_none_or(|before| before.hash() != file.hash()) {
            site.write(id.as_str(), &bytes(new, id));
            touched.insert(site.path().join(id.as_str()));
        }
    }
    touched
}

fn shown(preview: &Preview) -> BTreeMap<String, Vec<u8>> {
    let one = |path: String| match preview.find(&path) {
        Found::Output(output) => (path, plain(&output)),
        Found::Broken => panic!("{path} cannot be shown"),
        Found::Nothing => panic!("{path} is not there"),
    };
    preview.paths().into_iter().map(one).collect()
}

fn plain(output: &Output) -> Vec<u8> {
    match output {
        Output::Bytes(bytes) => bytes.to_vec(),
        Output::File { hash, len, .. } => format!("{hash} {len}").into_bytes(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..cases(8) })]

    /// Proves: after any edits, renames and deletes on a disk, however they were noticed and whether or not there was time
    /// between them, the preview has the bytes of a cold build and says the same; with errors, it has the last good site.
    #[test]
    fn what_is_served_is_never_stale(steps in prop::collection::vec((step(), any::<bool>(), any::<bool>()), 1..8)) {
        let site = Site::empty().with_prints();
        let (mut tree, mut settings) = (SMALLER.clone(), settings());
        bring(&site, &SourceTree::default(), &tree);
        let (live, mut folder) = Live::open(site.path(), settings.clone()).expect("a folder");
        let mut good = None;
        for (n, (step, named, pause)) in steps.iter().enumerate() {
            let before = tree.clone();
            take(step, &mut tree, &mut settings);
            let touched = bring(&site, &before, &tree);
            let changes = if *named { Changes::Paths(touched) } else { Changes::Everything };
            let changed = folder.refresh(&changes).expect("a folder");
            live.update(&folder, &settings, &changed, Instant::now(), &|_| {});
            if !*pause {
                continue;
            }
            live.settle(&|_| {});
            let (now, cold) = (live.now(), pipeline::make(site.path(), settings.clone(), &Memo::off(), &|_| {}).expect("a site"));
            let said = |all: &anteroom::diagnostics::Diagnostics| all.iter().map(|d| format!("{d:?}")).collect::<Vec<_>>();
            prop_assert_eq!(said(&now.diagnostics), said(&cold.diagnostics), "step {}: {:?}", n, step);
            let cold_bytes: BTreeMap<String, Vec<u8>> =
                cold.rendered.outputs.iter().map(|(path, output)| (path.as_str().to_owned(), plain(output))).collect();
            if !cold.diagnostics.has_errors() {
                good = Some(cold_bytes);
            }
            if let Some(good) = &good {
                let shown = shown(&now.shown);
                prop_assert_eq!(shown.keys().collect::<Vec<_>>(), good.keys().collect::<Vec<_>>(), "step {}: {:?}", n, step);
                for (path, bytes) in good {
                    prop_assert!(shown[path] == *bytes, "step {}, {:?}: {} differs", n, step, path);
                }
            }
        }
    }
}

/// Proves: at midnight what is due appears by itself, without any file having changed.
#[test]
fn midnight_comes() {
    let site = practice().file("content/articles/due.md", "---\ntitle: Due\npublish_on: 2026-11-24\n---\nText.\n");
    let (live, folder) = Live::open(site.path(), settings()).expect("a folder");
    let has = |live: &Live| live.now().shown.has("articles/due/index.html");
    assert!(!has(&live));
    let (root, followed, midnight) =
        (site.path().to_owned(), live.clone(), Instant::now() + Duration::from_millis(400));
    let clock = move || match Instant::now() < midnight {
        true => Some((settings(), midnight)),
        false => {
            let tomorrow = settings().as_of.tomorrow().expect("a day");
            Some((Settings { as_of: tomorrow, ..settings() }, midnight + Duration::from_secs(86_400)))
        }
    };
    // It follows for as long as the program runs.
    std::thread::spawn(move || followed.follow(root, folder, false, &clock, &|_| {}, &|| {}));
    let until = Instant::now() + Duration::from_secs(20);
    while !has(&live) {
        assert!(Instant::now() < until, "the day never ended");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(Instant::now() >= midnight);
}

/// Proves: a mistake of the program at one change neither ends the preview nor goes unsaid: it is told once, the overlay has it,
/// the last page stays, and the next change is shown as ever.
#[test]
fn a_preview_that_fails_says_so_and_goes_on() {
    use anteroom::serve::problems::Problems;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    static BROKEN: AtomicBool = AtomicBool::new(false);
    static TOLD: AtomicUsize = AtomicUsize::new(0);
    let site = practice();
    let (live, folder) = Live::open(site.path(), settings()).expect("a folder");
    let (root, followed) = (site.path().to_owned(), live.clone());
    // The calendar is asked at each change.
    let clock = || match BROKEN.load(Ordering::SeqCst) {
        true => panic!("a mistake, for the test"),
        false => Some((settings(), Instant::now() + Duration::from_secs(86_400))),
    };
    std::thread::spawn(move || {
        followed.follow(root, folder, true, &clock, &|_| {}, &|| {
            TOLD.fetch_add(1, Ordering::SeqCst);
        });
    });
    let wait = |what: &str, is: &dyn Fn() -> bool| {
        let until = Instant::now() + Duration::from_secs(20);
        while !is() {
            assert!(Instant::now() < until, "{what}");
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    let about =
        |text: &str| site.write("content/pages/about.md", format!("---\ntitle: About\n---\n{text}\n").as_bytes());
    let shows = |text: &str| match live.now().shown.find("about/index.html") {
        Found::Output(page) => String::from_utf8_lossy(&plain(&page)).contains(text),
        _ => false,
    };
    about("Before it.");
    wait("it follows", &|| shows("Before it."));
    let bell = live.bell();
    BROKEN.store(true, Ordering::SeqCst);
    about("While it fails.");
    wait("it fails", &|| live.now().stuck);
    assert!(bell.has_changed().expect("a bell") && shows("Before it."));
    let said = serde_json::to_value(Problems::of(&live.now())).expect("JSON");
    assert!(said["stuck"][0].as_str().is_some_and(|words| words.contains("as it was before")), "{said}");
    assert!(said["stuck"][1].as_str().is_some_and(|words| words.contains("Ctrl-C")), "{said}");
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(TOLD.load(Ordering::SeqCst), 1, "it is said once, however often it is tried");
    BROKEN.store(false, Ordering::SeqCst);
    about("After it.");
    wait("it goes on", &|| shows("After it."));
    assert!(!live.now().stuck);
    let said = serde_json::to_value(Problems::of(&live.now())).expect("JSON");
    assert!(said["stuck"].is_null(), "{said}");
}

/// A running preview.
struct Serving {
    child: Child,
    said: std::sync::Arc<std::sync::Mutex<String>>,
    port: u16,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, headers in small letters, body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Serving {
    fn of(site: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_anteroom"))
            .args(["serve", "--color", "never", "--site"])
            .arg(site)
            .args(args)
            .env("SOURCE_DATE_EPOCH", "1795456800")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let said = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let (errors, ear) = (child.stderr.take().expect("a pipe"), said.clone());
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                ear.lock().expect("an ear").push_str(&format!("{line}\n"));
            }
        });
        let mut serving = Self { child, said, port: 0 };
        let text = serving.hears("http://127.0.0.1:");
        let after = text.split("http://127.0.0.1:").nth(1).expect("an address");
        serving.port = after.split(['/', '\n']).next().expect("a port").parse().expect("a number");
        serving
    }

    fn text(&self) -> String {
        self.said.lock().expect("an ear").clone()
    }

    /// Waits until the terminal has these words.
    #[track_caller]
    fn hears(&self, words: &str) -> String {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let text = self.text();
            if text.contains(words) {
                return text;
            }
            assert!(Instant::now() < until, "never said: {words}\n{text}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn ask(&self, path: &str, headers: &[&str]) -> Answer {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        let own = headers.iter().any(|h| h.to_ascii_lowercase().starts_with("host:"));
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connect");
        let (method, path) = path.split_once(' ').unwrap_or(("GET", path));
        let mut lines = vec![format!("{method} {path} HTTP/1.1"), "Connection: close".to_owned()];
        lines.extend((!own).then_some(host));
        lines.extend(headers.iter().map(|h| (*h).to_owned()));
        write!(stream, "{}\r\n\r\n", lines.join("\r\n")).expect("ask");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("an answer");
        let end = all.windows(4).position(|w| w == b"\r\n\r\n").expect("headers");
        let head = String::from_utf8_lossy(&all[..end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        Answer { status, head, body: all[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(path, &[])
    }

    /// Waits until a page is as wanted.
    #[track_caller]
    fn until(&self, path: &str, what: &str, fits: impl Fn(&Answer) -> bool) {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let answer = self.get(path);
            if fits(&answer) {
                return;
            }
            assert!(
                Instant::now() < until,
                "{path}: {what}, but it is {} {}\n{}",
                answer.status,
                answer.text(),
                self.text()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn until_says(&self, path: &str, words: &str) {
        self.until(path, words, |answer| answer.status == 200 && answer.text().contains(words));
    }
}

const ABOUT: &str = "---\ntitle: About\n---\nFirst words.\n";

fn practice() -> Site {
    Site::empty()
        .file("content/practice.yaml", "name: Elm\nurl: https://elm.example.com\n")
        .file("content/index.md", "---\ntitle: Elm\n---\nHello.\n")
        .file("content/pages/about.md", ABOUT)
        .file(
            "content/articles/grief.md",
            "---\ntitle: Grief\nposted: 2026-01-02\ntopics: [loss]\nhandout: true\n---\nText.\n",
        )
}

/// Proves: what is saved is shown, in every way that editors save; errors leave the last good page; and every list follows.
#[test]
fn a_saved_file_is_shown() {
    for poll in [false, true] {
        let site = practice();
        let serving = Serving::of(site.path(), if poll { &["--poll", "--port", "4100"] } else { &["--port", "4100"] });
        assert!(serving.get("/about/").text().contains("First words."));
        site.write("content/pages/about.md", ABOUT.replace("First", "Second").as_bytes());
        serving.until_says("/about/", "Second words.");
        // By a new file put in the old one's place.
        site.write("content/pages/about.md.new", ABOUT.replace("First", "Third").as_bytes());
        std::fs::rename(site.path().join("content/pages/about.md.new"), site.path().join("content/pages/about.md"))
            .expect("rename");
        serving.until_says("/about/", "Third words.");
        // A title shows in lists, on the topic's page, and in the sitemap's neighbour.
        let grief = "---\ntitle: Loss and grief\nposted: 2026-01-02\ntopics: [loss]\n---\nText.\n";
        site.write("content/articles/grief.md", grief.as_bytes());
        for page in ["/articles/grief/", "/articles/", "/topics/loss/", "/"] {
            serving.until_says(page, "Loss and grief");
        }
        // An error: the last good page stays, and the overlay has the place.
        site.write("content/pages/about.md", b"---\ntitle: [\n---\nFourth words.\n");
        serving.until_says("/__anteroom/problems", "content/pages/about.md:2:");
        assert!(serving.get("/about/").text().contains("Third words."));
        serving.hears("The last good site stays until this is mended.");
        site.write("content/pages/about.md", ABOUT.replace("First", "Fifth").as_bytes());
        serving.until_says("/about/", "Fifth words.");
        serving.hears("All errors are mended.");
        // A new folder with files in it, renamed, and gone.
        site.write("content/articles/deep/er/new.md", b"---\ntitle: New\nposted: 2026-01-03\n---\nText.\n");
        serving.until_says("/articles/new/", "New");
        let folder = |name: &str| site.path().join("content/articles").join(name);
        std::fs::rename(folder("deep"), folder("other")).expect("rename");
        site.write("content/articles/other/er/newer.md", b"---\ntitle: Newer\nposted: 2026-01-03\n---\nText.\n");
        serving.until_says("/articles/", "Newer");
        std::fs::remove_dir_all(folder("other")).expect("delete");
        serving.until("/articles/new/", "gone", |answer| answer.status == 404);
        // The whole content, gone and restored.
        let (content, away) = (site.path().join("content"), site.path().join("away"));
        std::fs::rename(&content, &away).expect("rename");
        serving.until_says("/__anteroom/problems", "no-practice");
        assert!(serving.get("/about/").text().contains("Fifth words."));
        std::fs::rename(&away, &content).expect("rename");
        site.write("content/pages/about.md", ABOUT.replace("First", "Sixth").as_bytes());
        serving.until_says("/about/", "Sixth words.");
        site.write("content/pages/about.md", ABOUT.replace("First", "Seventh").as_bytes());
        serving.until_says("/about/", "Seventh words.");
        // practice.yaml under another name, and back.
        let practice = |name: &str| content.join(name);
        std::fs::rename(practice("practice.yaml"), practice("practise.yaml")).expect("rename");
        serving.until_says("/__anteroom/problems", "practice.yaml");
        assert!(serving.get("/").text().contains("Elm"));
        std::fs::rename(practice("practise.yaml"), practice("practice.yaml")).expect("rename");
        serving.until("/__anteroom/problems", "mended", |answer| !answer.text().contains("no-practice"));
        // A theme that comes, breaks and is mended.
        let page = "{% extends \"calm/page.html\" %}{% block main %}WORDS{% endblock %}";
        site.write("themes/calm/templates/page.html", page.replace("WORDS", "First theme").as_bytes());
        serving.until_says("/about/", "First theme");
        site.write(
            "themes/calm/templates/page.html",
            b"{% extends \"calm/page.html\" %}{% block main %}{{ nothing.there }}{% endblock %}",
        );
        serving.until_says("/__anteroom/problems", "page.html");
        serving.until_says("/about/", "First theme");
        site.write("themes/calm/templates/page.html", page.replace("WORDS", "Second theme").as_bytes());
        serving.until_says("/about/", "Second theme");
    }
}

/// Proves: a thousand files at once are all shown, and gone again when they go.
#[test]
fn a_burst_of_files_is_shown_whole() {
    let site = practice();
    let serving = Serving::of(site.path(), &["--port", "4200"]);
    for n in 0..1000 {
        site.write(
            &format!("content/articles/many/a{n}.md"),
            format!("---\ntitle: Number {n}\n---\nText {n}.\n").as_bytes(),
        );
    }
    for n in [0, 499, 999] {
        serving.until_says(&format!("/articles/a{n}/"), &format!("Text {n}."));
    }
    serving.until("/sitemap.xml", "all of them", |answer| answer.text().matches("/articles/a").count() == 1000);
    std::fs::remove_dir_all(site.path().join("content/articles/many")).expect("delete");
    serving.until("/sitemap.xml", "none of them", |answer| answer.text().matches("/articles/a").count() == 0);
}

/// Proves: a site whose very first build fails is shown as far as it goes, with its problems, and comes to life when mended.
#[test]
fn a_first_build_that_fails_is_shown_too() {
    let site = practice().file("content/pages/about.md", "---\ntitle: [\n---\n");
    let serving = Serving::of(site.path(), &["--port", "4300"]);
    assert!(serving.get("/").text().contains("Hello."));
    assert!(serving.get("/__anteroom/problems").text().contains("yaml-syntax"));
    site.write("content/pages/about.md", ABOUT.as_bytes());
    serving.until_says("/about/", "First words.");
    serving.hears("All errors are mended.");
}

/// Proves: the answers are those of a host: types, the site's own headers, parts of PDFs, sent-on addresses, the page for wrong
/// ones; and bytes for programs are those of the build, while a browser's page has the preview's script.
#[test]
fn it_answers_as_a_host_would() {
    let site = practice().file("content/pages/old.md", "---\ntitle: Moved\naliases: [/before/]\n---\nHere.\n");
    let serving = Serving::of(site.path(), &["--port", "4400"]);
    anteroom(["build", "--quiet", "--as-of", "2026-11-23"]).at(site.path()).run().exits(0);
    for (name, bytes) in site.public() {
        if name == ".anteroom-output" {
            continue;
        }
        let address = format!("/{}", name.strip_suffix("index.html").unwrap_or(&name));
        serving.until(&address, "as built", |answer| answer.status == 200 && answer.body == bytes);
    }
    let page = serving.ask("/about/", &["Accept: text/html"]);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"), "{}", page.head);
    assert!(page.head.contains("content-security-policy: default-src 'self'"), "{}", page.head);
    assert!(page.head.contains("x-content-type-options: nosniff"), "{}", page.head);
    assert_eq!(page.text().matches("/__anteroom/live.js").count(), 1);
    assert!(!serving.get("/about/").text().contains("__anteroom"));
    let pdf = serving.get("/handouts/grief.pdf");
    assert!(pdf.body.starts_with(b"%PDF-") && pdf.head.contains("content-type: application/pdf"), "{}", pdf.head);
    let part = serving.ask("/handouts/grief.pdf", &["Range: bytes=5-9"]);
    assert_eq!((part.status, part.body.as_slice()), (206, &pdf.body[5..10]));
    assert!(part.head.contains(&format!("content-range: bytes 5-9/{}", pdf.body.len())), "{}", part.head);
    let last = serving.ask("/handouts/grief.pdf", &["Range: bytes=-4"]);
    assert_eq!((last.status, last.body.as_slice()), (206, &pdf.body[pdf.body.len() - 4..]));
    assert_eq!(serving.ask("/handouts/grief.pdf", &["Range: bytes=99999999-"]).status, 416);
    let head = serving.ask("HEAD /handouts/grief.pdf", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.head.contains(&format!("content-length: {}", pdf.body.len())), "{}", head.head);
    let etag = pdf.head.lines().find_map(|l| l.strip_prefix("etag: ")).expect("an etag").to_owned();
    assert_eq!(serving.ask("/handouts/grief.pdf", &[&format!("If-None-Match: {etag}")]).status, 304);
    let sent = serving.get("/about?x=1");
    assert_eq!(sent.status, 301);
    assert!(sent.head.contains("location: /about/?x=1"), "{}", sent.head);
    let wrong = serving.ask("/nothing/here/", &["Accept: text/html"]);
    assert_eq!(wrong.status, 404);
    assert!(wrong.text().contains("<h1") && wrong.text().contains("live.js"));
    for escape in ["/../Cargo.toml", "/..%2f..%2fetc/passwd", "/%2e%2e/x", "/about/..%5c..", "/content/practice.yaml"] {
        assert_eq!(serving.get(escape).status, 404, "{escape}");
    }
    assert_eq!(serving.ask("POST /about/", &["Content-Length: 0"]).status, 405);
}

/// Proves: no other website reads the preview through a name of its own, and none is told of its problems.
#[test]
fn it_keeps_to_itself() {
    let site = practice();
    let serving = Serving::of(site.path(), &["--port", "4500"]);
    for host in ["evil.example.com", "evil.example.com:4500", "127.0.0.1.nip.io"] {
        assert_eq!(serving.ask("/", &[&format!("Host: {host}")]).status, 403, "{host}");
    }
    for host in ["localhost:4500", "127.0.0.1", "[::1]:4500"] {
        assert_eq!(serving.ask("/", &[&format!("Host: {host}")]).status, 200, "{host}");
    }
    assert_eq!(serving.ask("/__anteroom/problems", &["Sec-Fetch-Site: cross-site"]).status, 403);
    // Only this computer can connect.
    let listening = std::fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let port = format!(":{:04X} ", serving.port);
    for line in listening.lines().filter(|line| line.contains(&port) && line.contains(" 0A ")) {
        assert!(line.contains("0100007F:"), "{line}");
    }
}

/// Proves: a port that is taken gives the next free one and says so; and a preview under a sub-path lies there.
#[test]
fn the_next_free_port_is_taken() {
    let site = practice().file("content/practice.yaml", "name: Elm\nurl: https://example.com/elm\n");
    let first = Serving::of(site.path(), &["--port", "4600"]);
    let second = Serving::of(site.path(), &["--port", &first.port.to_string()]);
    assert!(second.port > first.port);
    second.hears(&format!("Port {} is taken by another program; {} is free.", first.port, second.port));
    second.hears(&format!("http://127.0.0.1:{}/elm/", second.port));
    assert_eq!(second.get("/").status, 301);
    assert!(second.get("/elm/about/").text().contains("First words."));
    assert_eq!(second.get("/about/").status, 404);
}

/// Proves: Ctrl-C ends it at once, with status 0, though a browser still listens for news.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once() {
    let site = practice();
    let mut serving = Serving::of(site.path(), &["--port", "4700"]);
    let mut stream = TcpStream::connect(("127.0.0.1", serving.port)).expect("connect");
    write!(stream, "GET /__anteroom/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("ask");
    let mut begin = [0; 256];
    let n = stream.read(&mut begin).expect("an answer");
    assert!(String::from_utf8_lossy(&begin[..n]).contains("200 OK"));
    let begun = Instant::now();
    let id = serving.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let status = serving.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    serving.hears("The preview has ended.");
}

/// Proves: news come as they happen to whoever listens.
#[test]
fn news_come_by_themselves() {
    let site = practice();
    let serving = Serving::of(site.path(), &["--port", "4800"]);
    let mut stream = TcpStream::connect(("127.0.0.1", serving.port)).expect("connect");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    write!(stream, "GET /__anteroom/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("ask");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut next = |what: &str, fits: &dyn Fn(&serde_json::Value) -> bool| {
        let found = lines
            .by_ref()
            .filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
            .find(|news| fits(news));
        assert!(found.is_some(), "no news of {what}");
    };
    next("the beginning", &|news| news["errors"] == 0);
    site.write("content/pages/about.md", b"---\ntitle: [\n---\n");
    next("an error", &|news| news["errors"] == 1);
    site.write("content/pages/about.md", ABOUT.as_bytes());
    next("its mending", &|news| news["errors"] == 0);
}

/// Proves: a command that cannot be followed says why.
#[test]
fn a_wrong_command_is_refused() {
    anteroom(["serve", "--site", "nowhere"]).at(repository()).run().exits(2).says("there is no folder nowhere");
    anteroom(["serve", "--port", "0"]).at(repository()).run().exits(2);
    anteroom(["serve", "--host", "no such host"])
        .at(repository())
        .run()
        .exits(2)
        .says("is no address of this computer");
}
