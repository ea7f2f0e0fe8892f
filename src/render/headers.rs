//! What a host says with each file: one policy, in the forms that hosts read.
//!
//! 1. [`rules`]: which files, and which headers.
//! 2. [`netlify`] writes them for Netlify and Cloudflare Pages: the site's own `_headers`.
//! 3. [`nginx`], [`apache`] and [`caddy`] write them for servers that one sets up oneself: what docs/headers.md shows.

use super::extras::{COMPILES, POLICY};
use crate::pictures::plan;
use std::fmt::Write;

/// What goes with every file.
const ALWAYS: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// What goes with a file whose name changes with its bytes.
const KEEP: (&str, &str) = ("Cache-Control", "public, max-age=31536000, immutable");

/// What goes with pages where a host has no rule of its own: they are asked for anew, and sent only where they have changed.
const ASK: (&str, &str) = ("Cache-Control", "no-cache");

/// Which files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those whose names change with their bytes, under this folder: `/assets/`.
    Marked(String),
    /// A page with a search box and what lies beside it: `/search/`.
    Search(String),
}

/// Which headers go with which files. A later rule takes the place of what an earlier one says of the same header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which files.
    pub which: Which,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
}

/// The policy of a site that lies under `base` (empty at a domain's root) and has search pages at these paths.
pub fn rules(base: &str, searches: impl IntoIterator<Item = String>) -> Vec<Rule> {
    let own = |value: &(&'static str, &str)| (value.0, value.1.to_owned());
    let mut all = vec![("Content-Security-Policy", format!("{POLICY}; frame-ancestors 'none'"))];
    all.extend(ALWAYS.iter().map(own));
    let mut rules = vec![Rule { which: Which::All, headers: all }];
    for folder in ["/assets/", plan::FOLDER] {
        rules.push(Rule { which: Which::Marked(format!("{base}{folder}")), headers: vec![own(&KEEP)] });
    }
    for path in searches {
        let policy = format!("{POLICY}; script-src 'self' {COMPILES}; frame-ancestors 'none'");
        let headers = vec![("Content-Security-Policy", policy)];
        rules.push(Rule { which: Which::Search(format!("{base}{path}")), headers });
    }
    rules
}

/// The rules as Netlify and Cloudflare Pages read them.
///
/// Netlify takes the last rule's value. Cloudflare joins the values of all rules, and a browser then keeps to both: the line with
/// the exclamation mark takes the first one away. Netlify passes over that line.
pub fn netlify(base: &str, rules: &[Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        let (path, replaces) = match &rule.which {
            Which::All => (format!("{base}/"), false),
            Which::Marked(path) => (path.clone(), false),
            Which::Search(path) => (path.clone(), true),
        };
        let _ = writeln!(text, "{path}*");
        for (name, value) in &rule.headers {
            if replaces {
                let _ = writeln!(text, "  ! {name}");
            }
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    text
}

/// What goes with pages, with files that are kept, and with search pages: headers, each set whole.
fn sets(rules: &[Rule]) -> [Vec<(&'static str, String)>; 3] {
    let of = |wanted: fn(&Which) -> bool| {
        let mut set: Vec<(&'static str, String)> = vec![(ASK.0, ASK.1.to_owned())];
        let fit = rules.iter().filter(|rule| rule.which == Which::All || wanted(&rule.which));
        for (name, value) in fit.flat_map(|rule| &rule.headers) {
            set.retain(|(have, _)| have != name);
            set.push((name, value.clone()));
        }
        set.sort();
        set
    };
    [of(|_| false), of(|which| matches!(which, Which::Marked(_))), of(|which| matches!(which, Which::Search(_)))]
}

/// The folders of files that are kept, and the places of search pages.
fn places(rules: &[Rule]) -> (Vec<&str>, Vec<&str>) {
    let marked =
        rules.iter().filter_map(|rule| if let Which::Marked(path) = &rule.which { Some(path.as_str()) } else { None });
    let search =
        rules.iter().filter_map(|rule| if let Which::Search(path) = &rule.which { Some(path.as_str()) } else { None });
    (marked.collect(), search.collect())
}

/// The rules for nginx: what stands in `server { }`. In nginx a `location` with headers of its own has no others, so each has all.
pub fn nginx(rules: &[Rule]) -> String {
    let [pages, kept, search] = sets(rules);
    let (marked, searches) = places(rules);
    let mut text = "root /var/www/practice;\nerror_page 404 /404.html;\n".to_owned();
    let mut location = |place: &str, set: &[(&str, String)]| {
        let _ = writeln!(text, "\nlocation {place} {{");
        for (name, value) in set {
            let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
        }
        text.push_str("}\n");
    };
    location("/", &pages);
    marked.iter().for_each(|place| location(place, &kept));
    searches.iter().for_each(|place| location(place, &search));
    text
}

/// The rules for Apache: a file `.htaccess` in the site's folder, or a `<Directory>` of the server's own.
pub fn apache(rules: &[Rule]) -> String {
    let [pages, kept, search] = sets(rules);
    let (marked, searches) = places(rules);
    let mut text = "ErrorDocument 404 /404.html\n".to_owned();
    let set = |text: &mut String, indent: &str, headers: &[(&str, String)]| {
        for (name, value) in headers {
            let _ = writeln!(text, "{indent}Header always set {name} \"{value}\"");
        }
    };
    set(&mut text, "", &pages);
    let other = |headers: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        headers.iter().filter(|header| !pages.contains(header)).cloned().collect()
    };
    for (places, headers) in [(marked, other(&kept)), (searches, other(&search))] {
        for place in places {
            let _ = writeln!(text, "<If \"%{{REQUEST_URI}} =~ m#^{place}#\">");
            set(&mut text, "    ", &headers);
            text.push_str("</If>\n");
        }
    }
    text
}

/// The rules for Caddy: a site of a Caddyfile. Certificates are Caddy's own business.
///
/// Caddy does what has a matcher before what has none, so that a general rule would take the place of every other: each of the
/// three has a matcher, and no file meets two.
pub fn caddy(rules: &[Rule]) -> String {
    let [pages, kept, search] = sets(rules);
    let (marked, searches) = places(rules);
    let below = |paths: &[&str]| paths.iter().map(|path| format!("{path}*")).collect::<Vec<_>>().join(" ");
    let own: Vec<&str> = marked.iter().chain(&searches).copied().collect();
    let mut text = "www.example.com {\n\troot * /var/www/practice\n\tfile_server\n".to_owned();
    let mut block = |matcher: &str, paths: &str, headers: &[(&str, String)]| {
        let _ = writeln!(text, "\n\t@{matcher} {paths}\n\theader @{matcher} {{");
        for (name, value) in headers {
            let _ = writeln!(text, "\t\t{name} \"{value}\"");
        }
        text.push_str("\t}\n");
    };
    block("pages", &format!("not path {}", below(&own)), &pages);
    block("kept", &format!("path {}", below(&marked)), &kept);
    if !searches.is_empty() {
        block("search", &format!("path {}", below(&searches)), &search);
    }
    text.push_str(
        "\n\thandle_errors {\n\t\theader Cache-Control no-cache\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n}\n",
    );
    text
}
