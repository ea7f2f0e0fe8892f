//! What `anteroom check` looks at beyond what a build says by itself. Each module is one rule: from the finished site to
//! diagnostics.

pub mod old_addresses;
