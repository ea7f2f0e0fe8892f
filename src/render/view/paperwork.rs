//! What the pages of forms, packets, the search and the glossary get.

use super::{DateView, LinkView, PrintView};
use serde::Serialize;

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
