//! The sheets of an xls.

use std::io::Cursor;

use calamine::{Data, DataRef, DataType, Dimensions, Reader, SheetType, Xls, XlsError};

use super::biff::{self, BiffSheet};
use super::cells::filled;
use super::xlsx::is_hidden;
use super::{Book, Cell, Content, Marks, Merged, Refusal, Sheet, SheetRow, in_order, unreadable};

/// Opens an xls.
pub fn open(bytes: &[u8]) -> Result<Book<'_>, Refusal> {
    let known = biff::sheets(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refusal::Password,
        other => unreadable(other),
    })?;
    let listed = book.sheets_metadata().to_vec();
    let (mut sheets, mut held) = (Vec::new(), Vec::new());
    for (sheet, known) in listed.into_iter().zip(known) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        held.push(rows(&mut book, &sheet.name, &known)?);
        let merged = merged(book.merge_cells_by_sheet_name(&sheet.name).map_err(unreadable)?);
        let marks = Marks { merged, ..known.marks };
        sheets.push(Sheet { name: sheet.name, hidden: is_hidden(sheet.visible), marks });
    }
    Ok(Book { kind: "xls", sheets, content: Content::Held(held) })
}

fn rows(book: &mut Xls<Cursor<&[u8]>>, name: &str, known: &BiffSheet) -> Result<Vec<SheetRow>, Refusal> {
    let range = book.worksheet_range(name).map_err(unreadable)?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows = Vec::new();
    for (row, column, cell) in range.used_cells() {
        let (row, column) = (top + row as u32, left + column as u32);
        let percent = known.percent.contains(&(row, column));
        let unworked = known.marks.unworked.binary_search(&(row + 1, column)).is_ok();
        let cell = if unworked { Some(Cell::Unworked) } else { filled(&as_ref(cell), percent)? };
        if let Some(cell) = cell {
            add(&mut rows, row + 1, column, cell);
        }
    }
    // calamine passes over a formula without result.
    for &(line, column) in &known.marks.unworked {
        rows.push(SheetRow { line, cells: vec![(column, Cell::Unworked)] });
    }
    rows = in_order(rows);
    rows.iter_mut().for_each(|row| row.cells.dedup_by_key(|(column, _)| *column));
    Ok(rows)
}

fn as_ref(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::String(text) => DataRef::SharedString(text),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::Error(error) => DataRef::Error(error.clone()),
        other => other.as_f64().map_or(DataRef::Empty, DataRef::Float),
    }
}

fn add(rows: &mut Vec<SheetRow>, line: u32, column: u32, cell: Cell) {
    match rows.last_mut() {
        Some(last) if last.line == line => last.cells.push((column, cell)),
        _ => rows.push(SheetRow { line, cells: vec![(column, cell)] }),
    }
}

fn merged(regions: Vec<Dimensions>) -> Vec<Merged> {
    let downwards = regions.into_iter().filter(|region| region.start.0 < region.end.0);
    let lines =
        |region: Dimensions| Merged { column: region.start.1, top: region.start.0 + 1, bottom: region.end.0 + 1 };
    let mut merged: Vec<Merged> = downwards.map(lines).collect();
    merged.sort_unstable();
    merged
}
