//! Which HTML elements and attributes raw HTML may use, and what may stand inside what.
//!
//! The lists name what is allowed. Everything else is refused or shown as the text that it is, so that a tag which
//! nobody thought of cannot run or load anything. Elements go by the HTML standard's content models, reduced to what
//! keeps a page valid: whether an element holds blocks, words or only certain children.

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Blocks and words.
    Flow,
    /// Words.
    Phrasing,
    /// What its parent may hold.
    Transparent,
    /// Only certain elements.
    Children,
    /// Nothing: it has no closing tag.
    Void,
}

/// Where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Where blocks may.
    Block,
    /// Where words may.
    Inline,
    /// Directly in one of these.
    In(&'static [&'static str]),
}

/// An element that raw HTML may use.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: &'static str,
    /// Where it may stand.
    pub(super) spot: Spot,
    /// What it may hold.
    pub(super) content: Content,
    /// Its attributes, beside those that all elements have.
    pub(super) attributes: &'static [&'static str],
    /// Browsers close it by themselves when something begins that it cannot hold.
    pub(super) implied: bool,
    /// Glossary terms are not marked in it.
    pub(super) plain: bool,
}

const fn element(name: &'static str, spot: Spot, content: Content) -> Element {
    Element { name, spot, content, attributes: &[], implied: false, plain: false }
}

const fn block(name: &'static str) -> Element {
    element(name, Spot::Block, Content::Flow)
}

const fn inline(name: &'static str) -> Element {
    element(name, Spot::Inline, Content::Phrasing)
}

const fn heading(name: &'static str) -> Element {
    Element { plain: true, ..element(name, Spot::Block, Content::Phrasing) }
}

const fn words(name: &'static str) -> Element {
    Element { plain: true, ..inline(name) }
}

const fn inside(
    name: &'static str,
    parents: &'static [&'static str],
    content: Content,
    attributes: &'static [&'static str],
) -> Element {
    Element { attributes, implied: true, ..element(name, Spot::In(parents), content) }
}

const fn cell(name: &'static str, attributes: &'static [&'static str]) -> Element {
    inside(name, &["tr"], Content::Flow, attributes)
}

const fn with(base: Element, attributes: &'static [&'static str]) -> Element {
    Element { attributes, ..base }
}

/// Elements that raw HTML may use, sorted by name.
static ELEMENTS: &[Element] = &[
    Element {
        attributes: &["download", "hreflang", "rel", "type"],
        plain: true,
        ..element("a", Spot::Inline, Content::Transparent)
    },
    words("abbr"),
    block("address"),
    block("article"),
    block("aside"),
    with(inline("audio"), &["controls", "loop", "muted", "preload", "src"]),
    inline("b"),
    inline("bdi"),
    inline("bdo"),
    with(block("blockquote"), &["cite"]),
    element("br", Spot::Inline, Content::Void),
    Element { plain: true, ..inside("caption", &["table"], Content::Flow, &[]) },
    inline("cite"),
    words("code"),
    element_void_in("col", &["colgroup"], &["span"]),
    inside("colgroup", &["table"], Content::Children, &["span"]),
    with(inline("data"), &["value"]),
    inside("dd", &["dl"], Content::Flow, &[]),
    with(element("del", Spot::Inline, Content::Transparent), &["cite", "datetime"]),
    with(block("details"), &["name", "open"]),
    inline("dfn"),
    block("div"),
    element("dl", Spot::Block, Content::Children),
    inside("dt", &["dl"], Content::Phrasing, &[]),
    inline("em"),
    Element { plain: true, ..inside("figcaption", &["figure"], Content::Flow, &[]) },
    block("figure"),
    block("footer"),
    heading("h1"),
    heading("h2"),
    heading("h3"),
    heading("h4"),
    heading("h5"),
    heading("h6"),
    block("header"),
    element("hr", Spot::Block, Content::Void),
    inline("i"),
    with(element("img", Spot::Inline, Content::Void), &["alt", "src"]),
    with(element("ins", Spot::Inline, Content::Transparent), &["cite", "datetime"]),
    words("kbd"),
    inside("li", &["ol", "ul", "menu"], Content::Flow, &["value"]),
    inline("mark"),
    element("menu", Spot::Block, Content::Children),
    block("nav"),
    with(element("ol", Spot::Block, Content::Children), &["reversed", "start", "type"]),
    Element { implied: true, ..element("p", Spot::Block, Content::Phrasing) },
    Element { plain: true, ..element("pre", Spot::Block, Content::Phrasing) },
    with(inline("q"), &["cite"]),
    inside("rp", &["ruby"], Content::Phrasing, &[]),
    inside("rt", &["ruby"], Content::Phrasing, &[]),
    words("ruby"),
    inline("s"),
    words("samp"),
    block("section"),
    inline("small"),
    element_void_in("source", &["audio", "video"], &["src", "type"]),
    inline("span"),
    inline("strong"),
    inline("sub"),
    Element { plain: true, ..inside("summary", &["details"], Content::Phrasing, &[]) },
    inline("sup"),
    element("table", Spot::Block, Content::Children),
    inside("tbody", &["table"], Content::Children, &[]),
    cell("td", &["colspan", "headers", "rowspan"]),
    inside("tfoot", &["table"], Content::Children, &[]),
    Element { plain: true, ..cell("th", &["abbr", "colspan", "headers", "rowspan", "scope"]) },
    inside("thead", &["table"], Content::Children, &[]),
    with(inline("time"), &["datetime"]),
    inside("tr", &["table", "tbody", "tfoot", "thead"], Content::Children, &[]),
    element_void_in("track", &["audio", "video"], &["default", "kind", "label", "src", "srclang"]),
    inline("u"),
    element("ul", Spot::Block, Content::Children),
    words("var"),
    with(inline("video"), &["controls", "height", "loop", "muted", "poster", "preload", "src", "width"]),
    element("wbr", Spot::Inline, Content::Void),
];

const fn element_void_in(
    name: &'static str,
    parents: &'static [&'static str],
    attributes: &'static [&'static str],
) -> Element {
    with(element(name, Spot::In(parents), Content::Void), attributes)
}

/// What becomes of a tag.
#[derive(Debug, Clone, Copy)]
pub(super) enum Verdict {
    /// It is kept.
    Kept(&'static Element),
    /// It would load or run something, or collect what a visitor types: an error. The tag is left out.
    Forbidden(&'static str, Inside),
    /// Browsers know it, pages of this site do not use it: a warning. The tag is left out, its content stays.
    Unused(&'static str, &'static str),
    /// Not an element of HTML: it is shown as the text that it is.
    Unknown,
}

/// What becomes of the content of a forbidden element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// It has none.
    Nothing,
    /// It stays.
    Kept,
    /// It goes too.
    Dropped,
}

/// Forbidden elements, sorted by name.
static FORBIDDEN: &[(&str, Inside)] = &[
    ("applet", Inside::Dropped),
    ("area", Inside::Nothing),
    ("base", Inside::Nothing),
    ("bgsound", Inside::Nothing),
    ("button", Inside::Kept),
    ("canvas", Inside::Dropped),
    ("datalist", Inside::Dropped),
    ("dialog", Inside::Kept),
    ("embed", Inside::Nothing),
    ("fencedframe", Inside::Dropped),
    ("fieldset", Inside::Kept),
    ("form", Inside::Kept),
    ("frame", Inside::Nothing),
    ("frameset", Inside::Dropped),
    ("iframe", Inside::Dropped),
    ("image", Inside::Nothing),
    ("input", Inside::Nothing),
    ("keygen", Inside::Nothing),
    ("label", Inside::Kept),
    ("legend", Inside::Kept),
    ("link", Inside::Nothing),
    ("map", Inside::Kept),
    ("math", Inside::Dropped),
    ("meta", Inside::Nothing),
    ("noembed", Inside::Dropped),
    ("noframes", Inside::Dropped),
    ("noscript", Inside::Dropped),
    ("object", Inside::Dropped),
    ("optgroup", Inside::Kept),
    ("option", Inside::Kept),
    ("output", Inside::Kept),
    ("param", Inside::Nothing),
    ("portal", Inside::Dropped),
    ("script", Inside::Dropped),
    ("select", Inside::Dropped),
    ("slot", Inside::Kept),
    ("style", Inside::Dropped),
    ("svg", Inside::Dropped),
    ("template", Inside::Dropped),
    ("textarea", Inside::Dropped),
    ("title", Inside::Dropped),
    ("xmp", Inside::Dropped),
];

/// Elements that are left out with a warning, sorted by name, and what to use instead.
static UNUSED: &[(&str, &str)] = &[
    ("acronym", "use <abbr>"),
    ("basefont", "the theme sets the look of text"),
    ("big", "the theme sets the look of text"),
    ("blink", "use **two stars** for words that matter"),
    ("body", "the page's frame comes from the theme"),
    ("center", "the theme sets the look of text"),
    ("dir", "use a Markdown list"),
    ("font", "the theme sets the look of text"),
    ("head", "the page's frame comes from the theme"),
    ("hgroup", "use Markdown headings"),
    ("html", "the page's frame comes from the theme"),
    ("main", "the page's frame comes from the theme"),
    ("marquee", "text that moves is hard to read"),
    ("meter", "write the number in words"),
    ("nobr", "the theme sets the look of text"),
    ("picture", "use ![words](picture.jpg): pages get every size they need"),
    ("progress", "write the number in words"),
    ("search", "the page's frame comes from the theme"),
    ("strike", "use ~~two tildes~~"),
    ("tt", "use `back quotes`"),
];

/// What becomes of a tag of this name.
pub(super) fn verdict(name: &str) -> Verdict {
    if let Some(found) = ELEMENTS.binary_search_by(|e| e.name.cmp(name)).ok().and_then(|i| ELEMENTS.get(i)) {
        return Verdict::Kept(found);
    }
    if let Some((name, inside)) = FORBIDDEN.binary_search_by(|e| e.0.cmp(name)).ok().and_then(|i| FORBIDDEN.get(i)) {
        return Verdict::Forbidden(name, *inside);
    }
    match UNUSED.binary_search_by(|e| e.0.cmp(name)).ok().and_then(|i| UNUSED.get(i)) {
        Some((name, instead)) => Verdict::Unused(name, instead),
        None => Verdict::Unknown,
    }
}

/// Attributes that every element may have.
const COMMON: &[&str] = &["class", "dir", "hidden", "id", "lang", "role", "title", "translate"];

/// Attributes that load, send or run something wherever they stand. `href` and `src` have their own, narrow ways in.
const LOADING: &[&str] = &[
    "action",
    "archive",
    "autofocus",
    "background",
    "code",
    "codebase",
    "contenteditable",
    "data",
    "dynsrc",
    "formaction",
    "href",
    "http-equiv",
    "is",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "popover",
    "poster",
    "profile",
    "src",
    "srcdoc",
    "srcset",
    "style",
    "usemap",
    "xlink:href",
];

/// What becomes of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttributeVerdict {
    /// It is kept.
    Kept,
    /// The address of a page or file: it becomes a reference.
    Address,
    /// It would load or run something: the whole tag is left out.
    Forbidden,
    /// It goes without a word, because Anteroom writes it itself.
    Silent,
    /// It goes with a warning.
    Unused,
}

/// What becomes of an attribute of an element.
pub(super) fn attribute(element: &Element, name: &str) -> AttributeVerdict {
    let owns = element.attributes.contains(&name);
    match name {
        "href" if element.name == "a" => AttributeVerdict::Address,
        "src" | "poster" if owns => AttributeVerdict::Address,
        "width" | "height" | "loading" | "decoding" if element.name == "img" => AttributeVerdict::Silent,
        "rel" => AttributeVerdict::Silent,
        _ if owns || COMMON.contains(&name) => AttributeVerdict::Kept,
        _ if name.starts_with("on") || LOADING.contains(&name) => AttributeVerdict::Forbidden,
        _ if name.starts_with("aria-") || name.starts_with("data-") => {
            let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if plain { AttributeVerdict::Kept } else { AttributeVerdict::Unused }
        }
        _ => AttributeVerdict::Unused,
    }
}

/// Whether an address leads off the site or has a scheme, read as browsers do (`\` is `/` to them).
pub(super) fn is_off_site(address: &str) -> bool {
    let slashes = |c: char| c == '/' || c == '\\';
    let mut start = address.chars();
    if start.next().is_some_and(slashes) && start.next().is_some_and(slashes) {
        return true;
    }
    let Some((scheme, _)) = address.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// An address without what browsers do not read: spaces around it, and tabs, line breaks and other control characters in it.
pub(super) fn clean_address(address: &str) -> String {
    address.trim().chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_disjoint() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.name < b.name));
        assert!(FORBIDDEN.is_sorted_by(|a, b| a.0 < b.0));
        assert!(UNUSED.is_sorted_by(|a, b| a.0 < b.0));
        let names = FORBIDDEN.iter().map(|f| f.0).chain(UNUSED.iter().map(|u| u.0));
        for name in names {
            assert!(!matches!(verdict(name), Verdict::Kept(_) | Verdict::Unknown), "{name}");
        }
    }

    #[test]
    fn off_site_addresses_are_seen_as_browsers_see_them() {
        for address in ["https://a.b", "//a.b", "\\\\a.b", "/\\a.b", "javascript:x", "DATA:x"] {
            assert!(is_off_site(address), "{address}");
        }
        for address in ["../media/a.jpg", "a.md#x:y", "/a/b", "a/b:c", ""] {
            assert!(!is_off_site(address), "{address}");
        }
        assert_eq!(clean_address(" java\tscript\n:x "), "javascript:x");
    }
}
