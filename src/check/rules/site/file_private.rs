//! A file that must not be on the web.

use crate::check::found::Found;
use crate::check::places::{fold, has};
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::output::Output;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "file-private",
        severity: Severity::Error,
        summary: "A file that looks private would be published",
        explanation: "What lies under content/files/ and content/media/ can be read by everybody who knows or guesses its address. Lists of clients, notes, keys and copies of databases belong elsewhere; move the file out of the site's folder.",
        bad: "content/files/client-list.xlsx",
        good: "content/files/google1234.html",
    },
    group: Group::Site,
    why: "Search engines and strangers try such names. What was published once cannot be called back.",
    sources: &[],
    looks: Looks::Site(look),
};

/// Endings of files that hold records, mail, keys or copies.
const ENDINGS: &[&str] = &[
    "csv", "tsv", "xls", "xlsx", "ods", "numbers", "vcf", "mdb", "accdb", "sqlite", "sqlite3", "db", "sql", "pst",
    "ost", "eml", "msg", "mbox", "bak", "env", "p12", "pfx", "kdbx", "ppk", "qbw", "htpasswd",
];

/// Words in a file's name that speak of clients, folded.
const NAMES: &[&str] = &[
    " client list ",
    " clients list ",
    " list of clients ",
    " our clients ",
    " my clients ",
    " patient list ",
    " patients list ",
    " list of patients ",
    " caseload ",
    " progress notes ",
    " progress note ",
    " session notes ",
    " therapy notes ",
    " superbills ",
    " invoices ",
    " passwords ",
    " password ",
    " id rsa ",
    " id ed25519 ",
    " lista de clientes ",
    " lista de pacientes ",
    " contrasenas ",
    " notas de sesion ",
];

/// Names that say so by themselves alone: "guide for clients" is for them.
const WHOLE: &[&str] = &[" clients ", " patients ", " clientes ", " pacientes "];

/// Words that keys and tokens begin with.
const SECRETS: &[(&str, &str)] = &[
    ("PRIVATE KEY-----", "a private key"),
    ("AKIA", "a key of Amazon's"),
    ("ghp_", "a token of GitHub's"),
    ("github_pat_", "a token of GitHub's"),
    ("glpat-", "a token of GitLab's"),
    ("sk_live_", "a key of Stripe's"),
    ("xoxb-", "a token of Slack's"),
    ("AIza", "a key of Google's"),
];

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let mut say = |path: &str, message: String| {
        let diagnostic = RULE
            .code
            .of(message)
            .help("move the file out of the site's folder, and change what it may have given away");
        found.seen(None, &format!("/{path}"), &[], diagnostic);
    };
    for (path, output) in &checked.rendered.outputs {
        let path = path.as_str();
        // What the owner laid there is copied from the disk; the rest is ours.
        let Output::File { source, len, .. } = output else { continue };
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_ascii_lowercase();
        if checked.site.layout.prints.iter().any(|print| print.path.trim_start_matches('/') == path) {
            continue;
        }
        // A page or a picture of that name is for readers: /media/clients.jpg shows a room.
        let document =
            matches!(ending.as_str(), "pdf" | "doc" | "docx" | "txt" | "rtf" | "odt" | "zip" | "json" | "xml" | "");
        // ".env.production" ends otherwise, and holds the same.
        if name.starts_with(".env") {
            say(path, "a file with a program's keys would be published".to_owned());
        } else if ENDINGS.contains(&ending.as_str()) {
            say(path, format!("a .{ending} file would be published"));
        } else if document && (has(&fold(stem), NAMES) || WHOLE.contains(&fold(stem).as_str())) {
            say(path, "a file would be published whose name speaks of clients or passwords".to_owned());
        } else if *len <= MOST
            && matches!(
                ending.as_str(),
                "txt" | "json" | "js" | "xml" | "html" | "htm" | "yml" | "yaml" | "md" | "key" | "pem" | ""
            )
        {
            let text =
                std::fs::read(source).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
            if let Some((_, what)) = SECRETS.iter().find(|(words, _)| holds(&text, words)) {
                say(path, format!("{what} stands in a file that would be published"));
            }
        }
    }
}

/// A larger file is not read, in bytes.
const MOST: u64 = 1_000_000;

/// Whether a token stands there: its beginning, and after it the many letters and figures that make one.
fn holds(text: &str, beginning: &str) -> bool {
    text.match_indices(beginning).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let rest = text.get(at + beginning.len()..).unwrap_or_default();
        let long = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).count() >= 16;
        beginning.ends_with("-----") || long && !before.ends_with(|c: char| c.is_ascii_alphanumeric())
    })
}
