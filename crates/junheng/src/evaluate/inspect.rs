//! Cells that cannot be, and cells that are doubtful: where the checks of the data do not hold.

use std::ops::Range;

use crate::assessment::Days;
use crate::diagnostic::{CHECK_FAILED, DATA_DOUBT, DATA_OUTLIER, Diagnostic, Diagnostics};
use crate::pack::Severity;
use crate::program::{Asked, DataCheck, Node, Program};
use crate::table::{CellRef, FieldId, Frames, Grain, Presence};

use super::fence::Fences;
use super::{Answers, Input, Run};

/// A check of the data that does not hold on a row.
#[derive(Debug, Clone)]
pub struct Failing {
    /// The check, as an index into [`Program::data_checks`].
    pub check: usize,
    /// The row it was looked at on.
    pub row: usize,
    /// The subject unit of the row, or that of nobody.
    pub subject: Option<usize>,
    /// The cells in doubt.
    pub cells: Vec<CellRef>,
    /// Every cell that was looked at, those in doubt among them.
    pub looked_at: Vec<CellRef>,
    /// The value beside its fences, for an outlier.
    pub measured: Option<Measured>,
}

/// A value far from those of other units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The value.
    pub value: f64,
    /// Between which two it would be near.
    pub fences: [f64; 2],
}

/// Finds where the checks of the data do not hold; cells that cannot be are taken for missing.
pub fn inspect(program: &Program, frames: &mut Frames) -> (Vec<Failing>, Diagnostics) {
    let found = doubts(program, frames, 0..frames.subjects());
    settle(program, frames, found)
}

/// Where the checks of the data do not hold among the rows of a range of subject units, and among those above them.
/// Ranges may be looked at apart if [`Program::is_data_divisible`].
pub fn doubts(program: &Program, frames: &Frames, subjects: Range<usize>) -> Vec<Failing> {
    let (answers, as_of) = (Answers::default(), Days::default());
    let mut run = Run::new(Input { program, frames, answers: &answers, as_of: &as_of }, subjects);
    let mut found = Vec::new();
    (0..program.data_checks.len()).for_each(|check| run.look(check, &mut found));
    found
}

/// Takes cells that cannot be for missing, and says what is in doubt: check by check, within a check row by row.
pub fn settle(program: &Program, frames: &mut Frames, mut failing: Vec<Failing>) -> (Vec<Failing>, Diagnostics) {
    failing.sort_by_key(|found| (found.check, found.row));
    let is_error = |found: &&Failing| program.data_checks[found.check].severity == Severity::Error;
    for cell in failing.iter().filter(is_error).flat_map(|found| &found.cells) {
        frames.set_presence(*cell, Presence::Invalid);
    }
    // Of cells that count as missing no doubt is left.
    let counts = |found: &&Failing| found.cells.iter().any(|cell| frames.presence(*cell).is_present());
    let worth = failing.iter().filter(|found| is_error(found) || counts(found));
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(worth.map(|found| told(program, frames, found)));
    (failing, diagnostics)
}

/// What a reader of the files is told.
fn told(program: &Program, frames: &Frames, found: &Failing) -> Diagnostic {
    let check = &program.data_checks[found.check];
    let stage = frames.stage(check.grain, found.row).map_or("", |stage| program.schema[stage].title.as_str());
    let name = frames.units_of(check.grain.level).names.get(frames.unit(check.grain, found.row));
    let labels: Vec<String> =
        check.cells.iter().map(|field| format!("{stage}{}", program.schema[*field].label)).collect();
    let diagnostic = match (check.severity, found.measured) {
        (Severity::Error, _) => Diagnostic::new(&CHECK_FAILED).with("unit", name).with("field", labels.join("、")),
        (Severity::Doubt, None) => Diagnostic::new(&DATA_DOUBT).with("unit", format!("{name}{stage}")),
        (Severity::Doubt, Some(_)) => Diagnostic::new(&DATA_OUTLIER).with("unit", format!("{name}{stage}")),
    };
    let diagnostic =
        diagnostic.with("title_zh", &check.title.zh).with("title", &check.title.en).with("check", &check.text);
    found.cells.iter().fold(diagnostic, |told, cell| told.at_cell(frames.place(*cell)))
}

impl Run<'_> {
    fn look(&mut self, at: usize, out: &mut Vec<Failing>) {
        let check = &self.input.program.data_checks[at];
        let counts = check.filter.as_ref().map(|filter| self.node(filter, check.grain));
        let counts = |row: usize| counts.as_ref().is_none_or(|counts| counts.at(row) == Ok(1.0));
        match &check.asked {
            Asked::Holds(node) => {
                let holds = self.node(node, check.grain);
                let first = self.rows(check.grain).start;
                let rows = (0..holds.len()).filter(|row| holds.at(*row) == Ok(0.0) && counts(*row));
                out.extend(rows.filter_map(|row| self.failing(at, check, node, first + row, None)));
            }
            Asked::Near { value, beyond, units, .. } => {
                self.far(at, value, (*beyond, *units), &counts, out);
            }
        }
    }

    /// The rows whose value lies beyond the fences of the values of their subject unit and stage.
    fn far(
        &mut self,
        at: usize,
        node: &Node,
        (beyond, units): (f64, usize),
        counts: &dyn Fn(usize) -> bool,
        out: &mut Vec<Failing>,
    ) {
        let check = &self.input.program.data_checks[at];
        let values = self.node(node, check.grain);
        let first = self.rows(check.grain).start;
        let there = |row: usize| {
            // There is no ratio to nothing, nor to what is owed.
            let value = values.at(row - first).ok().filter(|value| *value > 0.0 && counts(row - first));
            value.map(|value| (row, value))
        };
        for group in self.by_subject(check.grain) {
            let group: Vec<(usize, f64)> = group.into_iter().filter_map(there).collect();
            if group.len() < units {
                continue;
            }
            let numbers: Vec<f64> = group.iter().map(|(_, value)| *value).collect();
            let Some(fences) = Fences::of(&numbers, beyond) else { continue };
            for (row, value) in group.into_iter().filter(|(_, value)| !fences.hold(*value)) {
                let measured = Measured { value, fences: fences.ends() };
                out.extend(self.failing(at, check, node, row, Some(measured)));
            }
        }
    }

    /// The rows of a grain in groups: those of one subject unit and stage.
    fn by_subject(&self, grain: Grain) -> Vec<Vec<usize>> {
        let key = |row: &usize| (self.subject_of(grain, *row), self.input.frames.stage(grain, *row));
        let mut rows: Vec<usize> = self.rows(grain).collect();
        rows.sort_by_key(key);
        rows.chunk_by(|a, b| key(a) == key(b)).map(<[usize]>::to_vec).collect()
    }

    fn subject_of(&self, grain: Grain, row: usize) -> Option<usize> {
        let frames = self.input.frames;
        frames.unit_above(grain.level, frames.unit(grain, row), frames.subject)
    }

    fn failing(
        &self,
        at: usize,
        check: &DataCheck,
        node: &Node,
        row: usize,
        measured: Option<Measured>,
    ) -> Option<Failing> {
        let looked_at = self.cells_behind(node, check.grain, row);
        let cells = self.meant(&check.cells, &looked_at);
        let subject = self.subject_of(check.grain, row);
        (!cells.is_empty()).then_some(Failing { check: at, row, subject, cells, looked_at, measured })
    }

    /// The cells of some fields; all where none is named.
    fn meant(&self, fields: &[FieldId], cells: &[CellRef]) -> Vec<CellRef> {
        let parts = &self.input.frames.tables.parts;
        let field = |cell: &CellRef| parts[cell.part].columns[cell.column].field;
        cells.iter().copied().filter(|cell| fields.is_empty() || fields.contains(&field(cell))).collect()
    }
}
