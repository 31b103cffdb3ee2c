//! Columns that the rules need and the data does not have: one warning for each, with what it costs.

use crate::diagnostic::{ASSUMED_WORD, COLUMN_MISSING, Diagnostic, Diagnostics, TABLE_MISSING};

use super::frame::{Frames, Grain};
use super::schema::{Field, FieldId, LevelId, Schema, StageId};

/// Reports every needed column that no table has.
pub fn audit(frames: &Frames, schema: &Schema) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for level in 0..schema.levels.len() {
        audit_level(frames, schema, LevelId(level as u8), &mut diagnostics);
    }
    diagnostics
}

fn audit_level(frames: &Frames, schema: &Schema, level: LevelId, diagnostics: &mut Diagnostics) {
    let needed = |(at, field): (usize, &'_ Field)| (field.level == level && !field.needed_by.is_empty()).then_some(FieldId(at as u16));
    let fields: Vec<FieldId> = schema.fields.iter().enumerate().filter_map(needed).collect();
    let missing: Vec<(FieldId, String)> = fields.iter().flat_map(|field| missing(frames, schema, *field)).collect();
    let has_table = frames.tables.parts.iter().any(|part| part.level == level);
    if !has_table {
        let mut rules: Vec<&str> = missing.iter().flat_map(|(field, _)| schema[*field].needed_by.iter().map(String::as_str)).collect();
        rules.sort_unstable();
        rules.dedup();
        if !rules.is_empty() {
            let title = &schema[level].title;
            diagnostics.push(Diagnostic::new(&TABLE_MISSING).with("level", title).with("rules", listed(&rules)));
        }
        return;
    }
    for (field, name) in missing {
        diagnostics.push(report(&schema[field], name));
    }
}

/// The columns of a field that no table has, by the names they would have.
fn missing(frames: &Frames, schema: &Schema, field: FieldId) -> Vec<(FieldId, String)> {
    let told = &schema[field];
    if told.derived || frames.has_column(field) && !told.staged {
        return Vec::new();
    }
    if !told.staged || !frames.has_column(field) {
        return vec![(field, told.label.clone())];
    }
    let grain = Grain::staged(told.level);
    let occurs = |stage: StageId| (0..frames.len(grain)).any(|row| frames.stage(grain, row) == Some(stage));
    let stages = (0..schema.stages.len()).map(|stage| StageId(stage as u8));
    let lacking = stages.filter(|stage| occurs(*stage) && !frames.has_stage_column(field, *stage) && schema.judged.contains(stage));
    lacking.map(|stage| (field, format!("{}{}", schema[stage].title, told.label))).collect()
}

fn report(field: &Field, name: String) -> Diagnostic {
    match &field.assumed {
        Some(word) => Diagnostic::new(&ASSUMED_WORD).with("field", name).with("word", word),
        None => {
            let rules: Vec<&str> = field.needed_by.iter().map(String::as_str).collect();
            Diagnostic::new(&COLUMN_MISSING).with("field", name).with("rules", listed(&rules))
        }
    }
}

fn listed(rules: &[&str]) -> String {
    rules.join(", ")
}
