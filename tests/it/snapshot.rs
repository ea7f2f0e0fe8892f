//! Text held to a file beside the test's input. `SNAPSHOTS=overwrite cargo test` writes the files anew.

use snapbox::{Assert, Data};
use std::path::Path;

/// Compares `actual` with the file, byte for byte; the difference where they differ.
pub fn compare(actual: &str, expected: &Path) -> Result<(), String> {
    let name = expected.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(expected).display().to_string();
    // `raw` keeps snapbox from reading "[..]" in a message as "anything".
    Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .try_eq(Some(&name), Data::text(actual).raw(), Data::read_from(expected, None).raw())
        .map_err(|error| error.to_string())
}

/// Compares many, and says of all of them what differs.
pub fn compare_all<'a>(pairs: impl IntoIterator<Item = (String, &'a Path)>) {
    let failures: Vec<String> =
        pairs.into_iter().filter_map(|(actual, expected)| compare(&actual, expected).err()).collect();
    assert!(
        failures.is_empty(),
        "{} snapshots differ (SNAPSHOTS=overwrite renews them):\n{}",
        failures.len(),
        failures.join("\n")
    );
}
