//! Whether everybody can read and use it.

mod heading_order;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[&heading_order::RULE];
