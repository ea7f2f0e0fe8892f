//! A link whose words say nothing of where it leads.

use super::shared;
use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::page::squeeze;
use crate::check::places::fold;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-words",
        severity: Severity::Warning,
        summary: "The words of a link do not say where it leads",
        explanation: "Let the words of the link name what it leads to. \"Here\" and \"read more\" make sense only beside their sentence, and a list of links is read without it.",
        bad: "To see what it costs, [click here](../pages/fees.md).",
        good: "See [what it costs](../pages/fees.md).",
    },
    group: Group::Accessibility,
    why: "Many people who use a screen reader have it read the links alone, one after the other.",
    sources: &[
        Source {
            title: "WCAG 2.2, success criterion 2.4.4, and failure F84",
            url: "https://www.w3.org/WAI/WCAG22/Techniques/failures/F84",
            date: "read November 2026",
        },
        Source {
            title: "WCAG 2.2, success criterion 2.4.4",
            url: "https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context.html",
            date: "read November 2026",
        },
    ],
    looks: Looks::Page(look),
};

/// Words that say nothing, folded.
const EMPTY: &[&str] = &[
    " here ",
    " click ",
    " click here ",
    " click me ",
    " tap here ",
    " press here ",
    " go here ",
    " look here ",
    " see here ",
    " read more ",
    " read on ",
    " more ",
    " see more ",
    " learn more ",
    " find out more ",
    " more info ",
    " more information ",
    " more details ",
    " details ",
    " continue ",
    " continue reading ",
    " this ",
    " this link ",
    " this page ",
    " link ",
    " go ",
    " click this link ",
    " click here for more ",
    " click here to learn more ",
    " aqui ",
    " clic aqui ",
    " haga clic ",
    " haga clic aqui ",
    " haz clic aqui ",
    " pulse aqui ",
    " leer mas ",
    " lea mas ",
    " mas ",
    " ver mas ",
    " saber mas ",
    " conozca mas ",
    " mas informacion ",
    " este enlace ",
    " enlace ",
    " esta pagina ",
    " continuar ",
];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.all("a").filter(|id| html.attribute(*id, "href").is_some()) {
        let name = shared::name(html, id);
        if name.is_empty() || !EMPTY.contains(&fold(&name).as_str()) || shared::is_hidden(html, id) {
            continue;
        }
        let words = squeeze(&html.text(id));
        found.seen(
            page.source.as_ref(),
            &page.address,
            &[&format!("[{words}]("), &format!(">{words}<")],
            RULE.code
                .of(format!("a link says only \"{name}\""))
                .help("let its words name what it leads to: see [what it costs](...)"),
        );
    }
}
