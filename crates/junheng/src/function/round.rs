//! The nearest whole number, or number of so many places; half goes away from zero.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::{Form, Function, Scalar, UnitOf};
use crate::quantity::Exact;

/// `round(差异系数, 3)`
pub static ROUND: Function = Function {
    name: "round",
    manual: include_str!("round.md"),
    form: Form::Scalar(Scalar { arity: (1, 2), unit: UnitOf::First, value: round, exact: round_exact }),
};

fn round(arguments: &[f64]) -> f64 {
    let scale = 10f64.powf(arguments.get(1).copied().unwrap_or(0.0));
    (arguments[0] * scale).round() / scale
}

fn round_exact(arguments: &[Exact]) -> Option<Exact> {
    let places = arguments.get(1).map_or(Some(0), |places| places.to_integer().to_u32())?;
    let scale = Exact::from(BigInt::from(10).pow(places.min(60)));
    let half = Exact::new(BigInt::from(1), BigInt::from(2));
    let scaled = (arguments[0].abs() * &scale + half).floor() / scale;
    Some(if arguments[0].is_negative() { -scaled } else { scaled })
}
