//! The weighted coefficient of variation of a group, 差异系数.

use num_traits::Zero;

use super::{Fold, Form, Function, UnitOf, Weight, dot, dot_exact, total_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `cv(生均图书, weight = 在校生数)`
pub static CV: Function = Function {
    name: "cv",
    manual: include_str!("cv.md"),
    form: Form::Fold(Fold { weight: Weight::Required, unit: UnitOf::Plain, value: cv, exact: cv_exact }),
};

/// Population deviation: the clause compares all schools of a county, not a sample.
///
/// Two passes over the group: the one-pass form cancels where there is one school.
fn cv(values: &[f64], weights: &[f64]) -> Result<f64, Presence> {
    let total: f64 = weights.iter().sum();
    let mean = dot(values, weights) / total;
    if total == 0.0 || mean == 0.0 {
        return Err(Presence::ZeroDivisor);
    }
    let square = |(value, weight): (&f64, &f64)| (weight / total) * (value - mean) * (value - mean);
    let variance: f64 = values.iter().zip(weights).map(square).sum();
    Ok(variance.sqrt() / mean)
}

fn cv_exact(values: &[Exact], weights: &[Exact]) -> Result<Precise, Presence> {
    let total = total_exact(weights);
    if total.is_zero() {
        return Err(Presence::ZeroDivisor);
    }
    let mean = dot_exact(values, weights) / &total;
    if mean.is_zero() {
        return Err(Presence::ZeroDivisor);
    }
    let squares: Vec<Exact> = values.iter().map(|value| (value - &mean) * (value - &mean)).collect();
    let variance = dot_exact(&squares, weights) / total;
    let root = Precise::root(variance).ok_or(Presence::Failed)?;
    root.over(&mean.into()).ok_or(Presence::ZeroDivisor)
}
