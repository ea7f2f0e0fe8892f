//! Whether the words are right, and can be understood.

mod doubled_word;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[&doubled_word::RULE];
