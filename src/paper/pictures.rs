//! Pictures as paper takes them: drawings as they are, photographs turned upright and made small enough, without what a
//! camera writes into them.
//!
//! 1. [`Pictures::get`] finds a picture by its address on the site, reads and prepares it, and keeps what it made.
//! 2. [`set`] puts the pictures of a sheet's texts in their places. One that cannot be printed leaves its description.
//! 3. [`Pictures::faults`] says at its place which one that is.

use super::blocks::{Block, Run};
use super::sheet::{Draw, Sheet};
use crate::blob::BlobStore;
use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::model::Site;
use crate::model::addresses::encode;
use crate::model::prints::Subject;
use crate::pictures::develop::Negative;
use crate::pictures::head::Kind;
use crate::pictures::plan::{Plan, Purpose};
use crate::source::markdown::{Body, ReferenceKind};
use crate::source::{Content, FileId, SourceTree};
use image::ImageFormat;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use typst::foundations::Bytes;
use typst::visualize::SvgImage;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 20_000_000;

/// The largest picture that is decoded, in pixels.
const MAX_PIXELS: u64 = 50_000_000;

/// Width and height to which pictures in texts are made smaller: 170 mm at 200 dots an inch.
const IN_TEXT: (u32, u32) = (1340, 1340);

/// Width and height to which a logo is made smaller: at 8 mm it is sharper than any printer.
const LOGO: (u32, u32) = (1200, 300);

/// The most pictures of one sheet: Typst remembers every path for good.
const MOST: usize = 200;

/// How much is lost when a photograph is packed as JPEG, of 100.
const QUALITY: u8 = 80;

/// A picture, ready for paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// `png`, `jpg` or `svg`
    pub ending: &'static str,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.ending, blake3::hash(&self.bytes).to_hex())
    }
}

/// A picture and its path in the print files' root: `/picture-1.jpg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The path.
    pub path: String,
    /// The picture.
    pub picture: Picture,
}

/// Why a picture cannot be printed, in an owner's words.
type Why = String;

/// A picture's file.
#[derive(Clone)]
struct OnDisk {
    file: FileId,
    path: PathBuf,
    /// Bytes.
    len: u64,
    /// Width and height, where they can be read.
    pixels: Option<(u32, u32)>,
}

/// All pictures of a site, each prepared once.
pub struct Pictures<'a> {
    /// Files by their address on the site.
    files: HashMap<String, OnDisk>,
    logo: Option<(String, Span)>,
    store: &'a BlobStore,
    ready: Mutex<BTreeMap<(String, bool), Result<Picture, Why>>>,
}

impl<'a> Pictures<'a> {
    /// The pictures of a site. What is prepared is kept in `store`.
    pub fn new(site: &Site, tree: &SourceTree, store: &'a BlobStore) -> Self {
        let mut files = HashMap::new();
        for (file, path) in &site.layout.media {
            let Some(Content::Media { path: disk, len, pixels, head }) = tree.files.get(file).map(|f| &f.content)
            else {
                continue;
            };
            let found = OnDisk { file: file.clone(), path: disk.clone(), len: *len, pixels: *pixels };
            // Pages know a picture by the address of one of its sizes.
            let plan = |purpose| Some(Plan::of(file, path, head.as_ref()?, purpose)?.url);
            for url in Purpose::ALL.into_iter().filter_map(plan) {
                files.insert(url, found.clone());
            }
            files.insert(encode(path), found);
        }
        let named = site.practice(site.language()).and_then(|practice| practice.look.logo.as_ref());
        let logo = named.and_then(|named| {
            let view = site.layout.links.picture(&named.value, &named.span, "", Purpose::Logo).ok()??;
            Some((view.url, named.span.clone()))
        });
        Self { files, logo, store, ready: Mutex::default() }
    }

    /// The practice's logo; none where there is none, or where it cannot be printed.
    pub fn logo(&self) -> Option<Picture> {
        let (url, _) = self.logo.as_ref()?;
        self.get(url, true)?.ok()
    }

    /// A picture by its address on the site; none for an address that is none of ours.
    fn get(&self, url: &str, logo: bool) -> Option<Result<Picture, Why>> {
        let file = self.files.get(url)?;
        let key = (url.to_owned(), logo);
        if let Some(known) = self.ready.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Some(known.clone());
        }
        let made = if file.len > MAX_BYTES || file.pixels.is_some_and(|(w, h)| u64::from(w) * u64::from(h) > MAX_PIXELS)
        {
            Err("it is too large".to_owned())
        } else {
            std::fs::read(&file.path)
                .map_err(|error| error.to_string())
                .and_then(|raw| self.kept(&file.path, raw, logo))
        };
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        Some(made)
    }

    /// Prepares a picture, or takes what was prepared in an earlier build.
    fn kept(&self, path: &std::path::Path, raw: Vec<u8>, logo: bool) -> Result<Picture, Why> {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
            SvgImage::new(Bytes::new(raw.clone())).map_err(|_| "it is no SVG that can be read".to_owned())?;
            return Ok(Picture { ending: "svg", bytes: raw.into() });
        }
        let key = crate::memo::key_of("picture", &(blake3::hash(&raw).to_hex().as_str(), logo, env!("ANTEROOM_PAPER")));
        if let Some(bytes) = key.and_then(|key| self.store.get(&key)) {
            let ending = if bytes.starts_with(b"\xff\xd8") { "jpg" } else { "png" };
            return Ok(Picture { ending, bytes: bytes.into() });
        }
        let picture = prepare(&raw, logo).ok_or("its format cannot be read")?;
        if let Some(key) = key {
            self.store.put(&key, &picture.bytes);
        }
        Ok(picture)
    }

    /// Says which pictures cannot be printed: the logo, and those in what is printed.
    pub fn faults(&self, site: &Site, diagnostics: &mut Diagnostics) {
        // A picture that is no good to pages either has been told so at its file.
        let faulty: BTreeSet<FileId> = diagnostics
            .iter()
            .filter(|d| [codes::PICTURE_UNREADABLE.name, codes::PICTURE_TOO_LARGE.name].contains(&d.code.name))
            .filter_map(|d| Some(d.span.as_ref()?.file.clone()))
            .collect();
        let told_of = |url: &str| self.files.get(url).is_some_and(|found| faulty.contains(&found.file));
        if let Some((url, span)) = &self.logo
            && !told_of(url)
            && let Some(Err(why)) = self.get(url, true)
        {
            diagnostics.push(fault(
                span,
                &format!("the logo cannot be printed: {why}"),
                "pages show it, and paper goes without",
            ));
        }
        let mut bodies: Vec<&Body> = Vec::new();
        for print in &site.layout.prints {
            match &print.subject {
                Subject::Form(index) => {
                    bodies.extend(site.forms.get(*index).into_iter().flat_map(|form| form.original.bodies()));
                }
                Subject::Packet(index, _) => {
                    bodies.extend(site.packets.get(*index).into_iter().flat_map(|packet| packet.original.bodies()));
                }
                Subject::Handout(kind) => {
                    let page = site.prose(*kind).map(|it| it.get(&print.language, site.language()).0);
                    bodies.extend(page.into_iter().flat_map(|page| page.bodies()));
                }
            }
        }
        let images = bodies.iter().flat_map(|body| &body.references);
        let images = images.filter(|reference| matches!(reference.kind, ReferenceKind::Image { .. }));
        let mut told = BTreeSet::new();
        for image in images {
            let Ok(Some(view)) = site.layout.links.picture(&image.target, &image.span, "", Purpose::Text) else {
                continue;
            };
            if !told_of(&view.url)
                && let Some(Err(why)) = self.get(&view.url, false)
                && told.insert(&image.span)
            {
                let message = format!("this picture cannot be printed: {why}");
                diagnostics.push(fault(&image.span, &message, "pages show it, and on paper its description stands"));
            }
        }
    }
}

fn fault(span: &Span, message: &str, otherwise: &str) -> Diagnostic {
    codes::PRINT_PICTURE.at(span.clone(), message).help(format!("save it again as JPEG, PNG or SVG; {otherwise}"))
}

/// A picture as the camera meant it, made smaller.
fn prepare(raw: &[u8], logo: bool) -> Option<Picture> {
    let negative = Negative::of(raw).ok()?;
    let kind = negative.kind;
    let (width, height) = if logo { LOGO } else { IN_TEXT };
    let (own_width, own_height) = negative.seen();
    let fit = |most: u32, own: u32| f64::from(most) / f64::from(own.max(1));
    let factor = fit(width, own_width).min(fit(height, own_height)).min(1.0);
    let less = |own: u32| (f64::from(own) * factor).round().max(1.0) as u32;
    let picture = negative.upright(Some((less(own_width), less(own_height))));
    let mut out = Cursor::new(Vec::new());
    let photograph = !logo && !picture.color().has_alpha() && matches!(kind, Kind::Jpeg | Kind::WebP);
    if photograph {
        let rgb = picture.to_rgb8();
        rgb.write_with_encoder(image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?;
    } else {
        picture.write_to(&mut out, ImageFormat::Png).ok()?;
    }
    Some(Picture { ending: if photograph { "jpg" } else { "png" }, bytes: out.into_inner().into() })
}

/// Puts the pictures of all texts of a sheet in their places, and the logo.
pub fn set(sheet: &mut Sheet, pictures: &Pictures<'_>) {
    let mut setting = Setting { pictures, placed: Vec::new(), known: BTreeMap::new() };
    if let Some(logo) = pictures.logo() {
        let path = format!("/logo.{}", logo.ending);
        sheet.logo = Some(path.clone());
        setting.placed.push(Placed { path, picture: logo });
    }
    if let Some(handout) = &mut sheet.handout {
        setting.blocks(&mut handout.text);
        handout.faq.iter_mut().for_each(|(_, answer)| setting.blocks(answer));
    }
    if let Some(cover) = &mut sheet.cover {
        setting.blocks(&mut cover.note);
    }
    for form in &mut sheet.forms {
        setting.blocks(&mut form.instructions);
        for section in &mut form.sections {
            setting.blocks(&mut section.text);
            for field in section.rows.iter_mut().flatten() {
                setting.blocks(&mut field.help);
                if let Draw::Words { text } = &mut field.draw {
                    setting.blocks(text);
                }
            }
        }
    }
    sheet.pictures = setting.placed;
}

struct Setting<'a> {
    pictures: &'a Pictures<'a>,
    placed: Vec<Placed>,
    /// Paths by address: a picture that stands twice is in the file once.
    known: BTreeMap<String, Option<String>>,
}

impl Setting<'_> {
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        for block in blocks.iter_mut() {
            match block {
                Block::Picture { path, alt } => match self.path(path) {
                    Some(found) => *path = found,
                    None => {
                        let runs = vec![Run { s: format!("[{alt}]"), i: true, ..Run::default() }];
                        *block = Block::Paragraph { runs: if alt.is_empty() { Vec::new() } else { runs } };
                    }
                },
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Aside { blocks, .. } => self.blocks(blocks),
                Block::Paragraph { .. } | Block::Heading { .. } | Block::Table { .. } | Block::Rule => {}
            }
        }
        blocks.retain(|block| !matches!(block, Block::Paragraph { runs } if runs.is_empty()));
    }

    /// The path of a picture within the print files, by its address on the site.
    fn path(&mut self, url: &str) -> Option<String> {
        if let Some(known) = self.known.get(url) {
            return known.clone();
        }
        let room = self.placed.len() < MOST;
        let path = self.pictures.get(url, false).filter(|_| room).and_then(Result::ok).map(|picture| {
            let path = format!("/picture-{}.{}", self.known.len() + 1, picture.ending);
            self.placed.push(Placed { path: path.clone(), picture });
            path
        });
        self.known.insert(url.to_owned(), path.clone());
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of two by one pixels, red and blue, that says it lies on its side.
    fn sideways() -> Vec<u8> {
        let mut pixels = image::RgbImage::new(32, 16);
        for (x, _, pixel) in pixels.enumerate_pixels_mut() {
            *pixel = if x < 16 { image::Rgb([220, 0, 0]) } else { image::Rgb([0, 0, 220]) };
        }
        let mut out = Cursor::new(Vec::new());
        pixels.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut out)).expect("a JPEG");
        let plain = out.into_inner();
        // An EXIF segment after the start marker: orientation 6, "turn to the right to see it upright".
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let mut bytes = plain[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&plain[2..]);
        bytes
    }

    #[test]
    fn photographs_stand_upright_and_say_nothing_of_their_camera() {
        let picture = prepare(&sideways(), false).expect("a picture");
        assert_eq!(picture.ending, "jpg");
        assert!(!picture.bytes.windows(4).any(|w| w == b"Exif"));
        let seen = image::load_from_memory(&picture.bytes).expect("a JPEG").to_rgb8();
        assert_eq!(seen.dimensions(), (16, 32));
        assert!(seen.get_pixel(8, 4).0[0] > 150 && seen.get_pixel(8, 28).0[2] > 150, "red is above");
    }

    #[test]
    fn large_pictures_are_made_smaller() {
        let mut out = Cursor::new(Vec::new());
        image::RgbaImage::new(3000, 100).write_to(&mut out, ImageFormat::Png).expect("a PNG");
        let picture = prepare(out.get_ref(), false).expect("a picture");
        assert_eq!(picture.ending, "png");
        let seen = image::load_from_memory(&picture.bytes).expect("a PNG");
        assert_eq!((seen.width(), seen.height()), (1340, 45));
        assert!(prepare(b"no picture", false).is_none());
    }
}
