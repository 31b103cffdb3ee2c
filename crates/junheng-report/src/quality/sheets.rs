//! A data-quality report as a workbook: a sheet for each of its parts, to be sorted and filtered.

use junheng::assessment::State;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::form::{Doubt, Finding, Report};
use super::text::{head, members, named, severity, stage, states, weight};
use super::wording;
use crate::context::{Context, with_unit};
use crate::layout::width;
use crate::number::shown;
use crate::wording::Wording;

/// One cell of a sheet: a text is never taken for a formula.
enum Put {
    Text(String),
    Number(f64),
}

impl From<String> for Put {
    fn from(text: String) -> Self {
        Put::Text(text)
    }
}

impl From<&str> for Put {
    fn from(text: &str) -> Self {
        Put::Text(text.to_owned())
    }
}

impl From<usize> for Put {
    fn from(count: usize) -> Self {
        Put::Number(count as f64)
    }
}

/// The height of a line, in points.
const LINE: u32 = 15;

/// A heading and how wide its column is, in characters.
type Heading = (&'static Wording, u32);

/// The bytes of the workbook; the same for the same report.
pub fn workbook(context: Context<'_>, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A time of making would make two runs differ.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    overview(context, report, workbook.add_worksheet())?;
    doubts(context, report, workbook.add_worksheet())?;
    cells(context, report, workbook.add_worksheet())?;
    effects(context, report, workbook.add_worksheet())?;
    smallest(context, report, workbook.add_worksheet())?;
    columns(context, report, workbook.add_worksheet())?;
    told(context, report, workbook.add_worksheet())?;
    for sheet in workbook.worksheets_mut() {
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    }
    workbook.save_to_buffer()
}

/// A sheet with a heading that stays in sight and can be filtered by.
fn fill(
    context: Context<'_>,
    sheet: &mut Worksheet,
    name: &'static Wording,
    headings: &[Heading],
    rows: Vec<Vec<Put>>,
) -> Result<(), XlsxError> {
    sheet.set_name(context.word(name))?;
    let last = put(context, sheet, 0, headings, rows)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.autofilter(0, 0, last, headings.len().saturating_sub(1) as u16)?;
    Ok(())
}

/// Writes a table from a row on; returns its last row.
fn put(
    context: Context<'_>,
    sheet: &mut Worksheet,
    first: u32,
    headings: &[Heading],
    rows: Vec<Vec<Put>>,
) -> Result<u32, XlsxError> {
    let head = Format::new().set_bold().set_background_color(Color::RGB(0xD9E2F3)).set_text_wrap();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let number = Format::new().set_align(FormatAlign::Top);
    for (column, (heading, width)) in headings.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
        sheet.write_string_with_format(first, column as u16, context.word(heading), &head)?;
    }
    let mut row = first;
    for cells in rows {
        row += 1;
        sheet.set_row_height(row, height(headings, &cells))?;
        for (column, cell) in cells.into_iter().enumerate() {
            match cell {
                Put::Text(cell) => sheet.write_string_with_format(row, column as u16, cell, &text)?,
                Put::Number(cell) => sheet.write_number_with_format(row, column as u16, cell, &number)?,
            };
        }
    }
    Ok(row)
}

/// How high a row is, so that its longest text is seen whole: a Chinese character is two wide.
fn height(headings: &[Heading], cells: &[Put]) -> u32 {
    let lines = |(cell, (_, wide)): (&Put, &Heading)| match cell {
        Put::Number(_) => 1,
        Put::Text(text) => text.split('\n').map(|line| width(line).div_ceil(*wide as usize).max(1)).sum(),
    };
    let most: usize = cells.iter().zip(headings).map(lines).max().unwrap_or(1);
    // Excel takes no row of more than 409 points.
    (most as u32 * LINE).min(409)
}

fn overview(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(context.word(&wording::SHEET_OVERVIEW))?;
    let lines = head(context, report);
    let bold = Format::new().set_bold();
    for (row, line) in lines.iter().enumerate() {
        if row == 0 {
            sheet.write_string_with_format(0, 0, line, &bold)?;
        } else {
            sheet.write_string(row as u32, 0, line)?;
        }
    }
    let files = report.run.data.iter().map(|file| vec![file.name.clone().into(), file.encoding.clone().into()]);
    let headings: [Heading; 2] = [(&wording::DATA_FILE, 60), (&wording::ENCODING, 28)];
    let last = put(context, sheet, lines.len() as u32 + 1, &headings, files.collect())?;
    let headings: [Heading; 5] = [
        (&wording::UNIT, 60),
        (&wording::VERDICT_NAME, 28),
        (&wording::NOW, 14),
        (&wording::ALL_UNKNOWN, 24),
        (&wording::DOUBTS_COUNT, 10),
    ];
    let state = |state: Option<State>| state.map_or(context.word(&wording::NOT_TRIED), |state| context.state(state));
    let rows = report.units.iter().flat_map(|unit| {
        unit.verdicts.iter().map(|verdict| {
            vec![
                named(context, &unit.place).into(),
                verdict.title.clone().into(),
                state(Some(verdict.state)).into(),
                state(verdict.unknown).into(),
                unit.doubts.into(),
            ]
        })
    });
    put(context, sheet, last + 2, &headings, rows.collect())?;
    Ok(())
}

fn doubts(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let headings: [Heading; 14] = [
        (&wording::NUMBER, 6),
        (&wording::SEVERITY, 14),
        (&wording::TURNS, 12),
        (&wording::UNIT, 20),
        (&wording::CODE, 14),
        (&wording::STAGE, 8),
        (&wording::PERIOD, 8),
        (&wording::SUBJECT, 12),
        (&wording::CHECK, 24),
        (&wording::EXPECTED, 36),
        (&wording::VALUE, 18),
        (&wording::RANGE, 24),
        (&wording::REASON, 50),
        (&wording::SOURCE, 16),
    ];
    let rows = report.doubts.iter().map(|doubt| one_doubt(context, doubt)).collect();
    fill(context, sheet, &wording::SHEET_DOUBTS, &headings, rows)
}

fn one_doubt(context: Context<'_>, doubt: &Doubt) -> Vec<Put> {
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
        doubt.number.into(),
        context.word(severity(doubt)).into(),
        context.word(turns).into(),
        doubt.place.name.clone().into(),
        doubt.place.code.clone().into(),
        stage(context, &doubt.place.stage).into(),
        doubt.place.period.clone().into(),
        doubt.subject.clone().into(),
        doubt.title.clone().into(),
        doubt.formula.clone().into(),
        value.into(),
        range.into(),
        doubt.why.clone().into(),
        doubt.cite.clone().into(),
    ]
}

fn cells(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let headings: [Heading; 7] = [
        (&wording::NUMBER, 6),
        (&wording::IN_DOUBT, 8),
        (&wording::UNIT, 20),
        (&wording::STAGE, 8),
        (&wording::COLUMN_FIELD, 26),
        (&wording::VALUE, 14),
        (&wording::PLACE, 60),
    ];
    let rows = report.doubts.iter().flat_map(|doubt| {
        doubt.cells.iter().map(|cell| {
            let value = cell.value.parse().map_or(Put::Text(cell.value.clone()), Put::Number);
            vec![
                doubt.number.into(),
                context.word(if cell.doubted { &wording::YES } else { &wording::NO }).into(),
                cell.unit.clone().into(),
                stage(context, &cell.stage).into(),
                cell.label.clone().into(),
                value,
                cell.place.clone().into(),
            ]
        })
    });
    fill(context, sheet, &wording::SHEET_CELLS, &headings, rows.collect())
}

fn effects(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let headings: [Heading; 6] = [
        (&wording::NUMBER, 6),
        (&wording::RULE, 24),
        (&wording::TITLE, 36),
        (&wording::UNIT, 28),
        (&wording::WRITTEN, 12),
        (&wording::UNKNOWN, 14),
    ];
    let row = |doubt: &Doubt, finding: &Finding| {
        let [written, unknown] = states(context, finding);
        vec![
            doubt.number.into(),
            finding.id().into(),
            finding.title.clone().into(),
            named(context, &finding.place).into(),
            written.into(),
            unknown.into(),
        ]
    };
    let rows =
        report.doubts.iter().flat_map(|doubt| doubt.effect.iter().flatten().map(move |finding| row(doubt, finding)));
    fill(context, sheet, &wording::SHEET_EFFECTS, &headings, rows.collect())
}

fn smallest(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let headings: [Heading; 4] =
        [(&wording::SHEET_DOUBTS, 20), (&wording::AT_LEAST, 12), (&wording::WAYS, 12), (&wording::CELLS, 90)];
    let rows = report.smallest.iter().flat_map(|found| {
        let numbers: Vec<String> = found.doubts.iter().map(usize::to_string).collect();
        let numbers = numbers.join(context.word(&crate::wording::LIST_SEPARATOR));
        let size = found.size.map_or(Put::from(context.word(&wording::NOT_TRIED)), Put::from);
        let sets: Vec<String> = found.sets.iter().map(|set| members(context, set)).collect();
        std::iter::once(vec![numbers.into(), size, Put::Number(found.count as f64), sets.join("\n").into()])
    });
    fill(context, sheet, &wording::SHEET_SMALLEST, &headings, rows.collect())
}

fn columns(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let headings: [Heading; 9] = [
        (&wording::COLUMN_FIELD, 28),
        (&wording::STAGE, 8),
        (&wording::COLUMN_ROWS, 8),
        (&wording::COLUMN_PRESENT, 8),
        (&wording::COLUMN_BLANK, 8),
        (&wording::COLUMN_NOT_APPLICABLE, 10),
        (&wording::COLUMN_INVALID, 10),
        (&wording::COLUMN_NO_COLUMN, 12),
        (&wording::COLUMN_RULES, 60),
    ];
    let rows = report.columns.iter().map(|column| {
        vec![
            column.label.clone().into(),
            stage(context, &column.stage).into(),
            column.rows.into(),
            column.present.into(),
            column.blank.into(),
            column.not_applicable.into(),
            column.invalid.into(),
            column.no_column.into(),
            column.rules.join(", ").into(),
        ]
    });
    fill(context, sheet, &wording::SHEET_COLUMNS, &headings, rows.collect())
}

fn told(context: Context<'_>, report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let headings: [Heading; 5] = [
        (&wording::SEVERITY, 8),
        (&wording::CODE, 20),
        (&wording::MESSAGE, 70),
        (&wording::PLACE, 40),
        (&wording::HELP, 60),
    ];
    let rows = report.diagnostics.iter().map(|one| {
        vec![
            context.word(weight(one.severity)).into(),
            one.code.into(),
            one.text.clone().into(),
            one.places.join("\n").into(),
            one.help.clone().into(),
        ]
    });
    fill(context, sheet, &wording::SHEET_TOLD, &headings, rows.collect())
}
