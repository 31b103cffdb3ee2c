//! The instructions as a sheet.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::guide::{Guide, Line};
use super::super::style;

/// The widths of its columns.
const WIDTHS: [usize; 4] = [16, 40, 62, 12];

pub fn write(sheet: &mut Worksheet, guide: &Guide) -> Result<(), XlsxError> {
    sheet.set_name(&guide.name)?;
    for (at, width) in WIDTHS.iter().enumerate() {
        sheet.set_column_width(at as u16, *width as f64)?;
    }
    sheet.merge_range(0, 0, 0, WIDTHS.len() as u16 - 1, &guide.title, &style::title())?;
    // A title is half as large again as the text below it.
    let columns = WIDTHS.iter().sum::<usize>() * 2 / 3;
    sheet.set_row_height(0, style::height(style::lines(&guide.title, columns) * 3 / 2))?;
    for (at, line) in guide.workbook.iter().enumerate() {
        write_line(sheet, at as u32 + 1, line)?;
    }
    sheet.set_landscape().set_paper_size(super::A4).set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: u32, line: &Line) -> Result<(), XlsxError> {
    let whole: usize = WIDTHS.iter().sum();
    match line {
        Line::Heading(text) => {
            sheet.write_string_with_format(row, 0, text, &style::heading())?;
            sheet.set_row_height(row, 26)?;
        }
        Line::Sentence(text) => {
            let last = WIDTHS.len() as u16 - 1;
            sheet.merge_range(row, 0, row, last, text, &style::sentence())?;
            sheet.set_row_height(row, style::height(style::lines(text, whole - 2)))?;
        }
        Line::Header(cells) => write_cells(sheet, row, cells, &style::list_header())?,
        Line::Row(cells) => write_cells(sheet, row, cells, &style::listed())?,
    }
    Ok(())
}

fn write_cells(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[String],
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    for (at, text) in cells.iter().enumerate() {
        sheet.write_string_with_format(row, at as u16, text, format)?;
    }
    let lines = cells.iter().zip(WIDTHS).map(|(text, width)| style::lines(text, width - 1)).max();
    sheet.set_row_height(row, style::height(lines.unwrap_or(1)))?;
    Ok(())
}
