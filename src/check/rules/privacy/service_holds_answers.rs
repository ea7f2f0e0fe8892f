//! A link to a form that somebody else keeps.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "service-holds-answers",
        severity: Severity::Note,
        summary: "A link leads to a service that keeps what clients write",
        explanation: "Where clients are to answer questions on health there, the practice needs an agreement with that service (a business associate agreement, where HIPAA covers the practice), and clients should know whose it is. A form made here keeps nothing.",
        bad: "[intake form](https://forms.gle/abc)",
        good: "[intake form](../forms/adult-intake.yaml)",
    },
    group: Group::Privacy,
    why: "Answers to an intake form are health information, and lie with whoever runs the service.",
    sources: &[Source {
        title: "45 CFR 164.502(e) and 164.504(e): business associates",
        url: "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-E",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

/// Where such forms and messages lie.
const PLACES: &[(&str, &str)] = &[
    ("forms.gle/", "Google Forms"),
    ("docs.google.com/forms/", "Google Forms"),
    ("docs.google.com/document/", "Google Docs"),
    ("docs.google.com/spreadsheets/", "Google Sheets"),
    ("typeform.com/", "Typeform"),
    ("jotform.com/", "Jotform"),
    ("surveymonkey.com/", "SurveyMonkey"),
    ("forms.office.com/", "Microsoft Forms"),
    ("wufoo.com/", "Wufoo"),
    ("cognitoforms.com/", "Cognito Forms"),
    ("airtable.com/", "Airtable"),
    ("dropbox.com/request/", "Dropbox"),
    ("wa.me/", "WhatsApp"),
    ("api.whatsapp.com/", "WhatsApp"),
    ("m.me/", "Facebook Messenger"),
    ("formspree.io/", "Formspree"),
    ("tally.so/", "Tally"),
];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.all("a") {
        let Some(to) = html.attribute(id, "href") else { continue };
        let Some((_, rest)) = to.split_once("://") else { continue };
        let rest = format!("{}/", rest.trim_end_matches('/'));
        let is = |place: &&(&str, &str)| {
            rest.starts_with(place.0)
                || rest.contains(&format!(".{}", place.0)) && !rest.split('/').next().unwrap_or_default().is_empty()
        };
        if let Some((_, name)) = PLACES.iter().find(is) {
            found.on(
                page,
                to,
                RULE.code
                    .of(format!("what is written there is kept by {name}"))
                    .help("make the form here, or say beside the link whose service it is"),
            );
        }
    }
}
