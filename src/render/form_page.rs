//! From a form to what its page shows.
//!
//! Only sections and fields are looked at, never the form's staff part: what staff score cannot reach a page from here.
//!
//! 1. [`view`] goes through sections and fields in order.
//! 2. A condition is put into words ("If 7 is “Yes”") for paper and for pages without JavaScript, and into JSON for the script.
//! 3. A published instrument whose terms forbid showing its items gets a page without any.

use super::Voice;
use super::view::{ConditionView, FieldView, FormCardView, FormView, ItemView, LinkView, OptionView, SectionView};
use crate::model::form::condition::{Answer, Check, Condition, Join, Subject, Test};
use crate::model::form::field::{Choice, Field, FieldKind};
use crate::model::form::{Form, Section};
use crate::source::markdown::{Body, Part};
use serde::Serialize;
use std::collections::BTreeMap;

/// A form's page. `packets` are the packets that the form is in.
pub fn view(form: &Form, voice: &dyn Voice, packets: Vec<LinkView>) -> FormView {
    let page = Page::of(form, voice);
    let sections = match form.metadata_only {
        true => Vec::new(),
        false => form.sections.iter().map(|section| page.section(section)).collect(),
    };
    FormView {
        id: form.id.clone(),
        version: form.version.map(|day| voice.date(day)),
        audience: form.audience.clone(),
        purpose: form.purpose.clone(),
        minutes: form.minutes,
        short_html: form.short.iter().map(|line| voice.html(line)).collect(),
        instructions_html: form.instructions.as_ref().map(|text| voice.html(text)),
        licence: form.licence.clone(),
        source_html: form.source.as_ref().map(|source| voice.html(source)),
        metadata_only: form.metadata_only,
        questions: form.questions(),
        sections,
        crisis: form.has_crisis_question(),
        packets,
        prints: Vec::new(),
    }
}

/// A form in a list.
pub fn card(form: &Form, url: String, voice: &dyn Voice) -> FormCardView {
    FormCardView {
        title: form.title.clone(),
        url,
        purpose: form.purpose.clone(),
        minutes: form.minutes,
        version: form.version.map(|day| voice.date(day)),
        questions: form.questions(),
        lang: None,
        in_language: None,
    }
}

/// A field as its page would show it; for the office's own, which no page has.
pub fn field_view(form: &Form, voice: &dyn Voice, field: &Field) -> FieldView {
    Page::of(form, voice).field(field)
}

/// A flag's condition in words, which may also ask for a score: "If 3 is at least 1". Only staff see it.
pub fn staff_words(form: &Form, voice: &dyn Voice, condition: &Condition) -> Option<String> {
    let scores = form.staff.scores().map(|score| (score.id.as_str(), score.label.as_str())).collect();
    Page { scores, ..Page::of(form, voice) }.condition(condition).map(|view| view.text)
}

/// The prefix of every element id of a field.
pub fn key(field: &str) -> String {
    format!("q-{field}")
}

/// What staff and clients call a question: `7`, or `12a` for a row of a matrix.
pub fn number(field: &Field, item: Option<&str>) -> String {
    let number = field.number.map(|n| n.to_string()).unwrap_or_default();
    let items: &[_] = match &field.kind {
        FieldKind::Matrix { items, .. } => items,
        _ => &[],
    };
    let row = item.and_then(|id| items.iter().find(|item| item.id == id));
    match row {
        Some(row) => format!("{number}{}", row.letter),
        None => number,
    }
}

struct Page<'a> {
    voice: &'a dyn Voice,
    fields: BTreeMap<&'a str, &'a Field>,
    /// Labels of scores; none on a page, which so cannot speak of one.
    scores: BTreeMap<&'a str, &'a str>,
}

impl<'a> Page<'a> {
    fn of(form: &'a Form, voice: &'a dyn Voice) -> Self {
        let fields = form.fields().map(|field| (field.id.as_str(), field)).collect();
        Self { voice, fields, scores: BTreeMap::new() }
    }
}

impl Page<'_> {
    fn section(&self, section: &Section) -> SectionView {
        SectionView {
            id: section.id.clone(),
            title: section.title.clone(),
            text_html: section.text.as_ref().map(|text| self.voice.html(text)),
            columns: section.columns,
            when: section.when.as_ref().and_then(|when| self.condition(when)),
            fields: section.fields.iter().map(|field| self.field(field)).collect(),
            repeat: section.repeat.is_some(),
            copies: section.repeat.unwrap_or(1),
        }
    }

    fn field(&self, field: &Field) -> FieldView {
        let label_html = match field.label.is_empty() {
            true => String::new(),
            false => self.voice.html(&field.label_text),
        };
        let mut view = FieldView {
            kind: field.kind.word(),
            key: key(&field.id),
            number: field.number,
            label: self.plain(&field.label, &field.label_text),
            label_html,
            help_html: field.help.as_ref().map(|help| self.voice.html(help)),
            required: field.required,
            width: field.width.word(),
            when: field.when.as_ref().and_then(|when| self.condition(when)),
            // Forms are often filled in on a borrowed or shared device, and that somebody filled in this form at all is
            // already health information: nothing is offered for remembering, not even a name.
            autocomplete: "off",
            crisis: field.crisis,
            lines: 0,
            unit: None,
            from: None,
            to: None,
            steps: Vec::new(),
            low: None,
            high: None,
            options: Vec::new(),
            other: false,
            items: Vec::new(),
            columns: Vec::new(),
            rows: 0,
            voicemail: false,
            role: None,
            printed_name: false,
            date: false,
            relationship: false,
            witness: false,
            text_html: None,
        };
        self.particulars(field, &mut view);
        view
    }

    /// What only this kind of field shows.
    fn particulars(&self, field: &Field, view: &mut FieldView) {
        match &field.kind {
            FieldKind::Paragraph { lines } => view.lines = *lines,
            FieldKind::Number { unit, from, to } => {
                view.unit.clone_from(unit);
                (view.from, view.to) = (*from, *to);
            }
            FieldKind::Phone { voicemail } => view.voicemail = *voicemail,
            FieldKind::YesNo { .. } => {
                let answers = field.kind.answers().into_iter();
                view.options =
                    answers.map(|id| OptionView { id: id.to_owned(), label: self.option_word(id) }).collect();
            }
            FieldKind::Choice { options, other } | FieldKind::Choices { options, other } => {
                view.options = choices(options);
                view.other = *other;
            }
            FieldKind::Scale(scale) => {
                (view.from, view.to) = (Some(scale.from), Some(scale.to));
                view.steps = scale.steps();
                view.low.clone_from(&scale.low);
                view.high.clone_from(&scale.high);
            }
            FieldKind::Matrix { items, options } => {
                view.options = choices(options);
                let row = |item: &crate::model::form::field::Item| ItemView {
                    id: item.id.clone(),
                    label: item.label.clone(),
                    number: number(field, Some(&item.id)),
                    crisis: item.crisis,
                };
                view.items = items.iter().map(row).collect();
            }
            FieldKind::Table { columns, rows } => {
                view.columns = choices(columns);
                view.rows = *rows;
            }
            FieldKind::Signature(signature) => {
                view.role.clone_from(&signature.role);
                view.printed_name = signature.printed_name;
                view.date = signature.date;
                view.relationship = signature.relationship;
                view.witness = signature.witness;
            }
            FieldKind::Words { text } => view.text_html = Some(self.voice.html(text)),
            FieldKind::Text
            | FieldKind::Date
            | FieldKind::BirthDate
            | FieldKind::Time
            | FieldKind::Email
            | FieldKind::Address
            | FieldKind::BringCopy
            | FieldKind::Initials
            | FieldKind::Acknowledge
            | FieldKind::Heading
            | FieldKind::PageBreak => {}
        }
    }

    fn option_word(&self, id: &str) -> String {
        self.voice.word(&format!("option-{id}"), &[])
    }

    /// The words of a label without markup, with its facts looked up: for tool tips and screen readers.
    fn plain(&self, label: &str, body: &Body) -> String {
        if body.is_empty() {
            return label.to_owned();
        }
        let mut plain = String::with_capacity(label.len());
        for part in body.parts() {
            match part {
                Part::Prose(text) => plain.push_str(text),
                Part::Html(html) => text_of_html(html, &mut plain),
                Part::Fact(_) => {
                    let mut fact = Body::of([part]);
                    fact.references.clone_from(&body.references);
                    text_of_html(&self.voice.html(&fact), &mut plain);
                }
                _ => {}
            }
        }
        plain.trim().to_owned()
    }

    fn condition(&self, condition: &Condition) -> Option<ConditionView> {
        let mut words = String::new();
        let mut tests = Vec::new();
        for (index, test) in condition.tests.iter().enumerate() {
            // "If" stands once, before the first clause.
            let (clause, json) = self.test(test, if index == 0 { "first" } else { "next" })?;
            words = match words.is_empty() {
                true => clause,
                false => {
                    let key = match condition.join {
                        Join::All => "condition-and",
                        Join::Any => "condition-or",
                    };
                    self.voice.word(key, &[("first", &words), ("second", &clause)])
                }
            };
            tests.push(json);
        }
        let json = match condition.join {
            Join::All => When { all: Some(tests), any: None },
            Join::Any => When { all: None, any: Some(tests) },
        };
        Some(ConditionView { text: words, json: serde_json::to_string(&json).ok()? })
    }

    fn test<'t>(&self, test: &'t Test, place: &str) -> Option<(String, TestJson<'t>)> {
        let (id, item) = match &test.subject {
            Subject::Field(id) | Subject::Score(id) => (id, None),
            Subject::Item { field, item } => (field, Some(item.as_str())),
        };
        let (field, number) = match &test.subject {
            Subject::Score(score) => (None, (*self.scores.get(score.as_str())?).to_owned()),
            _ => {
                let field = self.fields.get(id.as_str()).copied()?;
                (Some(field), number(field, item))
            }
        };
        let say =
            |key: &str, value: &str| self.voice.word(key, &[("number", &number), ("value", value), ("place", place)]);
        let label = |answer: &Answer| self.answer(field, answer);
        let (words, op, value) = match &test.check {
            Check::Is(answer) => (say("condition-is", &label(answer)), "is", Some(Value::of(answer))),
            Check::IsNot(answer) => (say("condition-is-not", &label(answer)), "is_not", Some(Value::of(answer))),
            Check::AnyOf(answers) => {
                let either = |first: String, second: String| {
                    self.voice.word("condition-or", &[("first", &first), ("second", &second)])
                };
                let labels = answers.iter().map(label).reduce(either).unwrap_or_default();
                let key = if answers.len() == 1 { "condition-is" } else { "condition-any-of" };
                let ids = answers.iter().map(id_of).collect();
                (say(key, &labels), "any_of", Some(Value::Several(ids)))
            }
            Check::AtLeast(n) => (say("condition-at-least", &n.to_string()), "at_least", Some(Value::Number(*n))),
            Check::AtMost(n) => (say("condition-at-most", &n.to_string()), "at_most", Some(Value::Number(*n))),
            Check::Answered => {
                (self.voice.word("condition-answered", &[("number", &number), ("place", place)]), "answered", None)
            }
        };
        Some((words, TestJson { field: key(id), item, op, value }))
    }

    /// An answer as the page words it, in quotation marks where it is words: "If 7 is “No, not yet” or “Never”".
    fn answer(&self, field: Option<&Field>, answer: &Answer) -> String {
        let words = match answer {
            Answer::Number(number) => return number.to_string(),
            Answer::Option(id) => {
                let options = field.map(|field| field.kind.options()).unwrap_or_default();
                let option = options.iter().find(|option| option.id == *id);
                option.map_or_else(|| self.option_word(id), |option| option.label.clone())
            }
        };
        self.voice.word("quoted", &[("text", &words)])
    }
}

fn choices(choices: &[Choice]) -> Vec<OptionView> {
    let view = |choice: &Choice| OptionView { id: choice.id.clone(), label: choice.label.clone() };
    choices.iter().map(view).collect()
}

/// What the script reads. The order of keys is part of the output, so it is fixed here.
#[derive(Serialize)]
struct When<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<TestJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Vec<TestJson<'a>>>,
}

#[derive(Serialize)]
struct TestJson<'a> {
    field: String,
    /// The row of a matrix.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    op: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    /// As the value of an input: text, also for a point of a scale.
    One(String),
    Several(Vec<String>),
    Number(i64),
}

impl Value {
    fn of(answer: &Answer) -> Self {
        Self::One(id_of(answer))
    }
}

fn id_of(answer: &Answer) -> String {
    match answer {
        Answer::Option(id) => id.clone(),
        Answer::Number(number) => number.to_string(),
    }
}

/// Adds the text of finished HTML: without tags, its few entities as characters.
fn text_of_html(html: &str, text: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let tag = after.strip_prefix('<').and_then(|tag| tag.split_once('>'));
        let entity = || ENTITIES.iter().find_map(|(entity, c)| after.strip_prefix(entity).map(|rest| (*c, rest)));
        rest = if let Some((_, rest)) = tag {
            rest
        } else if let Some((c, rest)) = entity() {
            text.push(c);
            rest
        } else {
            let mut chars = after.chars();
            text.extend(chars.next());
            chars.as_str()
        };
    }
    text.push_str(rest);
}

/// The entities that our own HTML is written with.
const ENTITIES: &[(&str, char)] = &[
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&nbsp;", '\u{a0}'),
];

#[cfg(test)]
pub(crate) mod tests;
