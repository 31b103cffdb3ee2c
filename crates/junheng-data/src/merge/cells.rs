//! The cells of campuses added to those of their school: amounts are summed exactly, and a missing one stays missing.

use std::collections::{BTreeMap, BTreeSet};

use junheng::diagnostic::{CellPlace, Diagnostic, Diagnostics};
use junheng::quantity::{Exact, shortest, to_f64};
use junheng::table::{Column, Merged, MergedRow, Origin, Part, Presence, Schema, StageId, Tables, Texts, Values};

use super::{Mains, Merge};
use crate::catalogue::MERGE_BLANK;

/// Merges the rows of one table: the main unit's row takes the others in and stays where it is.
pub fn merge_part(
    rule: &Merge,
    mains: &Mains,
    schema: &Schema,
    tables: &mut Tables,
    at: usize,
    diagnostics: &mut Diagnostics,
) {
    let part = &tables.parts[at];
    let groups = groups(part, mains);
    let mut taken = BTreeSet::new();
    let mut merged: Vec<(usize, Vec<(f64, Presence)>)> = Vec::new();
    let mut sources = Vec::new();
    for rows in groups.values() {
        let [first, rest @ ..] = rows.as_slice() else { continue };
        taken.extend(rest.iter().copied());
        let cells = part.columns.iter().map(|column| combined(rule, part, column, rows));
        merged.push((*first, cells.collect()));
        sources.push(source(rule, part, rows));
        diagnostics.extend(blank(schema, tables, at, rows));
    }
    let part = &mut tables.parts[at];
    for (row, cells) in merged {
        for (column, (value, presence)) in part.columns.iter_mut().zip(cells) {
            if let Values::Numbers(numbers) = &mut column.values {
                numbers[row] = value;
                column.presence[row] = presence;
            }
        }
    }
    rename(part, mains);
    leave_out(part, &taken);
    part.origin = Origin::Merged(Merged { kept: rule.keep.clone(), rows: moved_up(sources, &taken) });
}

/// The rows that become one, the main unit's first, then by code; only where there is a campus among them.
fn groups(part: &Part, mains: &Mains) -> BTreeMap<(String, String, Option<StageId>), Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<(bool, &str, usize)>> = BTreeMap::new();
    for row in 0..part.lines.len() {
        let (period, code) = (period(part, row), part.codes.get(row));
        let main = mains.get(&(period.to_owned(), code.to_owned()));
        let stage = part.stage.as_ref().map(|stages| stages[row]);
        let key = (period.to_owned(), main.map_or(code, String::as_str).to_owned(), stage);
        groups.entry(key).or_default().push((main.is_some(), code, row));
    }
    groups.retain(|_, rows| rows.iter().any(|(is_campus, ..)| *is_campus));
    let ordered = |mut rows: Vec<(bool, &str, usize)>| {
        rows.sort_unstable();
        rows.into_iter().map(|(.., row)| row).collect()
    };
    groups.into_iter().map(|(key, rows)| (key, ordered(rows))).collect()
}

/// Which lines a row is made from, the main unit's first.
fn source(rule: &Merge, part: &Part, rows: &[usize]) -> MergedRow {
    let line = |row: usize| part.lines[row];
    let stages: BTreeSet<StageId> = part.columns.iter().filter_map(|column| column.stage).collect();
    let silent =
        |stage: StageId| rows.iter().filter(move |row| !is_at(part, stage, **row)).map(move |row| (stage, line(*row)));
    let missing = |(at, column): (usize, &Column)| Some((at, line(missing_row(rule, part, column, rows)?)));
    MergedRow {
        row: rows[0],
        lines: rows.iter().map(|row| line(*row)).collect(),
        without: stages.into_iter().flat_map(silent).collect(),
        missing: part.columns.iter().enumerate().filter_map(missing).collect(),
    }
}

/// The row whose cell keeps a sum or a maximum from being known.
fn missing_row(rule: &Merge, part: &Part, column: &Column, rows: &[usize]) -> Option<usize> {
    let is_sum = matches!(column.values, Values::Numbers(_)) && !rule.keep.contains(&column.field);
    let is_it = |row: &usize| counts(part, column, *row) && is_missing(column.presence[*row]);
    rows.iter().copied().filter(|_| is_sum).find(is_it)
}

/// The places of the rows once those that were taken in are left out.
fn moved_up(mut rows: Vec<MergedRow>, taken: &BTreeSet<usize>) -> Vec<MergedRow> {
    rows.iter_mut().for_each(|merged| merged.row -= taken.range(..merged.row).count());
    rows.sort_by_key(|merged| merged.row);
    rows
}

fn period(part: &Part, row: usize) -> &str {
    part.period.get(row).and_then(|period| part.periods.get(*period as usize)).map_or("", String::as_str)
}

/// What the cells of several rows come to.
fn combined(rule: &Merge, part: &Part, column: &Column, rows: &[usize]) -> (f64, Presence) {
    let Values::Numbers(numbers) = &column.values else { return (0.0, Presence::Blank) };
    let first = rows[0];
    if rule.keep.contains(&column.field) {
        return (numbers[first], column.presence[first]);
    }
    let known: Vec<usize> = rows.iter().copied().filter(|row| counts(part, column, *row)).collect();
    let present: Vec<f64> =
        known.iter().filter(|row| column.presence[**row].is_present()).map(|row| numbers[*row]).collect();
    match missing_row(rule, part, column, rows) {
        Some(row) => (0.0, column.presence[row]),
        None if present.is_empty() => (0.0, known.first().map_or(Presence::Blank, |row| column.presence[*row])),
        None if rule.max.contains(&column.field) => {
            (present.iter().copied().fold(f64::MIN, f64::max), Presence::Present)
        }
        None => (sum(&present), Presence::Present),
    }
}

/// The sum of decimals, rounded once: the order of rows changes no bit.
fn sum(values: &[f64]) -> f64 {
    to_f64(&values.iter().map(|value| shortest(*value)).sum::<Exact>())
}

fn is_missing(presence: Presence) -> bool {
    !matches!(presence, Presence::Present | Presence::NotApplicable)
}

/// Whether a row has the thing a column is about: a campus without junior pupils says nothing of that stage.
fn counts(part: &Part, column: &Column, row: usize) -> bool {
    column.stage.is_none_or(|stage| is_at(part, stage, row))
}

fn is_at(part: &Part, stage: StageId, row: usize) -> bool {
    part.columns.iter().any(|other| other.stage == Some(stage) && other.presence[row] != Presence::Blank)
}

/// What is missing in one row and stands in another.
fn blank(schema: &Schema, tables: &Tables, at: usize, rows: &[usize]) -> Vec<Diagnostic> {
    let part = &tables.parts[at];
    let told = |column: &Column| {
        let known: Vec<usize> = rows.iter().copied().filter(|row| counts(part, column, *row)).collect();
        let missing = known.iter().find(|row| is_missing(column.presence[**row]))?;
        known.iter().find(|row| column.presence[**row].is_present())?;
        let place = CellPlace {
            file: tables.files[part.file].name.clone(),
            sheet: part.sheet.clone(),
            row: part.lines[*missing],
            column: column.position,
        };
        let diagnostic = Diagnostic::new(&MERGE_BLANK).with("field", &schema[column.field].label);
        Some(diagnostic.with("unit", part.names.get(rows[0])).at_cell(place))
    };
    let numbers = part.columns.iter().filter(|column| matches!(column.values, Values::Numbers(_)));
    numbers.filter_map(told).collect()
}

/// A campus whose school has no row in the table stands for it.
fn rename(part: &mut Part, mains: &Mains) {
    let mut codes = Texts::default();
    for row in 0..part.lines.len() {
        let code = part.codes.get(row);
        let main = mains.get(&(period(part, row).to_owned(), code.to_owned()));
        codes.push(main.map_or(code, String::as_str));
    }
    part.codes = codes;
}

fn leave_out(part: &mut Part, taken: &BTreeSet<usize>) {
    let (mut codes, mut names) = (Texts::default(), Texts::default());
    for row in (0..part.lines.len()).filter(|row| !taken.contains(row)) {
        codes.push(part.codes.get(row));
        names.push(part.names.get(row));
    }
    (part.codes, part.names) = (codes, names);
    keep(&mut part.lines, taken);
    keep(&mut part.period, taken);
    part.stage.iter_mut().for_each(|stages| keep(stages, taken));
    part.ancestors.iter_mut().for_each(|ancestor| keep(&mut ancestor.unit, taken));
    for column in &mut part.columns {
        keep(&mut column.presence, taken);
        match &mut column.values {
            Values::Numbers(numbers) => keep(numbers, taken),
            Values::Words { codes, .. } => keep(codes, taken),
        }
    }
}

fn keep<T>(values: &mut Vec<T>, taken: &BTreeSet<usize>) {
    let mut row = 0;
    values.retain(|_| {
        row += 1;
        !taken.contains(&(row - 1))
    });
}
