//! What a host makes of the site's files: which file answers an address, with which type and headers, and what is sent on.
//!
//! Headers and redirects are read from the site's own `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them, so
//! that the preview has the policy that the published site will have.

use percent_encoding::percent_decode_str;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// To this path from the output folder.
    File(String),
    /// To another address, for good.
    Moved(String),
    /// Nowhere.
    Nowhere,
}

/// The path from the output folder that an address names, under the site's own sub-path `base`; `exists` says whether something
/// lies at a path. Addresses with `..`, backslashes or empty parts lead nowhere.
pub fn way(address: &str, base: &str, exists: impl Fn(&str) -> bool) -> Way {
    let Ok(path) = percent_decode_str(address).decode_utf8() else { return Way::Nowhere };
    let Some(inner) = path.strip_prefix(base) else {
        return if path == "/" { Way::Moved(format!("{base}/")) } else { Way::Nowhere };
    };
    if inner.is_empty() {
        return Way::Moved(format!("{base}/"));
    }
    let Some(inner) = inner.strip_prefix('/') else { return Way::Nowhere };
    let bad = |part: &str| matches!(part, "." | "..") || part.contains(['\\', '\0']);
    let folder = inner.is_empty() || inner.ends_with('/');
    let parts = inner.strip_suffix('/').unwrap_or(inner);
    if inner.split('/').any(bad) || (!inner.is_empty() && parts.split('/').any(str::is_empty)) {
        return Way::Nowhere;
    }
    if folder {
        let file = format!("{inner}index.html");
        return if exists(&file) { Way::File(file) } else { Way::Nowhere };
    }
    if exists(inner) {
        return Way::File(inner.to_owned());
    }
    if exists(&format!("{inner}/index.html")) {
        return Way::Moved(format!("{address}/"));
    }
    Way::Nowhere
}

/// The nearest page for wrong addresses, from the folder of the address upwards.
pub fn not_found(address: &str, base: &str, exists: impl Fn(&str) -> bool) -> Option<String> {
    let inner = address.strip_prefix(base).unwrap_or(address).trim_start_matches('/');
    let mut folder = inner.rsplit_once('/').map_or("", |(folder, _)| folder);
    loop {
        let page = if folder.is_empty() { "404.html".to_owned() } else { format!("{folder}/404.html") };
        if exists(&page) {
            return Some(page);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    }
}

/// The headers that a `_headers` file gives an address. A pattern is an address, or the beginning of one before a `*`; `! NAME`
/// takes back what an earlier pattern gave.
pub fn headers(file: &str, address: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut applies = false;
    for line in file.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        if !line.starts_with([' ', '\t']) {
            let pattern = line.trim();
            applies = match pattern.split_once('*') {
                Some((beginning, _)) => address.starts_with(beginning),
                None => address == pattern,
            };
        } else if let (true, Some(name)) = (applies, line.trim().strip_prefix("! ")) {
            found.retain(|(other, _)| !other.eq_ignore_ascii_case(name.trim()));
        } else if let (true, Some((name, value))) = (applies, line.split_once(':')) {
            found.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// Where a `_redirects` file sends an address.
pub fn redirect(file: &str, address: &str) -> Option<String> {
    let same = |from: &str| from == address || from.trim_end_matches('/') == address.trim_end_matches('/');
    file.lines().find_map(|line| {
        let mut parts = line.split_whitespace();
        let (from, to) = (parts.next()?, parts.next()?);
        (!from.starts_with('#') && same(from)).then(|| to.to_owned())
    })
}

/// The content type of a path.
pub fn content_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = match name {
        "_headers" | "_redirects" | "CNAME" => mime_guess::mime::TEXT_PLAIN,
        "feed.xml" => return "application/atom+xml; charset=utf-8".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream(),
    };
    let text = kind.type_() == mime_guess::mime::TEXT
        || matches!(
            kind.essence_str(),
            "application/javascript" | "application/json" | "application/xml" | "image/svg+xml"
        );
    if text { format!("{}; charset=utf-8", kind.essence_str()) } else { kind.essence_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exists(path: &str) -> bool {
        ["index.html", "fees/index.html", "a b/index.html", "robots.txt", "404.html", "es/404.html"].contains(&path)
    }

    #[test]
    fn addresses_lead_to_files() {
        let to = |address: &str| way(address, "", exists);
        assert_eq!(to("/"), Way::File("index.html".to_owned()));
        assert_eq!(to("/fees/"), Way::File("fees/index.html".to_owned()));
        assert_eq!(to("/fees"), Way::Moved("/fees/".to_owned()));
        assert_eq!(to("/a%20b"), Way::Moved("/a%20b/".to_owned()));
        assert_eq!(to("/a%20b/"), Way::File("a b/index.html".to_owned()));
        assert_eq!(to("/robots.txt"), Way::File("robots.txt".to_owned()));
        for nowhere in ["/x", "/fees/../fees/", "/..%2ffees/", "//fees/", "/fees//", "/%ff", "/fees%5c", "/./", "fees"]
        {
            assert_eq!(to(nowhere), Way::Nowhere, "{nowhere}");
        }
    }

    #[test]
    fn a_site_may_lie_under_a_path() {
        let to = |address: &str| way(address, "/sub", exists);
        assert_eq!(to("/"), Way::Moved("/sub/".to_owned()));
        assert_eq!(to("/sub"), Way::Moved("/sub/".to_owned()));
        assert_eq!(to("/sub/fees/"), Way::File("fees/index.html".to_owned()));
        assert_eq!(to("/fees/"), Way::Nowhere);
        assert_eq!(to("/subfees/"), Way::Nowhere);
    }

    #[test]
    fn a_wrong_address_gets_the_nearest_page() {
        assert_eq!(not_found("/es/x/y/", "", exists).as_deref(), Some("es/404.html"));
        assert_eq!(not_found("/sub/x", "/sub", exists).as_deref(), Some("404.html"));
        assert_eq!(not_found("/x", "", |_| false), None);
    }

    #[test]
    fn headers_and_redirects_are_read_as_hosts_read_them() {
        let file = "# note\n/*\n  A: 1\n  B: x: y\n/assets/*\n  C: 3\n/one\n  D: 4\n/two/*\n  ! A\n  A: 5\n";
        let pair = |(name, value): &(String, String)| format!("{name}={value}");
        let of = |address: &str| headers(file, address).iter().map(pair).collect::<Vec<_>>().join(" ");
        assert_eq!(of("/x/"), "A=1 B=x: y");
        assert_eq!(of("/assets/a.css"), "A=1 B=x: y C=3");
        assert_eq!(of("/one"), "A=1 B=x: y D=4");
        assert_eq!(of("/two/x"), "B=x: y A=5");
        let file = "/old/ /new/ 301\n#/no /x\n";
        assert_eq!(redirect(file, "/old").as_deref(), Some("/new/"));
        assert_eq!(redirect(file, "/older/"), None);
    }

    #[test]
    fn types_are_those_of_hosts() {
        assert_eq!(content_type("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("a.svg"), "image/svg+xml; charset=utf-8");
        assert_eq!(content_type("a.pdf"), "application/pdf");
        assert_eq!(content_type("a.woff2"), "font/woff2");
        assert_eq!(content_type("_headers"), "text/plain; charset=utf-8");
        assert_eq!(content_type("x"), "application/octet-stream");
    }
}
