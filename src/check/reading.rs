//! How hard a text is to read, as a school grade: pure functions, for the rules and for an editor that shows it as one types.
//!
//! * English: the Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical Training Command,
//!   Research Branch Report 8-75): 0.39 words a sentence + 11.8 syllables a word - 15.59.
//! * Spanish: the perspicuity of Szigriszt-Pazos (1993, doctoral thesis, Universidad Complutense de Madrid), on which the INFLESZ
//!   scale for texts for patients rests (Barrio-Cantalejo and others 2008, An Sist Sanit Navar 31(2):135-152): 206.835 - 62.3
//!   syllables a word - words a sentence. Szigriszt gives the schooling that each stretch of it asks for; between his marks it is a
//!   straight line. Grade 8 is 56 there, and INFLESZ calls a text readable for most people from 55 on.
//!
//! What says nothing of how hard a text is does not count: numbers, addresses of the web, names, and what the caller knows to be
//! explained. A block that ends without a full stop is a sentence, and so is each item of a list.

mod syllables;

use std::fmt;
use std::ops::Range;
pub use syllables::syllables;

/// Fewer words than this are too few to judge.
pub const FEWEST_WORDS: usize = 100;

/// A language with a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// By its code; none for a language without a formula here.
    pub fn of(code: &str) -> Option<Self> {
        match code.split('-').next() {
            Some("en") => Some(Self::English),
            Some("es") => Some(Self::Spanish),
            _ => None,
        }
    }
}

/// A school grade: who has finished it can read the text.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Grade(pub f64);

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.0.max(0.0))
    }
}

/// A sentence: its place in its block, and how many of its words count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The number of its block, in the order in which blocks were read.
    pub block: usize,
    /// Its bytes in the block's text.
    pub range: Range<usize>,
    /// Its words that count.
    pub words: usize,
}

/// What has been read of a text.
#[derive(Debug, Clone)]
pub struct Reading {
    language: Language,
    words: usize,
    syllables: usize,
    blocks: usize,
    sentences: Vec<Sentence>,
}

impl Reading {
    /// Nothing yet.
    pub fn new(language: Language) -> Self {
        Self { language, words: 0, syllables: 0, blocks: 0, sentences: Vec::new() }
    }

    /// Reads a paragraph, an item, a label. `known` says of a word's bytes whether it is known to be explained, or a name.
    pub fn read(&mut self, block: &str, known: &dyn Fn(&Range<usize>) -> bool) {
        for range in sentences(block, self.language) {
            let Some(sentence) = block.get(range.clone()) else { continue };
            let mut words = 0;
            let list: Vec<Range<usize>> = words_of(sentence).collect();
            let capital = |range: &Range<usize>| sentence.get(range.clone()).is_some_and(begins_large);
            // In a title and in shouted text capitals do not tell names from words.
            let are_names = list.iter().filter(|range| capital(range)).count() * 2 < list.len() + 1;
            for (n, word) in list.iter().enumerate() {
                let Some(text) = sentence.get(word.clone()) else { continue };
                let at = range.start + word.start..range.start + word.end;
                let is_name = n > 0 && are_names && capital(word) && !is_pronoun(text);
                let is_acronym = text.chars().filter(|c| c.is_uppercase()).count() > 1 && are_names;
                if is_name || is_acronym || !is_counted(text) || known(&at) {
                    continue;
                }
                words += 1;
                self.syllables += syllables(text, self.language);
            }
            if words > 0 {
                self.words += words;
                self.sentences.push(Sentence { block: self.blocks, range, words });
            }
        }
        self.blocks += 1;
    }

    /// Words that count.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Syllables of the words that count.
    pub fn syllables(&self) -> usize {
        self.syllables
    }

    /// Sentences with a word that counts.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The grade; none where there is too little to judge.
    pub fn grade(&self) -> Option<Grade> {
        if self.words < FEWEST_WORDS {
            return None;
        }
        grade(self.words, self.sentences.len(), self.syllables, self.language)
    }

    /// The longest sentences, the longest first; of equals the first.
    pub fn longest(&self, most: usize) -> Vec<&Sentence> {
        let mut list: Vec<&Sentence> = self.sentences.iter().collect();
        list.sort_by_key(|sentence| std::cmp::Reverse(sentence.words));
        list.truncate(most);
        list
    }
}

/// The grade of so many words, sentences and syllables; none where there are none.
pub fn grade(words: usize, sentences: usize, syllables: usize, language: Language) -> Option<Grade> {
    if words == 0 || sentences == 0 {
        return None;
    }
    let of = |n: usize| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from);
    let length = of(words) / of(sentences);
    let weight = of(syllables) / of(words);
    Some(match language {
        Language::English => Grade(0.39 * length + 11.8 * weight - 15.59),
        Language::Spanish => Grade(schooling(206.835 - 62.3 * weight - length)),
    })
}

/// Perspicuity and the grade that it asks for, by Szigriszt's table: 86 to 100 is for six to ten years of age, 76 to 85 for eleven,
/// 66 to 75 for twelve, 51 to 65 for most people, 36 to 50 for secondary school, below 36 for the university.
const SCHOOLING: &[(f64, f64)] =
    &[(100.0, 1.0), (86.0, 4.0), (76.0, 5.0), (66.0, 6.0), (51.0, 9.0), (36.0, 12.0), (16.0, 16.0), (0.0, 18.0)];

fn schooling(perspicuity: f64) -> f64 {
    for pair in SCHOOLING.windows(2) {
        let &[(high, low_grade), (low, high_grade)] = pair else { continue };
        if perspicuity >= low {
            let share = ((high - perspicuity) / (high - low)).max(0.0);
            return low_grade + share * (high_grade - low_grade);
        }
    }
    18.0
}

fn begins_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_pronoun(word: &str) -> bool {
    word == "I" || word.starts_with("I'") || word.starts_with("I’") || matches!(word, "Ud" | "Uds")
}

/// Whether a word is one: no number, no address.
fn is_counted(word: &str) -> bool {
    !word.contains(|c: char| c.is_numeric() || matches!(c, '@' | '/' | '\u{fffc}'))
        && word.contains(char::is_alphabetic)
}

/// The words of a text: what stands between spaces and signs. What has a digit, a slash or an @ in it is one, and so is a web address.
pub fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '…')).flat_map(move |chunk| {
        let start = at;
        at += chunk.len();
        let is_edge = |c: char| !c.is_alphanumeric();
        let inner = chunk.trim_start_matches(is_edge);
        let start = start + (chunk.len() - inner.len());
        let inner = inner.trim_end_matches(is_edge);
        (!inner.is_empty()).then(|| start..start + inner.len())
    })
}

/// Words that end with a full stop which ends no sentence.
const SHORT: &[&str] = &[
    // English.
    "dr", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "approx", "jr", "sr", "fig", "ill", "adm", "ave", "dept",
    "u.s", "ph.d", "psy.d", "rev", "gov", "inc", "no", "nos", "sec", "para", "p", "pp", // Spanish.
    "dra", "sra", "srta", "d", "da", "ud", "uds", "vd", "p.ej", "ej", "art", "núm", "aprox", "av", "avda", "pág",
    "tel", "ee", "ee.uu",
];

/// The sentences of a block: each ends with `.`, `!`, `?` or `…`, or with the block.
pub fn sentences(block: &str, language: Language) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let text = block.get(range.clone()).unwrap_or_default();
        let trimmed = text.trim_start();
        let start = range.start + (text.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        if trimmed.contains(char::is_alphanumeric) {
            out.push(start..start + trimmed.len());
        }
    };
    for (at, c) in block.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let after = block.get(at + c.len_utf8()..).unwrap_or_default();
        let closed = after.trim_start_matches(|c: char| {
            matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '.' | '!' | '?' | '*' | '_')
        });
        let end = block.len() - closed.len();
        let Some(next) = closed.chars().next() else {
            push(start..end);
            start = end;
            break;
        };
        // A sign after the first of several was taken with it.
        if !next.is_whitespace() || at < start {
            continue;
        }
        let follows = closed.trim_start().chars().next().unwrap_or(' ');
        if c == '.' && !ends_here(block.get(start..at).unwrap_or_default(), follows, language) {
            continue;
        }
        push(start..end);
        start = end;
    }
    push(start..block.len());
    out
}

/// Whether a full stop ends a sentence: not after what is shortened, and not before a small letter.
fn ends_here(before: &str, follows: char, language: Language) -> bool {
    if follows.is_lowercase() {
        return false;
    }
    let last =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '«')).next().unwrap_or_default();
    let last = last.to_lowercase();
    // An initial: "Janet B. Williams". "y" and "I" can end a sentence, a lone capital seldom does.
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic) && last != "i";
    let is_no = last == "no" && !follows.is_numeric();
    let is_ill = last == "ill" && language == Language::English && !before.ends_with("Ill");
    !(is_initial || SHORT.contains(&last.as_str())) || is_no || is_ill
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words and how many syllables dictionaries give them.
    const SPOKEN: &[(usize, &str)] = &[
        (
            1,
            "a I the you make makes asked feel through strength walked talks time safe hope hurt week phone nurse blues eyes \
 help friend one price health please change changed judge leave lived death right caused staff breathe since place school",
        ),
        (
            2,
            "able table tables wanted boxes changes trying saying being doing seeing going people client clients safely \
 hopeful movement careless something sometimes question nation special social patient patients quiet poem cruel trial \
 answer feeling office number private money worker children woman worried money crisis visit often session useful payment \
 lonely statement lifetime hereby mental practice problem without before between little gentle therefore",
        ),
        (
            3,
            "therapy violence medicine excitement management period radio area idea autism services authorize \
 influence suicide hospital remember appointment family however decision important counselor understand \
 depression insurance provider consequence happier dementia serious various obvious audience different video \
 settlement together possible exercise emotion telehealth encourage condition confident",
        ),
        (
            4,
            "anxiety psychiatric society reality behavioral information insomnia material evaluate situation usually January \
 integrative emergency experience approximate professional medication identify associate \
 appreciate security ability community development variety continuous",
        ),
        (
            5,
            "individual psychological university opportunity communication examination disciplinary organization \
 association possibility immediately",
        ),
    ];

    #[test]
    fn syllables_are_counted_as_dictionaries_do() {
        let mut wrong = Vec::new();
        let mut count = 0;
        for (n, words) in SPOKEN {
            for word in words.split_whitespace() {
                count += 1;
                let counted = syllables(word, Language::English);
                if counted != *n {
                    wrong.push(format!("{word}: {counted}, not {n}"));
                }
            }
        }
        assert!(count > 180, "{count}");
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(syllables("confidentiality", Language::English), 7);
        assert_eq!(syllables("self-harm", Language::English), 2);
        assert_eq!(syllables("therapist's", Language::English), 3);
        assert_eq!(syllables("psychotherapy", Language::English), 5);
    }

    #[test]
    fn spanish_syllables_follow_its_spelling() {
        let mut wrong = Vec::new();
        for (n, words) in [
            (1, "y yo muy buey que quien guion Dios pie bien fue seis dos al él que"),
            (2, "casa causa ciudad miedo hacer país día río leer caos guerra quiero lengua agua ayer reír"),
            (3, "ansiedad terapia poeta ayuda ahora familia pingüino consulta héroe estudiáis cuidado"),
            (4, "teléfono tratamiento confidencial emergencia prohibido teléfono aéreo"),
        ] {
            for word in words.split_whitespace() {
                let counted = syllables(word, Language::Spanish);
                if counted != n {
                    wrong.push(format!("{word}: {counted}, not {n}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(syllables("confidencialidad", Language::Spanish), 6);
        assert_eq!(syllables("psicología", Language::Spanish), 5);
    }

    #[test]
    fn formulas_give_what_was_published() {
        // "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature": 13 words, 24 syllables, 11.3.
        let mut reading = Reading::new(Language::English);
        reading.read("The australian platypus is seemingly a hybrid of a mammal and reptilian creature.", &|_| false);
        assert_eq!((reading.words(), reading.syllables(), reading.sentences().len()), (13, 24, 1));
        assert_eq!(grade(13, 1, 24, Language::English).map(|g| g.to_string()).as_deref(), Some("11.3"));
        // Too little to judge by itself.
        assert_eq!(reading.grade(), None);
        // 100 words in 5 sentences with 150 syllables: 7.8 + 17.7 - 15.59.
        assert_eq!(grade(100, 5, 150, Language::English).map(|g| g.to_string()).as_deref(), Some("9.9"));
        // Perspicuity 206.835 - 62.3 * 1.9 - 12 = 76.465: for eleven years of age, which is grade 5.
        assert_eq!(grade(120, 10, 228, Language::Spanish).map(|g| g.to_string()).as_deref(), Some("5.0"));
        // 206.835 - 62.3 * 2.3 - 30 = 33.5: for the university.
        assert!(grade(300, 10, 690, Language::Spanish).is_some_and(|g| g.0 > 12.0 && g.0 < 13.0));
        assert_eq!(grade(0, 0, 0, Language::Spanish), None);
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        let cut = |text: &str, language| {
            sentences(text, language).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            cut(
                "Call Dr. Osei at 9:30 a.m. or later. \"Is it safe?\" Yes! It costs $1.50, e.g. now… Then stop",
                Language::English
            ),
            [
                "Call Dr. Osei at 9:30 a.m. or later.",
                "\"Is it safe?\"",
                "Yes!",
                "It costs $1.50, e.g. now…",
                "Then stop"
            ]
        );
        assert_eq!(
            cut("Janet B. Williams wrote it.\nSay no. Go.", Language::English),
            ["Janet B. Williams wrote it.", "Say no.", "Go."]
        );
        assert_eq!(
            cut("You may be ill. Call 89 Ill. Adm. Code.", Language::English),
            ["You may be ill.", "Call 89 Ill. Adm. Code."]
        );
        assert_eq!(
            cut("¿Puede Ud. venir? La Dra. Ruiz le espera, p. ej. hoy.", Language::Spanish),
            ["¿Puede Ud. venir?", "La Dra. Ruiz le espera, p. ej. hoy."]
        );
        assert_eq!(cut("  ...  ", Language::English), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_word_does_not_count() {
        let count = |text: &str| {
            let mut reading = Reading::new(Language::English);
            reading.read(text, &|_| false);
            reading.words()
        };
        // Names, numbers and addresses are left out; the first word and "I" are not.
        assert_eq!(
            count("Call Riverbend Integrative Therapy at (555) 555-0142 or hello@example.com, and I will answer you."),
            8
        );
        assert_eq!(count("The PHQ-9 takes 3 minutes of your time today"), 7);
        // Shouted text is no row of names.
        assert_eq!(count("CLIENT HEREBY AGREES TO PAY ALL FEES."), 7);
        let mut reading = Reading::new(Language::English);
        let text = "We use psychoeducation here.";
        reading.read(text, &|word| &text[word.clone()] == "psychoeducation");
        assert_eq!(reading.words(), 3);
    }
}
