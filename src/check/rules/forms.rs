//! Whether forms ask what they must and nothing else.

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[];
