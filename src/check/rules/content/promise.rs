//! A promise that therapy will work.

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
        name: "promise",
        severity: Severity::Warning,
        summary: "A cure or a result is promised",
        explanation: "Say what the work is, what it can help with and what research found, with the source. Sentences that say no (\"we cannot promise a cure\") and questions are left alone.",
        bad: "We will cure your anxiety, guaranteed.",
        good: "Many people with anxiety feel better after some months of therapy. Nobody can promise it.",
    },
    group: Group::Content,
    why: "Nobody can keep it. Codes of ethics and the law on advertising forbid claims of success that cannot be shown, and a licensing board may act on one.",
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
        Source {
            title: "Federal Trade Commission Act, section 5 (15 U.S.C. 45), and Health Products Compliance Guidance",
            url: "",
            date: "December 2022",
        },
    ],
    looks: Looks::Prose(look),
};

const AILMENTS: &str = "anxiety|depression|trauma|ptsd|panic|ocd|adhd|insomnia|phobia|phobias|addiction|fear|fears|grief|stress|bipolar|pain|autism|worry|anger|shame|sadness|trastorno|ansiedad|depresion|panico|insomnio|fobia|fobias|adiccion|miedo|miedos|duelo|estres|dolor|tristeza";

/// Words that promise by themselves. `AILMENTS` stands for the list above.
const PROMISES: &[&str] = &[
    "cure|cures|cured|curing|heal|heals ?your|all|any|every|the|this|their|you ?of ?your AILMENTS",
    "cure for ?your|all|any AILMENTS",
    "we|i|will|can|to cure|cures you|everyone|everybody|anyone|it|them",
    "you|they will be cured",
    "permanent|permanently|complete|completely|total|instant|miracle cure|cured|healing|relief|recovery|cures",
    "permanently|forever free of|from",
    "completely|totally free of|from ?your AILMENTS",
    "free of|from ?your AILMENTS ?for forever|good|life",
    "100 ?percent success|effective|successful|guaranteed|satisfaction|cure|recovery|results|relief",
    "95|96|97|98|99|100 ?percent success rate",
    "eliminate|eliminates|eliminating|erase|banish|destroy|defeat your|all|any AILMENTS",
    "end|ends|beat|overcome|stop ?your AILMENTS for good|ever",
    "end|beat|overcome|stop|cure|fix ?your AILMENTS in ?just ?only one|two|three|four|five|six|seven|eight|ten|twelve|a|1|2|3|4|5|6|8|10|12|30 ?few session|sessions|day|days|week|weeks|month|visit",
    "get rid of ?your ?all AILMENTS ?once ?and ?for forever|good|all",
    "once and for all",
    "therapy|treatment|method|approach|emdr|cbt|hypnosis|program|technique works for everyone|everybody|anyone",
    "therapy|treatment|method|approach|emdr|cbt|hypnosis|program|technique always works",
    "never fails",
    "miracle therapy|treatment|method|cure|results",
    "money back guarantee",
    "we|i promise|promises ?you results|relief|success|recovery|improvement|happiness|change|healing",
    "we|i promise|promises ?you that ?you ?your you|your ?will ?feel ?be",
    // Spanish.
    "curar|cura|curan|curamos|curo|curara|curaremos|curarle|curarse|curado|curada|sanar|sanamos ?de ?a su|tu|la|el|los|toda|todo|todos|cualquier ?la ?el AILMENTS",
    "cura|curacion ?total ?completa ?definitiva definitiva|permanente|milagrosa|total|completa|garantizada|segura|rapida",
    "solucion|alivio|recuperacion|resultado|resultados definitiva|definitivo|permanente|milagrosa|milagrosos|instantaneo|inmediato|garantizado|garantizados|garantizada",
    "elimine|elimina|eliminar|eliminamos|acabe|acaba|acabar|acabamos ?con su|tu|la|el|toda AILMENTS ?para siempre",
    "libre|libres de ?la ?su ?el AILMENTS para siempre",
    "100 ?por ?ciento ?de ?exito ?efectivo exito|efectivo|efectiva|eficaz|garantizado|garantizada",
    "le|les|te prometemos|prometo ?que resultados|alivio|exito|mejoria|se|va|sentira|estara|curara",
    "prometemos ?que resultados|alivio|exito|mejoria|sentira|curara",
    "funciona siempre",
    "funciona para todos|todas|cualquiera",
    "nunca falla",
];

/// Words that promise with one of [`OUTCOMES`] near them.
const GUARANTEES: &[&str] = &[
    "guarantee|guarantees|guaranteed|guaranteeing",
    "garantizamos|garantizo|garantiza|garantizan|garantizado|garantizada|garantizados|garantizadas|garantia",
];

const OUTCOMES: &[&str] = &[
    "result",
    "results",
    "success",
    "relief",
    "recovery",
    "improvement",
    "improve",
    "outcome",
    "outcomes",
    "change",
    "cure",
    "cured",
    "happiness",
    "satisfaction",
    "better",
    "progress",
    "heal",
    "healing",
    "help",
    "happy",
    "transformation",
    "peace",
    "resultado",
    "resultados",
    "exito",
    "alivio",
    "mejoria",
    "mejorar",
    "mejorara",
    "mejor",
    "recuperacion",
    "cura",
    "curacion",
    "cambio",
    "felicidad",
    "satisfaccion",
    "bienestar",
    "progreso",
];

/// Words before a promise that make it none.
const DENIALS: &[&str] = &[
    "no",
    "not",
    "never",
    "cannot",
    "cant",
    "nobody",
    "none",
    "neither",
    "nor",
    "dont",
    "doesnt",
    "isnt",
    "wont",
    "without",
    "beware",
    "avoid",
    "anyone",
    "someone",
    "anybody",
    "whoever",
    "careful",
    "wary",
    "claim",
    "claims",
    "claiming",
    "false",
    "myth",
    "if",
    "whether",
    "unlike",
    "nothing",
    "couldnt",
    "didnt",
    "who",
    "skeptical",
    "unable",
    "hardly",
    "rarely",
    "instead",
    "arent",
    "wasnt",
    "than",
    "few",
    "nunca",
    "jamas",
    "nadie",
    "ningun",
    "ninguna",
    "ninguno",
    "tampoco",
    "ni",
    "sin",
    "cuidado",
    "desconfie",
    "quien",
    "quienes",
    "si",
    "evite",
    "falso",
    "falsa",
    "mito",
];

/// Words after a promise that make it one of the law's.
const BY_LAW: &[&str] = &["by", "under", "in", "por", "en", "issue"];

/// So many words before are looked at.
const BEFORE: usize = 10;

fn phrases() -> &'static (Phrases, Phrases) {
    static BOTH: OnceLock<(Phrases, Phrases)> = OnceLock::new();
    BOTH.get_or_init(|| {
        let written: Vec<String> = PROMISES.iter().map(|phrase| phrase.replace("AILMENTS", AILMENTS)).collect();
        (Phrases::new(written.iter().map(String::as_str)), Phrases::new(GUARANTEES.iter().copied()))
    })
}

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if prose.is_instrument() {
        return;
    }
    for (block, words) in prose.each().filter(|(block, _)| super::subject::is_text(block)) {
        for range in promises(&block.text, words) {
            let text = squeeze(block.text.get(range.clone()).unwrap_or_default());
            found.push(
                RULE.code
                    .at(prose.span(block, range), format!("\"{text}\" promises what nobody can promise"))
                    .help("say what therapy can help with, and leave open how it ends"),
            );
        }
    }
}

/// Where a text promises something.
fn promises(text: &str, words: &Words) -> Vec<Range<usize>> {
    let (promises, guarantees) = phrases();
    let mut hits = promises.find(words);
    hits.extend(guarantees.find(words).into_iter().filter(|hit| has_outcome(words, hit)));
    hits.sort_by_key(|hit| hit.words.start);
    hits.dedup_by(|next, before| next.words.start < before.words.end);
    hits.retain(|hit| !is_denied(words, hit) && !is_question(text, words, hit));
    // "Guaranteed" beside another promise of the same sentence is said once.
    hits.dedup_by(|next, before| {
        (before.words.end..=next.words.start).all(|n| n == before.words.end || !stops(words, n))
    });
    hits.into_iter().map(|hit| words.range(hit.words)).collect()
}

fn stops(words: &Words, n: usize) -> bool {
    words.place(n).is_none_or(|word| word.after_stop)
}

fn has_outcome(words: &Words, hit: &Hit) -> bool {
    if BY_LAW.contains(&words.get(hit.words.end)) && !stops(words, hit.words.end) {
        return false;
    }
    let after = (hit.words.end..hit.words.end + 8).take_while(|n| !stops(words, *n));
    let before = (1..=4).map_while(|back| hit.words.start.checked_sub(back).filter(|n| !stops(words, n + 1)));
    after.chain(before).any(|n| OUTCOMES.contains(&words.get(n)))
}

fn is_denied(words: &Words, hit: &Hit) -> bool {
    let before = (1..=BEFORE).map_while(|back| hit.words.start.checked_sub(back).filter(|n| !stops(words, n + 1)));
    before.chain(hit.words.clone()).any(|n| DENIALS.contains(&words.get(n)))
}

/// Whether the sentence ends with a question mark.
fn is_question(text: &str, words: &Words, hit: &Hit) -> bool {
    let end = words.range(hit.words.clone()).end;
    let rest = text.get(end..).unwrap_or_default();
    rest.chars().find(|c| matches!(c, '.' | '!' | '?' | '…')).is_some_and(|c| c == '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        promises(text, &Words::of(text)).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn promises_are_found() {
        for text in [
            "We will cure your anxiety.",
            "Guaranteed results.",
            "We guarantee that you will feel better in six sessions.",
            "Our method has a 100% success rate.",
            "Be permanently free of panic.",
            "We promise results.",
            "Overcome depression in six weeks.",
            "End your insomnia for good.",
            "EMDR works for everyone.",
            "A miracle cure.",
            "Relief is guaranteed.",
            "Curamos su ansiedad.",
            "Resultados garantizados.",
            "Le garantizamos resultados.",
            "Elimine su depresión para siempre.",
            "Un método con 100 % de éxito.",
        ] {
            assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn what_promises_nothing_is_left_alone() {
        for text in [
            "There is no cure for grief.",
            "A good faith estimate is not a guarantee.",
            "This is not a guarantee of results.",
            "Nobody can promise a result.",
            "We cannot guarantee that you will feel better.",
            "Cured ham and cheese.",
            "Beware of anyone who promises to cure your anxiety.",
            "Can therapy cure anxiety?",
            "Rights guaranteed by law help you.",
            "We promise to keep what you say private.",
            "We guarantee a reply within one working day.",
            "Research has not found a cure for bipolar disorder.",
            "Therapy can help with anxiety.",
            "No hay una cura para la ansiedad.",
            "No podemos garantizar resultados.",
            "Nadie puede prometer una cura definitiva.",
            "¿Se cura la depresión?",
            "If someone guarantees results, ask how.",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
