//! Reads conditions and says what cannot work in them.

use super::index::{Index, Place};
use super::{Answer, Check, Condition, Join, Subject, TESTS, Test};
use crate::diagnostics::{Span, Spanned, codes};
use crate::model::addresses::slug;
use crate::model::form::field::{Field, FieldKind};
use crate::model::form::scoring::OptionScores;
use crate::source::yaml::reader::{Faults, Reader, clip, first_line};
use crate::source::yaml::{Node, Value};

/// Reads a condition. What is wrong is reported, and then there is none: the question is asked of everyone.
pub(in crate::model::form) fn resolve(
    node: &Node,
    place: Place,
    index: &Index<'_>,
    faults: &Faults,
) -> Option<Condition> {
    let resolver = Resolver { place, index, faults };
    if !matches!(node.value, Value::Map(_)) {
        let message = format!("a condition says which question and which answer, but here is {}", node.shape());
        resolver.invalid(&first_line(node), &message, SHAPE);
        return None;
    }
    let r = Reader::new(node, "a condition", faults);
    let joins = [("all", Join::All), ("any", Join::Any)];
    let found: Vec<(&'static str, Join)> = joins.into_iter().filter(|(key, _)| r.entry(key).is_some()).collect();
    let (key, join) = match found.as_slice() {
        [] => {
            let test = resolver.test(&r)?;
            r.finish();
            return Some(Condition { join: Join::All, tests: vec![test] });
        }
        [one] if r.entry("field").is_none() => *one,
        _ => {
            resolver.invalid(&r.place(), "a condition is one test, or one list under all or any", SHAPE);
            return None;
        }
    };
    let nodes = r.list(key);
    let mut tests = Vec::new();
    for node in nodes {
        let inner = Reader::new(node, "a condition", faults);
        if inner.entry("all").is_some() || inner.entry("any").is_some() {
            resolver.invalid(
                &inner.place(),
                "conditions are joined one level deep only",
                "write each test in the list itself; ask one more question if it takes more than that",
            );
            continue;
        }
        if let Some(test) = resolver.test(&inner) {
            inner.finish();
            tests.push(test);
        }
    }
    if nodes.is_empty() && r.node(key).is_none_or(|node| matches!(node.value, Value::List(_))) {
        resolver.invalid(&r.place(), &format!("\"{key}\" has no test in it"), SHAPE);
    }
    let complete = tests.len() == nodes.len();
    r.finish();
    // With a test missing, "all" would ask too many people and "any" too few: better to ask everyone.
    (complete && !tests.is_empty()).then_some(Condition { join, tests })
}

const SHAPE: &str =
    "write {field: has_insurance, is: yes}, or {all: [{field: has_insurance, is: yes}, ...]}, with ids of your own";

struct Resolver<'a> {
    place: Place,
    index: &'a Index<'a>,
    faults: &'a Faults,
}

impl<'a> Resolver<'a> {
    fn invalid(&self, span: &Span, message: &str, help: &str) {
        self.faults.push(codes::CONDITION_INVALID.at(span.clone(), message).help(help));
    }

    fn test(&self, r: &Reader<'_>) -> Option<Test> {
        let name = r.required_text("field")?;
        let given: Vec<&'static str> = TESTS.iter().copied().filter(|test| r.entry(test).is_some()).collect();
        let [test] = given.as_slice() else {
            let message = match given.as_slice() {
                [] => "this condition does not say what the answer should be".to_owned(),
                many => format!("this condition makes several tests at once: {}", many.join(", ")),
            };
            self.invalid(&r.place(), &message, &format!("use one of: {}", TESTS.join(", ")));
            return None;
        };
        let (subject, field) = self.subject(&name)?;
        let node = r.node(test).or_else(|| {
            self.invalid(&r.place(), &format!("\"{test}\" has no value"), SHAPE);
            None
        })?;
        let Some(field) = field else {
            return self.score(test, node, r).map(|check| Test { subject, check });
        };
        let check = self.check(test, node, r, field, &name)?;
        Some(Test { subject, check })
    }

    /// The field or row that a condition names. The field is none for a score.
    fn subject(&self, name: &Spanned<String>) -> Option<(Subject, Option<&'a Field>)> {
        let (id, item) = match name.split_once('.') {
            Some((id, item)) => (id, Some(item)),
            None => (name.as_str(), None),
        };
        let Some(known) = self.index.fields.get(id) else {
            let total = self.index.staff.scores().any(|score| score.id == name.value);
            if total && matches!(self.place, Place::Staff) {
                return Some((Subject::Score(name.value.clone()), None));
            }
            if !self.index.broken.contains(id) {
                self.unknown(name);
            }
            return None;
        };
        let fail = |message: String, help: &str| self.invalid(&name.span, &message, help);
        let clipped = clip(id);
        match (&known.field.kind, item) {
            (FieldKind::Table { .. }, _) => {
                fail(
                    format!("\"{clipped}\" is a table: a condition cannot look into it"),
                    "ask a yes-no question before the table",
                );
                return None;
            }
            (FieldKind::Words { .. } | FieldKind::Heading | FieldKind::PageBreak, _) => {
                fail(format!("\"{clipped}\" is not a question"), "name a question that stands before this one");
                return None;
            }
            (FieldKind::Matrix { items, .. }, Some(item)) if !items.iter().any(|i| i.id == item) => {
                self.unknown(name);
                return None;
            }
            (FieldKind::Matrix { items, .. }, None) => {
                let example = items.first().map_or("item", |item| item.id.as_str());
                fail(
                    format!("\"{clipped}\" has several rows: it is not clear which is meant"),
                    &format!("name one of its rows, such as {clipped}.{}", clip(example)),
                );
                return None;
            }
            (FieldKind::Matrix { .. }, Some(_)) | (_, None) => {}
            (_, Some(_)) => {
                fail(
                    format!("\"{clipped}\" has no rows, so \"{}\" names nothing", clip(name)),
                    &format!("write \"field: {clipped}\""),
                );
                return None;
            }
        }
        if known.repeats {
            fail(
                format!("\"{clipped}\" is in a section that repeats: it is not clear which copy is meant"),
                "ask for it once, in a section before",
            );
            return None;
        }
        if let Place::Before(position) = self.place
            && known.position >= position
        {
            self.faults.push(
                codes::CONDITION_FORWARD
                    .at(name.span.clone(), format!("\"{clipped}\" does not come before this condition"))
                    .help("move that question up, or this one down")
                    .also(known.field.span.clone(), "the question"),
            );
            return None;
        }
        let subject = match item {
            Some(item) => Subject::Item { field: id.to_owned(), item: item.to_owned() },
            None => Subject::Field(id.to_owned()),
        };
        Some((subject, Some(known.field)))
    }

    fn unknown(&self, name: &Spanned<String>) {
        let names = self.index.names();
        self.faults.push(
            codes::CONDITION_INVALID
                .at(name.span.clone(), format!("there is no question with the id \"{}\"", clip(name)))
                .suggest(name, names.iter().map(String::as_str))
                .help("name a question by its id; a row of a matrix as matrix.row"),
        );
    }

    fn check(&self, test: &str, node: &Node, r: &Reader<'_>, field: &Field, name: &Spanned<String>) -> Option<Check> {
        match test {
            "is" => self.answer(node, r, field).map(Check::Is),
            "is_not" => self.answer(node, r, field).map(Check::IsNot),
            "any_of" => {
                let nodes = r.list("any_of");
                let answers: Vec<Answer> = nodes.iter().filter_map(|node| self.answer(node, r, field)).collect();
                if nodes.is_empty() && matches!(node.value, Value::List(_)) {
                    self.invalid(&node.span, "\"any_of\" names no answer", "write any_of: [one, two]");
                }
                (!answers.is_empty() && answers.len() == nodes.len()).then_some(Check::AnyOf(answers))
            }
            "at_least" | "at_most" => self.bound(test == "at_least", node, r, field, name),
            _ => {
                let answered = r.yes_no("answered")?;
                if !answered {
                    self.invalid(
                        &node.span,
                        "a condition cannot wait for a question to be left out",
                        "write \"answered: yes\", or ask for an answer with \"is\"",
                    );
                }
                answered.then_some(Check::Answered)
            }
        }
    }

    /// An answer as its id or its words.
    fn answer(&self, node: &Node, r: &Reader<'_>, field: &Field) -> Option<Answer> {
        let written = r.text_of(node, "is")?;
        let text = written.trim();
        match &field.kind {
            FieldKind::YesNo { .. }
            | FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Matrix { .. } => {}
            FieldKind::Scale(scale) => {
                let number = text.parse().ok().filter(|n| scale.steps().contains(n));
                if number.is_none() {
                    self.invalid(
                        &written.span,
                        &format!("\"{}\" is not on the scale \"{}\"", clip(text), clip(&field.id)),
                        &format!("it goes from {} to {}", scale.from, scale.to),
                    );
                }
                return number.map(Answer::Number);
            }
            FieldKind::Number { .. } => {
                return self.number(&written, &field.id).map(Answer::Number);
            }
            kind => {
                self.invalid(
                    &r.place(),
                    &format!("an answer to \"{}\" (type {}) cannot be told in advance", clip(&field.id), kind.word()),
                    "use \"answered: yes\", or ask with yes-no or choice",
                );
                return None;
            }
        }
        let answers = field.kind.answers();
        let options = field.kind.options();
        let by_id = answers.iter().find(|id| **id == text);
        let by_label = || options.iter().find(|o| o.label.eq_ignore_ascii_case(text)).map(|o| o.id.as_str());
        let found = by_id.copied().or_else(by_label).or_else(|| {
            // What an option's words were in the default language is still its id in a translation.
            let folded = match (&field.kind, text.to_ascii_lowercase().as_str()) {
                (FieldKind::YesNo { .. }, "true") => "yes".to_owned(),
                (FieldKind::YesNo { .. }, "false") => "no".to_owned(),
                _ => slug(text),
            };
            answers.iter().find(|id| **id == folded).copied()
        });
        if found.is_none() {
            self.no_option(&written, field, &answers);
        }
        found.map(|id| Answer::Option(id.to_owned()))
    }

    fn no_option(&self, written: &Spanned<String>, field: &Field, answers: &[&str]) {
        let near = answers.iter().copied().chain(field.kind.options().iter().map(|o| o.label.as_str()));
        let fault = codes::CONDITION_INVALID
            .at(written.span.clone(), format!("\"{}\" is not an answer to \"{}\"", clip(written), clip(&field.id)))
            .suggest(written, near);
        let may_be_added =
            matches!(field.kind, FieldKind::YesNo { .. }) && matches!(written.as_str(), "unsure" | "decline");
        let help = if may_be_added {
            format!("add \"{}: yes\" to that question", written.value)
        } else {
            format!("use one of: {}", answers.join(", "))
        };
        self.faults.push(fault.help(clip_help(help)));
    }

    fn number(&self, written: &Spanned<String>, id: &str) -> Option<i64> {
        let number = written.trim().parse().ok();
        if number.is_none() {
            self.invalid(
                &written.span,
                &format!("\"{}\" is answered with a whole number, not with \"{}\"", clip(id), clip(written)),
                "write the number in digits",
            );
        }
        number
    }

    fn bound(&self, least: bool, node: &Node, r: &Reader<'_>, field: &Field, name: &Spanned<String>) -> Option<Check> {
        let written = r.text_of(node, if least { "at_least" } else { "at_most" })?;
        let check = |n| if least { Check::AtLeast(n) } else { Check::AtMost(n) };
        match &field.kind {
            FieldKind::Number { .. } => return self.number(&written, &field.id).map(check),
            FieldKind::Scale(scale) => {
                let number = self.number(&written, &field.id)?;
                if (scale.from..=scale.to).contains(&number) {
                    return Some(check(number));
                }
                self.invalid(
                    &written.span,
                    &format!("{number} is not on the scale \"{}\"", clip(&field.id)),
                    &format!("it goes from {} to {}", scale.from, scale.to),
                );
                return None;
            }
            _ => {}
        }
        let Some(scores) = self.index.staff.option_scores(&field.id) else {
            self.invalid(
                &name.span,
                &format!("the answers to \"{}\" have no order", clip(&field.id)),
                "name the answers with any_of; or give each option a score",
            );
            return None;
        };
        self.scored(least, &written, field, scores)
    }

    /// Options whose scores lie on the right side of a bound, which is a number or an option.
    fn scored(&self, least: bool, written: &Spanned<String>, field: &Field, scores: &OptionScores) -> Option<Check> {
        if !scores.complete {
            self.invalid(
                &written.span,
                &format!("not every option of \"{}\" has a score", clip(&field.id)),
                "give each option a score, or name the answers with any_of",
            );
            return None;
        }
        let text = written.trim();
        let Some(bound) = text.parse().ok().or_else(|| scores.of(text)) else {
            self.no_option(written, field, &field.kind.answers());
            return None;
        };
        let fits = scores.scores.iter().filter(|(_, score)| if least { *score >= bound } else { *score <= bound });
        let answers: Vec<Answer> = fits.map(|(id, _)| Answer::Option(id.clone())).collect();
        if answers.is_empty() {
            self.invalid(
                &written.span,
                &format!("no option of \"{}\" has such a score", clip(&field.id)),
                "look at the scores of its options",
            );
            return None;
        }
        Some(Check::AnyOf(answers))
    }

    fn score(&self, test: &str, node: &Node, r: &Reader<'_>) -> Option<Check> {
        let check = match test {
            "at_least" => Check::AtLeast,
            "at_most" => Check::AtMost,
            _ => {
                self.invalid(&first_line(node), "a score is compared with at_least or at_most", "write at_least: 10");
                return None;
            }
        };
        let written = r.text_of(node, "at_least")?;
        self.number(&written, "the score").map(check)
    }
}

/// A list of options in a help line, kept readable.
fn clip_help(help: String) -> String {
    if help.chars().count() <= 200 {
        return help;
    }
    help.chars().take(200).chain(['…']).collect()
}
