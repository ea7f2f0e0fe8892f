//! One short file a command: from arguments to the pipeline and back to words.

pub mod build;
pub mod check;
pub mod completions;
pub mod explain;
pub mod import;
pub mod new;
pub mod print;
pub mod schema;
pub mod serve;
