//! Lines of mapping files about columns that no table has.

use std::collections::HashSet;

use junheng::diagnostic::{Diagnostic, Diagnostics, nearest};
use junheng::source::{SourceId, Span};
use junheng::table::{Field, Schema};

use super::Mapping;
use crate::catalogue::{MAPPING_IDLE, MAPPING_PARTLY_USED, MAPPING_UNUSED};
use crate::name::normal;

/// A line, by its header and where it stands.
type Line<'m> = (&'m str, Span);

/// Reports lines without effect: each where the file was written for these tables; of one that was written for the
/// tables of many, of which any has but a part, together.
pub fn report(mapping: &Mapping, headers: &[String], schema: &Schema, diagnostics: &mut Diagnostics) {
    let names: HashSet<String> = headers.iter().map(|header| normal(header)).collect();
    let lines = lines(mapping, schema);
    for &source in &mapping.shared {
        let of_file: Vec<Line<'_>> = lines.iter().filter(|line| line.1.source == source).copied().collect();
        diagnostics.extend(of_shared(mapping, source, &of_file, &names));
    }
    let own = lines.into_iter().filter(|line| !mapping.shared.contains(&line.1.source));
    diagnostics.extend(own.filter(|(header, _)| !names.contains(*header)).map(|line| of_own(line, headers)));
}

/// The lines about columns of tables that are no registers.
fn lines<'m>(mapping: &'m Mapping, schema: &Schema) -> Vec<Line<'m>> {
    let fields: HashSet<String> = schema.fields.iter().flat_map(Field::names).map(normal).collect();
    let declared =
        |key: &str| mapping.registers.iter().flat_map(|register| &register.columns).any(|entry| entry.key == key);
    let is_field = |key: &str| fields.contains(key) || declared(key);
    let columns = mapping.columns.iter().map(|entry| (entry.key.as_str(), entry.span));
    let blanks = mapping.blanks.iter().map(|entry| (entry.key.as_str(), entry.span)).filter(|(key, _)| !is_field(key));
    let flag = mapping.merge.iter().map(|merge| (merge.flag.as_str(), merge.span));
    columns.chain(blanks).chain(flag).collect()
}

fn of_own((header, span): Line<'_>, headers: &[String]) -> Diagnostic {
    let (hint_zh, hint) = match nearest(header, headers.iter().map(String::as_str)) {
        Some(near) => (format!("是不是“{near}”？"), format!("did you mean “{near}”?")),
        None => ("删去这一行，或核对表头".to_owned(), "remove the line, or check the header".to_owned()),
    };
    let diagnostic = Diagnostic::new(&MAPPING_UNUSED).with("header", header).at(span);
    diagnostic.with("hint_zh", hint_zh).with("hint", hint)
}

/// A note of what is not used; a warning where nothing is, and no register may be.
fn of_shared(mapping: &Mapping, source: SourceId, lines: &[Line<'_>], names: &HashSet<String>) -> Option<Diagnostic> {
    let unused: Vec<Line<'_>> = lines.iter().filter(|(header, _)| !names.contains(*header)).copied().collect();
    let (_, first) = unused.first()?;
    let has_register = mapping.registers.iter().any(|register| register.span.source == source);
    if unused.len() == lines.len() && !has_register {
        return Some(Diagnostic::new(&MAPPING_IDLE).at(*first));
    }
    let headers: Vec<&str> = unused.iter().map(|(header, _)| *header).collect();
    let note = Diagnostic::new(&MAPPING_PARTLY_USED).with("count", headers.len()).with("headers", headers.join("、"));
    Some(note.at(*first))
}
