//! A text that is harder to read than its readers can be asked for.

use crate::check::found::Found;
use crate::check::phrases::Phrases;
use crate::check::prose::{Block, Kind, Prose, Role, Words};
use crate::check::reading::{Grade, Language, Reading};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "reading-grade",
        severity: Severity::Warning,
        summary: "A text is hard to read",
        explanation: "Forms, consents, pages for a crisis and for the first session should be readable with six years of school, other pages with eight. English is measured by the Flesch-Kincaid grade level, Spanish by the perspicuity of Szigriszt-Pazos and the schooling he gives for it. Names, numbers, addresses, tables, sources and what the glossary explains do not count; a text under 100 words is not judged. A little above is a note, two grades above a warning. Cut the longest sentences in two, and use the words that you would say aloud.",
        bad: "Notwithstanding the aforementioned provisions, the undersigned acknowledges that confidentiality is not absolute.",
        good: "There are a few cases in which we must tell others what you say. They are listed here.",
    },
    group: Group::Content,
    why: "About half of adults read below the level of most health texts, and everybody reads worse when afraid. A consent that is not understood is no consent.",
    sources: &[
        Source {
            title: "MedlinePlus, How to Write Easy-to-Read Health Materials: a 6th to 7th grade reading level",
            url: "https://cybercemetery.unt.edu/archive/oilspill/20121017131246/http:/www.nlm.nih.gov/medlineplus/etr.html",
            date: "archived October 2012, read November 2026",
        },
        Source {
            title: "The Flesch-Kincaid grade level (Kincaid and others 1975), as the Department of Veterans Affairs gives it",
            url: "https://webarchive.library.unt.edu/eot2008/20090115223043/http:/www.hsrd.research.va.gov/for_researchers/measurement/instrument/term_pop.cfm?ID=112",
            date: "archived January 2009, read November 2026",
        },
        Source {
            title: "Szigriszt Pazos F. Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad (1993), with its table of schooling",
            url: "https://legible.es/blog/perspicuidad-szigriszt-pazos/",
            date: "read November 2026",
        },
        Source {
            title: "Barrio-Cantalejo IM and others. Validación de la Escala INFLESZ para evaluar la legibilidad de los textos dirigidos a pacientes. An Sist Sanit Navar 31(2):135-152",
            url: "",
            date: "2008",
        },
    ],
    looks: Looks::Prose(look),
};

/// The grade for forms, consents, pages for a crisis and for the first session.
const PLAIN: f64 = 6.0;
/// The grade for everything else.
const USUAL: f64 = 8.0;
/// So far above it is worth a word.
const NOTED: f64 = 1.0;
/// So far above it must be mended.
const WARNED: f64 = 2.0;
/// So many sentences are shown.
const SHOWN: usize = 3;
/// A label of fewer words is a name for a field, not a sentence.
const LABEL_WORDS: usize = 5;
/// A sentence of more words is hard whatever its words are.
const LONG_SENTENCE: usize = 40;

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    let Some(language) = Language::of(prose.language()) else { return };
    if !matches!(prose.file.kind, Kind::Form | Kind::Article | Kind::Page | Kind::Home) || prose.is_instrument() {
        return;
    }
    let explained = explained(prose);
    let mut reading = Reading::new(language);
    let mut read: Vec<&Block> = Vec::new();
    for (block, words) in prose.each().filter(|(block, words)| counts(block, words)) {
        let known: Vec<Range<usize>> = explained.find(words).into_iter().map(|hit| words.range(hit.words)).collect();
        reading.read(&block.text, &|word| known.iter().any(|k| k.start < word.end && word.start < k.end));
        read.push(block);
    }
    let Some(grade) = reading.grade() else { return };
    let (target, what) = target(prose);
    // What is shown is rounded, and what is judged is what is shown.
    let above = (grade.0 * 10.0).round() / 10.0 - target;
    if above < NOTED {
        return;
    }
    let measure = match language {
        Language::English => "Flesch-Kincaid",
        Language::Spanish => "Szigriszt-Pazos",
    };
    let longest = reading.longest(SHOWN);
    let over = reading.sentences().iter().filter(|sentence| sentence.words > LONG_SENTENCE).count();
    let over = match over {
        0 => String::new(),
        1 => format!("; one sentence has more than {LONG_SENTENCE} words"),
        n => format!("; {n} sentences have more than {LONG_SENTENCE} words"),
    };
    let message =
        format!("this reads at grade {grade} ({measure}); for {what} it should be {} or lower{over}", Grade(target));
    let mut diagnostic = RULE.code.at(prose.title_span(), message).help(
        "the longest sentences are shown: say one thing in each, and use the short words that you would say aloud; what must stay can be explained in the glossary",
    );
    if above < WARNED {
        diagnostic.severity = Severity::Note;
    }
    for sentence in longest {
        if let Some(block) = read.get(sentence.block) {
            diagnostic =
                diagnostic.also(prose.span(block, sentence.range.clone()), format!("{} words", sentence.words));
        }
    }
    found.push(diagnostic);
}

fn counts(block: &Block, words: &Words) -> bool {
    match block.role {
        _ if block.staff => false,
        Role::Paragraph | Role::Item | Role::Summary => true,
        Role::Label => words.len() >= LABEL_WORDS,
        Role::Heading => block.key == "question",
        _ => false,
    }
}

/// The grade that a text should have, and what it is.
fn target(prose: &Prose<'_>) -> (f64, &'static str) {
    if prose.file.kind == Kind::Form {
        return (PLAIN, "a form");
    }
    if prose.is_help_page() || is_of(prose, &["crisis"]) {
        return (PLAIN, "a page for a crisis");
    }
    if is_first_session(prose) {
        return (PLAIN, "a page on the first session");
    }
    (USUAL, if prose.file.kind == Kind::Article { "an article" } else { "a page" })
}

/// Whether the title or a topic has a word.
fn is_of(prose: &Prose<'_>, wanted: &[&str]) -> bool {
    let Some(document) = prose.document() else { return false };
    let has = |text: &str| {
        let words = Words::of(text);
        (0..words.len()).any(|n| wanted.contains(&words.get(n)))
    };
    has(&document.title) || document.topics.iter().any(|topic| has(topic))
}

fn is_first_session(prose: &Prose<'_>) -> bool {
    let Some(document) = prose.document() else { return false };
    let phrases = Phrases::new([
        "first ?therapy ?counseling session|sessions|visit|visits|appointment|appointments|meeting",
        "primera|primeras ?sesion ?cita ?visita sesion|sesiones|cita|citas|visita|visitas|consulta|consultas|vez",
    ]);
    let has = |text: &str| !phrases.find(&Words::of(text)).is_empty();
    has(&document.title) || document.topics.iter().any(|topic| has(topic))
}

/// What the reader has explained: terms of the glossary, and the practice's own names.
fn explained(prose: &Prose<'_>) -> Phrases {
    let site = prose.checked.site;
    let terms = site.glossary.as_ref().map(|glossary| glossary.get(&prose.file.language, site.language()).0.clone());
    let terms = terms.iter().flat_map(|terms| terms.iter()).flat_map(|t| std::iter::once(&t.term).chain(&t.also));
    let names = site.practice(&prose.file.language).map(|practice| practice.name.clone());
    let people = site.providers.iter().map(|it| it.original.name.clone());
    let plain = |text: &str| {
        let words = Words::of(text);
        (0..words.len()).map(|n| words.get(n)).collect::<Vec<_>>().join(" ")
    };
    let all: Vec<String> =
        terms.map(|t| plain(t)).chain(names.iter().map(|n| plain(n))).chain(people.map(|n| plain(&n))).collect();
    Phrases::new(all.iter().filter(|text| !text.is_empty()).map(String::as_str))
}
