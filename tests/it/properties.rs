//! What must hold of every input: nothing panics; remembered work equals work done anew; the same bytes anywhere.

use crate::site::{Site, TODAY, anteroom, repository};
use anteroom::blob::BlobStore;
use anteroom::diagnostics::{json, terminal};
use anteroom::memo::Memo;
use anteroom::model::Settings;
use anteroom::output::Output;
use anteroom::pipeline::{Made, make_from};
use anteroom::source::{self, Content, FileId, SourceFile, SourceTree};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Where the PDFs of this run are kept: by all that goes into them, so that a build which remembers nothing else need not
/// typeset the same sheet again.
pub fn store() -> &'static BlobStore {
    static STORE: LazyLock<BlobStore> = LazyLock::new(|| BlobStore::of_site(crate::site::printed()));
    &STORE
}

/// Settings of the tests' day.
pub fn settings() -> Settings {
    Settings { as_of: TODAY.parse().expect("a date"), drafts: false, base_url: None, relative: false }
}

/// So many cases, or as many as `PROPTEST_CASES` says.
pub fn cases(usual: u32) -> ProptestConfig {
    let given = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { given } else { ProptestConfig { cases: usual, ..given } }
}

/// The sample practice as it lies in the repository.
static SAMPLE: LazyLock<SourceTree> = LazyLock::new(|| source::load(repository()).expect("the repository"));

/// The sample with three of its forms and one packet: every page and every kind of PDF, without typesetting a hundred of
/// them anew at each change that reaches them all.
pub static SMALLER: LazyLock<SourceTree> = LazyLock::new(|| {
    let mut tree = SAMPLE.clone();
    let kept = ["adult-intake.", "privacy-acknowledgement.", "phq-9.", "adult."];
    tree.files.retain(|id, _| {
        let paperwork =
            ["content/forms/", "content/packets/"].iter().find_map(|folder| id.as_str().strip_prefix(folder));
        paperwork.is_none_or(|name| kept.iter().any(|kept| name.starts_with(kept)))
    });
    for (name, from, to) in [
        ("content/practice.yaml", "also_paper: a4\n", ""),
        (
            "content/packets/adult.yaml",
            "informed-consent, privacy-acknowledgement, financial-agreement, phq-9, gad-7",
            "privacy-acknowledgement, phq-9",
        ),
    ] {
        let text = tree.text(name).expect("a file of the sample");
        assert!(text.contains(from), "{name} has no {from:?}");
        let text = text.replace(from, to);
        tree.files.insert(FileId::new(name), SourceFile::text(name, &text));
    }
    tree
});

/// Makes a site and shows its diagnostics in every way, none of which may panic.
fn make_and_say(tree: SourceTree) -> Made {
    let made = make_from(tree, settings(), &Memo::off(), store());
    // Whatever the content says, the theme's print files set it: only a mistake in them may keep a PDF from being made.
    let own_theme = made.tree.under("themes/").next().is_some();
    assert!(own_theme || made.diagnostics.iter().all(|d| d.code.name != "print-failed"), "{:?}", made.diagnostics);
    for (color, width) in [(false, 40), (true, 120)] {
        let text = terminal::render(&made.diagnostics, &made.tree, terminal::Style { color, width });
        assert_eq!(text.is_empty(), made.diagnostics.is_empty());
    }
    let report = json::render(&made.diagnostics, &made.tree);
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(made.diagnostics.len()));
    for path in made.rendered.outputs.keys() {
        let path = path.as_str();
        assert!(
            !path.starts_with('/') && !path.split('/').any(|p| matches!(p, "" | "." | "..") || p.len() > 255),
            "{path}"
        );
    }
    made
}

/// Where each kind of file lies, and how many of its first bytes are likely to be keys.
const KINDS: &[&str] = &[
    "content/practice.yaml",
    "content/index.md",
    "content/pages/a.md",
    "content/articles/a.md",
    "content/articles/a.es.md",
    "content/providers/a.yaml",
    "content/forms/a.yaml",
    "content/forms/a.es.yaml",
    "content/packets/a.yaml",
    "content/glossary.yaml",
    "themes/calm/templates/page.html",
    "themes/calm/strings/en.ftl",
    "themes/calm/theme.yaml",
    "content/stray.yaml",
];

/// Text of the shapes that parsers trip over.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "---\n",
        "---",
        "\n",
        "\r\n",
        "title: ",
        "name: ",
        ": ",
        "- ",
        "  ",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "|\n",
        ">-\n",
        "&a ",
        "*a",
        "!!x ",
        "%",
        "#",
        "é",
        "心",
        "\u{202e}",
        "\u{feff}",
        "\0",
        "\u{7}",
        "\\",
        "`",
        "```",
        "<",
        ">",
        "<p>",
        "</p>",
        "<b",
        "<!--",
        "-->",
        "[x](",
        ")",
        "![",
        "](#x)",
        "{{ fact: ",
        " }}",
        "{{",
        "{%",
        "%}",
        "[^1]",
        "[^1]: x\n",
        "> [!NOTE]\n",
        "| a |\n|---|\n",
        "fields:\n",
        "sections:\n",
        "options: ",
        "type: ",
        "matrix",
        "table",
        "choice",
        "when: {field: a, is: b}",
        "id: ",
        "a",
        "0",
        "-1",
        "9999999999999999999999",
        "1e400",
        "2026-02-30",
        ".",
        "/",
        "..",
        "mailto:",
        "javascript:",
        "http://",
        "\u{301}",
        "👩🏽‍⚕️",
        "term: ",
        "definition: ",
        "topics: ",
        "aliases: ",
        "=\n",
        "- [ ] ",
        "~~",
        "**",
        "_",
        "\n: x\n",
        "languages: [en, es]\n",
    ]);
    prop_oneof![
        3 => prop::collection::vec(words, 0..40).prop_map(|words| words.concat()),
        1 => any::<String>(),
        1 => "\\PC{0,80}",
    ]
}

/// One change to a text: somewhere some characters go, and something comes.
#[derive(Debug, Clone)]
pub struct Edit {
    at: prop::sample::Index,
    gone: usize,
    new: String,
}

fn edit() -> impl Strategy<Value = Edit> {
    (any::<prop::sample::Index>(), prop_oneof![Just(0), 1..8_usize, 1..400_usize], text())
        .prop_map(|(at, gone, new)| Edit { at, gone, new })
}

impl Edit {
    fn apply(&self, text: &str) -> String {
        let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let start = self.at.index(places.len());
        let end = (start + self.gone).min(places.len() - 1);
        format!("{}{}{}", &text[..places[start]], self.new, &text[places[end]..])
    }
}

/// The sample's text files under a folder.
fn texts(under: &str) -> Vec<(String, String)> {
    let files = SMALLER.files.keys().filter(|id| id.as_str().starts_with(under));
    files.filter_map(|id| Some((id.as_str().to_owned(), SMALLER.text(id.as_str())?.to_owned()))).collect()
}

proptest! {
    #![proptest_config(cases(250))]

    /// Proves: whatever is in the files of a small site, the pipeline ends without a panic, and so do its reports.
    #[test]
    fn no_text_panics(texts in prop::collection::vec((prop::sample::select(KINDS), text()), 1..6), practice in any::<bool>()) {
        let mut files: BTreeMap<&str, &str> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        if practice {
            files.insert("content/practice.yaml", "name: A\nlanguages: [en, es]\n");
        }
        make_and_say(SourceTree::from_texts(files));
    }

    /// Proves: no name of a file panics, and none leads out of the output folder.
    #[test]
    fn no_name_panics(folder in prop::sample::select(vec!["", "pages/", "articles/", "articles/x/", "providers/", "forms/", "packets/", "media/", "files/"]),
                      name in "\\PC{1,40}", ending in prop::sample::select(vec!["md", "yaml", "yml", "es.md", "es.yaml", "svg", "MD", ""])) {
        let name = format!("content/{folder}{}.{ending}", name.replace(['/', '\0'], "-"));
        let text = "---\ntitle: A\n---\n";
        make_and_say(SourceTree::from_texts([("content/practice.yaml", "name: A\nlanguages: [en, es]\n"), (name.as_str(), text)]));
    }
}

proptest! {
    #![proptest_config(cases(48))]

    /// Proves: a slip of the finger anywhere in the sample practice or its theme never panics.
    #[test]
    fn no_slip_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), edit()), 1..4)) {
        static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| texts(""));
        let mut tree = SMALLER.clone();
        for (which, edit) in edits {
            let (name, _) = &FILES[which.index(FILES.len())];
            let text = edit.apply(tree.text(name).expect("a text"));
            tree.files.insert(FileId::new(name), SourceFile::text(name, &text));
        }
        make_and_say(tree);
    }

    /// Proves: bytes that are no text, on a disk, never panic the program; they are a fault at their file.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), name in prop::sample::select(KINDS), picture in any::<bool>()) {
        let site = Site::small().file(name, &bytes);
        let site = if picture { site.file("content/media/a.png", &bytes).file("content/articles/p.md", "---\ntitle: P\nimage: ../media/a.png\n---\n") } else { site };
        make_and_say(source::load(site.path()).expect("a tree"));
    }
}

/// What a build gives: every output's bytes, and what is said.
type Result = (BTreeMap<String, Vec<u8>>, Vec<String>);

fn result(tree: &SourceTree, settings: &Settings, memo: &Memo) -> Result {
    let made = make_from(tree.clone(), settings.clone(), memo, store());
    let bytes = |output: &Output| match output {
        Output::Bytes(bytes) => bytes.to_vec(),
        Output::File { hash, len, .. } => format!("{hash} {len}").into_bytes(),
    };
    let outputs =
        made.rendered.outputs.iter().map(|(path, output)| (path.as_str().to_owned(), bytes(output))).collect();
    (outputs, made.diagnostics.iter().map(|d| format!("{d:?}")).collect())
}

#[track_caller]
fn same(a: &Result, b: &Result, what: &str) {
    let names = |r: &Result| r.0.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b), "{what}: other files");
    for (path, bytes) in &a.0 {
        if *bytes != b.0[path] {
            let (x, y) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&b.0[path]));
            let line = x.lines().zip(y.lines()).find(|(x, y)| x != y);
            panic!("{what}: {path} differs: {line:?}");
        }
    }
    assert_eq!(a.1, b.1, "{what}: other diagnostics");
}

/// One thing that an owner, a translator or a designer does.
#[derive(Debug, Clone)]
pub enum Step {
    Edit(prop::sample::Index, Edit),
    Append(prop::sample::Index),
    Remove(prop::sample::Index),
    Restore,
    Rename(prop::sample::Index),
    Replace(&'static str, &'static str, &'static str),
    NewArticle(u8),
    AsOf(u16),
    Drafts,
    Base,
    Relative,
    Nothing,
}

/// Changes whose effect reaches far: into every page, every list, every other language.
const FAR: &[(&str, &str, &str)] = &[
    ("content/practice.yaml", "name: ", "name: New "),
    ("content/practice.yaml", "price: 1", "price: 2"),
    ("content/practice.yaml", "languages: [en, es]", "languages: [en]"),
    ("content/practice.yaml", "languages: [en, es]", "languages: [es, en]"),
    ("content/practice.yaml", "id: first", "id: frist"),
    ("content/practice.yaml", "phone:", "fax: \"555-0199\"\nphone:"),
    ("content/practice.yaml", "accent: \"#", "accent: \"#1"),
    ("content/practice.yaml", "navigation:", "look_: {}\nnavigation:"),
    ("content/practice.es.yaml", "tagline: ", "tagline: Nuevo "),
    ("content/glossary.yaml", "term: ", "term: the "),
    ("content/glossary.yaml", "definition: ", "definition: Well, "),
    ("content/glossary.es.yaml", "definition: ", "definition: Pues, "),
    ("content/providers/amara-osei.yaml", "name: Amara", "name: Amira"),
    ("content/providers/dana-whitfield.yaml", "credentials: [", "credentials: [MA, "),
    ("content/providers/mateo-salinas.yaml", "accepting_clients: ", "accepting_clients: no # "),
    ("content/forms/adult-intake.yaml", "title: ", "title: New "),
    ("content/forms/adult-intake.yaml", "label: ", "label: Tell us, "),
    ("content/forms/adult-intake.es.yaml", "title: ", "title: Nueva "),
    ("content/packets/adult.yaml", "forms: [", "forms: [phq-9, "),
    ("content/articles/getting-started/what-to-expect.md", "title: ", "title: Now "),
    ("content/articles/getting-started/what-to-expect.md", "topics: [", "topics: [new topic, "),
    ("content/articles/getting-started/what-to-expect.es.md", "title: ", "title: Hoy "),
    ("content/articles/what-is-integrative-therapy.md", "\n## ", "\n## So "),
    ("content/articles/what-is-integrative-therapy.md", "---\n", "---\ndraft: yes\n"),
    ("content/pages/fees.md", "title: ", "title: Our "),
    ("themes/calm/templates/base.html", "</footer>", "<p>New</p></footer>"),
    ("themes/calm/templates/article.html", "<div class=\"prose", "<div class=\"prose new"),
    ("themes/calm/templates/person-row.html", "<a ", "<a class=\"x\" "),
    ("themes/calm/strings/en.ftl", "help-now = ", "help-now = New "),
    ("themes/calm/strings/es.ftl", "help-now = ", "help-now = Nueva "),
    ("themes/calm/assets/calm.css", ":root {", ":root { --new: 1;"),
];

pub fn step() -> impl Strategy<Value = Step> {
    let which = any::<prop::sample::Index>;
    prop_oneof![
        3 => (which(), edit()).prop_map(|(i, e)| Step::Edit(i, e)),
        3 => which().prop_map(Step::Append),
        2 => which().prop_map(Step::Remove),
        3 => Just(Step::Restore),
        1 => which().prop_map(Step::Rename),
        10 => prop::sample::select(FAR).prop_map(|(file, from, to)| Step::Replace(file, from, to)),
        2 => any::<u8>().prop_map(Step::NewArticle),
        2 => (0..1500_u16).prop_map(Step::AsOf),
        1 => Just(Step::Drafts),
        1 => Just(Step::Base),
        1 => Just(Step::Relative),
        1 => Just(Step::Nothing),
    ]
}

pub fn take(step: &Step, tree: &mut SourceTree, settings: &mut Settings) {
    let names: Vec<String> =
        tree.files.keys().map(|id| id.as_str().to_owned()).filter(|n| tree.text(n).is_some()).collect();
    let write = |tree: &mut SourceTree, name: &str, text: &str| {
        drop(tree.files.insert(FileId::new(name), SourceFile::text(name, text)))
    };
    match step {
        Step::Edit(i, edit) if !names.is_empty() => {
            let name = &names[i.index(names.len())];
            let text = edit.apply(tree.text(name).expect("a text"));
            write(tree, name, &text);
        }
        Step::Append(i) if !names.is_empty() => {
            let name = &names[i.index(names.len())];
            let text = format!("{}\nOne more line.\n", tree.text(name).expect("a text"));
            write(tree, name, &text);
        }
        Step::Remove(i) if !names.is_empty() => drop(tree.files.remove(names[i.index(names.len())].as_str())),
        Step::Rename(i) if !names.is_empty() => {
            let name = &names[i.index(names.len())];
            let text = tree.text(name).expect("a text").to_owned();
            tree.files.remove(name.as_str());
            let (folder, file) = name.rsplit_once('/').expect("a folder");
            write(tree, &format!("{folder}/new-{file}"), &text);
        }
        Step::Restore => *tree = SMALLER.clone(),
        Step::Replace(file, from, to) => {
            if let Some(text) = tree.text(file) {
                let text = text.replacen(from, to, 1);
                write(tree, file, &text);
            } else if let Some(Content::Bytes(bytes)) = tree.files.get(*file).map(|f| f.content.clone()) {
                let bytes = String::from_utf8_lossy(&bytes).replacen(from, to, 1).into_bytes();
                let id = FileId::new(file);
                tree.files.insert(id.clone(), SourceFile::new(id, Content::Bytes(bytes.into())));
            }
        }
        Step::NewArticle(n) => {
            let text = format!(
                "---\ntitle: New {n}\nposted: 2026-0{}-01\ntopics: [grief, getting started]\nauthor: amara-osei\n---\n\nTrauma and grief. [x](what-is-integrative-therapy.md)\n",
                n % 9 + 1
            );
            write(tree, &format!("content/articles/new-{n}.md"), &text);
        }
        Step::AsOf(days) => {
            settings.as_of = settings.as_of.saturating_add(jiff::Span::new().days(i64::from(*days) - 700))
        }
        Step::Drafts => settings.drafts = !settings.drafts,
        Step::Base => {
            settings.base_url =
                if settings.base_url.is_none() { Some("https://example.org/sub".to_owned()) } else { None }
        }
        Step::Relative => settings.relative = !settings.relative,
        Step::Nothing | Step::Edit(..) | Step::Append(_) | Step::Remove(_) | Step::Rename(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..cases(12) })]

    /// Proves: after any edits, a build that remembers gives the same bytes and says the same as one that does not.
    #[test]
    fn remembered_equals_cold(steps in prop::collection::vec(step(), 1..10)) {
        let memo = Memo::new();
        let (mut tree, mut settings) = (SMALLER.clone(), settings());
        result(&tree, &settings, &memo);
        memo.sweep();
        for (n, step) in steps.iter().enumerate() {
            take(step, &mut tree, &mut settings);
            let warm = result(&tree, &settings, &memo);
            memo.sweep();
            let cold = result(&tree, &settings, &Memo::off());
            same(&warm, &cold, &format!("after step {n}, {step:?}"));
        }
    }
}

/// Proves: each change that reaches far is felt, and felt the same by a build that remembers; and going back gives the
/// first bytes again.
#[test]
fn far_reaching_changes_reach() {
    let memo = Memo::new();
    let first = result(&SMALLER, &settings(), &memo);
    let mut without = Vec::new();
    for (file, from, to) in FAR {
        let (mut tree, mut settings) = (SMALLER.clone(), settings());
        take(&Step::Replace(file, from, to), &mut tree, &mut settings);
        memo.sweep();
        let warm = result(&tree, &settings, &memo);
        same(&warm, &result(&tree, &settings, &Memo::off()), &format!("{file}: {to}"));
        if warm == first {
            without.push(format!("{file}: {from} to {to}"));
        }
    }
    assert!(without.is_empty(), "changes that change nothing (are the words still in the sample?): {without:#?}");
    memo.sweep();
    same(&result(&SMALLER, &settings(), &memo), &first, "back again");
}

/// Proves: one, two and eight threads give the same bytes and the same words in the same order, faults included.
#[test]
fn threads_change_nothing() {
    let many = source::load(&repository().join("tests/bad/many")).expect("many");
    for tree in [&*SAMPLE, &many] {
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| result(tree, &settings(), &Memo::off()))
        };
        let one = with(1);
        for threads in [2, 8, 8] {
            same(&one, &with(threads), &format!("{threads} threads"));
        }
    }
}

/// Proves: the program writes the same bytes wherever the site lies, in whatever order its files were made, in any zone,
/// locale and number of threads; with `SOURCE_DATE_EPOCH` alone too. The small site's PDFs are typeset anew each time.
#[test]
fn the_machine_changes_nothing() {
    let small = repository().join("tests/sites/practice");
    for (folder, printed) in [(repository(), true), (small.as_path(), false)] {
        let build = |zone: &str, threads: &str, locale: &str, backwards: bool, epoch: bool| {
            let site = if printed { Site::empty().with_prints() } else { Site::empty() };
            for top in ["themes", "content"] {
                let mut files: Vec<_> = crate::site::files_of(&folder.join(top)).into_iter().collect();
                if backwards {
                    files.reverse();
                }
                for (name, bytes) in files {
                    site.write(&format!("{top}/{name}"), &bytes);
                }
            }
            let run = anteroom(["build", "--quiet"]).at(site.path()).env("TZ", zone).env("RAYON_NUM_THREADS", threads);
            let run = run.env("LANG", locale).env("LC_ALL", locale).env("HOME", "/nonexistent").env("COLUMNS", "80");
            // Noon in Chicago on the tests' day.
            let run = if epoch { run.env("SOURCE_DATE_EPOCH", "1795456800") } else { run.args(["--as-of", TODAY]) };
            run.run().exits(0);
            site.public()
        };
        let first = build("UTC", "1", "C", false, false);
        assert!(first.keys().any(|name| name.ends_with(".pdf")), "{}", folder.display());
        for (zone, threads, locale, backwards, epoch) in [
            ("America/Chicago", "2", "en_US.UTF-8", true, false),
            ("Pacific/Kiritimati", "8", "tr_TR.UTF-8", false, false),
            ("Pacific/Pago_Pago", "3", "C", true, true),
            ("Nowhere/Nothing", "1", "", false, true),
        ] {
            let other = build(zone, threads, locale, backwards, epoch);
            assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
            for (name, bytes) in &first {
                assert!(*bytes == other[name], "{name} differs in {zone} with {threads} threads");
            }
        }
    }
}
