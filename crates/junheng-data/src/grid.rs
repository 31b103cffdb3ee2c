//! Any table as texts, as people wrote it, before a column has a meaning.

use junheng::diagnostic::Diagnostics;

use crate::catalogue::{FILE_EMPTY, UNCLOSED_QUOTE};
use crate::csv::{Csv, Record};
use crate::encoding::Encoding;
use crate::plan::TableName;
use crate::read::{Input, decoded, is_book, refused, whole};
use crate::sheets::{SheetReader, hidden_rows, hidden_sheets, name, shown};
use crate::text::too_large;
use crate::workbook::{Book, Refusal, SheetRow};

/// A sheet, or a csv file, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The name of the sheet, for a workbook.
    pub sheet: Option<String>,
    /// The rows in which anything stands and that are shown.
    pub rows: Vec<GridRow>,
}

/// A row of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The line of the file or row of the sheet, from 1.
    pub line: u32,
    /// What stands in each column; of merged cells the first holds the text.
    pub cells: Vec<String>,
}

/// The tables of a file. What is hidden is left out, with a note.
pub fn grids(input: &Input, encoding: Option<Encoding>) -> (Vec<Grid>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let table = whole(input);
    if input.bytes.is_empty() {
        diagnostics.push(table.says(&FILE_EMPTY));
        return (Vec::new(), diagnostics);
    }
    let grids = if is_book(input) {
        sheets(input, &table, &mut diagnostics)
    } else {
        text(input, encoding, &table, &mut diagnostics).into_iter().collect()
    };
    (grids, diagnostics)
}

fn sheets(input: &Input, table: &TableName, diagnostics: &mut Diagnostics) -> Vec<Grid> {
    let mut grids = Vec::new();
    if let Err(refusal) = add_sheets(input, table, &mut grids, diagnostics) {
        diagnostics.push(refused(table, refusal));
    }
    grids
}

fn add_sheets(
    input: &Input,
    table: &TableName,
    grids: &mut Vec<Grid>,
    diagnostics: &mut Diagnostics,
) -> Result<(), Refusal> {
    let mut book = Book::open(&input.bytes)?;
    diagnostics.extend(hidden_sheets(&book.sheets, table));
    for index in shown(&book.sheets) {
        let sheet = book.sheets[index].clone();
        let (mut reader, mut rows) = (SheetReader::open(&mut book, index)?, Vec::new());
        while let Some(row) = reader.next()? {
            rows.push(sheet_row(&row));
        }
        diagnostics.extend(hidden_rows(reader.hidden(), &name(&sheet, &input.name)));
        if !rows.is_empty() {
            grids.push(Grid { sheet: Some(sheet.name), rows });
        }
    }
    Ok(())
}

fn sheet_row(row: &SheetRow) -> GridRow {
    GridRow { line: row.line, cells: (0..row.width()).map(|at| row.cell(at).text().into_owned()).collect() }
}

fn text(input: &Input, encoding: Option<Encoding>, table: &TableName, diagnostics: &mut Diagnostics) -> Option<Grid> {
    let decoded = decoded(input, encoding, table, diagnostics)?;
    let (mut records, mut record, mut rows) = (Csv::new(&decoded.text).records(0), Record::default(), Vec::new());
    while records.read(&mut record) {
        if let Some(limit) = record.exceeds() {
            diagnostics.push(too_large((record.line, limit), table));
            return None;
        }
        let cells: Vec<String> = record.fields().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(GridRow { line: record.line + 1, cells });
        }
    }
    if let Some(line) = records.unclosed() {
        diagnostics.push(table.says(&UNCLOSED_QUOTE).at_cell(table.at(line + 1, 0)));
    }
    Some(Grid { sheet: None, rows })
}
