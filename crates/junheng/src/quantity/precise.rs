//! Numbers good enough to decide a comparison at its very limit.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

use super::exact::{Exact, to_f64};

/// A number known exactly, or to sixty decimal digits.
#[derive(Debug, Clone)]
pub enum Precise {
    /// A fraction.
    Fraction(Exact),
    /// The square root of a fraction that is not negative.
    Root(Exact),
    /// Between these two, no further apart than rounding at sixty digits makes them.
    Between(Exact, Exact),
}

/// Decimal digits a root is worked out to.
const DIGITS: u32 = 64;

/// Two numbers that differ by less than this are the same: sixty digits.
fn nothing() -> Exact {
    Exact::new(BigInt::one(), BigInt::from(10).pow(60))
}

impl From<Exact> for Precise {
    fn from(value: Exact) -> Self {
        Precise::Fraction(value)
    }
}

impl Precise {
    /// The square root; `None` of a negative number.
    pub fn root(square: Exact) -> Option<Self> {
        (!square.is_negative()).then_some(Precise::Root(square))
    }

    /// The natural logarithm; `None` of what is not above zero.
    pub fn logarithm(of: &Exact) -> Option<Self> {
        super::logarithm::logarithm(of).map(|(low, high)| Precise::Between(low, high))
    }

    /// The fraction, if it is one.
    pub fn fraction(&self) -> Option<&Exact> {
        match self {
            Precise::Fraction(value) => Some(value),
            _ => None,
        }
    }

    /// The nearest `f64`.
    pub fn to_f64(&self) -> f64 {
        match self {
            Precise::Fraction(value) => to_f64(value),
            Precise::Root(square) => to_f64(square).sqrt(),
            Precise::Between(low, high) => to_f64(&((low + high) / Exact::from(BigInt::from(2)))),
        }
    }

    /// What it is at least: itself, where it is a fraction.
    pub fn at_least(&self) -> Exact {
        self.bounds().0
    }

    fn bounds(&self) -> (Exact, Exact) {
        match self {
            Precise::Fraction(value) => (value.clone(), value.clone()),
            Precise::Root(square) => root_bounds(square),
            Precise::Between(low, high) => (low.clone(), high.clone()),
        }
    }

    fn combine(&self, other: &Precise, join: impl Fn(&Exact, &Exact) -> Exact) -> Precise {
        if let (Precise::Fraction(a), Precise::Fraction(b)) = (self, other) {
            return Precise::Fraction(join(a, b));
        }
        let (a, b) = (self.bounds(), other.bounds());
        let corners = [join(&a.0, &b.0), join(&a.0, &b.1), join(&a.1, &b.0), join(&a.1, &b.1)];
        let [mut low, mut high] = [corners[0].clone(), corners[0].clone()];
        for corner in corners {
            low = low.min(corner.clone());
            high = high.max(corner);
        }
        Precise::Between(low, high)
    }

    /// The sum.
    pub fn plus(&self, other: &Precise) -> Precise {
        self.combine(other, |a, b| a + b)
    }

    /// The difference.
    pub fn minus(&self, other: &Precise) -> Precise {
        self.combine(other, |a, b| a - b)
    }

    /// The product; a root times a fraction that is not negative stays a root.
    pub fn times(&self, other: &Precise) -> Precise {
        match (self, other) {
            (Precise::Root(square), Precise::Fraction(factor)) | (Precise::Fraction(factor), Precise::Root(square))
                if !factor.is_negative() =>
            {
                Precise::Root(square * factor * factor)
            }
            _ => self.combine(other, |a, b| a * b),
        }
    }

    /// The quotient; `None` where the divisor is, or may be, zero.
    pub fn over(&self, other: &Precise) -> Option<Precise> {
        let (low, high) = other.bounds();
        if low <= Exact::zero() && high >= Exact::zero() {
            return None;
        }
        match (self, other) {
            (_, Precise::Fraction(divisor)) => Some(self.times(&Precise::Fraction(divisor.recip()))),
            _ => Some(self.combine(other, |a, b| a / b)),
        }
    }

    /// The order of two numbers; equal to sixty digits is equal.
    pub fn compare(&self, other: &Precise) -> Ordering {
        match (self, other) {
            (Precise::Fraction(a), Precise::Fraction(b)) => a.cmp(b),
            (Precise::Root(square), Precise::Fraction(b)) => compare_root(square, b),
            (Precise::Fraction(a), Precise::Root(square)) => compare_root(square, a).reverse(),
            (Precise::Root(a), Precise::Root(b)) => a.cmp(b),
            _ => compare_bounds(self.bounds(), other.bounds()),
        }
    }
}

fn compare_root(square: &Exact, other: &Exact) -> Ordering {
    if other.is_negative() { Ordering::Greater } else { square.cmp(&(other * other)) }
}

fn compare_bounds(a: (Exact, Exact), b: (Exact, Exact)) -> Ordering {
    let apart = nothing();
    if &a.0 - &b.1 > apart {
        return Ordering::Greater;
    }
    if &b.0 - &a.1 > apart { Ordering::Less } else { Ordering::Equal }
}

/// The root of a fraction from below and above, [`DIGITS`] digits behind the point.
fn root_bounds(square: &Exact) -> (Exact, Exact) {
    let scale = BigInt::from(10).pow(DIGITS);
    let below = (square.numer() * &scale * &scale / square.denom()).sqrt();
    let exact = Exact::new(below.clone(), scale.clone());
    if &(&exact * &exact) == square {
        return (exact.clone(), exact);
    }
    (exact, Exact::new(below + BigInt::one(), scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::parse_decimal;

    fn fraction(text: &str) -> Exact {
        parse_decimal(text).expect("a decimal")
    }

    #[test]
    fn a_root_is_compared_by_its_square() {
        let half = Precise::root(fraction("0.25")).expect("not negative");
        assert_eq!(half.compare(&fraction("0.5").into()), Ordering::Equal);
        let above = Precise::root(fraction("0.2500000000000000000000001")).expect("not negative");
        assert_eq!(above.compare(&fraction("0.5").into()), Ordering::Greater);
    }

    #[test]
    fn a_mean_of_roots_that_is_the_limit_is_equal_to_it() {
        let root = |text| Precise::root(fraction(text)).expect("not negative");
        let sum = root("0.49").plus(&root("0.36"));
        let mean = sum.over(&fraction("2").into()).expect("two is not zero");
        assert_eq!(mean.compare(&fraction("0.65").into()), Ordering::Equal);
        let two = root("2").times(&root("2"));
        assert_eq!(two.compare(&fraction("2").into()), Ordering::Equal);
        assert_eq!(two.compare(&fraction("2.0000000001").into()), Ordering::Less);
    }
}
