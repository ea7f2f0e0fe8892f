//! The folders that a theme is made of, the nearest first, and what each says of itself in `theme.yaml`.

use super::DEFAULT;
use super::templates::{BUILT_IN, REQUIRED};
use crate::diagnostics::{Diagnostics, Span, Spanned, codes};
use crate::embedded;
use crate::source::yaml::reader::{Faults, Reader};
use crate::source::{Content, FileId, SourceTree, yaml};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many themes may extend one another.
const MAX_LAYERS: usize = 8;

/// One theme's files.
pub(super) struct Layer {
    pub(super) name: String,
    /// By path inside the theme.
    pub(super) files: BTreeMap<String, LayerFile>,
    /// What its `theme.yaml` says.
    pub(super) about: About,
}

#[derive(Clone)]
pub(super) struct LayerFile {
    pub(super) id: FileId,
    pub(super) bytes: Bytes,
}

impl LayerFile {
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or("")
    }
}

/// The theme's layers, strongest first; the embedded theme is always the last.
pub(super) fn layers(
    tree: &SourceTree,
    name: Option<&crate::diagnostics::Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((name.map_or(DEFAULT, |n| n.value.as_str()).to_owned(), name.map(|n| n.span.clone())));
    while let Some((name, span)) = next.take() {
        let mut layer = site_layer(tree, &name);
        if layer.files.is_empty() {
            if name != DEFAULT {
                let span = span.unwrap_or_else(|| Span::whole(&crate::model::practice::file()));
                let there: BTreeSet<&str> =
                    tree.under("themes/").filter_map(|f| f.id.as_str().split('/').nth(1)).chain([DEFAULT]).collect();
                let list = there.iter().copied().collect::<Vec<_>>().join(", ");
                diagnostics.push(
                    codes::THEME_UNKNOWN
                        .at(span, format!("there is no theme \"{}\"", yaml::reader::clip(&name)))
                        .suggest(&name, there)
                        .help(format!("there are: {list}")),
                );
            }
            break;
        }
        layer.about = about(&layer.files, diagnostics);
        let parent = layer.about.extends.clone().map(|parent| (parent.value, Some(parent.span)));
        next = parent.filter(|(parent, _)| {
            layers.len() < MAX_LAYERS && *parent != name && layers.iter().all(|l| l.name != *parent)
        });
        layers.push(layer);
    }
    let last = layers.last();
    let named = last
        .is_none_or(|l| l.name == DEFAULT || l.about.extends.as_ref().is_some_and(|parent| parent.value == DEFAULT));
    let has = |name: &str| layers.iter().any(|l| l.files.contains_key(&format!("templates/{name}.html")));
    if named || !REQUIRED.iter().all(|name| has(name)) {
        let mut layer = embedded_layer();
        layer.about = about(&layer.files, &mut Diagnostics::default());
        layers.push(layer);
    }
    layers
}

fn site_layer(tree: &SourceTree, name: &str) -> Layer {
    let folder = format!("themes/{name}/");
    let files = tree
        .under(&folder)
        .filter_map(|file| {
            let bytes: Bytes = match &file.content {
                Content::Text(text) => Bytes::copy_from_slice(text.as_bytes()),
                Content::Bytes(bytes) => Bytes::from_owner(Arc::clone(bytes)),
                Content::Media { .. } => return None,
            };
            let path = file.id.as_str().strip_prefix(&folder)?.to_owned();
            Some((path, LayerFile { id: file.id.clone(), bytes }))
        })
        .collect();
    Layer { name: name.to_owned(), files, about: About::default() }
}

pub(super) fn embedded_layer() -> Layer {
    let files = embedded::files(&embedded::THEME)
        .into_iter()
        .map(|(path, bytes)| {
            let id = FileId::new(&format!("themes/{DEFAULT}/{path}{BUILT_IN}"));
            (path, LayerFile { id, bytes: Bytes::from_static(bytes) })
        })
        .collect();
    Layer { name: DEFAULT.to_owned(), files, about: About::default() }
}

/// What `theme.yaml` says.
#[derive(Default)]
pub(super) struct About {
    /// The theme beneath it.
    pub(super) extends: Option<Spanned<String>>,
    /// Assets that every page needs at once.
    pub(super) preload: Vec<Spanned<String>>,
    /// How wide pictures among words are shown.
    pub(super) sizes: Option<String>,
}

fn about(files: &BTreeMap<String, LayerFile>, diagnostics: &mut Diagnostics) -> About {
    let Some(file) = files.get("theme.yaml") else { return About::default() };
    let mut found = Vec::new();
    let node = yaml::parse(&file.id, file.text(), 0, &mut found);
    let faults = Faults::default();
    let about = node.as_ref().map(|node| {
        let r = Reader::new(node, "theme.yaml", &faults);
        for key in ["name", "description", "version", "author", "license"] {
            r.string(key);
        }
        let about = About { extends: r.text("extends"), preload: r.texts("preload"), sizes: r.string("sizes") };
        r.finish();
        about
    });
    diagnostics.extend(found.into_iter().chain(faults.into_vec()).collect());
    about.unwrap_or_default()
}
