//! Typst's part: a sheet becomes a tagged PDF, and every place to fill in is known by page and position.
//!
//! 1. The sheet goes to the template as JSON. Long words get places where they may break; characters that no font has are
//!    replaced and reported ([`Prepared`]).
//! 2. Typst lays it out and writes PDF/UA-1.
//! 3. Where the template drew a place it left a mark; the introspector says where each came to lie ([`Mark`]).

use super::error::PaperError;
use super::pictures::Placed;
use super::sheet::Sheet;
use super::world::{Press, SheetWorld};
use serde_json::Value;
use std::collections::BTreeSet;
use typst::foundations::{Label, Selector, Smart, Value as TypstValue};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use unicode_segmentation::UnicodeSegmentation;

/// What stands in place of a character that no font has.
const MISSING: char = '□';

/// Words longer than this may break anywhere: no line of paper holds them.
const LONG_WORD: usize = 24;

/// Longer than this it may break after a sign that parts it, as in an address of the web; hyphens are for words.
const MIDDLING_WORD: usize = 12;

/// A sheet as the template reads it.
pub struct Prepared {
    /// The JSON.
    pub json: String,
    /// Characters that no font has.
    pub missing: BTreeSet<char>,
}

/// Makes a sheet ready.
///
/// # Errors
/// The sheet cannot be written as JSON, which would be a fault of ours.
pub fn prepare(sheet: &Sheet, press: &Press) -> Result<Prepared, PaperError> {
    let mut value = serde_json::to_value(sheet).map_err(|error| PaperError::machine(error.to_string()))?;
    let mut missing = BTreeSet::new();
    soften(&mut value, press, &mut missing);
    Ok(Prepared { json: value.to_string(), missing })
}

fn soften(value: &mut Value, press: &Press, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            let strange = text.chars().any(|c| c.is_control() || !c.is_ascii());
            let long = text.split_whitespace().any(|word| word.len() > MIDDLING_WORD);
            if strange || long {
                *text = soft(text, press, missing);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| soften(value, press, missing)),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                // Addresses and keys are not read by people.
                if !["href", "url", "logo", "path", "slot", "slots", "accent", "lang"].contains(&key.as_str()) {
                    soften(value, press, missing);
                }
            }
        }
        _ => {}
    }
}

fn soft(text: &str, press: &Press, missing: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for piece in text.split_inclusive(char::is_whitespace) {
        let letters = piece.trim_end().graphemes(true).count();
        let (long, middling) = (letters > LONG_WORD, letters > MIDDLING_WORD);
        let mut before = None;
        for cluster in piece.graphemes(true) {
            // Never within a cluster: a mark must not part from the letter that it sits on.
            let breaks =
                (long && before.is_some()) || (middling && before.is_some_and(|c| ". / _ @ : ? & =".contains(c)));
            if breaks && cluster.starts_with(char::is_alphanumeric) {
                out.push('\u{200b}');
            }
            before = cluster.chars().next_back();
            shown(cluster, press, &mut out, missing);
        }
    }
    out
}

/// Adds what is seen as one sign. One font must have all of it: without its marks a letter can still be read.
fn shown(cluster: &str, press: &Press, out: &mut String, missing: &mut BTreeSet<char>) {
    let visible = |c: &char| !c.is_control() || *c == '\n';
    if cluster.chars().all(|c| visible(&c)) && press.has_all(cluster) {
        return out.push_str(cluster);
    }
    for (index, c) in cluster.chars().filter(visible).enumerate() {
        if index == 0 && press.has(c) {
            out.push(c);
        } else if index == 0 {
            missing.insert(c);
            out.push(if press.has(MISSING) { MISSING } else { '?' });
        } else if !press.invisible(c) {
            missing.insert(c);
        }
    }
}

/// Where a place to fill in came to lie, in points from the page's upper left.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The slot's key.
    pub key: String,
    /// From 1.
    pub page: usize,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// For a place in the header, which is no part of the text: its size. None for one that has a tag of its own.
    pub size: Option<(f64, f64)>,
}

/// A PDF as Typst writes it, with its marks.
pub struct Laid {
    /// The bytes.
    pub pdf: Vec<u8>,
    /// Places in the text and in headers.
    pub marks: Vec<Mark>,
    /// The height of each page, in points.
    pub heights: Vec<f64>,
}

/// Lays out a sheet.
///
/// # Errors
/// A mistake in the theme's print files, or a sheet that cannot be PDF/UA.
pub fn lay_out(press: &Press, json: String, ident: &str, pictures: &[Placed]) -> Result<Laid, PaperError> {
    let world = SheetWorld::new(press, json, pictures);
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|found| world.error(&found))?;
    let standards = PdfStandards::new(&[PdfStandard::V_1_7, PdfStandard::Ua_1])
        .map_err(|error| PaperError::machine(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Anteroom".to_owned())),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|found| world.error(&found))?;
    let mut marks = marks(&document, "field-place");
    marks.extend(self::marks(&document, "header-place"));
    let heights = document.pages().iter().map(|page| page.frame.height().to_pt()).collect();
    Ok(Laid { pdf, marks, heights })
}

/// Forgets what Typst remembers of sheets that are long done, so that memory stays within bounds.
pub fn forget() {
    typst::comemo::evict(0);
}

/// Metadata under a label: a key, or a key with width and height in points.
fn marks(document: &PagedDocument, label: &str) -> Vec<Mark> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let read = |content: typst::foundations::Content| {
        let value = &content.to_packed::<MetadataElem>()?.value;
        let place = introspector.position(content.location()?)?;
        let (key, size) = match value {
            TypstValue::Str(key) => (key.as_str().to_owned(), None),
            TypstValue::Array(parts) => match parts.iter().collect::<Vec<_>>().as_slice() {
                [TypstValue::Str(key), TypstValue::Float(w), TypstValue::Float(h)] => {
                    (key.as_str().to_owned(), Some((*w, *h)))
                }
                _ => return None,
            },
            _ => return None,
        };

        Some(Mark { key, page: place.page.get(), x: place.point.x.to_pt(), y: place.point.y.to_pt(), size })
    };
    introspector.query(&Selector::Label(label)).into_iter().filter_map(read).collect()
}
