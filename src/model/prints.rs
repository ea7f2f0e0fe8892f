//! Which PDFs a site has: each form, each person's set of a packet, each handout, in each language.

use super::practice::Paper;
use super::{PageKind, Site};

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A form, by index into [`Site::forms`].
    Form(usize),
    /// One set of a packet, by index into [`Site::packets`] and person.
    Packet(usize, String),
    /// An article or a standing page to take home.
    Handout(PageKind),
}

/// One PDF that the site has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print {
    /// What.
    pub subject: Subject,
    /// In which language.
    pub language: String,
    /// Large print.
    pub large: bool,
    /// On the practice's other paper.
    pub other_paper: bool,
    /// Its path on the site, not encoded: `/forms/adult-intake.pdf`.
    pub path: String,
}

/// Every PDF that the site has.
pub fn plan(site: &Site) -> Vec<Print> {
    let default = site.language();
    let mut prints = Vec::new();
    for language in &site.languages {
        let practice = site.practice(language);
        let also = practice.and_then(|practice| practice.also_paper.filter(|also| *also != practice.paper));
        let other = match also {
            Some(Paper::A4) => "-a4",
            Some(Paper::Letter) => "-letter",
            None => "",
        };
        let mut add = |subject: Subject, stem: String, sizes: bool| {
            for (large, other_paper) in [(false, false), (true, false), (false, true), (true, true)] {
                if (large && !sizes) || (other_paper && other.is_empty()) {
                    continue;
                }
                let large_print = if large { "-large-print" } else { "" };
                let paper = if other_paper { other } else { "" };
                let path = format!("{stem}{large_print}{paper}.pdf");
                prints.push(Print { subject: subject.clone(), language: language.clone(), large, other_paper, path });
            }
        };
        let forms = site
            .forms
            .iter()
            .enumerate()
            .filter(|(_, form)| form.has(language, default) && !form.original.metadata_only);
        for (index, _) in forms {
            let Some(page) = site.path(PageKind::Form(index), language) else { continue };
            add(Subject::Form(index), page.trim_end_matches('/').to_owned(), true);
        }
        for (index, packet) in site.packets.iter().enumerate().filter(|(_, packet)| packet.has(language, default)) {
            let Some(page) = site.path(PageKind::Packet(index), language) else { continue };
            for set in packet.original.sets() {
                if set.forms.iter().any(|form| printable(site, form)) {
                    add(
                        Subject::Packet(index, set.person.to_owned()),
                        format!("{}-{}", page.trim_end_matches('/'), set.person),
                        false,
                    );
                }
            }
        }
        let articles = (0..site.articles.len()).map(PageKind::Article);
        for kind in articles.chain((0..site.documents.len()).map(PageKind::Document)) {
            let printed =
                site.prose(kind).is_some_and(|it| it.has(language, default) && it.get(language, default).0.handout);
            let Some(page) = site.path(kind, language).filter(|_| printed) else { continue };
            // `/es/articles/first-session/` and `/es/fees/`: what stands before either is the language's.
            let (before, slug) = page.trim_end_matches('/').rsplit_once('/').unwrap_or_default();
            let before = before.strip_suffix("/articles").unwrap_or(before);
            add(Subject::Handout(kind), format!("{before}/handouts/{slug}"), false);
        }
    }
    prints
}

fn printable(site: &Site, form: &str) -> bool {
    site.form(form).and_then(|index| site.forms.get(index)).is_some_and(|form| !form.original.metadata_only)
}
