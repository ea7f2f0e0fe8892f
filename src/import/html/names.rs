//! Elements, hosts and addresses that are known by their names.

pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

pub(super) fn is_anchor(id: &str) -> bool {
    !id.is_empty() && id.len() <= 80 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

pub(super) const CONTAINERS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "center",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "p",
    "section",
    "summary",
    "dd",
    "dt",
    "search",
    "noscript",
    "caption",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "colgroup",
    "object",
    "picture",
    "dialog",
    "menu",
    "dir",
];

pub(super) const BLOCKS: &[&str] = &[
    "blockquote",
    "details",
    "dl",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "ol",
    "pre",
    "table",
    "ul",
    "video",
    "audio",
    "embed",
    "frame",
    "frameset",
];

/// What goes without a word: it holds no text.
pub(super) const SILENT: &[&str] = &[
    "style", "link", "meta", "base", "title", "head", "template", "svg", "math", "canvas", "map", "area", "param",
    "source", "track", "col", "wbr", "datalist", "applet", "noframes", "noembed", "progress", "meter", "slot",
];

/// Controls that are part of a form even where no form stands around them.
pub(super) const CONTROLS: &[&str] =
    &["input", "select", "textarea", "button", "label", "option", "optgroup", "output", "keygen"];

/// Services whose frames hold a form.
pub(super) const FORM_HOSTS: &[&str] = &[
    "docs.google.com/forms",
    "forms.gle",
    "jotform.",
    "typeform.",
    "wufoo.",
    "formstack.",
    "surveymonkey.",
    "hsforms.",
    "forms.office.com",
    "forms.microsoft.com",
    "cognitoforms.",
    "123formbuilder.",
    "paperform.",
    "tally.so",
    "formsite.",
    "airtable.com/embed",
    "mailchimp.",
    "list-manage.",
    "hushforms.",
    "intakeq.com/new",
];

/// Who is told of every visit.
pub(super) const TRACKERS: &[&str] = &[
    "google-analytics.",
    "googletagmanager.",
    "doubleclick.",
    "facebook.com/tr",
    "connect.facebook.",
    "facebook.net",
    "hotjar.",
    "pixel.",
    "stats.wp.com",
    "matomo",
    "piwik",
    "clarity.ms",
    "linkedin.com/px",
    "bat.bing.",
    "adsystem",
    "googlesyndication",
    "analytics",
    "/beacon",
    "feedburner.com/~r",
    "statcounter.",
    "quantserve.",
];

/// The host of an address.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// An address, cut for a list.
pub(super) fn clip_address(address: &str) -> String {
    let plain: String = address.chars().filter(|c| !c.is_control()).collect();
    if plain.chars().count() <= 120 { plain } else { plain.chars().take(117).chain("...".chars()).collect() }
}

/// Whether an alternative text is more than the name of a file.
pub fn says_something(alt: &str) -> bool {
    let alt = alt.trim();
    let lower = alt.to_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".svg", ".avif"]
        .iter()
        .any(|ending| lower.ends_with(ending));
    let camera = !alt.contains(' ') && (alt.contains('_') || alt.bytes().any(|b| b.is_ascii_digit()));
    !alt.is_empty() && !file && !camera
}

/// The page that shows what a frame shows, and words for a link to it.
pub(super) fn page_of_frame(source: &str) -> Option<(String, Option<String>)> {
    let host = host(source).trim_start_matches("www.").to_ascii_lowercase();
    let path = source.split_once("//").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let first = |path: &str| path.split(['?', '&', '#', '/']).next().unwrap_or_default().to_owned();
    match host.as_str() {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" | "youtu.be" => {
            let id = match path
                .strip_prefix("embed/")
                .or_else(|| path.strip_prefix("v/"))
                .or_else(|| path.strip_prefix("shorts/"))
            {
                Some(rest) => first(rest),
                None if host == "youtu.be" => first(path),
                None => path.split(['?', '&']).find_map(|part| part.strip_prefix("v=")).map(first).unwrap_or_default(),
            };
            let words = Some("Watch the video on YouTube".to_owned());
            Some(match id.is_empty() || id == "videoseries" {
                true => (source.to_owned(), words),
                false => (format!("https://www.youtube.com/watch?v={id}"), words),
            })
        }
        "player.vimeo.com" | "vimeo.com" => {
            let id = first(path.strip_prefix("video/").unwrap_or(path));
            Some((format!("https://vimeo.com/{id}"), Some("Watch the video on Vimeo".to_owned())))
        }
        "google.com" | "maps.google.com" if source.contains("/maps/embed") || source.contains("output=embed") => {
            let query = source.split(['?', '&']).find_map(|part| part.strip_prefix("q=")).filter(|q| !q.is_empty())?;
            Some((format!("https://www.google.com/maps?q={query}"), Some("See the map".to_owned())))
        }
        "facebook.com" | "instagram.com" if source.contains("/plugins/") || source.contains("/embed") => None,
        "open.spotify.com" => {
            Some((source.replace("/embed/", "/").replace("/embed-podcast/", "/"), Some("Listen on Spotify".to_owned())))
        }
        "w.soundcloud.com" => None,
        _ if source.starts_with("https://") || source.starts_with("http://") => Some((source.to_owned(), None)),
        // A page of the old site in a frame.
        _ if source.starts_with('/') => Some((source.to_owned(), None)),
        _ => None,
    }
}
