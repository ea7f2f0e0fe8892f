//! How quick paper is: whole processes, on generated forms, side by side with WeasyPrint where it is given.
//!
//! `cargo bench --bench paper -- [--forms 100] [--runs 3] [--anteroom PATH] [--weasyprint PATH]`
//!
//! 1. A site of so many short forms is generated; each gives a PDF and one in large print.
//! 2. Cold builds on one core and on all, and a build that finds every PDF kept.
//! 3. One form as a whole process, in a site of 20, with nothing kept and after a build: `anteroom print`, and WeasyPrint with `--pdf-forms` and PDF/UA-1 on the same
//!    questions in HTML.

#[path = "support/measure.rs"]
mod measure;

use measure::{Figures, measure};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

struct Options {
    forms: usize,
    runs: usize,
    anteroom: PathBuf,
    weasyprint: Option<PathBuf>,
}

fn options() -> Result<Options, String> {
    let anteroom = PathBuf::from(env!("CARGO_BIN_EXE_anteroom"));
    let mut options = Options { forms: 100, runs: 3, anteroom, weasyprint: None };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--forms" => options.forms = value()?.parse().map_err(|_| "forms is a whole number")?,
            "--runs" => options.runs = value()?.parse().map_err(|_| "runs is a whole number")?,
            "--anteroom" => options.anteroom = value()?.into(),
            "--weasyprint" => options.weasyprint = Some(value()?.into()),
            // `cargo bench` passes this to every benchmark.
            "--bench" => {}
            other => return Err(format!("{other} is not an option; see benches/README.md")),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The questions of a form, two to three pages of them: label and kind.
fn questions(form: usize) -> Vec<(String, &'static str)> {
    let kinds = ["text", "text", "paragraph", "yes-no", "text", "choices"];
    let label = |n: usize| format!("Question {n} of form {form}, in words that a client reads");
    kinds.into_iter().cycle().take(18).enumerate().map(|(n, kind)| (label(n), kind)).collect()
}

fn yaml(form: usize) -> String {
    let mut text = format!("title: Form {form}\nversion: 2026-09-01\nsections:\n  - title: About you\n    fields:\n");
    for (n, (label, kind)) in questions(form).into_iter().enumerate() {
        let more = match kind {
            "paragraph" => ", lines: 3",
            "choices" => ", options: [One, Two, Three]",
            _ => "",
        };
        let _ = writeln!(text, "      - {{id: q{n}, label: \"{label}\", type: {kind}{more}}}");
    }
    text
}

/// The same questions as HTML, for a program that prints pages.
fn html(form: usize) -> String {
    let mut text = format!(
        "<!doctype html><html lang=\"en\"><title>Form {form}</title><style>@page{{size:letter;margin:20mm}}body{{font:12pt sans-serif}}\
         input[type=text],textarea{{width:100%;height:9mm}}textarea{{height:27mm}}</style><h1>Form {form}</h1><form>"
    );
    for (n, (label, kind)) in questions(form).into_iter().enumerate() {
        let _ = write!(text, "<p><label for=\"q{n}\">{}. {label}</label>", n + 1);
        let answers = |kind: &str, words: &[&str]| {
            words
                .iter()
                .map(|w| format!("<input type=\"{kind}\" name=\"q{n}\" value=\"{w}\"> {w} "))
                .collect::<String>()
        };
        text.push_str(&match kind {
            "paragraph" => format!("<textarea id=\"q{n}\" name=\"q{n}\"></textarea>"),
            "choices" => answers("checkbox", &["One", "Two", "Three"]),
            "yes-no" => answers("radio", &["Yes", "No"]),
            _ => format!("<input type=\"text\" id=\"q{n}\" name=\"q{n}\">"),
        });
        text.push_str("</p>");
    }
    text
}

/// How many PDFs of forms there are, their pages and bytes.
fn count(out: &Path) -> std::io::Result<(usize, usize, u64)> {
    let (mut pdfs, mut pages, mut bytes) = (0, 0, 0);
    for entry in fs::read_dir(out.join("forms"))? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|ending| ending == "pdf") {
            pdfs += 1;
            pages += lopdf::Document::load(entry.path()).map_err(std::io::Error::other)?.get_pages().len();
            bytes += entry.metadata()?.len();
        }
    }
    Ok((pdfs, pages, bytes))
}

fn run(options: &Options) -> std::io::Result<()> {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
    let (root, out) = (folder.path().join("site"), folder.path().join("out"));
    site(&root, options.forms)?;
    println!("what               wall s   CPU s  peak MiB    PDFs   pages  PDFs/s  pages/s of CPU  KB a PDF");
    for (what, threads, cold) in [("cold, 1 core", Some("1"), true), ("cold", None, true), ("kept", None, false)] {
        let mut list = Vec::new();
        let mut made = (0, 0, 0);
        for _ in 0..options.runs {
            if cold {
                let _ = fs::remove_dir_all(root.join(".anteroom"));
            }
            let mut command = Command::new(&options.anteroom);
            command.args(["build", "--quiet", "--as-of", "2026-11-23", "--site"]).arg(&root).arg("--out").arg(&out);
            if let Some(threads) = threads {
                command.env("RAYON_NUM_THREADS", threads);
            }
            list.push(measure(&mut command, &out)?);
            made = count(&out)?;
            fs::remove_dir_all(&out)?;
        }
        let figures = Figures::median(&list);
        let (pdfs, pages, bytes) = made;
        println!(
            "{what:<16} {:>8.3} {:>7.2} {:>9.0} {pdfs:>7} {pages:>7} {:>7.1} {:>15.1} {:>9.1}",
            figures.wall,
            figures.cpu,
            figures.peak_mib,
            pdfs as f64 / figures.wall,
            pages as f64 / figures.cpu,
            bytes as f64 / 1000.0 / pdfs as f64,
        );
    }
    let practice = folder.path().join("practice");
    site(&practice, USUAL)?;
    one(options, &practice, folder.path())
}

/// How many forms a practice has.
const USUAL: usize = 20;

fn site(root: &Path, forms: usize) -> std::io::Result<()> {
    fs::create_dir_all(root.join("content/forms"))?;
    fs::write(
        root.join("content/practice.yaml"),
        "name: Elm Street Counseling\nurl: https://www.example.com\nsearch: no\n",
    )?;
    for form in 0..forms {
        fs::write(root.join(format!("content/forms/form-{form}.yaml")), yaml(form))?;
    }
    Ok(())
}

/// One form, each program as a whole process, in turn.
fn one(options: &Options, root: &Path, folder: &Path) -> std::io::Result<()> {
    let (page, pdf) = (folder.join("form.html"), folder.join("form.pdf"));
    fs::write(&page, html(0))?;
    let ours = || {
        let mut command = Command::new(&options.anteroom);
        command.args(["print", "form-0", "--quiet", "--site"]).arg(root).arg("-o").arg(&pdf);
        measure(&mut command, folder)
    };
    let theirs = |program: &Path| {
        let mut command = Command::new(program);
        command.args(["--pdf-forms", "--pdf-variant", "pdf/ua-1"]).arg(&page).arg(&pdf);
        measure(&mut command, folder)
    };
    for what in ["nothing kept", "after a build"] {
        if what == "after a build" {
            let mut command = Command::new(&options.anteroom);
            command.args(["build", "--quiet", "--site"]).arg(root).arg("--out").arg(folder.join("built"));
            measure(&mut command, folder)?;
        }
        let (mut list, mut others) = (Vec::new(), Vec::new());
        for _ in 0..options.runs.max(3) {
            list.push(ours()?);
            others.extend(options.weasyprint.as_deref().map(&theirs).transpose()?);
        }
        let own = Figures::median(&list);
        println!("one form, anteroom print, {what}: {:.3} s, {:.0} MiB", own.wall, own.peak_mib);
        if !others.is_empty() {
            let other = Figures::median(&others);
            let ratio = other.wall / own.wall;
            println!("one form, WeasyPrint beside it: {:.3} s, {:.0} MiB: {ratio:.1} x", other.wall, other.peak_mib);
        }
    }
    Ok(())
}
