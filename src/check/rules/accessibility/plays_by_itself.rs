//! Something that moves or sounds without being asked.

use crate::check::found::Found;
use crate::check::page::Page;
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "plays-by-itself",
        severity: Severity::Warning,
        summary: "Something plays or moves by itself",
        explanation: "Take autoplay out and let people begin it. Words that run or blink are written as words.",
        bad: "<video src=\"/media/welcome.mp4\" autoplay></video>",
        good: "<video src=\"/media/welcome.mp4\" controls></video>",
    },
    group: Group::Accessibility,
    why: "Sound gives a visitor away to who sits beside them, and drowns a screen reader; what moves takes attention from those who have little of it to spare.",
    sources: &[
        Source {
            title: "WCAG 2.2, success criterion 1.4.2",
            url: "https://www.w3.org/WAI/WCAG22/Understanding/audio-control.html",
            date: "read November 2026",
        },
        Source {
            title: "WCAG 2.2, success criterion 2.2.2",
            url: "https://www.w3.org/WAI/WCAG22/Understanding/pause-stop-hide.html",
            date: "read November 2026",
        },
    ],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let html = &page.html;
    for id in html.elements() {
        let name = html.name(id);
        let plays = matches!(name, "video" | "audio") && html.attribute(id, "autoplay").is_some();
        if plays || matches!(name, "marquee" | "blink") {
            let what = if plays { "plays" } else { "moves" };
            let message = format!("<{name}> {what} by itself");
            found.on(
                page,
                if plays { "autoplay" } else { "" },
                RULE.code.of(message).help("let people begin it, or write it as words"),
            );
        }
    }
}
