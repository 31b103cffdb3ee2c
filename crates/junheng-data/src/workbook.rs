//! Workbooks to rows of cells, under limits: a file of 5 KB can ask for 500 GB.

mod hidden;

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, DataType, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xls, Xlsx};
use zip::ZipArchive;

use junheng::quantity;

use crate::cell::Raw;
use crate::decimal::Decimal;

/// A sheet and what stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// The rows in which anything stands, from top to bottom.
    pub rows: Vec<SheetRow>,
    /// The numbers of hidden rows, from 1.
    pub hidden_rows: Vec<u32>,
    /// Cells merged downwards.
    pub merged: Vec<Merged>,
}

/// Cells of one column that are merged: what stands in the uppermost holds for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The column, from 0.
    pub column: u32,
    /// The number of the first row, from 1.
    pub top: u32,
    /// The number of the last row.
    pub bottom: u32,
}

impl Sheet {
    /// What stands in a column, from 0, of a row, or in the cell it is merged with.
    pub fn merged_cell(&self, row: &SheetRow, column: usize) -> Raw<'_> {
        let covers = |merged: &&Merged| (merged.top..=merged.bottom).contains(&row.line);
        let after = self.merged.partition_point(|merged| (merged.column, merged.top) <= (column as u32, row.line));
        let candidate = self.merged[..after].last().filter(|merged| merged.column == column as u32);
        let Some(merged) = candidate.filter(covers) else { return Raw::EMPTY };
        let top = self.rows.binary_search_by_key(&merged.top, |row| row.line);
        top.map_or(Raw::EMPTY, |at| self.rows[at].cell(column))
    }
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// Its number, from 1.
    pub line: u32,
    /// The cells in which anything stands, with their column from 0, from left to right.
    pub cells: Vec<(u32, Cell)>,
}

/// What stands in a cell; see [`Raw`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, in days since 1970-01-01.
    Day(i32),
}

impl Cell {
    fn raw(&self) -> Raw<'_> {
        match self {
            Cell::Text(text) => Raw::Text(text),
            Cell::Number(number) => Raw::Number(*number),
            Cell::Day(day) => Raw::Day(*day),
        }
    }
}

impl SheetRow {
    /// What stands in a column, from 0.
    pub fn cell(&self, column: usize) -> Raw<'_> {
        let found = self.cells.binary_search_by_key(&(column as u32), |(at, _)| *at);
        found.map_or(Raw::EMPTY, |at| self.cells[at].1.raw())
    }

    /// How many columns there are up to the last in which anything stands.
    pub fn width(&self) -> usize {
        self.cells.last().map_or(0, |(at, _)| *at as usize + 1)
    }
}

/// Why a workbook was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is none, or damaged.
    Unreadable(String),
    /// It asks for a password.
    Password,
    /// A kind of workbook that is not read.
    Kind(&'static str),
    /// It is larger than this limit allows.
    TooLarge(&'static Limit),
}

/// How large a workbook may be in one respect.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// In which respect, in Chinese and in English.
    pub what: [&'static str; 2],
    /// How much at most.
    pub most: u64,
}

const ENTRIES: Limit = Limit { what: ["压缩包内的文件数", "files within the archive"], most: 10_000 };
const SHEET_BYTES: Limit = Limit { what: ["解压后的字节数", "bytes when unpacked"], most: 512 << 20 };
const OTHER_BYTES: Limit =
    Limit { what: ["文本表解压后的字节数", "bytes of texts when unpacked"], most: 128 << 20 };
const CELLS: Limit = Limit { what: ["一个工作表的格数", "cells of a sheet"], most: 5_000_000 };

/// Whole numbers up to this are exact in a spreadsheet.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The sheets of a workbook of any kind, told by its first bytes.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    // A reader that others wrote meets a file that anyone may have written: a panic there is an unreadable file.
    let read = catch_unwind(AssertUnwindSafe(|| match bytes {
        [b'P', b'K', 3, 4, ..] => zipped(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] if is_encrypted(bytes) => Err(Refusal::Password),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => xls(bytes),
        _ => Err(Refusal::Unreadable("neither xlsx nor xls".to_owned())),
    }));
    read.unwrap_or_else(|_| Err(Refusal::Unreadable("damaged".to_owned())))
}

/// Whether a compound file holds an xlsx behind a password: an entry of this name, in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// Whether the bytes begin as a workbook does.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

fn zipped(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let has = |name: &str| archive.file_names().flatten().any(|known| known == name);
    if has("mimetype") {
        return Err(Refusal::Kind("ods"));
    }
    if has("xl/workbook.bin") {
        return Err(Refusal::Kind("xlsb"));
    }
    within_limits(&mut archive)?;
    xlsx(bytes)
}

/// Unpacks everything once into nothing: what an archive says of its own sizes may be false.
fn within_limits(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    if archive.len() as u64 > ENTRIES.most {
        return Err(Refusal::TooLarge(&ENTRIES));
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(unreadable)?;
        let is_sheet = entry.name().map_err(unreadable)?.contains("worksheets/");
        let limit = if is_sheet { &SHEET_BYTES } else { &OTHER_BYTES };
        let size = std::io::copy(&mut entry.take(limit.most + 1), &mut std::io::sink()).map_err(unreadable)?;
        total += size;
        if size > limit.most {
            return Err(Refusal::TooLarge(limit));
        }
        if total > SHEET_BYTES.most {
            return Err(Refusal::TooLarge(&SHEET_BYTES));
        }
    }
    Ok(())
}

fn unreadable(error: impl std::fmt::Display) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets: Vec<_> = book.sheets_metadata().to_vec();
    let mut hidden_rows = hidden::hidden_rows(&mut ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?);
    let tables = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let mut read = |sheet: calamine::Sheet| {
        Ok(Sheet {
            rows: xlsx_rows(&mut book, &sheet.name)?,
            merged: merged(book.merge_cells_by_sheet_name(&sheet.name).map_err(unreadable)?),
            hidden_rows: hidden_rows.remove(&sheet.name).unwrap_or_default(),
            hidden: is_hidden(sheet.visible),
            name: sheet.name,
        })
    };
    tables.map(&mut read).collect()
}

fn merged(regions: Vec<Dimensions>) -> Vec<Merged> {
    let downwards =
        regions.into_iter().filter(|region| region.start.1 == region.end.1 && region.start.0 < region.end.0);
    let lines =
        |region: Dimensions| Merged { column: region.start.1, top: region.start.0 + 1, bottom: region.end.0 + 1 };
    let mut merged: Vec<Merged> = downwards.map(lines).collect();
    merged.sort_unstable();
    merged
}

fn is_hidden(visible: SheetVisible) -> bool {
    visible != SheetVisible::Visible
}

fn xlsx_rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<SheetRow>, Refusal> {
    let mut cells = book.worksheet_cells_reader(name).map_err(unreadable)?;
    let percent: Vec<bool> = cells.styles().iter().map(is_percent).collect();
    let (mut rows, mut count) = (Vec::new(), 0);
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(unreadable)? {
        count += 1;
        if count > CELLS.most {
            return Err(Refusal::TooLarge(&CELLS));
        }
        let percent = percent.get(style).copied().unwrap_or(false);
        if let Some(filled) = filled(cell.get_value(), percent) {
            add(&mut rows, cell.get_position(), filled);
        }
    }
    Ok(in_order(rows))
}

fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Refusal::Password,
        other => unreadable(other),
    })?;
    let sheets: Vec<_> = book.sheets_metadata().to_vec();
    let mut read = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range = book.worksheet_range(&sheet.name).map_err(unreadable)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut rows = Vec::new();
        for (row, column, cell) in range.used_cells() {
            if let Some(cell) = filled(&as_ref(cell), false) {
                add(&mut rows, (top + row as u32, left + column as u32), cell);
            }
        }
        let merged = merged(book.merge_cells_by_sheet_name(&sheet.name).map_err(unreadable)?);
        read.push(Sheet { hidden: is_hidden(sheet.visible), rows, hidden_rows: Vec::new(), merged, name: sheet.name });
    }
    Ok(read)
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

fn add(rows: &mut Vec<SheetRow>, (row, column): (u32, u32), cell: Cell) {
    let line = row + 1;
    match rows.last_mut() {
        Some(last) if last.line == line => last.cells.push((column, cell)),
        _ => rows.push(SheetRow { line, cells: vec![(column, cell)] }),
    }
}

/// Nearly every file has its rows and cells in order already; some writers do not.
fn in_order(mut rows: Vec<SheetRow>) -> Vec<SheetRow> {
    rows.sort_by_key(|row| row.line);
    rows.dedup_by(|later, first| {
        let same = later.line == first.line;
        if same {
            first.cells.append(&mut later.cells);
        }
        same
    });
    rows.iter_mut().for_each(|row| row.cells.sort_by_key(|(column, _)| *column));
    rows
}

/// What stands in a cell; `None` where nothing does.
fn filled(cell: &DataRef<'_>, percent: bool) -> Option<Cell> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Cell::Text(text.to_owned()));
    match cell {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(number(*value as f64, percent)),
        DataRef::Float(value) => Some(number(*value, percent)),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(time) => Some(day(time)),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value.split('T').next().unwrap_or(value)),
        DataRef::Error(error) => text(&error.to_string()),
    }
}

/// A cell that shows `95%` holds 0.95: it is read as it shows. A code too long for a number has lost its last digits
/// in the spreadsheet and is passed on so that this can be seen.
fn number(value: f64, percent: bool) -> Cell {
    if value.abs() > EXACT {
        return Cell::Text(format!("{value:e}").replace('e', "E+"));
    }
    match Decimal::shortest(value) {
        Some(decimal) if percent => Cell::Text(format!("{}%", decimal.value(2))),
        _ => Cell::Number(value),
    }
}

fn day(time: &ExcelDateTime) -> Cell {
    if time.is_duration() {
        return Cell::Number(time.as_f64());
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    match quantity::day(year.into(), month.into(), day.into()) {
        Some(day) => Cell::Day(day),
        // 29 February 1900 stands in workbooks and in no calendar.
        None => Cell::Number(time.as_f64()),
    }
}

fn is_percent(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}
