//! The least that can be done: cut off the front matter, Markdown to HTML, a fixed layout, write the files, two threads.

use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Builds the articles of a site.
pub(crate) fn run(site: &Path, out: &Path) -> io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().map_err(io::Error::other)?;
    let articles: Vec<PathBuf> =
        fs::read_dir(site.join("content/articles"))?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    let folder = out.join("articles");
    fs::create_dir_all(&folder)?;
    pool.install(|| articles.par_iter().try_for_each(|path| article(path, &folder)))
}

fn article(path: &Path, folder: &Path) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    let rest = text.strip_prefix("---\n").unwrap_or(&text);
    let (front, body) = rest.split_once("\n---\n").unwrap_or(("", rest));
    let title = front.lines().find_map(|l| l.strip_prefix("title: ")).unwrap_or("");
    let mut html = String::with_capacity(text.len() * 2);
    html.push_str("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    html.push_str(title);
    html.push_str("</title></head><body><main><h1>");
    html.push_str(title);
    html.push_str("</h1>");
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES),
    );
    html.push_str("</main></body></html>");
    let own = folder.join(path.file_stem().unwrap_or_default());
    fs::create_dir(&own)?;
    fs::write(own.join("index.html"), html)
}
