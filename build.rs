//! Builds again when a file of the embedded theme or sample practice comes or goes, and gives what makes PDFs and pictures a
//! fingerprint: what was kept is only good as long as the code that would make it anew is the same.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=themes/calm");
    println!("cargo::rerun-if-changed=src/paper");
    println!("cargo::rerun-if-changed=src/pictures");
    println!("cargo::rerun-if-changed=Cargo.lock");
    // Paper shows pictures.
    fingerprint("ANTEROOM_PAPER", &["src/paper.rs", "Cargo.lock"], &["src/paper", "src/pictures"])?;
    fingerprint("ANTEROOM_PICTURES", &["Cargo.lock"], &["src/pictures"])
}

fn fingerprint(name: &str, files: &[&str], folders: &[&str]) -> std::io::Result<()> {
    let mut files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    for folder in folders {
        list(Path::new(folder), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file)?.hash(&mut hasher);
    }
    println!("cargo::rustc-env={name}={:016x}", hasher.finish());
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
