//! The tables of a workbook, one for each sheet.

use junheng::diagnostic::Diagnostic;

use crate::answers::{self, AnswerHeader, Answers};
use crate::catalogue::{ROWS_HIDDEN, SHEET_LEFT_OUT, SHEETS_HIDDEN};
use crate::find::{Found, SEARCHED};
use crate::plan::{HeaderRow, TableName};
use crate::read::Reading;
use crate::register::feed::register_of;
use crate::report::list;
use crate::rows::{RowView, Rows};
use crate::workbook::{Sheet, SheetRow};

/// Reads the sheets of a workbook; one without header is left out where another has one.
pub(crate) fn read_sheets(sheets: &[Sheet], file: &str, reading: &mut Reading<'_>) {
    let whole = TableName { file: file.to_owned(), sheet: None };
    reading.diagnostics.extend(hidden_sheets(sheets, &whole));
    let used: Vec<_> = used(sheets).collect();
    let left_out: Vec<_> = used.iter().filter(|sheet| !read_sheet(sheet, file, reading)).collect();
    if left_out.len() == used.len() {
        reading.headless.push(whole);
        return;
    }
    for sheet in left_out {
        reading.diagnostics.push(name(sheet, file).says(&SHEET_LEFT_OUT).with("sheet", &sheet.name));
    }
}

/// The sheets that are shown and in which anything stands.
pub fn used(sheets: &[Sheet]) -> impl Iterator<Item = &Sheet> {
    sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty())
}

/// What a sheet of a file is called.
pub fn name(sheet: &Sheet, file: &str) -> TableName {
    TableName { file: file.to_owned(), sheet: Some(sheet.name.clone()) }
}

/// What is said of hidden sheets; nothing where there is none.
pub fn hidden_sheets(sheets: &[Sheet], whole: &TableName) -> Option<Diagnostic> {
    let hidden: Vec<_> = sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
    let diagnostic = whole.says(&SHEETS_HIDDEN).with("count", hidden.len()).with("sheets", hidden.join("，"));
    (!hidden.is_empty()).then_some(diagnostic)
}

/// The first rows, among which the header stands.
pub fn header_rows(sheet: &Sheet) -> Vec<HeaderRow> {
    let cells = |row: &SheetRow| (0..row.width()).map(|at| row.cell(at).text().into_owned()).collect();
    sheet.rows.iter().take(SEARCHED).map(|row| HeaderRow { line: row.line, cells: cells(row) }).collect()
}

/// Reads a sheet; whether it has a header.
fn read_sheet(sheet: &Sheet, file: &str, reading: &mut Reading<'_>) -> bool {
    let (table, rows) = (name(sheet, file), header_rows(sheet));
    if let Some(register) = register_of(reading.vocabulary.mapping(), &table) {
        let file = reading.file;
        let (registers, mut feeding) = reading.feeding();
        registers.sheet(register, file, sheet, &table, &mut feeding);
        return true;
    }
    if let Some(header) = answers::find(&rows, &table) {
        read_answers(sheet, &header, &table, reading);
        return true;
    }
    let found = reading.find(&rows, &table);
    if let Some(found) = &found {
        read_units(sheet, found, &table, reading);
    }
    found.is_some()
}

fn read_units(sheet: &Sheet, found: &Found, table: &TableName, reading: &mut Reading<'_>) {
    let plan = reading.plan(found, table);
    let mut rows = Rows::new(&plan, 0);
    reading.diagnostics.extend(hidden_rows(sheet, found.header.line, table));
    let keys = plan.key_columns();
    for row in below(sheet, found.header.line) {
        let cell = |at: usize| match row.cell(at) {
            cell if cell.is_blank() && keys.contains(&at) => sheet.merged_cell(row, at),
            cell => cell,
        };
        // A sheet cannot shift like a csv row: what stands beside the table is no part of it.
        rows.take(&RowView { line: row.line, width: plan.width, cell });
    }
    reading.keep(rows, &plan, table);
}

fn read_answers(sheet: &Sheet, header: &AnswerHeader, table: &TableName, reading: &mut Reading<'_>) {
    let mut answers = Answers::new(header, reading.vocabulary.stages());
    for row in below(sheet, header.line) {
        answers.take(row.line, |at| row.cell(at));
    }
    reading.keep_answers(answers, table);
}

/// The rows below the header that are shown.
pub fn below(sheet: &Sheet, line: u32) -> impl Iterator<Item = &SheetRow> {
    sheet.rows.iter().filter(move |row| row.line > line && !is_hidden(sheet, row))
}

fn is_hidden(sheet: &Sheet, row: &SheetRow) -> bool {
    sheet.hidden_rows.binary_search(&row.line).is_ok()
}

/// What is said of hidden rows below a line; nothing where there is none.
pub fn hidden_rows(sheet: &Sheet, line: u32, table: &TableName) -> Option<Diagnostic> {
    let hidden = sheet.rows.iter().filter(|row| row.line > line && is_hidden(sheet, row));
    let hidden: Vec<u32> = hidden.map(|row| row.line).collect();
    let diagnostic = table.says(&ROWS_HIDDEN).with("count", hidden.len()).with("rows", list(&hidden));
    (!hidden.is_empty()).then_some(diagnostic)
}
