//! The font of what is typed into a field: a TrueType, embedded whole in WinAnsi, so that a viewer can set any of its
//! characters and not only those that the sheet happens to use.

use super::error::PaperError;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use ttf_parser::Face;

/// The font's name in the resources of fields and in their default appearance.
pub(super) const NAME: &str = "FieldFont";

/// Code points of WinAnsi from 128 to 159 (PDF 32000-1, annex D.2); 0 where it has none.
const UPPER: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0, 0,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
];

fn of_byte(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => {
            UPPER.get(usize::from(byte - 0x80)).and_then(|c| char::from_u32(u32::from(*c))).filter(|c| *c != '\0')
        }
        byte => Some(char::from(byte)),
    }
}

/// The field font, parsed.
pub(super) struct FieldFont<'a> {
    bytes: &'a [u8],
    face: Face<'a>,
}

impl<'a> FieldFont<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, PaperError> {
        let face =
            Face::parse(bytes, 0).map_err(|error| PaperError::machine(format!("the theme's field font: {error}")))?;
        Ok(Self { bytes, face })
    }

    /// Puts the font into a PDF.
    pub(super) fn embed(&self, document: &mut Document) -> Result<ObjectId, PaperError> {
        let face = &self.face;
        let scale = 1000.0 / f64::from(face.units_per_em());
        let scaled = |value: i16| Object::Integer((f64::from(value) * scale).round() as i64);
        let data = self.bytes.to_vec();
        let mut file = Stream::new(dictionary! { "Length1" => data.len() as i64 }, data);
        file.compress()?;
        let file = document.add_object(file);
        let bounds = face.global_bounding_box();
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor", "FontName" => NAME, "Flags" => 32,
            "FontBBox" => vec![scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)],
            "ItalicAngle" => 0, "Ascent" => scaled(face.ascender()), "Descent" => scaled(face.descender()),
            "CapHeight" => scaled(face.capital_height().unwrap_or(1400)), "StemV" => 80, "FontFile2" => file,
        });
        let width = |byte: u8| {
            let glyph = of_byte(byte).and_then(|c| face.glyph_index(c))?;
            Some((f64::from(face.glyph_hor_advance(glyph)?) * scale).round() as i64)
        };
        let widths: Vec<Object> = (0x20..=0xff).map(|byte| width(byte).unwrap_or(0).into()).collect();
        Ok(document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => NAME, "FirstChar" => 32, "LastChar" => 255,
            "Widths" => widths, "Encoding" => "WinAnsiEncoding", "FontDescriptor" => descriptor,
        }))
    }
}
