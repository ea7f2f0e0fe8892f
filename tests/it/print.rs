//! `anteroom print`: paperwork without the site; what is filled in stands on the paper and nowhere else; what staff score
//! stands on staff's sheet and nowhere else.

use crate::site::{PRACTICE, Site, TODAY, anteroom, files_of};
use crate::tags::{outline, pages, words};
use std::collections::BTreeMap;
use std::path::Path;

const INTAKE: &str = "title: Intake
sections:
  - title: About you
    fields:
      - {id: legal_name, label: Full legal name, type: text, share: client.name}
      - {id: hopes, label: What do you hope for?, type: paragraph, lines: 4}
      - {id: insured, label: Are you insured?, type: yes-no}
      - id: mood
        label: How often?
        type: matrix
        items: [Little interest, {id: down, label: Feeling down}]
        options: [{label: Never, score: -731}, {label: Often, score: 977}]
  - title: Consent
    fields:
      - {label: Signature, type: signature}
scoring:
  - {id: sum, label: Wintersum, sum: [mood], bands: [{from: -2000, to: 799, label: frostlight}, {from: 800, to: 2000, label: icebound}]}
office_use:
  - {label: Larkspur, type: office}
  - {label: Foxglove, type: risk, when: {field: mood.down, is: often}}
  - {label: Hollyhock, type: risk, when: {field: sum, at_least: 800}}
  - {label: Marigold, type: choice, options: [Thistle, Bramble]}
";

/// What stands on the staff sheet of the form above: no visitor may meet any of it.
const STAFF: &[&str] = &[
    "Wintersum",
    "frostlight",
    "icebound",
    "Larkspur",
    "Foxglove",
    "Hollyhock",
    "Marigold",
    "Thistle",
    "Bramble",
    "-731",
    ": 977",
    "-2000",
];

fn site() -> Site {
    Site::empty()
        .file("content/practice.yaml", PRACTICE)
        .file("content/forms/intake.yaml", INTAKE)
        .file("content/forms/plain.yaml", "title: Plain\nsections: [{fields: [{label: Anything else?, type: text}]}]\n")
        .file("content/packets/pair.yaml", "title: For two\npeople: [partner-1, partner-2]\nforms: [{form: intake, for: each}, {form: plain, for: together}]\nclient_copy: yes\n")
}

fn print(site: &Site, arguments: &[&str]) -> crate::site::Run {
    anteroom(["print"]).args(arguments).at(site.path())
}

fn pdf(site: &Site, name: &str) -> Vec<u8> {
    std::fs::read(site.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every file of the site's folder but the PDFs.
fn others(site: &Site) -> BTreeMap<String, Vec<u8>> {
    files_of(site.path()).into_iter().filter(|(name, _)| !name.ends_with(".pdf")).collect()
}

/// Proves: a form is printed without a site; names from standard input stand on every page and are no longer to fill in; not
/// a byte of them is in any other file, nor in what is said.
#[test]
fn names_stand_on_the_paper_and_nowhere_else() {
    let site = site();
    let before = others(&site);
    let given = "client.name: Żaneta Ołówek\nhopes: Rest, and sleep\n";
    let done = print(&site, &["intake", "--prefill", "-", "-o", "out.pdf"]).given(given).run().exits(0);
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("", "out.pdf: 1 page\n"));
    assert_eq!(others(&site), before, "something was kept");
    let filled = words(&pdf(&site, "out.pdf"));
    assert!(filled.contains("Żaneta Ołówek") && filled.contains("Rest, and sleep"), "{filled}");
    assert!(!filled.contains(" client_name:") && filled.contains(" insured:"), "{filled}");
    print(&site, &["intake", "-o", "blank.pdf"]).run().exits(0);
    assert!(outline(&pdf(&site, "blank.pdf")).contains(" client_name: 1. Full legal name"));

    // From a file the same, byte for byte: nothing of the run is in it.
    site.write("../values.yaml", given.as_bytes());
    print(&site, &["intake", "--prefill", "../values.yaml", "-o", "again.pdf"]).run().exits(0);
    std::fs::remove_file(site.path().join("../values.yaml")).expect("remove");
    assert_eq!(pdf(&site, "out.pdf"), pdf(&site, "again.pdf"));
}

/// Proves: the staff sheet has scores, bands, flags in words, the office's boxes and its questions; and no file of the whole
/// site, page or PDF, has any of it.
#[test]
fn what_staff_score_is_on_their_sheet_alone() {
    let site = site();
    print(&site, &["intake", "--staff"]).run().exits(0).says("intake-staff.pdf");
    let sheet = words(&pdf(&site, "intake-staff.pdf"));
    for word in STAFF {
        assert!(sheet.contains(word), "{word} is not on the staff sheet: {sheet}");
    }
    assert!(sheet.contains("If 4b is “Often”") && sheet.contains("If Wintersum is 800 or more"), "{sheet}");
    print(&site, &["plain", "--staff"]).run().exits(2).says("nothing for staff");
    std::fs::remove_file(site.path().join("intake-staff.pdf")).expect("remove");

    print(&site, &["intake"]).run().exits(0);
    print(&site, &["pair"]).run().exits(0);
    let mut public = site.built();
    public.extend(files_of(site.path()).into_iter().filter(|(name, _)| name.ends_with(".pdf")));
    let (mut pdfs, mut pages) = (0, 0);
    for (name, bytes) in &public {
        let text = if name.ends_with(".pdf") { words(bytes) } else { String::from_utf8_lossy(bytes).into_owned() };
        (pdfs, pages) = (pdfs + usize::from(name.ends_with(".pdf")), pages + usize::from(name.ends_with(".html")));
        for word in STAFF {
            assert!(!text.contains(word), "{name} has {word}");
        }
    }
    assert!(pdfs > 8 && pages > 5, "{pdfs} PDFs and {pages} pages");
}

/// Proves: each person's set is a file of its own, and what is signed comes once more for them to keep; `--for` prints one.
#[test]
fn a_packet_is_a_file_for_each_person() {
    let site = site();
    let done = print(&site, &["pair", "--large", "-o", "out.pdf"]).run().exits(0);
    let files: Vec<&str> = done.stderr.lines().map(|line| line.split(':').next().unwrap_or_default()).collect();
    assert_eq!(files, ["out-partner-1.pdf", "out-partner-2.pdf", "out-together.pdf"]);
    assert!(words(&pdf(&site, "out-partner-1.pdf")).contains("Your copy to keep"));
    assert!(!words(&pdf(&site, "out-together.pdf")).contains("Your copy to keep"), "nothing is signed in it");
    print(&site, &["pair", "--for", "together", "--large"]).run().exits(0).says("pair-together-large-print.pdf: ");
}

/// Proves: with `--duplex` each form begins on the front of a sheet, and a back that is empty says so; without it none does.
#[test]
fn forms_begin_on_a_front() {
    let site = site();
    let firsts = |arguments: &[&str]| {
        print(&site, arguments).arg("-o").arg("out.pdf").run().exits(0);
        let pages = pages(&pdf(&site, "out.pdf"));
        let firsts: Vec<usize> =
            (1..).zip(&pages).filter(|(_, text)| text.contains("Page 1 of")).map(|(n, _)| n).collect();
        (firsts, pages.iter().filter(|text| text.contains("Nothing is missing")).count())
    };
    let names = ["plain", "intake", "plain"];
    let (plain, empty) = firsts(&names);
    assert_eq!((plain.len(), empty), (3, 0));
    assert!(plain.iter().any(|page| page % 2 == 0), "{plain:?}: the test proves nothing");
    let (duplex, empty) = firsts(&[&names[..], &["--duplex"]].concat());
    assert_eq!(duplex.len(), 3);
    assert!(empty > 0 && duplex.iter().all(|page| page % 2 == 1), "{duplex:?}, {empty} empty");
}

/// Proves: what cannot be printed is named with a way out, and nothing is written or written over.
#[test]
fn what_cannot_be_printed_is_told() {
    let site = site().file("keep.pdf", "mine").file("intake.pdf", "mine too");
    let before = files_of(site.path());
    for (arguments, words) in [
        (vec!["intak"], "did you mean \"intake\"?"),
        (vec!["nothing-like-it"], "there are: intake, plain, pair"),
        (vec!["intake", "--lang", "es"], "no language \"es\""),
        (vec!["pair", "--for", "partner-3"], "it has: partner-1, partner-2, together"),
        (vec!["intake", "--for", "client"], "--for is for packets"),
        (vec!["pair", "intake"], "a packet is printed alone"),
        (vec!["intake", "--provider", "nobody"], "no provider called \"nobody\""),
        (vec!["intake", "--copies", "0"], "0 is not in 1..=20"),
        (vec!["intake", "-o", "no/such/folder/x.pdf"], "could not write no/such/folder/x.pdf"),
        (vec!["intake", "--prefill", "missing.yaml"], "could not read missing.yaml"),
        (vec!["intake"], "is there already"),
    ] {
        print(&site, &arguments).run().exits(2).says(words);
        assert_eq!(files_of(site.path()), before, "{arguments:?}");
    }
    for (given, words) in [
        ("client.nam: Ann Secret", "did you mean \"client.name\"?"),
        ("client.name: [Ann Secret]", "line 1: \"client.name\" takes one text"),
        ("Ann Secret", "one value a line"),
        ("client.name: \"Ann Secret", "line 1: write"),
    ] {
        let done = print(&site, &["intake", "--prefill", "-", "-o", "x.pdf"]).given(given).run().exits(2).says(words);
        assert!(!done.stderr.contains("Secret"), "a message repeats a name: {}", done.stderr);
        assert_eq!(files_of(site.path()), before, "{given}");
    }
    print(&site, &["intake", "--quiet", "-o", "keep.pdf"]).run().exits(0);
    assert!(pdf(&site, "keep.pdf").starts_with(b"%PDF"), "a file that the command names is replaced");
}

/// Proves: a mistake in another file stops no paper; one in the form does, at its place.
#[test]
fn only_mistakes_of_what_is_printed_stop_it() {
    let site = site().file("content/articles/broken.md", "---\ntitle: [\n---\n");
    anteroom(["build", "--as-of", TODAY]).at(site.path()).run().exits(1);
    print(&site, &["intake"]).run().exits(0).never_says("broken.md");
    let site =
        site.file("content/forms/plain.yaml", "title: Plain\nsections: [{fields: [{label: Anything?, type: txt}]}]\n");
    print(&site, &["plain"]).run().exits(1).says("content/forms/plain.yaml:2").says("nothing was printed");
    let site = site.file("content/forms/plain.yaml", "title: [\n");
    print(&site, &["plain"]).run().exits(1).says("content/forms/plain.yaml:1");
    assert!(!Path::new(&site.path().join("plain.pdf")).exists());
}

/// Proves: a handout has its article's pictures, with their descriptions as tags, each in the file once; a decoration has no
/// tag; one that cannot be printed leaves its description and is reported at its line.
#[test]
fn handouts_have_their_pictures() {
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\"><path d=\"M0 0h60v40z\"/></svg>";
    let mut photo = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(2000, 1000).write_to(&mut photo, image::ImageFormat::Jpeg).expect("a photo");
    // Browsers show AVIF, and paper knows nothing of it.
    let heron = include_bytes!("pictures/phone.avif");
    let article = "---\ntitle: Our garden\nsummary: A walk.\nposted: 2026-03-02\nhandout: true\n---\n\
        Come in.\n\n![The gate](../media/gate.svg)\n\n- See ![The pond](../media/pond.jpg) here.\n\n\
        [![The pond](../media/pond.jpg)](https://www.example.com)\n\n<img src=\"../media/gate.svg\" alt=\"\">\n\n\
        ![A heron](../media/heron.avif)\n";
    let site = Site::empty()
        .file("content/practice.yaml", PRACTICE)
        .file("content/articles/garden.md", article)
        .file("content/media/gate.svg", drawing)
        .file("content/media/pond.jpg", photo.get_ref())
        .file("content/media/heron.avif", heron);
    site.build()
        .run()
        .exits(0)
        .says("warning[print-picture]: this picture cannot be printed: its format cannot be read")
        .says("content/articles/garden.md:17:12");
    let pdf = site.public().remove("handouts/our-garden.pdf").or_else(|| site.public().remove("handouts/garden.pdf"));
    let pdf = pdf.expect("a handout");
    let tags = outline(&pdf);
    let count = |words: &str| tags.matches(words).count();
    assert_eq!((count("Figure: The gate"), count("Figure: The pond")), (1, 2), "{tags}");
    assert_eq!(count("Figure"), 3, "{tags}");
    assert!(words(&pdf).contains("[A heron]"), "{}", words(&pdf));
    assert!(pdf.len() < 100_000, "{} bytes", pdf.len());
}

/// Proves: after a build, a form is printed as it stands on the site, byte for byte; after an edit, with the new words; and with a
/// name filled in, never from what is kept.
#[test]
fn what_the_site_has_is_printed_as_it_is() {
    let site = site();
    anteroom(["build", "--as-of", TODAY]).at(site.path()).run().exits(0);
    let published = std::fs::read(site.path().join("public/forms/intake.pdf")).expect("a PDF");
    print(&site, &["intake", "-o", "kept.pdf"]).run().exits(0).says("kept.pdf: ");
    assert!(pdf(&site, "kept.pdf") == published, "printed anew");
    print(&site, &["intake", "--copies", "2", "-o", "two.pdf"]).run().exits(0);
    assert!(pages(&pdf(&site, "two.pdf")).len() > pages(&published).len());
    site.write("content/forms/intake.yaml", INTAKE.replace("What do you hope for?", "Quicksilver hopes?").as_bytes());
    print(&site, &["intake", "-o", "new.pdf"]).run().exits(0);
    assert!(words(&pdf(&site, "new.pdf")).contains("Quicksilver hopes?"));
}

/// Proves: a standing page with `handout` is a PDF too, which its page links to; each in its language; an article of the same name
/// would take its address, which is reported.
#[test]
fn standing_pages_are_handouts_too() {
    let site = Site::empty()
        .file("content/practice.yaml", "name: Elm\nlanguages: [en, es]\n")
        .file("content/pages/parking.md", "---\ntitle: Where to park\nhandout: yes\nreviewed_by: Dana Whitfield, LCSW\nfaq: [{question: Is it free?, answer: Always.}]\n---\nBehind the house.\n")
        .file("content/pages/parking.es.md", "---\ntitle: Dónde estacionar\n---\nDetrás de la casa.\n")
        .file("content/pages/plain.md", "---\ntitle: Plain\n---\nNothing to take home.\n");
    site.build().run().exits(0);
    let files = site.public();
    for (page, pdf, said) in [
        (
            "parking",
            "handouts/parking.pdf",
            ["Where to park", "Behind the house.", "Is it free?", "Dana Whitfield, LCSW"],
        ),
        (
            "es/parking",
            "es/handouts/parking.pdf",
            ["Dónde estacionar", "Detrás de la casa.", "Is it free?", "Dana Whitfield, LCSW"],
        ),
    ] {
        let words = words(&files[pdf]).split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = said.iter().filter(|part| !(page == "es/parking" && **part == "Is it free?"));
        shown.for_each(|part| assert!(words.contains(part), "{pdf}: {part}: {words}"));
        let html = String::from_utf8_lossy(&files[&format!("{page}/index.html")]).into_owned();
        assert!(html.contains(&format!("/{pdf}\"")), "{page}: {html}");
    }
    assert_eq!(files.keys().filter(|name| name.ends_with(".pdf")).count(), 2);
    site.file("content/articles/parking.md", "---\ntitle: Parking\nposted: 2026-01-02\nhandout: yes\n---\nText.\n")
        .build()
        .run()
        .exits(1)
        .says("error[address-taken]")
        .says("/handouts/parking.pdf");
}

/// Where texts begin on a page, in points from its left edge.
fn beginnings(pdf: &[u8]) -> Vec<f32> {
    use lopdf::content::Content;
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let (_, page) = document.get_pages().into_iter().next().expect("a page");
    let content = Content::decode(&document.get_page_content(page)).expect("operations");
    let times = |a: [f32; 6], b: [f32; 6]| {
        [
            a[0] * b[0] + a[1] * b[2],
            a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4],
            a[4] * b[1] + a[5] * b[3] + b[5],
        ]
    };
    let mut now = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let (mut kept, mut found) = (Vec::new(), Vec::new());
    for operation in content.operations {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(|o| o.as_float().ok()).collect();
        match (operation.operator.as_str(), <[f32; 6]>::try_from(numbers)) {
            ("q", _) => kept.push(now),
            ("Q", _) => now = kept.pop().expect("a state"),
            ("cm", Ok(matrix)) => now = times(matrix, now),
            ("Tm", Ok(matrix)) => found.push(times(matrix, now)[4]),
            _ => {}
        }
    }
    found
}

/// Proves: a table's columns stand on paper as its text says: at the left, in the middle, at the right.
#[test]
fn tables_are_aligned_on_paper() {
    let with = |rule: &str| {
        let text = format!("---\ntitle: Prices\nhandout: yes\n---\n| Aa | Bb | Cc |\n{rule}\n| 1 | 2 | 3 |\n");
        let site = Site::empty().file("content/practice.yaml", "name: Elm\n").file("content/pages/prices.md", text);
        site.build().run().exits(0);
        beginnings(&site.public()["handouts/prices.pdf"])
    };
    let (plain, aligned) = (with("|---|---|---|"), with("|:--|:-:|--:|"));
    assert_eq!(plain.len(), aligned.len());
    let moved: Vec<f32> = plain.iter().zip(&aligned).map(|(a, b)| b - a).filter(|by| by.abs() > 1.0).collect();
    // Two rows, in each of which the middle column moves by half of its room and the last by all of it.
    let [first, second, third, fourth] = moved.as_slice() else { panic!("{plain:?} {aligned:?}") };
    for (middle, right) in [(first, second), (third, fourth)] {
        assert!(*middle > 30.0 && (right / middle - 2.0).abs() < 0.1, "{moved:?}");
    }
}
