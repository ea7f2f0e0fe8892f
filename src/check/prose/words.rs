//! A block's words as lists of words know them.

use super::GAP;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A block's words in lower case, without accents and apostrophes, each with its place: "don't" is one word, "self-harm" is two.
#[derive(Debug, Default)]
pub struct Words {
    folded: String,
    list: Vec<Word>,
}

/// A word.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether something stands before it over which no phrase reads: the end of a sentence, a [`GAP`], a bracket.
    pub after_stop: bool,
    from: usize,
    to: usize,
}

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let mut words = Self { folded: String::with_capacity(text.len()), list: Vec::new() };
        let mut open: Option<Word> = None;
        let mut stop = true;
        for (at, c) in text.char_indices() {
            if c.is_alphanumeric() {
                let from = words.folded.len();
                let word = open.get_or_insert(Word { start: at, end: at, after_stop: stop, from, to: from });
                word.end = at + c.len_utf8();
                if c.is_ascii() {
                    words.folded.push(c.to_ascii_lowercase());
                } else {
                    words.folded.extend(c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
                }
                stop = false;
                continue;
            }
            // An apostrophe is part of its word, and so is a soft hyphen.
            if matches!(c, '\'' | '’' | '\u{ad}') || is_combining_mark(c) {
                continue;
            }
            if let Some(mut word) = open.take() {
                word.to = words.folded.len();
                words.list.push(word);
            }
            stop |=
                matches!(c, '.' | '!' | '?' | '…' | ';' | ':' | '(' | ')' | '[' | ']' | '«' | '»' | '“' | '”' | '"')
                    || matches!(c, '¿' | '¡' | '|' | '—' | '•' | GAP);
        }
        if let Some(mut word) = open.take() {
            word.to = words.folded.len();
            words.list.push(word);
        }
        words
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// A word as lists of words know it; empty past the end.
    pub fn get(&self, index: usize) -> &str {
        self.list.get(index).and_then(|word| self.folded.get(word.from..word.to)).unwrap_or_default()
    }

    /// A word's place.
    pub fn place(&self, index: usize) -> Option<&Word> {
        self.list.get(index)
    }

    /// The place of words in a row.
    pub fn range(&self, words: Range<usize>) -> Range<usize> {
        let start = self.list.get(words.start).map_or(0, |word| word.start);
        let end = words.end.checked_sub(1).and_then(|n| self.list.get(n)).map_or(start, |word| word.end);
        start..end.max(start)
    }
}
