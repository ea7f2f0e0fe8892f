//! From a picture's file to the sizes in which it is shown: decoded within limits, turned upright, its colors those of the web, and
//! nothing of what the camera wrote.

use super::color::Profile;
use super::head::{Fault, Head, Kind};
use super::parts::Parts;
use super::plan::{Ink, Print};
use fast_image_resize::{PixelType, Resizer, images};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, RgbImage, RgbaImage};
use std::io::Cursor;

/// The most memory for one decoded picture, in bytes.
const MAX_MEMORY: u64 = 640_000_000;

/// How much of a picture is kept in a JPEG, of 100.
const JPEG_QUALITY: u8 = 80;

/// The same for a whole picture that had to be packed anew because it was turned.
const WHOLE_QUALITY: u8 = 92;

/// The same for AVIF. With less, soft skies and walls show squares.
const AVIF_QUALITY: f32 = 76.0;

/// How little time AVIF takes, of 10. Slower is three times as long for files a tenth smaller.
const AVIF_SPEED: u8 = 10;

/// A picture as its file holds it, with what is still to be done to it.
pub struct Negative {
    /// The pixels, eight bits a channel; not turned yet.
    pub image: DynamicImage,
    /// How it is to be turned.
    pub orientation: Orientation,
    /// Its kind.
    pub kind: Kind,
    profile: Option<Profile>,
}

impl Negative {
    /// Decodes a picture.
    ///
    /// # Errors
    /// It is no picture that can be decoded, or too large a one.
    pub fn of(bytes: &[u8]) -> Result<Self, Fault> {
        let kind = Kind::of(bytes).ok_or(Fault::Broken)?;
        let head = Head::of(kind, bytes);
        if let Some(fault) = head.fault {
            return Err(fault);
        }
        let format = match kind {
            Kind::Jpeg => ImageFormat::Jpeg,
            Kind::Png => ImageFormat::Png,
            Kind::WebP => ImageFormat::WebP,
            Kind::Gif => ImageFormat::Gif,
            Kind::Avif | Kind::Heic | Kind::Tiff => return Err(Fault::Broken),
        };
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = image::Limits::default();
        limits.max_alloc = Some(MAX_MEMORY);
        reader.limits(limits);
        let fault = |error: image::ImageError| match error {
            image::ImageError::Limits(_) => Fault::Pixels,
            _ => Fault::Broken,
        };
        let mut decoder = reader.into_decoder().map_err(fault)?;
        let profile = decoder.icc_profile().ok().flatten().and_then(|icc| Profile::read(&icc));
        let image = DynamicImage::from_decoder(decoder).map_err(fault)?;
        let image = match image {
            DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => image,
            other if other.color().has_alpha() => other.into_rgba8().into(),
            other => other.into_rgb8().into(),
        };
        let orientation = Orientation::from_exif(head.orientation).unwrap_or(Orientation::NoTransforms);
        Ok(Self { image, orientation, kind, profile })
    }

    /// Width and height as they are seen.
    pub fn seen(&self) -> (u32, u32) {
        let (width, height) = (self.image.width(), self.image.height());
        if self.lies() { (height, width) } else { (width, height) }
    }

    /// Whether it lies on its side.
    fn lies(&self) -> bool {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        matches!(self.orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
    }

    /// The picture upright and in the colors of the web, in this size; its own where none is given.
    pub fn upright(&self, size: Option<(u32, u32)>) -> DynamicImage {
        let size = size.map(|(width, height)| if self.lies() { (height, width) } else { (width, height) });
        let own = (self.image.width(), self.image.height());
        let mut image = match size.filter(|size| *size != own) {
            // Small first, so that a large picture is not turned.
            Some((width, height)) => smaller(&self.image, width, height).unwrap_or_else(|| self.image.clone()),
            None => self.image.clone(),
        };
        if let Some(profile) = &self.profile {
            let turn = |pixel: &mut [u8]| {
                if let Some((color, _)) = pixel.split_first_chunk_mut::<3>() {
                    *color = profile.turn(*color);
                }
            };
            match &mut image {
                DynamicImage::ImageRgb8(pixels) => pixels.chunks_exact_mut(3).for_each(turn),
                DynamicImage::ImageRgba8(pixels) => pixels.chunks_exact_mut(4).for_each(turn),
                _ => {}
            }
        }
        image.apply_orientation(self.orientation);
        image
    }
}

/// A picture made smaller. The same bytes on every machine: the sums are of whole numbers.
fn smaller(image: &DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let (kind, bytes) = match image {
        DynamicImage::ImageRgb8(pixels) => (PixelType::U8x3, pixels.as_raw()),
        DynamicImage::ImageRgba8(pixels) => (PixelType::U8x4, pixels.as_raw()),
        _ => return None,
    };
    let source = images::ImageRef::new(image.width(), image.height(), bytes, kind).ok()?;
    let mut small = images::Image::new(width, height, kind);
    Resizer::new().resize(&source, &mut small, None).ok()?;
    Some(match kind {
        PixelType::U8x3 => RgbImage::from_raw(width, height, small.into_vec())?.into(),
        _ => RgbaImage::from_raw(width, height, small.into_vec())?.into(),
    })
}

/// Makes sizes of a picture, in their order.
///
/// # Errors
/// The picture cannot be decoded.
pub fn prints(bytes: &[u8], prints: &[&Print]) -> Result<Vec<Vec<u8>>, Fault> {
    let negative = Negative::of(bytes)?;
    let mut sizes: Vec<((u32, u32), DynamicImage)> = Vec::new();
    for print in prints {
        let size = (print.width, print.height);
        if !sizes.iter().any(|(made, _)| *made == size) {
            sizes.push((size, negative.upright(Some(size))));
        }
    }
    // Packing takes longest; by then the large picture is gone.
    drop(negative);
    let pack = |print: &&Print| {
        let (_, image) = sizes.iter().find(|(size, _)| *size == (print.width, print.height)).ok_or(Fault::Broken)?;
        packed(image, print.ink).ok_or(Fault::Broken)
    };
    prints.iter().map(pack).collect()
}

/// A picture's file without what cameras and programs wrote into it. One that lies on its side is packed anew, upright, because
/// only such a note said how to turn it.
///
/// # Errors
/// The picture is to be turned and cannot be decoded.
pub fn cleaned(bytes: &[u8], head: &Head) -> Result<Option<Vec<u8>>, Fault> {
    if head.orientation == 1 {
        return Ok(Parts::of(bytes, head.kind).map(|parts| parts.joined()));
    }
    let image = Negative::of(bytes)?.upright(None);
    let mut out = Cursor::new(Vec::new());
    let written = match head.kind {
        Kind::Jpeg => image.into_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut out, WHOLE_QUALITY)),
        Kind::WebP => image.write_to(&mut out, ImageFormat::WebP),
        _ => return png(&image).map(Some).ok_or(Fault::Broken),
    };
    written.map_err(|_| Fault::Broken)?;
    Ok(Some(out.into_inner()))
}

fn packed(image: &DynamicImage, ink: Ink) -> Option<Vec<u8>> {
    match ink {
        Ink::Avif => avif(image),
        Ink::Png => png(image),
        Ink::Jpeg => {
            let mut out = Vec::new();
            image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY)).ok()?;
            Some(out)
        }
    }
}

fn png(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive);
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into()).ok()?;
    Some(out)
}

/// On one thread, whatever there are: with more the picture would be cut into other tiles, and its bytes would be others.
fn avif(image: &DynamicImage) -> Option<Vec<u8>> {
    let encoder = ravif::Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_alpha_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(ravif::BitDepth::Eight)
        .with_num_threads(Some(1));
    let (width, height) = (image.width() as usize, image.height() as usize);
    let encoded = match image {
        DynamicImage::ImageRgba8(pixels) => {
            let pixels: Vec<ravif::RGBA8> = pixels
                .pixels()
                .map(|pixel| ravif::RGBA8::new(pixel.0[0], pixel.0[1], pixel.0[2], pixel.0[3]))
                .collect();
            encoder.encode_rgba(ravif::Img::new(&pixels, width, height))
        }
        other => {
            let pixels: Vec<ravif::RGB8> =
                other.to_rgb8().pixels().map(|pixel| ravif::RGB8::new(pixel.0[0], pixel.0[1], pixel.0[2])).collect();
            encoder.encode_rgb(ravif::Img::new(&pixels, width, height))
        }
    };
    Some(encoded.ok()?.avif_file)
}
