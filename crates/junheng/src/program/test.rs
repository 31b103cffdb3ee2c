//! What is asked of a row, and how points come about.

use crate::formula::BinaryOperator;
use crate::pack::{Comparison, IfNotApplicable, IfSeveral, Mode, Standing, Step};
use crate::quantity::Exact;

use super::CheckId;
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
    /// Nothing by itself: the grade decides.
    Graded,
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
    /// What bands are compared with.
    pub looks_at: LooksAt,
    /// What the points a person gives are a multiple of.
    pub step: Option<Exact>,
}

/// What the bands of outcome lines are compared with.
#[derive(Debug, Clone, Default)]
pub struct LooksAt {
    /// The attainment, in place of the value.
    pub attainment: bool,
    /// Rounding first: to a multiple, which way.
    pub rounding: Option<(Exact, Mode)>,
}

/// When an outcome line holds.
#[derive(Debug, Clone, Default)]
pub struct Condition {
    /// A truth.
    pub when: Option<Node>,
    /// A band.
    pub band: Vec<(Comparison, Node)>,
}

/// One line of a score.
#[derive(Debug, Clone)]
pub struct Line {
    /// When it holds.
    pub condition: Condition,
    /// What it gives.
    pub award: Award,
}

/// What a rule comes to where that is not whether it is met: a grade of a scale, or a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// A grade: its place in the scale, counted from 0 for the worst.
    Grade(u32),
    /// A state.
    State(Standing),
}

/// How a grade or a state comes about.
#[derive(Debug, Clone)]
pub struct Grading {
    /// The scale of its grades, as an index into [`super::Program::scales`].
    pub scale: Option<usize>,
    /// The lines; the first that holds settles.
    pub lines: Vec<(Condition, Given)>,
    /// What bands are compared with.
    pub looks_at: LooksAt,
    /// The grades that answers are, by word.
    pub answers: Vec<(u32, u32)>,
    /// What is given in place of that, and when.
    pub waivers: Vec<Waiver>,
    /// Which of several counts.
    pub several: IfSeveral,
    /// Grades that are taken from elsewhere: the worst stage.
    pub taken: Option<Node>,
    /// Vetoes that lower it to at most a grade where they are not met.
    pub caps: Vec<(CheckId, u32)>,
    /// Vetoes that end this year's assessment where they are not met.
    pub stops: Vec<CheckId>,
}

/// A variant that gives a grade or a state.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The id of the variant.
    pub id: String,
    /// When it holds.
    pub when: Node,
    /// The first and last day it is in force.
    pub in_force: (Option<i32>, Option<i32>),
    /// What it gives.
    pub given: Given,
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

impl Case {
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        std::iter::once(&self.when).chain(&self.value).chain(self.limit.iter().map(|(_, node)| node))
    }
}

impl Condition {
    /// Whether it holds whatever the data says; `None` where that depends. A reading that was taken is fixed.
    pub fn fixed(&self) -> Option<bool> {
        match &self.when {
            None if self.band.is_empty() => Some(true),
            Some(Node::Binary(BinaryOperator::Equal, a, b)) if self.band.is_empty() => match (&**a, &**b) {
                (Node::Word(a), Node::Word(b)) => Some(a == b),
                _ => None,
            },
            _ => None,
        }
    }

    /// Every formula of the condition.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.when.iter().chain(self.band.iter().map(|(_, node)| node))
    }
}

impl Award {
    fn nodes(&self) -> Vec<&Node> {
        match self {
            Award::Points(node) | Award::Share(node) => vec![node],
            Award::Deduct { amount, per, of } => {
                std::iter::once(amount).chain(per.iter().map(|(per, _)| per)).chain(of).collect()
            }
            Award::Picked(..) | Award::PickedDeduction(..) => Vec::new(),
        }
    }
}

impl Score {
    /// Every formula of the score.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let lines = self.lines.iter().flat_map(|line| line.condition.nodes().chain(line.award.nodes()));
        lines.chain(&self.points)
    }
}

impl Grading {
    /// The vetoes that act on it.
    pub fn vetoes(&self) -> impl Iterator<Item = CheckId> {
        self.caps.iter().map(|(veto, _)| *veto).chain(self.stops.iter().copied())
    }

    /// Every formula of the grading.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let lines = self.lines.iter().flat_map(|(condition, _)| condition.nodes());
        lines.chain(self.waivers.iter().map(|waiver| &waiver.when)).chain(&self.taken)
    }
}
