//! The weighted Gini coefficient of a group.

use num_bigint::BigInt;
use num_traits::Zero;

use super::{Fold, Form, Function, UnitOf, Weight, dot, dot_exact, total_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `gini(生均图书, weight = 在校生数)`
pub static GINI: Function = Function {
    name: "gini",
    manual: include_str!("gini.md"),
    form: Form::Fold(Fold { weight: Weight::Required, unit: UnitOf::Plain, value: gini, exact: gini_exact }),
};

/// Sorts by value, then sums the area under the Lorenz curve step by step.
fn gini(values: &[f64], weights: &[f64]) -> Result<f64, Presence> {
    let whole = dot(values, weights);
    let total: f64 = weights.iter().sum();
    if whole == 0.0 || total == 0.0 {
        return Err(Presence::ZeroDivisor);
    }
    let mut pairs: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut below = 0.0;
    let mut area = 0.0;
    for (value, weight) in pairs {
        area += weight * (2.0 * below + value * weight);
        below += value * weight;
    }
    Ok(1.0 - area / (total * whole))
}

fn gini_exact(values: &[Exact], weights: &[Exact]) -> Result<Precise, Presence> {
    let whole = dot_exact(values, weights);
    let total = total_exact(weights);
    if whole.is_zero() || total.is_zero() {
        return Err(Presence::ZeroDivisor);
    }
    let mut pairs: Vec<(&Exact, &Exact)> = values.iter().zip(weights).collect();
    pairs.sort();
    let two = Exact::from(BigInt::from(2));
    let mut below = Exact::zero();
    let mut area = Exact::zero();
    for (value, weight) in pairs {
        area += weight * (&two * &below + value * weight);
        below += value * weight;
    }
    Ok((Exact::from(BigInt::from(1)) - area / (total * whole)).into())
}
