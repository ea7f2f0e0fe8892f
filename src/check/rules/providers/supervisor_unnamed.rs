//! Somebody works under supervision, and the profile does not say whose.

use super::people;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::states;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::provider::Provider;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "supervisor-unnamed",
        severity: Severity::Error,
        summary: "A profile does not name the supervisor",
        explanation: "Letters such as AMFT or LPC Associate, and words such as candidate or pre-licensed, say that somebody works under supervision. Add supervisor: with the id of the provider who supervises, or a name. Where the role is associate or trainee, or a license is marked supervised, the build itself asks for it.",
        bad: "credentials: [MA, AMFT]\nlicenses: [{kind: registration, number: \"00000\", state: CA}]",
        good: "credentials: [MA, AMFT]\nlicenses: [{kind: registration, number: \"00000\", state: CA}]\nsupervisor: dana-whitfield",
    },
    group: Group::Providers,
    why: "Clients have a right to know who answers for their care.",
    sources: &[Source {
        title: "California Business and Professions Code, section 4980.44; other states have rules of their own",
        url: "",
        date: "as amended by 2018",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for person in checked.site.providers.iter().map(|p| &p.original).filter(|p| p.supervisor.is_none()) {
        let role = fold(person.role.as_deref().unwrap_or(""));
        // The build says these itself, as an error.
        let said = [" associate ", " trainee ", " intern ", " practicum ", " resident "];
        if has(&role, &said) || person.licenses.iter().any(|l| l.supervised) {
            continue;
        }
        let Some((key, words)) = why(person, &role) else { continue };
        found.push(
            RULE.code
                .at(
                    place(checked, &person.file, &[key, &words]),
                    format!("\"{words}\" says that {} works under supervision, but there is no supervisor", person.name),
                )
                .help("add supervisor: with the id of the provider who supervises (the file's name without .yaml), or a name"),
        );
    }
}

/// The key and the words that say that a person works under supervision.
fn why(person: &Provider, role: &str) -> Option<(&'static str, String)> {
    let words = [
        " pre licensed ",
        " prelicensed ",
        " license eligible ",
        " licensure candidate ",
        " candidate for licens",
        " in training ",
        " student therapist ",
        " student counselor ",
        " supervisee ",
        " under supervision ",
        " bajo supervision ",
        " practicante ",
        " pasante ",
        " terapeuta asociad",
        " consejera asociada ",
        " consejero asociado ",
        " en formacion ",
    ];
    if has(role, &words) {
        return Some(("role", person.role.clone().unwrap_or_default()));
    }
    let known: Vec<&states::State> = person
        .licenses
        .iter()
        .filter_map(|l| l.state.as_deref().and_then(people::state).and_then(states::find))
        .collect();
    let letters = person.credentials.iter().find(|credential| {
        known
            .iter()
            .any(|s| s.registered.iter().chain(s.supervised).any(|title| title.eq_ignore_ascii_case(credential.trim())))
    });
    letters.map(|letters| ("credentials", letters.clone()))
}
