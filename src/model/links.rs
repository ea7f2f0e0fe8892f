//! Where links, pictures and facts lead.
//!
//! Links in content go to source files, relative to the file they stand in. [`Links`] knows every file that has a page, in
//! which languages, with which headings, and answers for each [`Reference`] what it becomes, or what is wrong with it.

use super::addresses::encode;
use super::by_language::ByLanguage;
use super::text::is_web_address;
use crate::diagnostics::{Diagnostic, codes};
use crate::pictures::head::Head;
use crate::pictures::plan::{Plan, Purpose};
use crate::render::markdown::Filled;
use crate::render::view::ImageView;
use crate::source::FileId;
use crate::source::markdown::{Reference, ReferenceKind, find_fact};
use crate::source::yaml::reader::clip;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A page that a file has, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchored {
    /// Its path, not encoded.
    pub path: String,
    /// Ids that a link may name after `#`.
    pub anchors: Arc<BTreeSet<String>>,
}

/// What a file is on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page, by language.
    Page {
        /// The language whose version the file is, where it is a translation.
        fixed: Option<String>,
        /// The versions.
        versions: Arc<ByLanguage<Anchored>>,
    },
    /// A picture or document.
    Media {
        /// Its path, not encoded.
        path: String,
        /// Width and height in pixels.
        pixels: Option<(u32, u32)>,
        /// The file.
        file: FileId,
        /// What a picture made of pixels says in its file.
        head: Option<Arc<Head>>,
    },
    /// It is there, but not published today: a draft, or someone who has left.
    Hidden,
    /// It is there but could not be read; that has been said.
    Broken,
}

/// Everything that can be linked to.
#[derive(Debug, Clone, Default)]
pub struct Links {
    targets: HashMap<String, Target>,
    /// Folders that have a list: `content/articles` and its kind.
    folders: HashMap<String, ByLanguage<String>>,
    facts: BTreeMap<String, BTreeMap<String, String>>,
    language: String,
    /// Every path that the site has, to judge links such as `/fees/`.
    paths: HashSet<String>,
}

impl Links {
    /// An empty table for a site whose own language is `language`.
    pub fn new(language: &str) -> Self {
        Self { language: language.to_owned(), ..Self::default() }
    }

    /// Says what a file is.
    pub fn add(&mut self, file: &FileId, target: Target) {
        self.targets.insert(normal(file.as_str()), target);
    }

    /// Says which list a folder is, by language.
    pub fn add_folder(&mut self, folder: &str, versions: ByLanguage<String>) {
        self.folders.insert(folder.to_owned(), versions);
    }

    /// The facts of a language.
    pub fn add_facts(&mut self, language: &str, facts: BTreeMap<String, String>) {
        self.facts.insert(language.to_owned(), facts);
    }

    /// Every path of the site.
    pub fn set_paths(&mut self, paths: HashSet<String>) {
        self.paths = paths;
    }

    /// Hash of everything in it: what a reference becomes is the same while this is.
    pub fn hash(&self) -> blake3::Hash {
        // A table has no order of its own: the hashes of its entries are added up.
        let of = |entry: String| -> [u64; 4] {
            let hash = blake3::hash(entry.as_bytes());
            let mut words = hash.as_bytes().chunks_exact(8).map(|word| word.try_into().map_or(0, u64::from_le_bytes));
            std::array::from_fn(|_| words.next().unwrap_or(0))
        };
        let add = |a: [u64; 4], b: [u64; 4]| {
            let mut both = a.into_iter().zip(b).map(|(a, b)| a.wrapping_add(b));
            std::array::from_fn(|_| both.next().unwrap_or(0))
        };
        let targets = self.targets.par_iter().map(|(name, target)| of(format!("target {name:?} {target:?}")));
        let folders = self.folders.iter().map(|(folder, versions)| of(format!("folder {folder:?} {versions:?}")));
        let paths = self.paths.iter().map(|path| of(format!("path {path}")));
        let facts = of(format!("facts {:?} {:?}", self.facts, self.language));
        let sum: [u64; 4] = folders.chain(paths).fold(add(targets.reduce(|| [0; 4], add), facts), add);
        blake3::hash(&sum.map(u64::to_le_bytes).concat())
    }

    /// What a file is, by its path from the site's folder.
    pub fn target(&self, file: &str) -> Option<&Target> {
        self.targets.get(&normal(file))
    }

    /// What a reference becomes on a page in `language`.
    ///
    /// # Errors
    /// What is wrong with it, in an owner's words.
    pub fn resolve(&self, reference: &Reference, language: &str) -> Result<Filled, Box<Diagnostic>> {
        match &reference.kind {
            ReferenceKind::Fact => self.fact(reference, language),
            ReferenceKind::Link { .. } => self.link(reference, language),
            ReferenceKind::Image { alt, .. } => self.image(reference, alt, Purpose::Text).map(Filled::image),
            ReferenceKind::File => self.file(reference),
        }
    }

    /// A picture that a key of a file names, relative to that file.
    ///
    /// # Errors
    /// What is wrong with it, in an owner's words.
    pub fn picture(
        &self,
        target: &str,
        span: &crate::diagnostics::Span,
        alt: &str,
        purpose: Purpose,
    ) -> Result<Option<ImageView>, Box<Diagnostic>> {
        let reference = Reference {
            kind: ReferenceKind::Image { alt: alt.to_owned(), decorative: false, attributes: String::new() },
            target: target.to_owned(),
            span: span.clone(),
        };
        self.image(&reference, alt, purpose)
    }

    /// The picture or document that a reference leads to, by its file; none where it leads elsewhere or nowhere.
    pub fn media(&self, reference: &Reference) -> Option<String> {
        let target = reference.target.trim();
        if scheme(target).is_some() || target.starts_with("//") {
            return None;
        }
        let file = match &reference.kind {
            ReferenceKind::Link { .. } => {
                let target = decode(target.split(['?', '#']).next()?);
                let Some(rest) = target.strip_prefix('/') else {
                    return self.media_at(&self.join(reference, &target).ok()?);
                };
                // A link from the root names an address.
                let inside = |folder: &str| self.media_at(&normal(&format!("content/{folder}{rest}")));
                return inside("").or_else(|| inside("files/"));
            }
            _ => self.file_of(reference).ok()?,
        };
        self.media_at(&file)
    }

    fn media_at(&self, file: &str) -> Option<String> {
        match self.targets.get(file)? {
            Target::Media { file, .. } => Some(file.as_str().to_owned()),
            _ => None,
        }
    }

    fn fact(&self, reference: &Reference, language: &str) -> Result<Filled, Box<Diagnostic>> {
        let facts = self.facts.get(language).or_else(|| self.facts.get(&self.language));
        let path = reference.target.trim();
        if let Some(value) = facts.and_then(|f| f.get(path)) {
            return Ok(Filled::Text(value.clone()));
        }
        if matches!(self.targets.get(super::practice::file().as_str()), Some(Target::Broken)) {
            // Which facts there are is not known, and why has been said.
            return Ok(Filled::Text(String::new()));
        }
        let known = facts.into_iter().flat_map(|f| f.keys().map(String::as_str));
        let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        let siblings: Vec<&str> = known
            .clone()
            .filter(|k| !parent.is_empty() && k.rsplit_once('.').is_some_and(|(p, _)| p == parent))
            .collect();
        let help = if siblings.is_empty() {
            "a fact is the path of a key in practice.yaml, such as phone or fees.first.price".to_owned()
        } else {
            format!("there are: {}", siblings.join(", "))
        };
        let message = match path {
            "" => "this names no fact".to_owned(),
            _ => format!("practice.yaml has no fact \"{}\"", clip(path)),
        };
        Err(Box::new(codes::FACT_UNKNOWN.at(reference.span.clone(), message).suggest(path, known).help(help)))
    }

    /// A plain text with the facts in it; one that is not there stays as it is written.
    pub fn expand(&self, text: &str, language: &str) -> String {
        let facts = self.facts.get(language).or_else(|| self.facts.get(&self.language));
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((range, path)) = find_fact(rest) {
            let value = facts.and_then(|f| f.get(path)).map(String::as_str);
            out.push_str(rest.get(..range.start).unwrap_or_default());
            out.push_str(value.or_else(|| rest.get(range.clone())).unwrap_or_default());
            rest = rest.get(range.end..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }

    fn link(&self, reference: &Reference, language: &str) -> Result<Filled, Box<Diagnostic>> {
        // Browsers drop tabs and line breaks before they look at the scheme, so we do too.
        let plain = reference.target.bytes().all(|b| (b' '..=b'~').contains(&b));
        let target: Cow<'_, str> = match plain {
            true => reference.target.as_str().into(),
            false => reference.target.chars().filter(|c| !c.is_control()).collect::<String>().into(),
        };
        let target = target.trim();
        if let Some(scheme) = scheme(target) {
            return external(reference, target, &scheme);
        }
        if target.starts_with("//") {
            return Err(Box::new(
                codes::LINK_REFUSED
                    .at(reference.span.clone(), "this link does not say how to reach the other site")
                    .help(format!("write https:{}", clip(target))),
            ));
        }
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor))),
            None => (target, None),
        };
        let path = decode(path.split('?').next().unwrap_or(path));
        if path.starts_with('/') {
            return self.absolute(reference, &path, anchor.as_deref());
        }
        let file = self.join(reference, &path)?;
        match self.targets.get(&file) {
            Some(Target::Page { fixed, versions }) => {
                let meant = fixed.as_deref().unwrap_or(language);
                let found = versions.get_key_value(meant).or_else(|| versions.get_key_value(&self.language));
                let Some((version, page)) = found else { return Ok(Filled::Nothing) };
                let lang = (version != language).then(|| version.clone());
                let mut url = encode(&page.path);
                if let Some(anchor) = anchor.filter(|a| !a.is_empty()) {
                    if page.anchors.contains(&*anchor) {
                        url.push('#');
                        url.push_str(&encode(&anchor));
                    } else if !versions.values().any(|version| version.anchors.contains(&*anchor)) {
                        // The words of a heading differ by language: one that another version has is no mistake, and
                        // then the link leads to the page.
                        return Err(Box::new(no_heading(reference, &anchor, &file, page)));
                    }
                }
                Ok(Filled::Link { url, external: false, lang })
            }
            Some(Target::Media { path, .. }) => Ok(Filled::Link { url: encode(path), external: false, lang: None }),
            Some(Target::Hidden | Target::Broken) => Ok(Filled::Nothing),
            None => match self.folders.get(file.trim_end_matches('/')) {
                Some(versions) => {
                    let found = versions.get_key_value(language).or_else(|| versions.get_key_value(&self.language));
                    Ok(found.map_or(Filled::Nothing, |(version, path)| Filled::Link {
                        url: encode(path),
                        external: false,
                        lang: (version != language).then(|| version.clone()),
                    }))
                }
                None => Err(Box::new(self.broken(reference, &file))),
            },
        }
    }

    /// A picture as it is shown; none where that has been said to be broken.
    fn image(&self, reference: &Reference, alt: &str, purpose: Purpose) -> Result<Option<ImageView>, Box<Diagnostic>> {
        match self.shown(reference)? {
            Some(Target::Media { path, pixels: None, head, .. }) if !path.to_ascii_lowercase().ends_with(".svg") => {
                Err(Box::new(unreadable(reference, path, head.as_deref())))
            }
            Some(Target::Media { path, head: Some(head), .. }) if !head.kind.is_shown() => {
                Err(Box::new(unreadable(reference, path, Some(head))))
            }
            Some(Target::Media { path, pixels, file, head }) => {
                let plan = head.as_ref().and_then(|head| Plan::of(file, path, head, purpose));
                Ok(Some(match plan {
                    Some(plan) => ImageView::of(plan, alt),
                    None => ImageView {
                        url: encode(path),
                        alt: alt.to_owned(),
                        width: pixels.map(|p| p.0),
                        height: pixels.map(|p| p.1),
                        srcset: None,
                        avif: None,
                    },
                }))
            }
            _ => Ok(None),
        }
    }

    /// A file that raw HTML plays or shows, whole.
    fn file(&self, reference: &Reference) -> Result<Filled, Box<Diagnostic>> {
        match self.shown(reference)? {
            Some(Target::Media { path, .. }) => Ok(Filled::Link { url: encode(path), external: false, lang: None }),
            _ => Ok(Filled::Nothing),
        }
    }

    /// The file that a picture's reference names.
    fn file_of(&self, reference: &Reference) -> Result<String, Box<Diagnostic>> {
        let path = decode(reference.target.trim());
        match path.strip_prefix('/') {
            Some(rest) => Ok(normal(&format!("content/{rest}"))),
            None => self.join(reference, &path),
        }
    }

    /// The file that a page is to show; none where that has been said to be broken.
    fn shown(&self, reference: &Reference) -> Result<Option<&Target>, Box<Diagnostic>> {
        let target = reference.target.trim();
        if scheme(target).is_some() || target.starts_with("//") {
            return Err(Box::new(
                codes::LINK_REFUSED
                    .at(reference.span.clone(), "a picture from another site would tell that site who reads this page")
                    .help("save the picture in content/media/ and link it there"),
            ));
        }
        let file = self.file_of(reference)?;
        match self.targets.get(&file) {
            Some(media @ Target::Media { .. }) => Ok(Some(media)),
            Some(Target::Broken) => Ok(None),
            _ => {
                let pictures = self
                    .targets
                    .iter()
                    .filter(|(_, t)| matches!(t, Target::Media { .. }))
                    .map(|(name, _)| name.as_str());
                let near = near_file(&file, pictures, &reference.span.file);
                let fault =
                    codes::PICTURE_UNKNOWN.at(reference.span.clone(), format!("there is no picture {}", clip(&file)));
                Err(Box::new(match near {
                    Some(near) => {
                        fault.label(format!("did you mean \"{near}\"?")).help("pictures lie in content/media/")
                    }
                    None => {
                        let name = file.rsplit('/').next().unwrap_or(&file);
                        let meant = relative(reference.span.file.as_str(), &format!("content/media/{name}"));
                        fault.help(format!("put the picture in content/media/ and write {}", clip(&meant)))
                    }
                }))
            }
        }
    }

    /// `/fees/`: works on the finished site only.
    fn absolute(&self, reference: &Reference, path: &str, anchor: Option<&str>) -> Result<Filled, Box<Diagnostic>> {
        let found = self.paths.contains(path) || self.paths.contains(&format!("{path}/"));
        if !found {
            let near = crate::diagnostics::nearest(path, self.paths.iter().map(String::as_str));
            let fault = codes::LINK_BROKEN
                .at(reference.span.clone(), format!("this site has no address {}", clip(path)))
                .help("link to the source file instead, such as ../pages/fees.md");
            return Err(Box::new(match near {
                Some(near) => fault.label(format!("did you mean \"{near}\"?")),
                None => fault,
            }));
        }
        let mut url = encode(path);
        if !self.paths.contains(path) {
            url.push('/');
        }
        if let Some(anchor) = anchor {
            url.push('#');
            url.push_str(&encode(anchor));
        }
        Ok(Filled::Link { url, external: false, lang: None })
    }

    /// A relative path from the reference's file, in normal form.
    fn join(&self, reference: &Reference, path: &str) -> Result<String, Box<Diagnostic>> {
        let file = reference.span.file.as_str();
        if path.is_empty() {
            return Ok(normal(file));
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut joined = String::with_capacity(folder.len() + 1 + path.len());
        joined.push_str(folder);
        for part in path.split(['/', '\\']) {
            match part {
                "" | "." => {}
                // The first part is content/ itself.
                ".." => match joined.rfind('/') {
                    Some(parent) => joined.truncate(parent),
                    None => {
                        return Err(Box::new(
                            codes::LINK_OUTSIDE
                                .at(reference.span.clone(), "this link leads out of the content folder")
                                .help("a link reaches only files under content/; copy the file to content/media/"),
                        ));
                    }
                },
                part => {
                    if !joined.is_empty() {
                        joined.push('/');
                    }
                    joined.push_str(part);
                }
            }
        }
        Ok(owned_normal(joined))
    }

    fn broken(&self, reference: &Reference, file: &str) -> Diagnostic {
        let fault = codes::LINK_BROKEN.at(reference.span.clone(), format!("there is no file {}", clip(file)));
        let target = reference.target.trim();
        let host = target.split('/').next().unwrap_or(target);
        if host.starts_with("www.") || host.ends_with(".com") || host.ends_with(".org") {
            return fault.help(format!("for another site write the whole address: https://{}", clip(target)));
        }
        if host.contains('@') {
            return fault.help(format!("for an email address write mailto:{}", clip(target)));
        }
        match near_file(file, self.targets.keys().map(String::as_str), &reference.span.file) {
            Some(near) => {
                fault.label(format!("did you mean \"{near}\"?")).help("a link names a file, relative to this one")
            }
            None => fault.help(
                "name a file that is there, relative to this one, such as ../forms/adult-intake.yaml, or take the link away",
            ),
        }
    }
}

/// The nearest file, as it would be written in a link from `from`: first by name in whatever folder, then by whole path.
fn near_file<'a>(wrong: &str, files: impl Iterator<Item = &'a str> + Clone, from: &FileId) -> Option<String> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let same_name = files.clone().filter(|f| name(f) == name(wrong)).min();
    let by_name = || {
        let mut names: Vec<(&str, &str)> = files.clone().map(|f| (f.rsplit('/').next().unwrap_or(f), f)).collect();
        names.sort_unstable();
        let near = crate::diagnostics::nearest(&name(wrong), names.iter().map(|(n, _)| *n))?;
        names.iter().find(|(n, _)| *n == near).map(|(_, f)| *f)
    };
    same_name.or_else(by_name).map(|file| relative(from.as_str(), file))
}

/// A path as it is written in a link from another file.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.rsplit_once('/').map_or("", |(f, _)| f).split('/').collect();
    let parts: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(from.len() - common);
    out.push_str(&parts.iter().skip(common).copied().collect::<Vec<_>>().join("/"));
    out
}

fn no_heading(reference: &Reference, anchor: &str, file: &str, page: &Anchored) -> Diagnostic {
    let all: Vec<&str> = page.anchors.iter().map(String::as_str).collect();
    let help = match all.len() {
        0 => format!("no heading stands in {file} itself; link to the page without #{}", clip(anchor)),
        1..=12 => format!("{file} has: {}", all.join(", ")),
        _ => "a heading is named by its words in lower case, with hyphens".to_owned(),
    };
    codes::HEADING_UNKNOWN
        .at(reference.span.clone(), format!("{file} has no heading \"{}\"", clip(anchor)))
        .suggest(anchor, all.iter().copied())
        .help(help)
}

/// A file that no browser shows as a picture.
fn unreadable(reference: &Reference, path: &str, head: Option<&Head>) -> Diagnostic {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let fault = |message: String| codes::PICTURE_UNREADABLE.at(reference.span.clone(), message);
    if let Some((name, endings)) = head.filter(|head| !head.kind.is_shown()).map(|head| head.kind.names())
        && !endings.contains(&ending.as_str())
    {
        return fault(format!(
            "this is a {name} picture under the name .{}, and browsers do not show {name}",
            clip(&ending)
        ))
        .help("another name does not make it another kind; open it in a picture program and save it as JPEG");
    }
    match ending.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" => fault("this file cannot be read as a picture".to_owned())
            .help("it may be damaged, or another kind of file under this name; open it in a picture program and save it again as JPEG"),
        _ => fault(format!("browsers do not show .{} files as pictures", clip(&ending)))
            .help("open it in a picture program and save it as JPEG (a photo) or PNG (a drawing)"),
    }
}

fn external(reference: &Reference, target: &str, scheme: &str) -> Result<Filled, Box<Diagnostic>> {
    let ok = match scheme {
        "https" | "http" if target.contains(' ') => is_web_address(&target.replace(' ', "%20")),
        "https" | "http" => is_web_address(target),
        "mailto" | "tel" | "sms" => target.len() > scheme.len() + 1,
        _ => {
            return Err(Box::new(
                codes::LINK_REFUSED
                    .at(reference.span.clone(), format!("links to {}: are never published", clip(scheme)))
                    .help("links may lead to files of this site and to https, http, mailto, tel and sms addresses"),
            ));
        }
    };
    if !ok {
        return Err(Box::new(
            codes::BAD_URL
                .at(reference.span.clone(), format!("\"{}\" is not a whole address", clip(target)))
                .help("write it as in the browser's address bar: https://www.example.com/page"),
        ));
    }
    Ok(Filled::Link { url: escape_url(target), external: matches!(scheme, "https" | "http"), lang: None })
}

/// Spaces and letters outside ASCII as a URL writes them; what is encoded already stays.
fn escape_url(url: &str) -> String {
    let stays =
        |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}');
    if url.bytes().all(stays) {
        return url.to_owned();
    }
    let mut out = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        match u8::try_from(c).is_ok_and(stays) {
            true => out.push(c),
            false => out.push_str(&encode(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

/// The scheme of an address, in lower case: what stands before the first colon, if it has the shape of one.
pub fn scheme(target: &str) -> Option<Cow<'_, str>> {
    let (before, _) = target.split_once(':')?;
    if matches!(before, "https" | "http" | "mailto" | "tel" | "sms") {
        return Some(before.into());
    }
    let scheme: String = before.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let mut letters = scheme.bytes();
    let first = letters.next().is_some_and(|b| b.is_ascii_alphabetic());
    let shaped = first && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    shaped.then(|| scheme.to_ascii_lowercase().into())
}

/// Undoes percent-encoding; what is not UTF-8 afterwards stays as it was.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match hex.filter(|_| *byte == b'%').and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(text.into(), Cow::from)
}

/// The same of a path that is ours already.
fn owned_normal(path: String) -> String {
    if path.is_ascii() { path } else { path.nfc().collect() }
}

/// Composed characters, as most systems write names: a Mac hands them out decomposed.
fn normal(path: &str) -> String {
    if path.is_ascii() { path.to_owned() } else { path.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_others_are_written_as_browsers_take_them() {
        assert_eq!(escape_url("https://example.org/a?b=c&d=%20#e"), "https://example.org/a?b=c&d=%20#e");
        assert_eq!(escape_url("https://example.org/é \"x\"|"), "https://example.org/%C3%A9%20%22x%22%7C");
    }

    #[test]
    fn schemes_hide_nowhere() {
        assert_eq!(scheme("java\tscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme(" JavaScript:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("../a.md"), None);
        assert_eq!(scheme("what-to-expect.md#a:b"), None);
    }

    #[test]
    fn paths_are_written_as_in_a_link() {
        assert_eq!(relative("content/articles/a.md", "content/forms/b.yaml"), "../forms/b.yaml");
        assert_eq!(relative("content/index.md", "content/forms/b.yaml"), "forms/b.yaml");
    }
}
