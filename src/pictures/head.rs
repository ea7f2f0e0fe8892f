//! What the file of a picture says of it, read once when the site's files are listed. Nothing is decoded.

use super::parts::Parts;
use std::io::Read;
use std::path::Path;

/// The largest file of a picture, in bytes.
pub const MAX_BYTES: u64 = 60_000_000;

/// The largest picture, in pixels. A phone's has twelve million, a good camera's fifty.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Kinds of pictures made of pixels, known by their first bytes and not by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photograph, mostly.
    Jpeg,
    /// A drawing, or a screen.
    Png,
    /// Google's format.
    WebP,
    /// A small old format, which may move.
    Gif,
    /// A new format that browsers show.
    Avif,
    /// What phones save, and no browser but Apple's shows.
    Heic,
    /// What scanners save, and no browser shows.
    Tiff,
}

impl Kind {
    /// The kind of a file by its first bytes.
    pub fn of(start: &[u8]) -> Option<Self> {
        let brands = || start.get(8..).unwrap_or_default().chunks(4).take(8);
        match start {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => Some(Self::Tiff),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
                let has = |names: &[&[u8]]| brands().any(|brand| names.contains(&brand));
                if has(&[b"avif", b"avis"]) {
                    return Some(Self::Avif);
                }
                has(&[b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"]).then_some(Self::Heic)
            }
            _ => None,
        }
    }

    /// Its name, and the endings that such a file may have.
    pub fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Jpeg => ("JPEG", &["jpg", "jpeg", "jpe", "jfif"]),
            Self::Png => ("PNG", &["png", "apng"]),
            Self::WebP => ("WebP", &["webp"]),
            Self::Gif => ("GIF", &["gif"]),
            Self::Avif => ("AVIF", &["avif"]),
            Self::Heic => ("HEIC", &["heic", "heif"]),
            Self::Tiff => ("TIFF", &["tif", "tiff"]),
        }
    }

    /// Whether browsers show it.
    pub fn is_shown(self) -> bool {
        !matches!(self, Self::Heic | Self::Tiff)
    }
}

/// What cameras and programs have written into a picture's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Notes {
    /// Where it was taken.
    pub place: bool,
    /// With which camera or phone.
    pub camera: bool,
    /// When.
    pub date: bool,
    /// By whom.
    pub author: bool,
    /// Something else, in the form of a program for pictures.
    pub other: bool,
}

impl Notes {
    fn of(parts: &Parts<'_>) -> Self {
        let mut notes = Self::default();
        let read = |data: &[u8]| {
            let mut reader = exif::Reader::new();
            // A note that is damaged does not hide the others.
            let read = reader.continue_on_error(true).read_raw(data.to_vec());
            read.or_else(|error| error.distill_partial_result(|_| {})).ok()
        };
        let exif = parts.exif.as_deref().and_then(read);
        for field in exif.iter().flat_map(exif::Exif::fields) {
            use exif::Tag;
            match field.tag {
                Tag::GPSVersionID => {}
                tag if tag.context() == exif::Context::Gps => notes.place = true,
                Tag::Make | Tag::Model | Tag::LensModel | Tag::LensMake | Tag::BodySerialNumber => notes.camera = true,
                Tag::DateTime | Tag::DateTimeOriginal | Tag::DateTimeDigitized => notes.date = true,
                Tag::Artist | Tag::Copyright | Tag::CameraOwnerName => notes.author = true,
                _ => {}
            }
        }
        for other in parts.other.iter().filter(|other| !other.is_empty()) {
            notes.other = true;
            notes.place |= other.windows(11).any(|part| part == b"GPSLatitude");
        }
        notes
    }

    /// What there is, in words; none where there is nothing.
    pub fn words(self) -> Option<String> {
        let said: Vec<&str> = [
            (self.place, "where it was taken (GPS)"),
            (self.camera, "the camera or phone"),
            (self.date, "the date and time"),
            (self.author, "who made it"),
            (self.other, "notes of a picture program"),
        ]
        .into_iter()
        .filter_map(|(there, words)| there.then_some(words))
        .collect();
        let (last, first) = said.split_last()?;
        Some(if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) })
    }
}

/// Why a picture cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its file is larger than [`MAX_BYTES`].
    Bytes,
    /// It has more pixels than [`MAX_PIXELS`].
    Pixels,
    /// Its file ends too early, or its size cannot be read.
    Broken,
}

/// What a picture's file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What kind it is.
    pub kind: Kind,
    /// Width and height as they are seen, in pixels.
    pub pixels: Option<(u32, u32)>,
    /// How it is to be turned, as EXIF says it: 1 to 8, where 1 is upright already.
    pub orientation: u8,
    /// Whether some of it may be seen through.
    pub alpha: bool,
    /// Whether its colors come from a short list.
    pub palette: bool,
    /// Whether it moves.
    pub moving: bool,
    /// The size of its file.
    pub len: u64,
    /// What was written into it.
    pub notes: Notes,
    /// Why it cannot be used.
    pub fault: Option<Fault>,
    /// The hash of its bytes.
    pub hash: blake3::Hash,
}

impl Head {
    /// Reads what a file says; none for a file that is no picture made of pixels.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(path: &Path, len: u64) -> std::io::Result<Option<Self>> {
        let mut file = std::fs::File::open(path)?;
        let mut start = Vec::new();
        file.by_ref().take(40).read_to_end(&mut start)?;
        let Some(kind) = Kind::of(&start) else { return Ok(None) };
        if len > MAX_BYTES {
            let size = imagesize::size(path).ok();
            return Ok(Some(Self::unread(kind, size, len)));
        }
        let mut bytes = start;
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
        Ok(Some(Self::of(kind, &bytes)))
    }

    /// What these bytes say.
    pub fn of(kind: Kind, bytes: &[u8]) -> Self {
        let mut head = Self::unread(kind, imagesize::blob_size(bytes).ok(), bytes.len() as u64);
        head.hash = blake3::hash(bytes);
        let Some(parts) = Parts::of(bytes, kind) else { return head };
        if !parts.whole && head.fault.is_none() {
            head.fault = Some(Fault::Broken);
        }
        (head.alpha, head.palette, head.moving) = (parts.alpha, parts.palette, parts.moving);
        head.notes = Notes::of(&parts);
        // In AVIF and HEIC another box says how it is turned, and browsers do not heed EXIF there.
        if matches!(kind, Kind::Jpeg | Kind::Png | Kind::WebP) {
            head.orientation = parts.exif.as_deref().map_or(1, orientation);
        }
        if head.orientation >= 5 {
            head.pixels = head.pixels.map(|(width, height)| (height, width));
        }
        head
    }

    fn unread(kind: Kind, size: Option<imagesize::ImageSize>, len: u64) -> Self {
        let pixels = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
        let pixels = pixels.filter(|(width, height)| *width > 0 && *height > 0);
        let fault = match pixels {
            Some((width, height)) if u64::from(width) * u64::from(height) > MAX_PIXELS => Some(Fault::Pixels),
            _ if len > MAX_BYTES => Some(Fault::Bytes),
            None => Some(Fault::Broken),
            Some(_) => None,
        };
        Self {
            kind,
            pixels,
            orientation: 1,
            alpha: false,
            palette: false,
            moving: kind == Kind::Gif,
            len,
            notes: Notes::default(),
            fault,
            hash: blake3::hash(&len.to_le_bytes()),
        }
    }
}

fn orientation(exif: &[u8]) -> u8 {
    let read = exif::Reader::new().continue_on_error(true).read_raw(exif.to_vec());
    let read = read.or_else(|error| error.distill_partial_result(|_| {})).ok();
    let said = read.and_then(|it| it.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    said.and_then(|said| u8::try_from(said).ok()).filter(|said| (1..=8).contains(said)).unwrap_or(1)
}
