//! The number of a crisis line that has a shorter one now.

use crate::check::found::Found;
use crate::check::prose::Prose;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "hotline-old",
        severity: Severity::Note,
        summary: "A crisis line stands there with its old number",
        explanation: "1-800-273-8255 still reaches the 988 Suicide & Crisis Lifeline, but nobody can keep it in mind, and it takes no texts. Write {{ fact: crisis.line }}.",
        bad: "Call 1-800-273-8255.",
        good: "Call or text {{ fact: crisis.line }}.",
    },
    group: Group::Content,
    why: "In a crisis three digits are remembered and ten are not.",
    sources: &[Source {
        title: "National Suicide Hotline Designation Act of 2020, Public Law 116-172; 988 in service since July 16, 2022, the old number kept",
        url: "https://www.cdcr.ca.gov/ccjbh/2022/07/19/dial-988-to-access-24-hour-emotional-support-and-resources/",
        date: "July 19, 2022",
    }],
    looks: Looks::Prose(look),
};

const OLD: &str = "8002738255";

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    for block in &prose.blocks {
        for (range, digits) in numbers(&block.text) {
            let spoken = block.text.get(range.clone()).is_some_and(|text| text.to_uppercase().contains("TALK"));
            if digits.strip_prefix('1').unwrap_or(&digits) == OLD || spoken {
                let text = block.text.get(range.clone()).unwrap_or_default().to_owned();
                found.push(
                    RULE.code
                        .at(prose.span(block, range), format!("{text} is the old number of the 988 Lifeline"))
                        .help("it still works, but 988 is remembered and takes texts: write {{ fact: crisis.line }}"),
                );
            }
        }
    }
}

/// Telephone numbers in a text, of seven digits or more: where each stands, and its digits.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|b| b.is_ascii_digit() || matches!(b, b'(' | b'+')))
    {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        // Digits with single signs between them; two spaces, or a sign that no number has, end it.
        let mut end = start;
        let mut digits = String::new();
        let mut since = 0;
        for (n, c) in rest.char_indices() {
            match c {
                '0'..='9' => {
                    digits.push(c);
                    since = 0;
                    end = start + n + 1;
                }
                // "1-800-273-TALK"
                'T' if digits.ends_with("273") && rest.get(n..n + 4) == Some("TALK") => {
                    end = start + n + 4;
                    break;
                }
                '(' | ')' | '-' | '.' | ' ' | '+' | '\u{a0}' | '‑' | '–' | '/' if since < 3 => since += 1,
                _ => break,
            }
        }
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let alone = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '$' | '#' | '-' | '.' | '/' | '§'));
        let spoken = text.get(start..end).is_some_and(|t| t.ends_with("TALK"));
        if alone && ((7..=15).contains(&digits.len()) || spoken) {
            out.push((start..end, digits));
        }
        at = end.max(start + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let read = |text: &str| {
            numbers(text).into_iter().map(|(range, digits)| (text[range].to_owned(), digits)).collect::<Vec<_>>()
        };
        for text in ["1-800-273-8255", "(800) 273-8255", "1 (800) 273 8255", "800.273.8255", "+1 800 273 8255"] {
            let found = read(&format!("Call {text} now, or 911."));
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found.iter().all(|(_, digits)| digits.ends_with(OLD)), "{text}");
        }
        assert_eq!(
            read("1-800-273-TALK (8255)").first().map(|(text, _)| text.clone()).as_deref(),
            Some("1-800-273-TALK")
        );
        for text in ["Call 988.", "on 2024-03-02", "$1,200.00", "45 CFR 164.520", "9:00-17:00"] {
            assert!(read(text).iter().all(|(_, d)| !d.ends_with(OLD)), "{text}");
        }
    }
}
