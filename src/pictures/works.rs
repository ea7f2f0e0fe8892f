//! The pictures of a site: which pages show, which they only link to, and which cannot be used.

use super::head::{Fault, Head, MAX_BYTES};
use super::plan::{Plan, Print, Purpose};
use crate::diagnostics::{Diagnostic, Span, Spanned, codes};
use crate::model::Site;
use crate::source::markdown::{Body, Reference, ReferenceKind};
use crate::source::{Content, FileId, SourceTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// One picture's file and what is made of it.
#[derive(Debug, Clone)]
pub struct Work {
    /// The file.
    pub file: FileId,
    /// Where it lies on the disk.
    pub source: PathBuf,
    /// What it says.
    pub head: Arc<Head>,
    /// Where the whole picture lies on the site, if it is published.
    pub whole: Option<String>,
    /// The sizes in which pages show it.
    pub prints: Vec<Print>,
}

/// What becomes of the pictures of a site, by file, and what is wrong with them.
pub fn gather(site: &Site, tree: &SourceTree) -> (Vec<Work>, Vec<Diagnostic>) {
    let heads: Vec<(&FileId, &String, &PathBuf, &Arc<Head>)> = site
        .layout
        .media
        .iter()
        .filter_map(|(file, path)| match &tree.files.get(file)?.content {
            Content::Media { path: source, head: Some(head), .. } => Some((file, path, source, head)),
            _ => None,
        })
        .collect();
    let mut uses = Uses { site, shown: BTreeMap::new(), linked: BTreeSet::new() };
    if !heads.is_empty() {
        uses.gather();
    }
    let templates = if heads.is_empty() { Vec::new() } else { naming_templates(tree) };
    let mut faults = Vec::new();
    let mut works = Vec::new();
    for (file, path, source, head) in heads {
        let shown = uses.shown.remove(file.as_str()).unwrap_or_default();
        faults.extend(fault(file, head, !shown.is_empty()));
        let mut prints: Vec<Print> = Vec::new();
        let mut asis = shown.is_empty() || uses.linked.contains(file.as_str());
        for purpose in shown {
            let plan = Plan::of(file, path, head, purpose).unwrap_or_default();
            asis |= plan.prints.is_empty();
            prints.extend(plan.prints);
        }
        prints.sort();
        prints.dedup();
        // A designer's template may show a file by its address.
        let whole = asis
            || file.as_str().starts_with("content/files/")
            || templates.iter().any(|text| text.contains(path.as_str()));
        works.push(Work {
            file: file.clone(),
            source: source.clone(),
            head: Arc::clone(head),
            whole: whole.then(|| path.clone()),
            prints,
        });
    }
    (works, faults)
}

/// Templates that name pictures by their addresses.
fn naming_templates(tree: &SourceTree) -> Vec<&str> {
    tree.under("themes/")
        .filter_map(|file| match &file.content {
            Content::Text(text) if text.contains("/media/") => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

/// What is wrong with a picture's file, and what is told of it.
fn fault(file: &FileId, head: &Head, shown: bool) -> Option<Diagnostic> {
    let at = Span::whole(file);
    let thousands = |n: u32| {
        let text = n.to_string();
        match text.split_at_checked(text.len().saturating_sub(3)) {
            Some((high, low)) if !high.is_empty() => format!("{high},{low}"),
            _ => text,
        }
    };
    let smaller =
        "open it in a picture program and save it smaller, as JPEG; 4,000 pixels on the longer side are plenty";
    match head.fault {
        Some(Fault::Pixels) => {
            let (width, height) = head.pixels.unwrap_or_default();
            let message = format!(
                "this picture is too large: {} by {} pixels, and at most 100 million in all are read",
                thousands(width),
                thousands(height)
            );
            return Some(codes::PICTURE_TOO_LARGE.at(at, message).help(smaller));
        }
        Some(Fault::Bytes) => {
            let message = format!(
                "this picture's file is too large: {} MB, and at most {} are read",
                head.len / 1_000_000,
                MAX_BYTES / 1_000_000
            );
            return Some(codes::PICTURE_TOO_LARGE.at(at, message).help(smaller));
        }
        // Where it is shown without a known size, that is said there.
        Some(Fault::Broken) if shown && head.pixels.is_none() => return None,
        Some(Fault::Broken) => return Some(damaged(file)),
        None => {}
    }
    let (name, endings) = head.kind.names();
    let ending = file.as_str().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if head.kind.is_shown() && !endings.contains(&ending.as_str()) && !ending.contains('/') {
        let right = endings.first().copied().unwrap_or_default();
        let message = match ending.is_empty() {
            true => format!("this is a {name} picture, and its name has no ending"),
            false => format!("this is a {name} picture under the name .{}", crate::source::yaml::reader::clip(&ending)),
        };
        return Some(
            codes::PICTURE_MISNAMED
                .at(at, message)
                .help(format!("let the file's name end in .{right}, here and where it is named")),
        );
    }
    if !file.as_str().starts_with("content/files/") {
        return None;
    }
    let notes = head.notes.words()?;
    Some(match head.kind {
        super::head::Kind::Tiff => codes::PICTURE_NOTES_KEPT
            .at(at, format!("this picture says more than it shows: {notes}; in a TIFF file that stays"))
            .help("save it as JPEG or PNG: then it is taken out"),
        _ => codes::PICTURE_NOTES.at(at, format!("taken out of the published copy: {notes}")).help(
            "nothing is to be done for the site; your own file still has it, so think of that before you send it to anyone",
        ),
    })
}

/// A picture whose file breaks off or makes no sense.
pub fn damaged(file: &FileId) -> Diagnostic {
    codes::PICTURE_UNREADABLE
        .at(
            Span::whole(file),
            "this picture is damaged: its file breaks off, or holds what no picture program understands",
        )
        .help("copy it from the phone or camera again, or save it again as JPEG")
}

/// How the texts and keys of a site use its pictures.
struct Uses<'a> {
    site: &'a Site,
    /// What each file is shown as.
    shown: BTreeMap<String, BTreeSet<Purpose>>,
    /// Files that a link leads to.
    linked: BTreeSet<String>,
}

impl Uses<'_> {
    fn gather(&mut self) {
        let site = self.site;
        for document in site.documents.iter().chain(&site.articles).chain(&site.home) {
            let versions = std::iter::once(&document.original).chain(document.translations.values().map(|(_, t)| t));
            for version in versions {
                self.key(version.image.as_ref(), Purpose::Text);
                version.bodies().for_each(|body| self.body(body));
            }
        }
        for person in &site.providers {
            let versions = std::iter::once(&person.original).chain(person.translations.values().map(|(_, t)| t));
            for version in versions {
                self.key(version.photo.as_ref(), Purpose::Portrait);
                self.body(&version.bio);
            }
        }
        for form in &site.forms {
            let versions = std::iter::once(&form.original).chain(form.translations.values().map(|(_, t)| t));
            versions.flat_map(|version| version.bodies()).for_each(|body| self.body(body));
        }
        for packet in &site.packets {
            let versions = std::iter::once(&packet.original).chain(packet.translations.values().map(|(_, t)| t));
            versions.flat_map(|version| version.bodies()).for_each(|body| self.body(body));
        }
        if let Some(terms) = &site.glossary {
            let versions = std::iter::once(&terms.original).chain(terms.translations.values().map(|(_, t)| t));
            versions.flat_map(|terms| terms.iter()).for_each(|term| self.body(&term.definition));
        }
        for practice in site.practice.values() {
            self.key(practice.look.logo.as_ref(), Purpose::Logo);
            self.key(practice.look.logo_dark.as_ref(), Purpose::Logo);
            for location in &practice.locations {
                self.key(location.photo.as_ref(), Purpose::Text);
                location.directions.iter().for_each(|body| self.body(body));
            }
        }
    }

    fn key(&mut self, target: Option<&Spanned<String>>, purpose: Purpose) {
        let Some(target) = target else { return };
        let kind = ReferenceKind::Image { alt: String::new(), decorative: false, attributes: String::new() };
        self.image(&Reference { kind, target: target.value.clone(), span: target.span.clone() }, purpose);
    }

    fn image(&mut self, reference: &Reference, purpose: Purpose) {
        if let Some(file) = self.site.layout.links.media(reference) {
            self.shown.entry(file).or_default().insert(purpose);
        }
    }

    fn body(&mut self, body: &Body) {
        for reference in &body.references {
            match &reference.kind {
                ReferenceKind::Image { .. } => self.image(reference, Purpose::Text),
                ReferenceKind::Link { .. } | ReferenceKind::File => {
                    self.linked.extend(self.site.layout.links.media(reference));
                }
                ReferenceKind::Fact => {}
            }
        }
    }
}
