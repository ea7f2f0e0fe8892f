//! Pictures made of pixels: read once, cleaned of what cameras write into them, and made in the sizes in which pages show them.
//!
//! 1. [`head`] reads what a file says of its picture when the site's files are listed: kind, size, how it is turned, notes.
//! 2. [`plan`] says in which sizes and formats pages show it, and under which addresses, before anything is decoded.
//! 3. [`works`] gathers the pictures of a site: which are shown and how, which are linked, which cannot be used.
//! 4. [`develop`] decodes, turns, shrinks and packs one; [`parts`] takes the notes out of a file that is published whole;
//!    [`color`] turns a phone's colors into those of the web.
//! 5. [`darkroom`] makes all of a site, several at once, and keeps what it made between builds.

pub mod color;
pub mod darkroom;
pub mod develop;
pub mod head;
pub mod parts;
pub mod plan;
pub mod works;
