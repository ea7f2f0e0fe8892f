//! Where links lead.

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[];
