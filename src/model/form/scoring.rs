//! What only staff see: scores of options, sums with their bands, risk flags, the office's own boxes.
//!
//! All of it lies in [`Staff`]; nothing in a section or field refers to it. The staff sheet alone is drawn from here.
//!
//! 1. `read` reads `scoring`, then `office_use`.
//! 2. Sums are held to fields that have numbers; bands go upward.
//! 3. Risk flags are resolved last, because they may ask for a score.

use super::Section;
use super::condition::Condition;
use super::condition::index::{Index, Place, suggest_field};
use super::condition::resolve::resolve;
use super::field::{Field, FieldKind, QUESTION_TYPES, STAFF_TYPES, Width};
use super::ids::Ids;
use super::kinds::Spoken;
use super::sections::Draft;
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::markdown::Body;
use crate::source::yaml::reader::{Reader, clip, first_line};
use crate::source::yaml::{Node, Value};
use std::collections::BTreeSet;

/// What only staff see of a form. Never part of a page or of a client's PDF.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Staff {
    /// Scores of the options of fields.
    pub option_scores: Vec<OptionScores>,
    /// `scoring`: sums with their bands.
    pub scoring: Vec<Score>,
    /// `office_use`, in order.
    pub office: Vec<StaffField>,
}

/// The scores of one field's options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionScores {
    /// The field's id.
    pub field: String,
    /// Option and score, in the options' order.
    pub scores: Vec<(String, i64)>,
    /// Whether every option has one. (The "Other" that `other: yes` adds counts for nothing.)
    pub complete: bool,
}

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The only one of its kind among the form's fields and scores.
    pub id: String,
    /// In words.
    pub label: String,
    /// What is added up.
    pub sum: Vec<Term>,
    /// What the sum means, going upward.
    pub bands: Vec<Band>,
}

/// One thing that is added up: a field, or one row of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The field's id.
    pub field: String,
    /// The row's id; none for all rows of a matrix.
    pub item: Option<String>,
}

/// What a sum within two bounds means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The only one of its kind in the score.
    pub id: String,
    /// The lowest sum.
    pub from: i64,
    /// The highest sum.
    pub to: i64,
    /// In words: "minimal".
    pub label: String,
}

/// A field on the staff sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffField {
    /// The only one of its kind among the form's fields and scores.
    pub id: String,
    /// Where it was written.
    pub span: Span,
    /// In words.
    pub label: String,
    /// Help beneath the label.
    pub help: Option<Body>,
    /// How much of the line it takes.
    pub width: Width,
    /// What kind of field.
    pub kind: StaffKind,
}

/// What kind of field on the staff sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum StaffKind {
    /// A box to write in.
    Office,
    /// A question like those that clients answer.
    Question(FieldKind),
    /// A sum, with its bands.
    Score(Score),
    /// A flag that goes up on certain answers; none where its condition has a fault.
    Risk {
        /// When it goes up.
        when: Option<Condition>,
    },
}

impl Staff {
    /// With the scores of options alone.
    pub(super) fn of(option_scores: Vec<OptionScores>) -> Self {
        Self { option_scores, ..Self::default() }
    }

    /// The scores of a field's options, if they have any.
    pub fn option_scores(&self, field: &str) -> Option<&OptionScores> {
        self.option_scores.iter().find(|scores| scores.field == field)
    }

    /// All sums: those of `scoring`, then those of `office_use`.
    pub fn scores(&self) -> impl Iterator<Item = &Score> {
        let office = self.office.iter().filter_map(|field| match &field.kind {
            StaffKind::Score(score) => Some(score),
            _ => None,
        });
        self.scoring.iter().chain(office)
    }

    /// Whether there is anything for a staff sheet.
    pub fn is_empty(&self) -> bool {
        self.scoring.is_empty() && self.office.is_empty()
    }

    /// Every text with Markdown in it.
    pub(super) fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.office.iter().filter_map(|field| field.help.as_ref())
    }

    /// Takes the risk flags' conditions from the default language: see `Form::adopt`.
    pub(super) fn adopt(&mut self, original: &Self) {
        for (field, first) in self.office.iter_mut().zip(&original.office) {
            if let (StaffKind::Risk { when }, StaffKind::Risk { when: first }) = (&mut field.kind, &first.kind) {
                when.clone_from(first);
            }
        }
    }
}

impl OptionScores {
    /// The score of an option.
    pub fn of(&self, option: &str) -> Option<i64> {
        self.scores.iter().find(|(id, _)| id == option).map(|(_, score)| *score)
    }
}

/// Reads `scoring` and `office_use`. Risk flags of a translation are left open: they come from the original.
pub(super) fn read<'a>(
    form: &Reader<'a>,
    sections: &[Section],
    draft: &mut Draft<'a>,
    staff: &mut Staff,
    is_translation: bool,
) {
    let mut sums = Vec::new();
    for r in form.maps("scoring", "a score") {
        let (score, terms) = score(&r, draft, None);
        r.finish();
        staff.scoring.push(score);
        sums.push(terms);
    }
    let mut risks = Vec::new();
    for node in form.list("office_use").iter().filter(|node| !node.is_empty()) {
        let r = Reader::new(node, "an office field", form.faults());
        if !matches!(node.value, Value::Map(_)) {
            continue;
        }
        if let Some((field, terms)) = office(&r, draft) {
            sums.extend(terms);
            if let (StaffKind::Risk { .. }, Some(when)) = (&field.kind, r.node("when")) {
                risks.push((staff.office.len(), when));
            }
            staff.office.push(field);
            r.finish();
        }
    }
    staff.option_scores.extend(draft.take_scores());
    let index = Index::new(sections, &draft.broken, staff);
    sums.iter().for_each(|terms| check_sum(terms, &index, form));
    if is_translation {
        return;
    }
    let resolved: Vec<(usize, Option<Condition>)> =
        risks.into_iter().map(|(at, node)| (at, risk(node, &index, form))).collect();
    for (at, condition) in resolved {
        if let Some(StaffField { kind: StaffKind::Risk { when }, .. }) = staff.office.get_mut(at) {
            *when = condition;
        }
    }
}

fn risk(node: &Node, index: &Index<'_>, form: &Reader<'_>) -> Option<Condition> {
    resolve(node, Place::Staff, index, form.faults())
}

fn office<'a>(r: &Reader<'a>, draft: &mut Draft<'a>) -> Option<(StaffField, Option<Terms>)> {
    let kind = r.required_text("type").filter(|kind| {
        let all = || STAFF_TYPES.iter().chain(QUESTION_TYPES).copied();
        let known = all().any(|known| known == kind.value);
        if !known {
            r.faults().push(
                codes::FORM_UNKNOWN_TYPE
                    .at(kind.span.clone(), format!("\"{}\" is not a type for the office", clip(kind)))
                    .suggest(kind, all())
                    .help(format!("use one of: {}", all().collect::<Vec<_>>().join(", "))),
            );
        }
        known
    });
    let label = r.required_text("label");
    let id = draft.ids.of(r, label.as_ref());
    let Some(kind) = kind else {
        draft.broken.insert(id);
        return None;
    };
    let help = draft.sources.markdown(r, "help");
    let width = r.one_of("width", Width::WORDS).map_or(Width::Full, |word| Width::of(word.value));
    let mut terms = None;
    let label = label.map(|l| l.value.trim().to_owned()).unwrap_or_default();
    let kind = match kind.as_str() {
        "office" => StaffKind::Office,
        "score" => {
            let (score, found) = score(r, draft, Some((id.clone(), label.clone())));
            terms = Some(found);
            StaffKind::Score(score)
        }
        "risk" => {
            if r.node("when").is_none() {
                r.missing("when");
            }
            StaffKind::Risk { when: None }
        }
        kind => StaffKind::Question(draft.kind(kind, &id, r, &mut Spoken::default())),
    };
    Some((StaffField { id, span: r.place(), label, help, width, kind }, terms))
}

/// Terms of one sum, with their places.
type Terms = Vec<(Term, Span)>;

/// `known` is the id and label of a field of the office, which has read them already.
fn score(r: &Reader<'_>, draft: &mut Draft<'_>, known: Option<(String, String)>) -> (Score, Terms) {
    let (id, label) = known.unwrap_or_else(|| {
        let label = r.required_text("label");
        (draft.ids.of(r, label.as_ref()), label.map(|l| l.value).unwrap_or_default())
    });
    let named = r.texts("sum");
    if named.is_empty() && r.node("sum").is_none_or(|node| matches!(node.value, Value::List(_))) {
        r.missing("sum");
    }
    let terms: Terms = named.into_iter().map(|Spanned { value, span }| (term(&value), span)).collect();
    let sum = terms.iter().map(|(term, _)| term.clone()).collect();
    (Score { id, label, sum, bands: bands(r) }, terms)
}

fn term(name: &str) -> Term {
    match name.split_once('.') {
        Some((field, item)) => Term { field: field.to_owned(), item: Some(item.to_owned()) },
        None => Term { field: name.to_owned(), item: None },
    }
}

fn bands(score: &Reader<'_>) -> Vec<Band> {
    let mut ids = Ids::new("band");
    let mut bands: Vec<Band> = Vec::new();
    for r in score.maps("bands", "a band") {
        let label = r.required_text("label");
        let id = ids.of(&r, label.as_ref());
        let [from, to] = ["from", "to"].map(|key| {
            if r.entry(key).is_none() {
                r.missing(key);
            }
            r.integer(key, -1_000_000, 1_000_000)
        });
        let place = |key| r.node(key).map_or_else(|| r.place(), first_line);
        if let (Some(from), Some(to)) = (from, to) {
            if from > to {
                r.fault(
                    &codes::SCORE_INVALID,
                    &place("to"),
                    format!("this band goes from {from} to {to}"),
                    "write the lower sum after \"from\", the higher after \"to\"",
                );
            } else if let Some(last) = bands.last().filter(|last| from <= last.to) {
                r.fault(
                    &codes::SCORE_INVALID,
                    &place("from"),
                    format!("this band begins at {from}, but the one before ends at {}", last.to),
                    "list bands from the lowest to the highest, each beginning after the one before",
                );
            }
            let label = label.map(|l| l.value).unwrap_or_default();
            bands.push(Band { id, from, to: to.max(from), label });
        }
        r.finish();
    }
    bands
}

fn check_sum(terms: &Terms, index: &Index<'_>, form: &Reader<'_>) {
    let mut counted: BTreeSet<(&str, Option<&str>)> = BTreeSet::new();
    for (term, span) in terms {
        let invalid = |message: String, help: &str| form.fault(&codes::SCORE_INVALID, span, message, help);
        let id = clip(&term.field);
        let Some((field, repeats)) = index.field(&term.field) else {
            if !index.is_broken(&term.field) {
                unknown(term, span, index, form);
            }
            continue;
        };
        if let (FieldKind::Matrix { items, .. }, Some(item)) = (&field.kind, &term.item)
            && !items.iter().any(|i| i.id == *item)
        {
            unknown(term, span, index, form);
            continue;
        }
        if repeats {
            invalid(
                format!("\"{id}\" is in a section that repeats: there is no single answer to count"),
                "take it out of the sum",
            );
            continue;
        }
        if let Some((message, help)) = not_a_number(field, term, index) {
            invalid(message, help);
            continue;
        }
        let whole = counted.contains(&(term.field.as_str(), None));
        let part = term.item.is_none() && counted.iter().any(|(field, _)| *field == term.field);
        if whole || part || !counted.insert((&term.field, term.item.as_deref())) {
            invalid(format!("\"{id}\" is counted twice"), "name each field or row once");
        }
    }
}

/// Why a field cannot be added up, and what to do.
fn not_a_number(field: &Field, term: &Term, index: &Index<'_>) -> Option<(String, &'static str)> {
    let id = clip(&field.id);
    match &field.kind {
        FieldKind::Number { .. } | FieldKind::Scale(_) if term.item.is_none() => None,
        FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Matrix { .. }
            if term.item.is_none() || matches!(field.kind, FieldKind::Matrix { .. }) =>
        {
            match index.option_scores(&field.id) {
                Some(scores) if scores.complete => None,
                Some(_) => Some((
                    format!("not every option of \"{id}\" has a score"),
                    "give each option a score; 0 counts for nothing",
                )),
                None => Some((
                    format!("the options of \"{id}\" have no scores"),
                    "write them as {label: Not at all, score: 0}",
                )),
            }
        }
        _ if term.item.is_some() => Some((format!("\"{id}\" has no rows"), "name the field without a dot")),
        kind => Some((
            format!("\"{id}\" (type {}) is not answered with a number", kind.word()),
            "sum numbers, scales, and options with scores",
        )),
    }
}

fn unknown(term: &Term, span: &Span, index: &Index<'_>, form: &Reader<'_>) {
    let name = match &term.item {
        Some(item) => format!("{}.{item}", term.field),
        None => term.field.clone(),
    };
    let fault = codes::UNKNOWN_REFERENCE
        .at(span.clone(), format!("there is no question with the id \"{}\"", clip(&name)))
        .help("name fields by their id; a row of a matrix as matrix.row");
    form.faults().push(suggest_field(fault, &name, index));
}
