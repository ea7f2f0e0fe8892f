//! Looks over a text line by line, as YAML as its writer may have meant it: also where it cannot be read.

use std::ops::Range;

/// A text, looked at line by line.
#[derive(Clone, Copy)]
pub(super) struct Page<'a>(pub(super) &'a str);

impl<'a> Page<'a> {
    pub(super) fn from(self, at: usize) -> &'a str {
        self.0.get(at..).unwrap_or_default()
    }

    pub(super) fn sign(self, at: usize) -> Option<char> {
        self.from(at).chars().next()
    }

    /// The line that holds a place, without its line end.
    pub(super) fn line(self, at: usize) -> Range<usize> {
        let before = self.0.get(..at).unwrap_or(self.0);
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let line = self.from(start).lines().next().unwrap_or_default();
        start..start + line.len()
    }

    pub(super) fn words(self, range: &Range<usize>) -> &'a str {
        self.0.get(range.clone()).unwrap_or_default()
    }

    /// A line without the blanks around it.
    pub(super) fn trimmed(self, line: &Range<usize>) -> Range<usize> {
        let words = self.words(line);
        let start = line.start + (words.len() - words.trim_start().len());
        start..(line.start + words.trim_end().len()).max(start)
    }

    /// Only blanks stand before the place on its line.
    pub(super) fn is_first(self, at: usize) -> bool {
        let line = self.line(at);
        self.words(&(line.start..at)).trim().is_empty()
    }

    /// The last sign before the place that is not a blank, on its line.
    pub(super) fn before(self, at: usize) -> Option<char> {
        let line = self.line(at);
        self.words(&(line.start..at)).trim_end().chars().next_back()
    }

    /// The word at a place.
    pub(super) fn word(self, at: usize) -> Range<usize> {
        let rest = self.from(at);
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        at..at + len.max(self.sign(at).map_or(0, char::len_utf8))
    }

    pub(super) fn one(self, at: usize) -> Range<usize> {
        at..at + self.sign(at).map_or(0, char::len_utf8)
    }

    /// The lines before the one that holds a place, last first, without empty ones and notes.
    pub(super) fn above(self, at: usize) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut end = self.line(at).start;
        std::iter::from_fn(move || {
            while end > 0 {
                let line = self.line(end - 1);
                end = line.start;
                let words = self.words(&line).trim();
                if !words.is_empty() && !words.starts_with('#') {
                    return Some(line);
                }
            }
            None
        })
    }

    /// The last place that says anything, at or before the end.
    pub(super) fn last_line(self) -> Range<usize> {
        let line = self.line(self.0.trim_end().len());
        self.trimmed(&line)
    }
}

pub(super) fn columns_of(page: Page<'_>, line: &Range<usize>) -> Vec<usize> {
    columns(page.words(line)).0
}

/// The columns at which something begins on a line, its dashes and what follows them, and where that follows.
pub(super) fn columns(line: &str) -> (Vec<usize>, usize) {
    let mut at = line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut columns = vec![at];
    while let Some(rest) = line.get(at..).and_then(|l| l.strip_prefix("- ")) {
        at = line.len() - rest.trim_start_matches([' ', '\t']).len();
        columns.push(at);
    }
    (columns, at)
}

pub(super) fn looks_like_item(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r', '\t']))
}

/// Where the key of a line ends, at its colon.
pub(super) fn key_end(line: &str) -> Option<usize> {
    let mut from = 0;
    if line.starts_with(['"', '\'']) {
        from = quoted_end(line, 0)?;
    }
    let colons = line.get(from..)?.match_indices(':').map(|(n, _)| from + n);
    let end = colons
        .into_iter()
        .find(|n| line.get(n + 1..).is_some_and(|r| r.is_empty() || r.starts_with([' ', '\t', '\r', '\n'])))?;
    let key = line.get(..end)?;
    (!key.contains(" #") && !key.starts_with(['#', '[', '{'])).then_some(end)
}

pub(super) fn has_key(line: &str) -> bool {
    let (_, at) = columns(line);
    line.get(at..).and_then(key_end).is_some()
}

/// A line that begins the next key or item of a group, not one that goes on with a text or a list in brackets.
pub(super) fn looks_like_entry(line: &str) -> bool {
    let content = line.trim_start();
    looks_like_item(content)
        || key_end(content)
            .and_then(|end| content.get(..end))
            .is_some_and(|key| !key.trim().contains(|c: char| c.is_whitespace() || "[]{},\"'".contains(c)))
}

/// Where a text in quotes that begins at `at` ends, after its closing quotation mark.
pub(super) fn quoted_end(text: &str, at: usize) -> Option<usize> {
    let quote = text.get(at..)?.chars().next()?;
    let mut signs = text.get(at + 1..)?.char_indices().peekable();
    while let Some((n, sign)) = signs.next() {
        match sign {
            '\\' if quote == '"' => drop(signs.next()),
            '\'' if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') => drop(signs.next()),
            _ if sign == quote => return Some(at + 1 + n + 1),
            _ => {}
        }
    }
    None
}

/// What a look over the text finds for a place in it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The innermost bracket that is open at the place and is not closed before the next key begins.
    pub(super) bracket: Option<usize>,
    /// The last quotation mark before the place that opens a text.
    pub(super) quote: Option<usize>,
}

impl Seen {
    /// `between`: the place is surely between brackets.
    pub(super) fn look(text: &str, place: usize, between: bool) -> Self {
        let page = Page(text);
        let mut seen = Self::default();
        let mut open: Vec<(usize, char)> = Vec::new();
        // The column of the key or dash whose value is being read.
        let mut left = 0;
        let mut at = 0;
        let mut begins_line = true;
        // Looked for once a line: a file may be one long line.
        let mut line = page.line(0);
        // Looking for the end of a bracket once is enough.
        let mut closed: Option<(usize, bool)> = None;
        while at < text.len() {
            if begins_line || at > line.end {
                line = page.line(at);
            }
            if begins_line {
                begins_line = false;
                let words = page.words(&line);
                let (columns, content) = columns(words);
                let indent = columns.first().copied().unwrap_or_default();
                if let Some((bracket, sign)) = open.last().copied()
                    && indent <= left
                    && looks_like_entry(words)
                {
                    let known = closed.filter(|(of, _)| *of == bracket);
                    let (_, closes) = known.unwrap_or_else(|| (bracket, closed_below(page, bracket, sign, at)));
                    closed = Some((bracket, closes));
                    if !closes && (between || place <= line.end) && bracket <= place {
                        seen.bracket = Some(bracket);
                        return seen;
                    }
                    if !closes {
                        open.clear();
                    }
                }
                if open.is_empty() {
                    let keyed = has_key(words);
                    let goes_on = indent > left && !keyed && columns.len() == 1;
                    if !goes_on {
                        let dash = columns.len().checked_sub(2).and_then(|n| columns.get(n)).copied();
                        left = if keyed { content } else { dash.unwrap_or(indent) };
                    }
                    at = line.start + content;
                    continue;
                }
            }
            if at > place && open.is_empty() {
                return seen;
            }
            let Some(sign) = page.sign(at) else { break };
            match sign {
                '\n' => begins_line = true,
                '#' => {
                    at = line.end;
                    continue;
                }
                '"' | '\'' => {
                    if at < place {
                        seen.quote = Some(at);
                    }
                    let Some(end) = quoted_end(text, at) else { return seen };
                    at = end;
                    continue;
                }
                '[' | '{' => open.push((at, sign)),
                ']' | '}' => match open.pop() {
                    Some((bracket, '[')) if sign == '}' => return seen.mismatch(text, bracket, at, place),
                    Some((bracket, '{')) if sign == ']' => return seen.mismatch(text, bracket, at, place),
                    _ => {}
                },
                '|' | '>' if open.is_empty() => {
                    at = after_block(page, at, left);
                    begins_line = true;
                    continue;
                }
                c if c.is_whitespace() || c == ',' || c == ':' => {}
                _ => {
                    at = after_plain(page, at..line.end, !open.is_empty());
                    continue;
                }
            }
            at += sign.len_utf8();
        }
        seen.bracket = open.last().map(|(bracket, _)| *bracket).filter(|bracket| *bracket <= place);
        seen
    }

    fn mismatch(mut self, text: &str, bracket: usize, close: usize, place: usize) -> Self {
        // The parser reads on to the next key before it looks at the brackets.
        let page = Page(text);
        let line = page.line(close);
        let below = page.from(line.end).trim_start().len();
        let limit = page.line(text.len() - below).end;
        if bracket <= place && place <= limit {
            self.bracket = Some(bracket);
        }
        self
    }
}

/// Whether a bracket that ends its line is closed by one that begins a later line: then only the columns are wrong.
fn closed_below(page: Page<'_>, bracket: usize, sign: char, from: usize) -> bool {
    let line = page.line(bracket);
    let close = if sign == '[' { ']' } else { '}' };
    let ends_line = page.words(&(bracket + 1..line.end)).trim().is_empty();
    ends_line && page.from(from).lines().any(|line| line.trim_start().starts_with(close))
}

/// The end of the lines of a text that begins with | or > under a key or dash in column `left`.
fn after_block(page: Page<'_>, at: usize, left: usize) -> usize {
    let mut lines = page.from(at).split_inclusive('\n');
    let mut end = at + lines.next().map_or(0, str::len);
    for line in lines {
        let column = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() && column <= left {
            break;
        }
        end += line.len();
    }
    end
}

/// The end of text without quotes, on its line.
fn after_plain(page: Page<'_>, rest: Range<usize>, in_brackets: bool) -> usize {
    let words = page.words(&rest);
    let ends = words.char_indices().skip(1).find(|(n, c)| {
        let next = words.get(n + c.len_utf8()..).and_then(|w| w.chars().next());
        let blank = next.is_none_or(char::is_whitespace);
        match c {
            ':' => blank || in_brackets && next.is_some_and(|c| ",[]{}".contains(c)),
            ',' | '[' | ']' | '{' | '}' => in_brackets,
            '#' => words.get(..*n).is_some_and(|w| w.ends_with([' ', '\t'])),
            _ => false,
        }
    });
    ends.map_or(rest.end, |(n, _)| rest.start + n)
}
