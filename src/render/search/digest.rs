//! A page as the index needs it: its title and the text of its main part, with the bare tags that part sentences.
//!
//! 1. Only what is inside `<main>` counts; where a theme has none, all of `<body>`.
//! 2. Menus, drawings, scripts and controls are left out, and whatever is hidden or says `data-search="no"`: text that stands on
//!    many pages alike, such as cards of other pages.
//! 3. Tags lose their attributes. Only a heading keeps its id, so that a hit can lead to it.

/// What is left of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Digest {
    /// The first `h1`, as HTML text without tags.
    pub(super) title: String,
    /// The rest, as HTML.
    pub(super) text: String,
}

/// Elements that are left out with all that is in them.
const LEFT_OUT: &[&str] = &[
    "audio", "button", "canvas", "form", "iframe", "nav", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "video",
];

/// Elements that have no end.
const EMPTY: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements inside a line: words on both sides of their tags may be one word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Cuts a page down.
pub(super) fn of(html: &str) -> Digest {
    let mut digest = Digest { title: String::new(), text: String::with_capacity(html.len() / 2) };
    let (mut rest, end) = main_of(html);
    // Inside an element that is left out: its name, and how many of that name are open.
    let mut skipped: Option<(String, usize)> = None;
    let (mut titled, mut in_title) = (false, false);
    // Inside a term of the glossary.
    let mut in_term = false;
    while let Some(open) = rest.find('<') {
        let (text, from) = rest.split_at(open);
        if skipped.is_none() {
            if in_title { digest.title.push_str(text) } else { digest.text.push_str(text) }
        }
        if from.starts_with("<!--") {
            rest = from.find("-->").and_then(|at| from.get(at + 3..)).unwrap_or("");
            continue;
        }
        if !from
            .get(1..)
            .is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)))
        {
            // No tag begins like this: it is text.
            digest.text.push_str(if skipped.is_none() { "&lt;" } else { "" });
            rest = from.get(1..).unwrap_or("");
            continue;
        }
        let tag = Tag::read(from);
        rest = tag.after;
        if tag.ends && tag.name == end {
            rest = "";
            break;
        }
        if let Some((name, open)) = &mut skipped {
            if tag.name == *name {
                *open = if tag.ends { *open - 1 } else { *open + 1 };
            }
            if *open == 0 {
                skipped = None;
            }
            continue;
        }
        let empty = EMPTY.contains(&tag.name.as_str());
        if !tag.ends
            && (LEFT_OUT.contains(&tag.name.as_str()) || tag.has("hidden") || tag.value("data-search") == Some("no"))
        {
            if matches!(tag.name.as_str(), "script" | "style") {
                rest = raw_text_after(rest, &tag.name);
            } else if !empty {
                skipped = Some((tag.name, 1));
            }
            continue;
        }
        if tag.name == "h1" && !titled {
            in_title = !tag.ends;
            titled = tag.ends;
            continue;
        }
        if in_title {
            continue;
        }
        if INLINE.contains(&tag.name.as_str()) {
            continue;
        }
        write(&tag, &mut in_term, &mut digest.text);
    }
    if skipped.is_none() {
        digest.text.push_str(rest);
    }
    digest.title = words(&digest.title);
    digest
}

/// A tag in few words.
fn write(tag: &Tag<'_>, in_term: &mut bool, out: &mut String) {
    let id = tag.value("id").filter(|_| !tag.ends);
    let mut name = tag.name.as_str();
    if name == "dt" {
        // What has an id of its own is the heading of what it means.
        let heading = if tag.ends { *in_term } else { id.is_some() };
        *in_term = heading && !tag.ends;
        name = if heading { "h4" } else { "div" };
    }
    out.push_str(if tag.ends { "</" } else { "<" });
    match name {
        name @ ("h2" | "h3" | "h4" | "h5" | "h6") => {
            out.push_str(name);
            if let Some(id) = id {
                out.push_str(" id=\"");
                out.push_str(id);
                out.push('"');
            }
        }
        name @ ("br" | "li" | "p" | "td" | "ul") => out.push_str(name),
        _ => out.push_str("div"),
    }
    out.push('>');
}

/// The part that counts, and the element that ends it.
fn main_of(html: &str) -> (&str, &'static str) {
    for name in ["main", "body"] {
        let open = format!("<{name}");
        let inside = html.match_indices(&open).find_map(|(at, _)| {
            let tag = Tag::read(html.get(at..)?);
            (tag.name == name).then_some(tag.after)
        });
        if let Some(inside) = inside {
            return (inside, name);
        }
    }
    (html, "html")
}

/// What follows the end of an element whose content is no HTML.
fn raw_text_after<'a>(rest: &'a str, name: &str) -> &'a str {
    let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
    let rest = rest.get(end..).unwrap_or("");
    rest.find('>').and_then(|at| rest.get(at + 1..)).unwrap_or("")
}

/// Words with single spaces between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A tag.
struct Tag<'a> {
    name: String,
    ends: bool,
    attributes: &'a str,
    after: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the beginning of `from`.
    fn read(from: &'a str) -> Self {
        let inside = from.strip_prefix('<').unwrap_or(from);
        let (ends, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
        let (name, rest) = inside.split_at(length);
        let mut quote = None;
        let close = rest.char_indices().find_map(|(at, c)| {
            match (quote, c) {
                (None, '>') => return Some(at),
                (None, '"' | '\'') => quote = Some(c),
                (Some(q), c) if q == c => quote = None,
                _ => {}
            }
            None
        });
        let (attributes, after) = rest.split_at(close.unwrap_or(rest.len()));
        Self { name: name.to_ascii_lowercase(), ends, attributes, after: after.strip_prefix('>').unwrap_or("") }
    }

    /// Its attributes, each with its value as it is written.
    fn pairs(&self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len()).max(1);
            let (name, after) = rest.split_at_checked(end)?;
            rest = after;
            let Some(after) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
                return Some((name, None));
            };
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => after.get(1..)?.split_once(quote).unwrap_or((after, "")),
                None => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
            };
            rest = after;
            Some((name, Some(value)))
        })
    }

    fn has(&self, name: &str) -> bool {
        self.pairs().any(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.pairs().find(|(own, _)| own.eq_ignore_ascii_case(name)).and_then(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(main: &str) -> String {
        of(&format!("<html><body><header>Menu</header><main id=\"m\">{main}</main><footer>Foot</footer></body></html>"))
            .text
    }

    #[test]
    fn only_the_main_part_counts() {
        let page = "<body><p>Menu<main class=\"a>b\"><h1 lang=\"en\">Sleep &amp;\n <em>rest</em></h1><p class=\"lead\">Go to bed.</p></main><p>Foot</body>";
        assert_eq!(of(page), Digest { title: "Sleep &amp; rest".into(), text: "<p>Go to bed.</p>".into() });
        assert_eq!(of("<body><h1>A</h1><p>B</p></body>"), Digest { title: "A".into(), text: "<p>B</p>".into() });
        assert_eq!(of(""), Digest { title: String::new(), text: String::new() });
        assert_eq!(of("<main>1 < 2</main>").text, "1 &lt; 2");
    }

    #[test]
    fn what_stands_on_many_pages_does_not_count() {
        assert_eq!(text("a<nav>b<nav>c</nav>d</nav>e"), "ae");
        assert_eq!(text("a<div data-search=\"no\"><div>b</div><img hidden>c</div>d<p hidden>e</p>f"), "adf");
        assert_eq!(text("a<script>if (1 < 2) '</p>'</script>b<!-- c <p> -->d<input hidden>e"), "abde");
        assert_eq!(text("<p data-search=yes title='a > b'>a</p>"), "<p>a</p>");
    }

    #[test]
    fn sentences_and_anchors_stay() {
        assert_eq!(
            text("<section><h2 class=x id=\"a-b\">T</h2><p>un<em>do</em></p></section>"),
            "<div><h2 id=\"a-b\">T</h2><p>undo</p></div>"
        );
        assert_eq!(
            text("<dl><dt id=\"term-x\">X</dt><dd>Y</dd></dl>"),
            "<div><h4 id=\"term-x\">X</h4><div>Y</div></div>"
        );
        assert_eq!(text("<dl><dt>X</dt><dd>Y</dd></dl>"), "<div><div>X</div><div>Y</div></div>");
    }

    #[test]
    fn broken_pages_do_no_harm() {
        for broken in [
            "<",
            "<main",
            "<main>",
            "<main><",
            "<main></",
            "<main><p",
            "<main><p a='",
            "<main><!--",
            "<main><nav>",
            "<main><script>",
            "<main><é>",
            "<main></nav></nav>",
        ] {
            of(broken);
        }
    }
}
