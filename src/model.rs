//! x
pub mod addresses;
