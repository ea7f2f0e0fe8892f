//! The site as a whole.

mod file_for_one_program;
mod file_heavy;
mod file_leftover;
mod file_private;
mod headers_loosened;
mod page_heavy;
mod policy_missing;
mod robots_blocked;
mod sample_left;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &file_for_one_program::RULE,
    &file_heavy::RULE,
    &file_leftover::RULE,
    &file_private::RULE,
    &headers_loosened::RULE,
    &page_heavy::RULE,
    &policy_missing::RULE,
    &robots_blocked::RULE,
    &sample_left::RULE,
];
