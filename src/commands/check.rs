//! `anteroom check`: everything that a build would say, and more, without writing anything.

use super::build::{as_of, report};
use crate::blob::BlobStore;
use crate::check::old_addresses;
use crate::cli::{Common, Format, Outcome};
use crate::diagnostics::terminal;
use crate::error::Result;
use crate::memo::Memo;
use crate::model::Settings;
use crate::paper::prints::Desk;
use crate::say;
use crate::source;
use crate::{error::Error, pipeline};
use clap::Args;
use jiff::civil::Date;

/// What `check` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// List addresses of the old site that lead nowhere on this one: its sitemap.xml, or a list with one address a line.
    /// Only an address that begins with https:// or http:// is fetched
    #[arg(long, value_name = "FILE|URL")]
    pub old_sitemap: Option<String>,
    /// Check as on this day, such as 2026-11-23
    #[arg(long, value_name = "DATE", value_parser = super::build::date)]
    pub as_of: Option<Date>,
    /// How problems are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
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
    let settings = Settings { as_of, drafts: false, base_url: None, relative: false };
    let tree = source::load(root).map_err(Error::io("read the folder", root))?;
    let (memo, store) = (Memo::off(), BlobStore::reading(root));
    let mut made = pipeline::finish(pipeline::prepare(tree.into(), settings, &memo), &Desk::new(&memo, &store));
    let mut tree = made.tree;
    if let Some(old) = old {
        made.diagnostics.extend(old_addresses::lost(&old, &made.site, &made.rendered));
        made.diagnostics.sort();
        // Its own lines are shown.
        let tree = std::sync::Arc::make_mut(&mut tree);
        tree.files.extend(old.files.into_iter().map(|file| (file.id.clone(), file)));
    }
    report(&made.diagnostics, &tree, arguments.format, common);
    if made.diagnostics.is_empty() && !common.quiet && arguments.format == Format::Text {
        say::line(&format!("No problems: {}.", terminal::count(&made.diagnostics)));
    }
    Ok(if made.diagnostics.has_errors() { Outcome::ContentErrors } else { Outcome::Done })
}
