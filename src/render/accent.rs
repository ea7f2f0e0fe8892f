//! The owner's accent, made legible: four colors derived from one, each with a contrast that WCAG asks for.
//!
//! A color that is too pale by day or too dark by night is moved along its own line toward black or white until it is
//! legible; where that was needed the owner is told which color is used.

/// The accent of the built-in theme as it comes.
const USUAL: &str = "#2b3f87";
/// The theme's wall by day and by night: what links stand on.
const WALL: Rgb = Rgb(0xf3, 0xf4, 0xf6);
const NIGHT: Rgb = Rgb(0x14, 0x17, 0x1f);
const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
/// WCAG 2.2, success criterion 1.4.3: text has a contrast of at least 4.5 to 1. A little more, so that rounding never matters.
const ENOUGH: f64 = 4.6;

/// A color in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl Rgb {
    fn parse(hex: &str) -> Option<Self> {
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self(part(1)?, part(3)?, part(5)?))
    }

    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            // `powf` differs in its last digit between platforms; this one does not.
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `step` of 64 steps toward another color.
    fn toward(self, other: Self, step: u16) -> Self {
        let mix = |from: u8, to: u8| {
            let mixed = (u16::from(from) * (64 - step) + u16::from(to) * step + 32) / 64;
            u8::try_from(mixed).unwrap_or(to)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// The nearest color on the way to `end` that can be read on `ground`.
    fn legible(self, ground: Self, end: Self) -> Self {
        (0..=64).map(|step| self.toward(end, step)).find(|c| c.contrast(ground) >= ENOUGH).unwrap_or(end)
    }
}

/// A stylesheet that sets the accent, and by day's color whether it had to be changed; none for the accent of the built-in theme
/// where nothing else is worn.
pub fn stylesheet(accent: &str, built_in: bool) -> Option<(String, Option<String>)> {
    if built_in && accent.eq_ignore_ascii_case(USUAL) {
        return None;
    }
    let wanted = Rgb::parse(accent)?;
    let day = wanted.legible(WALL, Rgb(0, 0, 0));
    let night = wanted.legible(NIGHT, WHITE);
    let on = |color: Rgb| if color.contrast(WHITE) >= color.contrast(NIGHT) { WHITE } else { NIGHT };
    let css = format!(
        ":root {{ --accent: {}; --on-accent: {}; --accent-night: {}; --on-accent-night: {}; }}\n",
        day.hex(),
        on(day).hex(),
        night.hex(),
        on(night).hex()
    );
    Some((css, (day != wanted).then(|| day.hex())))
}

/// The accent by day, legible on white: what paper is printed with.
pub fn by_day(accent: Option<&str>) -> String {
    let wanted = accent.and_then(Rgb::parse).or_else(|| Rgb::parse(USUAL)).unwrap_or(Rgb(0, 0, 0));
    wanted.legible(WALL, Rgb(0, 0, 0)).hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accent_can_be_read_by_day_and_by_night() {
        for accent in ["#000000", "#ffffff", "#ffff00", "#ff00ff", "#777777", "#2b3f88", "#fa8072"] {
            let color = Rgb::parse(accent).expect("a color");
            assert!(color.legible(WALL, Rgb(0, 0, 0)).contrast(WALL) >= 4.5, "{accent} by day");
            assert!(color.legible(NIGHT, WHITE).contrast(NIGHT) >= 4.5, "{accent} by night");
        }
    }

    #[test]
    fn an_accent_counts_over_any_look_but_the_one_that_has_it() {
        assert_eq!(stylesheet(USUAL, true), None);
        assert!(stylesheet(USUAL, false).is_some_and(|(css, _)| css.contains("--accent: #2b3f87")));
        assert!(stylesheet("#7a5c00", true).is_some());
    }

    #[test]
    fn contrast_is_wcags() {
        assert!((Rgb(0, 0, 0).contrast(WHITE) - 21.0).abs() < 0.001);
    }
}
