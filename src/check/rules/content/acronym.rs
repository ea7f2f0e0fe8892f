//! Letters that stand for words which nobody has said.

use crate::check::found::Found;
use crate::check::prose::{self, Kind, Prose, Role};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "acronym",
        severity: Severity::Note,
        summary: "First letters stand for words that are never said",
        explanation: "Write the words at the first use and the letters in brackets, or add the letters to glossary.yaml. What everybody knows (US, FAQ, PDF, HIV), titles behind a name, states and what the practice is called are left alone. Each is said once for the whole site.",
        bad: "Ask your PCP first.",
        good: "Ask your primary care provider (PCP) first.",
    },
    group: Group::Content,
    why: "Who does not know the letters cannot guess them, and a screen reader reads them as a word.",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 3.1.4 Abbreviations",
        url: "https://www.w3.org/WAI/WCAG22/Understanding/abbreviations",
        date: "October 2023",
    }],
    looks: Looks::Site(look),
};

/// What everybody knows, or what is a name more than letters.
const KNOWN: &[&str] = &[
    "US", "USA", "UK", "EU", "TV", "ID", "IDs", "OK", "PM", "AM", "FAQ", "FAQs", "PDF", "PDFs", "HIV", "AIDS", "ZIP",
    "PIN", "SMS", "GPS", "DNA", "CEO", "HIPAA", "ASL", "LGBT", "LGBTQ", "LGBTQIA", "COVID", "NASA", "FBI", "IRS", "VA",
    "ER", "ICU", "CD", "DVD", "PC", "URL", "HTML", "USB", "AA", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI",
    "XII", "DC", "NYC", "LA", "ILCS", "CFR", "USC", "MD", "PhD", "PsyD", "RN", "DO", "LLC", "PLLC", "PC", "INC", "CST",
    "CDT", "EST", "EDT", "PST", "PDT", "MST", "MDT", "UTC", "BC", "AD", "SSN", "ATM", "HR", "IT", "QR", "VIP", "DIY",
    "PS", "RSVP", "ASAP", "AP", "UN", "START", "STOP", "HELP", "HOME", "HELLO", "HOLA", "TALK", "SAFE", "AND", "OR",
    "NOT", "NO", "YES", "ALL", "ANY", "YOU", "WE", "THE", "IF", "IS", "DO", "CAN", "NEVER", "ALWAYS", "MUST", "ONLY",
    "VERY", "NOW", "EVERY", "TO", "IN", "ON", "OF", "TTY", "TDD", "TRS", "EE", "UU", "NUNCA", "SIEMPRE", "SOLO",
    "TODO", "TODOS", "NI", "SI", "ADN", "VIH", "SIDA", "EEUU", "DNI", "ONU", "WIC", "SNAP", "HTTP", "HTTPS", "IP",
    "WIFI", "API", "IVA", "NIMH", "CDC", "FDA", "NIH", "WHO", "SAMHSA",
];

/// States of the United States, as in an address.
const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY";

/// Where letters stand that are never said: the letters, and their first place.
type Seen = (String, Span);

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let names = names(checked);
    let files = prose::files(checked.site);
    let seen: Vec<Vec<Seen>> = files
        .par_iter()
        .map(|file| {
            let wanted = matches!(file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Form);
            if !wanted || !matches!(prose::base(&file.language), "en" | "es") {
                return Vec::new();
            }
            Prose::read(file, checked).map_or_else(Vec::new, |prose| unsaid(&prose, &names))
        })
        .collect();
    let mut first: BTreeMap<String, (Span, usize)> = BTreeMap::new();
    for (letters, span) in seen.into_iter().flatten() {
        first.entry(letters).or_insert((span, 0)).1 += 1;
    }
    for (letters, (span, pages)) in first {
        let pages = if pages > 1 { format!(", and stands on {pages} pages") } else { String::new() };
        found.push(
            RULE.code
                .at(span, format!("\"{letters}\" is never said in words{pages}"))
                .help(format!("write the words at the first use: ... ({letters}); or add {letters} to glossary.yaml")),
        );
    }
}

/// Letters that are a name here: in facts, profiles, the glossary.
fn names(checked: &Checked<'_>) -> BTreeSet<String> {
    let site = checked.site;
    let mut names: BTreeSet<String> = KNOWN.iter().copied().chain(STATES.split(' ')).map(str::to_owned).collect();
    let mut add = |text: &str| {
        names.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|w| is_letters(w)).map(str::to_owned))
    };
    for practice in site.practice.values() {
        practice.fact_table.values().for_each(|value| add(value));
    }
    for provider in site.providers.iter().chain(&site.former) {
        let profile = provider.original.as_ref();
        profile.credentials.iter().for_each(|credential| add(credential));
        add(&profile.name);
    }
    if let Some(glossary) = &site.glossary {
        let versions = std::iter::once(&glossary.original).chain(glossary.translations.values().map(|(_, it)| it));
        for term in versions.flat_map(|terms| terms.iter()) {
            std::iter::once(&term.term).chain(&term.also).for_each(|text| add(text));
        }
    }
    for form in &site.forms {
        add(&form.original.title);
    }
    names
}

/// Two to six letters, all large, with a small s at most: "PCP", "SSRIs".
fn is_letters(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn unsaid(prose: &Prose<'_>, names: &BTreeSet<String>) -> Vec<Seen> {
    if prose.is_instrument() {
        return Vec::new();
    }
    let mut first: BTreeMap<String, Seen> = BTreeMap::new();
    let mut said: BTreeSet<String> = BTreeSet::new();
    for block in &prose.blocks {
        // Sources have their own letters, a heading may come before what explains it, and a label has no room to.
        let counts =
            super::subject::is_text(block) && matches!(block.role, Role::Paragraph | Role::Item | Role::Summary);
        for (range, shouted) in letters(&block.text) {
            let written = block.text.get(range.clone()).unwrap_or_default();
            let letters = written.strip_suffix('s').unwrap_or(written).to_owned();
            if names.contains(written) || names.contains(&letters) || super::jargon::has_letters(&letters) {
                continue;
            }
            if is_said(&block.text, &range, &letters) {
                said.insert(letters);
            } else if counts && !shouted && !is_typed(&block.text, &range) && !first.contains_key(&letters) {
                first.insert(letters.clone(), (letters, prose.span(block, range)));
            }
        }
    }
    // Letters that stand there in small ones too are a word, said louder.
    let is_word = |letters: &str| {
        let small = letters.to_lowercase();
        prose.blocks.iter().any(|block| {
            block.text.match_indices(small.as_str()).any(|(at, found)| {
                let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !beside(block.text.get(..at).and_then(|t| t.chars().next_back()))
                    && !beside(block.text.get(at + found.len()..).and_then(|t| t.chars().next()))
            })
        })
    };
    first.into_values().filter(|(letters, _)| !said.contains(letters) && !is_word(letters)).collect()
}

/// Every row of letters, and whether a word beside it is shouted too.
fn letters(body: &str) -> Vec<(Range<usize>, bool)> {
    let words: Vec<Range<usize>> = crate::check::reading::words_of(body).collect();
    let word = |n: usize| words.get(n).and_then(|range| body.get(range.clone())).unwrap_or_default();
    let large = |word: &str| {
        word.chars().count() > 1
            && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
            && word.contains(char::is_alphabetic)
    };
    let mut out = Vec::new();
    for (n, range) in words.iter().enumerate() {
        let text = word(n).trim_end_matches("'s").trim_end_matches("’s");
        if is_letters(text) {
            let between = |from: usize, to: usize| body.get(from..to).is_some_and(|t| !t.contains(['.', '!', '?']));
            let before = n.checked_sub(1).and_then(|n| words.get(n));
            let before = before.is_some_and(|w| body.get(w.clone()).is_some_and(large) && between(w.end, range.start));
            // "MIS Quarterly" is a name.
            let after = words
                .get(n + 1)
                .is_some_and(|w| word(n + 1).starts_with(char::is_uppercase) && between(range.end, w.start));
            let beside = before || after;
            out.push((range.start..range.start + text.len(), beside));
        }
    }
    out
}

/// Whether the words are said beside the letters: "primary care provider (PCP)", "PCP (primary care provider)", or a name in capitals
/// before a comma: "Dana Whitfield, LCSW".
fn is_said(text: &str, range: &Range<usize>, letters: &str) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let in_brackets =
        before.ends_with('(') || before.ends_with("(the ") || before.ends_with("or ") || before.ends_with("called ");
    let explained = after.trim_start_matches(['s', ' ']).starts_with('(')
        || after.starts_with(", or ")
        || after.starts_with(" stands for")
        || after.starts_with(": ");
    let title = before.trim_end().ends_with(',')
        && before
            .trim_end_matches([',', ' '])
            .rsplit([' ', ','])
            .next()
            .is_some_and(|w| w.starts_with(char::is_uppercase));
    in_brackets || explained || title || initials(text, letters)
}

/// Whether the letters are what readers are to send ("text HELLO to"), or the name of a standard ("WCAG 2.2").
fn is_typed(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default().trim_end_matches([' ', '"', '“', '«', '*', '\n']);
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let sent = matches!(
        last.as_str(),
        "text" | "texting" | "send" | "type" | "word" | "envíe" | "envía" | "mande" | "escriba" | "palabra"
    );
    let after = text.get(range.end..).unwrap_or_default();
    sent || after.trim_start_matches(['-', ' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether words in a row begin with the letters.
fn initials(text: &str, letters: &str) -> bool {
    let firsts: Vec<char> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| {
            !w.is_empty()
                && !is_letters(w)
                && !matches!(w.to_lowercase().as_str(), "and" | "of" | "the" | "for" | "y" | "de" | "la" | "el")
        })
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let wanted: Vec<char> = letters.chars().collect();
    firsts.windows(wanted.len().max(1)).any(|window| window == wanted.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_words() {
        let said = |text: &str, word: &str| {
            let at = text.find(word).expect("the letters");
            is_said(text, &(at..at + word.len()), word)
        };
        assert!(said("Ask your primary care provider (PCP).", "PCP"));
        assert!(said("Ask your PCP (the doctor you see most).", "PCP"));
        assert!(said("Dana Whitfield, LCSW, is here.", "LCSW"));
        assert!(said("A primary care provider helps. A PCP can refer you.", "PCP"));
        assert!(!said("Ask your PCP first.", "PCP"));
        let found = |text: &str| {
            letters(text)
                .into_iter()
                .filter(|(_, shouted)| !shouted)
                .map(|(r, _)| text[r].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("Your PCP's office takes SSRIs. DO NOT STOP now. PHQ-9 and A1C."), ["PCP", "SSRIs"]);
    }
}
