//! Notices that rules ask for: linked from every page and printed with every form where the facts call for them, and never else.

use crate::html::Page;
use crate::site::Site;
use crate::tags::words;

/// A practice with a page, an article and a form.
fn site(facts: &str) -> Site {
    Site::empty()
        .file("content/practice.yaml", format!("name: Elm Street\nurl: https://www.example.com\nlanguages: [en, es]\nnavigation: [pages/estimates.md, forms]\n{facts}"))
        .file("content/pages/privacy-practices.md", "---\ntitle: How we use what we know\n---\n\nText.\n")
        .file("content/pages/estimates.md", "---\ntitle: What it may cost\nnotices: [good-faith-estimate]\n---\n\nText.\n")
        .file("content/pages/rights.md", "---\ntitle: Your rights\nsummary: Help costs nothing.\nnotices: [nondiscrimination, language-assistance]\n---\n\nInterpreters are free.\n")
        .file("content/pages/rights.es.md", "---\ntitle: Sus derechos\n---\n\nLos intérpretes no cuestan nada.\n")
        .file("content/articles/sleep.md", "---\ntitle: Sleep\n---\n\nText.\n")
        .file("content/forms/intake.yaml", "title: Intake\nsections: [{fields: [{label: Name, type: text}]}]\n")
        .file("content/forms/intake.es.yaml", "title: Admisión\nsections: [{fields: [{id: name, label: Nombre}]}]\n")
        .file("content/packets/adult.yaml", "title: First visit\nforms: [intake]\n")
}

const ALL: &str = "facts: {hipaa_covered: yes, receives_federal_funds: yes, self_pay_clients: yes}\n";

/// The links of a page's footer: address, language of the target, words.
fn footer(page: &str) -> Vec<String> {
    let footer = page.split("<footer").nth(1).expect("a footer");
    let links = footer.split("<a href=\"").skip(1);
    links
        .filter_map(|link| link.split_once('"').map(|(url, _)| url.to_owned()))
        .filter(|url| url.starts_with('/'))
        .collect()
}

/// Proves: each notice is linked from the footer of every page, before other pages and though the menu has it too; none asks
/// search engines to stay away; those in another language say so.
#[test]
fn every_footer_leads_to_the_notices() {
    let files = site(ALL).built();
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    let mut pages = 0;
    for name in files.keys().filter(|name| name.ends_with(".html")) {
        let page = text(name);
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        pages += 1;
        let rights = if name.starts_with("es/") { "/es/rights/" } else { "/rights/" };
        assert_eq!(footer(&page)[..3], ["/privacy-practices/", "/estimates/", rights], "{name}");
        let asks = Page::parse(page.as_bytes()).elements.iter().any(|e| e.get("name") == Some("robots"));
        assert_eq!(asks, name == "404.html" || name.ends_with("search/index.html"), "{name}");
    }
    assert!(pages > 8, "{pages}");
    let sitemap = text("sitemap.xml");
    assert!(sitemap.contains("https://www.example.com/estimates/"), "{sitemap}");
    let spanish = text("es/index.html");
    assert!(spanish.contains("<a href=\"/privacy-practices/\" lang=\"en\" hreflang=\"en\">"), "{spanish}");
    assert!(!spanish.contains("<a href=\"/es/rights/\" lang"), "{spanish}");
}

/// Proves: with federal money the notice of language assistance goes with each form and packet, on the page in the page's
/// language and on paper in its own words; without, nothing does.
#[test]
fn language_assistance_goes_with_every_form() {
    let files = site(ALL).built();
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    for name in ["forms/intake/index.html", "packets/adult/index.html"] {
        let page = text(name);
        assert!(
            page.contains("<p class=\"assistance\"><a href=\"/rights/\">Your rights</a><br>Help costs nothing."),
            "{name}"
        );
    }
    assert!(
        text("es/forms/intake/index.html").contains("<p class=\"assistance\"><a href=\"/es/rights/\">Sus derechos</a>")
    );
    for name in ["forms/intake.pdf", "forms/intake-large-print.pdf", "packets/adult-client.pdf"] {
        assert!(words(&files[name]).contains("Interpreters are free."), "{name}");
    }
    assert!(words(&files["es/forms/intake.pdf"]).contains("no cuestan nada"));
    let without = site("facts: {receives_federal_funds: no}\n").built();
    let page = String::from_utf8(without["forms/intake/index.html"].clone()).expect("UTF-8");
    assert!(!page.contains("class=\"assistance\""), "{page}");
    assert!(!words(&without["forms/intake.pdf"]).contains("Interpreters"));
}
