//! The sheets of an xlsx, read cell by cell.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Style, Xlsx, XlsxCellReader};

use super::cells::filled;
use super::limits::{CELLS, COLUMNS, ROWS, within};
use super::marks::marks;
use super::unpack::Scanned;
use super::{Archive, Book, Cell, Content, Marks, Refusal, Sheet, SheetRow, unreadable};

/// Opens an xlsx whose archive was checked.
pub fn open<'b>(bytes: &'b [u8], archive: &mut Archive<'b>, scanned: Scanned) -> Result<Book<'b>, Refusal> {
    let mut marks = marks(archive, scanned)?;
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let mut sheet = |sheet: &calamine::Sheet| {
        let marks = marks.remove(&sheet.name);
        let marks = marks.ok_or_else(|| unreadable(format!("the sheet {} is not there", sheet.name)))?;
        Ok(Sheet { hidden: is_hidden(sheet.visible), name: sheet.name.clone(), marks })
    };
    let sheets = tables.map(&mut sheet).collect::<Result<_, _>>()?;
    Ok(Book { kind: "xlsx", sheets, content: Content::Xlsx(Box::new(book)) })
}

/// Whether a sheet is hidden, in one way or the other.
pub fn is_hidden(visible: SheetVisible) -> bool {
    visible != SheetVisible::Visible
}

/// The rows of a sheet as they come in the file.
pub struct Rows<'r, 'b> {
    cells: XlsxCellReader<'r, Cursor<&'b [u8]>>,
    /// For each style, whether it shows a percentage.
    percent: Vec<bool>,
    marks: &'r Marks,
    /// The first cell of the next row.
    ahead: Option<(u32, u32, Cell)>,
    count: u64,
    /// How many cells the row before had.
    width: usize,
    /// Whether the sheet was read to its end: beyond it the reader finds fault with what follows.
    ended: bool,
}

impl<'r, 'b> Rows<'r, 'b> {
    /// Opens a sheet.
    pub fn open(book: &'r mut Xlsx<Cursor<&'b [u8]>>, sheet: &'r Sheet) -> Result<Self, Refusal> {
        let cells = book.worksheet_cells_reader(&sheet.name).map_err(unreadable)?;
        let percent = cells.styles().iter().map(is_percent).collect();
        Ok(Self { cells, percent, marks: &sheet.marks, ahead: None, count: 0, width: 0, ended: false })
    }

    /// The next row in which anything stands.
    pub fn next(&mut self) -> Result<Option<SheetRow>, Refusal> {
        let first = match self.ahead.take() {
            Some(cell) => Some(cell),
            None => self.next_cell()?,
        };
        let Some((line, column, cell)) = first else { return Ok(None) };
        let mut cells = Vec::with_capacity(self.width);
        cells.push((column, cell));
        while let Some((next, column, cell)) = self.next_cell()? {
            if next != line {
                self.ahead = Some((next, column, cell));
                break;
            }
            cells.push((column, cell));
        }
        self.width = cells.len();
        if !cells.is_sorted_by_key(|(column, _)| *column) {
            cells.sort_by_key(|(column, _)| *column);
        }
        Ok(Some(SheetRow { line, cells }))
    }

    /// The next cell in which anything stands: its row from 1, its column from 0.
    fn next_cell(&mut self) -> Result<Option<(u32, u32, Cell)>, Refusal> {
        if self.ended {
            return Ok(None);
        }
        while let Some((cell, style)) = self.cells.next_cell_with_style_id().map_err(unreadable)? {
            self.count += 1;
            within(self.count, &CELLS)?;
            let (row, column) = cell.get_position();
            let percent = self.percent.get(style).copied().unwrap_or(false);
            let found = match filled(cell.get_value(), percent)? {
                None => self.unworked(row + 1, column),
                found => found,
            };
            if let Some(found) = found {
                within(u64::from(row) + 1, &ROWS)?;
                within(u64::from(column) + 1, &COLUMNS)?;
                return Ok(Some((row + 1, column, found)));
            }
        }
        self.ended = true;
        Ok(None)
    }

    fn unworked(&self, line: u32, column: u32) -> Option<Cell> {
        self.marks.unworked.binary_search(&(line, column)).is_ok().then_some(Cell::Unworked)
    }
}

fn is_percent(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}
