//! Builds again when a file of the embedded theme or sample practice comes or goes, and gives what makes PDFs a fingerprint:
//! a kept PDF is only good as long as the code that would make it anew is the same.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=themes/calm");
    println!("cargo::rerun-if-changed=src/paper");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut files = vec![PathBuf::from("src/paper.rs"), PathBuf::from("Cargo.lock")];
    list(Path::new("src/paper"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file)?.hash(&mut hasher);
    }
    println!("cargo::rustc-env=ANTEROOM_PAPER={:016x}", hasher.finish());
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
