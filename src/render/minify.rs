//! Stylesheets and scripts of a theme without what only their authors need: white space, comments, long names.
//!
//! What cannot be read is left as it is and reported: a browser may still make something of it.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// The line, from 0.
    pub(super) line: usize,
    /// Why, in the library's words.
    pub(super) reason: String,
}

/// A stylesheet, as small as it can be. No browser is aimed at: nothing is rewritten for old ones.
pub(super) fn css(text: &str) -> Result<String, Unread> {
    let unread = |line: Option<u32>, reason: String| Unread { line: line.unwrap_or(0) as usize, reason };
    let mut sheet = StyleSheet::parse(text, ParserOptions::default())
        .map_err(|error| unread(error.loc.as_ref().map(|loc| loc.line), error.kind.to_string()))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| unread(error.loc.as_ref().map(|loc| loc.line), error.kind.to_string()))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet
        .to_css(options)
        .map(|printed| printed.code)
        .map_err(|error| unread(error.loc.as_ref().map(|loc| loc.line), error.kind.to_string()))
}

/// A script, as small as it can be. It is read as browsers read a script that is no module; names that other scripts could
/// use are kept.
pub(super) fn js(text: &str) -> Result<String, Unread> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::script()).parse();
    if let Some(fault) = parsed.diagnostics.iter().next() {
        let at = fault.labels.iter().next().map_or(0, |label| label.offset() as usize);
        let line = text.get(..at).unwrap_or(text).matches('\n').count();
        return Err(Unread { line, reason: fault.message.to_string() });
    }
    let mut program = parsed.program;
    let made = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let printer = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(made.scoping);
    Ok(printer.build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_say_the_same_in_fewer_bytes() {
        let text = ":root { --ink: #112233; }\n\n@media (forced-colors: active) {\n  a:focus-visible { outline: 2px solid; }\n}\n\
                    @supports (color: light-dark(red, blue)) { p { color: light-dark(#fff, #000); & b { margin: 0px } } }\n\
                    /* a note */ .x { background: url(\"a.svg\"); color: color-mix(in oklab, red 10%, var(--ink)) }\n";
        let small = css(text).expect("a stylesheet");
        for kept in
            ["--ink:#123", "forced-colors:active", "light-dark(", "color-mix(in oklab", "a.svg", "& b", "@supports"]
        {
            assert!(small.contains(kept), "{kept}: {small}");
        }
        assert!(!small.contains("a note") && small.len() < text.len() * 9 / 10, "{small}");
        assert_eq!(css("a { color: red }\n}\nb { color: blue }").map_err(|unread| unread.line), Err(1));
        assert_eq!(css(""), Ok(String::new()));
    }

    #[test]
    fn scripts_do_the_same_in_fewer_bytes() {
        let small =
            js("(() => {\n  'use strict';\n  // a note\n  const button = document.querySelector('button');\n  \
                        if (button) { button.hidden = false; }\n})();\nfunction shared(name) { return name + 1; }\n")
            .expect("a script");
        assert!(small.contains("querySelector") && small.contains("function shared("), "{small}");
        assert!(!small.contains("a note") && !small.contains("\n  "), "{small}");
        assert_eq!(js("var a = 1;\nvar b = = 2;\n").map_err(|unread| unread.line), Err(1));
        assert_eq!(js(""), Ok(String::new()));
    }
}
