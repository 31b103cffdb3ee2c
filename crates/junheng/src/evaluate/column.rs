//! Columns as they are computed: values that may be absent, and truths that may be unknown.

use std::cmp::Ordering;

use crate::assessment::{Column, State};
use crate::formula::BinaryOperator;
use crate::table::Presence;

use super::doubt::order_of_bounds;

impl Column {
    pub(super) fn filled(length: usize, value: f64) -> Self {
        Column::complete(vec![value; length])
    }

    /// Values that are all there.
    pub(super) fn complete(values: Vec<f64>) -> Self {
        Column { values, presence: Vec::new(), bounds: None }
    }

    pub(super) fn absent(length: usize, presence: Presence) -> Self {
        Column { values: vec![0.0; length], presence: vec![presence; length], bounds: None }
    }

    /// Values as read, and whether each is there.
    pub(super) fn read(values: Vec<f64>, presence: Vec<Presence>) -> Self {
        let complete = presence.iter().all(|presence| presence.is_present());
        Column { values, presence: if complete { Vec::new() } else { presence }, bounds: None }
    }

    /// The value of a row, or why there is none.
    pub(super) fn at(&self, row: usize) -> Result<f64, Presence> {
        match self.presence(row) {
            Presence::Present => Ok(self.values[row]),
            absent => Err(absent),
        }
    }

    /// Takes out values that mean nothing.
    pub(super) fn take_out(&mut self, why: Presence, meaningless: impl Fn(usize, f64) -> bool) {
        for row in 0..self.values.len() {
            if meaningless(row, self.values[row]) && self.presence(row).is_present() {
                self.spell_out();
                self.presence[row] = why;
            }
        }
        self.values
            .iter_mut()
            .zip(&self.presence)
            .filter(|(_, there)| !there.is_present())
            .for_each(|(value, _)| *value = 0.0);
    }

    pub(super) fn collect(rows: impl Iterator<Item = Result<f64, Presence>>) -> Self {
        let mut column = Column { values: Vec::with_capacity(rows.size_hint().0), ..Column::default() };
        for row in rows {
            column.push(row);
        }
        column
    }

    pub(super) fn push(&mut self, row: Result<f64, Presence>) {
        let (value, presence) = match row {
            Ok(value) if value.is_finite() => (value, Presence::Present),
            Ok(_) => (0.0, Presence::Failed),
            Err(presence) => (0.0, presence),
        };
        if !(presence.is_present() && self.is_complete()) {
            self.spell_out();
            self.presence.push(presence);
        }
        self.values.push(value);
    }

    pub(super) fn bounds_at(&self, row: usize) -> Option<[f64; 2]> {
        match self.at(row) {
            Ok(value) => Some([value, value]),
            Err(_) => self.bounds.as_ref().map(|bounds| bounds[row]),
        }
    }
}

pub(super) fn truth(value: bool) -> Result<f64, Presence> {
    Ok(f64::from(u8::from(value)))
}

/// Why two values do not make one: the graver reason of the two.
pub(super) fn graver(a: Result<f64, Presence>, b: Result<f64, Presence>) -> Presence {
    match (a, b) {
        (Err(a), Err(b)) => a.max(b),
        (Err(only), _) | (_, Err(only)) => only,
        _ => Presence::Failed,
    }
}

/// Kleene's `and`: a known false decides, what does not apply drops out.
pub(super) fn both(a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    decided_by(0.0, a, b)
}

/// Kleene's `or`: a known true decides, what does not apply drops out.
pub(super) fn either(a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    decided_by(1.0, a, b)
}

pub(super) fn decided_by(decisive: f64, a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    if a == Ok(decisive) || b == Ok(decisive) {
        return Ok(decisive);
    }
    match (a, b) {
        (Err(Presence::NotApplicable), other) | (other, Err(Presence::NotApplicable)) => other,
        (Ok(value), Ok(_)) => Ok(value),
        _ => Err(graver(a, b)),
    }
}

pub(super) fn met(state: State) -> Result<f64, Presence> {
    state.truth().map(|met| f64::from(u8::from(met)))
}

/// Arithmetic on whole columns: numbers first, then where they mean nothing.
pub(super) fn computed(operator: BinaryOperator, left: &Column, right: &Column) -> Column {
    let pairs = left.values.iter().zip(&right.values);
    let values: Vec<f64> = match operator {
        BinaryOperator::Add => pairs.map(|(x, y)| x + y).collect(),
        BinaryOperator::Subtract => pairs.map(|(x, y)| x - y).collect(),
        BinaryOperator::Multiply => pairs.map(|(x, y)| x * y).collect(),
        _ => pairs.map(|(x, y)| x / y).collect(),
    };
    let mut column = Column { values, presence: graver_of_each(left, right), bounds: None };
    if operator == BinaryOperator::Divide {
        column.take_out(Presence::ZeroDivisor, |row, _| right.values[row] == 0.0);
    }
    column.take_out(Presence::Failed, |_, value| !value.is_finite());
    column.bounds = computed_bounds(operator, left, right);
    column
}

/// The least and most that sums and differences can be, where one side knows its own.
fn computed_bounds(operator: BinaryOperator, left: &Column, right: &Column) -> Option<Vec<[f64; 2]>> {
    let sign = match operator {
        BinaryOperator::Add => 1.0,
        BinaryOperator::Subtract => -1.0,
        _ => return None,
    };
    if left.bounds.is_none() && right.bounds.is_none() {
        return None;
    }
    let row = |row: usize| {
        let (Some(a), Some(b)) = (left.bounds_at(row), right.bounds_at(row)) else {
            return [f64::NEG_INFINITY, f64::INFINITY];
        };
        let ends = if sign > 0.0 { b } else { [-b[1], -b[0]] };
        [a[0] + ends[0], a[1] + ends[1]]
    };
    Some((0..left.len()).map(row).collect())
}

/// For each row the graver reason why there is no value; empty where all are there.
fn graver_of_each(left: &Column, right: &Column) -> Vec<Presence> {
    match (left.presence.is_empty(), right.presence.is_empty()) {
        (true, true) => Vec::new(),
        (false, true) => left.presence.clone(),
        (true, false) => right.presence.clone(),
        (false, false) => left.presence.iter().zip(&right.presence).map(|(a, b)| *a.max(b)).collect(),
    }
}

pub(super) fn satisfies(operator: BinaryOperator, ordering: Ordering) -> bool {
    match operator {
        BinaryOperator::Equal => ordering.is_eq(),
        BinaryOperator::NotEqual => ordering.is_ne(),
        BinaryOperator::Less => ordering.is_lt(),
        BinaryOperator::LessEqual => ordering.is_le(),
        BinaryOperator::Greater => ordering.is_gt(),
        BinaryOperator::GreaterEqual => ordering.is_ge(),
        _ => false,
    }
}

/// A comparison that the bounds of its sides already decide.
pub(super) fn compare_bounds(operator: BinaryOperator, a: Option<[f64; 2]>, b: Option<[f64; 2]>) -> Option<bool> {
    let ([low, high], [least, most]) = (a?, b?);
    let ends = [order_of_bounds(low, most), order_of_bounds(high, least)];
    let [first, second] = ends.map(|ordering| satisfies(operator, ordering));
    match operator {
        BinaryOperator::Equal if ends[0].is_gt() || ends[1].is_lt() => Some(false),
        BinaryOperator::NotEqual if ends[0].is_gt() || ends[1].is_lt() => Some(true),
        BinaryOperator::Equal | BinaryOperator::NotEqual => None,
        _ => (first == second).then_some(first),
    }
}
