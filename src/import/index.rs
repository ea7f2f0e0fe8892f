//! What the export holds and what its entries are called: read once before anything is written.

use super::MAX_SHARED;
use super::inline;
use super::notes::Notes;
use super::wxr::{Channel, Item};
use crate::model::addresses::{fold, slug};
use crate::model::links::decode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An entry that comes over.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) article: bool,
    pub(super) id: String,
    /// The old address's path, decoded.
    pub(super) old: Option<String>,
    /// Further old paths.
    pub(super) older: Vec<String>,
    pub(super) wanted: String,
    pub(super) file: String,
    pub(super) address: String,
    pub(super) aliases: Vec<String>,
    /// The old address, where it is only a number.
    pub(super) numbered: Option<String>,
    pub(super) marker: String,
}

/// Everything that is known before the texts are read.
#[derive(Default)]
pub(super) struct Index {
    pub(super) channel: Channel,
    pub(super) entries: BTreeMap<usize, Entry>,
    /// Addresses and alternative texts of pictures, by number.
    pub(super) attachments: HashMap<String, (String, String)>,
    /// Pages of pictures: the old path and the picture's address.
    pub(super) attachment_pages: HashMap<String, String>,
    pub(super) shared: HashMap<String, String>,
    pub(super) shared_size: usize,
    pub(super) left: BTreeMap<String, usize>,
    pub(super) hosts: BTreeSet<String>,
    /// Entries by old path and by number.
    pub(super) by_path: HashMap<String, usize>,
    pub(super) by_id: HashMap<String, usize>,
    pub(super) notes: Notes,
}

/// A web address or path, taken apart.
pub(super) struct Address {
    pub(super) host: String,
    pub(super) path: String,
    pub(super) query: String,
}

pub(super) fn take_apart(address: &str) -> Address {
    let (host, rest) = match address.split_once("//") {
        Some((before, rest)) if before.is_empty() || before.ends_with(':') => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            (rest.get(..end).unwrap_or_default(), rest.get(end..).unwrap_or_default())
        }
        _ => ("", address),
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = decode(path).replace("//", "/");
    let host = host.to_ascii_lowercase();
    let host = host.rsplit('@').next().unwrap_or(&host);
    Address { host: host.strip_prefix("www.").unwrap_or(host).to_owned(), path, query: query.to_owned() }
}

/// A path as it is looked up: some servers know no addresses without "/index.php" before them.
pub(super) fn key(path: &str) -> String {
    fold(path.strip_prefix("/index.php").filter(|rest| rest.starts_with('/')).unwrap_or(path))
}

/// The number of an entry that an address such as `/?p=12` names.
pub(super) fn number_in(query: &str) -> Option<&str> {
    let mut parts = query.split('&').filter_map(|part| part.split_once('='));
    parts
        .find(|(key, value)| matches!(*key, "p" | "page_id" | "attachment_id") && !value.is_empty())
        .map(|(_, value)| value)
}

/// What entries of a kind are called where they are counted.
pub(super) fn called(kind: &str) -> &'static str {
    match kind {
        "nav_menu_item" => "lines of menus (write navigation: in practice.yaml)",
        "revision" => "earlier versions of texts",
        "attachment" => "pictures and documents that no text shows",
        "wp_template"
        | "wp_template_part"
        | "wp_global_styles"
        | "wp_navigation"
        | "custom_css"
        | "customize_changeset"
        | "elementor_library"
        | "et_pb_layout"
        | "oembed_cache"
        | "wp_font_family"
        | "wp_font_face"
        | "et_template"
        | "et_theme_builder" => "parts of the old design",
        "wp_block" => "texts that several pages share (they are in the pages that use them)",
        "product" | "product_variation" | "shop_order" | "shop_coupon" => "products and orders of a shop",
        "feedback" | "flamingo_inbound" | "flamingo_contact" | "wpcf7_contact_form" | "wpforms" | "nf_sub"
        | "forminator_forms" | "jetpack_feedback" => {
            "forms, and what people wrote in them (delete that from the export file too)"
        }
        "tribe_events" | "event" | "mec-events" | "ajde_events" => "events",
        _ => "entries of other kinds",
    }
}

impl Index {
    /// Takes note of an entry; its text is not kept.
    pub(super) fn add(&mut self, number: usize, channel: &Channel, mut item: Item) {
        if number == 0 {
            let own = [&channel.link, &channel.blog].map(|address| take_apart(address).host);
            self.hosts.extend(own.into_iter().filter(|host| !host.is_empty()));
        }
        let mut leave = |what: &str| *self.left.entry(what.to_owned()).or_default() += 1;
        if item.is_empty() {
            return leave("empty entries, of which the export says nothing at all");
        }
        let address = take_apart(&item.link);
        match item.kind.as_str() {
            "attachment" => {
                let alt = item.meta("_wp_attachment_image_alt").map(crate::html::words).unwrap_or_default();
                if !item.attachment_url.is_empty() {
                    let page = key(&address.path);
                    if !page.is_empty() {
                        self.attachment_pages.insert(page, item.attachment_url.clone());
                    }
                    self.attachments.insert(item.id, (item.attachment_url, alt));
                }
                return;
            }
            "wp_block" => {
                leave(called("wp_block"));
                if self.shared_size + item.content.len() <= MAX_SHARED {
                    self.shared_size += item.content.len();
                    self.shared.insert(item.id, item.content);
                }
                return;
            }
            "post" | "page" => {}
            kind => return leave(called(kind)),
        }
        match item.status.as_str() {
            "private" => return leave("private texts"),
            "trash" => return leave("texts from the trash"),
            "auto-draft" | "inherit" => return leave(called("revision")),
            _ => {}
        }
        let article = item.kind == "post";
        if !address.host.is_empty() && item.status == "publish" {
            self.hosts.insert(address.host);
        }
        // A name such as "blog/2023/04/05/title" ends in the title; one such as "title.html" is a file's.
        let name = decode(item.name.trim_end_matches('/').rsplit('/').next().unwrap_or_default()).into_owned();
        let name =
            [".html", ".htm", ".php", ".aspx"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        let title = crate::html::words(&item.title);
        let fallback = format!(
            "{}-{}",
            if article { "post" } else { "page" },
            if item.id.is_empty() { number.to_string() } else { item.id.clone() }
        );
        let wanted = [slug(name), slug(&title), slug(&fallback), format!("entry-{number}")];
        let wanted = wanted.into_iter().find(|slug| !slug.is_empty()).unwrap_or_default();
        let numbered = item.status == "publish" && number_in(&address.query).is_some();
        let old = Some(address.path).filter(|path| path.starts_with('/') && number_in(&address.query).is_none());
        let older = item.meta.remove("_wp_old_slug").unwrap_or_default();
        let older = older.iter().filter_map(|before| {
            let path = old.as_deref()?.trim_end_matches('/');
            let folder = path.strip_suffix(name)?;
            Some(format!("{folder}{}/", decode(before.trim())))
                .filter(|_| !before.trim().is_empty() && !name.is_empty())
        });
        let older = older.collect();
        let entry = Entry {
            article,
            old,
            older,
            wanted,
            file: String::new(),
            address: String::new(),
            aliases: Vec::new(),
            numbered: numbered.then(|| item.link.clone()),
            marker: marker(&item),
            id: item.id,
        };
        self.entries.insert(number, entry);
    }
}

/// The line by which a file is known to be an entry's: importing twice brings nothing twice.
pub(super) fn marker(item: &Item) -> String {
    let place: String = item.link.chars().filter(|c| !c.is_control() && !inline::is_invisible(*c)).take(300).collect();
    let id: String = item.id.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).collect();
    format!("# Moved in from {place} (entry {id})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let address = take_apart("https://www.Elm.example/index.php/2020/caf%C3%A9/?p=3#x");
        assert_eq!(
            (address.host.as_str(), address.path.as_str(), address.query.as_str()),
            ("elm.example", "/index.php/2020/café/", "p=3")
        );
        assert_eq!(key(&address.path), "/2020/café");
        assert_eq!(take_apart("/blog/x").path, "/blog/x");
        assert_eq!(number_in("preview=1&page_id=12"), Some("12"));
    }
}
