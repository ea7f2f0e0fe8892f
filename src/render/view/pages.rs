//! What pages of prose and their lists get: `page`, `home`, `document`, `article` and what they are made of.

use super::{DateView, FeeView, ImageView, LinkView, PrintView, ProviderCardView};
use serde::Serialize;

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
