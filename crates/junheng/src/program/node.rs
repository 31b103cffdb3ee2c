//! Parts of formulas, ready to run.

use crate::formula::BinaryOperator;
use crate::function::{Function, Truths};
use crate::quantity::{Exact, to_f64};
use crate::table::{FieldId, Grain, Presence};

use super::CheckId;

/// A number fixed by the pack, in base units.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// Exactly.
    pub exact: Exact,
    /// The nearest `f64`.
    pub value: f64,
}

impl From<Exact> for Constant {
    fn from(exact: Exact) -> Self {
        Constant { value: to_f64(&exact), exact }
    }
}

/// What a fold goes over.
#[derive(Debug, Clone)]
pub enum Over {
    /// The rows of a grain below.
    Rows {
        /// The grain.
        grain: Grain,
        /// The value of each row.
        value: Box<Node>,
        /// Which rows count.
        filter: Option<Box<Node>>,
        /// The weight of each row.
        weight: Option<Box<Node>>,
    },
    /// Values of the same row: members of an item.
    Members(Vec<(Node, Option<Node>)>),
}

/// A part of a formula, ready to run: numbers in base units, truths as 1 and 0, words as indices.
#[derive(Debug, Clone)]
pub enum Node {
    /// A number.
    Number(Constant),
    /// A word.
    Word(u32),
    /// A field at its own grain.
    Field(FieldId),
    /// What is supplied; where there is no such column, or no such row, the formula.
    Derived(Box<Node>, Box<Node>),
    /// A stage's share of a field of the whole unit.
    Split(FieldId),
    /// The stage of the row, as a word.
    Stage,
    /// The day of the assessment.
    AsOf,
    /// A value of the row above, of that grain.
    Up(Grain, Box<Node>),
    /// One for each stage.
    ByStage(Vec<Option<Node>>),
    /// The value of a check, in its unit.
    Value(CheckId),
    /// Whether a check is met.
    Met(CheckId),
    /// Whether a check is met in all rows below.
    RollUp(CheckId),
    /// The value of a check as a share of its limit.
    Attainment(CheckId),
    /// The points of a check.
    Points(CheckId),
    /// The answer to a check, as a word.
    Answer(CheckId),
    /// A value times a factor.
    Scaled(Box<Node>, Exact),
    /// `-x`
    Negative(Box<Node>),
    /// `not x`
    Not(Box<Node>),
    /// Two operands.
    Binary(BinaryOperator, Box<Node>, Box<Node>),
    /// One of several.
    In(Box<Node>, Vec<Node>),
    /// One of two.
    If(Box<Node>, Box<Node>, Box<Node>),
    /// The first that is there.
    Coalesce(Vec<Node>),
    /// A function, row by row.
    Scalar(&'static Function, Vec<Node>),
    /// Many values to one.
    Fold(&'static Function, Over),
    /// Many truths to one.
    Truths(Truths, Over),
    /// A value of a standard, found by keys.
    Lookup(usize, Vec<Node>),
    /// A field, so many periods earlier.
    Previous(FieldId, u32),
    /// Never there, for this reason.
    Absent(Presence),
}

impl std::fmt::Debug for Function {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}
