//! A theme's stylesheets, scripts, fonts and pictures: smaller, tinted, and under names that change with them.

use super::layers::{Layer, LayerFile};
use crate::diagnostics::{Diagnostics, Span, codes};
use crate::memo::{self, Memo};
use crate::render::minify::{self, Unread};
use crate::source::yaml;
use bytes::Bytes;
use std::collections::BTreeMap;

/// Addresses of the fonts that browsers are to fetch at once: the list of the strongest layer that has one.
pub(super) fn preload(layers: &[Layer], diagnostics: &mut Diagnostics) -> Vec<String> {
    let list = layers.iter().map(|layer| &layer.about.preload).find(|list| !list.is_empty());
    let mut fonts = Vec::new();
    for name in list.into_iter().flatten() {
        let file = layers.iter().find_map(|layer| layer.files.get(&format!("assets/{}", name.value)));
        match file.filter(|_| name.ends_with(".woff2")) {
            Some(file) => fonts.push(format!("/assets/{}", fingerprint(name, &file.bytes))),
            None => diagnostics.push(
                codes::UNKNOWN_REFERENCE
                    .at(name.span.clone(), format!("the theme has no font assets/{}", yaml::reader::clip(name)))
                    .help("name a .woff2 file from the assets folder, such as fonts/mine.woff2"),
            ),
        }
    }
    fonts
}

/// Assets under fingerprinted names, and which of them pages link.
pub(super) struct Assets {
    pub(super) files: Vec<(String, Bytes)>,
    pub(super) stylesheets: Vec<String>,
    pub(super) scripts: Vec<String>,
    pub(super) search_script: Option<String>,
    pub(super) icon: Option<String>,
}

/// The drawing that stands for a site in tabs and bookmarks.
const ICON: &str = "icon.svg";

/// What draws the search box. It lies in a folder, so that no other page loads it.
const SEARCH_SCRIPT: &str = "search/search.js";

pub(super) fn assets(layers: &[Layer], accent: Option<&str>, memo: &Memo, diagnostics: &mut Diagnostics) -> Assets {
    let mut files: BTreeMap<String, &LayerFile> = BTreeMap::new();
    for layer in layers {
        for (path, file) in &layer.files {
            if let Some(name) = path.strip_prefix("assets/") {
                files.entry(name.to_owned()).or_insert(file);
            }
        }
    }
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut out = Vec::new();
    let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name.ends_with(".css"));
    for (name, file) in others {
        let bytes = match accent {
            Some(accent) if name == ICON => tinted(file.text(), accent).into_bytes().into(),
            _ if name.ends_with(".js") => minified(file, file.text(), minify::js, memo, diagnostics),
            _ => file.bytes.clone(),
        };
        let marked = fingerprint(&name, &bytes);
        names.insert(name, marked.clone());
        out.push((format!("assets/{marked}"), bytes));
    }
    let mut stylesheets = Vec::new();
    for (name, file) in sheets {
        let text = rewrite_urls(&name, file.text(), &names);
        let bytes = minified(file, &text, minify::css, memo, diagnostics);
        let marked = fingerprint(&name, &bytes);
        if !name.contains('/') {
            stylesheets.push(format!("/assets/{marked}"));
        }
        out.push((format!("assets/{marked}"), bytes));
    }
    let scripts = names
        .iter()
        .filter(|(name, _)| name.ends_with(".js") && !name.contains('/'))
        .map(|(_, marked)| format!("/assets/{marked}"))
        .collect();
    let address = |name: &str| names.get(name).map(|marked| format!("/assets/{marked}"));
    let (search_script, icon) = (address(SEARCH_SCRIPT), address(ICON));
    Assets { files: out, stylesheets, scripts, search_script, icon }
}

/// A stylesheet or script without what only its author needs; where it cannot be read, as it is.
fn minified(
    file: &LayerFile,
    text: &str,
    minify: fn(&str) -> Result<String, Unread>,
    memo: &Memo,
    diagnostics: &mut Diagnostics,
) -> Bytes {
    let key = || memo::key(&[b"asset", file.id.as_str().as_bytes(), text.as_bytes()]);
    let (bytes, faults) = memo.get(key, || match minify(text) {
        Ok(small) => (Bytes::from(small), Vec::new()),
        Err(Unread { line, reason }) => {
            let start: usize = file.text().split_inclusive('\n').take(line).map(str::len).sum();
            let len = file.text().get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
            let fault = codes::ASSET_NOT_READ
                .at(Span::new(&file.id, start, start + len), format!("this file of the theme cannot be read: {reason}"))
                .help("browsers may leave out what follows; mend it, or ask who made the theme");
            (Bytes::copy_from_slice(text.as_bytes()), vec![fault])
        }
    });
    diagnostics.extend(faults.iter().cloned().collect());
    bytes.as_ref().clone()
}

/// A drawing whose outermost `color` is another one: shapes in `currentColor` follow. A picture in a tab sees no stylesheet.
fn tinted(svg: &str, color: &str) -> String {
    let found = svg.find("<svg").and_then(|start| {
        let tag = svg.get(start..)?.split('>').next()?;
        let value = start + tag.find(" color=\"")? + " color=\"".len();
        let end = value + svg.get(value..)?.find('"')?;
        Some(format!("{}{color}{}", svg.get(..value)?, svg.get(end..)?))
    });
    found.unwrap_or_else(|| svg.to_owned())
}

/// `fonts/andika.woff2` -> `fonts/andika.1a2b3c4d.woff2`
pub(super) fn fingerprint(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let mark = hash.get(..8).unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{mark}.{ending}"),
        None => format!("{name}.{mark}"),
    }
}

/// Relative addresses in a stylesheet, `url(fonts/x.woff2)`, follow the fingerprints.
fn rewrite_urls(sheet: &str, css: &str, names: &BTreeMap<String, String>) -> String {
    let folder = sheet.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + 4);
        out.push_str(before);
        let end = after.find(')').unwrap_or(after.len());
        let (inside, tail) = after.split_at(end);
        let target = inside.trim().trim_matches(['"', '\'']);
        match names.get(&format!("{folder}{target}")) {
            Some(marked) => {
                out.push('"');
                out.push_str(marked.strip_prefix(&folder).unwrap_or(marked));
                out.push('"');
            }
            None => out.push_str(inside),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
