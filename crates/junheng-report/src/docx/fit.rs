//! How much of a page pieces take, rather too much than too little: what must stand on one page is held against it.
//! Sizes and spacing are those of `parts/styles.xml`.

use super::block::{Block, Cell, Table};
use super::element::{HIGH, MILLIMETRE, UPRIGHT, columns};
use crate::layout::broken;

/// A line of the grid of a page, in twentieths of a point.
const GRID: u32 = 579;
/// The thin lines that end a page and follow a table.
const THIN: u32 = 160;
/// A line in a cell, and what stands around the lines of a row.
const LINE: u32 = 310;
const AROUND: u32 = 60;
/// The margins of a cell at both sides.
const MARGINS: u32 = 140;
/// Sizes of letters, in twentieths of a point.
const TITLE: u32 = 440;
const LETTER: u32 = 280;
const SMALL: u32 = 210;
/// What a line may lack, in tenths of a letter.
const SPARE: u32 = 4;

/// What is left of an upright page.
#[derive(Clone)]
pub(super) struct Page(u32);

impl Page {
    /// An empty page between two others.
    pub fn new() -> Self {
        Self(HIGH - 2 * THIN)
    }

    /// Takes the room of a piece, as far as there is any.
    pub fn take(&mut self, block: &Block) {
        self.0 = self.0.saturating_sub(height(block));
    }

    /// Takes the room of a row of a table, where there is enough.
    pub fn take_if(&mut self, widths: &[u32], cells: &[Cell]) -> bool {
        let left = self.0.checked_sub(row(&columns(widths, UPRIGHT), cells));
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }

    /// How high what is left is.
    pub fn millimetres(&self) -> u32 {
        (f64::from(self.0) / MILLIMETRE) as u32
    }
}

fn height(block: &Block) -> u32 {
    match block {
        // Higher than a line of the grid, and so it takes two.
        Block::Title(text) => 2 * GRID * lines(text, UPRIGHT, TITLE) + 400,
        // The first line begins two letters in.
        Block::Letter(text) => GRID * lines(text, UPRIGHT - 2 * LETTER, LETTER),
        Block::Heading(_, text) | Block::Text(text) | Block::Caption(text) | Block::Note(text) => {
            GRID * lines(text, UPRIGHT, LETTER) + 180
        }
        Block::Table(own) => table(own),
        Block::Chart(_) | Block::PageBreak | Block::Turn => HIGH,
    }
}

fn table(table: &Table) -> u32 {
    let widths = columns(&table.widths, UPRIGHT);
    let head: Vec<Cell> = table.head.iter().map(Cell::label).collect();
    let least = |at: usize| table.heights.get(at).or(table.heights.last()).copied().unwrap_or_default();
    let least = |at: usize| (f64::from(least(at)) * MILLIMETRE).ceil() as u32 + AROUND;
    let rows = table.rows.iter().enumerate().map(|(at, cells)| row(&widths, cells).max(least(at)));
    row(&widths, &head) + rows.sum::<u32>() + THIN
}

/// The height of a row: that of its highest cell.
fn row(widths: &[u32], cells: &[Cell]) -> u32 {
    let mut at = 0;
    let heights = cells.iter().map(|cell| {
        let end = (at + cell.span).min(widths.len());
        let room: u32 = widths.get(at..end).unwrap_or_default().iter().sum();
        at = end;
        cell.text.split('\n').map(|line| lines(line, room.saturating_sub(MARGINS), SMALL)).sum::<u32>()
    });
    LINE * heights.max().unwrap_or(1) + AROUND
}

/// How many lines a text takes in so much room, in letters so large.
fn lines(text: &str, room: u32, size: u32) -> u32 {
    // A line may lack a bit, for none begins with a sign that closes.
    let room = (10 * room / size).saturating_sub(SPARE).max(10) as usize;
    let of = |line: &String| tenths(line.trim_end()).div_ceil(room).max(1);
    broken(text, room, tenths).iter().map(of).sum::<usize>() as u32
}

/// How wide a text is at most, in tenths of a letter.
fn tenths(text: &str) -> usize {
    let wide = |letter: char| match letter {
        ' ' | '.' | ',' | ':' | ';' | '/' | '(' | ')' | '-' | 'i' | 'j' | 'l' => 4,
        'a'..='z' | '0'..='9' if !matches!(letter, 'm' | 'w') => 5,
        _ => 10,
    };
    text.chars().map(wide).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_has_room_in_it() {
        // 8,845 twentieths are 20 letters of 22 points and 0.1 of one; as nothing may be lacking, 19 are counted on.
        assert_eq!(lines(&"云".repeat(19), UPRIGHT, TITLE), 1);
        assert_eq!(lines(&"云".repeat(20), UPRIGHT, TITLE), 2);
        assert_eq!(lines(&format!("云{}", "W".repeat(40)), UPRIGHT, TITLE), 4);
        assert_eq!((lines("第六条", 1009, SMALL), lines("第六条第一款", 1009, SMALL)), (1, 2));
        assert_eq!(lines("", UPRIGHT, TITLE), 1);
    }

    #[test]
    fn a_row_is_as_high_as_its_highest_cell() {
        let cells = [Cell::text("云".repeat(23)), Cell::text("甲\n乙\n丙"), Cell::text("丁").over(2)];
        assert_eq!(row(&[2240, 2240, 1120, 1120], &cells), 3 * LINE + AROUND);
        let mut page = Page(3 * LINE + AROUND);
        assert!(page.take_if(&[25, 25, 25, 25], &cells) && !page.take_if(&[25, 25, 25, 25], &cells));
    }
}
