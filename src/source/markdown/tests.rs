//! What a text becomes, and that nothing breaks.

use super::*;
use crate::diagnostics::Diagnostic;
use proptest::prelude::*;

fn parsed(text: &str) -> (Body, Vec<Diagnostic>) {
    let file = FileId::new("content/articles/a.md");
    let place = Place { file: &file, source: text, start: 0, end: text.len() };
    let mut faults = Vec::new();
    (parse(text, place, &mut faults), faults)
}

/// The parts as one text; holes stand in braces.
fn shown(text: &str) -> String {
    let (body, _) = parsed(text);
    let target = |i: usize| body.references.get(i).map_or("?", |r| r.target.as_str());
    body.parts()
        .map(|part| match part {
            Part::Html(text) | Part::Prose(text) => text.to_owned(),
            Part::LinkStart(i) => format!("{{link {}}}", target(i)),
            Part::LinkEnd(_) => "{/link}".to_owned(),
            Part::Image(i) => format!("{{image {}}}", target(i)),
            Part::Fact(i) => format!("{{fact {}}}", target(i)),
            Part::Address(i) => format!("{{address {}}}", target(i)),
            Part::Word(key) => format!("{{word {key}}}"),
        })
        .collect()
}

fn faults(text: &str) -> Vec<&'static str> {
    parsed(text).1.iter().map(|d| d.code.name).collect()
}

#[test]
fn headings_have_ids_and_leave_the_first_level_to_the_page() {
    assert_eq!(
        shown("# One\n\n## One\n\n### !!!"),
        "<h2 id=\"one\">One</h2>\n<h2 id=\"one-1\">One</h2>\n<h3 id=\"section\">!!!</h3>\n"
    );
    assert_eq!(shown("## Prices {#fees}"), "<h2 id=\"fees\">Prices</h2>\n");
}

#[test]
fn facts_are_found_in_prose_and_nowhere_else() {
    assert_eq!(shown("Costs ${{ fact: fees.first.price }}."), "<p>Costs ${fact fees.first.price}.</p>\n");
    assert_eq!(shown("`{{ fact: x }}`"), "<p><code>{{ fact: x }}</code></p>\n");
    assert_eq!(shown("{{ name }} {% if %}"), "<p>{{ name }} {% if %}</p>\n");
}

#[test]
fn a_fact_is_marked_where_it_stands() {
    let marked = |text: &str| {
        let (body, _) = parsed(text);
        let spans = body.references.iter().map(|r| r.span.start as usize..r.span.end as usize);
        spans.map(|span| (span.start, text.get(span).unwrap_or_default().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(marked("Call {{ fact: }} or\nwrite."), [(5, "{{ fact: }}".to_owned())]);
    let twice = marked("phone: {{ fact: phone }}, {{fact:}}, {{ fact: phone }}");
    assert_eq!(twice, [(16, "phone".to_owned()), (26, "{{fact:}}".to_owned()), (46, "phone".to_owned())]);
}

#[test]
fn a_block_in_a_paragraph_is_misplaced_not_unclosed() {
    for text in ["<p>One <div>two</div></p>", "<p>One <ul><li>two</li></ul></p>", "<dl><dt>One<div>two</div></dt></dl>"]
    {
        assert_eq!(faults(text), ["html-misplaced"], "{text}");
        assert!(balanced(&tags(text)), "{text}");
    }
    assert_eq!(faults("<p>One<p>two</p>"), ["html-unbalanced"]);
    assert_eq!(faults("<p>One</p><div>two</div>"), [""; 0]);
}

#[test]
fn a_quotation_marked_crisis_is_the_crisis_box() {
    let boxed = "<div class=\"alert alert-crisis\" role=\"note\">\n<p class=\"alert-title\">{word alert-crisis}</p>\n<p>Call 988.</p>\n</div>\n";
    assert_eq!(shown("> [!CRISIS]\n> Call 988."), boxed);
    assert_eq!(shown("> [!crisis] Call 988."), boxed);
    assert_eq!(shown("> [!CRISIS]\n>\n> Call 988."), boxed);
}

#[test]
fn tables_align_by_class() {
    let table = shown("| a | b |\n|---|--:|\n| 1 | 2 |");
    assert!(table.contains("<th scope=\"col\" class=\"align-right\">b</th>"), "{table}");
    assert!(!table.contains("style"), "{table}");
}

#[test]
fn an_empty_corner_is_no_header() {
    let table = shown("|   | b |\n|---|---|\n| x | 2 |");
    assert!(table.contains("<thead><tr><td></td><th scope=\"col\">b</th></tr></thead>"), "{table}");
}

#[test]
fn footnotes_come_once_at_the_end() {
    let text = shown("One[^a] two[^a].\n\n[^a]: The note.");
    assert!(text.contains("<section class=\"footnotes\""), "{text}");
    assert_eq!(text.matches("The note.").count(), 1);
    assert_eq!(text.matches("footnote-back").count(), 4, "{text}");
}

#[test]
fn harmful_html_is_reported_and_left_out() {
    for text in [
        "<script>alert(1)</script>",
        "a <b onclick=\"x()\">b</b>",
        "<iframe src=\"https://x.example\"></iframe>",
        "<p style=\"color:red\">x</p>",
        "<img src=\"https://x.example/a.png\" alt=\"\">",
        "<form action=\"https://x.example\"></form>",
    ] {
        assert!(faults(text).contains(&"html-forbidden"), "{text}: {:?}", faults(text));
        let html = shown(text);
        assert!(
            !html.contains("<script")
                && !html.contains("onclick")
                && !html.contains("<iframe")
                && !html.contains("style="),
            "{html}"
        );
    }
}

#[test]
fn what_is_opened_is_closed() {
    assert!(faults("<div>\n\nOne").contains(&"html-unbalanced"));
    let html = shown("<div>\n\nOne");
    assert_eq!(html.matches("<div>").count(), html.matches("</div>").count());
    assert!(faults("<details><summary>More</summary>\n\nText.\n\n</details>").is_empty());
}

#[test]
fn the_place_of_a_link_is_its_destination() {
    let text = "See [the form](../forms/intake.yaml).";
    let (body, _) = parsed(text);
    let span = body.references.first().map(|r| r.span.clone());
    assert_eq!(span.and_then(|s| text.get(s.start as usize..s.end as usize)), Some("../forms/intake.yaml"));
}

#[test]
fn a_label_is_words_whatever_it_begins_with() {
    let file = FileId::new("x.yaml");
    let label = |text: &str| {
        let body = parse_inline(text, Place { file: &file, source: text, start: 0, end: text.len() }, &mut Vec::new());
        body.parts()
            .map(|p| match p {
                Part::Html(t) | Part::Prose(t) => t,
                _ => "",
            })
            .collect::<String>()
    };
    assert_eq!(label("1. First of all"), "1. First of all");
    assert_eq!(label("# 5 or more"), "# 5 or more");
    assert_eq!(label("A **strong** word"), "A <strong>strong</strong> word");
}

/// Every tag that is opened is closed, in order.
fn balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let name: &str = tag.split(|c: char| c == '>' || c.is_whitespace()).next().unwrap_or("");
        match name.strip_prefix('/') {
            Some(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            None if matches!(name, "br" | "hr" | "img" | "wbr" | "col" | "source" | "track") => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

/// Only what is finished: prose would bring its own signs.
fn tags(text: &str) -> String {
    let (body, _) = parsed(text);
    body.parts()
        .map(|p| match p {
            Part::Html(html) => html,
            _ => "",
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gives_a_whole_page(text in "\\PC{0,200}") {
        prop_assert!(balanced(&tags(&text)), "{text:?}: {}", tags(&text));
    }

    #[test]
    fn any_mixture_of_signs_gives_a_whole_page(pieces in proptest::collection::vec(prop_oneof![
        Just("\n"), Just("\n\n"), Just("> "), Just("- "), Just("1. "), Just("# "), Just("    "), Just("```\n"), Just("| a | b |\n|---|---|\n"),
        Just("[x](y)"), Just("![x](y)"), Just("[^a]"), Just("[^a]: "), Just("<div>"), Just("</div>"), Just("<p>"), Just("<a href=x>"), Just("</a>"),
        Just("<ul><li>"), Just("<table>"), Just("<script>"), Just("</script>"), Just("<b>"), Just("</b>"), Just("<details>"), Just("<summary>"),
        Just("*"), Just("**"), Just("~~"), Just("`"), Just("{{ fact: a }}"), Just("[!CRISIS]"), Just(": "), Just(":::"), Just("<!--"), Just("-->"), Just("é"), Just("word "), Just("<img src=x>"),
    ], 0..40)) {
        let text = pieces.concat();
        prop_assert!(balanced(&tags(&text)), "{text:?}: {}", tags(&text));
    }
}

#[test]
fn deep_nesting_is_bounded() {
    let (body, _) = parsed(&format!("{}x", "> ".repeat(5_000)));
    let length: usize = body
        .parts()
        .map(|p| match p {
            Part::Html(t) | Part::Prose(t) => t.len(),
            _ => 0,
        })
        .sum();
    assert!(length < 20_000, "{length}");
}
