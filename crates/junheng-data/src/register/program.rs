//! Formulas over the rows of a register, ready to run: no name left to look up.

use junheng::formula::BinaryOperator;
use junheng::quantity::Unit;

/// A named value of a row.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its name in formulas.
    pub name: String,
    /// What it is.
    pub kind: SlotKind,
}

/// What a value of a row is.
#[derive(Debug, Clone)]
pub enum SlotKind {
    /// One of these words, as [`source::normal`](junheng::source::normal) writes them; any word where `open`.
    Word {
        /// The words that count as themselves.
        words: Vec<String>,
        /// Whether another word may stand.
        open: bool,
    },
    /// A number in this unit.
    Number {
        /// The unit.
        unit: Unit,
        /// Whether it must be whole.
        whole: bool,
    },
    /// A day.
    Day,
}

/// Something true or not of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    /// The word of a slot is one of those marked.
    Among {
        /// The slot.
        slot: usize,
        /// For each of its words, whether it counts.
        marked: Vec<bool>,
    },
    /// The stage of the row is one of those marked.
    Stage(Vec<bool>),
    /// Two numbers compared.
    Compare(BinaryOperator, Number, Number),
    /// Not so.
    Not(Box<Truth>),
    /// `and`, or `or`.
    Both(BinaryOperator, Box<Truth>, Box<Truth>),
}

/// A number of a row, in base units.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// A literal.
    Literal(f64),
    /// The number of a slot.
    Slot(usize),
    /// The year of the row's period.
    Period,
    /// The number with the other sign.
    Negative(Box<Number>),
    /// Two numbers reckoned together.
    Reckoned(BinaryOperator, Box<Number>, Box<Number>),
}

/// How rows become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// How many.
    Count,
    /// Added up, as decimals: the order of rows changes no bit.
    Sum,
    /// The greatest.
    Max,
    /// The least.
    Min,
}

/// Over what is folded.
#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// Every row.
    Rows,
    /// Rows of which this is true.
    Truth(Truth),
    /// This number of each row.
    Number(Number),
}

/// One number made of many rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// How.
    pub fold: Fold,
    /// Over what.
    pub over: Over,
    /// Which rows take part; all where there is none.
    pub filter: Option<Truth>,
}

/// A formula over aggregates.
#[derive(Debug, Clone)]
pub enum Whole {
    /// A literal.
    Literal(f64),
    /// An aggregate of the register.
    Aggregate(usize),
    /// The number with the other sign.
    Negative(Box<Whole>),
    /// Two numbers reckoned together.
    Reckoned(BinaryOperator, Box<Whole>, Box<Whole>),
}

/// Two numbers reckoned together; `None` where the divisor is zero.
pub fn reckon(operator: BinaryOperator, left: f64, right: f64) -> Option<f64> {
    match operator {
        BinaryOperator::Add => Some(left + right),
        BinaryOperator::Subtract => Some(left - right),
        BinaryOperator::Multiply => Some(left * right),
        _ => (right != 0.0).then(|| left / right),
    }
}

impl Truth {
    /// Calls `used` with every slot it looks at.
    fn each_slot(&self, used: &mut impl FnMut(usize)) {
        match self {
            Truth::Among { slot, .. } => used(*slot),
            Truth::Stage(_) => {}
            Truth::Compare(_, left, right) => [left, right].into_iter().for_each(|number| number.each_slot(used)),
            Truth::Not(inner) => inner.each_slot(used),
            Truth::Both(_, left, right) => [left, right].into_iter().for_each(|truth| truth.each_slot(used)),
        }
    }
}

impl Number {
    fn each_slot(&self, used: &mut impl FnMut(usize)) {
        match self {
            Number::Literal(_) | Number::Period => {}
            Number::Slot(slot) => used(*slot),
            Number::Negative(inner) => inner.each_slot(used),
            Number::Reckoned(_, left, right) => [left, right].into_iter().for_each(|number| number.each_slot(used)),
        }
    }
}

impl Aggregate {
    /// Calls `used` with every slot it looks at.
    pub fn each_slot(&self, used: &mut impl FnMut(usize)) {
        match &self.over {
            Over::Rows => {}
            Over::Truth(truth) => truth.each_slot(used),
            Over::Number(number) => number.each_slot(used),
        }
        self.filter.iter().for_each(|filter| filter.each_slot(used));
    }
}

impl Whole {
    /// Calls `used` with every aggregate it is made of.
    pub fn each_aggregate(&self, used: &mut impl FnMut(usize)) {
        match self {
            Whole::Literal(_) => {}
            Whole::Aggregate(at) => used(*at),
            Whole::Negative(inner) => inner.each_aggregate(used),
            Whole::Reckoned(_, left, right) => [left, right].into_iter().for_each(|whole| whole.each_aggregate(used)),
        }
    }
}
