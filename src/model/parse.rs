//! Second stage: every file read into its type, in parallel, each with its own faults.
//!
//! 1. `practice.yaml` first, because it says which languages there are.
//! 2. Files are grouped: an original and its translations (`grief.md`, `grief.es.md`).
//! 3. Each group is read: YAML translations are laid over the original's tree, Markdown translations stand alone and take
//!    from the original what they do not say.
//!
//! A file that cannot be read at all leaves its name in [`Parsed::broken`]: links to it are not reported again.

use super::document::{Document, DocumentKind};
use super::form::{self, Form};
use super::glossary::{self, Term};
use super::packet::{self, Packet};
use super::practice::{Practice, is_language_code};
use super::provider::Provider;
use super::text::Sources;
use super::translated::{self, Original};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned, codes, nearest};
use crate::memo::{self, Memo};
use crate::source::yaml::reader::{Faults, clip, first_line};
use crate::source::yaml::{self, Node, Value};
use crate::source::{Content, FileId, Problem, SourceFile, SourceTree, front_matter};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A document in the site's own language, with its translations.
#[derive(Debug, Clone)]
pub struct Localized<T> {
    /// The file's name without language and ending.
    pub id: String,
    /// The default language's file.
    pub file: FileId,
    /// The default language's version.
    pub original: Arc<T>,
    /// Other languages, with their files.
    pub translations: BTreeMap<String, (FileId, Arc<T>)>,
}

impl<T> Localized<T> {
    /// The version for a language, and whether it is that language's own.
    pub fn get(&self, language: &str, default: &str) -> (&Arc<T>, bool) {
        match self.translations.get(language) {
            Some((_, translation)) => (translation, true),
            None => (&self.original, language == default),
        }
    }

    /// Whether there is a version in a language.
    pub fn has(&self, language: &str, default: &str) -> bool {
        language == default || self.translations.contains_key(language)
    }
}

/// Everything that the files say.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The practice by language; the default language is always there.
    pub practice: BTreeMap<String, Arc<Practice>>,
    /// Language codes, the site's own first.
    pub languages: Vec<String>,
    /// `index.md`
    pub home: Option<Localized<Document>>,
    /// `pages/*.md`
    pub pages: Vec<Localized<Document>>,
    /// `articles/**/*.md`
    pub articles: Vec<Localized<Document>>,
    /// `providers/*.yaml`
    pub providers: Vec<Localized<Provider>>,
    /// `forms/*.yaml`
    pub forms: Vec<Localized<Form>>,
    /// `packets/*.yaml`
    pub packets: Vec<Localized<Packet>>,
    /// `glossary.yaml`
    pub glossary: Option<Localized<Vec<Term>>>,
    /// Files under `media/` and `files/`, and pictures beside texts.
    pub media: Vec<FileId>,
    /// Files that exist but could not be read.
    pub broken: BTreeSet<FileId>,
}

impl Parsed {
    /// The site's own language.
    pub fn language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }
}

/// Where a file belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Practice,
    Home,
    Page,
    Article,
    Provider,
    Form,
    Packet,
    Glossary,
}

/// An original and its translations.
struct Group<'a> {
    kind: Kind,
    id: String,
    original: Option<&'a SourceFile>,
    translations: BTreeMap<String, &'a SourceFile>,
}

/// A group, read.
enum Read {
    Document(DocumentKind, Localized<Document>),
    Provider(Localized<Provider>),
    Form(Localized<Form>),
    Packet(Localized<Packet>),
    Glossary(Localized<Vec<Term>>),
    Practice(Localized<Practice>),
}

/// Reads every file of the tree.
pub fn parse(tree: &SourceTree, memo: &Memo, diagnostics: &mut Diagnostics) -> Parsed {
    let mut parsed = Parsed::default();
    for (file, problem) in &tree.problems {
        parsed.broken.insert(file.clone());
        diagnostics.push(explain(file, problem));
    }
    let mut groups: BTreeMap<(Kind, &str, &str), Group<'_>> = BTreeMap::new();
    let mut strays = Vec::new();
    for file in tree.under("content/") {
        place(file, &mut groups, &mut parsed.media, &mut strays, &mut parsed.broken, diagnostics);
    }
    let translated: Vec<(String, FileId)> = groups
        .values()
        // A translation of nothing is told so, and that is enough.
        .filter(|group| group.original.is_some())
        .flat_map(|group| group.translations.iter().map(|(language, file)| (language.clone(), file.id.clone())))
        .collect();
    let practice_key = (Kind::Practice, "content", "practice");
    let cx = Context { tree, memo, languages: Vec::new() };
    // Its translations alone are no practice.
    if let Some(group) = groups.remove(&practice_key).filter(|group| group.original.is_some()) {
        let (read, faults) = cx.read(&group, true);
        diagnostics.extend(faults.into_iter().collect());
        match read {
            Some(Read::Practice(practice)) => practices(practice, &mut parsed),
            _ => parsed.broken.extend(group.original.map(|f| f.id.clone())),
        }
    } else if !parsed.broken.contains("content/practice.yaml") {
        let misnamed = misnamed(&strays);
        diagnostics.push(no_practice(misnamed.as_ref()));
        strays.retain(|stray| misnamed.as_ref() != Some(stray));
    }
    strays.iter().for_each(|stray| diagnostics.push(unplaced(stray)));
    for ((kind, folder, id), group) in &groups {
        let original = copied(id).filter(|of| groups.contains_key(&(*kind, *folder, *of)));
        if let (Some(original), Some(file)) = (original, group.original) {
            diagnostics.push(
                codes::FILE_COPY
                    .at(
                        Span::whole(&file.id),
                        format!("this looks like a copy of \"{}\", and is published beside it", clip(original)),
                    )
                    .help("delete the one that is not needed, or give it a name of its own"),
            );
        }
    }
    if parsed.languages.is_empty() {
        // Which facts and languages there are is not known, and none that another file names is a second mistake.
        parsed.broken.insert(super::practice::file());
        let named: BTreeSet<&String> = groups.values().flat_map(|group| group.translations.keys()).collect();
        parsed.languages.push("en".to_owned());
        parsed.languages.extend(named.into_iter().filter(|language| *language != "en").cloned());
        parsed
            .practice
            .insert("en".to_owned(), Arc::new(Practice { name: "This practice".to_owned(), ..Practice::default() }));
    }
    unlisted(&translated, &parsed.languages, diagnostics);
    unwritten(&translated, &parsed, diagnostics);
    let cx = Context { languages: parsed.languages.clone(), ..cx };
    let groups: Vec<Group<'_>> = groups.into_values().collect();
    let read: Vec<(Option<Read>, Vec<Diagnostic>)> = groups.par_iter().map(|group| cx.read(group, false)).collect();
    for (group, (read, faults)) in groups.iter().zip(read) {
        diagnostics.extend(faults.into_iter().collect());
        match read {
            Some(Read::Document(DocumentKind::Home, d)) => parsed.home = Some(d),
            Some(Read::Document(DocumentKind::Page, d)) => parsed.pages.push(d),
            Some(Read::Document(DocumentKind::Article, d)) => parsed.articles.push(d),
            Some(Read::Provider(p)) => parsed.providers.push(p),
            Some(Read::Form(f)) => parsed.forms.push(f),
            Some(Read::Packet(p)) => parsed.packets.push(p),
            Some(Read::Glossary(g)) => parsed.glossary = Some(g),
            Some(Read::Practice(_)) => {}
            None => parsed.broken.extend(group.original.map(|f| f.id.clone())),
        }
    }
    parsed
}

fn practices(practice: Localized<Practice>, parsed: &mut Parsed) {
    parsed.languages.clone_from(&practice.original.languages);
    parsed.practice.insert(parsed.language().to_owned(), practice.original);
    for (language, (_, translation)) in practice.translations {
        parsed.practice.insert(language, translation);
    }
    let default = parsed.practice.get(parsed.language()).cloned();
    for language in &parsed.languages {
        if let (Some(default), false) = (&default, parsed.practice.contains_key(language)) {
            parsed.practice.insert(language.clone(), default.clone());
        }
    }
}

/// A file that was probably meant to be practice.yaml.
fn misnamed(strays: &[FileId]) -> Option<FileId> {
    let near = nearest("content/practice.yaml", strays.iter().map(FileId::as_str))?;
    strays.iter().find(|stray| stray.as_str() == near).cloned()
}

fn no_practice(misnamed: Option<&FileId>) -> Diagnostic {
    let fault = codes::NO_PRACTICE.at(Span::whole(&super::practice::file()), "there is no content/practice.yaml here");
    match misnamed {
        Some(name) => fault.help(format!("rename {} to content/practice.yaml", name.as_str())),
        None => fault.help(
            "go to the site's folder, or say where it is with --site FOLDER; \"anteroom new FOLDER\" makes a new site",
        ),
    }
}

/// A file's problem in an owner's words.
fn explain(file: &FileId, problem: &Problem) -> Diagnostic {
    match problem {
        Problem::NotUtf8 { lossy, .. } if lossy.is_empty() => codes::FILE_NOT_UTF8
            .at(Span::whole(file), "this file is not saved as UTF-8")
            .help("open the file in its program and save it again with the encoding UTF-8"),
        Problem::NotUtf8 { at, .. } => codes::FILE_NOT_UTF8
            .at(Span::new(file, *at, *at + 1), "here is a letter that is not UTF-8")
            .help("open the file in its program and save it again with the encoding UTF-8"),
        Problem::TooLarge { len } => codes::FILE_TOO_LARGE
            .at(Span::whole(file), format!("this text file is {} MB", len / 1_000_000))
            .help("a text of this site has at most 5 MB; move pictures and documents to content/media/"),
        Problem::NameNotUtf8 => {
            codes::FILE_NAME.at(Span::whole(file), "this file's name cannot be read").help("rename the file")
        }
        Problem::Unreadable { reason } => codes::FILE_UNREADABLE
            .at(Span::whole(file), format!("the file cannot be read: {reason}"))
            .help("check that you may open it"),
        Problem::Link => codes::FILE_UNREADABLE
            .at(Span::whole(file), "this is a link to another place, and links are not followed")
            .help("put a copy of the file itself here"),
    }
}

/// Puts a file into its group, by its folder and ending.
fn place<'a>(
    file: &'a SourceFile,
    groups: &mut BTreeMap<(Kind, &'a str, &'a str), Group<'a>>,
    media: &mut Vec<FileId>,
    strays: &mut Vec<FileId>,
    broken: &mut BTreeSet<FileId>,
    diagnostics: &mut Diagnostics,
) {
    let path = file.id.as_str();
    if matches!(file.content, Content::Media { .. } | Content::Bytes(_)) {
        let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if path.starts_with("content/media/") || path.starts_with("content/files/") || is_picture(&ending) {
            media.push(file.id.clone());
        } else {
            strays.push(file.id.clone());
        }
        return;
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let (id, language) = match stem.rsplit_once('.') {
        Some((id, language)) if is_language_code(language) && !id.is_empty() => (id, Some(language)),
        _ => (stem, None),
    };
    let yaml = matches!(ending, "yaml" | "yml");
    let kind = match (folder, id) {
        ("content", "practice") if yaml => Kind::Practice,
        ("content", "glossary") if yaml => Kind::Glossary,
        ("content", "index") if ending == "md" => Kind::Home,
        ("content/pages", _) if ending == "md" => Kind::Page,
        ("content/providers", _) if yaml => Kind::Provider,
        ("content/forms", _) if yaml => Kind::Form,
        ("content/packets", _) if yaml => Kind::Packet,
        _ if (folder == "content/articles" || folder.starts_with("content/articles/")) && ending == "md" => {
            Kind::Article
        }
        _ => {
            strays.push(file.id.clone());
            return;
        }
    };
    let key = (kind, folder, id);
    let group = groups.entry(key).or_insert_with(|| Group {
        kind,
        id: id.to_owned(),
        original: None,
        translations: BTreeMap::new(),
    });
    let (taken, what) = match language {
        None => (group.original.replace(file), "file"),
        Some(language) => (group.translations.insert(language.to_owned(), file), "translation"),
    };
    if let Some(other) = taken {
        // The first one stays, so that what names it is right; what names the second is answered by this message.
        match language {
            None => group.original = Some(other),
            Some(language) => drop(group.translations.insert(language.to_owned(), other)),
        }
        broken.insert(file.id.clone());
        diagnostics.push(
            codes::ADDRESS_TAKEN
                .at(Span::whole(&file.id), format!("there is already a {what} of this name: {}", other.id))
                .help("keep one of .yaml and .yml"),
        );
    }
}

/// The name of what a file is a copy of, going by the names that Finder, Explorer and other programs give copies: "grief copy",
/// "grief copy 2", "grief (2)", "grief - Copy", "grief - Copy (3)", "Copy of grief".
fn copied(id: &str) -> Option<&str> {
    if let Some(original) = id.strip_prefix("Copy of ") {
        return Some(original);
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let bracketed = |text: &str| text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).is_some_and(digits);
    let (mut name, mut counted) = (id, false);
    if let Some((before, last)) = id.rsplit_once(' ')
        && (bracketed(last) || (digits(last) && before.ends_with(" copy")))
    {
        (name, counted) = (before, bracketed(last));
    }
    let original = name.strip_suffix(" copy").or_else(|| name.strip_suffix(" - Copy"));
    original.or_else(|| counted.then_some(name)).filter(|original| !original.is_empty())
}

/// A YAML file with nothing in it.
fn empty(kind: Kind, file: &FileId) -> Diagnostic {
    let begin = match kind {
        Kind::Practice | Kind::Provider => "name: ...",
        Kind::Glossary => "terms:",
        _ => "title: ...",
    };
    let help = format!("begin it with \"{begin}\", or delete it if it is not needed");
    codes::MISSING_KEY.at(Span::whole(file), "this file is empty").help(help)
}

fn is_picture(ending: &str) -> bool {
    matches!(ending, "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "pdf")
}

fn unplaced(file: &FileId) -> Diagnostic {
    let path = file.as_str();
    let flat = ["pages", "providers", "forms", "packets"].into_iter().find_map(|folder| {
        let inner = path.strip_prefix("content/")?.strip_prefix(folder)?.strip_prefix('/')?;
        inner.rsplit_once('/').map(|(_, name)| (folder, name))
    });
    let fault = |message: String| codes::FILE_UNPLACED.at(Span::whole(file), message);
    match flat {
        Some((folder, name)) => fault(format!("nothing reads files in a folder within content/{folder}"))
            .help(format!("move it to content/{folder}/{name}; only content/articles may hold folders")),
        None => fault("nothing reads this file here".to_owned()).help(
            "articles and pages end in .md; providers, forms and packets in .yaml, each in its folder; pictures belong in content/media/",
        ),
    }
}

struct Context<'a> {
    tree: &'a SourceTree,
    memo: &'a Memo,
    languages: Vec<String>,
}

impl Context<'_> {
    /// Reads a group. `any_language` is for practice.yaml itself, which says what the languages are.
    fn read(&self, group: &Group<'_>, any_language: bool) -> (Option<Read>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let Some(original) = group.original else {
            for file in group.translations.values() {
                faults.push(self.orphan(group, file));
            }
            return (None, faults);
        };
        // The practice's own translations are judged by the languages that it lists itself.
        let languages: Vec<String> = if any_language {
            let listed = text_of(original).and_then(|text| practice_languages(&original.id, text));
            listed
                .unwrap_or_else(|| std::iter::once("en".to_owned()).chain(group.translations.keys().cloned()).collect())
        } else {
            self.languages.clone()
        };
        let default = languages.first().map_or("en", String::as_str);
        let mut translations = BTreeMap::new();
        for (language, file) in &group.translations {
            if language == default {
                faults.push(own_language(language, &file.id));
            } else if languages.contains(language) {
                translations.insert(language.clone(), *file);
            }
        }
        let read = match group.kind {
            Kind::Home => self.document(group, original, &translations, DocumentKind::Home, &mut faults),
            Kind::Page => self.document(group, original, &translations, DocumentKind::Page, &mut faults),
            Kind::Article => self.document(group, original, &translations, DocumentKind::Article, &mut faults),
            Kind::Provider => self
                .yaml(group, original, &translations, &mut faults, |f, n, s, _| Provider::read(f, &group.id, n, s))
                .map(Read::Provider),
            Kind::Form => self
                .yaml(group, original, &translations, &mut faults, |f, n, s, original| match original {
                    Some(original) => form::read_translation(f, &group.id, n, s, original),
                    None => form::read(f, &group.id, n, s),
                })
                .map(Read::Form),
            Kind::Packet => self
                .yaml(group, original, &translations, &mut faults, |f, n, s, _| packet::read(f, &group.id, n, s))
                .map(Read::Packet),
            Kind::Glossary => self
                .yaml(group, original, &translations, &mut faults, |_, n, s, _| glossary::read(n, s))
                .map(Read::Glossary),
            Kind::Practice => self
                .yaml(group, original, &translations, &mut faults, |_, n, s, _| Practice::read(n, s))
                .map(Read::Practice),
        };
        (read, faults)
    }

    fn orphan(&self, group: &Group<'_>, file: &SourceFile) -> Diagnostic {
        let (folder, name) = file.id.as_str().rsplit_once('/').unwrap_or(("", ""));
        let ending = name.rsplit('.').next().unwrap_or("");
        let original = format!("{folder}/{}.{ending}", group.id);
        // Names are compared, not paths: of those the folder is the most, and any two would look alike.
        let siblings =
            self.tree.under(folder).filter(|f| f.id != file.id).filter_map(|f| f.id.as_str().rsplit('/').next());
        let near = nearest(&format!("{}.{ending}", group.id), siblings);
        let fault = codes::TRANSLATION_ORPHAN
            .at(Span::whole(&file.id), format!("this translates {original}, which is not there"));
        match near {
            Some(near) => fault.help(format!("rename it after its original; is that {near}?")),
            None => fault
                .help("write the original first, take the language out of the file's name, or delete this file too"),
        }
    }

    fn document(
        &self,
        group: &Group<'_>,
        file: &SourceFile,
        translations: &BTreeMap<String, &SourceFile>,
        kind: DocumentKind,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Read> {
        let original = self.markdown(file, kind, None, faults)?;
        let mut read = BTreeMap::new();
        for (language, translation) in translations {
            if let Some(document) = self.markdown(translation, kind, Some((file, &original)), faults) {
                read.insert(language.clone(), (translation.id.clone(), document));
            }
        }
        Some(Read::Document(
            kind,
            Localized { id: group.id.clone(), file: file.id.clone(), original, translations: read },
        ))
    }

    fn markdown(
        &self,
        file: &SourceFile,
        kind: DocumentKind,
        original: Option<(&SourceFile, &Arc<Document>)>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Document>> {
        let text = text_of(file)?;
        let none: &[u8] = &[];
        let from = || original.map_or(none, |(o, _)| o.hash().as_bytes());
        let key = || memo::key(&[b"document", &[kind as u8], file.hash().as_bytes(), from()]);
        let key = self.memo.keeps().then(key).flatten();
        let (document, found) = self.memo.get(
            || key,
            || {
                let mut found = Vec::new();
                let cut = front_matter::cut(&file.id, text, &mut found);
                let sink = Faults::default();
                let sources = Sources { tree: self.tree, faults: &sink };
                let document = cut.front.as_ref().map(|front| {
                    Document::read(&file.id, kind, front, &cut, &sources, original.map(|(_, o)| o.as_ref()), key)
                });
                found.extend(sink.into_vec());
                if let (Some((file, original)), Some(noted)) =
                    (original, document.as_ref().and_then(|d| d.translates.as_ref()))
                {
                    found.extend(outdated(noted, file, original));
                }
                (document.map(Arc::new), found)
            },
        );
        faults.extend(found.iter().cloned());
        (*document).clone()
    }

    fn yaml<T: Send + Sync + 'static>(
        &self,
        group: &Group<'_>,
        file: &SourceFile,
        translations: &BTreeMap<String, &SourceFile>,
        faults: &mut Vec<Diagnostic>,
        read: impl Fn(&FileId, &Node, &Sources<'_>, Option<&T>) -> T,
    ) -> Option<Localized<T>> {
        let text = text_of(file)?;
        if text.trim().is_empty() {
            faults.push(empty(group.kind, &file.id));
            return None;
        }
        let label: &[u8] = &[group.kind as u8];
        let languages = self.languages.join(",");
        let (result, found) = self.memo.get(
            || memo::key(&[b"yaml", label, languages.as_bytes(), file.hash().as_bytes()]),
            || {
                let mut found = Vec::new();
                let node = yaml::parse(&file.id, text, 0, &mut found);
                let sink = Faults::default();
                let value = node
                    .as_ref()
                    .map(|n| Arc::new(read(&file.id, n, &Sources { tree: self.tree, faults: &sink }, None)));
                found.extend(sink.into_vec());
                (node.zip(value), found)
            },
        );
        faults.extend(found.iter().cloned());
        let (node, original) = (*result).as_ref()?;
        let mut done = BTreeMap::new();
        for (language, translation) in translations {
            let Some(text) = text_of(translation) else { continue };
            let (value, found) = self.memo.get(
                || memo::key(&[b"translation", label, file.hash().as_bytes(), translation.hash().as_bytes()]),
                || self.translate((node, &found), original.as_ref(), file, translation, text, &read),
            );
            faults.extend(found.iter().cloned());
            if let Some(value) = &*value {
                done.insert(language.clone(), (translation.id.clone(), value.clone()));
            }
        }
        Some(Localized { id: group.id.clone(), file: file.id.clone(), original: original.clone(), translations: done })
    }

    fn translate<T>(
        &self,
        (base, faults): (&Node, &[Diagnostic]),
        original: &T,
        file: &SourceFile,
        translation: &SourceFile,
        text: &str,
        read: &impl Fn(&FileId, &Node, &Sources<'_>, Option<&T>) -> T,
    ) -> (Option<Arc<T>>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let Some(mut over) = yaml::parse(&translation.id, text, 0, &mut found) else { return (None, found) };
        if let Some((key, noted)) = noted(&mut over, base) {
            let text = |key| base.get(key).and_then(Node::text).and_then(|text| yaml::reader::date(text.trim()));
            let original =
                Original { file: &file.id, day: text(VERSION), day_key: VERSION, code: translated::code(base, "") };
            found.extend(translated::judge(key, &noted, &original));
        }
        let mut missing = 0;
        let merged = yaml::overlay::overlay(base, &over, faults, &mut found, &mut missing);
        if missing > 0 {
            let texts = if missing == 1 { "1 text has" } else { &format!("{missing} texts have") };
            found.push(
                codes::TRANSLATION_MISSING
                    .at(Span::whole(&translation.id), format!("{texts} no translation yet"))
                    .help(format!("they are shown in the words of {}", file.id)),
            );
        }
        let sink = Faults::default();
        let value = read(&file.id, &merged, &Sources { tree: self.tree, faults: &sink }, Some(original));
        // What is wrong in the original has been said there already.
        found.extend(sink.into_vec().into_iter().filter(|d| d.span.as_ref().is_some_and(|s| s.file == translation.id)));
        (Some(Arc::new(value)), found)
    }
}

/// The key of a form that states its day.
const VERSION: &str = "version";

/// Takes out of a YAML translation what it notes of its original: under its own key, else the day of the original's version,
/// repeated.
fn noted(over: &mut Node, base: &Node) -> Option<(&'static str, Spanned<String>)> {
    let Value::Map(entries) = &mut over.value else { return None };
    let mut take = |key: &'static str| {
        let at = entries.iter().position(|entry| entry.key == key)?;
        let value = entries.remove(at).value;
        Some((key, Spanned::new(value.text().unwrap_or_default().to_owned(), first_line(&value))))
    };
    let version = base.get(VERSION).and_then(|_| take(VERSION));
    take(translated::KEY).or(version)
}

/// What is wrong with what a Markdown translation notes of its original.
fn outdated(noted: &Spanned<String>, file: &SourceFile, original: &Document) -> Option<Diagnostic> {
    let cut = front_matter::cut(&file.id, text_of(file)?, &mut Vec::new());
    let code = translated::code(cut.front.as_ref()?, cut.body);
    let (day, day_key) = original.day();
    translated::judge(translated::KEY, noted, &Original { file: &file.id, day, day_key, code })
}

fn text_of(file: &SourceFile) -> Option<&str> {
    match &file.content {
        Content::Text(text) => Some(text),
        _ => None,
    }
}

/// The languages that a practice.yaml lists, before it is read as a whole; none where it cannot be read.
fn practice_languages(file: &FileId, text: &str) -> Option<Vec<String>> {
    let node = yaml::parse(file, text, 0, &mut Vec::new())?;
    match node.get("languages").map(|languages| &languages.value) {
        Some(Value::List(items)) => Some(items.iter().filter_map(Node::text).map(str::to_owned).collect()),
        _ => Some(vec!["en".to_owned()]),
    }
}

fn own_language(language: &str, file: &FileId) -> Diagnostic {
    codes::LANGUAGE_UNLISTED
        .at(
            Span::whole(file),
            format!("\"{}\" is the site's own language, which has no ending of its own", clip(language)),
        )
        .help(format!("take \".{language}\" out of the file's name"))
}

/// Says of each language that practice.yaml lists, but the site's own, that no file is written in it.
fn unwritten(translated: &[(String, FileId)], parsed: &Parsed, diagnostics: &mut Diagnostics) {
    let practice_file = super::practice::file();
    if parsed.broken.contains(&practice_file) {
        // The languages are not its own then.
        return;
    }
    let is_written = |language: &String| translated.iter().any(|(written, _)| written == language);
    for language in parsed.languages.iter().skip(1).filter(|language| !is_written(language)) {
        diagnostics.push(
            codes::TRANSLATION_MISSING
                .at(
                    Span::whole(&practice_file),
                    format!("languages lists \"{}\", but no file is written in it", clip(language)),
                )
                .help(format!(
                    "write a translation, such as index.{language}.md, or take \"{language}\" out of languages"
                )),
        );
    }
}

/// So many files are named in a message about many.
const NAMED: usize = 3;

/// Says of each language that practice.yaml does not list, once, which files are written in it.
fn unlisted(translated: &[(String, FileId)], languages: &[String], diagnostics: &mut Diagnostics) {
    let mut unlisted: BTreeMap<&str, BTreeSet<&FileId>> = BTreeMap::new();
    for (language, file) in translated.iter().filter(|(language, _)| !languages.contains(language)) {
        unlisted.entry(language).or_default().insert(file);
    }
    for (language, files) in unlisted {
        let Some(first) = files.first() else { continue };
        let others: Vec<&str> = files.iter().skip(1).map(|file| file.as_str()).collect();
        let mut message = format!("the language \"{}\" is not listed in practice.yaml", clip(language));
        match others.len() {
            0 => {}
            n if n <= NAMED => message.push_str(&format!("; also {}", others.join(", "))),
            n => {
                let named = others.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
                message.push_str(&format!("; also {named} and {} more", n - NAMED));
            }
        }
        let these = if others.is_empty() { "rename the file" } else { "rename or delete these files" };
        diagnostics.push(
            codes::LANGUAGE_UNLISTED
                .at(Span::whole(first), message)
                .help(format!("languages are: {}; add \"{language}\" there, or {these}", languages.join(", "))),
        );
    }
}
