//! Units, cells and findings as a data-quality report names them.

use junheng::evaluate::Turned;
use junheng::table::{CellRef, Grain, Values};

use super::form::{Cell, Finding, Place};
use crate::context::Context;
use crate::number::Number;

/// The unit of a row.
pub fn place(context: Context<'_>, grain: Grain, row: usize) -> Place {
    let frames = context.input.frames;
    let (units, unit) = (frames.units_of(grain.level), frames.unit(grain, row));
    let stage = frames.stage(grain, row);
    Place {
        level: context.program().schema[grain.level].id.clone(),
        code: units.codes.get(unit).to_owned(),
        name: context.unit_name(grain.level, unit).to_owned(),
        stage: stage.map_or(String::new(), |stage| context.program().schema[stage].id.clone()),
        period: frames.periods.get(units.period[unit] as usize).cloned().unwrap_or_default(),
    }
}

/// A cell with what stands in it.
pub fn cell(context: Context<'_>, cell: CellRef, doubted: bool) -> Cell {
    let frames = context.input.frames;
    let part = &frames.tables.parts[cell.part];
    let column = &part.columns[cell.column];
    let field = &context.program().schema[column.field];
    let place = frames.place(cell);
    let stage = column.stage.or_else(|| part.stage.as_ref().map(|stages| stages[cell.row]));
    let value = match &column.values {
        Values::Numbers(numbers) => Number(numbers[cell.row]).to_string(),
        Values::Words { codes, words } => words.get(codes[cell.row] as usize).cloned().unwrap_or_default(),
    };
    Cell {
        place: place.show(),
        file: place.file,
        sheet: place.sheet,
        row: place.row,
        column: place.column,
        header: column.header.clone(),
        field: field.id.clone(),
        label: field.label.clone(),
        unit: part.names.get(cell.row).to_owned(),
        stage: stage.map_or(String::new(), |stage| context.program().schema[stage].id.clone()),
        period: part.period.get(cell.row).and_then(|at| part.periods.get(*at as usize)).cloned().unwrap_or_default(),
        value,
        unit_of_value: field.unit.text.clone(),
        doubted,
    }
}

/// A finding that rests on cells in doubt.
pub fn finding(context: Context<'_>, turned: &Turned) -> Finding {
    let check = context.program().check(turned.check);
    let verdicts = &context.program().verdicts;
    let is_verdict =
        verdicts.iter().any(|verdict| verdict.whole == turned.check || verdict.by_stage == Some(turned.check));
    let title = match context.rule_of(turned.check) {
        Some(rule) => context.rule_title(rule),
        None => context.check_title(turned.check),
    };
    Finding {
        is_verdict,
        rule: check.id.clone(),
        item: check.item.clone(),
        title: title.to_owned(),
        place: place(context, check.grain, turned.row),
        written: turned.written,
        unknown: turned.unknown,
    }
}
