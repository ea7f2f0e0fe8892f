//! `anteroom build`: the whole pipeline, once.

use crate::cli::{Common, Format, Outcome};
use crate::diagnostics::{Diagnostics, Severity, json, terminal};
use crate::error::Result;
use crate::memo::Memo;
use crate::model::{self, Settings};
use crate::output::{self, CommitMode, Promise, Written};
use crate::paper::prints::Done;
use crate::pipeline::{Made, make};
use crate::say;
use crate::source::{self, SourceTree};
use clap::Args;
use jiff::civil::Date;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What `build` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Where the finished site goes
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The address that the site will have, in place of url in practice.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Links lead from file to file, for reading without a server
    #[arg(long)]
    pub relative: bool,
    /// Show drafts too, and what is not published yet or no longer
    #[arg(long)]
    pub drafts: bool,
    /// Build as on this day, such as 2026-11-23
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// How problems are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

pub(super) fn base_url(text: &str) -> std::result::Result<String, String> {
    let url = text.trim_end_matches('/');
    if model::text::is_web_address(url) && !url.contains(['?', '#']) {
        Ok(url.to_owned())
    } else {
        Err("write the whole address, such as https://www.example.com".to_owned())
    }
}

pub(super) fn date(text: &str) -> std::result::Result<Date, String> {
    source::yaml::reader::date(text).ok_or_else(|| "write year-month-day, such as 2026-11-23".to_owned())
}

/// Says how many pictures and PDFs are done, at a terminal and only when it takes a while: the first build makes all of them.
fn progress(started: Instant, talk: bool) -> impl Fn(Done) + Sync {
    let last = AtomicU64::new(1);
    move |done| {
        let second = started.elapsed().as_secs();
        if talk && second > last.fetch_max(second, Ordering::Relaxed) {
            say::passing(&match done {
                Done::Pdf(done) => format!("Typesetting PDFs: {done} so far ..."),
                Done::Picture(done) => format!("Making pictures smaller: {done} so far ..."),
            });
        }
    }
}

/// Builds the site.
///
/// # Errors
/// The machine failed: a folder cannot be read or written.
pub fn run(arguments: &Arguments, common: &Common) -> Result<Outcome> {
    let started = Instant::now();
    let root = &common.site;
    if !root.is_dir() {
        say::error(&format!("there is no folder {}", root.display()));
        return Ok(Outcome::Refused);
    }
    let Some(as_of) = as_of(arguments.as_of, root) else { return Ok(Outcome::Refused) };
    let settings = Settings {
        as_of,
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
        relative: arguments.relative,
    };
    let talk = !common.quiet && arguments.format == Format::Text && std::io::stderr().is_terminal();
    let made = make(root, settings, &Memo::off(), &progress(started, talk))?;
    if talk {
        say::passing("");
    }
    report(&made.diagnostics, &made.tree, arguments.format, common);
    if made.diagnostics.has_errors() {
        if !common.quiet && arguments.format == Format::Text {
            say::line("Nothing was written; the last good site stays as it is. Mend the errors above and build again.");
        }
        return Ok(Outcome::ContentErrors);
    }
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    let written = output::write(root, &out, &made.rendered, CommitMode::Auto)?;
    if !common.quiet && arguments.format == Format::Text {
        say::line(&summary(&made, &written, &out, started.elapsed()));
    }
    // The process ends here; giving back every page one by one would take as long as a tenth of the build.
    std::mem::forget(made);
    Ok(Outcome::Done)
}

/// Today: what the command line says, else `SOURCE_DATE_EPOCH`, else the clock in the practice's time zone.
pub(super) fn as_of(given: Option<Date>, root: &std::path::Path) -> Option<Date> {
    if given.is_some() {
        return given;
    }
    let zone = zone(root);
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let instant = seconds.trim().parse().ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
            if instant.is_none() {
                say::error("SOURCE_DATE_EPOCH is set, but is not a number of seconds since 1970");
            }
            // Reproducible means the same everywhere: the zone of this machine must not count.
            instant.map(|i| i.to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC)).date())
        }
        Err(_) => {
            let now = jiff::Timestamp::now();
            Some(now.to_zoned(zone.unwrap_or_else(jiff::tz::TimeZone::system)).date())
        }
    }
}

/// The practice's time zone, looked up before anything is parsed: the day decides what is published.
pub(super) fn zone(root: &std::path::Path) -> Option<jiff::tz::TimeZone> {
    let text = std::fs::read_to_string(root.join("content/practice.yaml")).ok()?;
    let node = source::yaml::parse(&model::practice::file(), &text, 0, &mut Vec::new())?;
    jiff::tz::TimeZone::get(node.get("timezone")?.text()?).ok()
}

/// Shows what was found.
pub(super) fn report(diagnostics: &Diagnostics, tree: &SourceTree, format: Format, common: &Common) {
    match format {
        Format::Json => say::data(&json::render(diagnostics, tree)),
        Format::Text => {
            let style = terminal::Style { color: common.colors(), width: width() };
            let shown = if common.quiet {
                diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect()
            } else {
                diagnostics.clone()
            };
            let text = terminal::render(&shown, tree, style);
            if !text.is_empty() {
                say::line(text.trim_end());
            }
        }
    }
}

/// Columns of the terminal, where it says.
pub(super) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| (40..=400).contains(c)).unwrap_or(120)
}

fn summary(made: &Made, written: &Written, out: &std::path::Path, elapsed: Duration) -> String {
    let pages = made.site.layout.pages.len();
    let bytes: u64 = made.rendered.outputs.values().map(output::Output::len).sum();
    let changes = match written.promise {
        Promise::Untouched => "nothing has changed since the last build".to_owned(),
        _ => format!("{} new, {} changed, {} removed", written.added, written.changed, written.removed),
    };
    let prints = match made.site.layout.prints.len() {
        0 => String::new(),
        1 => " and 1 PDF".to_owned(),
        n => format!(" and {n} PDFs"),
    };
    let mut lines = format!(
        "Built {pages} page{}{prints} ({}) in {} s: {changes}.\nThe site is in {}",
        if pages == 1 { "" } else { "s" },
        size(bytes),
        seconds(elapsed),
        out.display(),
    );
    for line in model::translated::untranslated(&made.site) {
        lines.push('\n');
        lines.push_str(&line);
    }
    if written.promise == Promise::Replaced {
        lines.push_str("\nThis disk cannot exchange two folders in one step, so the files were replaced one by one.");
    }
    if let Some(kept) = &written.set_aside {
        let which = if written.last_unknown { "were not as Anteroom now writes them" } else { "were edited by hand" };
        lines.push_str(&format!(
            "\nPages in the output folder that {which} were replaced; what they said is kept in {}",
            kept.display()
        ));
    }
    if written.last_unknown && written.foreign > 0 {
        let files = if written.foreign == 1 { "1 file".to_owned() } else { format!("{} files", written.foreign) };
        lines.push_str(&format!(
            "\nIt is not known which files the last build wrote to this folder (that is kept in \".anteroom\"), so {files} that \
             this site does not have stayed there. Pages that you took off the site may be among them. If you need none of \
             them, delete the folder {} and build again.",
            out.display()
        ));
    }
    if let Some(left) = &written.left_behind {
        lines.push_str(&format!(
            "\nA hidden folder could not be removed. The next build tries again: {}",
            left.display()
        ));
    }
    lines
}

/// "1.2 MB"
fn size(bytes: u64) -> String {
    match bytes {
        0..=999 => format!("{bytes} bytes"),
        1_000..=999_999 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

pub(super) fn seconds(elapsed: Duration) -> String {
    format!("{:.2}", elapsed.as_secs_f64())
}
