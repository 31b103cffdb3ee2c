//! Units of measurement: a dimension and a scale.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::One;

use super::exact::{Exact, to_f64};

/// Exponents of the base units; a base unit with exponent 0 does not appear.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Dimension(BTreeMap<String, i8>);

/// The base units that count persons: 人 may stand for either of the others.
const PERSON: &str = "人";
const KINDS_OF_PERSON: [&str; 2] = ["生", "师"];

impl Dimension {
    /// The dimension of a plain number.
    pub fn none() -> Self {
        Self::default()
    }

    fn base(symbol: &str) -> Self {
        Self(BTreeMap::from([(symbol.to_owned(), 1)]))
    }

    /// Whether this is a plain number.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The dimension of a product, or of a quotient where `sign` is -1.
    pub fn times(&self, other: &Dimension, sign: i8) -> Dimension {
        let mut exponents = self.0.clone();
        for (base, exponent) in &other.0 {
            let own = exponents.entry(base.clone()).or_insert(0);
            *own = own.saturating_add(exponent.saturating_mul(sign));
        }
        exponents.retain(|_, exponent| *exponent != 0);
        Dimension(exponents)
    }

    /// Whether quantities of the two dimensions can be added and compared.
    ///
    /// 生 and 师 differ, so that a 生师比 is never taken for a 师生比; 人 matches either.
    pub fn matches(&self, other: &Dimension) -> bool {
        let mut difference = self.times(other, -1).0;
        let person = i32::from(difference.remove(PERSON).unwrap_or(0));
        let kinds = KINDS_OF_PERSON.map(|kind| i32::from(difference.remove(kind).unwrap_or(0)));
        let moved: i32 = kinds.iter().map(|exponent| exponent.abs()).sum();
        difference.is_empty() && person + kinds.iter().sum::<i32>() == 0 && moved == person.abs()
    }
}

impl std::fmt::Display for Dimension {
    /// `元/生`; a plain number shows as `1`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let side = |sign: i8| -> String {
            let factors = self.0.iter().filter(|(_, exponent)| exponent.signum() == sign);
            let repeated = factors
                .flat_map(|(base, exponent)| std::iter::repeat_n(base.as_str(), exponent.unsigned_abs() as usize));
            repeated.collect::<Vec<_>>().join("·")
        };
        let (above, below) = (side(1), side(-1));
        let above = if above.is_empty() { "1" } else { &above };
        if below.is_empty() { write!(out, "{above}") } else { write!(out, "{above}/{below}") }
    }
}

/// A unit of measurement as it is written, with its dimension and its size in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As written: `元/生`.
    pub text: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units one of it is: 10,000 for 万元, 1/100 for %.
    pub scale: Exact,
}

impl Unit {
    /// The unit of a plain number.
    pub fn none() -> Self {
        Self { text: String::new(), dimension: Dimension::none(), scale: Exact::one() }
    }

    /// A value in base units, expressed in this unit.
    pub fn from_base(&self, value: f64) -> f64 {
        value * integer(self.scale.denom()) / integer(self.scale.numer())
    }

    /// A value in this unit, expressed in base units.
    pub fn to_base(&self, value: f64) -> f64 {
        value * integer(self.scale.numer()) / integer(self.scale.denom())
    }
}

fn integer(value: &BigInt) -> f64 {
    to_f64(&Exact::from(value.clone()))
}

/// The symbols units are written with.
#[derive(Debug, Clone)]
pub struct Units(BTreeMap<String, (Dimension, Exact)>);

/// Symbol, base unit (empty for a plain number), and size as a fraction.
const SYMBOLS: &[(&str, &str, i64, i64)] = &[
    ("生", "生", 1, 1),
    ("师", "师", 1, 1),
    ("人", "人", 1, 1),
    ("间", "间", 1, 1),
    ("㎡", "㎡", 1, 1),
    ("m²", "㎡", 1, 1),
    ("m2", "㎡", 1, 1),
    ("平方米", "㎡", 1, 1),
    ("亩", "㎡", 2000, 3),
    ("米", "米", 1, 1),
    ("元", "元", 1, 1),
    ("册", "册", 1, 1),
    ("台", "台", 1, 1),
    ("套", "套", 1, 1),
    ("块", "块", 1, 1),
    ("班", "班", 1, 1),
    ("年", "年", 1, 1),
    ("月", "月", 1, 1),
    ("个月", "月", 1, 1),
    ("天", "天", 1, 1),
    ("日", "天", 1, 1),
    ("课时", "课时", 1, 1),
    ("学时", "课时", 1, 1),
    ("分", "分", 1, 1),
    ("份", "份", 1, 1),
    ("次", "", 1, 1),
    ("个", "", 1, 1),
    ("项", "", 1, 1),
    ("所", "", 1, 1),
    ("%", "", 1, 100),
    ("％", "", 1, 100),
    ("百分点", "", 1, 100),
    ("‰", "", 1, 1000),
];

/// Multiples that may stand before a symbol: 万元, 百生.
const MULTIPLES: &[(&str, i64)] = &[("十", 10), ("百", 100), ("千", 1000), ("万", 10_000), ("亿", 100_000_000)];

const MULTIPLES_IN_A_ROW: usize = 2;

impl Default for Units {
    fn default() -> Self {
        let entry = |&(symbol, base, above, below): &(&str, &str, i64, i64)| {
            let dimension = if base.is_empty() { Dimension::none() } else { Dimension::base(base) };
            (symbol.to_owned(), (dimension, Exact::new(above.into(), below.into())))
        };
        Self(SYMBOLS.iter().map(entry).collect())
    }
}

impl Units {
    /// Adds a base unit of a pack's own.
    pub fn add(&mut self, symbol: &str) {
        self.0.entry(symbol.to_owned()).or_insert_with(|| (Dimension::base(symbol), Exact::one()));
    }

    /// Every symbol.
    pub fn symbols(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The unit a text such as `元/生`, `万元`, `师/百生`, `%` names; `Err` is the part that is no unit.
    pub fn parse(&self, text: &str) -> Result<Unit, String> {
        let mut unit = Unit { text: text.trim().to_owned(), ..Unit::none() };
        if matches!(unit.text.as_str(), "" | "1") {
            return Ok(unit);
        }
        for (index, part) in text.trim().split('/').enumerate() {
            for symbol in part.split('·').map(str::trim).filter(|symbol| *symbol != "1") {
                let (dimension, scale) = self.symbol(symbol).ok_or_else(|| symbol.to_owned())?;
                let sign = if index == 0 { 1 } else { -1 };
                unit.dimension = unit.dimension.times(&dimension, sign);
                unit.scale *= if index == 0 { scale } else { scale.recip() };
            }
        }
        Ok(unit)
    }

    /// A symbol with at most two multiples before it: 百万元.
    fn symbol(&self, symbol: &str) -> Option<(Dimension, Exact)> {
        let mut rest = symbol;
        let mut factor = Exact::one();
        for _ in 0..=MULTIPLES_IN_A_ROW {
            if let Some((dimension, scale)) = self.0.get(rest) {
                return Some((dimension.clone(), scale * factor));
            }
            let (multiple, size) = MULTIPLES.iter().find(|(multiple, _)| rest.starts_with(multiple))?;
            rest = &rest[multiple.len()..];
            factor *= Exact::from(BigInt::from(*size));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Units::default().parse(text).expect("a unit of the table")
    }

    #[test]
    fn ten_thousand_yuan_are_yuan() {
        assert_eq!(unit("万元").to_base(228.54).to_string(), "2285400");
        assert!(unit("万元").dimension.matches(&unit("元").dimension));
    }

    #[test]
    fn per_hundred_pupils_is_a_hundredth_of_per_pupil() {
        assert_eq!(unit("师/百生").from_base(0.01).to_string(), "1");
        assert_eq!(unit("%").from_base(0.85).to_string(), "85");
    }

    #[test]
    fn pupils_per_teacher_is_not_teachers_per_pupil() {
        assert!(!unit("生/师").dimension.matches(&unit("师/生").dimension));
        assert!(unit("师/生").dimension.matches(&unit("人/百生").dimension));
        assert!(!unit("生/师").dimension.matches(&unit("").dimension));
    }

    #[test]
    fn what_is_no_unit_is_named() {
        assert_eq!(Units::default().parse("元/头").expect_err("头 is no unit"), "头");
    }
}
