//! The practice's logo, as paper takes it: a drawing as it is, a photograph-like picture made small enough.

use crate::diagnostics::{Diagnostic, codes};
use crate::model::Site;
use crate::source::{Content, SourceTree};
use std::io::Cursor;
use std::sync::Arc;
use typst::foundations::Bytes;
use typst::visualize::SvgImage;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 10_000_000;

/// The largest picture that is decoded, in pixels.
const MAX_PIXELS: u64 = 40_000_000;

/// A picture is made no larger than this, in pixels: at 8 mm it is sharper than any printer.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 300;

/// A logo, ready for paper.
#[derive(Debug, Clone)]
pub struct Logo {
    /// Its path in the print files' root: `/logo.svg`.
    pub path: &'static str,
    /// The picture.
    pub bytes: Arc<[u8]>,
}

/// Reads the practice's logo; none where there is none. One that is not there has been reported already.
///
/// # Errors
/// What is wrong with it, at its place in practice.yaml.
pub fn read(site: &Site, tree: &SourceTree) -> Result<Option<Logo>, Box<Diagnostic>> {
    let Some(named) = site.practice(site.language()).and_then(|practice| practice.look.logo.as_ref()) else {
        return Ok(None);
    };
    let file = format!("content/{}", named.value.trim().trim_start_matches("./").trim_start_matches('/'));
    let Some(Content::Media { path, len, pixels }) = tree.files.get(file.as_str()).map(|file| &file.content) else {
        return Ok(None);
    };
    let drawn = file.to_ascii_lowercase().ends_with(".svg");
    if !drawn && pixels.is_none() {
        // No page can show it either, which has been said.
        return Ok(None);
    }
    let fault = |why: &str| {
        let help = "save it again as SVG or PNG; pages show it, and paper goes without";
        Box::new(codes::PRINT_LOGO.at(named.span.clone(), format!("the logo cannot be printed: {why}")).help(help))
    };
    if *len > MAX_BYTES || pixels.is_some_and(|(w, h)| u64::from(w) * u64::from(h) > MAX_PIXELS) {
        return Err(fault("it is too large"));
    }
    let bytes = std::fs::read(path).map_err(|error| fault(&error.to_string()))?;
    let made = if drawn { drawing(bytes) } else { picture(bytes) };
    made.map(Some)
        .ok_or_else(|| fault(if drawn { "it is no SVG that can be read" } else { "its format cannot be read" }))
}

fn drawing(bytes: Vec<u8>) -> Option<Logo> {
    SvgImage::new(Bytes::new(bytes.clone())).ok()?;
    Some(Logo { path: "/logo.svg", bytes: bytes.into() })
}

fn picture(bytes: Vec<u8>) -> Option<Logo> {
    let picture = image::load_from_memory(&bytes).ok()?;
    let small = picture.thumbnail(WIDTH.min(picture.width()), HEIGHT.min(picture.height()));
    let mut png = Cursor::new(Vec::new());
    small.write_to(&mut png, image::ImageFormat::Png).ok()?;
    Some(Logo { path: "/logo.png", bytes: png.into_inner().into() })
}
