//! Anteroom from outside: the real binary, and the pipeline as a library.
//!
//! One binary for all of them, because linking five takes longer than running them. `tests/README.md` says what each part
//! proves and how snapshots are renewed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs, unreachable_pub)]

mod bad;
mod cli;
mod commit;
mod commit_modes;
mod docs;
mod external;
mod feeds;
mod fix;
mod goldens;
mod html;
mod import;
mod languages;
mod line_ends;
mod links;
mod notices;
mod pictures;
mod print;
mod properties;
mod rules;
mod schema;
mod search;
mod serve;
mod site;
mod snapshot;
mod social;
mod structured_data;
mod tags;
mod text_is_data;
