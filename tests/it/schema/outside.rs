//! The schemas as a validator sees them that nobody here wrote: it knows nothing of Anteroom, like an editor.

use super::{KINDS, schema};
use crate::site::repository;
use anteroom::source::FileId;
use anteroom::source::yaml::{Node, Value as Written, parse};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A YAML text as editors read it: by YAML 1.2's core schema, in which `yes` and days are text.
pub fn json_of(yaml: &str) -> Value {
    let mut faults = Vec::new();
    let node = parse(&FileId::new("x.yaml"), yaml, 0, &mut faults).expect("YAML");
    assert!(faults.is_empty(), "{yaml}: {faults:?}");
    value(&node)
}

fn value(node: &Node) -> Value {
    match &node.value {
        Written::List(items) => items.iter().map(value).collect(),
        Written::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), value(&entry.value))).collect(),
        Written::Scalar { text, plain: false } => text.as_str().into(),
        Written::Scalar { text, plain: true } => match text.as_str() {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" | "True" | "TRUE" => true.into(),
            "false" | "False" | "FALSE" => false.into(),
            text => {
                let number = text.parse::<i64>().map(Value::from);
                let numeric = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
                number.or_else(|_| text.parse::<f64>().map(Value::from)).ok().filter(|_| numeric).unwrap_or(text.into())
            }
        },
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).expect("a schema")
}

/// What is wrong with a value.
fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The sample's files of a kind: name and value. Front matter of pages.
fn samples(kind: &str) -> BTreeMap<String, Value> {
    let folder = match kind {
        "practice" | "glossary" | "page" => "content",
        "provider" => "content/providers",
        "form" => "content/forms",
        _ => "content/packets",
    };
    let mut found = BTreeMap::new();
    for (name, bytes) in crate::site::files_of(&repository().join(folder)) {
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let file = name.rsplit('/').next().unwrap_or_default();
        let own = match kind {
            "practice" | "glossary" => file.starts_with(kind) && file.ends_with(".yaml"),
            "page" => file.ends_with(".md"),
            _ => file.ends_with(".yaml"),
        };
        if own {
            let yaml = match kind {
                "page" => text
                    .strip_prefix("---\n")
                    .and_then(|t| t.split_once("\n---\n"))
                    .map_or("", |(front, _)| front)
                    .to_owned(),
                _ => text,
            };
            found.insert(name, json_of(&yaml));
        }
    }
    assert!(!found.is_empty(), "{kind}");
    found
}

/// Whether a file is a translation: a language stands before its ending.
fn is_translation(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.split('.').count() > 2)
}

/// Proves: a validator that nobody here wrote finds each schema a schema of draft 2020-12, and each file of the sample site, its
/// translations and its front matter in order by them.
#[test]
fn the_sample_is_valid_to_an_outside_validator() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for kind in KINDS {
        let schema = schema(kind);
        jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let editors: Value = serde_json::from_str(&anteroom::commands::schema::for_editors(kind)).expect("JSON");
        jsonschema::draft202012::meta::validate(&editors).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let translation = match kind {
            // Front matter of a translation is whole, and may note what it translates.
            "page" => {
                let mut schema = schema.clone();
                schema["properties"]["translates"] = json!({"type": "string"});
                schema
            }
            _ => json!({"$ref": "#/$defs/Translation", "$defs": editors["$defs"]}),
        };
        let (original, translation, either) = (validator(&schema), validator(&translation), validator(&editors));
        for (name, value) in samples(kind) {
            seen += 1;
            let by = if is_translation(&name) { &translation } else { &original };
            wrong.extend(faults(by, &value).into_iter().map(|fault| format!("{kind} {name}: {fault}")));
            if kind != "page" {
                wrong.extend(
                    faults(&either, &value).into_iter().map(|fault| format!("{kind} {name}, in an editor: {fault}")),
                );
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Proves: the outside validator can refuse: an unknown key, a wrong type, a word that is none, a key left out.
#[test]
fn faults_are_seen_by_an_outside_validator() {
    for (kind, good, bad) in [
        ("practice", "name: A\nfees: [{service: One, price: 180}]", "name: A\nfees: [{service: One, price: much}]"),
        ("practice", "name: A\npaper: a4", "name: A\npaper: a5"),
        ("practice", "name: A", "nome: A"),
        ("page", "title: A\nposted: 2026-03-02", "title: A\nposted: March"),
        ("page", "title: A\ndraft: yes", "title: A\ndraft: perhaps"),
        ("provider", "name: A\naccepting_clients: waitlist", "name: A\naccepting_clients: maybe"),
        ("provider", "name: A\nlicenses: [{number: '1'}]", "name: A\nlicenses: [{nomber: '1'}]"),
        (
            "form",
            "title: A\nsections: [{fields: [{label: B, type: signature, date: yes}]}]",
            "title: A\nsections: [{fields: [{label: B, type: signatur}]}]",
        ),
        ("form", "title: A\nminutes: 600", "title: A\nminutes: 601"),
        ("packet", "title: A\nforms: [b, {form: c, for: each}]", "title: A\nforms: [{for: each}]"),
        ("glossary", "terms: [{term: A, definition: B, also: [C]}]", "terms: [{term: A, definition: B, also: C}]"),
    ] {
        let by = validator(&schema(kind));
        assert_eq!(faults(&by, &json_of(good)), Vec::<String>::new(), "{kind}: {good}");
        assert!(!faults(&by, &json_of(bad)).is_empty(), "{kind}: {bad}");
    }
}

/// Proves: each default and example of a key is a value that the key may have.
#[test]
fn defaults_and_examples_are_values_of_their_keys() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for kind in KINDS {
        let schema = schema(kind);
        let mut keys = Vec::new();
        super::walk(&schema, &mut |node| {
            keys.extend(
                node["properties"].as_object().into_iter().flatten().map(|(key, about)| (key.clone(), about.clone())),
            );
        });
        for (key, mut about) in keys {
            let examples = about["examples"].as_array().into_iter().flatten();
            let values: Vec<Value> = examples.chain(about.get("default")).cloned().collect();
            about["$defs"] = schema["$defs"].clone();
            let by = validator(&about);
            for value in values {
                seen += 1;
                wrong.extend(faults(&by, &value).into_iter().map(|fault| format!("{kind} {key}: {value}: {fault}")));
            }
        }
    }
    assert!(seen > 200, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
