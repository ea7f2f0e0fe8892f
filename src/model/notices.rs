//! Pages that rules ask for, by the facts of the practice.
//!
//! An owner states facts under `facts` in practice.yaml. Each that calls for a page on the site has a row in [`NOTICES`]: the
//! page is linked from every footer, and one that is not there is reported at the fact. Nothing is asked of a practice that
//! states no facts, and what stands in a notice is the owner's alone.

use super::document::{Document, DocumentKind};
use super::parse::Localized;
use super::practice::{Facts, Practice};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::source::FileId;
use std::collections::BTreeSet;

/// A page that a fact calls for.
#[derive(Debug)]
pub struct Notice {
    /// What it is called in `notices`; a page whose file has this name is it without saying so.
    pub id: &'static str,
    /// The key under `facts`.
    pub fact: &'static str,
    /// What it is, in a sentence.
    pub what: &'static str,
    /// The rule, and when it was read.
    pub source: &'static str,
    /// What the names of pages that may be meant have in them.
    hints: &'static [&'static str],
}

/// What every notice of privacy practices, estimate, and notice of civil rights rests on.
///
/// * 45 CFR 164.520(c)(3)(i): a covered entity with a website posts its notice prominently on it.
/// * 45 CFR 149.610(b)(1): that estimates can be had is said prominently on the website, where search engines find it.
/// * 45 CFR 92.10 and 92.11 (89 Federal Register 37522; May 6, 2024): recipients of federal money from HHS post a notice of
///   nondiscrimination, since November 2, 2024, and of language assistance, since July 5, 2025; the latter also goes with
///   intake and consent forms.
pub const NOTICES: &[Notice] = &[
    Notice {
        id: "privacy-practices",
        fact: "hipaa_covered",
        what: "the notice of privacy practices",
        source: "45 CFR 164.520(c)(3), read November 2026",
        hints: &["privacy", "hipaa", "npp"],
    },
    Notice {
        id: "good-faith-estimate",
        fact: "self_pay_clients",
        what: "the notice that clients can have a good faith estimate",
        source: "45 CFR 149.610(b)(1), read November 2026",
        hints: &["estimate", "surprise", "gfe"],
    },
    Notice {
        id: "nondiscrimination",
        fact: "receives_federal_funds",
        what: "the notice of nondiscrimination",
        source: "45 CFR 92.10, read November 2026",
        hints: &["discriminat", "civil-rights", "1557"],
    },
    Notice {
        id: "language-assistance",
        fact: "receives_federal_funds",
        what: "the notice of language assistance",
        source: "45 CFR 92.11, read November 2026",
        hints: &["language", "interpreter"],
    },
];

/// The ids of [`NOTICES`], as `notices` of a page takes them.
pub const IDS: &[&str] = &["privacy-practices", "good-faith-estimate", "nondiscrimination", "language-assistance"];

impl Notice {
    /// Whether the practice's facts call for it.
    pub fn is_called_for(&self, facts: &Facts) -> bool {
        let fact = match self.fact {
            "hipaa_covered" => facts.hipaa_covered,
            "self_pay_clients" => facts.self_pay_clients,
            "receives_federal_funds" => facts.receives_federal_funds,
            _ => None,
        };
        fact == Some(true)
    }

    /// The index of the page that is it: the one that says so, else the one whose file has its name.
    pub fn page(&self, documents: &[Localized<Document>]) -> Option<usize> {
        let page = |d: &Localized<Document>| d.original.kind == DocumentKind::Page;
        let says = |d: &Localized<Document>| page(d) && d.original.notices.iter().any(|notice| notice.value == self.id);
        documents.iter().position(says).or_else(|| documents.iter().position(|d| page(d) && d.id == self.id))
    }

    fn may_be(&self, document: &Localized<Document>) -> bool {
        self.hints.iter().any(|hint| document.id.to_lowercase().contains(hint))
    }
}

/// The notices that the facts call for, in the order of the table.
pub fn called_for(facts: &Facts) -> impl Iterator<Item = &'static Notice> {
    NOTICES.iter().filter(|notice| notice.is_called_for(facts))
}

/// Reports the notices that the facts call for and the site does not have. `hidden` are pages that are not published today.
pub fn check(
    practice: &Practice,
    documents: &[Localized<Document>],
    hidden: &[Localized<Document>],
    broken: &BTreeSet<FileId>,
    diagnostics: &mut Diagnostics,
) {
    for notice in called_for(&practice.facts) {
        let file = format!("content/pages/{}.md", notice.id);
        if notice.page(documents).is_some() || broken.contains(file.as_str()) {
            continue;
        }
        if let Some(fault) = missing(notice, practice, documents, hidden, &file) {
            diagnostics.push(fault);
        }
    }
}

fn missing(
    notice: &Notice,
    practice: &Practice,
    documents: &[Localized<Document>],
    hidden: &[Localized<Document>],
    file: &str,
) -> Option<Diagnostic> {
    let place = practice.facts.places.get(notice.fact)?.clone();
    let Notice { id, fact, what, source, .. } = notice;
    if let Some(page) = notice.page(hidden).and_then(|index| hidden.get(index)) {
        let message = format!("\"{fact}\" is yes, but {what} is not published: {}", page.file);
        let help = format!(
            "look at draft, publish_on and expires_on in that file; a rule asks for it on the website ({source}), and each page links to it"
        );
        return Some(codes::NOTICE_MISSING.at(place, message).help(help));
    }
    let meant = documents.iter().find(|document| notice.may_be(document));
    let help = match meant {
        Some(page) => format!(
            "if {} is it, add \"notices: [{id}]\" to its first lines, else write {file}; a rule asks for it on the website ({source}), and each page will link to it",
            page.file
        ),
        None => format!("write {file}; a rule asks for it on the website ({source}), and each page will link to it"),
    };
    Some(codes::NOTICE_MISSING.at(place, format!("\"{fact}\" is yes, but no page is {what}")).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_are_the_tables() {
        assert_eq!(IDS, NOTICES.iter().map(|notice| notice.id).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_asked_of_a_practice_that_states_nothing() {
        assert_eq!(called_for(&Facts::default()).count(), 0);
        let no = Facts { hipaa_covered: Some(false), receives_federal_funds: Some(false), ..Facts::default() };
        assert_eq!(called_for(&no).count(), 0);
    }
}
