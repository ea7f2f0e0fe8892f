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

mod pages;
mod paperwork;
mod people;
mod site;

use crate::pictures::plan::Plan;
pub use pages::{
    ArticleCardView, ArticleListView, ArticleView, AudienceView, BylineView, DocumentView, FaqView, HeadingView,
    HomeView, PageView, PagerView, SocialView, TopicView, TranslationView,
};
pub use paperwork::{
    ConditionView, FieldView, FormCardView, FormView, ItemView, OptionView, PacketCardView, PacketSetView, PacketView,
    PaperworkView, SearchTopicView, SearchView, SectionView, TermView,
};
pub use people::{DirectoryView, FacetValueView, FacetView, LicenseView, MonogramView, ProviderCardView, ProviderView};
use serde::Serialize;
pub use site::{
    AssistanceView, CrisisView, FactsView, FeeView, HoursView, InsuranceView, LanguageView, LocationView,
    NavigationView, SiteView, WaitView,
};

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
