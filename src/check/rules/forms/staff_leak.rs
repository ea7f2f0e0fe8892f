//! A theme shows what only staff may see.

use crate::check::found::Found;
use crate::check::page::{Page, squeeze};
use crate::check::{Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::PageKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "staff-leak",
        severity: Severity::Error,
        summary: "A page shows what only staff may see",
        explanation: "Scores, bands, risk flags and office_use never stand on a page, in its attributes or in its data. A theme that replaces form.html or field.html gets none of it from us; words that an owner or a theme has copied there are found here.",
        bad: "<p>Row 9 is above \"Not at all\". Ask about safety today.</p>",
        good: "<p>Please hand this form to us yourself.</p>",
    },
    group: Group::Forms,
    why: "Who sees how an answer is scored answers differently, and may not tell that they are in danger.",
    sources: &[],
    looks: Looks::Page(look),
};

/// Words shorter than this stand on many pages for other reasons.
const LEAST: usize = 12;

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let Some(PageKind::Form(index)) = page.kind else { return };
    let Some(entry) = page.site.forms.get(index) else { return };
    let (form, _) = entry.get(&page.language, page.site.language());
    let html = &page.html;
    for id in html.elements() {
        if let Some((name, _)) = html
            .attributes(id)
            .iter()
            .find(|(name, _)| matches!(name.as_str(), "data-score" | "data-scores" | "data-risk" | "data-band"))
        {
            found.on(
                page,
                "",
                RULE.code
                    .of(format!("the page has scores in its attributes ({name})"))
                    .help("take the attribute out of the theme's template"),
            );
            break;
        }
    }
    let staff =
        form.staff.office.iter().map(|field| &field.label).chain(form.staff.scoring.iter().map(|score| &score.label));
    let own: Vec<String> = staff.filter(|label| label.chars().count() >= LEAST).map(|label| squeeze(label)).collect();
    if own.is_empty() {
        return;
    }
    let mut text = squeeze(&html.text(html.top()));
    for id in html.elements() {
        for (_, value) in html.attributes(id) {
            text.push('\n');
            text.push_str(value);
        }
    }
    for label in own {
        let asked = form.fields().any(|field| squeeze(&field.label).contains(&label)) || form.title.contains(&label);
        if !asked && text.contains(&label) {
            let diagnostic = RULE
                .code
                .of(format!("\"{label}\" is for staff alone, and stands on the page"))
                .help("take it out of the theme's template or the form's text");
            found.on(page, "", diagnostic);
        }
    }
}
