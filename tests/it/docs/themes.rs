//! `docs/themes.md`: what templates get is written from the types themselves, and what it shows of templates works.

use super::content::{blocks, cells};
use super::{in_backticks, page};
use crate::properties::{settings, store};
use crate::site::{Site, files_of, repository};
use crate::snapshot;
use anteroom::diagnostics::Diagnostics;
use anteroom::memo::Memo;
use anteroom::paper::prints;
use anteroom::pipeline::{Prepared, prepare};
use anteroom::source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the types that templates see stand, in the order in which they are explained.
const VIEWS: &[&str] = &["view.rs", "view/site.rs", "view/pages.rs", "view/people.rs", "view/paperwork.rs"];

/// A type that templates see, as `src/render/view.rs` and its rooms have it: its comment, and its keys with their types and comments.
struct View {
    name: String,
    comment: String,
    keys: Vec<(String, String, String)>,
}

fn views() -> Vec<View> {
    let read = |name: &&str| std::fs::read_to_string(repository().join("src/render").join(name)).expect("the views");
    let source: String = VIEWS.iter().map(read).collect();
    let mut views: Vec<View> = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    for line in source.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("/// ") {
            comment.push(words);
            continue;
        }
        if line.starts_with("#[") {
            continue;
        }
        let words = std::mem::take(&mut comment).join(" ").replace("[`", "`").replace("`]", "`").replace("View::", ".");
        if let Some(name) = line.strip_prefix("pub struct ").and_then(|l| l.strip_suffix(" {")) {
            views.push(View { name: name.to_owned(), comment: words, keys: Vec::new() });
        } else if let Some((key, kind)) = line.strip_prefix("pub ").and_then(|l| l.strip_suffix(',')?.split_once(": "))
        {
            let view = views.last_mut().expect("a type");
            view.keys.push((key.to_owned(), kind.to_owned(), words));
        }
    }
    views
}

/// `Option<X>`: `X`.
fn inside<'a>(kind: &'a str, outer: &str) -> Option<&'a str> {
    kind.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')
}

/// A type in a designer's words.
fn words(kind: &str) -> String {
    if let Some(inner) = inside(kind, "Option") {
        return format!("{}, or none", words(inner));
    }
    if let Some(inner) = inside(kind, "Vec") {
        return format!("list of {}", words(inner));
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u8" | "u32" | "usize" | "i64" => "number".to_owned(),
        view => match view.strip_suffix("View") {
            Some(name) => format!("[{name}](#{})", name.to_lowercase()),
            None => panic!("a type that designers have no word for: {view}"),
        },
    }
}

/// Proves: docs/themes.md has every key of every type that templates see, with its type and its meaning.
#[test]
fn values_are_listed() {
    const BEGIN: &str = "<!-- values -->\n";
    const END: &str = "<!-- end of values -->\n";
    let text = page("themes.md");
    let (before, rest) = text.split_once(BEGIN).expect("where the values begin");
    let (_, after) = rest.split_once(END).expect("where they end");
    let mut values = String::new();
    for view in views() {
        let name = view.name.strip_suffix("View").expect("a name");
        values.push_str(&format!("\n### {name}\n\n{}\n\n| key | type | what it is |\n|---|---|---|\n", view.comment));
        for (key, kind, comment) in &view.keys {
            assert!(!comment.is_empty(), "{name}.{key} says nothing");
            values.push_str(&format!("| `{key}` | {} | {} |\n", words(kind), comment.replace('|', "\\|")));
        }
    }
    let file = repository().join("docs/themes.md");
    snapshot::compare_all([(format!("{before}{BEGIN}{values}\n{END}{after}"), file.as_path())]);
}

/// Holds a value to a type, and everything in it.
fn hold(value: &Value, kind: &str, at: &str, views: &[View], seen: &mut BTreeSet<String>, wrong: &mut Vec<String>) {
    if let Some(inner) = inside(kind, "Option") {
        if !value.is_null() {
            hold(value, inner, at, views, seen, wrong);
        }
        return;
    }
    if let (Some(inner), Value::Array(list)) = (inside(kind, "Vec"), value) {
        list.iter().for_each(|v| hold(v, inner, &format!("{at}[]"), views, seen, wrong));
        return;
    }
    let fits = match (words(kind).as_str(), value) {
        ("text", Value::String(_)) | ("true or false", Value::Bool(_)) | ("number", Value::Number(_)) => true,
        (_, Value::Object(map)) => {
            let view = views.iter().find(|v| v.name == kind).expect("a type");
            seen.insert(kind.to_owned());
            for (key, kind, _) in &view.keys {
                match map.get(key) {
                    Some(value) => hold(value, kind, &format!("{at}.{key}"), views, seen, wrong),
                    None => wrong.push(format!("{at}.{key} is listed and not there")),
                }
            }
            let listed = |key: &&String| !view.keys.iter().any(|(k, _, _)| k == *key);
            wrong.extend(map.keys().filter(listed).map(|key| format!("{at}.{key} is there and not listed")));
            true
        }
        _ => false,
    };
    if !fits {
        wrong.push(format!("{at} is not {}: {value}", words(kind)));
    }
}

/// Proves: what is listed is what templates really get, on every page of the sample and of the small sites.
#[test]
fn values_are_what_templates_get() {
    let views = views();
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    let sites = ["practice", "two-languages", "bare"].map(|name| repository().join("tests/sites").join(name));
    for folder in std::iter::once(repository()).chain(sites.iter().map(|s| s.as_ref() as &Path)) {
        let tree = source::load(folder).expect("a site");
        let mut said = Diagnostics::default();
        let memo = Memo::off();
        let Prepared { tree, mut scene, .. } = prepare(tree.into(), settings(), &memo);
        scene.prints = prints::make_all(&scene, &tree, &prints::Desk::new(&memo, store()), &mut said);
        for (language, shared) in &*scene.languages {
            let value = serde_json::to_value(&shared.view).expect("a value");
            hold(&value, "SiteView", "site", &views, &mut seen, &mut wrong);
            for page in scene.site.layout.pages.iter().filter(|page| page.language == *language) {
                let built = anteroom::render::page::build(&scene.site, shared, page, &scene.theme, &scene.prints);
                let value = serde_json::to_value(&built).expect("a value");
                hold(&value["page"], "PageView", &page.path, &views, &mut seen, &mut wrong);
                let Some((variant, value)) = value["view"].as_object().and_then(|view| view.iter().next()) else {
                    assert_eq!(value["view"], "Nothing");
                    continue;
                };
                let kind = match variant.as_str() {
                    "Articles" | "Topic" => "ArticleListView".to_owned(),
                    "Topics" => "Vec<TopicView>".to_owned(),
                    "Terms" => "Vec<TermView>".to_owned(),
                    own => format!("{own}View"),
                };
                hold(value, &kind, &format!("{} {variant}", page.path), &views, &mut seen, &mut wrong);
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unseen: Vec<&String> = views.iter().map(|v| &v.name).filter(|name| !seen.contains(*name)).collect();
    assert!(unseen.is_empty(), "no page shows {unseen:?}: nothing holds its keys");
}

/// The rows of the table whose first heading is `head`.
fn table(text: &str, head: &str) -> Vec<Vec<String>> {
    let begin = format!("| {head} |");
    let rows = text.lines().skip_while(|line| !line.starts_with(&begin)).skip(2).take_while(|l| l.starts_with('|'));
    let rows: Vec<Vec<String>> = rows.map(cells).collect();
    assert!(!rows.is_empty(), "no table of {head}");
    rows
}

/// Proves: each template gets the variable that docs/themes.md says, and no other; calm's templates are all named.
#[test]
fn templates_get_their_variables() {
    let text = page("themes.md");
    let rows = table(&text, "template");
    let name = |cell: &str| in_backticks(cell).first().map(|n| (*n).to_owned());
    let wanted: BTreeMap<String, Option<String>> =
        rows.iter().map(|row| (name(&row[0]).expect("a template"), name(&row[1]))).collect();
    let variables: BTreeSet<String> = wanted.values().flatten().cloned().collect();

    let probes: String =
        variables.iter().map(|v| format!("{{% if {v} is defined %}}{v}:{{% endif %}}")).collect::<Vec<_>>().concat();
    let mut site = Site::sample();
    let practice = std::fs::read_to_string(repository().join("content/practice.yaml")).expect("the sample");
    site = site.file("content/practice.yaml", practice.replace("theme: calm", "theme: probe"));
    assert!(practice.contains("theme: calm"), "the sample names its theme");
    for template in wanted.keys() {
        let probe = format!("@@{template}@{{% if site is defined and page is defined %}}{probes}{{% endif %}}");
        site = site.file(&format!("themes/probe/templates/{template}"), probe);
    }
    let mut got: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for bytes in site.built().values() {
        let Some(page) = std::str::from_utf8(bytes).ok().and_then(|t| t.strip_prefix("@@")) else { continue };
        let (template, found) = page.split_once('@').expect("a probe");
        got.entry(template.to_owned()).or_default().insert(found.to_owned());
    }
    let wanted: BTreeMap<String, BTreeSet<String>> = wanted
        .into_iter()
        .map(|(template, variable)| (template, BTreeSet::from([variable.map(|v| format!("{v}:")).unwrap_or_default()])))
        .collect();
    assert_eq!(got, wanted);

    // The type that the table links to is the one that says so of itself.
    for row in &rows {
        let Some(variable) = name(&row[1]) else { continue };
        let link = row[2].split(['[', ']']).nth(1).expect("a link");
        let view = views().into_iter().find(|v| v.name == format!("{link}View")).expect("a type");
        assert!(in_backticks(&view.comment).contains(&variable.as_str()), "{link} is not given as {variable}");
    }

    let partials = table(&text, "partial");
    let named: BTreeSet<String> =
        rows.iter().chain(&partials).flat_map(|row| in_backticks(&row[0])).map(str::to_owned).collect();
    let there: BTreeSet<String> = files_of(&repository().join("themes/calm/templates")).into_keys().collect();
    assert_eq!(named, there, "the templates of calm");
}

/// The names after `{% TAG ` in a template.
fn after_tag(text: &str, tag: &str) -> BTreeSet<String> {
    let begin = format!("{{% {tag} ");
    let names = text.split(&begin).skip(1).filter_map(|rest| rest.split_whitespace().next());
    names.map(|name| name.trim_matches('"').to_owned()).collect()
}

/// Proves: the blocks that calm's templates bring, beside those that they fill, are the ones that docs/themes.md lists.
#[test]
fn blocks_are_those_of_the_theme() {
    let mut named = BTreeSet::new();
    for row in table(&page("themes.md"), "block") {
        let [file] = in_backticks(&row[1])[..] else { panic!("one file: {row:?}") };
        named.extend(in_backticks(&row[0]).into_iter().map(|block| (file.to_owned(), block.to_owned())));
    }
    let files = files_of(&repository().join("themes/calm/templates"));
    let text = |file: &String| String::from_utf8_lossy(&files[file]).into_owned();
    let mut there = BTreeSet::new();
    for file in files.keys() {
        let mut own = after_tag(&text(file), "block");
        let mut beneath = after_tag(&text(file), "extends").pop_first();
        while let Some(parent) = beneath {
            own = own.difference(&after_tag(&text(&parent), "block")).cloned().collect();
            beneath = after_tag(&text(&parent), "extends").pop_first();
        }
        there.extend(own.into_iter().map(|block| (file.clone(), block)));
    }
    assert_eq!(named, there);
}

/// Proves: with the templates that docs/themes.md lists a theme stands alone, and without any one of them it does not.
#[test]
fn a_theme_stands_alone_with_what_is_listed() {
    let text = page("themes.md");
    let (_, section) = text.split_once("### Standing alone").expect("the section");
    let (list, _) = section.split_once("Bring").expect("the end of the list");
    let list: Vec<&str> = in_backticks(list).into_iter().filter(|name| name.ends_with(".html")).collect();
    assert!(list.len() > 5, "{list:?}");
    // With every block, so that what calm then adds can build on them.
    let rows = table(&text, "block");
    let blocks =
        rows.iter().flat_map(|row| in_backticks(&row[0])).map(|b| format!("{{% block {b} %}}{{% endblock %}}"));
    let blocks: String = blocks.collect();
    let has_calm = |left_out: Option<&str>| {
        let mut site = Site::empty().file("content/practice.yaml", "name: A\nlook: {theme: own}\n");
        for name in list.iter().filter(|name| Some(**name) != left_out) {
            site = site.file(&format!("themes/own/templates/{name}"), &blocks);
        }
        site.built().keys().any(|file| file.starts_with("assets/calm."))
    };
    assert!(!has_calm(None), "more than is listed is needed");
    for name in &list {
        assert!(has_calm(Some(name)), "{name} is not needed");
    }
}

/// Proves: the theme that docs/themes.md shows works, and so does every example of a function, filter and test.
#[test]
fn examples_of_templates_work() {
    let text = page("themes.md");
    let practice = std::fs::read_to_string(repository().join("content/practice.yaml")).expect("the sample");
    let mut site = Site::sample().file("content/practice.yaml", practice.replace("theme: calm", "theme: mine"));
    let mut files = 0;
    for (info, block) in blocks(&text) {
        if let Some((_, file)) = info.split_once(' ') {
            site = site.file(file, block);
            files += 1;
        }
    }
    assert!(files > 3, "the page shows a theme");
    let examples: Vec<String> = ["function", "filter", "test"]
        .iter()
        .flat_map(|head| table(&text, head))
        .map(|row| {
            let (name, example) = (in_backticks(&row[0]).concat(), in_backticks(&row[2]).concat());
            assert!(example.contains(&name), "{name}: {example}");
            example
        })
        .collect();
    site = site.file("themes/mine/templates/forms.html", examples.join("\n"));
    let public = site.built();
    let shown = |file: &str| String::from_utf8_lossy(&public[file]).into_owned();
    let article =
        public.keys().find(|f| f.starts_with("articles/") && f.matches('/').count() == 2).expect("an article");
    assert!(shown(article).contains("and by nobody else."), "{article}");
    assert!(shown("404.html").contains("<a class=\"button\" href=\"tel:"), "the component");
    assert!(public.keys().any(|f| f.starts_with("assets/mine.") && f.ends_with(".css")), "the stylesheet");
    assert!(shown(article).contains("/assets/mine."), "the stylesheet is linked");
}

/// Proves: calm has words, in each of its languages, for every key that the program itself asks for.
#[test]
fn words_that_the_program_asks_for_are_there() {
    let mut named: BTreeSet<String> =
        table(&page("themes.md"), "keys").iter().flat_map(|row| in_backticks(&row[0])).map(str::to_owned).collect();
    named.extend((1..=12).map(|n| format!("month-{n}")));
    use anteroom::model::provider::{ACCEPTING, LICENSE_KINDS, POPULATIONS, SETTINGS};
    for (family, words) in
        [("population", POPULATIONS), ("setting", SETTINGS), ("accepting", ACCEPTING), ("license", LICENSE_KINDS)]
    {
        for key in words.iter().map(|word| format!("{family}-{word}")) {
            assert!(named.contains(&key), "docs/themes.md does not name {key}");
        }
    }
    for language in ["en", "es"] {
        let file = format!("themes/calm/strings/{language}.ftl");
        let text = std::fs::read_to_string(repository().join(&file)).expect("words");
        let there: BTreeSet<&str> = text.lines().filter_map(|l| l.split_once(" =")).map(|(key, _)| key).collect();
        let gone: Vec<&String> = named.iter().filter(|key| !there.contains(key.as_str())).collect();
        assert!(gone.is_empty(), "{file} has no words for {gone:?}");
    }
}
