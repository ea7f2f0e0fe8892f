//! A price in a text that is not among the practice's fees.

use crate::check::found::Found;
use crate::check::phrases::Phrases;
use crate::check::prose::{Block, Kind, Prose, Words};
use crate::check::reading::{Language, sentences};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "fee-differs",
        severity: Severity::Warning,
        summary: "A price in the text is not among the fees",
        explanation: "A sentence gives what a session or a visit costs here, and practice.yaml has no fee of that price. Write the fact, such as {{ fact: fees.first.price }}, so that the price is stated once. Sentences on insurance, taxes, averages and other people's prices are left alone.",
        bad: "A first session costs $170.",
        good: "A first session costs ${{ fact: fees.first.price }}.",
    },
    group: Group::Content,
    why: "A price that was forgotten in a text is a promise, and the first thing a client will dispute.",
    sources: &[Source {
        title: "45 CFR 149.610, good faith estimates for people who pay themselves",
        url: "https://www.ecfr.gov/current/title-45/section-149.610",
        date: "in force since January 1, 2022",
    }],
    looks: Looks::Prose(look),
};

/// What a practice charges for.
const OURS: &[&str] = &[
    "session|sessions|visit|visits|appointment|appointments|intake|evaluation|consultation|hour|cancellation|canceled|missed",
    "our|my|full|hourly|standard fee|fees|rate|rates|price|prices",
    "we|i charge",
    "sesion|sesiones|cita|citas|visita|visitas|consulta|consultas|evaluacion",
    "nuestra|nuestras|nuestro|nuestros|mi tarifa|tarifas|precio|precios",
    "cobramos|cobro",
];

/// What it does not set: then the number is somebody else's.
const OTHERS: &[&str] = &[
    "insurance|insurer|insurers|copay|copays|copayment|copayments|coinsurance|deductible|deductibles|plan|medicare|medicaid|benefit|reimburse|reimburses|reimbursement|pays|covered",
    "average|such|typically|usually|generally|example|instance|suppose|imagine|nationally|elsewhere|estimate|estimates|dispute|bill|billed",
    "most|many therapists|practices",
    "more|less than",
    "at least|most",
    "parking|park|bus|taxi|tax|taxes|income|earn|earns|grant|study|penalty|fine|law|act|federal|state|court|filing|worth|save|saves",
    "seguro|seguros|aseguradora|copago|copagos|deducible|plan|promedio|ejemplo|estimacion|factura|disputa|ley|multa|ingresos|estacionamiento|normalmente|suele",
];

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Form | Kind::Packet) {
        return;
    }
    let Some(practice) = prose.checked.site.practice(&prose.file.language) else { return };
    // Dollars are what the sign says.
    if practice.fees.is_empty() || practice.currency != "USD" {
        return;
    }
    let mut known: BTreeSet<u64> = BTreeSet::new();
    for fee in &practice.fees {
        known.extend(fee.price.as_deref().and_then(cents));
        known.extend(prices(fee.note.as_deref().unwrap_or_default()).into_iter().map(|(_, cents)| cents));
    }
    for provider in &prose.checked.site.providers {
        for fee in &provider.original.fees {
            known.extend(prices(fee).into_iter().map(|(_, cents)| cents));
        }
    }
    let language = Language::of(prose.language()).unwrap_or(Language::English);
    for block in prose.blocks.iter().filter(|block| super::subject::is_text(block) && block.text.contains('$')) {
        for (range, amount) in typed(block, language) {
            if known.contains(&amount) {
                continue;
            }
            let text = block.text.get(range.clone()).unwrap_or_default().to_owned();
            let fact = practice
                .fees
                .first()
                .map_or_else(|| "fees.first.price".to_owned(), |fee| format!("fees.{}.price", fee.id));
            found.push(
                RULE.code
                    .at(prose.span(block, range), format!("{text} is none of the fees in practice.yaml"))
                    .help(format!("write the fact, such as ${{{{ fact: {fact} }}}}, or add the fee there")),
            );
        }
    }
}

/// Prices in sentences that speak of what the practice charges.
fn typed(block: &Block, language: Language) -> Vec<(Range<usize>, u64)> {
    static CELL: OnceLock<(Phrases, Phrases)> = OnceLock::new();
    let (ours, others) =
        CELL.get_or_init(|| (Phrases::new(OURS.iter().copied()), Phrases::new(OTHERS.iter().copied())));
    let mut out = Vec::new();
    for sentence in sentences(&block.text, language) {
        let Some(text) = block.text.get(sentence.clone()).filter(|text| text.contains('$')) else { continue };
        let words = Words::of(text);
        if ours.find(&words).is_empty() || !others.find(&words).is_empty() {
            continue;
        }
        out.extend(
            prices(text)
                .into_iter()
                .map(|(range, cents)| (sentence.start + range.start..sentence.start + range.end, cents)),
        );
    }
    out
}

/// No session costs as much as this, in cents.
const MOST: u64 = 1_000_000;

/// "$180", "$ 1,200.50": where each stands, and what it is in cents.
fn prices(text: &str) -> Vec<(Range<usize>, u64)> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('$') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let number = rest.trim_start_matches([' ', '\u{a0}']);
        let skipped = rest.len() - number.len();
        let end = number.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(number.len());
        let number = number.get(..end).unwrap_or_default().trim_end_matches(['.', ',']);
        let unit = rest.get(skipped + number.len()..).unwrap_or_default().trim_start();
        let is_large = ["million", "billion", "thousand", "k", "K", "M", "millones", "mil "]
            .iter()
            .any(|word| unit.starts_with(word));
        if let Some(cents) = cents(number).filter(|cents| *cents < MOST && !is_large) {
            out.push((at..at + 1 + skipped + number.len(), cents));
        }
    }
    out
}

fn cents(number: &str) -> Option<u64> {
    let number: String = number.trim().trim_start_matches('$').chars().filter(|c| *c != ',').collect();
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let whole: u64 = whole.parse().ok()?;
    let part: u64 = match part.len() {
        0 => 0,
        1 => part.parse::<u64>().ok()? * 10,
        _ => part.get(..2)?.parse().ok()?,
    };
    whole.checked_mul(100)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::prose::Role;

    #[test]
    fn prices_of_the_practice_are_told_from_others() {
        let found = |text: &str| {
            typed(&Block::plain(Role::Paragraph, text), Language::English)
                .into_iter()
                .map(|(range, _)| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("A first session costs $180. Parking is $5."), ["$180"]);
        assert_eq!(found("We charge a fee of $1,200.50 for an evaluation."), ["$1,200.50"]);
        assert_eq!(found("Una sesión cuesta $90."), ["$90"]);
        for text in [
            "If your bill is $400 or more above the estimate, you can dispute it after the visit.",
            "Your copay may be $20 a session.",
            "For example, a session may cost $150.",
            "A book costs $12.",
            "The session is free.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
        assert_eq!(
            (cents("180"), cents("37.5"), cents("$1,200"), cents("from 60")),
            (Some(18_000), Some(3_750), Some(120_000), None)
        );
    }
}
