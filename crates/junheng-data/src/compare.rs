//! Several files as one data set: what one has and another lacks.

use std::collections::HashSet;

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::table::{Column, LevelId, Part, Schema, StageId, Tables};

use crate::catalogue::{COLUMNS_DIFFER, UNITS_IN_TWO_TABLES};
use crate::plan::TableName;

/// So many columns are named.
const LISTED: usize = 20;

/// Warns of each table that lacks columns which others about the same level have, for units that only it has; notes
/// which units stand in two tables of the same columns.
pub fn compare(tables: &Tables, schema: &Schema, diagnostics: &mut Diagnostics) {
    for level in (0..schema.levels.len()).map(|level| LevelId(level as u8)) {
        let parts: Vec<&Part> = tables.parts.iter().filter(|part| part.level == level).collect();
        let all = columns(&parts);
        for part in parts.iter().filter(|part| all.iter().any(|column| !has(part, column))) {
            diagnostics.extend(lacking(part, &parts, &all, tables));
        }
        let pairs =
            parts.iter().enumerate().flat_map(|(at, first)| parts[at + 1..].iter().map(move |later| (first, later)));
        diagnostics.extend(pairs.filter_map(|(first, later)| shared(first, later, tables)));
    }
}

/// The different columns of some tables, in the order they first appear.
fn columns<'t>(parts: &[&'t Part]) -> Vec<&'t Column> {
    let mut found: Vec<&Column> = Vec::new();
    for column in parts.iter().flat_map(|part| &part.columns) {
        if !found.iter().any(|known| known.field == column.field) {
            found.push(column);
        }
    }
    found
}

/// Whether a table has the field of a column, at whatever stage: a table of primary schools has no columns of junior ones.
fn has(part: &Part, column: &Column) -> bool {
    part.columns.iter().any(|known| known.field == column.field)
}

fn lacking(part: &Part, parts: &[&Part], all: &[&Column], tables: &Tables) -> Option<Diagnostic> {
    let (mut names, mut without) = (Vec::new(), HashSet::new());
    for column in all.iter().filter(|column| !has(part, column)) {
        let having = parts.iter().filter(|other| has(other, column));
        let told: HashSet<&str> = having.flat_map(|other| other.codes.iter()).collect();
        let before = without.len();
        without.extend(part.codes.iter().filter(|code| !told.contains(code)));
        if without.len() > before || part.codes.iter().any(|code| !told.contains(code)) {
            names.push(column.header.as_str());
        }
    }
    if names.is_empty() {
        return None;
    }
    let more = if names.len() > LISTED { "，…" } else { "" };
    let listed = names.iter().take(LISTED).copied().collect::<Vec<_>>().join("，") + more;
    Some(name(part, tables).says(&COLUMNS_DIFFER).with("columns", listed).with("count", without.len()))
}

/// Of what and when a row is: the unit, the period, and the stage where rows tell it.
fn row(part: &Part, at: usize) -> (&str, &str, Option<StageId>) {
    let period = part.periods.get(part.period[at] as usize).map_or("", String::as_str);
    (part.codes.get(at), period, part.stage.as_ref().map(|stages| stages[at]))
}

/// Whether two tables have the same fields at the same stages: then neither was divided off the other on purpose.
fn same_columns(first: &Part, later: &Part) -> bool {
    let stands_in = |column: &Column, part: &Part| {
        part.columns.iter().any(|known| (known.field, known.stage) == (column.field, column.stage))
    };
    first.columns.iter().all(|column| stands_in(column, later))
        && later.columns.iter().all(|column| stands_in(column, first))
}

/// Units that stand in two tables of the same columns.
fn shared(first: &Part, later: &Part, tables: &Tables) -> Option<Diagnostic> {
    if first.columns.is_empty() || !same_columns(first, later) {
        return None;
    }
    let known: HashSet<_> = (0..first.codes.len()).map(|at| row(first, at)).collect();
    let both: Vec<usize> = (0..later.codes.len()).filter(|&at| known.contains(&row(later, at))).collect();
    let called = |at: &usize| match later.names.get(*at) {
        "" => later.codes.get(*at),
        name => name,
    };
    let more = if both.len() > LISTED { "，…" } else { "" };
    let units = both.iter().take(LISTED).map(called).collect::<Vec<_>>().join("，") + more;
    let diagnostic = name(later, tables).says(&UNITS_IN_TWO_TABLES).with("count", both.len()).with("units", units);
    (!both.is_empty()).then(|| diagnostic.at_cell(name(first, tables).at(0, 0)))
}

/// What the table of a part is called.
fn name(part: &Part, tables: &Tables) -> TableName {
    let file = tables.files.get(part.file).map_or("", |file| file.name.as_str());
    TableName { file: file.to_owned(), sheet: part.sheet.clone() }
}
