//! The units beside a unit, or its earlier years: what an average, a rank or a trend is made from.

use junheng::evaluate::{Entry, Over, Series, Step};

use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::wording as common;

use super::formula::in_short;
use super::wording;

/// A table for each series: unit or period, value, weight, place, what it was made from.
pub fn series(context: Context<'_>, all: &[Series]) -> Vec<String> {
    all.iter().flat_map(|series| one(context, series)).collect()
}

fn one(context: Context<'_>, series: &Series) -> Vec<String> {
    let heading = match (series.over, series.is_ranked) {
        (Over::Siblings, false) => &wording::SIBLINGS,
        (Over::Siblings, true) => &wording::RANKED_SIBLINGS,
        (Over::All, false) => &wording::EVERYWHERE,
        (Over::All, true) => &wording::RANKED_EVERYWHERE,
        (Over::Years, _) => &wording::YEARS,
    };
    let level = context.level(series.grain.level).to_owned();
    let arguments = [("level", level), ("count", series.entries.len().to_string())];
    let mut lines = wrap(&context.say(heading, &arguments), 2);
    let mut rows = vec![header(context, series)];
    rows.extend(series.entries.iter().map(|entry| row(context, series, entry)));
    lines.extend(table(&rows, 4));
    lines
}

fn header(context: Context<'_>, series: &Series) -> Vec<String> {
    let first = if series.over == Over::Years { &common::COLUMN_PERIOD } else { &common::COLUMN_UNIT };
    let mut header = vec![first, &common::COLUMN_VALUE];
    header.extend(series.is_weighted.then_some(&common::COLUMN_WEIGHT));
    header.extend(series.is_ranked.then_some(&wording::COLUMN_PLACE));
    header.extend(has_steps(series).then_some(&common::COLUMN_COMPUTED));
    header.into_iter().map(|column| context.word(column).to_owned()).collect()
}

/// Whether the values were made from others: of a field alone they say all there is.
fn has_steps(series: &Series) -> bool {
    series.is_truth || series.entries.iter().any(|entry| made_from(entry).len() > 1)
}

/// What a value was made from; of a measure, what that was made from.
fn made_from(entry: &Entry) -> &[Step] {
    match entry.steps.as_slice() {
        [only] if !only.parts.is_empty() => &only.parts,
        steps => steps,
    }
}

fn row(context: Context<'_>, series: &Series, entry: &Entry) -> Vec<String> {
    let absent = |absent| context.word(common::absence(absent)).to_owned();
    let number = |value: Result<f64, _>| value.map_or_else(absent, |value| shown(value, None));
    let mut row = vec![name(context, series, entry), value(context, series, entry)];
    row.extend(series.is_weighted.then(|| number(entry.weight)));
    row.extend(series.is_ranked.then(|| if entry.counts == Ok(false) { String::new() } else { number(entry.place) }));
    row.extend(has_steps(series).then(|| in_short(context, made_from(entry))));
    row
}

fn name(context: Context<'_>, series: &Series, entry: &Entry) -> String {
    let frames = context.input.frames;
    let Some(row) = entry.row else { return context.word(&wording::NO_SUCH_PERIOD).to_owned() };
    if series.over != Over::Years {
        return context.place(series.grain, row);
    }
    let period = frames.units_of(series.grain.level).period[frames.unit(series.grain, row)];
    frames.periods.get(period as usize).cloned().unwrap_or_default()
}

/// The value of a row, or whether it holds; marked where it does not count.
fn value(context: Context<'_>, series: &Series, entry: &Entry) -> String {
    let told = match entry.value {
        Err(absent) => context.word(common::absence(absent)).to_owned(),
        Ok(truth) if series.is_truth => context.word(if truth > 0.5 { &wording::YES } else { &wording::NO }).to_owned(),
        Ok(value) => with_unit(&shown(value, None), &series.unit),
    };
    match entry.counts {
        Ok(false) => context
            .say(&wording::CAME_WITH, &[("came", told), ("parts", context.word(&wording::NOT_COUNTED).to_owned())]),
        _ => told,
    }
}
