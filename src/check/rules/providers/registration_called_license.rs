//! Somebody who is registered and not licensed is called licensed.

use super::people;
use crate::check::found::Found;
use crate::check::places::{fold, has, place, plain};
use crate::check::states;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::provider::Provider;
use crate::source::FileId;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "registration-called-license",
        severity: Severity::Error,
        summary: "A registration is called a license",
        explanation: "In some states people at the beginning are registered, not licensed: associates in California, interns in Florida. Their profile says kind: registration, and neither their role, the letters after their name nor their own words say that they are licensed.",
        bad: "role: licensed associate therapist\nlicenses: [{kind: registration, number: \"00000\", state: CA}]",
        good: "role: associate marriage and family therapist\nlicenses: [{kind: registration, number: \"00000\", state: CA}]",
    },
    group: Group::Providers,
    why: "It is a false statement about the right to practice, and boards discipline both the registrant and the supervisor for it.",
    sources: &[
        Source {
            title: "California Business and Professions Code, section 4980.44: a registered associate tells clients and readers of advertisements that they are registered and supervised",
            url: "",
            date: "as amended by 2018",
        },
        Source {
            title: "Florida Statutes, section 491.0045: registered interns",
            url: "https://flsenate.gov/Laws/Statutes/2020/491.0045",
            date: "read November 2026",
        },
    ],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for entry in &checked.site.providers {
        let person = &entry.original;
        // A state's own title for people who are registered, and a license in that state.
        let mut title = None;
        for license in person.licenses.iter().filter(|l| l.kind == "license") {
            let state = license.state.as_deref().and_then(people::state).and_then(states::find);
            let Some((state, letters)) = state.and_then(|state| Some((state, registered_title(state, person)?))) else {
                continue;
            };
            title = Some(letters);
            found.push(
                RULE.code
                    .at(
                        license.span.clone(),
                        format!("{} is registered in {} ({letters}), and this says license", person.name, state.name),
                    )
                    .help("write kind: registration"),
            );
        }
        let only_registered = !person.licenses.is_empty() && person.licenses.iter().all(|l| l.kind == "registration");
        if !only_registered && title.is_none() {
            continue;
        }
        if let Some(letters) = person.credentials.iter().find(|c| people::profession(c).is_some()) {
            found.push(
                RULE.code
                    .at(
                        place(checked, &person.file, &["credentials", letters]),
                        format!(
                            "{} is registered, and bears the letters {letters}, which a license gives",
                            person.name
                        ),
                    )
                    .help("take the letters away until the license is there, or name the license under licenses"),
            );
        }
        words(checked, &person.file, person, found);
        for (file, person) in entry.translations.values() {
            words(checked, file, person, found);
        }
    }
}

/// What a state calls people who are registered, if this person bears it.
fn registered_title(state: &states::State, person: &Provider) -> Option<&'static str> {
    let role = fold(person.role.as_deref().unwrap_or(""));
    state.registered.iter().copied().find(|title| {
        let folded = fold(title);
        person.credentials.iter().any(|c| c.eq_ignore_ascii_case(title))
            || (title.contains(' ') && role.contains(&folded))
    })
}

fn words(checked: &Checked<'_>, file: &FileId, person: &Provider, found: &mut Found<'_>) {
    let key = if person.role.as_deref().is_some_and(|role| claims(role, true)) {
        "role"
    } else if claims(&plain(&person.bio), false) {
        "bio"
    } else {
        return;
    };
    // A translation may leave the key to the original: what is said there has been found there.
    let span = place(checked, file, &[key]);
    if span.end == 0 {
        return;
    }
    found.push(
        RULE.code
            .at(span, format!("{} is registered, and is called licensed here", person.name))
            .help("say registered, or associate, and by whom they are supervised"),
    );
}

/// Whether words say of their own person that they are licensed. A role is all about the person; a bio may speak of others.
fn claims(text: &str, all: bool) -> bool {
    let words = fold(text);
    let not = [
        " not licensed ",
        " not yet licensed ",
        " pre licensed ",
        " will be licensed ",
        " become licensed ",
        " becoming licensed ",
        " license eligible ",
        " by a licensed ",
        " with a licensed ",
        " sin licencia ",
        " aun no ",
    ];
    if has(&words, &not) {
        return false;
    }
    let role = [" licensed ", " licenciada ", " licenciado ", " con licencia "];
    let own = [
        " i am licensed ",
        " im licensed ",
        " i am a licensed ",
        " im a licensed ",
        " i am a fully licensed ",
        " as a licensed ",
        " my license ",
        " soy terapeuta licenciad",
        " soy consejera licenciad",
        " soy consejero licenciad",
        " soy terapeuta con licencia ",
        " tengo licencia ",
        " mi licencia ",
    ];
    // "licenciada en psicologia" is a degree.
    let degree = has(&words, &[" licenciada en ", " licenciado en "]);
    if all { has(&words, &role) && !degree } else { has(&words, &own) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_told_from_other_mentions() {
        for role in
            ["licensed therapist", "Licensed associate counselor", "terapeuta licenciada", "consejero con licencia"]
        {
            assert!(claims(role, true), "{role}");
        }
        for role in
            ["associate therapist", "pre-licensed therapist", "therapist, not yet licensed", "licenciada en psicología"]
        {
            assert!(!claims(role, true), "{role}");
        }
        for bio in ["I am a licensed therapist.", "I'm licensed here.", "Tengo licencia en Florida."] {
            assert!(claims(bio, false), "{bio}");
        }
        for bio in [
            "I am supervised by a licensed therapist.",
            "I am not yet licensed.",
            "I like licensed music.",
            "Trabajo con niños.",
        ] {
            assert!(!claims(bio, false), "{bio}");
        }
    }
}
