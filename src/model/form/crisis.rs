//! Whether words speak of suicide or self-harm, in English or Spanish.
//!
//! Crisis help is printed beside such a question, always. The list leans to the safe side: help beside a question that does
//! not need it costs a line of paper.
//!
//! 1. `words_of` takes the words of a text: lower case, without accents, apostrophes or punctuation.
//! 2. A `Phrase` matches whole words in a row; `*` ends a beginning of a word, `|` parts alternatives, `?` may be missing.

use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Phrases, written without accents.
pub const PHRASES: &[&str] = &[
    // Both languages.
    "suicid*",
    // English.
    "selfharm*|selfinjur*|selfmutilat*",
    "self harm*|injur*|mutilat*|hurt*|cutting",
    "hurt*|harm|harms|harmed|harming|injur*|cut|cutting|burn|burning|kill|killed|killing ?your ?my yourself|yourselves|myself|ourselves|themself|themselves|himself|herself|oneself|self",
    "harm|danger|violence|injury to ?your ?my yourself|myself|themselves|themself|himself|herself|oneself|self",
    "better ?off dead",
    "wish* ?that ?you ?i ?they were|was dead",
    "wish* ?to be dead",
    "being|were dead",
    "not|never wake|waking up",
    "end|ends|ending|ended|take|takes|taking|took|taken ?all ?of your|my|his|her|their|ones ?own life|lives",
    "end|ending it all",
    "want|wants|wanted|wanting|wish|wishes|wished|wishing to die",
    "not|dont|didnt|no ?longer want|wanted|wanting|wish to live",
    "not|dont|didnt|no ?longer want|wanted|wanting|wish to be alive",
    "thought|thoughts|thinking of|about ?your ?my ?own death|dying",
    "not worth living",
    "reason|reasons to live|die",
    // Spanish.
    "autolesi*|autolastim*|autoagre*|autodano",
    "hacer*|haga*|hace|hecho|haciendo* dano",
    "dano a|contra ?si ?mi ?ti ?usted mismo|misma|mismos|mismas",
    "lastimarse|lastimarte|lastimarme|lastimarnos|lastimandose|lastimandote|lastimandome",
    "se|te|me ha|has|he|hubiera lastimado|herido|cortado|quemado",
    "herirse|herirte|herirme|cortarse|cortarte|cortarme|danarse|danarte|danarme|quemarse|quemarte|quemarme",
    "quitarse|quitarte|quitarme|quitandose|quitado|quitar ?se la|su|tu vida",
    "acabar|acabado|acabando|terminar|terminado|terminando con su|tu|mi|la ?propia vida",
    "matarse|matarte|matarme|matandose",
    "mejor muerto|muerta|muertos|muertas",
    "estar|estuviera|estuviese|estaria|estarias|estaba muerto|muerta",
    "ganas de morir*",
    "quiere|quieres|quiero|querer|querido|quisiera|deseo|desea|deseas|desear|deseado ?de morir*",
    "no quiere|quieres|quiero|querer|quisiera|desea|deseas|deseo vivir|despertar",
    "no despertar*",
    "pensamientos|pensado|pensar|ideas de|en|sobre ?la ?su muerte|morir*",
    "no vale|valga la pena vivir",
];

/// Whether a text speaks of suicide or self-harm.
pub fn speaks_of_self_harm(text: &str) -> bool {
    static PARSED: OnceLock<Vec<Phrase>> = OnceLock::new();
    let phrases = PARSED.get_or_init(|| PHRASES.iter().map(|phrase| Phrase::parse(phrase)).collect());
    let words = words_of(text);
    (0..words.len()).any(|start| {
        let rest = words.get(start..).unwrap_or_default();
        phrases.iter().any(|phrase| fits(&phrase.0, rest))
    })
}

/// Steps of one or several words in a row.
struct Phrase(Vec<Step>);

/// One word of a phrase.
struct Step {
    may_be_missing: bool,
    /// Words, and whether each is only a beginning.
    words: Vec<(&'static str, bool)>,
}

impl Phrase {
    fn parse(phrase: &'static str) -> Self {
        let step = |step: &'static str| {
            let (may_be_missing, words) = match step.strip_prefix('?') {
                Some(words) => (true, words),
                None => (false, step),
            };
            let word = |word: &'static str| match word.strip_suffix('*') {
                Some(beginning) => (beginning, true),
                None => (word, false),
            };
            Step { may_be_missing, words: words.split('|').map(word).collect() }
        };
        Self(phrase.split(' ').map(step).collect())
    }
}

fn fits(steps: &[Step], words: &[String]) -> bool {
    let Some((step, steps)) = steps.split_first() else { return true };
    let here = words.split_first().is_some_and(|(word, words)| {
        let matches = |(pattern, beginning): &(&str, bool)| {
            if *beginning { word.starts_with(pattern) } else { word == pattern }
        };
        step.words.iter().any(matches) && fits(steps, words)
    });
    here || (step.may_be_missing && fits(steps, words))
}

/// Words in lower case, without accents and apostrophes. "muerto(a)" is two words, "don't" is one.
fn words_of(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.nfd().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        } else if !is_combining_mark(c) && !matches!(c, '\'' | '’' | '*' | '\u{ad}') {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_in_english() {
        for text in [
            "Thoughts that you would be better off dead, or of hurting yourself in some way",
            "Have you ever attempted suicide?",
            "Suicidal thoughts",
            "Have you had thoughts of **killing yourself**?",
            "Self-harm (cutting, burning)",
            "History of self‑injury",
            "Have you thought about ending your own life?",
            "Have you ever tried to take your life?",
            "Have you wished you were dead or wished you could go to sleep and not wake up?",
            "Do you want to die?",
            "I don’t want to live",
            "Are you a danger to yourself or others?",
            "I want to kill myself",
            "Do you sometimes hurt yourself on purpose?",
        ] {
            assert!(speaks_of_self_harm(text), "{text}");
        }
    }

    #[test]
    fn speaks_in_spanish() {
        for text in [
            "Pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera",
            "¿Ha pensado en el suicidio?",
            "¿Ha pensado en hacerse daño?",
            "¿Ha intentado quitarse la vida?",
            "Autolesiones",
            "¿Ha querido morir?",
            "¿Ha deseado estar muerta o poder dormirse y no despertar?",
            "¿Ha pensado en acabar con su vida?",
            "ganas de morirse",
            "PENSAMIENTOS DE MUERTE",
        ] {
            assert!(speaks_of_self_harm(text), "{text}");
        }
    }

    #[test]
    fn keeps_quiet_otherwise() {
        for text in [
            "",
            "Little interest or pleasure in doing things",
            "What led you to seek counseling now?",
            "Tell us about yourself",
            "Describe yourself in three words",
            "Does pain harm your sleep?",
            "Have you lost someone? Date of death",
            "Weekend plans that take your mind off work",
            "How do you spend your life outside work?",
            "Feeling bad about yourself",
            "¿Qué le trae a la consulta?",
            "¿Cómo es su vida diaria?",
            "Skilled trades",
        ] {
            assert!(!speaks_of_self_harm(text), "{text}");
        }
    }
}
