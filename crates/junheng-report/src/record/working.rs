//! How values came about: the numbers a formula was given, and the cells they stand in.

use junheng::assessment::Line;
use junheng::evaluate::{Explainer, Explanation, Share as Taken, Step};
use junheng::program::CheckId;

use super::detail::{Counted, Share, Shares, Working};
use crate::context::Context;
use crate::origin::formula_of;
use crate::text::measured;
use crate::why::{Range, all, in_short, of_step, with_numbers};

/// How the value of a line came about; nothing where it has none.
pub(super) fn working(context: Context<'_>, explainer: &Explainer<'_>, line: &Line<'_>) -> Option<Working> {
    line.value.filter(|_| line.tally.is_none())?;
    let steps = explainer.steps(line.check, line.row);
    let told = told(context, formula_of(context, line.check, line.row), &steps);
    Some(told).filter(|told| !told.numbers.is_empty() || !told.cells.is_empty())
}

fn told(context: Context<'_>, formula: &str, steps: &[Step]) -> Working {
    Working {
        numbers: with_numbers(context, formula, steps).unwrap_or_else(|| in_short(context, steps)),
        cells: all(steps).iter().map(Range::show).collect(),
        counted: counted(steps),
    }
}

/// The figures among steps that were counted in registers, those of their parts included.
fn counted(steps: &[Step]) -> Vec<Counted> {
    let own = |step: &Step| {
        let rows = step.counted.as_ref()?;
        Some(Counted {
            label: step.label.clone(),
            cells: of_step(step).iter().map(Range::show).collect(),
            rows: rows.ranges.iter().map(|range| range.rows).sum(),
            taken: rows.taken.clone(),
        })
    };
    steps.iter().flat_map(|step| own(step).into_iter().chain(counted(&step.parts))).collect()
}

/// The units that the value of a line goes over; nothing where it goes over none.
pub(super) fn shares(context: Context<'_>, explainer: &Explainer<'_>, line: &Line<'_>) -> Option<Shares> {
    if line.tally.is_some() {
        return None;
    }
    let explanation = explainer.shares(line.check, line.row);
    let below = explanation.below?;
    let member = measured(context, line.check);
    Some(Shares {
        level: context.program().schema[below.level].id.clone(),
        unit_of_value: member.map_or_else(String::new, |member| context.program().check(member).unit.text.clone()),
        places: member.and_then(|member| context.places("", member)),
        mean: explanation.mean,
        of: explanation.shares.iter().map(|taken| share(context, member, &explanation, taken)).collect(),
    })
}

fn share(context: Context<'_>, member: Option<CheckId>, explanation: &Explanation, taken: &Taken) -> Share {
    let units = explanation.below.map(|below| {
        let units = context.input.frames.units_of(below.level);
        (units, context.input.frames.unit(below, taken.row))
    });
    let formula = member.map_or("", |member| formula_of(context, member, taken.row));
    Share {
        unit: units.map_or_else(String::new, |(units, unit)| units.codes.get(unit).to_owned()),
        name: units.map_or_else(String::new, |(units, unit)| units.names.get(unit).to_owned()),
        value: taken.value.ok(),
        weight: taken.weight.ok(),
        part: taken.part,
        working: told(context, formula, &taken.steps),
    }
}
