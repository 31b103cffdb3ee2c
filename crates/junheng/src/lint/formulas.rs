//! Names and numbers in formulas.

use std::collections::BTreeSet;

use crate::formula::{Expression, Shape, parse};
use crate::pack::{Award, Formula, Limit, Outcome, Variant};
use crate::source::normal;

/// Looks at a part of a formula and at every part within it.
pub fn walk<'e>(tree: &'e Expression, look: &mut impl FnMut(&'e Expression)) {
    look(tree);
    match &tree.shape {
        Shape::Number { .. } | Shape::Name(_) => {}
        Shape::List(members) => members.iter().for_each(|member| walk(member, look)),
        Shape::Negative(inner) | Shape::Not(inner) => walk(inner, look),
        Shape::Binary(_, left, right) | Shape::In(left, right) => {
            [left, right].into_iter().for_each(|side| walk(side, look))
        }
        Shape::Call(_, arguments) => arguments.iter().for_each(|argument| walk(&argument.value, look)),
    }
}

/// Adds the names and verbs of a formula.
pub fn names(formula: &Formula, out: &mut BTreeSet<String>) {
    let Ok(tree) = parse(&formula.text) else { return };
    walk(&tree, &mut |part| match &part.shape {
        Shape::Name(name) | Shape::Call(name, _) => drop(out.insert(normal(name))),
        // A name may begin with a digit; then it was read as a number with a unit.
        Shape::Number { raw: Some(raw), .. } => drop(out.insert(normal(raw))),
        _ => {}
    });
}

/// The formulas of a limit.
pub fn of_limit(limit: &Limit) -> Vec<&Formula> {
    match limit {
        Limit::One(formula) => vec![formula],
        Limit::ByStage(_, limits) => limits.iter().map(|(_, formula)| formula).collect(),
    }
}

/// The formulas of a variant.
pub fn of_variant(variant: &Variant) -> Vec<&Formula> {
    let limits = variant.limits().into_iter().flat_map(|(_, limit)| of_limit(limit));
    std::iter::once(&variant.when).chain(&variant.value).chain(limits).collect()
}

/// The formulas of a line of a score.
pub fn of_outcome(line: &Outcome) -> Vec<&Formula> {
    let limits = [&line.at_least, &line.at_most, &line.more_than, &line.less_than].into_iter().flatten();
    let awards = [&line.points, &line.share, &line.deduct].into_iter().flatten();
    let awards = awards.filter_map(|award| match award {
        Award::Formula(formula) => Some(formula),
        Award::Range(..) => None,
    });
    let parts = [&line.when, &line.per, &line.of].into_iter().flatten();
    parts.chain(limits.flat_map(of_limit)).chain(awards).collect()
}
