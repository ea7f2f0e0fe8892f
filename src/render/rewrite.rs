//! Root-absolute links of a finished page, turned into what its place needs.
//!
//! Templates and texts write `/fees/`. On a domain's root that is right as it is. Under a sub-path it becomes `/sub/fees/`;
//! for reading from a disk it becomes `../fees/index.html`. Only attribute values inside tags are touched, never text.

use super::file_of;
use crate::model::{Page, PageKind, Site};

/// Attributes that hold addresses; `data-index` is where the search box finds its index.
const ATTRIBUTES: &[&str] = &["href", "src", "poster", "action", "data", "data-index"];

/// The path of the site's own address: `/sub` for `https://example.com/sub`, empty at a domain's root.
pub fn base_path(site: &Site) -> String {
    let url = site.url().unwrap_or("");
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split_once('/').map_or(String::new(), |(_, path)| format!("/{}", path.trim_matches('/')))
}

/// A page with its links as its place needs them.
pub fn links(html: String, site: &Site, page: &Page) -> String {
    let base = base_path(site);
    // A host shows the page for wrong addresses at any depth, where relative links would lead astray.
    let relative = site.settings.relative && page.kind != PageKind::NotFound;
    if base.is_empty() && !relative {
        return html;
    }
    rewrite(&html, |url| address(url, &base, relative.then_some(page.path.as_str())))
}

/// One root-absolute address as the page at `from` needs it, which is given where links lead from file to file.
pub fn address(url: &str, base: &str, from: Option<&str>) -> String {
    match from {
        Some(path) => relative_url(url, path.matches('/').count().saturating_sub(1)),
        None => format!("{base}{url}"),
    }
}

/// `/fees/#prices` from two folders down is `../../fees/index.html#prices`.
fn relative_url(url: &str, depth: usize) -> String {
    let cut = url.find(['?', '#']).unwrap_or(url.len());
    let (path, tail) = url.split_at(cut);
    let up = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
    format!("{up}{}{tail}", file_of(path))
}

/// Goes through the tags of a page and hands every root-absolute address to `change`.
fn rewrite(html: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, from) = rest.split_at(open);
        out.push_str(text);
        if from.starts_with("<!--") {
            let end = from.find("-->").map_or(from.len(), |n| n + 3);
            let (comment, after) = from.split_at(end);
            out.push_str(comment);
            rest = after;
            continue;
        }
        let (tag, after) = from.split_at(tag_end(from));
        attributes(tag, &change, &mut out);
        rest = after;
        // What stands in a script is not HTML.
        if tag.starts_with("<script") {
            let end = rest.find("</script").unwrap_or(rest.len());
            let (script, after) = rest.split_at(end);
            out.push_str(script);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: after the first `>` outside quotes.
fn tag_end(from: &str) -> usize {
    let mut quote = None;
    for (at, c) in from.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    from.len()
}

fn attributes(tag: &str, change: &impl Fn(&str) -> String, out: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = rest.split_at(at + 2);
        out.push_str(before);
        let name = before.trim_end_matches("=\"").rsplit([' ', '\n', '\t', '\r']).next().unwrap_or("");
        let end = value.find('"').unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        if ATTRIBUTES.contains(&name) && is_root_absolute(value) {
            out.push_str(&change(value));
        } else if matches!(name, "srcset" | "imagesrcset") {
            let parts = value.split(',').map(|part| {
                let part = part.trim();
                if is_root_absolute(part) { change(part) } else { part.to_owned() }
            });
            out.push_str(&parts.collect::<Vec<_>>().join(", "));
        } else {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
}

fn is_root_absolute(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_in_tags_change() {
        let change = |url: &str| format!("/sub{url}");
        let html =
            r#"<a class="x" href="/a/" title="/b/">href="/c/"</a><img src="/d.png" srcset="/e.png 1x, /f.png 2x">"#;
        let done = r#"<a class="x" href="/sub/a/" title="/b/">href="/c/"</a><img src="/sub/d.png" srcset="/sub/e.png 1x, /sub/f.png 2x">"#;
        assert_eq!(rewrite(html, change), done);
        assert_eq!(rewrite(r#"<a href="//x/">"#, change), r#"<a href="//x/">"#);
        assert_eq!(rewrite(r#"<!-- <a href="/x/"> -->"#, change), r#"<!-- <a href="/x/"> -->"#);
    }

    #[test]
    fn relative_links_name_files() {
        assert_eq!(relative_url("/fees/#prices", 2), "../../fees/index.html#prices");
        assert_eq!(relative_url("/", 1), "../index.html");
        assert_eq!(relative_url("/assets/a.css", 0), "./assets/a.css");
    }
}
