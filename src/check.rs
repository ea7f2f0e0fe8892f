//! `anteroom check`: rules on what the owner wrote and on what visitors will load.
//!
//! 1. [`check`] parses every page of the output ([`page`]), in parallel, and puts it through the rules that look at one page.
//! 2. What pages say of each other ([`page::Facts`]) is gathered; then come the rules on the site as a whole.
//! 3. The owner's words are cut into blocks ([`prose`]), file by file, for the rules on words.
//! 4. [`settings`] sets levels and takes out what the owner has allowed, with a reason.
//! 5. One fault of a theme stands on every page: it is said once, with the pages that have it.
//!
//! Each rule is a file in [`rules`]. A rule says what a mistake is, why it matters, and on which source that rests.

pub mod external;
pub mod fix;
pub mod found;
pub mod old_addresses;
pub mod page;
pub mod phrases;
pub mod places;
pub mod prose;
pub mod reading;
pub mod report;
pub mod rules;
pub mod settings;
pub mod states;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, floor_boundary};
use crate::model::Site;
use crate::output::{Output, Rendered};
use crate::source::SourceTree;
use found::{Finding, Found};
use jiff::civil::Date;
use page::{Facts, Page};
use prose::Prose;
use rayon::prelude::*;

/// What a rule speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Where links lead.
    Links,
    /// Whether everybody can read and use it.
    Accessibility,
    /// Whether a visit stays between the client and the practice.
    Privacy,
    /// Whether the words are right, and can be understood.
    Content,
    /// Whether what is said of people is true and complete.
    Providers,
    /// Whether forms ask what they must and nothing else.
    Forms,
    /// Whether notices that rules ask for are there.
    Notices,
    /// The site as a whole.
    Site,
}

impl Group {
    /// The word that people read, and the heading in docs/rules.md.
    pub fn word(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
            Self::Content => "content",
            Self::Providers => "providers",
            Self::Forms => "forms",
            Self::Notices => "notices",
            Self::Site => "site",
        }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// A criterion, a section of the law, guidance: `WCAG 2.2, success criterion 1.1.1`.
    pub title: &'static str,
    /// Where it can be read; empty where the title is enough to find it.
    pub url: &'static str,
    /// When it was issued or read: `read November 2026`.
    pub date: &'static str,
}

/// A rule: what `anteroom explain` and docs/rules.md say of it, and how it is looked for.
#[derive(Debug)]
pub struct Rule {
    /// Its name, its level, what it does, how to mend it, and examples.
    pub code: Code,
    /// What it speaks of.
    pub group: Group,
    /// Why it matters, in a sentence or two.
    pub why: &'static str,
    /// What that rests on; empty for what needs no proof, such as a doubled word.
    pub sources: &'static [Source],
    /// How it is looked for.
    pub looks: Looks,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Looks {
    /// The files and the site as a whole.
    Site(fn(&Checked<'_>, &mut Found<'_>)),
    /// Every page of the output by itself; pages are looked at in parallel.
    Page(fn(&Page<'_>, &mut Found<'_>)),
    /// The words of every file by itself; files are looked at in parallel.
    Prose(fn(&Prose<'_>, &mut Found<'_>)),
}

/// What is checked: the files, what they mean, and what came of them.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The files.
    pub tree: &'a SourceTree,
    /// What they mean.
    pub site: &'a Site,
    /// What visitors load.
    pub rendered: &'a Rendered,
    /// Whether the build found no error. Else PDFs, pictures and pages may be missing that are not to blame.
    pub complete: bool,
    /// The pages, by path; empty while pages are looked at one by one.
    pub pages: &'a [Facts],
}

impl Checked<'_> {
    /// The day as of which is checked.
    pub fn as_of(&self) -> Date {
        self.site.settings.as_of
    }
}

/// Runs every rule. The same site gives the same findings at any number of threads. `complete` says that the build found no error.
pub fn check(tree: &SourceTree, site: &Site, rendered: &Rendered, complete: bool) -> Diagnostics {
    let checked = Checked { tree, site, rendered, complete, pages: &[] };
    let levels = settings::Levels::of(site);
    let (page_rules, other_rules): (Vec<_>, Vec<_>) =
        rules::all().filter(|rule| levels.wants(rule)).partition(|rule| matches!(rule.looks, Looks::Page(_)));
    let (prose_rules, site_rules): (Vec<_>, Vec<_>) =
        other_rules.into_iter().partition(|rule| matches!(rule.looks, Looks::Prose(_)));
    let sources = page::sources(site);
    let files: Vec<(&str, &[u8])> = rendered
        .outputs
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".html"))
        .filter_map(|(path, output)| match output {
            // A page whose template has a mistake is empty, and that has been said.
            Output::Bytes(bytes) if !complete && bytes.trim_ascii().is_empty() => None,
            Output::Bytes(bytes) => Some((path.as_str(), bytes.as_slice())),
            // A page that the owner laid into files/ is theirs, and as they made it.
            Output::File { .. } => None,
        })
        .collect();
    let looked: Vec<(Facts, Vec<Finding>)> = files
        .par_iter()
        .map(|(path, bytes)| {
            let page = Page::parse(path, bytes, &sources, &checked);
            let mut found = Found::new(tree);
            for rule in &page_rules {
                if let Looks::Page(look) = rule.looks {
                    found.rule(rule);
                    look(&page, &mut found);
                }
            }
            (page.facts(), found.into_vec())
        })
        .collect();
    let (pages, findings): (Vec<Facts>, Vec<Vec<Finding>>) = looked.into_iter().unzip();
    let mut findings: Vec<Finding> = findings.into_iter().flatten().collect();
    let checked = Checked { pages: &pages, ..checked };
    let of_site: Vec<Vec<Finding>> = site_rules
        .par_iter()
        .map(|rule| {
            let mut found = Found::new(tree);
            if let Looks::Site(look) = rule.looks {
                found.rule(rule);
                look(&checked, &mut found);
            }
            found.into_vec()
        })
        .collect();
    findings.extend(of_site.into_iter().flatten());
    let texts = prose::files(site);
    let of_prose: Vec<Vec<Finding>> = texts
        .par_iter()
        .map(|file| {
            let mut found = Found::new(tree);
            let Some(prose) = Prose::read(file, &checked) else { return Vec::new() };
            for rule in &prose_rules {
                if let Looks::Prose(look) = rule.looks {
                    found.rule(rule);
                    look(&prose, &mut found);
                }
            }
            found.into_vec()
        })
        .collect();
    findings.extend(of_prose.into_iter().flatten());
    let mut diagnostics = levels.settle(findings, &|diagnostic| line_of(diagnostic, tree));
    diagnostics.sort();
    diagnostics
}

/// The line that a finding stands on; empty where it stands in no file.
fn line_of(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let line = diagnostic.span.as_ref().and_then(|span| {
        let text = tree.text(span.file.as_str())?;
        let at = floor_boundary(text, span.start as usize);
        let start = text.get(..at)?.rfind('\n').map_or(0, |n| n + 1);
        text.get(start..)?.lines().next().map(str::to_owned)
    });
    line.unwrap_or_default()
}
