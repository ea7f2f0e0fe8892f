//! `anteroom new DIR`: a complete small practice site, or an empty one, to make one's own.
//!
//! 1. What the flags do not say is asked at a terminal; without one the sample's own values stay.
//! 2. The files are made in memory, so that nothing is half written when an answer is refused.
//! 3. They are written into a folder that is new or empty; nothing that is there is ever changed.

use super::schema;
use crate::cli::{Common, Outcome};
use crate::embedded;
use crate::error::{Error, Result};
use crate::model::states;
use crate::say;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

const HANDOVER: &str = include_str!("new/HANDOVER.md");
const README: &str = include_str!("new/README.md");
const GITHUB: &str = include_str!("new/github.yml");
const GITLAB: &str = include_str!("new/gitlab.yml");

/// The extension that checks and completes YAML: the editor offers it when the folder is opened.
const RECOMMENDED: &str = "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n";

/// The sample practice's own values, as they stand in its practice.yaml.
const SAMPLE_NAME: &str = "Riverbend Integrative Therapy";

/// What `new` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder to make; it must be new or empty
    pub dir: PathBuf,
    /// Only a practice.yaml with a name, instead of the sample practice
    #[arg(long)]
    pub blank: bool,
    /// The practice's name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The state it works in, by its two letters
    #[arg(long, value_name = "XX", value_parser = state, conflicts_with = "blank")]
    pub state: Option<String>,
    /// The color of links and buttons, such as "#2b3f87"
    #[arg(long, value_name = "COLOR", value_parser = color, conflicts_with = "blank")]
    pub accent: Option<String>,
    /// Add a file that builds the site whenever it is pushed
    #[arg(long, value_enum)]
    pub ci: Option<Ci>,
}

/// Where a site is built on every push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions
    Github,
    /// GitLab CI
    Gitlab,
}

fn state(text: &str) -> std::result::Result<String, String> {
    if let Some(letters) = states::letters(text) {
        return Ok(letters.to_owned());
    }
    let two = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if two { Ok(text.to_ascii_uppercase()) } else { Err("write two letters, such as IL".to_owned()) }
}

fn color(text: &str) -> std::result::Result<String, String> {
    let hex = text.strip_prefix('#').unwrap_or(text);
    let fits = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    if fits {
        Ok(format!("#{}", hex.to_ascii_lowercase()))
    } else {
        Err("write # and six digits, such as #2b3f87".to_owned())
    }
}

/// What the owner chose.
struct Answers {
    name: Option<String>,
    state: Option<String>,
    accent: Option<String>,
}

/// Makes a site.
///
/// # Errors
/// The folder cannot be written.
pub fn run(arguments: &Arguments, common: &Common) -> Result<Outcome> {
    let dir = &arguments.dir;
    if let Some(reason) = occupied(dir)? {
        say::error(&reason);
        return Ok(Outcome::Refused);
    }
    let Some(answers) = ask(arguments, common)? else { return Ok(Outcome::Refused) };
    let files = files(arguments, &answers);
    for (path, bytes) in &files {
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io("create the folder", parent))?;
        }
        std::fs::write(&path, bytes).map_err(Error::io("write", &path))?;
    }
    if !common.quiet {
        let shown = dir.display().to_string();
        // As it is typed in a shell.
        let typed = if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown.clone() };
        let more = match arguments.blank {
            true => String::new(),
            false => {
                let law = if elsewhere(&answers) {
                    format!(
                        "\n  3. The sample practice is in Illinois. {shown}/HANDOVER.md lists the files that name its rules: write your state's."
                    )
                } else {
                    String::new()
                };
                format!(
                    "{law}\n\n{shown}/README.md says what each folder is for; HANDOVER.md is where to note who holds what."
                )
            }
        };
        say::line(&format!(
            "Made a new site in {shown}.\n\nNext:\n  1. Open {shown}/content/practice.yaml and put your own facts in.\n  2. See the site:  anteroom serve --open --site {typed}\n     It changes as you save; Ctrl-C ends it.{more}"
        ));
    }
    Ok(Outcome::Done)
}

/// Why the folder cannot be used, if it cannot.
fn occupied(dir: &Path) -> Result<Option<String>> {
    if !dir.exists() {
        return Ok(None);
    }
    if !dir.is_dir() {
        return Ok(Some(format!("{} is a file; name a new folder", dir.display())));
    }
    let mut entries = std::fs::read_dir(dir).map_err(Error::io("read the folder", dir))?;
    // A repository that was made first, for the site to come into, is as good as empty.
    let occupied = entries.any(|e| e.is_ok_and(|e| e.file_name() != ".git"));
    Ok(occupied.then(|| {
        format!("the folder {} is not empty; name a new one, so that nothing of yours is changed", dir.display())
    }))
}

/// Asks for what the flags do not say; none where an answer cannot be used.
fn ask(arguments: &Arguments, common: &Common) -> Result<Option<Answers>> {
    let mut answers =
        Answers { name: arguments.name.clone(), state: arguments.state.clone(), accent: arguments.accent.clone() };
    let talk = std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && !common.quiet;
    if talk {
        if answers.name.is_none() {
            answers.name = input("What is the practice called?", SAMPLE_NAME, |t| Ok::<_, String>(t.to_owned()))?;
        }
        if answers.state.is_none() && !arguments.blank {
            answers.state = input("Which state is it in (two letters)?", "IL", state)?;
        }
        if answers.accent.is_none() && !arguments.blank {
            answers.accent = input("Which color for links and buttons?", "#2b3f87", color)?;
        }
    }
    if answers.name.as_ref().is_some_and(|n| n.trim().is_empty() || n.contains(['\n', '\r'])) {
        say::error("the practice needs a name on one line");
        return Ok(None);
    }
    Ok(Some(answers))
}

/// One question with a usual answer; asked again until the answer can be used.
fn input(
    prompt: &str,
    usual: &str,
    check: impl Fn(&str) -> std::result::Result<String, String>,
) -> Result<Option<String>> {
    let answer = dialoguer::Input::<String>::new()
        .with_prompt(prompt)
        .default(usual.to_owned())
        .validate_with(|text: &String| check(text).map(|_| ()))
        .interact_text();
    match answer {
        Ok(text) => Ok(check(&text).ok()),
        Err(dialoguer::Error::IO(source)) => {
            Err(Error::Io { action: "read your answer from".to_owned(), path: PathBuf::from("the terminal"), source })
        }
    }
}

/// All files of the new site.
fn files(arguments: &Arguments, answers: &Answers) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    if arguments.blank {
        let name = answers.name.as_deref().unwrap_or("My practice");
        files.insert("content/practice.yaml".to_owned(), format!("name: {}\n", quoted(name)).into_bytes());
    } else {
        for (path, bytes) in embedded::files(&embedded::CONTENT) {
            let own = ["practice.yaml", "practice.es.yaml", "index.md", "index.es.md"].contains(&path.as_str());
            let bytes =
                if own { personal(&String::from_utf8_lossy(bytes), answers).into_bytes() } else { bytes.to_vec() };
            files.insert(format!("content/{path}"), bytes);
        }
        let local = if elsewhere(answers) { local_rules(&files) } else { String::new() };
        files.insert("HANDOVER.md".to_owned(), format!("{HANDOVER}{local}").into_bytes());
        files.insert("README.md".to_owned(), README.into());
        files.insert(".vscode/settings.json".to_owned(), editor().into_bytes());
        for kind in schema::KINDS {
            files.insert(format!(".anteroom/schema/{kind}.json"), schema::for_editors(kind).into_bytes());
        }
        files.insert(".vscode/front-matter.code-snippets".to_owned(), schema::snippets().into_bytes());
        files.insert(".vscode/extensions.json".to_owned(), RECOMMENDED.into());
    }
    files.insert(
        ".gitignore".to_owned(),
        b"/public/\n/.anteroom/*\n!/.anteroom/schema/\n/.public.anteroom-*\n".to_vec(),
    );
    match arguments.ci {
        Some(Ci::Github) => {
            files.insert(".github/workflows/site.yml".to_owned(), GITHUB.into());
        }
        Some(Ci::Gitlab) => {
            files.insert(".gitlab-ci.yml".to_owned(), GITLAB.into());
        }
        None => {}
    }
    files
}

/// Whether the practice is in another state than the sample.
fn elsewhere(answers: &Answers) -> bool {
    answers.state.as_deref().is_some_and(|state| state != "IL")
}

/// A list of the files that name the sample's state or its statutes, to be gone through before the site is published.
fn local_rules(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut list = String::from(
        "\n## Before you publish\n\nThe sample practice is in Illinois. These files name its law, its hotlines or its licenses, and your state has others. Write those, or take\nthem out, and have your lawyer read the forms.\n\n",
    );
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        if ["Illinois", "ILCS"].iter().any(|name| text.contains(name)) {
            list.push_str(&format!("- [ ] {path}\n"));
        }
    }
    list
}

/// A file of the sample with the owner's answers in their lines; everything else, comments too, stays. The sample's registered
/// name goes with its name.
fn personal(text: &str, answers: &Answers) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (indent, key) = (line.len() - line.trim_start().len(), line.trim_start());
        match (answers, indent) {
            (Answers { name: Some(name), .. }, 0) if key.starts_with("name:") => {
                out.push_str(&format!("name: {}\n", quoted(name)));
            }
            (Answers { name: Some(name), .. }, 0) if key.trim_end() == format!("title: {SAMPLE_NAME}") => {
                out.push_str(&format!("title: {}\n", quoted(name)));
            }
            (Answers { name: Some(name), .. }, 0) if key.starts_with("legal_name:") => {
                out.push_str(&format!("legal_name: {}\n", quoted(name)));
            }
            // Every PDF twice, on paper that few have: whoever wants it takes the sign away.
            (_, 0) if key.starts_with("also_paper:") => out.push_str(&format!("# {key}")),
            (Answers { accent: Some(accent), .. }, _) if key.starts_with("accent:") => {
                out.push_str(&format!("{}accent: \"{accent}\"\n", &" ".repeat(indent)));
            }
            (Answers { state: Some(state), .. }, 1..) if key.starts_with("state:") => {
                out.push_str(&format!("{}state: {state}\n", &" ".repeat(indent)));
            }
            (Answers { state: Some(state), .. }, 1..) if key.starts_with("states:") => {
                out.push_str(&format!("{}states: [{state}]\n", &" ".repeat(indent)));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Text in double quotes as YAML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.trim().chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Settings with which Visual Studio Code's YAML extension checks and completes each kind of file.
fn editor() -> String {
    let schemas: BTreeMap<String, &[&str]> =
        schema::PLACES.iter().map(|(kind, place)| (format!("./.anteroom/schema/{kind}.json"), *place)).collect();
    let settings = serde_json::json!({
        "yaml.schemas": schemas,
        "files.encoding": "utf8",
        "files.insertFinalNewline": true,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": true},
        "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": "on"}},
    });
    // Only strings and booleans: it always serialises.
    let mut text = serde_json::to_string_pretty(&settings).unwrap_or_default();
    text.push('\n');
    text
}
