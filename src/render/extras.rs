//! What a site needs beside its pages: assets, pictures, headers, redirects, files for search engines and for whoever finds
//! a hole.

use super::theme::Theme;
use super::{escape, file_of, headers, rewrite, search, sitemap};
use crate::diagnostics::{Diagnostics, Span, codes};
use crate::model::{Site, addresses::encode};
use crate::output::{OutPath, Output};
use crate::source::{Content, SourceTree};
use base64::Engine as _;
use sha2::Digest as _;
use std::collections::BTreeMap;

/// What a page may load and do: nothing that is not the site's own, and no form is ever sent.
pub(super) const POLICY: &str = "default-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'";

/// What the search page may do beside that: compile the program that looks through the index.
pub(super) const COMPILES: &str = "'wasm-unsafe-eval'";

/// The policy for the `meta` element of a page. Structured data is no script and never runs, but it stands in a script
/// element; its hash tells every checker that it is meant. `searches` is true for a page with a search box.
pub fn meta_policy(site: &Site, searches: bool, structured_data: Option<&str>) -> String {
    // A file on a disk has no origin that 'self' could mean, so from there only the rest can be asked for.
    if site.settings.relative {
        return "form-action 'none'; base-uri 'none'; object-src 'none'".to_owned();
    }
    let hash = structured_data.map(|data| {
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(data.as_bytes()));
        format!("'sha256-{hash}'")
    });
    let scripts = [searches.then(|| COMPILES.to_owned()), hash];
    let scripts: Vec<String> = scripts.into_iter().flatten().collect();
    if scripts.is_empty() { POLICY.to_owned() } else { format!("{POLICY}; script-src 'self' {}", scripts.join(" ")) }
}

/// Adds everything to the outputs.
pub fn add(
    site: &Site,
    tree: &SourceTree,
    theme: &Theme,
    outputs: &mut BTreeMap<OutPath, Output>,
    diagnostics: &mut Diagnostics,
) {
    for (path, bytes) in &theme.assets {
        if let Ok(path) = OutPath::new(path) {
            outputs.insert(path, bytes.to_vec().into());
        }
    }
    for (file, path) in &site.layout.media {
        // What has a head is a picture made of pixels, which the darkroom makes.
        let Some(Content::Media { path: source, head: None, .. }) = tree.files.get(file).map(|f| &f.content) else {
            continue;
        };
        match (OutPath::new(path.trim_start_matches('/')), file_output(source)) {
            (Ok(path), Ok(output)) => {
                outputs.insert(path, output);
            }
            (_, Err(error)) => diagnostics.push(
                codes::FILE_UNREADABLE
                    .at(Span::whole(file), format!("the file cannot be read: {error}"))
                    .help("check that you may open it"),
            ),
            (Err(_), _) => diagnostics.push(
                codes::FILE_NAME
                    .at(Span::whole(file), "this file's name cannot be used on a website")
                    .help("rename the file; letters, digits and hyphens always work"),
            ),
        }
    }
    let mut text = |path: &str, text: String| {
        if let Ok(path) = OutPath::new(path) {
            // A file of the owner's own, in files/, is left as it is.
            outputs.entry(path).or_insert_with(|| text.into());
        }
    };
    text("_headers", headers(site, theme));
    text(".nojekyll", String::new());
    text("robots.txt", robots(site));
    if !site.layout.redirects.is_empty() {
        text("_redirects", redirects(site));
        for (from, to) in &site.layout.redirects {
            text(&file_of(from), redirect_page(site, from, to));
        }
    }
    if let Some(url) = site.url() {
        for (name, sitemap) in sitemap::files(site, url) {
            text(&name, sitemap);
        }
        if let Some(security) = security(site, url) {
            text(".well-known/security.txt", security);
        }
    }
}

/// A file as it is, known by the hash of its bytes.
fn file_output(source: &std::path::Path) -> std::io::Result<Output> {
    let mut hasher = blake3::Hasher::new();
    let len = std::io::copy(&mut std::fs::File::open(source)?, &mut hasher)?;
    Ok(Output::File { source: source.to_owned(), hash: hasher.finalize(), len })
}

fn headers(site: &Site, theme: &Theme) -> String {
    let base = rewrite::base_path(site);
    let searches = site.layout.pages.iter().filter(|page| search::has_box(site, theme, page.kind));
    headers::netlify(&base, &headers::rules(&base, searches.map(|page| encode(&page.path))))
}

fn robots(site: &Site) -> String {
    let sitemap = site.url().map(|url| format!("\nSitemap: {url}/sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

fn redirects(site: &Site) -> String {
    let base = rewrite::base_path(site);
    site.layout
        .redirects
        .iter()
        .map(|(from, to)| format!("{base}{} {base}{} 301\n", encode(from), encode(to)))
        .collect()
}

/// For hosts that know no redirects: a page that sends on at once, and can be clicked. Search engines take it for a redirect for
/// good; told not to index it, they have been seen to forget the page that it leads to as well.
fn redirect_page(site: &Site, from: &str, to: &str) -> String {
    let from = site.settings.relative.then_some(from);
    let target = rewrite::address(&encode(to), &rewrite::base_path(site), from);
    let target = escape::attribute(&target);
    let canonical = site.url().map(|url| {
        format!("<link rel=\"canonical\" href=\"{}\">\n", escape::attribute(&format!("{url}{}", encode(to))))
    });
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{target}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={target}\">\n{}</head>\n<body>\n<p><a href=\"{target}\">{target}</a></p>\n</body>\n</html>\n",
        site.language(),
        canonical.unwrap_or_default(),
    )
}

/// RFC 9116. `Expires` is at most a year ahead and rounded to the month, so that it changes twelve times a year.
fn security(site: &Site, url: &str) -> Option<String> {
    // Under a sub-path nobody looks for it.
    if !rewrite::base_path(site).is_empty() {
        return None;
    }
    let email = site.practice(site.language())?.email.clone()?;
    let day = site.settings.as_of;
    let first = jiff::civil::Date::new(day.year(), day.month(), 1).ok()?;
    let expires = first.checked_add(jiff::Span::new().months(11)).ok()?;
    Some(format!(
        "Contact: mailto:{email}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: {}\nCanonical: {url}/.well-known/security.txt\n",
        site.languages.join(", ")
    ))
}
