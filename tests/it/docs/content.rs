//! `docs/content.md`: its tables have the keys of the schemas, and its examples, put together, are a site without a fault.
//!
//! A table of keys follows a line `<!-- keys: KIND PATH -->`, with PATH as in [`crate::schema`]; several tables of one place
//! count as one. A fenced block is `yaml field` (items of a form's `fields`), `yaml form` (keys of a form), `markdown` (text
//! of an article), or names the file that it is.

use super::{in_backticks, page};
use crate::schema::{KINDS, described, nodes_at, schema, walk};
use crate::site::Site;
use anteroom::source::yaml::overlay::WORDS;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A row of a table of keys.
struct Row {
    key: String,
    required: bool,
    /// `key: value`; empty where keys of its own stand in another table.
    example: String,
}

/// The tables of keys, by kind and path.
type Tables = BTreeMap<(String, String), Vec<Row>>;

fn tables(text: &str) -> Tables {
    let mut tables = Tables::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(place) = line.strip_prefix("<!-- keys: ").and_then(|l| l.strip_suffix(" -->")) else { continue };
        let (kind, path) = place.split_once(' ').unwrap_or((place, ""));
        let head: Vec<String> = cells(lines.next().expect("a table"));
        let column = |name: &str| head.iter().position(|h| h == name);
        let (default, example) = (column("default"), column("example"));
        assert_eq!(head.first().map(String::as_str), Some("key"), "{place}");
        assert!(lines.next().is_some_and(|l| l.starts_with("|---")), "{place}");
        let rows = tables.entry((kind.to_owned(), path.to_owned())).or_default();
        for line in lines.by_ref().take_while(|l| l.starts_with('|')) {
            let cells = cells(line);
            assert_eq!(cells.len(), head.len(), "{line}");
            let cell = |at: Option<usize>| at.map_or("", |at| &cells[at]);
            let key = in_backticks(&cells[0]);
            assert_eq!(key.len(), 1, "one key a row: {line}");
            rows.push(Row {
                key: key[0].to_owned(),
                required: cell(default).starts_with("required") && !cell(default).contains(" for "),
                example: in_backticks(cell(example)).concat(),
            });
        }
    }
    tables
}

/// The cells of a row of a table.
pub fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').and_then(|l| l.strip_suffix('|')).expect("a row of a table");
    inner.replace("\\|", "\0").split('|').map(|cell| cell.trim().replace('\0', "|")).collect()
}

/// Every place of a schema at which keys stand.
pub(super) fn places(schema: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    for key in described(schema, path) {
        let under = |mark: &str| format!("{path} {key}{mark}").trim().to_owned();
        for next in [under(""), under("[]"), format!("{} *", under(""))] {
            if !described(schema, &next).is_empty() {
                places(schema, &next, found);
            }
        }
    }
}

/// Proves: docs/content.md has a row for every key that a schema describes and for no other, place by place, and says of
/// the right ones that they are required.
#[test]
fn every_key_has_its_row() {
    let tables = tables(&page("content.md"));
    let mut wrong = Vec::new();
    for kind in KINDS {
        let schema = schema(kind);
        let mut there = Vec::new();
        places(&schema, "", &mut there);
        let own = || tables.iter().filter(|((k, _), _)| k == kind);
        for ((_, path), rows) in own() {
            if !there.contains(path) {
                wrong.push(format!("{kind} {path:?}: the schema has no such place"));
                continue;
            }
            let mut seen = BTreeSet::new();
            for row in rows.iter().filter(|row| !seen.insert(row.key.clone())) {
                wrong.push(format!("{kind} {path:?}: {} has two rows", row.key));
            }
            let keys = described(&schema, path);
            wrong.extend(keys.difference(&seen).map(|key| format!("{kind} {path:?}: {key} has no row")));
            wrong.extend(seen.difference(&keys).map(|key| format!("{kind} {path:?}: there is no key {key}")));
            // Where a place has several shapes, what one of them requires is not required of all.
            let nodes = nodes_at(&schema, path);
            if let [node] = nodes.iter().filter(|n| n.get("properties").is_some()).collect::<Vec<_>>().as_slice() {
                let list = node["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let required: BTreeSet<&str> = list.collect();
                let known = |row: &&Row| keys.contains(&row.key);
                for row in rows.iter().filter(known).filter(|r| r.required != required.contains(r.key.as_str())) {
                    // Without it the program reports a fault, though the schema leaves it open.
                    let stricter =
                        row.required && matches!((kind, row.key.as_str()), ("page", "title") | ("form", "sections"));
                    if !stricter {
                        wrong.push(format!("{kind} {path:?}: {} is required in one and not in the other", row.key));
                    }
                }
            }
        }
        // A shape that stands in several places is described once.
        let shapes: Vec<BTreeSet<String>> = own().map(|((_, path), _)| described(&schema, path)).collect();
        for path in there.iter().filter(|path| !shapes.contains(&described(&schema, path))) {
            if !shapes.iter().any(|shape| described(&schema, path).is_subset(shape)) {
                wrong.push(format!("{kind} {path:?}: its keys have no table"));
            }
        }
    }
    assert!(wrong.is_empty(), "docs/content.md:\n{}", wrong.join("\n"));
}

/// Proves: every word that a key takes (types of fields, populations, ways of returning) stands in docs/content.md.
#[test]
fn every_word_of_a_key_is_named() {
    let text = page("content.md");
    let mut named: BTreeSet<&str> = text.lines().flat_map(in_backticks).collect();
    let listed: Vec<&str> = named.iter().flat_map(|words| words.split([',', ' '])).collect();
    named.extend(listed);
    let mut words: BTreeSet<String> = BTreeSet::new();
    for kind in KINDS {
        walk(&schema(kind), &mut |node| {
            let given = node["enum"].as_array().into_iter().flatten().chain(node.get("const"));
            words.extend(given.filter_map(Value::as_str).map(str::to_owned));
        });
    }
    assert!(words.len() > 40, "{words:?}");
    let gone: Vec<&String> = words.iter().filter(|word| !named.contains(word.as_str())).collect();
    assert!(gone.is_empty(), "docs/content.md does not name {gone:?}");
}

/// Proves: the list of keys that a translation may hold is the one that the program goes by.
#[test]
fn words_that_are_translated_are_named() {
    let text = page("content.md");
    let (_, list) = text.split_once("<!-- words -->\n").expect("the list");
    let list = list.split("\n\n").next().unwrap_or_default();
    let named: BTreeSet<&str> = list.lines().flat_map(in_backticks).collect();
    assert_eq!(named, WORDS.iter().copied().collect());
}

/// The fenced blocks of a page: what stands after its three marks, and its lines.
pub fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inner: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            blocks.push((info.to_owned(), format!("{}\n", inner.join("\n"))));
        }
    }
    blocks
}

fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
}

/// The examples of a place and of the places under it, as YAML.
fn compose(tables: &Tables, kind: &str, path: &str) -> String {
    let rows = tables.get(&(kind.to_owned(), path.to_owned())).expect("a table");
    let mut yaml = String::new();
    for row in rows {
        let under = |mark: &str| format!("{path} {}{mark}", row.key).trim().to_owned();
        let has = |path: &str| tables.contains_key(&(kind.to_owned(), path.to_owned()));
        let (map, list, any) = (under(""), under("[]"), format!("{} *", under("")));
        if !row.example.is_empty() {
            assert!(row.example.starts_with(&format!("{}:", row.key)), "{kind}: {}", row.example);
            yaml.push_str(&row.example);
            yaml.push('\n');
        } else if has(&list) {
            let item = indented(&compose(tables, kind, &list), 4);
            yaml.push_str(&format!("{}:\n  - {}", row.key, item.trim_start()));
        } else if has(&map) {
            yaml.push_str(&format!("{}:\n{}", row.key, indented(&compose(tables, kind, &map), 2)));
        } else if has(&any) {
            yaml.push_str(&format!("{}:\n  live:\n{}", row.key, indented(&compose(tables, kind, &any), 4)));
        } else {
            panic!("{kind} {path:?}: {} has neither an example nor a table", row.key);
        }
    }
    yaml
}

/// Proves: what docs/content.md gives as examples is read without a fault: all of them together are one site.
#[test]
fn examples_are_a_site_without_a_fault() {
    let text = page("content.md");
    let tables = tables(&text);
    let blocks = blocks(&text);
    let all = |info: &str| blocks.iter().filter(|(i, _)| i == info).map(|(_, t)| t.as_str()).collect::<Vec<_>>();

    // A form's sections are the table's, after one with the fields of the blocks; what blocks hold whole, tables do not.
    let keys = tables.get(&("form".to_owned(), String::new())).expect("a form's keys");
    let own = keys.iter().filter(|row| !row.example.is_empty()).map(|row| format!("{}\n", row.example));
    let fields = indented(&all("yaml field").concat(), 6);
    let section = indented(&compose(&tables, "form", "sections[]"), 4);
    let form = format!(
        "{}sections:\n  - id: questions\n    title: Questions\n    fields:\n{fields}  - {}{}",
        own.collect::<String>(),
        section.trim_start(),
        all("yaml form").concat()
    );
    let article = format!("---\n{}---\n{}", compose(&tables, "page", ""), all("markdown").join("\n"));

    let mut site = Site::empty()
        .file("content/practice.yaml", compose(&tables, "practice", ""))
        .file("content/articles/first-session.md", article)
        .file("content/providers/amara-osei.yaml", compose(&tables, "provider", ""))
        .file("content/forms/adult-intake.yaml", form)
        .file("content/packets/adult.yaml", compose(&tables, "packet", ""))
        .file("content/glossary.yaml", compose(&tables, "glossary", ""));
    let mut whole = 0;
    for (info, text) in &blocks {
        match info.split_once(' ').filter(|(_, file)| file.starts_with("content/")) {
            Some((_, file)) => {
                site = site.file(file, text);
                whole += 1;
            }
            None => assert!(
                ["yaml field", "yaml form", "markdown"].contains(&info.as_str()),
                "a block of a kind that nothing tries: {info:?}"
            ),
        }
    }
    assert!(whole > 0, "whole files are named");
    let media: BTreeSet<&str> = text
        .match_indices("media/")
        .filter_map(|(at, _)| text[at..].split([')', '`', ' ', ',']).next())
        .filter(|name| name.contains('.'))
        .collect();
    let mut photo = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 30).write_to(&mut photo, image::ImageFormat::Jpeg).expect("a JPEG");
    for name in media {
        let bytes: &[u8] = match name.rsplit_once('.') {
            Some((_, "svg")) => b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>",
            Some((_, "jpg")) => photo.get_ref(),
            _ => b"%PDF-1.7\n",
        };
        site = site.file(&format!("content/{name}"), bytes);
    }
    let said = site.build().args(["--drafts", "--format", "json"]).run().json();
    let mut found = said["diagnostics"].as_array().expect("a list").clone();
    // The example of a translation is short on purpose.
    found.retain(|d| d["code"] != "translation-missing");
    assert!(found.is_empty(), "{found:#?}\nin {:?}", site.path());
}
