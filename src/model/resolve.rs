//! Third stage: what the files say, linked to each other.
//!
//! 1. What is published today is kept, in its order: articles newest first, people by `order` and name.
//! 2. Names are looked up: bylines, supervisors, locations, fees, forms of packets, the navigation.
//! 3. Topics and facets are gathered, addresses claimed ([`routes`](super::routes)), and the table of links filled.
//! 4. Every link, picture and fact in every text is judged, drafts included, so that one run names every fault.

use super::addresses::slug;
use super::document::Document;
use super::form::Form;
use super::glossary::Term;
use super::notices;
use super::packet::Packet;
use super::parse::{Localized, Parsed};
use super::practice::Practice;
use super::provider::{Provider, is_provider_id};
use super::routes;
use super::{Layout, Settings, Site};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned, codes, nearest};
use crate::memo::Memo;
use crate::pictures::plan::Purpose;
use crate::source::markdown::{Body, Reference, ReferenceKind};
use crate::source::yaml::reader::clip;
use crate::source::{Content, FileId, SourceFile, SourceTree};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Entries of `navigation` that are not files.
pub const LISTS: &[&str] = &["home", "providers", "articles", "topics", "forms", "glossary", "search"];

/// Links everything.
pub fn resolve(
    parsed: Parsed,
    tree: &SourceTree,
    settings: Settings,
    memo: &Memo,
    diagnostics: &mut Diagnostics,
) -> Site {
    let names = Names::of(&parsed);
    names.check(&parsed, diagnostics);
    let language = parsed.language().to_owned();
    let hidden: Vec<Localized<Document>> = parsed
        .pages
        .iter()
        .chain(&parsed.articles)
        .filter(|d| !d.original.is_published(settings.as_of, settings.drafts))
        .cloned()
        .collect();
    let published = |list: Vec<Localized<Document>>| -> Vec<Localized<Document>> {
        list.into_iter()
            .filter(|d| d.original.is_published(settings.as_of, settings.drafts))
            .map(|mut d| {
                d.translations.retain(|_, (_, t)| t.is_published(settings.as_of, settings.drafts));
                d
            })
            .collect()
    };
    let mut articles = published(parsed.articles);
    articles.sort_by(|a, b| (b.original.posted, &a.id, &a.file).cmp(&(a.original.posted, &b.id, &b.file)));
    let here =
        |p: &Localized<Provider>| settings.drafts || p.original.retired_on.is_none_or(|day| settings.as_of < day);
    let (mut providers, former): (Vec<_>, Vec<_>) = parsed.providers.into_iter().partition(here);
    providers.sort_by(|a, b| {
        let key = |p: &Localized<Provider>| (p.original.order, p.original.name.to_lowercase(), p.id.clone());
        key(a).cmp(&key(b))
    });
    let mut forms = parsed.forms;
    forms.sort_by_cached_key(|f| (f.original.title.to_lowercase(), f.id.clone()));
    let mut packets = parsed.packets;
    packets.sort_by_cached_key(|p| (p.original.title.to_lowercase(), p.id.clone()));
    let mut site = Site {
        settings: settings.clone(),
        practice: parsed.practice,
        languages: parsed.languages,
        home: parsed.home,
        documents: published(parsed.pages),
        articles,
        providers,
        former,
        forms,
        packets,
        glossary: parsed.glossary,
        layout: Arc::new(Layout {
            links: super::links::Links::new(&language),
            media: parsed.media.into_iter().map(|file| (file, String::new())).collect(),
            ..Layout::default()
        }),
    };
    let practice_broken = parsed.broken.contains(&super::practice::file());
    let facets = routes::facets(&site);
    Arc::make_mut(&mut site.layout).facets = facets;
    let key = memo.keeps().then(|| layout_key(&site, &parsed.broken, &hidden, tree)).flatten();
    let (laid_out, faults) = memo.get(
        || key,
        || {
            let mut faults = Diagnostics::default();
            routes::lay_out(&mut site, &parsed.broken, &hidden, tree, &mut faults);
            let links = memo.keeps().then(|| site.layout.links.hash());
            ((Arc::clone(&site.layout), links), faults.into_vec())
        },
    );
    let (layout, links) = &*laid_out;
    site.layout = Arc::clone(layout);
    diagnostics.extend(faults.iter().cloned().collect());
    check_pictures(&site, diagnostics);
    check_navigation(&site, &parsed.broken, diagnostics);
    if let Some(practice) = site.practice(site.language()) {
        notices::check(practice, &site.documents, &hidden, &parsed.broken, diagnostics);
    }
    check_bodies(&site, &hidden, (memo, *links), diagnostics);
    let written = site.practice(site.language()).is_some_and(|p| p.url_given);
    if site.url().is_none() && !practice_broken && !written {
        diagnostics.push(
            codes::NO_URL
                .at(Span::whole(&super::practice::file()), "the site's own address is not known yet")
                .help("add url: https://... when there is a domain; until then there is no sitemap and no feed"),
        );
    }
    site
}

/// Hash of all that [`routes::lay_out`] sees: of texts their outlines, of people their names' files, headings and facets, of
/// everything else the whole files.
fn layout_key(
    site: &Site,
    broken: &BTreeSet<FileId>,
    hidden: &[Localized<Document>],
    tree: &SourceTree,
) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    add(format!("layout {:?} {:?}", site.settings, site.languages).as_bytes());
    // A picture may lie beside a person's file.
    let outlined = |file: &&SourceFile| {
        !matches!(file.content, Content::Media { .. })
            && (file.id.as_str().ends_with(".md") || file.id.as_str().starts_with("content/providers/"))
    };
    add(format!("{:?}", site.layout.facets).as_bytes());
    for person in site.providers.iter().chain(&site.former) {
        let files: Vec<_> = person.translations.iter().map(|(language, (file, _))| (language, file)).collect();
        let headings = |person: &Provider| person.bio.headings.iter().map(|h| h.id.clone()).collect::<Vec<_>>();
        let translated: Vec<_> = person.translations.values().map(|(_, person)| headings(person)).collect();
        add(format!("{:?}", (&person.id, &person.file, files, headings(&person.original), translated)).as_bytes());
    }
    add(&site.former.len().to_le_bytes());
    for file in tree.under("content/").filter(|file| !outlined(file)) {
        add(file.hash().as_bytes());
        if let Content::Media { pixels, .. } = &file.content {
            // What else a picture says of itself is in the file's hash.
            add(format!("{pixels:?}").as_bytes());
        }
    }
    for list in [&site.home.iter().cloned().collect::<Vec<_>>(), &site.documents, &site.articles, hidden] {
        add(&list.len().to_le_bytes());
        for document in list {
            add(document.id.as_bytes());
            add(document.original.outline().as_bytes());
            for (language, (file, translation)) in &document.translations {
                add(language.as_bytes());
                add(file.as_str().as_bytes());
                add(translation.outline().as_bytes());
            }
        }
    }
    broken.iter().for_each(|file| add(file.as_str().as_bytes()));
    Some(hasher.finalize())
}

/// The names that other files may use.
struct Names<'a> {
    providers: Vec<&'a str>,
    /// The providers again, to be looked up.
    known: HashSet<&'a str>,
    /// The providers again, each with the slug of their name.
    named: Vec<(&'a str, String)>,
    forms: Vec<&'a str>,
    locations: Vec<&'a str>,
    fees: Vec<&'a str>,
    broken: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn of(parsed: &'a Parsed) -> Self {
        let practice = parsed.practice.get(parsed.language());
        Self {
            known: parsed.providers.iter().map(|p| p.id.as_str()).collect(),
            providers: parsed.providers.iter().map(|p| p.id.as_str()).collect(),
            named: parsed.providers.iter().map(|p| (p.id.as_str(), slug(&p.original.name))).collect(),
            forms: parsed.forms.iter().map(|f| f.id.as_str()).collect(),
            locations: practice.iter().flat_map(|p| p.locations.iter().map(|l| l.id.as_str())).collect(),
            fees: practice.iter().flat_map(|p| p.fees.iter().map(|f| f.id.as_str())).collect(),
            broken: parsed.broken.iter().map(FileId::as_str).collect(),
        }
    }

    /// A file that could not be read leaves a tombstone: who names it has made no mistake.
    fn is_broken(&self, folder: &str, id: &str) -> bool {
        [".yaml", ".yml"].iter().any(|ending| self.broken.contains(&format!("content/{folder}/{id}{ending}").as_str()))
    }

    fn provider(&self, who: &Spanned<String>) -> Option<Diagnostic> {
        if !is_provider_id(who) {
            return self.meant_as_id(who);
        }
        if self.known.contains(who.as_str()) || self.is_broken("providers", who) {
            return None;
        }
        Some(
            codes::PROVIDER_UNKNOWN
                .at(who.span.clone(), format!("there is no provider \"{}\"", clip(who)))
                .suggest(who, self.providers.iter().copied())
                .help("use the name of a file in content/providers/ without .yaml, or the full name of someone from outside; of someone who has left keep the file, with retired_on"),
        )
    }

    /// "renee castillo" and "Renee Castillo" are the name of renee-castillo.yaml, written as if they were from outside.
    fn meant_as_id(&self, who: &Spanned<String>) -> Option<Diagnostic> {
        let slug = slug(who);
        let (id, _) = self.named.iter().find(|(id, name)| **id == slug || *name == slug)?;
        Some(
            codes::PROVIDER_UNKNOWN
                .at(
                    who.span.clone(),
                    format!("\"{}\" is one of this practice, written as someone from outside", clip(who)),
                )
                .label(format!("did you mean \"{id}\"?"))
                .help("use the name of their file in content/providers/ without .yaml: then it leads to their page"),
        )
    }

    fn check(&self, parsed: &Parsed, diagnostics: &mut Diagnostics) {
        for document in parsed.pages.iter().chain(&parsed.articles).chain(&parsed.home) {
            let versions = std::iter::once(&document.original).chain(document.translations.values().map(|(_, t)| t));
            for version in versions {
                let people = [&version.author, &version.reviewed_by].into_iter().flatten();
                // A translation inherits its people: they are judged where they are written.
                for who in people.filter(|who| who.span.file == version.file) {
                    self.provider(who).into_iter().for_each(|d| diagnostics.push(d));
                }
            }
        }
        let misspelt = |practice: &Arc<Practice>| practice.misspelt.contains("locations");
        let practice_broken = self.broken.contains(&"content/practice.yaml") || parsed.practice.values().any(misspelt);
        for provider in &parsed.providers {
            let p = &provider.original;
            p.supervisor.iter().filter_map(|who| self.provider(who)).for_each(|d| diagnostics.push(d));
            if let Some(own) = p.supervisor.as_ref().filter(|who| who.value == provider.id) {
                diagnostics.push(
                    codes::SUPERVISOR_MISSING
                        .at(own.span.clone(), "nobody can supervise themselves")
                        .help("name the provider who supervises"),
                );
            }
            if practice_broken {
                continue;
            }
            for location in p.locations.iter().filter(|l| !self.locations.contains(&l.as_str())) {
                diagnostics.push(
                    codes::LOCATION_UNKNOWN
                        .at(location.span.clone(), format!("practice.yaml has no location \"{}\"", clip(location)))
                        .suggest(location, self.locations.iter().copied())
                        .help(list_help("locations", &self.locations)),
                );
            }
            for fee in p.fees.iter().filter(|f| !self.fees.contains(&f.as_str())) {
                diagnostics.push(
                    codes::UNKNOWN_REFERENCE
                        .at(fee.span.clone(), format!("practice.yaml has no fee \"{}\"", clip(fee)))
                        .suggest(fee, self.fees.iter().copied())
                        .help(list_help("fees", &self.fees)),
                );
            }
        }
        for packet in &parsed.packets {
            let unknown = packet.original.forms.iter().map(|f| &f.form);
            for form in unknown.filter(|f| !self.forms.contains(&f.as_str()) && !self.is_broken("forms", f)) {
                diagnostics.push(
                    codes::UNKNOWN_REFERENCE
                        .at(form.span.clone(), format!("there is no form \"{}\"", clip(form)))
                        .suggest(form, self.forms.iter().copied())
                        .help("use the name of a file in content/forms/ without .yaml"),
                );
            }
        }
    }
}

fn list_help(what: &str, names: &[&str]) -> String {
    if names.is_empty() { format!("practice.yaml lists no {what}") } else { format!("there are: {}", names.join(", ")) }
}

fn check_pictures(site: &Site, diagnostics: &mut Diagnostics) {
    let mut picture = |target: &Option<Spanned<String>>| {
        if let Some(target) = target
            && let Err(fault) = site.layout.links.picture(&target.value, &target.span, "", Purpose::Text)
        {
            diagnostics.push(*fault);
        }
    };
    for document in site.documents.iter().chain(&site.articles).chain(&site.home) {
        picture(&document.original.image);
        for (_, translation) in document.translations.values() {
            if translation.image != document.original.image {
                picture(&translation.image);
            }
        }
    }
    for provider in &site.providers {
        picture(&provider.original.photo);
    }
    if let Some(practice) = site.practice(site.language()) {
        picture(&practice.look.logo);
        picture(&practice.look.logo_dark);
        practice.locations.iter().for_each(|l| picture(&l.photo));
    }
    let mut wordless = |photo: &Option<Spanned<String>>, alt: &Option<String>, such: &str| {
        if let (Some(photo), None) = (photo, alt) {
            diagnostics.push(
                codes::IMAGE_ALT_MISSING
                    .at(photo.span.clone(), "the photo has no alternative text")
                    .help(format!("add photo_alt: with what it shows, such as \"{such}\"")),
            );
        }
    };
    for provider in &site.providers {
        wordless(&provider.original.photo, &provider.original.photo_alt, "Amara Osei, smiling, in her office");
    }
    for location in site.practice(site.language()).iter().flat_map(|practice| &practice.locations) {
        wordless(&location.photo, &location.photo_alt, "A brick house with a blue door");
    }
}

fn check_navigation(site: &Site, broken: &std::collections::BTreeSet<FileId>, diagnostics: &mut Diagnostics) {
    let Some(practice) = site.practice(site.language()) else { return };
    let files: Vec<String> = site
        .documents
        .iter()
        .chain(&site.articles)
        .map(|d| &d.file)
        .chain(site.forms.iter().map(|f| &f.file))
        .chain(site.packets.iter().map(|f| &f.file))
        .chain(site.providers.iter().map(|f| &f.file))
        .filter_map(|file| file.as_str().strip_prefix("content/").map(str::to_owned))
        .collect();
    for entry in &practice.navigation {
        let known = LISTS.contains(&entry.as_str())
            || files.contains(&entry.value)
            || broken.contains(format!("content/{}", entry.value).as_str())
            || matches!(
                site.layout.links.target(&format!("content/{}", entry.value)),
                Some(super::links::Target::Hidden)
            );
        if !known {
            let names = LISTS.iter().copied().chain(files.iter().map(String::as_str));
            let near = nearest(entry, names.clone());
            let fault = codes::NAVIGATION_UNKNOWN
                .at(entry.span.clone(), format!("the navigation names \"{}\", which is not there", clip(entry)))
                .help(format!("name a file, such as pages/about.md, or one of: {}", LISTS.join(", ")));
            diagnostics.push(match near {
                Some(near) => fault.label(format!("did you mean \"{near}\"?")),
                None => fault,
            });
        }
    }
}

/// Judges every reference in every text. What was found in a text stays while neither it nor anything that can be linked to changes.
fn check_bodies(
    site: &Site,
    hidden: &[Localized<Document>],
    (memo, links): (&Memo, Option<blake3::Hash>),
    diagnostics: &mut Diagnostics,
) {
    let default = site.language();
    let documents: Vec<&Localized<Document>> =
        site.documents.iter().chain(&site.articles).chain(&site.home).chain(hidden).collect();
    let found: Vec<Arc<[Diagnostic]>> = documents
        .par_iter()
        .flat_map_iter(|document| {
            let versions = versions(document, default);
            versions.map(|(language, version, file)| {
                let key = || {
                    let (hash, links) = (version.hash?, links?);
                    crate::memo::key(&[b"judge", hash.as_bytes(), links.as_bytes(), language.as_bytes()])
                };
                let judge = || {
                    let bodies = version.bodies().filter(|body| is_own(body, file));
                    ((), bodies.flat_map(|body| judge(site, body, language)).collect())
                };
                memo.get(key, judge).1
            })
        })
        .collect();
    diagnostics.extend(found.iter().flat_map(|faults| faults.iter().cloned()).collect());
    let mut texts: Vec<(&str, Vec<&Body>)> = Vec::new();
    for provider in &site.providers {
        collect(provider, default, |p: &Provider| vec![&p.bio], &mut texts);
    }
    for form in &site.forms {
        collect(form, default, Form::bodies, &mut texts);
    }
    for packet in &site.packets {
        collect(packet, default, Packet::bodies, &mut texts);
    }
    if let Some(terms) = &site.glossary {
        collect(terms, default, |t: &Vec<Term>| t.iter().map(|t| &t.definition).collect(), &mut texts);
    }
    for (language, practice) in &site.practice {
        let own = language == default || Some(practice) != site.practice.get(default);
        if own {
            texts.push((language, practice_bodies(practice)));
        }
    }
    let found: Vec<Diagnostic> = texts
        .par_iter()
        .flat_map_iter(|(language, bodies)| bodies.iter().flat_map(|body| judge(site, body, language)))
        .collect();
    diagnostics.extend(found.into_iter().collect());
}

fn practice_bodies(practice: &Arc<Practice>) -> Vec<&Body> {
    practice.locations.iter().filter_map(|l| l.directions.as_ref()).collect()
}

/// What is wrong with the references of one text.
fn judge(site: &Site, body: &Body, language: &str) -> Vec<Diagnostic> {
    body.references.iter().flat_map(|reference| judge_reference(site, reference, language)).collect()
}

fn judge_reference(site: &Site, reference: &Reference, language: &str) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> =
        site.layout.links.resolve(reference, language).err().map(|d| *d).into_iter().collect();
    match &reference.kind {
        ReferenceKind::Image { alt, decorative: false, .. } if alt.trim().is_empty() => faults.push(
            codes::IMAGE_ALT_MISSING
                .at(reference.span.clone(), "the picture has no alternative text")
                .help("write what it shows between the brackets: ![The blue door](...)"),
        ),
        ReferenceKind::Link { .. } if faults.is_empty() && reference.target.starts_with('/') => faults.push(
            codes::LINK_ABSOLUTE
                .at(reference.span.clone(), "this link goes to an address, not to a file")
                .help("link to the source file, such as ../pages/fees.md"),
        ),
        _ => {}
    }
    faults
}

/// A document and each of its translations, with their languages and, for a translation, its file.
fn versions<'a, T>(
    document: &'a Localized<T>,
    default: &'a str,
) -> impl Iterator<Item = (&'a str, &'a Arc<T>, Option<&'a FileId>)> {
    let translations = document.translations.iter().map(|(language, (file, it))| (language.as_str(), it, Some(file)));
    std::iter::once((default, &document.original, None)).chain(translations)
}

/// A YAML translation holds the original's texts where it has none of its own: those have been judged.
fn is_own(body: &Body, translation: Option<&FileId>) -> bool {
    translation.is_none_or(|file| body.references.iter().all(|r| r.span.file == *file))
}

/// The texts of all versions of a document, with their languages.
fn collect<'a, T>(
    document: &'a Localized<T>,
    default: &'a str,
    bodies: impl Fn(&'a T) -> Vec<&'a Body>,
    texts: &mut Vec<(&'a str, Vec<&'a Body>)>,
) {
    for (language, version, file) in versions(document, default) {
        texts.push((language, bodies(version).into_iter().filter(|body| is_own(body, file)).collect()));
    }
}
