//! Pictures: what an owner drops in, and what visitors get. Every picture here is made by the test, notes of the camera included.

use crate::html::{Element, Page};
use crate::links::all_lead_somewhere;
use crate::properties::settings;
use crate::site::{Site, files_of};
use anteroom::blob::BlobStore;
use anteroom::memo::Memo;
use anteroom::output::Output;
use anteroom::pipeline;
use anteroom::serve::live::Live;
use anteroom::serve::preview::Found;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::{Duration, Instant};

/// A scene with a red corner at the upper left, as the camera holds it.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            return Rgb([220, 20, 20]);
        }
        let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) % 23;
        Rgb([(40 + x * 90 / width + grain) as u8, (90 + y * 120 / height) as u8, (200 - x * 60 / width) as u8])
    })
}

fn packed(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.into().write_to(&mut out, format).expect("packed");
    out.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    packed(scene(width, height), ImageFormat::Jpeg)
}

/// EXIF as a phone writes it: make and model, how it was held, when, and 41° 53' N 87° 37' W.
fn exif(orientation: u16) -> Vec<u8> {
    const ASCII: u16 = 2;
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    let mut data = b"MM\0\x2a\0\0\0\x08".to_vec();
    let table = |entries: &[(u16, u16, u32, Vec<u8>)], data: &mut Vec<u8>| {
        let begin = data.len();
        let mut far = begin + 2 + entries.len() * 12 + 4;
        let mut tail: Vec<u8> = Vec::new();
        data.extend((entries.len() as u16).to_be_bytes());
        for (tag, kind, count, value) in entries {
            data.extend(tag.to_be_bytes());
            data.extend(kind.to_be_bytes());
            data.extend(count.to_be_bytes());
            if value.len() <= 4 {
                let mut short = value.clone();
                short.resize(4, 0);
                data.extend(short);
            } else {
                data.extend((far as u32).to_be_bytes());
                far += value.len();
                tail.extend(value);
            }
        }
        data.extend([0; 4]);
        data.extend(tail);
        begin
    };
    let text = |words: &str| format!("{words}\0").into_bytes();
    let degrees = |parts: [u32; 3]| {
        parts.iter().flat_map(|n| [n.to_be_bytes(), 1u32.to_be_bytes()].concat()).collect::<Vec<u8>>()
    };
    let first = |gps: u32| {
        vec![
            (0x010f, ASCII, 10, text("Fernsehen")),
            (0x0110, ASCII, 13, text("Telephone 15")),
            (0x0112, SHORT, 1, orientation.to_be_bytes().to_vec()),
            (0x0132, ASCII, 20, text("2026:05:01 09:41:00")),
            (0x8825, LONG, 1, gps.to_be_bytes().to_vec()),
        ]
    };
    // The place of the second table is known when the first has been laid out.
    let mut draft = data.clone();
    table(&first(0), &mut draft);
    table(&first(draft.len() as u32), &mut data);
    let place = vec![
        (1, ASCII, 2, b"N\0".to_vec()),
        (2, RATIONAL, 3, degrees([41, 53, 0])),
        (3, ASCII, 2, b"W\0".to_vec()),
        (4, RATIONAL, 3, degrees([87, 37, 0])),
    ];
    table(&place, &mut data);
    data
}

const XMP: &str = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><exif:GPSLatitude>41,53N</exif:GPSLatitude><dc:creator>Amara</dc:creator></x:xmpmeta>";

/// A JPEG with all that phones and programs write into one.
fn phone(plain: &[u8], orientation: u16) -> Vec<u8> {
    let mut out = plain[..2].to_vec();
    let mut segment = |marker: u8, content: &[u8]| {
        out.extend([0xff, marker]);
        out.extend(((content.len() + 2) as u16).to_be_bytes());
        out.extend(content);
    };
    segment(0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat());
    segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), XMP.as_bytes()].concat());
    segment(0xed, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x07Amara O");
    segment(0xfe, b"taken in the waiting room");
    out.extend(&plain[2..]);
    // A short film behind the end, with a place of its own.
    out.extend(b"ftypmp42 GPSLatitude 41.88");
    out
}

/// A PNG with the same in chunks.
fn noted_png(plain: &[u8], orientation: u16) -> Vec<u8> {
    let mut out = plain[..33].to_vec();
    for (name, content) in
        [(b"eXIf", exif(orientation)), (b"iTXt", [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), XMP.as_bytes()].concat())]
    {
        out.extend((content.len() as u32).to_be_bytes());
        out.extend(name);
        out.extend(&content);
        // Readers check sums, so it is the right one.
        let mut sum = u32::MAX;
        for byte in name.iter().chain(&content) {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        out.extend((!sum).to_be_bytes());
    }
    out.extend(&plain[33..]);
    out
}

/// A WebP with the same in chunks.
fn noted_webp(plain: &[u8], width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    let mut chunk = |name: &[u8], content: &[u8]| {
        body.extend(name);
        body.extend((content.len() as u32).to_le_bytes());
        body.extend(content);
        body.extend(vec![0; content.len() & 1]);
    };
    let less = |n: u32| (n - 1).to_le_bytes()[..3].to_vec();
    chunk(b"VP8X", &[vec![0x0c, 0, 0, 0], less(width), less(height)].concat());
    let len = u32::from_le_bytes(plain[16..20].try_into().expect("a length")) as usize;
    chunk(&plain[12..16], &plain[20..20 + len]);
    chunk(b"EXIF", &exif(orientation));
    chunk(b"XMP ", XMP.as_bytes());
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
}

/// What a camera or a program may have said, anywhere in a file.
const SAID: &[&str] = &[
    "Exif",
    "eXIf",
    "EXIF",
    "GPSL",
    "Fernsehen",
    "Telephone",
    "2026:05:01",
    "xmpmeta",
    "adobe",
    "Photoshop",
    "8BIM",
    "waiting room",
    "Amara",
];

#[track_caller]
fn says_nothing(name: &str, bytes: &[u8]) {
    for said in SAID {
        let there = bytes.windows(said.len()).any(|part| part == said.as_bytes());
        assert!(!there, "{name} still says {said}");
    }
    assert!(exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).is_err(), "{name} still has EXIF");
}

fn is_picture(name: &str) -> bool {
    [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].iter().any(|ending| name.ends_with(ending))
}

/// Whether the red corner is where an upright picture has it.
#[track_caller]
fn stands_upright(name: &str, bytes: &[u8]) {
    let picture = image::load_from_memory(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (width, height) = picture.dimensions();
    let red = |x: u32, y: u32| {
        let Rgba([r, g, b, _]) = picture.get_pixel(x, y);
        r > 150 && g < 90 && b < 90
    };
    // Held so that 6 means "turn to the right", the camera's upper left is the upper right.
    assert!(red(width - 1 - width / 10, height / 10), "{name}: the red corner is not at the upper right");
    assert!(!red(width / 10, height / 10) && !red(width / 10, height - 1 - height / 10), "{name}");
}

fn site() -> Site {
    Site::small()
        .file("content/media/Our garden #1.jpg", phone(&jpeg(800, 560), 6))
        .file("content/media/amara.jpg", phone(&jpeg(500, 400), 6))
        .file("content/media/door.webp", noted_webp(&packed(scene(700, 500), ImageFormat::WebP), 700, 500, 6))
        .file("content/media/poster.jpg", phone(&jpeg(400, 300), 6))
        .file("content/files/card.jpg", phone(&jpeg(300, 200), 6))
        .file("content/files/flat.jpeg", phone(&jpeg(300, 200), 1))
        .file("content/files/card.png", noted_png(&packed(scene(90, 60), ImageFormat::Png), 6))
        .file(
            "content/articles/garden.md",
            "---\ntitle: The garden\nimage: \"../media/Our garden #1.jpg\"\nimage_alt: The garden\n---\n\nText.\n\n![The door](../media/door.webp)\n\n[A poster](../media/poster.jpg)\n",
        )
        .file("content/articles/door.md", "---\ntitle: The door\n---\n\n![The door](../media/door.webp)\n\n![The garden](<../media/Our garden #1.jpg>)\n")
        .file("content/providers/amara-osei.yaml", "name: Amara Osei\nphoto: ../media/amara.jpg\nphoto_alt: Amara, smiling\n")
}

/// An AVIF of 64 by 48 pixels with the same notes. Nothing here can pack one, so it lies beside.
const AVIF: &[u8] = include_bytes!("pictures/phone.avif");

/// Proves: where the parts of a file are found by their offsets, notes are written over, and nothing else is touched.
#[test]
fn notes_in_an_avif_are_written_over() {
    let site = Site::small()
        .file("content/files/phone.avif", AVIF)
        .file("content/media/phone.avif", AVIF)
        .file("content/index.md", "---\ntitle: Home\n---\n![A phone](media/phone.avif)\n");
    site.build().run().exits(0).says("note[picture-notes]").says("where it was taken (GPS)");
    let public = site.public();
    let page = Page::parse(&public["index.html"]);
    let img = page.elements.iter().find(|e| e.name == "img").expect("a picture");
    assert_eq!((img.get("src"), img.get("width"), img.get("srcset")), (Some("/media/phone.avif"), Some("64"), None));
    for name in ["phone.avif", "media/phone.avif"] {
        let bytes = &public[name];
        for said in ["GPSL", "Fernsehen", "Telephone", "xmpmeta", "2026:05:01"] {
            assert!(!bytes.windows(said.len()).any(|part| part == said.as_bytes()), "{name} still says {said}");
        }
        assert_eq!(bytes.len(), AVIF.len());
        let left = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).expect("EXIF that is empty");
        assert_eq!(left.fields().len(), 0, "{name}");
        // What says where all is stands before the notes, and the picture itself after them.
        let at = |what: &[u8]| AVIF.windows(what.len()).position(|part| part == what).expect("a part");
        let (begin, end) = (at(b"mdat"), at(b"</x:xmpmeta>") + 12);
        assert!(end < AVIF.len() && bytes[..begin] == AVIF[..begin] && bytes[end..] == AVIF[end..], "{name}");
    }
}

/// The widths and addresses of a `srcset`.
fn srcset(element: &Element) -> Vec<(u32, String)> {
    let one = |part: &str| {
        let (url, width) = part.trim().split_once(' ').expect("an address and a width");
        (width.strip_suffix('w').expect("a width").parse().expect("a number"), url.to_owned())
    };
    element.get("srcset").into_iter().flat_map(|set| set.split(',')).map(one).collect()
}

/// Proves: a photo with GPS in, none out, whatever its format and in whatever folder; every copy stands upright.
#[test]
fn where_a_photo_was_taken_is_never_published() {
    let site = site();
    assert!(
        exif::Reader::new()
            .read_from_container(&mut Cursor::new(phone(&jpeg(90, 60), 6)))
            .expect("EXIF")
            .fields()
            .any(|f| f.tag == exif::Tag::GPSLatitude)
    );
    let said = site.build().run().exits(0);
    let public = site.public();
    let pictures: Vec<_> = public.iter().filter(|(name, _)| is_picture(name)).collect();
    for (name, bytes) in &pictures {
        says_nothing(name, bytes);
        // What Anteroom draws itself never was on its side.
        let drawn = name.starts_with("social-") || name.as_str() == "apple-touch-icon.png";
        let upright = !name.ends_with(".avif") && !name.contains("flat") && !drawn;
        if upright {
            stands_upright(name, bytes);
        }
    }
    for there in ["card.jpg", "card.png", "flat.jpeg", "media/poster.jpg"] {
        assert!(public.contains_key(there), "{there} is not there");
    }
    // What pages only show is published as they show it.
    assert!(!public.contains_key("media/Our garden #1.jpg") && !public.contains_key("media/amara.jpg"));
    assert!(pictures.len() > 15, "{pictures:?}", pictures = pictures.iter().map(|(name, _)| name).collect::<Vec<_>>());
    // Nothing was lost where nothing had to be turned.
    let flat = image::load_from_memory(&public["flat.jpeg"]).expect("a JPEG");
    assert_eq!(flat, image::load_from_memory(&jpeg(300, 200)).expect("a JPEG"));
    said.says("note[picture-notes]: taken out of the published copy: where it was taken (GPS), the camera or phone, the date and time and notes of a picture program")
        .says("content/files/card.jpg")
        .says("content/files/card.png")
        .never_says("content/media/");
}

/// Proves: each size that a page names is there, as wide as is said, in its format; the page keeps its place; only the first picture
/// of a page does not wait; there is nothing larger than the original.
#[test]
fn pages_name_the_sizes_that_are_there() {
    let site = site();
    let public = site.built();
    let mut seen = BTreeMap::new();
    for (path, page) in public.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Page::parse(page);
        for element in page.elements.iter().filter(|e| matches!(e.name.as_str(), "img" | "source")) {
            for (width, url) in srcset(element) {
                let file = public.get(url.trim_start_matches('/')).unwrap_or_else(|| panic!("{path}: no {url}"));
                let size = imagesize::blob_size(file).expect("a size");
                assert_eq!(size.width, width as usize, "{url}");
                let kind = imagesize::image_type(file).expect("a kind");
                match element.name.as_str() {
                    "source" => assert!(
                        matches!(kind, imagesize::ImageType::Heif(_)) && element.get("type") == Some("image/avif"),
                        "{url}: {kind:?}"
                    ),
                    _ => assert_eq!(kind, imagesize::ImageType::Jpeg, "{url}"),
                }
                assert!(element.get("sizes").is_some_and(|sizes| !sizes.is_empty()), "{path}: {url}");
                seen.entry(url.split("-").next().expect("a name").to_owned()).or_insert_with(Vec::new).push(width);
            }
        }
        for img in page.elements.iter().filter(|e| e.name == "img") {
            let size =
                imagesize::blob_size(&public[img.get("src").expect("src").trim_start_matches('/')]).expect("a size");
            assert_eq!(img.get("width"), Some(&*size.width.to_string()), "{path}");
            assert_eq!(img.get("height"), Some(&*size.height.to_string()), "{path}");
            assert_eq!(img.get("decoding"), Some("async"));
        }
    }
    let widths = |name: &str| {
        let mut widths = seen[&format!("/media/sizes/{name}")].clone();
        widths.sort();
        widths.dedup();
        widths
    };
    // Turned, they are 560, 400 and 500 wide.
    assert_eq!(widths("our"), [480, 560]);
    assert_eq!(widths("amara"), [160, 320, 400]);
    assert_eq!(widths("door"), [500]);
    let lazy = |path: &str| -> Vec<bool> {
        let page = Page::parse(&public[path]);
        page.elements.iter().filter(|e| e.name == "img").map(|e| e.get("loading") == Some("lazy")).collect()
    };
    assert_eq!(lazy("articles/garden/index.html"), [false, true]);
    assert_eq!(lazy("articles/door/index.html"), [false, true]);
    assert_eq!(lazy("providers/amara-osei/index.html"), [false]);
    assert_eq!(lazy("providers/index.html"), [true]);
}

/// Proves: the sizes lead somewhere under a sub-path and from a disk too, and pages need no mending.
#[test]
fn sizes_are_found_wherever_the_site_lies() {
    let site = site();
    all_lead_somewhere(site.path(), "https://www.example.com");
    site.build().arg("--relative").run().exits(0);
    let html = String::from_utf8(site.public()["articles/garden/index.html"].clone()).expect("text");
    assert!(html.contains("srcset=\"../../media/sizes/our-garden-1-480.") && !html.contains("\"/media/"), "{html}");
}

/// Proves: one, two and eight threads give the same bytes, kept or not.
#[test]
fn threads_change_no_picture() {
    let site = Site::small()
        .file("content/media/hills.jpg", phone(&jpeg(560, 400), 1))
        .file("content/media/amara.jpg", phone(&jpeg(260, 200), 6))
        .file("content/media/door.png", packed(RgbaImage::from_pixel(300, 200, Rgba([9, 8, 7, 100])), ImageFormat::Png))
        .file("content/files/card.jpg", phone(&jpeg(90, 60), 6))
        .file("content/providers/amara.yaml", "name: Amara\nphoto: ../media/amara.jpg\nphoto_alt: Amara\n")
        .file(
            "content/articles/more.md",
            "---\ntitle: More\n---\n![Hills](../media/hills.jpg) ![A door](../media/door.png)\n",
        );
    let with = |threads: usize, store: BlobStore| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let tree = anteroom::source::load(site.path()).expect("a folder");
        let made = pool.install(|| pipeline::make_from(tree, settings(), &Memo::off(), &store));
        assert!(!made.diagnostics.has_errors(), "{:?}", made.diagnostics);
        let bytes = |output: &Output| match output {
            Output::Bytes(bytes) => bytes.to_vec(),
            Output::File { source, .. } => std::fs::read(source).expect("a file"),
        };
        made.rendered
            .outputs
            .iter()
            .map(|(path, output)| (path.as_str().to_owned(), bytes(output)))
            .collect::<BTreeMap<_, _>>()
    };
    let one = with(1, BlobStore::off());
    assert!(one.keys().filter(|name| name.ends_with(".avif")).count() > 3);
    for (threads, store) in
        [(2, BlobStore::off()), (8, BlobStore::of_site(site.path())), (2, BlobStore::of_site(site.path()))]
    {
        assert!(with(threads, store) == one, "{threads} threads");
    }
}

/// Proves: what was made is made once. A second build takes it from the store, and one whose store was spoilt makes it anew.
#[test]
fn pictures_are_kept_between_builds() {
    let site = site();
    let first = site.built();
    let kept = || {
        let time = |name: &String| {
            std::fs::metadata(site.path().join(".anteroom/blobs").join(name)).expect("kept").modified().expect("a time")
        };
        let files = files_of(&site.path().join(".anteroom/blobs"));
        files.keys().map(|name| (name.clone(), time(name))).collect::<BTreeMap<_, _>>()
    };
    let before = kept();
    assert!(before.len() > 20);
    assert!(site.built() == first && kept() == before);
    for name in before.keys() {
        site.write(&format!(".anteroom/blobs/{name}"), b"spoilt");
    }
    assert!(site.built() == first);
    // Another picture under the same name is another picture.
    site.write("content/media/door.webp", &packed(scene(640, 480), ImageFormat::WebP));
    let public = site.built();
    let doors = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|name| name.starts_with("media/sizes/door-")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(doors(&public).len(), doors(&first).len() + 2);
    assert!(doors(&public).iter().all(|name| !doors(&first).contains(name)));
}

/// Proves: what can be seen through stays so, and a small drawing is left as it is, but for its notes.
#[test]
fn drawings_stay_drawings() {
    let glass = RgbaImage::from_fn(900, 600, |x, y| {
        Rgba([(x % 251) as u8, (y % 241) as u8, ((x * y) % 239) as u8, if x < 450 { 0 } else { 255 }])
    });
    let plan = RgbImage::from_fn(400, 300, |x, _| if x % 40 < 4 { Rgb([0, 0, 0]) } else { Rgb([255, 255, 255]) });
    let site = Site::small()
        .file("content/media/glass.png", packed(glass, ImageFormat::Png))
        .file("content/media/plan.png", noted_png(&packed(plan.clone(), ImageFormat::Png), 1))
        .file("content/index.md", "---\ntitle: Home\n---\n![Glass](media/glass.png)\n\n![A plan](media/plan.png)\n");
    let public = site.built();
    let page = Page::parse(&public["index.html"]);
    let images: Vec<&str> = page.elements.iter().filter(|e| e.name == "img").filter_map(|e| e.get("src")).collect();
    let [glass, same] = images[..] else { panic!("{images:?}") };
    assert_eq!(same, "/media/plan.png");
    assert_eq!(image::load_from_memory(&public["media/plan.png"]).expect("a PNG").into_rgb8(), plan);
    says_nothing("plan.png", &public["media/plan.png"]);
    let seen = image::load_from_memory(&public[glass.trim_start_matches('/')]).expect("a PNG").into_rgba8();
    assert_eq!((seen.get_pixel(100, 100).0[3], seen.get_pixel(800, 100).0[3]), (0, 255));
    let avif =
        public.iter().find(|(name, _)| name.contains("glass-900") && name.ends_with(".avif")).expect("an AVIF").1;
    assert!(avif.windows(4).any(|part| part == b"auxC"), "its AVIF has no alpha");
}

/// A PNG that says it is as large as this, with nothing much in it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = packed(RgbImage::new(1, 1), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = u32::MAX;
    for byte in &png[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

/// Proves: pictures that are too large are refused at once, at their file, shown or not; so is a file that breaks off, and one of
/// another kind than its name says.
#[test]
fn what_cannot_be_shown_is_said() {
    let whole = jpeg(800, 600);
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".as_slice(), &[0; 200]].concat();
    let site = Site::small()
        .file("content/media/bomb.png", bomb(65_535, 65_535))
        .file("content/media/liar.png", bomb(9_000, 9_000))
        .file("content/files/bomb.png", bomb(65_535, 65_535))
        .file("content/media/cut.jpg", &whole[..whole.len() / 2])
        .file("content/media/phone.jpg", heic)
        .file("content/media/drawing.jpg", packed(scene(64, 64), ImageFormat::Png))
        .file("content/media/huge.jpg", &whole)
        .file(
            "content/index.md",
            "---\ntitle: Home\n---\n![A](media/bomb.png) ![B](media/liar.png) ![C](media/cut.jpg) ![D](media/phone.jpg) ![E](media/drawing.jpg) ![F](media/huge.jpg)\n",
        );
    let file = std::fs::File::options().write(true).open(site.path().join("content/media/huge.jpg")).expect("open");
    file.set_len(72_000_000).expect("a sparse file");
    let begun = Instant::now();
    let said = site.build().run().exits(1);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let said = said.stderr;
    for (file, words) in [
        ("content/media/bomb.png", "error[picture-too-large]: this picture is too large: 65,535 by 65,535 pixels"),
        ("content/files/bomb.png", "error[picture-too-large]: this picture is too large: 65,535 by 65,535 pixels"),
        ("content/media/liar.png", "error[picture-unreadable]: this picture is damaged"),
        ("content/media/cut.jpg", "error[picture-unreadable]: this picture is damaged"),
        ("content/index.md", "error[picture-unreadable]: this is a HEIC picture under the name .jpg"),
        ("content/media/drawing.jpg", "warning[picture-misnamed]: this is a PNG picture under the name .jpg"),
        ("content/media/huge.jpg", "error[picture-too-large]: this picture's file is too large: 72 MB"),
    ] {
        let there = said
            .lines()
            .zip(said.lines().skip(1))
            .any(|(first, second)| first.starts_with(words) && second.contains(file));
        assert!(there, "{file}: {words}\n{said}");
    }
    assert_eq!(said.matches("error[").count(), 6, "{said}");
}

/// Proves: a preview shows a page before any of its pictures is made; each is made when it is asked for, with the bytes of a build.
#[test]
fn a_preview_waits_for_no_picture() {
    let site = site();
    let (live, _) = Live::open(site.path(), settings()).expect("a folder");
    let shown = live.now().shown;
    let find = |path: &str| match shown.find(path) {
        Found::Output(Output::Bytes(bytes)) => bytes.to_vec(),
        Found::Output(Output::File { source, .. }) => std::fs::read(source).expect("a file"),
        _ => panic!("{path} is not there"),
    };
    let html = find("articles/garden/index.html");
    assert!(!site.path().join(".anteroom/blobs").exists(), "a page made pictures");
    let page = Page::parse(&html);
    let source = page.elements.iter().find(|e| e.name == "source").expect("a source");
    let (_, smallest) = srcset(source).remove(0);
    let asked = find(smallest.trim_start_matches('/'));
    let poster = find("media/poster.jpg");
    assert!(shown.has("card.jpg") && !shown.has("media/Our garden #1.jpg"));
    let public = site.built();
    assert!(public[smallest.trim_start_matches('/')] == asked && public["media/poster.jpg"] == poster);
}

/// Proves: the folder in which sizes lie is not for files of one's own.
#[test]
fn the_sizes_have_a_folder_of_their_own() {
    let site = site().file("content/media/sizes/mine.jpg", jpeg(40, 30));
    site.build().run().exits(1).says("error[address-taken]").says("content/media/sizes/mine.jpg");
}
