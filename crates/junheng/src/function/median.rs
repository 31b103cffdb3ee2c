//! The weighted median of a group.

use num_bigint::BigInt;
use num_traits::Zero;

use super::{Fold, Form, Function, UnitOf, Weight, total_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `median(生均图书, weight = 在校生数)`
pub static MEDIAN: Function = Function {
    name: "median",
    manual: include_str!("median.md"),
    form: Form::Fold(Fold { weight: Weight::Required, unit: UnitOf::First, value: median, exact: median_exact }),
};

/// The least value at which half of the weight is reached.
fn median(values: &[f64], weights: &[f64]) -> Result<f64, Presence> {
    let half: f64 = weights.iter().sum::<f64>() / 2.0;
    if half == 0.0 {
        return Err(Presence::ZeroDivisor);
    }
    let mut pairs: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reached = 0.0;
    for (value, weight) in pairs {
        reached += weight;
        if reached >= half {
            return Ok(value);
        }
    }
    Err(Presence::Nothing)
}

fn median_exact(values: &[Exact], weights: &[Exact]) -> Result<Precise, Presence> {
    let half = total_exact(weights) / Exact::from(BigInt::from(2));
    if half.is_zero() {
        return Err(Presence::ZeroDivisor);
    }
    let mut pairs: Vec<(&Exact, &Exact)> = values.iter().zip(weights).collect();
    pairs.sort();
    let mut reached = Exact::from(BigInt::from(0));
    for (value, weight) in pairs {
        reached += weight;
        if reached >= half {
            return Ok(value.clone().into());
        }
    }
    Err(Presence::Nothing)
}
