//! The weighted Theil index of a group.

use num_traits::{One, Zero};

use super::{Fold, Form, Function, UnitOf, Weight, dot, dot_exact, total_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `theil(生均图书, weight = 在校生数)`
pub static THEIL: Function = Function {
    name: "theil",
    manual: include_str!("theil.md"),
    form: Form::Fold(Fold { weight: Weight::Required, unit: UnitOf::Plain, value: theil, exact: theil_exact }),
};

/// Refuses what has no index: a negative number has no logarithm, and nothing cannot be shared.
pub(super) fn defined<T: Zero + PartialOrd>(values: &[T], weights: &[T]) -> Result<(), Presence> {
    if values.iter().chain(weights).any(|number| *number < T::zero()) {
        return Err(Presence::Failed);
    }
    let is_something = |(value, weight): (&T, &T)| !value.is_zero() && !weight.is_zero();
    if values.iter().zip(weights).any(is_something) { Ok(()) } else { Err(Presence::ZeroDivisor) }
}

/// The index of values, in `f64`.
///
/// With r = 1 + d the value over the mean, Σ w (r ln r − d) / Σ w: the same sum as Σ w r ln r / Σ w, for the d add up to
/// nothing, but none of its terms is negative, so that none cancel.
pub fn theil(values: &[f64], weights: &[f64]) -> Result<f64, Presence> {
    defined(values, weights)?;
    let total: f64 = weights.iter().sum();
    let mean = dot(values, weights) / total;
    if mean == 0.0 {
        return Err(Presence::ZeroDivisor); // It was too small for `f64`.
    }
    let term = |(value, weight): (&f64, &f64)| weight / total * beyond_the_mean((value - mean) / mean);
    Ok(values.iter().zip(weights).map(term).sum())
}

/// (1 + d) ln (1 + d) − d; x ln x goes to zero with x.
fn beyond_the_mean(d: f64) -> f64 {
    let part = if d <= -1.0 { 0.0 } else { (1.0 + d) * d.ln_1p() };
    (part - d).max(0.0)
}

pub(super) fn theil_exact(values: &[Exact], weights: &[Exact]) -> Result<Precise, Presence> {
    defined(values, weights)?;
    let whole = dot_exact(values, weights);
    let mean = &whole / total_exact(weights);
    let mut index = Precise::from(Exact::zero());
    for (value, weight) in values.iter().zip(weights).filter(|(value, weight)| !(value.is_zero() || weight.is_zero())) {
        let times_mean = value / &mean;
        if !times_mean.is_one() {
            let logarithm = Precise::logarithm(&times_mean).ok_or(Presence::Failed)?;
            index = index.plus(&logarithm.times(&(value * weight / &whole).into()));
        }
    }
    Ok(index)
}
