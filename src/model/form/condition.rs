//! Conditions: when a question counts.
//!
//! 1. `index` knows every field, where it stands in reading order, and what it can be asked.
//! 2. `resolve` reads `{field, is}` and its kind, or one level of `all` and `any`, and turns values into ids of options.
//!
//! A resolved condition holds ids and numbers that clients may see. `at_least` on options with scores becomes the list of
//! options that have such a score, so that no score stands in a condition.

pub(super) mod index;
pub(super) mod resolve;

/// The tests that a condition can make, as written in YAML.
pub const TESTS: &[&str] = &["is", "is_not", "any_of", "at_least", "at_most", "answered"];

/// One or several tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How several are joined.
    pub join: Join,
    /// At least one.
    pub tests: Vec<Test>,
}

/// How tests are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Each must hold.
    All,
    /// One is enough.
    Any,
}

/// One test of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// What is asked.
    pub subject: Subject,
    /// What it is compared with.
    pub check: Check,
}

/// What a test asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A field, by id.
    Field(String),
    /// A row of a matrix.
    Item {
        /// The matrix's id.
        field: String,
        /// The row's id.
        item: String,
    },
    /// A score, by id: only in a risk flag, which only staff see.
    Score(String),
}

/// What an answer is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// The answer is this; of several chosen, one is.
    Is(Answer),
    /// The answer is not this; of several chosen, none is.
    IsNot(Answer),
    /// The answer is one of these.
    AnyOf(Vec<Answer>),
    /// The number is at least this.
    AtLeast(i64),
    /// The number is at most this.
    AtMost(i64),
    /// There is an answer.
    Answered,
}

/// An answer that a condition names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// An option's id; for yes-no one of `yes`, `no`, `unsure`, `decline`; `other`.
    Option(String),
    /// A number or a point of a scale.
    Number(i64),
}

impl Test {
    /// The id of the field it asks; none for a score.
    pub fn field(&self) -> Option<&str> {
        match &self.subject {
            Subject::Field(field) | Subject::Item { field, .. } => Some(field),
            Subject::Score(_) => None,
        }
    }
}
