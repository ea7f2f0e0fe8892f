//! The part of a site that has a part in certain forms: a form is printed at once, however many articles and forms there are.

use crate::source::{Content, FileId, SourceTree};
use std::collections::BTreeSet;

/// The files without which a form is not what it is: the practice, people, terms, and the pages on which notices rest.
const ALWAYS: &[&str] = &["content/practice.", "content/providers/", "content/glossary.", "content/pages/", "themes/"];

/// The files that count for forms of these names: those forms, what always counts, and whatever either of them names. None where
/// a name is no form's; a packet is made of the whole site.
pub(super) fn to(tree: &SourceTree, names: &[String]) -> Option<SourceTree> {
    let mut kept: BTreeSet<&FileId> = BTreeSet::new();
    for name in names {
        let id = name.trim_start_matches("content/").trim_start_matches("forms/").trim_end_matches(".yaml");
        let before = kept.len();
        kept.extend(tree.files.keys().filter(|file| is_form(file, id)));
        if kept.len() == before || tree.files.keys().any(|file| file.as_str() == format!("content/packets/{id}.yaml")) {
            return None;
        }
    }
    kept.extend(tree.files.keys().filter(|file| ALWAYS.iter().any(|start| file.as_str().starts_with(start))));
    // Links, pictures and the like name a file by the last part of its path.
    let texts: Vec<&str> = kept
        .iter()
        .filter(|file| !file.as_str().starts_with("themes/"))
        .filter_map(|file| match &tree.files.get(*file)?.content {
            Content::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let named = |file: &&FileId| {
        let last = file.as_str().rsplit('/').next().unwrap_or_default();
        let stem = last.split('.').next().unwrap_or_default();
        texts.iter().any(|text| text.contains(stem))
    };
    kept.extend(tree.files.keys().filter(named));
    let files = kept.into_iter().filter_map(|file| Some((file.clone(), tree.files.get(file)?.clone()))).collect();
    Some(SourceTree { files, problems: tree.problems.clone() })
}

/// Whether a file is the form of an id, in any language.
fn is_form(file: &FileId, id: &str) -> bool {
    let Some(name) = file.as_str().strip_prefix("content/forms/").and_then(|path| path.strip_suffix(".yaml")) else {
        return false;
    };
    let name = name.rsplit('/').next().unwrap_or(name);
    name == id || name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_brings_what_it_names_and_no_more() {
        let tree = SourceTree::from_texts([
            ("content/practice.yaml", "name: Elm Street\nnavigation: [articles/first.md]\n"),
            ("content/forms/intake.yaml", "text: see [fees](../articles/what-it-costs.md)\n"),
            ("content/forms/intake.es.yaml", "title: Admisión\n"),
            ("content/forms/intake-long.yaml", "title: Long\n"),
            ("content/articles/what-it-costs.md", "..."),
            ("content/articles/first.md", "..."),
            ("content/articles/grief.md", "..."),
            ("content/packets/adult.yaml", "..."),
        ]);
        let kept = |name: &str| {
            let narrowed = to(&tree, &[name.to_owned()])?;
            Some(narrowed.files.keys().map(|file| file.to_string()).collect::<Vec<_>>())
        };
        let intake = [
            "content/articles/first.md",
            "content/articles/what-it-costs.md",
            "content/forms/intake.es.yaml",
            "content/forms/intake.yaml",
            "content/practice.yaml",
        ];
        for name in ["intake", "forms/intake", "content/forms/intake.yaml"] {
            assert_eq!(kept(name).as_deref(), Some(intake.map(str::to_owned).as_slice()), "{name}");
        }
        for name in ["adult", "packets/adult", "gone"] {
            assert_eq!(kept(name), None, "{name}");
        }
    }
}
