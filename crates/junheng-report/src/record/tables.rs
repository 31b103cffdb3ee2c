//! What the data says of the units that were assessed, table by table.

use junheng::quantity::show_date;
use junheng::table::{Field, FieldId, Grain, Kind, LevelId, Presence};

use super::detail::{Table, TableRow, Value};
use crate::context::Context;

/// The tables about one subject unit: units whole, then by stage.
pub(super) fn tables(context: Context<'_>, subject: usize) -> Vec<Table> {
    let levels = (0..context.program().schema.levels.len()).map(|level| LevelId(level as u8));
    let grains = levels.flat_map(|level| [Grain::whole(level), Grain::staged(level)]);
    grains.filter_map(|grain| table(context, grain, subject)).collect()
}

fn table(context: Context<'_>, grain: Grain, subject: usize) -> Option<Table> {
    let (schema, frames) = (&context.program().schema, context.input.frames);
    let of_subject =
        grain.level == context.program().subject || schema.is_below(grain.level, context.program().subject);
    let ids = (0..schema.fields.len()).map(|at| FieldId(at as u16));
    let own =
        |id: &FieldId| schema[*id].level == grain.level && schema[*id].staged == grain.staged && frames.has_column(*id);
    let fields: Vec<FieldId> = ids.filter(own).collect();
    let rows = context.rows(grain, subject);
    if !of_subject || fields.is_empty() || rows.is_empty() {
        return None;
    }
    let columns: Vec<Vec<Value>> = fields
        .iter()
        .map(|field| {
            let (values, presence) = frames.read(*field, grain, rows.clone());
            let told = |(value, presence)| cell(context, &schema[*field], value, presence);
            values.into_iter().zip(presence).map(told).collect()
        })
        .collect();
    Some(Table {
        level: schema[grain.level].id.clone(),
        fields: fields.iter().map(|field| schema[*field].id.clone()).collect(),
        rows: rows.clone().enumerate().map(|(at, row)| table_row(context, grain, row, at, &columns)).collect(),
    })
}

fn cell(context: Context<'_>, field: &Field, value: f64, presence: Presence) -> Value {
    match (presence, field.kind) {
        (Presence::Present, Kind::Word) => {
            let word = context.input.frames.words.get(value as usize);
            word.map_or(Value::Absent, |word| Value::Word(word.clone()))
        }
        (Presence::Present, Kind::Date) => Value::Word(show_date(value as i32)),
        (Presence::Present, _) => Value::Number(value + 0.0),
        _ => Value::Absent,
    }
}

fn table_row(context: Context<'_>, grain: Grain, row: usize, at: usize, columns: &[Vec<Value>]) -> TableRow {
    let (frames, schema) = (context.input.frames, &context.program().schema);
    let unit = frames.unit(grain, row);
    let units = frames.units_of(grain.level);
    TableRow {
        unit: units.codes.get(unit).to_owned(),
        name: units.names.get(unit).to_owned(),
        stage: frames.stage(grain, row).map(|stage| schema[stage].id.clone()),
        under: under(context, grain.level, unit),
        values: columns.iter().map(|column| column[at].clone()).collect(),
    }
}

/// The codes of the units a unit hangs on, nearest first, below the subject.
pub(super) fn under(context: Context<'_>, level: LevelId, unit: usize) -> Vec<String> {
    let (frames, schema, subject) = (context.input.frames, &context.program().schema, context.program().subject);
    let mut above: Vec<LevelId> = (0..schema.levels.len()).map(|level| LevelId(level as u8)).collect();
    above.retain(|upper| schema.is_below(level, *upper) && schema.is_below(*upper, subject));
    above.sort_by_key(|upper| above_count(context, *upper));
    let code = |upper: &LevelId| {
        let at = frames.unit_above(level, unit, *upper)?;
        Some(frames.units_of(*upper).codes.get(at).to_owned())
    };
    above.iter().rev().filter_map(code).collect()
}

/// How many levels lie above one: the further below, the more.
fn above_count(context: Context<'_>, level: LevelId) -> usize {
    let schema = &context.program().schema;
    (0..schema.levels.len()).filter(|upper| schema.is_below(level, LevelId(*upper as u8))).count()
}
