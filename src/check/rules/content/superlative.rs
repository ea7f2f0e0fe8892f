//! A practice that calls itself the best.

use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::phrases::{Hit, Phrases};
use crate::check::prose::{Prose, Words};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::ops::Range;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "superlative",
        severity: Severity::Warning,
        summary: "The practice calls itself the best",
        explanation: "Say what can be checked: training, years, languages, whom you see. Advice on how to find \"the best therapist for you\" is left alone.",
        bad: "The best therapists in Springfield, and #1 for couples.",
        good: "Six licensed therapists in Springfield, two of them trained in couples therapy.",
    },
    group: Group::Content,
    why: "It cannot be shown, so it deceives; and readers in need trust plain facts more.",
    sources: &[
        Source {
            title: "American Psychological Association, Ethical Principles of Psychologists and Code of Conduct, 5.01 Avoidance of False or Deceptive Statements",
            url: "https://www.apa.org/ethics/code",
            date: "2017",
        },
        Source {
            title: "American Counseling Association, Code of Ethics, C.3.a Accurate Advertising",
            url: "",
            date: "2014",
        },
    ],
    looks: Looks::Prose(look),
};

const WHO: &str = "therapist|therapists|counselor|counselors|psychologist|psychologists|psychiatrist|psychiatrists|clinician|clinicians|practice|practices|clinic|clinics|team|doctor|doctors|therapy|counseling|care|treatment|provider|providers|expert|experts|specialist|specialists";
const QUIEN: &str = "terapeuta|terapeutas|psicologo|psicologa|psicologos|psicologas|psiquiatra|psiquiatras|consejero|consejera|consejeros|consejeras|clinica|clinicas|consulta|equipo|terapia|doctor|doctora|atencion|especialista|especialistas|centro";

const PHRASES: &[&str] = &[
    "best|finest|foremost|premier|leading|top ?rated ?and ?most ?mental ?health ?couples ?marriage ?family ?child ?trauma ?anxiety ?emdr WHO",
    "number one ?rated ?mental ?health ?couples ?family ?trauma WHO",
    "most trusted|effective|experienced|qualified|respected|skilled ?mental ?health ?couples WHO",
    "best ?place ?of in town",
    "best ?place in the ?whole city|state|area|county|country|region|midwest|nation|world",
    "second to none",
    "unmatched|unrivaled|unrivalled|unparalleled|unsurpassed|unequaled",
    "world class ?mental ?health WHO|service",
    "better than any|every|all other ?mental ?health WHO",
    // Spanish.
    "mejor|mejores ?y ?mas QUIEN",
    "QUIEN lider|lideres|numero",
    "QUIEN mas confiable|efectiva|efectivo|prestigiosa|prestigioso|exitosa",
    "numero uno en",
    "inigualable|inigualables|insuperable|insuperables",
];

/// Around these words the phrase is advice.
const ADVICE_BEFORE: &[&str] = &[
    "find",
    "finding",
    "choose",
    "choosing",
    "a",
    "an",
    "which",
    "whats",
    "what",
    "get",
    "if",
    "your",
    "when",
    "encontrar",
    "elegir",
    "escoger",
    "un",
    "una",
    "cual",
    "su",
    "next",
    "no",
    "not",
    "some",
];
const ADVICE_AFTER: &[&str] = &[
    "for",
    "fit",
    "match",
    "practices",
    "is",
    "are",
    "may",
    "might",
    "depends",
    "possible",
    "para",
    "es",
    "posible",
    "when",
    "that",
    "available",
    "approach",
    "interests",
    "interest",
    "consiste",
];

fn phrases() -> &'static Phrases {
    static CELL: OnceLock<Phrases> = OnceLock::new();
    CELL.get_or_init(|| {
        let written: Vec<String> = PHRASES.iter().map(|p| p.replace("WHO", WHO).replace("QUIEN", QUIEN)).collect();
        Phrases::new(written.iter().map(String::as_str))
    })
}

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if prose.is_instrument() {
        return;
    }
    for (block, words) in prose.each().filter(|(block, _)| super::subject::is_text(block)) {
        for range in superlatives(&block.text, words) {
            let text = squeeze(block.text.get(range.clone()).unwrap_or_default());
            found.push(
                RULE.code
                    .at(prose.span(block, range), format!("\"{text}\" claims what cannot be shown"))
                    .help("say what can be checked instead: training, years of work, languages, whom you see"),
            );
        }
    }
}

fn superlatives(text: &str, words: &Words) -> Vec<Range<usize>> {
    let kept = |hit: &Hit| {
        let before = hit.words.start.checked_sub(1).map_or("", |n| words.get(n));
        let before_that = hit.words.start.checked_sub(2).map_or("", |n| words.get(n));
        let open = words.place(hit.words.start).is_some_and(|w| w.after_stop);
        let closed = words.place(hit.words.end).is_none_or(|w| w.after_stop);
        let advised = !open && (ADVICE_BEFORE.contains(&before) || ADVICE_BEFORE.contains(&before_that));
        let advises = !closed && ADVICE_AFTER.contains(&words.get(hit.words.end));
        // "Leading" and "top" are verbs and places, too, unless an article stands before them.
        let weak = matches!(words.get(hit.words.start), "leading" | "top" | "best")
            && !matches!(before, "the" | "our" | "areas" | "towns" | "citys" | "countys" | "states")
            && !open;
        // "Best practices" are what a trade agrees on.
        let trade =
            words.get(hit.words.end.saturating_sub(1)).starts_with("practice") && words.get(hit.words.start) == "best";
        !(advised || advises || weak || trade)
    };
    let mut ranges: Vec<Range<usize>> =
        phrases().find(words).into_iter().filter(kept).map(|hit| words.range(hit.words)).collect();
    for (at, _) in text.match_indices("#1") {
        let after = text.get(at + 2..).unwrap_or_default();
        let next = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let is_number = !after.starts_with(|c: char| c.is_alphanumeric());
        if is_number
            && (WHO.split('|').any(|w| w == next)
                || matches!(next.as_str(), "rated" | "choice" | "in" | "for" | "couples" | "family" | "mental"))
        {
            ranges.push(at..at + 2 + (after.len() - after.trim_start().len()) + next.len());
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        superlatives(text, &Words::of(text)).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn claims_are_found() {
        for text in [
            "We are the best therapists in Springfield.",
            "The best therapist in town",
            "#1 therapist in Illinois",
            "The area's leading trauma clinic",
            "Number one counseling practice",
            "The most trusted counselors",
            "Our care is second to none.",
            "World-class therapy",
            "La mejor terapeuta de Springfield",
            "Los mejores psicólogos",
        ] {
            assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn advice_is_left_alone() {
        for text in [
            "How to find the best therapist for you",
            "The best therapist is one you trust.",
            "A therapist does their best.",
            "Call us at the best time for you.",
            "The best care for your child depends on many things.",
            "It is best to ask your doctor.",
            "The top of the page",
            "What is the best treatment for panic?",
            "Room #1 is upstairs.",
            "Elegir la mejor terapeuta para usted",
            "Su mejor amiga",
            "Leading a group takes care.",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
