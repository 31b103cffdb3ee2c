//! The weighted mean of a group.

use num_traits::Zero;

use super::{Fold, Form, Function, UnitOf, Weight, dot, dot_exact, total_exact};
use crate::table::Presence;

/// `mean(生均图书, weight = 在校生数)`
pub static MEAN: Function = Function {
    name: "mean",
    manual: include_str!("mean.md"),
    form: Form::Fold(Fold {
        weight: Weight::Required,
        unit: UnitOf::First,
        value: |values, weights| {
            let total: f64 = weights.iter().sum();
            if total == 0.0 { Err(Presence::ZeroDivisor) } else { Ok(dot(values, weights) / total) }
        },
        exact: |values, weights| {
            let total = total_exact(weights);
            if total.is_zero() { Err(Presence::ZeroDivisor) } else { Ok((dot_exact(values, weights) / total).into()) }
        },
    }),
};
