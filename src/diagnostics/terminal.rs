//! Diagnostics as text for a terminal: place, sentence, the line itself, what to do, and a last line that counts.

use super::{Diagnostic, Diagnostics, Severity, Span, floor_boundary, line_column};
use crate::source::SourceTree;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With colors.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// All diagnostics, each followed by an empty line, and a line that counts them.
pub fn render(diagnostics: &Diagnostics, tree: &SourceTree, style: Style) -> String {
    let mut out = list(diagnostics, tree, style);
    if !diagnostics.is_empty() {
        out.push_str(&count(diagnostics));
        out.push('\n');
    }
    out
}

/// All diagnostics, each followed by an empty line.
pub fn list(diagnostics: &Diagnostics, tree: &SourceTree, style: Style) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, tree, style) + "\n\n").collect()
}

/// "2 errors and 1 warning"
pub fn count(diagnostics: &Diagnostics) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (diagnostics.count(severity), severity.word()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect();
    match parts.as_slice() {
        [] => "nothing to report".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn one(diagnostic: &Diagnostic, tree: &SourceTree, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let secret = diagnostic.code == &super::codes::SECRET_IN_CONTENT;
    let mut group =
        level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name).elements([] as [Origin<'_>; 0]);
    let primary = diagnostic.span.iter().map(|span| (span, diagnostic.label.as_deref(), AnnotationKind::Primary));
    let also = diagnostic.also.iter().map(|(span, words)| (span, Some(words.as_str()), AnnotationKind::Context));
    for (span, label, kind) in primary.chain(also) {
        let text = tree.text(span.file.as_str()).unwrap_or("");
        if text.is_empty() {
            // Nothing to show a line of: the path says it all.
            group = group.element(Origin::path(span.file.as_str()));
            group = group.elements(label.map(|label| Level::NOTE.message(label)));
        } else {
            group = group.element(snippet(span, label, kind, text, secret));
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let groups: Vec<Group<'_>> = vec![group];
    renderer.term_width(style.width).render(&groups)
}

/// The line a span begins on, with the span marked. The library panics on spans that are out of bounds or inside a
/// character, so they are clamped here, in this one place.
fn snippet<'a>(
    span: &'a Span,
    label: Option<&'a str>,
    kind: AnnotationKind,
    text: &'a str,
    hide_rest: bool,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (line, _) = line_column(text, span.start as usize);
    let (source, range) = line_of(text, span);
    // Signs that could steer a terminal are shown as dots; these take as many bytes, so the span still fits.
    // A secret must not travel on into a log: its line ends where its name does.
    let source = if hide_rest { source.get(..range.end).unwrap_or("") } else { source };
    let source: String = source.chars().map(|c| if ('\u{80}'..='\u{9f}').contains(&c) { '·' } else { c }).collect();
    Snippet::source(source).path(span.file.as_str()).line_start(line).annotation(kind.span(range).label(label))
}

/// The line that a span begins on, and the span within it.
fn line_of<'a>(text: &'a str, span: &Span) -> (&'a str, Range<usize>) {
    let start = floor_boundary(text, span.start as usize);
    let line_start = text.get(..start).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
    let line_end = text.get(start..).and_then(|t| t.find('\n')).map_or(text.len(), |n| start + n);
    let line = text.get(line_start..line_end).unwrap_or("");
    let line = line.strip_suffix('\r').unwrap_or(line);
    let from = floor_boundary(line, start - line_start);
    let to = floor_boundary(line, (span.end as usize).saturating_sub(line_start)).max(from);
    (line, from..to)
}

/// `content/forms/consent.yaml:41:13`
pub fn place(span: &Span, tree: &SourceTree) -> String {
    let text = tree.text(span.file.as_str()).unwrap_or("");
    let (line, column) = line_column(text, span.start as usize);
    format!("{}:{line}:{column}", span.file)
}
