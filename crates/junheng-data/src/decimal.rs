//! Decimal numbers as digits and an exponent, so that a change of unit moves the point and rounds nothing.

use junheng::quantity::{Exact, parse_decimal, to_f64};

/// `mantissa × 10^exponent`, as the cell wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    mantissa: u64,
    exponent: i32,
}

/// As many digits as always fit a `u64`.
const MOST_DIGITS: usize = 19;
/// Powers of ten that an `f64` holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
/// Integers below this are exact in an `f64`.
const EXACT_INTEGERS: u64 = 1 << 53;

impl Decimal {
    /// Reads `12`, `-3.5`, `.5`: ASCII digits with at most one sign and one point, and nothing else.
    #[inline]
    pub fn plain(text: &[u8]) -> Option<Decimal> {
        let (negative, digits) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        if digits.is_empty() || digits.len() > MOST_DIGITS {
            return None;
        }
        let (mantissa, places) = digits_and_places(digits)?;
        Some(Decimal { negative, mantissa, exponent: -places })
    }

    /// Reads what [`plain`](Self::plain) does, and an exponent: `1.5E+3`.
    pub fn scientific(text: &str) -> Option<Decimal> {
        let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
            return Decimal::plain(text.as_bytes());
        };
        let exponent = exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() < 400)?;
        let decimal = Decimal::plain(mantissa.as_bytes())?;
        Some(Decimal { exponent: decimal.exponent + exponent, ..decimal })
    }

    /// The shortest decimal that reads back as this finite number.
    pub fn shortest(value: f64) -> Option<Decimal> {
        Decimal::scientific(&format!("{value:e}"))
    }

    /// The nearest `f64` to this number times `10^shift`.
    #[inline]
    pub fn value(self, shift: i32) -> f64 {
        let exponent = self.exponent + shift;
        let size = if self.mantissa < EXACT_INTEGERS && exponent.unsigned_abs() < POWERS.len() as u32 {
            // One rounding only: both operands are exact.
            let power = POWERS[exponent.unsigned_abs() as usize];
            if exponent < 0 { self.mantissa as f64 / power } else { self.mantissa as f64 * power }
        } else {
            nearest(self.mantissa, exponent)
        };
        if self.negative { -size } else { size }
    }

    /// The exact fraction.
    pub fn exact(self) -> Option<Exact> {
        let sign = if self.negative { "-" } else { "" };
        parse_decimal(&format!("{sign}{}e{}", self.mantissa, self.exponent))
    }
}

/// All digits as one integer, and how many stand behind the point.
#[inline]
fn digits_and_places(text: &[u8]) -> Option<(u64, i32)> {
    let (mut mantissa, mut point) = (0u64, None);
    for (at, &byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if byte == b'.' && point.is_none() && text.len() > 1 {
            point = Some(at);
        } else {
            return None;
        }
    }
    Some((mantissa, point.map_or(0, |at| (text.len() - at - 1) as i32)))
}

/// The standard library rounds correctly whatever the size.
#[cold]
fn nearest(mantissa: u64, exponent: i32) -> f64 {
    let text = format!("{mantissa}e{exponent}");
    text.parse().unwrap_or(f64::NAN)
}

/// How a number in one unit becomes a number in another.
#[derive(Debug, Clone, PartialEq)]
pub enum Conversion {
    /// The decimal point moves: 万元 to 元 is 4.
    Shift(i32),
    /// Any other ratio: 亩 to ㎡ is 2000/3.
    Ratio(Exact),
}

impl Conversion {
    /// Leaves the number alone.
    pub const NONE: Conversion = Conversion::Shift(0);

    /// The conversion that multiplies by `ratio`.
    pub fn by(ratio: &Exact) -> Conversion {
        let power = |shift: &i32| parse_decimal(&format!("1e{shift}")).as_ref() == Some(ratio);
        (-12..=12).find(power).map_or_else(|| Conversion::Ratio(ratio.clone()), Conversion::Shift)
    }

    /// The number in the other unit, correctly rounded.
    #[inline]
    pub fn apply(&self, number: Decimal) -> f64 {
        match self {
            Conversion::Shift(shift) => number.value(*shift),
            Conversion::Ratio(ratio) => number.exact().map_or(f64::NAN, |exact| to_f64(&(exact * ratio))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Option<String> {
        Decimal::plain(text.as_bytes()).map(|number| number.value(0).to_string())
    }

    #[test]
    fn plain_numbers_are_read_and_nothing_else() {
        assert_eq!(plain("4115.99").as_deref(), Some("4115.99"));
        assert_eq!(plain("-0.5").as_deref(), Some("-0.5"));
        assert_eq!(plain("+7.").as_deref(), Some("7"));
        for text in ["", "-", ".", "1,014", "1.2.3", "12人", "１２", "12345678901234567890", "1e3"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn ten_thousand_yuan_become_yuan_without_rounding() {
        let value = Decimal::plain(b"228.54").expect("a number");
        assert_eq!(value.value(4).to_bits(), 2285400f64.to_bits());
        assert_ne!((0.07f64 * 1e4).to_bits(), Decimal::plain(b"0.07").expect("a number").value(4).to_bits());
    }

    #[test]
    fn long_numbers_are_the_nearest_too() {
        let text = "1234567890.123456789";
        assert_eq!(plain(text), None);
        assert_eq!(plain("123456789.123456789").as_deref(), Some("123456789.12345679"));
    }

    #[test]
    fn a_conversion_that_is_no_power_of_ten_is_exact_until_the_end() {
        let mu = Conversion::by(&Exact::new(2000.into(), 3.into()));
        assert_eq!(mu.apply(Decimal::plain(b"3").expect("a number")).to_bits(), 2000f64.to_bits());
        assert_eq!(Conversion::by(&Exact::new(1.into(), 100.into())), Conversion::Shift(-2));
    }

    #[test]
    fn a_float_of_a_workbook_is_taken_as_the_decimal_it_shows() {
        assert_eq!(Decimal::shortest(228.54).map(|number| number.value(4).to_string()).as_deref(), Some("2285400"));
    }
}
