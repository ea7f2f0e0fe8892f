//! `anteroom check --external`: links that lead off the site are tried, politely, and only when asked for.
//!
//! 1. [`links`] gathers each address once, with where it stands.
//! 2. [`visit::all`] tries them. What was answered lately ([`Kept`]) is not asked again.
//! 3. [`report`] tells what is gone from what has moved and from what could not be tried: a server that keeps programs out is no
//!    dead link.

pub mod visit;

use super::found::place;
use crate::diagnostics::{Diagnostic, Diagnostics, Span, codes};
use crate::html::Tree;
use crate::model::Site;
use crate::output::{Output, Rendered};
use crate::source::{FileId, SourceTree};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use visit::Answer;

/// How long an answer holds, in seconds: a week, and a day for what may be mended by then.
const HOLDS: i64 = 7 * 24 * 3600;
const HOLDS_FAULT: i64 = 24 * 3600;

/// Where a link stands: how many pages have it, the first of them, and the file that it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The address of the first page: `/articles/grief/`.
    pub page: String,
    /// The file of the owner's that the page is made of.
    pub source: Option<FileId>,
    /// On how many pages it stands.
    pub pages: usize,
}

/// All addresses of other sites that visitors can follow, without what stands after `#`.
pub fn links(site: &Site, rendered: &Rendered) -> BTreeMap<String, Standing> {
    let own = site.url().map(|url| url.trim_end_matches('/'));
    let made = super::page::sources(site);
    let pages: Vec<(String, Vec<String>)> = rendered
        .outputs
        .par_iter()
        .filter_map(|(path, output)| match output {
            Output::Bytes(bytes) if path.as_str().ends_with(".html") => Some((path.as_str(), bytes)),
            _ => None,
        })
        .map(|(path, bytes)| {
            let html = Tree::of_page(&String::from_utf8_lossy(bytes));
            let to = html.all("a").filter_map(|id| html.attribute(id, "href"));
            let to = to.filter(|to| to.starts_with("https://") || to.starts_with("http://"));
            let to = to.filter(|to| own.is_none_or(|own| !to.starts_with(own)));
            (super::page::address_of(path), to.map(|to| to.split('#').next().unwrap_or(to).to_owned()).collect())
        })
        .collect();
    let mut found: BTreeMap<String, Standing> = BTreeMap::new();
    for (page, mut links) in pages {
        let source = made.get(page.as_str()).and_then(|made| made.source.clone());
        links.sort();
        links.dedup();
        for to in links {
            let standing =
                found.entry(to).or_insert_with(|| Standing { page: page.clone(), source: source.clone(), pages: 0 });
            standing.pages += 1;
            // A file of the owner's can be pointed at.
            if standing.source.is_none() && source.is_some() {
                *standing = Standing { page: page.clone(), source: source.clone(), pages: standing.pages };
            }
        }
    }
    found
}

/// An answer, and when it was given, in seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Lately {
    answer: Answer,
    at: i64,
}

/// Answers of the last days, kept in `.anteroom/`: nobody is asked again and again while a site is being written.
#[derive(Debug)]
pub struct Kept {
    file: PathBuf,
    answers: BTreeMap<String, Lately>,
}

impl Kept {
    /// What was kept for a site. What cannot be read is as if it were not there.
    pub fn of_site(root: &Path) -> Self {
        let file = root.join(".anteroom").join("links.json");
        let answers = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file, answers: answers.unwrap_or_default() }
    }

    /// The answer of an address, where it still holds.
    pub fn answer(&self, address: &str, now: i64) -> Option<&Answer> {
        let lately = self.answers.get(address)?;
        let holds = if matches!(lately.answer, Answer::There | Answer::Moved(_)) { HOLDS } else { HOLDS_FAULT };
        (0..holds).contains(&(now - lately.at)).then_some(&lately.answer)
    }

    /// Takes answers in, forgets what holds no longer, and writes all down. A disk that cannot be written costs time, not the check.
    pub fn keep(&mut self, answers: &BTreeMap<String, Answer>, now: i64) {
        let new = answers.iter().map(|(to, answer)| (to.clone(), Lately { answer: answer.clone(), at: now }));
        self.answers.extend(new);
        let stale: Vec<String> = self.answers.keys().filter(|to| self.answer(to, now).is_none()).cloned().collect();
        stale.iter().for_each(|to| drop(self.answers.remove(to)));
        let beside = self.file.with_extension(format!("{}", std::process::id()));
        let _ = serde_json::to_vec(&self.answers).map_err(std::io::Error::other).and_then(|bytes| {
            self.file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(&beside, bytes)?;
            std::fs::rename(&beside, &self.file)
        });
    }
}

/// What is to be said of the answers.
pub fn report(
    links: &BTreeMap<String, Standing>,
    answers: &BTreeMap<String, Answer>,
    tree: &SourceTree,
) -> Diagnostics {
    let said = |(to, standing): (&String, &Standing)| -> Option<Diagnostic> {
        let more = match standing.pages {
            0 | 1 => String::new(),
            2 => ", and on one more page".to_owned(),
            n => format!(", and on {} more pages", n - 1),
        };
        let diagnostic = match answers.get(to)? {
            Answer::There => return None,
            Answer::Gone(why) => codes::EXTERNAL_GONE
                .of(format!("{to}: {why}"))
                .help("look where it is now and write that address, or take the link out"),
            Answer::Moved(there) => {
                codes::EXTERNAL_MOVED.of(format!("{to} has moved for good")).help(format!("write {there}"))
            }
            Answer::Unsure(why) => {
                codes::EXTERNAL_UNSURE.of(format!("{to} could not be tried: {why}")).help("open it yourself to see")
            }
        };
        let span: Option<Span> = place(tree, standing.source.as_ref(), &[to]);
        let page = if span.is_none() { format!(", on {}{more}", standing.page) } else { more };
        Some(Diagnostic { message: format!("{}{page}", diagnostic.message), span, ..diagnostic })
    };
    links.iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_hold_for_a_while() {
        let root = tempfile::tempdir().expect("a folder");
        let answers = BTreeMap::from([
            ("https://a.example/".to_owned(), Answer::There),
            ("https://b.example/".to_owned(), Answer::Gone("gone".to_owned())),
        ]);
        Kept::of_site(root.path()).keep(&answers, 1_000_000);
        let mut kept = Kept::of_site(root.path());
        assert_eq!(kept.answer("https://a.example/", 1_000_000 + HOLDS - 1), Some(&Answer::There));
        assert_eq!(kept.answer("https://a.example/", 1_000_000 + HOLDS), None);
        assert!(kept.answer("https://b.example/", 1_000_000 + HOLDS_FAULT - 1).is_some());
        assert_eq!(kept.answer("https://b.example/", 1_000_000 + HOLDS_FAULT), None);
        assert_eq!(kept.answer("https://a.example/", 999_999), None, "a clock that went back");
        kept.keep(&BTreeMap::new(), 1_000_000 + HOLDS);
        assert!(kept.answers.is_empty());
    }
}
