//! What a print template sees: one sheet, as data.
//!
//! The theme's `print/sheet.typ` reads it with `json("/sheet.json")`. All words are finished; a `slot` is the key of a place
//! to fill in, which the template draws with its own `slot(key, width, height)`. No text in it is ever read as Typst code.

use super::blocks::{Block, Run};
use super::pictures::Placed;
use serde::Serialize;
use std::collections::BTreeMap;

/// A PDF: a form, a person's set of a packet, or a handout.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// BCP 47: `en`
    pub lang: String,
    /// `ltr` or `rtl`
    pub dir: &'static str,
    /// BCP 47: the language of what stands small beside a translation, for staff.
    pub first_lang: String,
    /// `us-letter` or `a4`
    pub paper: &'static str,
    /// Large print: 18 pt, one column.
    pub large: bool,
    /// Printed on both sides: each form begins a sheet, and an empty back says so.
    pub duplex: bool,
    /// The document's title.
    pub title: String,
    /// The practice.
    pub practice: PracticePart,
    /// The accent color, `#2b3f87`.
    pub accent: String,
    /// The logo's path in the template's root, if there is one: `/logo.svg`.
    pub logo: Option<String>,
    /// The theme's words that begin with `print-`, by key.
    pub words: BTreeMap<String, String>,
    /// Name and date of birth, on every page; empty on a handout.
    pub header: Vec<HeaderSlot>,
    /// Crisis help, where it is printed.
    pub crisis: Vec<String>,
    /// The cover of a packet.
    pub cover: Option<CoverPart>,
    /// The forms.
    pub forms: Vec<FormPart>,
    /// The practice's notice of language assistance, where rules ask for one with every form.
    pub assistance: Option<AssistancePart>,
    /// A handout's text.
    pub handout: Option<HandoutPart>,
    /// What is filled in beforehand, by the key of its place: set as text, no longer a place to fill in.
    pub values: BTreeMap<String, String>,
    /// The logo and the pictures of texts.
    #[serde(skip)]
    pub pictures: Vec<Placed>,
}

/// The practice's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PracticePart {
    /// Its name.
    pub name: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// The first office's address.
    pub address: Option<String>,
}

/// A value that stands in the header of every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderSlot {
    /// In words.
    pub label: String,
    /// Its key.
    pub slot: String,
    /// Its share of the line.
    pub units: u8,
}

/// The first page of a packet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverPart {
    /// The packet's title.
    pub title: String,
    /// Whose set it is.
    pub person: Option<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// When to come.
    pub arrive: Option<String>,
    /// Anything else.
    pub note: Vec<Block>,
    /// What comes after the cover, in the order of [`Sheet::forms`].
    pub contents: Vec<ContentPart>,
    /// How it comes back.
    pub returns: Vec<String>,
}

/// A form in the list on a cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentPart {
    /// Its title.
    pub title: String,
    /// BCP 47: what it is written in.
    pub lang: String,
    /// "in English", where it is not in the cover's language; "Your copy to keep".
    pub notes: Vec<String>,
}

/// A notice of language assistance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssistancePart {
    /// The title of its page.
    pub title: String,
    /// BCP 47: what it is written in.
    pub lang: String,
    /// Its words.
    pub text: Vec<Block>,
}

/// A form on paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormPart {
    /// BCP 47: what it is written in.
    pub lang: String,
    /// `ltr` or `rtl`
    pub dir: &'static str,
    /// What this sheet is, where it is not the form itself: "For staff", "Your copy to keep".
    pub mark: Option<String>,
    /// Its title.
    pub title: String,
    /// "Version of September 1, 2026"
    pub version: Option<String>,
    /// The day of the version as it stands at the foot of each page: "2026-09-01".
    pub edition: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// "7 questions, about 5 minutes"
    pub facts: Option<String>,
    /// "In short".
    pub short: Vec<Vec<Run>>,
    /// What to know before the first question.
    pub instructions: Vec<Block>,
    /// Whether crisis help stands at the top.
    pub crisis: bool,
    /// Stands in place of the questions, where the owner's terms do not let us print them.
    pub notice: Option<String>,
    /// The questions and what stands between them.
    pub sections: Vec<SectionPart>,
    /// The terms of a published instrument.
    pub licence: Option<String>,
    /// Where it comes from.
    pub source: Vec<Run>,
    /// How it comes back.
    pub returns: Vec<String>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionPart {
    /// Its heading.
    pub title: Option<String>,
    /// "2 of 3"
    pub copy: Option<String>,
    /// "If 7 is “Yes”"
    pub when: Option<String>,
    /// Text before the questions.
    pub text: Vec<Block>,
    /// Not broken over two sheets where it fits on one.
    pub keep: bool,
    /// Begins a new page.
    pub page_break: bool,
    /// Rows of fields that stand side by side.
    pub rows: Vec<Vec<FieldPart>>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldPart {
    /// How it is drawn.
    #[serde(flatten)]
    pub draw: Draw,
    /// Its share of the line, of 12.
    pub units: u8,
    /// The question's number.
    pub number: Option<u32>,
    /// The question.
    pub label: Vec<Run>,
    /// The question in the practice's own language, for staff.
    pub original: Option<String>,
    /// Help beneath the question.
    pub help: Vec<Block>,
    /// Whether it must be answered.
    pub required: bool,
    /// "If 7 is “Yes”"
    pub when: Option<String>,
    /// Crisis help stands beside it.
    pub crisis: bool,
}

/// How a field is drawn, with its places.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Draw {
    /// One line, with a word before or after it.
    Line {
        /// Its place.
        slot: String,
        /// After the line: "mg", or beneath it: "MM/DD/YYYY".
        unit: Option<String>,
        /// Beneath the line.
        hint: Option<String>,
        /// Whether a message may be left at the number.
        voicemail: Vec<AnswerPart>,
    },
    /// Ruled lines; more than fit on a page come in several parts.
    Lines {
        /// Places and how many lines each has.
        parts: Vec<(String, u32)>,
    },
    /// Several lines with a word beneath each: a postal address.
    Address {
        /// The words and places: street, city, state, ZIP code.
        lines: Vec<LabelledSlot>,
    },
    /// Answers to choose from.
    Answers {
        /// Whether several may be chosen: boxes, else circles.
        several: bool,
        /// The answers.
        answers: Vec<AnswerPart>,
    },
    /// Points from low to high.
    Scale {
        /// The points.
        steps: Vec<AnswerPart>,
        /// What the low end means.
        low: Option<String>,
        /// What the high end means.
        high: Option<String>,
        /// What the ends mean in the practice's own language, for staff.
        originals: (Option<String>, Option<String>),
    },
    /// One answer for each row.
    Matrix {
        /// The columns' words.
        options: Vec<String>,
        /// The same in the practice's own language, for staff; empty where it is not wished for.
        originals: Vec<Option<String>>,
        /// The rows.
        items: Vec<RowPart>,
    },
    /// Blank rows to write in.
    Table {
        /// The columns' words.
        columns: Vec<String>,
        /// The same in the practice's own language, for staff; empty where it is not wished for.
        originals: Vec<Option<String>>,
        /// The places, row by row.
        rows: Vec<Vec<String>>,
    },
    /// A box beside a statement.
    Tick {
        /// Its place.
        slot: String,
        /// "Please bring this."
        hint: Option<String>,
    },
    /// A place for initials beside a clause.
    Initials {
        /// Its place.
        slot: String,
    },
    /// A line to sign on, and what stands beside it.
    Signature {
        /// "Signature (client)"
        caption: String,
        /// Date, name, relationship.
        lines: Vec<LabelledSlot>,
        /// "Signature of a witness"
        witness: Option<String>,
        /// The witness's name.
        witness_name: Option<LabelledSlot>,
    },
    /// Text to read.
    Words {
        /// The text.
        text: Vec<Block>,
    },
    /// A heading between questions.
    Heading,
    /// A new page.
    Break,
}

/// A word and a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelledSlot {
    /// In words.
    pub label: String,
    /// Its key.
    pub slot: String,
    /// Its share of the line, of 12.
    pub units: u8,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerPart {
    /// In words.
    pub label: String,
    /// The same in the practice's own language, for staff.
    pub original: Option<String>,
    /// Its circle or box.
    pub slot: String,
    /// A line to write on, for "Other".
    pub line: Option<String>,
}

/// A row of a matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowPart {
    /// "12a"
    pub number: String,
    /// In words.
    pub label: String,
    /// The same in the practice's own language, for staff.
    pub original: Option<String>,
    /// Its circles.
    pub slots: Vec<String>,
    /// Crisis help stands beneath it.
    pub crisis: bool,
}

/// An article to take home.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HandoutPart {
    /// Its title.
    pub title: String,
    /// In a sentence.
    pub summary: Option<String>,
    /// "Written by ..., checked by ..., last checked ..."
    pub byline: Vec<String>,
    /// The text.
    pub text: Vec<Block>,
    /// Questions and answers.
    pub faq: Vec<(String, Vec<Block>)>,
    /// Sources.
    pub references: Vec<Vec<Run>>,
    /// Where it stands on the web.
    pub url: Option<String>,
}
