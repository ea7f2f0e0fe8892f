//! Whether notices that rules ask for are there.

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[];
