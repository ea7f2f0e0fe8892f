//! `docs/` says what the program does: its reference pages are held to the code.

mod content;
mod reference;
mod themes;

use crate::site::{anteroom, repository};
use crate::snapshot;
use anteroom::diagnostics::codes::CODES;

/// A page of `docs/`.
fn page(name: &str) -> String {
    std::fs::read_to_string(repository().join("docs").join(name)).expect("a page of docs/")
}

/// What stands between single backticks in a line.
fn in_backticks(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

const MESSAGES: &str = "# Messages

`anteroom build` says what is wrong, in which file, at which line and column, and what to do. Errors stop the site from being
written; warnings and notes do not. `anteroom explain CODE` prints what stands here; `--format json` gives the same for programs.
";

/// Proves: docs/diagnostics.md has every message, in the words in which `anteroom explain` has it.
#[test]
fn messages_are_explained_as_the_program_explains_them() {
    let mut page = MESSAGES.to_owned();
    for code in CODES {
        let said = anteroom(["explain", code.name]).run().exits(0).stdout;
        let (severity, rest) = said.split_once(": ").expect("a severity");
        let (name, rest) = rest.split_once("\n\n").expect("a name");
        assert_eq!(name, code.name);
        let capital = severity.get(..1).unwrap_or_default().to_uppercase();
        page.push_str(&format!("\n## {name}\n\n{capital}{}. {rest}", severity.get(1..).unwrap_or_default()));
    }
    let file = repository().join("docs/diagnostics.md");
    snapshot::compare_all([(page, file.as_path())]);
}

const RULES: &str = "# Rules of `anteroom check`

`anteroom check` says what a build says, and what these rules find in the files and on the finished pages. A rule's level can be
set, and a finding that is right as it is can be allowed, with a reason, in `practice.yaml`:

```yaml
check:
  levels: {doubled-word: note, heading-order: off}
  allow:
    - {rule: doubled-word, in: articles/grief.md, about: the the, reason: the words of a song}
```

`in` is a file, a folder that ends in a slash, or the address of a page; `about` is words that the message or its line has. An
allowance that allows nothing any more is reported. `anteroom explain RULE` prints what stands here. Nothing here is legal advice.
";

/// Proves: docs/rules.md has every rule, in the words in which `anteroom explain` has it, group by group.
#[test]
fn rules_are_explained_as_the_program_explains_them() {
    let mut page = RULES.to_owned();
    let mut group = None;
    for rule in anteroom::check::rules::all() {
        if group != Some(rule.group) {
            group = Some(rule.group);
            let word = rule.group.word();
            page.push_str(&format!("\n## {}{}\n", word.get(..1).unwrap_or_default().to_uppercase(), &word[1..]));
        }
        let said = anteroom(["explain", rule.code.name]).run().exits(0).stdout;
        let (severity, rest) = said.split_once(": ").expect("a severity");
        let (name, rest) = rest.split_once("\n\n").expect("a name");
        assert_eq!(name, rule.code.name);
        let capital = severity.get(..1).unwrap_or_default().to_uppercase();
        page.push_str(&format!("\n### {name}\n\n{capital}{}. {rest}", severity.get(1..).unwrap_or_default()));
    }
    let file = repository().join("docs/rules.md");
    snapshot::compare_all([(page, file.as_path())]);
}

const HEADERS: &str = "# Headers, for servers that you set up yourself

Every page says in its own head what it may load. A host says it once more, and a few things that only a host can say: that no
other site may show a page in a frame, how long files are kept, and that an address that is not there gets the page for it.

* **Netlify, Cloudflare Pages**: nothing to do. They read the file `_headers` that is part of every site.
* **GitHub, GitLab, Codeberg Pages and most shared hosting by FTP**: headers cannot be set there, or only with the file below for
  Apache. What stands in the pages holds.
* **A server of your own**: one of the three below. Put in your own folder and domain. Each language has a search page of its own:
  add what is said of `/search/` for `/es/search/` and so on.

All three come from the same rules as `_headers`. They were tried with nginx 1.22, Apache 2.4 and Caddy 2.6 in November 2026.
";

/// Proves: docs/headers.md has for each server what the site's own `_headers` says, from the same rules.
#[test]
fn headers_for_servers_are_those_of_the_site() {
    use anteroom::render::headers;
    let rules = headers::rules("", ["/search/".to_owned()]);
    let mut page = HEADERS.to_owned();
    let parts = [
        ("nginx", "Inside `server { ... }`:", "nginx", headers::nginx(&rules)),
        (
            "Apache",
            "As `.htaccess` in the site's folder, for example under `files/`; it needs the module `headers` and `AllowOverride FileInfo`:",
            "apache",
            headers::apache(&rules),
        ),
        ("Caddy", "In the `Caddyfile`:", "text", headers::caddy(&rules)),
    ];
    for (name, about, kind, text) in parts {
        page.push_str(&format!("\n## {name}\n\n{about}\n\n```{kind}\n{text}```\n"));
    }
    snapshot::compare_all([(page, repository().join("docs/headers.md").as_path())]);
}

/// Proves: every source file that docs/architecture.md names is there.
#[test]
fn the_architecture_names_files_that_are_there() {
    let text = page("architecture.md");
    let named: Vec<&str> = text
        .lines()
        .flat_map(in_backticks)
        .filter(|n| n.ends_with(".rs") || n.ends_with("s/") && !n.starts_with('/'))
        .collect();
    assert!(named.len() > 20, "{named:?}");
    let there = |name: &&str| ["", "src"].iter().any(|top| repository().join(top).join(name).exists());
    let gone: Vec<&&str> = named.iter().filter(|name| !there(name)).collect();
    assert!(gone.is_empty(), "docs/architecture.md names {gone:?}");
}

/// Proves: the links between the pages of docs/, and from the README, lead to files and headings that are there.
#[test]
fn links_between_the_pages_lead_somewhere() {
    let heading =
        |line: &str| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-").replace([',', '`', ':'], "");
    let mut broken = Vec::new();
    let mut seen = 0;
    for name in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/content.md",
        "docs/themes.md",
        "docs/architecture.md",
        "docs/forms.md",
        "docs/print.md",
        "docs/moving-in.md",
        "docs/headers.md",
        "docs/reference.md",
    ] {
        let text = std::fs::read_to_string(repository().join(name)).expect("a page");
        let mut fenced = false;
        // What stands in a block or between backticks is an example.
        let prose = text.lines().filter(|line| {
            fenced ^= line.starts_with("```");
            !fenced
        });
        for line in prose.map(|line| line.split('`').step_by(2).collect::<String>()) {
            let links = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            for link in links.filter(|link| !link.contains("://")) {
                seen += 1;
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let path = repository().join(name);
                let to = if file.is_empty() { path } else { path.parent().expect("a folder").join(file) };
                let there = std::fs::read_to_string(&to).is_ok_and(|text| {
                    anchor.is_empty() || text.lines().any(|l| l.starts_with('#') && heading(l) == anchor)
                });
                if !there {
                    broken.push(format!("{name}: {link}"));
                }
            }
        }
    }
    assert!(seen > 100 && broken.is_empty(), "of {seen} links: {broken:#?}");
}
