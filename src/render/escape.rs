//! Text as HTML: the one place where characters are escaped.

/// Adds `text` to `out` as it stands between tags.
pub fn text_into(text: &str, out: &mut String) {
    escape_into(text, out, false);
}

/// Adds `text` to `out` as it stands in an attribute's double quotes.
pub fn attribute_into(text: &str, out: &mut String) {
    escape_into(text, out, true);
}

/// `text` as it stands between tags.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    text_into(text, &mut out);
    out
}

/// `text` as it stands in an attribute's double quotes.
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    attribute_into(text, &mut out);
    out
}

/// Whether a byte stands for itself everywhere. The others are looked at one by one: most of what a page says is plain.
fn is_plain(byte: u8) -> bool {
    let control = (byte < 0x20 && byte != b'\t' && byte != b'\n') || byte == 0x7f;
    !control && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xc2 | 0xef)
}

/// One pass: stretches that need nothing are copied whole.
fn escape_into(text: &str, out: &mut String, quotes: bool) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut from = 0;
    // Stretch by stretch, each of which is looked at in a few steps.
    let next = |from: usize| {
        let rest = bytes.get(from..)?;
        let plain = |stretch: &[u8]| stretch.iter().fold(true, |plain, byte| plain & is_plain(*byte));
        let skipped = rest.chunks_exact(32).take_while(|stretch| plain(stretch)).count() * 32;
        Some(from + skipped + rest.get(skipped..)?.iter().position(|byte| !is_plain(*byte))?)
    };
    while let Some(at) = next(from) {
        let (instead, len) = match bytes.get(at..).unwrap_or_default() {
            [b'&', ..] => ("&amp;", 1),
            [b'<', ..] => ("&lt;", 1),
            [b'>', ..] => ("&gt;", 1),
            [b'"', ..] if quotes => ("&quot;", 1),
            // HTML allows no control characters, and a carriage return only means a line feed.
            [0..=0x1f | 0x7f, ..] => ("", 1),
            [0xc2, 0x80..=0x9f, ..] => ("", 2),
            [0xef, 0xbf, 0xbe | 0xbf, ..] => ("", 3),
            _ => {
                from = at + 1;
                continue;
            }
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(instead);
        from = at + len;
        done = from;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(text("a < b & \"c\" > d"), "a &lt; b &amp; \"c\" &gt; d");
        assert_eq!(attribute("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
    }

    #[test]
    fn signs_are_found_wherever_they_stand() {
        for before in 0..70 {
            let plain = "é".repeat(before / 2) + &"a".repeat(before % 2);
            assert_eq!(text(&format!("{plain}<{plain}\0&")), format!("{plain}&lt;{plain}&amp;"));
        }
    }

    #[test]
    fn control_characters_never_reach_a_page() {
        assert_eq!(text("a\0b\r\nc\u{7f}d\u{85}e\u{fffe}f\u{ff01}é"), "ab\ncdef\u{ff01}é");
    }
}
