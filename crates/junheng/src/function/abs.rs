//! The distance from zero.

use super::{Form, Function, Scalar, UnitOf};

/// `abs(value - 1)`
pub static ABS: Function = Function {
    name: "abs",
    manual: include_str!("abs.md"),
    form: Form::Scalar(Scalar {
        arity: (1, 1),
        unit: UnitOf::First,
        value: |arguments| arguments[0].abs(),
        exact: |arguments| Some(num_traits::Signed::abs(&arguments[0])),
    }),
};
