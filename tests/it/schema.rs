//! `anteroom schema`: what editors complete is what the program reads, both ways.

pub mod outside;

use crate::properties::settings;
use crate::site::anteroom;
use anteroom::memo::Memo;
use anteroom::pipeline::make_from;
use anteroom::source::SourceTree;
use serde_json::Value;
use std::collections::BTreeSet;

/// Kinds of file that have a schema.
pub const KINDS: [&str; 6] = ["practice", "page", "provider", "form", "packet", "glossary"];

/// What `anteroom schema KIND` prints.
pub fn schema(kind: &str) -> Value {
    let done = anteroom(["schema", kind]).run().exits(0);
    assert_eq!(done.stderr, "");
    done.json()
}

/// Proves: each schema is one of JSON Schema 2020-12 whose references all lead somewhere and whose shapes are known words;
/// without a kind all come in one object, the same.
#[test]
fn every_schema_is_sound() {
    let all = anteroom(["schema"]).run().exits(0).json();
    for kind in KINDS {
        let schema = schema(kind);
        assert_eq!(all[kind], schema, "{kind}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{kind}");
        assert_eq!(schema["additionalProperties"], false, "{kind}: unknown keys are marked");
        assert!(schema["title"].is_string() && schema["description"].is_string(), "{kind}");
        walk(&schema, &mut |node| {
            if let Some(reference) = node.get("$ref") {
                let path = reference.as_str().and_then(|r| r.strip_prefix('#')).expect("a reference within the schema");
                assert!(schema.pointer(path).is_some(), "{kind}: {reference} leads nowhere");
            }
            for shape in node.get("type").into_iter().flat_map(|t| match t {
                Value::Array(list) => list.iter().collect(),
                one => vec![one],
            }) {
                let known = ["null", "boolean", "object", "array", "number", "string", "integer"];
                assert!(shape.as_str().is_none_or(|s| known.contains(&s)), "{kind}: {shape}");
            }
            for required in node.get("required").and_then(Value::as_array).into_iter().flatten() {
                let key = required.as_str().expect("a key");
                assert!(node["properties"].get(key).is_some(), "{kind}: {key} is required and not described");
            }
        });
    }
}

/// Visits every object in a schema.
pub fn walk(node: &Value, visit: &mut impl FnMut(&Value)) {
    match node {
        Value::Object(map) => {
            visit(node);
            // What stands there are values, not schemas.
            let schemas = map.iter().filter(|(key, _)| !["default", "examples"].contains(&key.as_str()));
            schemas.for_each(|(_, n)| walk(n, visit));
        }
        Value::Array(list) => list.iter().for_each(|n| walk(n, visit)),
        _ => {}
    }
}

/// A place in a file where keys stand: the file with `@` where a key goes, and where the schema describes it.
struct Place {
    kind: &'static str,
    /// The path of properties from the schema's root; `[]` is an item of a list, `*` any key.
    path: &'static str,
    file: &'static str,
    /// The text, with `@` for `key: ` and what follows it.
    text: &'static str,
}

const PRACTICE: &str = "content/practice.yaml";

const PLACES: &[Place] = &[
    Place { kind: "practice", path: "", file: PRACTICE, text: "@" },
    Place { kind: "practice", path: "crisis", file: PRACTICE, text: "crisis:\n  @" },
    Place { kind: "practice", path: "locations[]", file: PRACTICE, text: "locations:\n  - name: Main\n    @" },
    Place {
        kind: "practice",
        path: "locations[] hours",
        file: PRACTICE,
        text: "locations:\n  - name: Main\n    hours:\n      @",
    },
    Place { kind: "practice", path: "insurance", file: PRACTICE, text: "insurance:\n  @" },
    Place { kind: "practice", path: "fees[]", file: PRACTICE, text: "fees:\n  - service: First\n    @" },
    Place { kind: "practice", path: "wait", file: PRACTICE, text: "wait:\n  @" },
    Place { kind: "practice", path: "facts", file: PRACTICE, text: "facts:\n  @" },
    Place { kind: "practice", path: "look", file: PRACTICE, text: "look:\n  @" },
    Place { kind: "page", path: "", file: "content/articles/a.md", text: "---\n@\n---\n" },
    Place { kind: "page", path: "", file: "content/pages/a.md", text: "---\n@\n---\n" },
    Place { kind: "page", path: "", file: "content/index.md", text: "---\n@\n---\n" },
    Place {
        kind: "page",
        path: "faq[]",
        file: "content/articles/a.md",
        text: "---\ntitle: A\nfaq:\n  - question: Q\n    @\n---\n",
    },
    Place { kind: "provider", path: "", file: "content/providers/a.yaml", text: "@" },
    Place {
        kind: "provider",
        path: "licenses[]",
        file: "content/providers/a.yaml",
        text: "name: A\nlicenses:\n  - number: x\n    @",
    },
    Place { kind: "packet", path: "", file: "content/packets/a.yaml", text: "@" },
    Place { kind: "packet", path: "cover", file: "content/packets/a.yaml", text: "title: A\nforms: [f]\ncover:\n  @" },
    Place {
        kind: "packet",
        path: "forms[]",
        file: "content/packets/a.yaml",
        text: "title: A\nforms:\n  - form: f\n    @",
    },
    Place { kind: "glossary", path: "", file: "content/glossary.yaml", text: "@" },
    Place { kind: "glossary", path: "terms[]", file: "content/glossary.yaml", text: "terms:\n  - term: T\n    @" },
    Place { kind: "form", path: "", file: "content/forms/a.yaml", text: "@" },
    Place {
        kind: "form",
        path: "sections[]",
        file: "content/forms/a.yaml",
        text: "title: A\nsections:\n  - text: T\n    @",
    },
];

/// What the schema has at a path, references followed, alternatives gathered.
pub fn nodes_at(schema: &Value, path: &str) -> Vec<Value> {
    let mut nodes = alternatives(schema, schema);
    let step = |nodes: &[Value], take: &dyn Fn(&Value) -> Option<Value>| -> Vec<Value> {
        nodes.iter().filter_map(take).flat_map(|n| alternatives(schema, &n)).collect()
    };
    for part in path.split_whitespace() {
        let (key, item) = part.strip_suffix("[]").map_or((part, false), |key| (key, true));
        nodes = match key {
            "*" => step(&nodes, &|n| n.get("additionalProperties").cloned()),
            key => step(&nodes, &|n| n["properties"].get(key).cloned()),
        };
        if item {
            nodes = step(&nodes, &|n| n.get("items").cloned());
        }
    }
    nodes
}

/// Every key that the schema describes at a path.
pub fn described(schema: &Value, path: &str) -> BTreeSet<String> {
    let found = nodes_at(schema, path);
    found.iter().filter_map(|n| n["properties"].as_object()).flat_map(|p| p.keys().cloned()).collect()
}

fn alternatives(schema: &Value, node: &Value) -> Vec<Value> {
    let mut found = vec![node.clone()];
    if let Some(path) = node["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        found.extend(schema.pointer(path).into_iter().flat_map(|n| alternatives(schema, n)));
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        found.extend(node[key].as_array().into_iter().flatten().flat_map(|n| alternatives(schema, n)));
    }
    found
}

/// The keys, of those given, that the program does not know at a place: it warns of each.
fn unread(place: &Place, keys: &BTreeSet<String>) -> BTreeSet<String> {
    let (before, after) = place.text.split_once('@').expect("a place for keys");
    let column = before.len() - before.rfind('\n').map_or(0, |n| n + 1);
    let indent = " ".repeat(column);
    // What stands there already is not written twice.
    let there = |key: &str| {
        let lines = before.lines().map(|l| (l, l.trim_start_matches([' ', '-'])));
        lines.filter(|(l, rest)| l.len() - rest.len() == column).any(|(_, rest)| rest.starts_with(&format!("{key}:")))
    };
    let new = keys.iter().filter(|key| !there(key));
    let lines: Vec<String> = new.map(|key| format!("{key}: x")).collect();
    let text = format!("{before}{}{after}", lines.join(&format!("\n{indent}")));
    let mut files = vec![(place.file, text.as_str())];
    if place.file != PRACTICE {
        files.push((PRACTICE, "name: A\n"));
    }
    let made = make_from(SourceTree::from_texts(files), settings(), &Memo::off(), crate::properties::store());
    let broken: Vec<_> = made.diagnostics.iter().filter(|d| d.code.name.starts_with("yaml")).collect();
    assert!(broken.is_empty(), "{text}\n{broken:?}");
    let unknown = |message: &str| {
        let (key, what) = message.strip_prefix('"')?.split_once("\" is not a ")?;
        (what.starts_with("key of") || what == "day").then(|| key.to_owned())
    };
    made.diagnostics.iter().filter_map(|d| unknown(&d.message)).collect()
}

/// Proves: what the schema describes is read, and what is read is described: every key of every schema is tried at every
/// place, so that a key which is read at a place where the schema does not have it shows too.
#[test]
fn keys_of_the_schema_are_the_keys_that_are_read() {
    let schemas: Vec<(&str, Value)> = KINDS.iter().map(|kind| (*kind, schema(kind))).collect();
    let mut every = BTreeSet::new();
    for (_, schema) in &schemas {
        walk(schema, &mut |node| {
            every.extend(node["properties"].as_object().into_iter().flat_map(|p| p.keys().cloned()))
        });
    }
    assert!(every.len() > 100, "{every:?}");
    let mut wrong = Vec::new();
    for place in PLACES {
        let (_, schema) = schemas.iter().find(|(kind, _)| *kind == place.kind).expect("a kind");
        let described = described(schema, place.path);
        assert!(!described.is_empty(), "{} {}: the schema describes nothing there", place.kind, place.path);
        let unread = unread(place, &every);
        for key in &every {
            let (read, said) = (!unread.contains(key), described.contains(key));
            if read != said {
                let what = if read { "is read, but not described" } else { "is described, but not read" };
                wrong.push(format!("{} at {:?} in {}: {key} {what}", place.kind, place.path, place.file));
            }
        }
        assert!(unread.len() > every.len() / 2, "{}: unknown keys go unseen", place.file);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A star in a pattern stands for anything within a name.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            ends.take_while(|at| !rest[..*at].contains('/')).any(|at| matches(after, &rest[at..]))
        }),
    }
}

/// Proves: in a site that `new` made, every YAML file, translations too, has exactly one schema in the editor's settings; it
/// describes the original's keys and, apart, the words of a translation, of which none is required; every key has a word of
/// explanation; and front matter, which editors do not check, has completions for each of its keys.
#[test]
fn editors_know_every_file_of_a_new_site() {
    let place = crate::site::Site::empty();
    anteroom(["new", "--quiet", "practice"]).at(place.path()).run().exits(0);
    let site = place.path().join("practice");
    let json = |name: &str| -> Value {
        let text = std::fs::read_to_string(site.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        serde_json::from_str(&text).expect("JSON")
    };
    let settings = json(".vscode/settings.json");
    let schemas = settings["yaml.schemas"].as_object().expect("schemas");
    let mut seen = BTreeSet::new();
    for name in crate::site::files_of(&site.join("content")).into_keys().filter(|name| name.ends_with(".yaml")) {
        let name = format!("content/{name}");
        let fits = |patterns: &Value| {
            patterns.as_array().expect("a list").iter().any(|p| matches(p.as_str().expect("a pattern"), &name))
        };
        let found: Vec<&String> = schemas.iter().filter(|(_, patterns)| fits(patterns)).map(|(file, _)| file).collect();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        seen.insert(found[0].trim_start_matches("./").to_owned());
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
    for file in &seen {
        let schema = json(file);
        let of = |name: &str| serde_json::json!({"$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"]});
        let (original, translation) = (of("Original"), of("Translation"));
        let kind = file.rsplit('/').next().and_then(|name| name.strip_suffix(".json")).expect("a kind");
        assert_eq!(described(&original, ""), described(&self::schema(kind), ""), "{kind}");
        let keys = described(&translation, "");
        assert!(
            keys.contains("translates") && !keys.contains("sample") && !keys.contains("minutes"),
            "{kind}: {keys:?}"
        );
        walk(&schema, &mut |node| {
            if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
                let path = reference.strip_prefix('#').expect("a reference within the schema");
                assert!(schema.pointer(path).is_some(), "{kind}: {reference} leads nowhere");
            }
            for (key, about) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
                assert!(
                    about["description"].as_str().is_some_and(|words| words.len() > 2),
                    "{kind}: {key} is not explained"
                );
            }
        });
        for (name, shape) in schema["$defs"].as_object().expect("shapes") {
            if name.starts_with("Translat") {
                walk(shape, &mut |node| assert!(node.get("required").is_none(), "{kind}: {name} requires something"));
            }
        }
    }
    let form = json(".anteroom/schema/form.json");
    let translation = serde_json::json!({"$ref": "#/$defs/Translation", "$defs": form["$defs"]});
    let fields = described(&translation, "sections[] fields[]");
    for key in ["id", "label", "help", "options"] {
        assert!(fields.contains(key), "{key}: {fields:?}");
    }
    assert!(!fields.contains("type") && !fields.contains("required"), "{fields:?}");
    let snippets = json(".vscode/front-matter.code-snippets");
    let offered: BTreeSet<String> = snippets
        .as_object()
        .expect("snippets")
        .values()
        .filter_map(|s| s["prefix"].as_str().map(str::to_owned))
        .collect();
    assert!(described(&self::schema("page"), "").is_subset(&offered), "{offered:?}");
}
