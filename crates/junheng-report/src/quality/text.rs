//! A data-quality report as a page of text.

mod effect;
mod smallest;

pub use effect::states;
pub use smallest::members;

use junheng::diagnostic::Severity;

use super::form::{Cell, Column, Doubt, Place, Report, Told, Unit};
use super::wording;
use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::wording as common;

/// More than these of a kind are only counted.
const UNITS: usize = 20;
const DOUBTS: usize = 40;
const CELLS: usize = 8;
const COLUMNS: usize = 40;
const TOLD: usize = 30;

/// The whole page.
pub fn lines(context: Context<'_>, report: &Report) -> Vec<String> {
    let mut lines = head(context, report);
    lines.extend(verdicts(context, report));
    lines.extend(doubts(context, report));
    if !report.doubts.is_empty() {
        lines.extend(smallest::lines(context, report));
    }
    lines.extend(columns(context, report));
    lines.extend(told(context, report));
    lines
}

/// What was looked at with what, and how much is in doubt.
pub fn head(context: Context<'_>, report: &Report) -> Vec<String> {
    let (pack, counts) = (&report.run.pack, &report.counts);
    let arguments = [
        ("data", context.data.to_owned()),
        ("checks", counts.checks.to_string()),
        ("title", pack.title.clone()),
        ("pack", pack.id.clone()),
        ("version", pack.version.clone()),
    ];
    let mut lines = wrap(&context.say(&wording::HEAD, &arguments), 0);
    if report.doubts.is_empty() {
        lines.push(context.word(&wording::NOTHING).to_owned());
        return lines;
    }
    let arguments = [
        ("count", report.doubts.len().to_string()),
        ("missing", counts.missing.to_string()),
        ("doubted", counts.doubted.to_string()),
        ("turning", counts.turning.to_string()),
    ];
    lines.extend(wrap(&context.say(&wording::COUNTS, &arguments), 0));
    if counts.open > 0 {
        lines.extend(wrap(&context.say(&wording::OPEN, &[("open", counts.open.to_string())]), 0));
    }
    lines
}

/// A heading after an empty line.
fn heading(context: Context<'_>, wording: &'static common::Wording) -> Vec<String> {
    vec![String::new(), context.word(wording).to_owned()]
}

/// How many more there are than are listed.
fn more(context: Context<'_>, wording: &'static common::Wording, all: usize, listed: usize) -> Vec<String> {
    if all <= listed {
        return Vec::new();
    }
    wrap(&context.say(wording, &[("count", (all - listed).to_string())]), 2)
}

fn verdicts(context: Context<'_>, report: &Report) -> Vec<String> {
    if report.units.iter().all(|unit| unit.verdicts.is_empty()) {
        return Vec::new();
    }
    let mut lines = heading(context, &wording::VERDICTS);
    lines.extend(report.units.iter().take(UNITS).flat_map(|unit| verdicts_of(context, unit)));
    lines.extend(more(context, &wording::MORE_UNITS, report.units.len(), UNITS));
    lines
}

fn verdicts_of(context: Context<'_>, unit: &Unit) -> Vec<String> {
    let verdict = |verdict: &super::form::Verdict| {
        let arguments = [
            ("unit", named(context, &unit.place)),
            ("verdict", verdict.title.clone()),
            ("state", context.state(verdict.state).to_owned()),
            ("unknown", verdict.unknown.map_or(String::new(), |state| context.state(state).to_owned())),
        ];
        let wording = match verdict.unknown {
            None => &wording::VERDICT_OPEN,
            Some(state) if state == verdict.state => &wording::VERDICT_SAME,
            Some(_) => &wording::VERDICT,
        };
        wrap(&context.say(wording, &arguments), 2)
    };
    unit.verdicts.iter().flat_map(verdict).collect()
}

/// A unit as people name it, with its stage and period.
pub fn named(context: Context<'_>, place: &Place) -> String {
    let stage = stage(context, &place.stage);
    let unit = match stage.is_empty() {
        true => place.name.clone(),
        false => context.say(&common::AT_STAGE, &[("unit", place.name.clone()), ("stage", stage)]),
    };
    match place.period.is_empty() {
        true => unit,
        false => context.say(&wording::IN_PERIOD, &[("unit", unit), ("period", place.period.clone())]),
    }
}

/// A stage in words; nothing for none.
pub fn stage(context: Context<'_>, id: &str) -> String {
    context.program().schema.stage(id).map_or(String::new(), |stage| context.stage(stage).to_owned())
}

/// A field as its header reads, at a stage where it has one.
pub fn field(context: Context<'_>, at: &str, label: &str) -> String {
    match stage(context, at) {
        stage if stage.is_empty() => label.to_owned(),
        stage => context.say(&wording::FIELD_AT_STAGE, &[("stage", stage), ("label", label.to_owned())]),
    }
}

fn doubts(context: Context<'_>, report: &Report) -> Vec<String> {
    if report.doubts.is_empty() {
        return Vec::new();
    }
    let mut lines = heading(context, &wording::DOUBTS);
    lines.extend(report.doubts.iter().take(DOUBTS).flat_map(|doubt| one_doubt(context, doubt)));
    lines.extend(more(context, &wording::MORE_DOUBTS, report.doubts.len(), DOUBTS));
    lines
}

fn one_doubt(context: Context<'_>, doubt: &Doubt) -> Vec<String> {
    let arguments = [
        ("number", doubt.number.to_string()),
        ("severity", context.word(severity(doubt)).to_owned()),
        ("unit", named(context, &doubt.place)),
        ("title", doubt.title.clone()),
    ];
    let mut lines = wrap(&context.say(&wording::DOUBT, &arguments), 2);
    lines.extend(wrap(&expected(context, doubt), 6));
    lines.extend(doubt.cells.iter().take(CELLS).flat_map(|cell| wrap(&of_cell(context, doubt, cell), 6)));
    if doubt.cells.len() > CELLS {
        let count = (doubt.cells.len() - CELLS).to_string();
        lines.extend(wrap(&context.say(&wording::MORE_CELLS, &[("count", count)]), 6));
    }
    lines.extend(effect::lines(context, doubt));
    if !doubt.why.is_empty() {
        lines.extend(wrap(&context.say(&wording::WHY, &[("why", doubt.why.clone())]), 6));
    }
    if !doubt.cite.is_empty() {
        lines.extend(wrap(&context.say(&wording::CITED, &[("cite", doubt.cite.clone())]), 6));
    }
    lines
}

/// What becomes of the cells of a doubt, in words.
pub fn severity(doubt: &Doubt) -> &'static common::Wording {
    if doubt.severity == junheng::pack::Severity::Error.word() { &wording::AS_MISSING } else { &wording::AS_TOLD }
}

fn expected(context: Context<'_>, doubt: &Doubt) -> String {
    let formula = ("formula", doubt.formula.clone());
    let Some(found) = &doubt.measured else { return context.say(&wording::SHOULD, &[formula]) };
    let number = |value: f64| with_unit(&shown(value, None), &found.unit);
    let arguments = [
        formula,
        ("level", context.level(context.program().subject).to_owned()),
        ("value", number(found.value)),
        ("low", number(found.low)),
        ("high", number(found.high)),
    ];
    context.say(&wording::MEASURED, &arguments)
}

fn of_cell(context: Context<'_>, doubt: &Doubt, cell: &Cell) -> String {
    let own = field(context, &cell.stage, &cell.label);
    let name = match cell.unit == doubt.place.name {
        true => own,
        false => context.say(&wording::OF_UNIT, &[("unit", cell.unit.clone()), ("cell", own)]),
    };
    let name = match cell.period == doubt.place.period {
        true => name,
        false => context.say(&wording::IN_PERIOD, &[("unit", name), ("period", cell.period.clone())]),
    };
    let value = with_unit(&cell.value, &cell.unit_of_value);
    let wording = if cell.doubted { &wording::CELL } else { &wording::CELL_COMPARED };
    context.say(wording, &[("cell", name), ("value", value), ("place", cell.place.clone())])
}

fn columns(context: Context<'_>, report: &Report) -> Vec<String> {
    let lacking: Vec<&Column> =
        report.columns.iter().filter(|column| column.blank + column.invalid + column.no_column > 0).collect();
    let mut lines = heading(context, &wording::COLUMNS);
    if lacking.is_empty() {
        lines.extend(wrap(context.word(&wording::COLUMNS_FULL), 2));
        return lines;
    }
    let heads = std::iter::once(&wording::COLUMN_FIELD).chain(COUNTS.map(|(head, _)| head));
    let mut rows = vec![heads.map(|head| context.word(head).to_owned()).collect::<Vec<_>>()];
    rows.extend(lacking.iter().take(COLUMNS).map(|column| of_column(context, column)));
    lines.extend(table(&rows, 2));
    lines.extend(more(context, &wording::MORE_COLUMNS, lacking.len(), COLUMNS));
    lines
}

/// A head, and what is counted of a column under it.
type Count = (&'static common::Wording, fn(&Column) -> usize);

/// How many of the cells of a column came to what.
pub static COUNTS: [Count; 6] = [
    (&wording::COLUMN_ROWS, |column| column.rows),
    (&wording::COLUMN_PRESENT, |column| column.present),
    (&wording::COLUMN_BLANK, |column| column.blank),
    (&wording::COLUMN_NOT_APPLICABLE, |column| column.not_applicable),
    (&wording::COLUMN_INVALID, |column| column.invalid),
    (&wording::COLUMN_NO_COLUMN, |column| column.no_column),
];

fn of_column(context: Context<'_>, column: &Column) -> Vec<String> {
    let name = field(context, &column.stage, &column.label);
    std::iter::once(name).chain(COUNTS.map(|(_, count)| count(column).to_string())).collect()
}

/// What was told beside the doubts, errors last as everywhere.
fn told(context: Context<'_>, report: &Report) -> Vec<String> {
    let mut others: Vec<&Told> = report
        .diagnostics
        .iter()
        .filter(|told| !["check-failed", "data-doubt", "data-outlier"].contains(&told.code))
        .collect();
    others.sort_by_key(|told| told.severity);
    let mut lines = heading(context, &wording::TOLD);
    if others.is_empty() {
        lines.extend(wrap(context.word(&wording::TOLD_NONE), 2));
    }
    for one in others.iter().take(TOLD) {
        let arguments = [
            ("severity", context.word(weight(one.severity)).to_owned()),
            ("code", one.code.to_owned()),
            ("text", one.text.clone()),
        ];
        lines.extend(wrap(&context.say(&wording::TOLD_LINE, &arguments), 2));
        lines.extend(one.places.iter().take(CELLS).map(|place| format!("      {place}")));
    }
    lines.extend(more(context, &wording::MORE_TOLD, others.len(), TOLD));
    lines
}

/// How much something told weighs, in words.
pub fn weight(severity: Severity) -> &'static common::Wording {
    match severity {
        Severity::Note => &wording::NOTE,
        Severity::Warning => &wording::WARNING,
        Severity::Error => &wording::ERROR,
    }
}
