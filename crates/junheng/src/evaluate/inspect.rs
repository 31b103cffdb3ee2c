//! Cells that cannot be: what a field's own checks say of them.

use crate::assessment::Days;
use crate::diagnostic::{CHECK_FAILED, Diagnostic, Diagnostics};
use crate::program::{FieldCheck, Program, looks_aside};
use crate::table::{CellRef, Frames};

use super::{Answers, BLOCK, Input, Run};

/// Takes for missing every cell of which a check of its field does not hold, and reports it.
pub fn inspect(program: &Program, frames: &mut Frames) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut rejected = Vec::new();
    {
        let (answers, as_of) = (Answers::default(), Days::default());
        let input = Input { program, frames, answers: &answers, as_of: &as_of };
        // A check that looks at other units must see them all.
        let aside = program.field_checks.iter().any(|check| looks_aside(&check.node));
        let size = if aside { frames.subjects().max(1) } else { BLOCK };
        for start in (0..frames.subjects()).step_by(size) {
            let mut run = Run::new(input, start..(start + size).min(frames.subjects()));
            for check in &program.field_checks {
                for (cell, diagnostic) in run.failing(check) {
                    rejected.push(cell);
                    diagnostics.push(diagnostic);
                }
            }
        }
    }
    rejected.into_iter().for_each(|cell| frames.reject(cell));
    diagnostics
}

impl Run<'_> {
    fn failing(&mut self, check: &FieldCheck) -> Vec<(CellRef, Diagnostic)> {
        let holds = self.node(&check.node, check.grain);
        let first = self.rows(check.grain).start;
        let false_rows = (0..holds.len()).filter(|row| holds.at(*row) == Ok(0.0));
        false_rows.filter_map(|row| self.failure(check, first + row)).collect()
    }

    fn failure(&self, check: &FieldCheck, row: usize) -> Option<(CellRef, Diagnostic)> {
        let frames = self.input.frames;
        let unit = frames.unit(check.grain, row);
        let stage = frames.stage(check.grain, row).filter(|_| check.grain.staged);
        let cell = frames.cell(check.grain.level, check.field, unit, stage)?;
        let name = frames.units_of(check.grain.level).names.get(unit);
        let schema = &self.input.program.schema;
        let field = stage.map_or(String::new(), |stage| schema[stage].title.clone()) + &schema[check.field].label;
        let diagnostic =
            Diagnostic::new(&CHECK_FAILED).with("unit", name).with("field", field).with("check", &check.text);
        Some((cell, diagnostic.at_cell(frames.place(cell))))
    }
}
