//! Whether what is said of people is true and complete.

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[];
