//! "Call us at ...", with a number that is not the practice's.

use super::hotline_old::numbers;
use crate::check::found::Found;
use crate::check::phrases::Phrases;
use crate::check::prose::{Kind, Prose, Words};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::Site;
use std::collections::BTreeSet;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "phone-unknown",
        severity: Severity::Warning,
        summary: "The text gives a number for the practice that practice.yaml does not have",
        explanation: "A sentence such as \"call us at\" has a telephone number that is neither the practice's, nor one of its places' or people's. Write {{ fact: phone }}, so that the number is stated once.",
        bad: "Call us at (555) 555-0199.",
        good: "Call us at {{ fact: phone }}.",
    },
    group: Group::Content,
    why: "Numbers change, and the one that was forgotten in a text is the one that somebody calls at night.",
    sources: &[],
    looks: Looks::Prose(look),
};

/// Words that say whose number it is.
const OURS: &[&str] = &[
    "call|phone|text|fax|reach|contact|ring|message ?or ?text ?call us|me ?by ?at",
    "our|my ?main ?office ?direct ?front ?desk office|phone|number|line|fax|voicemail|desk",
    "llamenos|llamanos|escribanos|contactenos|contactanos|comuniquese ?con ?nosotros ?al",
    "nuestro|nuestra|mi ?numero ?de telefono|numero|oficina|fax|linea|consulta",
];

fn known(site: &Site) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let mut add = |number: &Option<String>| known.extend(number.as_deref().map(bare));
    for practice in site.practice.values() {
        add(&practice.phone);
        add(&practice.fax);
        add(&Some(practice.crisis.line.clone()));
        practice.locations.iter().for_each(|location| add(&location.phone));
    }
    for provider in site.providers.iter().chain(&site.former) {
        add(&provider.original.phone);
    }
    known
}

/// The digits that count: without a country's 1, and without an extension.
fn bare(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix('1').filter(|rest| rest.len() >= 10).unwrap_or(&digits);
    digits.get(..10).unwrap_or(digits).to_owned()
}

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    static CELL: OnceLock<Phrases> = OnceLock::new();
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Form | Kind::Packet) {
        return;
    }
    let ours = CELL.get_or_init(|| Phrases::new(OURS.iter().copied()));
    let mut numbers_known = None;
    for (block, words) in prose.each().filter(|(block, _)| super::subject::is_text(block)) {
        let list = numbers(&block.text);
        if list.is_empty() {
            continue;
        }
        let known = numbers_known.get_or_insert_with(|| known(prose.checked.site));
        // Without a number of its own there is nothing to compare with.
        if known.iter().all(|number| number.len() < 7) {
            return;
        }
        for (range, digits) in list {
            if digits.len() < 10 || known.contains(&bare(&digits)) || !is_ours(&block.text, words, ours, range.start) {
                continue;
            }
            let text = block.text.get(range.clone()).unwrap_or_default().to_owned();
            found.push(
                RULE.code
                    .at(
                        prose.span(block, range),
                        format!("{text} is given as the practice's number, and practice.yaml does not have it"),
                    )
                    .help("write {{ fact: phone }}, or add the number to the place or person that it belongs to"),
            );
        }
    }
}

/// Whether the words shortly before a number say that it is the practice's own.
fn is_ours(text: &str, words: &Words, ours: &Phrases, number: usize) -> bool {
    ours.find(words).into_iter().any(|hit| {
        let range = words.range(hit.words);
        range.end <= number
            && text.get(range.end..number).is_some_and(|between| {
                between.len() <= 40 && !between.contains(['.', '?', '!', ';']) && !between.contains(" or ")
            })
    })
}
