//! What rules find, and how a fault that stands on many pages becomes one sentence.

use super::Rule;
use super::page::Page;
use crate::diagnostics::{Diagnostic, Span};
use crate::source::{FileId, SourceTree};
use std::collections::BTreeMap;

/// So many pages are named in a sentence.
const NAMED: usize = 3;

/// Something that a rule has found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// What is said. Its place is none where the fault stands in no file of the owner's, but on a page.
    pub diagnostic: Diagnostic,
    /// The address of the page that it was seen on, where it was seen on one: `/articles/grief/`.
    pub page: Option<String>,
}

/// Where rules put what they find.
#[derive(Debug)]
pub struct Found<'a> {
    tree: &'a SourceTree,
    rule: Option<&'static Rule>,
    list: Vec<Finding>,
}

impl<'a> Found<'a> {
    /// Nothing yet.
    pub fn new(tree: &'a SourceTree) -> Self {
        Self { tree, rule: None, list: Vec::new() }
    }

    /// From now on it is this rule that finds.
    pub fn rule(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
    }

    /// Takes in a mistake in a file; it has a place.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic, None);
    }

    /// Takes in a mistake seen on a page. Where the page's own file has `words`, it is pointed at there; else the page is named.
    ///
    /// A place that the mistake has already is kept. The sentence must not name the page: the same sentence on many pages is said once.
    pub fn on(&mut self, page: &Page<'_>, words: &str, diagnostic: Diagnostic) {
        self.seen(page.source.as_ref(), &page.address, &[words], diagnostic);
    }

    /// Takes in a mistake seen on the page at an address, which is made of `source`: as [`Found::on`], and pointed at the first of
    /// several spellings that stands there.
    pub fn seen(&mut self, source: Option<&FileId>, address: &str, spellings: &[&str], diagnostic: Diagnostic) {
        let own = diagnostic.span.clone();
        let span = own.or_else(|| place(self.tree, source, spellings));
        self.add(Diagnostic { span, ..diagnostic }, Some(address.to_owned()));
    }

    fn add(&mut self, diagnostic: Diagnostic, page: Option<String>) {
        let Some(rule) = self.rule else { return };
        self.list.push(Finding { rule, diagnostic, page });
    }

    /// All, in order.
    pub fn into_vec(self) -> Vec<Finding> {
        self.list
    }
}

/// Where the first of several spellings stands in a file, or, for what a translation does not say itself, in its original.
pub fn place(tree: &SourceTree, source: Option<&FileId>, spellings: &[&str]) -> Option<Span> {
    let files = source.cloned().into_iter().chain(source.and_then(original));
    files.into_iter().find_map(|file| {
        let text = tree.text(file.as_str())?;
        let mut spellings = spellings.iter().filter(|words| !words.trim().is_empty());
        spellings.find_map(|words| text.find(words).map(|at| Span::new(&file, at, at + words.len())))
    })
}

/// The file of which another is a translation: `grief.md` of `grief.es.md`.
fn original(file: &FileId) -> Option<FileId> {
    let (stem, ending) = file.as_str().rsplit_once('.')?;
    let (stem, language) = stem.rsplit_once('.')?;
    (!language.contains('/')).then(|| FileId::new(&format!("{stem}.{ending}")))
}

/// Says what stands on many pages once.
pub fn merge(findings: Vec<Finding>) -> Vec<Diagnostic> {
    let mut done = Vec::new();
    let mut on_pages: BTreeMap<(&str, String), (Diagnostic, Vec<String>)> = BTreeMap::new();
    for Finding { diagnostic, page, .. } in findings {
        match page {
            Some(page) if diagnostic.span.is_none() => {
                let key = (diagnostic.code.name, diagnostic.message.clone());
                on_pages.entry(key).or_insert_with(|| (diagnostic, Vec::new())).1.push(page);
            }
            _ => done.push(diagnostic),
        }
    }
    for (mut diagnostic, mut pages) in on_pages.into_values() {
        pages.sort();
        pages.dedup();
        diagnostic.message = format!("{}, {}", diagnostic.message, on(&pages));
        done.push(diagnostic);
    }
    done
}

/// "on /about/", "on /a/ and /b/", "on 187 pages, such as /, /a/ and /b/"
fn on(pages: &[String]) -> String {
    let list = |pages: &[String]| match pages {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    match pages.get(..NAMED) {
        Some(first) if pages.len() > NAMED => format!("on {} pages, such as {}", pages.len(), list(first)),
        _ => format!("on {}", list(pages)),
    }
}
