//! The YAML of the practice, people, pages and the glossary as editors and people see it: `anteroom schema KIND`.
//!
//! Like [`form::schema`](super::form::schema), these types are never filled: they describe the keys that are read, in the
//! shape in which they are written. A test holds each to what its reader asks for.

mod values;

use super::form::schema::{DateYaml, Flag, FormYaml};
use super::packet::schema::PacketYaml;
use super::translated;
use crate::source::yaml::overlay::is_word_key;
use schemars::{JsonSchema, Schema, schema_for};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema of a kind of file: `practice`, `page`, `provider`, `form`, `packet`, `glossary`. Anything else has an empty one.
pub fn of(kind: &str) -> Schema {
    let mut schema = match kind {
        "practice" => schema_for!(PracticeYaml),
        "page" => schema_for!(PageYaml),
        "provider" => schema_for!(ProviderYaml),
        "form" => schema_for!(FormYaml),
        "packet" => schema_for!(PacketYaml),
        "glossary" => schema_for!(GlossaryYaml),
        _ => Schema::default(),
    };
    values::add(kind, &mut schema);
    schema
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
    map.remove("default");
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

/// Every fact about the practice, stated once. Only name is required.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom practice", deny_unknown_fields)]
pub struct PracticeYaml {
    /// The practice's name: at the head of every page and form.
    pub name: String,
    /// The registered name for the small print, where it differs from the name.
    pub legal_name: Option<String>,
    /// One line under the name.
    pub tagline: Option<String>,
    /// The site's own address, such as https://www.example.com. Without it there is no sitemap, no feed and no picture for shared links.
    pub url: Option<String>,
    /// Codes of the site's languages, its own first: [en, es]. Each further one is made of sibling files such as about.es.md.
    pub languages: Option<Vec<String>>,
    /// The IANA name of the time zone, such as America/Chicago: it decides which day it is when the site is built. Without it the machine's own.
    pub timezone: Option<String>,
    /// Two letters: decides how telephone numbers are dialed and which paper is usual.
    pub country: Option<String>,
    /// Three letters: what the fees are counted in.
    pub currency: Option<String>,
    /// The paper that forms are set for. Without it what is usual in the country.
    pub paper: Option<PaperYaml>,
    /// A second paper size, where PDFs are wanted in both.
    pub also_paper: Option<PaperYaml>,
    /// The main telephone number, such as (555) 555-0142.
    pub phone: Option<String>,
    /// The fax number.
    pub fax: Option<String>,
    /// The main email address. Forms ask people not to send them there.
    pub email: Option<String>,
    /// The web address where clients sign in to your portal.
    pub portal_url: Option<String>,
    /// The web address where clients book an appointment.
    pub booking_url: Option<String>,
    /// Whom to call when it cannot wait. Without it 911 and the 988 lifeline.
    pub crisis: Option<CrisisYaml>,
    /// Your offices.
    pub locations: Option<Vec<LocationYaml>>,
    /// Which insurers you work with, and what happens with others.
    pub insurance: Option<InsuranceYaml>,
    /// Your prices; the first is shown on the home page.
    pub fees: Option<Vec<FeeYaml>>,
    /// How soon you answer, such as one working day.
    pub reply_within: Option<String>,
    /// Who picks up the telephone, such as Rosa, at the front desk.
    pub who_answers: Option<String>,
    /// Whether only the practice hears the voicemail. Without it nothing is said of it.
    pub voicemail_private: Option<Flag>,
    /// Whether and how clients may text, in a sentence.
    pub texting: Option<String>,
    /// How long new clients wait.
    pub wait: Option<WaitYaml>,
    /// Facts about the practice that decide which notices its site needs.
    pub facts: Option<FactsYaml>,
    /// How finished forms come back, in order.
    pub returns: Option<Vec<ReturnYaml>>,
    /// The menu: files such as pages/about.md, or home, providers, articles, topics, forms, glossary, search. Without it people, articles, forms, then the pages about, fees and contact.
    pub navigation: Option<Vec<String>>,
    /// Colors, logo, and how lists are laid out.
    pub look: Option<LookYaml>,
    /// Whether the site gets a search page.
    pub search: Option<Flag>,
    /// How much the rules of anteroom check matter here, and what is right as it is.
    pub check: Option<CheckYaml>,
    /// Where the site is published, by a name of your own.
    pub publish: Option<BTreeMap<String, PublishYaml>>,
    /// The version of Anteroom that the site was made with, in quotes.
    pub anteroom: Option<String>,
}

/// Whom to call when it cannot wait.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CrisisYaml {
    /// The number of police, fire and ambulance.
    pub emergency: Option<String>,
    /// The crisis line's number.
    pub line: Option<String>,
    /// The crisis line's name.
    pub line_name: Option<String>,
    /// Whether the crisis line answers text messages.
    pub text: Option<Flag>,
}

/// An office.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LocationYaml {
    /// Its id, which people's locations name; without one it is made of the name.
    pub id: Option<String>,
    /// The office's name.
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
    /// The office's own telephone number.
    pub phone: Option<String>,
    /// Opening hours, day by day. Without them none are shown.
    pub hours: Option<HoursYaml>,
    /// How to get there (Markdown).
    pub directions: Option<String>,
    /// Where to park.
    pub parking: Option<String>,
    /// Steps, lifts and doors, in words, such as Step-free entrance from the car park.
    pub access: Option<String>,
    /// A picture of the entrance, named from this file, such as media/entrance.jpg.
    pub photo: Option<String>,
    /// What the picture shows, for those who cannot see it.
    pub photo_alt: Option<String>,
    /// The web address of a map.
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
    /// What happens with other insurers, in a sentence.
    pub out_of_network: Option<String>,
}

/// A price.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FeeYaml {
    /// Its id, which people's fees and {{ fact: fees.ID.price }} name; without one it is made of the service.
    pub id: Option<String>,
    /// What it is for, such as First session.
    pub service: String,
    /// How many minutes it takes.
    #[schemars(range(min = 1, max = 1440))]
    pub minutes: Option<u32>,
    /// The number alone, with at most two digits after the point, such as 180 or 37.50.
    pub price: Option<f64>,
    /// A word on it, such as Sliding scale on request.
    pub note: Option<String>,
}

/// How long new clients wait.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WaitYaml {
    /// How long, in words, such as Two to three weeks.
    pub text: String,
    /// The day on which that was true.
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
    /// The states in which the practice works, in two letters each.
    pub states: Option<Vec<String>>,
    /// Sees clients who pay themselves, who are owed a good faith estimate (45 CFR 149.610): a page that says so belongs on the site.
    pub self_pay_clients: Option<Flag>,
}

/// Colors, logo, lists.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LookYaml {
    /// The theme: a folder under themes/, or calm, which is built in.
    pub theme: Option<String>,
    /// The color of links and buttons, such as "#2b3f87", in quotes. One that is too pale to read is darkened. Without it the theme's.
    pub accent: Option<String>,
    /// The logo's file, such as media/logo.svg. Without it a drawing of the theme.
    pub logo: Option<String>,
    /// The same logo in colors for dark screens, such as media/logo-dark.svg. Without it the logo stands on a light plate there.
    pub logo_dark: Option<String>,
    /// What the logo says, for those who cannot see it.
    pub logo_alt: Option<String>,
    /// The typeface of headings.
    pub type_pairing: Option<TypePairingYaml>,
    /// What the home page begins with.
    pub home_first: Option<HomeFirstYaml>,
    /// How many articles stand on one page of a list.
    #[schemars(range(min = 1, max = 1000))]
    pub articles_per_page: Option<u32>,
}

/// Front matter of an article, a page or the home page.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom front matter", deny_unknown_fields)]
pub struct PageYaml {
    /// The title; every article and page needs one. The home page takes the practice's name without it.
    pub title: Option<String>,
    /// A sentence or two for lists, search results and shared links.
    pub summary: Option<String>,
    /// Who wrote it: the id of a person, which is the name of their file, or a name as it is shown.
    pub author: Option<String>,
    /// Who reviewed it: the id of a person, which is the name of their file, or a name as it is shown.
    pub reviewed_by: Option<String>,
    /// The day it was first published; lists of articles go by it, newest first.
    pub posted: Option<DateYaml>,
    /// The day it was last changed.
    pub updated: Option<DateYaml>,
    /// The day somebody last read it through for being right.
    pub reviewed: Option<DateYaml>,
    /// The day by which it should be read through again; anteroom check says when that is past.
    pub review_due: Option<DateYaml>,
    /// Its subjects; each gets a page that lists its articles.
    pub topics: Option<Vec<String>>,
    /// Whom it is for, such as adults or parents.
    pub audience: Option<Vec<String>>,
    /// What to take away, a sentence each.
    pub key_points: Option<Vec<String>>,
    /// Its sources, a line of Markdown each.
    pub references: Option<Vec<String>>,
    /// Questions and answers below the text.
    pub faq: Option<Vec<FaqYaml>>,
    /// A picture above the text, named from this file, such as ../media/door.jpg.
    pub image: Option<String>,
    /// What the picture shows, for those who cannot see it; "" for a decoration.
    pub image_alt: Option<String>,
    /// Whether it is also a PDF to print and take along.
    pub handout: Option<Flag>,
    /// Whether it is not to be published yet; anteroom build --drafts shows it all the same.
    pub draft: Option<Flag>,
    /// It is published from this day on; without it at once.
    pub publish_on: Option<DateYaml>,
    /// It is no longer published from this day on; without it it stays.
    pub expires_on: Option<DateYaml>,
    /// Old addresses, such as /old-page/, which lead here from now on.
    pub aliases: Option<Vec<String>>,
    /// Whether it is about abuse and the like: then it gets the button "Exit this page", and no feed has it.
    pub sensitive: Option<Flag>,
    /// How it is laid out: fees, contact, help-now, or another template of the theme. Without it the usual one.
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
    /// The question, as a reader would ask it.
    pub question: String,
    /// The answer (Markdown).
    pub answer: String,
}

/// One person of the practice.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom provider", deny_unknown_fields)]
pub struct ProviderYaml {
    /// Their full name.
    pub name: String,
    /// Their pronouns, such as she/her.
    pub pronouns: Option<String>,
    /// Degrees and licenses after the name, such as PhD or LCSW.
    pub credentials: Option<Vec<String>>,
    /// What they are, such as clinical psychologist.
    pub role: Option<String>,
    /// Their licenses and registrations.
    pub licenses: Option<Vec<LicenseYaml>>,
    /// Who supervises them: the id of a person, or a name. Needed where a license is supervised, or the role says associate, trainee, intern, practicum or resident.
    pub supervisor: Option<String>,
    /// National Provider Identifier: ten digits, in quotes. Its check digit is checked.
    pub npi: Option<String>,
    /// Health Care Provider Taxonomy code (NUCC), such as 103TC0700X.
    pub taxonomy: Option<String>,
    /// Whether there is space for new clients. Without it nothing is said of it.
    pub accepting_clients: Option<AcceptingYaml>,
    /// Their ways of working, such as integrative or ACT.
    pub modalities: Option<Vec<String>>,
    /// What they help with, such as anxiety or grief.
    pub specialties: Option<Vec<String>>,
    /// Whom they see.
    pub populations: Option<Vec<PopulationYaml>>,
    /// Of which ages their clients are, in words, such as 13 and up.
    pub ages: Option<String>,
    /// Where they work.
    pub settings: Option<Vec<SettingYaml>>,
    /// Codes of the languages they work in, such as en or es; ase is American Sign Language.
    pub languages: Option<Vec<String>>,
    /// States in which they may see clients by video, in two letters each.
    pub telehealth_states: Option<Vec<String>>,
    /// Ids of the practice's locations where they are.
    pub locations: Option<Vec<String>>,
    /// Insurers whose networks they are in. Without it the practice's.
    pub insurance: Option<Vec<String>>,
    /// Ids of the practice's fees that they charge. Without it all of them.
    pub fees: Option<Vec<String>>,
    /// The web address where clients book with them. Without it the practice's.
    pub booking_url: Option<String>,
    /// Their own telephone number.
    pub phone: Option<String>,
    /// Their own email address.
    pub email: Option<String>,
    /// A picture of them, named from this file, such as ../media/amara.jpg. Without it a drawing with their initials.
    pub photo: Option<String>,
    /// What the picture shows, for those who cannot see it.
    pub photo_alt: Option<String>,
    /// Schools and degrees.
    pub education: Option<Vec<String>>,
    /// What they say of themselves and their work (Markdown).
    pub bio: Option<String>,
    /// Their place in the directory: smaller first, then by name.
    pub order: Option<i64>,
    /// From this day on they are no longer shown.
    pub retired_on: Option<DateYaml>,
    /// Whether they are made up, as the sample's people are; their page says so.
    pub sample: Option<Flag>,
}

/// A license or registration.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LicenseYaml {
    /// Which kind it is.
    pub kind: Option<LicenseKindYaml>,
    /// The number as the board writes it, in quotes.
    pub number: Option<String>,
    /// The state that issued it, in two letters.
    pub state: Option<String>,
    /// The last day on which it is good.
    pub expires: Option<DateYaml>,
    /// Whether its holder works under a supervisor; then supervisor is needed too.
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
    /// Whether there is space: yes, waitlist or no.
    pub status: AcceptingStatus,
    /// The day on which that was true.
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
    /// The terms, in any order: the page sorts them.
    pub terms: Option<Vec<TermYaml>>,
}

/// A term.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TermYaml {
    /// Its id, which links name as glossary.yaml#term-ID; without one it is made of the term.
    pub id: Option<String>,
    /// The word, as it is shown.
    pub term: String,
    /// Other spellings and forms of the word, which are marked in texts too.
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
    /// The typeface of the text.
    Plain,
}

/// What the home page begins with.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum HomeFirstYaml {
    /// Whom it is for.
    Who,
    /// The people of the practice.
    People,
    /// The text of index.md.
    Text,
}

/// Paper sizes.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum PaperYaml {
    /// US Letter, 8.5 by 11 inches.
    Letter,
    /// A4, 210 by 297 millimeters.
    A4,
}

/// How a finished form comes back.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum ReturnYaml {
    /// By the client portal.
    Portal,
    /// On paper, brought along.
    Bring,
    /// By fax.
    Fax,
    /// By post.
    Mail,
}

/// Whom a provider sees.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum PopulationYaml {
    /// One person.
    Individual,
    /// Two partners together.
    Couples,
    /// Children.
    Children,
    /// Young people of about 12 to 17.
    Adolescents,
    /// Families together.
    Families,
    /// Several people who meet as a group.
    Groups,
}

/// Where a provider works.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum SettingYaml {
    /// In the practice's rooms.
    Office,
    /// By video or telephone.
    Telehealth,
    /// In a hospital.
    Hospital,
    /// In a clinic.
    Clinic,
    /// In schools.
    School,
    /// At clients' homes.
    Home,
    /// Elsewhere among people, such as a community center.
    Community,
}

/// Kinds of license.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum LicenseKindYaml {
    /// A license to practice.
    License,
    /// A registration, which is not a license.
    Registration,
    /// A registration to see a state's clients from elsewhere.
    TelehealthRegistration,
    /// Leave of the psychologists' compact between states (PSYPACT).
    Psypact,
}

/// Whether there is space.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum AcceptingWord {
    /// There is space.
    Yes,
    /// There is a waiting list.
    Waitlist,
    /// There is no space.
    No,
}

/// Kinds of publishing target.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum TargetYaml {
    /// A folder on this computer.
    Folder,
    /// A server by SFTP.
    Sftp,
    /// Storage that speaks S3.
    S3,
    /// A branch of a Git repository.
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
    /// The check fails.
    Error,
    /// It is said; with --strict the check fails.
    Warning,
    /// It is said, and nothing more.
    Note,
    /// It is not looked for.
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
