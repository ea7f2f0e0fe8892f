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

use crate::check::states::{self, State};
use crate::check::{Checked, Rule};

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

/// The states in which the practice works, as far as their rules are known.
pub(super) fn rules_of(checked: &Checked<'_>) -> Vec<&'static State> {
    let Some(practice) = checked.site.practice(checked.site.language()).filter(|p| p.country == "US") else {
        return Vec::new();
    };
    let places = practice.locations.iter().filter_map(|location| location.state.as_ref());
    let mut letters: Vec<&str> =
        practice.facts.states.iter().chain(places).filter_map(|state| people::state(state)).collect();
    letters.sort_unstable();
    letters.dedup();
    letters.into_iter().filter_map(states::find).collect()
}
