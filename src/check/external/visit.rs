//! Other sites are asked whether an address is still there.
//!
//! Several hosts side by side, each of them one address after the other with a pause between; `HEAD` first, `GET` where a server does
//! not know that; a server that is busy or broken is asked twice again, later each time. Nothing is sent but the address and the
//! program's name: no cookie, no referrer.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use ureq::http::Response;

/// So many hosts are asked at once.
const SIDE_BY_SIDE: usize = 8;
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two addresses of one host.
const PAUSE: Duration = Duration::from_millis(250);
/// Before the first time that an address is tried again; twice as long before the next.
const AGAIN: Duration = Duration::from_millis(800);
/// How often an address is tried.
const TRIES: u32 = 3;
/// The longest that a server can ask to be left alone for.
const LONGEST: Duration = Duration::from_secs(10);
/// How often an address may send on.
const HOPS: usize = 6;

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is there.
    There,
    /// It is there, and has said for good that it is elsewhere now.
    Moved(String),
    /// It is not there any more, and why.
    Gone(String),
    /// It cannot be said, and why: the server keeps programs out, is broken, or did not answer.
    Unsure(String),
}

/// What one try came to.
enum Tried {
    Answered(Answer),
    /// No such host, as far as this machine can tell.
    NoHost,
    /// It may go in a while: after so long, where the server says.
    Later(Option<Duration>, String),
}

/// Tries all addresses; `done` is told how many are.
pub fn all(addresses: &[String], done: &(dyn Fn(usize) + Sync)) -> BTreeMap<String, Answer> {
    let mut by_host: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for address in addresses {
        by_host.entry(host(address)).or_default().push(address);
    }
    let hosts: Vec<Vec<&String>> = by_host.into_values().collect();
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("anteroom/", env!("CARGO_PKG_VERSION"), " (checks links)"))
        .build();
    let agent = config.new_agent();
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let answers: Mutex<BTreeMap<String, Option<Answer>>> = Mutex::default();
    let work = || {
        while let Some(host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
            for (n, address) in host.iter().enumerate() {
                if n > 0 {
                    std::thread::sleep(PAUSE);
                }
                let answer = one(&agent, address);
                answers.lock().unwrap_or_else(PoisonError::into_inner).insert((*address).clone(), answer);
                done(finished.fetch_add(1, Ordering::Relaxed) + 1);
            }
        }
    };
    std::thread::scope(|scope| {
        (0..SIDE_BY_SIDE.min(hosts.len())).for_each(|_| drop(scope.spawn(work)));
    });
    let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Where not one host is known, it is this computer that is alone.
    let alone = answers.values().all(Option::is_none);
    let named = |answer: Option<Answer>| match answer {
        Some(answer) => answer,
        None if alone => Answer::Unsure("this computer cannot reach the web".to_owned()),
        None => Answer::Gone("there is no such site any more".to_owned()),
    };
    answers.into_iter().map(|(address, answer)| (address, named(answer))).collect()
}

fn host(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?']).next().unwrap_or(address)
}

/// What became of one address; none where its host is not known.
fn one(agent: &ureq::Agent, address: &str) -> Option<Answer> {
    let mut wait = AGAIN;
    let mut why = String::new();
    for tried in 1..=TRIES {
        match follow(agent, address) {
            Tried::Answered(answer) => return Some(answer),
            Tried::NoHost => return None,
            Tried::Later(asked, words) => {
                why = words;
                if tried < TRIES {
                    std::thread::sleep(asked.unwrap_or(wait).min(LONGEST));
                    wait *= 2;
                }
            }
        }
    }
    Some(Answer::Unsure(why))
}

fn follow(agent: &ureq::Agent, address: &str) -> Tried {
    let (mut here, mut for_good) = (address.to_owned(), true);
    for _ in 0..HOPS {
        let answer = match agent.head(&here).call() {
            // Some servers know only GET, or say of HEAD whatever comes to them.
            Ok(answer) if answer.status().as_u16() >= 400 => agent.get(&here).call(),
            answer => answer,
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return failed(&error),
        };
        let code = answer.status().as_u16();
        match code {
            300..=399 => {
                let to = header(&answer, "location").and_then(|to| join(&here, to));
                let Some(to) = to else { return Tried::Answered(Answer::There) };
                for_good &= matches!(code, 301 | 308);
                here = to;
            }
            200..=299 if for_good && here != address => return Tried::Answered(Answer::Moved(here)),
            100..=299 => return Tried::Answered(Answer::There),
            404 => return gone("nothing is there any more (404)"),
            410 => return gone("it was taken away for good (410)"),
            429 | 500..=599 => {
                let after = header(&answer, "retry-after").and_then(|text| text.trim().parse().ok());
                let words = if code == 429 { "the server is busy" } else { "the server is broken at the moment" };
                return Tried::Later(after.map(Duration::from_secs), format!("{words} ({code})"));
            }
            401 | 403 | 405 | 406 | 451 => {
                return Tried::Answered(Answer::Unsure(format!("the server keeps programs out ({code})")));
            }
            code => return Tried::Answered(Answer::Unsure(format!("the server answered with {code}"))),
        }
    }
    Tried::Answered(Answer::Unsure("it sends on and on".to_owned()))
}

fn gone(why: &str) -> Tried {
    Tried::Answered(Answer::Gone(why.to_owned()))
}

fn failed(error: &ureq::Error) -> Tried {
    match error {
        ureq::Error::HostNotFound => Tried::NoHost,
        ureq::Error::Timeout(_) => Tried::Later(None, "the server did not answer in time".to_owned()),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            Tried::Answered(Answer::Unsure("its certificate is not in order".to_owned()))
        }
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed => {
            Tried::Later(None, "the server cannot be reached".to_owned())
        }
        _ => Tried::Answered(Answer::Unsure("the server's answer cannot be read".to_owned())),
    }
}

fn header<'a, B>(answer: &'a Response<B>, name: &str) -> Option<&'a str> {
    answer.headers().get(name)?.to_str().ok()
}

/// Where an address sends on to, which may be told from its host or from itself on.
fn join(here: &str, to: &str) -> Option<String> {
    let to = to.split('#').next().unwrap_or(to);
    let (scheme, rest) = here.split_once("://")?;
    let (host, path) = rest.split_at_checked(rest.find(['/', '?']).unwrap_or(rest.len()))?;
    if to.starts_with("https://") || to.starts_with("http://") {
        Some(to.to_owned())
    } else if let Some(elsewhere) = to.strip_prefix("//") {
        Some(format!("{scheme}://{elsewhere}"))
    } else if to.starts_with('/') {
        Some(format!("{scheme}://{host}{to}"))
    } else {
        let folder = path.split('?').next().and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
        Some(format!("{scheme}://{host}{folder}/{to}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_read_as_browsers_do() {
        for (here, to, whole) in [
            ("https://a.org/x/y?z", "/b", "https://a.org/b"),
            ("https://a.org/x/y?z", "b", "https://a.org/x/b"),
            ("https://a.org", "/b#c", "https://a.org/b"),
            ("http://a.org/", "//b.org/", "http://b.org/"),
            ("http://a.org/", "https://a.org/", "https://a.org/"),
        ] {
            assert_eq!(join(here, to).as_deref(), Some(whole), "{to} at {here}");
        }
    }
}
