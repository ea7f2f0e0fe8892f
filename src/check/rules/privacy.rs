//! Whether a visit stays between the client and the practice.

mod asks_by_email;
mod form_sends;
mod link_shortened;
mod link_tracking;
mod link_unencrypted;
mod off_site_file;
mod off_site_load;
mod service_holds_answers;
mod services;
mod shared;
mod stores_in_browser;
mod tracker;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &asks_by_email::RULE,
    &form_sends::RULE,
    &link_shortened::RULE,
    &link_tracking::RULE,
    &link_unencrypted::RULE,
    &off_site_file::RULE,
    &off_site_load::RULE,
    &service_holds_answers::RULE,
    &stores_in_browser::RULE,
    &tracker::RULE,
];
