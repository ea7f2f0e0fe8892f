//! From when a website has to be accessible by section 504.

use super::page;
use crate::check::found::Found;
use crate::check::places::place;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::practice;
use jiff::civil::date;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "web-accessibility-due",
        severity: Severity::Note,
        summary: "Federal money: from when the website has to meet WCAG 2.1 AA",
        explanation: "Who receives money from the Department of Health and Human Services (Medicaid counts) has to have a website that meets WCAG 2.1, level AA: with 15 people or more from May 11, 2027 on, with fewer from May 10, 2028 on. The dates were moved by a year in May 2026. The rules on accessibility here look for what a program can see; try the site with a keyboard and a screen reader too.",
        bad: "facts: {receives_federal_funds: yes, employees: 20}",
        good: "facts: {receives_federal_funds: no}",
    },
    group: Group::Notices,
    why: "People who cannot use a page cannot ask for help on it. This is advice on a date, and no fault of the site.",
    sources: &[Source {
        title: "45 CFR 84.82 to 84.89, as amended by the interim final rule 91 Federal Register 25496 (May 11, 2026)",
        url: "https://www.govinfo.gov/content/pkg/FR-2026-05-11/html/2026-09266.htm",
        date: "read November 2026",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let Some(facts) = page::facts(checked).filter(|facts| facts.receives_federal_funds == Some(true)) else { return };
    let (large, small) = (date(2027, 5, 11), date(2028, 5, 10));
    let from = |day| if checked.as_of() < day { format!("from {day} on") } else { format!("since {day}") };
    let says = match facts.employees {
        Some(employees) if employees >= 15 => format!("{} (15 people or more)", from(large)),
        Some(_) => format!("{} (fewer than 15 people)", from(small)),
        None => format!("{} with 15 people or more, {} with fewer", from(large), from(small)),
    };
    found.push(
        RULE.code
            .at(
                place(checked, &practice::file(), &["facts", "receives_federal_funds"]),
                format!("with federal money for health, the website has to meet WCAG 2.1 AA {says}"),
            )
            .help(
                "section 504, 45 CFR part 84, subpart I; the accessibility rules here find a part of what it asks for",
            ),
    );
}
