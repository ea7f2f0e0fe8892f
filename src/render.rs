//! From a resolved site to its pages.

pub mod view;

use crate::source::markdown::Body;
use jiff::civil::Date;
use view::DateView;

/// What a view's builder may ask of the page's language: its words, dates and finished prose.
pub trait Voice {
    /// The theme's words for a key, with named arguments; the key itself where the theme has none.
    fn word(&self, key: &str, args: &[(&str, &str)]) -> String;
    /// A date in the page's language.
    fn date(&self, date: Date) -> DateView;
    /// Finished HTML of a text.
    fn html(&self, body: &Body) -> String;
}
