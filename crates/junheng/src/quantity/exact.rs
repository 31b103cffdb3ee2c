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

/// Below this every `f64` without a fraction is the integer that its shortest decimal says.
const INTEGERS: f64 = 9_007_199_254_740_992.0;

fn power_of_ten(exponent: i32) -> Exact {
    let power = Exact::from(BigInt::from(10).pow(exponent.unsigned_abs()));
    if exponent < 0 { power.recip() } else { power }
}

/// The exact value of the shortest decimal that reads back as `value`: what the cell said.
///
/// `value` must be finite.
pub fn shortest(value: f64) -> Exact {
    if value.fract() == 0.0 && value.abs() < INTEGERS {
        return Exact::from(BigInt::from(value as i64));
    }
    parse_decimal(&format!("{value:e}")).unwrap_or_else(Exact::zero)
}

/// The sum of fractions.
///
/// Halves are added up first: added one by one, the sum would carry the denominators of all that went before through
/// every step, and three thousand schools would take a hundred times as long as three hundred.
pub fn sum(mut values: Vec<Exact>) -> Exact {
    while values.len() > 1 {
        let pairs = values.chunks(2).map(|pair| pair.iter().skip(1).fold(pair[0].clone(), |sum, value| sum + value));
        values = pairs.collect();
    }
    values.pop().unwrap_or_else(Exact::zero)
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
    fn a_sum_is_that_of_its_parts_however_many() {
        let fraction = |at: i64| Exact::new((3 * at - 50).into(), (at + 1).into());
        for count in 0..40 {
            let one_by_one = (0..count).fold(Exact::zero(), |sum, at| sum + fraction(at));
            assert_eq!(sum((0..count).map(fraction).collect()), one_by_one);
        }
    }

    #[test]
    fn an_integer_is_itself_up_to_the_last_that_is_told_apart() {
        let last = INTEGERS as i64;
        for value in [0, 1, -7, last - 1, 1 - last, last, 2 * last] {
            assert_eq!(Some(shortest(value as f64)), parse_decimal(&value.to_string()));
        }
    }

    #[test]
    fn a_cell_is_the_shortest_decimal_that_reads_back() {
        assert_eq!(shortest(0.1), Exact::new(1.into(), 10.into()));
        assert_eq!(shortest(228.54e4), Exact::from(BigInt::from(2285400)));
    }
}
