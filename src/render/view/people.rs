//! What the pages of people get: the directory and a profile.

use super::{
    ArticleCardView, BylineView, DateView, FeeView, ImageView, LanguageView, LinkView, LocationView, PhoneView,
};
use serde::Serialize;

/// A person in the directory.
#[derive(Debug, Clone, Serialize, Default)]
pub struct ProviderCardView {
    /// Full name.
    pub name: String,
    /// "Amara Osei, PhD"
    pub name_with_credentials: String,
    /// "she/her"
    pub pronouns: Option<String>,
    /// What they are: "clinical psychologist"
    pub role: Option<String>,
    /// The profile's address.
    pub url: String,
    /// The language of the profile and of their own words, where that is another than this page's.
    pub lang: Option<String>,
    /// A picture.
    pub photo: Option<ImageView>,
    /// A drawn stand-in for a photo.
    pub monogram: MonogramView,
    /// `yes`, `waitlist`, `no`, or none when it is not said.
    pub accepting: Option<&'static str>,
    /// When that was true.
    pub accepting_as_of: Option<DateView>,
    /// Who supervises them: must be shown wherever the name is.
    pub supervisor: Option<BylineView>,
    /// What they help with.
    pub specialties: Vec<String>,
    /// Whom they see, with the list of all who do.
    pub populations: Vec<LinkView>,
    /// Languages they work in.
    pub languages: Vec<LanguageView>,
    /// Whether they work by video or telephone.
    pub telehealth: bool,
    /// Works only by telehealth (has no location).
    pub telehealth_only: bool,
    /// Names of the offices where they are.
    pub locations: Vec<String>,
    /// Values for filtering with JavaScript: space-separated `facet:value` pairs.
    pub facets: String,
}

/// A drawn stand-in for a photo.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, Default)]
pub struct MonogramView {
    /// One or two letters.
    pub letters: String,
    /// 0 to 359, from a hash of the name: templates may vary a drawing by it.
    pub variant: u32,
}

/// `providers.html` gets this as `directory`.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryView {
    /// Everyone in the list.
    pub people: Vec<ProviderCardView>,
    /// Ways to narrow it.
    pub facets: Vec<FacetView>,
    /// On a facet value's own page: what the list is narrowed to.
    pub current: Option<LinkView>,
    /// How many people there are in all.
    pub total: usize,
}

/// One way to narrow the directory: need, population, insurance, language, place, telehealth, space.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FacetView {
    /// `specialty`, `population`, `insurance`, `language`, `location`, `telehealth`, `space`; its words are the string `facet-ID`.
    pub id: &'static str,
    /// The values, by name.
    pub values: Vec<FacetValueView>,
}

/// A value by which the directory is narrowed.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FacetValueView {
    /// Its id.
    pub id: String,
    /// Its words.
    pub title: String,
    /// The language of its words where that is not the page's: a language stands there by its own name.
    pub lang: Option<String>,
    /// How many people have it.
    pub count: usize,
    /// Its page; `none` where only one person has the value: then `profile_url` leads to them.
    pub url: Option<String>,
    /// The one person who has the value.
    pub profile_url: Option<String>,
    /// Whether it is what is shown now.
    pub current: bool,
}

/// `provider.html` gets this as `provider`.
#[derive(Debug, Clone, Serialize)]
pub struct ProviderView {
    /// What lists show.
    pub card: ProviderCardView,
    /// In their own words.
    pub bio_html: String,
    /// Licenses and registrations.
    pub licenses: Vec<LicenseView>,
    /// National Provider Identifier.
    pub npi: Option<String>,
    /// Health Care Provider Taxonomy code.
    pub taxonomy: Option<String>,
    /// Ways of working.
    pub modalities: Vec<String>,
    /// Where they work, in words.
    pub settings: Vec<String>,
    /// "13 and up"
    pub ages: Option<String>,
    /// States in which they may see clients by video.
    pub telehealth_states: Vec<String>,
    /// Offices where they are.
    pub locations: Vec<LocationView>,
    /// Insurers.
    pub insurance: Vec<String>,
    /// What they charge.
    pub fees: Vec<FeeView>,
    /// Schools and degrees.
    pub education: Vec<String>,
    /// Where clients book.
    pub booking_url: Option<String>,
    /// The telephone number.
    pub phone: Option<PhoneView>,
    /// The email address.
    pub email: Option<String>,
    /// Articles that they wrote.
    pub articles: Vec<ArticleCardView>,
    /// A fictional person of the sample practice.
    pub sample: bool,
}

/// A license or registration.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LicenseView {
    /// `license`, `registration`, `telehealth-registration`, `psypact`; its words are the string `license-KIND`.
    pub kind: String,
    /// Its number.
    pub number: Option<String>,
    /// State or region.
    pub state: Option<String>,
    /// The last day on which it is good.
    pub expires: Option<DateView>,
    /// Its holder works under a supervisor.
    pub supervised: bool,
}
