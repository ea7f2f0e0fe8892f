//! What a YAML parser complains of, in an owner's words.
//!
//! The parser speaks of its own inner state, at the place where it lost its way. [`explain`] takes what it says as a hint
//! ([`SAYINGS`] is the whole of it), looks at the text for what the writer most likely did, and points there: at the bracket
//! that is never closed, at the tab, at the colon without a space.

mod look;
#[cfg(test)]
mod tests;

use look::{Page, Seen, columns, columns_of, has_key, key_end, looks_like_entry, looks_like_item, quoted_end};
use std::ops::Range;

/// A fault of syntax: its place in the text, what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// What kind of mistake a saying of the parser's stands for; the text decides the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// A tab where only spaces count.
    Tab,
    /// A quotation mark is never closed, or a line of its text begins too far to the left.
    Quote,
    /// Something stands after a closing quotation mark.
    AfterQuote,
    /// A backslash in double quotes that means nothing.
    Escape,
    /// Text begins with a sign that has a meaning of its own.
    Sign,
    /// A colon and a space where no key can be.
    Colon,
    /// A line that should be "key: value" and has no key.
    NoKey,
    /// Something is where the next key, item or end of the group should be.
    Stray,
    /// Something is where a comma or a closing bracket should be.
    Comma,
    /// A value is not there.
    Missing,
    /// A closing bracket closes nothing.
    Bracket,
    /// A line begins too far to the left.
    Left,
    /// "- " in the middle of a line.
    DashInLine,
    /// "- " between brackets.
    DashInBrackets,
    /// Text goes on after a note that begins with #.
    Note,
    /// A note that begins right after a value.
    NoteGlued,
    /// Something stands on the line of | or >, after it.
    Block,
    /// The lines of a text after | or > do not begin at one column.
    BlockLines,
    /// A key and its colon stand on two lines between brackets.
    ColonApart,
    /// No space after a colon.
    ColonGlued,
    /// A character that cannot be seen.
    Unseen,
    /// Too many brackets in brackets.
    Deep,
    /// Something stands after "..." on its line.
    End,
}

/// How many lines above the place where the parser gave up are looked at for what made it.
const LOOK_BACK: usize = 8;

/// All that saphyr-parser 0.3 says of a text, and what it stands for. What is not here gets a general sentence.
const SAYINGS: &[(&str, Cause)] = &[
    // Tabs
    ("tabs disallowed within this context (block indentation)", Cause::Tab),
    ("tab cannot be used as indentation", Cause::Tab),
    ("tabs disallowed in this context", Cause::Tab),
    ("while scanning a plain scalar, found a tab", Cause::Tab),
    ("a block scalar content cannot start with a tab", Cause::Tab),
    ("'-' must be followed by a valid YAML whitespace", Cause::Tab),
    ("':' must be followed by a valid YAML whitespace", Cause::Tab),
    // Text in quotes
    ("while scanning a quoted scalar, found unexpected document indicator", Cause::Quote),
    ("while scanning a quoted scalar, found unexpected end of stream", Cause::Quote),
    ("invalid indentation in quoted scalar", Cause::Quote),
    ("invalid trailing content after double-quoted scalar", Cause::AfterQuote),
    ("while parsing a quoted scalar, found unknown escape character", Cause::Escape),
    ("while parsing a quoted scalar, did not find expected hexadecimal number", Cause::Escape),
    ("while parsing a quoted scalar, found invalid Unicode character escape code", Cause::Escape),
    // Signs at the beginning of a text: % @ ` * & ! ? ,
    ("unexpected character: `%'", Cause::Sign),
    ("unexpected character: `@'", Cause::Sign),
    ("unexpected character: ``'", Cause::Sign),
    ("unexpected end of plain scalar", Cause::Sign),
    ("plain scalar cannot start with '-' followed by ,[]{}", Cause::Sign),
    ("mapping keys are not allowed in this context", Cause::Sign),
    ("expected whitespace", Cause::Sign),
    ("while scanning an anchor or alias, did not find expected alphabetic or numeric character", Cause::Sign),
    ("while parsing node, found unknown anchor", Cause::Sign),
    ("invalid indentation for anchor", Cause::Sign),
    ("while scanning a tag, did not find expected whitespace or line break", Cause::Sign),
    ("while scanning a tag, did not find expected '!'", Cause::Sign),
    ("while scanning a verbatim tag, did not find the expected '>'", Cause::Sign),
    ("while parsing a tag, did not find expected tag URI", Cause::Sign),
    ("while parsing a tag, found an invalid escape sequence", Cause::Sign),
    ("while parsing a tag, found an incorrect leading UTF-8 byte", Cause::Sign),
    ("while parsing a tag, found an incorrect trailing UTF-8 byte", Cause::Sign),
    ("while parsing a tag, found an invalid UTF-8 codepoint", Cause::Sign),
    ("invalid global tag character", Cause::Sign),
    ("the handle wasn't declared", Cause::Sign),
    // Lines that begin with %
    ("while scanning a directive, did not find expected comment or line break", Cause::Sign),
    ("while scanning a directive, could not find expected directive name", Cause::Sign),
    ("while scanning a directive, found unexpected non-alphabetical character", Cause::Sign),
    ("while scanning a YAML directive, did not find expected digit or '.' character", Cause::Sign),
    ("while scanning a YAML directive, found extremely long version number", Cause::Sign),
    ("while scanning a YAML directive, did not find expected version number", Cause::Sign),
    ("while scanning TAG, did not find expected whitespace or line break", Cause::Sign),
    ("while parsing a tag directive, did not find expected '!'", Cause::Sign),
    ("duplicate version directive", Cause::Sign),
    ("the TAG directive must only be given at most once per handle in the same document", Cause::Sign),
    ("missing explicit document end marker before directive", Cause::Sign),
    ("did not find expected <document start>", Cause::Stray),
    // Keys, items and their columns
    ("mapping values are not allowed in this context", Cause::Colon),
    ("simple key expect ':'", Cause::NoKey),
    ("simple key expected", Cause::NoKey),
    ("while parsing a block mapping, did not find expected key", Cause::Stray),
    ("while parsing a block collection, did not find expected '-' indicator", Cause::Stray),
    ("while parsing a node, did not find expected node content", Cause::Missing),
    ("invalid indentation", Cause::Left),
    ("block sequence entries are not allowed in this context", Cause::DashInLine),
    // Brackets
    ("invalid indentation in flow construct", Cause::Left),
    ("misplaced bracket", Cause::Bracket),
    ("\"-\" is only valid inside a block", Cause::DashInBrackets),
    ("while parsing a flow sequence, expected ',' or ']'", Cause::Comma),
    ("while parsing a flow mapping, did not find expected ',' or '}'", Cause::Comma),
    ("illegal placement of ':' indicator", Cause::ColonApart),
    ("':' may not precede any of `[{` in flow mapping", Cause::ColonGlued),
    ("recursion limit exceeded", Cause::Deep),
    // Notes, and text after | or >
    ("comment intercepting the multiline text", Cause::Note),
    ("comments must be separated from other tokens by whitespace", Cause::NoteGlued),
    ("while scanning a block scalar, found an indentation indicator equal to 0", Cause::Block),
    ("while scanning a block scalar, did not find expected comment or line break", Cause::Block),
    ("wrongly indented line in block scalar", Cause::BlockLines),
    // The rest
    ("found unprintable character", Cause::Unseen),
    ("a byte order mark must not appear inside a document", Cause::Unseen),
    ("invalid content after document end marker", Cause::End),
];

/// What is wrong with a text that the parser gave up at byte `at`, saying `info`.
pub(super) fn explain(text: &str, at: usize, info: &str) -> Fault {
    let cause = SAYINGS.iter().find(|(saying, _)| *saying == info.trim()).map(|(_, cause)| *cause);
    let page = Page(text);
    // Only between brackets does the parser say these: it may have read on for some lines after the open one.
    let between = matches!(cause, Some(Cause::Comma | Cause::DashInBrackets | Cause::Left | Cause::ColonApart));
    let seen = Seen::look(text, at, between);
    if let Some(fault) = page.tab(at, cause).or_else(|| page.odd_indent(at)) {
        return fault;
    }
    let in_quotes = matches!(cause, Some(Cause::Quote | Cause::Escape | Cause::Unseen | Cause::Deep));
    match (seen.bracket, cause) {
        (Some(bracket), _) if !in_quotes => page.never_closed(bracket),
        (_, Some(cause)) => page.fault(cause, at, &seen),
        (_, None) => page.unfit(at),
    }
}

/// A fault whose message may quote the text: signs that cannot be seen are shown as �, never sent to a terminal.
fn fault(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Fault {
    let message = message.into().replace(char::is_control, "\u{fffd}");
    Fault { at, message, help: help.into() }
}

impl Page<'_> {
    /// Spaces in an indentation that look like spaces and are none to YAML, on the line or one of those just above it.
    fn odd_indent(self, at: usize) -> Option<Fault> {
        let near = self.above(at).take(LOOK_BACK);
        std::iter::once(self.line(at)).chain(near).find_map(|line| {
            let (indent, start) = (self.trimmed(&line).start, line.start);
            let (odd, sign) = self.words(&(start..indent)).char_indices().find(|(_, c)| !c.is_ascii())?;
            let place = start + odd..start + odd + sign.len_utf8();
            Some(fault(
                place,
                "here is a no-break space, which looks like a space and is none",
                "delete the blanks before the first word of this line and type them anew with the space bar",
            ))
        })
    }

    /// A tab that the parser complains of, or one in the indentation of the line where it gave up.
    fn tab(self, at: usize, cause: Option<Cause>) -> Option<Fault> {
        let in_indent = |line: &Range<usize>| {
            let words = self.words(line);
            let indent = words.len() - words.trim_start_matches([' ', '\t']).len();
            words.get(..indent).and_then(|i| i.find('\t')).map(|n| line.start + n)
        };
        let help = "use spaces, not tabs";
        let here = self.line(at);
        let indentation = "a tab is used for indentation";
        if cause == Some(Cause::Tab) {
            // A text over several lines is reported at its beginning: the tab is on one of the lines after it.
            let after = self.from(here.start).split_inclusive('\n').scan(here.start, |start, line| {
                let range = *start..*start + line.trim_end_matches(['\n', '\r']).len();
                *start += line.len();
                Some(range)
            });
            let glued = self.0.get(here.start..at).and_then(|t| t.rfind('\t')).map(|n| here.start + n);
            if let Some(tab) = glued.filter(|_| in_indent(&here).is_none()) {
                return Some(fault(self.one(tab), "a tab stands where a space belongs", help));
            }
            let tab = after.filter(|line| !self.words(line).trim().is_empty()).find_map(|line| in_indent(&line));
            return Some(fault(self.one(tab.unwrap_or(at)), indentation, help));
        }
        let structural = matches!(
            cause,
            Some(Cause::Colon | Cause::NoKey | Cause::Stray | Cause::Missing | Cause::Left | Cause::BlockLines) | None
        );
        if !structural {
            return None;
        }
        // The line above counts too: where its tab made it begin further to the right, this line seems to be wrong.
        let tab = in_indent(&here).or_else(|| self.above(at).next().and_then(|line| in_indent(&line)));
        tab.map(|tab| fault(self.one(tab), indentation, help))
    }

    fn never_closed(self, at: usize) -> Fault {
        let help = match self.sign(at) {
            Some('[') => "add \"]\" where the list ends; text that begins with [ belongs in quotes",
            _ => "add \"}\" where the group ends; text that begins with { belongs in quotes",
        };
        let bracket = self.words(&self.one(at)).to_owned();
        fault(self.one(at), format!("\"{bracket}\" is opened here and never closed"), help)
    }

    fn quote_never_closed(self, at: usize) -> Fault {
        let help = match self.sign(at) {
            Some('\'') => "add ' where the text ends; text that begins with an apostrophe belongs in double quotes",
            _ => "add \" where the text ends",
        };
        fault(self.one(at), "a quotation mark is opened here and never closed", help)
    }

    /// What fits no other sentence.
    fn unfit(self, at: usize) -> Fault {
        let at = if self.from(at).trim().is_empty() { self.last_line().start } else { at };
        fault(
            self.word(at),
            "this does not fit with what stands above it",
            "each line is \"key: value\" or \"- item\", and lines of one group begin at the same column; put other text in quotes",
        )
    }

    fn fault(self, cause: Cause, at: usize, seen: &Seen) -> Fault {
        match cause {
            Cause::Quote => self.quote(at),
            Cause::AfterQuote => self.after_quote(at, seen),
            Cause::Escape => self.escape(at),
            Cause::Sign => self.sign_first(at),
            Cause::Colon => self.colon(at),
            Cause::NoKey => self.no_key(at),
            Cause::Stray => self.stray(at),
            Cause::Comma if self.sign(at) == Some(':') => fault(
                self.one(at),
                "a colon stands where a comma or a closing bracket belongs",
                "put a comma between two items; put text with a colon in quotes",
            ),
            Cause::Comma => fault(
                self.word(at),
                "a comma is missing before this",
                "put a comma between two items; put text with commas, colons or brackets in quotes",
            ),
            Cause::Missing => self.missing(at),
            Cause::Bracket => fault(
                self.one(at),
                format!("\"{}\" closes nothing that is open here", self.words(&self.one(at))),
                "take it away, or put the whole text in quotes",
            ),
            Cause::Left => fault(
                self.word(at),
                "this line begins too far to the left",
                "what belongs to a key, and all between brackets, begins further to the right than the key",
            ),
            Cause::DashInLine => fault(
                self.one(at),
                "a list cannot begin in the middle of a line",
                "put each \"- item\" on a line of its own; put text that begins with a dash in quotes",
            ),
            Cause::DashInBrackets => fault(
                self.one(at),
                "\"- \" has no place between brackets",
                "put commas between the items, or take the brackets away; put text that begins with a dash in quotes",
            ),
            Cause::Note => fault(
                self.one(at),
                "the text is cut off by \"#\" and goes on below it",
                "put the whole text in quotes: \" #\" begins a note that nobody reads",
            ),
            Cause::NoteGlued => fault(
                self.one(at),
                "\"#\" stands right after a value",
                "put a space before a note that begins with #, or put the whole text in quotes",
            ),
            Cause::Block => fault(
                self.one(at),
                format!("text cannot begin with \"{}\"", self.words(&self.one(at))),
                "put the text in quotes, or begin it on the next line, further to the right",
            ),
            Cause::BlockLines => fault(
                self.word(at),
                "this line begins too far to the left",
                "all lines of a text after | or > begin at the same column",
            ),
            Cause::ColonApart => fault(
                self.one(at),
                "a colon does not stand on the line of its key",
                "put text with a colon in quotes, and a comma between two items",
            ),
            Cause::ColonGlued => self.no_space(at),
            Cause::Unseen => fault(
                self.one(at),
                "a character that cannot be seen stands here",
                "delete it and type the words around it anew",
            ),
            Cause::Deep => fault(
                self.one(at),
                "lists and groups are nested too deep",
                "look for brackets that are opened and never closed",
            ),
            Cause::End => fault(
                self.word(at),
                "nothing can stand after \"...\" on its line",
                "put text that begins with dots in quotes",
            ),
            // Told apart before; a tab that is not found is none.
            Cause::Tab => self.unfit(at),
        }
    }

    /// A quotation mark at `at`: never closed, unless what follows does not look like the next keys.
    fn quote(self, at: usize) -> Fault {
        let Some(end) = quoted_end(self.0, at) else { return self.quote_never_closed(at) };
        let (first, rest) = self.words(&(at..end)).split_once('\n').unwrap_or_default();
        let mut start = at + first.len() + 1;
        for line in rest.split_inclusive('\n') {
            if looks_like_entry(line) {
                return self.quote_never_closed(at);
            }
            start += if line.trim().is_empty() { line.len() } else { 0 };
            if !line.trim().is_empty() {
                return fault(
                    self.trimmed(&(start..start + line.len())),
                    "this line of a text in quotes begins too far to the left",
                    "begin it further to the right than the key of the text",
                );
            }
        }
        self.quote_never_closed(at)
    }

    fn after_quote(self, at: usize, seen: &Seen) -> Fault {
        if let Some(quote) = seen.quote {
            let text = self.words(&(quote..at));
            if text.lines().skip(1).any(looks_like_entry) {
                return self.quote_never_closed(quote);
            }
        }
        let help = match seen.quote.and_then(|quote| self.sign(quote)) {
            Some('\'') => "put the whole text in double quotes; in single quotes an apostrophe is written twice",
            _ => "put the whole text in single quotes, or write \\\" for each quotation mark in it",
        };
        fault(self.word(at), "this stands after the closing quotation mark", help)
    }

    /// The backslash in the text that begins with the double quote at `at` that means nothing.
    fn escape(self, at: usize) -> Fault {
        let mut from = at + 1;
        while let Some(slash) = self.from(from).find('\\').map(|n| from + n) {
            let sign = self.sign(slash + 1).unwrap_or(' ');
            let digits = |n: usize| {
                let digits = self.from(slash + 2).get(..n)?;
                u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
            };
            let known = match sign {
                'x' => digits(2).is_some(),
                'u' => digits(4).is_some(),
                'U' => digits(8).is_some(),
                _ => "0abtnvfre\"/\\N_LP \t\r\n".contains(sign),
            };
            let end = slash + 1 + sign.len_utf8();
            if !known {
                let message = match sign.is_control() {
                    true => "a backslash means nothing here".to_owned(),
                    false => format!("a backslash and \"{sign}\" mean nothing in double quotes"),
                };
                return fault(slash..end, message, "write two backslashes for one, or put the text in single quotes");
            }
            from = end;
        }
        self.unfit(at)
    }

    /// A text that begins with a sign; `at` may be a little further on.
    fn sign_first(self, at: usize) -> Fault {
        let line = self.line(at);
        let special = |c: char| "%@`*&!?,".contains(c);
        let before = self.words(&(line.start..at)).char_indices().rev();
        let begins = |n: usize| {
            let before = self.words(&(line.start..line.start + n)).chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || "[{,".contains(c))
        };
        let place = match self.sign(at).filter(|c| special(*c)) {
            Some(_) => at,
            None => before.filter(|(_, c)| special(*c)).find(|(n, _)| begins(*n)).map_or(at, |(n, _)| line.start + n),
        };
        match self.sign(place).filter(|c| !c.is_whitespace()) {
            Some(sign) => fault(
                self.one(place),
                format!("text without quotes cannot begin with \"{sign}\""),
                "put the whole text in quotes",
            ),
            None => self.unfit(at),
        }
    }

    /// ": " at `at`, where no key can be.
    fn colon(self, at: usize) -> Fault {
        let second =
            fault(self.one(at), "the text has a colon in it, which begins a new key", "put the whole text in quotes");
        let line = self.line(at);
        let (columns, content) = columns(self.words(&line));
        let key = line.start + content..at;
        if key_end(self.words(&(key.start..line.end))).is_none_or(|n| key.start + n < at) {
            return second;
        }
        if self.words(&key).trim().contains(char::is_whitespace) {
            return second;
        }
        let column = columns.last().copied().unwrap_or_default();
        let culprit = self.unkeyed(self.above(at)).filter(|line| columns_of(self, line).contains(&column));
        if let Some((line, fault)) = culprit.and_then(|line| Some((line.start, self.keyless(&line)?))) {
            let begins =
                |line: &Range<usize>| has_key(self.words(line)) || columns_of(self, line).iter().any(|c| *c < column);
            let goes_on = self.above(line).find(begins).is_some_and(|line| {
                // It may go on with a text that began on a line above.
                let words = self.words(&line).trim_end();
                columns_of(self, &line).iter().all(|c| *c < column) && !words.ends_with([':', '-'])
            });
            return if goes_on { second } else { fault };
        }
        fault(
            key.start..at + 1,
            "this line begins further to the right than the one it follows",
            "keys of one group begin at the same column; if this belongs to the text above, put the whole text in quotes",
        )
    }

    /// Of the nearest lines that have no key, the one that begins furthest to the left: the others go on with its text.
    fn unkeyed(self, lines: impl Iterator<Item = Range<usize>>) -> Option<Range<usize>> {
        let mut found: Option<(usize, Range<usize>)> = None;
        for line in lines.take_while(|line| !has_key(self.words(line))) {
            let (columns, content) = columns(self.words(&line));
            if found.as_ref().is_none_or(|(left, _)| content < *left) {
                found = Some((content, line));
            }
            // An item is as far as a text can reach.
            if columns.len() > 1 {
                break;
            }
        }
        found.map(|(_, line)| line)
    }

    /// What is wrong with a line that should be "key: value" or "- item" and is not.
    fn keyless(self, line: &Range<usize>) -> Option<Fault> {
        let words = self.words(line);
        let (_, content) = columns(words);
        if has_key(words) {
            return None;
        }
        let start = line.start + content;
        let rest = words.get(content..).unwrap_or_default();
        let name =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '"' | '\'')).unwrap_or(rest.len());
        let after = rest.get(name..).unwrap_or_default();
        if name > 0 && after.starts_with(':') && !after.starts_with("://") {
            return Some(self.no_space(start + name));
        }
        if rest.starts_with('-') && !rest.starts_with("--") && rest.len() > 1 {
            return Some(fault(
                start..start + 1,
                "there is no space after the dash",
                "a list item is a dash, a space and the item",
            ));
        }
        Some(fault(
            self.trimmed(&(start..line.end)),
            "this line is not \"key: value\"",
            "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
        ))
    }

    fn no_space(self, colon: usize) -> Fault {
        fault(self.one(colon), "there is no space after the colon", "write a space between the colon and the value")
    }

    fn no_key(self, at: usize) -> Fault {
        let ended = self.from(at).trim().is_empty();
        let own = if ended { Some(self.last_line()) } else { Some(self.line(at)).filter(|_| !self.is_first(at)) };
        let own = own.map(|line| self.line(line.start));
        let above = self.unkeyed(self.above(own.as_ref().map_or(at, |line| line.start)));
        let left = |line: &Range<usize>| columns(self.words(line)).1;
        // Where a text with a colon in it goes on with a line that has no key, that line is meant.
        let line = match (own, above) {
            (Some(own), Some(above)) if left(&above) < left(&own) => Some(above),
            (own, above) => own.or(above),
        };
        line.and_then(|line| self.keyless(&line)).unwrap_or_else(|| self.unfit(at))
    }

    /// Something stands where the next key or item of a group should.
    fn stray(self, at: usize) -> Fault {
        if self.from(at).trim().is_empty() {
            return self.unfit(at);
        }
        // Of an item, the parser names what comes after the dash.
        let at = self.dash(at);
        if !self.is_first(at) {
            return self.trailing(at);
        }
        if let Some(line) = self.above(at).find(|line| self.words(line).starts_with('%')) {
            return self.sign_first(line.start);
        }
        let column = at - self.line(at).start;
        let dash = looks_like_item(self.from(at));
        let not_in_line = fault(
            self.word(at),
            "this line does not begin at the same column as the lines that it belongs to",
            "lines of one group, and lines of one text, begin at the same column",
        );
        for line in self.above(at) {
            let columns = columns_of(self, &line);
            if columns.contains(&column) {
                let listed = columns.len() > 1 && columns.first() == Some(&column);
                return match (dash, listed) {
                    (true, false) => fault(
                        self.one(at),
                        "a list item stands where a key belongs",
                        "put a list under its key, which ends with a colon; put text that begins with a dash in quotes",
                    ),
                    (false, true) => fault(
                        self.word(at),
                        "this line stands in a list and is not an item of it",
                        "begin it with \"- \"; what belongs to the item above begins at the column of that item's text",
                    ),
                    _ => self.keyless(&self.line(at)).unwrap_or_else(|| self.unfit(at)),
                };
            }
            if columns.iter().all(|c| *c < column) {
                return not_in_line;
            }
        }
        not_in_line
    }

    /// The dash of the item whose text begins at a place; the place itself where it is no item's.
    fn dash(self, at: usize) -> usize {
        let line = self.line(at);
        let before = self.words(&(line.start..at)).trim_end();
        if before.trim_start() == "-" { line.start + before.len() - 1 } else { at }
    }

    /// Something after a value that has ended, on its line.
    fn trailing(self, at: usize) -> Fault {
        let whole = "put the whole text in quotes";
        if self.sign(at) == Some(',') {
            return fault(
                self.one(at),
                "a comma stands after the value",
                "take it away, or put the whole text in quotes",
            );
        }
        if self.sign(at) == Some(':') {
            return self.no_space(at);
        }
        match self.before(at) {
            Some(close @ (']' | '}')) => {
                fault(self.word(at), format!("this stands after the closing \"{close}\""), whole)
            }
            Some('"' | '\'') => fault(self.word(at), "this stands after the closing quotation mark", whole),
            _ => {
                let line = self.line(at);
                let before = self.words(&(line.start..at));
                let value = before.rfind(": ").map_or_else(|| columns(before).1, |n| n + 2);
                let value = self.trimmed(&(line.start + value..at)).start;
                match self.sign(value).filter(|c| "*&!|>".contains(*c)) {
                    Some(_) => self.sign_first(value),
                    None => self.unfit(at),
                }
            }
        }
    }

    fn missing(self, at: usize) -> Fault {
        if self.from(at).trim().is_empty() {
            return self.unfit(at);
        }
        match (self.sign(at), self.before(at)) {
            (Some(','), Some('[' | '{' | ',')) => {
                fault(self.one(at), "nothing stands before this comma", "take the comma away, or write what is missing")
            }
            (Some(','), _) => self.sign_first(at),
            _ => fault(
                self.word(at),
                "a value is missing before this",
                "write the value, or put the whole text in quotes",
            ),
        }
    }
}
