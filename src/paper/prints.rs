//! All PDFs of a site, made in parallel.
//!
//! 1. [`Site::prints`] lists them: each form, each person's set of a packet, each handout, in each language.
//! 2. Each is [assembled](assemble) and looked up by the hash of all that goes into it: the sheet, the theme's print files, the fonts.
//! 3. What was not kept is typeset. A mistake in the theme or a character without a glyph is a diagnostic at its place.

use super::assemble::{Wishes, assemble};
use super::pictures::Pictures;
use super::sheet::Sheet;
use super::slots::Slots;
use super::{PaperError, Pdf, typeset};
use crate::blob::BlobStore;
use crate::diagnostics::{Diagnostics, Span, codes};
use crate::memo::Memo;
use crate::model::Site;
use crate::model::addresses::encode;
use crate::model::practice::Paper;
use crate::model::prints::{Print, Subject};
use crate::output::{OutPath, Output};
use crate::render::Scene;
use crate::render::shared::Shared;
use crate::render::site_view::assistance_page;
use crate::render::strings::Argument;
use crate::render::theme::Theme;
use crate::render::view::PrintView;
use crate::source::{Content, FileId, SourceTree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What pages say of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Pages.
    pub pages: usize,
    /// Bytes.
    pub bytes: usize,
    /// Whether it can be filled in.
    pub fillable: bool,
}

/// A PDF and, once it is made, what pages say of it.
pub type Known = (Print, Option<Facts>);

/// All PDFs of a site.
#[derive(Debug, Default, Clone)]
pub struct Prints {
    /// By what they are; a PDF that is still being made has no facts yet.
    pub made: BTreeMap<(Subject, String), Vec<Known>>,
    /// Their bytes, by path.
    pub outputs: Vec<(OutPath, Output)>,
}

impl Prints {
    /// Links to the PDFs of a subject, each with what it is.
    pub fn links(&self, shared: &Shared, subject: &Subject) -> Vec<PrintView> {
        let key = (subject.clone(), shared.language.to_owned());
        self.made.get(&key).into_iter().flatten().map(|(print, facts)| link(shared, print, facts.as_ref())).collect()
    }

    /// The PDFs that a site is to have, before they are made: of each what was known of the last one at its path.
    pub fn expected(site: &Site, before: &Self) -> Self {
        let known: BTreeMap<&str, Facts> = before
            .made
            .values()
            .flatten()
            .filter_map(|(print, facts)| Some((print.path.as_str(), (*facts)?)))
            .collect();
        let mut prints = Self::default();
        for print in &site.layout.prints {
            let facts = known.get(print.path.as_str()).copied();
            prints
                .made
                .entry((print.subject.clone(), print.language.clone()))
                .or_default()
                .push((print.clone(), facts));
        }
        prints
    }
}

fn link(shared: &Shared, print: &Print, facts: Option<&Facts>) -> PrintView {
    let words = facts.map_or_else(|| "PDF".to_owned(), |facts| describe(shared, facts));
    let mut kinds: Vec<String> = Vec::new();
    if print.large {
        kinds.push(shared.word("print-large"));
    }
    if print.other_paper {
        let paper = match shared.practice.also_paper {
            Some(Paper::A4) => "A4",
            _ => "Letter",
        };
        kinds.push(shared.words("print-other-paper", &[("paper", Argument::Text(paper))]));
    }
    PrintView { kind: (!kinds.is_empty()).then(|| kinds.join(", ")), url: encode(&print.path), facts: words }
}

/// "PDF, 3 pages, 70 KB, can be filled in"
fn describe(shared: &Shared, facts: &Facts) -> String {
    let pages = shared.words("print-pages", &[("n", Argument::Number(facts.pages as f64))]);
    let size = format!("{} KB", facts.bytes.div_ceil(1000));
    let mut words = shared.words("print-facts", &[("pages", Argument::Text(&pages)), ("size", Argument::Text(&size))]);
    if facts.fillable {
        words = format!("{words}, {}", shared.word("print-fillable"));
    }
    words
}

/// How many are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// PDFs.
    Pdf(usize),
    /// Pictures.
    Picture(usize),
}

/// Where PDFs and pictures come from and who wants to know how far they are.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// What this run has made.
    pub memo: &'a Memo,
    /// What earlier runs have made.
    pub store: &'a BlobStore,
    /// Told after each PDF and each picture how many are done.
    pub done: &'a (dyn Fn(Done) + Sync),
    /// Whether nobody wants them any more: then the rest is left.
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Desk<'a> {
    /// A desk that nobody watches, whose work is always wanted.
    pub fn new(memo: &'a Memo, store: &'a BlobStore) -> Self {
        Self { memo, store, done: &|_| {}, cancelled: &|| false }
    }
}

/// Makes all PDFs of a site, in parallel. Where there are errors already, nothing will be written: then only one PDF of each kind
/// is typeset, for mistakes in the theme's print files, and of the others only the characters are looked at.
pub fn make_all(scene: &Scene, tree: &SourceTree, desk: &Desk<'_>, diagnostics: &mut Diagnostics) -> Prints {
    let (site, theme, languages) = (&*scene.site, &*scene.theme, &scene.languages);
    if site.layout.prints.is_empty() {
        return Prints::default();
    }
    let Some(press) = theme.press() else {
        diagnostics.push(
            codes::PRINT_FAILED
                .at(Span::whole(&crate::model::practice::file()), "the theme's files for paper cannot be used")
                .help("a theme that changes print/ needs sheet.typ, fonts, and a font whose name ends in field.ttf"),
        );
        return Prints::default();
    };
    let pictures = Pictures::new(site, tree, desk.store);
    pictures.faults(site, diagnostics);
    let rehearsal = diagnostics.has_errors().then(|| one_of_each(&site.layout.prints));
    let finished = AtomicUsize::new(0);
    let made = side_by_side(&site.layout.prints, |print| {
        if (desk.cancelled)() {
            return None;
        }
        let shared = (languages.get(&print.language)?, languages.get(site.language())?);
        let (sheet, slots) = assemble(site, shared, print, &pictures, &Wishes::default())?;
        let pdf = match &rehearsal {
            Some(few) if !few.contains(&print.path.as_str()) => None,
            _ => Some(kept(theme, &sheet, &slots, &print.path, desk)),
        };
        let missing = match &pdf {
            Some(Ok(pdf)) => pdf.missing.clone(),
            _ => typeset::prepare(&sheet, press).map(|prepared| prepared.missing).unwrap_or_default(),
        };
        (desk.done)(Done::Pdf(finished.fetch_add(1, Ordering::Relaxed) + 1));
        Some((pdf, missing, sources(site, print)))
    });
    let mut prints = Prints::default();
    let mut told: BTreeSet<(String, FileId, usize)> = BTreeSet::new();
    let mut unprintable: Vec<(char, BTreeSet<FileId>)> = Vec::new();
    for (print, made) in site.layout.prints.iter().zip(made) {
        let Some((pdf, missing, files)) = made else { continue };
        unprintable.extend(missing.iter().map(|c| (*c, files.clone())));
        match pdf {
            None => {}
            Some(Ok(pdf)) => {
                if let Ok(path) = OutPath::new(print.path.trim_start_matches('/')) {
                    prints.outputs.push((path, pdf.output.clone()));
                }
                prints
                    .made
                    .entry((print.subject.clone(), print.language.clone()))
                    .or_default()
                    .push((print.clone(), Some(pdf.facts)));
            }
            Some(Err(error)) => {
                let span = match error.place {
                    Some((file, range)) => Span::new(&file, range.start, range.end),
                    None => files.first().map_or_else(|| Span::whole(&crate::model::practice::file()), Span::whole),
                };
                let key = (error.message.clone(), span.file.clone(), span.start as usize);
                if told.insert(key) {
                    diagnostics.push(
                        codes::PRINT_FAILED
                            .at(span, format!("this cannot be printed: {}", error.message))
                            .help("take back the last change to the theme's print files, or to this file"),
                    );
                }
            }
        }
    }
    missing(&unprintable, tree, diagnostics);
    prints
}

/// Makes one PDF of a site; none where it cannot be made, which [`make_all`] reports.
pub fn make_one(scene: &Scene, tree: &SourceTree, print: &Print, desk: &Desk<'_>) -> Option<Output> {
    let pictures = Pictures::new(&scene.site, tree, desk.store);
    let shared = (scene.languages.get(&print.language)?, scene.languages.get(scene.site.language())?);
    let (sheet, slots) = assemble(&scene.site, shared, print, &pictures, &Wishes::default())?;
    let pdf = kept(&scene.theme, &sheet, &slots, &print.path, desk).ok()?;
    Some(pdf.output.clone())
}

/// The pages and bytes of a PDF that stands on the site, where the last build kept it and it would be the same today. Nothing of
/// Typst is begun for it.
pub fn from_store(
    theme: &Theme,
    sheet: &Sheet,
    slots: &Slots,
    ident: &str,
    store: &BlobStore,
) -> Option<(usize, Vec<u8>)> {
    let key = key_of(theme, sheet, slots, ident)?;
    let kept = found(&store.get(&key)?, store)?;
    // A character without a glyph is told to whoever prints.
    if !kept.missing.is_empty() {
        return None;
    }
    match kept.output {
        Output::File { source, hash, .. } => {
            let bytes = std::fs::read(source).ok()?;
            (blake3::hash(&bytes) == hash).then_some((kept.facts.pages, bytes))
        }
        Output::Bytes(_) => None,
    }
}

/// The paths of the first form, the first set of a packet and the first handout.
fn one_of_each(prints: &[Print]) -> Vec<&str> {
    let first =
        |is: fn(&Subject) -> bool| prints.iter().find(|print| is(&print.subject)).map(|print| print.path.as_str());
    let kinds: [fn(&Subject) -> bool; 3] = [
        |subject| matches!(subject, Subject::Form(_)),
        |subject| matches!(subject, Subject::Packet(..)),
        |subject| matches!(subject, Subject::Handout(_)),
    ];
    kinds.into_iter().filter_map(first).collect()
}

/// Stack of a thread that typesets: nested lists and tables recurse deeply, above all without optimisation.
pub const STACK: usize = 32 << 20;

/// Work on several things at once, one on each core, in the order given. Not on the pool that Typst itself uses: a thread of
/// the pool that waits would begin another sheet on top of its own, and another on that, until its stack is full.
pub fn side_by_side<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> Option<R> + Sync) -> Vec<Option<R>> {
    beside(items, rayon::current_num_threads(), work, || ()).0
}

/// As [`side_by_side`], on so many threads at most, and something else at the same time on this one.
pub fn beside<'a, T: Sync, R: Send, O>(
    items: &'a [T],
    threads: usize,
    work: impl Fn(&'a T) -> Option<R> + Sync,
    meanwhile: impl FnOnce() -> O,
) -> (Vec<Option<R>>, O) {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<R>>> = Mutex::new(items.iter().map(|_| None).collect());
    let run = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return };
            let result = work(item);
            if let Some(place) = results.lock().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
                *place = result;
            }
        }
    };
    let other = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads.min(items.len()))
            .map(|_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run))
            .collect();
        let other = meanwhile();
        if started.iter().all(Result::is_err) {
            run();
        }
        other
    });
    (results.into_inner().unwrap_or_else(PoisonError::into_inner), other)
}

/// A PDF that lies on the disk, or in memory where nothing is kept.
#[derive(Debug, Clone)]
struct Kept {
    facts: Facts,
    missing: BTreeSet<char>,
    output: Output,
}

/// The PDF from the store, else made and stored.
fn kept(theme: &Theme, sheet: &Sheet, slots: &Slots, ident: &str, desk: &Desk<'_>) -> Result<Arc<Kept>, PaperError> {
    let key = key_of(theme, sheet, slots, ident);
    let make = || {
        if let Some(kept) = key.and_then(|key| desk.store.get(&key)).and_then(|note| found(&note, desk.store)) {
            return Ok(Arc::new(kept));
        }
        let press = theme.press().ok_or_else(|| PaperError::machine("the theme's files for paper cannot be used"))?;
        let pdf = super::make(press, sheet, slots, ident)?;
        typeset::forget();
        let facts = Facts { pages: pdf.pages, bytes: pdf.bytes.len(), fillable: pdf.fillable };
        let file = key.zip(desk.store.put_file(&pdf.bytes));
        let output = match file {
            Some((key, (source, hash))) => {
                desk.store.put(&key, &note(&pdf, &hash));
                Output::File { source, hash, len: pdf.bytes.len() as u64 }
            }
            None => Output::Bytes(Arc::clone(&pdf.bytes)),
        };
        Ok(Arc::new(Kept { facts, missing: pdf.missing, output }))
    };
    let (kept, _) = desk.memo.get(|| key, || (make(), Vec::new()));
    match (&*kept, &key) {
        // Somebody cleared the store since.
        (Ok(it), Some(key)) if !desk.store.still_has(key, &it.output) => make(),
        (kept, _) => kept.clone(),
    }
}

/// What a PDF is kept under: all that it is made of. The sheet as it is: how it is made ready follows from it and from the press.
fn key_of(theme: &Theme, sheet: &Sheet, slots: &Slots, ident: &str) -> Option<blake3::Hash> {
    let version = env!("ANTEROOM_PAPER");
    let pictures = format!("{:?}", sheet.pictures);
    let parts = (version, theme.print_hash().to_hex().to_string(), ident, sheet, format!("{slots:?}"), pictures);
    crate::memo::key_of("paper", &parts)
}

/// What is kept of a PDF beside its file: pages, whether it is filled in, size, hash, and the characters that no font has.
fn note(pdf: &Pdf, hash: &blake3::Hash) -> Vec<u8> {
    let missing: String = pdf.missing.iter().collect();
    format!("{}\t{}\t{}\t{}\t{missing}", pdf.pages, pdf.fillable, pdf.bytes.len(), hash.to_hex()).into_bytes()
}

fn found(note: &[u8], store: &BlobStore) -> Option<Kept> {
    let mut parts = std::str::from_utf8(note).ok()?.splitn(5, '\t');
    let (pages, fillable) = (parts.next()?.parse().ok()?, parts.next()? == "true");
    let (bytes, hash): (usize, _) = (parts.next()?.parse().ok()?, blake3::Hash::from_hex(parts.next()?).ok()?);
    let source = store.file(&hash, bytes as u64)?;
    let output = Output::File { source, hash, len: bytes as u64 };
    Some(Kept { facts: Facts { pages, bytes, fillable }, missing: parts.next()?.chars().collect(), output })
}

/// The files whose words stand on a sheet, the most likely first.
pub fn sources(site: &Site, print: &Print) -> BTreeSet<FileId> {
    let mut files = BTreeSet::new();
    if !matches!(print.subject, Subject::Handout(_))
        && let Some(practice) = site.practice(&print.language)
        && let Some(page) = assistance_page(site, &practice.facts).and_then(|index| site.documents.get(index))
    {
        files.insert(page.translations.get(&print.language).map_or(&page.file, |(file, _)| file).clone());
    }
    let mut form = |index: usize| {
        if let Some(form) = site.forms.get(index) {
            match form.translations.get(&print.language) {
                Some((file, _)) => files.insert(file.clone()),
                None => files.insert(form.file.clone()),
            };
        }
    };
    match &print.subject {
        Subject::Form(index) => form(*index),
        Subject::Packet(index, person) => {
            if let Some(packet) = site.packets.get(*index) {
                let sets = packet.original.sets();
                let ids = sets.iter().filter(|set| set.person == person).flat_map(|set| &set.forms);
                ids.filter_map(|id| site.form(id)).for_each(&mut form);
                files.insert(packet.file.clone());
            }
        }
        Subject::Handout(kind) => {
            if let Some(page) = site.prose(*kind) {
                match page.translations.get(&print.language) {
                    Some((file, _)) => files.insert(file.clone()),
                    None => files.insert(page.file.clone()),
                };
            }
        }
    }
    files
}

/// Says at its place that no font has a character: once a file, at the first; in the practice's own file where no other has it.
fn missing(unprintable: &[(char, BTreeSet<FileId>)], tree: &SourceTree, diagnostics: &mut Diagnostics) {
    let practice = crate::model::practice::file();
    let text = |file: &FileId| match tree.files.get(file).map(|file| &file.content) {
        Some(Content::Text(text)) => Some(text.as_ref()),
        _ => None,
    };
    let mut places: BTreeMap<FileId, BTreeMap<usize, char>> = BTreeMap::new();
    for (c, files) in unprintable {
        let found = files.iter().chain(std::iter::once(&practice)).find_map(|file| Some((file, text(file)?.find(*c)?)));
        if let Some((file, at)) = found {
            places.entry(file.clone()).or_default().insert(at, *c);
        }
    }
    for (file, characters) in places {
        let Some((at, first)) = characters.first_key_value() else { continue };
        let message = match characters.len() {
            1 => format!("no font for paper has \"{first}\""),
            n => format!("no font for paper has \"{first}\" and {} more characters of this file", n - 1),
        };
        diagnostics.push(
            codes::PRINT_GLYPH
                .at(Span::new(&file, *at, at + first.len_utf8()), message.replace("1 more characters", "1 more character"))
                .help("such characters are printed as boxes; write them in words, or add a font that has them to the theme's print/fonts"),
        );
    }
}
