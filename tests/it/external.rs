//! `anteroom check --external` against a real server on this computer: what is there, gone, moved, busy or closed to programs.

use crate::site::{Site, anteroom};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What was asked: method and path, in order.
type Asked = Arc<Mutex<Vec<String>>>;

/// A server that answers as its paths say, until the test ends.
fn server() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = Asked::default();
    let (log, own) = (asked.clone(), address.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (log, own) = (log.clone(), own.clone());
            std::thread::spawn(move || {
                let mut stream = stream.expect("a stream");
                let mut lines = BufReader::new(stream.try_clone().expect("a second end")).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                assert!(
                    !headers
                        .iter()
                        .any(|h| h.to_lowercase().starts_with("referer:") || h.to_lowercase().starts_with("cookie:"))
                );
                let mut parts = first.split_whitespace();
                let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                let times = {
                    let mut log = log.lock().expect("the log");
                    log.push(format!("{method} {path}"));
                    log.iter().filter(|line| **line == format!("{method} {path}")).count()
                };
                let (status, more) = match (path, method, times) {
                    ("/there", ..) => ("200 OK", String::new()),
                    ("/gone", ..) => ("404 Not Found", String::new()),
                    ("/taken-away", ..) => ("410 Gone", String::new()),
                    ("/closed", ..) => ("403 Forbidden", String::new()),
                    ("/get-only", "HEAD", _) => ("405 Method Not Allowed", String::new()),
                    ("/get-only", ..) => ("200 OK", String::new()),
                    ("/busy-once", "GET", 1) | ("/busy-once", "HEAD", 1) => {
                        ("503 Service Unavailable", "Retry-After: 0\r\n".to_owned())
                    }
                    ("/busy-once", ..) => ("200 OK", String::new()),
                    ("/moved", ..) => ("301 Moved Permanently", "Location: /there\r\n".to_owned()),
                    ("/for-now", ..) => ("302 Found", format!("Location: {own}/there\r\n")),
                    ("/round", ..) => ("302 Found", "Location: /round\r\n".to_owned()),
                    _ => ("500 Internal Server Error", "Retry-After: 0\r\n".to_owned()),
                };
                let _ = write!(stream, "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n");
            });
        }
    });
    (address, asked)
}

/// What is said of each path: code and place.
fn said(site: &Site, address: &str, arguments: &[&str]) -> BTreeMap<String, (String, String)> {
    let report = anteroom(["check", "--format", "json", "--as-of", "2026-11-23"])
        .args(arguments)
        .at(site.path())
        .run()
        .exits(0)
        .json();
    let list = report["diagnostics"].as_array().cloned().unwrap_or_default();
    let text = |d: &serde_json::Value, key: &str| d[key].as_str().unwrap_or_default().to_owned();
    list.iter()
        .filter(|d| text(d, "code").starts_with("external-"))
        .map(|d| {
            let message = text(d, "message");
            let path =
                message.strip_prefix(address).unwrap_or(&message).split([':', ' ', ',']).next().unwrap_or_default();
            (path.to_owned(), (text(d, "code"), format!("{}:{}", text(d, "file"), d["line"])))
        })
        .collect()
}

/// Proves: nobody is asked without `--external`; then each address once, with HEAD and where needed GET; gone is told from moved and
/// from what keeps programs out; a busy server is asked again; and what was answered is not asked again soon.
#[test]
fn links_to_other_sites_are_tried_when_asked_for() {
    let (address, asked) = server();
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let paths =
        ["there", "gone", "taken-away", "closed", "get-only", "busy-once", "moved", "for-now", "round", "broken"];
    let links: String = paths.iter().map(|path| format!("A [page on {path}]({address}/{path}#part).\n\n")).collect();
    let site = Site::empty()
        .file("content/practice.yaml", "name: Elm Street\nsearch: no\nnavigation: [pages/links.md, pages/more.md]\n")
        .file("content/pages/links.md", format!("---\ntitle: Links\n---\n\n{links}[nobody](http://{closed}/)\n"))
        .file("content/pages/more.md", format!("---\ntitle: More\n---\n\n[Again]({address}/gone)\n"));
    assert!(said(&site, &address, &[]).is_empty() && asked.lock().expect("the log").is_empty(), "asked unasked");
    let found = said(&site, &address, &["--external"]);
    let line = |n: usize| format!("content/pages/links.md:{n}");
    let wanted = [
        ("/gone", "external-gone", 7),
        ("/taken-away", "external-gone", 9),
        ("/closed", "external-unsure", 11),
        ("/moved", "external-moved", 17),
        ("/round", "external-unsure", 21),
        ("/broken", "external-unsure", 23),
        ("http", "external-unsure", 25),
    ];
    let wanted: BTreeMap<String, (String, String)> =
        wanted.into_iter().map(|(path, code, n)| (path.to_owned(), (code.to_owned(), line(n)))).collect();
    assert_eq!(found, wanted);
    let log = asked.lock().expect("the log").clone();
    let count = |line: &str| log.iter().filter(|l| *l == line).count();
    assert_eq!((count("HEAD /gone"), count("GET /there"), count("GET /get-only")), (1, 0, 1), "{log:?}");
    assert_eq!(count("HEAD /broken"), 3, "{log:?}");
    assert_eq!(said(&site, &address, &["--external"]), wanted);
    assert_eq!(asked.lock().expect("the log").len(), log.len(), "asked again");
}
