//! A field of a form: a question, something to sign, or layout between them.

use super::condition::Condition;
use crate::diagnostics::Span;
use crate::source::markdown::Body;

/// Types of field that clients fill in, as written in YAML.
pub const QUESTION_TYPES: &[&str] = &[
    "text",
    "paragraph",
    "number",
    "date",
    "birth-date",
    "time",
    "phone",
    "email",
    "address",
    "yes-no",
    "choice",
    "choices",
    "scale",
    "matrix",
    "table",
    "bring-copy",
    "initials",
    "signature",
    "acknowledge",
];

/// Types of field that only shape the page. (`text` with the key `text` does, too.)
pub const LAYOUT_TYPES: &[&str] = &["heading", "page-break"];

/// Types of field that only staff see.
pub const STAFF_TYPES: &[&str] = &["office", "score", "risk"];

/// Most steps that fit on a line of paper.
pub const MAX_STEPS: usize = 21;

/// One field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The only one of its kind in the form: conditions, scores and translations refer to it.
    pub id: String,
    /// Where it was written.
    pub span: Span,
    /// The question's number over the whole form; none for layout.
    pub number: Option<u32>,
    /// The label as written; empty for a page break and words.
    pub label: String,
    /// The label with its Markdown.
    pub label_text: Body,
    /// Help beneath the label.
    pub help: Option<Body>,
    /// Whether it must be filled in.
    pub required: bool,
    /// How much of the line it takes.
    pub width: Width,
    /// When it counts.
    pub when: Option<Condition>,
    /// The shared value it shows in a packet: `client.name`.
    pub share: Option<String>,
    /// Marked as sensitive by the owner.
    pub sensitive: bool,
    /// A question about self-harm: crisis help stands beside it, always. True for a matrix if it is for one of its items.
    pub crisis: bool,
    /// What kind of field, with what only that kind has.
    pub kind: FieldKind,
}

/// How much of a line a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// The whole line.
    #[default]
    Full,
    /// A half.
    Half,
    /// A third.
    Third,
    /// A quarter: dates, numbers and states only, because nothing longer can be written there by hand.
    Quarter,
}

impl Width {
    /// All, as written in YAML.
    pub const WORDS: &'static [&'static str] = &["full", "half", "third", "quarter"];

    /// As written in YAML.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Half => "half",
            Self::Third => "third",
            Self::Quarter => "quarter",
        }
    }

    /// From the word in YAML.
    pub fn of(word: &str) -> Self {
        match word {
            "half" => Self::Half,
            "third" => Self::Third,
            "quarter" => Self::Quarter,
            _ => Self::Full,
        }
    }
}

/// What can be chosen: an option, or a column of a table. It has no score: see [`super::scoring::Staff`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The only one of its kind in the field.
    pub id: String,
    /// In words.
    pub label: String,
}

/// A row of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The only one of its kind in the field; conditions name it `field.item`.
    pub id: String,
    /// In words.
    pub label: String,
    /// `a`, `b`, ...: with the question's number it names the row on every output.
    pub letter: String,
    /// About self-harm.
    pub crisis: bool,
}

/// Points from low to high.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The lowest.
    pub from: i64,
    /// The highest.
    pub to: i64,
    /// Between two points.
    pub step: i64,
    /// Words at the lowest.
    pub low: Option<String>,
    /// Words at the highest.
    pub high: Option<String>,
}

impl Scale {
    /// Every point, low to high.
    pub fn steps(&self) -> Vec<i64> {
        let step = usize::try_from(self.step).unwrap_or(1).max(1);
        (self.from..=self.to).step_by(step).take(MAX_STEPS).collect()
    }
}

/// Who signs, and what is asked beside the line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// "client", "parent or guardian"
    pub role: Option<String>,
    /// Asks for the name in print.
    pub printed_name: bool,
    /// Asks for the date.
    pub date: bool,
    /// Asks for the relationship to the client.
    pub relationship: bool,
    /// Has a line for a witness.
    pub witness: bool,
}

/// What kind of field, with what only that kind has.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    Paragraph {
        /// How many.
        lines: u32,
    },
    /// A whole number.
    Number {
        /// "mg", "cups a day"
        unit: Option<String>,
        /// The least.
        from: Option<i64>,
        /// The most.
        to: Option<i64>,
    },
    /// A day.
    Date,
    /// A day of birth.
    BirthDate,
    /// A time of day.
    Time,
    /// A telephone number.
    Phone {
        /// Asks whether a message may be left.
        voicemail: bool,
    },
    /// An email address.
    Email,
    /// A postal address.
    Address,
    /// Yes or no.
    YesNo {
        /// May be answered with "not sure".
        unsure: bool,
        /// May be answered with "prefer not to say".
        decline: bool,
    },
    /// One of several.
    Choice {
        /// What to choose from.
        options: Vec<Choice>,
        /// With a last option "Other" and a line to write on.
        other: bool,
    },
    /// Any of several.
    Choices {
        /// What to choose from.
        options: Vec<Choice>,
        /// With a last option "Other" and a line to write on.
        other: bool,
    },
    /// A point between low and high.
    Scale(Scale),
    /// One answer for each row.
    Matrix {
        /// Rows.
        items: Vec<Item>,
        /// Columns.
        options: Vec<Choice>,
    },
    /// Blank rows to write in.
    Table {
        /// Columns.
        columns: Vec<Choice>,
        /// How many blank rows.
        rows: u32,
    },
    /// A copy of a document to bring.
    BringCopy,
    /// Initials beside a clause.
    Initials,
    /// A signature.
    Signature(Signature),
    /// A box to tick beside a statement.
    Acknowledge,
    /// Text to read, between questions: written as `type: text` with `text`.
    Words {
        /// The text.
        text: Body,
    },
    /// A heading between questions.
    Heading,
    /// A new sheet on paper.
    PageBreak,
}

impl FieldKind {
    /// The type as written in YAML.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text | Self::Words { .. } => "text",
            Self::Paragraph { .. } => "paragraph",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::BirthDate => "birth-date",
            Self::Time => "time",
            Self::Phone { .. } => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::YesNo { .. } => "yes-no",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Scale(_) => "scale",
            Self::Matrix { .. } => "matrix",
            Self::Table { .. } => "table",
            Self::BringCopy => "bring-copy",
            Self::Initials => "initials",
            Self::Signature(_) => "signature",
            Self::Acknowledge => "acknowledge",
            Self::Heading => "heading",
            Self::PageBreak => "page-break",
        }
    }

    /// Whether a client answers or signs it: then it has a number.
    pub fn is_question(&self) -> bool {
        !matches!(self, Self::Words { .. } | Self::Heading | Self::PageBreak)
    }

    /// Ids of the answers that a condition can name; empty for kinds without.
    pub fn answers(&self) -> Vec<&str> {
        match self {
            Self::YesNo { unsure, decline } => {
                let mut answers = vec!["yes", "no"];
                answers.extend(unsure.then_some("unsure"));
                answers.extend(decline.then_some("decline"));
                answers
            }
            Self::Choice { options, other } | Self::Choices { options, other } => {
                let mut answers: Vec<&str> = options.iter().map(|o| o.id.as_str()).collect();
                answers.extend(other.then_some("other"));
                answers
            }
            Self::Matrix { options, .. } => options.iter().map(|o| o.id.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Options with words of the owner's own.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } | Self::Matrix { options, .. } => options,
            _ => &[],
        }
    }
}

/// The letters of the rows of a matrix: a to z, then aa, ab, ...
pub fn letter(index: usize) -> String {
    let mut rest = index;
    let mut letters = Vec::new();
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'a' + digit));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_on_after_z() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letter).to_vec();
        assert_eq!(letters, ["a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa"]);
    }
}
