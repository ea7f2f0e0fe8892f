//! Words that were right when they were written.

use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::phrases::Phrases;
use crate::check::prose::{Kind, Prose, Words};
use crate::check::reading::{Language, sentences};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "stale-words",
        severity: Severity::Note,
        summary: "The text speaks of a day that has passed as if it were to come",
        explanation: "An invitation names a day that has passed, or a page of another year says \"this year\". Take it out, or write the year; a page on an event can have expires_on.",
        bad: "Join us on March 3, 2024.",
        good: "Our next evening for parents is announced here in January.",
    },
    group: Group::Content,
    why: "Readers take a page that is behind the times for a practice that has closed.",
    sources: &[],
    looks: Looks::Prose(look),
};

/// What asks readers to come, in the sentence after the day.
const COME: &[&str] = &[
    "?please ?you ?can register|rsvp|enroll ?now ?today ?here ?by",
    "?please ?you ?can sign up",
    "save the date|your",
    "reserve|inscribase|registrese|apuntese",
];

/// What asks readers to come, or says that something will be.
const TO_COME: &[&str] = &[
    "join|register|rsvp|apply|enroll|upcoming|starting|begins|starts|until|deadline|next|will",
    "sign up",
    "save the date",
    "see you",
    "coming soon",
    "inscribase|registrese|unase|acompanenos|comienza|empieza|empezara|comenzara|sera|tendra|hasta|proximo|proxima|reserve",
];

const THIS_YEAR: &[&str] = &[
    "this|next year|spring|summer|fall|autumn|winter",
    "this coming|past year|spring|summer|fall|autumn|winter",
    "este|proximo ano|verano|otono|invierno",
    "esta primavera",
];

const MONTHS: &[&[&str]] = &[
    &["january", "jan", "enero"],
    &["february", "feb", "febrero"],
    &["march", "mar", "marzo"],
    &["april", "apr", "abril"],
    &["may", "mayo"],
    &["june", "jun", "junio"],
    &["july", "jul", "julio"],
    &["august", "aug", "agosto"],
    &["september", "sept", "sep", "septiembre", "setiembre"],
    &["october", "oct", "octubre"],
    &["november", "nov", "noviembre"],
    &["december", "dec", "diciembre"],
];

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    static CELL: OnceLock<[Phrases; 3]> = OnceLock::new();
    let Some(language) = Language::of(prose.language()) else { return };
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Practice) {
        return;
    }
    let [to_come, come, this_year] =
        CELL.get_or_init(|| [TO_COME, COME, THIS_YEAR].map(|list| Phrases::new(list.iter().copied())));
    let today = prose.as_of();
    // A page's own day says which year "this year" is.
    let written = prose.document().and_then(|d| d.updated.max(d.posted).max(d.reviewed));
    for block in prose.blocks.iter().filter(|block| super::subject::is_text(block)) {
        let all = sentences(&block.text, language);
        for (n, sentence) in all.iter().enumerate() {
            let next = all.get(n + 1).and_then(|next| block.text.get(next.clone())).map(Words::of);
            let asked = next.is_some_and(|next| come.at(&next, 0).is_some());
            let Some(text) = block.text.get(sentence.clone()) else { continue };
            let words = Words::of(text);
            let mut say = |range: Range<usize>, message: String, help: &str| {
                let range = sentence.start + range.start..sentence.start + range.end;
                found.push(RULE.code.at(prose.span(block, range), message).help(help));
            };
            for (range, day) in dates(&words) {
                let before = asked || (0..range.start).any(|n| to_come.at(&words, n).is_some());
                if day < today && before {
                    let range = words.range(range);
                    let shown = squeeze(text.get(range.clone()).unwrap_or_default());
                    say(
                        range,
                        format!("{shown} has passed"),
                        "take it out, or write what comes next; a page on an event can have expires_on",
                    );
                }
            }
            // News is of its year, and says which; what stands for years must not.
            let stands = prose.file.kind != Kind::Article || super::subject::is_health_article(prose);
            if stands && written.is_some_and(|day| day.year() < today.year()) {
                for hit in this_year.find(&words) {
                    let range = words.range(hit.words);
                    let shown = squeeze(text.get(range.clone()).unwrap_or_default());
                    let year = written.map_or(0, Date::year);
                    say(range, format!("\"{shown}\" was written in {year}"), "write the year, or say it without");
                }
            }
        }
    }
}

/// "March 3, 2024", "3 March 2024", "3 de marzo de 2024": the words, and the day.
fn dates(words: &Words) -> Vec<(Range<usize>, Date)> {
    let number = |n: usize| {
        let word = words.get(n);
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let rest = word.get(digits.len()..).unwrap_or_default();
        digits.parse::<i16>().ok().filter(|_| matches!(rest, "" | "st" | "nd" | "rd" | "th"))
    };
    let mut out = Vec::new();
    for n in 0..words.len() {
        let Some(month) = MONTHS.iter().position(|names| names.contains(&words.get(n))) else { continue };
        let Ok(month) = i8::try_from(month + 1) else { continue };
        let of = |n: usize| usize::from(matches!(words.get(n), "de" | "del" | "of"));
        let back = n.checked_sub(1).map(|b| b - of(b).min(b));
        let year_at = n + 1 + of(n + 1);
        let tries = [
            number(n + 1).zip(number(n + 2)).map(|(day, year)| (n..n + 3, day, year)),
            back.and_then(|b| Some((b..year_at + 1, number(b)?, number(year_at)?))),
        ];
        for (range, day, year) in tries.into_iter().flatten() {
            let Ok(day) = i8::try_from(day) else { continue };
            if (1990..2200).contains(&year)
                && let Ok(date) = Date::new(year, month, day)
            {
                out.push((range, date));
                break;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_languages() {
        for text in [
            "Join us on March 3, 2024.",
            "on 3 March 2024",
            "March 3rd, 2024",
            "el 3 de marzo de 2024",
            "3 de marzo del 2024",
        ] {
            let words = Words::of(text);
            let days: Vec<String> = dates(&words).into_iter().map(|(_, day)| day.to_string()).collect();
            assert_eq!(days, ["2024-03-03"], "{text}");
        }
        for text in ["You may 3 times", "March 2024", "In May, 12 people", "may 45 2024"] {
            assert!(dates(&Words::of(text)).is_empty(), "{text}");
        }
    }
}
