//! Where the things lie now that a text names: entries, pictures and pages of this site.

use super::html::{Lead, World};
use super::index::{Address, Index, key, number_in, take_apart};
use super::inline;
use super::notes::What;
use super::pictures::{Pictures, Wanted, is_document, is_picture};
use crate::model::addresses::fold;
use crate::model::links::{relative, scheme};
use crate::model::routes::RESERVED;
use crate::model::text::is_web_address;
use crate::model::{PageKind, Site};
use std::collections::{HashMap, HashSet};

/// Every address that is taken, folded, and the file of each page.
pub(super) fn addresses(site: &Site) -> (HashSet<String>, HashMap<String, String>) {
    let mut taken: HashSet<String> = RESERVED.iter().map(|(path, _)| fold(path)).collect();
    let mut pages = HashMap::new();
    taken.insert(fold("/articles/page/"));
    taken.insert(String::new());
    taken.extend(site.languages.iter().skip(1).map(|language| fold(&format!("/{language}/"))));
    for page in &site.layout.pages {
        taken.insert(fold(&page.path));
        let file = match page.kind {
            PageKind::Document(index) => site.documents.get(index).map(|d| d.file.as_str()),
            PageKind::Article(index) => site.articles.get(index).map(|d| d.file.as_str()),
            PageKind::Provider(index) => site.providers.get(index).map(|p| p.file.as_str()),
            PageKind::Form(index) => site.forms.get(index).map(|f| f.file.as_str()),
            PageKind::Packet(index) => site.packets.get(index).map(|p| p.file.as_str()),
            PageKind::Providers => Some("content/providers"),
            PageKind::Forms => Some("content/forms"),
            PageKind::Articles(1) => Some("content/articles"),
            _ => None,
        };
        if let Some(file) = file.filter(|_| page.language == site.language()) {
            pages.insert(fold(&page.path), file.to_owned());
        }
    }
    taken.extend(site.layout.redirects.iter().map(|(from, _)| fold(from)));
    taken.extend(site.layout.media.iter().map(|(_, path)| fold(path)));
    taken.extend(site.layout.prints.iter().map(|print| fold(&print.path)));
    (taken, pages)
}

/// What a text needs to know of the rest.
pub(super) struct Surroundings<'a> {
    pub(super) file: &'a str,
    pub(super) old: &'a str,
    pub(super) index: &'a Index,
    pub(super) pages: &'a HashMap<String, String>,
    pub(super) pictures: &'a mut Pictures,
}

impl Surroundings<'_> {
    /// A link to the old site.
    fn own(&mut self, address: &Address, href: &str) -> Lead {
        let entry = number_in(&address.query)
            .map(|id| self.index.by_id.get(id))
            .unwrap_or_else(|| self.index.by_path.get(&key(&address.path)));
        if let Some(entry) = entry.and_then(|number| self.index.entries.get(number)) {
            return Lead::To(relative(self.file, &entry.file));
        }
        let path = key(&address.path);
        if path.is_empty() && address.query.is_empty() {
            return Lead::To("../".to_owned());
        }
        let attached = number_in(&address.query).and_then(|id| self.index.attachments.get(id)).map(|(url, _)| url);
        let file =
            attached.or_else(|| self.index.attachment_pages.get(&path)).cloned().unwrap_or_else(|| href.to_owned());
        if is_picture(&file) {
            // The picture itself stands in the text; its own page is no loss.
            return Lead::Words;
        }
        if is_document(&file) {
            return match self.pictures.name(&file, Wanted::PictureOrDocument) {
                Some(name) => Lead::To(format!("../media/{}", crate::model::addresses::encode(&name))),
                None => Lead::Lost(What::Document, plain_address(&file)),
            };
        }
        match self.pages.get(&path) {
            Some(file) if address.query.is_empty() => Lead::To(relative(self.file, file)),
            _ => Lead::Lost(What::Link, plain_address(href)),
        }
    }
}

impl World for Surroundings<'_> {
    fn link(&mut self, href: &str) -> Lead {
        let href: String = href.trim().chars().filter(|c| !c.is_control()).collect();
        if href.is_empty() {
            return Lead::Words;
        }
        let href = if href.starts_with("//") { format!("https:{href}") } else { href };
        match scheme(&href).as_deref() {
            Some("http" | "https") => {
                let address = take_apart(&href);
                let is_file = (is_document(&href) || is_picture(&href)) && self.pictures.is_own(&address.host);
                if self.index.hosts.contains(&address.host) || is_file {
                    return self.own(&address, &href);
                }
                let to = href.replace(' ', "%20");
                let rest = to.split_once(':').map(|(_, rest)| rest).unwrap_or_default();
                let to =
                    format!("{}:{rest}", if href.to_ascii_lowercase().starts_with("https") { "https" } else { "http" });
                if is_web_address(&to) { Lead::To(to) } else { Lead::Lost(What::BadLink, plain_address(&href)) }
            }
            Some(kind @ ("mailto" | "tel" | "sms")) => {
                let rest = href.split_once(':').map(|(_, rest)| rest.trim()).unwrap_or_default();
                let rest = if kind == "mailto" { rest.to_owned() } else { rest.replace(' ', "") };
                if rest.is_empty() { Lead::Words } else { Lead::To(format!("{kind}:{rest}")) }
            }
            // "localhost:80/x" or "tel 555: x" are no schemes, but nobody knows what they are.
            Some(_) => Lead::Lost(What::BadLink, plain_address(&href)),
            None if href.starts_with("www.") => self.link(&format!("https://{href}")),
            None if href.contains('@') && !href.contains(['/', ' ', '?']) => Lead::To(format!("mailto:{href}")),
            None => {
                let mut address = take_apart(&href);
                let only_query = address.path.is_empty() && !address.query.is_empty();
                if !only_query && !address.path.starts_with('/') {
                    let folder = self.old.rsplit_once('/').map_or("", |(folder, _)| folder);
                    address.path = normal(&format!("{folder}/{}", address.path));
                }
                self.own(&address, &href)
            }
        }
    }

    fn picture(&mut self, source: &str) -> Option<String> {
        let name = self.pictures.name(source, Wanted::Picture)?;
        Some(format!("../media/{}", crate::model::addresses::encode(&name)))
    }

    fn attachment(&self, id: &str) -> Option<(String, String)> {
        self.index.attachments.get(id).cloned()
    }

    fn shared(&self, id: &str) -> Option<String> {
        self.index.shared.get(id).cloned()
    }
}

/// A path without `.` and `..`.
pub(super) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}{}", parts.join("/"), if path.ends_with('/') && !parts.is_empty() { "/" } else { "" })
}

pub(super) fn plain_address(address: &str) -> String {
    let plain: String = address.chars().filter(|c| !c.is_control() && !inline::is_invisible(*c)).collect();
    if plain.chars().count() <= 120 { plain } else { plain.chars().take(117).chain("...".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_up_are_taken() {
        assert_eq!(normal("/a/b/../c.html"), "/a/c.html");
    }
}
