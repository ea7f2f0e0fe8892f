//! A theme's words in the languages of the site.

use super::DEFAULT;
use super::layers::{Layer, embedded_layer};
use crate::diagnostics::{Diagnostics, Span, codes};
use crate::model::practice::language_name;
use crate::render::strings::Strings;
use crate::source::{FileId, SourceTree, yaml};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where `practice.yaml` names a language.
fn place_of(language: &str, tree: &SourceTree) -> Span {
    let file = crate::model::practice::file();
    let root = tree.text(file.as_str()).and_then(|text| yaml::parse(&file, text, 0, &mut Vec::new()));
    let named = root.as_ref().and_then(|root| root.get("languages")).map(|list| match &list.value {
        yaml::Value::List(items) => {
            let own = items.iter().find(|item| item.text().is_some_and(|code| code.eq_ignore_ascii_case(language)));
            own.unwrap_or(list).span.clone()
        }
        _ => list.span.clone(),
    });
    named.unwrap_or_else(|| Span::whole(&file))
}

pub(super) fn strings(
    tree: &SourceTree,
    layers: &[Layer],
    languages: &[String],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Arc<Strings>> {
    let mut all = BTreeMap::new();
    let mut faults = Diagnostics::default();
    // Words that a theme lacks come from calm, whatever it extends: pages need them.
    let embedded = embedded_layer();
    for language in languages {
        let base = language.split('-').next().unwrap_or(language);
        // From the weakest to the strongest; English, with plurals of its own, serves where the language has no words.
        let files = |name: &str| -> Vec<(&FileId, &str)> {
            let path = format!("strings/{name}.ftl");
            let layers = std::iter::once(&embedded).chain(layers.iter().rev());
            layers.filter_map(|layer| layer.files.get(&path)).map(|file| (&file.id, file.text())).collect()
        };
        let mut own = files(base);
        if base != language {
            own.extend(files(language));
        }
        if own.is_empty() {
            let theme = layers.first().map_or(DEFAULT, |layer| layer.name.as_str());
            faults.push(
                codes::THEME_UNTRANSLATED
                    .at(
                        place_of(language, tree),
                        format!("the theme has no words in {}: buttons, dates and labels stay English there", language_name(language)),
                    )
                    .help(format!(
                        "put its words into themes/{theme}/strings/{language}.ftl, in the form of the theme's strings/en.ftl; what is left out stays English"
                    )),
            );
        }
        let english = if base == "en" { Vec::new() } else { files("en") };
        all.insert(language.clone(), Arc::new(Strings::read(language, own, english, &mut faults)));
    }
    // English is read for each language, its mistakes are said once.
    faults.sort();
    diagnostics.extend(faults);
    all
}
