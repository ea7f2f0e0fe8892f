//! What others show beside a link to the site, and the icons of tabs and home screens.

use crate::html::Page;
use crate::site::{Site, files_of, printed};
use std::collections::{BTreeMap, BTreeSet};

/// A picture's size in words, read from its first bytes; of an icon file the size of each picture in it.
pub fn size(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0, 0, 1, 0]) {
        let sizes: Vec<String> = icons(bytes).iter().map(|png| size(png)).collect();
        return sizes.concat();
    }
    let picture = image::load_from_memory(bytes).expect("a picture");
    format!("{} x {}\n", picture.width(), picture.height())
}

/// The pictures of an icon file.
fn icons(bytes: &[u8]) -> Vec<&[u8]> {
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
    let count = usize::from(bytes[4]);
    (0..count).map(|n| &bytes[number(18 + n * 16)..][..number(14 + n * 16)]).collect()
}

/// The properties of a page's head, as those who show links read them.
fn properties(page: &Page) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for meta in page.all("meta") {
        if let (Some(name), Some(content)) = (meta.get("property").or(meta.get("name")), meta.get("content")) {
            found.entry(name.to_owned()).or_default().push(content.to_owned());
        }
    }
    found
}

fn one<'a>(properties: &'a BTreeMap<String, Vec<String>>, name: &str) -> Option<&'a str> {
    let [value] = properties.get(name)?.as_slice() else { panic!("{name} stands more than once") };
    Some(value)
}

/// Proves: on every page of the sample that has an address of its own, a link is shown with the page's own words, in its language,
/// and with a picture that is there, has the size that is said, and is described.
#[test]
fn every_page_can_be_shown_beside_a_link() {
    let files = files_of(&printed().join("public"));
    let mut pictures = BTreeSet::new();
    for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html") && *name != "404.html") {
        let page = Page::parse(html);
        let found = properties(&page);
        // What only sends on to another page is not shown itself.
        if page.all("meta").any(|meta| meta.get("http-equiv") == Some("refresh")) {
            continue;
        }
        let said = |name: &str| one(&found, name).unwrap_or_else(|| panic!("{name} is missing"));
        let canonical = page.all("link").find(|l| l.get("rel") == Some("canonical")).expect(name).get("href");
        assert_eq!(Some(said("og:url")), canonical, "{name}");
        let spanish = page.all("html").next().and_then(|html| html.get("lang")) == Some("es");
        assert_eq!(said("og:locale"), if spanish { "es_US" } else { "en_US" }, "{name}");
        assert_eq!(said("og:site_name"), "Riverbend Integrative Therapy");
        assert_eq!(said("twitter:card"), "summary_large_image");
        let sensitive = page.all("a").any(|a| a.get("class") == Some("exit-link"));
        let heading = &page.all("h1").next().expect("a heading").text;
        assert_eq!(said("og:title"), if sensitive { "Riverbend Integrative Therapy" } else { heading }, "{name}");
        let description = one(&found, "og:description").expect(name);
        if sensitive {
            assert_ne!(description, said("description"), "{name}");
        }
        let kind = if sensitive {
            "website"
        } else {
            let inner = name.trim_start_matches("es/");
            let own = |folder: &str| {
                inner
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.matches('/').count() == 1 && !rest.starts_with("page/"))
            };
            if own("articles/") {
                "article"
            } else if own("providers/") {
                "profile"
            } else {
                "website"
            }
        };
        assert_eq!(said("og:type"), kind, "{name}");
        let image = said("og:image").strip_prefix("https://www.example.com/").expect("a whole address");
        let bytes = files.get(image).unwrap_or_else(|| panic!("{name}: {image} is not there"));
        assert_eq!(size(bytes), format!("{} x {}\n", said("og:image:width"), said("og:image:height")), "{name}");
        assert!(said("og:image:alt").starts_with("Riverbend Integrative Therapy"), "{name}");
        assert_eq!(image.starts_with("es/"), spanish, "{name}: {image}");
        pictures.insert(image.to_owned());
    }
    let drawn: BTreeSet<String> = files.keys().filter(|name| name.contains("social-")).cloned().collect();
    assert_eq!(pictures, drawn, "each is shown somewhere, and none is missing");
    assert!(drawn.len() > 6, "{drawn:?}");
    for name in &drawn {
        assert!(files[name].len() < 100_000, "{name} has {} bytes", files[name].len());
    }
}

/// Proves: a link to a page that is `sensitive` is shown as a link to the practice: neither its title, nor its summary, nor its
/// picture stands on somebody's screen.
#[test]
fn a_sensitive_page_says_nothing_elsewhere() {
    let site = Site::small().file(
        "content/articles/leaving.md",
        "---\ntitle: Leaving\nsummary: How to go\nposted: 2026-01-01\nsensitive: yes\n---\nText.\n",
    );
    let files = site.built();
    let page = Page::parse(&files["articles/leaving/index.html"]);
    for (name, values) in
        properties(&page).iter().filter(|(name, _)| name.starts_with("og:") || name.starts_with("article:"))
    {
        for value in values.iter().filter(|_| name != "og:url") {
            for word in ["Leaving", "How to go", "2026-01-01", "social-articles"] {
                assert!(!value.contains(word), "{name} says {value}");
            }
        }
    }
}

/// Proves: a photograph of the page's own stands in the drawn picture's place where everybody can show it, and only there.
#[test]
fn a_page_is_shown_with_its_own_photograph() {
    let photograph = |width: u32, height: u32| {
        let mut out = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut out, image::ImageFormat::Png).expect("a PNG");
        out.into_inner()
    };
    let site = ["large.png", "small.png", "drawing.svg"].iter().fold(Site::small(), |site, name| {
        let article = format!("---\ntitle: With {name}\nimage: ../media/{name}\nimage_alt: A lamp\n---\nText.\n");
        site.file(&format!("content/articles/{}.md", name.replace('.', "-")), article)
    });
    let site = site
        .file("content/media/large.png", photograph(1000, 700))
        .file("content/media/small.png", photograph(90, 90))
        .file("content/media/drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 700\"/>");
    let files = site.built();
    let of = |name: &str| properties(&Page::parse(&files[&format!("articles/{name}/index.html")]));
    let large = of("large-png");
    let said = |name: &str| one(&large, name).expect(name);
    assert!(said("og:image").starts_with("https://www.example.com/media/large"), "{}", said("og:image"));
    assert_eq!((said("og:image:width"), said("og:image:height")), ("1000", "700"));
    assert_eq!((said("og:image:alt"), said("og:image:type")), ("A lamp", "image/png"));
    for name in ["small-png", "drawing-svg"] {
        assert_eq!(one(&of(name), "og:image"), Some("https://www.example.com/social-articles.png"), "{name}");
    }
}

/// Proves: a site whose address nobody knows yet is shown nowhere, so there is nothing to show it with; its icons are there.
#[test]
fn without_an_address_there_are_only_icons() {
    let files = Site::empty().file("content/practice.yaml", "name: Elm\n").built();
    let pictures: Vec<&str> =
        files.keys().map(String::as_str).filter(|name| name.ends_with(".png") || name.ends_with(".ico")).collect();
    assert_eq!(pictures, ["apple-touch-icon.png", "favicon.ico"]);
    assert!(!properties(&Page::parse(&files["index.html"])).keys().any(|name| name.starts_with("og:")));
}

fn dominant(png: &[u8]) -> [u8; 3] {
    let picture = image::load_from_memory(png).expect("a picture").to_rgba8();
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for pixel in picture.pixels().filter(|pixel| pixel.0[3] == 255) {
        *counts.entry([pixel.0[0], pixel.0[1], pixel.0[2]]).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).expect("pixels").0
}

const RED: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\"><path d=\"M0 0h40v40H0z\" fill=\"#c01020\"/></svg>";

/// Proves: the icons are the logo where it is fit for one, else the theme's drawing in the practice's colour, and every page says
/// where they are; a name written out is no icon.
#[test]
fn icons_are_the_logo_or_the_themes_drawing() {
    let practice = |look: &str| format!("name: Elm\nlook: {{accent: \"#006633\", logo: media/{look}}}\n");
    let wide = RED.replace("0 0 40 40", "0 0 400 40").replace("h40v40", "h400v40");
    let photograph = {
        let mut out = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(64, 64, image::Rgb([192, 16, 32]))
            .write_to(&mut out, image::ImageFormat::Png)
            .expect("a PNG");
        out.into_inner()
    };
    for (name, bytes, own) in
        [("logo.svg", RED.as_bytes(), true), ("wide.svg", wide.as_bytes(), false), ("logo.png", &photograph, true)]
    {
        let files = Site::empty()
            .file("content/practice.yaml", practice(name))
            .file(&format!("content/media/{name}"), bytes)
            .built();
        let wanted = if own { [192, 16, 32] } else { [0, 0x66, 0x33] };
        let tab = icons(&files["favicon.ico"]);
        assert_eq!(size(&files["favicon.ico"]), "16 x 16\n32 x 32\n");
        assert_eq!(size(&files["apple-touch-icon.png"]), "180 x 180\n");
        for icon in tab.iter().copied().chain([files["apple-touch-icon.png"].as_slice()]) {
            assert_eq!(dominant(icon), wanted, "{name}");
        }
        let page = Page::parse(&files["index.html"]);
        let linked: Vec<_> =
            page.all("link").filter(|l| l.get("rel").is_some_and(|rel| rel.contains("icon"))).collect();
        let to = |rel: &str| {
            linked.iter().filter(|l| l.get("rel") == Some(rel)).filter_map(|l| l.get("href")).collect::<Vec<_>>()
        };
        assert_eq!(to("apple-touch-icon"), ["/apple-touch-icon.png"]);
        let [ico, drawn] = to("icon")[..] else { panic!("{:?}", to("icon")) };
        assert_eq!(ico, "/favicon.ico");
        assert!(files.contains_key(drawn.trim_start_matches('/')), "{drawn}");
        assert_eq!(drawn.starts_with("/media/"), own, "{drawn}");
    }
}

/// Proves: a name that no font has, or an endless one, still gives a picture, and a second build draws nothing anew.
#[test]
fn strange_names_are_drawn_too() {
    for name in ["心の健康", "مركز النهر", &"Long ".repeat(60), &"W".repeat(300), "Elm 🌳 Street"] {
        let site = Site::empty().file(
            "content/practice.yaml",
            format!("name: {}\nurl: https://www.example.com\n", serde_json::to_string(name).expect("a string")),
        );
        let first = site.built();
        assert_eq!(size(&first["social-practice.png"]), "1200 x 630\n");
        assert_eq!(first, site.built());
    }
}
