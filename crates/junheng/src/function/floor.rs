//! The greatest whole number that is not above.

use super::{Form, Function, Scalar, UnitOf};

/// `floor(班数 / 12 班)`
pub static FLOOR: Function = Function {
    name: "floor",
    manual: include_str!("floor.md"),
    form: Form::Scalar(Scalar {
        arity: (1, 1),
        unit: UnitOf::First,
        value: |arguments| arguments[0].floor(),
        exact: |arguments| Some(arguments[0].floor()),
    }),
};
