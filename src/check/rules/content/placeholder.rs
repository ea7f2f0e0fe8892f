//! Words that were to be replaced before anybody reads them.

use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::phrases::Phrases;
use crate::check::prose::{GAP, Prose, Role, Words};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use std::ops::Range;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "placeholder",
        severity: Severity::Warning,
        summary: "A placeholder is left in the text",
        explanation: "Write what belongs there, or take the sentence out: \"lorem ipsum\", TODO, TBD, XXX, [your name], \"insert address here\".",
        bad: "We are at [insert address here]. TODO: parking.",
        good: "We are at 12 Mill Lane. Parking is behind the building.",
    },
    group: Group::Content,
    why: "A page that looks unfinished is not believed, and what should stand there is missing.",
    sources: &[],
    looks: Looks::Prose(look),
};

/// Words that stand for others.
const PHRASES: &[&str] = &[
    "lorem ipsum ?dolor ?sit ?amet",
    "dolor sit amet",
    "insert ?your ?the ?a name|text|address|phone|number|date|fee|photo|bio|content|practice|link|logo|hours here",
    "your|the text|content|name|address|title goes here",
    "add your text|content|bio|photo|logo here",
    "your text|logo|content|title|photo here",
    "click to ?add ?edit edit|text|title",
    "inserte|insertar|escriba|ponga|agregue ?su ?el ?la ?aqui nombre|texto|direccion|telefono|fecha|foto ?aqui",
    "texto de ejemplo|relleno|prueba",
];

/// First words in square brackets that ask to be replaced.
const BRACKETED: &[&str] = &[
    "insert",
    "your",
    "name",
    "date",
    "practice",
    "phone",
    "address",
    "therapist",
    "client",
    "clinician",
    "provider",
    "state",
    "city",
    "email",
    "number",
    "amount",
    "fee",
    "link",
    "url",
    "todo",
    "tbd",
    "placeholder",
    "fill",
    "company",
    "license",
    "photo",
    "xx",
    "xxx",
    "hours",
    "time",
    "insertar",
    "inserte",
    "su",
    "nombre",
    "fecha",
    "telefono",
    "direccion",
    "consultorio",
    "terapeuta",
    "correo",
    "numero",
    "enlace",
];

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    for (block, words) in prose.each() {
        // A definition may speak of them, and a name of a song may hold them.
        if matches!(block.role, Role::Reference) {
            continue;
        }
        for range in placeholders(&block.text, words, prose.language()) {
            let text = squeeze(block.text.get(range.clone()).unwrap_or_default());
            found.push(
                RULE.code
                    .at(prose.span(block, range), format!("\"{text}\" is a placeholder"))
                    .help("write what belongs there, or take it out"),
            );
        }
    }
}

fn placeholders(text: &str, words: &Words, language: &str) -> Vec<Range<usize>> {
    static CELL: OnceLock<Phrases> = OnceLock::new();
    let phrases = CELL.get_or_init(|| Phrases::new(PHRASES.iter().copied()));
    let mut ranges: Vec<Range<usize>> = brackets(text);
    let apart = |range: &Range<usize>, ranges: &[Range<usize>]| {
        ranges.iter().all(|r| r.end <= range.start || range.end <= r.start)
    };
    for hit in phrases.find(words) {
        let range = words.range(hit.words);
        if apart(&range, &ranges) {
            ranges.push(range);
        }
    }
    for n in 0..words.len() {
        let Some(word) = words.place(n) else { continue };
        let written = text.get(word.start..word.end).unwrap_or_default();
        let colon = text.get(word.end..).is_some_and(|rest| rest.starts_with(':'));
        let shouted = |n: Option<usize>| {
            n.and_then(|n| words.place(n))
                .and_then(|w| text.get(w.start..w.end))
                .is_some_and(|w| w.len() > 2 && w.chars().all(char::is_uppercase))
        };
        let among_capitals = shouted(n.checked_sub(1)) || shouted(Some(n + 1));
        let is_placeholder = match written {
            // In Spanish it means "everything", and may be shouted.
            "TODO" => colon || (language != "es" && !among_capitals),
            "TBD" | "TBA" | "FIXME" | "TKTK" => true,
            // "Super Bowl XXX" is a number.
            "XXX" | "XXXX" | "XXXXX" => !follows_name(text, words, n),
            "xxx" | "xxxx" => true,
            _ => false,
        };
        let range = word.start..word.end;
        if is_placeholder && apart(&range, &ranges) {
            ranges.push(range);
        }
    }
    ranges.sort_by_key(|range| range.start);
    // What stands in quotation marks is spoken of.
    ranges.retain(|range| !text.get(..range.start).is_some_and(|before| before.ends_with(['"', '“', '«', '‘'])));
    // "xxx-xxx-xxxx" is one.
    ranges.dedup_by(|next, before| {
        let crosses = |range: &Range<usize>| {
            text.get(range.clone()).is_some_and(|t| t.chars().all(|c| matches!(c, 'x' | 'X') || !c.is_alphabetic()))
        };
        let near = text.get(before.end..next.start).is_some_and(|between| between.len() <= 2);
        let joined = near && crosses(before) && crosses(next);
        if joined {
            before.end = next.end;
        }
        joined
    });
    // "xxx" alone may be a kiss or a part of an address.
    ranges.retain(|range| !matches!(text.get(range.clone()), Some("xxx" | "xxxx")));
    ranges
}

/// Whether a word follows one that begins with a capital, within its sentence, and is no name's own first word.
fn follows_name(text: &str, words: &Words, n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|n| words.place(n));
    let large =
        before.and_then(|w| text.get(w.start..w.end)).is_some_and(|w| w.chars().next().is_some_and(char::is_uppercase));
    let spaced = before.zip(words.place(n)).is_some_and(|(a, b)| text.get(a.end..b.start) == Some(" "));
    let is_second = n > 1 && words.place(n).is_some_and(|w| !w.after_stop);
    large && spaced && is_second && words.get(n.saturating_sub(1)) != "call"
}

/// `[your name]`, `[insert date]`; not `[1]` or `[sic]`.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('[') {
        let Some(inner) = text.get(at + 1..).and_then(|rest| rest.find(']').and_then(|end| rest.get(..end))) else {
            continue;
        };
        if inner.len() > 60 || inner.contains(['[', GAP]) {
            continue;
        }
        // A link that was not read as one.
        if text.get(at + inner.len() + 2..).is_some_and(|rest| rest.starts_with('(')) {
            continue;
        }
        let words = Words::of(inner);
        if (1..=6).contains(&words.len()) && BRACKETED.contains(&words.get(0)) {
            out.push(at..at + inner.len() + 2);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
        placeholders(text, &Words::of(text), language).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn placeholders_are_found() {
        for (text, wanted) in [
            ("Lorem ipsum dolor sit amet, consectetur", "Lorem ipsum dolor sit amet"),
            ("TODO: parking", "TODO"),
            ("The fee is TBD.", "TBD"),
            ("Call XXX-XXX-XXXX", "XXX-XXX-XXXX"),
            ("We are at [insert address here].", "[insert address here]"),
            ("Dear [Client Name],", "[Client Name]"),
            ("Your text goes here", "Your text goes here"),
            ("Insert photo here", "Insert photo here"),
            ("Dirección: [su dirección]", "[su dirección]"),
            ("Texto de relleno", "Texto de relleno"),
        ] {
            assert_eq!(found(text, "en"), [wanted], "{text}");
        }
    }

    #[test]
    fn words_that_stay_are_left_alone() {
        for (text, language) in [
            ("Write your name here and sign.", "en"),
            ("A to-do list can help.", "en"),
            ("Puede contarnos TODO.", "es"),
            ("Note [1] and [sic] and [a link][x]", "en"),
            ("Super Bowl XXX", "en"),
            ("Type your name in the box.", "en"),
            ("TODO EL MUNDO", "es"),
            ("Enter by the blue door.", "en"),
            ("We put your name on the list.", "en"),
            ("The content of a session is private.", "en"),
        ] {
            assert_eq!(found(text, language), Vec::<&str>::new(), "{text}");
        }
    }
}
