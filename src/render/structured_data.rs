//! JSON-LD in schema.org's vocabulary, from typed values; it says nothing that the page does not say.

use super::markdown;
use super::shared::Shared;
use super::view::PageView;
use crate::model::document::Document;
use crate::model::practice::{DAYS, Fee, Location};
use crate::model::provider::{License, Provider};
use crate::model::{Page, PageKind, Site, addresses::encode};
use crate::pictures::plan::Purpose;
use serde::{Serialize, Serializer};

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
    let whole = Data::Object(vec![("@context", "https://schema.org".said()), ("@graph", Data::List(graph))]);
    let text = serde_json::to_string(&whole).ok()?;
    // Inside a script element only these can end it or start a comment; JSON may write any character by its number.
    match text.contains(['<', '>', '&']) {
        true => Some(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")),
        false => Some(text),
    }
}

type Entries = Vec<(&'static str, Data)>;

/// A value in the making. Its keys are ours and known to be different: nothing needs to be looked up.
#[derive(Debug, Clone, PartialEq, Default)]
enum Data {
    #[default]
    Nothing,
    Text(String),
    Number(usize),
    List(Vec<Data>),
    Object(Entries),
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::List(list) => list.serialize(serializer),
            Self::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// What can be said in structured data.
trait Sayable {
    fn said(&self) -> Data;
}

impl Sayable for str {
    fn said(&self) -> Data {
        Data::Text(self.to_owned())
    }
}

impl Sayable for String {
    fn said(&self) -> Data {
        self.as_str().said()
    }
}

impl Sayable for usize {
    fn said(&self) -> Data {
        Data::Number(*self)
    }
}

impl<T: Sayable + ?Sized> Sayable for &T {
    fn said(&self) -> Data {
        (**self).said()
    }
}

impl<T: Sayable> Sayable for Option<T> {
    fn said(&self) -> Data {
        self.as_ref().map(Sayable::said).unwrap_or_default()
    }
}

impl<T: Sayable> Sayable for [T] {
    fn said(&self) -> Data {
        Data::List(self.iter().map(Sayable::said).collect())
    }
}

impl Sayable for Data {
    fn said(&self) -> Data {
        self.clone()
    }
}

impl<T: Sayable> Sayable for Vec<T> {
    fn said(&self) -> Data {
        self.as_slice().said()
    }
}

/// Leaves out what is not known: an empty value would be a claim. Keys stand in their order, as in all that is generated.
fn object(kind: impl Sayable, entries: Entries) -> Data {
    let mut all = vec![("@type", kind.said())];
    all.extend(entries.into_iter().filter(|(_, value)| match value {
        Data::Nothing => false,
        Data::List(list) => !list.is_empty(),
        Data::Text(text) => !text.is_empty(),
        _ => true,
    }));
    all.sort_by_key(|(key, _)| *key);
    Data::Object(all)
}

/// By what the practice is known on every page.
fn known(site: &Site, shared: &Shared) -> Entries {
    vec![
        // One thing, on whichever page it is spoken of.
        ("@id", site.url().map(|root| format!("{root}/#practice")).said()),
        ("name", shared.practice.name.said()),
        ("url", site.url().said()),
    ]
}

fn publisher(site: &Site, shared: &Shared) -> Data {
    object(PRACTICE, known(site, shared))
}

/// How the practice is reached.
fn ways(shared: &Shared) -> Entries {
    let p = &shared.practice;
    vec![("telephone", p.phone.said()), ("faxNumber", p.fax.said()), ("email", p.email.said())]
}

/// The home page and what it says of the practice. Hours stand on the page for contact.
fn home(site: &Site, shared: &Shared, view: &PageView) -> Vec<Data> {
    let p = &shared.practice;
    let logo = shared.view.logo.as_ref().and_then(|logo| absolute(site, &logo.url));
    let about = vec![
        ("legalName", p.legal_name.said()),
        ("description", p.tagline.said()),
        ("logo", logo.said()),
        ("address", Data::List(p.locations.iter().map(|l| address(l, &p.country)).collect())),
    ];
    let mut graph = vec![object(PRACTICE, [known(site, shared), about, ways(shared)].concat())];
    if let Some(root) = site.url() {
        let language = view.lang.said();
        let url = view.canonical.as_ref().map_or_else(|| root.to_owned(), Clone::clone);
        graph.push(object("WebSite", vec![("name", p.name.said()), ("url", url.said()), ("inLanguage", language)]));
    }
    graph
}

/// The offices: with one, its hours are the practice's.
fn places(shared: &Shared) -> Entries {
    let p = &shared.practice;
    let addresses = Data::List(p.locations.iter().map(|l| address(l, &p.country)).collect());
    let own = match p.locations.as_slice() {
        [one] => ("openingHoursSpecification", Data::List(opening_hours(one))),
        several => ("location", Data::List(several.iter().map(|l| place(l, &p.country, true)).collect())),
    };
    vec![("address", addresses), own]
}

fn place(location: &Location, country: &str, hours: bool) -> Data {
    let hours = if hours { opening_hours(location) } else { Vec::new() };
    object(
        "Place",
        vec![
            ("name", location.name.said()),
            ("address", address(location, country)),
            ("telephone", location.phone.said()),
            ("openingHoursSpecification", Data::List(hours)),
            ("hasMap", location.map_url.said()),
        ],
    )
}

fn address(location: &Location, country: &str) -> Data {
    object(
        "PostalAddress",
        vec![
            ("streetAddress", location.street.said()),
            ("addressLocality", location.city.said()),
            ("addressRegion", location.state.said()),
            ("postalCode", location.postal_code.said()),
            ("addressCountry", location.country.as_deref().unwrap_or(country).said()),
        ],
    )
}

fn opening_hours(location: &Location) -> Vec<Data> {
    DAYS.iter()
        .zip(DAY_NAMES)
        .zip(&location.hours)
        .flat_map(|((_, day), stretches)| stretches.iter().flatten().map(move |stretch| (day, stretch)))
        .map(|(day, (from, to))| {
            object(
                "OpeningHoursSpecification",
                vec![
                    ("dayOfWeek", day.said()),
                    ("opens", from.strftime("%H:%M").to_string().said()),
                    ("closes", to.strftime("%H:%M").to_string().said()),
                ],
            )
        })
        .collect()
}

/// What the practice asks for its services.
fn offers(shared: &Shared, fees: &[Fee], site: &Site) -> Option<Data> {
    let offers: Vec<Data> = fees
        .iter()
        .filter(|fee| fee.price.is_some())
        .map(|fee| {
            object(
                "Offer",
                vec![
                    ("itemOffered", object("Service", vec![("name", fee.service.said())])),
                    ("price", fee.price.said()),
                    ("priceCurrency", shared.practice.currency.said()),
                    ("description", fee.note.said()),
                ],
            )
        })
        .collect();
    let own = vec![("makesOffer", Data::List(offers.clone()))];
    (!offers.is_empty()).then(|| object(PRACTICE, [known(site, shared), own].concat()))
}

/// What articles and standing pages have in common.
fn text(site: &Site, shared: &Shared, document: &Document, view: &PageView) -> Entries {
    let person = |who: Option<&str>| {
        let byline = shared.byline(who?)?;
        let url = byline.url.as_deref().and_then(|url| absolute(&shared.site, url));
        Some(object(
            "Person",
            vec![("name", byline.name.said()), ("jobTitle", byline.role.said()), ("url", url.said())],
        ))
    };
    let date = |date: Option<jiff::civil::Date>| date.map(|d| d.to_string()).said();
    let plain = |body| markdown::plain(body, &shared.fill(body));
    let citations: Vec<String> = document.references.iter().map(plain).collect();
    let image =
        shared.picture(document.image.as_ref(), None, Purpose::Text).and_then(|image| absolute(site, &image.url));
    let language = if view.untranslated { site.language() } else { view.lang.as_str() };
    let questions = document.faq.iter().map(|faq| {
        let answer = object("Answer", vec![("text", plain(&faq.answer).said())]);
        object("Question", vec![("name", faq.question.said()), ("acceptedAnswer", answer)])
    });
    vec![
        ("name", document.title.said()),
        ("description", document.summary.said()),
        ("url", view.canonical.said()),
        ("inLanguage", language.said()),
        ("image", image.said()),
        ("dateModified", date(document.updated)),
        ("lastReviewed", date(document.reviewed)),
        ("author", person(document.author.as_ref().map(|a| a.value.as_str())).unwrap_or_default()),
        ("reviewedBy", person(document.reviewed_by.as_ref().map(|a| a.value.as_str())).unwrap_or_default()),
        ("citation", citations.said()),
        ("publisher", publisher(site, shared)),
        ("mainEntity", Data::List(questions.collect())),
    ]
}

/// A page's type: where it answers questions, also a page of those.
fn kinds(kind: &str, document: &Document) -> Data {
    if document.faq.is_empty() { kind.said() } else { [kind, "FAQPage"].said() }
}

fn web_page(site: &Site, shared: &Shared, document: &Document, view: &PageView, contact: bool) -> Data {
    let kind = if contact { "ContactPage" } else { "WebPage" };
    object(kinds(kind, document), text(site, shared, document, view))
}

fn article(site: &Site, shared: &Shared, document: &Document, view: &PageView) -> Data {
    let topics = document.topic_slugs.iter().filter_map(|slug| site.layout.topics.get(shared.topic(slug)?));
    let topics: Vec<&str> = topics.map(|topic| topic.title.as_str()).collect();
    let own = vec![("datePublished", document.posted.map(|d| d.to_string()).said()), ("keywords", topics.said())];
    object(kinds("MedicalWebPage", document), [text(site, shared, document, view), own].concat())
}

fn provider(site: &Site, shared: &Shared, person: &Provider, view: &PageView) -> Data {
    let practice = &shared.practice;
    let languages: Vec<&str> = person.languages.iter().map(|l| l.value.as_str()).collect();
    let photo =
        shared.picture(person.photo.as_ref(), None, Purpose::Portrait).and_then(|photo| absolute(site, &photo.url));
    let here = practice.locations.iter().filter(|l| person.locations.iter().any(|id| id.value == l.id));
    let npi = person
        .npi
        .as_ref()
        .map(|npi| object("PropertyValue", vec![("propertyID", "NPI".said()), ("value", npi.said())]));
    object(
        "Person",
        vec![
            ("name", person.name.said()),
            ("pronouns", person.pronouns.said()),
            ("honorificSuffix", person.credentials.join(", ").said()),
            ("jobTitle", person.role.said()),
            ("url", view.canonical.said()),
            ("image", photo.said()),
            ("telephone", person.phone.said()),
            ("email", person.email.said()),
            ("identifier", npi.unwrap_or_default()),
            ("knowsAbout", person.specialties.said()),
            ("knowsLanguage", languages.said()),
            ("hasCredential", Data::List(person.licenses.iter().map(|l| credential(shared, l)).collect())),
            ("workLocation", Data::List(here.map(|l| place(l, &practice.country, false)).collect())),
            ("worksFor", publisher(site, shared)),
        ],
    )
}

fn credential(shared: &Shared, license: &License) -> Data {
    let state = license.state.as_ref().map(|s| object("AdministrativeArea", vec![("name", s.said())]));
    object(
        "EducationalOccupationalCredential",
        vec![
            ("credentialCategory", shared.word(&format!("license-{}", license.kind)).said()),
            ("identifier", license.number.said()),
            ("validIn", state.unwrap_or_default()),
            ("expires", license.expires.map(|d| d.to_string()).said()),
        ],
    )
}

fn glossary(site: &Site, shared: &Shared, view: &PageView) -> Data {
    let terms = site.glossary.iter().flat_map(|g| g.get(&shared.language, site.language()).0.iter());
    let terms = terms.map(|term| {
        object(
            "DefinedTerm",
            vec![
                ("name", term.term.said()),
                ("alternateName", term.also.said()),
                ("description", markdown::plain(&term.definition, &shared.fill(&term.definition)).said()),
                ("url", view.canonical.as_ref().map(|url| format!("{url}#term-{}", encode(&term.id))).said()),
            ],
        )
    });
    object(
        "DefinedTermSet",
        vec![
            ("name", view.title.said()),
            ("url", view.canonical.said()),
            ("inLanguage", view.lang.said()),
            ("hasDefinedTerm", Data::List(terms.collect())),
        ],
    )
}

/// The way down from the home page; only where the site's own address is known, because items are whole addresses.
fn breadcrumbs(site: &Site, view: &PageView) -> Option<Data> {
    if view.breadcrumbs.is_empty() || site.url().is_none() {
        return None;
    }
    let own = view.canonical.as_ref().map(|url| (view.title.clone(), url.clone()));
    let items: Vec<Data> = view
        .breadcrumbs
        .iter()
        .filter_map(|link| Some((link.title.clone(), absolute(site, &link.url)?)))
        .chain(own)
        .enumerate()
        .map(|(i, (name, item))| {
            let item = object("WebPage", vec![("@id", item.said())]);
            object("ListItem", vec![("position", (i + 1).said()), ("name", name.said()), ("item", item)])
        })
        .collect();
    Some(object("BreadcrumbList", vec![("itemListElement", Data::List(items))]))
}

/// A whole address, where the site's own is known.
fn absolute(site: &Site, url: &str) -> Option<String> {
    site.url().map(|root| format!("{root}{url}"))
}
