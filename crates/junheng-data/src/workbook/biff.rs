//! The records of an xls that calamine does not tell of: hidden rows, percentages, formulas without result; and how
//! much room its sheets ask for.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use super::limits::AREA;
use super::{Marks, Refusal, unreadable};

/// What is known of a sheet.
#[derive(Debug, Default)]
pub struct BiffSheet {
    /// Hidden rows and formulas without result.
    pub marks: Marks,
    /// The cells, by row and column from 0, that show a percentage.
    pub percent: HashSet<(u32, u32)>,
}

const EOF: u16 = 0x000A;
const BOF: u16 = 0x0809;
const FORMULA: u16 = 0x0006;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00BD;
const XF: u16 = 0x00E0;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const FORMAT: u16 = 0x041E;
/// Label, number, boolean, shared text and short number: they begin with row, column and format.
const CELLS: [u16; 6] = [0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E];
/// The formats of percentages that every workbook has.
const BUILT_IN: [u16; 2] = [9, 10];
/// The flag of a row that is not shown.
const ROW_HIDDEN: u16 = 0x20;

/// What is known of every sheet, in their order.
pub fn sheets(bytes: &[u8]) -> Result<Vec<BiffSheet>, Refusal> {
    let stream = stream(bytes)?;
    let (mut starts, mut percent_formats, mut formats) = (Vec::new(), HashSet::from(BUILT_IN), Vec::new());
    for (kind, data) in records(&stream).take_while(|(kind, _)| *kind != EOF) {
        match kind {
            FILE_PASS if word(data, 0) != Some(0) => return Err(Refusal::Password),
            BOUND_SHEET => starts.extend(word(data, 0).zip(word(data, 2))),
            FORMAT if data.contains(&b'%') => percent_formats.extend(word(data, 0)),
            XF => formats.extend(word(data, 2)),
            _ => {}
        }
    }
    let percent: Vec<bool> = formats.iter().map(|format| percent_formats.contains(format)).collect();
    let (mut area, mut worked, mut found) = (0, 0, Vec::new());
    for (low, high) in starts {
        let start = usize::from(low) | usize::from(high) << 16;
        let mut sheet = Reading { percent: &percent, sheet: BiffSheet::default(), extent: None, area: 0, worked: 0 };
        sheet.read(stream.get(start..).unwrap_or_default());
        area += sheet.area();
        if area > AREA.most {
            return Err(Refusal::TooLarge(&AREA));
        }
        worked += sheet.worked;
        found.push(sheet.done());
    }
    // Where any formula has a result the workbook was worked out, and an empty text is one.
    if worked > 0 {
        found.iter_mut().for_each(|sheet| sheet.marks.unworked.clear());
    }
    Ok(found)
}

fn stream(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(unreadable)?;
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    file.open_stream(name).and_then(|mut opened| opened.read_to_end(&mut stream)).map_err(unreadable)?;
    Ok(stream)
}

/// The records of a stream: their kind and their bytes.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (word(rest, 0)?, word(rest, 2)?);
        let (data, behind) = rest[4..].split_at_checked(length.into())?;
        rest = behind;
        Some((kind, data))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map(u16::from_le_bytes)
}

fn double_word(data: &[u8], at: usize) -> u64 {
    let half = |at| u64::from(word(data, at).unwrap_or(0));
    half(at) | half(at + 2) << 16
}

struct Reading<'r> {
    percent: &'r [bool],
    sheet: BiffSheet,
    /// First row, last row, first column, last column in which anything stands.
    extent: Option<[u64; 4]>,
    area: u64,
    /// How many formulas have a result.
    worked: u64,
}

impl Reading<'_> {
    fn read(&mut self, stream: &[u8]) {
        let mut depth = 0;
        for (kind, data) in records(stream) {
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => return,
                EOF => depth -= 1,
                // A chart within the sheet has records like those of cells.
                _ if depth > 1 => {}
                DIMENSIONS => self.area = dimensions(data),
                ROW => self.row(data),
                FORMULA => self.formula(data),
                MUL_RK => self.several(data),
                kind if CELLS.contains(&kind) => self.cell(data, 0, 2, 4),
                _ => {}
            }
        }
    }

    fn row(&mut self, data: &[u8]) {
        let hidden = word(data, 12).is_some_and(|flags| flags & ROW_HIDDEN != 0);
        self.sheet.marks.hidden_rows.extend(word(data, 0).filter(|_| hidden).map(|row| u32::from(row) + 1));
    }

    /// A formula; a program that cannot work it out writes an empty text for its result.
    fn formula(&mut self, data: &[u8]) {
        self.cell(data, 0, 2, 4);
        let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else { return };
        if data.get(6) == Some(&3) && word(data, 12) == Some(0xFFFF) {
            self.sheet.marks.unworked.push((u32::from(row) + 1, column.into()));
        } else {
            self.worked += 1;
        }
    }

    fn several(&mut self, data: &[u8]) {
        let first = word(data, 2).unwrap_or(0);
        for (at, column) in (4..data.len().saturating_sub(6)).step_by(6).zip(first..) {
            self.note(word(data, 0), Some(column), word(data, at));
        }
    }

    fn cell(&mut self, data: &[u8], row: usize, column: usize, format: usize) {
        self.note(word(data, row), word(data, column), word(data, format));
    }

    fn note(&mut self, row: Option<u16>, column: Option<u16>, format: Option<u16>) {
        let (Some(row), Some(column)) = (row, column) else { return };
        let (row, column) = (u32::from(row), u32::from(column));
        if format.is_some_and(|format| self.percent.get(usize::from(format)) == Some(&true)) {
            self.sheet.percent.insert((row, column));
        }
        let (row, column) = (u64::from(row), u64::from(column));
        let [top, bottom, left, right] = self.extent.unwrap_or([row, row, column, column]);
        self.extent = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    /// The room the sheet asks for: by what it says of itself, and by where its cells stand.
    fn area(&self) -> u64 {
        let used = self.extent.map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1));
        used.max(self.area)
    }

    fn done(mut self) -> BiffSheet {
        self.sheet.marks.hidden_rows.sort_unstable();
        self.sheet.marks.unworked.sort_unstable();
        self.sheet
    }
}

/// Rows times columns as the sheet states them, from the first ones: a reader makes room for as many.
fn dimensions(data: &[u8]) -> u64 {
    let short = |at| u64::from(word(data, at).unwrap_or(0));
    if data.len() < 14 {
        return short(2) * short(6);
    }
    double_word(data, 4) * short(10)
}
