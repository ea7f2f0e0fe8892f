//! A PDF that a screen reader cannot read.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::output::Output;
use lopdf::{Document, Object};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "pdf-untagged",
        severity: Severity::Warning,
        summary: "A PDF of your own cannot be read by a screen reader",
        explanation: "The PDF has no structure tree (it is not tagged), no title or no language. Make a form of it under content/forms/ or an article with handout: true, and Anteroom makes an accessible PDF; or save it anew as a tagged PDF where it was written, with title and language.",
        bad: "content/media/intake.pdf   # scanned, or printed to PDF",
        good: "content/forms/intake.yaml",
    },
    group: Group::Accessibility,
    why: "Documents that a practice offers for download have to be as accessible as its pages.",
    sources: &[
        Source {
            title: "WCAG 2.2, technique PDF6 and others",
            url: "https://www.w3.org/WAI/WCAG22/Techniques/#pdf",
            date: "read November 2026",
        },
        Source {
            title: "W3C, PDF16: setting the default language",
            url: "https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF16",
            date: "read November 2026",
        },
    ],
    looks: Looks::Site(look),
};

/// A larger file is left alone, in bytes: it would be read whole.
const LARGEST: u64 = 60_000_000;

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let ours: BTreeSet<&str> = checked.site.layout.prints.iter().map(|p| p.path.trim_start_matches('/')).collect();
    let own: Vec<(&str, &PathBuf)> = checked
        .rendered
        .outputs
        .iter()
        .filter_map(|(path, output)| match output {
            Output::File { source, len, .. } if *len <= LARGEST => Some((path.as_str(), source)),
            _ => None,
        })
        .filter(|(path, _)| path.to_ascii_lowercase().ends_with(".pdf") && !ours.contains(path))
        .collect();
    let faults: Vec<(&str, Vec<&str>)> =
        own.par_iter().map(|(path, source)| (*path, lacks(source))).filter(|(_, lacks)| !lacks.is_empty()).collect();
    for (path, lacks) in faults {
        let lacks = lacks.join(", ");
        let message = format!("a PDF of your own has {lacks}");
        found.seen(
            None,
            &format!("/{path}"),
            &[],
            RULE.code
                .of(message)
                .help("make a form or a handout of it here, or save it anew as a tagged PDF with title and language"),
        );
    }
}

/// What a PDF lacks; nothing where it cannot be read at all, which viewers will say.
fn lacks(file: &Path) -> Vec<&'static str> {
    let Ok(document) = Document::load(file) else { return Vec::new() };
    let Ok(catalog) = document.catalog() else { return Vec::new() };
    let filled = |object: &Object| object.as_str().is_ok_and(|text| !text.is_empty());
    let title = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .and_then(|id| document.get_dictionary(id))
        .and_then(|info| document.dereference(info.get(b"Title")?).map(|(_, title)| filled(title)))
        .unwrap_or(false);
    let mut lacks = Vec::new();
    if !catalog.has(b"StructTreeRoot") {
        lacks.push("no structure that can be read aloud");
    }
    // A title can stand in the XMP metadata alone.
    if !title && !catalog.has(b"Metadata") {
        lacks.push("no title");
    }
    if !catalog.get(b"Lang").is_ok_and(filled) {
        lacks.push("no language");
    }
    lacks
}
