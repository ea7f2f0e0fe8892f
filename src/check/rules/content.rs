//! Whether the words are right, and can be understood.

mod acronym;
mod article_facts;
mod crisis_box_missing;
mod date_wrong;
mod doubled_word;
mod fee_differs;
mod hotline_old;
mod jargon;
mod paragraph_long;
mod phone_unknown;
mod placeholder;
mod promise;
mod raw_markdown;
mod reading_grade;
mod review_overdue;
mod sensitive_unmarked;
mod stale_words;
mod subject;
mod summary_long;
mod summary_missing;
mod superlative;
mod testimonial;
mod title_capitals;
mod title_long;
mod wording;

use crate::check::Rule;

/// The rules of this group, by name.
pub const RULES: &[&Rule] = &[
    &acronym::RULE,
    &article_facts::RULE,
    &crisis_box_missing::RULE,
    &date_wrong::RULE,
    &doubled_word::RULE,
    &fee_differs::RULE,
    &hotline_old::RULE,
    &jargon::RULE,
    &paragraph_long::RULE,
    &phone_unknown::RULE,
    &placeholder::RULE,
    &promise::RULE,
    &raw_markdown::RULE,
    &reading_grade::RULE,
    &review_overdue::RULE,
    &sensitive_unmarked::RULE,
    &stale_words::RULE,
    &summary_long::RULE,
    &summary_missing::RULE,
    &superlative::RULE,
    &testimonial::RULE,
    &title_capitals::RULE,
    &title_long::RULE,
    &wording::RULE,
];
