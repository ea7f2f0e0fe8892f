//! A theme's templates: given to Tera, and their mistakes told at their lines.

use super::DEFAULT;
use super::layers::Layer;
use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::render::strings::{Argument, Strings};
use crate::source::FileId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{Kwargs, State, Tera, Value};

/// Templates without which some page could not be shown: a theme that has all of them can stand alone.
pub(super) const REQUIRED: &[&str] = &[
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
pub(super) const BUILT_IN: &str = " (built in)";

pub(super) type Templates = BTreeMap<String, (FileId, Arc<str>)>;

/// The templates of all layers: an engine for each language, and the files.
pub(super) fn templates(
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

pub(super) fn engine(words: &Arc<Strings>, prefixes: &[String], files: &Templates) -> tera::TeraResult<Tera> {
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
pub(super) fn explain(error: &tera::Error, files: &Templates) -> Vec<(String, Diagnostic)> {
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

pub(super) fn unplaced(template: &str, error: &tera::Error, files: &Templates) -> Diagnostic {
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
