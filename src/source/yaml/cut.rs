//! Text that YAML takes for a note: `street: 12 Mill Lane, Suite #4` has the value `12 Mill Lane, Suite`.
//!
//! A note that people write has a space after its `#`; a number, a color or a tag has none. So only that is reported.

use super::{Node, Value};
use crate::diagnostics::{Diagnostic, Span, codes};
use crate::source::FileId;

/// Reports every value that a `#` glued to a word cuts off, or leaves empty.
pub(super) fn report(file: &FileId, text: &str, offset: usize, root: &Node, faults: &mut Vec<Diagnostic>) {
    let mut after = |end: u32| {
        let at = (end as usize).saturating_sub(offset);
        let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let note = line.trim_start_matches([':', ' ', '\t']);
        let glued = note.strip_prefix('#').and_then(|note| note.chars().next()).is_some_and(char::is_alphanumeric);
        if glued {
            let start = offset + at + (line.len() - note.len());
            let span = Span::new(file, start, start + note.trim_end().len());
            faults.push(
                codes::TEXT_CUT
                    .at(span, "this is a note for nobody: \" #\" ends the text before it")
                    .help("put the whole value in quotes; if it is meant as a note, put a space after #"),
            );
        }
    };
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Scalar { plain: true, .. } if !node.is_empty() => after(node.span.end),
            Value::Scalar { .. } => {}
            Value::List(items) => open.extend(items),
            Value::Map(entries) => {
                for entry in entries {
                    if entry.value.is_empty() {
                        after(entry.key_span.end);
                    } else {
                        open.push(&entry.value);
                    }
                }
            }
        }
    }
}
