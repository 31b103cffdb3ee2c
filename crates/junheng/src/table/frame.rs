//! The rows of all tables in one order, each knowing the rows above it.
//!
//! Units are ordered by period, subject unit, parent and code before anything is summed, so the order
//! of rows in a file changes no bit; the rows of one subject unit stand together in every frame.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::diagnostic::CellPlace;

use super::part::{Column, Presence, Tables, Texts};
use super::schema::{FieldId, LevelId, StageId};

/// What a row is about: a unit of a level, or a unit at one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grain {
    /// The level.
    pub level: LevelId,
    /// Whether there is a row for each stage.
    pub staged: bool,
}

impl Grain {
    /// A row for each unit.
    pub fn whole(level: LevelId) -> Self {
        Self { level, staged: false }
    }

    /// A row for each unit and stage.
    pub fn staged(level: LevelId) -> Self {
        Self { level, staged: true }
    }
}

/// No row.
pub(super) const NONE: u32 = u32::MAX;

/// The units of one level, in order.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// Their codes.
    pub codes: Texts,
    /// Their names.
    pub names: Texts,
    /// Index into [`Frames::periods`].
    pub period: Vec<u32>,
    /// For each level, the unit each hangs on; empty for levels that are not above.
    pub(super) up: Vec<Vec<u32>>,
    /// The stage of each, for levels below a stage.
    pub(super) stage: Vec<StageId>,
    /// Rows as read: `rows[first[u]..first[u + 1]]` are those about unit `u`.
    pub(super) first: Vec<u32>,
    /// Part and row.
    pub(super) rows: Vec<(u16, u32)>,
    /// Whether all of them are of one part.
    pub(super) one_part: bool,
    /// Where each subject unit's rows begin.
    pub(super) starts: Vec<u32>,
}

/// The units of one level by stage.
#[derive(Debug, Clone, Default)]
pub struct StagedUnits {
    pub(super) unit: Vec<u32>,
    pub(super) stage: Vec<StageId>,
    /// Row of unit `u` at stage `s`: `index[u * stages + s]`.
    pub(super) index: Vec<u32>,
    pub(super) starts: Vec<u32>,
}

/// All rows of a run.
#[derive(Debug, Clone)]
pub struct Frames {
    /// What was read.
    pub tables: Tables,
    /// The periods, in order; one empty text where the data states none.
    pub periods: Vec<String>,
    /// The level that is assessed.
    pub subject: LevelId,
    pub(super) stages: usize,
    pub(super) units: Vec<Units>,
    pub(super) staged: Vec<StagedUnits>,
    /// For each part, level of its columns: the index of the column for a field and stage.
    pub(super) columns: Vec<Vec<(FieldId, Option<StageId>)>>,
    /// Every word that occurs, for cells of kind word.
    pub words: Vec<String>,
    /// For each part and column, the index in `words` of each of its words.
    pub(super) word_codes: Vec<Vec<Vec<u32>>>,
    /// For each level the units of each code, in order; made when first asked for.
    pub(super) by_code: Vec<OnceLock<BTreeMap<String, Vec<u32>>>>,
}

/// A cell as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Index into [`Tables::parts`].
    pub part: usize,
    /// Index into the columns of the part.
    pub column: usize,
    /// Index into the rows of the part.
    pub row: usize,
}

impl Frames {
    /// How many units are assessed.
    pub fn subjects(&self) -> usize {
        self.units_of(self.subject).period.len()
    }

    /// The units of a level.
    pub fn units_of(&self, level: LevelId) -> &Units {
        &self.units[level.0 as usize]
    }

    fn staged_of(&self, level: LevelId) -> &StagedUnits {
        &self.staged[level.0 as usize]
    }

    /// How many rows a grain has.
    pub fn len(&self, grain: Grain) -> usize {
        if grain.staged { self.staged_of(grain.level).unit.len() } else { self.units_of(grain.level).period.len() }
    }

    /// Whether a grain has no rows.
    pub fn is_empty(&self, grain: Grain) -> bool {
        self.len(grain) == 0
    }

    /// The rows of a grain that belong to a range of subject units; all rows for levels not below the subject.
    pub fn rows(&self, grain: Grain, subjects: &Range<usize>) -> Range<usize> {
        let starts =
            if grain.staged { &self.staged_of(grain.level).starts } else { &self.units_of(grain.level).starts };
        match (starts.get(subjects.start), starts.get(subjects.end)) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..self.len(grain),
        }
    }

    /// The unit a row is about, as an index into the units of its level.
    pub fn unit(&self, grain: Grain, row: usize) -> usize {
        if grain.staged { self.staged_of(grain.level).unit[row] as usize } else { row }
    }

    /// The stage a row is about, if it is about one.
    pub fn stage(&self, grain: Grain, row: usize) -> Option<StageId> {
        if grain.staged {
            return Some(self.staged_of(grain.level).stage[row]);
        }
        self.units_of(grain.level).stage.get(row).copied()
    }

    /// The row of `to` that a row of `from` hangs on.
    pub fn up(&self, from: Grain, row: usize, to: Grain) -> Option<usize> {
        let unit = self.unit_above(from.level, self.unit(from, row), to.level)?;
        if !to.staged {
            return Some(unit);
        }
        let at = self.staged_of(to.level).index.get(unit * self.stages + self.stage(from, row)?.0 as usize)?;
        (*at != NONE).then_some(*at as usize)
    }

    /// The unit of level `to` that a unit of level `from` hangs on; itself where they are the same.
    pub fn unit_above(&self, from: LevelId, unit: usize, to: LevelId) -> Option<usize> {
        if from == to {
            return Some(unit);
        }
        let above = *self.units_of(from).up[to.0 as usize].get(unit)?;
        (above != NONE).then_some(above as usize)
    }

    /// The row about a unit at a stage, or about the unit as a whole.
    pub fn row_of(&self, grain: Grain, unit: usize, stage: Option<StageId>) -> Option<usize> {
        if !grain.staged {
            return Some(unit);
        }
        let at = *self.staged_of(grain.level).index.get(unit * self.stages + stage?.0 as usize)?;
        (at != NONE).then_some(at as usize)
    }

    /// Part and row of everything read about a unit.
    pub fn rows_about(&self, level: LevelId, unit: usize) -> &[(u16, u32)] {
        let units = self.units_of(level);
        &units.rows[units.first[unit] as usize..units.first[unit + 1] as usize]
    }

    /// The cell of a field for a unit, where a table has such a column.
    pub fn cell(&self, level: LevelId, field: FieldId, unit: usize, stage: Option<StageId>) -> Option<CellRef> {
        let mut blank = None;
        for &(part, row) in self.rows_about(level, unit) {
            let Some(column) = self.column_of(part as usize, row as usize, field, stage) else { continue };
            let found = CellRef { part: part as usize, column, row: row as usize };
            if self.presence(found) != Presence::Blank {
                return Some(found);
            }
            blank = blank.or(Some(found));
        }
        blank
    }

    /// Every cell of a field for a unit, in the order of the tables.
    pub(super) fn cells(&self, level: LevelId, field: FieldId, unit: usize, stage: Option<StageId>) -> Vec<CellRef> {
        let cell = |&(part, row): &(u16, u32)| {
            let column = self.column_of(part as usize, row as usize, field, stage)?;
            Some(CellRef { part: part as usize, column, row: row as usize })
        };
        self.rows_about(level, unit).iter().filter_map(cell).collect()
    }

    /// The units of a level that more than one row is about.
    pub(super) fn units_in_several_rows(&self, level: LevelId) -> Vec<usize> {
        let first = &self.units_of(level).first;
        (0..first.len().saturating_sub(1)).filter(|unit| first[unit + 1] - first[*unit] > 1).collect()
    }

    fn column_of(&self, part: usize, row: usize, field: FieldId, stage: Option<StageId>) -> Option<usize> {
        let known = &self.columns[part];
        let wide = known.iter().position(|column| *column == (field, stage));
        if wide.is_some() || stage.is_none() {
            return wide;
        }
        let long = self.tables.parts[part].stage.as_ref()?;
        (long[row] == stage?).then(|| known.iter().position(|column| *column == (field, None)))?
    }

    /// A field for a range of rows of its own grain: numbers or word indices, and whether each is there.
    pub fn read(&self, field: FieldId, grain: Grain, rows: Range<usize>) -> (Vec<f64>, Vec<Presence>) {
        let places = self.places(field, grain.staged);
        if let Some(part) = self.only_part(grain.level).filter(|part| self.tables.parts[*part].stage.is_none()) {
            return self.read_wide(part, &places[part], grain, rows);
        }
        let mut values = Vec::with_capacity(rows.len());
        let mut presence = Vec::with_capacity(rows.len());
        for row in rows {
            let stage = if grain.staged { self.stage(grain, row) } else { None };
            let (value, there) = self.read_one(&places, grain.level, self.unit(grain, row), stage);
            values.push(value);
            presence.push(there);
        }
        (values, presence)
    }

    /// The part that holds everything about the units of a level, one row for each.
    fn only_part(&self, level: LevelId) -> Option<usize> {
        let units = self.units_of(level);
        let first = units.rows.first()?.0;
        (units.one_part && units.rows.len() == units.period.len()).then_some(first as usize)
    }

    /// The same where one wide table holds everything.
    fn read_wide(
        &self,
        part: usize,
        places: &[Option<usize>],
        grain: Grain,
        rows: Range<usize>,
    ) -> (Vec<f64>, Vec<Presence>) {
        let columns: Vec<Option<(&Column, &[u32])>> = places
            .iter()
            .map(|place| {
                place.map(|column| (&self.tables.parts[part].columns[column], self.word_codes[part][column].as_slice()))
            })
            .collect();
        let units = self.units_of(grain.level);
        let mut values = Vec::with_capacity(rows.len());
        let mut presence = Vec::with_capacity(rows.len());
        for row in rows {
            let (unit, stage) =
                if grain.staged { (self.unit(grain, row), self.stage(grain, row)) } else { (row, None) };
            let (value, there) = match &columns[stage.map_or(self.stages, |stage| stage.0 as usize)] {
                Some((column, words)) => column.cell(units.rows[unit].1 as usize, words),
                None => (0.0, Presence::NoColumn),
            };
            values.push(value);
            presence.push(there);
        }
        (values, presence)
    }

    /// For each part, which column holds a field: at each stage, and last without a stage.
    pub(super) fn places(&self, field: FieldId, staged: bool) -> Vec<Vec<Option<usize>>> {
        let stages = (0..self.stages).map(|stage| Some(StageId(stage as u8)));
        let wanted: Vec<Option<StageId>> = stages.chain([None]).collect();
        let place = |part: usize, stage: &Option<StageId>| {
            let wide = self.columns[part].iter().position(|column| *column == (field, *stage));
            let long = || self.columns[part].iter().position(|column| staged && *column == (field, None));
            wide.or_else(|| self.tables.parts[part].stage.as_ref().and_then(|_| long()))
        };
        (0..self.columns.len()).map(|part| wanted.iter().map(|stage| place(part, stage)).collect()).collect()
    }

    pub(super) fn read_one(
        &self,
        places: &[Vec<Option<usize>>],
        level: LevelId,
        unit: usize,
        stage: Option<StageId>,
    ) -> (f64, Presence) {
        let mut found = (0.0, Presence::NoColumn);
        for &(part, row) in self.rows_about(level, unit) {
            let Some(column) = places[part as usize][stage.map_or(self.stages, |stage| stage.0 as usize)] else {
                continue;
            };
            let cell = CellRef { part: part as usize, column, row: row as usize };
            if self.is_other_stage(cell, stage) {
                continue;
            }
            let presence = self.presence(cell);
            if presence != Presence::Blank {
                return (self.number(cell), presence);
            }
            found.1 = presence;
        }
        found
    }

    /// Whether a row of a long table is about another stage.
    fn is_other_stage(&self, cell: CellRef, stage: Option<StageId>) -> bool {
        let long = self.tables.parts[cell.part].stage.as_ref();
        long.is_some_and(|long| {
            stage.is_some_and(|stage| self.columns[cell.part][cell.column].1.is_none() && long[cell.row] != stage)
        })
    }

    /// Whether a cell has a value.
    pub fn presence(&self, cell: CellRef) -> Presence {
        self.tables.parts[cell.part].columns[cell.column].presence[cell.row]
    }

    /// The number in a cell, or the index of its word in [`Frames::words`].
    pub fn number(&self, cell: CellRef) -> f64 {
        self.tables.parts[cell.part].columns[cell.column].cell(cell.row, &self.word_codes[cell.part][cell.column]).0
    }

    /// Where a row stands.
    pub fn line(&self, part: usize, row: usize) -> CellPlace {
        let part = &self.tables.parts[part];
        let file = self.tables.files[part.file].name.clone();
        CellPlace { file, sheet: part.sheet.clone(), row: part.lines[row], column: 0 }
    }

    /// Where everything about a unit was read.
    pub fn lines_of(&self, level: LevelId, unit: usize) -> Vec<CellPlace> {
        self.rows_about(level, unit).iter().map(|&(part, row)| self.line(part as usize, row as usize)).collect()
    }

    /// Whether anything was read about units of a level, or names them.
    pub fn has_table(&self, level: LevelId) -> bool {
        !self.units_of(level).period.is_empty() || self.tables.parts.iter().any(|part| part.level == level)
    }

    /// Whether any table has a column for a field.
    pub fn has_column(&self, field: FieldId) -> bool {
        self.columns.iter().flatten().any(|(known, _)| *known == field)
    }

    /// Whether any table has a column for a field at a stage.
    pub fn has_stage_column(&self, field: FieldId, stage: StageId) -> bool {
        let long = |part: usize| self.tables.parts[part].stage.is_some();
        let holds = |part: usize, column: &(FieldId, Option<StageId>)| {
            *column == (field, Some(stage)) || *column == (field, None) && long(part)
        };
        self.columns.iter().enumerate().any(|(part, columns)| columns.iter().any(|column| holds(part, column)))
    }

    /// Says anew whether a cell has a value, and returns what was said before: what was taken for missing can be
    /// restored, for its number is still there.
    pub fn set_presence(&mut self, cell: CellRef, presence: Presence) -> Presence {
        let known = &mut self.tables.parts[cell.part].columns[cell.column].presence[cell.row];
        std::mem::replace(known, presence)
    }
}
