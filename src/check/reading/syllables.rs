//! How many syllables a word has, in English and in Spanish.

use super::Language;

/// How many syllables a word has, at least one. Parts joined by hyphens are counted one by one.
pub fn syllables(word: &str, language: Language) -> usize {
    let part = |part: &str| match language {
        Language::English => english(part),
        Language::Spanish => spanish(part),
    };
    word.split(['-', '‑']).filter(|p| p.contains(char::is_alphabetic)).map(part).sum::<usize>().max(1)
}

/// English words that the rules below count wrong.
const ENGLISH: &[(&str, usize)] = &[
    ("able", 2),
    ("acre", 2),
    ("anything", 3),
    ("aren't", 1),
    ("area", 3),
    ("areas", 3),
    ("being", 2),
    ("beings", 2),
    ("business", 2),
    ("businesses", 3),
    ("carriage", 2),
    ("cement", 2),
    ("clothes", 1),
    ("colleague", 2),
    ("colonel", 2),
    ("couldn't", 2),
    ("creature", 2),
    ("cruel", 2),
    ("didn't", 2),
    ("does", 1),
    ("doesn't", 2),
    ("element", 3),
    ("elements", 3),
    ("evening", 2),
    ("evenings", 2),
    ("every", 2),
    ("everybody", 4),
    ("everyone", 3),
    ("everything", 3),
    ("everywhere", 3),
    ("experiment", 4),
    ("eye", 1),
    ("eyes", 1),
    ("faced", 1),
    ("family", 3),
    ("forever", 3),
    ("friend", 1),
    ("friends", 1),
    ("friendly", 2),
    ("friendship", 2),
    ("hadn't", 2),
    ("hasn't", 2),
    ("haven't", 2),
    ("heredity", 4),
    ("hundred", 2),
    ("idea", 3),
    ("ideas", 3),
    ("implement", 3),
    ("isn't", 2),
    ("junior", 2),
    ("lion", 2),
    ("marriage", 2),
    ("marriages", 3),
    ("mature", 2),
    ("minutes", 2),
    ("moment", 2),
    ("moreover", 3),
    ("naked", 2),
    ("nothing", 2),
    ("of", 1),
    ("once", 1),
    ("one", 1),
    ("ones", 1),
    ("oneself", 2),
    ("people", 2),
    ("people's", 2),
    ("poem", 2),
    ("poet", 2),
    ("poetry", 3),
    ("priest", 1),
    ("quiet", 2),
    ("quietly", 3),
    ("real", 1),
    ("really", 2),
    ("recipe", 3),
    ("rhythm", 2),
    ("sacred", 2),
    ("science", 2),
    ("sciences", 3),
    ("senior", 2),
    ("shoe", 1),
    ("shoes", 1),
    ("shouldn't", 2),
    ("simile", 3),
    ("somebody", 3),
    ("someone", 2),
    ("someone's", 2),
    ("special", 2),
    ("supplement", 3),
    ("theater", 3),
    ("theory", 3),
    ("there", 1),
    ("toward", 2),
    ("towards", 2),
    ("twelve", 1),
    ("two", 1),
    ("usually", 4),
    ("vehicle", 3),
    ("wasn't", 2),
    ("weren't", 1),
    ("wicked", 2),
    ("won't", 1),
    ("wouldn't", 2),
    ("yes", 1),
    ("employee", 3),
    ("employees", 3),
    ("maybe", 2),
    ("anymore", 3),
    ("anyone", 3),
    ("anyway", 3),
    ("anywhere", 3),
    ("anybody", 4),
    ("behavior", 3),
    ("behaviors", 3),
    ("behavioral", 4),
    ("trauma", 2),
    ("client", 2),
    ("clients", 2),
    ("client's", 2),
    ("clients'", 2),
    ("prior", 2),
    ("diary", 3),
    ("dying", 2),
    ("lying", 2),
    ("crying", 2),
    ("violence", 3),
    ("violent", 3),
    ("society", 4),
    ("anxiety", 4),
    ("reality", 4),
    ("realize", 3),
    ("realized", 3),
    ("reaction", 3),
    ("reactions", 3),
    ("react", 2),
    ("create", 2),
    ("created", 3),
    ("creates", 2),
    ("creating", 3),
    ("creative", 3),
    ("naive", 2),
    ("coexist", 3),
    ("cooperate", 4),
    ("coordinate", 4),
    ("coordinator", 5),
    ("reassure", 3),
    ("reassess", 3),
    ("deal", 1),
    ("fire", 1),
    ("hour", 1),
    ("hours", 1),
    ("our", 1),
    ("ours", 1),
    ("don't", 1),
    ("can't", 1),
    ("doctor's", 2),
    ("female", 2),
    ("schedule", 2),
    ("schedules", 2),
    ("sometimes", 2),
    ("caffeine", 2),
    ("routine", 2),
    ("routines", 2),
    ("serious", 3),
    ("physician", 3),
    ("guardian", 3),
    ("guardians", 3),
    ("ocean", 2),
    ("familiar", 3),
    ("peculiar", 3),
    ("cohesion", 3),
    ("cried", 1),
    ("tried", 1),
    ("died", 1),
    ("lied", 1),
    ("asked", 1),
    ("beloved", 3),
    ("aged", 1),
    ("gently", 2),
    ("comfortable", 3),
    ("temperature", 4),
    ("favorite", 3),
    ("different", 3),
    ("interest", 2),
    ("interested", 3),
    ("interesting", 3),
    ("opening", 3),
    ("vegetable", 3),
    ("wednesday", 2),
    ("medicine", 3),
    ("medicines", 3),
    ("determine", 3),
    ("examine", 3),
    ("genuine", 3),
    ("pioneer", 3),
    ("video", 3),
    ("videos", 3),
    ("associate", 4),
    ("associates", 4),
    ("associated", 5),
    ("appreciate", 4),
    ("appreciated", 5),
    ("negotiate", 4),
    ("initiate", 4),
    ("initiated", 5),
    ("mediate", 3),
    ("coincide", 3),
    ("reimburse", 3),
    ("reimbursed", 3),
    ("reimbursement", 4),
    ("reinforce", 3),
    ("reinforcement", 4),
    ("deity", 3),
    ("seeing", 2),
    ("agreeing", 3),
    ("phoenix", 2),
    ("suicide", 3),
    ("suicides", 3),
    ("suicidal", 4),
    ("fluid", 2),
    ("fluids", 2),
    ("ruin", 2),
    ("ruined", 2),
    ("annuity", 4),
    ("intuition", 4),
    ("continuity", 5),
    ("ambiguity", 5),
    ("acquire", 2),
    ("aches", 1),
    ("beforehand", 3),
    ("colleagues", 2),
    ("elsewhere", 2),
    ("expires", 3),
    ("friendships", 2),
    ("guideline", 2),
    ("guidelines", 2),
    ("tired", 2),
    ("voicemail", 2),
    ("voicemails", 2),
    ("whoever", 3),
    ("wherever", 3),
    ("whenever", 3),
];

/// First parts of joined words whose last letter is not spoken: "something", "lifetime", "hereby".
const JOINED: &[&str] = &[
    "some", "where", "there", "here", "life", "care", "base", "like", "side", "time", "home", "make", "take", "more",
    "use", "house", "white", "one", "fire", "safe", "wake",
];

fn english(word: &str) -> usize {
    let word: String = word.to_lowercase().replace('’', "'");
    let listed = |word: &str| ENGLISH.iter().find(|(own, _)| *own == word).map(|(_, n)| *n);
    if let Some(n) = listed(&word) {
        return n;
    }
    let plain: String = word.strip_suffix("'s").unwrap_or(&word).chars().filter(|c| c.is_alphabetic()).collect();
    if let Some(n) = listed(&plain) {
        // "boss's" has a syllable more, "client's" has not.
        return n + usize::from(word.ends_with("'s") && hisses(&plain));
    }
    let joined = JOINED.iter().filter_map(|first| plain.strip_prefix(first));
    let joined = joined.filter(|rest| rest.len() >= 2 && rest.chars().next().is_some_and(|c| !is_vowel(c)));
    // "therapy" does not begin with "there", and "careful" is counted by its ending all the same.
    if let Some(rest) = joined.map(str::to_owned).next() {
        return 1 + english(&rest);
    }
    let mut n = vowel_groups(&plain);
    n += hiatuses(&plain);
    n = n.saturating_sub(silent(&plain));
    n += usize::from(word.ends_with("'s") && hisses(&plain));
    n.max(1)
}

fn hisses(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"].iter().any(|end| word.ends_with(end))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'è' | 'ê' | 'ï' | 'ö' | 'ü' | 'ä')
}

fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for (at, c) in word.char_indices() {
        // "yes", "beyond", "layer": before a vowel it is a consonant, but "trying" has it as its first.
        let vowel = is_vowel(c) && !(c == 'y' && at == 0);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

/// Vowels side by side that are spoken apart.
fn hiatuses(word: &str) -> usize {
    let chars: Vec<char> = word.chars().collect();
    let at = |n: usize| chars.get(n).copied().unwrap_or(' ');
    let ends = |n: usize, rest: &str| chars.get(n..).is_some_and(|tail| tail.iter().collect::<String>() == rest);
    let goes_on = |n: usize, next: &str| next.chars().enumerate().all(|(k, c)| at(n + k) == c);
    let mut extra = 0;
    for n in 0..chars.len().saturating_sub(1) {
        let before = if n == 0 { ' ' } else { at(n - 1) };
        let apart = match (at(n), at(n + 1)) {
            // "dial", "psychiatric", "material"; not "social", "initial".
            // "Italian" and "brilliant" have a y there, "reliant" has not.
            ('i', 'a') if before == 'l' && (ends(n, "ian") || ends(n, "ians") || goes_on(n, "iar")) => false,
            ('i', 'a') if before == 'l' && goes_on(n, "iant") => n < 2 || at(n - 2) != 'l',
            ('i', 'a') => {
                goes_on(n, "iality")
                    || !matches!(before, 'c' | 't' | 's' | 'g')
                    || goes_on(n, "iate") && before != 'd' && before != 'g'
                    || goes_on(n, "iati")
            }
            // "violin", "radio", "period"; not "nation", "region", "cushion", and once only in "ious".
            ('i', 'o') => {
                !goes_on(n, "ion") && !matches!(before, 'c' | 't' | 'x' | 'g' | 's')
                    || goes_on(n, "ion") && !matches!(before, 't' | 's' | 'c' | 'g' | 'x' | 'n' | 'l' | 'h')
                    || goes_on(n, "iol")
            }
            ('i', 'u') => !matches!(before, ' '),
            ('i', 'e') => {
                ends(n, "ier") && chars.len() > 4
                    || ends(n, "iest")
                    || goes_on(n, "iet")
                    || (goes_on(n, "ien") && !matches!(before, 'c' | 't' | 's' | 'f' | 'l'))
                    || goes_on(n, "ience") && matches!(before, 'l')
            }
            ('u', 'o') => !matches!(before, 'q' | 'g' | ' ' | 'b'),
            ('u', 'a') => !matches!(before, 'q' | 'g' | ' ') && (before != 's' || goes_on(n, "ual")),
            ('u', 'e') => {
                !matches!(before, 'q' | 'g')
                    && (goes_on(n, "uent")
                        || goes_on(n, "uenc")
                        || goes_on(n, "uenz")
                        || goes_on(n, "uel") && ends(n, "uel"))
            }
            ('e', 'a') => goes_on(n, "eat") && before == 'r' && n > 1 && at(n - 2) == 'c',
            ('e', 'o') => n > 0 && (ends(n, "eo") || goes_on(n, "eog") || goes_on(n, "eol")),
            ('a' | 'e' | 'o' | 'u' | 'y', 'i') if ends(n + 1, "ing") => true,
            ('u', 'i') if before == 'q' => false,
            ('u', 'i') => goes_on(n, "uity") || goes_on(n, "uition"),
            _ => false,
        };
        extra += usize::from(apart);
    }
    // "autism", "sarcasm": the m has a syllable of its own.
    extra + usize::from(["sm", "sms", "thm"].iter().any(|end| word.ends_with(end)))
}

/// Letters e that are written and not spoken.
fn silent(word: &str) -> usize {
    let chars: Vec<char> = word.chars().collect();
    let back = |n: usize| chars.len().checked_sub(n).and_then(|n| chars.get(n)).copied().unwrap_or(' ');
    let consonant = |c: char| c.is_alphabetic() && !is_vowel(c);
    let has_vowel_before = |n: usize| chars.iter().rev().skip(n).any(|c| is_vowel(*c));
    let mut silent = 0;
    // "make", "makes", "asked"; not "table", "boxes", "wanted", "she".
    if back(1) == 'e' && consonant(back(2)) && has_vowel_before(2) && !(back(2) == 'l' && consonant(back(3))) {
        silent += 1;
    } else if back(1) == 's' && back(2) == 'e' && consonant(back(3)) && has_vowel_before(3) {
        let hiss = matches!(back(3), 's' | 'x' | 'z' | 'c' | 'g') || (back(3) == 'h' && matches!(back(4), 'c' | 's'));
        let own = back(3) == 'l' && consonant(back(4));
        silent += usize::from(!hiss && !own);
    } else if back(1) == 'd' && back(2) == 'e' && consonant(back(3)) && has_vowel_before(3) {
        let own = matches!(back(3), 't' | 'd') || (back(3) == 'l' && consonant(back(4)) && back(4) != 'l');
        silent += usize::from(!own);
    }
    // "safely", "careless", "movement", "hopeful": the e before the ending.
    for end in ["ly", "ful", "fully", "less", "ness", "ment", "ments", "lessness", "fulness"] {
        if let Some(rest) = word.strip_suffix(end) {
            let rest: Vec<char> = rest.chars().collect();
            if let [front @ .., before, 'e'] = rest.as_slice()
                && consonant(*before)
                && front.iter().any(|c| is_vowel(*c))
                && !(*before == 'l' && front.last().is_some_and(|c| consonant(*c)))
            {
                silent += 1;
            }
            break;
        }
    }
    silent
}

fn spanish(word: &str) -> usize {
    #[derive(Clone, Copy, PartialEq)]
    enum Sound {
        Strong,
        Weak,
        /// í and ú part from their neighbours.
        Stressed,
        None,
    }
    let chars: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let at = |n: usize| chars.get(n).copied().unwrap_or(' ');
    let mut n = 0;
    let mut last = Sound::None;
    for (k, c) in chars.iter().enumerate() {
        let before = if k == 0 { ' ' } else { at(k - 1) };
        let mute = *c == 'u' && matches!((before, at(k + 1)), ('q', _) | ('g', 'e' | 'i' | 'é' | 'í'));
        let sound = match c {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Sound::Strong,
            'í' | 'ú' => Sound::Stressed,
            'i' | 'u' | 'ü' if !mute => Sound::Weak,
            // "muy", "y": at the end it is a vowel.
            'y' if k + 1 == chars.len() => Sound::Weak,
            _ => Sound::None,
        };
        if mute {
            continue;
        }
        n += usize::from(match (last, sound) {
            (_, Sound::None) => false,
            (Sound::None, _) | (Sound::Strong, Sound::Strong) => true,
            (Sound::Stressed, Sound::Strong) | (Sound::Strong, Sound::Stressed) => true,
            _ => false,
        });
        // "buey", "limpiáis": a weak vowel after a diphthong's strong one closes it.
        last = sound;
    }
    n.max(1)
}
