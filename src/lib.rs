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
//! * [`pictures`]: photographs in the sizes that pages need, without what cameras write into them.
//! * [`output`]: what differs from before, put on the disk in one step.
//! * [`memo`]: leaf work kept by the hash of what went into it.
//! * [`diagnostics`]: what is wrong, in an owner's words. A mistake never stops the rest from being found.
//! * [`error`]: what the machine could not do.
//! * [`pipeline`]: the stages in a row.
//! * [`serve`]: the pipeline over and over, shown in a browser.
//! * [`check`]: rules on the files and on the finished site that a build does not ask for.
//! * [`import`]: another system's export made into files of a site; [`fetch`]: files from the web, where they are asked for.
//! * [`html`]: HTML as a tree, as a browser reads it.
//! * [`cli`] and [`commands`]: from arguments to the pipeline and back to words.

pub mod blob;
pub mod check;
pub mod cli;
pub mod commands;
pub mod diagnostics;
pub mod embedded;
pub mod error;
pub mod fetch;
pub mod html;
pub mod import;
pub mod memo;
pub mod model;
pub mod output;
pub mod paper;
pub mod pictures;
pub mod pipeline;
pub mod render;
pub mod say;
pub mod serve;
pub mod source;
