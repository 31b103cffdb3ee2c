//! The units and cells of the tables that stand beside a register.

use std::collections::HashMap;

use junheng::table::{Ancestor, FieldId, LevelId, Part, Presence, StageId, Tables, Values};

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// Index into [`Tables::parts`].
    pub part: usize,
    /// The row.
    pub row: usize,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPlace {
    /// The row.
    pub at: RowPlace,
    /// Index into its columns.
    pub column: usize,
}

/// Where every unit of the tables stands, by its code.
#[derive(Debug)]
pub struct UnitRows<'t> {
    tables: &'t Tables,
    level: LevelId,
    rows: HashMap<&'t str, Vec<RowPlace>>,
}

impl<'t> UnitRows<'t> {
    /// The units of one level.
    pub fn new(tables: &'t Tables, level: LevelId) -> Self {
        let mut rows: HashMap<&str, Vec<RowPlace>> = HashMap::new();
        for (part, read) in tables.parts.iter().enumerate().filter(|(_, read)| read.level == level) {
            for (row, code) in read.codes.iter().enumerate() {
                rows.entry(code).or_default().push(RowPlace { part, row });
            }
        }
        Self { tables, level, rows }
    }

    /// Whether no table is about the level.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows about a unit in a period; a period that is not stated goes with any.
    pub fn of(&self, period: &str, code: &str) -> impl Iterator<Item = RowPlace> {
        let fits = move |at: &RowPlace| {
            let known = self.period(*at);
            known == period || known.is_empty() || period.is_empty()
        };
        self.rows.get(code).into_iter().flatten().copied().filter(fits)
    }

    /// Every unit and its first row, in the order of the tables.
    pub fn all(&self) -> impl Iterator<Item = (&'t str, RowPlace)> {
        let parts = self.tables.parts.iter().enumerate().filter(|(_, read)| read.level == self.level);
        let rows = parts.flat_map(|(part, read)| {
            read.codes.iter().enumerate().map(move |(row, code)| (code, RowPlace { part, row }))
        });
        rows.filter(|(code, at)| self.rows[code].first() == Some(at))
    }

    /// The period of a row.
    pub fn period(&self, at: RowPlace) -> &'t str {
        let part = &self.tables.parts[at.part];
        part.period.get(at.row).and_then(|period| part.periods.get(*period as usize)).map_or("", String::as_str)
    }

    /// The name of the unit in a row.
    pub fn name(&self, at: RowPlace) -> &'t str {
        self.tables.parts[at.part].names.get(at.row)
    }

    /// Code and name of the unit above, at a level, that a row names.
    pub fn above(&self, at: RowPlace, level: LevelId) -> Option<(&'t str, &'t str)> {
        let ancestor = self.tables.parts[at.part].ancestors.iter().find(|ancestor| ancestor.level == level)?;
        let unit = ancestor.unit[at.row];
        (unit != Ancestor::NONE).then(|| (ancestor.codes.get(unit as usize), ancestor.names.get(unit as usize)))
    }

    /// The levels above that the tables name.
    pub fn levels_above(&self) -> Vec<LevelId> {
        let mut levels = Vec::new();
        for part in self.tables.parts.iter().filter(|part| part.level == self.level) {
            levels.extend(part.ancestors.iter().map(|ancestor| ancestor.level));
        }
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    /// The cell of a field that a row has, at a stage.
    pub fn cell(&self, at: RowPlace, field: FieldId, stage: Option<StageId>) -> Option<CellPlace> {
        let part = &self.tables.parts[at.part];
        let column = column(part, at.row, field, stage)?;
        Some(CellPlace { at, column })
    }

    /// The number of a cell, where there is one.
    pub fn number(&self, cell: CellPlace) -> Option<f64> {
        let column = &self.tables.parts[cell.at.part].columns[cell.column];
        match &column.values {
            Values::Numbers(numbers) if column.presence[cell.at.row] == Presence::Present => Some(numbers[cell.at.row]),
            _ => None,
        }
    }

    /// Where a cell stands in its file.
    pub fn place(&self, cell: CellPlace) -> junheng::diagnostic::CellPlace {
        let part = &self.tables.parts[cell.at.part];
        junheng::diagnostic::CellPlace {
            file: self.tables.files[part.file].name.clone(),
            sheet: part.sheet.clone(),
            row: part.lines[cell.at.row],
            column: part.columns[cell.column].position,
        }
    }
}

fn column(part: &Part, row: usize, field: FieldId, stage: Option<StageId>) -> Option<usize> {
    let is_it =
        |stage: Option<StageId>| part.columns.iter().position(|column| (column.field, column.stage) == (field, stage));
    let wide = is_it(stage);
    if wide.is_some() || stage.is_none() {
        return wide;
    }
    let own = part.stage.as_ref().map(|stages| stages[row]);
    if own == stage { is_it(None) } else { None }
}
