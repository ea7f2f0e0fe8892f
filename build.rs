//! Builds again when a file of the embedded theme or sample practice comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=themes/calm");
}
