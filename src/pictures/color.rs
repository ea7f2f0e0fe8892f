//! Colors of a phone's or camera's own kind, turned into those of the web.
//!
//! Phones write a profile into their pictures that says how red their red is. The profile is left out with everything else that
//! they write, so the colors are turned into sRGB first. Only profiles of three primaries and their curves are read, which all
//! cameras have (ICC.1:2010, sections 8.3.3 and 10). Without floating point of the machine's own, so that every machine gives
//! the same bytes.

/// A way from a profile's colors to sRGB.
pub struct Profile {
    /// From a channel's byte to light, for each channel.
    light: [Vec<f32>; 3],
    /// From light in the profile's primaries to light in those of sRGB.
    matrix: [[f32; 3]; 3],
    /// From light, in 4,096 steps, to a byte.
    bytes: Vec<u8>,
}

/// From the profile's meeting point (XYZ under D50) to sRGB's primaries: the inverse of IEC 61966-2-1, adapted by Bradford.
const TO_SRGB: [[f64; 3]; 3] = [
    [3.133_856_1, -1.616_866_7, -0.490_614_6],
    [-0.978_768_4, 1.916_141_5, 0.033_454_0],
    [0.071_945_3, -0.228_991_4, 1.405_242_7],
];

/// Steps of light.
const STEPS: usize = 4096;

impl Profile {
    /// Reads a profile; none where it is sRGB already, or of another kind.
    pub fn read(icc: &[u8]) -> Option<Self> {
        if icc.get(16..20)? != b"RGB " {
            return None;
        }
        let xyz = |name: &[u8; 4]| -> Option<[f64; 3]> {
            let data = tag(icc, name)?;
            Some([fixed(data, 8)?, fixed(data, 12)?, fixed(data, 16)?])
        };
        let (red, green, blue) = (xyz(b"rXYZ")?, xyz(b"gXYZ")?, xyz(b"bXYZ")?);
        let mut matrix = [[0f32; 3]; 3];
        for (row, to) in matrix.iter_mut().zip(TO_SRGB) {
            for (cell, from) in row.iter_mut().zip([red, green, blue]) {
                *cell = to.iter().zip(from).map(|(a, b)| a * b).sum::<f64>() as f32;
            }
        }
        let light = [curve(tag(icc, b"rTRC")?)?, curve(tag(icc, b"gTRC")?)?, curve(tag(icc, b"bTRC")?)?];
        let bytes = (0..=STEPS).map(|step| to_byte(step as f64 / STEPS as f64)).collect();
        let profile = Self { light, matrix, bytes };
        // What differs by a shade at most is sRGB under another name.
        let probes = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [128, 128, 128], [200, 120, 60]];
        let far = probes.iter().any(|probe| {
            let turned = profile.turn(*probe);
            turned.iter().zip(probe).any(|(a, b)| a.abs_diff(*b) > 2)
        });
        far.then_some(profile)
    }

    /// One color in sRGB.
    pub fn turn(&self, color: [u8; 3]) -> [u8; 3] {
        let mut light = [0f32; 3];
        for ((light, table), byte) in light.iter_mut().zip(&self.light).zip(color) {
            *light = table.get(usize::from(byte)).copied().unwrap_or_default();
        }
        let mut out = [0; 3];
        for (out, row) in out.iter_mut().zip(&self.matrix) {
            let sum: f32 = row.iter().zip(light).map(|(a, b)| a * b).sum();
            let step = (sum.clamp(0.0, 1.0) * STEPS as f32 + 0.5) as usize;
            *out = self.bytes.get(step).copied().unwrap_or(255);
        }
        out
    }
}

/// A tag's data by its name.
fn tag<'a>(icc: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let count = number(icc, 128)?.min(200) as usize;
    let entry = icc.get(132..)?.chunks_exact(12).take(count).find(|entry| entry.starts_with(name))?;
    let (from, len) = (number(entry, 4)? as usize, number(entry, 8)? as usize);
    icc.get(from..from.checked_add(len)?)
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// A number with sixteen binary places.
fn fixed(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(i32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)) / 65536.0)
}

/// A channel's curve: from each byte to light.
fn curve(data: &[u8]) -> Option<Vec<f32>> {
    let at = |byte: usize| byte as f64 / 255.0;
    match data.get(..4)? {
        b"curv" => {
            let points: Vec<u16> = data
                .get(12..)?
                .chunks_exact(2)
                .take(number(data, 8)? as usize)
                .map(|pair| pair.try_into().map_or(0, u16::from_be_bytes))
                .collect();
            let light = |byte: usize| match points.as_slice() {
                [] => at(byte),
                [gamma] => libm::pow(at(byte), f64::from(*gamma) / 256.0),
                points => {
                    let place = at(byte) * (points.len() - 1) as f64;
                    let low = place as usize;
                    let point = |n: usize| f64::from(points.get(n.min(points.len() - 1)).copied().unwrap_or_default());
                    let part = place - low as f64;
                    (point(low) * (1.0 - part) + point(low + 1) * part) / 65535.0
                }
            };
            Some((0..256).map(|byte| light(byte) as f32).collect())
        }
        b"para" => {
            let kind = u16::from_be_bytes(data.get(8..10)?.try_into().ok()?);
            let given = match kind {
                0 => 1,
                1 => 3,
                2 => 4,
                3 => 5,
                4 => 7,
                _ => return None,
            };
            let mut p = [0f64; 7];
            for (n, place) in p.iter_mut().enumerate().take(given) {
                *place = fixed(data, 12 + n * 4)?;
            }
            let [g, a, b, c, d, e, f] = p;
            let power = |x: f64| libm::pow((a * x + b).max(0.0), g);
            let light = |x: f64| match kind {
                0 => libm::pow(x, g),
                1 if a * x + b >= 0.0 => power(x),
                1 => 0.0,
                2 if a * x + b >= 0.0 => power(x) + c,
                2 => c,
                3 if x >= d => power(x),
                4 if x >= d => power(x) + e,
                4 => c * x + f,
                _ => c * x,
            };
            Some((0..256).map(|byte| light(at(byte)).clamp(0.0, 1.0) as f32).collect())
        }
        _ => None,
    }
}

/// Light as a byte of sRGB.
fn to_byte(light: f64) -> u8 {
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * libm::pow(light, 1.0 / 2.4) - 0.055 };
    (value * 255.0 + 0.5).clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of three primaries with the curve of sRGB.
    fn profile(primaries: [[f64; 3]; 3]) -> Vec<u8> {
        let fixed = |n: f64| ((n * 65536.0).round() as i32).to_be_bytes();
        let mut data = vec![0; 128];
        data[16..20].copy_from_slice(b"RGB ");
        data.extend(6u32.to_be_bytes());
        let mut body = Vec::new();
        let begin = 132 + 6 * 12;
        let mut entries = Vec::new();
        for (name, color) in [b"rXYZ", b"gXYZ", b"bXYZ"].iter().zip(primaries) {
            entries.push((**name, begin + body.len(), 20));
            body.extend(b"XYZ \0\0\0\0");
            color.iter().for_each(|n| body.extend(fixed(*n)));
        }
        for name in [b"rTRC", b"gTRC", b"bTRC"] {
            entries.push((*name, begin + body.len(), 32));
            body.extend(b"para\0\0\0\0\0\x03\0\0");
            [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045].iter().for_each(|n| body.extend(fixed(*n)));
        }
        for (name, at, len) in entries {
            data.extend(name);
            data.extend((at as u32).to_be_bytes());
            data.extend((len as u32).to_be_bytes());
        }
        data.extend(body);
        data
    }

    #[test]
    fn the_colors_of_a_phone_become_those_of_the_web() {
        // Display P3, adapted to D50.
        let p3 = profile([[0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [0.1571, 0.06657, 0.78407]]);
        let p3 = Profile::read(&p3).expect("a profile");
        // Grays stay; a green as sRGB can show at most is less green in P3.
        assert!(p3.turn([128, 128, 128]).iter().all(|c| c.abs_diff(128) <= 1));
        let green = p3.turn([117, 251, 76]);
        assert!(green.iter().zip([0, 255, 0]).all(|(a, b)| a.abs_diff(b) <= 6), "{green:?}");
    }

    #[test]
    fn what_is_of_the_web_already_stays() {
        let srgb = profile([[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.7141]]);
        assert!(Profile::read(&srgb).is_none());
        assert!(Profile::read(b"no profile").is_none());
    }
}
