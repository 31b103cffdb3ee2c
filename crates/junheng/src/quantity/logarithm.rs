//! The natural logarithm of a fraction, to as many digits as a comparison at a limit needs.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

use super::exact::Exact;

/// Decimal digits behind the point.
const DIGITS: u32 = 72;

/// Those that the rounding of a few hundred steps leaves certain.
const SLACK: u32 = 66;

/// The least and most the logarithm of a positive fraction can be; `None` of any other.
///
/// x = m · 2ᵏ with m in \[⅔, 4⁄3), ln x = ln m + k ln 2, and ln m = 2 artanh((m − 1)/(m + 1)) by its power series.
pub(super) fn logarithm(of: &Exact) -> Option<(Exact, Exact)> {
    if !of.is_positive() {
        return None;
    }
    let (two, four_thirds) = (Exact::from(BigInt::from(2)), Exact::new(BigInt::from(4), BigInt::from(3)));
    let (mut rest, mut doublings) = (of.clone(), 0i64);
    while rest >= four_thirds {
        rest /= &two;
        doublings += 1;
    }
    while &rest * &two < four_thirds {
        rest *= &two;
        doublings -= 1;
    }
    // ln 2 = ln 4⁄3 − ln ⅔.
    let of_two = near_one(&four_thirds) - near_one(&(&four_thirds / &two));
    let value = Exact::new(near_one(&rest) + of_two * doublings, BigInt::from(10).pow(DIGITS));
    let slack = Exact::new(BigInt::from(1 + doublings.abs()), BigInt::from(10).pow(SLACK));
    Some((&value - &slack, value + slack))
}

/// ln of a number from ⅔ to 4⁄3, times 10⁷²: the series gains a digit and a half with every term.
fn near_one(number: &Exact) -> BigInt {
    let (one, unit) = (Exact::one(), BigInt::from(10).pow(DIGITS));
    let ratio = (number - &one) / (number + &one);
    let z = ratio.numer() * &unit / ratio.denom();
    let square = &z * &z / &unit;
    let (mut power, mut sum, mut odd) = (z, BigInt::zero(), 1u32);
    while !power.is_zero() {
        sum += &power / odd;
        power = &power * &square / &unit;
        odd += 2;
    }
    sum * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{parse_decimal, to_f64};

    #[test]
    fn logarithms_are_those_of_published_tables() {
        // ln 2 and ln 10 to fifty digits: OEIS A002162, A002392.
        let known = [
            ("2", "0.69314718055994530941723212145817656807550013436025"),
            ("10", "2.30258509299404568401799145468436420760110148862877"),
            ("0.5", "-0.69314718055994530941723212145817656807550013436025"),
            ("1", "0"),
        ];
        for (of, expected) in known {
            let (low, high) = logarithm(&parse_decimal(of).expect("a decimal")).expect("positive");
            let expected = parse_decimal(expected).expect("a decimal");
            let last = Exact::new(BigInt::one(), BigInt::from(10).pow(49));
            assert!(&low - &last <= expected && expected <= &high + &last, "ln {of}");
            assert!(&high - &low < last, "ln {of} is known to fifty digits");
        }
    }

    #[test]
    fn logarithms_agree_with_those_of_the_machine() {
        for text in ["0.000001", "0.66666", "0.6667", "1.3333", "1.34", "3", "7.25", "123456.789", "1000000000000"] {
            let of = parse_decimal(text).expect("a decimal");
            let (low, high) = logarithm(&of).expect("positive");
            let machine = to_f64(&of).ln();
            assert!((to_f64(&low) - machine).abs() <= 1e-14 * machine.abs().max(1.0), "ln {text}");
            assert!(low <= high);
        }
        assert!(logarithm(&Exact::zero()).is_none());
    }
}
