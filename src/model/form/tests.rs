//! What a form reads as, and what is said about one that cannot work.

mod conditions;
mod properties;

use super::field::FieldKind;
use super::schema::FormYaml;
use super::{Form, read, read_translation};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::text::Sources;
use crate::source::yaml::overlay::overlay;
use crate::source::yaml::reader::Faults;
use crate::source::yaml::{self, Node};
use crate::source::{FileId, SourceTree};
use std::collections::BTreeSet;

const FILE: &str = "content/forms/x.yaml";

fn tree(file: &str, text: &str) -> Node {
    let mut faults = Vec::new();
    let node = yaml::parse(&FileId::new(file), text, 0, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    node.unwrap_or_else(|| panic!("no tree"))
}

/// A form and what was said about it, without the note about hidden instruments.
pub(crate) fn form_of(text: &str) -> (Form, Vec<Diagnostic>) {
    let sources = SourceTree::from_texts([(FILE, text)]);
    let faults = Faults::default();
    let file = FileId::new(FILE);
    let node = tree(FILE, text);
    let form = read(&file, "x", &node, &Sources { tree: &sources, faults: &faults });
    (form, faults.into_vec())
}

/// A form of one section with these fields, each a flow mapping on a line of its own.
fn fields(lines: &str) -> (Form, Vec<Diagnostic>) {
    form_of(&with_fields(lines))
}

fn with_fields(lines: &str) -> String {
    let lines: Vec<String> =
        lines.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| format!("      - {l}\n")).collect();
    format!("title: X\nsections:\n  - title: S\n    fields:\n{}", lines.concat())
}

/// `code "words at the place"`, one a line, in the order of places.
fn said(text: &str, faults: &[Diagnostic]) -> Vec<String> {
    let mut faults: Vec<&Diagnostic> = faults.iter().collect();
    faults.sort_by_key(|f| f.span.clone());
    let place = |f: &Diagnostic| {
        let span = f.span.as_ref()?;
        text.get(span.start as usize..span.end as usize).map(str::to_owned)
    };
    faults.iter().map(|f| format!("{} {:?}", f.code.name, place(f).unwrap_or_default())).collect()
}

fn said_of_fields(lines: &str) -> Vec<String> {
    let (_, faults) = fields(lines);
    said(&with_fields(lines), &faults)
}

const DESIGN_EXAMPLE: &str = r#"
title: Adult intake
version: 2026-09-01
audience: adult
minutes: 20
short: [One., Two., Three.]
instructions: Answer what you can. You may skip anything.
sections:
  - title: About you
    columns: 2
    fields:
      - {id: legal_name, label: Full legal name, type: text, required: true, width: half, share: client.name}
      - {id: has_insurance, label: Do you have health insurance?, type: yes-no}
      - {id: insurer, label: Which company?, type: text, when: {field: has_insurance, is: yes}}
      - id: reach
        label: Best way to reach you
        type: choice
        options: [Phone call, Text message, {id: mail, label: Email}]
        other: true
      - {id: reason, label: What led you to seek counseling now?, type: paragraph, lines: 6}
      - {id: distress, label: How much distress this past week?, type: scale, from: 0, to: 10, low: none, high: the worst}
      - id: medications
        label: Current medications
        type: table
        rows: 5
        columns: [{id: name, label: Medicine}, {id: dose, label: Dose}, {id: prescriber, label: Prescribed by}]
      - id: phq
        label: Over the last 2 weeks, how often have you been bothered by
        type: matrix
        items: [{id: interest, label: Little interest or pleasure in doing things}]
        options: [{id: not, label: Not at all, score: 0}, {id: several, label: Several days, score: 1}]
  - title: Consent
    text: Markdown, one clause or many.
    fields:
      - {type: heading, label: Please read}
      - {type: text, text: Some words.}
      - {id: c1, label: I understand the limits of confidentiality., type: initials}
      - {id: sign, label: Client signature, type: signature, role: client, printed_name: true, date: true}
scoring:
  - {id: total, label: Total, sum: [phq], bands: [{from: 0, to: 4, label: minimal}]}
office_use:
  - {id: received, label: Received by, type: text}
  - {id: flag, label: Call today, type: risk, when: {field: total, at_least: 3}}
"#;

#[test]
fn the_example_reads_without_a_word() {
    let (form, faults) = form_of(DESIGN_EXAMPLE);
    assert_eq!(faults, []);
    assert_eq!((form.questions(), form.sections.len(), form.short.len()), (10, 2, 3));
    let kinds: Vec<_> = form.fields().map(|f| (f.kind.word(), f.number)).collect();
    // Layout has no number, and numbers run on over sections.
    assert_eq!(
        kinds.get(7..),
        Some(
            &[("matrix", Some(8)), ("heading", None), ("text", None), ("initials", Some(9)), ("signature", Some(10)),]
                [..]
        )
    );
    let reach = form.field("reach").map(|f| f.kind.answers().join(" "));
    assert_eq!(reach.as_deref(), Some("phone-call text-message mail other"));
    assert_eq!(form.staff.scores().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["total"]);
    assert_eq!(form.staff.option_scores("phq").and_then(|s| s.of("several")), Some(1));
}

#[test]
fn ids_come_from_words_and_must_differ() {
    let (form, faults) = fields(
        "{label: Your name?, type: text}
         {label: ¿Cuál es su edad?, type: number}
         {label: Your name!, type: text}
         {id: a b, label: Third, type: text}
         {label: '???', type: text}",
    );
    let ids: Vec<&str> = form.fields().map(|f| f.id.as_str()).collect();
    assert_eq!(ids.get(..2), Some(&["your-name", "cuál-es-su-edad"][..]));
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 5, "{ids:?}");
    let codes: Vec<_> = faults.iter().map(|f| f.code.name).collect();
    assert_eq!(codes, ["duplicate-id", "bad-id", "bad-id"]);
    assert!(faults.first().is_some_and(|f| f.help.as_ref().is_some_and(|h| h.contains("write an id"))));
}

#[test]
fn duplicates_are_found_among_sections_options_and_rows() {
    let text = "title: X
sections:
  - {title: One, text: x}
  - title: One
    fields:
      - {label: A, type: choice, options: [Yes, yes]}
      - {label: B, type: matrix, items: [x, x], options: [p, q]}
      - {label: C, type: choice, options: [Other], other: yes}
scoring: [{id: a, label: Sum, sum: []}]
";
    let (_, faults) = form_of(text);
    assert_eq!(
        said(text, &faults),
        [
            r#"duplicate-id "One""#,
            r#"duplicate-id "yes""#,
            r#"duplicate-id "x""#,
            r#"duplicate-id "Other""#,
            r#"duplicate-id "a""#,
            r#"missing-key "sum""#,
        ]
    );
}

#[test]
fn types_that_do_not_exist_are_named_with_what_was_meant() {
    let (_, faults) =
        fields("{label: A, type: signatur}\n{label: B, type: textarea}\n{label: C, type: risk}\n{label: D}");
    let said: Vec<_> = faults.iter().map(|f| (f.code.name, f.label.as_deref())).collect();
    assert_eq!(
        said,
        [
            ("form-unknown-type", Some("did you mean \"signature\"?")),
            ("form-unknown-type", Some("did you mean \"paragraph\"?")),
            ("field-invalid", None),
            ("missing-key", None),
        ]
    );
}

#[test]
fn who_names_a_broken_field_has_made_no_second_mistake() {
    let (_, faults) = fields("{id: a, label: A, type: yes-noo}\n{label: B, type: text, when: {field: a, is: yes}}");
    assert_eq!(faults.iter().map(|f| f.code.name).collect::<Vec<_>>(), ["form-unknown-type"]);
}

#[test]
fn what_a_field_cannot_be_is_said() {
    assert_eq!(
        said_of_fields(
            "{label: A, type: scale, from: 10, to: 0}
             {label: B, type: scale, from: 0, to: 100}
             {label: C, type: scale, from: 0, to: 100, step: 30}
             {label: D, type: scale, from: 0, to: 100, step: 10}
             {label: E, type: paragraph, width: quarter}
             {label: State, type: text, width: quarter}
             {label: F, type: choice}
             {label: G, type: table, columns: []}
             {type: text, width: half}
             {label: H, type: text, text: Words}
             {label: I, type: text, share: name}
             {label: J, type: email, lines: 4}
             {label: K, type: number, from: 5, to: 5}",
        ),
        [
            r#"field-invalid "0""#,
            r#"field-invalid "100""#,
            r#"field-invalid "30""#,
            r#"field-invalid "quarter""#,
            r#"missing-options "{label""#,
            r#"missing-options "columns""#,
            r#"missing-key "{type""#,
            r#"field-invalid "text""#,
            r#"field-invalid "name""#,
            r#"unknown-key "lines""#,
            r#"field-invalid "5""#,
        ]
    );
}

const ASKED: &str = "{id: insured, label: Insured?, type: yes-no}
    {id: reach, label: Reach, type: choices, options: [Phone call, {id: mail, label: Email}], other: true}
    {id: cups, label: Cups, type: number}
    {id: mood, label: Mood, type: scale, from: 0, to: 10}
    {id: phq, label: How often, type: matrix, items: [{id: sleep, label: Sleep}], options: [{id: not, label: Not, score: 0}, {id: some, label: Some, score: 1}, {id: most, label: Most, score: 2}]}
    {id: meds, label: Meds, type: table, columns: [Name]}
    {id: why, label: Why, type: paragraph}
    {type: heading, id: head, label: Head}
    {id: kind, label: Kind, type: choice, options: [A, B]}
    ";

#[test]
fn questions_about_self_harm_are_found_by_words_or_mark() {
    let (form, faults) = fields(
        "{id: a, label: Have you thought of ending your life?, type: yes-no}
         {id: b, label: Sleep, type: yes-no}
         {id: c, label: Sleep well, type: yes-no, crisis: yes}
         {id: d, label: How often, type: matrix, items: [Little interest, 'Thoughts of hurting yourself', {label: Rest, crisis: yes}], options: [a, b]}
         {id: e, label: What brings you?, type: choices, options: [Grief, Suicidal thoughts]}
         {id: f, label: Suicidal thoughts, type: yes-no, crisis: no}
         {id: g, text: We talk about suicide., type: text}",
    );
    let marked: Vec<&str> = form.fields().filter(|f| f.crisis).map(|f| f.id.as_str()).collect();
    assert_eq!(marked, ["a", "c", "d", "e", "f"]);
    assert_eq!(faults.iter().map(|f| f.code.name).collect::<Vec<_>>(), ["field-invalid"]);
    let rows: Vec<(String, bool)> = form
        .fields()
        .filter_map(|f| if let FieldKind::Matrix { items, .. } = &f.kind { Some(items) } else { None })
        .flatten()
        .map(|item| (item.letter.clone(), item.crisis))
        .collect();
    assert_eq!(rows, [("a".into(), false), ("b".into(), true), ("c".into(), true)]);
}

#[test]
fn scores_that_cannot_be_computed() {
    let text = format!(
        "{}scoring:
  - {{id: one, label: One, sum: [mod]}}
  - {{id: two, label: Two, sum: [insured]}}
  - {{id: three, label: Three, sum: [kind]}}
  - {{id: four, label: Four, sum: [phq, phq.sleep]}}
  - {{id: five, label: Five, sum: [mood, cups, phq.sleep], bands: [{{from: 0, to: 9, label: low}}, {{from: 5, to: 20, label: high}}]}}
  - {{id: six, label: Six, sum: [mood], bands: [{{from: 9, to: 0, label: low}}]}}
  - {{id: seven, label: Seven}}
office_use:
  - {{id: flag, label: Flag, type: risk}}
  - {{id: sum, label: Sum, type: score, sum: [phq.wake]}}
  - {{id: box, label: Box, type: offise}}
  - {{id: ask, label: Ask, type: choice, options: [A, B], required: yes}}
",
        with_fields(ASKED)
    );
    let (_, faults) = form_of(&text);
    assert_eq!(
        said(&text, &faults),
        [
            r#"reference-unknown "mod""#,
            r#"score-invalid "insured""#,
            r#"score-invalid "kind""#,
            r#"score-invalid "phq.sleep""#,
            r#"score-invalid "5""#,
            r#"score-invalid "0""#,
            r#"missing-key "{id""#,
            r#"missing-key "{id""#,
            r#"reference-unknown "phq.wake""#,
            r#"form-unknown-type "offise""#,
            r#"unknown-key "required""#,
        ]
    );
}

#[test]
fn an_instrument_may_be_named_without_its_questions() {
    let (form, faults) = form_of("title: X\ndisplay: metadata-only\nsource: A journal\n");
    assert!(form.metadata_only);
    assert_eq!(faults.iter().map(|f| f.code.name).collect::<Vec<_>>(), ["instrument-hidden"]);
    let (_, faults) = form_of("title: X\n");
    assert_eq!(faults.iter().map(|f| f.code.name).collect::<Vec<_>>(), ["missing-key"]);
}

#[test]
fn a_translation_changes_words_alone() {
    let original = with_fields(
        "{id: reach, label: Reach, type: choice, options: [Phone call, {id: mail, label: Email}]}
         {label: Have you thought of suicide?, type: yes-no}
         {label: Which address?, type: text, when: {field: reach, is: Email}}",
    );
    let words = "title: Y
sections:
  - id: s
    title: Sección
    fields:
      - {id: reach, label: Contacto, options: [{id: phone-call, label: Llamada}, {id: mail, label: Correo}]}
      - {id: have-you-thought-of-suicide, label: '¿Lo ha pensado?'}
      - {id: which-address, label: '¿Qué dirección?'}
";
    let es = "content/forms/x.es.yaml";
    let sources = SourceTree::from_texts([(FILE, original.as_str()), (es, words)]);
    let faults = Faults::default();
    let context = Sources { tree: &sources, faults: &faults };
    let (file, base) = (FileId::new(FILE), tree(FILE, &original));
    let first = read(&file, "x", &base, &context);
    let (mut extra, mut missing) = (Vec::new(), 0);
    let merged = overlay(&base, &tree(es, words), &[], &mut extra, &mut missing);
    let form = read_translation(&file, "x", &merged, &context, &first);
    assert_eq!((extra, missing, faults.into_vec()), (vec![], 0, vec![]));
    let ids =
        |form: &Form| form.fields().map(|f| (f.id.clone(), f.number, f.crisis, f.when.clone())).collect::<Vec<_>>();
    assert_eq!(ids(&form), ids(&first));
    let labels: Vec<&str> = form.fields().map(|f| f.label.as_str()).collect();
    assert_eq!(labels, ["Contacto", "¿Lo ha pensado?", "¿Qué dirección?"]);
}

#[test]
fn a_translation_does_not_repeat_what_is_wrong_with_the_original() {
    let original = with_fields("{label: A, type: scale, colour: red}\n{label: A, type: text}");
    let (first, faults) = form_of(&original);
    assert!(!faults.is_empty());
    let sources = SourceTree::from_texts([(FILE, original.as_str())]);
    let again = Faults::default();
    let node = tree(FILE, &original);
    let context = Sources { tree: &sources, faults: &again };
    let form = read_translation(&FileId::new(FILE), "x", &node, &context, &first);
    assert_eq!((form, again.into_vec()), (first, vec![]));
}

/// The keys that the schema has for a definition, by the `type` of the variant where it has variants.
fn keys(schema: &serde_json::Value) -> BTreeSet<String> {
    schema.get("properties").and_then(|p| p.as_object()).into_iter().flat_map(|p| p.keys().cloned()).collect()
}

#[test]
fn the_schema_has_exactly_the_keys_that_are_read() {
    let schema = serde_json::to_value(schemars::schema_for!(FormYaml)).unwrap_or_default();
    let unknown = |faults: &[Diagnostic]| faults.iter().filter(|f| f.code.name == "unknown-key").count();
    let defs = |name: &str| schema.pointer(&format!("/$defs/{name}")).cloned().unwrap_or_default();
    let variants = defs("FieldYaml").get("oneOf").and_then(|v| v.as_array()).cloned().unwrap_or_default();
    assert!(variants.len() > 20);
    let mut all: BTreeSet<String> = variants.iter().flat_map(keys).collect();
    all.extend(["score", "sum", "bands", "printed", "fields"].map(str::to_owned));
    for variant in &variants {
        let known = keys(variant);
        let kind = variant.pointer("/properties/type/const").and_then(|c| c.as_str()).unwrap_or_default();
        // What makes `text` a question or words.
        let anchor = if known.contains("label") {
            "label: L, "
        } else if known.contains("text") {
            "text: T, "
        } else {
            ""
        };
        for key in all.iter().filter(|k| *k != "type" && !anchor.starts_with(k.as_str())) {
            // "text" beside "label" is a fault of its own.
            if kind == "text" && ["label", "text"].contains(&key.as_str()) {
                continue;
            }
            let (_, faults) = fields(&format!("{{{anchor}type: {kind}, {key}: x}}"));
            assert_eq!(unknown(&faults) == 0, known.contains(key), "{kind}: {key}");
        }
    }
    let check = |name: &str, known: BTreeSet<String>, write: &dyn Fn(&str) -> String| {
        assert!(!known.is_empty(), "{name}");
        for key in known.iter().map(String::as_str).chain(["nonsense"]) {
            let (_, faults) = form_of(&write(key));
            assert_eq!(unknown(&faults) == 0, key != "nonsense", "{name}: {key}");
        }
    };
    check("form", keys(&schema), &|key| format!("{key}: x\n"));
    check("section", keys(&defs("SectionYaml")), &|key| format!("title: X\nsections: [{{{key}: x}}]\n"));
    check("score", keys(&defs("ScoreYaml")), &|key| format!("title: X\nscoring: [{{{key}: x}}]\n"));
    check("band", keys(&defs("BandYaml")), &|key| format!("title: X\nscoring: [{{bands: [{{{key}: x}}]}}]\n"));
    check("option", keys(&defs("OptionYaml")), &|key| {
        with_fields(&format!("{{label: A, type: choice, options: [{{{key}: x}}]}}"))
    });
}

#[test]
fn every_fault_says_what_to_do() {
    let text = with_fields(
        "{label: A, type: scale}\n{type: choice}\n{label: B, type: x, when: y}\n{label: C, type: text, when: {}}",
    );
    let (_, faults) = form_of(&text);
    assert!(faults.len() > 3);
    for fault in faults.iter().filter(|f| f.severity == Severity::Error) {
        assert!(fault.help.as_ref().is_some_and(|h| !h.is_empty()), "{fault:?}");
    }
}
