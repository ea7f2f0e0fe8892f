//! What each command says, where it says it, and how it ends.
//!
//! Whole conversations are held to `tests/cli/*.txt`; what must hold of every one (data on standard output, words on
//! standard error, exit status) is asserted here.

use crate::site::{Done, PRACTICE, Site, TODAY, anteroom, files_of, repository};
use crate::snapshot;
use anteroom::diagnostics::codes;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A conversation: commands and what came back.
#[derive(Default)]
struct Transcript(String);

impl Transcript {
    fn add(&mut self, command: &str, done: &Done) {
        let say = |text: &str, mark: &str| {
            text.lines().map(|l| format!("{mark}{l}").trim_end().to_owned() + "\n").collect::<String>()
        };
        self.0.push_str(&format!("$ {command}\n{}{}", say(&done.stdout, ""), say(&redact(&done.stderr), "| ")));
        if done.status != 0 {
            self.0.push_str(&format!("(exit status {})\n", done.status));
        }
        self.0.push('\n');
    }

    #[track_caller]
    fn is(&self, file: &str) {
        let path: PathBuf = repository().join("tests/cli").join(file);
        if let Err(difference) = snapshot::compare(&self.0, &path) {
            panic!("tests/cli/{file} differs (SNAPSHOTS=overwrite renews it):\n{difference}");
        }
    }
}

/// Takes out what differs from run to run and with the theme: times and sizes.
fn redact(text: &str) -> String {
    let line = |line: &str| -> String {
        let Some(rest) = line.strip_prefix("Built ") else { return line.to_owned() };
        let (pages, rest) = rest.split_once(" (").expect("a size");
        let (_, rest) = rest.split_once(") in ").expect("a time");
        let (_, rest) = rest.split_once(" s: ").expect("seconds");
        format!("Built {pages} (SIZE) in TIME s: {}", files(rest))
    };
    text.lines().map(|l| line(l) + "\n").collect()
}

/// How many files a theme has is its own affair.
fn files(counts: &str) -> String {
    let number = |word: &str| {
        if word.bytes().all(|b| b.is_ascii_digit()) && word != "0" && word != "1" {
            "N".to_owned()
        } else {
            word.to_owned()
        }
    };
    counts.split(' ').map(number).collect::<Vec<_>>().join(" ")
}

/// Proves: help and version go to standard output, and say what there is.
#[test]
fn help_says_what_there_is() {
    let mut transcript = Transcript::default();
    for args in [
        vec!["--help"],
        vec!["new", "--help"],
        vec!["build", "--help"],
        vec!["schema", "--help"],
        vec!["explain", "--help"],
        vec!["completions", "--help"],
    ] {
        let done = anteroom(&args).run().exits(0);
        assert_eq!(done.stderr, "");
        transcript.add(&format!("anteroom {}", args.join(" ")), &done);
    }
    transcript.is("help.txt");
    let version = anteroom(["--version"]).run().exits(0);
    assert_eq!(version.stdout, format!("anteroom {}\n", env!("CARGO_PKG_VERSION")));
}

/// Proves: a wrong command ends with 2, says what is wrong on standard error, and gives no data.
#[test]
fn wrong_commands_are_refused() {
    let mut transcript = Transcript::default();
    for args in [
        vec!["biuld"],
        vec!["build", "--ot", "www"],
        vec!["build", "--as-of", "March 4"],
        vec!["build", "--base-url", "www.example.com"],
        vec!["build", "--base-url", "https://example.com/?page=1"],
        vec!["build", "--color", "mauve"],
        vec!["build", "--format", "xml"],
        vec!["build", "--site", "no/such/folder"],
        vec!["schema", "persons"],
        vec!["explain", "link-brokn"],
        vec!["explain", "zzzzzz"],
        vec!["completions", "cobol"],
        vec!["new"],
    ] {
        let done = anteroom(&args).run().exits(2).prints_nothing();
        transcript.add(&format!("anteroom {}", args.join(" ")), &done);
    }
    transcript.is("refused.txt");
}

/// Proves: without a command there is help, and it does not count as done.
#[test]
fn no_command_shows_help() {
    let done = anteroom([] as [&str; 0]).run().exits(2);
    assert!(done.stderr.contains("Usage:") && done.stderr.contains("build"), "{}", done.stderr);
}

/// Proves: a blank site builds, and says what it says in the same words.
#[test]
fn new_makes_a_blank_site_that_builds() {
    let place = Site::empty();
    let mut transcript = Transcript::default();
    let done = anteroom(["new", "--blank", "--name", "Elm Street", "practice"])
        .at(place.path())
        .run()
        .exits(0)
        .prints_nothing();
    transcript.add("anteroom new --blank --name \"Elm Street\" practice", &done);
    let built = anteroom(["build", "--site", "practice", "--as-of", TODAY, "--base-url", "https://www.example.com"])
        .at(place.path())
        .run();
    let built = built.exits(0).prints_nothing();
    transcript.add("anteroom build --site practice --base-url https://www.example.com", &built);
    transcript.is("new-blank.txt");
    assert!(place.path().join("practice/public/index.html").is_file());
    // What the words name is there.
    for line in done.stderr.lines() {
        for word in line.split_whitespace().map(|w| w.trim_end_matches([';', '.', ','])) {
            if word.ends_with(".md") || word.ends_with(".yaml") {
                let found =
                    [place.path().join(word), place.path().join("practice").join(word)].iter().any(|p| p.exists());
                assert!(found, "{word} is named but not there:\n{}", done.stderr);
            }
        }
    }
}

/// Proves: the sample practice that `new` unpacks builds with no finding at all, and is the repository's own.
#[test]
fn new_makes_a_site_without_a_finding() {
    let place = Site::empty();
    let done = anteroom(["new", "practice"]).at(place.path()).run().exits(0).prints_nothing();
    let mut transcript = Transcript::default();
    transcript.add("anteroom new practice", &done);
    transcript.is("new.txt");
    let report = anteroom(["build", "--site", "practice", "--as-of", TODAY, "--format", "json"])
        .at(place.path())
        .run()
        .exits(0)
        .json();
    assert_eq!(report["diagnostics"], serde_json::json!([]), "the sample has findings");
    let content = files_of(&place.path().join("practice/content"));
    let mut sample = files_of(&repository().join("content"));
    let practice = sample.get_mut("practice.yaml").expect("practice.yaml");
    *practice = String::from_utf8_lossy(practice).replace("\nalso_paper:", "\n# also_paper:").into_bytes();
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&content), names(&sample), "what is unpacked is what is in the repository");
    let other: Vec<&String> = content.iter().filter(|(name, bytes)| sample[*name] != **bytes).map(|(n, _)| n).collect();
    assert!(other.is_empty(), "unpacked otherwise than in the repository, but for the second paper: {other:?}");
    let editor = [".vscode/settings.json", ".vscode/extensions.json", ".vscode/front-matter.code-snippets"];
    for name in ["README.md", "HANDOVER.md", ".gitignore", ".anteroom/schema/practice.json"].iter().chain(&editor) {
        assert!(place.path().join("practice").join(name).is_file(), "{name}");
    }
    assert!(!place.path().join("practice/.github").exists() && !place.path().join("practice/.gitlab-ci.yml").exists());
}

/// Proves: a name with whatever signs in it is the practice's name, letter for letter, in a site that builds.
#[test]
fn new_takes_any_name() {
    let names = [
        "Dr. \"Jo\" O'Neil: Therapy & Co. #1",
        "Río 心 🌿 {{ name }} {% raw %}",
        "- *anchor & !tag | > %",
        "C:\\Practice\\n",
        "yes",
        "007",
        "null",
        " padded ",
    ];
    for name in names {
        // One name that means something everywhere is enough for the sample texts, whose paperwork takes long to typeset.
        for blank in [true, false].into_iter().take(if name == names[1] { 2 } else { 1 }) {
            let place = Site::empty();
            let named = format!("--name={name}");
            let mut args = vec!["new", "--quiet", named.as_str(), "practice"];
            args.extend(blank.then_some("--blank"));
            let done = anteroom(&args).at(place.path()).run().exits(0);
            assert_eq!(done.stderr, "");
            let site = place.path().join("practice");
            for (file, bytes) in crate::site::files_of(&site.join("content")) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(!text.contains("Riverbend Integrative"), "{file} has the name of the sample practice");
            }
            let tree = anteroom::source::load(&site).expect("load");
            let settings = crate::properties::settings();
            let made =
                anteroom::pipeline::make_from(tree, settings, &anteroom::memo::Memo::off(), crate::properties::store());
            let practice = made.site.practice("en").expect("a practice");
            assert_eq!(practice.name, name.trim());
            assert!(!made.diagnostics.has_errors(), "{name}: {:?}", made.diagnostics);
        }
    }
    let place = Site::empty();
    anteroom(["new", "--name", "two\nlines", "practice"]).at(place.path()).run().exits(2).says("one line");
    anteroom(["new", "--name", "   ", "practice"]).at(place.path()).run().exits(2);
    assert!(!place.path().join("practice").exists(), "nothing is made where an answer is refused");
}

/// Proves: state and color go where they belong; what is no color is refused before anything is made.
#[test]
fn new_takes_state_and_color() {
    let place = Site::empty();
    anteroom(["new", "practice", "--state", "oh", "--accent", "#3A5F0B"]).at(place.path()).run().exits(0);
    // What the sample says of its own state is listed, file by file, and is all that says it.
    let practice = place.path().join("practice");
    let list = std::fs::read_to_string(practice.join("HANDOVER.md")).expect("HANDOVER.md");
    let listed = |name: &str| list.contains(&format!("- [ ] {name}\n"));
    for (name, bytes) in crate::site::files_of(&practice) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let names = name.starts_with("content/") && (text.contains("Illinois") || text.contains("ILCS"));
        assert_eq!(listed(&name), names, "{name}");
    }
    assert!(listed("content/forms/consent-minor.yaml"));
    let text = std::fs::read_to_string(place.path().join("practice/content/practice.yaml")).expect("practice.yaml");
    assert!(text.contains("accent: \"#3a5f0b\""), "{text}");
    assert!(text.lines().any(|l| l.trim() == "state: OH"), "{text}");
    assert!(!text.lines().any(|l| l.trim() == "state: IL"), "{text}");
    anteroom(["new", "other", "--accent", "mauve"]).at(place.path()).run().exits(2).says("such as");
    anteroom(["new", "other", "--state", "Bavaria"]).at(place.path()).run().exits(2);
    assert!(!place.path().join("other").exists());
}

/// Proves: the files for a host's robots are there when they are asked for.
#[test]
fn new_writes_ci_where_asked() {
    for (ci, file) in [("github", ".github/workflows/site.yml"), ("gitlab", ".gitlab-ci.yml")] {
        let place = Site::empty();
        anteroom(["new", "practice", "--ci", ci]).at(place.path()).run().exits(0);
        let text = std::fs::read_to_string(place.path().join("practice").join(file)).expect("a workflow");
        assert!(text.contains("anteroom build"), "{text}");
        let mut faults = Vec::new();
        anteroom::source::yaml::parse(&anteroom::source::FileId::new(file), &text, 0, &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
    }
}

/// Proves: nothing that is there is ever changed; a fresh repository is as good as empty.
#[test]
fn new_refuses_a_folder_with_something_in_it() {
    let place = Site::empty().file("practice/notes.txt", "mine\n").file("file.txt", "mine\n");
    let before = files_of(place.path());
    anteroom(["new", "practice"]).at(place.path()).run().exits(2).prints_nothing().says("is not empty");
    anteroom(["new", "file.txt"]).at(place.path()).run().exits(2).says("is a file");
    assert_eq!(files_of(place.path()), before);
    let fresh = Site::empty().file("practice/.git/HEAD", "ref: refs/heads/main\n");
    anteroom(["new", "practice"]).at(fresh.path()).run().exits(0);
}

/// Proves: the summary, its plural, and that a second build finds nothing to do.
#[test]
fn build_says_what_it_did() {
    // An index changes with every page.
    let site = Site::empty()
        .file("content/practice.yaml", format!("{PRACTICE}search: no\n"))
        .file("content/articles/grief.md", "---\ntitle: Grief\nposted: 2026-03-02\n---\n\nIt comes in waves.\n");
    let mut transcript = Transcript::default();
    let build = |transcript: &mut Transcript| {
        let done = site.build().run().exits(0).prints_nothing();
        transcript.add("anteroom build", &done);
    };
    build(&mut transcript);
    build(&mut transcript);
    site.write(
        "content/articles/grief.md",
        b"---\ntitle: Grief\nposted: 2026-03-02\n---\n\nIt comes in waves, and goes.\n",
    );
    build(&mut transcript);
    std::fs::remove_file(site.path().join("content/articles/grief.md")).expect("remove");
    build(&mut transcript);
    transcript.is("build.txt");
}

/// Proves: `--quiet` says nothing of a good site, and errors alone of a bad one.
#[test]
fn quiet_says_nothing_but_errors() {
    let good = Site::small().file("content/pages/about.md", "---\ntitle: About\nsumary: x\n---\n");
    let done = good.build().arg("--quiet").run().exits(0).prints_nothing();
    assert_eq!(done.stderr, "");
    let bad = Site::small().file("content/pages/about.md", "---\nsumary: x\n---\n");
    bad.build().arg("-q").run().exits(1).prints_nothing().says("error[missing-key]").never_says("warning[");
}

/// Proves: an error leaves the last good site as it was, byte for byte; a mended one replaces it.
#[test]
fn the_last_good_site_stays() {
    let site = Site::small().file("content/pages/about.md", "---\ntitle: About\n---\n\nWe are three.\n");
    let good = site.built();
    site.write("content/pages/about.md", b"---\n---\n\nWe are four.\n");
    site.build().run().exits(1).says("last good site stays");
    assert_eq!(site.public(), good);
    site.write("content/pages/about.md", b"---\ntitle: About\n---\n\nWe are four.\n");
    let mended = site.built();
    assert_ne!(mended, good);
    let leftovers: Vec<String> = std::fs::read_dir(site.path())
        .expect("list")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|n| !["content", "public", ".anteroom"].contains(&n.as_str()))
        .collect();
    assert!(leftovers.is_empty(), "left beside the site: {leftovers:?}");
}

/// Proves: a site without any practice.yaml is an error of content, not of the machine, and nothing is made.
#[test]
fn a_folder_that_is_no_site_is_told_so() {
    let empty = Site::empty();
    empty.build().run().exits(1).says("no-practice").says("anteroom new");
    assert!(!empty.path().join("public").exists());
}

/// Proves: `--out` goes where it says; a folder of somebody else's, the content, or what holds the site is refused.
#[test]
fn out_is_where_it_says_or_refused() {
    let site = Site::small().file("elsewhere/mine.txt", "mine\n");
    site.build().args(["--out", "www/site"]).run().exits(0);
    assert!(site.path().join("www/site/index.html").is_file());
    assert!(!site.path().join("public").exists());
    for out in ["elsewhere", "content", "content/public", ".", "..", "themes/public", "file"] {
        site.write("file", b"mine\n");
        let before = files_of(&site.path().join("content"));
        let done = site.build().args(["--out", out]).run();
        assert_eq!(done.status, 2, "--out {out}: {}", done.stderr);
        assert!(done.stderr.starts_with("error: "), "{}", done.stderr);
        assert_eq!(files_of(&site.path().join("content")), before, "--out {out}");
    }
    assert_eq!(std::fs::read(site.path().join("elsewhere/mine.txt")).expect("mine"), b"mine\n");
}

/// Proves: the address of the command line takes the place of the practice's, with its sub-path.
#[test]
fn base_url_is_the_sites_address() {
    let site = Site::empty().file("content/practice.yaml", "name: Elm Street\n");
    site.build().args(["--base-url", "https://elm.example.org/practice/"]).run().exits(0).never_says("no-url");
    let public = site.public();
    let text = |name: &str| String::from_utf8_lossy(&public[name]).into_owned();
    assert!(text("index.html").contains("https://elm.example.org/practice/"), "a canonical address");
    assert!(text("sitemap.xml").contains("<loc>https://elm.example.org/practice/</loc>"), "{}", text("sitemap.xml"));
    assert!(text("robots.txt").contains("https://elm.example.org/practice/sitemap.xml"), "{}", text("robots.txt"));
}

/// Proves: drafts, and what is not yet or no longer published, are shown with `--drafts` alone; the day counts from
/// its beginning.
#[test]
fn drafts_and_days() {
    let article = |front: &str| format!("---\ntitle: One\n{front}\n---\n\nText.\n");
    let site = Site::small()
        .file("content/articles/draft.md", article("draft: yes"))
        .file("content/articles/soon.md", article("publish_on: 2026-11-24"))
        .file("content/articles/gone.md", article("expires_on: 2026-11-23"))
        .file("content/articles/here.md", article("publish_on: 2026-11-23"));
    let shown = |args: &[&str]| -> Vec<String> {
        anteroom(["build"]).at(site.path()).args(args).run().exits(0);
        let names = site.public().into_keys();
        names.filter_map(|n| n.strip_prefix("articles/")?.strip_suffix("/index.html").map(str::to_owned)).collect()
    };
    assert_eq!(shown(&["--as-of", "2026-11-23"]), ["here"]);
    assert_eq!(shown(&["--as-of", "2026-11-24"]), ["here", "soon"]);
    assert_eq!(shown(&["--as-of", "2026-11-22"]), ["gone"]);
    assert_eq!(shown(&["--as-of", "2026-11-23", "--drafts"]), ["draft", "gone", "here", "soon"]);
}

/// Proves: `SOURCE_DATE_EPOCH` is the day where no other is given, in the practice's time zone, and nonsense is refused.
#[test]
fn source_date_epoch_is_a_day() {
    let site = Site::empty()
        .file("content/practice.yaml", "name: Elm\nurl: https://www.example.com\ntimezone: Pacific/Kiritimati\n")
        .file("content/articles/soon.md", "---\ntitle: Soon\npublish_on: 2026-11-24\n---\n");
    // 2026-11-23 12:00 UTC is already the next day on Kiritimati.
    let build = |seconds: &str| anteroom(["build"]).at(site.path()).env("SOURCE_DATE_EPOCH", seconds).run();
    build("1795435200").exits(0);
    assert!(site.public().contains_key("articles/soon/index.html"));
    build("1795348800").exits(0);
    assert!(!site.public().contains_key("articles/soon/index.html"));
    build("yesterday").exits(2).says("SOURCE_DATE_EPOCH");
}

/// Proves: each code is explained from the table that the code uses, and in brackets too, as it stands in messages.
#[test]
fn explain_knows_every_code() {
    for code in codes::CODES {
        let done = anteroom(["explain", code.name]).run().exits(0);
        assert_eq!(done.stderr, "");
        for part in [code.name, code.severity.word(), code.summary, code.explanation.trim_end_matches('.')] {
            assert!(done.stdout.contains(part), "{}: {part} is not in\n{}", code.name, done.stdout);
        }
        for line in code.bad.lines().chain(code.good.lines()) {
            assert!(done.stdout.contains(line), "{}: {line} is not in\n{}", code.name, done.stdout);
        }
    }
    let mut transcript = Transcript::default();
    transcript.add("anteroom explain link-broken", &anteroom(["explain", "link-broken"]).run());
    transcript.add("anteroom explain [bad-npi]", &anteroom(["explain", "[bad-npi]"]).run());
    transcript.is("explain.txt");
    let all = anteroom(["explain"]).run().exits(0).stdout;
    let named: Vec<&str> = all.lines().filter_map(|l| l.split_whitespace().next()).collect();
    let rules = anteroom::check::rules::all().map(|rule| rule.code.name);
    let mut codes: Vec<&str> = codes::CODES.iter().map(|c| c.name).chain(rules).collect();
    codes.sort_unstable();
    assert_eq!(named, codes);
    assert!(named.is_sorted(), "the list is sorted, so that a code is found");
}

/// Proves: completions come out for the shells that people have, and name every command.
#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = anteroom(["completions", shell]).run().exits(0);
        assert_eq!(done.stderr, "");
        for command in ["new", "build", "schema", "explain", "completions", "as-of"] {
            assert!(done.stdout.contains(command), "{shell}: {command}");
        }
    }
    // Where the shell is here, it reads what it gets.
    let script = anteroom(["completions", "bash"]).run().stdout;
    let file = Site::empty().file("completions.bash", &script);
    if let Ok(checked) = std::process::Command::new("bash").arg("-n").arg(file.path().join("completions.bash")).output()
    {
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

/// Proves: away from a terminal there are no colors, `NO_COLOR` or not; `--color always` is stronger than both.
#[test]
fn colors_are_for_terminals() {
    let site = Site::small().file("content/pages/about.md", "---\n---\n");
    for run in [site.build(), site.build().env("NO_COLOR", "1"), site.build().args(["--color", "never"])] {
        assert!(!run.run().exits(1).stderr.contains('\u{1b}'));
    }
    assert!(site.build().env("NO_COLOR", "1").args(["--color", "always"]).run().exits(1).stderr.contains('\u{1b}'));
}

/// Proves: a reader that has gone away (`| head -1`) is no failure.
#[test]
fn a_closed_pipe_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_anteroom"))
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    assert!(done.status.success(), "{:?}", done.status);
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}
