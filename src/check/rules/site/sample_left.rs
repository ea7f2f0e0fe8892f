//! Something of the sample practice that is still there.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::model::Site;
use crate::source::SourceTree;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "sample-left",
        severity: Severity::Note,
        summary: "People, numbers or addresses of the sample are left",
        explanation: "People with sample: true are made up, numbers with 555-01 belong to nobody, and example.com is nobody's. Write your own before you publish.",
        bad: "phone: \"(555) 555-0142\"",
        good: "phone: your own number",
    },
    group: Group::Site,
    why: "A client in need calls a number that nobody answers, or looks for a person who does not exist.",
    sources: &[Source {
        title: "RFC 2606: example.com and the like are kept for examples",
        url: "https://www.rfc-editor.org/rfc/rfc2606",
        date: "June 1999, read November 2026",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for diagnostic in all(checked.site, checked.tree) {
        found.push(diagnostic);
    }
}

/// What of the sample is left: people, telephone numbers, the site's own address.
fn all(site: &Site, tree: &SourceTree) -> Vec<Diagnostic> {
    let mut list = Vec::new();
    for person in site.providers.iter().filter(|person| person.original.sample) {
        let text = tree.text(person.file.as_str()).unwrap_or_default();
        let at = text
            .find("sample:")
            .map_or_else(|| Span::whole(&person.file), |at| Span::new(&person.file, at, at + "sample:".len()));
        let message = format!("{} is one of the sample's people", person.original.name);
        list.push(RULE.code.at(at, message).help("write somebody of yours into the file, or delete it"));
    }
    let file = crate::model::practice::file();
    let text = tree.text(file.as_str()).unwrap_or_default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, trimmed) = (at, line.trim_start());
        at += line.len();
        let key = trimmed.trim_start_matches("- ").split(':').next().unwrap_or_default().trim_matches(['{', ' ']);
        let span = || Span::new(&file, start + line.len() - trimmed.len(), start + line.trim_end().len());
        if matches!(key, "phone" | "fax" | "text") && is_fictional(trimmed) {
            list.push(RULE.code.at(span(), "this number belongs to nobody").help("write the practice's own"));
        }
        if matches!(key, "url" | "email" | "portal") && is_example(trimmed) {
            list.push(RULE.code.at(span(), "example.com is an address for examples").help("write the practice's own"));
        }
    }
    list
}

/// Whether a number is one of those that are kept for stories: 555-0100 to 555-0199, in any area.
fn is_fictional(text: &str) -> bool {
    let text = text.split(" #").next().unwrap_or(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix('1').filter(|rest| rest.len() >= 10).unwrap_or(&digits);
    let local = if digits.len() >= 10 { digits.get(3..10) } else { digits.get(..7) };
    local.is_some_and(|local| local.starts_with("55501"))
}

fn is_example(text: &str) -> bool {
    ["example.com", "example.org", "example.net"].iter().any(|name| text.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_stories_are_told_from_others() {
        for text in
            ["phone: \"(555) 555-0142\"", "phone: +1 217 555 0199", "phone: 555-0100", "phone: 217-555-0142 ext. 3"]
        {
            assert!(is_fictional(text), "{text}");
        }
        for text in ["phone: (415) 550-1234", "phone: (855) 501-2345", "phone: 217-555-0242", "phone: 988"] {
            assert!(!is_fictional(text), "{text}");
        }
    }
}
