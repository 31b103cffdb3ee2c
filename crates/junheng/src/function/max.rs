//! The greatest of a group, or of several values.

use super::{Fold, Form, Function, UnitOf, Weight};
use crate::table::Presence;

/// `max(最大班额)`
pub static MAX: Function = Function {
    name: "max",
    manual: include_str!("max.md"),
    form: Form::Fold(Fold {
        weight: Weight::None,
        unit: UnitOf::First,
        value: |values, _| values.iter().copied().reduce(f64::max).ok_or(Presence::Nothing),
        exact: |values, _| values.iter().max().map(|value| value.clone().into()).ok_or(Presence::Nothing),
    }),
};
