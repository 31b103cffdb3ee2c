//! The tables as a workbook: notes, drop-down lists, checks of cells, locked headers and codes.

mod checks;
mod guide;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Note, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::style;
use super::{Cell, Column, Holds, Table, Template};
use checks::Checks;

/// So many rows of a sheet can be filled in below its header.
const MOST_ROWS: usize = 1_048_575;
/// So many rows beyond those known have drop-down lists and checks.
const FURTHER_ROWS: usize = 5_000;
/// A sheet of paper of 210 × 297 mm.
const A4: u8 = 9;

/// Why no workbook was made.
#[derive(Debug)]
pub enum NoWorkbook {
    /// A table has more rows than a sheet can hold.
    TooLarge {
        /// The name of the table.
        table: String,
        /// Its rows.
        rows: usize,
    },
    /// A sheet cannot hold what is in a cell.
    Unwritable(XlsxError),
}

impl From<XlsxError> for NoWorkbook {
    fn from(error: XlsxError) -> Self {
        NoWorkbook::Unwritable(error)
    }
}

/// The workbook to fill in; the same template gives the same bytes.
pub fn workbook(template: &Template) -> Result<Vec<u8>, NoWorkbook> {
    if let Some(table) = template.tables.iter().find(|table| table.rows.len() > MOST_ROWS) {
        return Err(NoWorkbook::TooLarge { table: table.name.clone(), rows: table.rows.len() });
    }
    let mut book = Workbook::new();
    // The clock would make every file another one.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(&template.title).set_author("junheng");
    book.set_properties(&properties.set_creation_datetime(&created));
    guide::write(book.add_worksheet(), &template.guide)?;
    let mut checks = Checks::new(&template.guide);
    for table in &template.tables {
        write(book.add_worksheet(), table, &mut checks)?;
    }
    checks.write_lists(&mut book)?;
    Ok(book.save_to_buffer()?)
}

fn write(sheet: &mut Worksheet, table: &Table, checks: &mut Checks<'_>) -> Result<(), XlsxError> {
    sheet.set_name(&table.name)?;
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| width(table, at)).collect();
    for (at, column) in table.columns.iter().enumerate() {
        let place = at as u16;
        sheet.set_column_width(place, widths[at] as f64)?;
        sheet.set_column_format(place, &style::open(column))?;
        sheet.write_string_with_format(0, place, &column.header, &style::header(column.holds))?;
        insert_note(sheet, place, column)?;
        checks.add(sheet, (1, last_row(table)), place, &column.takes)?;
    }
    for known in &table.by_row {
        let (first, last) = known.rows;
        checks.add(sheet, (first as u32 + 1, last as u32 + 1), known.column as u16, &known.takes)?;
    }
    write_rows(sheet, table, &widths)?;
    set_up(sheet, table, &widths)
}

/// The last row that is checked.
fn last_row(table: &Table) -> u32 {
    (table.rows.len() + FURTHER_ROWS).min(MOST_ROWS) as u32
}

/// The width of a column, by its header and what is known.
fn width(table: &Table, at: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| if let Cell::Text(text) = &row[at] { Some(text) } else { None });
    style::column_width(&table.columns[at], cells.map(|text| style::width(text)).max().unwrap_or(0))
}

fn insert_note(sheet: &mut Worksheet, column: u16, of: &Column) -> Result<(), XlsxError> {
    if of.note.is_empty() {
        return Ok(());
    }
    let text = of.note.join("\n");
    let lines = style::lines(&text, 44) as u32;
    let note = Note::new(text).set_author("junheng").add_author_prefix(false);
    let note = note.set_font_name(style::FONT).set_font_size(10).set_width(320).set_height(lines * 18 + 12);
    sheet.insert_note(0, column, &note)?;
    Ok(())
}

/// What is known; codes and what else says which row it is are locked.
fn write_rows(sheet: &mut Worksheet, table: &Table, widths: &[usize]) -> Result<(), XlsxError> {
    let open: Vec<_> = table.columns.iter().map(style::open).collect();
    let locked: Vec<_> = table.columns.iter().map(style::locked).collect();
    for (at, cells) in table.rows.iter().enumerate() {
        let row = at as u32 + 1;
        for (column, cell) in cells.iter().enumerate() {
            let formats = if table.columns[column].holds.is_key() { &locked } else { &open };
            let (place, format) = (column as u16, &formats[column]);
            match cell {
                Cell::Empty if table.columns[column].holds == Holds::Shown => sheet.write_blank(row, place, format)?,
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write_string_with_format(row, place, text, format)?,
                Cell::Number(number) => sheet.write_number_with_format(row, place, *number, format)?,
                Cell::Day(day) => sheet.write_with_format(row, place, &date(*day)?, format)?,
            };
        }
        if table.level.is_none() {
            sheet.set_row_height(row, style::height(lines(cells, widths)))?;
        }
    }
    Ok(())
}

fn date(day: i32) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_timestamp(i64::from(day) * 86_400)
}

/// The most lines any cell of a row takes.
fn lines(cells: &[Cell], widths: &[usize]) -> usize {
    let of_cell = |(cell, width): (&Cell, &usize)| match cell {
        Cell::Text(text) => style::lines(text, width.saturating_sub(1)),
        _ => 1,
    };
    cells.iter().zip(widths).map(of_cell).max().unwrap_or(1)
}

/// Panes, page and protection.
fn set_up(sheet: &mut Worksheet, table: &Table, widths: &[usize]) -> Result<(), XlsxError> {
    let header = table.columns.iter().zip(widths).map(|(column, width)| style::lines(&column.header, *width - 1));
    sheet.set_row_height(0, style::height(header.max().unwrap_or(1)))?;
    sheet.set_freeze_panes(1, table.kept_in_view as u16)?;
    sheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?;
    let last = table.columns.len().saturating_sub(1) as u16;
    if table.level.is_none() {
        sheet.set_print_fit_to_pages(1, 0);
        sheet.autofilter(0, 0, table.rows.len() as u32, last)?;
    } else {
        sheet.set_repeat_columns(0, table.kept_in_view.saturating_sub(1) as u16)?;
    }
    let open = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&open);
    Ok(())
}
