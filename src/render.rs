//! Fourth stage: from a linked site to the bytes of its pages.
//!
//! 1. What all pages of a language share (the practice's view, cards of articles and people, the glossary) is made once; the
//!    PDFs are made from it too, before the pages, which say how long they are.
//! 2. Every page is rendered on its own, in parallel: its view is built, hashed whole for the memo, run through the theme's
//!    template, and its root-absolute links are turned into what a sub-path or a disk needs.
//! 3. The rest is added: assets, pictures, headers, redirects, the files for search engines.

pub mod accent;
pub mod article_page;
pub mod directory;
pub mod escape;
pub mod extras;
pub mod feeds;
pub mod form_page;
pub mod headers;
pub mod markdown;
mod minify;
pub mod packet_page;
pub mod page;
pub mod related;
pub mod rewrite;
pub mod search;
pub mod search_page;
pub mod shared;
pub mod site_view;
pub mod sitemap;
pub mod strings;
pub mod structured_data;
pub mod theme;
pub mod view;
pub mod xml;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::memo::{self, Memo};
use crate::model::{Page, Site};
use crate::output::{OutPath, Output, Rendered};
use crate::paper::prints::Prints;
use crate::pictures::darkroom::Pictures;
use crate::source::SourceTree;
use crate::source::markdown::Body;
use jiff::civil::Date;
use rayon::prelude::*;
use shared::Shared;
use std::collections::BTreeMap;
use std::sync::Arc;
use theme::Theme;
use view::DateView;

/// What a view's builder may ask of the page's language: its words, dates and finished prose.
pub trait Voice {
    /// The theme's words for a key, with named arguments; the key itself where the theme has none.
    fn word(&self, key: &str, args: &[(&str, &str)]) -> String;
    /// A date in the page's language.
    fn date(&self, date: Date) -> DateView;
    /// Finished HTML of a text.
    fn html(&self, body: &Body) -> String;
}

/// What the pages of each language share, by language code.
pub type Languages = BTreeMap<String, Shared>;

/// What the pages and the paper of each language share.
pub fn languages(site: &Arc<Site>, theme: &Theme) -> Arc<Languages> {
    let made =
        site.languages.par_iter().map(|language| (language.clone(), Shared::new(site, theme, language))).collect();
    Arc::new(made)
}

/// Everything that pages are drawn from.
#[derive(Clone)]
pub struct Scene {
    /// The linked site.
    pub site: Arc<Site>,
    /// Its look.
    pub theme: Arc<Theme>,
    /// What the pages of each language share.
    pub languages: Arc<Languages>,
    /// Its PDFs.
    pub prints: Prints,
    /// Its pictures.
    pub pictures: Pictures,
}

/// A page's HTML, and what is wrong with its template.
pub type Drawn = (Arc<Vec<u8>>, Arc<[Diagnostic]>);

impl Scene {
    /// One page. Nothing where the page's language is not one of the site's.
    pub fn page(&self, page: &Page, memo: &Memo) -> Option<Drawn> {
        let (site, theme) = (&*self.site, &*self.theme);
        let shared = self.languages.get(&page.language)?;
        let built = page::build(site, shared, page, theme, &self.prints);
        let key = || {
            let paths = (&site.settings.base_url, site.settings.relative, &page.path);
            memo::key_of("page", &(theme.hash.to_hex().as_str(), shared.hash(), &built, paths))
        };
        let (html, faults) = memo.get(key, || {
            let mut faults = Vec::new();
            let html = match theme.render(&built.template_file(), &page.language, &built.context(shared), built.room())
            {
                Ok(html) => rewrite::links(html, site, page),
                Err(fault) => {
                    faults.push(*fault);
                    String::new()
                }
            };
            // All pages are in memory at once, so each is copied to its size: an allocator leaves a shrunk buffer where it is.
            (Arc::new(html.as_bytes().to_vec()), faults)
        });
        Some((Arc::clone(&html), faults))
    }
}

/// Renders every page.
pub fn pages(scene: &Scene, memo: &Memo, diagnostics: &mut Diagnostics) -> Vec<(OutPath, Output)> {
    let layout = &scene.site.layout;
    let drawn = layout.pages.par_iter().filter_map(|page| {
        let (html, faults) = scene.page(page, memo)?;
        Some(((OutPath::new(&file_of(&page.path)).ok()?, Output::Bytes(html)), faults))
    });
    let (pages, faults): (Vec<_>, Vec<_>) = drawn.unzip();
    diagnostics.extend(faults.iter().flat_map(|faults| faults.iter().cloned()).collect());
    pages
}

/// Everything that the site puts out: its pages and the rest.
pub fn render(
    pages: Vec<(OutPath, Output)>,
    scene: &Scene,
    tree: &SourceTree,
    diagnostics: &mut Diagnostics,
) -> Rendered {
    let mut outputs: BTreeMap<OutPath, Output> = pages.into_iter().collect();
    outputs.extend(rest(scene, tree, diagnostics));
    Rendered { outputs }
}

/// What a site has beside its pages: PDFs, assets, pictures, and the files for hosts and search engines.
pub fn rest(scene: &Scene, tree: &SourceTree, diagnostics: &mut Diagnostics) -> BTreeMap<OutPath, Output> {
    let made = scene.prints.outputs.iter().chain(&scene.pictures.outputs);
    let mut outputs: BTreeMap<OutPath, Output> = made.cloned().collect();
    check_templates(&scene.site, &scene.theme, diagnostics);
    extras::add(&scene.site, tree, &scene.theme, &mut outputs, diagnostics);
    feeds::add(scene, &mut outputs);
    outputs
}

/// The file behind an address: `/fees/` is `fees/index.html`.
pub fn file_of(path: &str) -> String {
    let inner = path.trim_start_matches('/');
    if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() }
}

/// Pages that ask for a template which the theme does not have.
fn check_templates(site: &Site, theme: &Theme, diagnostics: &mut Diagnostics) {
    for document in site.documents.iter().chain(&site.articles).chain(&site.home) {
        let versions = std::iter::once(&document.original).chain(document.translations.values().map(|(_, t)| t));
        for template in versions.filter_map(|v| v.template.as_ref()) {
            if !theme.knows_template(template) {
                let names = theme.template_names();
                let list = names.iter().copied().collect::<Vec<_>>().join(", ");
                let help = match list.as_str() {
                    "" => "take the line away: the theme has no templates yet".to_owned(),
                    list => format!("there are: {list}"),
                };
                diagnostics.push(
                    crate::diagnostics::codes::TEMPLATE_UNKNOWN
                        .at(
                            template.span.clone(),
                            format!("the theme has no template \"{}\"", crate::source::yaml::reader::clip(template)),
                        )
                        .suggest(template, names)
                        .help(help),
                );
            }
        }
    }
}
