//! The YAML of a form as editors and people see it: `anteroom schema form`.
//!
//! These types are never filled: they describe the keys that [`super::read`] asks for, in the shape in which they are
//! written, so that an editor can complete and explain them. A test holds the two to each other. They are apart from the
//! model because the model keeps what staff score away from the fields that clients see.

use schemars::JsonSchema;
use std::collections::BTreeMap;

/// One form: its web page, its PDFs and its staff sheet come from this file.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom form", deny_unknown_fields)]
pub struct FormYaml {
    /// The form's title.
    pub title: String,
    /// The day of this version, year-month-day; it stands at the foot of every sheet.
    pub version: Option<DateYaml>,
    /// Whom it is for, such as adult.
    pub audience: Option<String>,
    /// What it is for, in a sentence.
    pub purpose: Option<String>,
    /// How many minutes it takes to fill in.
    #[schemars(range(min = 1, max = 600))]
    pub minutes: Option<u32>,
    /// "In short": three plain lines above everything else, a line of Markdown each.
    pub short: Option<Vec<String>>,
    /// What to know before the first question (Markdown).
    pub instructions: Option<String>,
    /// The terms under which a published instrument is shown.
    pub licence: Option<String>,
    /// Where a published instrument comes from (one line of Markdown).
    pub source: Option<String>,
    /// How much of a published instrument is shown: metadata-only where its terms forbid showing its questions.
    pub display: Option<Display>,
    /// Whether a translation prints the site's first language beside questions and answers, for staff.
    pub bilingual: Option<Flag>,
    /// The questions and what stands between them.
    pub sections: Option<Vec<SectionYaml>>,
    /// Sums of answers and what they mean: on the staff sheet only.
    pub scoring: Option<Vec<ScoreYaml>>,
    /// The office's own fields: on the staff sheet only.
    pub office_use: Option<Vec<OfficeYaml>>,
}

/// A day: 2026-09-14
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
pub struct DateYaml(#[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))] pub String);

/// yes or no
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Flag {
    /// true or false
    Bool(bool),
    /// yes or no
    Word(FlagWord),
}

/// yes or no
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum FlagWord {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// How much of an instrument is shown.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Display {
    /// All of it.
    Full,
    /// Its name and source only.
    MetadataOnly,
}

/// A part of a form under one heading.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SectionYaml {
    /// Its id, the only one of its kind in the form, which links name after #; without one it is made of the title.
    pub id: Option<String>,
    /// The section's heading.
    pub title: Option<String>,
    /// Text before the fields (Markdown).
    pub text: Option<String>,
    /// How many fields may stand side by side.
    #[schemars(range(min = 1, max = 3))]
    pub columns: Option<u8>,
    /// Whether it is not to be broken over two sheets where it fits on one.
    pub keep_together: Option<Flag>,
    /// Whether it begins a new sheet.
    pub page_break: Option<Flag>,
    /// For what is asked several times, such as about each child.
    pub repeat: Option<RepeatYaml>,
    /// When it counts: one or more tests of earlier answers. Without it, always.
    pub when: Option<WhenYaml>,
    /// Questions and what stands between them, in order; needed where there is no text.
    pub fields: Option<Vec<FieldYaml>>,
}

/// A section that repeats.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RepeatYaml {
    /// How many copies are printed.
    #[schemars(range(min = 1, max = 20))]
    pub printed: u8,
}

/// How much of a line a field takes.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum WidthYaml {
    /// The whole line.
    Full,
    /// A half of the line.
    Half,
    /// A third of the line.
    Third,
    /// A quarter of the line: dates, times, numbers, states and postal codes only.
    Quarter,
}

/// What every question has.
#[derive(Debug, JsonSchema)]
pub struct Question {
    /// Its id, the only one of its kind in the form, which conditions and translations name; without one it is made of the label.
    pub id: Option<String>,
    /// The question (one line of Markdown).
    pub label: String,
    /// Help beneath the question (Markdown).
    pub help: Option<String>,
    /// Whether it must be answered.
    pub required: Option<Flag>,
    /// How much of the line it takes.
    pub width: Option<WidthYaml>,
    /// When it counts: one or more tests of earlier answers. Without it, always.
    pub when: Option<WhenYaml>,
    /// Whether the answer is especially private.
    pub sensitive: Option<Flag>,
    /// Whether it is about self-harm: then crisis help stands beside it. Such questions are also found by their words.
    pub crisis: Option<Flag>,
}

/// What may be shared between the forms of a packet.
#[derive(Debug, JsonSchema)]
pub struct Shared {
    /// The name of a value that it shares with other forms of a packet, such as client.name, so that it is asked for once.
    pub share: Option<String>,
}

/// An option, an item or a column: its words, or a group of keys.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Entry<T> {
    /// Its words.
    Words(String),
    /// With an id of its own, or more.
    Keys(T),
}

/// An option.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OptionYaml {
    /// Its id, the only one of its kind in the field, which conditions name; without one it is made of the label.
    pub id: Option<String>,
    /// The option in words.
    pub label: String,
    /// What it counts in a sum: on the staff sheet only.
    #[schemars(range(min = -1000, max = 1000))]
    pub score: Option<i64>,
}

/// A row of a matrix.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ItemYaml {
    /// Its id, the only one of its kind in the matrix; conditions name the row as MATRIX.ROW. Without one it is made of the label.
    pub id: Option<String>,
    /// The row in words.
    pub label: String,
    /// Whether it is about self-harm: then crisis help stands beside it. Such rows are also found by their words.
    pub crisis: Option<Flag>,
}

/// A column of a table.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ColumnYaml {
    /// Its id, the only one of its kind in the table; without one it is made of the label.
    pub id: Option<String>,
    /// The column in words.
    pub label: String,
}

/// Editors show what a key means: the one that says which type a field is has no place for words of its own.
fn explain_type(schema: &mut schemars::Schema) {
    for shape in schema.get_mut("oneOf").and_then(serde_json::Value::as_array_mut).into_iter().flatten() {
        if let Some(kind) = shape.pointer_mut("/properties/type").and_then(serde_json::Value::as_object_mut) {
            kind.insert("description".to_owned(), "Which type of field it is.".into());
        }
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $({ $($(#[$key_doc:meta])* $key:ident: $type:ty,)* })?;)*) => {
        $($(#[$doc])*
        #[derive(Debug, JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $variant {
            /// What every question has.
            #[schemars(flatten)]
            pub question: Question,
            $($($(#[$key_doc])* pub $key: $type,)*)?
        })*

        /// A field of a form, by its type.
        #[derive(Debug, JsonSchema)]
        #[schemars(tag = "type", rename_all = "kebab-case", transform = explain_type)]
        pub enum FieldYaml {
            $($(#[$doc])* $variant($variant),)*
            /// Text to read, between questions.
            #[schemars(rename = "text")]
            Words(Words),
            /// A heading between questions.
            Heading(Heading),
            /// A new sheet on paper.
            PageBreak(PageBreak),
        }
    };
}

fields! {
    /// One line.
    Text {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
    };
    /// Several lines.
    Paragraph {
        /// How many lines there are to write on.
        #[schemars(range(min = 1, max = 60))]
        lines: Option<u32>,
    };
    /// A whole number.
    Number {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
        /// What is counted, such as mg or cups a day.
        unit: Option<String>,
        /// The least that may be answered.
        from: Option<i64>,
        /// The most that may be answered.
        to: Option<i64>,
    };
    /// A day.
    Date {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
    };
    /// A day of birth.
    BirthDate {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
    };
    /// A time of day.
    Time;
    /// A telephone number.
    Phone {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
        /// Whether it is asked if a message may be left.
        voicemail: Option<Flag>,
    };
    /// An email address.
    Email {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
    };
    /// A postal address.
    Address {
        /// Shared with other forms of a packet.
        #[schemars(flatten)]
        shared: Shared,
    };
    /// Yes or no.
    YesNo {
        /// Whether it may be answered with "not sure".
        unsure: Option<Flag>,
        /// Whether it may be answered with "prefer not to say".
        decline: Option<Flag>,
    };
    /// One of several.
    Choice {
        /// What to choose from.
        options: Vec<Entry<OptionYaml>>,
        /// Whether there is a last option "Other" with a line to write on.
        other: Option<Flag>,
    };
    /// Any of several.
    Choices {
        /// What to choose from.
        options: Vec<Entry<OptionYaml>>,
        /// Whether there is a last option "Other" with a line to write on.
        other: Option<Flag>,
    };
    /// A point between low and high.
    Scale {
        /// The lowest point.
        from: i64,
        /// The highest point.
        to: i64,
        /// How far two points are apart; at most 21 points in all.
        step: Option<i64>,
        /// Words at the lowest point, such as none.
        low: Option<String>,
        /// Words at the highest point, such as the worst.
        high: Option<String>,
    };
    /// One answer for each row.
    Matrix {
        /// The rows: what is asked.
        items: Vec<Entry<ItemYaml>>,
        /// The columns: what can be answered.
        options: Vec<Entry<OptionYaml>>,
    };
    /// Blank rows to write in.
    Table {
        /// The columns, which each row has.
        columns: Vec<Entry<ColumnYaml>>,
        /// How many blank rows there are to write in.
        #[schemars(range(min = 1, max = 40))]
        rows: Option<u32>,
    };
    /// A copy of a document to bring.
    BringCopy;
    /// Initials beside a clause.
    Initials;
    /// A signature.
    Signature {
        /// Who signs, such as client or parent.
        role: Option<String>,
        /// Whether the name is asked for in print too.
        printed_name: Option<Flag>,
        /// Whether the date is asked for.
        date: Option<Flag>,
        /// Whether the relationship to the client is asked for.
        relationship: Option<Flag>,
        /// Whether there is a line for a witness.
        witness: Option<Flag>,
    };
    /// A box to tick beside a statement.
    Acknowledge;
}

/// Text to read, between questions.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Words {
    /// Its id, the only one of its kind in the form; a translation needs it.
    pub id: Option<String>,
    /// The text (Markdown).
    pub text: String,
    /// How much of the line it takes.
    pub width: Option<WidthYaml>,
    /// When it counts: one or more tests of earlier answers. Without it, always.
    pub when: Option<WhenYaml>,
}

/// A heading between questions.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Heading {
    /// Its id, the only one of its kind in the form; without one it is made of the label.
    pub id: Option<String>,
    /// The heading.
    pub label: String,
    /// How much of the line it takes.
    pub width: Option<WidthYaml>,
    /// When it counts: one or more tests of earlier answers. Without it, always.
    pub when: Option<WhenYaml>,
}

/// A new sheet on paper.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PageBreak {
    /// Its id, the only one of its kind in the form.
    pub id: Option<String>,
    /// When it counts: one or more tests of earlier answers. Without it, always.
    pub when: Option<WhenYaml>,
}

/// When something counts: one test, or several under all or any.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum WhenYaml {
    /// Each must hold.
    All(AllYaml),
    /// One is enough.
    Any(AnyYaml),
    /// One test.
    Test(TestYaml),
}

/// Each must hold.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AllYaml {
    /// Each of these tests must hold.
    pub all: Vec<TestYaml>,
}

/// One is enough.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AnyYaml {
    /// One of these tests is enough.
    pub any: Vec<TestYaml>,
}

/// One test of one answer: exactly one key besides field.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TestYaml {
    /// The id of the question that is looked at; a row of a matrix as MATRIX.ROW.
    pub field: String,
    /// The answer is this: an option's id or its words, or a number. Among several chosen options it is one.
    pub is: Option<Scalar>,
    /// The answer is not this.
    pub is_not: Option<Scalar>,
    /// The answer is one of these.
    pub any_of: Option<Vec<Scalar>>,
    /// The number, the point of a scale or the option's score is at least this.
    pub at_least: Option<Scalar>,
    /// The number, the point of a scale or the option's score is at most this.
    pub at_most: Option<Scalar>,
    /// There is an answer.
    pub answered: Option<Flag>,
}

/// Text, a number, yes or no: as written.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Scalar {
    /// yes or no
    Bool(bool),
    /// A number.
    Number(i64),
    /// Text.
    Text(String),
}

/// A sum and what it means.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ScoreYaml {
    /// Its id, the only one of its kind in the form; without one it is made of the label.
    pub id: Option<String>,
    /// The score in words, such as Total.
    pub label: String,
    /// Ids of the questions that are added up, or MATRIX.ROW: numbers, scales, and questions whose options all have scores.
    pub sum: Vec<String>,
    /// What the sum means, from the lowest to the highest.
    pub bands: Option<Vec<BandYaml>>,
}

/// What a sum within two bounds means.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct BandYaml {
    /// Its id, the only one of its kind in the score; without one it is made of the label.
    pub id: Option<String>,
    /// The lowest sum.
    pub from: i64,
    /// The highest sum.
    pub to: i64,
    /// What a sum within these bounds means.
    pub label: String,
}

/// A field on the staff sheet: office, score, risk, or any type of question with its own keys.
#[derive(Debug, JsonSchema)]
pub struct OfficeYaml {
    /// Its id, the only one of its kind in the form; without one it is made of the label.
    pub id: Option<String>,
    /// The field in words.
    pub label: String,
    /// office (a box to write in), score (a sum), risk (a flag that goes up on certain answers), or a type of question.
    #[schemars(rename = "type")]
    pub kind: String,
    /// Help beneath the label (Markdown).
    pub help: Option<String>,
    /// How much of the line it takes.
    pub width: Option<WidthYaml>,
    /// Of a score: ids of the questions that are added up, or MATRIX.ROW.
    pub sum: Option<Vec<String>>,
    /// Of a score: what the sum means, from the lowest to the highest.
    pub bands: Option<Vec<BandYaml>>,
    /// Of a risk: when the flag goes up; it may ask for a score too.
    pub when: Option<WhenYaml>,
    /// Keys of the type of question.
    #[schemars(flatten)]
    pub others: BTreeMap<String, serde_json::Value>,
}
