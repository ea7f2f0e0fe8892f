//! A text that names suicide, self-harm or abuse and does not say at once whom to call.

use super::subject::{about_abuse, is_text, self_harm};
use crate::check::found::Found;
use crate::check::prose::{Kind, Prose};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "crisis-box-missing",
        severity: Severity::Warning,
        summary: "A page speaks of suicide, self-harm or abuse without the crisis box",
        explanation: "Put a quotation that begins with [!CRISIS] near the top, with the numbers that help at once. Names of lines and of organisations that have such a word in them do not count, nor do sources, notices that the law asks for, or the page that leads to help. Where the text gives the crisis line's number but has no box, it is a note.",
        bad: "Many people with depression think about suicide.",
        good: "> [!CRISIS]\n> Call or text {{ fact: crisis.line }}, day or night.\n\nMany people with depression think about suicide.",
    },
    group: Group::Content,
    why: "Who looks for these words may need help this minute, and must not have to search the page for it.",
    sources: &[Source {
        title: "Recommendations for Reporting on Suicide: always include a referral phone number",
        url: "https://www.bethe1to.com/reporting-on-suicide/",
        date: "read November 2026",
    }],
    looks: Looks::Prose(look),
};

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    let is_page = matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home);
    if !is_page || prose.has_crisis_box || prose.is_notice() || prose.is_help_page() {
        return;
    }
    let harm = prose.each().enumerate().filter(|(_, (block, _))| is_text(block));
    let harm = harm.filter_map(|(n, (_, words))| self_harm(words).into_iter().next().map(|hit| (n, hit))).next();
    let Some((n, hit)) = harm.or_else(|| about_abuse(prose)) else { return };
    let (Some(block), Some(words)) = (prose.blocks.get(n), prose.words.get(n)) else { return };
    let range = words.range(hit.words);
    let (span, named) = match block.text.get(range.clone()).filter(|text| !text.is_empty()) {
        Some(text) => {
            (prose.span(block, range.clone()), format!("\"{}\" is named here", crate::check::page::squeeze(text)))
        }
        None => (prose.title_span(), "this page is about abuse".to_owned()),
    };
    let line = prose.checked.site.practice(&prose.file.language).map(|p| p.crisis.line.clone()).unwrap_or_default();
    let says_line = !line.is_empty() && prose.each().any(|(block, _)| is_text(block) && has_number(&block.text, &line));
    let mut diagnostic = match says_line {
        true => RULE.code.at(span, format!("{named}, and {line} stands in the text, but in no crisis box")),
        false => RULE.code.at(span, format!("{named}, and the page has no crisis box")),
    };
    if says_line {
        diagnostic.severity = Severity::Note;
    }
    found.push(diagnostic.help(
        "put this near the top:\n> [!CRISIS]\n> **If you are in danger now, call {{ fact: crisis.emergency }}.** For help at any hour, call or text {{ fact: crisis.line }}.",
    ));
}

/// Whether a text has a number, however it is parted.
fn has_number(text: &str, number: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(number);
    let part = |c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | ' ' | '(' | ')' | '+'));
    !wanted.is_empty() && text.split(part).any(|run| run.split("  ").any(|run| digits(run) == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_they_are_parted() {
        assert!(has_number("Call or text 988, day or night.", "988"));
        assert!(has_number("Call 1-800-273-8255.", "1 800 273 8255"));
        assert!(!has_number("It costs $1988.", "988"));
        assert!(!has_number("", "988"));
    }
}
