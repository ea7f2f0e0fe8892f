//! `anteroom serve`: the site in a browser, changing as its files do.

use super::build;
use crate::cli::{Common, Format, Outcome};
use crate::diagnostics::{Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::model::Settings;
use crate::say;
use crate::serve::http;
use crate::serve::live::{Live, News, STUCK, UNSTICK};
use clap::Args;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// Where the preview is looked for first.
const PORT: u16 = 4000;

/// How many ports after one that is taken are tried.
const PORTS: u16 = 50;

/// How often the calendar is looked at: a computer that slept did not count the hours.
const CALENDAR: Duration = Duration::from_secs(600);

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The port; if it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = PORT, value_parser = clap::value_parser!(u16).range(1..))]
    pub port: u16,
    /// Let other computers of your network see the preview: the address to listen at, such as 0.0.0.0
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
    /// Show drafts too, and what is not published yet or no longer
    #[arg(long)]
    pub drafts: bool,
    /// Look at all files in turn: for folders on a network, where changes are not told
    #[arg(long)]
    pub poll: bool,
}

/// Serves the site until Ctrl-C.
///
/// # Errors
/// The folder cannot be read, or no port is free.
pub fn run(arguments: &Arguments, common: &Common) -> Result<Outcome> {
    let started = Instant::now();
    let root = &common.site;
    if !root.is_dir() {
        say::error(&format!("there is no folder {}", root.display()));
        return Ok(Outcome::Refused);
    }
    // Watchers name files by their full path.
    let root = root.canonicalize().map_err(Error::io("read the folder", root))?;
    let Some((settings, _)) = day(&root, arguments.drafts) else { return Ok(Outcome::Refused) };
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    // A PDF that is asked for before its turn is typeset where it is asked for.
    let runtime = builder.worker_threads(2).thread_stack_size(crate::paper::prints::STACK).enable_all().build();
    let runtime = runtime.map_err(Error::io("start the server for", &root))?;
    let (address, name) = match listening_place(arguments.host.as_deref(), &runtime) {
        Ok(place) => place,
        Err(words) => {
            say::error(&words);
            return Ok(Outcome::Refused);
        }
    };
    let listener = runtime.block_on(listen(address, arguments.port))?;
    let reached = listener.local_addr().map_err(Error::io("start the server for", &root))?;
    let (live, folder) = Live::open(&root, settings)?;
    let url = shown_url(reached, &live.now().shown.base());
    if !common.quiet {
        say::line(&greeting(&live, arguments, reached, &url, started.elapsed()));
    }
    let reporter = Arc::new(Reporter { common: common.clone(), said: Mutex::default() });
    reporter.report(&live.now().diagnostics, &live.now().tree);
    let finisher = (Arc::clone(&live), Arc::clone(&reporter));
    std::thread::spawn(move || finisher.0.work(&|news| finisher.1.tell(news), &|| finisher.1.stuck()));
    let follower = (Arc::clone(&live), Arc::clone(&reporter), root.clone());
    let (poll, drafts) = (arguments.poll, arguments.drafts);
    std::thread::spawn(move || {
        let (live, reporter, root) = follower;
        let clock_root = root.clone();
        live.follow(root, folder, poll, &move || day(&clock_root, drafts), &|news| reporter.tell(news), &|| {
            reporter.stuck()
        });
    });
    if arguments.open && open::that_detached(&url).is_err() {
        say::line(&format!("The browser could not be opened; go to {url}"));
    }
    let served = runtime.block_on(async {
        let server = axum::serve(listener, http::router(live, name).into_make_service());
        tokio::select! {
            served = server => served,
            // Open streams would hold a server that waits for them; nothing is lost by leaving at once.
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    });
    runtime.shutdown_background();
    served.map_err(Error::io("serve", &common.site))?;
    if !common.quiet {
        say::line("\nThe preview has ended. Your files are as you left them.");
    }
    Ok(Outcome::Done)
}

/// The settings of today, and when tomorrow begins in the practice's zone.
fn day(root: &Path, drafts: bool) -> Option<(Settings, Instant)> {
    let as_of = build::as_of(None, root)?;
    let zone = build::zone(root).unwrap_or_else(jiff::tz::TimeZone::system);
    let now = jiff::Timestamp::now();
    let tomorrow = now.to_zoned(zone).tomorrow().and_then(|day| day.start_of_day()).ok();
    let left = tomorrow.map(|day| now.duration_until(day.timestamp()).unsigned_abs());
    let settings = Settings { as_of, drafts, base_url: None, relative: false };
    Some((settings, Instant::now() + left.unwrap_or(CALENDAR).min(CALENDAR)))
}

/// The address to listen at, and the name that browsers may call it by.
fn listening_place(
    host: Option<&str>,
    runtime: &tokio::runtime::Runtime,
) -> std::result::Result<(IpAddr, Option<String>), String> {
    let Some(host) = host else { return Ok((Ipv4Addr::LOCALHOST.into(), None)) };
    if let Ok(address) = host.parse() {
        return Ok((address, None));
    }
    let found = runtime.block_on(tokio::net::lookup_host((host, 0))).ok().and_then(|mut all| all.next());
    match found {
        Some(found) => Ok((found.ip(), Some(host.to_ascii_lowercase()))),
        None => Err(format!(
            "\"{host}\" is no address of this computer; write one such as 192.168.1.20, or 0.0.0.0 for all"
        )),
    }
}

/// Listens at the port or at the next one that is free.
async fn listen(address: IpAddr, port: u16) -> Result<TcpListener> {
    let mut next = port;
    loop {
        let place = SocketAddr::new(address, next);
        match TcpListener::bind(place).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && next < port.saturating_add(PORTS) => next += 1,
            Err(source) => return Err(Error::Listen { address: place, source }),
        }
    }
}

/// The address for a browser on this computer.
fn shown_url(reached: SocketAddr, base: &str) -> String {
    let ip = if reached.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { reached.ip() };
    format!("http://{}{base}/", SocketAddr::new(ip, reached.port()))
}

fn greeting(live: &Live, arguments: &Arguments, reached: SocketAddr, url: &str, took: Duration) -> String {
    let shown = live.now().shown;
    let pages = shown.pages();
    let mut lines = String::new();
    if reached.port() != arguments.port {
        lines.push_str(&format!("Port {} is taken by another program; {} is free.\n", arguments.port, reached.port()));
    }
    if !reached.ip().is_loopback() {
        lines.push_str(
            "Everybody on this network can see the preview now, with whatever is not published yet. Without --host only \
             this computer can.\n",
        );
    }
    lines.push_str(&format!(
        "{} is ready after {} s: {pages} page{}.\n\n    {url}\n\nIt changes as you save. Press Ctrl-C to end it.",
        shown.name(),
        build::seconds(took),
        if pages == 1 { "" } else { "s" },
    ));
    lines
}

/// Says in the terminal what has happened, and what is wrong whenever that is another than before.
struct Reporter {
    common: Common,
    said: Mutex<Diagnostics>,
}

impl Reporter {
    fn tell(&self, news: &News<'_>) {
        if !self.common.quiet && !news.changed.is_empty() {
            let mut names = news.changed.iter().take(3).map(|file| file.as_str()).collect::<Vec<_>>().join(", ");
            if let more @ 1.. = news.changed.len().saturating_sub(3) {
                names.push_str(&format!(" and {more} more"));
            }
            let time = jiff::Zoned::now().strftime("%H:%M:%S");
            let what = if news.now.diagnostics.has_errors() { "looked at" } else { "shown" };
            say::line(&format!("{time}  {names}: {what} in {} ms", news.took.as_millis().max(1)));
        }
        self.report(&news.now.diagnostics, &news.now.tree);
    }

    /// Says that Anteroom failed at the last change.
    fn stuck(&self) {
        say::error(&format!("{STUCK} {UNSTICK}"));
    }

    fn report(&self, diagnostics: &Diagnostics, tree: &crate::source::SourceTree) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if *said == *diagnostics {
            return;
        }
        let had_errors = said.has_errors();
        let new: Diagnostics = diagnostics.iter().filter(|d| !said.iter().any(|old| old == *d)).cloned().collect();
        *said = diagnostics.clone();
        drop(said);
        build::report(&new, tree, Format::Text, &self.common);
        if self.common.quiet {
            return;
        }
        match (had_errors, diagnostics.count(Severity::Error)) {
            (true, 0) => say::line("All errors are mended."),
            (_, 0) => {}
            (_, 1) => say::line("The last good site stays until this is mended."),
            (_, n) => say::line(&format!("The last good site stays until these {n} errors are mended.")),
        }
    }
}
