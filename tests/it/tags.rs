//! A PDF's structure tree as text: tags in reading order, with the name and tool tip of each field. What a screen reader is
//! told, in a form that can be read in a review.

use lopdf::{Dictionary, Document, Object};
use std::fmt::Write;

/// The tree of a PDF.
pub fn outline(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).expect("a PDF");
    let catalog = document.catalog().expect("a catalog");
    let language = catalog.get(b"Lang").and_then(Object::as_str).map(String::from_utf8_lossy).unwrap_or_default();
    let mut out = format!("language {language}, {} pages\n", document.get_pages().len());
    let root = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).expect("tags");
    let root = document.get_dictionary(root).expect("tags");
    let mut lines = Vec::new();
    element(&document, root.get(b"K").expect("tags"), 0, &mut lines);
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let same = lines.iter().skip(index).take_while(|other| *other == line).count();
        let times = if same > 1 { format!(" x {same}") } else { String::new() };
        writeln!(out, "{line}{times}").expect("text");
        index += same;
    }
    out
}

fn element(document: &Document, object: &Object, depth: usize, lines: &mut Vec<String>) {
    let object = document.dereference(object).map_or(object, |(_, object)| object);
    match object {
        Object::Array(kids) => kids.iter().for_each(|kid| element(document, kid, depth, lines)),
        Object::Dictionary(dictionary) => {
            if let Ok(target) = dictionary.get(b"Obj").and_then(Object::as_reference) {
                let widget = document.get_dictionary(target).expect("an annotation");
                if let Some(line) = field(document, widget)
                    && let Some(last) = lines.last_mut()
                {
                    last.push_str(&line);
                }
            } else if let Ok(tag) = dictionary.get(b"S").and_then(Object::as_name) {
                let alt = dictionary.get(b"Alt").map(|alt| format!(": {}", text(alt))).unwrap_or_default();
                lines.push(format!("{}{}{alt}", "  ".repeat(depth), String::from_utf8_lossy(tag)));
                if let Ok(kids) = dictionary.get(b"K") {
                    element(document, kids, depth + 1, lines);
                }
            }
        }
        _ => {}
    }
}

/// The field's name and what it says of itself.
fn field(document: &Document, widget: &Dictionary) -> Option<String> {
    let parent =
        widget.get(b"Parent").and_then(Object::as_reference).ok().and_then(|id| document.get_dictionary(id).ok());
    let name = widget.get(b"T").ok().or_else(|| parent?.get(b"T").ok())?;
    let tip = widget.get(b"TU").ok()?;
    Some(format!(" {}: {}", text(name), text(tip)))
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text string")
}

/// The text of each page.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).expect("a PDF");
    document.get_pages().into_keys().map(|page| document.extract_text(&[page]).expect("its text")).collect()
}

/// The languages that first headings are said to be in, where it is another than the document's.
pub fn languages_of_titles(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let title = |object: &Object| {
        let element = object.as_dict().ok()?;
        let first = element.get(b"S").and_then(Object::as_name).is_ok_and(|tag| tag == b"H1");
        element.get(b"Lang").ok().filter(|_| first).map(text)
    };
    document.objects.values().filter_map(title).collect()
}

/// All text of a PDF, page by page, as it can be copied out of it, and its fields' names and tool tips.
pub fn words(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let mut all = document.extract_text(&pages).expect("its text");
    all.push_str(&outline(pdf));
    all
}
