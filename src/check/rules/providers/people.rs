//! What the rules on people share: which letters after a name a licence carries, and who is in training.

use crate::check::places::{fold, has};
use crate::model::provider::Provider;
use crate::model::states;

/// Letters that boards grant with a licence, by the profession that they stand for. Degrees and certificates are none of them.
const LETTERS: &[(&str, &str)] = &[
    ("LCSW", "social work"),
    ("LICSW", "social work"),
    ("LISW", "social work"),
    ("LMSW", "social work"),
    ("LSW", "social work"),
    ("LGSW", "social work"),
    ("LPC", "counseling"),
    ("LPCC", "counseling"),
    ("LCPC", "counseling"),
    ("LMHC", "counseling"),
    ("LCMHC", "counseling"),
    ("LPCMH", "counseling"),
    ("LMFT", "marriage and family therapy"),
    ("LCMFT", "marriage and family therapy"),
    ("LMFTA", "marriage and family therapy"),
    ("LP", "psychology"),
    ("PMHNP", "nursing"),
    ("PMHNP-BC", "nursing"),
    ("APRN", "nursing"),
];

/// The profession that letters after a name stand for, where only a licence gives them: `LCSW-C` and `L.C.S.W.` too.
pub(super) fn profession(credential: &str) -> Option<&'static str> {
    let bare: String =
        credential.trim().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>().to_uppercase();
    let stem = bare.split('-').next().unwrap_or("");
    LETTERS.iter().find(|(letters, _)| *letters == bare || *letters == stem).map(|(_, of)| *of)
}

/// Whether a person gives care: an office manager has a page too, and needs no licence.
pub(super) fn gives_care(person: &Provider) -> bool {
    let role = fold(person.role.as_deref().unwrap_or(""));
    let other = [
        " manager ",
        " coordinator ",
        " reception",
        " front desk ",
        " administrat",
        " billing ",
        " biller ",
        " assistant ",
        " yoga ",
        " massage ",
        " coach ",
        " coach",
        " chaplain ",
        " peer ",
        " interpreter ",
        " doula ",
        " dog ",
        " recepcion",
        " gerente ",
        " facturacion ",
        " secretari",
        " coordinador",
        " interprete ",
    ];
    if has(&role, &other) {
        return false;
    }
    let clinical = [
        " therapist",
        " counselor",
        " counsellor",
        " psycholog",
        " psychiatr",
        " social worker",
        " psychotherapist",
        " clinician",
        " terapeuta",
        " psicoterapeuta",
        " consejer",
        " psicolog",
        " psiquiatra",
        " trabajador",
        " trabajo social",
    ];
    has(&role, &clinical)
        || person.credentials.iter().any(|c| profession(c).is_some())
        || person.npi.is_some()
        || !person.licenses.is_empty()
        || (person.accepting.is_some() && !person.populations.is_empty())
}

/// Whether the role says that they are still being trained: then another's licence covers them.
pub(super) fn in_training(person: &Provider) -> bool {
    let role = fold(person.role.as_deref().unwrap_or(""));
    let words = [
        " trainee ",
        " intern ",
        " student ",
        " practicum ",
        " extern ",
        " in training ",
        " practicante ",
        " pasante ",
        " estudiante ",
        " en formacion ",
        " interna ",
        " interno ",
    ];
    has(&role, &words)
}

/// A state by its letters, however it is written; none for what is no state.
pub(super) fn state(text: &str) -> Option<&'static str> {
    let text = text.trim();
    states::letters(text).or_else(|| states::letters(&text.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_licences_are_known_and_degrees_are_not() {
        for (letters, of) in [
            ("LCSW", "social work"),
            ("LCSW-C", "social work"),
            ("L.C.S.W.", "social work"),
            ("lmft", "marriage and family therapy"),
            ("LPC-S", "counseling"),
            ("PMHNP-BC", "nursing"),
        ] {
            assert_eq!(profession(letters), Some(of), "{letters}");
        }
        for letters in ["PhD", "PsyD", "MA", "MSW", "M.Ed.", "NCC", "CADC", "AMFT", "RYT-200", ""] {
            assert_eq!(profession(letters), None, "{letters}");
        }
    }

    #[test]
    fn states_are_known_however_written() {
        assert_eq!(state("IL"), Some("IL"));
        assert_eq!(state("Illinois"), Some("IL"));
        assert_eq!(state("Bavaria"), None);
    }
}
