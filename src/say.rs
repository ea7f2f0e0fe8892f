//! Words to people and data to programs: the only place that writes to standard error and standard output.

use std::io::Write;

/// A line to standard error. Nothing is lost if nobody listens.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// A line to a terminal that the next one replaces; an empty one clears it.
pub fn passing(text: &str) {
    let mut out = std::io::stderr().lock();
    // Back to the line's beginning, the words, and nothing of the line before after them.
    let _ = write!(out, "\r{text}\x1b[K");
    let _ = out.flush();
}

/// A failure, to standard error.
pub fn error(text: &str) {
    line(&format!("error: {text}"));
}

/// Data, to standard output. A reader that has gone away (`| head`) is no failure.
pub fn data(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}
