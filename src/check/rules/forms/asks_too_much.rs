//! A form asks for what nobody needs on paper.

use super::words;
use crate::check::found::Found;
use crate::check::places::{fold, has};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::model::form::field::{Field, FieldKind};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "asks-too-much",
        severity: Severity::Warning,
        summary: "A form asks for more than is needed",
        explanation: "A Social Security number, the number of a driver's license or passport, a whole card or bank number, a code or a password are not needed for care. For a card, the last four digits are enough; the office enters the rest where it is kept safely.",
        bad: "{label: Social Security number, type: text}",
        good: "{label: Member number on your insurance card, type: text}",
    },
    group: Group::Forms,
    why: "What is on paper gets lost, copied and stolen. A thief needs little more than these numbers, and privacy rules ask for the least that is needed.",
    sources: &[Source {
        title: "45 CFR 164.502(b): the minimum necessary",
        url: "",
        date: "in force since April 14, 2003",
    }],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for (_, form) in words::versions(checked) {
        for field in form.fields() {
            let Some((what, words)) = asked(field) else { continue };
            found.push(
                RULE.code
                    .at(field.span.clone(), format!("\"{words}\" asks for {what}"))
                    .help("take it out; if somebody outside needs it, ask for it when they do, and not on the form"),
            );
        }
    }
}

/// What a field asks for that nobody needs, and its words.
fn asked(field: &Field) -> Option<(&'static str, String)> {
    match &field.kind {
        FieldKind::Text | FieldKind::Paragraph { .. } | FieldKind::Number { .. } => {
            too_much(&field.label).map(|what| (what, field.label.clone()))
        }
        FieldKind::Table { columns, .. } => {
            columns.iter().find_map(|column| too_much(&column.label).map(|what| (what, column.label.clone())))
        }
        // A photo of a card shows more than a look at it; a copy of an ID is common, and is not meant.
        FieldKind::BringCopy => {
            let words = fold(&field.label);
            let card =
                has(&words, &[" social security card", " tarjeta de seguro social", " tarjeta del seguro social"]);
            card.then(|| ("a copy of a Social Security card", field.label.clone()))
        }
        _ => None,
    }
}

/// What the number of a card for payment is called.
const CARD: &str = "the number of a card";

fn too_much(label: &str) -> Option<&'static str> {
    let words = fold(label);
    let part = [
        " last four ",
        " last 4 ",
        " ultimos cuatro ",
        " ultimos 4 ",
        " ultimas cuatro ",
        " do not ",
        " dont ",
        " no escriba ",
    ];
    if has(&words, &part) && !has(&words, &[" ssn ", " social security "]) {
        return None;
    }
    let benefits = [
        " benefit",
        " income ",
        " disability ",
        " retirement ",
        " payment",
        " office ",
        " beneficio",
        " ingreso",
        " pension ",
        " discapacidad ",
        " do not ",
        " dont ",
        " no escriba ",
    ];
    if has(&words, &[" ssn ", " social security ", " seguro social "]) && !has(&words, &benefits) {
        return Some("a Social Security number");
    }
    let insurance = [
        " insurance ",
        " member ",
        " medicaid ",
        " medicare ",
        " plan ",
        " seguro medico ",
        " aseguradora ",
        " miembro ",
        " library ",
    ];
    let table: &[(&[&str], &str)] = &[
        (
            &[
                " drivers license ",
                " driver license ",
                " drivers licence ",
                " dl number ",
                " licencia de conducir ",
                " licencia de manejo ",
            ],
            "the number of a driver's license",
        ),
        (&[" passport number ", " passport no ", " numero de pasaporte "], "the number of a passport"),
        (
            &[" alien registration ", " immigration status ", " estatus migratorio ", " estado migratorio "],
            "an immigration status",
        ),
        (
            &[" cvv ", " cvc ", " cvv2 ", " card security code ", " security code on ", " codigo de seguridad "],
            "the code of a card",
        ),
        (
            &[
                " credit card number ",
                " debit card number ",
                " full card number ",
                " card number ",
                " numero de tarjeta ",
                " numero de la tarjeta ",
            ],
            CARD,
        ),
        (
            &[" bank account ", " account and routing ", " routing number ", " cuenta bancaria "],
            "the number of a bank account",
        ),
        (&[" password ", " passcode ", " contrasena "], "a password"),
        (&[" mothers maiden name ", " apellido de soltera de su madre "], "an answer that banks ask for"),
    ];
    let found = table.iter().find(|(phrases, _)| has(&words, phrases)).map(|(_, what)| *what);
    // An insurance card has a number too, and that one is needed.
    found.filter(|what| *what != CARD || !has(&words, &insurance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_needed_is_told_from_what_is() {
        for label in [
            "Social Security number",
            "SSN",
            "Social Security #",
            "Last 4 of SSN",
            "Número de Seguro Social",
            "Driver's license number",
            "Credit card number",
            "CVV",
            "Número de tarjeta",
            "Passport number",
            "Bank account",
            "Email password",
        ] {
            assert!(too_much(label).is_some(), "{label}");
        }
        for label in [
            "Do you receive Social Security benefits?",
            "Last four digits of the card number",
            "Insurance card number",
            "Member number",
            "Medicaid card number",
            "Phone number",
            "Please do not write your card number here",
            "Seguro médico",
            "Pensión del seguro social",
            "Full legal name",
            "License plate of your car",
        ] {
            assert_eq!(too_much(label), None, "{label}");
        }
    }
}
