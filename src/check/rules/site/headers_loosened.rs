//! Headers of one's own without the policy.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity, Span};
use crate::output::Output;
use crate::source::FileId;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "headers-loosened",
        severity: Severity::Warning,
        summary: "A _headers file of your own lacks the security headers",
        explanation: "A file content/files/_headers takes the place of the one that Anteroom makes. Begin with the headers in docs/headers.md and add yours, or delete the file.",
        bad: "/*\n  X-Robots-Tag: noarchive",
        good: "/*\n  Content-Security-Policy: default-src 'self'; ...\n  X-Robots-Tag: noarchive",
    },
    group: Group::Site,
    why: "Some of the protection can only come from the host: that no other site shows yours in a frame, and that an address is not passed on.",
    sources: &[],
    looks: Looks::Site(look),
};

/// What has to be there, in lower case.
const WANTED: &[(&str, &str)] = &[
    ("content-security-policy:", "Content-Security-Policy"),
    ("x-content-type-options:", "X-Content-Type-Options"),
    ("referrer-policy:", "Referrer-Policy"),
];

/// What takes their strength away, in lower case.
const LOOSE: &[(&str, &str)] = &[
    ("'unsafe-inline'", "a policy that lets any script on a page run ('unsafe-inline')"),
    ("'unsafe-eval'", "a policy that lets words be run as a script ('unsafe-eval')"),
    ("default-src *", "a policy that lets everything in (default-src *)"),
    ("referrer-policy: unsafe-url", "a Referrer-Policy that tells other sites which page was read"),
];

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let Some(Output::File { source, .. }) = checked.rendered.outputs.get("_headers") else { return };
    let text = std::fs::read(source).map(|bytes| String::from_utf8_lossy(&bytes).to_lowercase()).unwrap_or_default();
    let text: String = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n");
    let file = FileId::new("content/files/_headers");
    for (words, what) in LOOSE {
        if text.contains(words) {
            let message = format!("your _headers has {what}");
            found.push(
                RULE.code
                    .at(Span::whole(&file), message)
                    .help("begin with the headers in docs/headers.md, or delete the file"),
            );
        }
    }
    let lacks: Vec<&str> = WANTED.iter().filter(|(words, _)| !text.contains(words)).map(|(_, name)| *name).collect();
    if !lacks.is_empty() {
        let message = format!("your _headers has no {}", lacks.join(", no "));
        found.push(
            RULE.code
                .at(Span::whole(&file), message)
                .help("begin with the headers in docs/headers.md, or delete the file"),
        );
    }
}
