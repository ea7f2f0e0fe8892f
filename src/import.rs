//! Moving in: another system's export becomes files of this site.
//!
//! 1. [`wxr`] reads the export twice, as a stream: once to know what there is and what it is called, once for the texts.
//! 2. Every entry gets a file name that is free, and its old address leads on to it. Nothing that is there is changed.
//! 3. Each text becomes Markdown ([`html`]), is read back as a build would read it, and waits in a folder beside the site.
//! 4. Only when all is ready are the files put in place; if that fails on the way, those that were are taken back.

pub mod blocks;
mod front;
pub mod html;
mod index;
pub mod inline;
pub mod notes;
pub mod pictures;
mod placing;
pub mod shortcodes;
mod surroundings;
pub mod wxr;

use crate::error::{Error, Result};
use crate::fetch::Fetcher;
use crate::memo::Memo;
use crate::model::addresses::{fold, slug};
use crate::model::provider::is_provider_id;
use crate::model::routes::alias_path;
use crate::model::{Settings, Site};
use crate::pipeline;
use crate::source::yaml::reader::{clip, date};
use crate::source::{self, SourceTree};
use front::{Front, body, cut, footnotes, plain, posted, quoted, reads_well, summary, topics};
use html::{Converted, World};
use index::{Index, called, key, take_apart};
use jiff::civil::Date;
use notes::{Notes, What};
use pictures::Pictures;
use placing::{Staging, place};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use surroundings::{Surroundings, addresses, plain_address};
use wxr::{Broken, Item};

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
