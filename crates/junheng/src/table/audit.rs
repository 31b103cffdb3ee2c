//! Columns that the rules need and the data does not have: one warning for each, with what it costs.

use crate::diagnostic::{ASSUMED_WORD, COLUMN_MISSING, Diagnostic, Diagnostics, TABLE_MISSING};

use super::frame::{Frames, Grain};
use super::schema::{FieldId, LevelId, Schema, StageId};

/// A column that no table has.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Lacking<'s> {
    /// As its header would read.
    name: String,
    field: FieldId,
    /// The rules that need it.
    rules: &'s [String],
}

/// Reports every needed column that no table has.
pub fn audit(frames: &Frames, schema: &Schema) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for level in 0..schema.levels.len() {
        audit_level(frames, schema, LevelId(level as u8), &mut diagnostics);
    }
    diagnostics
}

fn audit_level(frames: &Frames, schema: &Schema, level: LevelId, diagnostics: &mut Diagnostics) {
    let fields =
        schema.fields.iter().enumerate().filter(|(_, field)| field.level == level && !field.needed_by.is_empty());
    let mut lacking: Vec<Lacking<'_>> =
        fields.flat_map(|(at, field)| lacking(frames, schema, FieldId(at as u16), &field.needed_by)).collect();
    lacking.sort();
    lacking.dedup();
    if lacking.is_empty() {
        return;
    }
    if !frames.tables.parts.iter().any(|part| part.level == level) {
        let mut rules: Vec<&String> = lacking.iter().flat_map(|lacking| lacking.rules).collect();
        rules.sort();
        rules.dedup();
        let table = Diagnostic::new(&TABLE_MISSING).with("level", &schema[level].title);
        diagnostics.push(table.with("rules", listed(&rules)));
        return;
    }
    lacking.into_iter().for_each(|lacking| diagnostics.push(report(schema, lacking)));
}

/// The columns of a field that no table has; of a field that can be computed, those it is computed from.
fn lacking<'s>(frames: &Frames, schema: &'s Schema, field: FieldId, rules: &'s [String]) -> Vec<Lacking<'s>> {
    let told = &schema[field];
    let one = |name: String| Lacking { name, field, rules };
    if !frames.has_column(field) {
        let parts = told.derived_from.iter().flat_map(|part| lacking(frames, schema, *part, rules));
        return if told.derived_from.is_empty() { vec![one(told.label.clone())] } else { parts.collect() };
    }
    if !told.staged {
        return Vec::new();
    }
    let stages = schema
        .judged
        .iter()
        .filter(|stage| occurs(frames, told.level, **stage) && !frames.has_stage_column(field, **stage));
    stages.map(|stage| one(format!("{}{}", schema[*stage].title, told.label))).collect()
}

/// Whether any unit has a stage.
fn occurs(frames: &Frames, level: LevelId, stage: StageId) -> bool {
    let grain = Grain::staged(level);
    (0..frames.len(grain)).any(|row| frames.stage(grain, row) == Some(stage))
}

fn report(schema: &Schema, lacking: Lacking<'_>) -> Diagnostic {
    match &schema[lacking.field].assumed {
        Some(word) => Diagnostic::new(&ASSUMED_WORD).with("field", lacking.name).with("word", word),
        None => {
            let rules: Vec<&String> = lacking.rules.iter().collect();
            Diagnostic::new(&COLUMN_MISSING).with("field", lacking.name).with("rules", listed(&rules))
        }
    }
}

fn listed(rules: &[&String]) -> String {
    rules.iter().map(|rule| rule.as_str()).collect::<Vec<_>>().join(", ")
}
