//! What a template sees: plain, serialisable views of the resolved site.
//!
//! Every template gets `site` ([`SiteView`], one per language) and `page` ([`PageView`]), and one more
//! variable named after its kind (`article`, `provider`, `form`, ...). Conventions:
//!
//! * A key that ends in `_html` holds finished HTML and is written with `| safe`; every other string is
//!   plain text, which Tera escapes.
//! * A `url` is percent-encoded and starts with `/` (the site's root) or is a whole `https:`, `tel:`,
//!   `sms:` or `mailto:` address. Templates write it as it is: the renderer turns root-absolute links
//!   into the ones a sub-path or a disk needs, after the template has run.
//! * Dates come as [`DateView`]: the machine's form for `datetime` and the reader's words.
//! * A value that is not there is `none`, never missing.

use serde::Serialize;

/// A date, twice: for `<time datetime>` and for people.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct DateView {
    /// `2026-09-14`
    pub iso: String,
    /// `September 14, 2026`, or as the page's language writes it.
    pub text: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

/// A telephone number: as people read it and as a phone dials it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct PhoneView {
    pub text: String,
    /// `tel:+15555550142`
    pub tel: String,
    /// `sms:+15555550142`
    pub sms: String,
}

/// A picture that pages show.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ImageView {
    pub url: String,
    pub alt: String,
    /// Pixels; `none` where the file's size could not be read.
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// The practice, in one language. The same for every page of that language.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub name: String,
    pub tagline: Option<String>,
    /// The site's own address from `practice.yaml`, if it is known.
    pub url: Option<String>,
    pub lang: String,
    pub home_url: String,
    /// The page "Help now"; falls back to the crisis section of the home page's footer (`#help-now`).
    pub help_now_url: String,
    pub articles_url: Option<String>,
    pub topics_url: Option<String>,
    pub providers_url: Option<String>,
    pub forms_url: Option<String>,
    pub glossary_url: Option<String>,
    pub contact_url: Option<String>,
    pub fees_url: Option<String>,
    /// The top navigation, from `navigation` (or everything there is, in a sensible order).
    pub navigation: Vec<NavigationView>,
    /// Standing pages that the navigation leaves out (notices and the like), for the footer.
    pub footer: Vec<LinkView>,
    pub logo: Option<ImageView>,
    pub phone: Option<PhoneView>,
    pub fax: Option<String>,
    pub email: Option<String>,
    pub portal_url: Option<String>,
    pub booking_url: Option<String>,
    pub crisis: CrisisView,
    pub locations: Vec<LocationView>,
    pub insurance: InsuranceView,
    pub fees: Vec<FeeView>,
    /// "one working day"
    pub reply_within: Option<String>,
    pub who_answers: Option<String>,
    pub voicemail_private: Option<bool>,
    pub texting: Option<String>,
    pub wait: Option<WaitView>,
    /// How a finished form comes back, in the owner's order: `portal`, `bring`, `fax`, `mail`.
    pub returns: Vec<String>,
    pub facts: FactsView,
    /// Stylesheets and scripts of the theme with their fingerprinted addresses.
    pub stylesheets: Vec<String>,
    pub scripts: Vec<String>,
    /// All languages of the site, the default first.
    pub languages: Vec<LanguageView>,
    /// Today by `--as-of`, for the year in the footer.
    pub today: DateView,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct NavigationView {
    pub title: String,
    pub url: String,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LanguageView {
    /// BCP 47: `en`, `es`
    pub code: String,
    /// In its own words: `English`, `Español`
    pub name: String,
}

/// Crisis help: who to call when it cannot wait.
#[derive(Debug, Clone, Serialize)]
pub struct CrisisView {
    /// `911` in the United States.
    pub emergency: PhoneView,
    /// `988 Suicide & Crisis Lifeline`
    pub line_name: String,
    pub line: PhoneView,
    /// Whether the line can also be texted.
    pub line_text: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LocationView {
    pub id: String,
    pub name: String,
    pub street: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    /// "12 Mill Lane, Springfield, IL 62701"
    pub address: String,
    pub phone: Option<PhoneView>,
    /// Seven rows, Monday first, where hours are given; else empty.
    pub hours: Vec<HoursView>,
    pub directions_html: Option<String>,
    pub parking: Option<String>,
    pub access: Option<String>,
    pub photo: Option<ImageView>,
    pub map_url: Option<String>,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct HoursView {
    /// `mon` ... `sun`: the string `day-mon` is its name.
    pub day: String,
    /// "9:00 AM to 5:00 PM", or `none` when closed.
    pub text: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct InsuranceView {
    pub in_network: Vec<String>,
    pub out_of_network: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FeeView {
    pub id: String,
    pub service: String,
    pub minutes: Option<u32>,
    /// "$180", in the practice's currency; `none` for a fee in words only.
    pub price: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct WaitView {
    pub text: String,
    pub as_of: Option<DateView>,
}

/// Facts that decide which notices a practice must post.
#[derive(Debug, Clone, Serialize)]
pub struct FactsView {
    pub hipaa_covered: Option<bool>,
    pub receives_federal_funds: Option<bool>,
    pub employees: Option<u32>,
    pub states: Vec<String>,
    pub self_pay_clients: Option<bool>,
}

/// One page's frame: head, header, breadcrumbs, languages.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `page`, `article`, `articles`, `topic`, `topics`, `provider`, `providers`, `form`, `forms`,
    /// `packet`, `glossary`, `not-found`
    pub kind: &'static str,
    /// The `h1`.
    pub title: String,
    /// The `<title>`: title and practice.
    pub head_title: String,
    pub summary: Option<String>,
    pub url: String,
    /// Whole address; `none` while the practice has no `url`.
    pub canonical: Option<String>,
    pub lang: String,
    /// `ltr` or `rtl`
    pub dir: &'static str,
    /// This page in the other languages; empty for a site of one language.
    pub translations: Vec<TranslationView>,
    /// From the home page down to the parent of this page; empty on the home page.
    pub breadcrumbs: Vec<LinkView>,
    /// Shows "Exit this page".
    pub sensitive: bool,
    pub noindex: bool,
    /// JSON-LD, already safe inside `<script type="application/ld+json">`; write it with `| safe`.
    pub structured_data: Option<String>,
    /// The Content-Security-Policy for the `<meta>` element.
    pub policy: String,
    /// The text is in another language than the page: the default language's, because no translation is there.
    pub untranslated: bool,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TranslationView {
    pub code: String,
    pub name: String,
    /// The same page, or that language's home page where it is not translated yet.
    pub url: String,
    pub canonical: Option<String>,
    pub translated: bool,
    pub current: bool,
}

/// A heading in a page's contents.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct HeadingView {
    pub id: String,
    pub level: u8,
    pub title: String,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FaqView {
    pub id: String,
    pub question: String,
    pub answer_html: String,
}

/// `home.html` gets this as `home`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    pub body_html: String,
    /// "Who is this for?": rows in order; the words are the strings `audience-ID`.
    pub audiences: Vec<AudienceView>,
    pub first_fee: Option<FeeView>,
    /// People with space first; at most six.
    pub providers: Vec<ProviderCardView>,
    /// The newest articles; at most four.
    pub articles: Vec<ArticleCardView>,
    pub packets: Vec<LinkView>,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct AudienceView {
    /// `me`, `child`, `couple`, `someone`, `unsure`
    pub id: &'static str,
    pub url: String,
}

/// `page.html`, `fees.html`, `contact.html`, `help-now.html` get this as `document`.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    pub body_html: String,
    pub contents: Vec<HeadingView>,
    pub faq: Vec<FaqView>,
    pub image: Option<ImageView>,
    pub updated: Option<DateView>,
    pub reviewed: Option<DateView>,
    pub author: Option<BylineView>,
    pub reviewed_by: Option<BylineView>,
    pub references_html: Vec<String>,
}

/// An author or reviewer.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct BylineView {
    /// "Amara Osei, PhD"
    pub name: String,
    pub role: Option<String>,
    /// The profile, where the person is one of the practice's providers.
    pub url: Option<String>,
}

/// `article.html` gets this as `article`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    pub body_html: String,
    pub contents: Vec<HeadingView>,
    pub author: Option<BylineView>,
    pub reviewed_by: Option<BylineView>,
    pub posted: Option<DateView>,
    pub updated: Option<DateView>,
    pub reviewed: Option<DateView>,
    pub review_due: Option<DateView>,
    pub minutes: u32,
    pub audience: Vec<String>,
    pub topics: Vec<LinkView>,
    pub key_points: Vec<String>,
    pub image: Option<ImageView>,
    pub references_html: Vec<String>,
    pub faq: Vec<FaqView>,
    pub related: Vec<ArticleCardView>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ArticleCardView {
    pub title: String,
    pub url: String,
    pub summary: Option<String>,
    pub posted: Option<DateView>,
    pub minutes: u32,
}

/// `articles.html` gets this as `articles`, `topic.html` as `topic`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleListView {
    pub items: Vec<ArticleCardView>,
    pub total: usize,
    pub pager: PagerView,
    /// All topics, by name (on `articles.html`; empty on a topic's page).
    pub topics: Vec<TopicView>,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct PagerView {
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub previous_url: Option<String>,
    pub next_url: Option<String>,
}

/// `topics.html` gets a list of these as `topics`.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TopicView {
    pub title: String,
    pub url: String,
    pub count: usize,
}

/// A person in the directory.
#[derive(Debug, Clone, Serialize)]
pub struct ProviderCardView {
    pub name: String,
    /// "Amara Osei, PhD"
    pub name_with_credentials: String,
    pub pronouns: Option<String>,
    pub role: Option<String>,
    pub url: String,
    pub photo: Option<ImageView>,
    pub monogram: MonogramView,
    /// `yes`, `waitlist`, `no`, or none when it is not said.
    pub accepting: Option<&'static str>,
    pub accepting_as_of: Option<DateView>,
    /// "supervised by Dana Whitfield, LCSW": must be shown wherever the name is.
    pub supervisor: Option<BylineView>,
    pub specialties: Vec<String>,
    pub populations: Vec<LinkView>,
    pub languages: Vec<String>,
    pub telehealth: bool,
    /// Works only by telehealth (has no location).
    pub telehealth_only: bool,
    pub locations: Vec<String>,
    /// Values for filtering with JavaScript: space-separated `facet:value` pairs.
    pub facets: String,
}

/// A drawn stand-in for a photo.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct MonogramView {
    /// One or two letters.
    pub letters: String,
    /// 0 to 359, from a hash of the name: templates may vary a drawing by it.
    pub variant: u32,
}

/// `providers.html` gets this as `directory`.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryView {
    pub people: Vec<ProviderCardView>,
    pub facets: Vec<FacetView>,
    /// On a facet value's own page: what the list is narrowed to.
    pub current: Option<LinkView>,
    pub total: usize,
}

/// One way to narrow the directory: need, population, insurance, language, place, telehealth, space.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FacetView {
    /// `specialty`, `population`, `insurance`, `language`, `location`, `telehealth`, `space`; its words are the string `facet-ID`.
    pub id: &'static str,
    pub values: Vec<FacetValueView>,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FacetValueView {
    pub id: String,
    pub title: String,
    pub count: usize,
    /// `none` where only one person has the value: then `profile_url` leads to them.
    pub url: Option<String>,
    pub profile_url: Option<String>,
    pub current: bool,
}

/// `provider.html` gets this as `provider`.
#[derive(Debug, Clone, Serialize)]
pub struct ProviderView {
    pub card: ProviderCardView,
    pub bio_html: String,
    pub licenses: Vec<LicenseView>,
    pub npi: Option<String>,
    pub taxonomy: Option<String>,
    pub modalities: Vec<String>,
    pub settings: Vec<String>,
    pub ages: Option<String>,
    pub telehealth_states: Vec<String>,
    pub locations: Vec<LocationView>,
    pub insurance: Vec<String>,
    pub fees: Vec<FeeView>,
    pub education: Vec<String>,
    pub booking_url: Option<String>,
    pub phone: Option<PhoneView>,
    pub email: Option<String>,
    pub articles: Vec<ArticleCardView>,
    /// A fictional person of the sample practice.
    pub sample: bool,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LicenseView {
    /// `license`, `registration`, `telehealth-registration`, `psypact`; its words are the string `license-KIND`.
    pub kind: String,
    pub number: Option<String>,
    pub state: Option<String>,
    pub expires: Option<DateView>,
    pub supervised: bool,
}

/// `forms.html` gets this as `paperwork`.
#[derive(Debug, Clone, Serialize)]
pub struct PaperworkView {
    pub packets: Vec<PacketCardView>,
    pub forms: Vec<FormCardView>,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FormCardView {
    pub title: String,
    pub url: String,
    pub purpose: Option<String>,
    pub minutes: Option<u32>,
    pub version: Option<DateView>,
    /// How many questions it asks.
    pub questions: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct PacketCardView {
    pub title: String,
    pub url: String,
    pub audience: Option<String>,
    pub forms: usize,
    pub minutes: Option<u32>,
}

/// `packet.html` gets this as `packet`.
#[derive(Debug, Clone, Serialize)]
pub struct PacketView {
    pub audience: Option<String>,
    pub bring: Vec<String>,
    pub arrive_minutes_early: Option<u32>,
    pub note_html: Option<String>,
    pub minutes: Option<u32>,
    /// One set for each person, in order; a packet for one client has one set.
    pub sets: Vec<PacketSetView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PacketSetView {
    /// `client`, `partner-1`, `parent`, ...
    pub person: String,
    /// In words: "First partner".
    pub title: String,
    pub forms: Vec<FormCardView>,
}

/// `glossary.html` gets a list of these as `terms`.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TermView {
    pub id: String,
    pub term: String,
    pub definition_html: String,
}

/// `form.html` gets this as `form`.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    pub id: String,
    pub version: Option<DateView>,
    pub audience: Option<String>,
    pub purpose: Option<String>,
    pub minutes: Option<u32>,
    /// "In short": plain lines; empty where there are none.
    pub short_html: Vec<String>,
    pub instructions_html: Option<String>,
    /// The terms under which a published instrument is shown.
    pub licence: Option<String>,
    pub source_html: Option<String>,
    /// A published instrument whose terms forbid showing its items: the page describes it and shows no questions.
    pub metadata_only: bool,
    pub questions: usize,
    pub sections: Vec<SectionView>,
    /// Whether the crisis box must stand at the top (a question about self-harm is in the form).
    pub crisis: bool,
    pub packets: Vec<LinkView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    pub id: String,
    pub title: Option<String>,
    pub text_html: Option<String>,
    /// 1 to 3: how many fields may stand side by side on wide pages.
    pub columns: u8,
    pub when: Option<ConditionView>,
    pub fields: Vec<FieldView>,
    /// A section that repeats (`repeat: {printed: 3}`) comes this many times, numbered from 1; else 1 with `repeat` false.
    pub repeat: bool,
    pub copies: u8,
}

/// When a question counts, in words and for the script.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionView {
    /// "If 7 is Yes", "If 7 is Yes and 9 is answered"; shown on paper and without JavaScript.
    pub text: String,
    /// JSON for `data-when`: `{"all":[{"field":"q-has_insurance","op":"is","value":"yes"}]}`, `all` or `any`.
    /// `field` is the target's `key` (see [`FieldView::key`]); `op` is `is`, `is_not`, `any_of`, `at_least`, `at_most`, `answered`.
    pub json: String,
}

/// One field of a form, ready to draw. Which of the keys count depends on `kind`.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// The field type as written in YAML: `text`, `yes-no`, `matrix`, `signature`, ...
    pub kind: &'static str,
    /// The prefix of every element id of this field: `q-legal_name`. Unique on the page; in copy 2 of a
    /// repeated section templates append `-2`.
    pub key: String,
    /// The question's number; `none` for layout and staff fields.
    pub number: Option<u32>,
    pub label: String,
    /// The label with its Markdown (clauses to initial may have links and emphasis).
    pub label_html: String,
    pub help_html: Option<String>,
    pub required: bool,
    /// `full`, `half`, `third`, `quarter`
    pub width: &'static str,
    pub when: Option<ConditionView>,
    /// Value for `autocomplete`: always `off` for anything about health.
    pub autocomplete: &'static str,
    /// Crisis help must be printed beside this field.
    pub crisis: bool,
    /// paragraph: writing lines
    pub lines: u32,
    /// number: "mg", "cups a day"
    pub unit: Option<String>,
    /// number and scale
    pub from: Option<i64>,
    pub to: Option<i64>,
    /// scale: every step, low to high, at most 21
    pub steps: Vec<i64>,
    pub low: Option<String>,
    pub high: Option<String>,
    /// choice, choices, yes-no, matrix columns
    pub options: Vec<OptionView>,
    /// choice and choices: a last option "Other" with a line to write on
    pub other: bool,
    /// matrix rows
    pub items: Vec<ItemView>,
    /// table
    pub columns: Vec<OptionView>,
    /// table: how many blank rows
    pub rows: u32,
    /// phone: asks whether a message may be left
    pub voicemail: bool,
    /// signature
    pub role: Option<String>,
    pub printed_name: bool,
    pub date: bool,
    pub relationship: bool,
    pub witness: bool,
    /// layout `text`
    pub text_html: Option<String>,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct OptionView {
    pub id: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ItemView {
    pub id: String,
    pub label: String,
    /// "12a": the question's number and the row's letter
    pub number: String,
    pub crisis: bool,
}
