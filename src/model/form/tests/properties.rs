//! Whatever is written, reading a form ends, and what it promises holds.

use super::*;
use crate::model::form::field::{LAYOUT_TYPES, QUESTION_TYPES, STAFF_TYPES};
use proptest::prelude::*;

/// Reads whatever the parser makes of a text, and lets every promise of the model be seen to hold.
fn survives(text: &str) -> Result<(), TestCaseError> {
    let mut faults = Vec::new();
    let file = FileId::new(FILE);
    let Some(node) = yaml::parse(&file, text, 0, &mut faults) else { return Ok(()) };
    let sources = SourceTree::from_texts([(FILE, text)]);
    let faults = Faults::default();
    let form = read(&file, "x", &node, &Sources { tree: &sources, faults: &faults });
    let ids: BTreeSet<&str> = form.fields().map(|f| f.id.as_str()).collect();
    prop_assert_eq!(ids.len(), form.fields().count(), "ids are unique whatever is written");
    let numbers: Vec<u32> = form.fields().filter_map(|f| f.number).collect();
    prop_assert!(numbers.iter().copied().eq(1..=u32::try_from(numbers.len()).unwrap_or(0)));
    for fault in faults.into_vec() {
        prop_assert!(fault.span.is_some_and(|s| s.start <= s.end && s.end as usize <= text.len()));
    }
    Ok(())
}

/// Values of all shapes, some of which mean something.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        "[a-z]{1,3}",
        Just("yes".to_owned()),
        Just("-9223372036854775808".to_owned()),
        (-3_i64..30).prop_map(|n| n.to_string()),
        Just("''".to_owned()),
        Just("'¿ñ\u{301}?'".to_owned()),
        Just("a.b".to_owned()),
        proptest::sample::select(
            QUESTION_TYPES.iter().chain(LAYOUT_TYPES).chain(STAFF_TYPES).copied().collect::<Vec<_>>()
        )
        .prop_map(str::to_owned),
    ];
    scalar.prop_recursive(3, 24, 4, |inner| {
        let keys = proptest::sample::select(vec![
            "id", "label", "type", "when", "field", "is", "any_of", "at_least", "answered", "all", "any", "options",
            "items", "columns", "score", "from", "to", "step", "sum", "bands", "crisis", "text", "fields", "repeat",
            "printed", "width", "share", "rows", "other",
        ]);
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|v| format!("[{}]", v.join(", "))),
            proptest::collection::vec((keys, inner), 0..6).prop_map(|v| {
                let entries: Vec<String> = v.into_iter().map(|(k, v)| format!("{k}: {v}")).collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        survives(&text)?;
    }

    #[test]
    fn no_field_panics(types in proptest::collection::vec((proptest::sample::select(QUESTION_TYPES.to_vec()), value(), value(), value()), 1..6)) {
        let lines: Vec<String> = types
            .iter()
            .map(|(kind, a, b, c)| format!("      - {{label: {kind}, type: {kind}, options: {a}, items: {b}, from: -5, to: 5, when: {c}}}\n"))
            .collect();
        survives(&format!("title: X\nsections:\n  - fields:\n{}scoring: [{{sum: [text, matrix.a], bands: []}}]\n", lines.concat()))?;
    }

    #[test]
    fn no_tree_panics(sections in value(), scoring in value(), office in value(), rest in value()) {
        survives(&format!("title: {rest}\nsections: {sections}\nscoring: {scoring}\noffice_use: {office}\nversion: {rest}\nshort: {rest}\n"))?;
    }
}
