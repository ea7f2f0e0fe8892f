//! Medicaid or Medicare is taken, and the facts say that no federal money is.

use super::page;
use crate::check::found::Found;
use crate::check::places::{fold, has, place};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::Span;
use crate::diagnostics::{Code, Severity};
use crate::model::practice;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "facts-insurance",
        severity: Severity::Warning,
        summary: "Insurance and the facts contradict each other",
        explanation: "Money from Medicaid, CHIP or Medicare is federal money. Where one of them is among the insurers, facts.receives_federal_funds is yes, and the notices of nondiscrimination and of language assistance follow from it.",
        bad: "insurance: {in_network: [Medicaid]}\nfacts: {receives_federal_funds: no}",
        good: "insurance: {in_network: [Medicaid]}\nfacts: {receives_federal_funds: yes}",
    },
    group: Group::Notices,
    why: "The notices that a site needs are found by the facts. A wrong one hides what is missing.",
    sources: &[Source {
        title: "45 CFR 92.4, federal financial assistance; Medicare Part B counts since July 5, 2024 (89 Federal Register 37522)",
        url: "https://www.ecfr.gov/current/title-45/part-92",
        date: "issued May 6, 2024",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let site = checked.site;
    let Some(practice) = site.practice(site.language()).filter(|practice| practice.country == "US") else { return };
    if page::facts(checked).is_none_or(|facts| facts.receives_federal_funds == Some(true)) {
        return;
    }
    let federal = |name: &&String| {
        has(
            &fold(name),
            &[" medicaid ", " medi cal ", " medicare ", " chip ", " masshealth ", " badgercare ", " tenncare "],
        )
    };
    let said = practice.facts.receives_federal_funds == Some(false);
    let own = practice
        .insurance
        .in_network
        .iter()
        .find(federal)
        .map(|name| (name, practice::file(), ["insurance", "in_network"]));
    let persons = || {
        site.providers.iter().map(|p| &p.original).find_map(|person| {
            person.insurance.iter().find(federal).map(|name| (name, person.file.clone(), ["insurance", ""]))
        })
    };
    let Some((name, file, path)) = own.or_else(persons) else { return };
    let path: Vec<&str> = path.into_iter().filter(|key| !key.is_empty()).chain([name.as_str()]).collect();
    let span: Span = place(checked, &file, &path);
    let message = if said {
        format!("{name} is federal money, and facts says that the practice receives none")
    } else {
        format!("{name} is federal money, and facts does not say that the practice receives it")
    };
    found
        .push(RULE.code.at(span, message).help("set receives_federal_funds: yes under facts, or take the insurer out"));
}
