//! The rules of `anteroom check`, each on a site that breaks it and on one that keeps it.
//!
//! `tests/rules/RULE/bad/` and `tests/rules/RULE/good/` hold such sites; what is said of the first stands in `expected.txt`
//! beside them, whole, as an owner reads it. Dates are judged as of 23 November 2026.

use crate::site::{Done, Site, anteroom, repository};
use crate::snapshot;
use anteroom::check::rules;
use std::collections::BTreeSet;

/// The day as of which the sites are checked.
const TODAY: &str = "2026-11-23";

/// What is said of a site, as JSON.
pub fn check(site: &Site, arguments: &[&str]) -> Done {
    anteroom(["check", "--as-of", TODAY]).args(arguments).at(site.path()).run()
}

/// The codes that a check found.
fn codes(done: &Done) -> Vec<String> {
    let list = done.json()["diagnostics"].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|d| d["code"].as_str().map(str::to_owned)).collect()
}

/// Proves: each rule finds its mistake, says so in these words, finds nothing where it is mended, and each folder is a rule's.
#[test]
fn each_rule_finds_its_mistake_and_nothing_else() {
    let top = repository().join("tests/rules");
    let mut texts = Vec::new();
    for rule in rules::all() {
        let name = rule.code.name;
        let site = |kind: &str| {
            let folder = top.join(name).join(kind);
            assert!(folder.join("content").is_dir(), "{name} has no site in tests/rules/{name}/{kind}/");
            let site = Site::copy_of(&folder);
            // A repository holds no such file.
            let heavy = name == "file-heavy" && kind == "bad";
            if heavy { site.file("content/files/welcome.mp4", vec![0; 10_000_001]) } else { site }
        };
        let bad = site("bad");
        let found = codes(&check(&bad, &["--format", "json"]));
        assert!(found.iter().any(|code| code == name), "{name} is not found in tests/rules/{name}/bad: {found:?}");
        texts.push((check(&bad, &[]).stderr, top.join(name).join("expected.txt")));
        let found = codes(&check(&site("good"), &["--format", "json"]));
        assert!(!found.iter().any(|code| code == name), "{name} is found in tests/rules/{name}/good");
    }
    snapshot::compare_all(texts.iter().map(|(text, file)| (text.clone(), file.as_path())));
    let known: BTreeSet<&str> = rules::all().map(|rule| rule.code.name).collect();
    for entry in std::fs::read_dir(&top).expect("tests/rules") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(known.contains(name.as_str()), "tests/rules/{name} belongs to no rule");
    }
}

/// Proves: every rule has what `explain` needs, names are kebab-case and nobody else's, and those with a source give its date.
#[test]
fn every_rule_says_why() {
    let mut names = BTreeSet::new();
    for rule in rules::all() {
        let code = &rule.code;
        assert!(names.insert(code.name), "{} is there twice", code.name);
        assert!(anteroom::diagnostics::codes::find(code.name).is_none(), "{} is a message of the build", code.name);
        assert!(code.name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()), "{}", code.name);
        for text in [code.summary, code.explanation, code.bad, code.good, rule.why] {
            assert!(!text.is_empty(), "{} says too little", code.name);
        }
        for source in rule.sources {
            assert!(!source.title.is_empty() && source.date.contains("20"), "{}: {source:?}", code.name);
            assert!(source.url.is_empty() || source.url.starts_with("https://"), "{}: {source:?}", code.name);
        }
    }
    for group in rules::all().map(|rule| rule.group).collect::<Vec<_>>().chunk_by(|a, b| a == b) {
        assert_eq!(rules::all().filter(|rule| Some(&rule.group) == group.first()).count(), group.len(), "{group:?}");
    }
}

/// Proves: the sample site has nothing to mend, with warnings counted as errors.
#[test]
fn the_sample_passes() {
    check(&Site::sample(), &["--strict"]).exits(0);
}

/// A site with a mistake of a rule in two files.
fn doubled(check: &str) -> Site {
    let article = |title: &str| format!("---\ntitle: {title}\n---\n\nYou can can stop.\n");
    Site::empty()
        .file("content/practice.yaml", format!("name: Elm Street\nsearch: no\n{check}"))
        .file("content/articles/one.md", article("One"))
        .file("content/articles/two.md", article("Two"))
}

/// The messages about doubled words: the level and the file of each.
fn levels(site: &Site) -> Vec<(String, String)> {
    let list = check(site, &["--format", "json"]).json()["diagnostics"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    list.iter().filter(|d| d["code"] == "doubled-word").map(|d| (text(&d["severity"]), text(&d["file"]))).collect()
}

/// Proves: a rule's level can be set or turned off, and a finding allowed by file, by address and by its words.
#[test]
fn levels_are_set_and_findings_allowed() {
    let both = |level: &str| ["one", "two"].map(|n| (level.to_owned(), format!("content/articles/{n}.md"))).to_vec();
    assert_eq!(levels(&doubled("")), both("warning"));
    assert_eq!(levels(&doubled("check: {levels: {doubled-word: error}}")), both("error"));
    assert_eq!(levels(&doubled("check: {levels: {doubled-word: off}}")), []);
    for place in ["in: articles/one.md", "in: content/articles/one.md", "in: /articles/one/"] {
        let allow = format!("check: {{allow: [{{rule: doubled-word, {place}, reason: a song}}]}}");
        assert_eq!(levels(&doubled(&allow)), both("warning")[1..], "{place}");
    }
    for place in ["in: articles/", "about: can can", "in: content/"] {
        let allow = format!("check: {{allow: [{{rule: doubled-word, {place}, reason: a song}}]}}");
        assert_eq!(levels(&doubled(&allow)), [], "{place}");
    }
    let site = doubled("check: {allow: [{rule: doubled-word, about: nothing of the kind, reason: none}]}");
    assert!(codes(&check(&site, &["--format", "json"])).contains(&"allowance-unused".to_owned()));
}

/// Proves: what stands on many pages because of the theme is said once, with how many there are.
#[test]
fn a_fault_of_the_theme_is_said_once() {
    let base = repository().join("themes/calm/templates/base.html");
    let base = std::fs::read_to_string(base).expect("a template");
    let broken = base.replacen("</main>", "<p>See see you.</p></main>", 1);
    assert_ne!(base, broken);
    let site = doubled("").file("themes/calm/templates/base.html", broken);
    let text = check(&site, &[]).exits(0).stderr;
    assert_eq!(text.matches("\"see\" stands twice in a row, on ").count(), 1, "{text}");
    assert!(text.contains(" pages, such as /, "), "{text}");
}

/// The faults planted in `tests/planted`: place and code of every one.
const PLANTED: &str = include_str!("../planted/faults.txt");

/// Proves: on a site that was written carelessly, every fault is found, at its place, and nothing else is.
#[test]
fn a_careless_site_has_every_fault_named() {
    let site = Site::copy_of(&repository().join("tests/planted"));
    let report = check(&site, &["--format", "json"]).exits(1).json();
    let list = report["diagnostics"].as_array().expect("a list");
    let mut found: Vec<String> = list
        .iter()
        .map(|d| {
            let text = |key: &str| d[key].as_str().unwrap_or_default();
            let page = text("message").rsplit_once(", on ").map_or("", |(_, page)| page);
            let place =
                if text("file").is_empty() { page.to_owned() } else { format!("{}:{}", text("file"), d["line"]) };
            format!("{place} {}", text("code"))
        })
        .collect();
    let mut planted: Vec<&str> = PLANTED.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    assert!(planted.len() >= 60, "only {} are planted", planted.len());
    found.sort_unstable();
    planted.sort_unstable();
    assert_eq!(found, planted);
}

/// Proves: a mistake in a template is said once, and the pages that could not be made are not blamed for what they lack.
#[test]
fn pages_that_were_not_made_are_not_judged() {
    let site = doubled("").file(
        "themes/calm/templates/home.html",
        "{% extends \"base.html\" %}{% block content %}{{ nobody.knows }}{% endblock %}",
    );
    let list =
        check(&site, &["--format", "json"]).exits(1).json()["diagnostics"].as_array().cloned().unwrap_or_default();
    let found: BTreeSet<&str> = list.iter().filter_map(|d| d["code"].as_str()).collect();
    assert!(found.contains("template-error"), "{found:?}");
    for code in ["title-missing", "main-missing", "policy-missing", "language-unmarked", "heading-first", "page-orphan"]
    {
        assert!(!found.contains(code), "{found:?}");
    }
}

/// Proves: findings are sorted by file, files with errors first, and the last lines say how it stands.
#[test]
fn the_report_is_in_the_order_of_mending() {
    let site = doubled("check: {levels: {heading-order: error}}")
        .file("content/articles/three.md", "---\ntitle: Three\n---\n\nA b b.\n\n#### Deep\n");
    let done = check(&site, &[]).exits(1);
    let at = |words: &str| done.stderr.find(words).unwrap_or_else(|| panic!("{words}: {}", done.stderr));
    assert!(at("three.md") < at("one.md") && at("level 4") < at("\"b\" stands twice"), "{}", done.stderr);
    assert!(done.stderr.contains("Errors must be mended before the site is published."), "{}", done.stderr);
    check(&doubled(""), &[]).exits(0).says("The site can be published.");
    check(&doubled(""), &["--strict"]).exits(1);
    let github = check(&doubled(""), &["--format", "github"]).exits(0).stdout;
    assert!(github.starts_with("::warning file=content/articles/one.md,line=5,col=5,title=doubled-word::"), "{github}");
}
