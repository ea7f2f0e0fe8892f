//! A page without its policy.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "policy-missing",
        severity: Severity::Error,
        summary: "A page lacks the policy that keeps others out",
        explanation: "The theme's base.html writes <meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.policy }}\"> into every page's head, before anything is loaded. Without it a browser loads whatever the page names, from anywhere.",
        bad: "<head>\n<meta charset=\"utf-8\">",
        good: "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.policy }}\">",
    },
    group: Group::Site,
    why: "It is what makes the promise true that nothing leaves the page, whatever a text or a template may hold.",
    sources: &[Source {
        title: "W3C, Content Security Policy Level 3",
        url: "https://www.w3.org/TR/CSP3/",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    if page.kind.is_none() {
        return;
    }
    let html = &page.html;
    let policy = html
        .all("meta")
        .filter(|id| {
            html.attribute(*id, "http-equiv").is_some_and(|n| n.eq_ignore_ascii_case("content-security-policy"))
        })
        .find_map(|id| html.attribute(id, "content"));
    let message = match policy {
        None => "the page has no policy",
        Some(policy) if policy.contains("'unsafe-inline'") || policy.contains("'unsafe-eval'") => {
            "the policy of the page lets anything run"
        }
        Some(policy) if !policy.contains("form-action 'none'") => "the policy of the page lets forms be sent",
        Some(_) => return,
    };
    found.on(page, "", RULE.code.of(message).help("let base.html write {{ page.policy }} into its head, as it is"));
}
