//! One state of the site, of which any address can be asked for.
//!
//! Pages are rendered when they are asked for, so that nothing waits for pages that nobody looks at. The same is true of PDFs and
//! pictures until [`finish`] has made them all, and always of what the search box looks through.

use crate::blob::BlobStore;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::memo::Memo;
use crate::model::Page;
use crate::model::prints::Print;
use crate::output::{OutPath, Output};
use crate::paper::drawings::{self, Drawing};
use crate::paper::prints::{self, Desk, Prints};
use crate::pipeline::Prepared;
use crate::render::search::{self, Index};
use crate::render::{self, Drawn, Scene, file_of};
use crate::source::SourceTree;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// A state of the site.
pub struct Preview {
    /// The files.
    pub tree: Arc<SourceTree>,
    scene: Scene,
    /// What is wrong, sorted.
    pub diagnostics: Diagnostics,
    /// Whether everything has been made once: all PDFs, every page.
    pub finished: bool,
    /// Whether every page has been drawn, and none had a fault.
    sound: AtomicBool,
    tools: Arc<Tools>,
    rest: OnceLock<BTreeMap<OutPath, Output>>,
    places: OnceLock<HashMap<String, usize>>,
    /// Pages that have been asked for, by index.
    drawn: Vec<OnceLock<Option<Drawn>>>,
    /// Indexes that have been asked for, by the folder in which they lie.
    indexes: BTreeMap<String, (Page, OnceLock<Index>)>,
}

/// What earlier work is kept in.
pub struct Tools {
    /// In memory.
    pub memo: Memo,
    /// On the disk.
    pub store: BlobStore,
}

/// What lies at an address.
pub enum Found {
    /// A page, or another output.
    Output(Output),
    /// A page that could not be rendered.
    Broken,
    /// Nothing.
    Nothing,
}

impl Preview {
    /// A state whose PDFs are still to be made; `before` is the last one, whose PDFs' sizes stand for the new ones' until then.
    pub fn new(prepared: Prepared, before: Option<&Self>, tools: &Arc<Tools>) -> Self {
        let Prepared { tree, mut scene, diagnostics } = prepared;
        let known = before.map(|before| &before.scene.prints);
        scene.prints = Prints::expected(&scene.site, known.unwrap_or(&Prints::default()));
        Self {
            tree,
            drawn: scene.site.layout.pages.iter().map(|_| OnceLock::new()).collect(),
            indexes: unmade(&scene),
            scene,
            diagnostics,
            finished: false,
            sound: AtomicBool::new(false),
            tools: Arc::clone(tools),
            rest: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    /// Draws every page, and adds what is wrong with templates. None where `cancelled` says that nobody wants it any more.
    pub fn proof(&self, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Diagnostics> {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(faults_of_pages(&self.scene, &self.tools, cancelled)?);
        diagnostics.sort();
        self.sound.store(!diagnostics.has_errors(), Ordering::Relaxed);
        Some(diagnostics)
    }

    /// Whether every page of it can be shown, as far as is known.
    pub fn is_sound(&self) -> bool {
        self.sound.load(Ordering::Relaxed)
    }

    /// The same with everything made. None where `cancelled` says that nobody wants it any more.
    pub fn finish(&self, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        let mut diagnostics = self.diagnostics.clone();
        let mut scene = self.scene.clone();
        self.tools.store.begin();
        search::keep(&scene.site, &scene.theme, &self.tools.store);
        let desk = Desk { cancelled, ..Desk::new(&self.tools.memo, &self.tools.store) };
        scene.pictures.make_all(&desk, &mut diagnostics);
        let make_prints = |faults: &mut Diagnostics| prints::make_all(&scene, &self.tree, &desk, faults);
        let (drawn, prints) = drawings::make_all(&scene, &self.tree, &desk, &mut diagnostics, make_prints);
        scene.prints = prints;
        scene.prints.outputs.extend(drawn);
        diagnostics.extend(faults_of_pages(&scene, &self.tools, cancelled)?);
        let rest = render::rest(&scene, &self.tree, &mut diagnostics);
        if cancelled() {
            return None;
        }
        self.tools.store.sweep();
        diagnostics.sort();
        Some(Self {
            tree: Arc::clone(&self.tree),
            drawn: self.drawn.iter().map(|_| OnceLock::new()).collect(),
            indexes: unmade(&scene),
            scene,
            sound: AtomicBool::new(!diagnostics.has_errors()),
            diagnostics,
            finished: true,
            tools: Arc::clone(&self.tools),
            rest: rest.into(),
            places: OnceLock::new(),
        })
    }

    /// The practice's name.
    pub fn name(&self) -> String {
        self.scene.site.practice(self.scene.site.language()).map(|practice| practice.name.clone()).unwrap_or_default()
    }

    /// The path of the site's own address: `/sub` for `https://example.com/sub`.
    pub fn base(&self) -> String {
        render::rewrite::base_path(&self.scene.site)
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.scene.site.layout.pages.len()
    }

    /// Whether something lies at a path from the output folder, such as `fees/index.html`.
    pub fn has(&self, path: &str) -> bool {
        let index = || self.index(path).is_some_and(|index| index.contains_key(path));
        self.page(path).is_some()
            || self.print(path).is_some()
            || self.scene.pictures.has(path)
            || self.drawing(path).is_some()
            || self.rest().contains_key(path)
            || index()
    }

    fn page(&self, path: &str) -> Option<(usize, &Page)> {
        let places = self.places.get_or_init(|| {
            self.scene.site.layout.pages.iter().enumerate().map(|(index, page)| (file_of(&page.path), index)).collect()
        });
        let index = *places.get(path)?;
        Some((index, self.scene.site.layout.pages.get(index)?))
    }

    fn print(&self, path: &str) -> Option<&Print> {
        self.scene.site.layout.prints.iter().find(|print| print.path.trim_start_matches('/') == path)
    }

    /// What is drawn at a path and has not been made with everything else.
    fn drawing(&self, path: &str) -> Option<Drawing> {
        (!self.finished).then(|| drawings::at(&self.scene, path)).flatten()
    }

    /// What lies at a path from the output folder.
    pub fn find(&self, path: &str) -> Found {
        if let Some((index, page)) = self.page(path) {
            let draw = || self.scene.page(page, &self.tools.memo);
            let drawn = self.drawn.get(index).map_or_else(draw, |kept| kept.get_or_init(draw).clone());
            return match drawn {
                Some((html, faults)) if faults.is_empty() => Found::Output(Output::Bytes(html)),
                _ => Found::Broken,
            };
        }
        if let (false, Some(print)) = (self.finished, self.print(path)) {
            let desk = Desk::new(&self.tools.memo, &self.tools.store);
            return match prints::make_one(&self.scene, &self.tree, print, &desk) {
                Some(output) => Found::Output(output),
                None => Found::Broken,
            };
        }
        if !self.finished && self.scene.pictures.has(path) {
            return self.scene.pictures.make_one(path, &self.tools.store).map_or(Found::Broken, Found::Output);
        }
        if let Some(drawing) = self.drawing(path) {
            let desk = Desk::new(&self.tools.memo, &self.tools.store);
            return match drawings::make_one(&self.scene, &self.tree, &drawing, &desk) {
                Some(output) => Found::Output(output),
                None => Found::Broken,
            };
        }
        let found = self.rest().get(path).or_else(|| self.index(path)?.get(path));
        found.map_or(Found::Nothing, |output| Found::Output(output.clone()))
    }

    /// The index in whose folder a path lies. It is made when the first of its files is asked for.
    fn index(&self, path: &str) -> Option<&Index> {
        let (_, (page, index)) = self.indexes.iter().find(|(folder, _)| path.starts_with(folder.as_str()))?;
        Some(self.made(page, index))
    }

    fn made<'a>(&self, page: &Page, index: &'a OnceLock<Index>) -> &'a Index {
        index.get_or_init(|| {
            let html = |page: &Page| Some(self.scene.page(page, &self.tools.memo)?.0);
            search::make(&self.scene.site, page, &self.tools.store, html)
        })
    }

    /// Every path from the output folder at which something lies, sorted.
    pub fn paths(&self) -> Vec<String> {
        let pages = self.scene.site.layout.pages.iter().map(|page| file_of(&page.path));
        let indexes = self.indexes.values().flat_map(|(page, index)| self.made(page, index).keys());
        let others = self.rest().keys().chain(indexes).map(|path| path.as_str().to_owned());
        let mut paths: Vec<String> = pages.chain(others).collect();
        paths.sort();
        paths
    }

    /// What there is beside pages. Its faults are told when everything is made.
    fn rest(&self) -> &BTreeMap<OutPath, Output> {
        self.rest.get_or_init(|| render::rest(&self.scene, &self.tree, &mut Diagnostics::default()))
    }
}

/// The search pages of a site by the folders of their indexes, which are still to be made.
fn unmade(scene: &Scene) -> BTreeMap<String, (Page, OnceLock<Index>)> {
    let folder = |page: &Page| search::folder(page).trim_start_matches('/').to_owned();
    search::pages(&scene.site, &scene.theme).map(|page| (folder(page), (page.clone(), OnceLock::new()))).collect()
}

/// What is wrong with the templates of any page.
fn faults_of_pages(scene: &Scene, tools: &Tools, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Diagnostics> {
    let pages = scene.site.layout.pages.par_iter();
    let faults: Option<Vec<Arc<[Diagnostic]>>> = pages
        .map(|page| match cancelled() {
            true => None,
            false => Some(scene.page(page, &tools.memo).map(|(_, faults)| faults).unwrap_or_default()),
        })
        .collect();
    Some(faults?.iter().flat_map(|faults| faults.iter().cloned()).collect())
}
