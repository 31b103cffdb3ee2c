//! The fewest cells that must be wrong, where checks overlap.

use super::super::form::{Cell, Report, Smallest};
use super::super::wording;
use crate::context::Context;
use crate::layout::wrap;
use crate::wording as common;

/// More cells of which any one will do are only counted.
const ALIKE: usize = 6;
/// More groups of doubts than these are left to the other formats.
const GROUPS: usize = 40;

pub fn lines(context: Context<'_>, report: &Report) -> Vec<String> {
    let mut lines = super::heading(context, &wording::SMALLEST);
    if report.smallest.is_empty() {
        lines.extend(wrap(context.word(&wording::SMALLEST_NONE), 2));
    }
    lines.extend(report.smallest.iter().take(GROUPS).flat_map(|found| group(context, found)));
    lines.extend(super::more(context, &wording::MORE_DOUBTS, report.smallest.len(), GROUPS));
    lines
}

fn group(context: Context<'_>, found: &Smallest) -> Vec<String> {
    let numbers: Vec<String> = found.doubts.iter().map(usize::to_string).collect();
    let doubts = ("doubts", numbers.join(context.word(&common::LIST_SEPARATOR)));
    let Some(size) = found.size else { return wrap(&context.say(&wording::SMALLEST_OPEN, &[doubts]), 2) };
    let size = ("size", size.to_string());
    if found.count == 1 {
        let cells = found.sets.first().map_or(String::new(), |set| members(context, set));
        return wrap(&context.say(&wording::SMALLEST_ONE, &[doubts, size, ("cells", cells)]), 2);
    }
    let count = ("count", found.count.to_string());
    let mut lines = wrap(&context.say(&wording::SMALLEST_SEVERAL, &[doubts, size, count]), 2);
    lines.extend(found.sets.iter().flat_map(|set| wrap(&members(context, set), 6)));
    if listed(found) < found.count {
        lines.extend(wrap(context.word(&wording::MORE_SETS), 6));
    }
    lines
}

/// How many of the ways the listed sets come to.
fn listed(found: &Smallest) -> u64 {
    let ways = |set: &Vec<Vec<Cell>>| set.iter().fold(1u64, |ways, cells| ways.saturating_mul(cells.len() as u64));
    found.sets.iter().map(ways).fold(0, u64::saturating_add)
}

/// The members of one set, one after another.
pub fn members(context: Context<'_>, set: &[Vec<Cell>]) -> String {
    let members: Vec<String> = set.iter().map(|cells| member(context, cells)).collect();
    members.join(context.word(&wording::AND))
}

/// A cell, or the cells of which any one will do.
fn member(context: Context<'_>, cells: &[Cell]) -> String {
    let mut named: Vec<String> = cells.iter().take(ALIKE).map(|cell| one(context, cell)).collect();
    if cells.len() > ALIKE {
        named.push(context.say(&wording::MORE_CELLS, &[("count", (cells.len() - ALIKE).to_string())]));
    }
    match cells {
        [_] => named.concat(),
        _ => context.say(&wording::ANY_OF, &[("cells", named.join(context.word(&common::LIST_SEPARATOR)))]),
    }
}

fn one(context: Context<'_>, cell: &Cell) -> String {
    let own = super::field(context, &cell.stage, &cell.label);
    let name = context.say(&wording::OF_UNIT, &[("unit", cell.unit.clone()), ("cell", own)]);
    context.say(&wording::CELL, &[("cell", name), ("value", cell.value.clone()), ("place", cell.place.clone())])
}
