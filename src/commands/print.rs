//! `anteroom print`: paperwork for the front desk, without building the site.
//!
//! 1. Forms or a packet are found by the names of their files; what is not there is told with the nearest name.
//! 2. What is filled in beforehand comes from a file, from standard input or from questions at the terminal. It goes onto
//!    the paper and nowhere else: nothing is kept between runs, and no message repeats it.
//! 3. Only faults of the files that are printed stop it.
//! 4. Each set is written to a file of its own, whole or not at all.

mod narrow;

use super::build;
use crate::blob::BlobStore;
use crate::cli::{Common, Format, Outcome};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, nearest};
use crate::error::{Error, Result};
use crate::memo::Memo;
use crate::model::packet::{CLIENT, TOGETHER};
use crate::model::prints::{Print, Subject};
use crate::model::{self, Settings, Site};
use crate::paper::assemble::{Wishes, assemble};
use crate::paper::pictures::Pictures;
use crate::paper::sheet::Sheet;
use crate::paper::slots::Slots;
use crate::paper::{self, prints};
use crate::render::shared::Shared;
use crate::render::theme::Theme;
use crate::say;
use crate::source::yaml::Value;
use crate::source::yaml::reader::clip;
use crate::source::{self, FileId, SourceTree};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most copies of one run.
const MAX_COPIES: i64 = 20;

/// The largest file of values, in bytes.
const MAX_VALUES: u64 = 1_000_000;

/// What `print` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Forms or a packet, by the names of their files: adult-intake
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// In large print
    #[arg(long)]
    pub large: bool,
    /// In another language of the site
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// The sheets for staff: scores, what to watch for, the office's boxes
    #[arg(long)]
    pub staff: bool,
    /// Only one person's set of a packet
    #[arg(long = "for", value_name = "PERSON")]
    pub person: Option<String>,
    /// Fill in names beforehand: from a YAML file, or with - from standard input (at a terminal you are asked)
    #[arg(long, value_name = "FILE|-")]
    pub prefill: Option<PathBuf>,
    /// Fill in a provider's name and NPI, by the name of the provider's file
    #[arg(long, value_name = "ID")]
    pub provider: Option<String>,
    /// How many times, 1 to 20; without it as often as the packet says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=MAX_COPIES))]
    pub copies: Option<u32>,
    /// For printing on both sides: each form begins a sheet, and an empty back says so
    #[arg(long)]
    pub duplex: bool,
    /// Where the PDF goes; without it a file of the form's name in this folder
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A command that cannot be followed: what is wrong, and what to do.
struct Refusal(String);

type Wanted<T> = std::result::Result<T, Refusal>;

fn refuse<T>(words: impl Into<String>) -> Wanted<T> {
    Err(Refusal(words.into()))
}

/// Prints forms or a packet.
///
/// # Errors
/// The machine failed: a folder cannot be read, a file cannot be written.
pub fn run(arguments: &Arguments, common: &Common) -> Result<Outcome> {
    let root = &common.site;
    if !root.is_dir() {
        say::error(&format!("there is no folder {}", root.display()));
        return Ok(Outcome::Refused);
    }
    let Some(as_of) = build::as_of(None, root) else { return Ok(Outcome::Refused) };
    let settings = Settings { as_of, drafts: false, base_url: None, relative: false };
    let tree = source::load(root).map_err(Error::io("read the folder", root))?;
    // Most of a site has no part in a form. Where that which has is not enough, or is faulty, all of it is read.
    let laid_out = match narrow::to(&tree, &arguments.names).map(|tree| LaidOut::of(tree, &settings, arguments)) {
        Some(laid_out) if laid_out.serves() => laid_out,
        _ => LaidOut::of(tree, &settings, arguments),
    };
    let LaidOut { tree, site, theme, diagnostics, job, files } = laid_out;
    let job = match job {
        Ok(job) => job,
        Err(Refusal(words)) if !diagnostics.has_errors() => {
            say::error(&words);
            return Ok(Outcome::Refused);
        }
        // What is asked for may be missing because its file cannot be read: that is the better answer.
        Err(Refusal(words)) => {
            build::report(&diagnostics, &tree, Format::Text, common);
            say::error(&words);
            return Ok(Outcome::ContentErrors);
        }
    };
    let values = match values(arguments, &site, &job)? {
        Ok(values) => values,
        Err(Refusal(words)) => {
            say::error(&words);
            return Ok(Outcome::Refused);
        }
    };
    if let Some(outcome) = stopped(&diagnostics, &files, &tree, common) {
        return Ok(outcome);
    }
    let shared = Shared::new(&site, &theme, &job.language);
    let first = (job.language != site.language()).then(|| Shared::new(&site, &theme, site.language()));
    let languages = (&shared, first.as_ref().unwrap_or(&shared));
    let wishes = Wishes {
        values,
        staff: arguments.staff,
        further: job.further.clone(),
        copies: arguments.copies.unwrap_or(job.copies),
        client_copy: job.client_copy,
        duplex: arguments.duplex,
    };
    // A picture that cannot be printed is the build's to report: paper goes without.
    let store = BlobStore::off();
    let pictures = Pictures::new(&site, &tree, &store);
    let mut sheets = Vec::new();
    for print in &job.prints {
        sheets.extend(assemble(&site, languages, print, &pictures, &wishes).map(|sheet| (print, sheet)));
    }
    if let Some(words) = unasked(&wishes, &sheets.iter().map(|(_, (_, slots))| slots).collect::<Vec<_>>()) {
        say::error(&words);
        return Ok(Outcome::Refused);
    }
    if sheets.is_empty() || sheets.iter().all(|(_, (sheet, _))| sheet.forms.is_empty()) {
        say::error("there is nothing for staff on these forms: they have neither scoring nor office_use");
        return Ok(Outcome::Refused);
    }
    // What is asked for as it stands on the site, the last build has made already.
    let plain = !arguments.staff
        && !arguments.duplex
        && wishes.values.is_empty()
        && wishes.further.is_empty()
        && wishes.copies == 1
        && !wishes.client_copy;
    let built = BlobStore::reading(root);
    let kept = |print: &Print, sheet: &Sheet, slots: &Slots| {
        let same = |p: &&Print| (&p.subject, &p.language, p.large) == (&print.subject, &print.language, print.large);
        let published = site.layout.prints.iter().find(|p| plain && !p.other_paper && same(p))?;
        prints::from_store(&theme, sheet, slots, &published.path, &built)
    };
    // Two sheets with other words on them must not pass for one: the identifier is made of the content, and hides it.
    let ident = |sheet: &Sheet| format!("print {}", blake3::hash(format!("{sheet:?}").as_bytes()).to_hex());
    let made = prints::side_by_side(&sheets, |(print, (sheet, slots))| {
        let done = match kept(print, sheet, slots) {
            Some((pages, bytes)) => Ok(Finished { pages, bytes: bytes.into(), missing: None }),
            None => typeset(&theme, sheet, slots, &ident(sheet)),
        };
        Some((job.path(print, arguments), done))
    });
    let mut finished = Vec::new();
    for (path, made) in made.into_iter().flatten() {
        match made {
            Ok(pdf) => finished.push((path, pdf)),
            Err(words) => {
                say::error(&words);
                return Ok(Outcome::ContentErrors);
            }
        }
    }
    for (path, pdf) in &finished {
        write(path, &pdf.bytes, arguments.output.is_some())?;
        if !common.quiet {
            let pages = if pdf.pages == 1 { "1 page".to_owned() } else { format!("{} pages", pdf.pages) };
            say::line(&format!("{}: {pages}", path.display()));
            if let Some(c) = pdf.missing {
                say::line(&format!("No font for paper has \"{c}\": a box stands in its place."));
            }
        }
    }
    Ok(Outcome::Done)
}

/// A PDF that is ready to be written.
struct Finished {
    pages: usize,
    bytes: Arc<Vec<u8>>,
    /// A character that no font has.
    missing: Option<char>,
}

/// Typesets a sheet; else why it cannot be printed.
fn typeset(theme: &Theme, sheet: &Sheet, slots: &Slots, ident: &str) -> std::result::Result<Finished, String> {
    let Some(press) = theme.press() else {
        return Err("the theme's files for paper cannot be used; \"anteroom build\" says why".to_owned());
    };
    let pdf = paper::make(press, sheet, slots, ident)
        .map_err(|error| format!("this cannot be printed: {}; \"anteroom build\" says more", error.message))?;
    Ok(Finished { pages: pdf.pages, missing: pdf.missing.first().copied(), bytes: pdf.bytes })
}

/// A site and what of it is printed.
struct LaidOut {
    tree: SourceTree,
    site: Arc<Site>,
    theme: Theme,
    diagnostics: Diagnostics,
    job: Wanted<Job>,
    /// The files of what is printed.
    files: BTreeSet<FileId>,
}

impl LaidOut {
    fn of(tree: SourceTree, settings: &Settings, arguments: &Arguments) -> Self {
        let mut diagnostics = Diagnostics::default();
        let site = Arc::new(model::build(&tree, settings.clone(), &Memo::off(), &mut diagnostics));
        let job = Job::new(&site, arguments);
        let look = site.practice(site.language()).map(|practice| practice.look.clone()).unwrap_or_default();
        let theme =
            Theme::for_paper(&tree, look.theme.as_ref(), look.accent.as_ref(), &site.languages, &mut diagnostics);
        let prints = job.iter().flat_map(|job| &job.prints);
        let files = prints.flat_map(|print| prints::sources(&site, print)).collect();
        Self { tree, site, theme, diagnostics, job, files }
    }

    /// Whether it can be printed from.
    fn serves(&self) -> bool {
        self.job.is_ok() && errors(&self.diagnostics, &self.files).next().is_none()
    }
}

/// The errors that stop what is printed.
fn errors<'a>(diagnostics: &'a Diagnostics, files: &'a BTreeSet<FileId>) -> impl Iterator<Item = &'a Diagnostic> {
    let counts = |file: &FileId| {
        files.contains(file) || file.as_str().starts_with("themes/") || file.as_str().starts_with("content/practice.")
    };
    diagnostics
        .iter()
        .filter(move |d| d.severity == Severity::Error && d.span.as_ref().is_none_or(|span| counts(&span.file)))
}

/// Whether faults of what is printed stop it: they are shown, and no others.
fn stopped(diagnostics: &Diagnostics, files: &BTreeSet<FileId>, tree: &SourceTree, common: &Common) -> Option<Outcome> {
    let mut own: Diagnostics = errors(diagnostics, files).cloned().collect();
    if !own.has_errors() {
        return None;
    }
    own.sort();
    build::report(&own, tree, Format::Text, common);
    say::error("nothing was printed; mend the errors above and print again");
    Some(Outcome::ContentErrors)
}

/// What is printed, found in the site.
struct Job {
    language: String,
    prints: Vec<Print>,
    further: Vec<usize>,
    /// People whose names stand at the head of pages, by the shared value.
    people: Vec<String>,
    copies: u32,
    client_copy: bool,
    /// What files are called.
    stem: String,
    /// Whether each set has a file of its own, named after its person.
    several: bool,
}

impl Job {
    fn new(site: &Site, arguments: &Arguments) -> Wanted<Self> {
        let language = match &arguments.lang {
            None => site.language().to_owned(),
            Some(code) if site.languages.contains(code) => code.clone(),
            Some(code) => {
                return refuse(format!(
                    "this site has no language \"{}\"; it has: {}",
                    clip(code),
                    site.languages.join(", ")
                ));
            }
        };
        let print = |subject: Subject| Print {
            subject,
            language: language.clone(),
            large: arguments.large,
            other_paper: false,
            path: String::new(),
        };
        let found: Vec<Found> = arguments.names.iter().map(|name| find(site, name)).collect::<Wanted<_>>()?;
        let stem = found.iter().map(|found| found.id(site)).collect::<Vec<_>>().join("-");
        let mut forms = Vec::new();
        for one in &found {
            match one {
                Found::Packet(_) if found.len() > 1 => {
                    return refuse("a packet is printed alone; print it first, and the forms after it");
                }
                Found::Packet(index) => return Self::packet(site, *index, language.clone(), arguments, print),
                Found::Form(index) => forms.push(*index),
            }
        }
        if arguments.person.is_some() {
            return refuse("--for is for packets: a form has one person");
        }
        let translated = |index: &usize| site.forms.get(*index).is_some_and(|f| f.has(&language, site.language()));
        if let Some(form) = forms.iter().find(|index| !translated(index)).and_then(|index| site.forms.get(*index)) {
            return refuse(format!(
                "content/forms/{}.{language}.yaml is not there: the form is not translated",
                form.id
            ));
        }
        let [first, further @ ..] = forms.as_slice() else { return refuse("name a form or a packet") };
        Ok(Self {
            prints: vec![print(Subject::Form(*first))],
            further: further.to_vec(),
            language,
            people: vec![CLIENT.to_owned()],
            copies: 1,
            client_copy: false,
            stem,
            several: false,
        })
    }

    fn packet(
        site: &Site,
        index: usize,
        language: String,
        arguments: &Arguments,
        print: impl Fn(Subject) -> Print,
    ) -> Wanted<Self> {
        let Some(localized) = site.packets.get(index) else { return refuse("there is no such packet") };
        let packet = &localized.original;
        let people: Vec<&str> = packet.sets().iter().map(|set| set.person).collect();
        let chosen: Vec<&str> = match &arguments.person {
            None => people.clone(),
            Some(person) if people.contains(&person.as_str()) => vec![person.as_str()],
            Some(person) => {
                return refuse(format!(
                    "the packet \"{}\" has nobody called \"{}\"; it has: {}",
                    localized.id,
                    clip(person),
                    people.join(", ")
                ));
            }
        };
        // A set of one person heads its pages with the client's name; what all sign has everybody's.
        let mut heads: Vec<String> = Vec::new();
        if chosen.iter().any(|person| *person != TOGETHER) {
            heads.push(CLIENT.to_owned());
        }
        if chosen.contains(&TOGETHER) {
            heads.extend(packet.people.iter().map(|person| person.value.clone()));
        }
        Ok(Self {
            prints: chosen.iter().map(|person| print(Subject::Packet(index, (*person).to_owned()))).collect(),
            language,
            further: Vec::new(),
            people: heads,
            copies: packet.copies,
            client_copy: packet.client_copy,
            stem: localized.id.clone(),
            several: people.len() > 1,
        })
    }

    /// Where a print goes.
    fn path(&self, print: &Print, arguments: &Arguments) -> PathBuf {
        let person = match &print.subject {
            Subject::Packet(_, person) if self.several => format!("-{person}"),
            _ => String::new(),
        };
        if let Some(output) = &arguments.output {
            if self.prints.len() == 1 {
                return output.clone();
            }
            let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            return output.with_file_name(format!("{stem}{person}.pdf"));
        }
        let flag = |on: bool, word: &'static str| if on { word } else { "" };
        let language = arguments.lang.as_ref().map(|code| format!(".{code}")).unwrap_or_default();
        PathBuf::from(format!(
            "{}{person}{}{}{language}.pdf",
            self.stem,
            flag(arguments.staff, "-staff"),
            flag(arguments.large, "-large-print"),
        ))
    }
}

enum Found {
    Form(usize),
    Packet(usize),
}

impl Found {
    fn id<'a>(&self, site: &'a Site) -> &'a str {
        match self {
            Self::Form(index) => site.forms.get(*index).map_or("", |form| &form.id),
            Self::Packet(index) => site.packets.get(*index).map_or("", |packet| &packet.id),
        }
    }
}

/// Finds a form or a packet by its file's name. `packets/adult` tells a packet from a form of the same name.
fn find(site: &Site, name: &str) -> Wanted<Found> {
    let bare = name.trim_start_matches("content/").trim_end_matches(".yaml").trim_end_matches(".yml");
    let (folder, id) = bare.split_once('/').unwrap_or(("", bare));
    let form = site.form(id).filter(|_| folder != "packets");
    let packet = site.packets.iter().position(|packet| packet.id == id).filter(|_| folder != "forms");
    match (form, packet) {
        (Some(_), Some(_)) => {
            refuse(format!("there is a form and a packet called \"{id}\"; write forms/{id} or packets/{id}"))
        }
        (Some(form), None) if site.forms.get(form).is_some_and(|form| form.original.metadata_only) => {
            refuse(format!("the terms of \"{id}\" do not let its questions be printed (display: metadata-only)"))
        }
        (Some(form), None) => Ok(Found::Form(form)),
        (None, Some(packet)) => Ok(Found::Packet(packet)),
        (None, None) => {
            let forms = site.forms.iter().map(|form| form.id.as_str());
            let names: Vec<&str> = forms.chain(site.packets.iter().map(|packet| packet.id.as_str())).collect();
            let hint = match nearest(id, names.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None if names.is_empty() => "this site has neither forms nor packets".to_owned(),
                None => format!("there are: {}", names.join(", ")),
            };
            refuse(format!("there is no form or packet called \"{}\"; {hint}", clip(name)))
        }
    }
}

/// What is filled in beforehand.
fn values(arguments: &Arguments, site: &Site, job: &Job) -> Result<Wanted<BTreeMap<String, String>>> {
    let mut values = BTreeMap::new();
    if let Some(id) = &arguments.provider {
        let Some(provider) = site.providers.iter().find(|provider| provider.id == *id) else {
            let names: Vec<&str> = site.providers.iter().map(|provider| provider.id.as_str()).collect();
            let hint = nearest(id, names.iter().copied())
                .map_or_else(|| format!("there are: {}", names.join(", ")), |near| format!("did you mean \"{near}\"?"));
            return Ok(refuse(format!("there is no provider called \"{}\"; {hint}", clip(id))));
        };
        let (person, _) = provider.get(&job.language, site.language());
        let name = std::iter::once(&person.name).chain(&person.credentials).cloned().collect::<Vec<_>>().join(", ");
        values.insert("provider.name".to_owned(), name);
        values.extend(person.npi.clone().map(|npi| ("provider.npi".to_owned(), npi)));
    }
    let Some(from) = &arguments.prefill else { return Ok(Ok(values)) };
    let standard = from.as_os_str() == "-";
    if standard && std::io::stdin().is_terminal() {
        return Ok(ask(job, values));
    }
    let mut text = String::new();
    let read = match standard {
        true => std::io::stdin().lock().take(MAX_VALUES).read_to_string(&mut text),
        false => std::fs::File::open(from).and_then(|file| file.take(MAX_VALUES).read_to_string(&mut text)),
    };
    if let Err(error) = read {
        if error.kind() == std::io::ErrorKind::InvalidData {
            return Ok(refuse(format!("{} is not saved as UTF-8; save it again with that encoding", named(from))));
        }
        return Err(Error::io("read", from)(error));
    }
    Ok(given(&text, from).map(|given| {
        values.extend(given);
        values
    }))
}

fn named(from: &Path) -> String {
    if from.as_os_str() == "-" { "standard input".to_owned() } else { from.display().to_string() }
}

/// Reads values from YAML: one a line. Messages name the line and never repeat a value.
fn given(text: &str, from: &Path) -> Wanted<BTreeMap<String, String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = FileId::new(&named(from));
    let mut faults = Vec::new();
    let node = source::yaml::parse(&file, text, 0, &mut faults);
    let line = |at: usize| crate::diagnostics::line_column(text, at).0;
    if let Some(fault) = faults.first() {
        let line = line(fault.span.as_ref().map_or(0, |span| span.start as usize));
        return refuse(format!("{}, line {line}: write \"client.name: ...\", one value a line", named(from)));
    }
    let Some(node) = node.filter(|node| !node.is_empty()) else { return Ok(BTreeMap::new()) };
    let Value::Map(entries) = &node.value else {
        return refuse(format!("{}: write \"client.name: ...\", one value a line", named(from)));
    };
    let mut values = BTreeMap::new();
    for entry in entries {
        match &entry.value.value {
            Value::Scalar { text, .. } => {
                values.insert(entry.key.clone(), text.trim().to_owned());
            }
            _ if entry.value.is_empty() => {}
            _ => {
                let line = line(entry.key_span.start as usize);
                return refuse(format!("{}, line {line}: \"{}\" takes one text", named(from), clip(&entry.key)));
            }
        }
    }
    values.retain(|_, value| !value.is_empty());
    Ok(values)
}

/// Asks at the terminal for what stands at the head of every page. An empty answer leaves the line to be filled in by hand.
fn ask(job: &Job, mut values: BTreeMap<String, String>) -> Wanted<BTreeMap<String, String>> {
    let mut lines = std::io::stdin().lock().lines();
    for person in &job.people {
        let mut asked = vec![(format!("{person}.name"), format!("Name ({person})"))];
        if person == CLIENT {
            asked.push((format!("{person}.birth_date"), format!("Date of birth ({person})")));
        }
        for (key, words) in asked {
            let mut out = std::io::stderr().lock();
            let _ = write!(out, "{words}, or Enter to leave it empty: ");
            let _ = out.flush();
            let Some(Ok(answer)) = lines.next() else { return Ok(values) };
            if !answer.trim().is_empty() {
                values.insert(key, answer.trim().to_owned());
            }
        }
    }
    Ok(values)
}

/// What was given and stands on none of the sheets. A provider's values are offered, not required.
fn unasked(wishes: &Wishes, slots: &[&Slots]) -> Option<String> {
    let asked: BTreeSet<&str> = slots.iter().flat_map(|slots| slots.asked()).map(String::as_str).collect();
    let given = wishes.values.keys().filter(|key| !key.starts_with("provider."));
    let lost = given.into_iter().find(|key| !asked.contains(key.as_str()))?;
    let hint = nearest(lost, asked.iter().copied()).map_or_else(
        || "use client.name, client.birth_date or the id of a question of one line".to_owned(),
        |near| format!("did you mean \"{near}\"?"),
    );
    Some(format!("nothing on this paper is called \"{}\"; {hint}", clip(lost)))
}

/// Writes a file whole or not at all. A file that is there is replaced only where the command names it.
fn write(path: &Path, bytes: &[u8], named: bool) -> Result<()> {
    let failed = || Error::io("write", path);
    if !named && path.exists() {
        let there = std::io::Error::new(
            std::io::ErrorKind::AlreadyExists,
            "a file of this name is there already; write -o and a file's name",
        );
        return Err(failed()(there));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile_in(folder).map_err(failed())?;
    file.1.write_all(bytes).and_then(|()| file.1.sync_all()).map_err(failed())?;
    std::fs::rename(&file.0, path).map_err(|error| {
        let _ = std::fs::remove_file(&file.0);
        failed()(error)
    })
}

/// A new file beside the place that it is meant for.
fn tempfile_in(folder: &Path) -> std::io::Result<(PathBuf, std::fs::File)> {
    let path = folder.join(format!(".anteroom-print-{}", std::process::id()));
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
    Ok((path, file))
}
