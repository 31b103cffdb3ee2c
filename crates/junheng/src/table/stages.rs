//! Which stages each unit has.

use crate::diagnostic::{Diagnostic, PUPILS_MISSING, PUPILS_ZERO};

use super::arrange::Arranger;
use super::frame::{NONE, StagedUnits};
use super::part::Presence;
use super::schema::{FieldId, LevelId, StageId};

impl Arranger<'_> {
    /// The stages each unit of a level has; levels below are done.
    pub(super) fn stages(&mut self, level: LevelId) {
        let stages = self.schema.stages.len();
        let mut open = vec![false; self.frames.units_of(level).period.len() * stages];
        match self.schema[level].opened_by {
            Some(_) => self.open_by_field(level, &mut open),
            None => self.open_by_rows(level, &mut open),
        }
        self.frames.staged[level.0 as usize] = self.staged(level, &open);
    }

    pub(super) fn open_by_field(&mut self, level: LevelId, open: &mut [bool]) {
        let stages = self.schema.stages.len();
        let Some(field) = self.schema[level].opened_by else { return };
        let (pupils, others) = self.pupils_and_others(level, field, open.len());
        let mut found = Vec::new();
        for (at, open) in open.iter_mut().enumerate() {
            let (pupils, presence) = pupils[at];
            *open = presence.is_present() && pupils > 0.0;
            if !*open && others[at] {
                found.extend(self.doubt(level, at / stages, StageId((at % stages) as u8), presence));
            }
        }
        for diagnostic in found {
            self.diagnostics.push(diagnostic);
        }
    }

    /// For each unit and stage, the pupils, and whether any other staged field has a value other than zero.
    fn pupils_and_others(
        &self,
        level: LevelId,
        opened_by: FieldId,
        length: usize,
    ) -> (Vec<(f64, Presence)>, Vec<bool>) {
        let stages = self.schema.stages.len();
        let mut pupils = vec![(0.0, Presence::NoColumn); length];
        let mut others = vec![false; length];
        for part in self.parts_of(level) {
            let read = &self.frames.tables.parts[part];
            let units = self.units_of_rows(level, part);
            for column in read.columns.iter().filter(|column| self.schema[column.field].staged) {
                let stage = |row: usize| {
                    column.stage.or(read.stage.as_ref().map(|long| long[row])).map_or(0, |stage| stage.0 as usize)
                };
                for (row, unit) in units.iter().enumerate() {
                    let (value, presence) = column.cell(row, &[]);
                    let at = *unit as usize * stages + stage(row);
                    if column.field != opened_by {
                        others[at] |= presence.is_present() && value != 0.0;
                    } else if matches!(pupils[at].1, Presence::NoColumn | Presence::Blank) {
                        pupils[at] = (value, presence);
                    }
                }
            }
        }
        (pupils, others)
    }

    /// The unit each row of a part is about.
    pub(super) fn units_of_rows(&self, level: LevelId, part: usize) -> Vec<u32> {
        let units = self.frames.units_of(level);
        let mut of_row = vec![0; self.frames.tables.parts[part].lines.len()];
        for unit in 0..units.period.len() {
            let rows = &units.rows[units.first[unit] as usize..units.first[unit + 1] as usize];
            rows.iter()
                .filter(|(known, _)| *known as usize == part)
                .for_each(|(_, row)| of_row[*row as usize] = unit as u32);
        }
        of_row
    }

    /// Other values of a stage that has no pupils.
    pub(super) fn doubt(&self, level: LevelId, unit: usize, stage: StageId, pupils: Presence) -> Option<Diagnostic> {
        let opened_by = self.schema[level].opened_by?;
        let other =
            self.schema.fields.iter().enumerate().filter(|(_, field)| field.level == level && field.staged).find_map(
                |(at, _)| {
                    let field = FieldId(at as u16);
                    let cell = self.frames.cell(level, field, unit, Some(stage)).filter(|_| field != opened_by)?;
                    (self.frames.presence(cell).is_present() && self.frames.number(cell) != 0.0).then_some(cell)
                },
            )?;
        let message = if pupils.is_present() { &PUPILS_ZERO } else { &PUPILS_MISSING };
        let units = self.frames.units_of(level);
        let shown = format!("{}（{}）", units.names.get(unit), units.codes.get(unit));
        let diagnostic = Diagnostic::new(message).with("unit", shown).with("stage", &self.schema[stage].title);
        Some(diagnostic.with("field", &self.schema[opened_by].label).at_cell(self.frames.place(other)))
    }

    /// A stage is there where a row below has it, or a value of the unit itself; where no rows below tell of any
    /// stage, a blank cell is a value that is missing, not a stage that is not there.
    pub(super) fn open_by_rows(&self, level: LevelId, open: &mut [bool]) {
        let stages = self.schema.stages.len();
        let mut told = vec![false; open.len() / stages.max(1)];
        for below in 0..self.schema.levels.len() {
            let staged = &self.frames.staged[below];
            let up = &self.frames.units[below].up;
            let Some(above) = up.get(level.0 as usize).filter(|above| !above.is_empty()) else { continue };
            for (unit, stage) in staged.unit.iter().zip(&staged.stage) {
                let unit = above[*unit as usize];
                if unit != NONE {
                    open[unit as usize * stages + stage.0 as usize] = true;
                    told[unit as usize] = true;
                }
            }
        }
        for (at, open) in open.iter_mut().enumerate().filter(|(_, open)| !**open) {
            *open = self.has_cell(level, at / stages, StageId((at % stages) as u8), !told[at / stages]);
        }
    }

    /// Whether a unit has a cell of its own for a stage: any, or one with something in it.
    fn has_cell(&self, level: LevelId, unit: usize, stage: StageId, any: bool) -> bool {
        self.schema.fields.iter().enumerate().filter(|(_, field)| field.level == level && field.staged).any(
            |(at, _)| {
                let cell = self.frames.cell(level, FieldId(at as u16), unit, Some(stage));
                cell.is_some_and(|cell| any || self.frames.presence(cell) != Presence::Blank)
            },
        )
    }

    /// Rows in order of subject unit, stage and unit.
    pub(super) fn staged(&self, level: LevelId, open: &[bool]) -> StagedUnits {
        let stages = self.schema.stages.len();
        let units = self.frames.units_of(level);
        let groups = if units.starts.is_empty() { vec![0, units.period.len() as u32] } else { units.starts.clone() };
        let mut staged = StagedUnits { index: vec![NONE; open.len()], ..StagedUnits::default() };
        for group in groups.windows(2) {
            staged.starts.push(staged.unit.len() as u32);
            for stage in 0..stages {
                for unit in group[0] as usize..group[1] as usize {
                    if open[unit * stages + stage] {
                        staged.index[unit * stages + stage] = staged.unit.len() as u32;
                        staged.unit.push(unit as u32);
                        staged.stage.push(StageId(stage as u8));
                    }
                }
            }
        }
        staged.starts.push(staged.unit.len() as u32);
        if units.starts.is_empty() {
            staged.starts.clear();
        }
        staged
    }
}
