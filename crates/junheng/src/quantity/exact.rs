//! Exact fractions: what a limit or a cell says, digit by digit.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// A fraction of two integers of any length.
pub type Exact = BigRational;

/// The exact value of a decimal text such as `0.45`, `-3`, `1.5e3`; `_` between digits is allowed.
pub fn parse_decimal(text: &str) -> Option<Exact> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    if exponent.unsigned_abs() > 400 {
        return None;
    }
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: String = [whole, fraction].concat().replace('_', "");
    let value: BigInt = digits.strip_prefix('+').unwrap_or(&digits).parse().ok()?;
    let places = exponent - fraction.replace('_', "").len() as i32;
    Some(Exact::from(value) * power_of_ten(places))
}

fn power_of_ten(exponent: i32) -> Exact {
    let power = Exact::from(BigInt::from(10).pow(exponent.unsigned_abs()));
    if exponent < 0 { power.recip() } else { power }
}

/// The exact value of the shortest decimal that reads back as `value`: what the cell said.
///
/// `value` must be finite.
pub fn shortest(value: f64) -> Exact {
    parse_decimal(&format!("{value:e}")).unwrap_or_else(Exact::zero)
}

/// The nearest `f64`.
pub fn to_f64(value: &Exact) -> f64 {
    if value.denom().is_one() {
        return value.numer().to_f64().unwrap_or(f64::INFINITY);
    }
    value.to_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_what_its_text_says() {
        assert_eq!(parse_decimal("0.45"), Some(Exact::new(9.into(), 20.into())));
        assert_eq!(parse_decimal("-1_000.5"), Some(Exact::new((-2001).into(), 2.into())));
        assert_eq!(parse_decimal("1.5e3"), Some(Exact::from(BigInt::from(1500))));
        assert_eq!(parse_decimal("一"), None);
    }

    #[test]
    fn a_cell_is_the_shortest_decimal_that_reads_back() {
        assert_eq!(shortest(0.1), Exact::new(1.into(), 10.into()));
        assert_eq!(shortest(228.54e4), Exact::from(BigInt::from(2285400)));
    }
}
