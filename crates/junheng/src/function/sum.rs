//! The sum of a group.

use super::{Fold, Form, Function, UnitOf, Weight, total_exact};

/// `sum(在校生数)`
pub static SUM: Function = Function {
    name: "sum",
    manual: include_str!("sum.md"),
    form: Form::Fold(Fold {
        weight: Weight::None,
        unit: UnitOf::First,
        value: |values, _| Ok(values.iter().sum()),
        exact: |values, _| Ok(total_exact(values).into()),
    }),
};
