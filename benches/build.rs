//! How quick a build is: whole processes, on generated sites, side by side with the least that can be done.
//!
//! `cargo bench --bench build -- [--sizes 100,1000,4000,16000] [--runs 5] [--json FILE] [--anteroom PATH] [--themes plain,calm]`
//!
//! 1. A site of each size is generated from a seed, on memory-backed storage where there is any.
//! 2. The floor and the builds are run in turn, so that a machine that slows down slows all of them.
//! 3. The table gives medians, and each build's ratio to the floor of the same run.

#[path = "support/floor.rs"]
mod floor;
#[path = "support/measure.rs"]
mod measure;
#[path = "support/site.rs"]
mod site;

use measure::{Figures, measure};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

struct Options {
    sizes: Vec<usize>,
    runs: usize,
    themes: Vec<String>,
    json: Option<PathBuf>,
    anteroom: PathBuf,
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        sizes: vec![100, 1000, 4000, 16000],
        runs: 5,
        themes: vec!["plain".to_owned(), "calm".to_owned()],
        json: None,
        anteroom: PathBuf::from(env!("CARGO_BIN_EXE_anteroom")),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--sizes" => {
                let sizes: Result<_, _> = value()?.split(',').map(str::parse).collect();
                options.sizes = sizes.map_err(|_| "sizes are whole numbers, such as 100,1000")?;
            }
            "--runs" => options.runs = value()?.parse().map_err(|_| "runs is a whole number")?,
            "--themes" => options.themes = value()?.split(',').map(str::to_owned).collect(),
            "--json" => options.json = Some(value()?.into()),
            "--anteroom" => options.anteroom = value()?.into(),
            // `cargo bench` passes this to every benchmark.
            "--bench" => {}
            other => return Err(format!("{other} is not an option; see benches/README.md")),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    // The floor is measured as a process of its own: this program again, in another role.
    if let [_, role, site, out] = args.as_slice()
        && role == "floor"
    {
        return match floor::run(Path::new(site), Path::new(out)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.to_string()),
        };
    }
    match options().and_then(|options| run(&options).map_err(|e| e.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn run(options: &Options) -> std::io::Result<()> {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
    let mut rows: Vec<(usize, String, Figures, f64)> = Vec::new();
    println!("articles  what          wall s   CPU s  CPU/wall  peak MiB    files  MB out   x floor  x growth");
    for size in &options.sizes {
        let root = folder.path().join(format!("site-{size}"));
        site::generate(&root, *size)?;
        let mut figures: Vec<(String, Vec<Figures>)> = vec![("floor".to_owned(), Vec::new())];
        figures.extend(options.themes.iter().map(|t| (t.clone(), Vec::new())));
        keep_prints(options, &root, &folder.path().join("out"))?;
        for _ in 0..options.runs {
            for (what, list) in &mut figures {
                let out = folder.path().join("out");
                let mut command = if what == "floor" {
                    let mut command = Command::new(std::env::current_exe()?);
                    command.arg("floor").arg(&root).arg(&out);
                    command
                } else {
                    site::choose_theme(&root, what)?;
                    let mut command = Command::new(&options.anteroom);
                    command
                        .args(["build", "--quiet", "--as-of", "2026-11-23", "--site"])
                        .arg(&root)
                        .arg("--out")
                        .arg(&out);
                    command
                };
                list.push(measure(&mut command, &out)?);
                std::fs::remove_dir_all(&out)?;
                forget(&root)?;
            }
        }
        let floor = figures.first().map(|(_, list)| Figures::median(list)).unwrap_or_default();
        for (what, list) in figures {
            let median = Figures::median(&list);
            let ratio = median.wall / floor.wall;
            let smaller = rows.iter().rev().find(|(_, w, _, _)| *w == what).map(|(_, _, f, _)| median.wall / f.wall);
            println!(
                "{size:>8}  {what:<10} {:>9.3} {:>7.2} {:>9.2} {:>9.0} {:>8} {:>7.1} {ratio:>9.2} {:>9}",
                median.wall,
                median.cpu,
                median.cpu / median.wall,
                median.peak_mib,
                median.files,
                median.megabytes,
                smaller.map_or("-".to_owned(), |g| format!("{g:.2}")),
            );
            rows.push((*size, what, median, ratio));
        }
        std::fs::remove_dir_all(&root)?;
    }
    if let Some(path) = &options.json {
        std::fs::write(path, json(&rows))?;
    }
    Ok(())
}

/// Has the forms' PDFs typeset before the clock starts: beside typesetting nothing else could be seen. `paper` measures it.
fn keep_prints(options: &Options, root: &Path, out: &Path) -> std::io::Result<()> {
    for theme in &options.themes {
        site::choose_theme(root, theme)?;
        let mut command = Command::new(&options.anteroom);
        command.args(["build", "--quiet", "--as-of", "2026-11-23", "--site"]).arg(root).arg("--out").arg(out);
        measure(&mut command, out)?;
        std::fs::remove_dir_all(out)?;
        forget(root)?;
    }
    Ok(())
}

/// What a build remembers of the last one would make the next one another kind of build; only PDFs are kept.
fn forget(root: &Path) -> std::io::Result<()> {
    let memory = root.join(".anteroom");
    if !memory.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(memory)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name == "blobs") {
            continue;
        }
        if path.is_dir() { std::fs::remove_dir_all(path)? } else { std::fs::remove_file(path)? }
    }
    Ok(())
}

fn json(rows: &[(usize, String, Figures, f64)]) -> String {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|(size, what, f, ratio)| {
            serde_json::json!({
                "articles": size, "what": what, "wall_seconds": f.wall, "cpu_seconds": f.cpu, "peak_mib": f.peak_mib,
                "files": f.files, "megabytes": f.megabytes, "ratio_to_floor": ratio,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::from(rows))
}
