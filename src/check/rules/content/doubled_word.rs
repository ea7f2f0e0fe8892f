//! A word that is written twice.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::html::{Id, Kind};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "doubled-word",
        severity: Severity::Warning,
        summary: "A word stands twice in a row",
        explanation: "Take one of the two away. Words that are rightly doubled, such as \"had had\", are left alone.",
        bad: "You can can stop at any time.",
        good: "You can stop at any time.",
    },
    group: Group::Content,
    why: "It is nearly always a slip, and readers trust a careful page more.",
    sources: &[],
    looks: Looks::Page(look),
};

/// Words that are rightly doubled, or that are said twice for their sound.
const RIGHT: &[&str] = &[
    "bye", "had", "ha", "is", "no", "very", "nos", "se", "ya", "blah", "so", "really", "many", "long", "far", "muy",
    "poco", "casi", "más", "sí", "yes", "now", "well", "there", "hey", "knock", "tut", "please", "again", "up", "her",
    "do", "on", "in", "luego", "así",
];

/// After these "that that" is a slip: nobody means "that" as a word that points there.
const AFTER_THAT: &[&str] = &[
    "you", "we", "i", "they", "he", "she", "it", "the", "a", "an", "your", "our", "their", "his", "her", "its", "my",
    "there", "this", "these", "those", "people", "many", "some",
];

/// Elements that run on in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "dfn", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
    "time", "u", "del", "ins",
];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let mut run = Run::default();
    walk(page, page.main(), &mut run, found);
    run.end(page, found);
}

/// The words of a line of text that runs through elements such as `<em>`.
#[derive(Default)]
struct Run {
    text: String,
}

impl Run {
    fn end(&mut self, page: &Page<'_>, found: &mut Found<'_>) {
        for (range, word) in doubled(&self.text) {
            let both = self.text.get(range).unwrap_or_default();
            let said = RULE.code.of(format!("\"{word}\" stands twice in a row")).help("take one of the two away");
            let written = page.source.as_ref().and_then(|file| page.checked.tree.text(file.as_str()));
            match written.and_then(|written| place(written, word)) {
                // As it is written there, over the ends of lines and through stars.
                Some((from, words)) => {
                    let span = page.source.as_ref().map(|file| crate::diagnostics::Span::new(file, from, from + words));
                    let both = written.and_then(|text| text.get(from..from + words)).unwrap_or_default();
                    let said = match both.split_once(' ') {
                        // Over the end of a line or through stars, a person has to look.
                        Some((first, second)) if first.to_lowercase() == second.to_lowercase() => said.fix(both, first),
                        _ => said,
                    };
                    found.on(page, both, Diagnostic { span, ..said });
                }
                None => found.on(page, both, said),
            }
        }
        self.text.clear();
    }
}

/// Deeper than this no text stands.
const MAX_DEPTH: usize = 200;

fn walk(page: &Page<'_>, top: Id, run: &mut Run, found: &mut Found<'_>) {
    let html = &page.html;
    let mut open = vec![(top, 0_usize)];
    // (node, depth) from last to first; a block that ends is put back as its own end.
    let mut ends: Vec<usize> = Vec::new();
    while let Some((id, depth)) = open.pop() {
        while ends.last().is_some_and(|end| *end >= depth) {
            ends.pop();
            run.end(page, found);
        }
        match html.kind(id) {
            Kind::Text(text) => run.text.push_str(text),
            Kind::Element { name, .. } => {
                let name = name.as_str();
                if matches!(
                    name,
                    "script"
                        | "style"
                        | "code"
                        | "pre"
                        | "textarea"
                        | "option"
                        | "svg"
                        | "input"
                        | "select"
                        | "img"
                        | "button"
                ) {
                    run.text.push('\u{fffc}');
                    continue;
                }
                if name == "br" {
                    run.text.push('\n');
                    continue;
                }
                if !INLINE.contains(&name) {
                    run.end(page, found);
                    ends.push(depth);
                }
                if depth < MAX_DEPTH {
                    open.extend(html.children(id).iter().rev().map(|child| (*child, depth + 1)));
                }
            }
            Kind::Root => open.extend(html.children(id).iter().rev().map(|child| (*child, depth + 1))),
            Kind::Comment(_) => {}
        }
    }
}

/// Words that follow themselves, with white space alone between them: the stretch, and the word.
fn doubled(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut out = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let bare = word.trim_end();
        let is_word = !bare.is_empty() && bare.chars().all(is_letter);
        // The second may have a sign after it, never before it.
        let core = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some((from, before)) = last
            && !core.is_empty()
            && core.chars().all(is_letter)
            && before.to_lowercase() == core.to_lowercase()
            // "Pago Pago", "Walla Walla": names are doubled.
            && !core.starts_with(char::is_uppercase)
            // "Help help help" is meant.
            && text.get(at..).unwrap_or_default().split_whitespace().next().is_none_or(|next| {
                next.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase() != core.to_lowercase()
            })
            && !text.get(..from).unwrap_or_default().split_whitespace().next_back().is_some_and(|before| {
                before.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase() == core.to_lowercase()
            })
            && is_slip(&core.to_lowercase(), if bare == core { text.get(at..).unwrap_or_default() } else { "" })
        {
            out.push((from..start + core.len(), core));
        }
        if !bare.is_empty() {
            last = is_word.then_some((start, bare));
        }
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '’')
}

/// Whether a word that is doubled is so by mistake. `after` is the text that follows.
fn is_slip(word: &str, after: &str) -> bool {
    if word == "that" {
        let next = after.split_whitespace().next().unwrap_or_default().to_lowercase();
        return AFTER_THAT.contains(&next.trim_matches(|c: char| !c.is_alphabetic()));
    }
    !RIGHT.contains(&word)
}

/// Where a word stands twice in a source text, over ends of lines, quotation signs and stars: its place and its length.
fn place(source: &str, word: &str) -> Option<(usize, usize)> {
    let same = |text: &str| text.get(..word.len()).is_some_and(|w| w.to_lowercase() == word.to_lowercase());
    for (at, _) in source.char_indices() {
        let here = source.get(at..)?;
        if !same(here) || source.get(..at)?.chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = here.get(word.len()..)?;
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>' | '[' | '~'));
        let gap = rest.len() - next.len();
        let spaced = rest.get(..gap)?.contains(char::is_whitespace);
        let whole = !next.get(word.len()..).unwrap_or_default().starts_with(char::is_alphanumeric);
        if spaced && same(next) && whole {
            return Some((at, word.len() + gap + word.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        doubled(text).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn slips_are_found_and_names_are_not() {
        assert_eq!(words("You can can stop. The the end, the\n the start."), ["can", "the", "the"]);
        assert_eq!(words("He had had enough; Walla Walla. Stop, stop. one - one a b a"), Vec::<&str>::new());
        assert_eq!(words("We know that that you may. I see that that is so. Creo que que es así."), ["that", "que"]);
        assert_eq!(words("muy muy bien, no no, poco poco; it's it's here. Help help help! yada yada yada"), ["it's"]);
    }

    #[test]
    fn the_place_is_found_through_signs_and_lines() {
        let text = "Breathe the air. Read\nthe *the*\n> and bathe the cat.";
        assert_eq!(place(text, "the").and_then(|(at, len)| text.get(at..at + len)), Some("the *the"));
        assert_eq!(place("bathe the air", "the"), None);
        assert_eq!(place("ÁÁ á á", "á").map(|(at, _)| at), Some(5));
    }
}
