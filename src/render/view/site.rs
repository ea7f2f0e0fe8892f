//! What every template gets as `site`: the practice, its places, prices and facts.

use super::{DateView, ImageView, LinkView, PhoneView};
use serde::Serialize;

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
