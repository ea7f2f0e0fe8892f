//! What a form's page shows, and what it never holds.

use super::*;
use crate::diagnostics::Diagnostics;
use crate::model::text::Sources;
use crate::render::strings::{Argument, Strings};
use crate::render::view::DateView;
use crate::source::yaml;
use crate::source::yaml::reader::Faults;
use crate::source::{FileId, SourceTree};
use jiff::civil::Date;

/// English, as the default theme says it. Prose comes as it stands in the body.
pub(crate) struct English;

impl Voice for English {
    fn word(&self, key: &str, args: &[(&str, &str)]) -> String {
        let file = FileId::new("en.ftl");
        let text =
            crate::embedded::THEME.get_file("strings/en.ftl").and_then(|f| f.contents_utf8()).unwrap_or_default();
        let strings = Strings::read("en", [(&file, text)], [], &mut Diagnostics::default());
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, Argument::Text(value))).collect();
        strings.get(key, &args).unwrap_or_else(|| key.to_owned())
    }

    fn date(&self, date: Date) -> DateView {
        DateView { iso: date.to_string(), text: date.to_string() }
    }

    fn html(&self, body: &Body) -> String {
        let part = |part| match part {
            Part::Html(text) | Part::Prose(text) => text,
            Part::Fact(_) => "180 &amp; up",
            _ => "",
        };
        body.parts().map(part).collect()
    }
}

fn form(text: &str) -> Form {
    let file = FileId::new("content/forms/x.yaml");
    let mut syntax = Vec::new();
    let Some(node) = yaml::parse(&file, text, 0, &mut syntax) else { panic!("{syntax:?}") };
    let sources = SourceTree::from_texts([(file.as_str(), text)]);
    let faults = Faults::default();
    let form = crate::model::form::read(&file, "x", &node, &Sources { tree: &sources, faults: &faults });
    let faults = faults.into_vec();
    assert!(faults.iter().all(|f| f.code.name == "instrument-hidden"), "{faults:?}");
    form
}

const SCREENER: &str = "
title: Screener
version: 2026-09-01
sections:
  - title: Questions
    fields:
      - {id: insured, label: Insured?, type: yes-no, unsure: yes}
      - {id: phq, label: How often?, type: matrix, items: [{id: sleep, label: Bad sleep}, {id: harm, label: Hurting yourself}],
         options: [{id: not, label: Not at all, score: 71}, {id: some, label: Several days, score: 72}, {id: most, label: Most days, score: 73}]}
      - {id: mood, label: Mood, type: scale, from: 0, to: 10, step: 5, low: bad, high: good}
      - {id: reach, label: Reach, type: choices, options: [Mail], other: yes}
  - title: More
    repeat: {printed: 3}
    when: {any: [{field: insured, is_not: no}, {field: reach, is: other}]}
    fields:
      - {type: heading, label: Note}
      - {id: company, label: Which?, type: text, when: {all: [{field: insured, is: yes}, {field: phq.harm, at_least: 72}, {field: mood, at_least: 5}]}}
      - {id: why, label: Why?, type: paragraph, when: {field: reach, answered: yes}}
scoring:
  - {id: secret-total, label: Secret total, sum: [phq], bands: [{from: 0, to: 75, label: Secret band}]}
office_use:
  - {id: secret-box, label: Secret box, type: office}
  - {id: secret-flag, label: Secret flag, type: risk, when: {field: phq.harm, is: most}}
";

#[test]
fn what_staff_score_reaches_no_page() {
    let form = form(SCREENER);
    assert!(!form.staff.is_empty());
    let page = serde_json::to_string(&view(&form, &English, Vec::new())).unwrap_or_default();
    assert!(page.contains("Hurting yourself"));
    for secret in ["ecret", "71", "72", "73", "75", "score", "band", "risk", "office"] {
        assert!(!page.contains(secret), "{secret} in {page}");
    }
}

#[test]
fn conditions_are_said_in_words_and_for_the_script() {
    let view = view(&form(SCREENER), &English, Vec::new());
    let sections = view.sections.iter().filter_map(|s| s.when.as_ref());
    let fields = view.sections.iter().flat_map(|s| &s.fields).filter_map(|f| f.when.as_ref());
    let said: Vec<(&str, &str)> = sections.chain(fields).map(|w| (w.text.as_str(), w.json.as_str())).collect();
    assert_eq!(
        said,
        [
            (
                "If 1 is not “No” or 4 is “Other”",
                r#"{"any":[{"field":"q-insured","op":"is_not","value":"no"},{"field":"q-reach","op":"is","value":"other"}]}"#,
            ),
            (
                "If 1 is “Yes” and 2b is “Several days” or “Most days” and 3 is 5 or more",
                r#"{"all":[{"field":"q-insured","op":"is","value":"yes"},{"field":"q-phq","item":"harm","op":"any_of","value":["some","most"]},{"field":"q-mood","op":"at_least","value":5}]}"#,
            ),
            ("If 4 is answered", r#"{"all":[{"field":"q-reach","op":"answered"}]}"#),
        ]
    );
}

#[test]
fn fields_show_what_their_kind_has() {
    let view = view(&form(SCREENER), &English, Vec::new());
    assert!(view.crisis && view.questions == 6);
    let fields: Vec<&FieldView> = view.sections.iter().flat_map(|s| &s.fields).collect();
    let [insured, phq, mood, reach, heading, ..] = fields.as_slice() else { panic!("{}", fields.len()) };
    let labels = |field: &FieldView| field.options.iter().map(|o| o.label.clone()).collect::<Vec<_>>();
    assert_eq!(labels(insured), ["Yes", "No", "Not sure"]);
    let rows: Vec<_> = phq.items.iter().map(|i| (i.number.as_str(), i.crisis)).collect();
    assert_eq!((rows, phq.crisis), (vec![("2a", false), ("2b", true)], true));
    assert_eq!(mood.steps, [0, 5, 10]);
    assert!(reach.other && labels(reach) == ["Mail"]);
    assert_eq!((heading.kind, heading.number), ("heading", None));
    assert!(fields.iter().all(|f| f.autocomplete == "off"));
    assert_eq!(view.sections.iter().map(|s| (s.repeat, s.copies)).collect::<Vec<_>>(), [(false, 1), (true, 3)]);
}

#[test]
fn an_instrument_that_may_not_be_shown_shows_nothing() {
    let hidden = SCREENER.replace("title: Screener", "title: Screener\ndisplay: metadata-only");
    let view = view(&form(&hidden), &English, Vec::new());
    assert!(view.metadata_only && view.sections.is_empty());
    assert!(!serde_json::to_string(&view).unwrap_or_default().contains("Bad sleep"));
}

#[test]
fn plain_labels_have_no_markup_and_their_facts() {
    let page = Page { voice: &English, fields: BTreeMap::new(), scores: BTreeMap::new() };
    let body = Body::of([
        Part::Html("<em>"),
        Part::Prose("I pay $"),
        Part::Html("</em>"),
        Part::Fact(0),
        Part::LinkStart(1),
        Part::Prose(" <each> time"),
        Part::LinkEnd(1),
    ]);
    assert_eq!(page.plain("raw", &body), "I pay $180 & up <each> time");
    assert_eq!(page.plain("raw", &Body::default()), "raw");
}
