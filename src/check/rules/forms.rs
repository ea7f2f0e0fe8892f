//! Whether forms ask what they must and nothing else.

mod asks_too_much;
mod condition_never_true;
mod consent_unsigned;
mod form_undated;
mod instrument_terms;
mod label_too_long;
mod minor_age_unsaid;
mod minor_relation;
mod minutes_unlikely;
mod release_without_end;
mod signature_undated;
mod signature_unnamed;
mod staff_leak;
mod staff_on_client_copy;
mod supervision_unsaid;
mod telehealth_emergency;
mod words;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &asks_too_much::RULE,
    &condition_never_true::RULE,
    &consent_unsigned::RULE,
    &form_undated::RULE,
    &instrument_terms::RULE,
    &label_too_long::RULE,
    &minor_age_unsaid::RULE,
    &minor_relation::RULE,
    &minutes_unlikely::RULE,
    &release_without_end::RULE,
    &signature_undated::RULE,
    &signature_unnamed::RULE,
    &staff_leak::RULE,
    &staff_on_client_copy::RULE,
    &supervision_unsaid::RULE,
    &telehealth_emergency::RULE,
];
