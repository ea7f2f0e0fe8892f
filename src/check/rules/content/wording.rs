//! Words that make a person into a diagnosis, or a death into a crime.

use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::phrases::Phrases;
use crate::check::prose::{Prose, Role, Words};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "wording",
        severity: Severity::Note,
        summary: "A word can hurt the people it speaks of",
        explanation: "Name the person first, then what they live with: \"a person with schizophrenia\". Quotations, sources and names are left alone.",
        bad: "Addicts and the mentally ill often suffer from shame. His brother committed suicide.",
        good: "People with an addiction or a mental illness often feel shame. His brother died by suicide.",
    },
    group: Group::Content,
    why: "Words that blame keep people from asking for help, and make those who treat them less kind.",
    sources: &[
        Source {
            title: "National Institute on Drug Abuse, Words Matter: Preferred Language for Talking About Addiction",
            url: "https://nida.nih.gov/research-topics/addiction-science/words-matter-preferred-language-talking-about-addiction",
            date: "read November 2026",
        },
        Source {
            title: "American Psychological Association, Inclusive Language Guide, second edition",
            url: "https://www.apa.org/about/apa/equity-diversity-inclusion/language-guidelines",
            date: "2023",
        },
        Source {
            title: "Recommendations for Reporting on Suicide",
            url: "https://www.bethe1to.com/reporting-on-suicide/",
            date: "read November 2026",
        },
    ],
    looks: Looks::Prose(look),
};

/// Words, and better ones.
const WORDS: &[(&str, &str)] = &[
    ("commit|commits|committed|committing suicide", "died by suicide"),
    ("successful|completed|failed|unsuccessful suicide ?attempt", "died by suicide, or: a suicide attempt"),
    ("addict|addicts", "a person with an addiction"),
    ("drug|substance abuser|abusers", "a person who uses drugs"),
    ("alcoholic|alcoholics", "a person with an alcohol problem"),
    ("crackhead|crackheads|druggie|druggies|drunkard|drunkards", "a person who uses drugs, or alcohol"),
    ("clean and sober", "in recovery"),
    ("the ?severely ?seriously ?chronically mentally ill", "people with a mental illness"),
    (
        "mentally ill people|person|persons|patients|patient|clients|individuals|adults|children|youth",
        "people with a mental illness",
    ),
    ("mentally handicapped|retarded|challenged|deficient", "with an intellectual disability"),
    (
        "schizophrenics|schizophrenic|psychotics|anorexics|bulimics|bipolars|borderlines|autistics",
        "people with ... (the diagnosis)",
    ),
    ("a|an|the anorexic|bulimic|psychotic|borderline|depressive|schizophrenic", "a person with ... (the diagnosis)"),
    (
        "suffer|suffers|suffered|suffering from ?a ?an ?any ?severe ?chronic ?major ?mental depression|anxiety|schizophrenia|bipolar|ptsd|ocd|adhd|panic|trauma|autism|addiction|alcoholism|illness|illnesses|disorder|disorders|insomnia|phobia|phobias|psychosis|anorexia|bulimia|eating|stress|grief|dementia|shame",
        "has, or: lives with",
    ),
    ("victim|victims of mental|depression|anxiety|schizophrenia|bipolar", "people with ..."),
    ("the disabled|handicapped and|or|are|is|who|in|to|with|have|can", "people with disabilities"),
    ("wheelchair bound", "who uses a wheelchair"),
    ("confined to a wheelchair", "who uses a wheelchair"),
    ("insane|lunatic|lunatics|crazies|psychos|nutcase|madman|madmen", "a plain word for what you mean"),
    ("attention seeking", "asking for help"),
    // Spanish.
    ("cometer|cometio|comete|cometen|cometieron|cometido suicidio", "murió por suicidio"),
    (
        "suicidio|suicidios ?no consumado|consumados|exitoso|fallido|fracasado",
        "murió por suicidio, o: un intento de suicidio",
    ),
    ("adicto|adicta|adictos|adictas a", "una persona con una adicción"),
    (
        "un|una|los|las adicto|adicta|adictos|adictas|drogadicto|drogadicta|drogadictos|drogadictas",
        "una persona con una adicción",
    ),
    ("drogadicto|drogadicta|drogadictos|drogadictas", "una persona con una adicción"),
    ("un|una|los|las alcoholico|alcoholica|alcoholicos|alcoholicas", "una persona con un problema de alcohol"),
    ("enfermo|enferma|enfermos|enfermas mental|mentales", "una persona con una enfermedad mental"),
    (
        "un|una|los|las esquizofrenico|esquizofrenica|esquizofrenicos|esquizofrenicas|bipolar|bipolares|anorexica|anorexicas|psicotico|psicoticos",
        "una persona con ... (el diagnóstico)",
    ),
    ("minusvalido|minusvalidos|minusvalida|minusvalidas|discapacitados", "personas con discapacidad"),
    ("retrasado|retrasada|retrasados|retrasadas mental|mentales", "con una discapacidad intelectual"),
    ("loco|loca|locos|locas de atar", "una palabra sencilla para lo que quiere decir"),
];

/// Names and fixed words that hold one of them.
const EXCEPT: &[&str] = &[
    "alcoholics|addicts|narcotics anonymous",
    "adult|adults ?children of alcoholics",
    "alcoholic beverage|beverages|drink|drinks|hepatitis|liver|ketoacidosis|solution",
    "non|de alcoholic",
    "bebida|bebidas alcoholica|alcoholicas",
    "alcoholicos|adictos|narcoticos anonimos",
    "a|an|the psychotic|depressive|anorexic|bulimic|borderline|schizophrenic episode|disorder|disorders|symptom|symptoms|break|illness|personality|experience|state|phase|depression|level|range|pattern|features",
    "un|una|los|las bipolar|psicotico|psicoticos episodio|trastorno|sintoma|sintomas",
    "al anon",
];

fn lists() -> &'static (Phrases, Phrases) {
    static CELL: OnceLock<(Phrases, Phrases)> = OnceLock::new();
    CELL.get_or_init(|| (Phrases::new(WORDS.iter().map(|(words, _)| *words)), Phrases::new(EXCEPT.iter().copied())))
}

/// So many are said of one file.
const MOST: usize = 5;

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if prose.is_instrument() {
        return;
    }
    let mut said = 0;
    for (block, words) in prose.each() {
        if !super::subject::is_text(block) || block.role == Role::Quote {
            continue;
        }
        for (range, better) in hurtful(&block.text, words) {
            if said == MOST {
                return;
            }
            said += 1;
            let text = squeeze(block.text.get(range.clone()).unwrap_or_default());
            found.push(
                RULE.code
                    .at(prose.span(block, range), format!("\"{text}\" can hurt the people it speaks of"))
                    .help(format!("better: {better}")),
            );
        }
    }
}

fn hurtful(text: &str, words: &Words) -> Vec<(std::ops::Range<usize>, &'static str)> {
    let (phrases, except) = lists();
    let hits = phrases.find(words);
    if hits.is_empty() {
        return Vec::new();
    }
    let apart = except.find(words);
    hits.into_iter()
        .filter(|hit| !apart.iter().any(|a| a.words.start < hit.words.end && hit.words.start < a.words.end))
        .filter_map(|hit| {
            let range = words.range(hit.words);
            // What stands in quotation marks is spoken of, not said.
            let before = text.get(..range.start).and_then(|t| t.chars().next_back());
            let mentioned = before.is_some_and(|c| matches!(c, '"' | '“' | '«' | '‘' | '\''));
            let better = WORDS.get(hit.phrase)?.1;
            (!mentioned).then_some((range, better))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        hurtful(text, &Words::of(text)).into_iter().filter_map(|(range, _)| text.get(range)).collect()
    }

    #[test]
    fn words_that_hurt_are_found() {
        for text in [
            "His brother committed suicide.",
            "She is an addict.",
            "Services for the mentally ill",
            "He suffers from depression.",
            "Schizophrenics need care.",
            "A wheelchair-bound client",
            "Drug abusers can recover.",
            "Se suicidó: cometió suicidio.",
            "Los drogadictos",
            "enfermos mentales",
        ] {
            assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn names_and_mentions_are_left_alone() {
        for text in [
            "Alcoholics Anonymous meets here.",
            "He died by suicide.",
            "A psychotic episode",
            "We say a person with an addiction, not \"addict\".",
            "alcoholic drinks",
            "Mentally, it is hard work.",
            "People with a mental illness",
            "Suffering is part of life.",
            "Adult Children of Alcoholics",
            "Alcohólicos Anónimos",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
