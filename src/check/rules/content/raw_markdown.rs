//! Signs of Markdown that visitors see.

use crate::check::found::Found;
use crate::check::page::{Page, squeeze};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::html::{Id, Kind};
use crate::source::yaml::reader::clip;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "raw-markdown",
        severity: Severity::Warning,
        summary: "Visitors see signs of Markdown",
        explanation: "Two stars, or the brackets of a link, stand on the page as they were typed: there is a space where none may be, a bracket is missing, or the place takes no Markdown (titles, names, options). Mend the signs or take them out.",
        bad: "This is ** important ** and [a link] (fees.md).",
        good: "This is **important** and [a link](fees.md).",
    },
    group: Group::Content,
    why: "Visitors cannot know what the signs mean, a screen reader reads each of them, and the link leads nowhere.",
    sources: &[],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.within(page.main()) {
        let Kind::Text(text) = html.kind(id) else { continue };
        if !text.contains(['*', '_', ']', '`']) || is_code(page, id) {
            continue;
        }
        if let Some(range) = signs(text) {
            let words = text.get(range).unwrap_or_default();
            found.on(
                page,
                words,
                RULE.code.of(format!("\"{}\" is shown as it was typed", clip(&squeeze(words)))).help(
                    "mend the signs (no space inside the stars, none between ] and the bracket), or take them out",
                ),
            );
        }
    }
}

fn is_code(page: &Page<'_>, id: Id) -> bool {
    page.html
        .around(id)
        .any(|a| matches!(page.html.name(a), "code" | "pre" | "script" | "style" | "textarea" | "samp" | "kbd"))
}

/// The first signs in a text that were meant as Markdown.
fn signs(text: &str) -> Option<Range<usize>> {
    pair(text, "**").or_else(|| pair(text, "__")).or_else(|| link(text)).or_else(|| {
        let at = text.find("```")?;
        Some(at..at + 3)
    })
}

/// `**words**`, `** words **`; not `2 ** 3`, and not a row of blanks to write on.
fn pair(text: &str, sign: &str) -> Option<Range<usize>> {
    let sign_char = sign.chars().next()?;
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find(sign).map(|n| from + n) {
        let run = text.get(start..)?.chars().take_while(|c| *c == sign_char).count();
        let inner = start + run;
        from = inner;
        if run > 3 {
            continue;
        }
        let rest = text.get(inner..)?;
        let Some(end) = rest.find(sign) else { continue };
        let words = rest.get(..end)?;
        if words.contains(char::is_alphabetic) && !words.contains(sign_char) && words.len() < 200 {
            return Some(start..inner + end + sign.len());
        }
    }
    None
}

/// `[words](address)`, `[words] (address.md)`, `[words](https://...` without an end.
fn link(text: &str) -> Option<Range<usize>> {
    for (at, _) in text.match_indices(']') {
        let after = text.get(at + 1..)?;
        let spaced = after.trim_start_matches(' ');
        let Some(target) = spaced.strip_prefix('(') else { continue };
        let end = target.find([')', '\n']).unwrap_or(target.len().min(60));
        let target = target.get(..end).unwrap_or(target);
        let is_address = target.contains("://")
            || target.contains(".md")
            || target.contains(".yaml")
            || target.starts_with(['/', '#', '.'])
            || target.starts_with("mailto:")
            || target.starts_with("tel:");
        let direct = after.starts_with('(');
        let start = text.get(..at)?.rfind('[')?;
        if is_address || (direct && !target.contains(' ') && target.contains(['.', '/'])) {
            let close = at + 1 + (after.len() - spaced.len()) + 1 + end;
            return Some(start..(close + 1).min(text.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_from_text() {
        for (text, wanted) in [
            ("This is ** important ** here", "** important **"),
            ("A **title**", "**title**"),
            ("See [our fees] (pages/fees.md).", "[our fees] (pages/fees.md)"),
            ("See [it](https://example.com now", "[it](https://example.com now"),
            ("```", "```"),
        ] {
            assert_eq!(signs(text).and_then(|range| text.get(range)), Some(wanted), "{text}");
        }
        for text in [
            "2 ** 3 ** 4",
            "Name ________ Date ________",
            "* required",
            "a [1] (see below)",
            "the [sic] (p. 3)",
            "**",
            "snake_case and __",
            "Rated ***",
            "[a] (b)",
        ] {
            assert_eq!(signs(text), None, "{text}");
        }
    }
}
