//! What conditions mean, and what is said about those that cannot work.

use super::{ASKED, fields, form_of, said};
use crate::model::form::condition::{Answer, Check, Condition, Join, Subject};

/// The condition of a last field, and what was said.
fn when(condition: &str) -> (Option<Condition>, Vec<String>) {
    let lines = format!(
        "{ASKED}{{id: last, label: Last, type: text, when: {condition}}}\n{{id: after, label: After, type: yes-no}}"
    );
    let (form, faults) = fields(&lines);
    let messages = faults.iter().map(|f| {
        let label = f.label.as_deref().unwrap_or("");
        format!("{}: {} {label}", f.code.name, f.message).trim_end().to_owned()
    });
    (form.field("last").and_then(|f| f.when.clone()), messages.collect())
}

fn only(condition: &str) -> Check {
    let (when, said) = when(condition);
    assert!(said.is_empty(), "{condition}: {said:?}");
    let test = when.and_then(|w| w.tests.into_iter().next());
    test.map(|t| t.check).unwrap_or_else(|| panic!("{condition} has no test"))
}

fn option(id: &str) -> Answer {
    Answer::Option(id.to_owned())
}

#[test]
fn conditions_take_ids_or_words() {
    assert_eq!(only("{field: insured, is: yes}"), Check::Is(option("yes")));
    assert_eq!(only("{field: insured, is: true}"), Check::Is(option("yes")));
    assert_eq!(only("{field: insured, is_not: No}"), Check::IsNot(option("no")));
    assert_eq!(only("{field: reach, is: Email}"), Check::Is(option("mail")));
    assert_eq!(only("{field: reach, is: Phone call}"), Check::Is(option("phone-call")));
    assert_eq!(only("{field: reach, any_of: [mail, other]}"), Check::AnyOf(vec![option("mail"), option("other")]));
    assert_eq!(only("{field: cups, at_least: 3}"), Check::AtLeast(3));
    assert_eq!(only("{field: mood, at_most: 3}"), Check::AtMost(3));
    assert_eq!(only("{field: mood, is: 7}"), Check::Is(Answer::Number(7)));
    assert_eq!(only("{field: why, answered: yes}"), Check::Answered);
}

#[test]
fn scores_never_stand_in_a_condition() {
    let several = Check::AnyOf(vec![option("some"), option("most")]);
    assert_eq!(only("{field: phq.sleep, at_least: 1}"), several);
    assert_eq!(only("{field: phq.sleep, at_least: some}"), several);
}

#[test]
fn several_tests_are_joined_one_level_deep() {
    let (condition, said) = when("{any: [{field: insured, is: yes}, {field: phq.sleep, is: most}]}");
    assert_eq!(said, [""; 0]);
    let condition = condition.map(|c| (c.join, c.tests.into_iter().map(|t| t.subject).collect::<Vec<_>>()));
    let sleep = Subject::Item { field: "phq".to_owned(), item: "sleep".to_owned() };
    assert_eq!(condition, Some((Join::Any, vec![Subject::Field("insured".to_owned()), sleep])));
}

#[test]
fn conditions_that_cannot_work() {
    for (condition, expected) in [
        (
            "{field: insred, is: yes}",
            "condition-invalid: there is no question with the id \"insred\" did you mean \"insured\"?",
        ),
        (
            "{field: phq.slep, is: not}",
            "condition-invalid: there is no question with the id \"phq.slep\" did you mean \"phq.sleep\"?",
        ),
        ("{field: phq, is: not}", "condition-invalid: \"phq\" has several rows: it is not clear which is meant"),
        ("{field: insured, is: perhaps}", "condition-invalid: \"perhaps\" is not an answer to \"insured\""),
        (
            "{field: reach, is: mial}",
            "condition-invalid: \"mial\" is not an answer to \"reach\" did you mean \"mail\"?",
        ),
        ("{field: mood, is: 11}", "condition-invalid: \"11\" is not on the scale \"mood\""),
        ("{field: mood, at_least: 11}", "condition-invalid: 11 is not on the scale \"mood\""),
        ("{field: kind, at_least: 1}", "condition-invalid: the answers to \"kind\" have no order"),
        ("{field: phq.sleep, at_least: 9}", "condition-invalid: no option of \"phq\" has such a score"),
        ("{field: meds, answered: yes}", "condition-invalid: \"meds\" is a table: a condition cannot look into it"),
        ("{field: meds.name, is: x}", "condition-invalid: \"meds\" is a table: a condition cannot look into it"),
        ("{field: head, answered: yes}", "condition-invalid: \"head\" is not a question"),
        (
            "{field: why, is: money}",
            "condition-invalid: an answer to \"why\" (type paragraph) cannot be told in advance",
        ),
        ("{field: why.x, answered: yes}", "condition-invalid: \"why\" has no rows, so \"why.x\" names nothing"),
        ("{field: insured, answered: no}", "condition-invalid: a condition cannot wait for a question to be left out"),
        ("{field: insured}", "condition-invalid: this condition does not say what the answer should be"),
        (
            "{field: insured, is: yes, is_not: no}",
            "condition-invalid: this condition makes several tests at once: is, is_not",
        ),
        ("{all: [{any: [{field: insured, is: yes}]}]}", "condition-invalid: conditions are joined one level deep only"),
        ("{all: []}", "condition-invalid: \"all\" has no test in it"),
        ("{field: last, answered: yes}", "condition-forward: \"last\" does not come before this condition"),
        ("{field: after, is: yes}", "condition-forward: \"after\" does not come before this condition"),
        (
            "{field: cups, at_least: many}",
            "condition-invalid: \"cups\" is answered with a whole number, not with \"many\"",
        ),
        ("insured", "condition-invalid: a condition says which question and which answer, but here is text"),
    ] {
        let (found, said) = when(condition);
        assert_eq!(said, [expected], "{condition}");
        assert_eq!(found, None, "{condition}");
    }
}

#[test]
fn no_condition_reaches_into_a_section_that_repeats() {
    let text = "title: X
sections:
  - title: Children
    repeat: {printed: 3}
    fields: [{id: age, label: Age, type: number}]
  - title: More
    when: {field: age, at_least: 3}
    fields: [{label: More, type: text}]
scoring: [{label: Sum, sum: [age]}]
";
    let (form, faults) = form_of(text);
    assert_eq!(said(text, &faults), [r#"condition-invalid "age""#, r#"score-invalid "age""#]);
    assert_eq!(form.sections.first().and_then(|s| s.repeat), Some(3));
}

#[test]
fn a_section_cannot_wait_for_its_own_question() {
    let text = "title: X
sections:
  - title: S
    when: {field: a, is: yes}
    fields: [{id: a, label: A, type: yes-no}]
";
    let (_, faults) = form_of(text);
    assert_eq!(said(text, &faults), [r#"condition-forward "a""#]);
}
