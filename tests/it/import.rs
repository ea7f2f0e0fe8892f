//! Moving in: what an export holds comes over, builds without an error, and nothing is changed, lost without a word or half done.

use crate::site::{Done, PRACTICE, Site, TODAY, anteroom, files_of, repository};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn export(name: &str) -> PathBuf {
    repository().join("tests/exports").join(name)
}

/// `anteroom import wordpress FILE` in a site.
fn import(site: &Site, file: &Path, more: &[&str]) -> Done {
    let run = anteroom(["import", "wordpress"]).at(site.path()).arg(file).args(more.iter().copied());
    run.env("SOURCE_DATE_EPOCH", "1795435200").run()
}

/// The texts of a site by name, without the folder that all are in.
fn content(site: &Site) -> BTreeMap<String, String> {
    let files = files_of(&site.path().join("content")).into_iter();
    files.map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// A picture of 1 by 1, as WordPress would have it.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(8, 6, image::Rgb([30, 60, 90]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("a picture");
    bytes
}

/// The old site's uploads.
fn uploads() -> Site {
    Site::empty()
        .file("2020/03/door.jpg", picture())
        .file("2020/03/door-300x200.jpg", "not this one")
        .file("2019/01/door.jpg", "and not this one")
        .file("2020/03/worksheet.pdf", "%PDF-1.4\n")
}

fn build(site: &Site) -> Done {
    site.build().run()
}

const ABOUT: &str = "---
# Moved in from https://www.elm-street.example/about/ (entry 1)
title: \"About us\"
summary: \"Two people and a quiet room.\"
updated: 2020-03-02
---

## Who we are

Two people and a **quiet** room. See [grief at work](../articles/grief-at-work.md), [our fees](fees.md), [this](../articles/grief-at-work.md) or what we had.

![A blue door](../media/door.jpg)

Our door

- Individuals
- Couples
  - Married
  - Not married

| Session | Price |
| --- | --- |
| First \\| long | $180 |

[Watch the video on YouTube: How a session feels](https://www.youtube.com/watch?v=abc123)
";

const GRIEF: &str = "---
# Moved in from https://www.elm-street.example/2020/03/grief-at-work/ (entry 10)
title: \"Grief at work: \\\"a guide\\\" & more 🌻\"
summary: \"Grief does not stop at the office door.\"
author: \"Mara Lindqvist\"
posted: 2020-03-02
updated: 2021-05-06
topics: [\"Loss & grief\", \"Work\"]
image: \"../media/door.jpg\"
image_alt: \"A blue door beside a bakery\"
aliases: [\"/2020/03/grief-at-work/\", \"/2020/03/grief-in-the-office/\"]
---

Grief does not stop at the office door.\\
It comes in on Monday with everybody else.

## What helps

Ask {<!-- -->{ fact: phone }} and {<!-- -->{ anything }}. 2 \\* 3 \\* 4 = 24, snake_case and *one thing* at a time.

![](../media/door.jpg)

The door on Elm Street

> Be kind.
>
> To yourself, too.

Press or write to [us](mailto:hello@elm-street.example). He said \\[sic] so.

1. One
2. Two

[The worksheet](../media/worksheet.pdf)
";

/// Proves: texts, names, dates, people, topics, pictures and addresses come over, word for word as written here, and build.
#[test]
fn a_wordpress_site_comes_over() {
    let (site, uploads) = (Site::small(), uploads());
    let done = import(&site, &export("wordpress.xml"), &["--media", uploads.path().to_str().unwrap()])
        .exits(0)
        .prints_nothing();
    let files = content(&site);
    assert_eq!(files["pages/about.md"], ABOUT);
    assert_eq!(files["articles/grief-at-work.md"], GRIEF);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "articles/grief-at-work-2.md",
            "articles/grief-at-work.md",
            "articles/members.md",
            "articles/next-spring.md",
            "articles/not-finished.md",
            "articles/post-16.md",
            "media/door.jpg",
            "media/worksheet.pdf",
            "pages/about.md",
            "pages/fees.md",
            "pages/forms-2.md",
            "practice.yaml",
        ]
    );
    assert_eq!(std::fs::read(site.path().join("content/media/door.jpg")).unwrap(), picture());
    assert!(files["articles/not-finished.md"].contains("\ndraft: true\n"));
    assert!(files["articles/members.md"].contains("\ndraft: true\n"), "what asked for a password is not published");
    assert!(files["articles/next-spring.md"].contains("\npublish_on: 2090-03-20\n"));
    assert!(
        files["articles/post-16.md"].contains("title: \"Rain again, and the waiting room smells of coats. We open…\"")
    );
    assert!(files["pages/forms-2.md"].ends_with("---\n\nPrint them at home.\n"));
    let all: String = files.values().cloned().collect();
    for never in [
        "<script",
        "googletagmanager",
        "<form",
        "<input",
        "javascript:",
        "A client of ours",
        "style=",
        "<h1",
        "\n# Who",
    ] {
        assert!(!all.contains(never), "{never} came over");
    }
    for said in [
        "6 articles",
        "3 pages",
        "2 pictures and documents",
        "2 of them are not published",
        "6 old addresses lead on",
        "private texts: 1",
        "texts from the trash: 1",
        "lines of menus (write navigation: in practice.yaml): 1",
        "earlier versions of texts: 1",
        "pictures and documents that no text shows: 1",
        "content/articles/grief-at-work.md: [contact-form-7] \"Ask us\"",
        "content/pages/about.md: a form, asking for Your name",
        "content/pages/about.md: /gone/",
        "the block latest-posts",
        "a script of www.googletagmanager.com",
        "content/articles/members.md",
        "content/pages/forms-2.md: the name \"forms\" was taken",
        "moved-in.txt",
        "anteroom check --old-sitemap FILE",
    ] {
        assert!(done.stderr.contains(said), "not said: {said}\n{}", done.stderr);
    }
    build(&site).exits(0).never_says("error");
    let public = site.public();
    let about = String::from_utf8_lossy(&public["about/index.html"]).into_owned();
    assert!(about.contains("href=\"/articles/grief-at-work/\"") && about.contains("<td>First | long</td>"), "{about}");
    let grief = String::from_utf8_lossy(&public["articles/grief-at-work/index.html"]).into_owned();
    assert!(grief.contains("{{ fact: phone }} and {{ anything }}. 2 * 3 * 4 = 24"), "{grief}");
    assert!(public.contains_key("2020/03/grief-in-the-office/index.html"), "old addresses lead on");
    assert!(
        !public
            .keys()
            .any(|path| path.contains("members") || path.contains("not-finished") || path.contains("next-spring"))
    );
}

/// Proves: Squarespace's dialect is read: paths for links, HTML in HTML, pictures named twice, entries of which it says nothing.
#[test]
fn a_squarespace_site_comes_over() {
    let site = Site::small();
    let done = import(&site, &export("squarespace.xml"), &[]).exits(0);
    let files = content(&site);
    assert_eq!(
        files["articles/q-and-a.md"],
        "---
# Moved in from /blog/2023/q-and-a.html (entry 4)
title: \"Q & A & more—for couples\"
summary: \"Bring nothing but yourselves.\"
author: \"Mara\"
posted: 2013-06-07
topics: [\"Couples\"]
aliases: [\"/blog/2023/q-and-a.html\"]
---

## Before you come

Bring nothing but yourselves. Read [about us](../pages/about.md) first.

### And then

- Sit down.
- Breathe.

<!-- A picture stood here: https://images.squarespace-cdn.com/content/v1/5/IMG_0042.JPG -->

[Watch the video on Vimeo](https://vimeo.com/7)
"
    );
    done.says("says nothing at all: 2").says("IMG_0042.JPG").says("--fetch-pictures");
    build(&site).exits(0);
}

/// Proves: what is there stays as it is, to the byte; a second import brings nothing twice.
#[test]
fn nothing_that_is_there_is_changed() {
    let own = "---\ntitle: Ours\naliases: [/2020/03/grief-at-work/]\n---\n\nOur own words.\n";
    let site = Site::small()
        .file("content/pages/about.md", own)
        .file("content/articles/old/grief-at-work.md", own.replace("aliases", "# aliases"));
    let before = content(&site);
    let done = import(&site, &export("wordpress.xml"), &[]).exits(0).says("the name \"about\" was taken");
    assert!(done.stderr.contains("/2020/03/grief-at-work/ is taken"), "{}", done.stderr);
    let after = content(&site);
    for (name, text) in &before {
        assert_eq!(after.get(name), Some(text), "{name}");
    }
    assert!(
        after.contains_key("pages/about-2.md") && after.contains_key("articles/grief-at-work-2.md"),
        "{:?}",
        after.keys()
    );
    build(&site).exits(0);
    import(&site, &export("wordpress.xml"), &[]).exits(0).says("9 texts were here already").says("Nothing was written");
    assert_eq!(content(&site), after);
}

/// Proves: a dry run says the same and writes nothing, not even a report.
#[test]
fn a_dry_run_writes_nothing() {
    let (site, uploads) = (Site::small(), uploads());
    let before = files_of(site.path());
    let media = uploads.path().to_str().unwrap();
    let done = import(&site, &export("wordpress.xml"), &["--media", media, "--dry-run"]).exits(0).prints_nothing();
    done.says("6 articles").says("2 pictures and documents").says("content/pages/about.md").says("Nothing was written");
    assert_eq!(files_of(site.path()), before);
}

/// Proves: an export that is cut off brings what came before, says where, and the rest comes with a whole one.
#[test]
fn a_broken_export_says_where() {
    let text = std::fs::read_to_string(export("wordpress.xml")).unwrap();
    let at = text.find("<p>Half a thought").unwrap();
    let site = Site::small().file("cut.xml", &text[..at]);
    let line = text[..at].rfind("<![CDATA[").map(|n| text[..n].lines().count()).unwrap();
    let done = import(&site, Path::new("cut.xml"), &[]).exits(1);
    done.says("error[export-broken]")
        .says(&format!(" --> cut.xml:{line}:"))
        .says("what stands before this place was brought over");
    assert_eq!(content(&site).keys().filter(|name| name.ends_with(".md")).count(), 2);
    import(&site, &export("wordpress.xml"), &[]).exits(0).says("2 texts were here already").says("5 articles");
    build(&site).exits(0);
}

/// Proves: what is no export, no site or no file is refused with the reason, and nothing is written.
#[test]
fn what_cannot_be_imported_is_refused() {
    let site = Site::small()
        .file("page.xml", "<html><p>Hello</p></html>")
        .file("feed.xml", "<rss><channel><title>News</title><item><title>One</title></item></channel></rss>")
        .file("empty.xml", "")
        .file("photo.xml", picture());
    let before = files_of(site.path());
    for (file, words) in [
        ("page.xml", "no export of a website"),
        ("feed.xml", "a feed of news"),
        ("empty.xml", "there is no export in this file"),
        ("gone.xml", "there is no file gone.xml"),
    ] {
        import(&site, Path::new(file), &[]).exits(2).prints_nothing().says(words);
    }
    import(&site, Path::new("photo.xml"), &[]).prints_nothing().says("error");
    assert_eq!(files_of(site.path()), before);
    let nowhere = Site::empty();
    import(&nowhere, &export("wordpress.xml"), &[]).exits(2).says("anteroom new FOLDER --blank");
    assert!(files_of(nowhere.path()).is_empty());
    import(&site, &export("wordpress.xml"), &["--media", "nowhere"]).exits(2).says("there is no folder nowhere");
}

/// Proves: where a file cannot be put in place, those that were are taken back.
#[cfg(unix)]
#[test]
fn a_move_that_fails_leaves_nothing_half() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::small().file("content/pages/kept.md", "---\ntitle: Kept\n---\n");
    let pages = site.path().join("content/pages");
    std::fs::set_permissions(&pages, std::fs::Permissions::from_mode(0o555)).unwrap();
    let closed = std::fs::write(pages.join("probe"), "").is_err();
    let before = content(&site);
    let done = import(&site, &export("wordpress.xml"), &[]);
    std::fs::set_permissions(&pages, std::fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever may write everywhere, such as root, meets no closed folder.
    if closed {
        done.exits(2).says("pages");
        assert_eq!(content(&site), before);
        assert!(!site.path().join("moved-in.txt").exists());
    }
}

/// An export with one article of this HTML.
fn with_text(title: &str, html: &str) -> String {
    let escape = |text: &str| text.replace("]]>", "]]]]><![CDATA[>");
    format!(
        "<rss><channel><title>x</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url><item><title><![CDATA[{}]]></title><link>https://old.example/a/</link><wp:post_id>1</wp:post_id><wp:post_name>a</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded><![CDATA[{}]]></content:encoded></item></channel></rss>",
        escape(title),
        escape(html)
    )
}

/// Proves: whatever a page builder, an old editor or a plugin left behind, the result builds without an error, and the words are there.
#[test]
fn soup_becomes_markdown_that_builds() {
    let cases = [
        ("<div><div><div><p>Deep</p></div></div></div>", "Deep"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<b><i>x</b>y</i>", "***x****y*"),
        ("<h1>A</h1><h4>B</h4><h6>C</h6>", "## A\n\n### B\n\n#### C"),
        ("<a href=\"https://x.example/a b\">go</a>", "[go](https://x.example/a%20b)"),
        ("<a href=\"data:text/html,x\">go</a>", "go"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "\\<script>alert(1)\\</script>"),
        ("<pre><code class=\"language-js\">let a = `b`;</code></pre>", "```js\nlet a = `b`;\n```"),
        (
            "<table><tr><td>A</td><td>B</td></tr><tr><td colspan=2>C</td></tr></table>",
            "| A | B |\n| --- | --- |\n| C |  |",
        ),
        ("<table><tr><td><h2>Left</h2></td><td><p>Right</p></td></tr></table>", "## Left\n\nRight"),
        ("<ul><li>A</li></ul><ul><li>B</li></ul>", "- A\n\n* B"),
        ("<dl><dt>Term</dt><dd>What it is</dd></dl>", "Term\n: What it is"),
        (
            "<details><summary>Q &amp; A</summary><p>Yes</p></details>",
            "<details>\n<summary>Q &amp; A</summary>\n\nYes\n\n</details>",
        ),
        ("<object><embed src=\"x.swf\"></object>left", "left"),
        ("<svg><text>drawn</text></svg><p onclick=\"x()\" style=\"color:red\">plain</p>", "plain"),
        ("<marquee><font color=red>old</font> <center>ways</center></marquee>", "old\n\nways"),
        ("<iframe src=\"https://docs.google.com/forms/d/e/1/viewform\"></iframe><p>a</p>", "a"),
        ("<p>&nbsp;</p><p>a&nbsp;b</p><p></p>", "a b"),
        ("x<br><br><br>y", "x\\\ny"),
        ("<li>alone</li>", "alone"),
        (
            "<p>1. not a list</p><p># not a heading</p><p>--- no line</p>",
            "1\\. not a list\n\n\\# not a heading\n\n\\--- no line",
        ),
        ("<a href=\"#x\">to</a><h2 id=\"x\">There</h2>", "[to](#x)\n\n## There {#x}"),
        ("<p>See <a href=\"/a/\">itself</a></p>", "See [itself](a.md)"),
        ("[vc_row][vc_column][vc_column_text]Words[/vc_column_text][/vc_column][/vc_row]", "Words"),
        ("H<sub>2</sub>O and <del>no</del>", "H<sub>2</sub>O and ~~no~~"),
    ];
    for (html, expected) in cases {
        let site = Site::small().file("a.xml", with_text("A", html));
        import(&site, Path::new("a.xml"), &[]).exits(0);
        let text = &content(&site)["articles/a.md"];
        let body = text.split_once("\n---\n").map_or("", |(_, body)| body.trim());
        if html.contains("<b><i>") {
            assert!(body.contains('x') && body.contains('y'), "{body}");
        } else {
            assert_eq!(body, expected, "{html}");
        }
        build(&site).exits(0);
    }
}

/// Proves: any title is a title: quotes, colons, line ends, braces, signs of other scripts.
#[test]
fn any_title_is_data() {
    for (number, title) in [
        "\"Quoted\": yes",
        "- no list",
        "null",
        "#1",
        "a: b: c",
        "it's",
        "back\\slash",
        "---",
        "{{ fact: phone }}",
        "🌻",
        "日本語",
        "line\nend",
        "<b>bold</b> & <script>x</script>",
        "\u{201c}curly\u{201d}",
        "[x]",
        "%TAG",
        "\u{7}bell",
        "2020-01-01",
        "!tag &anchor *alias",
    ]
    .into_iter()
    .enumerate()
    {
        let site = Site::small().file("a.xml", with_text(title, "<p>Some words that say something, at length.</p>"));
        import(&site, Path::new("a.xml"), &[]).exits(0);
        let built = build(&site).exits(0);
        assert!(!built.stderr.contains("error"), "{number} {title}: {}", built.stderr);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Proves: no HTML makes it panic or write what a build refuses.
    #[test]
    fn any_html_builds(
        parts in proptest::collection::vec(prop_oneof![
            "[ -~\n]{0,12}",
            "\\PC{0,6}",
            proptest::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<ol start=7>", "</ol>", "<b>", "</b>", "<em>", "</em>", "<a href='x'>",
                "<a href='https://x.example/?a=1&copy;=2'>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<h1>", "</h1>", "<h3>", "</h3>", "<pre>",
                "</pre>", "<code>", "</code>", "<blockquote>", "</blockquote>", "<br>", "<hr>", "<img src='a.jpg' alt='*x*'>", "<script>", "</script>",
                "<!-- wp:paragraph -->", "<!-- x", "-->", "[caption]", "[/caption]", "[gallery ids='1']", "{{ fact: x }}", "{{", "}}", "&amp;", "&#0;",
                "<details>", "<summary>", "</details>", "<dl><dt>", "<dd>", "</dl>", "\n\n", "    ", "\t", "|", "1. ", "- ", "***", "```", "~~~", "<iframe src='https://x.example'></iframe>",
                "<form>", "</form>", "<label>", "<q>", "</q>", "<sup>", "</sup>", ":::", "[^1]: x", "> [!NOTE]",
            ]).prop_map(str::to_owned),
        ], 0..30),
    ) {
        let site = Site::small().file("a.xml", with_text("A", &parts.concat().replace('\0', "")));
        let done = import(&site, Path::new("a.xml"), &[]);
        prop_assert!(done.status == 0, "{}", done.stderr);
        let built = build(&site);
        prop_assert!(built.status == 0, "{}\n{}", built.stderr, content(&site)["articles/a.md"]);
    }
}

/// Proves: exports of others come over and build, where a folder of them is given: `EXPORTS=FOLDER`.
#[test]
fn imports_of_others() {
    let Some(folder) = std::env::var_os("EXPORTS") else { return };
    let exports = files_of(Path::new(&folder)).into_iter().filter(|(name, _)| name.ends_with(".xml"));
    for (name, bytes) in exports {
        let site = Site::small().file("export.xml", &bytes);
        let done = import(&site, Path::new("export.xml"), &[]).exits(0);
        let built = build(&site);
        assert_eq!(built.status, 0, "{name}: {}\n{}", done.stderr, built.stderr);
    }
}

/// Proves: a long export needs the memory of one entry, not of all.
#[cfg(target_os = "linux")]
#[test]
fn a_long_export_is_read_as_a_stream() {
    use std::io::Write;
    let site = Site::small();
    let mut file = std::io::BufWriter::new(std::fs::File::create(site.path().join("long.xml")).unwrap());
    let head = with_text("A", "x");
    let (before, after) = head.split_once("<item>").unwrap();
    let item = after.split_once("</channel>").unwrap().0;
    write!(file, "{before}").unwrap();
    // What nobody wants is 60 MB; what comes over is one text.
    for number in 0..60 {
        let text = "<p>Words that were written once and changed often.</p>".repeat(20_000);
        let revision = item
            .replace("<wp:post_type>post", "<wp:post_type>revision")
            .replace("<wp:post_id>1", &format!("<wp:post_id>{}", number + 2));
        write!(file, "<item>{}", revision.replace("<![CDATA[x]]>", &format!("<![CDATA[{text}]]>"))).unwrap();
    }
    write!(file, "<item>{item}</channel></rss>").unwrap();
    file.flush().unwrap();
    drop(file);
    // A limit on what the process may hold, set by the shell: the program itself needs a part of it to start.
    let command =
        format!("ulimit -d 60000; exec {} import wordpress long.xml --dry-run", env!("CARGO_BIN_EXE_anteroom"));
    let done = std::process::Command::new("sh").args(["-c", &command]).current_dir(site.path()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(said.contains("earlier versions of texts: 60") && said.contains("1 article"), "{said}");
}

const OLD: &str = "<?xml version=\"1.0\"?>
<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">
<url><loc>https://old.example/</loc></url>
<url><loc>https://old.example/about</loc><image:image><image:loc>https://old.example/x.jpg</image:loc></image:image></url>
<url><loc>https://old.example/About/</loc></url>
<url><loc>https://old.example/old-fees/</loc></url>
<url><loc>https://old.example/blog/grief-at-your-work/</loc></url>
<url><loc>https://old.example/blog/grief-at-your-work/</loc></url>
<url><loc>https://old.example/history/</loc></url>
<url><loc>https://old.example/?p=12</loc></url>
<url><loc>https://old.example/wp-content/uploads/intake.pdf</loc></url>
<url><loc>https://old.example/kept.pdf</loc></url>
</urlset>
";

/// What an article must say of itself so that nothing but old addresses is found wrong.
const FACTS: &str = "summary: What may help.\nauthor: Ann Lee\nreviewed_by: Ann Lee\nposted: 2026-03-02\nreferences: [\"An essay, 2020\"]\n";

fn renewed() -> Site {
    Site::empty()
        .file("content/practice.yaml", PRACTICE.replace("www.example.com", "www.elmstreet.org"))
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .file("content/pages/fees.md", "---\ntitle: Fees\naliases: [/old-fees/]\n---\n")
        .file("content/articles/grief-at-work.md", format!("---\ntitle: Grief\n{FACTS}---\n"))
        .file("content/files/kept.pdf", "%PDF-1.4\n")
}

fn check(site: &Site, more: &[&str]) -> Done {
    anteroom(["check", "--as-of", TODAY]).at(site.path()).args(more.iter().copied()).run()
}

/// Proves: each old address that nothing answers is named once, at its line, with the nearest page and the line to add; what is
/// answered by a page, an alias or a file is not; nothing is written.
#[test]
fn lost_addresses_are_named() {
    let site = renewed().file("old.xml", OLD);
    let before = files_of(site.path());
    let done = check(&site, &["--old-sitemap", "old.xml", "--format", "json"]).exits(0);
    let report = done.json();
    let found: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| {
            format!(
                "{}:{} {} {}",
                d["file"].as_str().unwrap(),
                d["line"],
                d["code"].as_str().unwrap(),
                d["message"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "old.xml:7 old-address-lost the old address /blog/grief-at-your-work/ leads nowhere on this site",
            "old.xml:9 old-address-lost the old address /history/ leads nowhere on this site",
            "old.xml:10 old-address-lost the old address /?p=12 leads to the home page now",
            "old.xml:11 old-address-lost the old address /wp-content/uploads/intake.pdf leads nowhere on this site",
        ]
    );
    let said = check(&site, &["--old-sitemap", "old.xml"]).exits(0).prints_nothing();
    said.says("add to the top of content/articles/grief-at-work.md: aliases: [/blog/grief-at-your-work/]")
        .says("add to the top of the page that takes its place: aliases: [/history/]")
        .says("put the file at content/files/wp-content/uploads/intake.pdf")
        .says("4 warnings");
    assert_eq!(files_of(site.path()), before, "check writes nothing");
    // What the help says, mends it.
    site.write(
        "content/articles/grief-at-work.md",
        format!("---\ntitle: Grief\n{FACTS}aliases: [/blog/grief-at-your-work/]\n---\n").as_bytes(),
    );
    check(&site, &["--old-sitemap", "old.xml"]).exits(0).never_says("grief-at-your-work/ leads");
}

/// Proves: lists of sitemaps, packed sitemaps and plain lists are read; one that is missing is named.
#[test]
fn sitemaps_come_in_many_forms() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(OLD.as_bytes()).unwrap();
    let index = "<sitemapindex><sitemap><loc>https://old.example/post-sitemap.xml.gz</loc></sitemap>\n<sitemap><loc>https://old.example/page-sitemap.xml</loc></sitemap></sitemapindex>";
    let site = renewed()
        .file("index.xml", index)
        .file("post-sitemap.xml.gz", packed.finish().unwrap())
        .file("list.txt", "# old pages\nhttps://old.example/about/\n/history/\r\nteam\n")
        .file("cut.xml", &OLD[..OLD.find("/history/").unwrap()])
        .file("empty.xml", "<urlset></urlset>");
    check(&site, &["--old-sitemap", "index.xml"])
        .exits(0)
        .says("/history/ leads nowhere")
        .says("index.xml:2:15")
        .says("the sitemap https://old.example/page-sitemap.xml was not read: there is no file page-sitemap.xml");
    check(&site, &["--old-sitemap", "list.txt"]).exits(0).says("list.txt:3:1").says("list.txt:4:1").says("2 warnings");
    check(&site, &["--old-sitemap", "cut.xml"])
        .exits(0)
        .says("grief-at-your-work/ leads nowhere")
        .says("cannot be read from here on");
    check(&site, &["--old-sitemap", "empty.xml"]).exits(2).says("there are no addresses in empty.xml");
    check(&site, &["--old-sitemap", "gone.xml"]).exits(2).says("could not read gone.xml");
}

/// Proves: check says what a build says, with its exit status, and writes nothing.
#[test]
fn check_says_what_a_build_says() {
    check(&renewed(), &[]).exits(0).prints_nothing().says("Nothing found: the site can be published");
    let site = renewed().file("content/pages/bad.md", "---\ntitle: Bad\n---\n\n[x](nowhere.md)\n");
    let before = files_of(site.path());
    let checked = check(&site, &[]).exits(1);
    assert_eq!(files_of(site.path()), before);
    let built = site.build().run().exits(1);
    let (messages, _) = checked.stderr.split_once("\n\n1 error in 1 file").expect("a summary of its own");
    assert!(built.stderr.starts_with(messages), "{}\n\n{}", checked.stderr, built.stderr);
    check(&Site::empty(), &["--site", "nowhere"]).exits(2);
}

/// A server that gives these files at its root, on this computer alone; what it was asked for.
fn server(files: Vec<(&'static str, Vec<u8>)>) -> (String, std::sync::Arc<std::sync::Mutex<Vec<String>>>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = std::sync::Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let mut first = String::new();
            let _ = reader.read_line(&mut first);
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
                line.clear();
            }
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let found = files.iter().find(|(name, _)| *name == path);
            log.lock().unwrap().push(path);
            let (status, body) = found.map_or(("404 Not Found", &b"gone"[..]), |(_, body)| ("200 OK", body));
            let mut stream = reader.into_inner();
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(body);
        }
    });
    (address, asked)
}

/// Proves: nothing goes over the network but where it is asked for; then pictures of the old site come over, others do not, and
/// what is no picture is left.
#[test]
fn pictures_are_fetched_only_when_asked() {
    let (address, asked) = server(vec![("/u/door.jpg", picture()), ("/u/fake.png", b"<html>".to_vec())]);
    let html = format!(
        "<p>Look</p><img src=\"{address}/u/door.jpg?w=3\" alt=\"The door\"><p>and</p><img src=\"{address}/u/fake.png\"><img src=\"{address}/u/gone.jpg\"><img src=\"http://other.example/x.jpg\"><img src=\"/u/door.jpg\" alt=\"Again\">"
    );
    let text = with_text("A", &html).replace("https://old.example", &address);
    let site = Site::small().file("a.xml", &text);
    import(&site, Path::new("a.xml"), &["--dry-run"]).exits(0);
    import(&site, Path::new("a.xml"), &["--dry-run", "--fetch-pictures"]).exits(0);
    assert!(asked.lock().unwrap().is_empty(), "nobody was to be asked");
    import(&site, Path::new("a.xml"), &["--fetch-pictures"])
        .exits(0)
        .says("1 picture or document")
        .says("/u/gone.jpg: there is nothing at this address any more");
    let files = files_of(&site.path().join("content"));
    assert_eq!(files["media/door.jpg"], picture());
    assert_eq!(files.keys().filter(|name| name.starts_with("media/")).count(), 1);
    let text = String::from_utf8_lossy(&files["articles/a.md"]).into_owned();
    assert!(text.contains("![The door](../media/door.jpg)") && text.contains("![Again](../media/door.jpg)"), "{text}");
    build(&site).exits(0);
    let mut paths = asked.lock().unwrap().clone();
    paths.sort();
    assert_eq!(paths, ["/u/door.jpg", "/u/fake.png", "/u/gone.jpg"], "each is asked for once");
}

/// Proves: an old sitemap is fetched where its address is given, with the sitemaps that it names.
#[test]
fn sitemaps_are_fetched_by_their_address() {
    let (address, asked) = server(vec![("/sitemap.xml", OLD.as_bytes().to_vec())]);
    let site = renewed();
    check(&site, &["--old-sitemap", &format!("{address}/sitemap.xml")]).exits(0).says("/history/ leads nowhere");
    check(&site, &["--old-sitemap", &format!("{address}/gone.xml")])
        .exits(2)
        .says("there is nothing at this address any more");
    assert_eq!(asked.lock().unwrap().len(), 2);
}
