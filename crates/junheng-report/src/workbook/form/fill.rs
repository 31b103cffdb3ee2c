//! Tables of a form that are lines: a number from the data or from a finding, and the state of a rule.

use std::collections::BTreeMap;

use junheng::assessment::State;

use super::super::cells::{open, value};
use super::super::wording as own;
use super::{Line, NamedUnit, Of, Table, Take, Units};
use crate::number::rounded;
use crate::paper::{Paper, state};
use crate::record::{Finding, Found, TableRow, Value};
use crate::sheet::{Cell, Look, Sheet};
use crate::wording;

/// What was found for a line.
enum Filled {
    Number(f64),
    Cell(Cell),
    /// Some units lack it.
    Missing(usize),
    Nothing,
}

pub(super) fn lines(paper: Paper<'_>, table: &Table, sheet: &mut Sheet) {
    let is_judged = table.line.iter().any(|line| line.rule.is_some());
    let titles = [&own::LINE, &wording::COLUMN_MEMBER, &own::FILLED, &wording::COLUMN_STATE, &own::REMARK];
    let kept = |title: &&&'static wording::Wording| is_judged || !std::ptr::eq(**title, &wording::COLUMN_STATE);
    sheet.head(titles.iter().filter(kept).map(|title| paper.word(title)));
    for line in &table.line {
        let (cell, remark) = told(paper, line);
        let title = line.title.as_ref().map(|title| paper.title(title).to_owned());
        let title = title.or_else(|| Some(named(paper, line.rule.as_deref()?).to_owned()));
        let mut row = vec![Cell::text(&line.code), Cell::text(title.unwrap_or_default()), cell];
        if is_judged {
            row.push(line.rule.as_deref().map_or(Cell::nothing(), |rule| state_of(paper, rule)));
        }
        row.push(Cell::text(remark));
        sheet.row(row);
    }
}

/// The title of a rule without its number: the form has its own.
fn named<'a>(paper: Paper<'a>, rule: &'a str) -> &'a str {
    paper.record.run.rules.iter().find(|head| head.id == rule).map_or(rule, |head| paper.rule_title(head))
}

/// The cell of a line, and what is to be said of it.
fn told(paper: Paper<'_>, line: &Line) -> (Cell, String) {
    let Some(take) = &line.take else {
        let remark = if line.rule.is_some() { "" } else { paper.word(&own::NOT_COLLECTED) };
        return (Cell::nothing(), remark.to_owned());
    };
    match taken(paper, take, line.places) {
        Filled::Number(number) => {
            let number = number / line.divide;
            // A number that the form's places would change is told in full beside it.
            let shown = rounded(number, line.places as usize);
            let is_cut = shown.parse::<f64>().is_ok_and(|shown| (shown - number).abs() > 1e-9 * number.abs().max(1.0));
            let full = [("value", crate::number::shown(number, None))];
            let remark = if is_cut { paper.say(&own::IN_FULL, &full) } else { String::new() };
            (Cell::number(number, Some(line.places)), remark)
        }
        Filled::Cell(cell) => (cell, String::new()),
        Filled::Missing(count) => (Cell::nothing(), paper.say(&own::UNITS_LACK, &[("count", count.to_string())])),
        Filled::Nothing => (Cell::nothing(), paper.word(&own::NO_FIELD).to_owned()),
    }
}

fn taken(paper: Paper<'_>, take: &Take, places: u32) -> Filled {
    match take {
        Take::Field(field) => of_data(paper, own_field(paper, field)),
        Take::Named(of) => of_data(paper, named_field(paper, of)),
        Take::Sum(units) => sum(paper, units),
        Take::Count(units) => count(paper, units),
        Take::Value(of) => match finding(paper, of) {
            Some(finding) => Filled::Cell(value(paper, &finding.found, Some(places))),
            None => Filled::Nothing,
        },
        Take::Failing(of) => failing(paper, of),
    }
}

fn of_data(paper: Paper<'_>, value: Option<&Value>) -> Filled {
    match value {
        Some(Value::Number(number)) => Filled::Number(*number),
        Some(Value::Word(word)) => Filled::Cell(Cell::text(word)),
        Some(Value::Absent) => Filled::Cell(open(paper.word(&own::NOT_KNOWN))),
        None => Filled::Nothing,
    }
}

fn named_field<'a>(paper: Paper<'a>, of: &NamedUnit) -> Option<&'a Value> {
    let rows = rows_with(paper, &of.level, &of.field)?;
    rows.into_iter().find(|(row, _)| row.name == of.unit || row.unit == of.unit).map(|(_, value)| value)
}

fn own_field<'a>(paper: Paper<'a>, field: &str) -> Option<&'a Value> {
    let unit = paper.unit;
    let tables = unit.tables.iter().filter(|table| table.level == unit.level);
    tables.into_iter().find_map(|table| {
        let at = table.fields.iter().position(|known| known == field)?;
        table.rows.iter().find(|row| row.unit == unit.code && row.stage.is_none())?.values.get(at)
    })
}

/// The rows of a level that have a field, each with its value.
pub(super) fn rows_with<'a>(paper: Paper<'a>, level: &str, field: &str) -> Option<Vec<(&'a TableRow, &'a Value)>> {
    let mut tables = paper.unit.tables.iter().filter(|table| table.level == level);
    tables.find_map(|table| {
        let at = table.fields.iter().position(|known| known == field)?;
        Some(table.rows.iter().filter_map(|row| Some((row, row.values.get(at)?))).collect())
    })
}

/// Whether each unit is among those asked for, `None` where its data does not say.
type Among<'a> = BTreeMap<&'a str, Option<bool>>;

/// Whether the fields of each unit have one of the words asked for; nothing where there is no such field.
fn having<'a>(paper: Paper<'a>, level: &str, words: &BTreeMap<String, Vec<String>>) -> Option<Among<'a>> {
    let mut among = Among::new();
    for (field, words) in words {
        for (row, value) in rows_with(paper, level, field)? {
            let own = match value {
                Value::Word(word) => Some(words.contains(word)),
                Value::Number(_) | Value::Absent => None,
            };
            let known = among.entry(&row.unit).or_insert(Some(true));
            *known = both(*known, own);
        }
    }
    Some(among)
}

/// The same, with what a sum over the stages of a unit must at least be.
fn among<'a>(paper: Paper<'a>, units: &Units) -> Option<Among<'a>> {
    let mut among = having(paper, &units.level, &units.having)?;
    if let Some(least) = &units.least {
        let mut sums: BTreeMap<&str, Option<f64>> = BTreeMap::new();
        for (row, value) in rows_with(paper, &units.level, &least.field)? {
            let sum = sums.entry(&row.unit).or_insert(Some(0.0));
            *sum = sum.zip(number(value)).map(|(sum, value)| sum + value);
        }
        for (unit, known) in &mut among {
            let own = sums.get(unit).copied().flatten().map(|sum| sum >= least.number);
            *known = both(*known, own);
        }
    }
    Some(among)
}

/// Both, as far as known: one that is not makes the whole not, whatever the other is.
fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Word(_) | Value::Absent => None,
    }
}

fn sum(paper: Paper<'_>, units: &Units) -> Filled {
    let rows = units.field.as_deref().and_then(|field| rows_with(paper, &units.level, field));
    let Some((rows, among)) = rows.zip(among(paper, units)) else { return Filled::Nothing };
    let is_among = |unit: &str| if units.having.is_empty() { Some(true) } else { among.get(unit).copied().flatten() };
    let (mut sum, mut missing) = (0.0, 0);
    for (row, value) in rows.iter().filter(|(row, _)| units.stage.is_none() || row.stage == units.stage) {
        match (is_among(&row.unit), number(value)) {
            (Some(false), _) => {}
            (Some(true), Some(number)) => sum += number,
            _ => missing += 1,
        }
    }
    if missing > 0 { Filled::Missing(missing) } else { Filled::Number(sum) }
}

fn count(paper: Paper<'_>, units: &Units) -> Filled {
    let Some(among) = among(paper, units) else { return Filled::Nothing };
    match among.values().filter(|among| among.is_none()).count() {
        0 => Filled::Number(among.values().filter(|among| **among == Some(true)).count() as f64),
        missing => Filled::Missing(missing),
    }
}

fn finding<'a>(paper: Paper<'a>, of: &Of) -> Option<&'a Finding> {
    paper.unit.findings.iter().find(|finding| {
        let found = &finding.found;
        found.rule == of.rule && found.item.is_empty() && (of.stage.is_none() || found.stage == of.stage)
    })
}

/// How many do not meet a rule; where some are not known, their number is not.
fn failing(paper: Paper<'_>, of: &Of) -> Filled {
    if !of.having.is_empty() {
        return failing_among(paper, of);
    }
    let Some(tally) = finding(paper, of).and_then(|finding| finding.found.tally.as_ref()) else {
        return Filled::Nothing;
    };
    match tally.in_scope - tally.met - tally.not_met {
        0 => Filled::Number(tally.not_met as f64),
        missing => Filled::Missing(missing),
    }
}

/// The same of units whose fields have one of the words asked for.
fn failing_among(paper: Paper<'_>, of: &Of) -> Filled {
    let found: Vec<&Found> = paper.unit.below.iter().flatten().filter(|found| found.rule == of.rule).collect();
    let Some(first) = found.first() else { return Filled::Nothing };
    let Some(among) = having(paper, &first.level, &of.having) else { return Filled::Nothing };
    let (mut failing, mut missing) = (0, 0);
    for found in found {
        match (among.get(found.unit.as_str()).copied().flatten(), state(found.state.as_deref())) {
            (Some(false), _) | (_, State::Met | State::NotApplicable) => {}
            (Some(true), State::NotMet) => failing += 1,
            _ => missing += 1,
        }
    }
    if missing > 0 { Filled::Missing(missing) } else { Filled::Number(f64::from(failing)) }
}

fn state_of(paper: Paper<'_>, rule: &str) -> Cell {
    let ruled = paper.rules().into_iter().find(|ruled| ruled.head.id == rule);
    let Some(ruled) = ruled else { return Cell::nothing() };
    let grade = ruled.findings.iter().find(|finding| state(finding.found.state.as_deref()) == ruled.state);
    let cell = Cell::text(paper.state(ruled.state, grade.map_or("", |finding| &finding.found.grade)));
    match ruled.state {
        State::NotMet => cell.looks(Look::Dark),
        _ => cell,
    }
}
