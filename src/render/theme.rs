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

use super::accent;
use super::minify::{self, Unread};
use super::strings::{Argument, Strings};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned, codes};
use crate::embedded;
use crate::memo::{self, Memo};
use crate::model::practice::language_name;
use crate::paper::world::Press;
use crate::source::yaml::reader::{Faults, Reader};
use crate::source::{Content, FileId, SourceTree, yaml};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use tera::{Kwargs, State, Tera, Value};

/// The theme that is built in.
pub const DEFAULT: &str = "calm";

/// Templates without which some page could not be shown: a theme that has all of them can stand alone.
const REQUIRED: &[&str] = &[
    "404",
    "article",
    "articles",
    "form",
    "forms",
    "glossary",
    "home",
    "packet",
    "page",
    "provider",
    "providers",
    "search",
    "topic",
    "topics",
];

/// How a built-in file is marked in messages.
const BUILT_IN: &str = " (built in)";

/// How many themes may extend one another.
const MAX_LAYERS: usize = 8;

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
    /// Templates that were left out for a mistake: what asks for them has been told so already.
    dropped: BTreeSet<String>,
}

/// One theme's files.
struct Layer {
    name: String,
    /// By path inside the theme.
    files: BTreeMap<String, LayerFile>,
    /// What its `theme.yaml` says.
    about: About,
}

#[derive(Clone)]
struct LayerFile {
    id: FileId,
    bytes: Bytes,
}

impl LayerFile {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or("")
    }
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
        self.press.get_or_init(|| Press::new(files())).as_ref()
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

/// The theme's layers, strongest first; the embedded theme is always the last.
fn layers(
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

fn embedded_layer() -> Layer {
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
struct About {
    /// The theme beneath it.
    extends: Option<Spanned<String>>,
    /// Assets that every page needs at once.
    preload: Vec<Spanned<String>>,
    /// How wide pictures among words are shown.
    sizes: Option<String>,
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

/// Addresses of the fonts that browsers are to fetch at once: the list of the strongest layer that has one.
fn preload(layers: &[Layer], diagnostics: &mut Diagnostics) -> Vec<String> {
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

/// Where `practice.yaml` names a language.
fn place_of(language: &str, tree: &SourceTree) -> Span {
    let file = crate::model::practice::file();
    let root = tree.text(file.as_str()).and_then(|text| yaml::parse(&file, text, 0, &mut Vec::new()));
    let named = root.as_ref().and_then(|root| root.get("languages")).map(|list| match &list.value {
        yaml::Value::List(items) => {
            let own = items.iter().find(|item| item.text().is_some_and(|code| code.eq_ignore_ascii_case(language)));
            own.unwrap_or(list).span.clone()
        }
        _ => list.span.clone(),
    });
    named.unwrap_or_else(|| Span::whole(&file))
}

fn strings(
    tree: &SourceTree,
    layers: &[Layer],
    languages: &[String],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Arc<Strings>> {
    let mut all = BTreeMap::new();
    let mut faults = Diagnostics::default();
    // Words that a theme lacks come from calm, whatever it extends: pages need them.
    let embedded = embedded_layer();
    for language in languages {
        let base = language.split('-').next().unwrap_or(language);
        // From the weakest to the strongest; English, with plurals of its own, serves where the language has no words.
        let files = |name: &str| -> Vec<(&FileId, &str)> {
            let path = format!("strings/{name}.ftl");
            let layers = std::iter::once(&embedded).chain(layers.iter().rev());
            layers.filter_map(|layer| layer.files.get(&path)).map(|file| (&file.id, file.text())).collect()
        };
        let mut own = files(base);
        if base != language {
            own.extend(files(language));
        }
        if own.is_empty() {
            let theme = layers.first().map_or(DEFAULT, |layer| layer.name.as_str());
            faults.push(
                codes::THEME_UNTRANSLATED
                    .at(
                        place_of(language, tree),
                        format!("the theme has no words in {}: buttons, dates and labels stay English there", language_name(language)),
                    )
                    .help(format!(
                        "put its words into themes/{theme}/strings/{language}.ftl, in the form of the theme's strings/en.ftl; what is left out stays English"
                    )),
            );
        }
        let english = if base == "en" { Vec::new() } else { files("en") };
        all.insert(language.clone(), Arc::new(Strings::read(language, own, english, &mut faults)));
    }
    // English is read for each language, its mistakes are said once.
    faults.sort();
    diagnostics.extend(faults);
    all
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

type Templates = BTreeMap<String, (FileId, Arc<str>)>;

/// The templates of all layers: an engine for each language, and the files.
fn templates(
    layers: &[Layer],
    strings: &BTreeMap<String, Arc<Strings>>,
    dropped: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> (BTreeMap<String, Tera>, Templates) {
    let mut files: Templates = BTreeMap::new();
    for (depth, layer) in layers.iter().enumerate() {
        for (path, file) in &layer.files {
            let Some(name) = path.strip_prefix("templates/").filter(|n| n.ends_with(".html")) else { continue };
            let name = if depth == 0 { name.to_owned() } else { format!("{}/{name}", layer.name) };
            files.entry(name).or_insert_with(|| (file.id.clone(), Arc::from(file.text())));
        }
    }
    let prefixes: Vec<String> = layers.iter().skip(1).map(|l| format!("{}/", l.name)).collect();
    let mut engines = BTreeMap::new();
    for (language, words) in strings {
        // Whatever is wrong is found with the first language; the others get the templates that are left.
        let tera = loop {
            match engine(words, &prefixes, &files) {
                Ok(tera) => break tera,
                Err(error) => drop_faulty(&error, &mut files, dropped, diagnostics),
            }
        };
        engines.insert(language.clone(), tera);
    }
    (engines, files)
}

/// Reports what is wrong and takes the templates out that are, so that the next layer's serve in their place.
fn drop_faulty(
    error: &tera::Error,
    files: &mut Templates,
    dropped: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut found = explain(error, files);
    if found.is_empty() {
        // A mistake that names no template: without the site's own templates the embedded ones remain, which are whole.
        let own: Vec<String> = files.keys().filter(|name| !name.contains('/')).cloned().collect();
        let own = if own.is_empty() { files.keys().cloned().collect() } else { own };
        let first = own.first().cloned().unwrap_or_default();
        found.push((first.clone(), unplaced(&first, error, files)));
        own.into_iter().for_each(|name| {
            files.remove(&name);
            dropped.insert(name);
        });
    }
    let mut unfit: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (name, diagnostic) in found {
        if let Some(parent) = own_parent(&name, files) {
            unfit.entry(parent).or_default().push((name, diagnostic.message));
            continue;
        }
        // What only misses a template that was left out has no mistake of its own.
        if !dropped.iter().any(|gone| diagnostic.message.contains(gone.as_str())) {
            diagnostics.push(diagnostic);
        }
        files.remove(&name);
        dropped.insert(name);
    }
    for (parent, children) in unfit {
        if let Some(diagnostic) = unfit_parent(&parent, &children, files) {
            diagnostics.push(diagnostic);
        }
        files.remove(&parent);
        dropped.insert(parent);
    }
}

/// The site's own template on which a built-in one builds, be it over others: a fault of the latter is the fault of the former.
fn own_parent(name: &str, files: &Templates) -> Option<String> {
    let built_in = |name: &str| files.get(name).filter(|(id, _)| id.as_str().ends_with(BUILT_IN));
    let mut name = name;
    // Templates that build on each other in a ring are a fault of their own.
    for _ in 0..files.len() {
        let (_, text) = built_in(name)?;
        let (_, rest) = text.split_once("extends \"")?;
        let (parent, _) = rest.split_once('"')?;
        // A plain name is the first of its name from the top of the layers down.
        let beneath = format!("/{parent}");
        name = match files.get_key_value(parent) {
            Some((plain, _)) => plain,
            None => files.keys().find(|name| name.ends_with(&beneath))?,
        };
        if built_in(name).is_none() {
            return Some(name.to_owned());
        }
    }
    None
}

/// One fault for a template that others cannot build on, however many they are.
fn unfit_parent(parent: &str, children: &[(String, String)], files: &Templates) -> Option<Diagnostic> {
    let (id, text) = files.get(parent)?;
    let block = |message: &String| {
        let (_, rest) = message.split_once("block `")?;
        rest.split_once('`').map(|(block, _)| block.to_owned())
    };
    let blocks: BTreeSet<String> = children.iter().filter_map(|(_, message)| block(message)).collect();
    let templates: BTreeSet<&str> = children.iter().map(|(name, _)| name.rsplit('/').next().unwrap_or(name)).collect();
    let users = match templates.iter().copied().collect::<Vec<_>>().as_slice() {
        [one] => format!("{one} of the theme beneath it builds"),
        [first, rest @ ..] => format!("{first} and {} more templates of the theme beneath it build", rest.len()),
        [] => return None,
    };
    let whole = format!("begin with {{% extends \"{DEFAULT}/{parent}\" %}} to change only a part");
    let (message, help) = match blocks.iter().map(|block| format!("\"{block}\"")).collect::<Vec<_>>().as_slice() {
        [] => {
            let (_, first) = children.first()?;
            (format!("{users} on this, and cannot: {first}"), format!("keep what they need, or {whole}"))
        }
        [block] => (
            format!("this has no block {block}, but {users} on it"),
            format!("add {{% block {} %}}{{% endblock %}} where it belongs, or {whole}", block.trim_matches('"')),
        ),
        [blocks @ .., last] => (
            format!("this has no blocks {} and {last}, but {users} on them", blocks.join(", ")),
            format!("add each as {{% block NAME %}}{{% endblock %}} where it belongs, or {whole}"),
        ),
    };
    let end = text.find('\n').unwrap_or(text.len());
    Some(codes::TEMPLATE_ERROR.at(Span::new(id, 0, end), message).help(help))
}

fn engine(words: &Arc<Strings>, prefixes: &[String], files: &Templates) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(prefixes.to_vec())?;
    let words = words.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let key = kwargs.must_get::<&str>("key")?;
        let args: Vec<(&str, Argument<'_>)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value)))
            .filter(|(name, _)| *name != "key")
            .filter_map(|(name, value)| match (value.as_str(), value.as_f64()) {
                (Some(text), _) => Some((name, Argument::Text(text))),
                (None, Some(number)) => Some((name, Argument::Number(number))),
                (None, None) => None,
            })
            .collect();
        match words.get(key, &args) {
            Some(words) => Ok(Value::normal_string(&words)),
            None => Err(tera::Error::message(format!("the theme has no words for \"{key}\""))),
        }
    });
    tera.add_raw_templates(files.iter().map(|(name, (_, text))| (name.as_str(), &**text)))?;
    Ok(tera)
}

/// Tera's errors as ours, each with the template it is in.
fn explain(error: &tera::Error, files: &Templates) -> Vec<(String, Diagnostic)> {
    use tera::ErrorKind;
    let whole = |name: &String, message: String, help: &str| {
        files.get(name).map(|(id, text)| {
            let at = text.find("extends").or_else(|| text.find("include")).unwrap_or(0);
            let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |n| at + n);
            (name.clone(), codes::TEMPLATE_ERROR.at(Span::new(id, at, end), message).help(help.to_owned()))
        })
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name = report.filename().to_owned();
            let place =
                files.get(&name).map(|(id, _)| Span::new(id, report.span().range.start, report.span().range.end));
            let diagnostic = place.map(|span| codes::TEMPLATE_ERROR.at(span, lower(report.message())).help(HELP));
            diagnostic.map(|d| (name, d)).into_iter().collect()
        }
        ErrorKind::MissingParent { current, parent } => whole(
            current,
            format!("this extends \"{parent}\", which is not there"),
            "name a template of this theme, or of the one it extends, such as \"calm/base.html\"",
        )
        .into_iter()
        .collect(),
        ErrorKind::CircularExtend { tpl, .. } => whole(
            tpl,
            "this template extends itself".to_owned(),
            "to build on the one it overrides, extend \"calm/NAME.html\"",
        )
        .into_iter()
        .collect(),
        ErrorKind::CircularInclude { tpl, .. } => {
            whole(tpl, "this template includes itself".to_owned(), "take one of the includes away")
                .into_iter()
                .collect()
        }
        ErrorKind::Msg(message) => reports(message, files),
        _ => Vec::new(),
    }
}

const HELP: &str = "templates are written in Tera 2; docs/themes.md lists what a template can use";

/// Tera joins several faults into one text: "error: WORDS", then "--> NAME:LINE:COLUMN".
fn reports(message: &str, files: &Templates) -> Vec<(String, Diagnostic)> {
    let mut found = Vec::new();
    let mut words = None;
    for line in message.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            words = Some(text);
        } else if let (Some(text), Some(place)) = (words, line.trim_start().strip_prefix("--> ")) {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
            let row = parts.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
            let name = parts.next().unwrap_or("");
            if let Some((id, source)) = files.get(name) {
                let start = offset(source, row, column);
                let diagnostic = codes::TEMPLATE_ERROR.at(Span::new(id, start, start + 1), lower(text)).help(HELP);
                found.push((name.to_owned(), diagnostic));
            }
            words = None;
        }
    }
    found
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at)
}

fn unplaced(template: &str, error: &tera::Error, files: &Templates) -> Diagnostic {
    let file = files.get(template).map_or_else(|| FileId::new("themes"), |(id, _)| id.clone());
    let words = error.to_string();
    codes::TEMPLATE_ERROR.at(Span::whole(&file), lower(words.lines().next().unwrap_or(""))).help(HELP)
}

/// Messages of ours begin in lower case.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// Assets under fingerprinted names, and which of them pages link.
struct Assets {
    files: Vec<(String, Bytes)>,
    stylesheets: Vec<String>,
    scripts: Vec<String>,
    search_script: Option<String>,
    icon: Option<String>,
}

/// The drawing that stands for a site in tabs and bookmarks.
const ICON: &str = "icon.svg";

/// What draws the search box. It lies in a folder, so that no other page loads it.
const SEARCH_SCRIPT: &str = "search/search.js";

fn assets(layers: &[Layer], accent: Option<&str>, memo: &Memo, diagnostics: &mut Diagnostics) -> Assets {
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
fn fingerprint(name: &str, bytes: &[u8]) -> String {
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
