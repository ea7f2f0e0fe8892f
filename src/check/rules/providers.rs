//! Whether what is said of people is true and complete.

mod license_expired;
mod license_expiring;
mod license_missing;
mod license_stateless;
mod npi_shared;
mod people;
mod registration_called_license;
mod space_stale;
mod state_not_in_table;
mod supervisor_not_shown;
mod supervisor_unnamed;
mod telehealth_unlicensed;
mod title_unlicensed;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &license_expired::RULE,
    &license_expiring::RULE,
    &license_missing::RULE,
    &license_stateless::RULE,
    &npi_shared::RULE,
    &registration_called_license::RULE,
    &space_stale::RULE,
    &state_not_in_table::RULE,
    &supervisor_not_shown::RULE,
    &supervisor_unnamed::RULE,
    &telehealth_unlicensed::RULE,
    &title_unlicensed::RULE,
];
