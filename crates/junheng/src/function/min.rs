//! The least of a group, or of several values.

use super::{Fold, Form, Function, UnitOf, Weight};
use crate::table::Presence;

/// `min(最大班额)`
pub static MIN: Function = Function {
    name: "min",
    manual: include_str!("min.md"),
    form: Form::Fold(Fold {
        weight: Weight::None,
        unit: UnitOf::First,
        value: |values, _| values.iter().copied().reduce(f64::min).ok_or(Presence::Nothing),
        exact: |values, _| values.iter().min().map(|value| value.clone().into()).ok_or(Presence::Nothing),
    }),
};
