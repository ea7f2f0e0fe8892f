//! The default theme and the sample practice, inside the program.

use include_dir::{Dir, include_dir};

/// `themes/calm`, the default theme.
pub static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/calm");

/// `content`, the sample practice that `anteroom new` unpacks.
pub static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// All files of a folder, by path inside it, sorted.
pub fn files<'a>(dir: &'a Dir<'a>) -> Vec<(String, &'a [u8])> {
    let mut files = Vec::new();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        files.extend(dir.files().map(|f| (f.path().to_string_lossy().replace('\\', "/"), f.contents())));
    }
    files.sort();
    files
}
