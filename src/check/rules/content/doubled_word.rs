//! A word that is written twice.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::html::Kind;

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
const RIGHT: &[&str] = &["bye", "had", "ha", "is", "no", "that", "very", "nos", "se", "ya"];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    for id in page.html.within(page.main()) {
        let Kind::Text(text) = page.html.kind(id) else { continue };
        let is_prose =
            page.html.parent(id).is_some_and(|p| !matches!(page.html.name(p), "script" | "style" | "code" | "pre"));
        if !is_prose {
            continue;
        }
        for (both, word) in doubled(text) {
            let diagnostic = RULE.code.of(format!("\"{word}\" stands twice in a row")).help("take one of the two away");
            found.on(page, both, diagnostic);
        }
    }
}

/// Words that follow themselves, with white space alone between them: the stretch, and the word.
fn doubled(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let bare = word.trim_end();
        let is_word = !bare.is_empty() && bare.chars().all(char::is_alphabetic);
        // The second may have a sign after it, never before it.
        let core = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some((from, before)) = last
            && !core.is_empty()
            && core.chars().all(char::is_alphabetic)
            && before.to_lowercase() == core.to_lowercase()
            // "Pago Pago", "Walla Walla": names are doubled.
            && !core.starts_with(char::is_uppercase)
            && !RIGHT.contains(&core.to_lowercase().as_str())
        {
            out.extend(text.get(from..start + core.len()).map(|both| (both, core)));
        }
        if !bare.is_empty() {
            last = is_word.then_some((start, bare));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_names_are_not() {
        let words = |text| doubled(text).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(words("You can can stop. The the end, the\n the start."), ["can", "the", "the"]);
        assert_eq!(words("He had had enough; Walla Walla. Stop, stop. one - one a b a"), Vec::<&str>::new());
    }
}
