//! Why a sheet could not be made.

use crate::source::FileId;
use std::ops::Range;

/// A sheet that could not be made: a mistake in the theme's print files, or a sheet that breaks the rules of PDF/UA.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperError {
    /// What is wrong.
    pub message: String,
    /// Where in the theme's print files, if it is there.
    pub place: Option<(FileId, Range<usize>)>,
}

impl PaperError {
    /// Without a place.
    pub fn machine(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None }
    }
}

impl From<lopdf::Error> for PaperError {
    fn from(error: lopdf::Error) -> Self {
        Self::machine(format!("the PDF cannot be completed: {error}"))
    }
}
