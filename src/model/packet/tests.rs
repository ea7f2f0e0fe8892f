//! What a packet reads as, and what is said about one that cannot work.

use super::schema::PacketYaml;
use super::{For, Packet, read};
use crate::diagnostics::Diagnostic;
use crate::model::text::Sources;
use crate::source::yaml;
use crate::source::yaml::reader::Faults;
use crate::source::{FileId, SourceTree};
use proptest::prelude::*;

const FILE: &str = "content/packets/x.yaml";

/// A packet and what was said about it; none where it is not YAML.
pub(crate) fn packet_of(text: &str) -> Option<(Packet, Vec<Diagnostic>)> {
    let file = FileId::new(FILE);
    let node = yaml::parse(&file, text, 0, &mut Vec::new())?;
    let sources = SourceTree::from_texts([(FILE, text)]);
    let faults = Faults::default();
    let packet = read(&file, "x", &node, &Sources { tree: &sources, faults: &faults });
    Some((packet, faults.into_vec()))
}

fn codes_of(text: &str) -> Vec<(&'static str, Option<String>)> {
    let found = packet_of(text).map(|(_, faults)| faults).unwrap_or_default();
    found.into_iter().map(|f| (f.code.name, f.label)).collect()
}

#[test]
fn a_plain_packet_is_for_one_client() {
    let text = "title: Adult first session
audience: adult
forms: [adult-intake, {form: consent, for: together}]
cover: {bring: [Photo ID, Insurance card], arrive_minutes_early: 15, note: Come in.}
";
    let Some((packet, faults)) = packet_of(text) else { panic!("no packet") };
    assert_eq!(faults, []);
    assert_eq!(packet.cover.bring, ["Photo ID", "Insurance card"]);
    let sets: Vec<_> = packet.sets().into_iter().map(|s| (s.person, s.forms)).collect();
    assert_eq!(sets, [("client", vec!["adult-intake", "consent"])]);
}

#[test]
fn nobodys_private_answers_are_stapled_to_what_another_signs() {
    let text = "title: Minor
people: [young-person, parent]
forms: [privacy, {form: screener, for: young-person}, {form: consent, for: together}, {form: history, for: parent}]
";
    let Some((packet, faults)) = packet_of(text) else { panic!("no packet") };
    assert_eq!(faults, []);
    let sets: Vec<_> = packet.sets().into_iter().map(|s| (s.person, s.forms)).collect();
    assert_eq!(
        sets,
        [
            ("young-person", vec!["privacy", "screener"]),
            ("parent", vec!["privacy", "history"]),
            ("together", vec!["consent"]),
        ]
    );
}

#[test]
fn people_are_known_apart_and_fit_for_file_names() {
    let say = |label: &str| Some(format!("did you mean \"{label}\"?"));
    assert_eq!(
        codes_of("title: X\npeople: [parent]\nforms: [{form: a, for: parnt}]\n"),
        [("person-unknown", say("parent"))]
    );
    assert_eq!(
        codes_of("title: X\npeople: [partner, partner, Each one, together]\nforms: [a]\n"),
        [("duplicate-id", None), ("bad-id", None), ("bad-id", None)]
    );
}

#[test]
fn a_form_comes_once_to_each() {
    let text = "title: X\npeople: [a, b]\nforms: [f, {form: f, for: a}, {form: f, for: together}]\n";
    assert_eq!(codes_of(text), [("duplicate-id", None)]);
    let forms = packet_of(text).map(|(p, _)| p.forms.into_iter().map(|f| f.who).collect::<Vec<_>>());
    assert_eq!(forms, Some(vec![For::Each, For::Together]));
}

#[test]
fn a_packet_needs_forms() {
    assert_eq!(codes_of("title: X\n"), [("missing-key", None)]);
    assert_eq!(codes_of("title: X\nforms: []\n"), [("missing-key", None)]);
    assert_eq!(codes_of("title: X\nforms: intake\n"), [("wrong-type", None)]);
}

#[test]
fn the_schema_has_exactly_the_keys_that_are_read() {
    let schema = serde_json::to_value(schemars::schema_for!(PacketYaml)).unwrap_or_default();
    let keys = |pointer: &str| -> Vec<String> {
        let found = schema.pointer(pointer).and_then(|p| p.as_object());
        found.into_iter().flat_map(|p| p.keys().cloned()).collect()
    };
    let unknown = |text: &str| codes_of(text).iter().filter(|(code, _)| *code == "unknown-key").count();
    for (pointer, before, after) in [
        ("/properties", "", ": x"),
        ("/$defs/CoverYaml/properties", "cover: {", ": x}"),
        ("/$defs/PacketFormKeys/properties", "forms: [{", ": x}]"),
    ] {
        let keys = keys(pointer);
        assert!(!keys.is_empty(), "{pointer}");
        for key in keys {
            assert_eq!(unknown(&format!("{before}{key}{after}")), 0, "{pointer} {key}");
        }
        assert_eq!(unknown(&format!("{before}nonsense{after}")), 1, "{pointer}");
    }
}

proptest! {
    #[test]
    fn nothing_panics(people in "\\PC{0,20}", forms in "[\\[{a-z:, ]{0,20}", rest in "\\PC{0,80}") {
        packet_of(&format!("people: [{people}]\nforms: [{forms}]\n"));
        if let Some((packet, _)) = packet_of(&format!("forms:\n  - {forms}\n  - {{form: a, for: {people}}}\n")) {
            prop_assert!(!packet.people.is_empty());
            packet.sets();
        }
        packet_of(&rest);
    }
}
