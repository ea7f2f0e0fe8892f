//! A run of words with its emphasis, links and pictures, and how Markdown writes it.
//!
//! Words are data: whatever could be taken for Markdown is escaped, and what was written is read back. Where it does not say the
//! same, it is written anew in the strict way, with tags for emphasis and every sign escaped.

use crate::source::markdown::find_fact;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Emphasis and the like, as bits.
pub type Marks = u8;
/// Bold.
pub const BOLD: Marks = 1;
/// Italic.
pub const ITALIC: Marks = 2;
/// Struck through.
pub const STRIKE: Marks = 4;
/// Below the line.
pub const SUB: Marks = 8;
/// Above the line.
pub const SUP: Marks = 16;
const LINK: Marks = 32;

/// How a stretch of words is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Emphasis.
    pub marks: Marks,
    /// The link it is in: a number in the text's list of links.
    pub link: Option<usize>,
}

impl Style {
    fn all(self) -> Marks {
        self.marks | if self.link.is_some() { LINK } else { 0 }
    }

    fn common(self, other: Self) -> Self {
        Self { marks: self.marks & other.marks, link: self.link.filter(|link| other.link == Some(*link)) }
    }

    /// Whether both are alike in the marks of `of`.
    fn alike(self, other: Self, of: Marks) -> bool {
        self.all() & other.all() & of == of && (of & LINK == 0 || self.link == other.link)
    }
}

/// A part of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Atom {
    /// Words.
    Text(String, Style),
    /// Code.
    Code(String, Style),
    /// A picture: alternative text, address.
    Image(String, String, Style),
    /// The end of a line.
    Break,
    /// A note to the owner, which is no part of the text.
    Note(String),
}

impl Atom {
    /// Whether it is part of a link.
    pub fn is_linked(&self) -> bool {
        self.style().link.is_some()
    }

    fn style(&self) -> Style {
        match self {
            Self::Text(_, style) | Self::Code(_, style) | Self::Image(_, _, style) => *style,
            Self::Break | Self::Note(_) => Style::default(),
        }
    }
}

/// Signs that nobody sees and that only do harm in a text.
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}' | '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A run in order: spaces are single and stand outside emphasis, nothing is empty, no line is.
pub fn tidy(atoms: Vec<Atom>) -> Vec<Atom> {
    enum Step {
        Atom(Atom),
        Space,
    }
    let mut steps: Vec<Step> = Vec::new();
    for atom in atoms {
        let Atom::Text(text, style) = atom else {
            steps.push(Step::Atom(atom));
            continue;
        };
        let mut word = String::new();
        for c in text.chars().filter(|c| !is_invisible(*c)) {
            if c.is_whitespace() {
                if !word.is_empty() {
                    steps.push(Step::Atom(Atom::Text(std::mem::take(&mut word), style)));
                }
                if !matches!(steps.last(), None | Some(Step::Space)) {
                    steps.push(Step::Space);
                }
            } else {
                word.push(c);
            }
        }
        if !word.is_empty() {
            steps.push(Step::Atom(Atom::Text(word, style)));
        }
    }
    let mut out: Vec<Atom> = Vec::new();
    let mut space = false;
    for step in steps {
        let atom = match step {
            Step::Space => {
                space = true;
                continue;
            }
            Step::Atom(atom) => atom,
        };
        let edge = |atom: Option<&Atom>| matches!(atom, None | Some(Atom::Break | Atom::Note(_)));
        if matches!(atom, Atom::Break) {
            space = false;
            if edge(out.last()) {
                continue;
            }
        }
        if std::mem::take(&mut space) && !edge(out.last()) && !matches!(atom, Atom::Note(_)) {
            let style = out.last().map(Atom::style).unwrap_or_default().common(atom.style());
            push(&mut out, Atom::Text(" ".to_owned(), style));
        }
        push(&mut out, atom);
    }
    while matches!(out.last(), Some(Atom::Break)) {
        out.pop();
    }
    out
}

fn push(out: &mut Vec<Atom>, atom: Atom) {
    match (out.last_mut(), atom) {
        (Some(Atom::Text(have, a)), Atom::Text(more, b)) if *a == b => have.push_str(&more),
        (_, atom) => out.push(atom),
    }
}

/// The words of a run, without what it looks like.
pub fn plain(atoms: &[Atom]) -> String {
    let mut out = String::new();
    for atom in atoms {
        match atom {
            Atom::Text(text, _) | Atom::Code(text, _) => out.push_str(text),
            Atom::Break => out.push(' '),
            Atom::Image(..) | Atom::Note(_) => {}
        }
    }
    out
}

/// Where a run stands: what ends a line there, and which signs mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In a paragraph.
    Paragraph,
    /// In a heading.
    Heading,
    /// In a table's cell.
    Cell,
}

/// A tidy run as Markdown.
pub fn write(atoms: &[Atom], links: &[String], spot: Spot) -> String {
    let easy = Writer { links, spot, strict: false }.run(atoms);
    let says_the_same = match spot {
        Spot::Paragraph => reads_as(&easy, atoms),
        Spot::Heading => reads_as(&format!("## {easy}"), atoms),
        Spot::Cell => reads_as(&format!("| {easy} | x |\n|---|---|\n"), atoms),
    };
    if says_the_same { easy } else { Writer { links, spot, strict: true }.run(atoms) }
}

/// Whether Markdown reads as these words, in one block.
fn reads_as(markdown: &str, atoms: &[Atom]) -> bool {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let (mut text, mut blocks, mut images, mut strong, mut emphasis, mut links) = (String::new(), 0, 0, 0, 0, 0);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) | Event::Code(words) if images == 0 => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if tag.starts_with("<br") => text.push(' '),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_)) => blocks += 1,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(Tag::Strong) => strong += 1,
            Event::Start(Tag::Emphasis) => emphasis += 1,
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::TableHead) => break,
            Event::Start(
                Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::DefinitionList
                | Tag::FootnoteDefinition(_),
            )
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => return false,
            _ => {}
        }
    }
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let table = markdown.starts_with('|');
    let expected = if table { format!("{} x", plain(atoms)) } else { plain(atoms) };
    let text = if table { text.strip_suffix('x').map_or(text.clone(), |t| format!("{t} x")) } else { text };
    let any = |mark: Marks| atoms.iter().any(|atom| atom.style().all() & mark != 0);
    blocks == 1
        && same(&text, &expected)
        && (strong == 0 || any(BOLD))
        && (emphasis == 0 || any(ITALIC))
        && (links > 0) == markdown_has_link(markdown, any(LINK))
}

/// Whether a link is expected: an empty one is not written at all.
fn markdown_has_link(markdown: &str, linked: bool) -> bool {
    linked && (markdown.contains("](") || markdown.contains("<http") || markdown.contains("<mailto"))
}

struct Writer<'a> {
    links: &'a [String],
    spot: Spot,
    strict: bool,
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Whether a delimiter beside these two signs does its work: `inside` is the emphasized one.
fn flanks(inside: Option<char>, outside: Option<char>) -> bool {
    match inside {
        None => false,
        Some(c) if c.is_whitespace() => false,
        Some(c) if is_punctuation(c) => {
            outside.is_none_or(|c| c.is_whitespace() || (is_punctuation(c) && c != '*' && c != '~'))
        }
        Some(_) => outside.is_none_or(|c| c != '*' && c != '~'),
    }
}

impl Writer<'_> {
    fn run(&self, atoms: &[Atom]) -> String {
        let kept: Vec<Atom> = atoms.iter().filter(|atom| !matches!(atom, Atom::Note(_))).cloned().collect();
        let mut out = self.stretch(&kept, 0, None, None);
        if self.spot == Spot::Heading && out.ends_with('#') {
            out.pop();
            out.push_str("\\#");
        }
        out
    }

    /// A stretch; `done` are the marks that stand around it already.
    fn stretch(&self, atoms: &[Atom], done: Marks, before: Option<char>, after: Option<char>) -> String {
        let mut pieces: Vec<(Marks, &[Atom])> = Vec::new();
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let style = atom.style();
            let open = style.all() & !done;
            let length = |mark: Marks| {
                atoms
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|a| style.alike(a.style(), mark) || matches!(a, Atom::Break))
                    .count()
            };
            let longest = [LINK, BOLD, ITALIC, STRIKE, SUB, SUP]
                .into_iter()
                .filter(|mark| open & mark != 0)
                .map(|mark| (length(mark), mark))
                // The first of equals is the outermost.
                .fold((0, 0), |best, next| if next.0 > best.0 { next } else { best });
            let (mut count, mark) = if longest.1 == 0 { (1, 0) } else { longest };
            // A line that ends where the emphasis does ends after it.
            while count > 1 && matches!(atoms.get(at + count - 1), Some(Atom::Break)) {
                count -= 1;
            }
            pieces.push((mark, atoms.get(at..at + count).unwrap_or_default()));
            at += count.max(1);
        }
        let mut out = String::new();
        for (index, (mark, stretch)) in pieces.iter().enumerate() {
            let previous = out.chars().next_back().or(before);
            let next = match pieces.get(index + 1) {
                None => after,
                Some((LINK, _)) => Some('['),
                Some((BOLD | ITALIC, _)) => Some('*'),
                Some((STRIKE, _)) => Some('~'),
                Some((0, [Atom::Text(text, _), ..])) => text.chars().next(),
                Some((0, [Atom::Break, ..])) => Some(' '),
                Some(_) => Some('<'),
            };
            match *mark {
                0 => stretch.iter().for_each(|atom| self.atom(atom, &mut out, next)),
                mark => {
                    let inner = self.stretch(stretch, done | mark, Some('('), Some(')'));
                    if !inner.trim().is_empty() {
                        out.push_str(&self.marked(mark, &inner, stretch, previous, next));
                    }
                }
            }
        }
        out
    }

    fn marked(&self, mark: Marks, inner: &str, atoms: &[Atom], previous: Option<char>, next: Option<char>) -> String {
        let (sign, tag) = match mark {
            LINK => return self.link(inner, atoms),
            BOLD => ("**", "strong"),
            ITALIC => ("*", "em"),
            STRIKE => ("~~", "del"),
            SUB => ("", "sub"),
            _ => ("", "sup"),
        };
        let fits = flanks(inner.chars().next(), previous) && flanks(inner.chars().next_back(), next);
        if sign.is_empty() || self.strict || !fits {
            format!("<{tag}>{inner}</{tag}>")
        } else {
            format!("{sign}{inner}{sign}")
        }
    }

    fn link(&self, inner: &str, atoms: &[Atom]) -> String {
        let to = atoms.iter().find_map(|atom| self.links.get(atom.style().link?)).map_or("", String::as_str);
        let words = plain(atoms);
        if words == to
            && !self.strict
            && (to.starts_with("https://") || to.starts_with("http://"))
            && !to.contains(['*', '_', '`'])
        {
            return format!("<{to}>");
        }
        format!("[{inner}]({})", destination(to))
    }

    fn atom(&self, atom: &Atom, out: &mut String, next: Option<char>) {
        match atom {
            Atom::Text(text, _) => self.text(text, out, next),
            Atom::Code(text, _) => out.push_str(&self.code(text)),
            Atom::Image(alt, to, _) => {
                out.push_str("![");
                out.push_str(&alternative(alt, self.spot));
                out.push_str(&format!("]({})", destination(to)));
            }
            Atom::Break => match self.spot {
                Spot::Paragraph => {
                    out.truncate(out.trim_end().len());
                    out.push_str("\\\n");
                }
                Spot::Heading => out.push(' '),
                Spot::Cell => out.push_str("<br>"),
            },
            Atom::Note(_) => {}
        }
    }

    fn code(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return String::new();
        }
        if self.strict {
            let mut inner = String::new();
            self.text(&text, &mut inner, None);
            return format!("<code>{inner}</code>");
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let room = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        let text = if self.spot == Spot::Cell { text.replace('|', "\\|") } else { text };
        format!("{fence}{room}{text}{room}{fence}")
    }

    /// Words, with a backslash before whatever could be taken for Markdown.
    fn text(&self, text: &str, out: &mut String, after: Option<char>) {
        let chars: Vec<char> = text.chars().collect();
        let facts = text.contains("{{") || find_fact(text).is_some();
        for (at, c) in chars.iter().copied().enumerate() {
            let previous = match at.checked_sub(1) {
                Some(before) => chars.get(before).copied(),
                None => out.chars().next_back(),
            };
            let next = chars.get(at + 1).copied().or(after);
            let line_start = self.spot == Spot::Paragraph && is_line_start(out);
            // Braces that are part of a text are no fact.
            if facts && c == '{' && previous == Some('{') {
                out.push_str("<!-- -->{");
                continue;
            }
            let escaped = match c {
                _ if self.strict => c.is_ascii_punctuation() && !(c == '.' || c == ',' || c == '\''),
                '\\' => next.is_some_and(|n| n.is_ascii_punctuation()) || next.is_none(),
                '*' | '`' | '<' | '[' => true,
                ']' => next == Some('(') || next == Some('[') || next == Some(':') || next.is_none(),
                '_' => !(previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
                '~' => previous == Some('~') || next == Some('~') || line_start,
                '!' => next == Some('['),
                '&' => is_reference(chars.get(at..).unwrap_or_default()),
                '|' => self.spot == Spot::Cell || line_start,
                '{' => self.spot == Spot::Heading,
                '#' => line_start || (self.spot == Spot::Heading && out.trim().is_empty()),
                '+' | '-' | '>' | '=' | ':' => line_start,
                '.' | ')' => self.spot == Spot::Paragraph && ends_a_number(out),
                _ => false,
            };
            if escaped {
                out.push('\\');
            }
            out.push(c);
        }
    }
}

/// An alternative text: no fact is looked up in it.
fn alternative(alt: &str, spot: Spot) -> String {
    let mut out = String::new();
    let plain = alt.chars().filter(|c| !is_invisible(*c)).collect::<String>();
    let signs: Vec<char> = plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    for (at, c) in signs.iter().copied().enumerate() {
        let escaped = match c {
            '&' => is_reference(signs.get(at..).unwrap_or_default()),
            '|' => spot == Spot::Cell,
            c => "\\[]*_`<{~!".contains(c),
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a line begins here.
fn is_line_start(out: &str) -> bool {
    out.is_empty() || out.ends_with('\n')
}

/// Whether the line holds a number and nothing else, as before "1. First".
fn ends_a_number(out: &str) -> bool {
    let digits = out.bytes().rev().take(10).take_while(u8::is_ascii_digit).count();
    let before = out.len().checked_sub(digits + 1).and_then(|at| out.as_bytes().get(at));
    (1..10).contains(&digits) && before.is_none_or(|byte| *byte == b'\n')
}

/// Whether these signs begin with an entity, such as `&copy;`.
fn is_reference(chars: &[char]) -> bool {
    let body: Vec<char> = chars.iter().skip(1).take(40).copied().take_while(|c| *c != ';').collect();
    let ends = chars.get(1 + body.len()) == Some(&';');
    ends && !body.is_empty() && body.iter().all(|c| c.is_ascii_alphanumeric() || *c == '#')
}

/// An address as Markdown takes it between round brackets.
fn destination(to: &str) -> String {
    let mut out = String::with_capacity(to.len());
    let signs: Vec<char> = to.chars().collect();
    for (at, c) in signs.iter().copied().enumerate() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '&' if is_reference(signs.get(at..).unwrap_or_default()) => out.push_str("&amp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Style = Style { marks: 0, link: None };
    const B: Style = Style { marks: BOLD, link: None };
    const I: Style = Style { marks: ITALIC, link: None };

    fn text(words: &str, style: Style) -> Atom {
        Atom::Text(words.to_owned(), style)
    }

    fn paragraph(atoms: Vec<Atom>) -> String {
        write(&tidy(atoms), &["https://a.example/x".to_owned()], Spot::Paragraph)
    }

    #[test]
    fn spaces_stand_outside_emphasis() {
        assert_eq!(paragraph(vec![text("A ", PLAIN), text(" bold ", B), text("word", PLAIN)]), "A **bold** word");
        assert_eq!(paragraph(vec![text("a", B), text(" ", PLAIN), text("b", B)]), "**a b**");
        assert_eq!(paragraph(vec![text(" \n", B)]), "");
    }

    #[test]
    fn emphasis_that_markdown_cannot_read_is_a_tag() {
        assert_eq!(paragraph(vec![text("“a”", B), text("b", PLAIN)]), "<strong>“a”</strong>b");
        assert_eq!(paragraph(vec![text("a", B), text("b", I)]), "<strong>a</strong>*b*");
        assert_eq!(paragraph(vec![text("a", B), text("b", PLAIN)]), "**a**b");
    }

    #[test]
    fn words_are_data() {
        for words in [
            "# no heading",
            "- no list",
            "1. no list",
            "2) no",
            "> no quote",
            "a * b * c",
            "snake_case _x_",
            "`x`",
            "<b>",
            "[a](b)",
            "![a](b)",
            "&copy; &amp;",
            "a~~b~~",
            ": no",
            "::: no",
            "=== no",
            "--- no",
            "+ no",
            "| a | b |",
            "\\",
            "a\\*b",
            "[^1]",
            "[x] y",
            "{{ fact: phone }}",
            "{#id}",
            "http://a.example",
            "* * *",
            "___",
            "~~~",
            "```",
            "    four",
            "\u{2028}x",
            "Price: 5$ - 10$!",
            "Line\u{0}",
            "<!-- x -->",
            "</div>",
            "<https://a.b>",
            "1986\\. A great year",
            "[ ] task",
        ] {
            let markdown = paragraph(vec![text(words, PLAIN)]);
            let mut said = String::new();
            for event in Parser::new_ext(&markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
                match event {
                    Event::Text(text) => said.push_str(&text),
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::InlineHtml(_) => {}
                    other => panic!("{words}: {markdown}: {other:?}"),
                }
            }
            let wanted: String = words.chars().filter(|c| !is_invisible(*c)).collect();
            assert_eq!(said, wanted.split_whitespace().collect::<Vec<_>>().join(" "), "{markdown}");
            assert!(find_fact(&markdown).is_none());
        }
    }

    #[test]
    fn links_and_lines() {
        let linked = Style { marks: 0, link: Some(0) };
        assert_eq!(
            paragraph(vec![text("See!", PLAIN), text("here ", linked), text("now", PLAIN)]),
            "See\\![here](https://a.example/x) now"
        );
        assert_eq!(paragraph(vec![text("https://a.example/x", linked)]), "<https://a.example/x>");
        assert_eq!(
            paragraph(vec![text("One", PLAIN), Atom::Break, text("- two", PLAIN), Atom::Break]),
            "One\\\n\\- two"
        );
        let both = Style { marks: BOLD, link: Some(0) };
        assert_eq!(paragraph(vec![text("a ", B), text("b", both), text(" c", B)]), "**a [b](https://a.example/x) c**");
    }
}
