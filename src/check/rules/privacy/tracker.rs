//! A script that counts or follows visitors.

use super::services::SNIPPETS;
use super::shared;
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::html::Tree;
use crate::output::Output;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "tracker",
        severity: Severity::Error,
        summary: "A script counts or follows visitors",
        explanation: "The words of a known tracker stand in a script. Take it out: the policy of the site stops it anyway, and where the policy is loosened it works.",
        bad: "<script>fbq('track', 'PageView')</script>",
        good: "<script src=\"/assets/menu.js\"></script>",
    },
    group: Group::Privacy,
    why: "Whoever answers the request learns which page was read, from which address and device: that somebody reads about panic, at night, at a therapist's. A practice cannot take that back.",
    sources: shared::SOURCES,
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (path, text) in shared::files(checked, &[".js", ".mjs"]) {
        tell(path, &text, found);
    }
    for (path, text) in shared::files(checked, &[".html", ".htm", ".svg"]) {
        scripts(path, &text, found);
    }
    for page in checked.pages {
        if let Some(Output::Bytes(bytes)) = checked.rendered.outputs.get(page.path.as_str())
            && holds(bytes)
        {
            scripts(&page.path, &String::from_utf8_lossy(bytes), found);
        }
    }
}

/// Whether any of the words stand there: most pages have none, and need not be read again.
fn holds(bytes: &[u8]) -> bool {
    static FINDER: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let finder = FINDER.get_or_init(|| AhoCorasick::new(SNIPPETS.iter().map(|(words, _)| words)).ok());
    finder.as_ref().is_none_or(|finder| finder.is_match(bytes))
}

fn scripts(path: &str, page: &str, found: &mut Found<'_>) {
    let html = Tree::of_page(page);
    for script in html.all("script") {
        tell(path, &html.text(script), found);
    }
}

fn tell(path: &str, script: &str, found: &mut Found<'_>) {
    let mut told = BTreeSet::new();
    for (words, name) in SNIPPETS {
        // "ym(" is the end of many a name, and a snippet's own only where it begins one.
        let short = words.len() <= 4;
        let begins = |at: usize| {
            let before = script.get(..at).unwrap_or_default();
            !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || short && matches!(c, '$' | '.'))
        };
        if script.match_indices(words).any(|(at, _)| begins(at)) && told.insert(*name) {
            let diagnostic = RULE
                .code
                .of(format!("a script has the words of {name} (\"{words}\")"))
                .help("take it out; what your host logs says how many pages were read");
            found.seen(None, &format!("/{path}"), &[], diagnostic);
        }
    }
}
