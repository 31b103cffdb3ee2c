//! A data-quality report as a workbook: a sheet for each of its parts, to be sorted and filtered.

use std::io::{self, Write};

use junheng::assessment::State;

use super::form::{Doubt, Finding, Report};
use super::text::{COUNTS, head, members, named, severity, stage, states, weight};
use super::wording;
use crate::context::{Context, with_unit};
use crate::number::shown;
use crate::sheet::{Cell, Sheet, write};
use crate::wording::Wording;

/// How wide a column may be: reasons and places are long.
const WIDE: usize = 44;

/// Writes the workbook; the same bytes for the same report.
pub fn workbook(out: &mut dyn Write, context: Context<'_>, report: &Report) -> io::Result<()> {
    let sheets = [
        overview(context, report),
        doubts(context, report),
        cells(context, report),
        effects(context, report),
        smallest(context, report),
        columns(context, report),
        told(context, report),
    ];
    write(out, &sheets, context.word(&wording::SHEET_DOUBTS), context.language)
}

/// A sheet whose rows can be filtered by its heading.
fn list(
    context: Context<'_>,
    name: &'static Wording,
    headings: &[&'static Wording],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Sheet {
    let mut sheet = Sheet::new(context.word(name), context.word(name));
    (sheet.wide, sheet.filtered) = (WIDE, true);
    sheet.head(headings.iter().map(|heading| context.word(heading)));
    rows.for_each(|row| sheet.row(row));
    sheet
}

fn overview(context: Context<'_>, report: &Report) -> Sheet {
    let mut lines = head(context, report).into_iter();
    let mut sheet = Sheet::new(context.word(&wording::SHEET_OVERVIEW), lines.next().unwrap_or_default());
    sheet.wide = WIDE;
    lines.for_each(|line| sheet.note(line));
    let headings =
        [&wording::UNIT, &wording::VERDICT_NAME, &wording::NOW, &wording::ALL_UNKNOWN, &wording::DOUBTS_COUNT];
    sheet.head(headings.map(|heading| context.word(heading)));
    let state = |state: Option<State>| state.map_or(context.word(&wording::NOT_TRIED), |state| context.state(state));
    for unit in &report.units {
        for verdict in &unit.verdicts {
            sheet.row(vec![
                Cell::text(named(context, &unit.place)),
                Cell::text(&verdict.title),
                Cell::text(state(Some(verdict.state))),
                Cell::text(state(verdict.unknown)),
                Cell::whole(unit.doubts),
            ]);
        }
    }
    sheet.row([&wording::DATA_FILE, &wording::ENCODING].map(|heading| Cell::head(context.word(heading))).into());
    for file in &report.run.data {
        sheet.row([&file.name, &file.encoding].map(Cell::text).into());
    }
    sheet
}

fn doubts(context: Context<'_>, report: &Report) -> Sheet {
    let headings = [
        &wording::NUMBER,
        &wording::SEVERITY,
        &wording::TURNS,
        &wording::UNIT,
        &wording::CODE,
        &wording::STAGE,
        &wording::PERIOD,
        &wording::SUBJECT,
        &wording::CHECK,
        &wording::EXPECTED,
        &wording::VALUE,
        &wording::RANGE,
        &wording::REASON,
        &wording::SOURCE,
    ];
    list(context, &wording::SHEET_DOUBTS, &headings, report.doubts.iter().map(|doubt| one_doubt(context, doubt)))
}

fn one_doubt(context: Context<'_>, doubt: &Doubt) -> Vec<Cell> {
    let turns = match (&doubt.effect, doubt.turns_a_verdict()) {
        (None, _) => &wording::NOT_TRIED,
        (Some(_), true) => &wording::YES,
        (Some(_), false) => &wording::NO,
    };
    let measured = doubt.measured.as_ref();
    let value = measured.map_or(String::new(), |found| with_unit(&shown(found.value, None), &found.unit));
    let range = measured.map_or(String::new(), |found| {
        let ends = [("low", shown(found.low, None)), ("high", shown(found.high, None))];
        context.say(&wording::FROM_LOW_TO_HIGH, &ends)
    });
    vec![
        Cell::whole(doubt.number),
        Cell::text(context.word(severity(doubt))),
        Cell::text(context.word(turns)),
        Cell::text(&doubt.place.name),
        Cell::text(&doubt.place.code),
        Cell::text(stage(context, &doubt.place.stage)),
        Cell::text(&doubt.place.period),
        Cell::text(&doubt.subject),
        Cell::text(&doubt.title),
        Cell::text(&doubt.formula),
        Cell::text(value),
        Cell::text(range),
        Cell::text(&doubt.why),
        Cell::text(&doubt.cite),
    ]
}

fn cells(context: Context<'_>, report: &Report) -> Sheet {
    let headings = [
        &wording::NUMBER,
        &wording::IN_DOUBT,
        &wording::UNIT,
        &wording::STAGE,
        &wording::COLUMN_FIELD,
        &wording::VALUE,
        &wording::PLACE,
    ];
    let rows = report.doubts.iter().flat_map(|doubt| {
        doubt.cells.iter().map(|cell| {
            let value = cell.value.parse().map_or(Cell::text(&cell.value), |value| Cell::number(value, None));
            vec![
                Cell::whole(doubt.number),
                Cell::text(context.word(if cell.doubted { &wording::YES } else { &wording::NO })),
                Cell::text(&cell.unit),
                Cell::text(stage(context, &cell.stage)),
                Cell::text(&cell.label),
                value,
                Cell::text(&cell.place),
            ]
        })
    });
    list(context, &wording::SHEET_CELLS, &headings, rows)
}

fn effects(context: Context<'_>, report: &Report) -> Sheet {
    let headings =
        [&wording::NUMBER, &wording::RULE, &wording::TITLE, &wording::UNIT, &wording::WRITTEN, &wording::UNKNOWN];
    let row = |doubt: &Doubt, finding: &Finding| {
        let [written, unknown] = states(context, finding);
        vec![
            Cell::whole(doubt.number),
            Cell::text(finding.id()),
            Cell::text(&finding.title),
            Cell::text(named(context, &finding.place)),
            Cell::text(written),
            Cell::text(unknown),
        ]
    };
    let rows =
        report.doubts.iter().flat_map(|doubt| doubt.effect.iter().flatten().map(move |finding| row(doubt, finding)));
    list(context, &wording::SHEET_EFFECTS, &headings, rows)
}

fn smallest(context: Context<'_>, report: &Report) -> Sheet {
    let headings = [&wording::SHEET_DOUBTS, &wording::AT_LEAST, &wording::WAYS, &wording::CELLS];
    let rows = report.smallest.iter().flat_map(|found| {
        let numbers: Vec<String> = found.doubts.iter().map(usize::to_string).collect();
        let numbers = numbers.join(context.word(&crate::wording::LIST_SEPARATOR));
        let size = found.size.map_or(Cell::text(context.word(&wording::NOT_TRIED)), Cell::whole);
        let sets: Vec<String> = found.sets.iter().map(|set| members(context, set)).collect();
        std::iter::once(vec![
            Cell::text(numbers),
            size,
            Cell::number(found.count as f64, Some(0)),
            Cell::text(sets.join("\n")),
        ])
    });
    list(context, &wording::SHEET_SMALLEST, &headings, rows)
}

fn columns(context: Context<'_>, report: &Report) -> Sheet {
    let counts = COUNTS.map(|(head, _)| head);
    let headings = [&[&wording::COLUMN_FIELD, &wording::STAGE][..], &counts, &[&wording::COLUMN_RULES]].concat();
    let rows = report.columns.iter().map(|column| {
        let named = [Cell::text(&column.label), Cell::text(stage(context, &column.stage))];
        let counted = COUNTS.map(|(_, count)| Cell::whole(count(column)));
        named.into_iter().chain(counted).chain([Cell::text(column.rules.join(", "))]).collect()
    });
    list(context, &wording::SHEET_COLUMNS, &headings, rows)
}

fn told(context: Context<'_>, report: &Report) -> Sheet {
    let headings = [&wording::SEVERITY, &wording::CODE, &wording::MESSAGE, &wording::PLACE, &wording::HELP];
    let rows = report.diagnostics.iter().map(|one| {
        vec![
            Cell::text(context.word(weight(one.severity))),
            Cell::text(one.code),
            Cell::text(&one.text),
            Cell::text(one.places.join("\n")),
            Cell::text(&one.help),
        ]
    });
    list(context, &wording::SHEET_TOLD, &headings, rows)
}
