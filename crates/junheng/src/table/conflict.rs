//! Two tables that say different things about one unit.

use crate::diagnostic::{CONFLICTING_CELLS, Diagnostic, Diagnostics};

use super::frame::{CellRef, Frames};
use super::schema::{FieldId, LevelId, Schema, StageId};

/// Reports every field of a unit that is given twice, and differently.
pub fn conflicts(frames: &Frames, schema: &Schema) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for level in (0..schema.levels.len()).map(|level| LevelId(level as u8)) {
        for unit in frames.units_in_several_rows(level) {
            let fields = schema.fields.iter().enumerate().filter(|(_, field)| field.level == level);
            for (field, told) in fields {
                let stages = (0..schema.stages.len()).map(|stage| Some(StageId(stage as u8)));
                let stages: Vec<Option<StageId>> = if told.staged { stages.collect() } else { vec![None] };
                let found =
                    stages.into_iter().filter_map(|stage| conflict(frames, level, unit, FieldId(field as u16), stage));
                for [first, other] in found {
                    let name = frames.units_of(level).names.get(unit);
                    let diagnostic = Diagnostic::new(&CONFLICTING_CELLS).with("unit", name).with("field", &told.label);
                    diagnostics.push(diagnostic.at_cell(frames.place(first)).at_cell(frames.place(other)));
                }
            }
        }
    }
    diagnostics
}

/// Two cells for one thing that do not say the same.
fn conflict(
    frames: &Frames,
    level: LevelId,
    unit: usize,
    field: FieldId,
    stage: Option<StageId>,
) -> Option<[CellRef; 2]> {
    let cells = frames.cells(level, field, unit, stage);
    let there = |cell: &&CellRef| frames.presence(**cell).is_present();
    let first = cells.iter().find(there)?;
    let said = frames.number(*first);
    // Two rows of one table about one unit are reported as such.
    let differs = |cell: &&CellRef| cell.part != first.part && frames.number(**cell).total_cmp(&said).is_ne();
    let other = cells.iter().filter(there).find(differs)?;
    Some([*first, *other])
}
