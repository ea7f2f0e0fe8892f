//! A theme: templates, words and assets, from the site's own folder over the ones built in.
//!
//! 1. Layers: the site's `themes/NAME/`, then the theme it `extends`, and so on, and last the embedded `calm`. For each name
//!    the first layer that has it wins. A theme that extends nothing and brings every template stands alone; only words that
//!    it lacks come from calm.
//! 2. Templates go to Tera: the first layer under their plain names, further ones as `NAME/file.html`, so that an override
//!    can extend what it overrides (`{% extends "calm/article.html" %}`).
//! 3. A template with a mistake is reported at its line and left out; the next layer's serves in its place, so that all
//!    other mistakes are still found.
//! 4. Assets get a fingerprint in their name; addresses in stylesheets follow. `icon.svg` takes the owner's accent.

mod assets;
mod layers;
mod templates;
mod words;

use super::accent;
use super::strings::Strings;
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned, codes};
use crate::memo::Memo;
use crate::paper::world::{self, Press};
use crate::source::{FileId, SourceTree};
use assets::{Assets, assets, fingerprint, preload};
use bytes::Bytes;
use layers::{Layer, embedded_layer, layers};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use templates::{explain, templates, unplaced};
use tera::Tera;
use words::strings;

/// The theme that is built in.
pub const DEFAULT: &str = "calm";

/// A theme, ready to render.
pub struct Theme {
    /// One engine a language: a component sees only its arguments, so its words cannot depend on a variable.
    engines: BTreeMap<String, Tera>,
    strings: BTreeMap<String, Arc<Strings>>,
    /// Files for `/assets/`: path on the site and bytes.
    pub assets: Vec<(String, Bytes)>,
    /// Addresses of the stylesheets, fingerprinted.
    pub stylesheets: Vec<String>,
    /// Addresses of the scripts, fingerprinted.
    pub scripts: Vec<String>,
    /// The address of `icon.svg`, fingerprinted.
    pub icon: Option<String>,
    /// The address of the search page's script, fingerprinted: a theme without one lists what there is.
    pub search_script: Option<String>,
    /// Addresses of the fonts that browsers are to fetch at once.
    pub fonts: Vec<String>,
    /// How wide pictures among words are shown, as `sizes` says it.
    pub sizes: String,
    /// Hash of everything in it: part of every page's key.
    pub hash: blake3::Hash,
    /// Template names and the files they come from.
    files: BTreeMap<String, (FileId, Arc<str>)>,
    /// Files of `print/` by their path in it.
    prints: BTreeMap<String, (FileId, Bytes)>,
    /// Made when the first sheet asks for it.
    press: OnceLock<Option<Press>>,
    print_hash: OnceLock<blake3::Hash>,
    /// Templates that were left out for a mistake: what asks for them has been told so already.
    dropped: BTreeSet<String>,
}

impl Theme {
    /// Loads the theme that practice.yaml names.
    pub fn load(
        tree: &SourceTree,
        name: Option<&Spanned<String>>,
        accent: Option<&Spanned<String>>,
        languages: &[String],
        memo: &Memo,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let layers = layers(tree, name, diagnostics);
        let mut theme = Self::of(tree, &layers, accent, languages, memo, diagnostics);
        (theme.engines, theme.files) = templates(&layers, &theme.strings, &mut theme.dropped, diagnostics);
        theme
    }

    /// Loads all of it but templates and assets of pages, of which paper needs none.
    pub fn for_paper(
        tree: &SourceTree,
        name: Option<&Spanned<String>>,
        accent: Option<&Spanned<String>>,
        languages: &[String],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut layers = layers(tree, name, diagnostics);
        for layer in &mut layers {
            layer.files.retain(|path, _| !path.starts_with("assets/") && !path.starts_with("templates/"));
            layer.about.preload.clear();
        }
        Self::of(tree, &layers, accent, languages, &Memo::off(), diagnostics)
    }

    /// What pages and paper both need.
    fn of(
        tree: &SourceTree,
        layers: &[Layer],
        accent: Option<&Spanned<String>>,
        languages: &[String],
        memo: &Memo,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let strings = strings(tree, layers, languages, diagnostics);
        let mut hasher = blake3::Hasher::new();
        for layer in layers {
            for (path, file) in &layer.files {
                hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(&file.bytes).as_bytes());
            }
            hasher.update(&[1]);
        }
        // An accent that is the built-in theme's own says nothing there; over any other look it counts.
        let calm = layers.iter().all(|layer| layer.name == DEFAULT);
        let sheet = accent.and_then(|a| accent::stylesheet(a, calm));
        let chosen = sheet.as_ref().and(accent).map(|a| accent::by_day(Some(a)));
        let Assets { files: mut assets, mut stylesheets, scripts, search_script, icon } =
            assets(layers, chosen.as_deref(), memo, diagnostics);
        let fonts = preload(layers, diagnostics);
        let sizes = layers.iter().find_map(|layer| layer.about.sizes.clone());
        let sizes = sizes.unwrap_or_else(|| super::markdown::SIZES.to_owned());
        if let Some((css, changed)) = sheet {
            let name = fingerprint("accent.css", css.as_bytes());
            hasher.update(css.as_bytes());
            stylesheets.push(format!("/assets/{name}"));
            assets.push((format!("assets/{name}"), css.into_bytes().into()));
            if let (Some(changed), Some(accent)) = (changed, accent) {
                diagnostics.push(
                    codes::ACCENT_ADJUSTED
                        .at(
                            accent.span.clone(),
                            format!("{} is too pale to read; links and buttons are {changed} by day", accent.value),
                        )
                        .help(format!("write \"{changed}\" to choose it yourself, or a darker color")),
                );
            }
        }
        Self {
            engines: BTreeMap::new(),
            strings,
            assets,
            stylesheets,
            scripts,
            search_script,
            icon,
            fonts,
            sizes,
            hash: hasher.finalize(),
            files: BTreeMap::new(),
            prints: prints(layers),
            press: OnceLock::new(),
            print_hash: OnceLock::new(),
            dropped: BTreeSet::new(),
        }
    }

    /// A language's words.
    pub fn strings(&self, language: &str) -> Option<Arc<Strings>> {
        self.strings.get(language).cloned()
    }

    /// What paper is printed with: the theme's print files and fonts.
    pub fn press(&self) -> Option<&Press> {
        let files = || self.prints.iter().map(|(path, (file, bytes))| (path.as_str(), file, bytes));
        self.press.get_or_init(|| Press::new(files(), self.print_hash())).as_ref()
    }

    /// Hash of what paper is printed with.
    pub fn print_hash(&self) -> blake3::Hash {
        let files = || self.prints.iter().map(|(path, (_, bytes))| (path.as_str(), bytes));
        *self.print_hash.get_or_init(|| world::hash_of(files()))
    }

    /// Whether there is a template of a name, without `.html`.
    pub fn has_template(&self, name: &str) -> bool {
        let file = format!("{name}.html");
        self.engines.values().next().is_some_and(|tera| tera.contains_template(&file))
    }

    /// Whether there is such a template, or would be without a mistake in it that is reported already.
    pub fn knows_template(&self, name: &str) -> bool {
        self.has_template(name) || self.dropped.contains(&format!("{name}.html"))
    }

    /// The templates' names, without `.html`.
    pub fn template_names(&self) -> BTreeSet<&str> {
        self.files.keys().filter(|n| !n.contains('/')).filter_map(|n| n.strip_suffix(".html")).collect()
    }

    /// Renders a template in a language.
    ///
    /// # Errors
    /// A mistake in the template, at its line.
    pub fn render(
        &self,
        template: &str,
        language: &str,
        context: &tera::Context,
        room: usize,
    ) -> Result<String, Box<Diagnostic>> {
        let gone = |name: &str| self.dropped.contains(name) || !self.has_template(name.trim_end_matches(".html"));
        if gone(template) && !self.engines.values().any(|tera| tera.contains_template(template)) {
            return Ok(String::new());
        }
        let engine = self.engines.get(language).or_else(|| self.engines.values().next());
        let missing = || tera::Error::new(tera::ErrorKind::TemplateNotFound(template.to_owned()));
        let render = |tera: &tera::Tera| {
            let mut html = Vec::with_capacity(room);
            tera.render_to(template, context, &mut html)?;
            Ok(String::from_utf8(html)?)
        };
        engine.ok_or_else(missing).and_then(render).map_err(|error| {
            let found = explain(&error, &self.files).into_iter().next();
            Box::new(found.map_or_else(|| unplaced(template, &error, &self.files), |(_, d)| d))
        })
    }
}

/// Files for paper; calm's lie beneath every theme's, so that a theme need not bring any.
fn prints(layers: &[Layer]) -> BTreeMap<String, (FileId, Bytes)> {
    let mut files = BTreeMap::new();
    let embedded = embedded_layer();
    for layer in layers.iter().chain(std::iter::once(&embedded)) {
        for (path, file) in &layer.files {
            if let Some(path) = path.strip_prefix("print/") {
                files.entry(path.to_owned()).or_insert_with(|| (file.id.clone(), file.bytes.clone()));
            }
        }
    }
    files
}
