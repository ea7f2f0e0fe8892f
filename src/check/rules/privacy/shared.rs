//! What the rules on privacy share: what leads off the site, what a browser fetches by itself, and who they are that it asks.

use crate::check::{Checked, Source};
use crate::html::{Id, Tree};
use crate::output::Output;

/// Why loading from elsewhere matters, with who has said so.
pub(super) const SOURCES: &[Source] = &[
    Source {
        title: "Federal Trade Commission, In the Matter of BetterHelp, Inc., docket C-4796: an order over health data that a counseling website passed on to advertisers",
        url: "https://quicktakes.loeb.com/post/102ijjy/ftc-to-betterhelp-do-better",
        date: "final 14 July 2023, read November 2026",
    },
    Source {
        title: "HHS Office for Civil Rights, Use of Online Tracking Technologies by HIPAA Covered Entities and Business Associates. A court set aside what it said of pages that need no login (American Hospital Association v. Becerra, N.D. Tex., 20 June 2024); the rest stands",
        url: "https://natlawreview.com/article/ocr-withdraws-appeal-aha-v-becerra",
        date: "18 March 2024, read November 2026",
    },
];

/// A larger file is no text that runs, in bytes.
const LARGEST: u64 = 4_000_000;

/// The host of an address that leads off the site, in lower case; none for the site's own.
pub(super) fn away(to: &str, own: Option<&str>) -> Option<String> {
    let to = to.trim().trim_matches(['"', '\'']);
    let lower = to.to_ascii_lowercase();
    let schemes = ["https://", "http://", "//", "wss://", "ws://", "ftp://"];
    let rest = schemes.iter().find_map(|scheme| lower.strip_prefix(scheme))?;
    let host = host_of(rest)?;
    let own = own.and_then(|url| url.split_once("://")).and_then(|(_, rest)| host_of(rest));
    // Names of XML's languages are no addresses that anybody asks.
    (own != Some(host) && host != "www.w3.org").then(|| host.to_owned())
}

fn host_of(rest: &str) -> Option<&str> {
    let host = rest.split(['/', '?', '#', '"', '\'', ')', ' ']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    (host.contains('.') && !host.starts_with('.')).then_some(host)
}

/// What an element has a browser fetch by itself: what it is in words, and the address.
pub(super) fn loads(html: &Tree, id: Id) -> Vec<(&'static str, String)> {
    let of = |name: &str| html.attribute(id, name).map(str::to_owned);
    let mut found: Vec<(&'static str, Option<String>)> = Vec::new();
    match html.name(id) {
        "script" => found.extend([("a script", of("src")), ("a script", of("href"))]),
        "link" => {
            let rel = html.attribute(id, "rel").unwrap_or_default().to_ascii_lowercase();
            let what = rel.split_whitespace().find_map(|word| match word {
                "stylesheet" => Some("a stylesheet"),
                "icon" | "apple-touch-icon" | "mask-icon" => Some("an icon"),
                "preload" | "modulepreload" | "prefetch" | "prerender" => Some("a file"),
                "preconnect" | "dns-prefetch" => Some("a connection"),
                "manifest" => Some("a manifest"),
                _ => None,
            });
            found.extend(what.map(|what| (what, of("href"))));
        }
        "img" => found.push(("a picture", of("src"))),
        "source" | "video" | "audio" | "track" => {
            found.extend([("a film or sound", of("src")), ("a picture", of("poster"))]);
        }
        "iframe" | "frame" | "embed" | "portal" => found.push(("a frame", of("src"))),
        "base" => found.push(("every address", of("href"))),
        "object" => found.push(("a frame", of("data"))),
        "input" => found.push(("a picture", of("src"))),
        "image" | "use" | "feimage" => found.extend([("a picture", of("href")), ("a picture", of("xlink:href"))]),
        "a" | "area" => found.push(("a beacon", of("ping"))),
        "meta" if html.attribute(id, "http-equiv").is_some_and(|n| n.eq_ignore_ascii_case("refresh")) => {
            let to = of("content").and_then(|c| c.split_once('=').map(|(_, to)| to.to_owned()));
            found.push(("another site", to));
        }
        _ => {}
    }
    for set in ["srcset", "imagesrcset"] {
        let list = html.attribute(id, set).unwrap_or_default();
        found.extend(list.split(',').map(|one| ("a picture", one.split_whitespace().next().map(str::to_owned))));
    }
    found.push(("a picture", of("background").filter(|to| to.contains("//"))));
    let mut found: Vec<_> = found.into_iter().filter_map(|(what, to)| Some((what, to?))).collect();
    let style = of("style").unwrap_or_default();
    found.extend(in_css(&style).into_iter().map(|to| (style_kind(&to), to)));
    if html.name(id) == "style" {
        let css = html.text(id);
        found.extend(in_css(&css).into_iter().map(|to| (style_kind(&to), to)));
    }
    found
}

/// What a stylesheet loads from an address.
pub(super) fn style_kind(to: &str) -> &'static str {
    let path = to.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    if is(&[".woff2", ".woff", ".ttf", ".otf", ".eot"]) {
        "a font"
    } else if is(&[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"]) {
        "a picture"
    } else {
        "a stylesheet"
    }
}

/// Addresses in `url(...)` and `@import` of a stylesheet. Comments are passed over.
pub(super) fn in_css(css: &str) -> Vec<String> {
    let css = without_comments(css);
    // Letters of either case, each at its place.
    let lower = css.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, _) in lower.match_indices("image-set(") {
        let rest = css.get(at..).unwrap_or_default().split([';', '}']).next().unwrap_or_default();
        found.extend(rest.split(['"', '\'']).skip(1).step_by(2).filter(|to| to.contains("//")).map(str::to_owned));
    }
    for (at, _) in lower.match_indices("url(") {
        let rest = css.get(at + 4..).unwrap_or_default();
        let inner = rest.split(')').next().unwrap_or_default();
        found.push(inner.trim().trim_matches(['"', '\'']).to_owned());
    }
    for (at, _) in lower.match_indices("@import") {
        let rest = css.get(at + 7..).unwrap_or_default().trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inner = quote.and_then(|quote| rest.get(1..)?.split(quote).next());
        found.extend(inner.map(str::to_owned));
    }
    found
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// What has a script ask or tell somebody, before the address in quotation marks.
const ASKS: &[&str] = &[
    "fetch(",
    "sendBeacon(",
    "WebSocket(",
    "EventSource(",
    "importScripts(",
    "import(",
    "import",
    "from",
    "Worker(",
    ".src=",
    ".href=",
    ".open(\"GET\",",
    ".open(\"POST\",",
    ".open('GET',",
    ".open('POST',",
    "$.get(",
    "$.post(",
    "$.getScript(",
    "axios.get(",
    "axios.post(",
];

/// The addresses that a script asks by itself, as far as they stand in it in one piece.
pub(super) fn asked(script: &str) -> Vec<String> {
    let bare: String = script.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    for asks in ASKS {
        for (at, _) in bare.match_indices(asks) {
            let rest = bare.get(at + asks.len()..).unwrap_or_default();
            // What a link is given is where a reader may go, not what is fetched.
            let link = *asks == ".href=" && !bare.get(..at).unwrap_or_default().ends_with("location");
            if let Some(to) = rest.strip_prefix(['"', '\'', '`']).filter(|_| !link) {
                found.push(to.get(..to.find(['"', '\'', '`']).unwrap_or(0)).unwrap_or_default().to_owned());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The text of an output, where it is short enough to be one that runs.
pub(super) fn text(output: &Output) -> Option<String> {
    let bytes = match output {
        Output::Bytes(bytes) => bytes.as_slice().to_vec(),
        Output::File { source, len, .. } if *len <= LARGEST => std::fs::read(source).ok()?,
        Output::File { .. } => return None,
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The site's files of certain endings, with their text. Pages that Anteroom makes are looked at as pages.
pub(super) fn files<'a>(checked: &'a Checked<'_>, endings: &'a [&str]) -> impl Iterator<Item = (&'a str, String)> + 'a {
    checked
        .rendered
        .outputs
        .iter()
        .filter(|(path, _)| endings.iter().any(|ending| path.as_str().to_ascii_lowercase().ends_with(ending)))
        .filter(|(path, output)| !(path.as_str().ends_with(".html") && matches!(output, Output::Bytes(_))))
        .filter_map(|(path, output)| Some((path.as_str(), text(output)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_hosts_are_away() {
        let own = Some("https://www.elm.org/site");
        for to in
            ["/a", "a", "#x", "https://www.elm.org/x", "data:image/gif;base64,AA==", "//", "mailto:a@b.c", "http://w3"]
        {
            assert_eq!(away(to, own), None, "{to}");
        }
        for to in [
            "https://Fonts.GoogleApis.com/css2?family=Inter",
            "//fonts.googleapis.com/x",
            "'https://fonts.googleapis.com'",
        ] {
            assert_eq!(away(to, own).as_deref(), Some("fonts.googleapis.com"), "{to}");
        }
    }

    #[test]
    fn stylesheets_are_read_for_what_they_load() {
        let css = "/* url(https://no.example/x) */ @import \"https://a.example/x.css\"; p { background: url('https://b.example/x.png') }";
        assert_eq!(in_css(css), ["https://b.example/x.png", "https://a.example/x.css"]);
    }
}
