//! The least and most that values not fully known can be.

use std::sync::Arc;

use crate::assessment::Column;
use crate::table::Presence;

/// The least and most a sum, least or greatest can be, where its members know theirs; anything where none applies.
pub(super) fn bounds_of_members(
    function: &str,
    columns: &[(Arc<Column>, Option<Arc<Column>>)],
    rows: usize,
) -> Option<Vec<[f64; 2]>> {
    const ANYTHING: [f64; 2] = [f64::NEG_INFINITY, f64::INFINITY];
    let join: fn(f64, f64) -> f64 = match function {
        "sum" => |a, b| a + b,
        "min" => f64::min,
        "max" => f64::max,
        _ => return None,
    };
    // Who may or may not count adds nothing to a sum, but changes which is the least.
    if function != "sum" && columns.iter().any(|(_, filter)| filter.is_some()) {
        return None;
    }
    let row = |row: usize| {
        let members = columns.iter().map(|(value, filter)| (value, filter.as_ref().map(|filter| filter.at(row))));
        // Where it is open whether there is any member at all, so is whether there is a sum.
        if !members.clone().any(|(value, filter)| surely_counts(value, filter, row)) {
            return ANYTHING;
        }
        let known = members.filter_map(|(value, filter)| member_bounds(value, filter, row));
        known.reduce(|a, b| [join(a[0], b[0]), join(a[1], b[1])]).unwrap_or(ANYTHING)
    };
    Some((0..rows).map(row).collect())
}

fn surely_counts(value: &Column, filter: Option<Result<f64, Presence>>, row: usize) -> bool {
    filter.is_none_or(|filter| filter.is_ok_and(|counts| counts > 0.5))
        && value.presence(row) != Presence::NotApplicable
}

/// The least and most one member can add to a sum; `None` where it does not count.
fn member_bounds(value: &Column, filter: Option<Result<f64, Presence>>, row: usize) -> Option<[f64; 2]> {
    let [low, high] = match (value.at(row), &value.bounds) {
        (Err(Presence::NotApplicable), _) => return None,
        (Ok(value), _) => [value, value],
        (Err(_), Some(known)) => known[row],
        (Err(_), None) => [f64::NEG_INFINITY, f64::INFINITY],
    };
    match filter {
        None => Some([low, high]),
        Some(Ok(counts)) if counts > 0.5 => Some([low, high]),
        Some(Ok(_) | Err(Presence::NotApplicable)) => None,
        Some(Err(_)) => Some([low.min(0.0), high.max(0.0)]),
    }
}
