//! Several languages: what is not translated says so, on pages, on paper and to the owner.

use crate::html::Page;
use crate::site::Site;
use crate::tags::{languages_of_titles, pages, words};

const PRACTICE: &str = "name: Elm Street\nurl: https://www.example.com\nlanguages: [en, es]\n";

const INTAKE: &str = "title: Intake
bilingual: yes
sections:
  - title: About you
    fields:
      - {id: insured, label: Are you insured?, type: yes-no}
      - {id: reach, label: How do we reach you?, type: choice, options: [{id: post, label: By mail}, {id: call, label: By telephone}], other: yes, when: {field: insured, is: yes}}
      - {id: often, label: How often?, type: matrix, items: [{id: tired, label: Tired}], options: [{id: never, label: Never}, {id: daily, label: Every day}]}
      - {id: pills, label: Medicines, type: table, rows: 2, columns: [{id: name, label: Medicine}]}
      - {id: pain, label: Pain, type: scale, from: 0, to: 3, low: none at all, high: the worst}
";

const ADMISION: &str = "title: Admisión
sections:
  - id: about-you
    title: Sobre usted
    fields:
      - {id: insured, label: ¿Tiene seguro?}
      - {id: reach, label: ¿Cómo le avisamos?, options: [{id: post, label: Por correo}, {id: call, label: Por teléfono}]}
      - {id: often, label: ¿Con qué frecuencia?, items: [{id: tired, label: Cansancio}], options: [{id: never, label: Nunca}, {id: daily, label: Cada día}]}
      - {id: pills, label: Medicinas, columns: [{id: name, label: Medicina}]}
      - {id: pain, label: Dolor, low: nada, high: lo peor}
";

fn site() -> Site {
    Site::empty()
        .file("content/practice.yaml", PRACTICE)
        .file("content/index.md", "---\ntitle: Welcome\n---\n\nHello.\n")
        .file("content/index.es.md", "---\ntitle: Bienvenida\n---\n\n[Precios](pages/fees.md), [contacto](pages/contact.md), [formularios](forms/).\n")
        .file("content/pages/fees.md", "---\ntitle: Fees\n---\n\n| Service | Price |\n|---|--:|\n| One | 5 |\n")
        .file("content/pages/contact.md", "---\ntitle: Contact\n---\n\nText.\n")
        .file("content/pages/contact.es.md", "---\ntitle: Contacto\n---\n\nTexto.\n")
        .file("content/forms/intake.yaml", INTAKE)
        .file("content/forms/intake.es.yaml", ADMISION)
        .file("content/forms/phq.yaml", "title: Mood questions\npurpose: How you feel.\nsections: [{fields: [{label: Little interest, type: yes-no, required: yes}]}]\n")
        .file("content/packets/adult.yaml", "title: First visit\nforms: [intake, phq]\n")
        .file("content/packets/adult.es.yaml", "title: Primera visita\n")
}

fn text(files: &std::collections::BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("UTF-8")
}

/// Words on a line, as the eye reads them: a PDF's text has a space more at each change of font.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Proves: a packet marks the form that nobody has translated, in the list and on the cover, and prints it wholly in its own
/// language, tagged as such.
#[test]
fn a_form_without_translation_is_marked_in_its_packet() {
    let files = site().built();
    let page = text(&files, "es/packets/adult/index.html");
    let link = "<a class=\"row-title\" href=\"/forms/phq/\" lang=\"en\" hreflang=\"en\">Mood questions</a> <span class=\"in-language\">(en inglés)</span>";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("<p lang=\"en\">How you feel.</p>"), "{page}");
    assert!(page.contains("<a class=\"row-title\" href=\"/es/forms/intake/\">Admisión</a>\n"), "{page}");
    let pdf = &files["es/packets/adult-client.pdf"];
    let sheets = pages(pdf);
    assert!(line(&sheets[0]).contains("Mood questions (en inglés)"), "{}", sheets[0]);
    let last = sheets.last().expect("a page");
    assert!(last.contains("Yes") && last.contains("No") && !last.contains("Sí"), "{last}");
    assert_eq!(languages_of_titles(pdf), ["en"], "its title is tagged, and no other");
    let english = text(&files, "packets/adult/index.html");
    assert!(!english.contains("in-language"), "{english}");
}

/// Proves: the switch leads to the same page, or says in the other language's words that it is not there yet.
#[test]
fn the_switch_says_what_is_not_translated() {
    let files = site().built();
    let contact = text(&files, "contact/index.html");
    assert!(contact.contains("href=\"/es/contact/\" lang=\"es\" hreflang=\"es\">Español</a>"), "{contact}");
    let fees = text(&files, "fees/index.html");
    let link = "href=\"/es/\" lang=\"es\" hreflang=\"es\">Español (aún sin traducir)</a>";
    assert!(fees.contains(link), "{fees}");
    assert!(!fees.contains("rel=\"alternate\" hreflang=\"es\""), "{fees}");
}

/// Proves: links lead to the page in the reader's language; one that is only in another says which.
#[test]
fn links_say_which_language_they_lead_to() {
    let page = text(&site().built(), "es/index.html");
    assert!(page.contains("<a href=\"/fees/\" hreflang=\"en\">Precios</a>"), "{page}");
    assert!(page.contains("<a href=\"/es/contact/\">contacto</a>"), "{page}");
    assert!(page.contains("<a href=\"/es/forms/\">formularios</a>"), "{page}");
}

/// Proves: `bilingual` prints the practice's own words beside questions and everything to choose from, in a packet too.
#[test]
fn bilingual_forms_carry_answers_in_both_languages() {
    let files = site().built();
    for name in ["es/forms/intake.pdf", "es/forms/intake-large-print.pdf", "es/packets/adult-client.pdf"] {
        let words = line(&words(&files[name]));
        for both in [
            "Are you insured?",
            "Sí / Yes",
            "Por correo / By mail",
            "Tired",
            "Every day",
            "Medicine",
            "none at all",
            "the worst",
        ] {
            assert!(words.contains(both), "{name}: {both}\n{words}");
        }
        assert!(!words.contains("No / No"), "{name}: what is the same stands once");
    }
    let english = words(&files["forms/intake.pdf"]);
    assert!(!english.contains("Yes / "), "{english}");
    // What stands on the page of the form is one language.
    assert!(!text(&files, "es/forms/intake/index.html").contains("By mail"));
}

/// Proves: a condition has the answer that it names in quotation marks, those of the page's language.
#[test]
fn conditions_quote_answers() {
    let files = site().built();
    assert!(text(&files, "forms/intake/index.html").contains("If 1 is “Yes”"));
    assert!(text(&files, "es/forms/intake/index.html").contains("Si la 1 es «Sí»"));
    assert!(words(&files["forms/intake.pdf"]).contains("If 1 is “Yes”"));
}

/// Proves: the build ends with a line for each language that says which pages are not in it yet.
#[test]
fn a_build_says_what_is_not_translated() {
    let said = site().build().run().exits(0).stderr;
    assert!(said.ends_with("Not in Español (es) yet: 1 page (fees), 1 form (phq)\n"), "{said}");
    let whole = Site::small().build().run().exits(0).stderr;
    assert!(!whole.contains("Not in"), "{whole}");
}

/// Proves: a site may have any languages: one that the theme has no words for is reported once, has English words with English
/// plurals, and takes the owner's own from a file.
#[test]
fn a_language_without_words_of_the_theme_is_served() {
    let many = |extra: Option<&str>| {
        let site = Site::empty()
            .file("content/practice.yaml", "name: Elm Street\nlanguages: [en, es, vi, ar]\n")
            .file("content/index.md", "---\ntitle: Welcome\n---\n\nHello.\n")
            .file("content/index.es.md", "---\ntitle: Hola\n---\n\nHola.\n")
            .file("content/index.vi.md", "---\ntitle: Xin chào\n---\n\nChào.\n")
            .file("content/index.ar.md", "---\ntitle: أهلا\n---\n\nنص.\n")
            .file("content/forms/a.yaml", "title: A\nminutes: 1\nsections: [{fields: [{label: Name, type: text}]}]\n")
            .file("content/forms/a.vi.yaml", "title: Đơn\nsections: [{fields: [{id: name, label: Tên}]}]\n");
        match extra {
            Some(words) => site.file("themes/calm/strings/vi.ftl", words),
            None => site,
        }
    };
    let site = many(None);
    let done = site.build().run().exits(0);
    assert_eq!(done.stderr.matches("[theme-untranslated]").count(), 2, "{}", done.stderr);
    let files = site.public();
    assert!(text(&files, "ar/index.html").contains("<html lang=\"ar\" dir=\"rtl\""));
    let form = Page::parse(&files["vi/forms/a/index.html"]);
    assert!(form.text.contains("1 question, about 1 minute"), "{}", form.text);
    let own = many(Some("questions-count = { $n } câu hỏi\nhelp-now = Cần giúp ngay\n"));
    let done = own.build().run().exits(0);
    assert_eq!(done.stderr.matches("[theme-untranslated]").count(), 1, "{}", done.stderr);
    let page = Page::parse(&own.public()["vi/forms/a/index.html"]).text;
    assert!(page.contains("1 câu hỏi, about 1 minute") && page.contains("Cần giúp ngay"), "{page}");
}

/// Proves: the directory marks what people say of themselves in another language than the page's.
#[test]
fn the_directory_marks_words_in_another_language() {
    let files = site()
        .file("content/providers/ana.yaml", "name: Ana\nrole: counselor\nspecialties: [grief, sleep]\n")
        .file("content/providers/ben.yaml", "name: Ben\nrole: counselor\nspecialties: [grief]\n")
        .built();
    let page = text(&files, "es/providers/index.html");
    assert!(page.contains("<a href=\"/providers/ana/\" hreflang=\"en\">Ana</a>"), "{page}");
    assert!(page.contains("<dd lang=\"en\">grief, sleep</dd>"), "{page}");
    assert!(page.contains("lang=\"en\">grief</a>"), "{page}");
    let english = text(&files, "providers/index.html");
    assert!(!english.contains("<dd lang="), "{english}");
}

/// Proves: a term has in each language the forms that are given there: marked on its pages, also where the original has none;
/// those of the original are not marked there, nor is their want reported; elsewhere `also` stays a key that is not there.
#[test]
fn terms_have_forms_of_their_own_in_each_language() {
    let site = Site::empty()
        .file("content/practice.yaml", PRACTICE)
        .file("content/glossary.yaml", "terms:\n  - {id: fee, term: fee, definition: What it costs.}\n  - {id: copay, term: copay, also: [copays, halves], definition: Your part.}\n")
        .file("content/glossary.es.yaml", "terms:\n  - {id: fee, term: tarifa, also: [tarifas], definition: Lo que cuesta.}\n  - {id: copay, term: copago, definition: Su parte.}\n")
        .file("content/pages/fees.md", "---\ntitle: Costs\n---\nOur copays, and tarifas.\n")
        .file("content/pages/fees.es.md", "---\ntitle: Precios\n---\nNuestras tarifas, y halves, y un copago.\n");
    let done = site.build().run().exits(0);
    assert!(!done.stderr.contains("translation-"), "{}", done.stderr);
    let files = site.public();
    let marked = |name: &str| -> Vec<String> {
        let html = text(&files, name);
        let terms = html.split("glossary/#term-").skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next());
        terms.map(str::to_owned).collect()
    };
    assert_eq!(marked("fees/index.html"), ["copays"]);
    assert_eq!(marked("es/fees/index.html"), ["tarifas", "copago"]);
    let glossary = Page::parse(&files["es/glossary/index.html"]).text;
    assert!(glossary.contains("tarifas") && !glossary.contains("halves"), "{glossary}");
    site.file("content/practice.es.yaml", "also: [Elms]\n")
        .build()
        .run()
        .exits(1)
        .says("[translation-extra]: \"also\"");
}
