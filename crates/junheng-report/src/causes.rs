//! What lies behind a finding that is not met: the findings below it that are not met either.

use std::collections::BTreeSet;
use std::sync::Arc;

use junheng::assessment::{Column, State, View};
use junheng::program::{CheckId, Node, Over, Test};
use junheng::table::Grain;

/// A finding that is not met and rests on no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The check.
    pub check: CheckId,
    /// The row it was made on.
    pub row: usize,
}

/// Causes each once, in the order they are found.
#[derive(Default)]
pub struct Causes {
    /// In order.
    pub all: Vec<Cause>,
    known: BTreeSet<Cause>,
}

impl Causes {
    /// Adds a cause, where it is not known yet.
    pub fn add(&mut self, cause: Cause) {
        if self.known.insert(cause) {
            self.all.push(cause);
        }
    }
}

/// The findings behind one that is not met, itself where it rests on no other; in the order they are met.
pub fn causes(view: View<'_>, check: CheckId, row: usize) -> Vec<Cause> {
    let mut found = Causes::default();
    behind(view, check, row, &mut found);
    found.all
}

/// The findings that the value of a check counts and that are not met.
pub fn behind_value(view: View<'_>, check: CheckId, row: usize) -> Vec<Cause> {
    let told = view.program.check(check);
    let mut found = Causes::default();
    if let Test::Limit { value, .. } = &told.test {
        walk(view, value, told.grain, row, &mut found);
    }
    found.all.retain(|cause| cause.check != check);
    found.all
}

fn behind(view: View<'_>, check: CheckId, row: usize, out: &mut Causes) {
    if view.state(check, row) != State::NotMet {
        return;
    }
    let told = view.program.check(check);
    let before = out.all.len();
    if let Test::Truth(node) = &told.test {
        walk(view, node, told.grain, row, out);
    }
    let lines = told.grading.iter().flat_map(|grading| &grading.lines);
    let conditions = lines.filter_map(|(condition, _)| condition.when.as_ref());
    conditions.for_each(|node| walk(view, node, told.grain, row, out));
    if out.all.len() == before {
        out.add(Cause { check, row });
    }
}

fn walk(view: View<'_>, node: &Node, grain: Grain, row: usize, out: &mut Causes) {
    match node {
        Node::Met(check) | Node::Grade(check) => behind(view, *check, row, out),
        Node::RollUp(check) => rows_below(view, view.program.check(*check).grain, grain, row)
            .into_iter()
            .for_each(|row| behind(view, *check, row, out)),
        Node::Up(above, inner) => {
            if let Some(row) = view.frames.up(grain, row, *above) {
                walk(view, inner, *above, row, out);
            }
        }
        Node::Binary(_, a, b) | Node::Derived(a, b) => {
            [a, b].into_iter().for_each(|side| walk(view, side, grain, row, out))
        }
        Node::If(_, a, b) => [a, b].into_iter().for_each(|side| walk(view, side, grain, row, out)),
        Node::Scaled(inner, _) => walk(view, inner, grain, row, out),
        Node::Fold(_, over) | Node::Truths(_, over) => walk_over(view, over, grain, row, out),
        _ => {}
    }
}

fn walk_over(view: View<'_>, over: &Over, grain: Grain, row: usize, out: &mut Causes) {
    match over {
        Over::Members(members) => members.iter().for_each(|(value, _)| walk(view, value, grain, row, out)),
        Over::Rows { grain: below, value, .. } => {
            rows_below(view, *below, grain, row).into_iter().for_each(|row| walk(view, value, *below, row, out));
        }
        // Other periods and other units are not what this unit can repair.
        Over::Years { .. } | Over::Peers { .. } => {}
    }
}

/// The rows of a lower grain that hang on a row.
pub fn rows_below(view: View<'_>, lower: Grain, upper: Grain, row: usize) -> Vec<usize> {
    let frames = view.frames;
    let subject = frames.unit_above(upper.level, frames.unit(upper, row), frames.subject);
    let range = subject.map_or(view.assessment.subjects.clone(), |subject| subject..subject + 1);
    frames.rows(lower, &range).filter(|below| frames.up(lower, *below, upper) == Some(row)).collect()
}

/// How far a finding is from its limit, as a share of the limit; the largest for what has no limit.
pub fn gap(view: View<'_>, cause: Cause) -> f64 {
    let at = cause.row - view.first_row(cause.check);
    let findings = view.assessment.of(cause.check);
    let get = |column: &Option<Arc<Column>>| column.as_ref().and_then(|column| column.get(at));
    match (get(&findings.value), get(&findings.limit)) {
        (Some(value), Some(limit)) if limit != 0.0 => ((value - limit) / limit).abs(),
        _ => f64::INFINITY,
    }
}
