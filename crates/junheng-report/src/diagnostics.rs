//! Diagnostics with the line they are about and a caret under the right character.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use junheng::diagnostic::{Diagnostic, Diagnostics, Language, Place, Severity};
use junheng::source::{Sources, Span};

/// All diagnostics as text for a terminal, errors last so that they are what one sees.
pub fn show_diagnostics(diagnostics: &Diagnostics, sources: &Sources, language: Language) -> String {
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    ordered.sort_by_key(|diagnostic| diagnostic.message.severity);
    let shown: Vec<String> = ordered.into_iter().map(|diagnostic| show(diagnostic, sources, language)).collect();
    shown.iter().map(|text| format!("{text}\n")).collect()
}

fn show(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> String {
    let text = diagnostic.text(language);
    let title = level(diagnostic.message.severity).primary_title(text.as_str()).id(diagnostic.message.code);
    let mut group = Group::with_title(title);
    for place in diagnostic.places.iter().filter_map(as_text) {
        group = snippet(group, place, sources);
    }
    let cells: Vec<String> = diagnostic.places.iter().filter_map(as_cell).collect();
    let help = diagnostic.help(language);
    if !cells.is_empty() {
        group = group.element(Level::NOTE.with_name("-->").message(cells.join(", ")));
    }
    if !help.is_empty() {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group])
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
