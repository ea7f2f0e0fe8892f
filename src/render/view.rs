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

use crate::pictures::plan::Plan;
use serde::Serialize;

/// A date, twice: for `<time datetime>` and for people.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, Default)]
pub struct DateView {
    /// `2026-09-14`
    pub iso: String,
    /// `September 14, 2026`, or as the page's language writes it.
    pub text: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The language of the page that it leads to, where that is another than this page's; for `hreflang`.
    pub lang: Option<String>,
}

/// A telephone number: as people read it and as a phone dials it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, Default)]
pub struct PhoneView {
    /// In words.
    pub text: String,
    /// `tel:+15555550142`
    pub tel: String,
    /// `sms:+15555550142`
    pub sms: String,
}

/// A PDF that a page links to.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct PrintView {
    /// "large print"; `none` for the usual one.
    pub kind: Option<String>,
    /// Its address.
    pub url: String,
    /// "PDF, 3 pages, 70 KB, can be filled in"
    pub facts: String,
}

/// A picture that pages show.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ImageView {
    /// Its address.
    pub url: String,
    /// What it shows; empty for a decoration.
    pub alt: String,
    /// Pixels; `none` where the file's size could not be read.
    pub width: Option<u32>,
    /// Pixels; `none` where the size could not be read.
    pub height: Option<u32>,
    /// The same picture in several widths, for the `srcset` of an `img`; `none` where there is only one.
    pub srcset: Option<String>,
    /// The same widths as AVIF, for the `srcset` of a `source`; `none` where the file is shown as it is.
    pub avif: Option<String>,
}

impl ImageView {
    /// A picture as it is planned.
    pub fn of(plan: Plan, alt: &str) -> Self {
        Self {
            url: plan.url,
            alt: alt.to_owned(),
            width: Some(plan.width),
            height: Some(plan.height),
            srcset: plan.srcset,
            avif: plan.avif,
        }
    }
}

/// The practice, in one language. The same for every page of that language.
#[derive(Debug, Clone, Serialize, Default)]
pub struct SiteView {
    /// Its name.
    pub name: String,
    /// The registered name, where it is another; for the small print.
    pub legal_name: Option<String>,
    /// One line under the name.
    pub tagline: Option<String>,
    /// The site's own address from `practice.yaml`, if it is known.
    pub url: Option<String>,
    /// BCP 47: `en`, `es`
    pub lang: String,
    /// The home page.
    pub home_url: String,
    /// The page "Help now"; falls back to the crisis section of the home page's footer (`#help-now`).
    pub help_now_url: String,
    /// The list of articles, if there is one.
    pub articles_url: Option<String>,
    /// The feed of new articles in the page's language, if there is one: a practice without `url`, or without dated articles, has none.
    pub feed_url: Option<String>,
    /// The list of topics, if there is one.
    pub topics_url: Option<String>,
    /// The directory, if there is one.
    pub providers_url: Option<String>,
    /// The list of forms, if there is one.
    pub forms_url: Option<String>,
    /// The glossary, if there is one.
    pub glossary_url: Option<String>,
    /// The search page, if there is one.
    pub search_url: Option<String>,
    /// The page with the template `contact`, if there is one.
    pub contact_url: Option<String>,
    /// The page with the template `fees`, if there is one.
    pub fees_url: Option<String>,
    /// The top navigation, from `navigation` (or everything there is, in a sensible order).
    pub navigation: Vec<NavigationView>,
    /// For the footer: the notices that the practice's facts call for, then the standing pages that the navigation leaves out.
    pub footer: Vec<LinkView>,
    /// Where the practice takes federal money and has a page on language assistance: goes with every form.
    pub assistance: Option<AssistanceView>,
    /// The logo.
    pub logo: Option<ImageView>,
    /// The same logo for dark screens, if there is one.
    pub logo_dark: Option<ImageView>,
    /// The address of the picture for tabs and bookmarks: the logo where it is an SVG or a PNG, else the theme's `icon.svg`.
    pub icon_url: Option<String>,
    /// The address of the same picture for home screens; `none` where there is nothing to draw it from.
    pub touch_icon_url: Option<String>,
    /// The address of the same picture for browsers that draw no SVG, in 16 and 32 pixels.
    pub tab_icon_url: Option<String>,
    /// The telephone number.
    pub phone: Option<PhoneView>,
    /// The fax number.
    pub fax: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// Where clients sign in.
    pub portal_url: Option<String>,
    /// Where clients book.
    pub booking_url: Option<String>,
    /// Crisis help.
    pub crisis: CrisisView,
    /// Offices.
    pub locations: Vec<LocationView>,
    /// Insurers.
    pub insurance: InsuranceView,
    /// Prices.
    pub fees: Vec<FeeView>,
    /// "one working day"
    pub reply_within: Option<String>,
    /// Who picks up the telephone.
    pub who_answers: Option<String>,
    /// Whether only the practice hears the voicemail.
    pub voicemail_private: Option<bool>,
    /// Whether and how clients may text.
    pub texting: Option<String>,
    /// How long new clients wait.
    pub wait: Option<WaitView>,
    /// How a finished form comes back, in the owner's order: `portal`, `bring`, `fax`, `mail`.
    pub returns: Vec<String>,
    /// Facts that decide which notices are posted.
    pub facts: FactsView,
    /// Stylesheets of the theme with their fingerprinted addresses, the accent's last.
    pub stylesheets: Vec<String>,
    /// Scripts of the theme with their fingerprinted addresses.
    pub scripts: Vec<String>,
    /// Fonts of the theme that every page needs at once (`preload` in `theme.yaml`), by their fingerprinted addresses.
    pub fonts: Vec<String>,
    /// The owner's choice of type: `serif` or `plain`.
    pub type_pairing: Option<String>,
    /// What the home page begins with, where the owner says so: `who`, `people` or `text`.
    pub home_first: Option<String>,
    /// All languages of the site, the default first.
    pub languages: Vec<LanguageView>,
    /// Today by `--as-of`, for the year in the footer.
    pub today: DateView,
}

/// An entry of the top navigation.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct NavigationView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The language of the page that it leads to, where that is another than this page's; for `hreflang`.
    pub lang: Option<String>,
}

/// The practice's notice of language assistance, which goes with every form where the practice takes federal money.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct AssistanceView {
    /// The page's title.
    pub title: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its address.
    pub url: String,
    /// Its language, where that is another than this page's.
    pub lang: Option<String>,
}

/// A language.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LanguageView {
    /// BCP 47: `en`, `es`
    pub code: String,
    /// In its own words: `English`, `Español`
    pub name: String,
    /// What the name is written in, for its `lang`; `none` where only the code is known.
    pub name_lang: Option<String>,
}

/// Crisis help: who to call when it cannot wait.
#[derive(Debug, Clone, Serialize, Default)]
pub struct CrisisView {
    /// `911` in the United States.
    pub emergency: PhoneView,
    /// `988 Suicide & Crisis Lifeline`
    pub line_name: String,
    /// The crisis line.
    pub line: PhoneView,
    /// Whether the line can also be texted.
    pub line_text: bool,
    /// How the line answers in the page's language, where it has a way of its own: 988 in Spanish.
    pub line_hint: Option<String>,
}

/// An office.
#[derive(Debug, Clone, Serialize)]
pub struct LocationView {
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
    /// "12 Mill Lane, Springfield, IL 62701"
    pub address: String,
    /// The telephone number.
    pub phone: Option<PhoneView>,
    /// Seven rows, Monday first, where hours are given; else empty.
    pub hours: Vec<HoursView>,
    /// How to get there.
    pub directions_html: Option<String>,
    /// Where to park.
    pub parking: Option<String>,
    /// Steps, lifts, doors.
    pub access: Option<String>,
    /// A picture.
    pub photo: Option<ImageView>,
    /// A link to a map.
    pub map_url: Option<String>,
}

/// The hours of one day.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct HoursView {
    /// `mon` ... `sun`: the string `day-mon` is its name.
    pub day: String,
    /// "9:00 AM to 5:00 PM", or `none` when closed.
    pub text: Option<String>,
}

/// Insurers.
#[derive(Debug, Clone, Serialize, Default)]
pub struct InsuranceView {
    /// Companies whose networks the practice is in.
    pub in_network: Vec<String>,
    /// What happens with others.
    pub out_of_network: Option<String>,
}

/// A price.
#[derive(Debug, Clone, Serialize)]
pub struct FeeView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub service: String,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
    /// "$180", in the practice's currency; `none` for a fee in words only.
    pub price: Option<String>,
    /// A word on it.
    pub note: Option<String>,
}

/// How long new clients wait.
#[derive(Debug, Clone, Serialize)]
pub struct WaitView {
    /// In words.
    pub text: String,
    /// When that was true.
    pub as_of: Option<DateView>,
}

/// Facts that decide which notices a practice must post.
#[derive(Debug, Clone, Serialize, Default)]
pub struct FactsView {
    /// Whether HIPAA applies.
    pub hipaa_covered: Option<bool>,
    /// Whether the practice takes federal money.
    pub receives_federal_funds: Option<bool>,
    /// How many people work here.
    pub employees: Option<u32>,
    /// States in which the practice works.
    pub states: Vec<String>,
    /// Whether clients pay themselves.
    pub self_pay_clients: Option<bool>,
}

/// One page's frame: head, header, breadcrumbs, languages.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `page`, `article`, `articles`, `topic`, `topics`, `provider`, `providers`, `form`, `forms`,
    /// `packet`, `glossary`, `search`, `not-found`
    pub kind: &'static str,
    /// The `h1`.
    pub title: String,
    /// The `<title>`: title and practice.
    pub head_title: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Its address.
    pub url: String,
    /// Whole address; `none` while the practice has no `url`.
    pub canonical: Option<String>,
    /// BCP 47: `en`, `es`
    pub lang: String,
    /// `ltr` or `rtl`
    pub dir: &'static str,
    /// This page in the other languages; empty for a site of one language.
    pub translations: Vec<TranslationView>,
    /// From the home page down to the parent of this page; empty on the home page.
    pub breadcrumbs: Vec<LinkView>,
    /// Shows "Exit this page".
    pub sensitive: bool,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
    /// What messengers and social networks show beside a link to it; `none` while the practice has no `url`.
    pub social: Option<SocialView>,
    /// JSON-LD, already safe inside `<script type="application/ld+json">`; write it with `| safe`.
    pub structured_data: Option<String>,
    /// The Content-Security-Policy for the `<meta>` element.
    pub policy: String,
    /// The text is in another language than the page: the default language's, because no translation is there.
    pub untranslated: bool,
}

/// What messengers and social networks show beside a link to a page (Open Graph). Of a page that is `sensitive` it says no more
/// than whose it is: others may see the screen on which it appears.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct SocialView {
    /// `website`, `article`, `profile`
    pub kind: &'static str,
    /// The page's title, without the practice's name.
    pub title: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// The page's language as Open Graph writes it: `en_US`
    pub locale: String,
    /// The other languages in which the page is there.
    pub other_locales: Vec<String>,
    /// An article's first day, `2026-09-14`.
    pub published: Option<String>,
    /// An article's last change.
    pub modified: Option<String>,
    /// The whole address of the picture: the page's own where it is a photograph, else one of its kind of page.
    pub image_url: String,
    /// `image/png`
    pub image_type: &'static str,
    /// Pixels.
    pub image_width: u32,
    /// Pixels.
    pub image_height: u32,
    /// What the picture shows.
    pub image_alt: String,
}

/// This page in a language.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TranslationView {
    /// BCP 47: `en`, `es`
    pub code: String,
    /// Its name.
    pub name: String,
    /// The same page, or that language's home page where it is not translated yet.
    pub url: String,
    /// Whole address; `none` while the practice has no `url`.
    pub canonical: Option<String>,
    /// Whether it is the same page.
    pub translated: bool,
    /// That the page is not translated yet, in that language's words; `none` where it is.
    pub note: Option<String>,
    /// Whether it is what is shown now.
    pub current: bool,
}

/// A heading in a page's contents.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct HeadingView {
    /// Its id.
    pub id: String,
    /// 2 to 6.
    pub level: u8,
    /// Its words.
    pub title: String,
}

/// A question and its answer.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FaqView {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer_html: String,
}

/// `home.html` gets this as `home`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The text.
    pub body_html: String,
    /// "Who is this for?": rows in order; the words are the strings `audience-ID`.
    pub audiences: Vec<AudienceView>,
    /// What a first session costs.
    pub first_fee: Option<FeeView>,
    /// People with space first; at most six.
    pub providers: Vec<ProviderCardView>,
    /// The newest articles; at most four.
    pub articles: Vec<ArticleCardView>,
    /// Packets of paperwork.
    pub packets: Vec<LinkView>,
}

/// A row of "Who is this for?".
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct AudienceView {
    /// `me`, `child`, `couple`, `someone`, `unsure`
    pub id: &'static str,
    /// Its address.
    pub url: String,
}

/// `page.html`, `fees.html`, `contact.html`, `help-now.html` get this as `document`.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    /// The text.
    pub body_html: String,
    /// Headings of the text.
    pub contents: Vec<HeadingView>,
    /// Questions and answers.
    pub faq: Vec<FaqView>,
    /// A picture.
    pub image: Option<ImageView>,
    /// Last changed.
    pub updated: Option<DateView>,
    /// Last reviewed.
    pub reviewed: Option<DateView>,
    /// Who wrote it.
    pub author: Option<BylineView>,
    /// Who reviewed it.
    pub reviewed_by: Option<BylineView>,
    /// Sources.
    pub references_html: Vec<String>,
    /// The page as a PDF; empty where it is no handout.
    pub prints: Vec<PrintView>,
}

/// An author or reviewer.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct BylineView {
    /// "Amara Osei, PhD"
    pub name: String,
    /// What they are.
    pub role: Option<String>,
    /// The profile, where the person is one of the practice's providers.
    pub url: Option<String>,
}

/// `article.html` gets this as `article`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// The text.
    pub body_html: String,
    /// Headings of the text.
    pub contents: Vec<HeadingView>,
    /// Who wrote it.
    pub author: Option<BylineView>,
    /// Who reviewed it.
    pub reviewed_by: Option<BylineView>,
    /// First published.
    pub posted: Option<DateView>,
    /// Last changed.
    pub updated: Option<DateView>,
    /// Last reviewed.
    pub reviewed: Option<DateView>,
    /// When the next review is due.
    pub review_due: Option<DateView>,
    /// How many minutes it takes.
    pub minutes: u32,
    /// Whom it is for.
    pub audience: Vec<String>,
    /// Subjects.
    pub topics: Vec<LinkView>,
    /// What to take away.
    pub key_points: Vec<String>,
    /// A picture.
    pub image: Option<ImageView>,
    /// Sources.
    pub references_html: Vec<String>,
    /// Questions and answers.
    pub faq: Vec<FaqView>,
    /// Articles that belong with it.
    pub related: Vec<ArticleCardView>,
    /// The article as a PDF; empty where it is no handout.
    pub prints: Vec<PrintView>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ArticleCardView {
    /// The title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// First published.
    pub posted: Option<DateView>,
    /// How many minutes it takes.
    pub minutes: u32,
}

/// `articles.html` gets this as `articles`, `topic.html` as `topic`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleListView {
    /// The articles on this page of the list.
    pub items: Vec<ArticleCardView>,
    /// How many articles there are in all.
    pub total: usize,
    /// Which page of the list this is.
    pub pager: PagerView,
    /// All topics, by name (on `articles.html`; empty on a topic's page).
    pub topics: Vec<TopicView>,
}

/// Which page of a list this is.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct PagerView {
    /// From 1.
    pub number: usize,
    /// How many pages the list has.
    pub count: usize,
    /// The page before; `none` on the first.
    pub previous_url: Option<String>,
    /// The page after; `none` on the last.
    pub next_url: Option<String>,
}

/// `topics.html` gets a list of these as `topics`.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TopicView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How many articles it has.
    pub count: usize,
}

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

/// `forms.html` gets this as `paperwork`.
#[derive(Debug, Clone, Serialize)]
pub struct PaperworkView {
    /// Packets of paperwork.
    pub packets: Vec<PacketCardView>,
    /// Forms, in order.
    pub forms: Vec<FormCardView>,
}

/// A form in a list.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct FormCardView {
    /// The title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
    /// The day of this version.
    pub version: Option<DateView>,
    /// How many questions it asks.
    pub questions: usize,
    /// The language that it is in, where that is another than this page's.
    pub lang: Option<String>,
    /// The same in words: "in English".
    pub in_language: Option<String>,
}

/// A packet in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PacketCardView {
    /// The title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whom it is for.
    pub audience: Option<String>,
    /// How many forms it has.
    pub forms: usize,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
}

/// `packet.html` gets this as `packet`.
#[derive(Debug, Clone, Serialize)]
pub struct PacketView {
    /// Whom it is for.
    pub audience: Option<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// How many minutes before the appointment to come.
    pub arrive_minutes_early: Option<u32>,
    /// Anything else.
    pub note_html: Option<String>,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
    /// One set for each person, in order; a packet for one client has one set.
    pub sets: Vec<PacketSetView>,
}

/// The forms of one person in a packet.
#[derive(Debug, Clone, Serialize)]
pub struct PacketSetView {
    /// `client`, `partner-1`, `parent`, ...
    pub person: String,
    /// In words: "First partner".
    pub title: String,
    /// Forms, in order.
    pub forms: Vec<FormCardView>,
    /// All of it as one PDF.
    pub prints: Vec<PrintView>,
}

/// `search.html` gets this as `search`: a box, and everything there is, for whoever has no use for one.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct SearchView {
    /// Where the index lies, for `data-index`; `none` where there is no box: in a theme without a script for it, and where the
    /// site is read from a disk.
    pub index_url: Option<String>,
    /// The theme's `assets/search/search.js`, fingerprinted; `none` where there is no box.
    pub script_url: Option<String>,
    /// What people write who think of hurting themselves, a JSON list: lower case, without accents, `*` after a beginning,
    /// `|` between words of which one fits, `?` before a word that may be missing. `none` where there is no box.
    pub crisis_words: Option<String>,
    /// Topics and their articles; an article is under each topic that it has.
    pub topics: Vec<SearchTopicView>,
    /// Articles without a topic.
    pub articles: Vec<LinkView>,
    /// Standing pages.
    pub pages: Vec<LinkView>,
    /// People.
    pub people: Vec<LinkView>,
    /// Packets.
    pub packets: Vec<LinkView>,
    /// Forms.
    pub forms: Vec<LinkView>,
}

/// A topic and its articles.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct SearchTopicView {
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its articles, newest first.
    pub articles: Vec<LinkView>,
}

/// `glossary.html` gets a list of these as `terms`.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct TermView {
    /// Its id.
    pub id: String,
    /// The word.
    pub term: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// What it means.
    pub definition_html: String,
}

/// `form.html` gets this as `form`.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// Its id.
    pub id: String,
    /// The day of this version.
    pub version: Option<DateView>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
    /// "In short": plain lines; empty where there are none.
    pub short_html: Vec<String>,
    /// What to know before the first question.
    pub instructions_html: Option<String>,
    /// The terms under which a published instrument is shown.
    pub licence: Option<String>,
    /// Where a published instrument comes from.
    pub source_html: Option<String>,
    /// A published instrument whose terms forbid showing its items: the page describes it and shows no questions.
    pub metadata_only: bool,
    /// How many questions it asks, also where they are not shown.
    pub questions: usize,
    /// The questions and what stands between them.
    pub sections: Vec<SectionView>,
    /// Whether the crisis box must stand at the top (a question about self-harm is in the form).
    pub crisis: bool,
    /// Packets that it is in.
    pub packets: Vec<LinkView>,
    /// The form as PDFs.
    pub prints: Vec<PrintView>,
}

/// A section of a form.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Its id.
    pub id: String,
    /// The heading, if it has one.
    pub title: Option<String>,
    /// Text before the fields.
    pub text_html: Option<String>,
    /// 1 to 3: how many fields may stand side by side on wide pages.
    pub columns: u8,
    /// When it counts; `none` for always.
    pub when: Option<ConditionView>,
    /// The fields, in order.
    pub fields: Vec<FieldView>,
    /// Whether it is asked several times (`repeat: {printed: 3}`).
    pub repeat: bool,
    /// How many times it is drawn, numbered from 1; 1 for a section that does not repeat.
    pub copies: u8,
}

/// When a question counts, in words and for the script.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionView {
    /// "If 7 is “Yes”", "If 7 is “Yes” and 9 is answered"; shown on paper and without JavaScript.
    pub text: String,
    /// JSON for `data-when`: `{"all":[{"field":"q-has_insurance","op":"is","value":"yes"}]}`, `all` or `any`.
    /// `field` is the target's `key` (see [`FieldView::key`]), `item` the row of a matrix; `op` is `is`, `is_not`,
    /// `any_of`, `at_least`, `at_most` or `answered`.
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
    /// The question's number; `none` for layout.
    pub number: Option<u32>,
    /// The label in plain words; empty for words to read and for a page break.
    pub label: String,
    /// The label with its Markdown (clauses to initial may have links and emphasis).
    pub label_html: String,
    /// A hint beneath the label.
    pub help_html: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// `full`, `half`, `third`, `quarter`
    pub width: &'static str,
    /// When it counts; `none` for always.
    pub when: Option<ConditionView>,
    /// Value for `autocomplete`: always `off`.
    pub autocomplete: &'static str,
    /// Crisis help must be printed beside this field.
    pub crisis: bool,
    /// paragraph: writing lines
    pub lines: u32,
    /// number: "mg", "cups a day"
    pub unit: Option<String>,
    /// number and scale: the lowest value
    pub from: Option<i64>,
    /// number and scale: the highest value
    pub to: Option<i64>,
    /// scale: every step, low to high, at most 21
    pub steps: Vec<i64>,
    /// scale: what the low end means
    pub low: Option<String>,
    /// scale: what the high end means
    pub high: Option<String>,
    /// choice, choices, yes-no: the answers; matrix: its columns
    pub options: Vec<OptionView>,
    /// choice and choices: a last option "Other" with a line to write on
    pub other: bool,
    /// matrix: its rows
    pub items: Vec<ItemView>,
    /// table: its columns
    pub columns: Vec<OptionView>,
    /// table: how many blank rows
    pub rows: u32,
    /// phone: asks whether a message may be left
    pub voicemail: bool,
    /// signature: who signs
    pub role: Option<String>,
    /// signature: asks for the name in print
    pub printed_name: bool,
    /// signature: asks for the date
    pub date: bool,
    /// signature: asks for the relationship to the client
    pub relationship: bool,
    /// signature: has a line for a witness
    pub witness: bool,
    /// words to read between questions: then `kind` is `text`
    pub text_html: Option<String>,
}

/// An option, or a column of a table.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct OptionView {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// A row of a matrix.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct ItemView {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
    /// "12a": the question's number and the row's letter
    pub number: String,
    /// Crisis help must be printed beneath this row.
    pub crisis: bool,
}
