//! A script that leaves something in the browser.

use super::shared;
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "stores-in-browser",
        severity: Severity::Warning,
        summary: "A script leaves something in the visitor's browser",
        explanation: "Cookies and localStorage stay after the page is closed. Nothing that a site like this does needs them: take it out of the theme's script or of the page.",
        bad: "document.cookie = \"seen=1\"",
        good: "sessionStorage is gone with the tab; better to keep nothing at all",
    },
    group: Group::Privacy,
    why: "Who shares the device can see that somebody was here, and a mark that comes back tells one visitor from another.",
    sources: &[],
    looks: Looks::Site(look),
};

/// How a script writes them.
const WRITES: &[(&str, &str)] = &[
    ("document.cookie=", "a cookie"),
    ("cookieStore.set(", "a cookie"),
    ("localStorage.setItem(", "something in localStorage"),
    ("indexedDB.open(", "a database"),
    ("localStorage[", "something in localStorage"),
];

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (path, text) in shared::files(checked, &[".js", ".mjs", ".html", ".htm"]) {
        // Comparing is not writing.
        let bare: String =
            text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace("document.cookie==", "");
        for (words, what) in WRITES {
            if bare.contains(words) {
                let message = format!("a script leaves {what} in the browser");
                found.seen(None, &format!("/{path}"), &[], RULE.code.of(message).help("take it out"));
            }
        }
    }
}
