//! Makes plain HTML of a text as WordPress keeps it: pieces in square brackets (`[caption]...[/caption]`), which plugins and page
//! builders write, become HTML or go, and what they held stays.
//!
//! Only what is known or looks the part counts: "[sic]" and "[read more]" are words.

use super::notes::{Notes, What};
use crate::source::yaml::reader::clip;
use std::collections::HashMap;

/// Pieces that stand for a form.
const FORMS: &[&str] = &[
    "contact-form",
    "contact-form-7",
    "contact_form",
    "contact-field",
    "wpforms",
    "gravityform",
    "gravityforms",
    "ninja_form",
    "ninja_forms",
    "formidable",
    "fluentform",
    "forminator_form",
    "caldera_form",
    "mc4wp_form",
    "et_pb_contact_form",
    "et_pb_contact_field",
    "et_pb_signup",
    "fusion_form",
    "wufoo",
    "jotform",
    "formstack",
    "typeform",
    "hubspot",
    "si-contact-form",
    "newsletter_form",
    "mailpoet_form",
    "subscribe",
];

/// Pieces that the old system drew anew for each visitor.
const DRAWN: &[&str] = &[
    "recent_posts",
    "display-posts",
    "archives",
    "et_pb_blog",
    "et_pb_portfolio",
    "fusion_blog",
    "vc_basic_grid",
    "rev_slider",
    "layerslider",
    "metaslider",
    "smartslider3",
    "instagram-feed",
    "custom-facebook-feed",
    "custom-twitter-feeds",
    "calendar",
    "events",
    "tribe_events",
    "woocommerce_cart",
    "products",
    "product",
    "add_to_cart",
    "ssba",
    "social_share",
    "table",
    "tablepress",
    "toc",
    "ez-toc",
    "reusable",
    "elementor-template",
    "et_pb_map",
    "wpgmza",
    "slideshow",
    "google-map",
    "google_map",
    "et_pb_sidebar",
    "sitemap",
    "simple-sitemap",
    "tribe_events_list",
];

/// Sound, video and the like.
const PLAYERS: &[&str] =
    &["audio", "video", "playlist", "podcast", "wpvideo", "videopress", "et_pb_audio", "soundcloud"];

/// What page builders begin the names of their pieces with.
const BUILDERS: &[&str] = &[
    "et_pb_",
    "vc_",
    "fusion_",
    "av_",
    "fl_",
    "cs_",
    "x_",
    "tatsu_",
    "mk_",
    "nd_",
    "themify_",
    "tdc_",
    "kc_",
    "su_",
    "ux_",
    "cmsms_",
    "one_half",
    "one_third",
    "two_third",
    "one_fourth",
    "three_fourth",
    "row",
    "column",
    "col",
    "section",
    "container",
    "button",
    "tabs",
    "tab",
    "toggle",
    "accordion",
    "divider",
    "spacer",
    "icon",
    "dropcap",
    "highlight",
    "quote",
    "pullquote",
    "box",
    "alert",
    "notice",
    "lead",
    "clear",
    "br",
    "hr",
    "raw",
];

/// A piece in brackets.
#[derive(Debug)]
struct Piece<'a> {
    name: &'a str,
    attributes: &'a str,
    closing: bool,
    /// `[name /]`
    alone: bool,
    /// Where it ends in the text that begins with it.
    end: usize,
}

/// Reads a piece at the beginning of a text.
fn piece(text: &str) -> Option<Piece<'_>> {
    let inner = text.strip_prefix('[')?;
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(inner.len());
    let name = inner.get(..length).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let rest = inner.get(length..)?;
    // The end is a bracket outside quotes; a page builder's values hold brackets as codes.
    let mut quote = None;
    let mut end = None;
    for (at, c) in rest.char_indices().take(20_000) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some('"'),
            (None, '\u{201d}' | '\u{201c}') => {}
            (None, ']') => {
                end = Some(at);
                break;
            }
            (None, '[' | '<') => break,
            _ => {}
        }
    }
    let end = end?;
    let attributes = rest.get(..end)?;
    let alone = attributes.trim_end().ends_with('/');
    let total = text.len() - rest.len() + end + 1;
    Some(Piece { name, attributes: attributes.trim().trim_end_matches('/').trim(), closing, alone, end: total })
}

/// A value of a piece: `key="value"`, `key=value`.
fn value(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(at) = rest.find('=') {
        let key = rest.get(..at)?.split_whitespace().next_back().unwrap_or_default();
        let after = rest.get(at + 1..)?.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '\u{201d}' | '\u{201c}' | '\u{2033}'));
        let (found, next) = match quote {
            Some(quote) => {
                let inner = after.get(quote.len_utf8()..)?;
                let end = inner
                    .find(|c| c == quote || (quote != '"' && quote != '\'' && matches!(c, '\u{201d}' | '\u{2033}')));
                let end = end.unwrap_or(inner.len());
                (inner.get(..end)?, inner.get(end..)?.get(quote.len_utf8()..).unwrap_or_default())
            }
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                (after.get(..end)?, after.get(end..)?)
            }
        };
        if key.eq_ignore_ascii_case(wanted) {
            // Builders write signs that would end a value as codes.
            let plain = found.replace("%22", "\"").replace("%91", "[").replace("%93", "]").replace("%92", "\\");
            return Some(plain).filter(|v| !v.trim().is_empty());
        }
        rest = next;
    }
    None
}

fn escape(text: &str) -> String {
    crate::render::escape::attribute(text)
}

/// Whether a name is one of a builder's.
fn is_builder(name: &str) -> bool {
    BUILDERS.iter().any(|known| match known.ends_with('_') {
        true => name.starts_with(known),
        false => {
            let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
            name == *known || numbered == *known || name.strip_suffix("_last") == Some(known)
        }
    })
}

/// Whether a stretch is left alone: code, tags, comments. Says where it ends.
fn skipped(text: &str) -> Option<usize> {
    for (open, close) in
        [("<!--", "-->"), ("<pre", "</pre>"), ("<code", "</code>"), ("<script", "</script>"), ("<style", "</style>")]
    {
        if text.get(..open.len()).is_some_and(|t| t.eq_ignore_ascii_case(open)) {
            return Some(text.find(close).map_or(text.len(), |at| at + close.len()));
        }
    }
    let tag = text.strip_prefix('<')?;
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return None;
    }
    text.find('>').map(|at| at + 1)
}

/// Makes HTML of a text with pieces in brackets.
pub fn expand(text: &str, file: &str, notes: &mut Notes) -> String {
    if !text.contains('[') {
        return text.to_owned();
    }
    let mut expander = Expander { whole: text, file, notes, open: Vec::new(), last: HashMap::new() };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(next) = rest.find(['[', '<']) else { break };
        out.push_str(rest.get(..next).unwrap_or_default());
        at += next;
        let rest = text.get(at..).unwrap_or_default();
        if let Some(end) = skipped(rest) {
            out.push_str(rest.get(..end).unwrap_or_default());
            at += end;
            continue;
        }
        // "[[name]]" is how to write "[name]" in words.
        let doubled = rest.get(1..).filter(|rest| rest.starts_with('[')).and_then(|rest| Some((piece(rest)?, rest)));
        if let Some((piece, rest)) =
            doubled.filter(|(piece, rest)| rest.get(piece.end..).is_some_and(|r| r.starts_with(']')))
        {
            out.push_str(rest.get(..piece.end).unwrap_or_default());
            at += piece.end + 2;
            continue;
        }
        match piece(rest).and_then(|piece| expander.one(&piece, at)) {
            Some((html, end)) => {
                out.push_str(&html);
                at = end;
            }
            None => {
                out.push_str(rest.get(..1).unwrap_or_default());
                at += 1;
            }
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

struct Expander<'a> {
    whole: &'a str,
    file: &'a str,
    notes: &'a mut Notes,
    /// Pieces that are not known and stand open.
    open: Vec<String>,
    /// Where the last closing piece of each name stands.
    last: HashMap<String, Option<usize>>,
}

impl<'a> Expander<'a> {
    /// The stretch up to the piece that closes this one, and where that ends.
    fn inner(&mut self, piece: &Piece<'_>, at: usize) -> Option<(&'a str, usize)> {
        let closing = format!("[/{}]", piece.name);
        let whole = self.whole;
        let last = self.last.entry(piece.name.to_owned()).or_insert_with(|| whole.rfind(&closing));
        let from = at + piece.end;
        // Looked for once a name, so that a text of nothing but openings takes no longer than others.
        if last.is_none_or(|last| last < from) {
            return None;
        }
        let inside = whole.get(from..)?;
        let end = inside.find(&closing)?;
        Some((inside.get(..end)?, from + end + closing.len()))
    }

    /// What a piece at a place becomes, and where it ends; none where it is only words in brackets.
    fn one(&mut self, piece: &Piece<'_>, at: usize) -> Option<(String, usize)> {
        let name = piece.name.to_ascii_lowercase();
        let get = |key: &str| value(piece.attributes, key);
        let after = at + piece.end;
        let nothing = || Some((String::new(), after));
        match name.as_str() {
            "caption" | "wp_caption" if piece.closing => nothing(),
            "caption" | "wp_caption" => {
                let (inside, end) = self.inner(piece, at)?;
                Some((caption(inside, get("caption")), end))
            }
            "gallery" => {
                let ids = get("ids").or_else(|| get("include")).unwrap_or_default();
                let pictures: String = ids
                    .split(',')
                    .map(str::trim)
                    .filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
                    .map(|id| format!("<figure><img data-attachment=\"{id}\"></figure>\n"))
                    .collect();
                if pictures.is_empty() {
                    self.notes.add(What::Block, self.file, "a gallery that names no pictures");
                }
                Some((format!("\n\n{pictures}\n"), after))
            }
            "embed" | "youtube" | "vimeo" | "googlemaps" if !piece.closing => {
                let (inside, end) = self.inner(piece, at).unwrap_or(("", after));
                let inside = if inside.trim().is_empty() { piece.attributes } else { inside };
                let url = inside.split_whitespace().next().unwrap_or_default();
                let url = url.trim_start_matches('=').trim_start_matches("src=").trim_matches('"');
                Some((format!("\n\n<iframe src=\"{}\"></iframe>\n\n", escape(url)), end))
            }
            "embed" | "youtube" | "vimeo" | "googlemaps" => nothing(),
            _ if FORMS.contains(&name.as_str()) => {
                if piece.closing {
                    return nothing();
                }
                let title = get("title").map(|t| format!(" \"{}\"", clip(&t))).unwrap_or_default();
                self.notes.add(What::Form, self.file, format!("[{}]{title}", clip(piece.name)));
                // What stands in it are its fields.
                let end = if piece.alone { None } else { self.inner(piece, at) };
                Some((String::new(), end.map_or(after, |(_, end)| end)))
            }
            _ if PLAYERS.contains(&name.as_str()) => {
                if piece.closing {
                    return nothing();
                }
                let sources = ["src", "mp3", "m4a", "mp4", "ogg", "wav", "webm", "url"];
                let source = sources.iter().find_map(|key| get(key)).unwrap_or_default();
                Some((format!("\n\n<video src=\"{}\"></video>\n\n", escape(&source)), after))
            }
            _ if DRAWN.contains(&name.as_str()) => {
                if !piece.closing {
                    self.notes.add(What::Block, self.file, format!("[{}]", clip(piece.name)));
                }
                nothing()
            }
            _ if is_builder(&name) => {
                // "[box]" and "[quote]" are words too.
                let marked = name.contains("_") || piece.closing || piece.attributes.contains('=');
                if !marked && self.inner(piece, at).is_none() {
                    return None;
                }
                Some((if piece.closing { "\n\n".to_owned() } else { builder(&name, &get) }, after))
            }
            _ if piece.closing => {
                let open = self.open.iter().rposition(|open| open == piece.name)?;
                self.open.remove(open);
                nothing()
            }
            // What has values or an end of its own is no word in brackets.
            _ => {
                let closed = self.inner(piece, at).is_some();
                let key = piece.attributes.split('=').next().and_then(|keys| keys.split_whitespace().next_back());
                let has_values =
                    piece.attributes.contains('=') && key.is_some_and(|key| value(piece.attributes, key).is_some());
                if !has_values && !closed {
                    return None;
                }
                self.notes.add(What::Block, self.file, format!("[{}]", clip(piece.name)));
                if closed {
                    self.open.push(piece.name.to_owned());
                }
                nothing()
            }
        }
    }
}

/// A picture and the words below it.
fn caption(inside: &str, words: Option<String>) -> String {
    let start = inside.find("<img").unwrap_or(0);
    let end = inside.get(start..).and_then(|t| t.find('>')).map_or(inside.len(), |n| start + n + 1);
    let rest = inside.get(end..).unwrap_or_default().trim_start();
    let (close, below) = rest.strip_prefix("</a>").map_or(("", rest), |below| ("</a>", below));
    let words = words.map(|words| escape(&words)).unwrap_or_default();
    let below = if below.trim().is_empty() { words.as_str() } else { below.trim() };
    let picture = inside.get(..end).unwrap_or_default();
    format!("\n\n<figure>{picture}{close}<figcaption>{below}</figcaption></figure>\n\n")
}

/// The words and pictures that page builders keep in the values of their pieces.
fn builder(name: &str, get: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::from("\n\n");
    let headed = [
        "blurb",
        "toggle",
        "tab",
        "cta",
        "slide",
        "accordion",
        "pricing",
        "testimonial",
        "team",
        "person",
        "heading",
        "title",
    ];
    if let Some(title) =
        get("title").or_else(|| get("heading")).filter(|_| headed.iter().any(|part| name.contains(part)))
    {
        out.push_str(&format!("<h3>{}</h3>\n\n", escape(&title)));
    }
    let pictures = ["image", "blurb", "slide", "photo", "team", "testimonial"];
    let source = get("src").or_else(|| get("image_url")).or_else(|| get("portrait_url")).or_else(|| get("image"));
    if let Some(source) = source.filter(|_| pictures.iter().any(|part| name.contains(part))) {
        let alt = get("alt").map(|alt| format!(" alt=\"{}\"", escape(&alt))).unwrap_or_default();
        match source.bytes().all(|b| b.is_ascii_digit()) {
            true => out.push_str(&format!("<figure><img data-attachment=\"{source}\"{alt}></figure>\n\n")),
            false => out.push_str(&format!("<figure><img src=\"{}\"{alt}></figure>\n\n", escape(&source))),
        }
    }
    let words = get("button_text").or_else(|| get("title").filter(|_| name.contains("button") || name.contains("btn")));
    let address = get("button_url").or_else(|| get("button_link")).or_else(|| get("url")).or_else(|| get("link"));
    if let (Some(words), Some(address)) = (words, address) {
        // WPBakery writes "url:https%3A%2F%2F...|title:...".
        let address =
            address.strip_prefix("url:").and_then(|a| a.split('|').next()).map_or(address.clone(), |encoded| {
                percent_encoding::percent_decode_str(encoded).decode_utf8_lossy().into_owned()
            });
        out.push_str(&format!("<p><a href=\"{}\">{}</a></p>\n\n", escape(&address), escape(&words)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (String, Notes) {
        let mut notes = Notes::default();
        let html = expand(text, "a.md", &mut notes);
        (html.split_whitespace().collect::<Vec<_>>().join(" "), notes)
    }

    #[test]
    fn words_in_brackets_stay_words() {
        for words in [
            "He said [sic] so.",
            "[read more]",
            "[edge case] and [content περιεχόμενο]",
            "a[0] = b[1]",
            "[ ]",
            "x [",
            "[/",
        ] {
            assert_eq!(html(words).0, words.trim());
            assert!(html(words).1.is_empty(), "{words}");
        }
        assert_eq!(html("Write [[gallery]] here").0, "Write [gallery] here");
        assert_eq!(html("<code>[gallery]</code>").0, "<code>[gallery]</code>");
    }

    #[test]
    fn captions_become_figures() {
        let (html, _) =
            html("[caption id=\"a\" width=\"3\"]<a href=\"x\"><img src=\"y\" /></a> A <em>red</em> door[/caption]");
        assert_eq!(
            html,
            "<figure><a href=\"x\"><img src=\"y\" /></a><figcaption>A <em>red</em> door</figcaption></figure>"
        );
    }

    #[test]
    fn builders_leave_their_words() {
        let (html, notes) = html(
            "[et_pb_section fb_built=\"1\"][et_pb_row][et_pb_text]<p>Hello</p>[/et_pb_text][et_pb_button button_text=\"Book\" button_url=\"/book/\"][/et_pb_button][/et_pb_row][/et_pb_section][et_pb_contact_form title=\"Ask\"][et_pb_contact_field field_title=\"Name\"][/et_pb_contact_field][/et_pb_contact_form]",
        );
        assert_eq!(html, "<p>Hello</p> <p><a href=\"/book/\">Book</a></p>");
        assert_eq!(notes.count(What::Form), 1);
    }

    #[test]
    fn unknown_pieces_go_and_are_named() {
        let (words, notes) = html("A [my_box color=\"red\"]warm[/my_box] [thing id=\"3\"] b");
        assert_eq!(words, "A warm b");
        assert_eq!(notes.count(What::Block), 2);
        assert_eq!(html("[wpforms id=\"3\"]").0, "");
    }
}
