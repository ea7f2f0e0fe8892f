//! JSON-LD, held to schema.org's vocabulary and to what the pages say.

use crate::html::{Page, squeeze};
use crate::site::{Site, files_of, printed, repository};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What `tests/vocabulary/schema-org.txt` knows.
struct Vocabulary {
    /// What a type is a kind of.
    types: BTreeMap<&'static str, Vec<&'static str>>,
    /// The values of an enumeration.
    members: BTreeMap<&'static str, Vec<&'static str>>,
    /// Which types have a property, and of which types its values are.
    properties: BTreeMap<&'static str, (Vec<&'static str>, Vec<&'static str>)>,
}

impl Vocabulary {
    fn read() -> Self {
        let mut vocabulary = Self { types: BTreeMap::new(), members: BTreeMap::new(), properties: BTreeMap::new() };
        for line in include_str!("../vocabulary/schema-org.txt").lines().filter(|line| !line.starts_with('#')) {
            let (kind, rest) = line.split_once(' ').expect("a kind");
            let (name, rest) = rest.split_once(':').unwrap_or((rest, ""));
            let words = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
            match kind {
                "type" => drop(vocabulary.types.insert(name, words(rest))),
                "member" => drop(vocabulary.members.insert(name, words(rest))),
                "property" => {
                    let (domains, ranges) = rest.split_once("->").expect("an arrow");
                    vocabulary.properties.insert(name, (words(domains), words(ranges)));
                }
                _ => panic!("{line}"),
            }
        }
        vocabulary
    }

    /// Whether a type is another, or a kind of it.
    fn is(&self, kind: &str, of: &str) -> bool {
        kind == of || self.types.get(kind).is_some_and(|parents| parents.iter().any(|parent| self.is(parent, of)))
    }

    /// What is wrong with a value where one of these types is expected.
    fn judge(&self, value: &Value, ranges: &[&str], at: &str, faults: &mut Vec<String>) {
        let among = |kinds: &[&str]| ranges.iter().any(|range| kinds.iter().any(|kind| self.is(kind, range)));
        let fits = match value {
            Value::Array(list) => return list.iter().for_each(|value| self.judge(value, ranges, at, faults)),
            Value::Object(map) => {
                let kinds = kinds(value);
                faults.extend(self.faults(value, at));
                // One that is only named stands elsewhere whole.
                (kinds.is_empty() && map.contains_key("@id")) || among(&kinds)
            }
            Value::Number(number) => among(&["Number", "Float"]) || (number.is_i64() && among(&["Integer"])),
            Value::Bool(_) => among(&["Boolean"]),
            Value::Null => false,
            Value::String(text) => {
                let member = |range: &&str| self.members.get(*range).is_some_and(|all| all.contains(&text.as_str()));
                let address = text.starts_with("https://") || text.starts_with("http://");
                let time = text.len() == 5 && text.parse::<jiff::civil::Time>().is_ok();
                among(&["Text"]) && !text.is_empty()
                    || ranges.contains(&"URL") && address
                    || ranges.iter().any(member)
                    || among(&["Date"]) && text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
                    || among(&["Time"]) && time
            }
        };
        if !fits {
            faults.push(format!("{at}: {value} is none of {}", ranges.join(", ")));
        }
    }

    /// What is wrong with a thing.
    fn faults(&self, thing: &Value, at: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let Value::Object(map) = thing else { return vec![format!("{at}: {thing} is no thing")] };
        let kinds = kinds(thing);
        for kind in kinds.iter().filter(|kind| !self.types.contains_key(**kind)) {
            faults.push(format!("{at}: there is no type {kind}"));
        }
        if kinds.is_empty() && map.keys().any(|key| key != "@id") {
            faults.push(format!("{at}: it has no type"));
        }
        for (key, value) in map.iter().filter(|(key, _)| !key.starts_with('@')) {
            let at = format!("{at}.{key}");
            let Some((domains, ranges)) = self.properties.get(key.as_str()) else {
                faults.push(format!("{at}: there is no such property"));
                continue;
            };
            if !kinds.iter().any(|kind| domains.iter().any(|domain| self.is(kind, domain))) {
                faults.push(format!("{at}: {} has no such property", kinds.join(", ")));
            }
            self.judge(value, ranges, &at, &mut faults);
        }
        faults
    }
}

/// The types that a thing says it has.
fn kinds(thing: &Value) -> Vec<&str> {
    match &thing["@type"] {
        Value::String(kind) => vec![kind],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The things that a page's structured data speak of.
fn graph(page: &Page, name: &str) -> Vec<Value> {
    let mut things = Vec::new();
    for text in &page.json_ld {
        let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(value["@context"], "https://schema.org", "{name}");
        things.extend(value["@graph"].as_array().expect("a graph").iter().cloned());
    }
    things
}

/// Proves: the check below finds what it is there to find.
#[test]
fn the_vocabulary_refuses_what_is_not_in_it() {
    let vocabulary = Vocabulary::read();
    assert!(vocabulary.types.len() > 80 && vocabulary.properties.len() > 500);
    assert!(vocabulary.is("MedicalBusiness", "Organization") && vocabulary.is("MedicalBusiness", "Place"));
    for (thing, wrong) in [
        (json!({"@type": "Person", "name": "A"}), None),
        (json!({"@type": ["MedicalWebPage", "FAQPage"], "lastReviewed": "2026-01-01"}), None),
        (json!({"@type": "MedicalBusiness", "address": [{"@type": "PostalAddress", "addressRegion": "IL"}]}), None),
        (json!({"@type": "Persn", "name": "A"}), Some("no type Persn")),
        (json!({"name": "A"}), Some("no type")),
        (json!({"@type": "Person", "nmae": "A"}), Some("no such property")),
        (json!({"@type": "Person", "lastReviewed": "2026-01-01"}), Some("Person has no such property")),
        (json!({"@type": "MedicalWebPage", "lastReviewed": "January"}), Some("is none of Date")),
        (json!({"@type": "MedicalWebPage", "reviewedBy": {"@type": "Place"}}), Some("is none of Organization, Person")),
        (json!({"@type": "OpeningHoursSpecification", "dayOfWeek": "Mon"}), Some("is none of DayOfWeek")),
        (json!({"@type": "OpeningHoursSpecification", "opens": "9 AM"}), Some("is none of Time")),
        (json!({"@type": "Person", "url": "/people/"}), Some("is none of URL")),
        (json!({"@type": "ListItem", "position": true}), Some("is none of Integer, Text")),
        (json!({"@type": "Person", "worksFor": {"@type": "MedicalBusiness", "price": 1}}), Some("worksFor.price")),
    ] {
        let faults = vocabulary.faults(&thing, "it");
        match wrong {
            None => assert_eq!(faults, Vec::<String>::new(), "{thing}"),
            Some(wrong) => assert!(faults.iter().any(|fault| fault.contains(wrong)), "{thing}: {faults:?}"),
        }
    }
}

/// Proves: every type, property and value in the structured data of the sample and of the golden sites is in schema.org's
/// vocabulary, where it says that it belongs; and of each kind that we promise, some is there.
#[test]
fn every_word_is_in_the_vocabulary() {
    let vocabulary = Vocabulary::read();
    let golden = |name: &str| {
        let folder = repository().join("tests/sites").join(name);
        let practice = std::fs::read_to_string(folder.join("content/practice.yaml")).expect("a practice");
        Site::copy_of(&folder).file("content/practice.yaml", practice.replace("theme: plain", "theme: calm")).built()
    };
    let sites = [files_of(&printed().join("public")), golden("practice"), golden("two-languages"), golden("bare")];
    let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
    for files in &sites {
        for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            for thing in graph(&Page::parse(html), name) {
                faults.extend(vocabulary.faults(&thing, name));
                walk(&thing, &mut |thing| seen.extend(kinds(thing).into_iter().map(str::to_owned)));
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    for kind in [
        "BreadcrumbList",
        "ContactPage",
        "DefinedTerm",
        "EducationalOccupationalCredential",
        "FAQPage",
        "MedicalBusiness",
        "MedicalWebPage",
        "Offer",
        "OpeningHoursSpecification",
        "Person",
        "PostalAddress",
        "WebSite",
    ] {
        assert!(seen.contains(kind), "nothing is a {kind}, but {seen:?}");
    }
}

fn walk(value: &Value, see: &mut impl FnMut(&Value)) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| walk(value, see)),
        Value::Object(map) => {
            see(value);
            map.values().for_each(|value| walk(value, see));
        }
        _ => {}
    }
}

/// Proves: the sample's structured data say nothing that their page does not: each word stands on it, each day is one of its days,
/// and each address of the site's own leads to something.
#[test]
fn nothing_is_said_that_the_page_does_not_say() {
    let files = files_of(&printed().join("public"));
    let mut faults = Vec::new();
    let mut said = 0;
    for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Page::parse(html);
        let mut text = page.text.clone();
        // What stands in the head is said too: it is the title in the tab and the words in a list of results.
        for element in
            page.all("meta").filter_map(|m| m.get("content")).chain(page.all("title").map(|t| t.text.as_str()))
        {
            text.push(' ');
            text.push_str(element);
        }
        let text = text.to_lowercase();
        let links: BTreeSet<&str> = page.all("a").filter_map(|a| a.get("href")).collect();
        let mut strings = Vec::new();
        for thing in graph(&page, name) {
            walk(&thing, &mut |thing| {
                for (key, value) in thing.as_object().expect("a thing") {
                    let values = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
                    strings.extend(values.iter().filter_map(|v| Some((key.clone(), v.as_str()?.to_owned()))));
                }
            });
        }
        for (key, string) in strings {
            said += 1;
            let there = match key.as_str() {
                // Codes, which pages write as words.
                "@type" | "inLanguage" | "knowsLanguage" | "addressCountry" | "priceCurrency" | "dayOfWeek"
                | "opens" | "closes" => true,
                "expires" | "datePublished" | "dateModified" | "lastReviewed" => {
                    let day: jiff::civil::Date = string.parse().expect("a day");
                    page.all("time").any(|time| time.get("datetime") == Some(&string))
                        || text.contains(&day.strftime("%B %-d, %Y").to_string().to_lowercase())
                        || text.contains(&format!("{} de ", day.day())) && text.contains(&day.year().to_string())
                }
                _ => match string.strip_prefix("https://www.example.com") {
                    Some(path) => {
                        let path = path.split('#').next().unwrap_or_default().trim_start_matches('/');
                        let path = percent_encoding::percent_decode_str(path).decode_utf8().expect("UTF-8");
                        files.contains_key(&*path) || files.contains_key(&format!("{path}index.html"))
                    }
                    None => text.contains(&squeeze(&string).to_lowercase()) || links.contains(string.as_str()),
                },
            };
            if !there {
                faults.push(format!("{name} does not say {key} {string:?}"));
            }
        }
    }
    assert!(said > 1000, "{said}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
