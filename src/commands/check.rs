//! `anteroom check`: everything that a build would say, and what the rules find, without writing anything.

use super::build::{as_of, width};
use crate::blob::BlobStore;
use crate::check::external::{self as links, visit};
use crate::check::{self, fix, old_addresses, report};
use crate::cli::{Common, Outcome};
use crate::diagnostics::terminal::Style;
use crate::diagnostics::{Diagnostics, Severity, json};
use crate::error::Result;
use crate::memo::Memo;
use crate::model::Settings;
use crate::paper::prints::Desk;
use crate::say;
use crate::source::{self, SourceTree};
use crate::{error::Error, pipeline};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

/// What `check` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Let warnings count as errors do
    #[arg(long)]
    pub strict: bool,
    /// List addresses of the old site that lead nowhere on this one: its sitemap.xml, or a list with one address a line.
    /// Only an address that begins with https:// or http:// is fetched
    #[arg(long, value_name = "FILE|URL")]
    pub old_sitemap: Option<String>,
    /// Mend what can be mended without a question left, such as a misspelled key; the changes are shown first
    #[arg(long)]
    pub fix: bool,
    /// Make the changes of --fix without asking
    #[arg(long, requires = "fix")]
    pub yes: bool,
    /// Try the links that lead to other sites, too: each is asked whether it is still there
    #[arg(long)]
    pub external: bool,
    /// Check as on this day, such as 2026-11-23
    #[arg(long, value_name = "DATE", value_parser = super::build::date)]
    pub as_of: Option<Date>,
    /// How problems are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, to standard error
    Text,
    /// For programs, to standard output
    Json,
    /// For GitHub Actions, to standard output: each finding at its line of a change
    Github,
}

/// Checks the site.
///
/// # Errors
/// A folder cannot be read.
pub fn run(arguments: &Arguments, common: &Common) -> Result<Outcome> {
    let root = &common.site;
    if !root.is_dir() {
        say::error(&format!("there is no folder {}", root.display()));
        return Ok(Outcome::Refused);
    }
    let Some(as_of) = as_of(arguments.as_of, root) else { return Ok(Outcome::Refused) };
    let old = match arguments.old_sitemap.as_deref().map(old_addresses::read).transpose() {
        Ok(old) => old,
        Err(reason) => {
            say::error(&reason);
            return Ok(Outcome::Refused);
        }
    };
    let (mut found, mut tree) = look(root, as_of, arguments, old.as_ref(), common)?;
    if arguments.fix && mend(root, &found, &tree, arguments.yes)? {
        (found, tree) = look(root, as_of, arguments, old.as_ref(), common)?;
    }
    let found = &found;
    match arguments.format {
        Format::Json => say::data(&json::render(&report::in_order(found), &tree)),
        Format::Github => say::data(&report::github(found, &tree)),
        Format::Text => {
            let style = Style { color: common.colors(), width: width() };
            let quiet = |d: &&crate::diagnostics::Diagnostic| !common.quiet || d.severity == Severity::Error;
            let shown: Diagnostics = found.iter().filter(quiet).cloned().collect();
            let text = report::text(&shown, &tree, style);
            if !text.is_empty() {
                say::line(text.trim_end());
                say::line("");
            }
            if !common.quiet {
                say::line(&report::summary(found, arguments.strict));
            }
        }
    }
    let fails = found.has_errors() || arguments.strict && found.count(Severity::Warning) > 0;
    Ok(if fails { Outcome::ContentErrors } else { Outcome::Done })
}

/// What is found, and the files in which.
fn look(
    root: &Path,
    as_of: Date,
    arguments: &Arguments,
    old: Option<&old_addresses::OldSite>,
    common: &Common,
) -> Result<(Diagnostics, Arc<SourceTree>)> {
    let settings = Settings { as_of, drafts: false, base_url: None, relative: false };
    let tree = source::load(root).map_err(Error::io("read the folder", root))?;
    let (memo, store) = (Memo::off(), BlobStore::reading(root));
    let mut made = pipeline::finish(pipeline::prepare(tree.into(), settings, &memo), &Desk::new(&memo, &store));
    let complete = !made.diagnostics.has_errors();
    made.diagnostics.extend(check::check(&made.tree, &made.site, &made.rendered, complete));
    if arguments.external {
        let talk = !common.quiet && arguments.format == Format::Text && std::io::stderr().is_terminal();
        made.diagnostics.extend(external(root, &made, talk));
        made.diagnostics.sort();
    }
    let mut tree = made.tree;
    if let Some(old) = old {
        made.diagnostics.extend(old_addresses::lost(old, &made.site, &made.rendered));
        made.diagnostics.sort();
        // Its own lines are shown.
        let tree = std::sync::Arc::make_mut(&mut tree);
        tree.files.extend(old.files.iter().map(|file| (file.id.clone(), file.clone())));
    }
    Ok((made.diagnostics, tree))
}

/// Shows what can be mended and mends it, where whoever is there agrees; says whether it did.
fn mend(root: &Path, found: &Diagnostics, tree: &SourceTree, yes: bool) -> Result<bool> {
    let changes = fix::changes(found, tree);
    let count: usize = changes.values().map(Vec::len).sum();
    if count == 0 {
        say::line("There is nothing that can be mended without you.\n");
        return Ok(false);
    }
    say::line(&fix::show(&changes, tree));
    let these = if count == 1 { "this change".to_owned() } else { format!("these {count} changes") };
    let agreed = yes
        || std::io::stdin().is_terminal()
            && std::io::stderr().is_terminal()
            && dialoguer::Confirm::new().with_prompt(format!("Make {these}?")).interact().unwrap_or(false);
    if !agreed {
        say::line(&format!("Nothing was changed. To make {these}, run it again with --yes.\n"));
        return Ok(false);
    }
    for file in fix::apply(root, &changes, tree).map_err(Error::io("change files in", root))? {
        say::line(&format!("{file} was left alone: it is a link, or has just been changed by somebody else."));
    }
    say::line(&format!("Made {these}. What is left:\n"));
    Ok(true)
}

/// Tries the links that lead off the site; what was answered lately is not asked again.
fn external(root: &Path, made: &pipeline::Made, talk: bool) -> Diagnostics {
    let found = links::links(&made.site, &made.rendered);
    let now = jiff::Timestamp::now().as_second();
    let mut kept = links::Kept::of_site(root);
    let (known, new): (Vec<String>, Vec<String>) = found.keys().cloned().partition(|to| kept.answer(to, now).is_some());
    let total = new.len();
    let done = |n: usize| {
        if talk {
            say::passing(&format!("Trying links to other sites: {n} of {total} ..."));
        }
    };
    let mut answers = visit::all(&new, &done);
    if talk {
        say::passing("");
    }
    let old: Vec<_> = known.into_iter().filter_map(|to| kept.answer(&to, now).cloned().map(|a| (to, a))).collect();
    kept.keep(&answers, now);
    answers.extend(old);
    links::report(&found, &answers, &made.tree)
}
