//! Where an address on a page leads, as a browser and a host read it.

use crate::check::Checked;
use crate::check::page::Facts;
use crate::render::rewrite::base_path;
use crate::serve::hosting::{self, Way};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// The finished site as links see it.
pub(super) struct Places<'a> {
    checked: &'a Checked<'a>,
    base: String,
    pages: BTreeMap<&'a str, &'a Facts>,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leads {
    /// To a file of the site, and to a place in it.
    Inside {
        /// Its path in the output.
        path: String,
        /// What stands after `#`, decoded.
        anchor: Option<String>,
    },
    /// To an address of the site at which nothing lies.
    Nowhere,
    /// Off the site, or to no page at all: `https:` elsewhere, `mailto:`, `tel:`.
    Elsewhere,
}

impl<'a> Places<'a> {
    pub(super) fn of(checked: &'a Checked<'a>) -> Self {
        let pages = checked.pages.iter().map(|page| (page.path.as_str(), page)).collect();
        Self { checked, base: base_path(checked.site), pages }
    }

    /// The page at a path of the output.
    pub(super) fn page(&self, path: &str) -> Option<&'a Facts> {
        self.pages.get(path).copied()
    }

    fn exists(&self, path: &str) -> bool {
        self.checked.rendered.outputs.contains_key(path)
    }

    /// Where an address leads that stands on the page at `from`, an address of the site without its sub-path.
    pub(super) fn leads(&self, from: &str, to: &str) -> Leads {
        let to = to.trim();
        let own = self.checked.site.url().map(|url| url.trim_end_matches('/'));
        let to = match own.and_then(|own| to.strip_prefix(own)) {
            Some("") => format!("{}/", self.base),
            Some(rest) if rest.starts_with(['/', '?', '#']) => {
                format!("{}{}{rest}", self.base, if rest.starts_with('/') { "" } else { "/" })
            }
            _ if is_elsewhere(to) => return Leads::Elsewhere,
            _ => to.to_owned(),
        };
        let (rest, anchor) = to.split_once('#').map_or((to.as_str(), None), |(rest, anchor)| (rest, Some(anchor)));
        let path = rest.split('?').next().unwrap_or_default();
        let here = format!("{}{from}", self.base);
        let address = if path.is_empty() { here } else { join(&here, path) };
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(decode);
        match hosting::way(&address, &self.base, |path| self.exists(path)) {
            Way::File(path) => Leads::Inside { path, anchor },
            Way::Moved(to) => match hosting::way(&to, &self.base, |path| self.exists(path)) {
                Way::File(path) => Leads::Inside { path, anchor },
                _ => Leads::Nowhere,
            },
            Way::Nowhere => Leads::Nowhere,
        }
    }
}

/// Whether an address names a scheme or another host.
fn is_elsewhere(to: &str) -> bool {
    let scheme = to.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')).map(|(scheme, _)| scheme);
    to.starts_with("//")
        || scheme.is_some_and(|scheme| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

/// A path as it is read on the page at `here`: `../fees/` on `/articles/grief/` is `/articles/fees/`.
fn join(here: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(here.split('/').skip(1));
        parts.pop();
    }
    let last = path.split('/').next_back().unwrap_or_default();
    for part in path.strip_prefix('/').unwrap_or(path).split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let folder = if matches!(last, "." | "..") { "/" } else { "" };
    let joined = parts.join("/");
    if joined.is_empty() { "/".to_owned() } else { format!("/{joined}{folder}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_browsers_do() {
        for (here, path, whole) in [
            ("/articles/grief/", "../fees/", "/articles/fees/"),
            ("/articles/grief/", "../../fees/", "/fees/"),
            ("/articles/grief/", "/fees/", "/fees/"),
            ("/articles/grief/", "x.pdf", "/articles/grief/x.pdf"),
            ("/404.html", "fees/", "/fees/"),
            ("/a/", "..", "/"),
            ("/a/b/", "..", "/a/"),
            ("/a/", "../../..", "/"),
        ] {
            assert_eq!(join(here, path), whole, "{path} on {here}");
        }
    }

    #[test]
    fn other_hosts_and_schemes_are_elsewhere() {
        for to in ["https://example.com/", "//example.com/x", "mailto:a@b.c", "TEL:+1", "data:,x"] {
            assert!(is_elsewhere(to), "{to}");
        }
        for to in ["/fees/", "fees/", "../a:b/", "#a:b", "?a:b", "2:1"] {
            assert!(!is_elsewhere(to), "{to}");
        }
    }
}
