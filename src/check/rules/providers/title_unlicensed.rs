//! A title, or letters after a name, that no license carries.

use super::people;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::provider::Provider;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "title-unlicensed",
        severity: Severity::Warning,
        summary: "A title or letters after a name have no license behind them",
        explanation: "Psychologist and psychiatrist are protected titles, and letters such as LCSW or LMFT come with a license of that profession. Name one license for each profession that the letters speak of, or take away what no license carries.",
        bad: "credentials: [LCSW, LMFT]\nlicenses: [{kind: license, number: \"149-000000\", state: IL}]",
        good: "credentials: [LCSW]\nlicenses: [{kind: license, number: \"149-000000\", state: IL}]",
    },
    group: Group::Providers,
    why: "States protect these titles, so that people can trust them.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for person in checked.site.providers.iter().map(|p| &p.original).filter(|p| !p.licenses.is_empty()) {
        let mut professions: BTreeMap<&str, &str> = BTreeMap::new();
        for credential in &person.credentials {
            if let Some(of) = people::profession(credential) {
                professions.entry(of).or_insert(credential);
            }
        }
        if professions.len() > person.licenses.len() {
            let letters: Vec<&str> = professions.values().copied().collect();
            let last = person.credentials.iter().rfind(|c| letters.contains(&c.as_str())).map_or("", String::as_str);
            let count = person.licenses.len();
            let licenses = if count == 1 { "license" } else { "licenses" };
            found.push(
                RULE.code
                    .at(
                        place(checked, &person.file, &["credentials", last]),
                        format!(
                            "{} bears the letters {}, and has {count} {licenses}",
                            person.name,
                            letters.join(" and ")
                        ),
                    )
                    .help("name the license that carries each of them under licenses, or take the letters away"),
            );
        }
        if let Some((title, needs)) = title(person) {
            found.push(
                RULE.code
                    .at(
                        place(checked, &person.file, &["role"]),
                        format!(
                            "the role says {title}, and no {needs} stands among the credentials of {}",
                            person.name
                        ),
                    )
                    .help("write the degree under credentials, or call them what their license says"),
            );
        }
    }
}

/// A protected title that the role claims, and the degree that is missing for it. Nothing is said of who states no credentials.
fn title(person: &Provider) -> Option<(&'static str, &'static str)> {
    let bears = |degrees: &[&str]| {
        person.credentials.iter().any(|c| {
            let bare: String = c.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
            degrees.contains(&bare.as_str())
        })
    };
    let role = fold(person.role.as_deref()?);
    if person.credentials.is_empty()
        || has(&role, &[" assistant ", " associate ", " trainee ", " intern ", " student "])
    {
        return None;
    }
    if has(&role, &[" psychiatrist ", " psiquiatra "]) && !bears(&["MD", "DO", "MBBS", "MBCHB", "MBBCH"]) {
        return Some(("psychiatrist", "MD or DO"));
    }
    let other = person.credentials.iter().any(|c| people::profession(c).is_some_and(|of| of != "psychology"));
    let psychologist = has(&role, &[" psychologist ", " psicologa ", " psicologo "]);
    (psychologist && other && !bears(&["PHD", "PSYD", "EDD", "LP"])).then_some(("psychologist", "doctorate"))
}
