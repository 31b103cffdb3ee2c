//! Columns that the rules need and the data does not have: one warning for each, with what it costs.

use crate::diagnostic::{ASSUMED_WORD, COLUMN_MISSING, Diagnostic, Diagnostics, TABLE_MISSING};

use super::frame::{Frames, Grain};
use super::schema::{Field, FieldId, LevelId, Schema, StageId};

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
        diagnostics.push(no_table(schema, level, &lacking));
        return;
    }
    lacking.into_iter().for_each(|lacking| diagnostics.push(report(schema, lacking)));
}

/// That a table is not there, and which columns it would have.
fn no_table(schema: &Schema, level: LevelId, lacking: &[Lacking<'_>]) -> Diagnostic {
    let mut rules: Vec<&String> = lacking.iter().flat_map(|lacking| lacking.rules).collect();
    rules.sort();
    rules.dedup();
    let keys = schema.key_headers(level).map(str::to_owned);
    let columns: Vec<String> = keys.chain(lacking.iter().map(|lacking| lacking.name.clone())).collect();
    let table = Diagnostic::new(&TABLE_MISSING).with("level", &schema[level].title);
    table.with("rules", listed(&rules)).with("columns", columns.join("、"))
}

/// The columns of a field that no table has; of a field that can be computed, those it is computed from.
fn lacking<'s>(frames: &Frames, schema: &'s Schema, field: FieldId, rules: &'s [String]) -> Vec<Lacking<'s>> {
    let told = &schema[field];
    let one = |name: String| Lacking { name, field, rules };
    if !frames.has_column(field) {
        let parts = told.derived_from.iter().flat_map(|part| lacking(frames, schema, *part, rules));
        return if told.derived_from.is_empty() { vec![one(headers(frames, schema, told))] } else { parts.collect() };
    }
    if !told.staged {
        return Vec::new();
    }
    let is_lacking = |stage: &StageId| occurs(frames, told.level, *stage) && !frames.has_stage_column(field, *stage);
    let stages = schema.judged_of(told).into_iter().filter(is_lacking);
    stages.map(|stage| one(format!("{}{}", schema[stage].title, told.label))).collect()
}

/// The headers a field would have: one for each stage there is and at which it is read, where it has a value by stage.
fn headers(frames: &Frames, schema: &Schema, field: &Field) -> String {
    let mut stages = schema.judged_of(field);
    if stages.iter().any(|stage| occurs(frames, field.level, *stage)) {
        stages.retain(|stage| occurs(frames, field.level, *stage));
    }
    if !field.staged || stages.is_empty() {
        return field.label.clone();
    }
    stages.iter().map(|stage| format!("{}{}", schema[*stage].title, field.label)).collect::<Vec<_>>().join("、")
}

/// Whether any unit has a stage.
fn occurs(frames: &Frames, level: LevelId, stage: StageId) -> bool {
    let grain = Grain::staged(level);
    (0..frames.len(grain)).any(|row| frames.stage(grain, row) == Some(stage))
}

fn report(schema: &Schema, lacking: Lacking<'_>) -> Diagnostic {
    let field = &schema[lacking.field];
    let about = |message| Diagnostic::new(message).with("level", &schema[field.level].title);
    match &field.assumed {
        Some(word) => about(&ASSUMED_WORD).with("field", lacking.name).with("word", word),
        None => {
            let rules: Vec<&String> = lacking.rules.iter().collect();
            about(&COLUMN_MISSING).with("field", lacking.name).with("rules", listed(&rules))
        }
    }
}

fn listed(rules: &[&String]) -> String {
    rules.iter().map(|rule| rule.as_str()).collect::<Vec<_>>().join(", ")
}
