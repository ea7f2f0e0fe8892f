//! What several rules ask of an element: its name, and whether it is there for everybody.

use crate::check::page::squeeze;
use crate::html::{Id, Tree};

/// The name that assistive technology speaks: what it is labelled by, its label, its words with the pictures in them, its title.
pub(super) fn name(html: &Tree, id: Id) -> String {
    let labelled = html.attribute(id, "aria-labelledby").unwrap_or_default().split_whitespace();
    let by: Vec<String> = labelled.filter_map(|wanted| by_id(html, wanted)).map(|id| words(html, id)).collect();
    let candidates = [
        by.join(" "),
        html.attribute(id, "aria-label").unwrap_or_default().to_owned(),
        words(html, id),
        html.attribute(id, "title").unwrap_or_default().to_owned(),
    ];
    candidates.into_iter().map(|text| squeeze(&text)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The words in an element, and those that stand for its pictures.
pub(super) fn words(html: &Tree, id: Id) -> String {
    let mut text = html.text(id);
    for inner in html.within(id) {
        let says = match html.name(inner) {
            "img" | "area" => html.attribute(inner, "alt"),
            "svg" => html.attribute(inner, "aria-label"),
            _ if inner != id => html.attribute(inner, "aria-label"),
            _ => None,
        };
        if let Some(says) = says {
            text.push(' ');
            text.push_str(says);
        }
    }
    squeeze(&text)
}

/// The element of an id.
pub(super) fn by_id(html: &Tree, wanted: &str) -> Option<Id> {
    html.elements().find(|id| html.attribute(*id, "id") == Some(wanted))
}

/// Whether assistive technology passes over an element: it or what it stands in is hidden.
pub(super) fn is_hidden(html: &Tree, id: Id) -> bool {
    std::iter::once(id).chain(html.around(id)).any(|it| {
        html.attribute(it, "aria-hidden") == Some("true")
            || html.attribute(it, "hidden").is_some()
            || html.name(it) == "template"
    })
}
