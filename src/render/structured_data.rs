//! JSON-LD in schema.org's vocabulary, from typed values; it says nothing that the page does not say.

use super::markdown;
use super::shared::Shared;
use super::view::PageView;
use crate::model::document::Document;
use crate::model::practice::{DAYS, Fee, Location};
use crate::model::provider::{License, Provider};
use crate::model::{Page, PageKind, Site, addresses::encode};
use crate::pictures::plan::Purpose;
use serde_json::{Map, Value, json};

/// schema.org's names of the days, Monday first.
const DAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What the practice is: schema.org's word for a place of care that says nothing of its size or of the law.
const PRACTICE: &str = "MedicalBusiness";

/// The page's structured data, safe inside a script element.
pub fn build(site: &Site, shared: &Shared, page: &Page, view: &PageView) -> Option<String> {
    let mut graph = Vec::new();
    match page.kind {
        PageKind::Home => graph.extend(home(site, shared, view)),
        PageKind::Document(index) => {
            let (document, _) = site.documents.get(index)?.get(&shared.language, site.language());
            let contact = site.document_with_template("contact") == Some(index);
            graph.push(web_page(site, shared, document, view, contact));
            if contact {
                graph.push(object(PRACTICE, [known(site, shared), ways(shared), places(shared)].concat()));
            } else if site.document_with_template("fees") == Some(index) {
                graph.extend(offers(shared, &shared.practice.fees, site));
            }
        }
        PageKind::Article(index) => {
            let (document, _) = site.articles.get(index)?.get(&shared.language, site.language());
            graph.push(article(site, shared, document, view));
        }
        PageKind::Provider(index) => {
            let (person, _) = site.providers.get(index)?.get(&shared.language, site.language());
            graph.push(provider(site, shared, person, view));
        }
        PageKind::Glossary => graph.push(glossary(site, shared, view)),
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

type Entries = Vec<(&'static str, Value)>;

/// Leaves out what is not known: an empty value would be a claim.
fn object(kind: impl Into<Value>, entries: Entries) -> Value {
    let mut map = Map::new();
    map.insert("@type".to_owned(), kind.into());
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

/// By what the practice is known on every page.
fn known(site: &Site, shared: &Shared) -> Entries {
    vec![
        // One thing, on whichever page it is spoken of.
        ("@id", json!(site.url().map(|root| format!("{root}/#practice")))),
        ("name", json!(shared.practice.name)),
        ("url", json!(site.url())),
    ]
}

fn publisher(site: &Site, shared: &Shared) -> Value {
    object(PRACTICE, known(site, shared))
}

/// How the practice is reached.
fn ways(shared: &Shared) -> Entries {
    let p = &shared.practice;
    vec![("telephone", json!(p.phone)), ("faxNumber", json!(p.fax)), ("email", json!(p.email))]
}

/// The home page and what it says of the practice. Hours stand on the page for contact.
fn home(site: &Site, shared: &Shared, view: &PageView) -> Vec<Value> {
    let p = &shared.practice;
    let logo = shared.view.logo.as_ref().and_then(|logo| absolute(site, &logo.url));
    let about = vec![
        ("legalName", json!(p.legal_name)),
        ("description", json!(p.tagline)),
        ("logo", json!(logo)),
        ("address", Value::Array(p.locations.iter().map(|l| address(l, &p.country)).collect())),
    ];
    let mut graph = vec![object(PRACTICE, [known(site, shared), about, ways(shared)].concat())];
    if let Some(root) = site.url() {
        let language = json!(view.lang);
        let url = view.canonical.as_ref().map_or_else(|| root.to_owned(), Clone::clone);
        graph.push(object("WebSite", vec![("name", json!(p.name)), ("url", json!(url)), ("inLanguage", language)]));
    }
    graph
}

/// The offices: with one, its hours are the practice's.
fn places(shared: &Shared) -> Entries {
    let p = &shared.practice;
    let addresses = Value::Array(p.locations.iter().map(|l| address(l, &p.country)).collect());
    let own = match p.locations.as_slice() {
        [one] => ("openingHoursSpecification", Value::Array(opening_hours(one))),
        several => ("location", Value::Array(several.iter().map(|l| place(l, &p.country, true)).collect())),
    };
    vec![("address", addresses), own]
}

fn place(location: &Location, country: &str, hours: bool) -> Value {
    let hours = if hours { opening_hours(location) } else { Vec::new() };
    object(
        "Place",
        vec![
            ("name", json!(location.name)),
            ("address", address(location, country)),
            ("telephone", json!(location.phone)),
            ("openingHoursSpecification", Value::Array(hours)),
            ("hasMap", json!(location.map_url)),
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

/// What the practice asks for its services.
fn offers(shared: &Shared, fees: &[Fee], site: &Site) -> Option<Value> {
    let offers: Vec<Value> = fees
        .iter()
        .filter(|fee| fee.price.is_some())
        .map(|fee| {
            object(
                "Offer",
                vec![
                    ("itemOffered", object("Service", vec![("name", json!(fee.service))])),
                    ("price", json!(fee.price)),
                    ("priceCurrency", json!(shared.practice.currency)),
                    ("description", json!(fee.note)),
                ],
            )
        })
        .collect();
    let own = vec![("makesOffer", Value::Array(offers.clone()))];
    (!offers.is_empty()).then(|| object(PRACTICE, [known(site, shared), own].concat()))
}

/// What articles and standing pages have in common.
fn text(site: &Site, shared: &Shared, document: &Document, view: &PageView) -> Entries {
    let person = |who: Option<&str>| {
        let byline = shared.byline(who?)?;
        let url = byline.url.as_deref().and_then(|url| absolute(&shared.site, url));
        Some(object(
            "Person",
            vec![("name", json!(byline.name)), ("jobTitle", json!(byline.role)), ("url", json!(url))],
        ))
    };
    let date = |date: Option<jiff::civil::Date>| json!(date.map(|d| d.to_string()));
    let plain = |body| markdown::plain(body, &shared.fill(body));
    let citations: Vec<String> = document.references.iter().map(plain).collect();
    let image =
        shared.picture(document.image.as_ref(), None, Purpose::Text).and_then(|image| absolute(site, &image.url));
    let language = if view.untranslated { site.language() } else { view.lang.as_str() };
    let questions = document.faq.iter().map(|faq| {
        let answer = object("Answer", vec![("text", json!(plain(&faq.answer)))]);
        object("Question", vec![("name", json!(faq.question)), ("acceptedAnswer", answer)])
    });
    vec![
        ("name", json!(document.title)),
        ("description", json!(document.summary)),
        ("url", json!(view.canonical)),
        ("inLanguage", json!(language)),
        ("image", json!(image)),
        ("dateModified", date(document.updated)),
        ("lastReviewed", date(document.reviewed)),
        ("author", person(document.author.as_ref().map(|a| a.value.as_str())).unwrap_or_default()),
        ("reviewedBy", person(document.reviewed_by.as_ref().map(|a| a.value.as_str())).unwrap_or_default()),
        ("citation", json!(citations)),
        ("publisher", publisher(site, shared)),
        ("mainEntity", Value::Array(questions.collect())),
    ]
}

/// A page's type: where it answers questions, also a page of those.
fn kinds(kind: &str, document: &Document) -> Value {
    if document.faq.is_empty() { json!(kind) } else { json!([kind, "FAQPage"]) }
}

fn web_page(site: &Site, shared: &Shared, document: &Document, view: &PageView, contact: bool) -> Value {
    let kind = if contact { "ContactPage" } else { "WebPage" };
    object(kinds(kind, document), text(site, shared, document, view))
}

fn article(site: &Site, shared: &Shared, document: &Document, view: &PageView) -> Value {
    let topics = document.topic_slugs.iter().filter_map(|slug| site.layout.topics.get(shared.topic(slug)?));
    let topics: Vec<&str> = topics.map(|topic| topic.title.as_str()).collect();
    let own = vec![("datePublished", json!(document.posted.map(|d| d.to_string()))), ("keywords", json!(topics))];
    object(kinds("MedicalWebPage", document), [text(site, shared, document, view), own].concat())
}

fn provider(site: &Site, shared: &Shared, person: &Provider, view: &PageView) -> Value {
    let practice = &shared.practice;
    let languages: Vec<&str> = person.languages.iter().map(|l| l.value.as_str()).collect();
    let photo =
        shared.picture(person.photo.as_ref(), None, Purpose::Portrait).and_then(|photo| absolute(site, &photo.url));
    let here = practice.locations.iter().filter(|l| person.locations.iter().any(|id| id.value == l.id));
    let npi = person
        .npi
        .as_ref()
        .map(|npi| object("PropertyValue", vec![("propertyID", json!("NPI")), ("value", json!(npi))]));
    object(
        "Person",
        vec![
            ("name", json!(person.name)),
            ("pronouns", json!(person.pronouns)),
            ("honorificSuffix", json!(person.credentials.join(", "))),
            ("jobTitle", json!(person.role)),
            ("url", json!(view.canonical)),
            ("image", json!(photo)),
            ("telephone", json!(person.phone)),
            ("email", json!(person.email)),
            ("identifier", npi.unwrap_or_default()),
            ("knowsAbout", json!(person.specialties)),
            ("knowsLanguage", json!(languages)),
            ("hasCredential", Value::Array(person.licenses.iter().map(|l| credential(shared, l)).collect())),
            ("workLocation", Value::Array(here.map(|l| place(l, &practice.country, false)).collect())),
            ("worksFor", publisher(site, shared)),
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

fn glossary(site: &Site, shared: &Shared, view: &PageView) -> Value {
    let terms = site.glossary.iter().flat_map(|g| g.get(&shared.language, site.language()).0.iter());
    let terms = terms.map(|term| {
        object(
            "DefinedTerm",
            vec![
                ("name", json!(term.term)),
                ("alternateName", json!(term.also)),
                ("description", json!(markdown::plain(&term.definition, &shared.fill(&term.definition)))),
                ("url", json!(view.canonical.as_ref().map(|url| format!("{url}#term-{}", encode(&term.id))))),
            ],
        )
    });
    object(
        "DefinedTermSet",
        vec![
            ("name", json!(view.title)),
            ("url", json!(view.canonical)),
            ("inLanguage", json!(view.lang)),
            ("hasDefinedTerm", Value::Array(terms.collect())),
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
            let item = object("WebPage", vec![("@id", json!(item))]);
            object("ListItem", vec![("position", json!(i + 1)), ("name", json!(name)), ("item", item)])
        })
        .collect();
    Some(object("BreadcrumbList", vec![("itemListElement", Value::Array(items))]))
}

/// A whole address, where the site's own is known.
fn absolute(site: &Site, url: &str) -> Option<String> {
    site.url().map(|root| format!("{root}{url}"))
}
