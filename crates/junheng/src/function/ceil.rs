//! The least whole number that is not below.

use super::{Form, Function, Scalar, UnitOf};

/// `ceil(班数 / 12 班)`
pub static CEIL: Function = Function {
    name: "ceil",
    manual: include_str!("ceil.md"),
    form: Form::Scalar(Scalar {
        arity: (1, 1),
        unit: UnitOf::First,
        value: |arguments| arguments[0].ceil(),
        exact: |arguments| Some(arguments[0].ceil()),
    }),
};
