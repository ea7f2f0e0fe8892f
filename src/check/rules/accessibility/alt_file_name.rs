//! Alternative text that is the name of a file.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "alt-file-name",
        severity: Severity::Warning,
        summary: "The alternative text of a picture says nothing of the picture",
        explanation: "Say what the picture shows and why it stands there, as you would on the telephone. A file's name, \"image\" or \"photo\" says nothing.",
        bad: "![IMG_2231.jpg](../media/IMG_2231.jpg)",
        good: "![The waiting room: two chairs beside a window](../media/waiting-room.jpg)",
    },
    group: Group::Accessibility,
    why: "A screen reader reads it aloud: \"I M G underscore two two three one\".",
    sources: &[Source {
        title: "WCAG 2.2, success criterion 1.1.1, and failure F30",
        url: "https://www.w3.org/WAI/WCAG22/Techniques/failures/F30",
        date: "read November 2026",
    }],
    looks: Looks::Page(look),
};

/// Words that name a picture and say nothing of it.
const EMPTY: &[&str] = &[
    "image",
    "img",
    "picture",
    "pic",
    "photo",
    "photograph",
    "graphic",
    "logo image",
    "screenshot",
    "untitled",
    "placeholder",
    "alt",
    "alt text",
    "dsc",
    "pxl",
    "imagen",
    "foto",
    "fotografia",
    "sin titulo",
];

/// Endings of picture files.
const ENDINGS: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".svg", ".bmp", ".tif", ".tiff"];

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.all("img") {
        let Some(alt) = html.attribute(id, "alt").map(str::trim).filter(|alt| !alt.is_empty()) else { continue };
        if says_nothing(alt) {
            found.seen(
                page.source.as_ref(),
                &page.address,
                &[&format!("![{alt}]"), &format!("\"{alt}\""), alt],
                RULE.code
                    .of(format!("\"{alt}\" does not say what the picture shows"))
                    .help("say what is seen on it, or leave it empty where the picture is only decoration"),
            );
        }
    }
}

fn says_nothing(alt: &str) -> bool {
    let lower = alt.to_lowercase();
    if ENDINGS.iter().any(|ending| lower.ends_with(ending)) && !lower.contains(' ') {
        return true;
    }
    // "IMG_2231", "photo 3", "PXL_20260102_101112": what is left without figures and signs is an empty word.
    let bare: String = lower.chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    bare.is_empty() || EMPTY.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_descriptions() {
        for alt in ["IMG_2231.jpg", "IMG_2231", "photo", "Image 3", "DSC-0042", "logo.svg", "PXL_20260102_101112", "12"]
        {
            assert!(says_nothing(alt), "{alt}");
        }
        for alt in ["Two chairs", "Amara Osei", "Photo of the blue door", "Logo of Elm Street", "Room 3"] {
            assert!(!says_nothing(alt), "{alt}");
        }
    }
}
