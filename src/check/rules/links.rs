//! Where links lead.

mod link_anchor;
mod link_contact;
mod link_own_address;
mod link_target;
mod page_orphan;
mod redirect_broken;
mod shared;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &link_anchor::RULE,
    &link_contact::RULE,
    &link_own_address::RULE,
    &link_target::RULE,
    &page_orphan::RULE,
    &redirect_broken::RULE,
];
