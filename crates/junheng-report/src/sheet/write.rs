//! Sheets to the bytes of a workbook, the same for the same sheets.

use std::collections::BTreeMap;
use std::io::{self, Write};

use junheng::diagnostic::Language;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::{Cell, Content, Look, Sheet, lines};
use crate::layout::cut;
use crate::number::Number;
use crate::wording::{Wording, wordings};

wordings! {
    FOOTER zh "&C第 &P 页，共 &N 页" en "&Cpage &P of &N";
}

/// Paper as a spreadsheet counts it, and what is at most printed on it: wider sheets would be too small to read.
const A4: u8 = 9;
const A3: u8 = 8;
const UPRIGHT: usize = 95;
const WIDE: usize = 150;
/// A spreadsheet takes 32,767 letters in a cell; nobody reads as many.
const LETTERS: usize = 8_000;
const FONT: &str = "宋体";
/// How high a line is, and the highest row a spreadsheet takes.
const LINE: f64 = 14.0;
const HIGHEST: f64 = 400.0;

/// Writes the sheets in their order.
pub(crate) fn write(out: &mut dyn Write, sheets: &[Sheet], title: &str, language: Language) -> io::Result<()> {
    let bytes = workbook(sheets, title, language).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(sheets: &[Sheet], title: &str, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: the same result gives the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new().set_title(clean(title)).set_author("Junheng").set_creation_datetime(&day),
    );
    let mut looks = Looks::default();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        set_up(page, sheet, language)?;
        fill(page, sheet, &mut looks)?;
    }
    book.save_to_buffer()
}

/// Paper, header rows, panes.
fn set_up(page: &mut Worksheet, sheet: &Sheet, language: Language) -> Result<(), XlsxError> {
    let width: usize = sheet.widths().iter().sum();
    let (paper, is_upright) = if width > WIDE { (A3, false) } else { (A4, width <= UPRIGHT) };
    page.set_paper_size(paper);
    if is_upright {
        page.set_portrait()
    } else {
        page.set_landscape()
    };
    page.set_print_fit_to_pages(1, 0);
    page.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    page.set_footer(language.pick(&FOOTER));
    let header = sheet.header();
    if !header.is_empty() {
        page.set_repeat_rows(header.start, header.end - 1)?;
        page.set_freeze_panes(header.end, sheet.frozen)?;
    }
    if sheet.filtered {
        let last = header.start + sheet.rows.len().saturating_sub(1) as u32;
        page.autofilter(header.end - 1, 0, last, sheet.columns().saturating_sub(1) as u16)?;
    }
    for (column, width) in sheet.widths().iter().enumerate() {
        page.set_column_width(column as u16, *width as f64)?;
    }
    Ok(())
}

fn fill(page: &mut Worksheet, sheet: &Sheet, looks: &mut Looks) -> Result<(), XlsxError> {
    let title = Format::new().set_font_name(FONT).set_bold().set_font_size(16).set_align(FormatAlign::VerticalCenter);
    page.write_string_with_format(0, 0, clean(&sheet.title), &title)?;
    page.set_row_height(0, 26)?;
    for (at, note) in sheet.notes.iter().enumerate() {
        line_over_columns(page, sheet, 1 + at as u32, note)?;
    }
    let widths = sheet.widths();
    for (at, row) in sheet.rows.iter().enumerate() {
        let at = sheet.header().start + at as u32;
        // Not every spreadsheet finds the height of a row by itself.
        page.set_row_height(at, (LINE * Sheet::lines(row, &widths) as f64 + 2.0).min(HIGHEST))?;
        for (column, cell) in row.iter().enumerate() {
            put(page, at, column as u16, cell, looks.of(cell))?;
        }
    }
    Ok(())
}

/// A sentence over all columns, as high as it takes: a spreadsheet does not do that for joined cells.
fn line_over_columns(page: &mut Worksheet, sheet: &Sheet, row: u32, text: &str) -> Result<(), XlsxError> {
    let format = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top);
    let last = sheet.columns().saturating_sub(1) as u16;
    if last == 0 {
        // Without a table there is no width to keep to: the line runs on.
        page.write_string_with_format(row, 0, clean(text), &format)?;
        return Ok(());
    }
    let format = format.set_text_wrap();
    page.merge_range(row, 0, row, last, &clean(text), &format)?;
    let room = sheet.widths().iter().sum::<usize>().max(1);
    page.set_row_height(row, LINE * lines(text, room) as f64)?;
    Ok(())
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match &cell.content {
        Content::Nothing => page.write_blank(row, column, format),
        // Always a text, whatever it begins with.
        Content::Text(text) => page.write_string_with_format(row, column, clean(text), format),
        Content::Number(value) => page.write_number_with_format(row, column, *value, format),
        Content::Formula(text, value) => {
            let formula = Formula::new(text).set_result(Number(*value).to_string());
            page.write_formula_with_format(row, column, formula, format)
        }
    }?;
    Ok(())
}

/// A text that may stand in a file of this kind: not too long, no letters that XML does not have.
fn clean(text: &str) -> String {
    let known = |letter: char| if matches!(letter, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { letter };
    let text: String = text.chars().map(known).collect();
    if text.chars().count() > LETTERS { cut(&text, LETTERS) } else { text }
}

/// The formats, each made once.
#[derive(Default)]
struct Looks(BTreeMap<(Look, bool, Option<u32>), Format>);

impl Looks {
    fn of(&mut self, cell: &Cell) -> &Format {
        let is_number = matches!(cell.content, Content::Number(_) | Content::Formula(..));
        self.0.entry((cell.look, is_number, cell.places)).or_insert_with(|| format(cell.look, is_number, cell.places))
    }
}

fn format(look: Look, is_number: bool, places: Option<u32>) -> Format {
    let base = Format::new().set_font_name(FONT).set_font_size(10).set_border(FormatBorder::Thin);
    let base = base.set_border_color(Color::RGB(0x80_80_80)).set_align(FormatAlign::VerticalCenter);
    let base = match places.filter(|_| is_number) {
        // A blank behind the number keeps it from the line beside it.
        Some(0) => base.set_num_format("0_ "),
        Some(places) => base.set_num_format(format!("0.{}_ ", "0".repeat(places as usize))),
        None => base,
    };
    let base = match (is_number, look) {
        (true, _) => base.set_align(FormatAlign::Right),
        // A line over others runs across the empty cells beside it.
        (false, Look::Group) => base,
        (false, _) => base.set_text_wrap(),
    };
    match look {
        Look::Plain => base,
        Look::Head => base.set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xE4_E9_EF)),
        Look::Dark => base.set_font_color(Color::White).set_background_color(Color::RGB(0x40_40_40)),
        Look::Open => base.set_italic().set_background_color(Color::RGB(0xEE_EE_EE)),
        Look::Blank => base.set_background_color(Color::RGB(0xFF_FB_E6)),
        Look::Group => base.set_bold().set_background_color(Color::RGB(0xF3_F3_F3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_under_a_page_is_said_in_both_languages() {
        crate::wording::tests::say_the_same(ALL);
    }
}
