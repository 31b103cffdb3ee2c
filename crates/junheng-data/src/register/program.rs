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
    /// Added up; over whole numbers only, so that the order of rows changes no bit.
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
