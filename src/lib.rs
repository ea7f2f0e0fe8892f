//! Anteroom turns one folder of Markdown and YAML into a therapy practice's website and its paperwork.
//!
//! The whole of it is one pipeline; each stage is a pure function from one type to the next:
//!
//! ```text
//! SourceTree  ->  Parsed   ->  Site      ->  Rendered     ->  OutputPlan  ->  Written
//! names, hashes,  + spans      linked        pages, assets    what differs    atomic
//! bytes of text                                               from before
//! ```
//!
//! * [`source`]: files, YAML, front matter and Markdown, with the place of everything.
//! * [`model`]: what the files say, checked and linked to each other.
//! * [`render`]: pages through the theme's templates.
//! * [`diagnostics`]: what is wrong, in an owner's words. A mistake never stops the rest from being found.
//! * [`error`]: what the machine could not do.

pub mod diagnostics;
pub mod error;
pub mod model;
pub mod render;
pub mod source;
