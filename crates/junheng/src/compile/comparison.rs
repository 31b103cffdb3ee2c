//! What can be compared with what.

use crate::formula::{BinaryOperator, Expression};
use crate::program::Node;
use crate::quantity::Exact;

use super::Compiler;
use super::expression::{Context, Type, Typed};

impl Compiler<'_> {
    pub(super) fn comparison(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let (a, b) = self.pair(left, right, context)?;
        self.comparable(operator, [&a, &b], [left, right], context)?;
        Some(Typed::truth(Node::Binary(operator, Box::new(a.node), Box::new(b.node))))
    }

    /// Reports two sides that cannot be compared.
    pub(super) fn comparable(
        &mut self,
        operator: BinaryOperator,
        [a, b]: [&Typed; 2],
        [left, right]: [&Expression; 2],
        context: &Context<'_>,
    ) -> Option<()> {
        match (&a.kind, &b.kind) {
            (Type::Number(first), Type::Number(second))
                if !first.matches(second) && !is_zero(&a.node) && !is_zero(&b.node) =>
            {
                self.units_differ(first, second, context.at(&(left.range.start..right.range.end)));
                None
            }
            (Type::Word(_), Type::Word(_)) if is_unknown_word(&a.node, &b.node) => {
                self.mismatch(["写出的文字", "a word that is written out"], &b.kind, context.at(&right.range));
                None
            }
            (Type::Number(_), Type::Number(_)) | (Type::Truth, Type::Truth) => Some(()),
            (Type::Word(_), Type::Word(_)) if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) => {
                Some(())
            }
            (Type::Grade(first), Type::Grade(second)) if first == second => Some(()),
            (Type::Date, Type::Date) => Some(()),
            (expected, found) => {
                let [zh, en] = expected.names();
                self.mismatch([&zh, &en], found, context.at(&right.range));
                None
            }
        }
    }
}

/// Nothing is nothing in every unit.
fn is_zero(node: &Node) -> bool {
    matches!(node, Node::Number(constant) if constant.exact == Exact::default())
}

/// Codes and names of units are known by the words the pack writes, and cannot be told from others.
fn is_unknown_word(a: &Node, b: &Node) -> bool {
    let is_written = |node: &Node| matches!(node, Node::Word(_));
    [(a, b), (b, a)].iter().any(|(unit, other)| matches!(unit, Node::Unit(_)) && !is_written(other))
}
