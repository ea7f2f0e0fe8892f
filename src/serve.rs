//! `anteroom serve`: the site in memory, shown in a browser, changing as its files do.
//!
//! * [`watch`]: what changed in the folder.
//! * [`preview`]: one state of the site, of which any address can be asked for.
//! * [`live`]: from changes to states; the last good one stays.
//! * [`hosting`]: what a host makes of the site's files: addresses, types, headers, redirects.
//! * [`http`]: the server, on this computer only unless asked otherwise.
//! * [`problems`]: what is wrong, as the browser shows it over the page.

pub mod hosting;
pub mod http;
pub mod live;
pub mod preview;
pub mod problems;
pub mod watch;
