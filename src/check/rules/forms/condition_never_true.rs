//! A question that nobody is ever asked.

use super::words;
use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use crate::model::form::Form;
use crate::model::form::condition::{Answer, Check, Condition, Join, Subject, Test};
use crate::model::form::field::FieldKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "condition-never-true",
        severity: Severity::Warning,
        summary: "A condition can never be true",
        explanation: "The tests of a condition, together with those of its section and of the questions that it asks about, contradict each other or lie outside what can be answered. Nobody ever gets to the question.",
        bad: "when: {all: [{field: has_insurance, is: yes}, {field: has_insurance, is: no}]}",
        good: "when: {field: has_insurance, is: yes}",
    },
    group: Group::Forms,
    why: "A question that is never asked is an answer that is never given, and nobody notices.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for form in words::originals(checked) {
        for section in &form.sections {
            if let (Some(when), Some(first)) = (&section.when, section.fields.first())
                && let Some(why) = never(form, &[when])
            {
                let title = section.title.as_deref().unwrap_or("this part");
                found.push(
                    RULE.code
                        .at(first.span.clone(), format!("the part \"{title}\" is never asked: {why}"))
                        .help("mend its condition, or take it out"),
                );
                continue;
            }
            for field in &section.fields {
                let Some(when) = &field.when else { continue };
                let all: Vec<&Condition> = std::iter::once(when).chain(&section.when).collect();
                let Some(why) = never(form, &all) else { continue };
                found.push(
                    RULE.code
                        .at(field.span.clone(), format!("\"{}\" is never asked: {why}", field.label))
                        .help("mend its condition, or take it out"),
                );
            }
        }
    }
}

/// Why conditions that must hold together never do.
fn never(form: &Form, conditions: &[&Condition]) -> Option<String> {
    let mut tests: Vec<&Test> = Vec::new();
    let mut open: Vec<&Condition> = conditions.to_vec();
    let mut seen: Vec<&str> = Vec::new();
    while let Some(condition) = open.pop() {
        if condition.join == Join::Any && condition.tests.len() > 1 {
            // One of several is enough: it never holds only where none does, and that is not looked for beyond single tests.
            let reasons: Vec<String> = condition.tests.iter().filter_map(|test| outside(form, test)).collect();
            if reasons.len() == condition.tests.len() {
                return reasons.into_iter().next();
            }
            continue;
        }
        for test in &condition.tests {
            tests.push(test);
            // To be answered a question has to be asked.
            if let Some(id) = test.field().filter(|id| !matches!(test.check, Check::IsNot(_)) && !seen.contains(id)) {
                seen.push(id);
                let of = form.sections.iter().find(|s| s.fields.iter().any(|f| f.id == id));
                open.extend(of.and_then(|section| section.when.as_ref()));
                open.extend(form.field(id).and_then(|field| field.when.as_ref()));
            }
        }
    }
    let alone = tests.iter().find_map(|test| outside(form, test));
    alone.or_else(|| {
        tests.iter().enumerate().find_map(|(i, a)| {
            let rest = tests.get(i + 1..).unwrap_or_default();
            rest.iter()
                .find(|b| a.subject == b.subject && contradict(form, a, b))
                .map(|_| format!("what it asks of \"{}\" contradicts itself", a.field().unwrap_or_default()))
        })
    })
}

/// Why a single test never holds: the number lies outside what can be written.
fn outside(form: &Form, test: &Test) -> Option<String> {
    let Subject::Field(id) = &test.subject else { return None };
    let (from, to) = match &form.field(id)?.kind {
        FieldKind::Number { from, to, .. } => (*from, *to),
        FieldKind::Scale(scale) => (Some(scale.from), Some(scale.to)),
        _ => return None,
    };
    let below = |n: i64| from.is_some_and(|from| n < from);
    let above = |n: i64| to.is_some_and(|to| n > to);
    let number = |answer: &Answer| match answer {
        Answer::Number(n) => Some(*n),
        Answer::Option(_) => None,
    };
    let never = match &test.check {
        Check::Is(answer) => number(answer).is_some_and(|n| below(n) || above(n)),
        Check::AnyOf(answers) => answers.iter().all(|answer| number(answer).is_some_and(|n| below(n) || above(n))),
        Check::AtLeast(n) => above(*n),
        Check::AtMost(n) => below(*n),
        _ => false,
    };
    never.then(|| format!("no answer to \"{id}\" can be such a number"))
}

/// Whether two tests of one answer never hold together.
fn contradict(form: &Form, a: &Test, b: &Test) -> bool {
    let several =
        a.field().and_then(|id| form.field(id)).is_some_and(|field| matches!(field.kind, FieldKind::Choices { .. }));
    let one_of = |check: &Check| match check {
        Check::Is(answer) => Some(vec![answer.clone()]),
        Check::AnyOf(answers) => Some(answers.clone()),
        _ => None,
    };
    let fits = |answer: &Answer, check: &Check| match (answer, check) {
        (answer, Check::IsNot(not)) => answer != not,
        (Answer::Number(n), Check::AtLeast(least)) => n >= least,
        (Answer::Number(n), Check::AtMost(most)) => n <= most,
        _ => true,
    };
    match (one_of(&a.check), one_of(&b.check)) {
        // Of several that may be ticked, one test may mean one and the other another.
        (Some(first), Some(second)) => !several && !first.iter().any(|answer| second.contains(answer)),
        (Some(answers), None) => !answers.iter().any(|answer| fits(answer, &b.check)),
        (None, Some(answers)) => !answers.iter().any(|answer| fits(answer, &a.check)),
        (None, None) => match (&a.check, &b.check) {
            (Check::AtLeast(least), Check::AtMost(most)) | (Check::AtMost(most), Check::AtLeast(least)) => least > most,
            _ => false,
        },
    }
}
