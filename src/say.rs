//! Words to people and data to programs: the only place that writes to standard error and standard output.

use std::io::Write;

/// A line to standard error. Nothing is lost if nobody listens.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
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
