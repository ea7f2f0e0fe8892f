//! `docs/reference.md`: every key of every kind of file, written from the schemas that editors read.

use super::content::places;
use crate::schema::outside::json_of;
use crate::schema::{described, schema};
use crate::site::repository;
use crate::snapshot;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, VecDeque};

const HEAD: &str = "# Reference of all keys

Every key of every file, as `anteroom schema KIND` has it and as editors show it. [content.md](content.md) says the same as a guide, with
what comes of it; [forms.md](forms.md) says what the sample's forms are for. The keys of a theme stand in [themes.md](themes.md).

* **Needed**: a key without which there is an error. A key with a default is as that says where you do not write it; any other may be left out.
* *text* stands as you write it; text with a colon and a space in it, or that begins with a special sign, goes in quotes. What is *Markdown*
  is said of each key.
* *date* is year-month-day: `2026-09-14`. *yes or no* is `yes`, `no`, `true` or `false`.
";

/// Kinds of file: the schema's name, the heading, which files they are.
const KINDS: &[(&str, &str, &str)] = &[
    ("practice", "Practice", "`content/practice.yaml`"),
    (
        "page",
        "Page",
        "The lines between `---` at the top of `content/index.md`, `content/pages/*.md` and `content/articles/**/*.md`",
    ),
    ("provider", "Provider", "`content/providers/*.yaml`"),
    ("form", "Form", "`content/forms/*.yaml`"),
    ("packet", "Packet", "`content/packets/*.yaml`"),
    ("glossary", "Glossary", "`content/glossary.yaml`"),
];

/// Writes the sections of one kind.
struct Writer<'a> {
    kind: &'a str,
    heading: &'a str,
    shapes: &'a Map<String, Value>,
    /// The heading under which a shape's keys stand, by its name.
    headings: BTreeMap<String, String>,
    /// Shapes whose section is still to be written.
    open: VecDeque<String>,
    page: String,
}

fn text<'a>(node: &'a Value, key: &str) -> &'a str {
    node[key].as_str().unwrap_or_default()
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace([':', ','], "").replace(' ', "-")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A value as it is written in YAML, on one line.
fn yaml(value: &Value, inside: bool) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| yaml(item, true)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(keys) => {
            let keys = keys.iter().map(|(key, value)| format!("{key}: {}", yaml(value, true)));
            format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => {
            let first = text.chars().next().unwrap_or(' ');
            let day = text.len() == 10
                && text.split('-').count() == 3
                && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            let plain = (first.is_alphabetic() || "/.".contains(first) && text.len() > 1 || day)
                && !text.contains(": ")
                && !text.contains(" #")
                && !(inside && text.contains(['[', ']', '{', '}', ',']));
            if plain { text.clone() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
        }
        number => number.to_string(),
    }
}

/// The words among which a key chooses, with what each means.
fn words(shape: &Value) -> Vec<(&str, &str)> {
    let one = |node: &'_ Value| node.get("const").is_some();
    let list = shape["oneOf"].as_array().filter(|list| list.iter().all(one));
    list.into_iter().flatten().map(|node| (text(node, "const"), text(node, "description"))).collect()
}

impl Writer<'_> {
    /// The shape that a reference names.
    fn named<'b>(&'b self, node: &'b Value) -> Option<(&'b str, &'b Value)> {
        let name = node["$ref"].as_str()?.rsplit('/').next()?;
        Some((name, &self.shapes[name]))
    }

    /// A link to where the keys of a shape stand; a section is begun for one that has none yet.
    fn link(&mut self, name: &str, place: &str, words: &str) -> String {
        if !self.headings.contains_key(name) {
            let heading = format!("{}: {}", self.heading, place.replace(' ', ", "));
            assert!(!self.headings.values().any(|h| *h == heading), "{heading}");
            self.headings.insert(name.to_owned(), heading);
            self.open.push_back(name.to_owned());
        }
        format!("[{words}](#{})", anchor(&self.headings[name]))
    }

    /// What a key may hold, in words.
    fn shape(&mut self, node: &Value, place: &str) -> String {
        if let Some((name, shape)) = self.named(node) {
            let (name, shape) = (name.to_owned(), shape.clone());
            return match name.as_str() {
                "DateYaml" => "date".to_owned(),
                "Flag" => "yes or no".to_owned(),
                "Scalar" => "text, a number, yes or no".to_owned(),
                _ => {
                    let words = words(&shape);
                    if !words.is_empty() {
                        let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
                        return format!("one of {}", words.join(", "));
                    }
                    let several = |key: &str| {
                        shape[key].as_array().is_some_and(|all| {
                            all.iter()
                                .filter(|one| {
                                    one.get("properties").is_some()
                                        || self.named(one).is_some_and(|(_, s)| s.get("properties").is_some())
                                })
                                .count()
                                > 1
                        })
                    };
                    if shape.get("properties").is_some() || several("oneOf") || several("anyOf") {
                        return self.link(&name, place, "keys");
                    }
                    self.shape(&shape, place)
                }
            };
        }
        if let Some(all) = node["anyOf"].as_array() {
            let parts: Vec<String> =
                all.iter().filter(|one| one["type"] != "null").map(|one| self.shape(one, place)).collect();
            let mut said: Vec<String> = Vec::new();
            for part in parts {
                // A word list with yes and no says what true and false would.
                if !said.contains(&part) {
                    said.push(part);
                }
            }
            if said.iter().any(|part| part.contains("`yes`")) {
                said.retain(|part| part != "yes or no");
            }
            return said.join(", or ");
        }
        let kinds: Vec<&str> = match &node["type"] {
            Value::Array(list) => list.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
            one => one.as_str().into_iter().collect(),
        };
        match kinds.as_slice() {
            ["string"] => node["const"].as_str().map_or("text".to_owned(), |word| format!("`{word}`")),
            ["boolean"] => "yes or no".to_owned(),
            ["integer"] => {
                let bounds = match (node.get("minimum"), node.get("maximum")) {
                    (Some(least), Some(most)) => format!(", {least} to {most}"),
                    (Some(least), None) if *least != json!(0) => format!(", at least {least}"),
                    _ => String::new(),
                };
                format!("whole number{bounds}")
            }
            ["number"] => "number".to_owned(),
            ["array"] => format!("list of {}", self.shape(&node["items"], place).trim_start_matches("one of ")),
            ["object"] => format!("by name: {}", self.shape(&node["additionalProperties"], place)),
            other => panic!("{} {place}: {other:?} {node}", self.kind),
        }
    }

    /// The row of a key.
    fn row(&mut self, key: &str, about: &Value, needed: bool, place: &str, lead: &str) {
        let inner = format!("{place} {key}").trim().to_owned();
        let kind = self.shape(about, &inner);
        let default = match (needed, about.get("default")) {
            (true, _) => "**needed**".to_owned(),
            (false, Some(default)) => format!("`{}`", yaml(default, false)),
            (false, None) => String::new(),
        };
        let example = about["examples"].get(0).map_or(String::new(), |value| {
            let line = format!("{key}: {}", yaml(value, false));
            let read = json_of(&line);
            assert_eq!(read[key], *value, "{line}");
            format!("`{line}`")
        });
        let what = text(about, "description");
        assert!(!what.is_empty(), "{} {inner}", self.kind);
        self.page.push_str(&format!(
            "| `{key}` |{lead} {} | {} | {} | {} |\n",
            cell(what),
            cell(&kind),
            cell(&default),
            cell(&example)
        ));
    }

    /// A table of a shape's keys: those that are needed first. Not those of `without`.
    fn table(&mut self, shape: &Value, place: &str, keep: &dyn Fn(&str) -> bool) {
        let required: Vec<&str> =
            shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let keys = shape["properties"].as_object().expect("keys");
        self.page.push_str("| key | what it is | holds | without it | example |\n|---|---|---|---|---|\n");
        for needed in [true, false] {
            for (key, about) in keys.iter().filter(|(key, _)| keep(key) && required.contains(&key.as_str()) == needed) {
                self.row(key, about, needed, place, "");
            }
        }
        self.page.push('\n');
        self.meanings(keys, keep);
    }

    /// What the words mean among which keys choose, where that is more than the words.
    fn meanings(&mut self, keys: &Map<String, Value>, keep: &dyn Fn(&str) -> bool) {
        let mut lines = String::new();
        for (key, about) in keys.iter().filter(|(key, _)| keep(key)) {
            let mut nodes = vec![about, &about["items"], &about["additionalProperties"]];
            nodes.extend(about["anyOf"].as_array().into_iter().flatten());
            let named = nodes.iter().filter_map(|node| self.named(node));
            for (_, shape) in named.filter(|(name, _)| *name != "Flag") {
                let words = words(shape);
                if !words.is_empty() {
                    let words: Vec<String> =
                        words.iter().map(|(word, what)| format!("`{word}` {}", what.trim_end_matches('.'))).collect();
                    lines.push_str(&format!("* `{key}`: {}.\n", words.join("; ")));
                }
            }
        }
        if !lines.is_empty() {
            self.page.push_str(&lines);
            self.page.push('\n');
        }
    }

    /// The section of a shape.
    fn section(&mut self, name: &str) {
        let shape = self.shapes[name].clone();
        let heading = self.headings[name].clone();
        let place = heading.split_once(": ").map_or(String::new(), |(_, place)| place.replace(", ", " "));
        self.page.push_str(&format!("### {heading}\n\n{}\n\n", text(&shape, "description")));
        if shape.get("properties").is_some() {
            return self.table(&shape, &place, &|_| true);
        }
        if shape["oneOf"].is_array() {
            return self.types(&shape, &place);
        }
        let parts = shape["anyOf"].as_array().expect("shapes");
        for one in parts {
            let name = self.named(one).map(|(name, _)| name.to_owned()).expect("a named shape");
            self.headings.entry(name).or_insert_with(|| heading.clone());
        }
        for one in parts {
            let (_, one) =
                self.named(one).map(|(name, shape)| (name.to_owned(), shape.clone())).expect("a named shape");
            self.page.push_str(&format!("{}\n\n", text(&one, "description")));
            self.table(&one, &place, &|_| true);
        }
    }

    /// The section of a shape that has types: what all questions have, the types, and what each has of its own.
    fn types(&mut self, shape: &Value, place: &str) {
        let types = shape["oneOf"].as_array().expect("types");
        let word = |one: &Value| text(&one["properties"]["type"], "const").to_owned();
        let plain = types.iter().find(|one| word(one) == "bring-copy").expect("the plainest type");
        let common = |key: &str| plain["properties"].get(key).is_some();
        let question = |one: &Value| one["properties"].get("required").is_some();
        self.page.push_str("Every question has these keys:\n\n");
        self.table(plain, place, &|key| key != "type");
        self.page.push_str("| `type` | what it is | keys of its own |\n|---|---|---|\n");
        for one in types {
            let keys = one["properties"].as_object().expect("keys").keys();
            let own: Vec<String> = keys
                .filter(|key| *key != "type" && !(question(one) && common(key)))
                .map(|key| format!("`{key}`"))
                .collect();
            let only = if question(one) || own.is_empty() { "" } else { "only " };
            self.page.push_str(&format!(
                "| `{}` | {} | {only}{} |\n",
                word(one),
                text(one, "description"),
                own.join(", ")
            ));
        }
        self.page.push_str(
            "\n| key | of the type | what it is | holds | without it | example |\n|---|---|---|---|---|---|\n",
        );
        let mut rows: Vec<(String, Vec<String>, Value, bool)> = Vec::new();
        for one in types {
            for (key, about) in one["properties"].as_object().expect("keys") {
                if key == "type" || question(one) && common(key) {
                    continue;
                }
                if !question(one)
                    && common(key)
                    && text(about, "description") == text(&plain["properties"][key], "description")
                {
                    continue;
                }
                let needed = one["required"].as_array().into_iter().flatten().any(|required| required == key);
                let mut bare = about.clone();
                // Examples differ from type to type; one is enough.
                bare.as_object_mut().expect("a key").remove("examples");
                let same = |row: &&mut (String, Vec<String>, Value, bool)| {
                    let mut other = row.2.clone();
                    other.as_object_mut().expect("a key").remove("examples");
                    row.0 == *key && other == bare && row.3 == needed
                };
                match rows.iter_mut().find(same) {
                    Some(row) => row.1.push(word(one)),
                    None => rows.push((key.clone(), vec![word(one)], about.clone(), needed)),
                }
            }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        for (key, of, about, needed) in rows {
            let of: Vec<String> = of.iter().map(|word| format!("`{word}`")).collect();
            self.row(&key, &about, needed, place, &format!(" {} |", of.join(", ")));
        }
        self.page.push('\n');
    }
}

/// All sections of a kind.
fn kind(kind: &str, heading: &str, files: &str) -> String {
    let root = schema(kind);
    let none = Map::new();
    let shapes = root["$defs"].as_object().unwrap_or(&none);
    let mut writer = Writer {
        kind,
        heading,
        shapes,
        headings: BTreeMap::new(),
        open: VecDeque::new(),
        page: format!("\n## {heading}\n\n{files}. {}\n\n", text(&root, "description")),
    };
    // What comes of sections is explained with them, not where staff's fields name it first.
    if let Some(sections) = root["properties"].get("sections") {
        writer.shape(sections, "sections");
    }
    writer.table(&root, "", &|_| true);
    while let Some(name) = writer.open.pop_front() {
        writer.section(&name);
    }
    format!("{}\n", writer.page.trim_end())
}

const TRANSLATIONS: &str = "
## Translations

A file beside the original, with a language of `languages` before its ending: `adult-intake.es.yaml`, `about.es.md`. A translation in YAML holds
only words, each at the place of the original's; entries of lists are found by their `id`. All of them may be left out: then the original's words are
shown, and the build says how many. At the top `translates` may note the day or the code of what it translates; write `translates: new`, and the
message has the code. [content.md](content.md#translations) says how. A translation in Markdown takes the keys of a [page](#page), and
`translates`.

| file | at | words |
|---|---|---|
";

/// Which words translations hold, place by place.
fn translations() -> String {
    let mut page = TRANSLATIONS.to_owned();
    for (kind, _, files) in KINDS.iter().filter(|(kind, ..)| *kind != "page") {
        let editors: Value = serde_json::from_str(&anteroom::commands::schema::for_editors(kind)).expect("JSON");
        let translation = json!({"$ref": "#/$defs/Translation", "$defs": editors["$defs"]});
        let mut all = Vec::new();
        places(&translation, "", &mut all);
        let file = files.replace(".yaml", ".es.yaml");
        for place in all {
            let keys: Vec<String> = described(&translation, &place).iter().map(|key| format!("`{key}`")).collect();
            let at = if place.is_empty() { "the top".to_owned() } else { format!("`{place}`") };
            page.push_str(&format!("| {file} | {at} | {} |\n", keys.join(", ")));
        }
    }
    page
}

/// Proves: docs/reference.md has every key of every schema: what it is, what it holds, what it is where it is left out, how it may look.
#[test]
fn every_key_is_in_the_reference() {
    let mut page = HEAD.to_owned();
    for (name, heading, files) in KINDS {
        page.push_str(&kind(name, heading, files));
    }
    page.push_str(&translations());
    snapshot::compare_all([(page, repository().join("docs/reference.md").as_path())]);
}
