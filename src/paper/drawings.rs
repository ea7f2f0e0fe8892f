//! Small pictures that stand for the site elsewhere: a card for each kind of page, which messengers and social networks show beside
//! a link, and the icons of tabs and home screens.
//!
//! 1. [`plan`] lists them: a few a language, however many pages there are.
//! 2. The theme's `print/social.typ` and `print/icon.typ` lay them out, with the practice's name, colour and logo.
//! 3. What was drawn before is kept by the hash of all that went into it, as PDFs are.
//!
//! A file of the same name in `files/` takes a drawing's place.

use super::error::PaperError;
use super::pictures::{Picture, Pictures, Placed};
use super::prints::{Desk, beside};
use super::typeset;
use super::world::{Press, SheetWorld};
use crate::diagnostics::{Diagnostics, Span, codes};
use crate::model::practice::right_to_left;
use crate::model::{PageKind, Site};
use crate::output::{OutPath, Output};
use crate::render::shared::Shared;
use crate::render::{Scene, accent};
use crate::source::SourceTree;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbaImage};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use typst_layout::PagedDocument;

/// Width and height of a card: what all who show cards ask for.
pub const CARD: (u32, u32) = (1200, 630);

/// Width and height of the icon for home screens.
const TOUCH: u32 = 180;

/// The icon for home screens, where telephones look for it.
pub const TOUCH_ICON: &str = "/apple-touch-icon.png";

/// The icon for tabs, where browsers look for it.
pub const TAB_ICON: &str = "/favicon.ico";

/// Sizes within the icon for tabs.
const TAB: [u32; 2] = [16, 32];

/// Which card a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Card {
    /// The practice: the home page, standing pages, and pages of which a card should not speak.
    Practice,
    /// Articles, their lists and topics.
    Articles,
    /// People and the directory.
    People,
    /// Forms and packets.
    Forms,
    /// The glossary.
    Glossary,
}

impl Card {
    /// The card of a page; none for the page for wrong addresses.
    pub fn of(kind: PageKind) -> Option<Self> {
        match kind {
            PageKind::Home | PageKind::Document(_) | PageKind::Search => Some(Self::Practice),
            PageKind::Articles(_) | PageKind::Article(_) | PageKind::Topics | PageKind::Topic(..) => {
                Some(Self::Articles)
            }
            PageKind::Providers | PageKind::Facet(_) | PageKind::Provider(_) => Some(Self::People),
            PageKind::Forms | PageKind::Form(_) | PageKind::Packet(_) => Some(Self::Forms),
            PageKind::Glossary => Some(Self::Glossary),
            PageKind::NotFound => None,
        }
    }

    /// Its path from the site's root, not encoded.
    pub fn path(self, site: &Site, language: &str) -> Option<String> {
        let name = match self {
            Self::Practice => "practice",
            Self::Articles => "articles",
            Self::People => "people",
            Self::Forms => "forms",
            Self::Glossary => "glossary",
        };
        Some(format!("{}social-{name}.png", site.path(PageKind::Home, language)?))
    }

    /// What it says beneath the practice's name: a heading and a line. The practice's own has no heading.
    pub fn words(self, shared: &Shared) -> (Option<String>, Option<String>) {
        let key = match self {
            Self::Practice => return (None, shared.practice.tagline.clone()),
            Self::Articles => "articles",
            Self::People => "providers",
            Self::Forms => "forms",
            Self::Glossary => "glossary",
        };
        (Some(shared.word(&format!("{key}-title"))), shared.maybe_word(&format!("{key}-summary")))
    }

    /// What it shows, in words.
    pub fn alt(self, shared: &Shared) -> String {
        let (heading, line) = self.words(shared);
        let first = match heading {
            Some(heading) => format!("{}: {heading}", shared.practice.name),
            None => shared.practice.name.clone(),
        };
        line.map_or_else(|| first.clone(), |line| format!("{first}. {line}"))
    }
}

/// A picture to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Its path from the site's root.
    pub path: String,
    subject: Subject,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Card(Card, String),
    Touch,
    Tab,
}

/// All drawings of a site. Cards are only found by whole addresses, so there are none while the site's own is not known.
pub fn plan(scene: &Scene) -> Vec<Drawing> {
    let site = &scene.site;
    let mut drawings = Vec::new();
    if site.url().is_some() {
        let wanted: BTreeSet<(&str, Card)> =
            site.layout.pages.iter().filter_map(|page| Some((page.language.as_str(), Card::of(page.kind)?))).collect();
        for (language, card) in wanted {
            if let Some(path) = card.path(site, language) {
                drawings.push(Drawing { path, subject: Subject::Card(card, language.to_owned()) });
            }
        }
    }
    let icons = scene.languages.get(site.language()).is_some_and(|shared| shared.view.touch_icon_url.is_some());
    if icons {
        drawings.push(Drawing { path: TOUCH_ICON.to_owned(), subject: Subject::Touch });
        drawings.push(Drawing { path: TAB_ICON.to_owned(), subject: Subject::Tab });
    }
    drawings.retain(|drawing| site.layout.media.iter().all(|(_, path)| *path != drawing.path));
    drawings
}

/// Draws all of them while something else is done that does not need them. Where there are errors already nothing will be written,
/// and nothing is drawn.
pub fn make_all<T>(
    scene: &Scene,
    tree: &SourceTree,
    desk: &Desk<'_>,
    diagnostics: &mut Diagnostics,
    meanwhile: impl FnOnce(&mut Diagnostics) -> T,
) -> (Vec<(OutPath, Output)>, T) {
    if diagnostics.has_errors() {
        return (Vec::new(), meanwhile(diagnostics));
    }
    let drawings = plan(scene);
    let pictures = Pictures::new(&scene.site, tree, desk.store);
    let draw = |drawing| match (desk.cancelled)() {
        true => None,
        false => Some(draw(scene, &pictures, drawing, desk)),
    };
    // Half of the cores: the rest has the pages to draw.
    let (made, other) = beside(&drawings, rayon::current_num_threads().div_ceil(2), draw, || meanwhile(diagnostics));
    typeset::forget();
    let mut outputs = Vec::new();
    let mut told = BTreeSet::new();
    for (drawing, made) in drawings.iter().zip(made) {
        match (OutPath::new(drawing.path.trim_start_matches('/')), made) {
            (Ok(path), Some(Ok(bytes))) => outputs.push((path, Output::Bytes(bytes))),
            (_, Some(Err(error))) if told.insert(error.message.clone()) => {
                let span = match error.place {
                    Some((file, range)) => Span::new(&file, range.start, range.end),
                    None => Span::whole(&crate::model::practice::file()),
                };
                diagnostics.push(
                    codes::PRINT_FAILED
                        .at(span, format!("the pictures for shared links and tabs cannot be drawn: {}", error.message))
                        .help("take back the last change to the theme's print files, or to the logo"),
                );
            }
            _ => {}
        }
    }
    (outputs, other)
}

/// The drawing at a path from the output folder.
pub fn at(scene: &Scene, path: &str) -> Option<Drawing> {
    // Most addresses are none of ours; to list the drawings takes longer than to see that.
    if !path.ends_with(".png") && !path.ends_with(".ico") {
        return None;
    }
    plan(scene).into_iter().find(|drawing| drawing.path.trim_start_matches('/') == path)
}

/// Draws one; none where it cannot be drawn, which [`make_all`] reports.
pub fn make_one(scene: &Scene, tree: &SourceTree, drawing: &Drawing, desk: &Desk<'_>) -> Option<Output> {
    let pictures = Pictures::new(&scene.site, tree, desk.store);
    let drawn = draw(scene, &pictures, drawing, desk).ok().map(Output::Bytes);
    typeset::forget();
    drawn
}

/// What `print/social.typ` sees.
#[derive(Debug, Serialize)]
struct CardData {
    /// BCP 47: `en`
    lang: String,
    /// `ltr` or `rtl`
    dir: &'static str,
    /// `practice`, `articles`, `people`, `forms`, `glossary`
    kind: Card,
    /// The practice's name.
    name: String,
    /// A word for what the page is; none on the practice's own card.
    heading: Option<String>,
    /// A line on it.
    line: Option<String>,
    /// Where the site is: `www.example.com`
    host: String,
    /// `#2b3f87`
    accent: String,
    /// `/logo.svg`
    logo: Option<String>,
}

/// What `print/icon.typ` sees.
#[derive(Debug, Serialize)]
struct IconData {
    /// Width and height.
    size: u32,
    /// For a home screen, where nothing shines through.
    opaque: bool,
    /// Whether it is the practice's logo, which wants some room around it; else the theme's icon, which brings its own.
    logo: bool,
    /// `/icon.svg`
    path: String,
    /// `#2b3f87`
    accent: String,
}

fn draw(
    scene: &Scene,
    pictures: &Pictures<'_>,
    drawing: &Drawing,
    desk: &Desk<'_>,
) -> Result<Arc<Vec<u8>>, PaperError> {
    let press = scene.theme.press().ok_or_else(|| PaperError::machine("the theme has no fonts for paper"))?;
    let site = &scene.site;
    let owned = site.practice(site.language()).and_then(|practice| practice.look.accent.as_ref());
    let accent = accent::by_day(owned.map(|accent| accent.value.as_str()));
    match &drawing.subject {
        Subject::Card(card, language) => {
            let shared = scene.languages.get(language).ok_or_else(|| PaperError::machine("no such language"))?;
            let (heading, line) = card.words(shared);
            let fit = |text: &str| fit(press, text);
            let logo = pictures.logo();
            let url = site.url().unwrap_or_default();
            let data = CardData {
                lang: language.clone(),
                dir: if right_to_left(language) { "rtl" } else { "ltr" },
                kind: *card,
                name: fit(&shared.practice.name),
                heading: heading.map(|words| fit(&words)),
                line: line.map(|words| fit(&words)),
                host: fit(url.split_once("://").map_or(url, |(_, host)| host)),
                accent,
                logo: logo.as_ref().map(|logo| format!("/logo.{}", logo.ending)),
            };
            let placed = placed(data.logo.as_deref(), logo);
            kept(press, "social.typ", &[&data], &placed, desk, |pages| match pages {
                [card] => png(card, false),
                _ => None,
            })
        }
        icon => {
            let (picture, logo) = icon_picture(scene, pictures)
                .ok_or_else(|| PaperError::machine("neither the logo nor the theme's icon can be drawn"))?;
            let path = format!("/icon.{}", picture.ending);
            let touch = *icon == Subject::Touch;
            let sizes: &[u32] = if touch { &[TOUCH] } else { &TAB };
            let data: Vec<IconData> = sizes
                .iter()
                .map(|size| IconData { size: *size, opaque: touch, logo, path: path.clone(), accent: accent.clone() })
                .collect();
            let data: Vec<&IconData> = data.iter().collect();
            let placed = placed(Some(&path), Some(picture));
            kept(press, "icon.typ", &data, &placed, desk, |pages| match (touch, pages) {
                (true, [icon]) => png(icon, false),
                (true, _) => None,
                (false, icons) => ico(icons),
            })
        }
    }
}

fn placed(path: Option<&str>, picture: Option<Picture>) -> Vec<Placed> {
    path.zip(picture).map(|(path, picture)| Placed { path: path.to_owned(), picture }).into_iter().collect()
}

/// The logo where it is fit for an icon, else the theme's icon; and whether it is the logo.
fn icon_picture(scene: &Scene, pictures: &Pictures<'_>) -> Option<(Picture, bool)> {
    let view = &scene.languages.get(scene.site.language())?.view;
    let own = view.logo.as_ref().is_some_and(|logo| view.icon_url.as_ref() == Some(&logo.url));
    if let Some(logo) = pictures.logo().filter(|_| own) {
        return Some((logo, true));
    }
    let icon = scene.theme.icon.as_ref()?.trim_start_matches('/');
    let (_, bytes) = scene.theme.assets.iter().find(|(path, _)| path == icon)?;
    Some((Picture { ending: "svg", bytes: bytes.as_ref().into() }, false))
}

/// A text without what no font has: a card is looked at for a moment, and boxes on it would be all that is seen.
fn fit(press: &Press, text: &str) -> String {
    let kept: String = text.chars().filter(|c| press.has(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The drawing from the store, else drawn and stored.
fn kept(
    press: &Press,
    layout: &'static str,
    data: &[&impl Serialize],
    placed: &[Placed],
    desk: &Desk<'_>,
    pack: impl Fn(&[RgbaImage]) -> Option<Vec<u8>>,
) -> Result<Arc<Vec<u8>>, PaperError> {
    let version = env!("ANTEROOM_PAPER");
    let theme = (press.hash.to_hex().to_string(), press.drawing_hash.to_hex().to_string());
    let key = crate::memo::key_of("drawing", &(version, theme, layout, data, format!("{placed:?}")));
    let make = || {
        if let Some(bytes) = key.and_then(|key| desk.store.get(&key)) {
            return Ok(Arc::new(bytes));
        }
        let pages = data.iter().map(|data| rendered(press, layout, data, placed)).collect::<Result<Vec<_>, _>>()?;
        let bytes = pack(&pages).ok_or_else(|| PaperError::machine("the picture cannot be written"))?;
        if let Some(key) = &key {
            desk.store.put(key, &bytes);
        }
        Ok(Arc::new(bytes))
    };
    let (kept, _) = desk.memo.get(|| key, || (make(), Vec::new()));
    (*kept).clone()
}

/// One page as a picture, a pixel a point.
fn rendered(press: &Press, layout: &str, data: &impl Serialize, placed: &[Placed]) -> Result<RgbaImage, PaperError> {
    let json = serde_json::to_string(data).map_err(|error| PaperError::machine(error.to_string()))?;
    let world = SheetWorld::drawing(press, layout, json, placed)
        .ok_or_else(|| PaperError::machine(format!("the theme has no print/{layout}")))?;
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|found| world.error(&found))?;
    let [page] = document.pages() else {
        return Err(PaperError::machine(format!("print/{layout} makes {} pages, not one", document.pages().len())));
    };
    let options = typst_render::RenderOptions { pixel_per_pt: 1.0.into(), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    let (width, height) = (pixels.width(), pixels.height());
    let (colors, _) = pixels.data().as_chunks::<4>();
    let opaque = colors.iter().fold(true, |opaque, [.., alpha]| opaque & (*alpha == 255));
    RgbaImage::from_raw(width, height, if opaque { pixels.take() } else { pixels.take_demultiplied() })
        .ok_or_else(|| PaperError::machine("the picture has no size"))
}

/// A card is large and seen for a moment, and a first build waits for all of them: packed like this they take a third more room, and
/// a twentieth of the time. Icons are small.
fn png(picture: &RgbaImage, transparent: bool) -> Option<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let packed = if (width, height) == CARD { CompressionType::Fast } else { CompressionType::Best };
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, packed, FilterType::Adaptive);
    let written = if transparent {
        encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgba8)
    } else {
        let (pixels, _) = picture.as_raw().as_chunks::<4>();
        let mut solid = vec![0; pixels.len() * 3];
        let (kept, _) = solid.as_chunks_mut::<3>();
        kept.iter_mut().zip(pixels).for_each(|(kept, [red, green, blue, _])| *kept = [*red, *green, *blue]);
        encoder.write_image(&solid, width, height, ExtendedColorType::Rgb8)
    };
    written.ok()?;
    Some(out)
}

/// An icon file of PNGs: a header, a row for each with its place, and the pictures.
fn ico(pictures: &[RgbaImage]) -> Option<Vec<u8>> {
    let pngs: Vec<Vec<u8>> = pictures.iter().map(|picture| png(picture, true)).collect::<Option<_>>()?;
    let count = u16::try_from(pngs.len()).ok()?;
    let mut out = Vec::new();
    for number in [0, 1, count] {
        out.extend(number.to_le_bytes());
    }
    let mut place = 6 + 16 * u32::from(count);
    for (picture, png) in pictures.iter().zip(&pngs) {
        let len = u32::try_from(png.len()).ok()?;
        // No palette, one plane, 32 bits a pixel.
        out.extend([u8::try_from(picture.width()).ok()?, u8::try_from(picture.height()).ok()?, 0, 0, 1, 0, 32, 0]);
        out.extend(len.to_le_bytes());
        out.extend(place.to_le_bytes());
        place += len;
    }
    pngs.iter().for_each(|png| out.extend(png));
    Some(out)
}
