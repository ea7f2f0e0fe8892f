//! Moving in: another system's export becomes files of this site.
//!
//! 1. [`wxr`] reads the export twice, as a stream: once to know what there is and what it is called, once for the texts.
//! 2. Every entry gets a file name that is free, and its old address leads on to it. Nothing that is there is changed.
//! 3. Each text becomes Markdown ([`html`]), is read back as a build would read it, and waits in a folder beside the site.
//! 4. Only when all is ready are the files put in place; if that fails on the way, those that were are taken back.

pub mod blocks;
pub mod html;
pub mod inline;
pub mod notes;
pub mod pictures;
pub mod shortcodes;
pub mod wxr;

use crate::diagnostics::Severity;
use crate::error::{Error, Result};
use crate::fetch::Fetcher;
use crate::memo::Memo;
use crate::model::addresses::{fold, slug};
use crate::model::links::{decode, relative, scheme};
use crate::model::provider::is_provider_id;
use crate::model::routes::{RESERVED, alias_path};
use crate::model::text::is_web_address;
use crate::model::{PageKind, Settings, Site};
use crate::pipeline;
use crate::source::markdown::{self, Place};
use crate::source::yaml::reader::{clip, date};
use crate::source::{self, FileId, SourceTree, front_matter};
use html::{Converted, Lead, World};
use jiff::civil::Date;
use notes::{Notes, What};
use pictures::{Pictures, Wanted, is_document, is_picture};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use wxr::{Broken, Channel, Item};

/// Texts that several pages share are kept while the rest is read: so much of them, in bytes.
const MAX_SHARED: usize = 20 * 1024 * 1024;

/// The longest summary, in characters.
const MAX_SUMMARY: usize = 240;

/// What is to be done.
#[derive(Debug)]
pub struct Order<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// The export.
    pub export: &'a Path,
    /// A folder of downloaded pictures and documents.
    pub media: Option<&'a Path>,
    /// Whether pictures are fetched from the old site.
    pub fetch: bool,
    /// The old site's address, where the export does not say it.
    pub old_url: Option<&'a str>,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Today.
    pub as_of: Date,
    /// Told of each picture that is fetched.
    pub told: Option<fn(usize)>,
}

/// Where an export is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenAt {
    /// Line, from 1.
    pub line: u64,
    /// Column, from 1.
    pub column: u64,
    /// What is wrong, in words.
    pub message: String,
}

/// A file that came of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// From the site's folder: `content/articles/grief.md`.
    pub file: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it is an article.
    pub article: bool,
}

/// What came of a move.
#[derive(Debug, Default)]
pub struct Moved {
    /// The old site's name.
    pub from: String,
    /// Texts, in the order of the export.
    pub came: Vec<Came>,
    /// Names of pictures and documents in `content/media/`.
    pub media: Vec<String>,
    /// Old addresses that lead on.
    pub aliases: usize,
    /// What was not brought over, and how many of each.
    pub left: BTreeMap<String, usize>,
    /// Entries that an earlier import brought.
    pub again: usize,
    /// What to know.
    pub notes: Notes,
    /// Why pictures could not be fetched, by address.
    pub failures: BTreeMap<String, String>,
    /// Where the export is broken.
    pub broken: Option<BrokenAt>,
}

/// Why nothing can be done at all.
pub type Refusal = String;

/// An entry that comes over.
#[derive(Debug)]
struct Entry {
    article: bool,
    id: String,
    /// The old address's path, decoded.
    old: Option<String>,
    /// Further old paths.
    older: Vec<String>,
    wanted: String,
    file: String,
    address: String,
    aliases: Vec<String>,
    /// The old address, where it is only a number.
    numbered: Option<String>,
    marker: String,
}

/// Everything that is known before the texts are read.
#[derive(Default)]
struct Index {
    channel: Channel,
    entries: BTreeMap<usize, Entry>,
    /// Addresses and alternative texts of pictures, by number.
    attachments: HashMap<String, (String, String)>,
    /// Pages of pictures: the old path and the picture's address.
    attachment_pages: HashMap<String, String>,
    shared: HashMap<String, String>,
    shared_size: usize,
    left: BTreeMap<String, usize>,
    hosts: BTreeSet<String>,
    /// Entries by old path and by number.
    by_path: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
    notes: Notes,
}

/// A web address or path, taken apart.
struct Address {
    host: String,
    path: String,
    query: String,
}

fn take_apart(address: &str) -> Address {
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
fn key(path: &str) -> String {
    fold(path.strip_prefix("/index.php").filter(|rest| rest.starts_with('/')).unwrap_or(path))
}

/// The number of an entry that an address such as `/?p=12` names.
fn number_in(query: &str) -> Option<&str> {
    let mut parts = query.split('&').filter_map(|part| part.split_once('='));
    parts
        .find(|(key, value)| matches!(*key, "p" | "page_id" | "attachment_id") && !value.is_empty())
        .map(|(_, value)| value)
}

/// Moves an export in.
///
/// # Errors
/// A file cannot be read or written.
pub fn wordpress(order: &Order<'_>) -> Result<std::result::Result<Moved, Refusal>> {
    let tree = source::load(order.root).map_err(Error::io("read the folder", order.root))?;
    if tree.text("content/practice.yaml").is_none() {
        return Ok(Err(format!(
            "there is no site in {}: make one with \"anteroom new FOLDER --blank\", then import with --site FOLDER",
            order.root.display()
        )));
    }
    let settings = Settings { as_of: order.as_of, drafts: true, base_url: None, relative: false };
    let prepared = pipeline::prepare(tree.into(), settings, &Memo::off());
    let (tree, site) = (prepared.tree, prepared.scene.site);
    let mut index = Index::default();
    // Squarespace's exports do not say under which name people know the site; mostly it is the new site's too.
    index.hosts.extend(order.old_url.or(site.url()).map(|url| take_apart(url).host));
    let mut number = 0;
    let read = wxr::read(open(order.export)?, &mut |channel, item| {
        index.add(number, channel, item);
        number += 1;
    });
    let broken = match read {
        Ok(channel) => {
            index.channel = channel;
            None
        }
        Err(Broken::Io(error)) => return Err(Error::io("read", order.export)(error)),
        Err(Broken::NoExport { message }) => {
            return Ok(Err(format!(
                "{}: {message}. In WordPress make one with Tools > Export > All content; in Squarespace with Settings > Advanced > Import / Export.",
                order.export.display()
            )));
        }
        Err(Broken::Xml { offset, message }) => {
            let (line, column) = wxr::place(open(order.export)?, offset);
            Some(BrokenAt { line, column, message })
        }
    };
    let mut mover = Mover::new(order, index, &tree, &site)?;
    mover.name_everything();
    let mut number = 0;
    let mut failed = None;
    let again = wxr::read(open(order.export)?, &mut |_, item| {
        if failed.is_none() && mover.index.entries.contains_key(&number) {
            failed = mover.write(number, item).err();
        }
        number += 1;
    });
    if let Some(error) = failed.or(mover.pictures.error.take()) {
        return Err(error);
    }
    if let Err(Broken::Io(error)) = again {
        return Err(Error::io("read", order.export)(error));
    }
    mover.finish(broken).map(Ok)
}

fn open(path: &Path) -> Result<BufReader<File>> {
    Ok(BufReader::with_capacity(1 << 16, File::open(path).map_err(Error::io("read", path))?))
}

/// What entries of a kind are called where they are counted.
fn called(kind: &str) -> &'static str {
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
    fn add(&mut self, number: usize, channel: &Channel, mut item: Item) {
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
fn marker(item: &Item) -> String {
    let place: String = item.link.chars().filter(|c| !c.is_control() && !inline::is_invisible(*c)).take(300).collect();
    let id: String = item.id.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).collect();
    format!("# Moved in from {place} (entry {id})")
}

/// Carries a move out.
struct Mover<'a> {
    order: &'a Order<'a>,
    index: Index,
    tree: &'a SourceTree,
    site: &'a Site,
    pictures: Pictures,
    staging: Option<Staging>,
    moved: Moved,
    taken: HashSet<String>,
    /// Pages of the new site that were there before, by address.
    pages: HashMap<String, String>,
}

/// A folder beside the site in which files wait; gone when the move ends, however it ends.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
        if let Some(parent) = self.0.parent() {
            // Only where there was nothing else in it.
            let _ = std::fs::remove_dir(parent);
        }
    }
}

impl<'a> Mover<'a> {
    fn new(order: &'a Order<'a>, index: Index, tree: &'a SourceTree, site: &'a Site) -> Result<Self> {
        let staging = match order.dry_run {
            true => None,
            false => {
                let folder = order.root.join(".anteroom").join(format!("moving-in-{}", std::process::id()));
                std::fs::create_dir_all(&folder).map_err(Error::io("create the folder", &folder))?;
                Some(Staging(folder))
            }
        };
        // A dry run asks nobody.
        let fetcher = (order.fetch && !order.dry_run).then(Fetcher::default);
        let base = if index.channel.blog.is_empty() { &index.channel.link } else { &index.channel.blog };
        let base = order.old_url.unwrap_or(base);
        let waiting = staging.as_ref().map(|staging| staging.0.clone());
        let mut pictures = Pictures::new(order.root, order.media, fetcher, waiting, index.hosts.clone(), base)?;
        pictures.told = order.told;
        pictures.pretend = order.fetch && order.dry_run;
        let (taken, pages) = addresses(site);
        let moved = Moved { from: crate::html::words(&index.channel.title), ..Moved::default() };
        Ok(Self { order, index, tree, site, pictures, staging, moved, taken, pages })
    }

    /// Gives every entry a file and an address that are free, and the old addresses that lead there.
    fn name_everything(&mut self) {
        let mut names: HashSet<String> = HashSet::new();
        let mut markers: HashSet<String> = HashSet::new();
        for folder in ["content/articles/", "content/pages/"] {
            for file in self.tree.under(folder) {
                let id = file.id.as_str();
                let stem = id.rsplit('/').next().unwrap_or(id).split('.').next().unwrap_or_default();
                names.insert(fold(&format!("{folder}{stem}")));
                let text = self.tree.text(id).unwrap_or_default();
                markers.extend(text.lines().take(3).filter(|l| l.starts_with("# Moved in from ")).map(str::to_owned));
            }
            for problem in self.tree.problems.keys().filter(|id| id.as_str().starts_with(folder)) {
                let stem =
                    problem.as_str().rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
                names.insert(fold(&format!("{folder}{stem}")));
            }
        }
        let before = self.index.entries.len();
        self.index.entries.retain(|_, entry| !markers.contains(&entry.marker));
        self.moved.again = before - self.index.entries.len();
        for (number, entry) in &mut self.index.entries {
            let (folder, top) =
                if entry.article { ("content/articles/", "/articles/") } else { ("content/pages/", "/") };
            let mut count = 1;
            let stem = loop {
                let stem = if count == 1 { entry.wanted.clone() } else { slug(&format!("{}-{count}", entry.wanted)) };
                let address = fold(&format!("{top}{stem}/"));
                let name = fold(&format!("{folder}{stem}"));
                if !self.taken.contains(&address) && !names.contains(&name) {
                    self.taken.insert(address);
                    names.insert(name);
                    break stem;
                }
                count += 1;
            };
            entry.file = format!("{folder}{stem}.md");
            entry.address = format!("{top}{stem}/");
            if count > 1 {
                self.index.notes.add(What::Renamed, &entry.file, format!("the name \"{}\" was taken", entry.wanted));
            }
            if !entry.id.is_empty() {
                self.index.by_id.entry(entry.id.clone()).or_insert(*number);
            }
            for old in entry.old.iter().chain(&entry.older) {
                self.index.by_path.entry(key(old)).or_insert(*number);
            }
        }
        // All new addresses are known now: an old one never takes the place of a page.
        for entry in self.index.entries.values_mut() {
            if let Some(numbered) = &entry.numbered {
                let why = "what stands after a question mark cannot lead on without a server";
                self.index.notes.add(What::Address, &entry.file, format!("{}: {why}", plain_address(numbered)));
            }
            for (index, old) in entry.old.iter().chain(&entry.older).enumerate() {
                let own = fold(old) == fold(&entry.address);
                if own || old == "/" {
                    if old == "/" {
                        self.index.notes.add(What::Home, &entry.file, "");
                    }
                    continue;
                }
                let reserved = ["/topics/", "/articles/page/", "/assets/"].iter().any(|root| old.starts_with(root));
                match alias_path(old).filter(|_| !reserved) {
                    Some(alias) if self.taken.insert(fold(&alias)) => entry.aliases.push(alias),
                    // What was renamed long ago is not missed.
                    _ if index > 0 => {}
                    Some(_) => self.index.notes.add(What::Address, &entry.file, format!("{} is taken", clip(old))),
                    None => self.index.notes.add(
                        What::Address,
                        &entry.file,
                        format!("{} has signs that no file can have", clip(old)),
                    ),
                }
            }
            self.moved.aliases += entry.aliases.len();
        }
    }

    /// Converts one entry and lets it wait.
    fn write(&mut self, number: usize, item: Item) -> Result<()> {
        let Some(entry) = self.index.entries.get(&number) else { return Ok(()) };
        let (file, article, old) = (entry.file.clone(), entry.article, entry.old.clone());
        let (aliases, marker) = (entry.aliases.clone(), entry.marker.clone());
        let mut notes = std::mem::take(&mut self.index.notes);
        if item.cut {
            notes.add(What::Entry, &file, "its text is longer than 5 MB, so only what comes before that could be read");
        }
        let blocks = item.content.contains("<!-- wp:");
        // Squarespace writes whole HTML; WordPress leaves it to the page to make paragraphs of empty lines.
        let lines = !self.index.channel.blog.is_empty() && !blocks;
        let image = item.meta("_thumbnail_id").map(str::to_owned);
        let mut html = shortcodes::expand(&item.content, &file, &mut notes);
        html.push_str(&footnotes(&item));
        let (text, picture) = {
            let mut place = Surroundings {
                file: &file,
                old: old.as_deref().unwrap_or("/"),
                index: &self.index,
                pages: &self.pages,
                pictures: &mut self.pictures,
            };
            let text = html::convert(&html, lines, &file, &mut place, &mut notes);
            let picture = image.and_then(|id| place.attachment(&id)).and_then(|(url, alt)| match place.picture(&url) {
                Some(to) => Some((to, alt)),
                None => {
                    notes.add(What::Picture, &file, url);
                    None
                }
            });
            (text, picture)
        };
        let front = self.front(&item, article, &file, &text, picture, &aliases, &marker, &mut notes);
        let mut whole = format!("{}{}", front.text, body(&text.markdown));
        if !reads_well(&file, &whole) {
            notes.add(What::PlainOnly, &file, "");
            whole = format!("{}{}", front.text, body(&html::plain_text(&html).markdown));
        }
        self.index.notes = notes;
        self.moved.came.push(Came { file: file.clone(), draft: front.draft, article });
        let Some(staging) = &self.staging else { return Ok(()) };
        let path = staging.0.join(&file);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io("create the folder", parent))?;
        }
        std::fs::write(&path, whole).map_err(Error::io("write", &path))
    }

    /// The front matter of an entry.
    #[allow(clippy::too_many_arguments, reason = "each is a part of one line of the front matter")]
    fn front(
        &self,
        item: &Item,
        article: bool,
        file: &str,
        text: &Converted,
        picture: Option<(String, String)>,
        aliases: &[String],
        marker: &str,
        notes: &mut Notes,
    ) -> Front {
        let mut title = plain(&item.title);
        if title.is_empty() {
            let first = if text.heading.is_empty() { &text.opening } else { &text.heading };
            title = cut(first.trim_end_matches(['.', ':']), 60);
            if title.is_empty() {
                title = "Untitled".to_owned();
            }
            notes.add(What::Untitled, file, title.clone());
        }
        let mut front = format!("---\n{marker}\ntitle: {}\n", quoted(&title));
        let mut line = |key: &str, value: &str| front.push_str(&format!("{key}: {value}\n"));
        let summary = summary(item, text);
        if !summary.is_empty() {
            line("summary", &quoted(&summary));
        }
        let posted = posted(item);
        let modified = item.modified.get(..10).and_then(date).filter(|day| posted.is_none_or(|posted| *day > posted));
        if article {
            if let Some(author) = self.author(&item.creator) {
                line("author", &quoted(&author));
            }
            if let Some(day) = posted {
                line("posted", &day.to_string());
            }
        }
        if let Some(day) = modified.or(posted.filter(|_| !article)) {
            line("updated", &day.to_string());
        }
        if item.status == "future"
            && let Some(day) = posted
        {
            line("publish_on", &day.to_string());
        }
        let topics = if article { topics(item, file, notes) } else { Vec::new() };
        if !topics.is_empty() {
            line("topics", &format!("[{}]", topics.join(", ")));
        }
        if let Some((to, alt)) = picture {
            line("image", &quoted(&to));
            match html::says_something(&alt) {
                true => line("image_alt", &quoted(&plain(&alt))),
                false => notes.add(What::Alternative, file, format!("image: {to}")),
            }
        }
        if item.locked {
            notes.add(What::Locked, file, "");
        }
        let draft = item.locked || !matches!(item.status.as_str(), "publish" | "future" | "");
        if draft {
            line("draft", "true");
        }
        if !aliases.is_empty() {
            let list: Vec<String> = aliases.iter().map(|alias| quoted(alias)).collect();
            line("aliases", &format!("[{}]", list.join(", ")));
        }
        front.push_str("---\n");
        Front { text: front, draft }
    }

    /// The author's name as this site writes it: someone of the practice by the name of their file.
    fn author(&self, login: &str) -> Option<String> {
        let name = plain(self.index.channel.authors.get(login).map_or(login, String::as_str));
        // What people sign in with is often their email, and that is nobody's business.
        let name = if name.is_empty() { plain(login) } else { name };
        if name.is_empty() || name.contains('@') || name.eq_ignore_ascii_case("admin") {
            return None;
        }
        let wanted = slug(&name);
        let people = self.site.providers.iter().chain(&self.site.former);
        if let Some(person) = people.into_iter().find(|p| p.id == wanted || slug(&p.original.name) == wanted) {
            return Some(person.id.clone());
        }
        if !is_provider_id(&name) {
            return Some(name);
        }
        // A word in lower case would be taken for the name of a file.
        let mut letters = name.chars();
        let capital: String = letters.next()?.to_uppercase().chain(letters).collect();
        Some(if is_provider_id(&capital) { format!("{name} (author)") } else { capital })
    }

    /// Puts everything in place and says what came of it.
    fn finish(mut self, broken: Option<BrokenAt>) -> Result<Moved> {
        let unused = self.index.attachments.values().filter(|(url, _)| !self.pictures.is_known(url)).count();
        if unused > 0 {
            *self.index.left.entry(called("attachment").to_owned()).or_default() += unused;
        }
        if let Some(staging) = &self.staging {
            place(&staging.0, self.order.root)?;
        }
        self.moved.media = std::mem::take(&mut self.pictures.taken_over);
        self.moved.failures = std::mem::take(&mut self.pictures.failures);
        self.moved.left = std::mem::take(&mut self.index.left);
        self.moved.notes = std::mem::take(&mut self.index.notes);
        self.moved.broken = broken;
        Ok(self.moved)
    }
}

struct Front {
    text: String,
    draft: bool,
}

fn body(markdown: &str) -> String {
    if markdown.is_empty() { String::new() } else { format!("\n{markdown}\n") }
}

/// Whether a build would read a file without an error.
fn reads_well(file: &str, text: &str) -> bool {
    let id = FileId::new(file);
    let mut faults = Vec::new();
    let cut = front_matter::cut(&id, text, &mut faults);
    let place = Place { file: &id, source: text, start: cut.body_at, end: text.len() };
    markdown::parse(cut.body, place, &mut faults);
    cut.front.is_some() && !faults.iter().any(|fault| fault.code.severity == Severity::Error)
}

/// Every address that is taken, folded, and the file of each page.
fn addresses(site: &Site) -> (HashSet<String>, HashMap<String, String>) {
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
struct Surroundings<'a> {
    file: &'a str,
    old: &'a str,
    index: &'a Index,
    pages: &'a HashMap<String, String>,
    pictures: &'a mut Pictures,
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
fn normal(path: &str) -> String {
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

fn plain_address(address: &str) -> String {
    let plain: String = address.chars().filter(|c| !c.is_control() && !inline::is_invisible(*c)).collect();
    if plain.chars().count() <= 120 { plain } else { plain.chars().take(117).chain("...".chars()).collect() }
}

/// HTML as words on one line, without signs that nobody sees.
fn plain(html: &str) -> String {
    let words: String = crate::html::words(html).chars().filter(|c| !inline::is_invisible(*c)).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in double quotes, as YAML and JSON write it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || inline::is_invisible(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The words up to a length, cut between words.
fn cut(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let whole = head.rsplit_once(' ').map_or(head, |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ', '-', '–', '—']))
}

/// The first sentence of a text; all of it where it is short.
fn first_sentence(text: &str) -> String {
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let ends = match c {
            '.' | '!' | '?' => after.is_empty() || after.starts_with(char::is_whitespace),
            '。' | '！' | '？' => true,
            _ => false,
        };
        // "Dr. Lee" ends no sentence, and neither does "e.g. this".
        let word = text.get(..at).and_then(|t| t.split_whitespace().next_back()).unwrap_or_default();
        let short = c == '.'
            && (word.chars().count() <= 2 || matches!(word, "Mrs" | "Prof" | "e.g" | "i.e" | "etc" | "Jan" | "Dept"));
        if ends && !short && at >= 20 {
            return cut(text.get(..at + c.len_utf8()).unwrap_or(text), MAX_SUMMARY);
        }
    }
    cut(text, MAX_SUMMARY)
}

/// Notes at the foot of a text, which WordPress keeps beside it.
fn footnotes(item: &Item) -> String {
    let Some(kept) = item.meta("footnotes").and_then(|json| serde_json::from_str::<serde_json::Value>(json).ok())
    else {
        return String::new();
    };
    let notes = kept.as_array().into_iter().flatten().filter_map(|note| note.get("content")?.as_str());
    let list: String = notes.map(|note| format!("<li>{note}</li>")).collect();
    if list.is_empty() { list } else { format!("\n\n<hr><ol>{list}</ol>") }
}

/// A sentence or two about an entry.
fn summary(item: &Item, text: &Converted) -> String {
    let written = plain(&item.excerpt);
    let written = written.trim_end_matches(['…', ' ']).trim_end_matches("[").trim_end_matches("[...]").trim();
    if !written.is_empty() {
        return cut(written, MAX_SUMMARY + 60);
    }
    let described = ["_yoast_wpseo_metadesc", "rank_math_description"].iter().find_map(|key| item.meta(key)).map(plain);
    match described.filter(|words| !words.is_empty() && !words.contains('%')) {
        Some(words) => cut(&words, MAX_SUMMARY + 60),
        None => first_sentence(&text.opening),
    }
}

/// The day on which an entry was published.
fn posted(item: &Item) -> Option<Date> {
    let day = |text: &str| text.get(..10).and_then(date);
    let feed = || Some(jiff::fmt::rfc2822::parse(&item.pub_date).ok()?.date());
    day(&item.date).or_else(|| day(&item.date_gmt)).or_else(feed).filter(|day| day.year() > 1970)
}

/// Categories and tags, in quotes.
fn topics(item: &Item, file: &str, notes: &mut Notes) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut topics = Vec::new();
    for term in item.terms.iter().filter(|term| matches!(term.domain.as_str(), "category" | "post_tag" | "tag" | "")) {
        let name = plain(if term.name.is_empty() { &term.nicename } else { &term.name });
        let slug = slug(&name);
        if name.is_empty() || term.nicename == "uncategorized" || slug == "uncategorized" {
            continue;
        }
        if slug.is_empty() {
            notes.add(What::Topic, file, clip(&name));
        } else if seen.insert(slug) {
            topics.push(quoted(&name));
        }
    }
    topics
}

/// Puts what waits in place, and takes it back where something fails on the way. Nothing that is there is replaced.
fn place(staging: &Path, root: &Path) -> Result<()> {
    let mut placed: Vec<PathBuf> = Vec::new();
    let result = place_all(staging, root, &mut placed);
    if result.is_err() {
        for path in placed.iter().rev() {
            let _ = std::fs::remove_file(path);
        }
    }
    result
}

fn place_all(staging: &Path, root: &Path, placed: &mut Vec<PathBuf>) -> Result<()> {
    for entry in walkdir::WalkDir::new(staging).sort_by_file_name() {
        let entry = entry.map_err(std::io::Error::from).map_err(Error::io("read the folder", staging))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(staging).unwrap_or(entry.path());
        let to = root.join(inside);
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io("create the folder", parent))?;
        }
        match std::fs::hard_link(entry.path(), &to) {
            Ok(()) => placed.push(to),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(Error::io("write", &to)(error));
            }
            // Not every disk has links.
            Err(_) => {
                let bytes = std::fs::read(entry.path()).map_err(Error::io("read", entry.path()))?;
                let mut file = File::create_new(&to).map_err(Error::io("write", &to))?;
                placed.push(to.clone());
                file.write_all(&bytes).map_err(Error::io("write", &to))?;
            }
        }
    }
    Ok(())
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
        assert_eq!(normal("/a/b/../c.html"), "/a/c.html");
    }

    #[test]
    fn summaries_are_whole_sentences() {
        assert_eq!(
            first_sentence("Grief comes in waves, says Dr. Lee. It goes, too."),
            "Grief comes in waves, says Dr. Lee."
        );
        assert_eq!(first_sentence("Short"), "Short");
        assert!(first_sentence(&"word ".repeat(100)).ends_with("word…"));
    }
}
