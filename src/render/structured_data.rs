//! JSON-LD in schema.org's vocabulary, from typed values; it says nothing that the page does not say.

use super::shared::Shared;
use super::view::PageView;
use crate::model::document::Document;
use crate::model::practice::{DAYS, Location};
use crate::model::provider::{License, Provider};
use crate::model::{Page, PageKind, Site};
use serde_json::{Map, Value, json};

/// schema.org's names of the days, Monday first.
const DAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The page's structured data, safe inside a script element.
pub fn build(site: &Site, shared: &Shared, page: &Page, view: &PageView) -> Option<String> {
    let mut graph = Vec::new();
    match page.kind {
        PageKind::Home => graph.push(practice(site, shared)),
        PageKind::Article(index) => {
            let (document, _) = site.articles.get(index)?.get(&shared.language, site.language());
            graph.push(article(shared, document, view));
        }
        PageKind::Provider(index) => {
            let (person, _) = site.providers.get(index)?.get(&shared.language, site.language());
            graph.push(provider(site, shared, person, view));
        }
        _ => {}
    }
    graph.extend(breadcrumbs(site, view));
    if graph.is_empty() {
        return None;
    }
    // A list of values is taken as it is; `json!` would make each of them anew.
    let whole = [("@context", json!("https://schema.org")), ("@graph", Value::Array(graph))];
    let text = Value::Object(whole.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()).to_string();
    // Inside a script element only these can end it or start a comment; JSON may write any character by its number.
    Some(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

/// Leaves out what is not known: an empty value would be a claim.
fn object(kind: &str, entries: Vec<(&str, Value)>) -> Value {
    let mut map = Map::new();
    map.insert("@type".to_owned(), json!(kind));
    for (key, value) in entries {
        let empty = match &value {
            Value::Null => true,
            Value::Array(list) => list.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        };
        if !empty {
            map.insert(key.to_owned(), value);
        }
    }
    Value::Object(map)
}

fn practice(site: &Site, shared: &Shared) -> Value {
    let p = &shared.practice;
    let hours = p.locations.first().map(opening_hours).unwrap_or_default();
    object(
        "MedicalBusiness",
        vec![
            ("name", json!(p.name)),
            ("legalName", json!(p.legal_name)),
            ("description", json!(p.tagline)),
            ("url", json!(site.url())),
            ("telephone", json!(p.phone)),
            ("faxNumber", json!(p.fax)),
            ("email", json!(p.email)),
            ("address", Value::Array(p.locations.iter().map(|l| address(l, &p.country)).collect())),
            ("openingHoursSpecification", Value::Array(hours)),
        ],
    )
}

fn address(location: &Location, country: &str) -> Value {
    object(
        "PostalAddress",
        vec![
            ("streetAddress", json!(location.street)),
            ("addressLocality", json!(location.city)),
            ("addressRegion", json!(location.state)),
            ("postalCode", json!(location.postal_code)),
            ("addressCountry", json!(location.country.as_deref().unwrap_or(country))),
        ],
    )
}

fn opening_hours(location: &Location) -> Vec<Value> {
    DAYS.iter()
        .zip(DAY_NAMES)
        .zip(&location.hours)
        .flat_map(|((_, day), stretches)| stretches.iter().flatten().map(move |stretch| (day, stretch)))
        .map(|(day, (from, to))| {
            object(
                "OpeningHoursSpecification",
                vec![
                    ("dayOfWeek", json!(day)),
                    ("opens", json!(from.strftime("%H:%M").to_string())),
                    ("closes", json!(to.strftime("%H:%M").to_string())),
                ],
            )
        })
        .collect()
}

fn article(shared: &Shared, document: &Document, view: &PageView) -> Value {
    let person = |who: Option<&str>| {
        let byline = shared.byline(who?)?;
        let url = byline.url.as_deref().and_then(|url| absolute(&shared.site, url));
        Some(object(
            "Person",
            vec![("name", json!(byline.name)), ("jobTitle", json!(byline.role)), ("url", json!(url))],
        ))
    };
    let date = |date: Option<jiff::civil::Date>| json!(date.map(|d| d.to_string()));
    let citations: Vec<String> =
        document.references.iter().map(|r| super::markdown::plain(r, &shared.fill(r))).collect();
    object(
        "MedicalWebPage",
        vec![
            ("name", json!(document.title)),
            ("description", json!(document.summary)),
            ("url", json!(view.canonical)),
            ("inLanguage", json!(view.lang)),
            ("datePublished", date(document.posted)),
            ("dateModified", date(document.updated)),
            ("lastReviewed", date(document.reviewed)),
            ("author", person(document.author.as_ref().map(|a| a.value.as_str())).unwrap_or_default()),
            ("reviewedBy", person(document.reviewed_by.as_ref().map(|a| a.value.as_str())).unwrap_or_default()),
            ("citation", json!(citations)),
        ],
    )
}

fn provider(site: &Site, shared: &Shared, person: &Provider, view: &PageView) -> Value {
    let practice = object("MedicalBusiness", vec![("name", json!(shared.practice.name)), ("url", json!(site.url()))]);
    let languages: Vec<&str> = person.languages.iter().map(|l| l.value.as_str()).collect();
    object(
        "Person",
        vec![
            ("name", json!(person.name)),
            ("honorificSuffix", json!(person.credentials.join(", "))),
            ("jobTitle", json!(person.role)),
            ("url", json!(view.canonical)),
            ("telephone", json!(person.phone)),
            ("email", json!(person.email)),
            ("knowsLanguage", json!(languages)),
            ("hasCredential", Value::Array(person.licenses.iter().map(|l| credential(shared, l)).collect())),
            ("worksFor", practice),
        ],
    )
}

fn credential(shared: &Shared, license: &License) -> Value {
    let state = license.state.as_ref().map(|s| object("AdministrativeArea", vec![("name", json!(s))]));
    object(
        "EducationalOccupationalCredential",
        vec![
            ("credentialCategory", json!(shared.word(&format!("license-{}", license.kind)))),
            ("identifier", json!(license.number)),
            ("validIn", state.unwrap_or_default()),
            ("expires", json!(license.expires.map(|d| d.to_string()))),
        ],
    )
}

/// The way down from the home page; only where the site's own address is known, because items are whole addresses.
fn breadcrumbs(site: &Site, view: &PageView) -> Option<Value> {
    if view.breadcrumbs.is_empty() || site.url().is_none() {
        return None;
    }
    let own = view.canonical.as_ref().map(|url| (view.title.clone(), url.clone()));
    let items: Vec<Value> = view
        .breadcrumbs
        .iter()
        .filter_map(|link| Some((link.title.clone(), absolute(site, &link.url)?)))
        .chain(own)
        .enumerate()
        .map(|(i, (name, item))| {
            object("ListItem", vec![("position", json!(i + 1)), ("name", json!(name)), ("item", json!(item))])
        })
        .collect();
    Some(object("BreadcrumbList", vec![("itemListElement", Value::Array(items))]))
}

/// A whole address, where the site's own is known.
fn absolute(site: &Site, url: &str) -> Option<String> {
    site.url().map(|root| format!("{root}{url}"))
}
