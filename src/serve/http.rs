//! The preview's server.
//!
//! 1. Who asks is looked at first: a name in `Host` that is not this computer's is refused, so that no other website can have
//!    its own name point here and read the preview (DNS rebinding).
//! 2. An address is answered as a host would answer it: see [`super::hosting`].
//! 3. Pages for a browser get one script more, which listens for news and draws problems over the page. Every other program
//!    gets the bytes that will be published.

use super::hosting::{self, Way};
use super::live::{Live, Now};
use super::preview::Found;
use super::problems::Problems;
use crate::output::Output;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use headers::{ETag, HeaderMapExt, IfNoneMatch, Range};
use std::convert::Infallible;
use std::io::{Read, Seek, SeekFrom};
use std::net::IpAddr;
use std::ops::Bound;
use std::sync::Arc;

/// Where the preview's own files lie: no page of a site has such an address.
const OWN: &str = "/__anteroom";

/// What the browser runs beside the page.
const SCRIPT: &str = include_str!("assets/live.js");

/// What handlers share.
#[derive(Clone)]
struct Shared {
    live: Arc<Live>,
    /// The name by which the owner let other computers in.
    host: Option<String>,
}

/// The server's routes. `host` is a name that may stand in `Host` beside this computer's own.
pub fn router(live: Arc<Live>, host: Option<String>) -> Router {
    let shared = Shared { live, host };
    Router::new()
        .route(&format!("{OWN}/live.js"), get(script))
        .route(&format!("{OWN}/events"), get(events))
        .route(&format!("{OWN}/problems"), get(problems))
        .fallback(page)
        .layer(middleware::from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

/// Refuses whoever asks for another computer, and whatever another website asks for.
async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| is_ours(host, shared.host.as_deref())) {
        return plain(StatusCode::FORBIDDEN, "This preview answers only to the computer that it runs on.\n");
    }
    let crosses = request.headers().get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if crosses && request.uri().path().starts_with(OWN) {
        return plain(StatusCode::FORBIDDEN, "This is for the preview's own pages.\n");
    }
    next.run(request).await
}

/// Whether a `Host` header names this computer: by number, as `localhost`, or by the name that the owner gave.
fn is_ours(host: &str, given: Option<&str>) -> bool {
    let name = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or(six),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name.parse::<IpAddr>().is_ok() || name == "localhost" || name.ends_with(".localhost") || given == Some(&name)
}

async fn script() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, SCRIPT).into_response()
}

/// One event at once, and one with each new state.
async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let bell = shared.live.bell();
    let stream = stream::unfold((shared.live, bell, true), |(live, mut bell, first)| async move {
        if !first {
            bell.changed().await.ok()?;
        }
        bell.mark_unchanged();
        let now = live.now();
        let said = serde_json::json!({
            "number": now.number,
            "errors": now.diagnostics.count(crate::diagnostics::Severity::Error),
            "warnings": now.diagnostics.count(crate::diagnostics::Severity::Warning),
            "stuck": now.stuck,
        });
        Some((Ok(Event::default().data(said.to_string())), (live, bell, false)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn problems(State(shared): State<Shared>) -> Response {
    let json = serde_json::to_string(&Problems::of(&shared.live.now())).unwrap_or_default();
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, json).into_response()
}

/// Any address of the site.
async fn page(State(shared): State<Shared>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "A website made of files can only be read.\n");
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let now = shared.live.now();
    // Rendering and typesetting are no work for a thread on which others wait.
    let answered = tokio::task::spawn_blocking(move || answer(&now, &uri, &headers)).await;
    let mut response =
        answered.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "This could not be made. Try again.\n"));
    if method == Method::HEAD {
        // What a body would have had is said, as hosts do (RFC 9110, 9.3.2).
        let len = response.body().size_hint().exact();
        *response.body_mut() = Body::empty();
        if let (Some(len), false) = (len, response.headers().contains_key(header::CONTENT_LENGTH)) {
            response.headers_mut().insert(header::CONTENT_LENGTH, len.into());
        }
    }
    response
}

fn answer(now: &Now, uri: &Uri, asked: &HeaderMap) -> Response {
    let (shown, address) = (&*now.shown, uri.path());
    let base = shown.base();
    let text = |path: &str| match shown.find(path) {
        Found::Output(Output::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        Found::Output(Output::File { source, .. }) => std::fs::read_to_string(source).unwrap_or_default(),
        _ => String::new(),
    };
    let (status, path) = match hosting::way(address, &base, |path| shown.has(path)) {
        Way::File(path) => (StatusCode::OK, Some(path)),
        Way::Moved(to) => return moved(&to, uri),
        Way::Nowhere => {
            if let Some(to) = hosting::redirect(&text("_redirects"), address) {
                return moved(&to, uri);
            }
            (StatusCode::NOT_FOUND, hosting::not_found(address, &base, |path| shown.has(path)))
        }
    };
    let Some(path) = path else { return plain(status, "There is no page at this address.\n") };
    // Until all of the newest state is known, a page that it cannot show is the last good one.
    let before = now.before.iter().map(|before| before.find(&path));
    let mut states = std::iter::once(shown.find(&path)).chain(before);
    let found = states.find(|found| !matches!(found, Found::Broken)).unwrap_or(Found::Broken);
    let mut response = match found {
        Found::Output(output) => match reads_pages(asked) && path.ends_with(".html") {
            true => with_script(&output),
            false => bytes(&output, &path, status, asked),
        },
        Found::Broken if path.ends_with(".html") => {
            let page = BROKEN.to_owned().into();
            if reads_pages(asked) { with_script(&page) } else { bytes(&page, &path, StatusCode::OK, asked) }
        }
        Found::Broken => plain(StatusCode::INTERNAL_SERVER_ERROR, "This could not be made; the terminal says why.\n"),
        Found::Nothing => plain(StatusCode::NOT_FOUND, "There is no page at this address.\n"),
    };
    if status == StatusCode::NOT_FOUND {
        *response.status_mut() = status;
    }
    for (name, value) in hosting::headers(&text("_headers"), address) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What stands in the place of a page that cannot be rendered, under the problems.
const BROKEN: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>This page cannot be shown yet</title></head>\n<body><h1>This page cannot be shown yet</h1><p>The terminal says what is wrong. This page comes back by itself.</p></body>\n</html>\n";

/// Whether a browser asks for a page to show.
fn reads_pages(asked: &HeaderMap) -> bool {
    asked.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// A page with the preview's script: the site's own policy allows it, for it comes from the same place.
fn with_script(output: &Output) -> Response {
    let html = match output {
        Output::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Output::File { source, .. } => std::fs::read_to_string(source).unwrap_or_default(),
    };
    let tag = format!(
        "<script defer src=\"{OWN}/live.js\" data-page=\"{}\"></script>",
        tag_of(blake3::hash(html.as_bytes()))
    );
    let at = html.find("</head>").or_else(|| html.find("<body")).unwrap_or(html.len());
    let (before, after) = html.split_at(at);
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, format!("{before}{tag}{after}")).into_response()
}

/// A file's bytes, or a part of them.
fn bytes(output: &Output, path: &str, status: StatusCode, asked: &HeaderMap) -> Response {
    let hash = match output {
        Output::Bytes(bytes) => blake3::hash(bytes),
        Output::File { hash, .. } => *hash,
    };
    let mut headers = HeaderMap::new();
    if let Ok(kind) = HeaderValue::try_from(hosting::content_type(path)) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let etag = format!("\"{}\"", tag_of(hash)).parse::<ETag>().ok();
    if let Some(etag) = etag {
        let known = asked.typed_get::<IfNoneMatch>().is_some_and(|known| !known.precondition_passes(&etag));
        headers.typed_insert(etag);
        if known && status == StatusCode::OK {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
    }
    let len = output.len();
    // A file may have become another while it was on its way: then the bytes that are there count.
    let whole = || read(output, 0, len).unwrap_or_default();
    let Some(range) = asked.typed_get::<Range>().filter(|_| status == StatusCode::OK) else {
        return (status, headers, whole()).into_response();
    };
    let wanted: Vec<(Bound<u64>, Bound<u64>)> = range.satisfiable_ranges(len).collect();
    let [(start, end)] = wanted.as_slice() else {
        // Several parts at once are answered with the whole, as the standard allows (RFC 9110, 14.2).
        return match wanted.is_empty() {
            false => (status, headers, whole()).into_response(),
            true => unsatisfiable(headers, len),
        };
    };
    let from = match start {
        Bound::Included(n) => *n,
        Bound::Excluded(n) => n.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let until = match end {
        Bound::Included(n) => n.saturating_add(1),
        Bound::Excluded(n) => *n,
        Bound::Unbounded => len,
    }
    .min(len);
    match read(output, from, until) {
        Some(part) if from < until => {
            if let Ok(place) = HeaderValue::try_from(format!("bytes {from}-{}/{len}", until - 1)) {
                headers.insert(header::CONTENT_RANGE, place);
            }
            (StatusCode::PARTIAL_CONTENT, headers, part).into_response()
        }
        _ => unsatisfiable(headers, len),
    }
}

fn unsatisfiable(mut headers: HeaderMap, len: u64) -> Response {
    if let Ok(place) = HeaderValue::try_from(format!("bytes */{len}")) {
        headers.insert(header::CONTENT_RANGE, place);
    }
    (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response()
}

fn read(output: &Output, from: u64, until: u64) -> Option<Bytes> {
    match output {
        Output::Bytes(bytes) => {
            let range = usize::try_from(from).ok()?..usize::try_from(until).ok()?;
            bytes.get(range).map(Bytes::copy_from_slice)
        }
        Output::File { source, .. } => {
            let mut file = std::fs::File::open(source).ok()?;
            file.seek(SeekFrom::Start(from)).ok()?;
            let mut part = Vec::new();
            file.take(until.saturating_sub(from)).read_to_end(&mut part).ok()?;
            Some(part.into())
        }
    }
}

/// Bytes by name, for caches.
fn tag_of(hash: blake3::Hash) -> String {
    hash.to_hex().chars().take(32).collect()
}

/// Sends on, with what was asked after `?`. Hosts say that it is for good; a browser is not to remember that of a preview.
fn moved(to: &str, uri: &Uri) -> Response {
    let to = uri.query().map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    match HeaderValue::try_from(to) {
        Ok(to) => {
            let headers = [(header::LOCATION, to), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::MOVED_PERMANENTLY, headers).into_response()
        }
        Err(_) => plain(StatusCode::NOT_FOUND, "There is no page at this address.\n"),
    }
}

fn plain(status: StatusCode, words: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_answered() {
        for ours in [
            "localhost",
            "localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "192.168.1.4",
            "a.localhost:1",
            "LOCALHOST.",
        ] {
            assert!(is_ours(ours, None), "{ours}");
        }
        for other in
            ["example.com", "example.com:4000", "localhost.example.com", "127.0.0.1.nip.io", "", "[", "mac.local"]
        {
            assert!(!is_ours(other, None), "{other}");
        }
        assert!(is_ours("mac.local:4000", Some("mac.local")));
    }
}
