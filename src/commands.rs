//! One short file a command: from arguments to the pipeline and back to words.

pub mod build;
pub mod completions;
pub mod explain;
pub mod new;
pub mod print;
pub mod schema;
pub mod serve;
