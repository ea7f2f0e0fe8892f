//! `practice.yaml`: every fact about the practice, stated once.

use super::checks::{self, Checks};
use super::text::{self, Sources};
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::FileId;
use crate::source::markdown::Body;
use crate::source::yaml::reader::{Reader, clip, first_line, yes_no};
use crate::source::yaml::{Node, Value};
use jiff::civil::{Date, Time};
use std::collections::{BTreeMap, BTreeSet};

/// Days of the week as the keys of `hours`, Monday first.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// How finished forms come back.
pub const RETURNS: &[&str] = &["portal", "bring", "fax", "mail"];

/// Keys of a publishing target that would be secrets.
const SECRETS: &[&str] =
    &["password", "passphrase", "secret", "token", "secret_key", "access_key", "secret_access_key", "api_key"];

/// The practice, in one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Practice {
    /// The only key that must be there.
    pub name: String,
    /// The registered name, where it differs.
    pub legal_name: Option<String>,
    /// One line under the name.
    pub tagline: Option<String>,
    /// The site's own address, without a slash at the end.
    pub url: Option<String>,
    /// Whether an address is written, even one that cannot be right.
    pub url_given: bool,
    /// Language codes, the site's own first.
    pub languages: Vec<String>,
    /// IANA name of the time zone.
    pub timezone: Option<String>,
    /// ISO 3166-1 code, `US` where none is given.
    pub country: String,
    /// ISO 4217 code, `USD` where none is given.
    pub currency: String,
    /// The paper that forms are set for.
    pub paper: Paper,
    /// The second paper size, where forms are wanted in both.
    pub also_paper: Option<Paper>,
    /// Main telephone number.
    pub phone: Option<String>,
    /// Fax number.
    pub fax: Option<String>,
    /// Main email address.
    pub email: Option<String>,
    /// Where clients sign in to the practice's portal.
    pub portal_url: Option<String>,
    /// Where clients book.
    pub booking_url: Option<String>,
    /// Who to call when it cannot wait.
    pub crisis: Crisis,
    /// Offices.
    pub locations: Vec<Location>,
    /// Insurers.
    pub insurance: Insurance,
    /// Prices.
    pub fees: Vec<Fee>,
    /// "one working day"
    pub reply_within: Option<String>,
    /// Who picks up the telephone.
    pub who_answers: Option<String>,
    /// Whether only the practice hears the voicemail.
    pub voicemail_private: Option<bool>,
    /// Whether and how clients may text.
    pub texting: Option<String>,
    /// How long new clients wait.
    pub wait: Option<Wait>,
    /// Facts that decide which notices are needed.
    pub facts: Facts,
    /// How finished forms come back, in order.
    pub returns: Vec<&'static str>,
    /// The top navigation; none where the owner leaves it to us.
    pub navigation: Vec<Spanned<String>>,
    /// Colors, logo, lists.
    pub look: Look,
    /// Whether the site gets a search page.
    pub search: bool,
    /// What is decided about the rules of `anteroom check`.
    pub checks: Checks,
    /// The whole file as facts: what `{{ fact: PATH }}` finds, by path.
    pub fact_table: BTreeMap<String, String>,
    /// Keys that are probably there under a misspelt name, which has been reported: what hangs on them is no second mistake.
    pub misspelt: BTreeSet<&'static str>,
}

/// Paper sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 8.5 by 11 inches.
    #[default]
    Letter,
    /// 210 by 297 millimetres.
    A4,
}

/// Who to call when it cannot wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crisis {
    /// Police, fire and ambulance.
    pub emergency: String,
    /// The crisis line's number.
    pub line: String,
    /// Its name.
    pub line_name: String,
    /// Whether it answers text messages.
    pub text: bool,
}

impl Default for Crisis {
    /// 911 and 988 (the 988 Suicide & Crisis Lifeline takes calls and texts in the United States since July 16, 2022:
    /// National Suicide Hotline Designation Act of 2020, Public Law 116-172).
    fn default() -> Self {
        Self {
            emergency: "911".to_owned(),
            line: "988".to_owned(),
            line_name: "988 Suicide & Crisis Lifeline".to_owned(),
            text: true,
        }
    }
}

/// An office.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State or region.
    pub state: Option<String>,
    /// ZIP or postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 code, where it differs from the practice's.
    pub country: Option<String>,
    /// Its own telephone number.
    pub phone: Option<String>,
    /// Hours by day, Monday first; none for a day that is not given, empty for closed. Empty where none are given at all.
    pub hours: Vec<Option<Vec<(Time, Time)>>>,
    /// How to get there.
    pub directions: Option<Body>,
    /// Where to park.
    pub parking: Option<String>,
    /// Steps, lifts, doors.
    pub access: Option<String>,
    /// A picture of the entrance.
    pub photo: Option<Spanned<String>>,
    /// What the picture shows.
    pub photo_alt: Option<String>,
    /// A link to a map.
    pub map_url: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// Insurers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Insurance {
    /// Companies whose networks the practice is in.
    pub in_network: Vec<String>,
    /// What happens with others.
    pub out_of_network: Option<String>,
}

/// A price.
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub service: String,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// As written, such as `180` or `37.50`.
    pub price: Option<String>,
    /// A word on it.
    pub note: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// How long new clients wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// In words.
    pub text: String,
    /// When that was true.
    pub as_of: Option<Date>,
}

/// Facts that decide which notices are needed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Bills electronically, so that HIPAA's rules apply (45 CFR 160.103, "covered entity").
    pub hipaa_covered: Option<bool>,
    /// Takes federal money, so that section 504 (45 CFR part 84) and section 1557 (45 CFR part 92) apply.
    pub receives_federal_funds: Option<bool>,
    /// How many people work here.
    pub employees: Option<u32>,
    /// States in which the practice works.
    pub states: Vec<String>,
    /// Sees clients who pay themselves, who are owed a good faith estimate (45 CFR 149.610).
    pub self_pay_clients: Option<bool>,
    /// Where each is stated, by its key.
    pub places: BTreeMap<&'static str, Span>,
}

/// Colors, logo, lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The theme's name.
    pub theme: Option<Spanned<String>>,
    /// `#2b3f87`
    pub accent: Option<Spanned<String>>,
    /// The logo's file, from `content/`.
    pub logo: Option<Spanned<String>>,
    /// The logo for dark grounds, from `content/`.
    pub logo_dark: Option<Spanned<String>>,
    /// What the logo says.
    pub logo_alt: Option<String>,
    /// `serif` or `plain`: how headings stand beside the text.
    pub type_pairing: Option<&'static str>,
    /// What the home page begins with: `who` it is for, its `people`, or the owner's `text`.
    pub home_first: Option<&'static str>,
    /// Articles on one page of a list.
    pub articles_per_page: usize,
}

/// What `look.type_pairing` may be.
pub const TYPE_PAIRINGS: &[&str] = &["serif", "plain"];

/// What `look.home_first` may be.
pub const HOME_FIRSTS: &[&str] = &["who", "people", "text"];

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: None,
            accent: None,
            logo: None,
            logo_dark: None,
            logo_alt: None,
            type_pairing: None,
            home_first: None,
            articles_per_page: 20,
        }
    }
}

/// Languages that we know by their own names.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hmn", "Hmoob"),
    ("ht", "Kreyòl ayisyen"),
    ("hy", "Հայերեն"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("nl", "Nederlands"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("sw", "Kiswahili"),
    ("ti", "ትግርኛ"),
    ("tl", "Tagalog"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
    ("ase", "American Sign Language"),
];

/// A language's own name; its code where we do not know it.
pub fn language_name(code: &str) -> &str {
    let base = code.split('-').next().unwrap_or(code);
    LANGUAGES.iter().find(|(c, _)| *c == base).map_or(code, |(_, name)| name)
}

/// The language that [`language_name`] answers in: sign languages have no letters of their own, and a code is in none.
pub fn language_of_name(code: &str) -> Option<&str> {
    let base = code.split('-').next().unwrap_or(code);
    match base {
        "ase" => Some("en"),
        _ => LANGUAGES.iter().any(|(known, _)| *known == base).then_some(code),
    }
}

/// Whether a language is written from right to left.
pub fn right_to_left(code: &str) -> bool {
    matches!(code.split('-').next(), Some("ar" | "fa" | "he" | "ur" | "yi"))
}

/// The shape of a language code: `es`, `pt-BR`, `hmn`.
pub fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let base = parts.next().unwrap_or("");
    (2..=3).contains(&base.len())
        && base.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Practice {
    /// Reads `practice.yaml`.
    pub fn read(node: &Node, sources: &Sources<'_>) -> Self {
        let r = Reader::new(node, "practice.yaml", sources.faults);
        let name = r.required_text("name").map(|t| t.value).unwrap_or_default();
        let country = r.string("country").unwrap_or_else(|| "US".to_owned());
        let papers: &'static [&'static str] = &["letter", "a4"];
        let paper = |word: Spanned<&'static str>| if *word == "a4" { Paper::A4 } else { Paper::Letter };
        let letter = matches!(country.as_str(), "US" | "CA" | "MX" | "PH" | "PR");
        let default_paper = if letter { Paper::Letter } else { Paper::A4 };
        let mut practice = Self {
            name,
            legal_name: r.string("legal_name"),
            tagline: r.string("tagline"),
            url: text::web_address(&r, "url").map(|u| u.value.trim_end_matches('/').to_owned()),
            url_given: r.entry("url").is_some(),
            languages: languages(&r),
            timezone: timezone(&r),
            country,
            currency: r.string("currency").unwrap_or_else(|| "USD".to_owned()),
            paper: r.one_of("paper", papers).map_or(default_paper, paper),
            also_paper: r.one_of("also_paper", papers).map(paper),
            phone: text::phone(&r, "phone"),
            fax: text::phone(&r, "fax"),
            email: text::email(&r, "email"),
            portal_url: text::web_address(&r, "portal_url").map(|u| u.value),
            booking_url: text::web_address(&r, "booking_url").map(|u| u.value),
            crisis: crisis(&r),
            locations: locations(&r, sources),
            insurance: insurance(&r),
            fees: fees(&r),
            reply_within: r.string("reply_within"),
            who_answers: r.string("who_answers"),
            voicemail_private: r.yes_no("voicemail_private"),
            texting: r.string("texting"),
            wait: wait(&r),
            facts: facts(&r),
            returns: r.words("returns", RETURNS).into_iter().map(|w| w.value).collect(),
            navigation: r.texts("navigation"),
            look: look(&r),
            search: r.yes_no("search").unwrap_or(true),
            checks: checks::read(&r),
            fact_table: BTreeMap::new(),
            misspelt: BTreeSet::new(),
        };
        publish(&r);
        r.string("anteroom");
        r.finish();
        let meant = sources.faults.misspelt();
        practice.fact_table = fact_table(node, &meant);
        practice.misspelt = meant.into_values().flatten().collect();
        practice
    }

    /// The site's own language.
    pub fn language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }
}

fn languages(r: &Reader<'_>) -> Vec<String> {
    let mut codes_ = Vec::new();
    for code in r.texts("languages") {
        if !is_language_code(&code) {
            r.fault(
                &codes::BAD_LANGUAGE,
                &code.span,
                format!("\"{}\" is not a language code", clip(&code)),
                "use short codes, such as en for English and es for Spanish",
            );
        } else if codes_.contains(&code.value) {
            r.fault(
                &codes::DUPLICATE_ID,
                &code.span,
                format!("\"{}\" is listed twice", code.value),
                "keep one of them",
            );
        } else {
            codes_.push(code.value);
        }
    }
    if codes_.is_empty() {
        codes_.push("en".to_owned());
    }
    codes_
}

fn timezone(r: &Reader<'_>) -> Option<String> {
    let zone = r.text("timezone")?;
    if jiff::tz::TimeZone::get(&zone).is_err() {
        r.fault(
            &codes::BAD_TIMEZONE,
            &zone.span,
            format!("\"{}\" is not a time zone", clip(&zone)),
            "use a name such as America/New_York, America/Chicago, America/Denver or America/Los_Angeles",
        );
        return None;
    }
    Some(zone.value)
}

fn crisis(r: &Reader<'_>) -> Crisis {
    let usual = Crisis::default();
    let Some(c) = r.map("crisis", "the crisis line") else { return usual };
    let crisis = Crisis {
        emergency: text::phone(&c, "emergency").unwrap_or(usual.emergency),
        line: text::phone(&c, "line").unwrap_or(usual.line),
        line_name: c.string("line_name").unwrap_or(usual.line_name),
        text: c.yes_no("text").unwrap_or(usual.text),
    };
    c.finish();
    crisis
}

fn locations(r: &Reader<'_>, sources: &Sources<'_>) -> Vec<Location> {
    let mut ids = text::Ids::new("location");
    r.maps("locations", "a location")
        .into_iter()
        .filter_map(|l| {
            let (id, name) = named(&l, "name", &mut ids);
            let location = Location {
                id,
                name,
                street: l.string("street"),
                city: l.string("city"),
                state: l.string("state"),
                postal_code: l.string("postal_code"),
                country: l.string("country"),
                phone: text::phone(&l, "phone"),
                hours: hours(&l),
                directions: sources.markdown(&l, "directions"),
                parking: l.string("parking"),
                access: l.string("access"),
                photo: l.text("photo"),
                photo_alt: l.string("photo_alt"),
                map_url: text::web_address(&l, "map_url").map(|u| u.value),
                span: l.place(),
            };
            l.finish();
            (!location.id.is_empty()).then_some(location)
        })
        .collect()
}

/// Id and name of an entry. One without a name is reported, and counts where it has an id: who names that has made no mistake.
/// The id is empty where there is neither.
fn named(r: &Reader<'_>, key: &'static str, ids: &mut text::Ids) -> (String, String) {
    let name = r.required_text(key);
    let id = match (&name, r.entry("id")) {
        (None, None) => String::new(),
        _ => ids.of(r, &name.clone().unwrap_or_else(|| Spanned::new(String::new(), r.place()))),
    };
    (id, name.map(|name| name.value).unwrap_or_default())
}

fn hours(l: &Reader<'_>) -> Vec<Option<Vec<(Time, Time)>>> {
    let Some(h) = l.map("hours", "opening hours") else { return Vec::new() };
    let week = DAYS
        .iter()
        .map(|day| {
            let text = h.text(day)?;
            let stretches = parse_hours(&text);
            if let Err(why) = stretches {
                let (message, help) = match why {
                    BadHours::Unreadable => (
                        format!("\"{}\" cannot be read as opening hours", clip(&text)),
                        "write from-to in 24-hour time, such as \"9:00-17:00\" or \"9:00-12:00, 13:00-19:00\", or closed",
                    ),
                    BadHours::Backward => (
                        format!("in \"{}\" a stretch ends before it begins", clip(&text)),
                        "write the earlier time first, in 24-hour time: 5 in the afternoon is 17:00",
                    ),
                    BadHours::Overlap => (
                        format!("in \"{}\" a stretch begins before the one before it ends", clip(&text)),
                        "write the stretches in order, each after the one before, such as \"9:00-12:00, 13:00-19:00\"",
                    ),
                };
                h.fault(&codes::BAD_HOURS, &text.span, message, help);
            }
            stretches.ok()
        })
        .collect();
    // A day that is not read would stand on the site as closed, which is worse than a key that is left out.
    for entry in h.all().iter().filter(|entry| !DAYS.contains(&entry.key.as_str())) {
        let day = DAYS.iter().find(|day| entry.key.to_lowercase().starts_with(**day));
        let fault = codes::BAD_HOURS
            .at(entry.key_span.clone(), format!("\"{}\" is not a day", clip(&entry.key)))
            .help(format!("the days are {}", DAYS.join(", ")));
        h.faults().push(match day {
            Some(day) => fault.label(format!("did you mean \"{day}\"?")),
            None => fault,
        });
    }
    week
}

/// Why opening hours are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadHours {
    /// Not of the form from-to.
    Unreadable,
    /// A stretch ends before it begins.
    Backward,
    /// A stretch begins before the one before it ends.
    Overlap,
}

/// `9:00-12:00, 13:00-19:00` or `closed`.
///
/// # Errors
/// Where it cannot be read, runs backward or overlaps.
pub fn parse_hours(text: &str) -> Result<Vec<(Time, Time)>, BadHours> {
    if matches!(text.trim().to_ascii_lowercase().as_str(), "closed" | "no" | "false") {
        return Ok(Vec::new());
    }
    let time = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let digits = |t: &str, len| t.len() <= len && !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(hour, 2) || !digits(minute, 2) || minute.len() != 2 {
            return None;
        }
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    };
    let mut stretches: Vec<(Time, Time)> = Vec::new();
    for stretch in text.split(',') {
        let (from, to) = stretch.split_once(['-', '–']).ok_or(BadHours::Unreadable)?;
        let (Some(from), Some(to)) = (time(from), time(to)) else { return Err(BadHours::Unreadable) };
        if from >= to {
            return Err(BadHours::Backward);
        }
        if stretches.last().is_some_and(|last| last.1 > from) {
            return Err(BadHours::Overlap);
        }
        stretches.push((from, to));
    }
    Ok(stretches)
}

fn insurance(r: &Reader<'_>) -> Insurance {
    let Some(i) = r.map("insurance", "insurance") else { return Insurance::default() };
    let insurance = Insurance {
        in_network: i.texts("in_network").into_iter().map(|t| t.value).collect(),
        out_of_network: i.string("out_of_network"),
    };
    i.finish();
    insurance
}

fn fees(r: &Reader<'_>) -> Vec<Fee> {
    let mut ids = text::Ids::new("fee");
    r.maps("fees", "a fee")
        .into_iter()
        .filter_map(|f| {
            let (id, service) = named(&f, "service", &mut ids);
            let fee = Fee {
                id,
                service,
                minutes: f.count("minutes", 1, 1440),
                price: price(&f),
                note: f.string("note"),
                span: f.place(),
            };
            f.finish();
            (!fee.id.is_empty()).then_some(fee)
        })
        .collect()
}

/// A price in digits, with at most two after the point.
fn price(f: &Reader<'_>) -> Option<String> {
    let price = f.text("price")?;
    let (whole, cents) = price.split_once('.').unwrap_or((&price, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || cents.len() > 2 || !digits(whole) || !digits(cents) {
        f.fault(
            &codes::WRONG_TYPE,
            &price.span,
            format!("\"{}\" is not a price", clip(&price)),
            "write the number alone, such as 180 or 37.50; words belong in note",
        );
        return None;
    }
    Some(price.value)
}

fn wait(r: &Reader<'_>) -> Option<Wait> {
    let w = r.map("wait", "the wait")?;
    let text = w.required_text("text");
    let as_of = w.date("as_of").map(|d| d.value);
    w.finish();
    Some(Wait { text: text?.value, as_of })
}

fn facts(r: &Reader<'_>) -> Facts {
    let Some(f) = r.map("facts", "the facts") else { return Facts::default() };
    let place = |key| f.node(key).map(|node| (key, place(node)));
    let facts = Facts {
        hipaa_covered: f.yes_no("hipaa_covered"),
        receives_federal_funds: f.yes_no("receives_federal_funds"),
        employees: f.count("employees", 0, 1_000_000),
        states: f.texts("states").into_iter().map(|t| t.value).collect(),
        self_pay_clients: f.yes_no("self_pay_clients"),
        places: ["hipaa_covered", "receives_federal_funds", "self_pay_clients"].into_iter().filter_map(place).collect(),
    };
    f.finish();
    facts
}

fn look(r: &Reader<'_>) -> Look {
    let usual = Look::default();
    let Some(l) = r.map("look", "the look") else { return usual };
    let accent = l.text("accent").filter(|accent| {
        let hex = accent.strip_prefix('#').is_some_and(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()));
        if !hex {
            l.fault(
                &codes::ACCENT_REJECTED,
                &accent.span,
                format!("\"{}\" is not a color", clip(accent)),
                "write # and six digits in quotes, such as \"#2b3f87\"",
            );
        }
        hex
    });
    let (logo, logo_dark) = (l.text("logo"), l.text("logo_dark"));
    if let (None, Some(dark)) = (l.entry("logo"), &logo_dark) {
        l.fault(
            &codes::MISSING_KEY,
            &dark.span,
            "logo_dark is the same logo for dark screens, and there is no logo".to_owned(),
            "add logo: with the one for light screens; if you have only this one, write logo: in place of logo_dark:",
        );
    }
    let look = Look {
        theme: l.text("theme"),
        accent,
        logo,
        logo_dark,
        logo_alt: l.string("logo_alt"),
        type_pairing: l.one_of("type_pairing", TYPE_PAIRINGS).map(|word| word.value),
        home_first: l.one_of("home_first", HOME_FIRSTS).map(|word| word.value),
        articles_per_page: l.count("articles_per_page", 1, 1000).map_or(usual.articles_per_page, |n| n as usize),
    };
    l.finish();
    look
}

/// Publishing targets are read by the publisher; here only their shape and the absence of secrets count.
fn publish(r: &Reader<'_>) {
    const TARGETS: &[&str] = &["folder", "sftp", "s3", "git"];
    let Some(p) = r.map("publish", "publish") else { return };
    for entry in p.all() {
        let t = Reader::new(&entry.value, "a publishing target", r.faults());
        if t.one_of("target", TARGETS).is_none() && t.entry("target").is_none() {
            t.missing("target");
        }
        for secret in t.all().iter().filter(|e| SECRETS.contains(&e.key.as_str())) {
            r.fault(
                &codes::SECRET_IN_CONTENT,
                &secret.key_span,
                format!("\"{}\" is a secret and does not belong in this file", secret.key),
                "take it out, and change it if this file was shared; publishing will ask for it",
            );
        }
    }
}

/// Every scalar of the file by its path; entries of lists by their id.
///
/// A key that is misspelt counts under the name that was meant, and one that nobody knows not at all: each has been reported.
fn fact_table(node: &Node, meant: &BTreeMap<Span, Option<&'static str>>) -> BTreeMap<String, String> {
    let mut table = BTreeMap::new();
    let mut open = vec![(String::new(), node)];
    while let Some((path, node)) = open.pop() {
        let under = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match &node.value {
            Value::Scalar { text, .. } => {
                if !path.is_empty() && !node.is_empty() {
                    table.insert(path, text.trim().to_owned());
                }
            }
            Value::Map(entries) => {
                // What is not for readers cannot be a fact: how the site is checked and where it is published.
                open.extend(entries.iter().filter(|e| !matches!(e.key.as_str(), "check" | "publish")).filter_map(
                    |e| {
                        let key = meant.get(&e.key_span).map_or(Some(e.key.as_str()), |meant| *meant)?;
                        Some((under(key), &e.value))
                    },
                ));
            }
            Value::List(items) if items.iter().all(|i| i.text().is_some()) => {
                let words: Vec<&str> = items.iter().filter_map(Node::text).collect();
                table.insert(path, words.join(", "));
            }
            Value::List(items) => {
                open.extend(
                    items.iter().filter_map(|i| crate::source::yaml::overlay::entry_id(i).map(|id| (under(&id), i))),
                );
            }
        }
    }
    let usual = Crisis::default();
    for (key, value) in [("emergency", usual.emergency), ("line", usual.line), ("line_name", usual.line_name)] {
        table.entry(format!("crisis.{key}")).or_insert(value);
    }
    table
}

/// Whether a scalar means yes; for keys that take yes, no or more.
pub fn means(node: &Node, answer: bool) -> bool {
    node.text().and_then(yes_no) == Some(answer)
}

/// The file that holds the practice.
pub fn file() -> FileId {
    FileId::new("content/practice.yaml")
}

/// The place of a value, for messages.
pub fn place(node: &Node) -> Span {
    first_line(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_or_refused() {
        assert_eq!(parse_hours("closed"), Ok(Vec::new()));
        assert_eq!(parse_hours("9:00-12:00, 13:00-19:00").map(|s| s.len()), Ok(2));
        for bad in ["9-5", "9:00-8:00", "9:00", "25:00-26:00", "9:00-12:00, 11:00-13:00", "9:0-10:00", ""] {
            assert!(parse_hours(bad).is_err(), "{bad}");
        }
    }
}
