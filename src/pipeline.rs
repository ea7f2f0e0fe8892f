//! The stages in a row, from the files to the rendered site, in memory.
//!
//! 1. [`prepare`] parses and links the files and makes ready what pages are drawn from: a [`Prepared`]. Any one page can be
//!    rendered from it.
//! 2. [`finish`] makes the pictures and PDFs, renders every page, adds the rest, and makes the index of the search page from the
//!    pages: a [`Made`], as it goes onto the disk.

use crate::blob::BlobStore;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::error::{Error, Result};
use crate::memo::Memo;
use crate::model::{self, Settings, Site};
use crate::output::{Output, Rendered};
use crate::paper::drawings;
use crate::paper::prints::{self, Desk, Done, Prints};
use crate::pictures::darkroom::Pictures;
use crate::pictures::works;
use crate::render::{self, Scene, search, theme::Theme};
use crate::source::{self, Content, FileId, SourceFile, SourceTree};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

/// A site from which any page can be rendered.
pub struct Prepared {
    /// The files.
    pub tree: Arc<SourceTree>,
    /// What pages are drawn from; its PDFs are still to be made.
    pub scene: Scene,
    /// What is wrong with the files, sorted.
    pub diagnostics: Diagnostics,
}

/// A whole site.
pub struct Made {
    /// The files.
    pub tree: Arc<SourceTree>,
    /// The linked site.
    pub site: Arc<Site>,
    /// What its pages were drawn from.
    pub scene: Scene,
    /// Its pages, PDFs and the rest.
    pub rendered: Rendered,
    /// What is wrong, sorted.
    pub diagnostics: Diagnostics,
}

/// Runs all stages but the commit. `done` is told how many PDFs and pictures are finished.
///
/// # Errors
/// The site's folder cannot be listed.
pub fn make(root: &Path, settings: Settings, memo: &Memo, done: &(dyn Fn(Done) + Sync)) -> Result<Made> {
    let tree = source::load(root).map_err(Error::io("read the folder", root))?;
    let store = BlobStore::of_site(root);
    let mut prepared = prepare(tree.into(), settings, memo);
    let released = release(&mut prepared, MUCH);
    let mut made = finish(prepared, &Desk { done, ..Desk::new(memo, &store) });
    restore(root, &mut made, &released);
    Ok(made)
}

/// From so many bytes on the texts of articles are given up once they are read: below that they are in nobody's way.
const MUCH: usize = 16 << 20;

/// Gives up the texts of articles, which have been read: pages come in their room, which would else be a fifth of a large site's
/// memory. What is printed is looked through for its characters once more, and stays.
fn release(prepared: &mut Prepared, much: usize) -> HashSet<FileId> {
    let Some(tree) = Arc::get_mut(&mut prepared.tree) else { return HashSet::new() };
    let len = |file: &SourceFile| if let Content::Text(text) = &file.content { text.len() } else { 0 };
    if tree.under("content/articles/").map(len).sum::<usize>() < much {
        return HashSet::new();
    }
    let versions = prepared.scene.site.articles.iter().flat_map(|article| {
        std::iter::once((&article.file, &article.original))
            .chain(article.translations.values().map(|(file, version)| (file, version)))
    });
    let released: HashSet<FileId> =
        versions.filter(|(_, article)| !article.handout).map(|(file, _)| file.clone()).collect();
    let nothing = Content::Text(Arc::from(""));
    let texts: Vec<SourceFile> = released
        .iter()
        .filter_map(|id| {
            let file = tree.files.get_mut(id)?;
            Some(std::mem::replace(file, SourceFile::new(id.clone(), nothing.clone())))
        })
        .collect();
    texts.into_par_iter().for_each(drop);
    released
}

/// Reads the texts again of which there is something to say.
fn restore(root: &Path, made: &mut Made, released: &HashSet<FileId>) {
    let spans = |found: &Diagnostic| -> Vec<FileId> {
        let places = found.span.iter().chain(found.also.iter().map(|(span, _)| span));
        places.map(|span| span.file.clone()).filter(|file| released.contains(file)).collect()
    };
    let wanted: BTreeSet<FileId> = made.diagnostics.iter().flat_map(spans).collect();
    if !wanted.is_empty() {
        let tree = Arc::make_mut(&mut made.tree);
        tree.files.extend(wanted.into_iter().filter_map(|id| Some((id.clone(), source::again(root, id)?))));
    }
}

/// Runs parse, resolve and render on files that are in memory. What the search box looks through is left out.
pub fn make_from(tree: SourceTree, settings: Settings, memo: &Memo, store: &BlobStore) -> Made {
    whole(prepare(tree.into(), settings, memo), &Desk::new(memo, store))
}

/// Parses and links the files, loads the theme, and makes what the pages of each language share.
pub fn prepare(tree: Arc<SourceTree>, settings: Settings, memo: &Memo) -> Prepared {
    let mut diagnostics = Diagnostics::default();
    let site = Arc::new(model::build(&tree, settings, memo, &mut diagnostics));
    let look = site.practice(site.language()).map(|p| p.look.clone()).unwrap_or_default();
    let theme = Theme::load(&tree, look.theme.as_ref(), look.accent.as_ref(), &site.languages, memo, &mut diagnostics);
    let languages = render::languages(&site, &theme);
    let (works, faults) = works::gather(&site, &tree);
    diagnostics.extend(faults.into_iter().collect());
    diagnostics.sort();
    let (prints, pictures) = (Prints::default(), Pictures::new(works));
    Prepared { tree, scene: Scene { site, theme: theme.into(), languages, prints, pictures }, diagnostics }
}

/// Makes the PDFs and everything else that the site puts out.
pub fn finish(prepared: Prepared, desk: &Desk<'_>) -> Made {
    let theme = Arc::clone(&prepared.scene.theme);
    search::keep(&prepared.scene.site, &theme, desk.store);
    let mut made = whole(prepared, desk);
    // With errors nothing is written.
    if !made.diagnostics.has_errors() {
        let outputs = &made.rendered.outputs;
        let html = |path: &str| match outputs.get(path)? {
            Output::Bytes(bytes) => Some(Arc::clone(bytes)),
            Output::File { .. } => None,
        };
        let index = search::make_all(&made.site, &theme, desk.store, &html);
        for (path, output) in index {
            // A file of the owner's own, in files/, is left as it is.
            made.rendered.outputs.entry(path).or_insert(output);
        }
    }
    made
}

/// All of it but the index.
fn whole(prepared: Prepared, desk: &Desk<'_>) -> Made {
    let Prepared { tree, mut scene, mut diagnostics } = prepared;
    scene.pictures.make_all(desk, &mut diagnostics);
    // No page shows what is drawn; each only says where it is.
    let sketch = scene.clone();
    let (drawn, pages) = drawings::make_all(&sketch, &tree, desk, &mut diagnostics, |diagnostics| {
        scene.prints = prints::make_all(&scene, &tree, desk, diagnostics);
        render::pages(&scene, desk.memo, diagnostics)
    });
    scene.prints.outputs.extend(drawn);
    let rendered = render::render(pages, &scene, &tree, &mut diagnostics);
    desk.store.sweep();
    diagnostics.sort();
    Made { tree, site: Arc::clone(&scene.site), scene, rendered, diagnostics }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_given_up_but_not_those_of_which_there_is_something_to_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let files = [
            ("content/practice.yaml", "name: Elm\n"),
            ("content/articles/well.md", "---\ntitle: Well\n---\nWords.\n"),
            ("content/articles/ill.md", "\u{feff}---\ntitle: Ill\n---\n[x](nowhere.md)\n"),
            ("content/articles/printed.md", "---\ntitle: Printed\nhandout: yes\n---\nWords.\n"),
        ];
        for (name, text) in files {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let settings =
            Settings { as_of: jiff::civil::date(2026, 11, 23), drafts: false, base_url: None, relative: false };
        let (memo, store) = (Memo::off(), BlobStore::of_site(root));
        let tree = || Arc::new(source::load(root).expect("a tree"));
        let mut prepared = prepare(tree(), settings.clone(), &memo);
        assert!(release(&mut prepared, MUCH).is_empty());
        let released = release(&mut prepared, 0);
        let text = |tree: &SourceTree, name: &str| tree.text(&format!("content/articles/{name}.md")).map(str::to_owned);
        for (name, gone) in [("well", true), ("ill", true), ("printed", false)] {
            assert_eq!(text(&prepared.tree, name).as_deref() == Some(""), gone, "{name}");
        }
        let mut made = finish(prepared, &Desk::new(&memo, &store));
        restore(root, &mut made, &released);
        assert_eq!(text(&made.tree, "well").as_deref(), Some(""));
        assert_eq!(text(&made.tree, "ill"), text(&tree(), "ill"));
        let whole = make_from(source::load(root).expect("a tree"), settings, &memo, &store);
        assert_eq!(made.diagnostics.into_vec(), whole.diagnostics.into_vec());
    }
}
