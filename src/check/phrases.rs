//! Lists of words in a row, and where they stand in a text.
//!
//! A phrase is written without accents and apostrophes: `*` ends a beginning of a word, `|` parts alternatives, `?` begins what may
//! be missing: `cure|cures ?your anxiety|depress*`. The list is kept by first words, so that a text is read once however long it is.

use super::prose::Words;
use std::collections::HashMap;
use std::ops::Range;

/// One word of a phrase.
#[derive(Debug)]
struct Step {
    may_be_missing: bool,
    /// Words, and whether each is only a beginning.
    words: Vec<(String, bool)>,
}

impl Step {
    fn fits(&self, word: &str) -> bool {
        self.words.iter().any(|(own, beginning)| if *beginning { word.starts_with(own.as_str()) } else { word == own })
    }
}

/// A list of phrases.
#[derive(Debug, Default)]
pub struct Phrases {
    list: Vec<Vec<Step>>,
    /// Phrases by a whole word that they may begin with.
    by_word: HashMap<String, Vec<usize>>,
    /// Beginnings of words that phrases may begin with, by their first byte.
    by_beginning: HashMap<u8, Vec<(String, usize)>>,
}

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the list.
    pub phrase: usize,
    /// The words that it covers.
    pub words: Range<usize>,
}

impl Phrases {
    /// Reads a list.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for phrase in phrases {
            let steps: Vec<Step> = phrase.split_whitespace().map(step).collect();
            let index = all.list.len();
            for step in &steps {
                for (word, beginning) in &step.words {
                    match (beginning, word.bytes().next()) {
                        (true, Some(first)) => {
                            all.by_beginning.entry(first).or_default().push((word.clone(), index));
                        }
                        _ => all.by_word.entry(word.clone()).or_default().push(index),
                    }
                }
                if !step.may_be_missing {
                    break;
                }
            }
            all.list.push(steps);
        }
        all
    }

    /// Every place where a phrase stands, from left to right; at one place the longest, and nothing within what was found.
    pub fn find(&self, words: &Words) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(words, at) {
                Some(hit) => {
                    at = hit.words.end;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    /// The longest phrase that begins at a word.
    pub fn at(&self, words: &Words, at: usize) -> Option<Hit> {
        let word = words.get(at);
        let whole = self.by_word.get(word).into_iter().flatten().copied();
        let first = word.bytes().next()?;
        let begun = self.by_beginning.get(&first).into_iter().flatten();
        let begun = begun.filter(|(own, _)| word.starts_with(own.as_str())).map(|(_, index)| *index);
        let mut best: Option<Hit> = None;
        for phrase in whole.chain(begun) {
            let Some(end) = self.list.get(phrase).and_then(|steps| fits(steps, words, at, at)) else { continue };
            if best.as_ref().is_none_or(|hit| hit.words.end < end) {
                best = Some(Hit { phrase, words: at..end });
            }
        }
        best
    }
}

fn step(step: &str) -> Step {
    let (may_be_missing, words) = match step.strip_prefix('?') {
        Some(words) => (true, words),
        None => (false, step),
    };
    let word = |word: &str| match word.strip_suffix('*') {
        Some(beginning) => (beginning.to_owned(), true),
        None => (word.to_owned(), false),
    };
    Step { may_be_missing, words: words.split('|').map(word).collect() }
}

/// The word after the last that the steps cover.
fn fits(steps: &[Step], words: &Words, start: usize, at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return (at > start).then_some(at) };
    // A phrase does not go on over the end of a sentence.
    let reads_on = at == start || words.place(at).is_some_and(|word| !word.after_stop);
    if reads_on
        && step.fits(words.get(at))
        && let Some(end) = fits(rest, words, start, at + 1)
    {
        return Some(end);
    }
    if step.may_be_missing { fits(rest, words, start, at) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whole() {
        let phrases = Phrases::new(["cure|cures ?your anxiety|depress*", "suicid*", "the best", "the best therapist"]);
        let found = |text: &str| {
            let words = Words::of(text);
            let hits = phrases.find(&words);
            hits.into_iter().map(|hit| text[words.range(hit.words)].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("We cure your anxiety, and it Cures depression."), ["cure your anxiety", "Cures depression"]);
        assert_eq!(
            found("Suicidal. The best therapists; the best\ntherapist"),
            ["Suicidal", "The best", "the best\ntherapist"]
        );
        assert_eq!(found("There is a cure. Anxiety is not secured your anxiety."), Vec::<String>::new());
    }
}
