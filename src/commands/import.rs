//! `anteroom import wordpress FILE`: a site from elsewhere becomes files of this one.

use super::build::as_of;
use crate::cli::{Common, Outcome};
use crate::diagnostics::codes;
use crate::error::{Error, Result};
use crate::import::{self, Came, Moved, Order};
use crate::say;
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};

/// What `import` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Where the site comes from
    #[command(subcommand)]
    pub from: From,
}

/// Where a site comes from.
#[derive(Debug, Subcommand)]
pub enum From {
    /// The export file of WordPress; Squarespace writes the same
    Wordpress(Wordpress),
}

/// What `import wordpress` takes.
#[derive(Debug, Args)]
pub struct Wordpress {
    /// The export, an .xml file
    pub file: PathBuf,
    /// Show what would be done, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// A folder with the old site's pictures and documents, such as a copy of wp-content/uploads
    #[arg(long, value_name = "DIR")]
    pub media: Option<PathBuf>,
    /// The old site's address, where the export does not say it: links to it become links between files
    #[arg(long, value_name = "URL", value_parser = super::build::base_url)]
    pub old_url: Option<String>,
    /// Fetch pictures and documents from the old site; without this nothing goes over the network
    #[arg(long)]
    pub fetch_pictures: bool,
}

/// How many lines of a list are shown; the file with the report has all.
const SHOWN: usize = 8;

/// Imports.
///
/// # Errors
/// A file cannot be read or written.
pub fn run(arguments: &Arguments, common: &Common) -> Result<Outcome> {
    let From::Wordpress(given) = &arguments.from;
    let root = &common.site;
    for (what, path, there) in [
        ("file", Some(&given.file), given.file.is_file()),
        ("folder", given.media.as_ref(), given.media.as_ref().is_none_or(|media| media.is_dir())),
        ("folder", Some(root), root.is_dir()),
    ] {
        if let (Some(path), false) = (path, there) {
            say::error(&format!("there is no {what} {}", path.display()));
            return Ok(Outcome::Refused);
        }
    }
    let Some(as_of) = as_of(None, root) else { return Ok(Outcome::Refused) };
    let talk = !common.quiet && std::io::stderr().is_terminal();
    let order = Order {
        root,
        export: &given.file,
        media: given.media.as_deref(),
        fetch: given.fetch_pictures,
        old_url: given.old_url.as_deref(),
        dry_run: given.dry_run,
        as_of,
        told: talk.then_some(|count| say::passing(&format!("Fetching pictures: {count} ..."))),
    };
    let moved = import::wordpress(&order)?;
    if talk {
        say::passing("");
    }
    let moved = match moved {
        Ok(moved) => moved,
        Err(reason) => {
            say::error(&reason);
            return Ok(Outcome::Refused);
        }
    };
    let broken = moved.broken.as_ref().map(|at| broken(at, &given.file, moved.came.is_empty()));
    if let Some(broken) = &broken {
        say::line(broken);
    }
    let file = match given.dry_run || moved.came.is_empty() {
        true => None,
        false => Some(keep(root, &report(&moved, given, usize::MAX, None))?),
    };
    if !common.quiet {
        say::line(report(&moved, given, SHOWN, file.as_deref()).trim_end());
        say::line(&next(&moved, given, root));
    }
    Ok(if broken.is_some() { Outcome::ContentErrors } else { Outcome::Done })
}

/// A broken export, in the words and the form of a diagnostic.
fn broken(at: &import::BrokenAt, file: &Path, nothing: bool) -> String {
    let code = &codes::EXPORT_BROKEN;
    let help = match nothing {
        true => "make the export once more",
        false => {
            "what stands before this place was brought over; make the export once more, and import it again for the rest"
        }
    };
    format!(
        "{}[{}]: the export cannot be read further: {}\n --> {}:{}:{}\n  = help: {help}\n",
        code.severity.word(),
        code.name,
        at.message,
        file.display(),
        at.line,
        at.column
    )
}

/// Keeps the whole report beside the site's folders, under a name that is free.
fn keep(root: &Path, text: &str) -> Result<PathBuf> {
    let mut number = 1;
    loop {
        let name = if number == 1 { "moved-in.txt".to_owned() } else { format!("moved-in-{number}.txt") };
        let path = root.join(name);
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).map_err(Error::io("write", &path))?;
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(Error::io("write", &path)(error)),
        }
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A list, cut where it is long.
fn list(out: &mut String, lines: &[String], most: usize) {
    for line in lines.iter().take(most) {
        let _ = writeln!(out, "    {line}");
    }
    if lines.len() > most {
        let _ = writeln!(out, "    ... and {} more", lines.len() - most);
    }
}

/// What came over, what did not, what to look at.
fn report(moved: &Moved, given: &Wordpress, most: usize, file: Option<&Path>) -> String {
    let mut out = String::new();
    let articles = moved.came.iter().filter(|came| came.article).count();
    let pages = moved.came.len() - articles;
    let drafts = moved.came.iter().filter(|came| came.draft).count();
    let from = if moved.from.is_empty() { String::new() } else { format!(" from \"{}\"", moved.from) };
    let did = if given.dry_run { "Would bring" } else { "Brought" };
    let _ = writeln!(out, "{did} over{from}:");
    let counted = [
        (articles, count(articles, "article", "articles"), "content/articles"),
        (pages, count(pages, "page", "pages"), "content/pages"),
        (moved.media.len(), count(moved.media.len(), "picture or document", "pictures and documents"), "content/media"),
    ];
    for (_, words, folder) in counted.iter().filter(|(number, ..)| *number > 0) {
        let _ = writeln!(out, "  {words} to {folder}/");
    }
    if moved.came.is_empty() {
        let _ = writeln!(out, "  nothing");
    }
    if drafts > 0 {
        let _ = writeln!(
            out,
            "  {} of them {} not published (draft: true)",
            drafts,
            if drafts == 1 { "is" } else { "are" }
        );
    }
    if moved.aliases > 0 {
        let _ = writeln!(
            out,
            "  {} on to the new pages (aliases:)",
            count(moved.aliases, "old address leads", "old addresses lead")
        );
    }
    if moved.again > 0 {
        let _ = writeln!(
            out,
            "  {} here already from an earlier import and stayed as they are",
            count(moved.again, "text was", "texts were")
        );
    }
    if most == usize::MAX || given.dry_run {
        let one = |Came { file, draft, .. }: &Came| {
            if *draft { format!("{file} (draft)") } else { file.clone() }
        };
        let lines: Vec<String> = moved.came.iter().map(one).collect();
        list(&mut out, &lines, if given.dry_run { most.max(40) } else { most });
    }
    if !moved.left.is_empty() {
        let _ = writeln!(out, "\nNot brought over:");
        for (what, number) in &moved.left {
            let _ = writeln!(out, "  {what}: {number}");
        }
    }
    for (quiet, title) in [(false, "Look at these:"), (true, "Good to know:")] {
        let mut first = true;
        for (what, notes) in moved.notes.iter().filter(|(what, _)| what.is_quiet() == quiet) {
            if std::mem::take(&mut first) {
                let _ = writeln!(out, "\n{title}");
            }
            let (happened, todo) = what.heading();
            let _ = writeln!(out, "  {happened} ({}).\n  What to do: {todo}.", notes.len());
            let lines: Vec<String> = notes
                .iter()
                .map(|(file, detail)| if detail.is_empty() { file.clone() } else { format!("{file}: {detail}") })
                .collect();
            list(&mut out, &lines, most);
        }
    }
    if !moved.failures.is_empty() {
        let _ = writeln!(out, "\nCould not be fetched:");
        let lines: Vec<String> = moved.failures.iter().map(|(url, why)| format!("{url}: {why}")).collect();
        list(&mut out, &lines, most);
    }
    if let Some(file) = file {
        let _ = writeln!(out, "\nAll of this, with every file, is in {}. Delete it when you are done.", file.display());
    }
    out
}

/// The next step.
fn next(moved: &Moved, given: &Wordpress, root: &Path) -> String {
    let shown = root.display().to_string();
    let site = match shown.as_str() {
        "." => String::new(),
        shown if shown.contains(char::is_whitespace) => format!(" --site \"{shown}\""),
        shown => format!(" --site {shown}"),
    };
    if given.dry_run {
        return "\nNothing was written. Leave --dry-run away to do it.".to_owned();
    }
    if moved.came.is_empty() {
        return "\nNothing was written.".to_owned();
    }
    format!(
        "\nNext:\n  1. See the site, drafts too:  anteroom serve --open --drafts{site}\n  2. Find old addresses that would be lost:  anteroom check --old-sitemap FILE{site}\n     FILE is the old site's sitemap.xml: open it in the browser before you close the old site, and save it."
    )
}
