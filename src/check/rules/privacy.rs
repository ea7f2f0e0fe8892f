//! Whether a visit stays between the client and the practice.

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[];
