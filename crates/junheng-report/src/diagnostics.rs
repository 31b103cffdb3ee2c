//! Diagnostics with the line they are about and a caret under the right character.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use junheng::diagnostic::{Diagnostic, Diagnostics, Language, Place, Severity};
use junheng::source::{Sources, Span};

use crate::context::say;
use crate::wording;

/// More diagnostics of one kind than these are only counted.
const OF_ONE_KIND: usize = 20;
/// More places of one diagnostic than these are only counted.
const PLACES: usize = 8;

/// All diagnostics as text for a terminal, errors last so that they are what one sees.
pub fn show_diagnostics(diagnostics: &Diagnostics, sources: &Sources, language: Language) -> String {
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    ordered.sort_by_key(|diagnostic| diagnostic.message.severity);
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    ordered.iter().for_each(|diagnostic| *totals.entry(diagnostic.message.code).or_default() += 1);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut text = String::new();
    for diagnostic in ordered {
        let code = diagnostic.message.code;
        let nth = seen.entry(code).or_default();
        *nth += 1;
        let total = totals.get(code).copied().unwrap_or_default();
        if *nth <= OF_ONE_KIND {
            text.push_str(&show(diagnostic, sources, language));
        }
        if *nth == total && total > OF_ONE_KIND {
            let arguments = [("count", (total - OF_ONE_KIND).to_string()), ("code", code.to_owned())];
            text.push_str(&format!("{}\n", say(language, &wording::MORE_OF_A_KIND, &arguments)));
        }
    }
    text
}

fn show(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> String {
    let texts: Vec<Span> = diagnostic.places.iter().filter_map(as_text).collect();
    let mut shown = head(diagnostic, &texts, sources, language);
    let cells: Vec<String> = diagnostic.places.iter().filter_map(as_cell).collect();
    for cell in cells.iter().take(PLACES) {
        shown.push_str(&format!("  --> {cell}\n"));
    }
    if cells.len() > PLACES {
        let more = say(language, &wording::MORE_PLACES, &[("count", (cells.len() - PLACES).to_string())]);
        shown.push_str(&format!("      {more}\n"));
    }
    let help = diagnostic.help(language);
    if !help.is_empty() {
        shown.push_str(&format!("  help: {help}\n"));
    }
    shown
}

/// Severity, code and text, with the lines of a pack they are about.
fn head(diagnostic: &Diagnostic, texts: &[Span], sources: &Sources, language: Language) -> String {
    let text = diagnostic.text(language);
    let title = level(diagnostic.message.severity).primary_title(text.as_str()).id(diagnostic.message.code);
    let mut group = Group::with_title(title);
    for span in texts {
        group = snippet(group, *span, sources);
    }
    let drawn = Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group]);
    drawn.lines().filter(|line| line.trim() != "|").map(|line| format!("{line}\n")).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn as_text(place: &Place) -> Option<Span> {
    match place {
        Place::Text(span) => Some(*span),
        Place::Cell(_) => None,
    }
}

fn as_cell(place: &Place) -> Option<String> {
    match place {
        Place::Text(_) => None,
        Place::Cell(cell) => Some(cell.show()),
    }
}

/// Adds the source line of a span; of a span over several lines the first.
fn snippet<'a>(group: Group<'a>, span: Span, sources: &'a Sources) -> Group<'a> {
    let source = sources.get(span.source);
    let (start, end) = (span.start as usize, span.end as usize);
    let first_line = source.text[start..end].find('\n').map_or(end, |at| start + at);
    let annotation = AnnotationKind::Primary.span(start..first_line.max(start));
    group.element(Snippet::source(source.text.as_str()).path(source.name.as_str()).annotation(annotation))
}

#[cfg(test)]
mod tests {
    use junheng::diagnostic::{BAD_WORD, CHECK_FAILED, CellPlace};

    use super::*;

    #[test]
    fn the_caret_stands_under_the_chinese_character_meant() {
        let mut sources = Sources::default();
        let id = sources.add("pack.toml", "[[rule]]\nvalue = \"在校生数 / 教师数\"\n");
        let start = sources.get(id).text.find("教师数").expect("the text has it");
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(&BAD_WORD)
                .with("word", "教师数")
                .with("known", "…")
                .at(sources.whole(id).within(start, start + 9)),
        );
        let text = show_diagnostics(&diagnostics, &sources, Language::Chinese);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1].trim(), "--> pack.toml:2:17");
        let under = |line: &str, letter: char| line.find(letter).map(|at| crate::layout::width(&line[..at]));
        assert_eq!(under(lines[2], '教'), under(lines[3], '^'));
        assert_eq!(lines[3].matches('^').count(), 6);
    }

    #[test]
    fn cells_are_places_too_and_the_many_are_counted() {
        let mut diagnostics = Diagnostics::default();
        for row in 1..=25 {
            let place = CellPlace { file: "a.csv".into(), sheet: None, row, column: 2 };
            diagnostics.push(Diagnostic::new(&CHECK_FAILED).with("unit", row).at_cell(place));
        }
        let text = show_diagnostics(&diagnostics, &Sources::default(), Language::English);
        assert!(text.contains("\n  --> a.csv:3:2\n"), "{text}");
        assert!(!text.contains("a.csv:21:2"));
        assert!(text.ends_with("and 5 more of this kind (check-failed)\n"), "{text}");
    }
}
