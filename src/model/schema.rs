//! The YAML of the practice, people, pages and the glossary as editors and people see it: `anteroom schema KIND`.
//!
//! Like [`form::schema`](super::form::schema), these types are never filled: they describe the keys that are read, in the
//! shape in which they are written. A test holds each to what its reader asks for.

use super::form::schema::{DateYaml, Flag, FormYaml};
use super::packet::schema::PacketYaml;
use super::translated;
use crate::source::yaml::overlay::is_word_key;
use schemars::{JsonSchema, Schema, schema_for};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema of a kind of file: `practice`, `page`, `provider`, `form`, `packet`, `glossary`. Anything else has an empty one.
pub fn of(kind: &str) -> Schema {
    match kind {
        "practice" => schema_for!(PracticeYaml),
        "page" => schema_for!(PageYaml),
        "provider" => schema_for!(ProviderYaml),
        "form" => schema_for!(FormYaml),
        "packet" => schema_for!(PacketYaml),
        "glossary" => schema_for!(GlossaryYaml),
        _ => Schema::default(),
    }
}

/// The schema of a kind of file and of its translations, as editors take it: one of the two. Which of them a file is stands in its
/// name, and patterns for names that leave some out are read differently by different versions of editors.
pub fn with_translations(kind: &str) -> Value {
    let original: Value = of(kind).into();
    let (whole, words) = (apart(original.clone(), ""), apart(translation_of(kind, &original), TRANSLATED));
    let mut defs = Map::new();
    for (name, (root, inner)) in [("Original", whole), ("Translation", words)] {
        defs.extend(inner);
        defs.insert(name.to_owned(), root);
    }
    let reference = |name: &str| json!({"$ref": format!("#/$defs/{name}")});
    json!({
        "$schema": original.get("$schema"),
        "title": original.get("title"),
        "description": original.get("description"),
        "anyOf": [reference("Original"), reference("Translation")],
        "$defs": defs,
    })
}

/// Goes before the names of the shapes that a translation's keys have.
const TRANSLATED: &str = "Translated";

/// A schema without the shapes that it names, and these shapes, under names that begin with `prefix`.
fn apart(mut schema: Value, prefix: &str) -> (Value, Map<String, Value>) {
    rename(&mut schema, prefix);
    let defs = schema.as_object_mut().and_then(|root| root.remove("$defs"));
    let Some(Value::Object(defs)) = defs else { return (schema, Map::new()) };
    (schema, defs.into_iter().map(|(name, shape)| (format!("{prefix}{name}"), shape)).collect())
}

fn rename(schema: &mut Value, prefix: &str) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(target) if key == "$ref" => {
                        *target = target.replacen("#/$defs/", &format!("#/$defs/{prefix}"), 1);
                    }
                    value => rename(value, prefix),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, prefix)),
        _ => {}
    }
}

/// The schema of a kind's translations: of all keys those that hold words, none of them required, and what it translates.
fn translation_of(kind: &str, original: &Value) -> Value {
    let none = Map::new();
    let defs = original.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let mut schema = original.clone();
    words_only(&mut schema, defs);
    if let Some(Value::Object(shapes)) = schema.get_mut("$defs") {
        shapes.values_mut().for_each(|shape| words_only(shape, defs));
    }
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let about = "The day or the code of what this translates; write new, and the next build tells you the code.";
        properties.insert(translated::KEY.to_owned(), json!({"type": ["string", "null"], "description": about}));
        if kind == "form" {
            let about = "The day of the original's version that this translates.";
            properties.insert("version".to_owned(), json!({"type": ["string", "null"], "description": about}));
        }
    }
    schema
}

/// Takes away what a translation does not say, all the way down.
fn words_only(schema: &mut Value, defs: &Map<String, Value>) {
    let Value::Object(map) = schema else { return };
    map.remove("required");
    // Without what tells them apart, several of the shapes fit.
    if let Some(shapes) = map.remove("oneOf") {
        map.insert("anyOf".to_owned(), shapes);
    }
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        properties.retain(|key, value| key == "id" || is_word_key(key) || has_words(value, defs, &mut Vec::new()));
    }
    for (key, inner) in map.iter_mut().filter(|(key, _)| *key != "$defs") {
        match inner {
            Value::Object(properties) if key == "properties" => {
                properties.values_mut().for_each(|property| words_only(property, defs));
            }
            Value::Object(_) => words_only(inner, defs),
            Value::Array(items) => items.iter_mut().for_each(|item| words_only(item, defs)),
            _ => {}
        }
    }
}

/// Whether a shape has keys with words in it, at any depth.
fn has_words(schema: &Value, defs: &Map<String, Value>, seen: &mut Vec<String>) -> bool {
    match schema {
        Value::Object(map) => map.iter().any(|(key, value)| match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                properties.iter().any(|(key, value)| is_word_key(key) || has_words(value, defs, seen))
            }
            ("$ref", Value::String(target)) => {
                let name = target.rsplit('/').next().unwrap_or_default();
                if seen.iter().any(|one| one == name) {
                    return false;
                }
                seen.push(name.to_owned());
                defs.get(name).is_some_and(|shape| has_words(shape, defs, seen))
            }
            ("items" | "anyOf" | "oneOf" | "allOf", inner) => has_words(inner, defs, seen),
            _ => false,
        }),
        Value::Array(items) => items.iter().any(|item| has_words(item, defs, seen)),
        _ => false,
    }
}

/// practice.yaml: every fact about the practice, stated once. Only name is required.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom practice", deny_unknown_fields)]
pub struct PracticeYaml {
    /// The practice's name.
    pub name: String,
    /// The registered name, where it differs.
    pub legal_name: Option<String>,
    /// One line under the name.
    pub tagline: Option<String>,
    /// The site's own address, such as https://www.example.com.
    pub url: Option<String>,
    /// Language codes, the site's own first: [en, es].
    pub languages: Option<Vec<String>>,
    /// IANA name, such as America/Chicago.
    pub timezone: Option<String>,
    /// Two letters; US where none is given.
    pub country: Option<String>,
    /// Three letters; USD where none is given.
    pub currency: Option<String>,
    /// The paper that forms are set for.
    pub paper: Option<PaperYaml>,
    /// The second paper size, where forms are wanted in both.
    pub also_paper: Option<PaperYaml>,
    /// Main telephone number.
    pub phone: Option<String>,
    /// Fax number.
    pub fax: Option<String>,
    /// Main email address.
    pub email: Option<String>,
    /// Where clients sign in.
    pub portal_url: Option<String>,
    /// Where clients book.
    pub booking_url: Option<String>,
    /// Who to call when it cannot wait; 911 and 988 where none is given.
    pub crisis: Option<CrisisYaml>,
    /// Offices.
    pub locations: Option<Vec<LocationYaml>>,
    /// Insurers.
    pub insurance: Option<InsuranceYaml>,
    /// Prices.
    pub fees: Option<Vec<FeeYaml>>,
    /// How soon you answer, such as one working day.
    pub reply_within: Option<String>,
    /// Who picks up the telephone.
    pub who_answers: Option<String>,
    /// Whether only the practice hears the voicemail.
    pub voicemail_private: Option<Flag>,
    /// Whether and how clients may text.
    pub texting: Option<String>,
    /// How long new clients wait.
    pub wait: Option<WaitYaml>,
    /// Facts that decide which notices are needed.
    pub facts: Option<FactsYaml>,
    /// How finished forms come back, in order.
    pub returns: Option<Vec<ReturnYaml>>,
    /// The top navigation: files such as pages/about.md, or home, providers, articles, topics, forms, glossary.
    pub navigation: Option<Vec<String>>,
    /// Colors, logo, lists.
    pub look: Option<LookYaml>,
    /// Whether the site gets a search page.
    pub search: Option<Flag>,
    /// How much the rules of anteroom check matter here, and what is right as it is.
    pub check: Option<CheckYaml>,
    /// Where the site is published, by a name of your own.
    pub publish: Option<BTreeMap<String, PublishYaml>>,
    /// The version of Anteroom that it was made with.
    pub anteroom: Option<String>,
}

/// Who to call when it cannot wait.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CrisisYaml {
    /// Police, fire and ambulance.
    pub emergency: Option<String>,
    /// The crisis line's number.
    pub line: Option<String>,
    /// Its name.
    pub line_name: Option<String>,
    /// Whether it answers text messages.
    pub text: Option<Flag>,
}

/// An office.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LocationYaml {
    /// Its id; else made of its name.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State or region.
    pub state: Option<String>,
    /// ZIP or postal code, in quotes.
    pub postal_code: Option<String>,
    /// Two letters, where it differs from the practice's.
    pub country: Option<String>,
    /// Its own telephone number.
    pub phone: Option<String>,
    /// Opening hours.
    pub hours: Option<HoursYaml>,
    /// How to get there (Markdown).
    pub directions: Option<String>,
    /// Where to park.
    pub parking: Option<String>,
    /// Steps, lifts, doors.
    pub access: Option<String>,
    /// A picture of the entrance, such as media/entrance.jpg.
    pub photo: Option<String>,
    /// What the picture shows.
    pub photo_alt: Option<String>,
    /// A link to a map.
    pub map_url: Option<String>,
}

/// Opening hours: "9:00-17:00", "9:00-12:00, 13:00-19:00" or closed.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HoursYaml {
    /// Monday.
    pub mon: Option<String>,
    /// Tuesday.
    pub tue: Option<String>,
    /// Wednesday.
    pub wed: Option<String>,
    /// Thursday.
    pub thu: Option<String>,
    /// Friday.
    pub fri: Option<String>,
    /// Saturday.
    pub sat: Option<String>,
    /// Sunday.
    pub sun: Option<String>,
}

/// Insurers.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct InsuranceYaml {
    /// Companies whose networks the practice is in.
    pub in_network: Option<Vec<String>>,
    /// What happens with others.
    pub out_of_network: Option<String>,
}

/// A price.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FeeYaml {
    /// Its id; else made of the service.
    pub id: Option<String>,
    /// What it is for.
    pub service: String,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// The number alone, such as 180 or 37.50.
    pub price: Option<f64>,
    /// A word on it.
    pub note: Option<String>,
}

/// How long new clients wait.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WaitYaml {
    /// In words.
    pub text: String,
    /// When that was true.
    pub as_of: Option<DateYaml>,
}

/// Facts that decide which notices are needed.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FactsYaml {
    /// Bills electronically, so that HIPAA's rules apply (45 CFR 160.103): a page with the notice of privacy practices belongs on the site.
    pub hipaa_covered: Option<Flag>,
    /// Takes federal money, so that section 504 (45 CFR part 84) and section 1557 (45 CFR part 92) apply: a page with the notice of nondiscrimination and one on language assistance belong on the site.
    pub receives_federal_funds: Option<Flag>,
    /// How many people work here.
    pub employees: Option<u32>,
    /// States in which the practice works.
    pub states: Option<Vec<String>>,
    /// Sees clients who pay themselves, who are owed a good faith estimate (45 CFR 149.610): a page that says so belongs on the site.
    pub self_pay_clients: Option<Flag>,
}

/// Colors, logo, lists.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LookYaml {
    /// A folder under themes/, or calm, which is built in.
    pub theme: Option<String>,
    /// The color of links and buttons, such as "#2b3f87".
    pub accent: Option<String>,
    /// The logo's file, such as media/logo.svg.
    pub logo: Option<String>,
    /// The same logo in colors for dark screens, such as media/logo-dark.svg.
    pub logo_dark: Option<String>,
    /// What the logo says.
    pub logo_alt: Option<String>,
    /// The headings' type.
    pub type_pairing: Option<TypePairingYaml>,
    /// What the home page begins with.
    pub home_first: Option<HomeFirstYaml>,
    /// Articles on one page of a list; 20 where it is not said.
    pub articles_per_page: Option<u32>,
}

/// Front matter of an article, a page or the home page.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom front matter", deny_unknown_fields)]
pub struct PageYaml {
    /// The title; every article and page needs one.
    pub title: Option<String>,
    /// A sentence or two: lists, search results, previews.
    pub summary: Option<String>,
    /// A provider's id, or a plain name.
    pub author: Option<String>,
    /// A provider's id, or a plain name.
    pub reviewed_by: Option<String>,
    /// First published.
    pub posted: Option<DateYaml>,
    /// Last changed.
    pub updated: Option<DateYaml>,
    /// Last reviewed.
    pub reviewed: Option<DateYaml>,
    /// When the next review is due.
    pub review_due: Option<DateYaml>,
    /// Subjects.
    pub topics: Option<Vec<String>>,
    /// Whom it is for.
    pub audience: Option<Vec<String>>,
    /// What to take away.
    pub key_points: Option<Vec<String>>,
    /// Sources (Markdown).
    pub references: Option<Vec<String>>,
    /// Questions and answers.
    pub faq: Option<Vec<FaqYaml>>,
    /// A picture, relative to the file.
    pub image: Option<String>,
    /// What the picture shows; "" for a decoration.
    pub image_alt: Option<String>,
    /// Also a printable handout.
    pub handout: Option<Flag>,
    /// Not published yet.
    pub draft: Option<Flag>,
    /// Published from this day on.
    pub publish_on: Option<DateYaml>,
    /// No longer published from this day on.
    pub expires_on: Option<DateYaml>,
    /// Old addresses, such as /old-page/.
    pub aliases: Option<Vec<String>>,
    /// Gets "Exit this page".
    pub sensitive: Option<Flag>,
    /// A template of the theme, such as fees, contact, help-now.
    pub template: Option<String>,
    /// Which notices that rules ask for this page is, where its file's name does not say so.
    pub notices: Option<Vec<NoticeYaml>>,
}

/// A notice that rules ask for.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum NoticeYaml {
    /// How health information is used, and what rights clients have.
    PrivacyPractices,
    /// Clients who pay themselves can have an estimate in writing.
    GoodFaithEstimate,
    /// Nobody is treated worse for who they are.
    Nondiscrimination,
    /// Interpreters and other help cost nothing.
    LanguageAssistance,
}

/// A question and its answer.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FaqYaml {
    /// Its id; else made of the question.
    pub id: Option<String>,
    /// The question.
    pub question: String,
    /// The answer (Markdown).
    pub answer: String,
}

/// One person of the practice.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom provider", deny_unknown_fields)]
pub struct ProviderYaml {
    /// Full name.
    pub name: String,
    /// Such as she/her.
    pub pronouns: Option<String>,
    /// Degrees and licenses after the name.
    pub credentials: Option<Vec<String>>,
    /// Such as clinical psychologist.
    pub role: Option<String>,
    /// Licenses and registrations.
    pub licenses: Option<Vec<LicenseYaml>>,
    /// A provider's id or a name; required where a license is supervised or the role is associate or trainee.
    pub supervisor: Option<String>,
    /// National Provider Identifier, in quotes.
    pub npi: Option<String>,
    /// Health Care Provider Taxonomy code (NUCC).
    pub taxonomy: Option<String>,
    /// Whether there is space.
    pub accepting_clients: Option<AcceptingYaml>,
    /// Ways of working.
    pub modalities: Option<Vec<String>>,
    /// What they help with.
    pub specialties: Option<Vec<String>>,
    /// Whom they see.
    pub populations: Option<Vec<PopulationYaml>>,
    /// Such as 13 and up.
    pub ages: Option<String>,
    /// Where they work.
    pub settings: Option<Vec<SettingYaml>>,
    /// Codes of the languages they work in.
    pub languages: Option<Vec<String>>,
    /// States in which they may see clients by video.
    pub telehealth_states: Option<Vec<String>>,
    /// Ids of the practice's locations.
    pub locations: Option<Vec<String>>,
    /// Insurers; the practice's where none are given.
    pub insurance: Option<Vec<String>>,
    /// Ids of the practice's fees; all where none are given.
    pub fees: Option<Vec<String>>,
    /// Where clients book with them.
    pub booking_url: Option<String>,
    /// Their own number.
    pub phone: Option<String>,
    /// Their own address.
    pub email: Option<String>,
    /// A picture, such as ../media/amara.jpg.
    pub photo: Option<String>,
    /// What the picture shows.
    pub photo_alt: Option<String>,
    /// Schools and degrees.
    pub education: Option<Vec<String>>,
    /// In their own words (Markdown).
    pub bio: Option<String>,
    /// Place in the directory: smaller first.
    pub order: Option<i64>,
    /// From this day on they are no longer shown.
    pub retired_on: Option<DateYaml>,
    /// A fictional person; publishing refuses them.
    pub sample: Option<Flag>,
}

/// A license or registration.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LicenseYaml {
    /// Which kind.
    pub kind: Option<LicenseKindYaml>,
    /// As the board writes it, in quotes.
    pub number: Option<String>,
    /// Two letters.
    pub state: Option<String>,
    /// The last day on which it is good.
    pub expires: Option<DateYaml>,
    /// Its holder works under a supervisor.
    pub supervised: Option<Flag>,
}

/// Whether there is space for new clients.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum AcceptingYaml {
    /// true or false
    Bool(bool),
    /// yes, waitlist or no
    Word(AcceptingWord),
    /// With the day on which that was true.
    Dated(AcceptingDated),
}

/// With the day on which that was true.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AcceptingDated {
    /// yes, waitlist or no.
    pub status: AcceptingStatus,
    /// When that was true.
    pub as_of: Option<DateYaml>,
}

/// yes, waitlist or no
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum AcceptingStatus {
    /// true or false
    Bool(bool),
    /// yes, waitlist or no
    Word(AcceptingWord),
}

/// Terms and plain definitions.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom glossary", deny_unknown_fields)]
pub struct GlossaryYaml {
    /// The terms.
    pub terms: Option<Vec<TermYaml>>,
}

/// A term.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TermYaml {
    /// Its id; else made of the term.
    pub id: Option<String>,
    /// The word.
    pub term: String,
    /// Other spellings and forms.
    pub also: Option<Vec<String>>,
    /// What it means, in a sentence or two (Markdown).
    pub definition: String,
}

/// The headings' type.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum TypePairingYaml {
    /// The theme's typeface for headings.
    Serif,
    /// As the text.
    Plain,
}

/// What the home page begins with.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum HomeFirstYaml {
    /// Whom it is for.
    Who,
    /// The people.
    People,
    /// The text of `index.md`.
    Text,
}

/// Paper sizes.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum PaperYaml {
    /// letter
    Letter,
    /// a4
    A4,
}

/// How a finished form comes back.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum ReturnYaml {
    /// portal
    Portal,
    /// bring
    Bring,
    /// fax
    Fax,
    /// mail
    Mail,
}

/// Whom a provider sees.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum PopulationYaml {
    /// individual
    Individual,
    /// couples
    Couples,
    /// children
    Children,
    /// adolescents
    Adolescents,
    /// families
    Families,
    /// groups
    Groups,
}

/// Where a provider works.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum SettingYaml {
    /// office
    Office,
    /// telehealth
    Telehealth,
    /// hospital
    Hospital,
    /// clinic
    Clinic,
    /// school
    School,
    /// home
    Home,
    /// community
    Community,
}

/// Kinds of license.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum LicenseKindYaml {
    /// license
    License,
    /// registration
    Registration,
    /// telehealth-registration
    TelehealthRegistration,
    /// psypact
    Psypact,
}

/// Whether there is space.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum AcceptingWord {
    /// yes
    Yes,
    /// waitlist
    Waitlist,
    /// no
    No,
}

/// Kinds of publishing target.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum TargetYaml {
    /// folder
    Folder,
    /// sftp
    Sftp,
    /// s3
    S3,
    /// git
    Git,
}

/// Where a site is published.
#[derive(Debug, JsonSchema)]
pub struct PublishYaml {
    /// Which kind of place.
    pub target: TargetYaml,
    /// The place's own keys, such as path or host.
    #[schemars(flatten)]
    pub rest: BTreeMap<String, serde_json::Value>,
}

/// How much the rules of anteroom check matter here.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CheckYaml {
    /// Rules and their levels, such as {reading-grade: note}.
    pub levels: Option<BTreeMap<String, LevelYaml>>,
    /// Findings that are right as they are.
    pub allow: Option<Vec<AllowanceYaml>>,
}

/// How much a rule matters.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum LevelYaml {
    /// error
    Error,
    /// warning
    Warning,
    /// note
    Note,
    /// off
    Off,
}

/// Findings of a rule that are right as they are.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AllowanceYaml {
    /// The rule's name, as it stands in brackets in the message.
    pub rule: String,
    /// A file such as articles/grief.md, a folder that ends in a slash, or the address of a page; without it, everywhere.
    pub r#in: Option<String>,
    /// Words that the message or its line has, where only one of several findings is meant.
    pub about: Option<String>,
    /// Why it is right as it is.
    pub reason: String,
}
