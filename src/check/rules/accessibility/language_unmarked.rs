//! The language of a page is not said.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "language-unmarked",
        severity: Severity::Error,
        summary: "A page does not say its language, or says another",
        explanation: "The theme begins every page with <html lang=\"...\">, in the language of that page.",
        bad: "<html>",
        good: "<html lang=\"{{ page.lang }}\">",
    },
    group: Group::Accessibility,
    why: "A screen reader chooses its voice by it: Spanish read with English sounds cannot be understood.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 3.1.1",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/language-of-page.html",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    let said = html.all("html").find_map(|id| html.attribute(id, "lang")).unwrap_or_default().trim();
    let main = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let message = if said.is_empty() {
        "the page does not say its language".to_owned()
    } else if main(said) != main(&page.language) {
        format!("the page says its language is \"{said}\", and it is \"{}\"", page.language)
    } else {
        return;
    };
    found.on(
        page,
        "",
        RULE.code.of(message).help("let the theme's base.html begin with <html lang=\"{{ page.lang }}\">"),
    );
}
