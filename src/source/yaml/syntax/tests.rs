//! What is said of faulty YAML, case by case.

use super::*;
use crate::diagnostics::line_column;
use proptest::prelude::*;
use saphyr_parser::{Event, Parser};

/// The fault of a text, and what the parser said.
fn fault_of(text: &str) -> Option<(Fault, String)> {
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event()? {
            Ok((Event::StreamEnd, _)) => return None,
            Ok(_) => {}
            Err(error) => {
                let at = text.char_indices().nth(error.marker().index()).map_or(text.len(), |(at, _)| at);
                return Some((explain(text, at, error.info()), error.info().to_owned()));
            }
        }
    }
}

/// `line:column "what is marked" message`
fn said(text: &str) -> String {
    let Some((fault, _)) = fault_of(text) else { return "nothing".to_owned() };
    let (line, column) = line_column(text, fault.at.start);
    format!("{line}:{column} {:?} {}", text.get(fault.at).unwrap_or("out of bounds"), fault.message)
}

/// Each text, what is said of it, and words of its help.
const CASES: &[(&str, &str, &str)] = &[
    ("days: [\n  mon\n]\n", "nothing", ""),
    ("name: Dana\n\trole: counselor", "2:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("fields:\n\t- id: a", "2:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("a: \"x\"\n\tb: 2", "2:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("a: |\n\ttext", "2:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("name:\tDana", "1:6 \"\\t\" a tab stands where a space belongs", "use spaces, not tabs"),
    ("\ta: 1\nb: 2", "1:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("a: 1\n  \tb: 2", "2:3 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    (
        "title: Grief: a guide",
        "1:13 \":\" the text has a colon in it, which begins a new key",
        "put the whole text in quotes",
    ),
    (
        "days: [mon, tue\nhours: 9-17",
        "1:7 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "days: [mon, \"tue\"\nhours: 9",
        "1:7 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "days: [mon, tue,\nhours: 9",
        "1:7 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "days: [mon",
        "1:7 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "a: 1\nb: {c: d\ne: f",
        "2:4 \"{\" \"{\" is opened here and never closed",
        "add \"}\" where the group ends; text that begins with { belongs in quotes",
    ),
    (
        "options: [{id: a, label: A}, {id: b, label: B]\nnext: 1",
        "1:30 \"{\" \"{\" is opened here and never closed",
        "add \"}\" where the group ends; text that begins with { belongs in quotes",
    ),
    (
        "items:\n  - [a, b\n  - [c, d]",
        "2:5 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "x: {\na: 1\n}",
        "2:1 \"a:\" this line begins too far to the left",
        "what belongs to a key, and all between brackets, begins further to the right than the key",
    ),
    (
        "name: \"Amara\nrole: \"counselor\"",
        "1:7 \"\\\"\" a quotation mark is opened here and never closed",
        "add \" where the text ends",
    ),
    (
        "name: 'tis the season",
        "1:7 \"'\" a quotation mark is opened here and never closed",
        "add ' where the text ends; text that begins with an apostrophe belongs in double quotes",
    ),
    (
        "- term: \"Grief\n  definition: \"Loss\"",
        "1:9 \"\\\"\" a quotation mark is opened here and never closed",
        "add \" where the text ends",
    ),
    (
        "summary: \"one\ntwo\"",
        "2:1 \"two\\\"\" this line of a text in quotes begins too far to the left",
        "begin it further to the right than the key of the text",
    ),
    (
        "title: \"Hello\" she said",
        "1:16 \"she\" this stands after the closing quotation mark",
        "put the whole text in single quotes, or write \\\" for each quotation mark in it",
    ),
    (
        "a: 'it's'",
        "1:8 \"s'\" this stands after the closing quotation mark",
        "put the whole text in double quotes; in single quotes an apostrophe is written twice",
    ),
    (
        "a: \"one\", \"two\"",
        "1:9 \",\" this stands after the closing quotation mark",
        "put the whole text in single quotes, or write \\\" for each quotation mark in it",
    ),
    (
        "a: \"x\"#b",
        "1:7 \"#\" \"#\" stands right after a value",
        "put a space before a note that begins with #, or put the whole text in quotes",
    ),
    (
        "a: text # note\n  more",
        "1:9 \"#\" the text is cut off by \"#\" and goes on below it",
        "put the whole text in quotes: \" #\" begins a note that nobody reads",
    ),
    ("a: @handle", "1:4 \"@\" text without quotes cannot begin with \"@\"", "put the whole text in quotes"),
    ("a: `code`", "1:4 \"`\" text without quotes cannot begin with \"`\"", "put the whole text in quotes"),
    ("a: 50%\nb: %50", "2:4 \"%\" text without quotes cannot begin with \"%\"", "put the whole text in quotes"),
    ("%abc\na: b", "1:1 \"%\" text without quotes cannot begin with \"%\"", "put the whole text in quotes"),
    ("a: *bold* text", "1:4 \"*\" text without quotes cannot begin with \"*\"", "put the whole text in quotes"),
    ("a: **bold** text", "1:4 \"*\" text without quotes cannot begin with \"*\"", "put the whole text in quotes"),
    ("a: & more", "1:4 \"&\" text without quotes cannot begin with \"&\"", "put the whole text in quotes"),
    ("a: !<x text", "1:4 \"!\" text without quotes cannot begin with \"!\"", "put the whole text in quotes"),
    ("a: ? b", "1:4 \"?\" text without quotes cannot begin with \"?\"", "put the whole text in quotes"),
    ("a: , b", "1:4 \",\" text without quotes cannot begin with \",\"", "put the whole text in quotes"),
    (
        "a: > text",
        "1:4 \">\" text cannot begin with \">\"",
        "put the text in quotes, or begin it on the next line, further to the right",
    ),
    (
        "a: | text\nb: c",
        "1:4 \"|\" text cannot begin with \"|\"",
        "put the text in quotes, or begin it on the next line, further to the right",
    ),
    (
        "a: - b",
        "1:4 \"-\" a list cannot begin in the middle of a line",
        "put each \"- item\" on a line of its own; put text that begins with a dash in quotes",
    ),
    (
        "a: [\n - b\n ]",
        "2:2 \"-\" \"- \" has no place between brackets",
        "put commas between the items, or take the brackets away; put text that begins with a dash in quotes",
    ),
    ("a: [b, -]", "1:8 \"-\" text without quotes cannot begin with \"-\"", "put the whole text in quotes"),
    (
        "a: b]\nc: ] d",
        "2:4 \"]\" \"]\" closes nothing that is open here",
        "take it away, or put the whole text in quotes",
    ),
    ("a: [b,, c]", "1:7 \",\" nothing stands before this comma", "take the comma away, or write what is missing"),
    ("a: [b] rest", "1:8 \"rest\" this stands after the closing \"]\"", "put the whole text in quotes"),
    ("title: [Draft] Grief", "1:16 \"Grief\" this stands after the closing \"]\"", "put the whole text in quotes"),
    ("a: [b],", "1:7 \",\" a comma stands after the value", "take it away, or put the whole text in quotes"),
    (
        "a: \"c:\\dir\"",
        "1:7 \"\\\\d\" a backslash and \"d\" mean nothing in double quotes",
        "write two backslashes for one, or put the text in single quotes",
    ),
    (
        "a: \"\\u12\"",
        "1:5 \"\\\\u\" a backslash and \"u\" mean nothing in double quotes",
        "write two backslashes for one, or put the text in single quotes",
    ),
    (
        "a: \"it\\'s\"",
        "1:7 \"\\\\'\" a backslash and \"'\" mean nothing in double quotes",
        "write two backslashes for one, or put the text in single quotes",
    ),
    (
        "a: 1\nname:Dana\nrole: x",
        "2:5 \":\" there is no space after the colon",
        "write a space between the colon and the value",
    ),
    (
        "name:Dana\nrole: x",
        "1:5 \":\" there is no space after the colon",
        "write a space between the colon and the value",
    ),
    (
        "name Dana\nrole: x",
        "1:1 \"name Dana\" this line is not \"key: value\"",
        "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
    ),
    (
        "a: 1\nname Dana\nrole: x",
        "2:1 \"name Dana\" this line is not \"key: value\"",
        "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
    ),
    (
        "summary: some long text\nthat goes on here\ntitle: x",
        "2:1 \"that goes on here\" this line is not \"key: value\"",
        "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
    ),
    (
        "a: 1\nb 2",
        "2:1 \"b 2\" this line is not \"key: value\"",
        "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
    ),
    (
        "a: 1\n  b: 2",
        "2:3 \"b:\" this line begins further to the right than the one it follows",
        "keys of one group begin at the same column; if this belongs to the text above, put the whole text in quotes",
    ),
    (
        "a: \"1\"\n  b: 2",
        "2:3 \"b:\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    (
        "a:\n  b: 1\n c: 2",
        "3:2 \"c:\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    (
        "topics:\n  - a\n - b",
        "3:2 \"-\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    (
        "a: 1\n- b",
        "2:1 \"-\" a list item stands where a key belongs",
        "put a list under its key, which ends with a colon; put text that begins with a dash in quotes",
    ),
    (
        "- a\nb: c",
        "2:1 \"b:\" this line stands in a list and is not an item of it",
        "begin it with \"- \"; what belongs to the item above begins at the column of that item's text",
    ),
    (
        "- id: a\n   label: b",
        "2:4 \"label:\" this line begins further to the right than the one it follows",
        "keys of one group begin at the same column; if this belongs to the text above, put the whole text in quotes",
    ),
    (
        "- id: a\n label: b",
        "2:2 \"label:\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    (
        "bio: |\n    first\n  second\nc: d",
        "3:3 \"second\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    (
        "  a: 1\nb: 2",
        "2:1 \"b:\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    ("- one\n-two", "2:1 \"-\" there is no space after the dash", "a list item is a dash, a space and the item"),
    (
        "{a: b: c}",
        "1:6 \":\" a colon stands where a comma or a closing bracket belongs",
        "put a comma between two items; put text with a colon in quotes",
    ),
    (
        "{id: a label: b}",
        "1:13 \":\" a colon stands where a comma or a closing bracket belongs",
        "put a comma between two items; put text with a colon in quotes",
    ),
    ("{a:[b]}", "1:3 \":\" there is no space after the colon", "write a space between the colon and the value"),
    (
        "a: 1\n... text",
        "2:5 \"text\" nothing can stand after \"...\" on its line",
        "put text that begins with dots in quotes",
    ),
    (
        "summary: long text\n  goes on: here",
        "2:10 \":\" the text has a colon in it, which begins a new key",
        "put the whole text in quotes",
    ),
    (
        "summary: long text\n  goes\n  on: here",
        "3:5 \":\" the text has a colon in it, which begins a new key",
        "put the whole text in quotes",
    ),
    (
        "fields:\n  - id: a\n    label: Name: full",
        "3:16 \":\" the text has a colon in it, which begins a new key",
        "put the whole text in quotes",
    ),
    (
        "\"name\":Dana\nb: c",
        "1:7 \":\" there is no space after the colon",
        "write a space between the colon and the value",
    ),
    (
        "https://x.com\nb: c",
        "1:1 \"https://x.com\" this line is not \"key: value\"",
        "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
    ),
    ("a: b\n}", "2:1 \"}\" \"}\" closes nothing that is open here", "take it away, or put the whole text in quotes"),
    (
        "key: [a: b, c\nd: e]",
        "1:6 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "a: [b: c: d]",
        "1:9 \":\" a colon stands where a comma or a closing bracket belongs",
        "put a comma between two items; put text with a colon in quotes",
    ),
    (
        "a: {b, c]",
        "1:4 \"{\" \"{\" is opened here and never closed",
        "add \"}\" where the group ends; text that begins with { belongs in quotes",
    ),
    (
        "note: see [below\nb: [x",
        "2:4 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "a: # {\nb: [c\nd: e",
        "2:4 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "a: don't [\nb: {c",
        "2:4 \"{\" \"{\" is opened here and never closed",
        "add \"}\" where the group ends; text that begins with { belongs in quotes",
    ),
    (
        "title: \"one\n  two: three\"\nb: \"x",
        "3:4 \"\\\"\" a quotation mark is opened here and never closed",
        "add \" where the text ends",
    ),
    (
        "a: \"one\nb: two\nc: \"three\" four",
        "1:4 \"\\\"\" a quotation mark is opened here and never closed",
        "add \" where the text ends",
    ),
    (
        "- a: |\n   [not\n  b: [c\n  d: e",
        "3:6 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "? a\nb",
        "2:1 \"b\" this line is not \"key: value\"",
        "write the key, a colon and a space; a line that goes on with the text above begins further to the right",
    ),
    (
        "fees:\n  - {service: First session, price: 180\n  - {service: Next, price: 150}",
        "2:5 \"{\" \"{\" is opened here and never closed",
        "add \"}\" where the group ends; text that begins with { belongs in quotes",
    ),
    (
        "fees:\n  - {service: First session, price: 180}}",
        "2:41 \"}\" \"}\" closes nothing that is open here",
        "take it away, or put the whole text in quotes",
    ),
    (
        "a: b\n # note\n  c: d",
        "3:3 \"c:\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    ("a: b: c: d", "1:5 \":\" the text has a colon in it, which begins a new key", "put the whole text in quotes"),
    ("a: 1\n%b: c", "2:1 \"%\" text without quotes cannot begin with \"%\"", "put the whole text in quotes"),
    (
        "a: |\n  text\n more\nb: c",
        "3:2 \"more\" this line does not begin at the same column as the lines that it belongs to",
        "lines of one group, and lines of one text, begin at the same column",
    ),
    (
        "a: |2\n text",
        "2:2 \"text\" this line begins too far to the left",
        "all lines of a text after | or > begin at the same column",
    ),
    (
        "a:\n  - b\n  c: d",
        "3:3 \"c:\" this line stands in a list and is not an item of it",
        "begin it with \"- \"; what belongs to the item above begins at the column of that item's text",
    ),
    ("a: {b: c} d: e", "1:11 \"d:\" this stands after the closing \"}\"", "put the whole text in quotes"),
    ("a: [b, @c]", "1:8 \"@\" text without quotes cannot begin with \"@\"", "put the whole text in quotes"),
    ("a: {% x %}", "1:5 \"%\" text without quotes cannot begin with \"%\"", "put the whole text in quotes"),
    (
        "price: {{ fact: fees }} dollars",
        "1:25 \"dollars\" this stands after the closing \"}\"",
        "put the whole text in quotes",
    ),
    (
        "- [a, b\n- [c, d]",
        "1:3 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    (
        "a: 'one\nb: two",
        "1:4 \"'\" a quotation mark is opened here and never closed",
        "add ' where the text ends; text that begins with an apostrophe belongs in double quotes",
    ),
    (
        "a: x \"y\"\nb: \"z",
        "2:4 \"\\\"\" a quotation mark is opened here and never closed",
        "add \" where the text ends",
    ),
    ("name: Dana\tWhitfield\n\trole: x", "2:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("a:\n  b: c\n\td: e", "3:1 \"\\t\" a tab is used for indentation", "use spaces, not tabs"),
    ("- a:\tb", "1:5 \"\\t\" a tab stands where a space belongs", "use spaces, not tabs"),
    (
        "a: [b\n",
        "1:4 \"[\" \"[\" is opened here and never closed",
        "add \"]\" where the list ends; text that begins with [ belongs in quotes",
    ),
    ("- term Grief\n  definition: Loss", "1:3 \"term Grief\" this line is not \"key: value\"", "write the key"),
    ("bio |\n  One.\n  Two.\nrole: x", "1:1 \"bio |\" this line is not \"key: value\"", "write the key"),
    ("a: b\nbio:|\n  One: two.\n  Three.\nrole: x", "2:4 \":\" there is no space after the colon", "a space"),
    ("- {a: b\n- {c: d}\n- {e: f}\n", "1:3 \"{\" \"{\" is opened here and never closed", "add \"}\""),
];

#[test]
fn each_mistake_is_named_where_it_was_made() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter(|(text, message, help)| {
            let found = fault_of(text).map(|(fault, _)| fault.help).unwrap_or_default();
            said(text) != *message || !found.contains(help)
        })
        .map(|(text, message, help)| {
            format!("{text}\nsays   {}\n  {:?}\nwanted {message}\n  {help}\n", said(text), fault_of(text))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn windows_line_ends_change_nothing() {
    for (text, message, _) in CASES {
        let windows = text.replace('\n', "\r\n");
        assert_eq!(said(&windows), message.replace("\\n", "\\r\\n"), "{text}");
    }
}

#[test]
fn wide_letters_do_not_move_a_place() {
    assert_eq!(
        said("größe: \"Nguyễn\"\nnäme: [Ünal, Özil\nname: x\n"),
        "2:7 \"[\" \"[\" is opened here and never closed"
    );
}

#[test]
fn what_is_closed_is_not_called_open() {
    for text in [
        "days: [\n  mon,\n  tue\n  ]\nb c\nd: e\n",
        "x: {\n  a: 1,\n  b: 2\n  }\n@a: 1\n",
        "a: don't [\nb: it's {\nc: @d\n",
        "a: # [\nb: \"[\"\nc: '{'\nd: @e\n",
        "a: |\n  [not a list\n  { nor a group\nb: @c\n",
        "- a: >-\n    [x\n  b: @c\n",
        "a: text that\n  goes on [here\nb: @c\n",
        "a: @b\nc: [d\n",
    ] {
        let said = said(text);
        assert!(said != "nothing" && !said.contains("never closed"), "{text}: {said}");
    }
}

#[test]
fn a_long_line_takes_no_long_time() {
    let text = format!("a: [{}\nb: c\n", "x,{a: 'b'},".repeat(100_000));
    assert!(said(&text).contains("never closed"));
}

/// A file without a fault, as an owner writes it.
const WHOLE: &str = r#"title: Adult intake
summary: "What we ask before a first visit: it takes ten minutes"
about: |
  Write as much or as little as you like.
  Nobody reads it but us: [not a list], "not a text".

  - not an item
sections:
  - title: About you
    text: It's yours to tell
      and takes a minute.
    fields:
      - {id: name, label: "Your name, as you use it", type: text}
      - {id: contact, label: How to reach you, type: choice, options: [phone, e-mail]}
      - id: history
        label: What brings you here?
        type: long-text
  - title: "Before you go"
    fields:
      - {id: other, label: Anything else, type: text}
languages: [en, es]
phone: "(555) 555-0142"
"#;

/// The file with `len` bytes at `at` replaced, and the lines of the change and of the fault that is found.
fn broken(at: usize, len: usize, with: &str) -> Option<(String, usize, usize)> {
    let text = format!("{}{with}{}", &WHOLE[..at], &WHOLE[at + len..]);
    let (fault, _) = fault_of(&text)?;
    let (line, _) = line_column(&text, fault.at.start);
    Some((text, line_column(WHOLE, at).0, line))
}

#[test]
fn a_slip_is_found_on_its_line() {
    assert_eq!(said(WHOLE), "nothing");
    let mut slips = 0;
    for (at, _) in WHOLE.char_indices() {
        let rest = &WHOLE[at..];
        let slip = if rest.starts_with(": ") {
            // Without its colon, and without the space after it.
            [broken(at, 1, ""), broken(at + 1, 1, "")]
        } else if rest.starts_with("\n  ") {
            [broken(at + 1, 2, "\t"), None]
        } else if rest.starts_with('"') {
            [broken(at, 1, ""), None]
        } else {
            continue;
        };
        for (text, line, found) in slip.into_iter().flatten() {
            assert_eq!(line, found, "{text}\n{}", said(&text));
            slips += 1;
        }
    }
    assert!(slips > 40, "{slips} slips made a fault");
}

#[test]
fn a_bracket_without_its_partner_is_found() {
    let mut open = Vec::new();
    let mut found = 0;
    for (at, sign) in WHOLE.char_indices().filter(|(at, _)| !WHOLE[..*at].ends_with("us: ") && *at > 200) {
        match sign {
            '[' | '{' => open.push(at),
            ']' | '}' => {
                let opened = open.pop().expect("a partner");
                let text = format!("{}{}", &WHOLE[..at], &WHOLE[at + 1..]);
                let fault = fault_of(&text).map(|(fault, _)| fault).expect("a fault");
                assert_eq!(fault.at.start, opened, "{text}\n{}", said(&text));
                found += 1;
            }
            _ => {}
        }
    }
    assert_eq!((found, open.len()), (5, 0));
}

/// Words of a parser's, not of an owner's.
const JARGON: &[&str] = &[
    "scalar",
    "mapping",
    "sequence",
    "flow",
    "block",
    "anchor",
    "alias",
    "indicator",
    "token",
    "directive",
    "stream",
    "simple key",
    "while ",
    "did not find",
    "context",
    "URI",
    "escape",
    "expected",
    "indentation indicator",
    "YAML",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a: ",
        "b:",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "- ",
        "text",
        "wörter",
        " ",
        "\t",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        ":",
        ": ",
        " #",
        "#",
        "@",
        "`",
        "%",
        "&x",
        "& ",
        "*x",
        "**",
        "!",
        "!!str ",
        "!<",
        "!a!b",
        "? ",
        "?",
        "|",
        ">",
        "|0",
        ">2\n",
        "|-\n",
        "---",
        "...",
        "\n---\n",
        "\n...\n",
        "\n... x",
        "\\",
        "\\u12",
        "\\x41",
        "\r\n",
        "\0",
        "\u{feff}",
        "\n%YAML 1.2\n",
        "%TAG ! x\n",
        "<",
        "50%",
        "-",
        "a: 1\n",
        "{{ fact: x }}",
        "https://x.org/",
        "it's",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// Every saying of the parser's is in the table, every place is in the text, and no word of the parser's comes through.
    #[test]
    fn nothing_of_the_parsers_comes_through(text in pieces()) {
        if let Some((fault, info)) = fault_of(&text) {
            prop_assert!(SAYINGS.iter().any(|(saying, _)| *saying == info), "not in the table: {info}");
            prop_assert!(text.get(fault.at.clone()).is_some(), "{:?} is not in the text", fault.at);
            let words = format!("{} {}", fault.message, fault.help);
            for jargon in JARGON {
                prop_assert!(!words.contains(jargon), "{words}");
            }
            prop_assert!(!fault.message.is_empty() && !fault.help.is_empty());
            prop_assert!(!fault.message.contains(char::is_control));
        }
    }
}
