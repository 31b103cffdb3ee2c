//! How far comparisons in `f64` can be trusted, and so where they are decided again exactly.

use std::cmp::Ordering;

use crate::formula::BinaryOperator;
use crate::program::{CheckId, Node, Over, Test};

use super::Run;

/// How far apart two numbers may lie in `f64` and still be equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Not at all: both are decimals as written.
    None,
    /// By rounding.
    Rounding,
    /// By rounding of terms that cancel: what is left may be as small as that.
    Cancelling,
}

/// Whether two numbers are too near each other to be told apart in `f64`.
pub(super) fn near(a: f64, b: f64, doubt: Doubt) -> bool {
    let largest = a.abs().max(b.abs());
    match doubt {
        Doubt::None => false,
        Doubt::Rounding => (a - b).abs() <= 1e-9 * largest,
        Doubt::Cancelling => (a - b).abs() <= 1e-3 * largest.max(1.0),
    }
}

/// The order of two bounds; they are sums of decimals, so that what differs by rounding only is equal.
pub(super) fn order_of_bounds(a: f64, b: f64) -> Ordering {
    if a.is_finite() && b.is_finite() && near(a, b, Doubt::Rounding) { Ordering::Equal } else { a.total_cmp(&b) }
}

impl Run<'_> {
    /// How far a comparison of computed nodes can be trusted.
    pub(super) fn doubt<'n>(&self, nodes: impl IntoIterator<Item = &'n Node>) -> Doubt {
        if nodes.into_iter().any(|node| self.cancels(node)) { Doubt::Cancelling } else { Doubt::Rounding }
    }

    /// Whether terms of a node may cancel, so that its value keeps few of their digits.
    pub(super) fn cancels(&self, node: &Node) -> bool {
        let program = self.input.program;
        match node {
            Node::Negative(_) | Node::Binary(BinaryOperator::Subtract, ..) => true,
            Node::Field(field) | Node::Split(field) | Node::Previous(field, _) => {
                program.schema[*field].may_be_negative
            }
            Node::Value(check) | Node::Limit(check) | Node::Attainment(check) => self.check_cancels(*check),
            Node::Up(_, inner) | Node::Scaled(inner, _) | Node::Earlier(inner, _) => self.cancels(inner),
            Node::Binary(BinaryOperator::Add | BinaryOperator::Multiply | BinaryOperator::Divide, a, b) => {
                self.cancels(a) || self.cancels(b)
            }
            Node::If(_, a, b) | Node::Derived(a, b) | Node::Otherwise(a, b) => self.cancels(a) || self.cancels(b),
            Node::Coalesce(nodes) | Node::Scalar(_, nodes) | Node::Pick(nodes, ..) => {
                nodes.iter().any(|node| self.cancels(node))
            }
            Node::ByStage(nodes) => nodes.iter().flatten().any(|node| self.cancels(node)),
            Node::Fold(_, Over::Rows { value, weight, .. } | Over::Peers { value, weight, .. }) => {
                self.cancels(value) || weight.as_ref().is_some_and(|weight| self.cancels(weight))
            }
            Node::Fold(_, Over::Years { value, .. }) => self.cancels(value),
            Node::Fold(_, Over::Members(members)) => members.iter().any(|(value, _)| self.cancels(value)),
            _ => false,
        }
    }

    fn check_cancels(&self, check: CheckId) -> bool {
        let Test::Limit { value, limit, cases, .. } = &self.input.program.check(check).test else { return false };
        let limits = limit.iter().chain(cases.iter().filter_map(|case| case.limit.as_ref())).map(|(_, node)| node);
        std::iter::once(value)
            .chain(cases.iter().filter_map(|case| case.value.as_ref()))
            .chain(limits)
            .any(|node| self.cancels(node))
    }
}
