//! Parts of formulas, ready to run.

use std::sync::Arc;

use crate::formula::BinaryOperator;
use crate::function::native::Native;
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
        /// The group each row belongs to, as a word.
        by: Option<Box<Node>>,
    },
    /// Values of the same row: members of an item.
    Members(Vec<(Node, Option<Node>)>),
    /// The same row now and so many periods back, itself included.
    Years {
        /// How many periods.
        count: u32,
        /// The value of each.
        value: Box<Node>,
        /// Which count.
        filter: Option<Box<Node>>,
    },
    /// The rows beside a row, itself included.
    Peers {
        /// Which rows are beside it.
        among: Among,
        /// The value of each row.
        value: Box<Node>,
        /// Which rows count.
        filter: Option<Box<Node>>,
        /// The weight of each row.
        weight: Option<Box<Node>>,
    },
}

/// Which rows are beside a row; always of the same period, and of the same stage where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Among {
    /// Those that hang on the same unit above.
    Siblings,
    /// All of the level.
    All,
}

/// The place of a row among those beside it, counted from 1.
#[derive(Debug, Clone)]
pub struct Rank {
    /// Which rows are beside it.
    pub among: Among,
    /// What is ranked.
    pub value: Box<Node>,
    /// Which rows are ranked.
    pub filter: Option<Box<Node>>,
    /// Whether the highest comes first.
    pub high_first: bool,
    /// How equal values are placed.
    pub ties: Ties,
}

/// How equal values are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// 1, 2, 2, 3
    Dense,
    /// 1, 2, 2, 4
    Competition,
    /// 1, 2½, 2½, 4
    Mean,
}

/// What a list gives beyond its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Its last member.
    Last,
    /// Nothing at all: zero.
    Zero,
    /// It does not say.
    Undetermined,
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
    /// The limit of a check, in its unit.
    Limit(CheckId),
    /// The value of a check as a share of its limit.
    Attainment(CheckId),
    /// The points of a check.
    Points(CheckId),
    /// Full points of a check, where it applies.
    Full(CheckId),
    /// The grade of a check: its place in the scale, counted from 0 for the worst.
    Grade(CheckId),
    /// A word that is a grade, as its place in the scale; the words of the scale from the worst up.
    Graded(Box<Node>, Vec<u32>),
    /// One grade lower; the lowest has none below.
    Below(Box<Node>),
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
    /// Anything else, so many periods earlier.
    Earlier(Box<Node>, u32),
    /// The year of the row's period.
    Year,
    /// A day so many months and days later.
    Later(Box<Node>, i32, i32),
    /// Whole years from one day to another.
    Years(Box<Node>, Box<Node>),
    /// The code or the name of the row's unit, as a word.
    Unit(UnitWord),
    /// A value, and what stands for it where it does not apply.
    Otherwise(Box<Node>, Box<Node>),
    /// The place among the rows beside it.
    Rank(Rank),
    /// A member of a list, counted from 1.
    Pick(Vec<Node>, Box<Node>, Beyond),
    /// Never there, for this reason.
    Absent(Presence),
    /// A function from outside.
    Native(NativeCall),
}

/// A call of a function from outside.
#[derive(Debug, Clone)]
pub struct NativeCall {
    /// The function.
    pub function: Arc<Native>,
    /// For an aggregate, the grain of the rows it goes over.
    pub below: Option<Grain>,
    /// What it is given of each row.
    pub columns: Vec<Node>,
    /// Which rows count.
    pub filter: Option<Box<Node>>,
}

/// What names a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitWord {
    /// Its code.
    Code,
    /// Its name.
    Name,
    /// Its place among the units of its level: only to tell them apart.
    Place,
}

impl Node {
    /// The check a node looks at itself.
    pub fn check(&self) -> Option<CheckId> {
        match self {
            Node::Value(check)
            | Node::Met(check)
            | Node::RollUp(check)
            | Node::Limit(check)
            | Node::Attainment(check)
            | Node::Points(check)
            | Node::Full(check)
            | Node::Grade(check)
            | Node::Answer(check) => Some(*check),
            _ => None,
        }
    }

    /// The nodes directly below, on the same row.
    pub fn parts(&self) -> Vec<&Node> {
        match self {
            Node::Scaled(inner, _)
            | Node::Negative(inner)
            | Node::Not(inner)
            | Node::Graded(inner, _)
            | Node::Below(inner)
            | Node::Later(inner, ..) => vec![inner],
            Node::Binary(_, a, b) | Node::Derived(a, b) | Node::Years(a, b) | Node::Otherwise(a, b) => vec![a, b],
            Node::In(value, list) => std::iter::once(&**value).chain(list).collect(),
            Node::Pick(list, at, _) => list.iter().chain([&**at]).collect(),
            Node::If(a, b, c) => vec![a, b, c],
            Node::Coalesce(nodes) | Node::Scalar(_, nodes) | Node::Lookup(_, nodes) => nodes.iter().collect(),
            Node::ByStage(nodes) => nodes.iter().flatten().collect(),
            Node::Native(NativeCall { below: None, columns, .. }) => columns.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The nodes directly below on whatever rows.
    pub fn children(&self) -> Vec<&Node> {
        match self {
            Node::Up(_, inner) | Node::Earlier(inner, _) => vec![inner],
            Node::Fold(_, over) | Node::Truths(_, over) => over.nodes(),
            Node::Rank(rank) => std::iter::once(&*rank.value).chain(rank.filter.as_deref()).collect(),
            Node::Native(call) => call.columns.iter().chain(call.filter.as_deref()).collect(),
            _ => self.parts(),
        }
    }

    /// Whether its form tells that it is a truth.
    pub fn is_question(&self) -> bool {
        use BinaryOperator::{Add, Divide, Multiply, Subtract};
        match self {
            Node::Binary(operator, ..) => !matches!(operator, Add | Subtract | Multiply | Divide),
            _ => matches!(self, Node::In(..) | Node::Not(_) | Node::Truths(..) | Node::Met(_) | Node::RollUp(_)),
        }
    }

    /// Whether a node or one below it satisfies something.
    pub fn any(&self, wanted: &dyn Fn(&Node) -> bool) -> bool {
        wanted(self) || self.children().into_iter().any(|child| child.any(wanted))
    }
}

/// What an aggregate takes of each row.
#[derive(Clone, Copy)]
pub struct OfRows<'n> {
    /// The grain of the rows.
    pub grain: Grain,
    /// The value of each.
    pub value: &'n Node,
    /// Which count.
    pub filter: Option<&'n Node>,
    /// The weight of each.
    pub weight: Option<&'n Node>,
    /// The group of each.
    pub by: Option<&'n Node>,
}

impl Over {
    /// What is taken of each row, for rows of `grain` or below; `None` for members of one row.
    pub fn of_rows(&self, grain: Grain) -> Option<OfRows<'_>> {
        match self {
            Over::Rows { grain, value, filter, weight, by } => {
                let (filter, weight, by) = (filter.as_deref(), weight.as_deref(), by.as_deref());
                Some(OfRows { grain: *grain, value, filter, weight, by })
            }
            Over::Peers { value, filter, weight, .. } => {
                Some(OfRows { grain, value, filter: filter.as_deref(), weight: weight.as_deref(), by: None })
            }
            Over::Years { value, filter, .. } => {
                Some(OfRows { grain, value, filter: filter.as_deref(), weight: None, by: None })
            }
            Over::Members(_) => None,
        }
    }

    /// Everything that is computed for each row.
    pub fn nodes(&self) -> Vec<&Node> {
        match self {
            Over::Rows { value, filter, weight, by, .. } => {
                std::iter::once(&**value).chain([filter, weight, by].into_iter().filter_map(Option::as_deref)).collect()
            }
            Over::Peers { value, filter, weight, .. } => {
                std::iter::once(&**value).chain([filter, weight].into_iter().filter_map(Option::as_deref)).collect()
            }
            Over::Years { value, filter, .. } => std::iter::once(&**value).chain(filter.as_deref()).collect(),
            Over::Members(members) => {
                members.iter().flat_map(|(value, filter)| std::iter::once(value).chain(filter)).collect()
            }
        }
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}
