//! `providers/*.yaml`: one person each.

use super::text::{self, Sources};
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::FileId;
use crate::source::markdown::Body;
use crate::source::yaml::reader::{Reader, clip, date};
use crate::source::yaml::{Node, Value};
use jiff::civil::Date;

/// Whom a provider sees.
pub const POPULATIONS: &[&str] = &["individual", "couples", "children", "adolescents", "families", "groups"];
/// Kinds of license.
pub const LICENSE_KINDS: &[&str] = &["license", "registration", "telehealth-registration", "psypact"];
/// Where a provider works.
pub const SETTINGS: &[&str] = &["office", "telehealth", "hospital", "clinic", "school", "home", "community"];
/// Whether there is space.
pub const ACCEPTING: &[&str] = &["yes", "waitlist", "no"];

/// A person of the practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// The file.
    pub file: FileId,
    /// The file's name without its ending: what `author` and `supervisor` name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// "she/her"
    pub pronouns: Option<String>,
    /// Degrees and licenses after the name.
    pub credentials: Vec<String>,
    /// "clinical psychologist"
    pub role: Option<String>,
    /// Licenses and registrations.
    pub licenses: Vec<License>,
    /// A provider's id, or the name of someone from outside.
    pub supervisor: Option<Spanned<String>>,
    /// National Provider Identifier, its check digit right.
    pub npi: Option<String>,
    /// Health Care Provider Taxonomy code (NUCC).
    pub taxonomy: Option<String>,
    /// `yes`, `waitlist` or `no`.
    pub accepting: Option<&'static str>,
    /// When that was true.
    pub accepting_as_of: Option<Date>,
    /// Ways of working.
    pub modalities: Vec<String>,
    /// What they help with.
    pub specialties: Vec<String>,
    /// Whom they see.
    pub populations: Vec<&'static str>,
    /// "13 and up"
    pub ages: Option<String>,
    /// Where they work.
    pub settings: Vec<&'static str>,
    /// Codes of the languages they work in.
    pub languages: Vec<Spanned<String>>,
    /// States in which they may see clients by video.
    pub telehealth_states: Vec<String>,
    /// Ids of the practice's locations.
    pub locations: Vec<Spanned<String>>,
    /// Insurers; the practice's where none are given.
    pub insurance: Vec<String>,
    /// Ids of the practice's fees; all of them where none are given.
    pub fees: Vec<Spanned<String>>,
    /// Where clients book with them.
    pub booking_url: Option<String>,
    /// Their own number.
    pub phone: Option<String>,
    /// Their own address.
    pub email: Option<String>,
    /// A picture.
    pub photo: Option<Spanned<String>>,
    /// What the picture shows.
    pub photo_alt: Option<String>,
    /// Schools and degrees.
    pub education: Vec<String>,
    /// In their own words.
    pub bio: Body,
    /// Place in the directory: smaller first, then by name.
    pub order: i64,
    /// From this day on they are no longer shown.
    pub retired_on: Option<Date>,
    /// A fictional person of the sample practice.
    pub sample: bool,
}

/// A license or registration.
#[derive(Debug, Clone, PartialEq)]
pub struct License {
    /// One of [`LICENSE_KINDS`].
    pub kind: &'static str,
    /// As the board writes it.
    pub number: Option<String>,
    /// Two letters.
    pub state: Option<String>,
    /// The last day on which it is good.
    pub expires: Option<Date>,
    /// Its holder works under a supervisor.
    pub supervised: bool,
    /// Where it was written.
    pub span: Span,
}

impl Provider {
    /// Reads a provider's file; `id` is the file's name without its ending.
    pub fn read(file: &FileId, id: &str, node: &Node, sources: &Sources<'_>) -> Self {
        let r = Reader::new(node, "a provider", sources.faults);
        let name = r.required_text("name").map_or_else(|| id.to_owned(), |t| t.value);
        let strings = |key| r.texts(key).into_iter().map(|t| t.value).collect::<Vec<_>>();
        let role = r.text("role");
        let licenses = licenses(&r);
        let supervisor = r.text("supervisor");
        if supervisor.is_none() {
            needs_supervisor(&r, role.as_ref(), &licenses);
        }
        let (accepting, accepting_as_of) = accepting(&r);
        let provider = Self {
            file: file.clone(),
            id: id.to_owned(),
            name,
            pronouns: r.string("pronouns"),
            credentials: strings("credentials"),
            role: role.map(|t| t.value),
            licenses,
            supervisor,
            npi: npi(&r),
            taxonomy: r.string("taxonomy"),
            accepting,
            accepting_as_of,
            modalities: strings("modalities"),
            specialties: strings("specialties"),
            populations: r.words("populations", POPULATIONS).into_iter().map(|w| w.value).collect(),
            ages: r.string("ages"),
            settings: r.words("settings", SETTINGS).into_iter().map(|w| w.value).collect(),
            languages: spoken(&r),
            telehealth_states: strings("telehealth_states"),
            locations: r.texts("locations"),
            insurance: strings("insurance"),
            fees: r.texts("fees"),
            booking_url: text::web_address(&r, "booking_url").map(|u| u.value),
            phone: text::phone(&r, "phone"),
            email: text::email(&r, "email"),
            photo: r.text("photo"),
            photo_alt: r.string("photo_alt"),
            education: strings("education"),
            bio: sources.markdown(&r, "bio").unwrap_or_default(),
            order: r.integer("order", -100_000, 100_000).unwrap_or(0),
            retired_on: r.date("retired_on").map(|d| d.value),
            sample: r.yes_no("sample").unwrap_or(false),
        };
        r.finish();
        provider
    }

    /// "Amara Osei, PhD"
    pub fn name_with_credentials(&self) -> String {
        if self.credentials.is_empty() {
            return self.name.clone();
        }
        format!("{}, {}", self.name, self.credentials.join(", "))
    }

    /// Whether they see clients by video or telephone.
    pub fn telehealth(&self) -> bool {
        !self.telehealth_states.is_empty() || self.settings.contains(&"telehealth")
    }
}

fn licenses(r: &Reader<'_>) -> Vec<License> {
    r.maps("licenses", "a license")
        .into_iter()
        .map(|l| {
            let kind = l.one_of("kind", LICENSE_KINDS).map_or("license", |k| k.value);
            let state = l.text("state");
            if let Some((state, letters)) = state.as_ref().and_then(|s| Some((s, super::states::letters(s)?))) {
                l.faults().push(
                    codes::UNKNOWN_VALUE
                        .at(state.span.clone(), format!("\"{}\" is not how a state is written here", clip(state)))
                        .label(format!("did you mean \"{letters}\"?"))
                        .help("use the two capital letters of the postal service"),
                );
            }
            let license = License {
                kind,
                number: l.string("number"),
                state: state.map(|state| state.value),
                expires: l.date("expires").map(|d| d.value),
                supervised: l.yes_no("supervised").unwrap_or(false),
                span: l.place(),
            };
            l.finish();
            license
        })
        .collect()
}

/// Associates, trainees and holders of a supervised license work under someone, who must be named.
fn needs_supervisor(r: &Reader<'_>, role: Option<&Spanned<String>>, licenses: &[License]) {
    let junior = role.filter(|role| {
        role.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "associate" | "trainee" | "intern" | "practicum" | "resident"))
    });
    let (span, why) = match (licenses.iter().find(|l| l.supervised), junior) {
        (Some(license), _) => (license.span.clone(), "this license is supervised".to_owned()),
        (None, Some(role)) => (role.span.clone(), format!("the role is \"{}\"", clip(role))),
        (None, None) => return,
    };
    r.fault(
        &codes::SUPERVISOR_MISSING,
        &span,
        format!("{why}, but there is no supervisor"),
        "add supervisor: with the id of the provider who supervises (the file's name without .yaml), or a name",
    );
}

/// `yes`, or `{status: yes, as_of: 2026-11-01}`.
fn accepting(r: &Reader<'_>) -> (Option<&'static str>, Option<Date>) {
    let Some(node) = r.node("accepting_clients") else { return (None, None) };
    let word = |r: &Reader<'_>, node: &Node| -> Option<&'static str> {
        // YAML has several words for yes and no; all of them are meant here.
        match node.text().and_then(crate::source::yaml::reader::yes_no) {
            Some(true) => Some("yes"),
            Some(false) => Some("no"),
            None => r.word_of(node, "accepting_clients", ACCEPTING).map(|w| w.value),
        }
    };
    if !matches!(node.value, Value::Map(_)) {
        return (word(r, node), None);
    }
    let a = Reader::new(node, "accepting_clients", r.faults());
    let status = a.node("status").and_then(|n| word(&a, n));
    if a.entry("status").is_none() {
        a.missing("status");
    }
    let as_of = a.date("as_of").map(|d| d.value);
    a.finish();
    (status, as_of)
}

fn spoken(r: &Reader<'_>) -> Vec<Spanned<String>> {
    let languages = r.texts("languages");
    for code in languages.iter().filter(|code| !super::practice::is_language_code(code)) {
        r.fault(
            &codes::BAD_LANGUAGE,
            &code.span,
            format!("\"{}\" is not a language code", clip(code)),
            "use short codes, such as en for English, es for Spanish, ase for American Sign Language",
        );
    }
    languages.into_iter().filter(|code| super::practice::is_language_code(code)).collect()
}

fn npi(r: &Reader<'_>) -> Option<String> {
    let npi = r.text("npi")?;
    if !npi_is_valid(&npi) {
        r.fault(
            &codes::BAD_NPI,
            &npi.span,
            format!("\"{}\" is not an NPI", clip(&npi)),
            "an NPI is ten digits without spaces, the last of which checks the others; compare it with the NPI registry",
        );
        return None;
    }
    Some(npi.value)
}

/// Ten digits whose last is the Luhn check digit over `80840` and the number.
pub fn npi_is_valid(npi: &str) -> bool {
    if npi.len() != 10 || !npi.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = format!("80840{npi}")
        .bytes()
        .rev()
        .map(|b| u32::from(b - b'0'))
        .enumerate()
        .map(|(i, digit)| match (i % 2, digit) {
            (0, d) => d,
            (_, d) if d > 4 => d * 2 - 9,
            (_, d) => d * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a byline names one of the practice's own people: lower case without spaces is always an id.
pub fn is_provider_id(byline: &str) -> bool {
    !byline.is_empty()
        && !byline.contains(char::is_whitespace)
        && !byline.chars().any(char::is_uppercase)
        && date(byline).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_of_an_npi_counts() {
        assert!(npi_is_valid("1234567893"));
        for bad in ["1234567890", "123456789", "12345678933", "123456789x", ""] {
            assert!(!npi_is_valid(bad), "{bad}");
        }
    }

    #[test]
    fn bylines_in_lower_case_are_ids() {
        assert!(is_provider_id("amara-osei"));
        assert!(!is_provider_id("Dana Whitfield"));
        assert!(!is_provider_id("Dana"));
    }
}
