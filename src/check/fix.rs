//! `anteroom check --fix`: what can be mended without a question left is mended, after it has been shown.
//!
//! 1. [`changes`] picks the mistakes that bring their own mending: a name with one right spelling near it, a word too many, marks
//!    for counting on a link. Each is a stretch of a file under `content/` and what is to stand there.
//! 2. [`show`] writes them as lines before and after.
//! 3. [`apply`] changes those stretches and no other byte: comments, quotes, blank lines and line ends stay. A file that is not as it
//!    was read, or is a link to elsewhere, is left alone.

use crate::diagnostics::{Diagnostics, line_column};
use crate::source::{FileId, SourceTree};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;

/// A stretch of a file and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is to stand there.
    pub to: String,
}

/// All changes, by file and place. Of two that overlap the first is made; the other comes with the next run.
pub fn changes(diagnostics: &Diagnostics, tree: &SourceTree) -> BTreeMap<FileId, Vec<Change>> {
    let mut found: BTreeMap<FileId, Vec<Change>> = BTreeMap::new();
    for (span, fix) in diagnostics.iter().filter_map(|d| Some((d.span.as_ref()?, d.fix.as_ref()?))) {
        let Some(text) = tree.text(span.file.as_str()).filter(|_| span.file.as_str().starts_with("content/")) else {
            continue;
        };
        let start = span.start as usize;
        let Some(there) = text.get(start..span.end as usize) else { continue };
        let mut places = there.match_indices(fix.from.as_str());
        // Where it stands twice or not at all, it is not certain what is meant.
        if let (Some((at, _)), None) = (places.next(), places.next())
            && !fix.from.is_empty()
            && fix.from != fix.to
        {
            let range = start + at..start + at + fix.from.len();
            found.entry(span.file.clone()).or_default().push(Change { range, to: fix.to.clone() });
        }
    }
    for list in found.values_mut() {
        list.sort_by_key(|change| change.range.start);
        let mut end = 0;
        list.retain(|change| {
            let free = change.range.start >= end;
            end = if free { change.range.end } else { end };
            free
        });
    }
    found
}

/// The lines that change, before and after.
pub fn show(changes: &BTreeMap<FileId, Vec<Change>>, tree: &SourceTree) -> String {
    let mut out = String::new();
    for (file, list) in changes {
        let Some(text) = tree.text(file.as_str()) else { continue };
        let mut lines: BTreeMap<usize, Vec<&Change>> = BTreeMap::new();
        for change in list {
            lines.entry(line_column(text, change.range.start).0).or_default().push(change);
        }
        for (line, list) in lines {
            let Some(first) = list.first() else { continue };
            let from = text.get(..first.range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let before = text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let within: Vec<Change> = list
                .iter()
                .map(|change| Change {
                    range: change.range.start - from..(change.range.end - from).min(before.len()),
                    to: change.to.clone(),
                })
                .collect();
            let after = changed(before, &within);
            let _ = writeln!(out, "{file}:{line}\n  - {}\n  + {}", before.trim(), after.trim());
        }
    }
    out
}

/// A text with changes made.
fn changed(text: &str, changes: &[Change]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        out.push_str(text.get(at..change.range.start).unwrap_or_default());
        out.push_str(&change.to);
        at = change.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Makes the changes. Each file is written whole beside its place and renamed. Gives back the files that were left alone.
///
/// # Errors
/// A file cannot be written; those before it are done.
pub fn apply(root: &Path, changes: &BTreeMap<FileId, Vec<Change>>, tree: &SourceTree) -> std::io::Result<Vec<FileId>> {
    let mut left = Vec::new();
    for (file, list) in changes {
        let path = root.join(file.as_str());
        let read = tree.text(file.as_str()).unwrap_or_default();
        let about = std::fs::symlink_metadata(&path)?;
        let now = std::fs::read(&path)?;
        // A mark of the byte order is not part of the text.
        let mark = now.len().saturating_sub(read.len());
        if !about.is_file() || !matches!(mark, 0 | 3) || now.get(mark..) != Some(read.as_bytes()) {
            left.push(file.clone());
            continue;
        }
        let mut bytes = now.get(..mark).unwrap_or_default().to_vec();
        bytes.extend_from_slice(changed(read, list).as_bytes());
        let beside = path.with_extension(format!("anteroom-{}", std::process::id()));
        let written = std::fs::File::create_new(&beside).and_then(|mut out| {
            out.write_all(&bytes)?;
            out.set_permissions(about.permissions())?;
            out.sync_all()?;
            std::fs::rename(&beside, &path)
        });
        if let Err(error) = written {
            let _ = std::fs::remove_file(&beside);
            return Err(error);
        }
    }
    Ok(left)
}
