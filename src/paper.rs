//! Forms, packets and handouts as PDFs that print, fill in on screen and can be read aloud.
//!
//! ```text
//! Form, Packet, Document  ->  Sheet + Slots  ->  JSON  ->  tagged PDF + marks  ->  PDF with fields
//!            assemble, compose               Typst                      widgets
//! ```
//!
//! 1. [`assemble`] puts a sheet together: [`compose`] turns a form into what its [`sheet`] shows, `staff` into what staff
//!    see of it; each place to fill in is a [slot](slots).
//! 2. [`typeset`] lays the sheet out with the theme's `print/*.typ` in a closed [`world`], as PDF/UA-1.
//! 3. [`widgets`] makes every place a field and checks that none is missing or elsewhere.
//! 4. [`prints`] says which PDFs a site has and makes them in parallel; what was made before is kept by its content.
//! 5. [`drawings`] lays out in the same world what is a picture and no paper: cards for shared links, and icons.

pub mod assemble;
pub mod blocks;
pub mod compose;
pub mod drawings;
pub mod error;
mod field_font;
pub mod pictures;
pub mod prints;
pub mod sheet;
pub mod slots;
mod staff;
pub mod typeset;
pub mod widgets;
pub mod world;

use error::PaperError;
use field_font::FieldFont;
use sheet::Sheet;
use slots::Slots;
use std::collections::BTreeSet;
use std::sync::Arc;
use world::Press;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The bytes, shared with the site that holds them.
    pub bytes: Arc<Vec<u8>>,
    /// How many pages.
    pub pages: usize,
    /// Whether it can be filled in.
    pub fillable: bool,
    /// Characters that no font of the theme has; a box stands in their place.
    pub missing: BTreeSet<char>,
}

/// Makes one PDF. `ident` tells it from all others and from earlier versions of itself.
///
/// # Errors
/// A mistake in the theme's print files, or a sheet that cannot be PDF/UA.
pub fn make(press: &Press, sheet: &Sheet, slots: &Slots, ident: &str) -> Result<Pdf, PaperError> {
    let prepared = typeset::prepare(sheet, press)?;
    let laid = typeset::lay_out(press, prepared.json, ident, &sheet.pictures)?;
    let pages = laid.heights.len();
    let bytes = if slots.is_empty() {
        laid.pdf
    } else {
        let font = FieldFont::parse(&press.field_font)?;
        let size = if sheet.large { 18 } else { 12 };
        widgets::make_fillable(&laid.pdf, slots, &laid.marks, &laid.heights, &font, size)?
    };
    Ok(Pdf { bytes: Arc::new(bytes), pages, fillable: !slots.is_empty(), missing: prepared.missing })
}
