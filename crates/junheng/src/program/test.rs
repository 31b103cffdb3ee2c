//! What is asked of a row, and how points come about.

use crate::pack::{Comparison, IfNotApplicable, IfSeveral, Mode, Step};
use crate::quantity::Exact;

use super::node::Node;

/// What is asked of a row.
#[derive(Debug, Clone)]
pub enum Test {
    /// A truth.
    Truth(Node),
    /// A value, and a limit it is compared with.
    Limit {
        /// The value, in the unit of the check.
        value: Node,
        /// The limit, in the same unit.
        limit: Option<(Comparison, Node)>,
        /// Conditional replacements.
        cases: Vec<Case>,
        /// Which of several holds.
        several: IfSeveral,
        /// How the value is rounded first.
        rounding: Option<(u32, Mode)>,
    },
    /// A person's answer; true for those that meet the rule.
    Ask(Vec<(u32, bool)>),
}

/// A conditional replacement.
#[derive(Debug, Clone)]
pub struct Case {
    /// The id of the variant.
    pub id: String,
    /// When it holds.
    pub when: Node,
    /// Another value.
    pub value: Option<Node>,
    /// Another limit.
    pub limit: Option<(Comparison, Node)>,
    /// The first and last day it is in force.
    pub in_force: (Option<i32>, Option<i32>),
}

/// How points come about; all in exact arithmetic.
#[derive(Debug, Clone)]
pub struct Score {
    /// Full points; `None` where the source does not say.
    pub full: Option<Exact>,
    /// The least points.
    pub floor: Option<Exact>,
    /// The lines, read from full points downwards.
    pub lines: Vec<Line>,
    /// What an item that does not apply gives.
    pub if_not_applicable: IfNotApplicable,
    /// Points computed elsewhere, in place of lines.
    pub points: Option<Node>,
    /// Rounding of what the lines look at: to a multiple, which way.
    pub rounding: Option<(Exact, Mode)>,
    /// Whether lines look at the attainment.
    pub of_attainment: bool,
}

/// One line of a score.
#[derive(Debug, Clone)]
pub struct Line {
    /// When it holds.
    pub when: Option<Node>,
    /// The band in which it holds.
    pub band: Vec<(Comparison, Node)>,
    /// What it gives.
    pub award: Award,
}

/// What a line gives.
#[derive(Debug, Clone)]
pub enum Award {
    /// These points, and no further line.
    Points(Node),
    /// This share of full points, and no further line.
    Share(Node),
    /// Less so much, for each step where a step is stated.
    Deduct {
        /// How much.
        amount: Node,
        /// For each of these; how steps count.
        per: Option<(Node, Step)>,
        /// What the steps are counted of; the shortfall where absent.
        of: Option<Node>,
    },
    /// What a person picks within.
    Picked(Exact, Exact),
    /// The same, taken from full points.
    PickedDeduction(Exact, Exact),
}
