//! Whether everybody can read and use it.

mod alt_file_name;
mod alt_missing;
mod field_unlabeled;
mod heading_empty;
mod heading_faked;
mod heading_first;
mod heading_order;
mod hidden_focus;
mod id_repeated;
mod language_unmarked;
mod link_words;
mod list_broken;
mod main_missing;
mod name_missing;
mod pdf_untagged;
mod plays_by_itself;
mod reference_broken;
mod shared;
mod tab_order;
mod table_headers;
mod title_missing;
mod title_shared;
mod zoom_blocked;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &alt_file_name::RULE,
    &alt_missing::RULE,
    &field_unlabeled::RULE,
    &heading_empty::RULE,
    &heading_faked::RULE,
    &heading_first::RULE,
    &heading_order::RULE,
    &hidden_focus::RULE,
    &id_repeated::RULE,
    &language_unmarked::RULE,
    &link_words::RULE,
    &list_broken::RULE,
    &main_missing::RULE,
    &name_missing::RULE,
    &pdf_untagged::RULE,
    &plays_by_itself::RULE,
    &reference_broken::RULE,
    &tab_order::RULE,
    &table_headers::RULE,
    &title_missing::RULE,
    &title_shared::RULE,
    &zoom_blocked::RULE,
];
