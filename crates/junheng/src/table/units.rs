//! The units of a level: found, ordered, hung on those above them.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, UNIT_TWICE};

use super::arrange::{Arranger, Row};
use super::frame::{NONE, Units};
use super::part::{Ancestor, Part};
use super::schema::{LevelId, StageId};

impl Arranger<'_> {
    pub(super) fn rows(&self, level: LevelId) -> Vec<Row> {
        let mut rows = Vec::new();
        for part in self.parts_of(level) {
            let above = self.named_above(part);
            let first_parent =
                self.schema[level].parents.iter().find(|parent| above.iter().any(|(known, _)| known == *parent));
            for row in 0..self.frames.tables.parts[part].lines.len() {
                let unit = |wanted: LevelId| {
                    above.iter().find(|(known, _)| *known == wanted).map_or(NONE, |(_, units)| units[row])
                };
                let parent = first_parent.map_or(NONE, |parent| unit(*parent));
                let stage = self.frames.tables.parts[part].stage.as_ref().map_or(0, |stages| stages[row].0);
                let stage = if self.schema[level].in_stage { stage } else { 0 };
                let subject = unit(self.frames.subject);
                rows.push(Row {
                    period: self.period_of(part, row),
                    subject,
                    parent,
                    stage,
                    part: part as u16,
                    row: row as u32,
                });
            }
        }
        rows
    }

    /// For every level above that the rows of a part name, directly or through a parent, the unit of each row.
    pub(super) fn named_above(&self, part: usize) -> Vec<(LevelId, Vec<u32>)> {
        let read = &self.frames.tables.parts[part];
        let mut above: Vec<(LevelId, Vec<u32>)> = Vec::new();
        for ancestor in &read.ancestors {
            above.push((ancestor.level, self.named(part, read, ancestor)));
        }
        let direct = above.clone();
        for (parent, units) in direct {
            for (at, further) in self.frames.units[parent.0 as usize].up.iter().enumerate() {
                let level = LevelId(at as u8);
                if further.is_empty() || above.iter().any(|(known, _)| *known == level) {
                    continue;
                }
                let through = units.iter().map(|unit| further.get(*unit as usize).copied().unwrap_or(NONE));
                above.push((level, through.collect()));
            }
        }
        above
    }

    pub(super) fn named(&self, part: usize, read: &Part, ancestor: &Ancestor) -> Vec<u32> {
        let Some(known) = self.lookup.get(&ancestor.level) else { return vec![NONE; read.lines.len()] };
        let mut seen: HashMap<(u32, u32), u32> = HashMap::new();
        let find = |(row, unit): (usize, &u32)| {
            if *unit == Ancestor::NONE {
                return NONE;
            }
            let period = self.period_of(part, row);
            *seen.entry((period, *unit)).or_insert_with(|| {
                let key = (period, ancestor.codes.get(*unit as usize).to_owned());
                known.get(&key).copied().unwrap_or(NONE)
            })
        };
        let mut find = find;
        ancestor.unit.iter().enumerate().map(&mut find).collect()
    }

    pub(super) fn code(&self, row: &Row) -> &str {
        self.frames.tables.parts[row.part as usize].codes.get(row.row as usize)
    }

    pub(super) fn name(&self, row: &Row) -> &str {
        self.frames.tables.parts[row.part as usize].names.get(row.row as usize)
    }

    /// Rows by place, then by code; the place is one number, so that a nation is ordered quickly.
    pub(super) fn order(&self, level: LevelId, rows: &mut [Row]) {
        if level == self.frames.subject || !self.is_below_subject(level) {
            rows.sort_by(|a, b| (a.period, self.code(a)).cmp(&(b.period, self.code(b))));
            return;
        }
        rows.sort_by_key(Row::place);
        for group in rows.chunk_by_mut(|a, b| a.place() == b.place()) {
            group.sort_by(|a, b| self.code(a).cmp(self.code(b)));
        }
    }

    /// One unit for each run of rows with the same place and code.
    pub(super) fn collect(&mut self, level: LevelId, rows: &[Row]) -> Units {
        let levels = self.schema.levels.len();
        let mut units = Units { up: vec![Vec::new(); levels], first: vec![0], ..Units::default() };
        let above: HashMap<u16, Vec<(LevelId, Vec<u32>)>> =
            self.parts_of(level).into_iter().map(|part| (part as u16, self.named_above(part))).collect();
        let nameless = self.schema[level].code_headers.is_empty() && self.schema[level].name_headers.is_empty();
        let same = |a: &Row, b: &Row| !nameless && a.place() == b.place() && self.code(a) == self.code(b);
        let mut twice = Vec::new();
        for run in rows.chunk_by(same) {
            self.add_unit(level, &mut units, run, &above[&run[0].part]);
            twice.extend(self.repeated(run));
        }
        for diagnostic in twice {
            self.diagnostics.push(diagnostic);
        }
        let count = units.period.len();
        units.up.iter_mut().filter(|above| !above.is_empty()).for_each(|above| above.resize(count, NONE));
        units
    }

    pub(super) fn add_unit(&self, level: LevelId, units: &mut Units, run: &[Row], above: &[(LevelId, Vec<u32>)]) {
        let first = &run[0];
        let name = run.iter().map(|row| self.name(row)).find(|name| !name.is_empty()).unwrap_or("");
        units.codes.push(self.code(first));
        units.names.push(if name.is_empty() { self.code(first) } else { name });
        units.period.push(first.period);
        for at in 0..units.up.len() {
            let Some((_, rows)) = above.iter().find(|(known, _)| known.0 as usize == at) else { continue };
            units.up[at].resize(units.period.len() - 1, NONE);
            units.up[at].push(rows[first.row as usize]);
        }
        if self.schema[level].in_stage {
            units.stage.push(StageId(first.stage));
        }
        units.rows.extend(run.iter().map(|row| (row.part, row.row)));
        units.first.push(units.rows.len() as u32);
    }

    /// Two rows of one part about the same unit and stage.
    pub(super) fn repeated(&self, run: &[Row]) -> Vec<Diagnostic> {
        let stage = |row: &Row| {
            self.frames.tables.parts[row.part as usize].stage.as_ref().map(|stages| stages[row.row as usize])
        };
        let clash = |a: &Row, b: &Row| a.part == b.part && stage(a) == stage(b);
        let mut found = Vec::new();
        for (at, row) in run.iter().enumerate() {
            if let Some(earlier) = run[..at].iter().find(|earlier| clash(earlier, row)) {
                let here = self.frames.line(row.part as usize, row.row as usize);
                let there = self.frames.line(earlier.part as usize, earlier.row as usize);
                found.push(Diagnostic::new(&UNIT_TWICE).with("unit", self.shown(row)).at_cell(here).at_cell(there));
            }
        }
        found
    }

    pub(super) fn shown(&self, row: &Row) -> String {
        format!("{}（{}）", self.name(row), self.code(row))
    }
}
