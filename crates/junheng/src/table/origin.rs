//! Where values come from that stand in no single cell: rows that became one, and rows of a register that were counted.

use crate::diagnostic::CellPlace;

use super::schema::{FieldId, StageId};

/// Where the values of a part come from.
#[derive(Debug, Clone, Default)]
pub enum Origin {
    /// Each from a cell of its own.
    #[default]
    Cells,
    /// Some from the cells of several rows.
    Merged(Merged),
    /// Each from the rows of a register.
    Counted(Counted),
}

/// The rows of a part that several rows became.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// The fields that stay as the first of the rows has them.
    pub kept: Vec<FieldId>,
    /// The rows, by their place in the part.
    pub rows: Vec<MergedRow>,
}

/// A row that several rows became.
#[derive(Debug, Clone)]
pub struct MergedRow {
    /// Which row of the part.
    pub row: usize,
    /// The lines it was made from, the main unit's first.
    pub lines: Vec<u32>,
    /// The lines of those that say nothing of a stage.
    pub without: Vec<(StageId, u32)>,
    /// The line whose cell is missing, by the index of the column.
    pub missing: Vec<(usize, u32)>,
}

/// The rows of a register behind the figures of a part. What it holds grows with the units, not with the rows.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// File and sheet of each table that holds the register.
    pub tables: Vec<(usize, Option<String>)>,
    /// Where the rows of a unit stand, one unit after the other.
    pub spans: Vec<RowSpan>,
    /// `spans[first[r]..first[r + 1]]` are those of row `r` of the part.
    pub first: Vec<u32>,
    /// For each column of the part, and each table, the positions of the columns its formula looks at.
    pub columns: Vec<Vec<Vec<u32>>>,
    /// For each column of the part, its aggregates in the order of the formula.
    pub aggregates: Vec<Vec<usize>>,
    /// How many aggregates there are.
    pub width: usize,
    /// `taken[r * width + a]` rows took part in aggregate `a` of row `r` of the part.
    pub taken: Vec<u64>,
}

/// The rows of a unit in one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowSpan {
    /// Index into [`Counted::tables`].
    pub table: u32,
    /// The first line.
    pub first: u32,
    /// The last line; between them may stand rows of other units.
    pub last: u32,
    /// How many rows of the unit there are.
    pub rows: u64,
}

/// The rows of registers that a figure was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedRows {
    /// Where they stand, one for each table.
    pub ranges: Vec<RowRange>,
    /// How many of them took part in each aggregate of the formula.
    pub taken: Vec<u64>,
}

/// A range of rows of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRange {
    /// The first cell of each column that was looked at, and the last; the whole rows, where a formula looks at none.
    pub ends: Vec<[CellPlace; 2]>,
    /// How many rows between them are about the unit.
    pub rows: u64,
}
