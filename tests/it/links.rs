//! Every internal link of every page leads to something that is there: at a domain's root, under a sub-path, from a disk.

use crate::html::Page;
use crate::properties::settings;
use crate::site::{Site, repository};
use anteroom::memo::Memo;
use anteroom::model::Settings;
use anteroom::pipeline::make;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Attributes that hold one address.
const ADDRESSES: &[&str] = &["href", "src", "poster", "data", "action", "cite"];

/// Attributes that name elements of the same page by their ids.
const REFERENCES: &[&str] =
    &["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "headers", "list"];

/// The finished site in memory.
struct Output {
    files: BTreeSet<String>,
    pages: BTreeMap<String, Page>,
    styles: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
}

fn output(site: &Path, settings: Settings) -> Output {
    let made = make(site, settings, &Memo::off(), &|_| {}).expect("the folder can be read");
    assert!(!made.diagnostics.has_errors(), "{:#?}", made.diagnostics);
    let mut output =
        Output { files: BTreeSet::new(), pages: BTreeMap::new(), styles: BTreeMap::new(), texts: BTreeMap::new() };
    for (path, file) in &made.rendered.outputs {
        let path = path.as_str().to_owned();
        if let anteroom::output::Output::Bytes(bytes) = file {
            let text = || String::from_utf8_lossy(bytes).into_owned();
            match path.rsplit('.').next().unwrap_or_default() {
                "html" => drop(output.pages.insert(path.clone(), Page::parse(bytes))),
                "css" => drop(output.styles.insert(path.clone(), text())),
                _ => drop(output.texts.insert(path.clone(), text())),
            }
        }
        output.files.insert(path);
    }
    assert!(!output.pages.is_empty());
    output
}

/// How addresses of the site are written.
#[derive(Clone, Copy)]
enum Layout<'a> {
    /// From the root of a host, under this path: `/` or `/practice/`.
    Rooted(&'a str),
    /// From file to file.
    Relative,
}

/// What is wrong with an address on a page; none where it leads somewhere, or out.
fn wrong(output: &Output, own: &str, from: &str, address: &str, layout: Layout<'_>) -> Option<String> {
    let address = address.strip_prefix(own).map_or(address.to_owned(), |rest| match layout {
        // A whole address of our own: canonical links, alternates. Its path starts after the host.
        Layout::Rooted(base) => format!("{base}{}", rest.trim_start_matches('/')),
        Layout::Relative => format!("\u{0}{}", rest.trim_start_matches('/')),
    });
    if anteroom::model::links::scheme(&address).is_some() {
        return None;
    }
    if address.starts_with("//") {
        return Some("leads to another host".to_owned());
    }
    let (path, fragment) = address.split_once('#').map_or((address.as_str(), None), |(p, f)| (p, Some(f)));
    let path = path.split('?').next().unwrap_or(path);
    let file = if path.is_empty() {
        from.to_owned()
    } else if let Some(whole) = path.strip_prefix('\u{0}') {
        file_of(&decode(whole))
    } else {
        match layout {
            Layout::Rooted(base) => {
                let Some(inner) = path.strip_prefix(base) else { return Some(format!("is not under {base}")) };
                file_of(&decode(inner))
            }
            Layout::Relative => {
                if path.starts_with('/') {
                    return Some("starts at the root of the disk".to_owned());
                }
                if path.ends_with('/') || path == "." || path == ".." {
                    return Some("names a folder, which a disk does not open".to_owned());
                }
                let Some(file) = join(from, &decode(path)) else { return Some("climbs out of the site".to_owned()) };
                file
            }
        }
    };
    if !output.files.contains(&file) {
        return Some(format!("leads to {file}, which is not there"));
    }
    let fragment = fragment.filter(|f| !f.is_empty())?;
    let id = decode(fragment);
    let there = output.pages.get(&file).is_some_and(|p| p.elements.iter().any(|e| e.get("id") == Some(id.as_str())));
    // A picture's fragment is its own affair.
    (output.pages.contains_key(&file) && !there).then(|| format!("leads to #{id}, which {file} does not have"))
}

fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn decode(text: &str) -> String {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).expect("an address in UTF-8")
}

/// Everything that is wrong with the links of a site.
fn faults(output: &Output, own: &str, layout: Layout<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut links = 0;
    for (path, page) in &output.pages {
        // The page for wrong addresses is shown at any address, and by a server only.
        if path == "404.html" && matches!(layout, Layout::Relative) {
            continue;
        }
        faults.extend(page.mended.iter().map(|what| format!("{path}: a browser has to mend it: {what}")));
        let ids: Vec<&str> = page.elements.iter().filter_map(|e| e.get("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        if unique.len() != ids.len() {
            let twice: Vec<&&str> = unique.iter().filter(|id| ids.iter().filter(|i| i == id).count() > 1).collect();
            faults.push(format!("{path}: ids twice: {twice:?}"));
        }
        for element in &page.elements {
            for (name, value) in &element.attributes {
                let mut judge = |address: &str| {
                    links += 1;
                    if let Some(wrong) = wrong(output, own, path, address, layout) {
                        faults.push(format!("{path}: <{} {name}=\"{address}\"> {wrong}", element.name));
                    }
                };
                match name.as_str() {
                    name if ADDRESSES.contains(&name) => judge(value),
                    "content" if element.get("http-equiv").is_some_and(|h| h.eq_ignore_ascii_case("refresh")) => {
                        judge(value.split_once("url=").map_or("", |(_, url)| url));
                    }
                    "srcset" => value.split(',').filter_map(|v| v.split_whitespace().next()).for_each(judge),
                    name if REFERENCES.contains(&name) => {
                        for id in value.split_whitespace().filter(|id| !unique.contains(id)) {
                            faults.push(format!("{path}: <{} {name}=\"{id}\"> names no element", element.name));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(links > 0, "no links at all");
    for (path, style) in &output.styles {
        for part in style.split("url(").skip(1) {
            let address = part.split(')').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
            if address.starts_with("data:") || address.starts_with('#') {
                continue;
            }
            let there = join(path, address).is_some_and(|file| output.files.contains(&file));
            if !there {
                faults.push(format!("{path}: url({address}) leads nowhere"));
            }
        }
    }
    for (path, text) in &output.texts {
        let addresses: Vec<String> = match path.as_str() {
            "sitemap.xml" => {
                text.split("<loc>").skip(1).map(|p| p.split("</loc>").next().unwrap_or_default().to_owned()).collect()
            }
            "_redirects" if !matches!(layout, Layout::Relative) => text
                .lines()
                .filter(|l| !l.starts_with('#'))
                .filter_map(|l| l.split_whitespace().nth(1))
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        };
        for address in addresses {
            if let Some(wrong) = wrong(output, own, "index.html", &address, layout) {
                faults.push(format!("{path}: {address} {wrong}"));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

#[track_caller]
pub fn all_lead_somewhere(site: &Path, own: &str) {
    let mut wrong = Vec::new();
    let root = output(site, settings());
    wrong.extend(faults(&root, own, Layout::Rooted("/")).into_iter().map(|f| format!("root: {f}")));
    let base = "https://elm.example.org/practice";
    let under = output(site, Settings { base_url: Some(base.to_owned()), ..settings() });
    wrong.extend(faults(&under, base, Layout::Rooted("/practice/")).into_iter().map(|f| format!("sub-path: {f}")));
    let disk = output(site, Settings { relative: true, ..settings() });
    wrong.extend(faults(&disk, own, Layout::Relative).into_iter().map(|f| format!("relative: {f}")));
    assert!(wrong.is_empty(), "{} links are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Proves: in the sample practice every link, picture, style, anchor and reference leads somewhere, in all three layouts.
#[test]
fn the_sample_leads_nowhere_wrong() {
    all_lead_somewhere(repository(), "https://www.example.com");
}

/// A site with what links trip over: spaces, percent signs and letters of other scripts in names, pictures, anchors,
/// aliases, several pages of lists, a second language.
fn thorny() -> Site {
    let mut site = Site::empty()
        .file(
            "content/practice.yaml",
            "name: Elm\nurl: https://www.example.com\nlanguages: [en, ar]\nphone: \"(555) 555-0142\"\n\
             look: {articles_per_page: 2, logo: media/our logo.svg, logo_dark: \"media/our logo, dark.svg\"}\nlocations: [{id: main, name: Main}]\n\
             navigation: [home, providers, articles, topics, forms, glossary, pages/über uns.md]\n",
        )
        .file("content/index.md", "---\ntitle: Home\n---\n\n[About](pages/über%20uns.md) [forms](forms/) [articles](articles/) [people](providers)\n")
        .file("content/pages/über uns.md", "---\ntitle: About\naliases: [/old-about/, /about.php]\n---\n\n## Ärger & Wut?\n\n[Up](#%C3%A4rger--wut-1)\n\n## Ärger & Wut?\n")
        .file("content/media/our logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>\n")
        .file("content/media/our logo, dark.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>\n")
        .file("content/media/100% 心.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>\n")
        .file("content/files/note #1.txt", "A note.\n")
        .file("content/glossary.yaml", "terms: [{term: Grief, definition: \"Sorrow. See [it](articles/a0.md).\"}]\n")
        .file("content/forms/intake 心.yaml", "title: Intake\nsections:\n  - {id: \"心\", title: One, fields: [{id: \"q-é\", label: A, type: text, help: \"[why](../articles/a1.md)\"}]}\n")
        .file("content/packets/all.yaml", "title: All\nforms: [intake 心]\n");
    for n in 0..5 {
        let text = format!(
            "---\ntitle: Article {n}\nposted: 2026-01-0{}\nauthor: amara\ntopics: [Ärger, 心, all]\n---\n\nGrief.[^1] ![A](<../media/100% 心.svg>) [note](../files/note%20%231.txt)\n\n\
             [next](a{}.md#the-end) [form](<../forms/intake 心.yaml>) [section](<../forms/intake 心.yaml#心>) [person](../providers/amara.yaml)\n\n## The end\n\n[^1]: A note.\n",
            n + 1,
            (n + 1) % 5
        );
        site = site.file(&format!("content/articles/a{n}.md"), text);
    }
    for name in ["amara", "dána"] {
        let text = format!(
            "name: {name}\nspecialties: [Ärger]\ninsurance: [Blue & Co]\nlanguages: [en, ar]\nlocations: [main]\naccepting_clients: yes\n"
        );
        site = site.file(&format!("content/providers/{name}.yaml"), text);
    }
    site.file(
        "content/articles/a0.ar.md",
        "---\ntitle: مقال\ntopics: [حزن]\n---\n\n[x](a1.md) [y](a0.ar.md#النهاية)\n\n## النهاية\n",
    )
}

/// Proves: the same of a site whose names have everything in them that an address must encode.
#[test]
fn a_thorny_site_leads_nowhere_wrong() {
    let site = thorny();
    all_lead_somewhere(site.path(), "https://www.example.com");
}

/// Proves: these tests see a link that leads nowhere, an anchor that is not there, and a folder on a disk.
#[test]
fn wrong_links_are_seen() {
    let site = Site::small().file(
        "themes/calm/templates/404.html",
        "<!doctype html><html lang=\"en\"><head><title>x</title></head><body><h1 id=\"a\">x</h1>\
         <a href=\"/nowhere/\">1</a><a href=\"/#nothing\">2</a><a href=\"/articles\">3</a><img src=\"//evil.example.com/x.png\" alt=\"\"><label for=\"b\">4</label><p id=\"a\"></p>\
         </body></html>",
    );
    let mut seen = output(site.path(), settings());
    seen.pages.retain(|path, _| path == "404.html" || path == "index.html");
    let faults = faults(&seen, "https://www.example.com", Layout::Rooted("/")).join("\n");
    for wrong in ["/nowhere/", "#nothing", "\"/articles\"", "evil.example.com", "for=\"b\"", "ids twice"] {
        assert!(faults.contains(wrong), "{wrong} is not seen:\n{faults}");
    }
}

/// Proves: the fonts that the theme names are fetched at once, by addresses that are there; a theme with a list of its own has
/// only that, and the owner's choices reach the page.
#[test]
fn fonts_come_first() {
    let preloaded = |site: &Site| -> Vec<String> {
        let files = site.built();
        let home = String::from_utf8(files["index.html"].clone()).expect("text");
        let links = home.split("<link rel=\"preload\" href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
        let fonts: Vec<String> = links.map(str::to_owned).collect();
        assert!(fonts.iter().all(|font| files.contains_key(font)), "{fonts:?}");
        fonts
    };
    let names = |fonts: &[String]| -> Vec<String> {
        fonts.iter().filter_map(|f| f.rsplit('/').next()?.split('.').next().map(str::to_owned)).collect()
    };
    let site = Site::empty().file("content/practice.yaml", "name: Elm\nlook: {type_pairing: plain}\n");
    assert_eq!(names(&preloaded(&site)), ["andika-regular", "andika-bold", "young-serif"]);
    assert!(String::from_utf8_lossy(&site.public()["index.html"]).contains(" data-type=\"plain\">"));
    let own = Site::empty()
        .file("content/practice.yaml", "name: Elm\nlook: {theme: mine}\n")
        .file("themes/mine/theme.yaml", "extends: calm\npreload: [fonts/own.woff2]\n")
        .file("themes/mine/assets/fonts/own.woff2", "x");
    assert_eq!(names(&preloaded(&own)), ["own"]);
}

/// Proves: every page has a picture for its tab. A logo that browsers draw there is it; without one it is the theme's drawing in the
/// owner's accent, made dark enough, and a theme's own drawing wins.
#[test]
fn every_page_has_an_icon() {
    let icon = |site: &Site| -> (String, String) {
        let files = site.built();
        let mut found = std::collections::BTreeSet::new();
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = Page::parse(bytes);
            let all = page.all("link").filter(|e| e.get("rel") == Some("icon"));
            // Beside it, for browsers that draw no SVG, stands one of pixels, which tests/it/social.rs looks at.
            let icons: Vec<_> = all.filter(|e| e.get("href") != Some("/favicon.ico")).collect();
            assert_eq!(icons.len(), 1, "{path}");
            found.insert(icons[0].get("href").expect("an address").to_owned());
        }
        assert_eq!(found.len(), 1, "{found:?}");
        let name = found.pop_first().expect("an icon");
        let drawing = String::from_utf8(files[name.trim_start_matches('/')].clone()).expect("text");
        (name, drawing)
    };
    let with = |look: &str| Site::empty().file("content/practice.yaml", format!("name: Elm\n{look}\n"));
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" color=\"#123456\" width=\"10\" height=\"20\"><path color=\"red\"/></svg>\n";
    let (name, door) = icon(&with(""));
    assert!(name.starts_with("/assets/icon.") && door.contains(" color=\"#2b3f87\""), "{name}\n{door}");
    // As yellow as this nobody sees it on white; it has the same darker one as links.
    let (accented, door) = icon(&with("look: {accent: \"#ffd23f\"}"));
    let color = door.split(" color=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a color");
    assert!(accented != name && color != "#ffd23f" && color != "#2b3f87", "{accented}\n{door}");
    let logo = with("look: {logo: media/mark.SVG}").file("content/media/mark.SVG", svg);
    assert_eq!(icon(&logo), ("/media/mark.SVG".to_owned(), svg.to_owned()));
    let photo = with("look: {logo: media/mark.gif}").file("content/media/mark.gif", "GIF89a\u{1}\0\u{1}\0\0\0\0");
    assert_eq!(icon(&photo).0, name);
    let own = with("look: {theme: mine, accent: \"#123457\"}")
        .file("themes/mine/theme.yaml", "extends: calm\n")
        .file("themes/mine/assets/icon.svg", svg);
    assert_eq!(icon(&own).1, svg.replace("#123456", "#123457"));
}

/// Proves: a logo for dark screens is shown there, and on paper and by day the other; without one there is no second picture.
#[test]
fn a_logo_has_its_colors_for_the_dark() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>\n";
    let home = |look: &str| {
        let site = Site::empty()
            .file("content/practice.yaml", format!("name: Elm\nlook: {look}\n"))
            .file("content/media/day.svg", svg)
            .file("content/media/night.svg", svg);
        Page::parse(&site.built()["index.html"])
    };
    let page = home("{logo: media/day.svg, logo_dark: media/night.svg}");
    let sources: Vec<_> = page.all("source").collect();
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0].get("srcset"), Some("/media/night.svg"));
    assert_eq!(sources[0].get("media"), Some("screen and (prefers-color-scheme: dark)"));
    assert!(page.all("img").any(|e| e.get("src") == Some("/media/day.svg")));
    assert_eq!(home("{logo: media/day.svg}").all("source").count(), 0);
}

/// Proves: a term's definition goes along with its first use for the margin, as plain words, and is no part of the text.
#[test]
fn definitions_go_to_the_margin() {
    let site = Site::small()
        .file("content/glossary.yaml", "terms: [{term: Grief, definition: \"Sorrow, **\\\"heavy\\\"**; see [us](pages/about.md) at {{ fact: name }}.\"}]\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nOur grief, and more grief.\n");
    let page = Page::parse(&site.built()["about/index.html"]);
    let terms: Vec<_> = page.all("a").filter(|e| e.get("class") == Some("term")).collect();
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].text, "grief");
    assert_eq!(terms[0].get("data-term"), Some("Grief"));
    assert_eq!(terms[0].get("data-note"), Some("Sorrow, “heavy”; see us at Elm Street Counseling."));
    assert!(!page.text.contains("Sorrow"), "{}", page.text);
}

/// Proves: the name of a language is read out in that language, in the directory, in its filters and on a person's page; one that
/// is known by its code only is left as it is.
#[test]
fn languages_are_named_in_their_own_tongue() {
    let site = Site::small()
        .file("content/providers/a.yaml", "name: A. Lee\nlanguages: [en, ar, ase, pt-BR, tlh]\n")
        .file("content/providers/b.yaml", "name: B. Lee\nlanguages: [ar]\n")
        .built();
    let named = |path: &str, tag: &str| -> BTreeSet<(String, Option<String>)> {
        let page = Page::parse(&site[path]);
        let names =
            page.all(tag).filter(|e| tag == "bdi" || e.get("data-facet").is_some_and(|f| f.starts_with("language:")));
        names.map(|e| (e.text.clone(), e.get("lang").map(str::to_ascii_lowercase))).collect()
    };
    let own = [
        ("American Sign Language", Some("en")),
        ("English", Some("en")),
        ("Português", Some("pt-br")),
        ("tlh", None),
        ("العربية", Some("ar")),
    ];
    let own: BTreeSet<_> = own.into_iter().map(|(name, lang)| (name.to_owned(), lang.map(str::to_owned))).collect();
    assert_eq!(named("providers/index.html", "a"), own);
    assert_eq!(named("providers/index.html", "bdi"), own);
    assert_eq!(named("providers/a/index.html", "bdi"), own);
}

/// Proves: a page that only sends on is a whole page in the site's language, and leads on without scripts.
#[test]
fn redirects_are_whole_pages() {
    let site = Site::empty()
        .file("content/practice.yaml", "name: Elm\nlanguages: [es]\n")
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/old/]\n---\n\nText.\n")
        .built();
    let bytes = &site["old/index.html"];
    let page = Page::parse(bytes);
    assert_eq!(page.mended, Vec::<String>::new());
    assert_eq!(page.elements[0].get("lang"), Some("es"));
    let text = String::from_utf8_lossy(bytes);
    assert!(["<head>", "</head>", "<body>", "</body>"].iter().all(|tag| text.matches(tag).count() == 1), "{text}");
    assert!(page.all("a").any(|e| e.get("href") == Some("/about/")));
}
