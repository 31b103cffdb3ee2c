//! Workbooks to rows of cells, under limits: a file of 5 KB can ask for 500 GB.

mod limits;
mod tokens;
mod scan;
mod unpack;
mod cells;
mod marks;
mod xlsx;
mod biff;
mod xls;
mod ods;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::Xlsx;
use zip::ZipArchive;

use crate::cell::Raw;

#[cfg(feature = "parquet")]
pub use limits::{CELLS, SHEET_BYTES, within};
pub use limits::{COLUMNS, Limit, TEXT};

/// A zip archive in memory.
type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A sheet, without its cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What is known of its cells before they are read.
    pub marks: Marks,
}

/// What is known of the cells of a sheet before they are read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// The numbers of hidden rows, from 1, in order.
    pub hidden_rows: Vec<u32>,
    /// Regions of merged cells that reach over several rows.
    pub merged: Vec<Merged>,
    /// Cells with a formula whose result the file does not hold: the number of the row, and the column from 0.
    pub unworked: Vec<(u32, u32)>,
}

/// Merged cells over several rows: what stands in the first of them holds for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The first column, from 0.
    pub column: u32,
    /// The number of the first row, from 1.
    pub top: u32,
    /// The number of the last row.
    pub bottom: u32,
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
    /// A formula without its result.
    Unworked,
}

impl Cell {
    /// The cell as the readers of columns take it.
    pub fn raw(&self) -> Raw<'_> {
        match self {
            Cell::Text(text) => Raw::Text(text),
            Cell::Number(number) => Raw::Number(*number),
            Cell::Day(day) => Raw::Day(*day),
            Cell::Unworked => Raw::Unworked,
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

fn unreadable(error: impl std::fmt::Display) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

/// A workbook that was opened.
pub struct Book<'b> {
    /// The ending of files of its kind.
    pub kind: &'static str,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    content: Content<'b>,
}

/// The cells of a workbook: xlsx is read row by row, of the smaller kinds all sheets are held.
enum Content<'b> {
    Xlsx(Box<Xlsx<Cursor<&'b [u8]>>>),
    Held(Vec<Vec<SheetRow>>),
}

impl<'b> Book<'b> {
    /// Opens a workbook of any kind, told by its first bytes.
    pub fn open(bytes: &'b [u8]) -> Result<Book<'b>, Refusal> {
        guarded(|| match bytes {
            [b'P', b'K', 3, 4, ..] => zipped(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] if is_encrypted(bytes) => Err(Refusal::Password),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => xls::open(bytes),
            _ => Err(Refusal::Unreadable("neither xlsx nor xls nor ods".to_owned())),
        })
    }

    /// The rows of the sheet at `index`, in which anything stands; they can be read once.
    pub fn rows(&mut self, index: usize) -> Result<SheetRows<'_, 'b>, Refusal> {
        let (content, sheet) = (&mut self.content, &self.sheets[index]);
        guarded(|| match content {
            Content::Xlsx(book) => Ok(SheetRows(Source::Streamed(Box::new(xlsx::Rows::open(book, sheet)?)))),
            Content::Held(sheets) => Ok(SheetRows(Source::Held(std::mem::take(&mut sheets[index]).into_iter()))),
        })
    }
}

/// The rows of a sheet, one after the other.
pub struct SheetRows<'r, 'b>(Source<'r, 'b>);

enum Source<'r, 'b> {
    Streamed(Box<xlsx::Rows<'r, 'b>>),
    Held(std::vec::IntoIter<SheetRow>),
}

impl SheetRows<'_, '_> {
    /// The next row.
    pub fn next(&mut self) -> Result<Option<SheetRow>, Refusal> {
        match &mut self.0 {
            Source::Held(rows) => Ok(rows.next()),
            Source::Streamed(rows) => guarded(|| rows.next()),
        }
    }
}

/// A reader that others wrote meets a file that anyone may have written: a panic there is an unreadable file.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    let before = GUARDED.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    read.unwrap_or_else(|_| Err(Refusal::Unreadable("damaged".to_owned())))
}

thread_local! {
    static GUARDED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether a panic of this thread would be caught and told as a file that cannot be read: a program need not tell it too.
pub fn is_guarded() -> bool {
    GUARDED.get()
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

fn zipped(bytes: &[u8]) -> Result<Book<'_>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let has = |name: &str| archive.file_names().flatten().any(|known| known == name);
    let (is_ods, is_xlsb) = (has("mimetype"), has("xl/workbook.bin"));
    if is_xlsb {
        return Err(Refusal::Kind("xlsb"));
    }
    let scanned = unpack::check(&mut archive)?;
    if is_ods { ods::open(&mut archive) } else { xlsx::open(bytes, &mut archive, scanned) }
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
