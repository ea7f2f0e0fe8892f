//! What keys are where nothing is written, and how one may look: editors show both, and so does `docs/reference.md`.
//!
//! They stand in `values.json` by shape, apart from the shapes themselves, as words beside which whoever writes for owners needs
//! no Rust. A type of field is named after its shape: `FieldYaml paragraph`.

use schemars::Schema;
use serde_json::{Map, Value};

const VALUES: &str = include_str!("values.json");

/// Adds to a kind's schema what `values.json` has for its shapes.
pub(super) fn add(kind: &str, schema: &mut Schema) {
    // The file is part of the program, and a test reads it.
    let values: Map<String, Value> = serde_json::from_str(VALUES).unwrap_or_default();
    let Some(root) = schema.as_object_mut() else { return };
    set(root, values.get(kind));
    let Some(Value::Object(shapes)) = root.get_mut("$defs") else { return };
    for (name, shape) in shapes {
        let Value::Object(shape) = shape else { continue };
        set(shape, values.get(name));
        for kind in shape.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
            let Value::Object(kind) = kind else { continue };
            let word = kind.get("properties").and_then(|p| p.pointer("/type/const")).and_then(Value::as_str);
            let Some(word) = word.map(|word| format!("{name} {word}")) else { continue };
            set(kind, values.get(name));
            set(kind, values.get(&word));
        }
    }
}

/// Gives the keys of one shape their default and their example, where it has them.
fn set(shape: &mut Map<String, Value>, values: Option<&Value>) {
    let Some(Value::Object(keys)) = shape.get_mut("properties") else { return };
    for (key, about) in keys {
        let Value::Object(about) = about else { continue };
        let value = |part: &str| values.and_then(|v| v.get(part)).and_then(|v| v.get(key.as_str())).cloned();
        if let Some(default) = value("default") {
            about.insert("default".to_owned(), default);
        }
        if let Some(example) = value("example") {
            about.insert("examples".to_owned(), Value::Array(vec![example]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every key that `values.json` names is one of a schema: none is left behind when a key goes.
    #[test]
    fn every_value_has_its_key() {
        let values: Map<String, Value> = serde_json::from_str(VALUES).expect("JSON");
        let mut known = BTreeSet::new();
        let mut note = |name: &str, shape: &Value| {
            let keys = shape.get("properties").and_then(Value::as_object).into_iter().flatten();
            known.extend(keys.map(|(key, _)| format!("{name}: {key}")));
        };
        for kind in crate::commands::schema::KINDS {
            let schema: Value = super::super::of(kind).into();
            note(kind, &schema);
            for (name, shape) in schema["$defs"].as_object().expect("shapes") {
                note(name, shape);
                for kind in shape["oneOf"].as_array().into_iter().flatten() {
                    note(name, kind);
                    if let Some(word) = kind.pointer("/properties/type/const").and_then(Value::as_str) {
                        note(&format!("{name} {word}"), kind);
                    }
                }
            }
        }
        for (name, parts) in &values {
            for (part, keys) in parts.as_object().expect("default and example") {
                assert!(part == "default" || part == "example", "{name}: {part}");
                for key in keys.as_object().expect("keys").keys() {
                    assert!(known.contains(&format!("{name}: {key}")), "{name} has no key {key}");
                }
            }
        }
    }
}
