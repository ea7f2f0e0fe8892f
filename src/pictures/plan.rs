//! In which sizes and formats pages show a picture, and where these lie. It is known from the picture's [`Head`] alone, so that a
//! page never waits for a picture.

use super::head::{Head, Kind};
use crate::model::addresses::{encode, slug};
use crate::source::FileId;

/// Where the sizes of pictures lie.
pub const FOLDER: &str = "/media/sizes/";

/// Raised when the same picture would come out otherwise: then its addresses are others too.
const RECIPE: u32 = 1;

/// The most pixels of a size. What is long and narrow is made narrower still.
const MOST: u64 = 8_000_000;

/// A PNG of at most this many bytes is shown as it is: nothing would be won.
const LITTLE: u64 = 60_000;

/// A PNG that takes fewer bits for a pixel is a drawing; photographs take eight and more.
const DRAWN: u64 = 3;

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Among words, as wide as they are.
    Text,
    /// A person's photo: small beside their name.
    Portrait,
    /// The practice's logo: a few lines high.
    Logo,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Portrait, Self::Logo];

    /// Widths in pixels, the smallest first. The last is the largest that is made.
    fn widths(self, upright: bool) -> &'static [u32] {
        match self {
            Self::Text if upright => &[480, 800, 1200],
            Self::Text => &[480, 800, 1200, 1600],
            Self::Portrait => &[160, 320, 480, 800],
            Self::Logo => &[600],
        }
    }
}

/// A format in which a size is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Ink {
    /// The smallest; nearly all browsers show it.
    Avif,
    /// For all other browsers.
    Jpeg,
    /// For drawings, and where something is seen through.
    Png,
}

impl Ink {
    fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// One size of a picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print {
    /// Its path on the site, not encoded.
    pub path: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Its format.
    pub ink: Ink,
}

/// How pages show a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The sizes to make; none where the file is shown as it is.
    pub prints: Vec<Print>,
    /// The address that every browser can show.
    pub url: String,
    /// Pixels of that.
    pub width: u32,
    /// Pixels of that.
    pub height: u32,
    /// What `srcset` says of the sizes in the format that every browser shows, where there are several.
    pub srcset: Option<String>,
    /// What `srcset` says of the sizes as AVIF.
    pub avif: Option<String>,
}

impl Plan {
    /// The plan for a picture that lies at `path` on the site. None where its size is not known.
    pub fn of(file: &FileId, path: &str, head: &Head, purpose: Purpose) -> Option<Self> {
        let (width, height) = head.pixels?;
        let asis = || Self { url: encode(path), width, height, ..Self::default() };
        let (inks, wide): (&[Ink], bool) = match inks(head, purpose) {
            Some(inks) => (inks, width > 1600),
            None => return Some(asis()),
        };
        if head.kind == Kind::Png && head.len <= LITTLE && !wide && purpose != Purpose::Logo {
            return Some(asis());
        }
        let stem = file.as_str().rsplit('/').next().unwrap_or_default();
        let stem = slug(stem.rsplit_once('.').map_or(stem, |(stem, _)| stem));
        let stem = if stem.is_empty() { "picture" } else { &stem };
        let mut hasher = blake3::Hasher::new();
        hasher.update(&RECIPE.to_le_bytes()).update(head.hash.as_bytes()).update(file.as_str().as_bytes());
        let mark: String = hasher.finalize().to_hex().chars().take(12).collect();
        let sizes = sizes(width, height, purpose);
        let mut plan = Self::default();
        for ink in inks {
            // What few browsers load, and is large, is made once.
            let from = if *ink == Ink::Png { sizes.len().saturating_sub(1) } else { 0 };
            let mut set = Vec::new();
            for (width, height) in sizes.iter().copied().skip(from) {
                let path = format!("{FOLDER}{stem}-{width}.{mark}.{}", ink.ending());
                let url = encode(&path);
                set.push(format!("{url} {width}w"));
                if *ink != Ink::Avif {
                    (plan.url, plan.width, plan.height) = (url, width, height);
                }
                plan.prints.push(Print { path, width, height, ink: *ink });
            }
            match ink {
                Ink::Avif => plan.avif = Some(set.join(", ")),
                _ if set.len() > 1 => plan.srcset = Some(set.join(", ")),
                _ => {}
            }
        }
        Some(plan)
    }
}

/// The formats of a picture, the one for every browser last; none where the file is shown as it is.
fn inks(head: &Head, purpose: Purpose) -> Option<&'static [Ink]> {
    let (width, height) = head.pixels?;
    let drawing = match head.kind {
        Kind::Gif | Kind::Avif | Kind::Heic | Kind::Tiff => return None,
        _ if head.moving || width.min(height) < 16 => return None,
        Kind::Jpeg => false,
        Kind::WebP => head.alpha,
        Kind::Png => head.alpha || head.palette || head.len * 8 < u64::from(width) * u64::from(height) * DRAWN,
    };
    Some(match (drawing, purpose) {
        (true, Purpose::Logo) => &[Ink::Png],
        (false, Purpose::Logo) => &[Ink::Jpeg],
        (true, _) => &[Ink::Avif, Ink::Png],
        (false, _) => &[Ink::Avif, Ink::Jpeg],
    })
}

/// Widths and heights, the smallest first; none larger than the picture, and none that is nearly the next one.
fn sizes(width: u32, height: u32, purpose: Purpose) -> Vec<(u32, u32)> {
    let widths = purpose.widths(height > width);
    let mut top = widths.last().copied().unwrap_or(width).min(width);
    while top > 1 && u64::from(top) * u64::from(tall(width, height, top)) > MOST {
        top -= top.div_ceil(16);
    }
    let smaller = widths.iter().copied().filter(|one| *one + top / 8 <= top);
    smaller.chain([top]).map(|one| (one, tall(width, height, one))).collect()
}

/// How high a picture is when it is so wide.
fn tall(width: u32, height: u32, wide: u32) -> u32 {
    let exact = (u64::from(height) * u64::from(wide) + u64::from(width) / 2) / u64::from(width.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_size_is_larger_than_the_picture() {
        assert_eq!(sizes(4000, 3000, Purpose::Text), [(480, 360), (800, 600), (1200, 900), (1600, 1200)]);
        assert_eq!(sizes(3000, 4000, Purpose::Text), [(480, 640), (800, 1067), (1200, 1600)]);
        assert_eq!(sizes(850, 400, Purpose::Text), [(480, 226), (850, 400)]);
        assert_eq!(sizes(300, 300, Purpose::Text), [(300, 300)]);
        assert_eq!(sizes(3000, 4000, Purpose::Portrait), [(160, 213), (320, 427), (480, 640), (800, 1067)]);
        for (width, height) in [(1000, 90_000), (1, 65_000), (65_000, 1)] {
            for (wide, high) in sizes(width, height, Purpose::Text) {
                assert!(wide <= width && high <= height && u64::from(wide) * u64::from(high) <= MOST);
            }
        }
    }
}
