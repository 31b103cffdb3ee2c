//! The tables of a workbook, one for each sheet.

use std::collections::{HashMap, VecDeque};

use junheng::diagnostic::Diagnostic;

use crate::answers::{self, AnswerHeader, Answers};
use crate::catalogue::{MERGED_CELLS, ROWS_HIDDEN, SHEET_LEFT_OUT, SHEETS_HIDDEN};
use crate::cell::Raw;
use crate::find::{Found, SEARCHED};
use crate::mapping::Mapping;
use crate::name::normal;
use crate::plan::{HeaderRow, TableName};
use crate::read::Reading;
use crate::register::Register;
use crate::register::feed::register_of;
use crate::register::plan::find_header;
use crate::report::list;
use crate::rows::{RowView, Rows};
use crate::template::is_not_read;
use crate::workbook::{Book, Cell, Marks, Merged, Refusal, Sheet, SheetRow, SheetRows};

/// Reads the sheets of a workbook; one without header is left out where another has one.
pub(crate) fn read_sheets(book: &mut Book<'_>, file: &str, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let whole = TableName { file: file.to_owned(), sheet: None };
    reading.diagnostics.extend(hidden_sheets(&book.sheets, &whole));
    let (mut left_out, mut has_table) = (Vec::new(), false);
    for index in shown(&book.sheets) {
        match read_sheet(book, index, file, reading)? {
            Content::Nothing => {}
            Content::Table => has_table = true,
            Content::Other => left_out.push(name(&book.sheets[index], file)),
        }
    }
    if !has_table {
        reading.headless.push(whole);
        return Ok(());
    }
    for table in left_out {
        let sheet = table.sheet.clone().unwrap_or_default();
        reading.diagnostics.push(table.says(&SHEET_LEFT_OUT).with("sheet", sheet));
    }
    Ok(())
}

/// What a sheet was found to hold.
enum Content {
    Nothing,
    Table,
    /// Something without a header.
    Other,
}

/// The indices of the sheets that are shown.
pub fn shown(sheets: &[Sheet]) -> Vec<usize> {
    (0..sheets.len()).filter(|&index| !sheets[index].hidden).collect()
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

/// What is said of hidden rows; nothing where there is none.
pub fn hidden_rows(hidden: &[u32], table: &TableName) -> Option<Diagnostic> {
    let diagnostic = table.says(&ROWS_HIDDEN).with("count", hidden.len()).with("rows", list(hidden));
    (!hidden.is_empty()).then_some(diagnostic)
}

/// The texts of the first rows, among which the header stands; none of a sheet that says of itself that it is no table.
pub fn header_rows(first: &[SheetRow]) -> Vec<HeaderRow> {
    if first.first().is_some_and(|row| is_not_read(&row.cell(0).text())) {
        return Vec::new();
    }
    let cells = |row: &SheetRow| (0..row.width()).map(|at| row.cell(at).text().into_owned()).collect();
    first.iter().map(|row| HeaderRow { line: row.line, cells: cells(row) }).collect()
}

/// Gives the rows of a sheet that are shown, one after the other.
pub struct SheetReader<'r, 'b> {
    rows: SheetRows<'r, 'b>,
    marks: Marks,
    /// Rows that were looked at for the header and are not used up.
    ahead: VecDeque<SheetRow>,
    /// Rows up to this one are used up.
    header: u32,
    hidden: Vec<u32>,
    /// The columns in which merged cells hold for every row they cover.
    keys: Vec<usize>,
    covered: Covered,
}

impl<'r, 'b> SheetReader<'r, 'b> {
    /// Opens a sheet.
    pub fn open(book: &'r mut Book<'b>, index: usize) -> Result<Self, Refusal> {
        let marks = book.sheets[index].marks.clone();
        let rows = book.rows(index)?;
        let (ahead, hidden, keys, covered) = (VecDeque::new(), Vec::new(), Vec::new(), Covered::default());
        Ok(Self { rows, marks, ahead, header: 0, hidden, keys, covered })
    }

    /// The first rows, hidden ones too.
    pub fn first(&mut self) -> Result<Vec<SheetRow>, Refusal> {
        while self.ahead.len() < SEARCHED {
            let Some(row) = self.rows.next()? else { break };
            self.ahead.push_back(row);
        }
        Ok(self.ahead.iter().cloned().collect())
    }

    /// Passes over the header; of these columns, merged cells hold for every row they cover.
    pub fn begin(&mut self, header: u32, keys: Vec<usize>) {
        self.header = header;
        let is_key = |merged: &&Merged| keys.contains(&(merged.column as usize));
        self.covered.tops = self
            .marks
            .merged
            .iter()
            .filter(is_key)
            .map(|merged| ((merged.top, merged.column), merged.bottom))
            .collect();
        self.keys = keys;
    }

    /// What stands in a column of the row that was given last; in a key column also what is merged over it.
    pub fn cell<'c>(&'c self, row: &'c SheetRow, column: usize) -> Raw<'c> {
        match row.cell(column) {
            cell if cell.is_blank() && self.keys.contains(&column) => self.covered.cell(row.line, column),
            cell => cell,
        }
    }

    /// The next row below the header that is shown.
    pub fn next(&mut self) -> Result<Option<SheetRow>, Refusal> {
        loop {
            let next = match self.ahead.pop_front() {
                Some(row) => Some(row),
                None => self.rows.next()?,
            };
            let Some(row) = next else { return Ok(None) };
            self.covered.look_at(&row);
            if row.line <= self.header {
                continue;
            }
            if self.marks.hidden_rows.binary_search(&row.line).is_err() {
                return Ok(Some(row));
            }
            self.hidden.push(row.line);
        }
    }

    /// The hidden rows that were passed over.
    pub fn hidden(&self) -> &[u32] {
        &self.hidden
    }

    /// What is said of merged cells in columns of values, where the first row has the value and the others have none;
    /// `value` gives the header of such a column.
    pub fn merged_values<'h>(&self, value: impl Fn(usize) -> Option<&'h str>, table: &TableName) -> Option<Diagnostic> {
        let header = |merged: &Merged| value(merged.column as usize);
        let below = self.marks.merged.iter().filter(|merged| merged.top > self.header);
        let values: Vec<(&str, &Merged)> = below.filter_map(|merged| Some((header(merged)?, merged))).collect();
        let (_, first) = values.first()?;
        let place = |(header, merged): &(&str, &Merged)| format!("{} {}–{}", header.trim(), merged.top, merged.bottom);
        let mut places: Vec<String> = values.iter().take(LISTED).map(place).collect();
        if values.len() > LISTED {
            places.push("…".to_owned());
        }
        let diagnostic = Diagnostic::new(&MERGED_CELLS).with("count", values.len()).with("places", places.join("，"));
        Some(diagnostic.at_cell(table.at(first.top, first.column + 1)))
    }
}

/// So many merged regions are named.
const LISTED: usize = 20;

/// What merged cells of key columns hold for the rows they cover.
#[derive(Debug, Default)]
struct Covered {
    /// The last row of a region by its first row and column.
    tops: HashMap<(u32, u32), u32>,
    /// The last region met in each column: its rows, and what stands in it.
    held: HashMap<usize, (u32, u32, Cell)>,
}

impl Covered {
    fn look_at(&mut self, row: &SheetRow) {
        if self.tops.is_empty() {
            return;
        }
        for (column, cell) in &row.cells {
            if let Some(&bottom) = self.tops.get(&(row.line, *column)) {
                self.held.insert(*column as usize, (row.line, bottom, cell.clone()));
            }
        }
    }

    /// What stands in the region that covers a column of a row.
    fn cell(&self, line: u32, column: usize) -> Raw<'_> {
        match self.held.get(&column) {
            Some((top, bottom, cell)) if (*top..=*bottom).contains(&line) => cell.raw(),
            _ => Raw::EMPTY,
        }
    }
}

fn read_sheet(book: &mut Book<'_>, index: usize, file: &str, reading: &mut Reading<'_>) -> Result<Content, Refusal> {
    let table = name(&book.sheets[index], file);
    let mut sheet = SheetReader::open(book, index)?;
    let rows = header_rows(&sheet.first()?);
    if rows.is_empty() {
        return Ok(Content::Nothing);
    }
    if let Some(register) = register_in(reading.vocabulary.mapping(), &table, &rows) {
        let file = reading.file;
        let (registers, mut feeding) = reading.feeding();
        registers.sheet(register, file, (sheet, &rows), &table, &mut feeding)?;
        return Ok(Content::Table);
    }
    if let Some(header) = answers::find(&rows, &table) {
        read_answers(sheet, &header, &table, reading)?;
        return Ok(Content::Table);
    }
    let Some(found) = reading.find(&rows, &table) else { return Ok(Content::Other) };
    read_units(sheet, &found, &table, reading)?;
    Ok(Content::Table)
}

/// The register a sheet holds: by its own name, or by that of its file where it has the header of one.
fn register_in<'m>(mapping: &'m Mapping, table: &TableName, rows: &[HeaderRow]) -> Option<&'m Register> {
    let register = register_of(mapping, table)?;
    let is_named = table.sheet.as_ref().is_some_and(|sheet| register.is_in(&normal(sheet)));
    (is_named || find_header(register, rows).is_some()).then_some(register)
}

fn read_units(
    mut sheet: SheetReader<'_, '_>,
    found: &Found,
    table: &TableName,
    reading: &mut Reading<'_>,
) -> Result<(), Refusal> {
    let plan = reading.plan(found, table);
    let mut rows = Rows::new(&plan, 0);
    sheet.begin(found.header.line, plan.key_columns());
    while let Some(row) = sheet.next()? {
        let cell = |at: usize| sheet.cell(&row, at);
        // A sheet cannot shift like a csv row: what stands beside the table is no part of it.
        rows.take(&RowView { line: row.line, width: plan.width, cell });
    }
    reading.diagnostics.extend(hidden_rows(sheet.hidden(), table));
    let header = |at: usize| plan.columns.iter().find(|column| column.position == at).map(|column| &*column.header);
    reading.diagnostics.extend(sheet.merged_values(header, table));
    reading.keep(rows, &plan, table);
    Ok(())
}

fn read_answers(
    mut sheet: SheetReader<'_, '_>,
    header: &AnswerHeader,
    table: &TableName,
    reading: &mut Reading<'_>,
) -> Result<(), Refusal> {
    let mut answers = Answers::new(header, reading.vocabulary.stages());
    sheet.begin(header.line, Vec::new());
    while let Some(row) = sheet.next()? {
        answers.take(row.line, |at| row.cell(at));
    }
    reading.diagnostics.extend(hidden_rows(sheet.hidden(), table));
    reading.keep_answers(answers, table);
    Ok(())
}
