//! A sheet of any workbook before it is written: lines that say what it is, a header, rows of cells.

mod write;

pub(crate) use write::write;

use std::ops::Range;

use crate::layout::width;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    Nothing,
    Text(String),
    Number(f64),
    /// A formula, and its value for readers that do not calculate.
    Formula(String, f64),
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    Plain,
    Head,
    /// A requirement that is not met, as the form asks.
    Dark,
    /// A value that is not known.
    Open,
    /// Where a person writes.
    Blank,
    /// A line over the rows below it.
    Group,
}

/// A cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub content: Content,
    pub look: Look,
    /// How many places of a number are shown; as many as it has where `None`.
    pub places: Option<u32>,
}

impl Cell {
    fn new(content: Content, look: Look) -> Self {
        Self { content, look, places: None }
    }

    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(if text.is_empty() { Content::Nothing } else { Content::Text(text) }, Look::Plain)
    }

    pub fn head(text: impl Into<String>) -> Self {
        Self::text(text).looks(Look::Head)
    }

    pub fn number(value: f64, places: Option<u32>) -> Self {
        Self { places, ..Self::new(Content::Number(value), Look::Plain) }
    }

    pub fn whole(count: usize) -> Self {
        Self::number(count as f64, Some(0))
    }

    pub fn formula(formula: String, value: f64, places: Option<u32>) -> Self {
        Self { places, ..Self::new(Content::Formula(formula, value), Look::Plain) }
    }

    pub fn nothing() -> Self {
        Self::new(Content::Nothing, Look::Plain)
    }

    /// A cell for a person to fill in.
    pub fn blank() -> Self {
        Self::new(Content::Nothing, Look::Blank)
    }

    pub fn looks(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// The columns its text takes.
    fn width(&self) -> usize {
        match (&self.content, self.places) {
            (Content::Nothing, _) => 0,
            (Content::Text(text), _) => text.lines().map(width).max().unwrap_or(0),
            (Content::Number(value) | Content::Formula(_, value), Some(places)) => {
                format!("{value:.places$}", places = places as usize).len()
            }
            (Content::Number(value) | Content::Formula(_, value), None) => value.to_string().len().min(12),
        }
    }
}

/// Columns are no narrower, and mostly no wider before their text is broken into lines.
const NARROW: usize = 6;
const WIDE: usize = 32;
/// A heading makes a column no wider than this.
const HEADING: usize = 10;

/// A sheet.
pub(crate) struct Sheet {
    pub name: String,
    pub title: String,
    /// Lines under the title.
    pub notes: Vec<String>,
    /// The header and the rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the rows are header, repeated on every printed page.
    pub heads: usize,
    /// How many columns stay in sight.
    pub frozen: u16,
    /// How wide a column may be.
    pub wide: usize,
    /// Whether the rows can be filtered by its heading.
    pub filtered: bool,
}

impl Sheet {
    pub fn new(name: impl Into<String>, title: impl Into<String>) -> Self {
        let (name, title) = (name_of(&name.into()), title.into());
        Self { name, title, notes: Vec::new(), rows: Vec::new(), heads: 0, frozen: 0, wide: WIDE, filtered: false }
    }

    pub fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    pub fn head<T: Into<String>>(&mut self, titles: impl IntoIterator<Item = T>) {
        self.rows.push(titles.into_iter().map(Cell::head).collect());
        self.heads = self.rows.len();
    }

    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// A line over the rows below it.
    pub fn group(&mut self, text: impl Into<String>) {
        let columns = self.columns();
        let mut cells = vec![Cell::nothing().looks(Look::Group); columns.max(1)];
        cells[0] = Cell::text(text).looks(Look::Group);
        self.rows.push(cells);
    }

    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(1)
    }

    /// The rows of the sheet that are header.
    pub fn header(&self) -> Range<u32> {
        let first = 1 + self.notes.len() as u32;
        first..first + self.heads as u32
    }

    /// How wide each column is, in characters half as wide as a Chinese one.
    pub fn widths(&self) -> Vec<usize> {
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column)).filter(|cell| cell.look != Look::Group);
            let own = cells.map(|cell| if cell.look == Look::Head { cell.width().min(HEADING) } else { cell.width() });
            own.max().unwrap_or(0) + 2
        };
        (0..self.columns()).map(|column| widest(column).clamp(NARROW, self.wide)).collect()
    }

    /// How many lines the highest cell of a row takes in columns so wide.
    pub fn lines(row: &[Cell], widths: &[usize]) -> usize {
        let cells = row.iter().zip(widths).filter(|(cell, _)| cell.look != Look::Group);
        let lines = cells.map(|(cell, width)| match &cell.content {
            Content::Text(text) => lines(text, width - 1),
            _ => 1,
        });
        lines.max().unwrap_or(1)
    }
}

/// How many lines a text takes in so many columns.
pub(crate) fn lines(text: &str, room: usize) -> usize {
    text.lines().map(|line| width(line).div_ceil(room.max(1)).max(1)).sum::<usize>().max(1)
}

/// A name that every spreadsheet takes: at most 31 letters, none of `[]:*?/\`, no quote at its ends.
fn name_of(text: &str) -> String {
    let allowed =
        text.chars().map(|letter| if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter });
    allowed.take(31).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_sheet_is_taken_by_every_spreadsheet() {
        assert_eq!(name_of("校际差异 小学/初中"), "校际差异 小学 初中");
        assert_eq!(name_of(&"长".repeat(40)).chars().count(), 31);
    }

    #[test]
    fn a_column_is_as_wide_as_its_text() {
        let mut sheet = Sheet::new("表", "题");
        sheet.head(["生均教学及辅助用房面积", "数"]);
        sheet.row(vec![Cell::text("云川县第一小学"), Cell::number(1.005, Some(2))]);
        assert_eq!(sheet.widths(), [16, 6]);
        assert_eq!(Sheet::lines(&sheet.rows[0], &sheet.widths()), 2);
        assert_eq!(sheet.header(), 1..2);
    }
}
