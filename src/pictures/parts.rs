//! The parts of a picture's file: those that make up the picture, and those in which cameras and programs leave notes.
//!
//! Only what is known to belong to the picture is kept. So a kind of note that nobody has heard of yet is left out too, and so
//! is what hangs behind the end of a file, as some phones do with a short film.

use super::head::Kind;
use std::borrow::Cow;
use std::ops::Range;

/// A picture's file, taken apart.
#[derive(Debug, Default)]
pub struct Parts<'a> {
    /// What makes up the picture, in order: put together it is the file without notes.
    pub kept: Vec<Cow<'a, [u8]>>,
    /// The EXIF data, from its byte order on.
    pub exif: Option<Cow<'a, [u8]>>,
    /// Other notes, of programs and people: XMP, IPTC, comments.
    pub other: Vec<&'a [u8]>,
    /// Whether some of it may be seen through.
    pub alpha: bool,
    /// Whether its colors come from a short list, as in drawings.
    pub palette: bool,
    /// Whether it moves.
    pub moving: bool,
    /// Whether the file goes on to its end.
    pub whole: bool,
}

impl<'a> Parts<'a> {
    /// Takes a file apart. None for a kind whose parts are not known.
    pub fn of(bytes: &'a [u8], kind: Kind) -> Option<Self> {
        let mut parts = Self::default();
        match kind {
            Kind::Jpeg => parts.jpeg(bytes),
            Kind::Png => parts.png(bytes),
            Kind::WebP => parts.webp(bytes),
            Kind::Avif | Kind::Heic => parts.boxes(bytes),
            // All of it is in the form of EXIF, the picture too.
            Kind::Tiff => {
                parts.whole = true;
                parts.exif = Some(bytes.into());
                parts.kept.push(bytes.into());
            }
            Kind::Gif => return None,
        }
        Some(parts)
    }

    /// The file without notes.
    pub fn joined(&self) -> Vec<u8> {
        self.kept.concat()
    }

    /// ITU-T T.81, annex B: segments after markers, and coded data in which a marker's byte never stands alone.
    fn jpeg(&mut self, bytes: &'a [u8]) {
        let byte = |at: usize| bytes.get(at).copied();
        self.keep(bytes, 0..2);
        let mut at = 2;
        while let Some(first) = byte(at) {
            // Fill bytes may stand before a marker; what else stands there belongs to nothing.
            if first != 0xff || matches!(byte(at + 1), Some(0xff | 0x00) | None) {
                at += 1;
                continue;
            }
            let marker = byte(at + 1).unwrap_or_default();
            if marker == 0xd9 {
                self.keep(bytes, at..at + 2);
                self.whole = true;
                return;
            }
            if matches!(marker, 0x01 | 0xd0..=0xd8) {
                at += 2;
                continue;
            }
            let (Some(high), Some(low)) = (byte(at + 2), byte(at + 3)) else { return };
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
            let Some(content) = bytes.get(at + 4..end) else { return };
            match marker {
                0xe0 if content.starts_with(b"JFIF\0") => {
                    // Without the small picture that may follow, which can be another one.
                    let head = content.get(..12).unwrap_or(content);
                    self.kept.push([&[0xff, 0xe0, 0, 16], head, &[0, 0]].concat().into());
                }
                0xe1 if content.starts_with(b"Exif\0") => {
                    self.exif = self.exif.take().or(content.get(6..).map(Cow::Borrowed))
                }
                0xe2 if content.starts_with(b"ICC_PROFILE\0") => self.keep(bytes, at..end),
                0xee if content.starts_with(b"Adobe") => self.keep(bytes, at..end),
                0xe1 | 0xed | 0xfe => self.other.push(content),
                0xe0..=0xef => {}
                0xda => {
                    let coded = coded_data(bytes, end);
                    self.keep(bytes, at..coded);
                    at = coded;
                    continue;
                }
                0xc0..=0xcf | 0xdb..=0xdf => self.keep(bytes, at..end),
                _ => {}
            }
            at = end;
        }
    }

    /// The PNG standard, section 5: chunks with a length, a name and a sum.
    fn png(&mut self, bytes: &'a [u8]) {
        self.keep(bytes, 0..8);
        let mut at = 8;
        while let Some((name, content, end)) = chunk(bytes, at, 4, u32::from_be_bytes) {
            match name {
                b"IHDR" => {
                    let color = content.get(9).copied().unwrap_or_default();
                    self.alpha = color & 4 != 0;
                    self.palette = color == 3;
                    self.keep(bytes, at..end);
                }
                b"tRNS" => {
                    self.alpha = true;
                    self.keep(bytes, at..end);
                }
                b"acTL" => {
                    self.moving = true;
                    self.keep(bytes, at..end);
                }
                b"PLTE" | b"IDAT" | b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP" | b"sBIT" | b"bKGD" | b"pHYs" | b"cICP"
                | b"fcTL" | b"fdAT" => self.keep(bytes, at..end),
                b"IEND" => {
                    self.keep(bytes, at..end);
                    self.whole = true;
                    return;
                }
                b"eXIf" => self.exif = Some(content.into()),
                b"tEXt" | b"zTXt" | b"iTXt" => self.other.push(content),
                _ => {}
            }
            at = end;
        }
    }

    /// Google's description of the container: chunks of a RIFF file, of even length.
    fn webp(&mut self, bytes: &'a [u8]) {
        let mut at = 12;
        let mut kept: Vec<Cow<'a, [u8]>> = Vec::new();
        while let Some((name, content, end)) = chunk(bytes, at, 0, u32::from_le_bytes) {
            let even = end + (content.len() & 1);
            match name {
                b"VP8X" => {
                    let mut flags = content.to_vec();
                    if let Some(first) = flags.first_mut() {
                        self.alpha |= *first & 0x10 != 0;
                        self.moving = *first & 0x02 != 0;
                        *first &= !0x0c;
                    }
                    kept.push([bytes.get(at..at + 8).unwrap_or_default(), &flags].concat().into());
                }
                b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                    // A bit after the size says whether there is alpha in a lossless picture.
                    self.alpha |= name == b"VP8L" && content.get(4).is_some_and(|byte| byte & 0x10 != 0);
                    self.whole = true;
                    kept.push(bytes.get(at..end).unwrap_or_default().into());
                    if content.len() & 1 == 1 {
                        kept.push(Cow::Borrowed(&[0]));
                    }
                }
                b"EXIF" => {
                    let bare = content.strip_prefix(b"Exif\0\0").unwrap_or(content);
                    self.exif = Some(bare.into());
                }
                b"XMP " => self.other.push(content),
                _ => {}
            }
            at = even;
        }
        // A chunk that is cut short is not found; what the file says of its length tells.
        let said = bytes.get(4..8).and_then(|size| size.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
        self.whole &= bytes.len() + 1 >= said.saturating_add(8) && at + 1 >= bytes.len().min(said.saturating_add(8));
        let size = 4 + kept.iter().map(|part| part.len()).sum::<usize>();
        let size = u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes();
        self.kept = vec![[b"RIFF", size.as_slice(), b"WEBP"].concat().into()];
        self.kept.extend(kept);
    }

    /// AVIF and HEIC say by offsets where their parts lie, so notes are not cut out but written over.
    fn boxes(&mut self, bytes: &'a [u8]) {
        self.whole = true;
        let mut copy = bytes.to_vec();
        let found = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).ok();
        if let Some(found) = found {
            let data = found.buf().to_vec();
            // What is left says that there is nothing: some readers refuse a picture whose EXIF makes no sense.
            let at = place(bytes, &data, 0);
            blank(&mut copy, at.clone());
            if let Some(head) = at.and_then(|at| copy.get_mut(at)).and_then(|all| all.get_mut(..NO_NOTES.len())) {
                head.copy_from_slice(NO_NOTES);
            }
            self.exif = Some(data.into());
        }
        let mut from = 0;
        for (begin, end) in [(&b"<?xpacket begin"[..], &b"<?xpacket end"[..]), (b"<x:xmpmeta", b"</x:xmpmeta>")] {
            while let Some(start) = place(bytes, begin, from) {
                let stop = place(bytes, end, start.end).map_or(bytes.len(), |found| found.end);
                self.other.push(bytes.get(start.start..stop).unwrap_or_default());
                blank(&mut copy, Some(start.start..stop));
                from = stop;
            }
            from = 0;
        }
        self.kept = vec![copy.into()];
    }

    fn keep(&mut self, bytes: &'a [u8], range: Range<usize>) {
        self.kept.extend(bytes.get(range).map(Cow::Borrowed));
    }
}

/// EXIF without an entry: byte order, a mark, and where the table would be.
const NO_NOTES: &[u8] = b"MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";

/// Where the coded data that begins at `from` ends: before the first marker that is no restart.
fn coded_data(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(rest) = bytes.get(at..) {
        let Some(found) = rest.iter().position(|byte| *byte == 0xff) else { return bytes.len() };
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

/// A chunk that begins at `at`: its name, its content and where it ends, with the `tail` bytes that follow the content.
fn chunk(bytes: &[u8], at: usize, tail: usize, number: fn([u8; 4]) -> u32) -> Option<(&[u8; 4], &[u8], usize)> {
    let first: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    let second: &[u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
    // PNG has the length before the name, RIFF after it.
    let (name, len) = if tail > 0 { (second, first) } else { (bytes.get(at..at + 4)?.try_into().ok()?, *second) };
    let end = (at + 8).checked_add(usize::try_from(number(len)).ok()?)?;
    let content = bytes.get(at + 8..end)?;
    bytes.get(end..end + tail)?;
    Some((name, content, end + tail))
}

/// Where some bytes stand in others.
fn place(bytes: &[u8], what: &[u8], from: usize) -> Option<Range<usize>> {
    let (first, rest) = (what.first()?, bytes.get(from..)?);
    let mut at = 0;
    loop {
        at += rest.get(at..)?.iter().position(|byte| byte == first)?;
        if rest.get(at..)?.starts_with(what) {
            return Some(from + at..from + at + what.len());
        }
        at += 1;
    }
}

fn blank(bytes: &mut [u8], range: Option<Range<usize>>) {
    if let Some(part) = range.and_then(|range| bytes.get_mut(range)) {
        part.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_short_is_not_whole() {
        let mut out = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(40, 30, image::Rgb([9, 90, 200]))
            .write_to(&mut out, image::ImageFormat::Png)
            .expect("a PNG");
        let png = out.into_inner();
        assert!(Parts::of(&png, Kind::Png).expect("parts").whole);
        assert!(!Parts::of(&png[..png.len() - 6], Kind::Png).expect("parts").whole);
        let mut out = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(40, 30).write_to(&mut out, image::ImageFormat::WebP).expect("a WebP");
        let webp = out.into_inner();
        let parts = Parts::of(&webp, Kind::WebP).expect("parts");
        assert!(parts.whole);
        assert_eq!(parts.joined(), webp);
        assert!(!Parts::of(&webp[..webp.len() - 6], Kind::WebP).expect("parts").whole);
    }

    #[test]
    fn nothing_hangs_behind_the_end() {
        let mut out = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(40, 30).write_to(&mut out, image::ImageFormat::Jpeg).expect("a JPEG");
        let plain = out.into_inner();
        let more = [plain.clone(), b"a film, and where it was made".to_vec()].concat();
        let parts = Parts::of(&more, Kind::Jpeg).expect("parts");
        assert!(parts.whole);
        assert_eq!(parts.joined(), Parts::of(&plain, Kind::Jpeg).expect("parts").joined());
        assert_eq!(image::load_from_memory(&parts.joined()).expect("a JPEG").width(), 40);
        assert!(!Parts::of(&plain[..plain.len() - 20], Kind::Jpeg).expect("parts").whole);
    }
}
