//! One table, from the text of a csv file or the rows of a sheet.

use junheng::diagnostic::{Diagnostic, nearest};
use junheng::table::Schema;

use crate::catalogue::*;
use crate::cell::Raw;
use crate::csv::{Record, Records, cuts};
use crate::find::{Found, SEARCHED, find};
use crate::header::Vocabulary;
use crate::plan::{HeaderRow, Plan, TableName, plan};
use crate::problem::{Problem, Tally};
use crate::read::Reading;
use crate::rows::{RowView, Rows};
use crate::workbook::{Sheet, SheetRow};

/// Text shorter than this is read by one thread.
const WORTH_DIVIDING: usize = 1 << 20;
/// So many row numbers are listed in a note.
const LISTED_ROWS: usize = 20;

/// Reads the text of a csv file.
pub(crate) fn read_text(text: &str, table: &TableName, reading: &mut Reading<'_>) {
    let starts = first_records(text);
    let rows: Vec<_> = starts.iter().map(|(header, _)| header.clone()).collect();
    let Some(found) = find_header(&rows, table, reading) else {
        return;
    };
    reading.headers.extend(found.header.cells.iter().cloned());
    let plan = plan(reading.vocabulary, &found.header, found.level, table, reading.diagnostics);
    let start = starts.iter().find(|(row, _)| row.line == found.header.line).map_or(0, |(_, end)| *end);
    let lines_before = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() as u32;
    let (mut rows, unclosed) = read_pieces(text, start, &plan, reading.options.threads);
    if let Some(line) = unclosed {
        reading.diagnostics.push(Diagnostic::new(&UNCLOSED_QUOTE).at_cell(table.at(line + lines_before + 1, 0)));
    }
    rows.shift(lines_before + 1);
    finish(rows, &plan, table, reading);
}

/// Reads the sheets of a workbook; one without header is left out where another has one.
pub(crate) fn read_sheets(sheets: &[Sheet], file: &str, reading: &mut Reading<'_>) {
    let table = |sheet: &Sheet| TableName { file: file.to_owned(), sheet: Some(sheet.name.clone()) };
    let whole = TableName { file: file.to_owned(), sheet: None };
    report_hidden(sheets, &whole, reading);
    let used: Vec<_> = sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty()).collect();
    let mut without = Vec::new();
    for sheet in &used {
        let table = table(sheet);
        match find(reading.vocabulary, &header_rows(sheet), &table) {
            Some(found) => read_sheet(sheet, found, &table, reading),
            None => without.push(table),
        }
    }
    if without.len() == used.len() {
        reading.diagnostics.push(no_header(&whole, reading.vocabulary));
        return;
    }
    for table in without {
        let sheet = table.sheet.clone().unwrap_or_default();
        reading.diagnostics.push(table.says(&SHEET_LEFT_OUT).with("sheet", sheet));
    }
}

fn report_hidden(sheets: &[Sheet], whole: &TableName, reading: &mut Reading<'_>) {
    let hidden: Vec<_> = sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
    if !hidden.is_empty() {
        let diagnostic = whole.says(&SHEETS_HIDDEN).with("count", hidden.len());
        reading.diagnostics.push(diagnostic.with("sheets", hidden.join("，")));
    }
}

fn header_rows(sheet: &Sheet) -> Vec<HeaderRow> {
    let cells = |row: &SheetRow| (0..row.width()).map(|at| row.cell(at).into_text().into_owned()).collect();
    sheet.rows.iter().take(SEARCHED).map(|row| HeaderRow { line: row.line, cells: cells(row) }).collect()
}

fn read_sheet(sheet: &Sheet, found: Found, table: &TableName, reading: &mut Reading<'_>) {
    reading.headers.extend(found.header.cells.iter().cloned());
    let plan = plan(reading.vocabulary, &found.header, found.level, table, reading.diagnostics);
    let mut rows = Rows::new(&plan, 0);
    for row in sheet.rows.iter().filter(|row| row.line > found.header.line) {
        // A sheet cannot shift like a csv row: what stands beside the table is no part of it.
        rows.take(&RowView { line: row.line, width: plan.width, cell: |at| row.cell(at) });
    }
    finish(rows, &plan, table, reading);
}

fn find_header(rows: &[HeaderRow], table: &TableName, reading: &mut Reading<'_>) -> Option<Found> {
    let found = find(reading.vocabulary, rows, table);
    if found.is_none() {
        reading.diagnostics.push(no_header(table, reading.vocabulary));
    }
    found
}

fn no_header(table: &TableName, vocabulary: &Vocabulary<'_>) -> Diagnostic {
    let known: Vec<_> = vocabulary.known().take(6).collect();
    table.says(&NO_HEADER).with("rows", SEARCHED).with("known", known.join(", "))
}

/// The first records, and where each ends.
fn first_records(text: &str) -> Vec<(HeaderRow, usize)> {
    let (mut records, mut record, mut rows) = (Records::new(text, 0), Record::default(), Vec::new());
    while rows.len() < SEARCHED && records.read(&mut record) {
        let cells = record.fields().map(|field| field.into_owned()).collect();
        rows.push((HeaderRow { line: record.line + 1, cells }, records.position()));
    }
    rows
}

/// A piece of text that was read.
struct Piece<'p> {
    rows: Rows<'p>,
    /// Where the record behind the last one starts.
    end: usize,
    lines: u32,
    unclosed: Option<u32>,
}

/// Reads the records from byte `start`, in as many pieces as there are threads; lines count from 0.
fn read_pieces<'p>(text: &str, start: usize, plan: &'p Plan<'p>, threads: usize) -> (Rows<'p>, Option<u32>) {
    let pieces = if text.len() - start < WORTH_DIVIDING { 1 } else { threads.max(1) };
    let cuts = cuts(text, start, pieces);
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let ranges: Vec<_> = cuts.iter().copied().zip(ends).collect();
    let read = |(from, to): (usize, usize)| read_piece(text, from, to, plan);
    let pieces = std::thread::scope(|scope| {
        let others: Vec<_> = ranges[1..].iter().map(|&range| scope.spawn(move || read(range))).collect();
        let first = read(ranges[0]);
        let others = others.into_iter().map(|thread| thread.join().expect("reading rows does not panic"));
        [first].into_iter().chain(others).collect::<Vec<_>>()
    });
    join(pieces, &ranges, text, plan)
}

/// Puts pieces together; from the first that does not begin where the one before ended, reads on in one go.
fn join<'p>(
    pieces: Vec<Piece<'p>>,
    ranges: &[(usize, usize)],
    text: &str,
    plan: &'p Plan<'p>,
) -> (Rows<'p>, Option<u32>) {
    let mut pieces = pieces.into_iter().zip(ranges);
    let Some((mut all, _)) = pieces.next() else {
        return (Rows::new(plan, 0), None);
    };
    for (piece, &(start, _)) in pieces {
        if all.end != start {
            let rest = read_piece(text, all.end, text.len(), plan);
            all.append(rest);
            break;
        }
        all.append(piece);
    }
    (all.rows, all.unclosed)
}

impl<'p> Piece<'p> {
    fn append(&mut self, later: Piece<'p>) {
        self.rows.append(later.rows, self.lines);
        self.unclosed = self.unclosed.or(later.unclosed.map(|line| line + self.lines));
        self.lines += later.lines;
        self.end = later.end;
    }
}

fn read_piece<'p>(text: &str, from: usize, to: usize, plan: &'p Plan<'p>) -> Piece<'p> {
    let mut records = Records::new(text, from);
    let mut record = Record::default();
    let mut rows = Rows::new(plan, (to - from) / (6 * plan.width));
    while records.position() < to && records.read(&mut record) {
        let cell = |at: usize| Raw::Text(record.field(at));
        rows.take(&RowView { line: record.line, width: record.len(), cell });
    }
    Piece { rows, end: records.position(), lines: records.lines(), unclosed: records.unclosed() }
}

/// Reports what was wrong with the rows and adds them to the tables.
fn finish(rows: Rows<'_>, plan: &Plan<'_>, table: &TableName, reading: &mut Reading<'_>) {
    report(&rows, plan, table, reading);
    if rows.len() == 0 {
        reading.diagnostics.push(table.says(&NO_ROWS));
        return;
    }
    reading.tables.parts.push(rows.into_part(reading.file, table.sheet.clone()));
}

fn report(rows: &Rows<'_>, plan: &Plan<'_>, table: &TableName, reading: &mut Reading<'_>) {
    for (message, lines) in [(&SUBTOTALS_LEFT_OUT, &rows.subtotals), (&ROWS_TOO_SHORT, &rows.short)] {
        if !lines.is_empty() {
            let diagnostic = table.says(message).with("count", lines.len()).with("rows", list(lines));
            reading.diagnostics.push(diagnostic);
        }
    }
    for tally in rows.problems.tallies() {
        report_tally(tally, plan, table, reading);
    }
}

fn list(lines: &[u32]) -> String {
    let listed: Vec<_> = lines.iter().take(LISTED_ROWS).map(u32::to_string).collect();
    let more = if lines.len() > LISTED_ROWS { ", …" } else { "" };
    listed.join(", ") + more
}

fn report_tally(tally: &Tally, plan: &Plan<'_>, table: &TableName, reading: &mut Reading<'_>) {
    let [first, ..] = tally.listed.as_slice() else {
        return;
    };
    for problem in &tally.listed {
        reading.diagnostics.push(describe(problem, plan, table));
    }
    let more = tally.count - tally.listed.len();
    if more > 0 {
        let column = first.column.map_or(0, |at| at as u32 + 1);
        let diagnostic = Diagnostic::new(&MORE_CELLS).with("field", field(first, plan).map_or("", |field| field.1));
        let diagnostic = diagnostic.with("count", more).with("code", first.message.code);
        reading.diagnostics.push(diagnostic.at_cell(table.at(0, column)));
    }
}

/// The place of the field in the pack, and the header of its column.
fn field<'p>(problem: &Problem, plan: &'p Plan<'_>) -> Option<(&'p junheng::table::Field, &'p str)> {
    let column = plan.columns.iter().find(|column| Some(column.position) == problem.column)?;
    Some((&plan.schema[column.field], column.header.as_str()))
}

fn describe(problem: &Problem, plan: &Plan<'_>, table: &TableName) -> Diagnostic {
    let column = problem.column.map_or(0, |at| at as u32 + 1);
    let diagnostic = Diagnostic::new(problem.message).with("raw", &problem.raw).at_cell(table.at(problem.line, column));
    if let Some((field, header)) = field(problem, plan) {
        let absent = plan.schema.not_applicable.join(" ");
        let diagnostic = diagnostic.with("field", header).with("unit", &field.unit.text).with("absent", absent);
        return with_words(diagnostic, &problem.raw, &field.words);
    }
    let diagnostic = diagnostic.with("level", &plan.schema[plan.level].title).with("found", &problem.raw);
    diagnostic.with("expected", plan.width).with("known", stages(plan.schema))
}

fn with_words(diagnostic: Diagnostic, raw: &str, words: &[String]) -> Diagnostic {
    let near = nearest(raw, words.iter().map(String::as_str));
    let diagnostic = diagnostic.with("known", words.join("、"));
    let Some(near) = near else { return diagnostic };
    diagnostic.with("hint_zh", format!("是不是“{near}”？")).with("hint", format!("did you mean “{near}”? "))
}

fn stages(schema: &Schema) -> String {
    let titles: Vec<_> = schema.stages.iter().map(|stage| stage.title.as_str()).collect();
    titles.join("、")
}
