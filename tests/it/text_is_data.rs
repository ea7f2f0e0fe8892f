//! Text is data: whatever an owner writes where words go comes out as these words, in every place where they stand.
//!
//! A site with every kind of text is written twice: once with harmless words, once with a hostile string in each of them.
//! Both must have the same bones, element by element and attribute by attribute: then nothing was injected. The hostile
//! words must be found again where the harmless ones are.

use crate::html::{Page, squeeze};
use crate::properties::settings;
use anteroom::memo::Memo;
use anteroom::output::Output;
use anteroom::pipeline::{Made, make_from};
use anteroom::source::SourceTree;
use std::collections::{BTreeMap, BTreeSet};

/// Strings that have broken other programs.
fn hostile() -> Vec<String> {
    let long = "w".repeat(200);
    let wide = "心".repeat(200);
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)' x=\"",
        "</title></head></script></style></textarea><body onload=alert(1)>",
        "javascript:alert(document.cookie)",
        "<!-- --> <![CDATA[ ]]> ]]&gt; <?php echo 1 ?>",
        "&amp; &lt;b&gt; &#60;i&#62; &copy &notanentity;",
        "{{ site.name }} {% include \"base.html\" %} {# gone #} {%- raw -%} ${x} #{x} <%= x %>",
        "$(touch ./x) `id` ; rm -rf / && | > ../../etc/passwd %PATH% \\n \\u0041 C:\\x",
        "*bold* _it_ [link](https://evil.example.com/) ![p](x.png) # head ~~s~~ | a | [^1] > q",
        "-- ... \"quotes\" 'single' '70s 1/2 (c)",
        "مرحبا بكم שלום עולם \u{202e}dlrow\u{202c} \u{200f}\u{2066}x\u{2069}",
        "👩🏽‍⚕️🌿 ﷽ Ǆ ẞ ﬁ İ Å Z͑ͫ̓ͪ̂ͫA",
        "日本語 한국어 ไทย हिन्दी አማርኛ",
        "line\u{2028}separator\u{2029}and\u{a0}nbsp\u{feff}",
        "__proto__ constructor null undefined NaN 1e999 007 yes no ~",
        &long,
        &wide,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A text as a YAML scalar. JSON's strings are YAML's double-quoted ones.
fn yaml(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// A text as Markdown that means just this text.
fn markdown(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// Where texts go; each is marked with its own word, so that it is found again.
struct Writer<'a> {
    hostile: &'a str,
    plain: Vec<&'static str>,
}

impl Writer<'_> {
    /// A plain text.
    fn t(&mut self, mark: &'static str) -> String {
        self.plain.push(mark);
        yaml(&format!("{mark} {}", self.hostile))
    }

    /// A text that is Markdown, in YAML.
    fn m(&mut self, mark: &'static str) -> String {
        self.plain.push(mark);
        yaml(&format!("{mark} {}", markdown(self.hostile)))
    }

    /// A text that is Markdown, in a Markdown file.
    fn b(&mut self, mark: &'static str) -> String {
        self.plain.push(mark);
        format!("{mark} {}", markdown(self.hostile))
    }
}

/// Every kind of text that a site has, and the marks of all of them.
fn site(hostile: &str) -> (BTreeMap<String, String>, Vec<&'static str>) {
    let mut w = Writer { hostile, plain: Vec::new() };
    let mut files = BTreeMap::new();
    let mut file = |name: &str, text: String| files.insert(name.to_owned(), text);
    let practice = format!(
        "name: {}\nlegal_name: {}\ntagline: {}\nurl: https://www.example.com\nphone: \"(555) 555-0142\"\nemail: hello@example.com\n\
         reply_within: {}\nwho_answers: {}\ntexting: {}\nwait: {{text: {}, as_of: 2026-11-01}}\n\
         crisis: {{line_name: {}}}\nreturns: [bring, mail]\n\
         locations:\n  - id: main\n    name: {}\n    street: {}\n    city: {}\n    state: {}\n    postal_code: {}\n    parking: {}\n    access: {}\n    directions: {}\n\
         insurance:\n  in_network: [{}]\n  out_of_network: {}\n\
         fees:\n  - {{id: first, service: {}, minutes: 60, price: 180, note: {}}}\n",
        w.t("Pname"),
        w.t("Plegal"),
        w.t("Ptagline"),
        w.t("Preply"),
        w.t("Panswers"),
        w.t("Ptexting"),
        w.t("Pwait"),
        w.t("Pcrisis"),
        w.t("Lname"),
        w.t("Lstreet"),
        w.t("Lcity"),
        w.t("Lstate"),
        w.t("Lpostal"),
        w.t("Lparking"),
        w.t("Laccess"),
        w.m("Ldirections"),
        w.t("Pinsurer"),
        w.t("Poon"),
        w.t("Fservice"),
        w.t("Fnote"),
    );
    file("content/practice.yaml", practice);
    file(
        "content/index.md",
        format!("---\ntitle: {}\nsummary: {}\n---\n\n{}\n", w.t("Htitle"), w.t("Hsummary"), w.b("Hbody")),
    );
    for (name, extra) in [
        ("fees", "template: fees\n"),
        ("contact", "template: contact\n"),
        ("help-now", "template: help-now\n"),
        ("about", ""),
    ] {
        let (title, summary, body) = (w.t("Stitle"), w.t("Ssummary"), w.b("Sbody"));
        file(
            &format!("content/pages/{name}.md"),
            format!("---\ntitle: {title}\nsummary: {summary}\n{extra}---\n\n{body}\n"),
        );
    }
    file(
        "content/articles/grief.md",
        format!(
            "---\ntitle: {}\nsummary: {}\nauthor: {}\nreviewed_by: {}\nposted: 2026-03-02\nreviewed: 2026-09-14\ntopics: [{}, shared]\naudience: [{}]\n\
             key_points: [{}]\nreferences: [{}]\nfaq:\n  - question: {}\n    answer: {}\n---\n\n{}\n\n## {}\n\nThe word Gterm. {{{{ fact: name }}}}\n\n\
             - {}\n\n| {} |\n|---|\n| {} |\n\n[{}](../pages/about.md \"t\")\n",
            w.t("Atitle"),
            w.t("Asummary"),
            w.t("Aauthor"),
            w.t("Areviewer"),
            w.t("Atopic"),
            w.t("Aaudience"),
            w.t("Akey"),
            w.m("Areference"),
            w.t("Aquestion"),
            w.m("Aanswer"),
            w.b("Abody"),
            w.b("Aheading"),
            w.b("Aitem"),
            w.b("Acolumn"),
            w.b("Acell"),
            w.b("Alink"),
        ),
    );
    for (id, order) in [("amara", 1), ("dana", 2)] {
        let text = format!(
            "name: {}\npronouns: {}\ncredentials: [{}]\nrole: {}\nlicenses:\n  - {{kind: license, number: {}, state: {}, expires: 2027-09-30}}\n\
             accepting_clients: yes\nmodalities: [{}]\nspecialties: [{}]\nages: {}\nlanguages: [en]\nlocations: [main]\ninsurance: [{}]\n\
             education: [{}]\nbio: {}\norder: {order}\n",
            w.t("Vname"),
            w.t("Vpronouns"),
            w.t("Vcredential"),
            w.t("Vrole"),
            w.t("Vlicense"),
            w.t("Vstate"),
            w.t("Vmodality"),
            w.t("Vspecialty"),
            w.t("Vages"),
            w.t("Vinsurer"),
            w.t("Veducation"),
            w.m("Vbio"),
        );
        file(&format!("content/providers/{id}.yaml"), text);
    }
    file(
        "content/forms/intake.yaml",
        format!(
            "title: {}\nversion: 2026-09-01\naudience: adult\npurpose: {}\nminutes: 20\nshort: [{}, {}, {}]\ninstructions: {}\nlicence: {}\nsource: {}\n\
             sections:\n  - title: {}\n    text: {}\n    fields:\n\
             \x20     - {{id: name, label: {}, help: {}, type: text}}\n\
             \x20     - {{id: reach, label: {}, type: choice, options: [{}, {{id: other-way, label: {}}}]}}\n\
             \x20     - {{id: which, label: {}, type: choices, options: [{}], when: {{field: reach, is: other-way}}}}\n\
             \x20     - {{id: mood, label: {}, type: scale, from: 0, to: 3, low: {}, high: {}}}\n\
             \x20     - {{id: much, label: {}, type: number, unit: {}}}\n\
             \x20     - {{id: often, label: {}, type: matrix, items: [{}], options: [{}, {}]}}\n\
             \x20     - {{id: meds, label: {}, type: table, rows: 2, columns: [{}]}}\n\
             \x20     - {{id: head, label: {}, type: heading}}\n\
             \x20     - {{id: words, text: {}, type: text}}\n\
             \x20     - {{id: sign, label: {}, type: signature, role: {}, printed_name: yes}}\n",
            w.t("Otitle"),
            w.t("Opurpose"),
            w.m("Oshort1"),
            w.m("Oshort2"),
            w.m("Oshort3"),
            w.m("Oinstructions"),
            w.t("Olicence"),
            w.m("Osource"),
            w.t("Osection"),
            w.m("Otext"),
            w.m("Qname"),
            w.m("Qhelp"),
            w.m("Qreach"),
            w.t("Qoption"),
            w.t("Qoption2"),
            w.m("Qwhich"),
            w.t("Qchoice"),
            w.m("Qmood"),
            w.t("Qlow"),
            w.t("Qhigh"),
            w.m("Qmuch"),
            w.t("Qunit"),
            w.m("Qoften"),
            w.t("Qitem"),
            w.t("Qnever"),
            w.t("Qdaily"),
            w.m("Qmeds"),
            w.t("Qcolumn"),
            w.m("Qheading"),
            w.m("Qwords"),
            w.m("Qsign"),
            w.t("Qrole"),
        ),
    );
    file(
        "content/packets/adult.yaml",
        format!(
            "title: {}\nforms: [intake]\ncover: {{bring: [{}], arrive_minutes_early: 15, note: {}}}\n",
            w.t("Ktitle"),
            w.t("Kbring"),
            w.m("Knote")
        ),
    );
    file(
        "content/glossary.yaml",
        format!(
            "terms:\n  - {{term: {}, also: [{}], definition: {}}}\n  - {{term: Gterm, definition: {}}}\n",
            w.t("Gone"),
            w.t("Galso"),
            w.m("Gdefinition"),
            w.m("Gdefinition2")
        ),
    );
    (files, w.plain)
}

fn make(files: &BTreeMap<String, String>) -> Made {
    make_from(
        SourceTree::from_texts(files.iter().map(|(n, t)| (n.as_str(), t.as_str()))),
        settings(),
        &Memo::off(),
        crate::properties::store(),
    )
}

fn pages(made: &Made) -> Vec<(String, Page)> {
    let html = made.rendered.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    html.map(|(path, output)| (path.as_str().to_owned(), Page::parse(bytes(output)))).collect()
}

fn bytes(output: &Output) -> &[u8] {
    match output {
        Output::Bytes(bytes) => bytes,
        Output::File { .. } => panic!("a file in a site that has none"),
    }
}

/// How often each skeleton occurs.
fn skeletons(pages: &[(String, Page)]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (_, page) in pages {
        *counts.entry(page.skeleton()).or_default() += 1;
    }
    counts
}

/// The words of a page in whatever place: shown, in attributes, in structured data.
fn words(page: &Page) -> String {
    let mut all = page.text.clone();
    for element in &page.elements {
        for value in element.attributes.values() {
            all.push('\n');
            all.push_str(&squeeze(value));
        }
    }
    all
}

/// With every kind of white space as one plain space: structured data made of Markdown do not keep them apart.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// No address that runs code, no handler, no script but the theme's own files.
fn is_harmless(path: &str, page: &Page) {
    for element in &page.elements {
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on"), "{path}: {name} on <{}>", element.name);
            assert!(name != "style" && name != "srcdoc", "{path}: {name} on <{}>", element.name);
            if matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "poster" | "data") {
                let scheme = anteroom::model::links::scheme(value).unwrap_or_default();
                assert!(
                    matches!(scheme.as_ref(), "" | "https" | "http" | "mailto" | "tel" | "sms"),
                    "{path}: {name}={value}"
                );
            }
        }
        if element.name == "script" && element.get("type") != Some("application/ld+json") {
            let src = element.get("src").unwrap_or_default();
            assert!(src.contains("assets/") && element.text.is_empty(), "{path}: a script {src} {}", element.text);
        }
        assert!(
            !matches!(element.name.as_str(), "iframe" | "object" | "embed" | "style"),
            "{path}: <{}>",
            element.name
        );
    }
}

/// Proves: a hostile string in every text of a site changes not one element and not one attribute's name, and is found
/// again, letter for letter, wherever a harmless one is found; structured data stay JSON and hold it.
#[test]
fn hostile_words_are_words() {
    let (files, marks) = site("harmless");
    let good = make(&files);
    assert!(!good.diagnostics.has_errors(), "{:#?}", good.diagnostics);
    let good = pages(&good);
    let bones = skeletons(&good);
    let unseen: Vec<&str> = marks
        .iter()
        .copied()
        .filter(|mark| !good.iter().any(|(_, page)| words(page).contains(&format!("{mark} harmless"))))
        .collect();
    assert!(unseen.is_empty(), "texts that no page shows: {unseen:?}");
    let in_data: BTreeSet<&str> = marks
        .iter()
        .copied()
        .filter(|m| {
            good.iter().any(|(_, p)| p.structured_strings().iter().any(|s| s.contains(&format!("{m} harmless"))))
        })
        .collect();
    for mark in ["Pname", "Atitle", "Asummary", "Vname", "Lname", "Plegal"] {
        assert!(in_data.contains(mark), "{mark} is not in the structured data: {in_data:?}");
    }
    let mut faults = Vec::new();
    for hostile in hostile() {
        let (files, _) = site(&hostile);
        let made = make(&files);
        for fault in made.diagnostics.iter().filter(|d| d.code.severity == anteroom::diagnostics::Severity::Error) {
            faults.push(format!("{hostile:?}: {} {}", fault.code.name, fault.message));
        }
        let pages = pages(&made);
        for (path, page) in &pages {
            is_harmless(path, page);
        }
        let now = skeletons(&pages);
        for skeleton in now.keys().filter(|s| now.get(*s) != bones.get(*s)) {
            let (path, _) = pages.iter().find(|(_, p)| p.skeleton() == **skeleton).expect("a page");
            let (_, like) = good.iter().find(|(p, _)| p == path).unwrap_or(&good[0]);
            let (a, b) = (skeleton.split('>'), like.skeleton());
            let first = a.zip(b.split('>')).enumerate().find(|(_, (a, b))| a != b);
            faults.push(format!("{hostile:?}: {path} has other bones: {first:?}"));
        }
        let all: Vec<String> = pages.iter().map(|(_, page)| words(page)).collect();
        let data: Vec<String> =
            pages.iter().flat_map(|(_, page)| page.structured_strings()).map(|s| spaced(&s)).collect();
        for mark in &marks {
            let wanted = squeeze(&format!("{mark} {hostile}"));
            if !all.iter().any(|words| words.contains(&wanted)) {
                let near = all.iter().find_map(|w| {
                    w.find(&format!("{mark} "))
                        .map(|at| w[at..].chars().take(wanted.chars().count() + 20).collect::<String>())
                });
                faults.push(format!("{mark} {hostile:?} comes out as {near:?}"));
            }
            if in_data.contains(mark) && !data.iter().any(|words| words.contains(&spaced(&wanted))) {
                faults.push(format!("{mark} {hostile:?} is not in the structured data"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Proves: feeds stay XML, whatever stands in them: no bare `<` or `&`, every tag closed, no control characters.
#[test]
fn feeds_stay_xml() {
    for hostile in hostile() {
        let (files, _) = site(&hostile);
        let made = make(&files);
        let xml: Vec<_> = made.rendered.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".xml")).collect();
        assert!(!xml.is_empty(), "a sitemap at least");
        for (path, output) in xml {
            let text = std::str::from_utf8(bytes(output)).expect("UTF-8");
            let words = xml_text(text).unwrap_or_else(|e| panic!("{}: {e} with {hostile:?}:\n{text}", path.as_str()));
            if path.as_str().starts_with("feed") {
                assert!(
                    squeeze(&words).contains(&squeeze(&format!("Atitle {hostile}"))),
                    "{hostile:?} is not in {words}"
                );
            }
        }
    }
}

/// Proves: signs that no page may hold (a bell, an escape that colors a terminal, half a line break) reach no page, no feed
/// and no terminal; the words beside them do.
#[test]
fn control_characters_stay_out() {
    let mut faults = Vec::new();
    for sign in ['\0', '\u{7}', '\u{8}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}'] {
        for (path, output) in &make(&site(&format!("a{sign}b")).0).rendered.outputs {
            let binary = path.as_str().starts_with("assets/")
                || [".pdf", ".png", ".ico"].iter().any(|ending| path.as_str().ends_with(ending));
            let text = if binary { "".into() } else { String::from_utf8_lossy(bytes(output)) };
            if let Some(at) = text.find(sign) {
                let before: Vec<char> = text[..at].chars().rev().take(40).collect();
                faults.push(format!(
                    "{sign:?} is in {} after {:?}",
                    path.as_str(),
                    before.iter().rev().collect::<String>()
                ));
            }
        }
        let quoted = format!("phone: {}\nname: x\n{}: x\n", yaml(&format!("a{sign}b")), yaml(&format!("k{sign}k")));
        let raw = format!("name: x\nphone: a{sign}b\n");
        for text in [quoted, raw] {
            let made = make_from(
                SourceTree::from_texts([("content/practice.yaml", text.as_str())]),
                settings(),
                &Memo::off(),
                crate::properties::store(),
            );
            let style = anteroom::diagnostics::terminal::Style { color: false, width: 120 };
            let said = anteroom::diagnostics::terminal::render(&made.diagnostics, &made.tree, style);
            assert!(made.diagnostics.has_errors(), "{text:?}");
            if said.contains(sign) {
                faults.push(format!("{sign:?} reaches a terminal: {said:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The words of a small XML document, or what is wrong with it.
fn xml_text(xml: &str) -> Result<String, String> {
    if let Some(c) = xml
        .chars()
        .find(|c| (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}'))
    {
        return Err(format!("the character {c:?}"));
    }
    let mut open: Vec<String> = Vec::new();
    let mut words = String::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        words.push_str(&unescape(&rest[..at])?);
        let end = rest[at..].find('>').ok_or("a tag without end")? + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name.trim()) {
                return Err(format!("</{name}> closes something else"));
            }
        } else {
            let name = tag.split([' ', '/', '\n']).next().unwrap_or_default();
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_')) {
                return Err(format!("<{tag}> is not a tag"));
            }
            let quotes = tag.matches('"').count();
            if quotes % 2 == 1 {
                return Err(format!("<{tag}> has an open quote"));
            }
            unescape(tag)?;
            if !tag.ends_with('/') {
                open.push(name.to_owned());
            }
        }
    }
    words.push_str(&unescape(rest)?);
    if open.is_empty() { Ok(words) } else { Err(format!("{open:?} are not closed")) }
}

fn unescape(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').ok_or_else(|| format!("a bare & in {text}"))? + at;
        let entity = &rest[at + 1..end];
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = entity.strip_prefix("#x").map(|h| u32::from_str_radix(h, 16));
                let number = number.or_else(|| entity.strip_prefix('#').map(str::parse));
                number
                    .and_then(Result::ok)
                    .and_then(char::from_u32)
                    .ok_or_else(|| format!("&{entity}; is not XML's"))?
            }
        });
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

/// Proves: names of files in any script, and every text that an address is made of, give legal paths: no part longer than
/// 255 bytes, none that a system keeps for itself, nothing that a shell, a URL or Windows reads as more than a letter.
#[test]
fn addresses_of_any_script_are_legal_paths() {
    let names = [
        "心の健康",
        "الحزن",
        "שכול",
        "Ärger & Wut",
        "CON",
        "aux",
        "nul",
        "a:b",
        "what's new?",
        "-rf",
        "$(id)",
        "x;y|z",
        "…dots…",
        "ﬁne",
        "İstanbul",
        "E\u{301}cole",
        "ไทย",
        "नमस्ते",
        "%2e%2e%2f",
        "100%",
        "c\u{202e}d",
        "tab\tname",
        "🌿 leaf",
        "w w  w",
    ];
    let long = "心".repeat(80);
    let (mut files, _) = site("harmless");
    for (index, name) in names.iter().copied().chain([long.as_str()]).enumerate() {
        let title = yaml(&format!("Article {index}"));
        let topic = yaml(&format!("{name} {}", "word".repeat(60)));
        files.insert(
            format!("content/articles/{name}.md"),
            format!("---\ntitle: {title}\nposted: 2026-01-01\ntopics: [{topic}]\n---\n\nText.\n"),
        );
        files
            .insert(format!("content/providers/{name}.yaml"), format!("name: {title}\nspecialties: [{topic}, both]\n"));
        files.insert(
            format!("content/forms/{name}.yaml"),
            format!("title: {title}\nsections: [{{title: One, fields: [{{id: a, label: A, type: text}}]}}]\n"),
        );
    }
    let made = make(&files);
    let errors: Vec<_> =
        made.diagnostics.iter().filter(|d| d.code.severity == anteroom::diagnostics::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let articles = made
        .rendered
        .outputs
        .keys()
        .filter(|p| p.as_str().starts_with("articles/") && p.as_str().matches('/').count() == 2);
    assert_eq!(articles.count(), names.len() + 2, "every article has a page");
    for path in made.rendered.outputs.keys() {
        is_legal(path.as_str());
    }
    for hostile in hostile() {
        for path in make(&site(&hostile).0).rendered.outputs.keys() {
            is_legal(path.as_str());
        }
    }
}

fn is_legal(path: &str) {
    assert!(path.len() <= 1024, "{path} is too long");
    for part in path.split('/') {
        assert!(!part.is_empty() && part != "." && part != "..", "{path:?}");
        assert!(part.len() <= 255, "{path:?}: {} bytes", part.len());
        assert!(!part.ends_with(['.', ' ']) && !part.starts_with([' ', '-']), "{path:?}");
        let bad = |c: char| {
            c.is_control()
                || "<>:\"|?*\\`$;&'".contains(c)
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        assert!(!part.contains(bad), "{path:?}");
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
            || (stem.len() == 4
                && (stem.starts_with("com") || stem.starts_with("lpt"))
                && stem.ends_with(|c: char| c.is_ascii_digit()));
        assert!(!device, "{path:?} is a device on Windows");
    }
}

/// Proves: in a title, `{{ fact: name }}` is the same words in the page's heading, the browser's tab, lists, structured data
/// and the feed: either it is filled in everywhere or nowhere.
#[test]
fn a_fact_in_a_title_is_the_same_everywhere() {
    let (mut files, _) = site("harmless");
    files.insert(
        "content/articles/fact.md".to_owned(),
        "---\ntitle: \"At {{ fact: name }} today\"\nposted: 2026-01-01\n---\n\nText.\n".to_owned(),
    );
    let made = make(&files);
    let (raw, filled) = ("At {{ fact: name }} today", "At Pname harmless today");
    let pages = pages(&made);
    let (_, own) = pages.iter().find(|(p, _)| p == "articles/fact/index.html").expect("its page");
    let heading = own.all("h1").next().expect("a heading").text.clone();
    assert!(heading == raw || heading == filled, "{heading}");
    let other = if heading == raw { filled } else { raw };
    for (path, page) in &pages {
        assert!(!words(page).contains(other), "{path} says {other}, its heading {heading}");
        assert!(!page.structured_strings().iter().any(|s| s.contains(other)), "{path}: structured data say {other}");
    }
    for (path, output) in made.rendered.outputs.iter().filter(|(p, _)| p.as_str().ends_with("feed.xml")) {
        assert!(String::from_utf8_lossy(bytes(output)).contains(&heading), "{}", path.as_str());
    }
}

/// Proves: unescaped, in texts that are Markdown, whatever is written never becomes code that runs or a load from
/// elsewhere, also in a site with errors, which `serve` shows.
#[test]
fn markdown_runs_nothing() {
    let attacks = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "[x](javascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "<a href=\"java&Tab;script:alert(1)\">x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<javascript:alert(1)>",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](https://tracker.example.com/p.gif)",
        "<iframe src=https://example.com></iframe>",
        "<details open ontoggle=alert(1)>x</details>",
        "<p style=\"background:url(https://tracker.example.com)\">x</p>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form action=https://evil.example.com><button formaction=javascript:alert(1)>x",
        "<base href=https://evil.example.com/>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example.com\">",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "[a]: javascript:alert(1)\n\n[a]",
        "[x](https://example.com/\" onmouseover=\"alert(1))",
        "![\" onerror=\"alert(1)](x.png)",
        "# x {#\" onclick=\"alert(1)}",
        "# x {onclick=alert(1)}",
        "```html\" onclick=\"alert(1)\n<script>alert(1)</script>\n```",
        "| a |\n|---|\n| <script>alert(1)</script> |",
        "Term\n: <script>alert(1)</script>",
        "x[^1]\n\n[^1]: <script>alert(1)</script>",
        "> [!NOTE]\n> <script>alert(1)</script>",
        "<textarea><script>alert(1)</script></textarea>",
        "<plaintext>",
        "<title><script>alert(1)</script></title>",
        "</article></main></body></html><script>alert(1)</script>",
        "<a href=\"https://example.com/\" target=\"_blank\" ping=\"https://tracker.example.com\">x</a>",
        "<img src=\"../media/x.svg\" srcset=\"https://tracker.example.com/p.gif 2x\">",
        "<link rel=stylesheet href=https://evil.example.com/x.css>",
        "<object data=https://evil.example.com></object><embed src=https://evil.example.com>",
        "<video poster=https://tracker.example.com/p.gif src=https://tracker.example.com/v.mp4></video>",
    ];
    for attack in attacks {
        let (mut files, _) = site("harmless");
        let text = yaml(attack);
        files.insert("content/articles/attack.md".to_owned(), format!("---\ntitle: A\nposted: 2026-01-01\nfaq: [{{question: Q, answer: {text}}}]\nreferences: [{text}]\n---\n\n{attack}\n"));
        files.insert("content/providers/attack.yaml".to_owned(), format!("name: A\nbio: {text}\n"));
        files.insert(
            "content/forms/attack.yaml".to_owned(),
            format!("title: A\ninstructions: {text}\nsections: [{{title: One, text: {text}, fields: [{{id: a, label: {text}, help: {text}, type: text}}]}}]\n"),
        );
        files.insert("content/glossary.yaml".to_owned(), format!("terms: [{{term: A, definition: {text}}}]\n"));
        files.insert(
            "content/packets/attack.yaml".to_owned(),
            format!("title: A\nforms: [intake]\ncover: {{note: {text}}}\n"),
        );
        let made = make(&files);
        for (path, page) in pages(&made) {
            is_harmless(&path, &page);
            for element in &page.elements {
                for name in ["src", "srcset", "poster", "data", "ping", "background"] {
                    let value = element.get(name).unwrap_or_default();
                    assert!(!value.contains("//"), "{attack}: {path} loads {value}");
                }
                let loads = element.name == "link"
                    && element.get("rel").is_some_and(|r| matches!(r, "stylesheet" | "icon" | "preload"));
                assert!(!(loads && element.get("href").is_some_and(|h| h.contains("//"))), "{attack}: {path}");
                assert!(
                    !matches!(element.name.as_str(), "base" | "plaintext"),
                    "{attack}: {path} has <{}>",
                    element.name
                );
                if element.name == "meta" {
                    assert_ne!(
                        element.get("http-equiv").map(str::to_lowercase).as_deref(),
                        Some("refresh"),
                        "{attack}: {path}"
                    );
                }
            }
            assert!(page.all("main").count() == 1 && page.all("h1").count() == 1, "{attack}: {path} is not whole");
        }
    }
}
