//! `if`: both sides are checked, and where the readings taken by the pack settle it, one is left.

use crate::formula::{BinaryOperator, Expression};
use crate::program::Node;

use super::Compiler;
use super::expression::{Context, Typed};

impl Compiler<'_> {
    pub(super) fn conditional(
        &mut self,
        condition: &Expression,
        then: &Expression,
        otherwise: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let condition = {
            let typed = self.expression(condition, context)?;
            self.expect_truth(typed, context, &condition.range)?
        };
        let before = self.needs.len();
        let a = self.expression(then, context)?;
        let between = self.needs.len();
        let b = self.expression(otherwise, context)?;
        self.same_kind(&a, &b, context, &(then.range.start..otherwise.range.end))?;
        // What only the other reading looks at is not missing from the data.
        match settled(&condition) {
            Some(true) => self.needs.truncate(between),
            Some(false) => drop(self.needs.drain(before..between)),
            None => {}
        }
        let node = match settled(&condition) {
            Some(true) => a.node,
            Some(false) => b.node,
            None => Node::If(Box::new(condition), Box::new(a.node), Box::new(b.node)),
        };
        Some(Typed { node, kind: a.kind })
    }
}

/// Whether a condition holds, where it is the same for every row: it compares the reading of a parameter with a word.
fn settled(condition: &Node) -> Option<bool> {
    match condition {
        Node::Not(inner) => settled(inner).map(|truth| !truth),
        Node::Binary(BinaryOperator::Equal, a, b) => same(a, b),
        Node::Binary(BinaryOperator::NotEqual, a, b) => same(a, b).map(|truth| !truth),
        Node::Binary(BinaryOperator::And, a, b) => both(settled(a), settled(b)),
        Node::Binary(BinaryOperator::Or, a, b) => both(not(settled(a)), not(settled(b))).map(|truth| !truth),
        _ => None,
    }
}

fn same(a: &Node, b: &Node) -> Option<bool> {
    match (a, b) {
        (Node::Word(a), Node::Word(b)) => Some(a == b),
        _ => None,
    }
}

fn not(truth: Option<bool>) -> Option<bool> {
    truth.map(|truth| !truth)
}

fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
