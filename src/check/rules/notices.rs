//! Whether notices that rules ask for are there, and say what they must. The build itself says which page is missing
//! (`notice-missing`); here is looked at what stands on it, and from when a rule binds.

mod coordinator;
mod facts_insurance;
mod page;
mod privacy_notice_incomplete;
mod privacy_notice_part_2;
mod web_accessibility;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &coordinator::RULE,
    &facts_insurance::RULE,
    &privacy_notice_incomplete::RULE,
    &privacy_notice_part_2::RULE,
    &web_accessibility::RULE,
];
