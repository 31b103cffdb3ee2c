//! Where cells and values stand in their files.

use crate::diagnostic::CellPlace;

use super::frame::{CellRef, Frames};
use super::origin::{CountedRows, Merged, MergedRow, Origin, RowRange, RowSpan};
use super::part::{Part, Values};

impl Frames {
    /// Where a cell stands; of a row made from several the first, or the one that is missing.
    pub fn place(&self, cell: CellRef) -> CellPlace {
        let part = &self.tables.parts[cell.part];
        let line = merged(part, cell.row).and_then(|(_, row)| row.missing_of(cell.column));
        let place = self.line(cell.part, cell.row);
        CellPlace { row: line.unwrap_or(place.row), column: part.columns[cell.column].position, ..place }
    }

    /// Every cell that the value of a cell was made from: its own, and those of the rows merged into its row.
    pub fn places_of(&self, cell: CellRef) -> Vec<CellPlace> {
        let part = &self.tables.parts[cell.part];
        let own = self.place(cell);
        let at = |row: u32| CellPlace { row, ..own.clone() };
        match merged(part, cell.row) {
            Some((merged, row)) => merged.lines_of(row, part, cell.column).into_iter().map(at).collect(),
            None => vec![own],
        }
    }

    /// The rows of registers that a cell was made from; nothing for a cell that stands in a table.
    pub fn counted(&self, cell: CellRef) -> Option<CountedRows> {
        let Origin::Counted(counted) = &self.tables.parts[cell.part].origin else { return None };
        let spans = &counted.spans[counted.first[cell.row] as usize..counted.first[cell.row + 1] as usize];
        let range = |span: &RowSpan| {
            let (file, sheet) = &counted.tables[span.table as usize];
            let place = |row: u32, column: u32| CellPlace {
                file: self.tables.files[*file].name.clone(),
                sheet: sheet.clone(),
                row,
                column,
            };
            let columns = &counted.columns[cell.column][span.table as usize];
            let columns = if columns.is_empty() { &[0][..] } else { columns };
            let ends = columns.iter().map(|column| [place(span.first, *column), place(span.last, *column)]);
            RowRange { ends: ends.collect(), rows: span.rows }
        };
        let own = &counted.taken[cell.row * counted.width..][..counted.width];
        let taken = counted.aggregates[cell.column].iter().map(|aggregate| own[*aggregate]).collect();
        Some(CountedRows { ranges: spans.iter().map(range).collect(), taken })
    }
}

/// The rows that a row of a part was made from, if there are several.
fn merged(part: &Part, row: usize) -> Option<(&Merged, &MergedRow)> {
    let Origin::Merged(merged) = &part.origin else { return None };
    let at = merged.rows.binary_search_by_key(&row, |known| known.row).ok()?;
    Some((merged, &merged.rows[at]))
}

impl MergedRow {
    /// The line of the cell that keeps the value of a column from being known.
    fn missing_of(&self, column: usize) -> Option<u32> {
        self.missing.iter().find(|(known, _)| *known == column).map(|(_, line)| *line)
    }
}

impl Merged {
    fn lines_of(&self, row: &MergedRow, part: &Part, column: usize) -> Vec<u32> {
        let told = &part.columns[column];
        if let Some(line) = row.missing_of(column) {
            return vec![line];
        }
        if self.kept.contains(&told.field) || matches!(told.values, Values::Words { .. }) {
            return row.lines[..1].to_vec();
        }
        let counts = |line: &u32| told.stage.is_none_or(|stage| !row.without.contains(&(stage, *line)));
        let lines: Vec<u32> = row.lines.iter().copied().filter(counts).collect();
        if lines.is_empty() { row.lines[..1].to_vec() } else { lines }
    }
}
