//! Nodes to columns.

use std::sync::Arc;

use crate::assessment::Column;
use crate::formula::BinaryOperator;
use crate::function::Form;
use crate::program::{CheckId, Node};
use crate::quantity::{Exact, later, to_f64, years_between};
use crate::table::{FieldId, Grain, Presence};

use super::Run;
use super::column::{both, compare_bounds, computed, either, graver, satisfies, truth};
use super::doubt::{Doubt, near};

/// What is read rather than computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Leaf {
    Field(FieldId),
    Split(FieldId),
    Share,
    Met(CheckId),
}

impl Run<'_> {
    /// The values of a node for all rows of a grain in the range of this run.
    pub(super) fn node(&mut self, node: &Node, grain: Grain) -> Arc<Column> {
        let length = self.rows(grain).len();
        match node {
            Node::Number(constant) => Arc::new(Column::filled(length, constant.value)),
            Node::Word(word) => Arc::new(Column::filled(length, self.words[*word as usize])),
            Node::Field(field) => self.leaf(Leaf::Field(*field), grain),
            Node::Split(field) => self.leaf(Leaf::Split(*field), grain),
            Node::Stage => self.stages(grain),
            Node::AsOf => Arc::new(Column::collect(self.rows(grain).map(|row| self.today(grain, row)))),
            Node::Absent(presence) => Arc::new(Column::absent(length, *presence)),
            Node::Up(above, inner) => self.up(grain, *above, inner),
            Node::ByStage(limits) => self.by_stage(limits, grain),
            Node::Value(check) => {
                let known = self.findings[check.0 as usize].value.clone();
                known.unwrap_or_else(|| Arc::new(Column::absent(length, Presence::Nothing)))
            }
            Node::Met(check) => self.leaf(Leaf::Met(*check), grain),
            Node::RollUp(check) => self.roll_up(*check, grain),
            Node::Limit(check) => {
                let known = self.findings[check.0 as usize].limit.clone();
                known.unwrap_or_else(|| Arc::new(Column::absent(length, Presence::NotStated)))
            }
            Node::Attainment(check) => Arc::new(self.attainment(*check)),
            Node::Points(check) => {
                let known = self.findings[check.0 as usize].points.clone();
                known.unwrap_or_else(|| Arc::new(Column::absent(length, Presence::NotStated)))
            }
            Node::Answer(check) => self.answer(*check, grain),
            Node::Scaled(inner, factor) => self.scaled(inner, factor, grain),
            Node::Negative(inner) => self.map(inner, grain, |value| -value),
            Node::Not(inner) => self.map(inner, grain, |value| 1.0 - value),
            Node::Binary(operator, a, b) => self.binary(*operator, a, b, grain),
            Node::In(value, list) => self.is_in(value, list, grain),
            Node::If(condition, a, b) => self.conditional(condition, a, b, grain),
            Node::Derived(supplied, formula) => self.derived(supplied, formula, grain),
            Node::Coalesce(nodes) => self.coalesce(nodes, grain),
            Node::Scalar(function, nodes) => self.scalar(function, nodes, grain),
            Node::Fold(function, over) => self.fold(function, over, grain),
            Node::Truths(question, over) => self.truths(*question, over, grain),
            Node::Lookup(standard, keys) => self.lookup(*standard, keys, grain),
            Node::Previous(field, years) => self.previous(*field, *years, grain),
            Node::Earlier(inner, years) => self.earlier(inner, *years, grain),
            Node::Year => self.year(grain),
            Node::Later(inner, months, days) => {
                self.map(inner, grain, |day| f64::from(later(day as i32, *months, *days)))
            }
            Node::Years(from, to) => self.years(from, to, grain),
            Node::Unit(word) => self.unit_word(*word, grain),
            Node::Otherwise(inner, other) => self.otherwise(inner, other, grain),
            Node::Grade(check) => {
                let known = self.findings[check.0 as usize].grade.clone();
                known.unwrap_or_else(|| Arc::new(Column::absent(length, Presence::NotApplicable)))
            }
            Node::Full(check) => Arc::new(self.full(*check)),
            Node::Graded(inner, words) => self.graded(inner, words, grain),
            Node::Below(inner) => {
                let places = self.node(inner, grain);
                Arc::new(Column::collect((0..length).map(|row| one_lower(places.at(row)?))))
            }
            Node::Rank(rank) => self.rank(rank, grain),
            Node::Native(call) => self.native(call, grain),
            Node::Pick(list, at, beyond) => self.pick(list, at, *beyond, grain),
        }
    }

    fn years(&mut self, from: &Node, to: &Node, grain: Grain) -> Arc<Column> {
        let (from, to) = (self.node(from, grain), self.node(to, grain));
        let row = |row: usize| Ok(f64::from(years_between(from.at(row)? as i32, to.at(row)? as i32)));
        Arc::new(Column::collect((0..from.len()).map(row)))
    }

    fn otherwise(&mut self, inner: &Node, other: &Node, grain: Grain) -> Arc<Column> {
        let (column, other) = (self.node(inner, grain), self.node(other, grain));
        let row = |row: usize| match column.at(row) {
            Err(Presence::NotApplicable) => other.at(row),
            known => known,
        };
        Arc::new(Column::collect((0..column.len()).map(row)))
    }

    /// Words that are grades, as their places in the scale.
    fn graded(&mut self, inner: &Node, words: &[u32], grain: Grain) -> Arc<Column> {
        let column = self.node(inner, grain);
        let row = |row: usize| {
            let word = column.at(row)?;
            let place = words.iter().position(|grade| self.words[*grade as usize].total_cmp(&word).is_eq());
            place.map(|place| place as f64).ok_or(Presence::Invalid)
        };
        Arc::new(Column::collect((0..column.len()).map(row)))
    }

    pub(super) fn scaled(&mut self, inner: &Node, factor: &Exact, grain: Grain) -> Arc<Column> {
        let above = to_f64(&Exact::from(factor.numer().clone()));
        let below = to_f64(&Exact::from(factor.denom().clone()));
        self.map(inner, grain, move |value| value * above / below)
    }

    pub(super) fn map(&mut self, inner: &Node, grain: Grain, change: impl Fn(f64) -> f64) -> Arc<Column> {
        let column = self.node(inner, grain);
        let values = column.values.iter().map(|value| change(*value)).collect();
        Arc::new(Column { values, presence: column.presence.clone(), bounds: None })
    }

    pub(super) fn binary(&mut self, operator: BinaryOperator, a: &Node, b: &Node, grain: Grain) -> Arc<Column> {
        let (left, right) = (self.node(a, grain), self.node(b, grain));
        use BinaryOperator::*;
        let rows = 0..left.len();
        let column = match operator {
            And => Column::collect(rows.map(|row| both(left.at(row), right.at(row)))),
            Or => Column::collect(rows.map(|row| either(left.at(row), right.at(row)))),
            Divide if self.cancels(b) => {
                let mut column = computed(operator, &left, &right);
                column.take_out(Presence::ZeroDivisor, |row, _| self.is_nothing(b, &right, row, grain));
                column
            }
            Add | Subtract | Multiply | Divide => computed(operator, &left, &right),
            _ => {
                let doubt = self.doubt_between(a, b);
                let first = self.rows(grain).start;
                let compare =
                    |row: usize| self.compared(operator, (a, &left), (b, &right), (grain, first + row, row), doubt);
                Column::collect(rows.map(compare))
            }
        };
        Arc::new(column)
    }

    /// How far comparing two nodes can be trusted.
    fn doubt_between(&self, a: &Node, b: &Node) -> Doubt {
        if is_exact(a) && is_exact(b) { Doubt::None } else { self.doubt([a, b]) }
    }

    /// Whether a divisor whose terms cancel is nothing, though rounding left a little of it.
    fn is_nothing(&self, divisor: &Node, values: &Column, row: usize, grain: Grain) -> bool {
        let exactly = || self.exactly(divisor, grain, self.rows(grain).start + row);
        let nothing = || exactly().is_ok_and(|value| value.fraction().is_some_and(|value| *value == Exact::default()));
        values.at(row).is_ok_and(|value| near(value, 0.0, Doubt::Cancelling)) && nothing()
    }

    pub(super) fn compared(
        &self,
        operator: BinaryOperator,
        a: (&Node, &Column),
        b: (&Node, &Column),
        place: (Grain, usize, usize),
        doubt: Doubt,
    ) -> Result<f64, Presence> {
        let (grain, row, at) = place;
        let (left, right) = (a.1.at(at), b.1.at(at));
        let (Ok(x), Ok(y)) = (left, right) else {
            return compare_bounds(operator, a.1.bounds_at(at), b.1.bounds_at(at))
                .map_or_else(|| Err(graver(left, right)), truth);
        };
        let ordering = if near(x, y, doubt) { self.compare_exactly(a.0, b.0, grain, row) } else { None };
        truth(satisfies(operator, ordering.unwrap_or_else(|| x.total_cmp(&y))))
    }

    pub(super) fn is_in(&mut self, value: &Node, list: &[Node], grain: Grain) -> Arc<Column> {
        let column = self.node(value, grain);
        let members: Vec<Arc<Column>> = list.iter().map(|node| self.node(node, grain)).collect();
        let doubts: Vec<Doubt> = list.iter().map(|node| self.doubt_between(value, node)).collect();
        let first = self.rows(grain).start;
        let row = |row: usize| {
            column.at(row)?;
            let equal = list.iter().zip(&members).zip(&doubts).map(|((node, member), doubt)| {
                let place = (grain, first + row, row);
                self.compared(BinaryOperator::Equal, (value, &column), (node, member), place, *doubt)
            });
            equal.fold(Ok(0.0), either)
        };
        Arc::new(Column::collect((0..column.len()).map(row)))
    }

    pub(super) fn conditional(&mut self, condition: &Node, a: &Node, b: &Node, grain: Grain) -> Arc<Column> {
        let condition = self.node(condition, grain);
        let (a, b) = (self.node(a, grain), self.node(b, grain));
        let row = |row: usize| if condition.at(row)? > 0.5 { a.at(row) } else { b.at(row) };
        Arc::new(Column::collect((0..condition.len()).map(row)))
    }

    pub(super) fn derived(&mut self, supplied: &Node, formula: &Node, grain: Grain) -> Arc<Column> {
        let supplied = self.node(supplied, grain);
        let lacks = |presence: Presence| matches!(presence, Presence::NoColumn | Presence::Nothing);
        if !supplied.presence.iter().any(|presence| lacks(*presence)) {
            return supplied;
        }
        let computed = self.node(formula, grain);
        let row = |row: usize| if lacks(supplied.presence(row)) { computed.at(row) } else { supplied.at(row) };
        Arc::new(Column::collect((0..supplied.len()).map(row)))
    }

    pub(super) fn coalesce(&mut self, nodes: &[Node], grain: Grain) -> Arc<Column> {
        let columns: Vec<Arc<Column>> = nodes.iter().map(|node| self.node(node, grain)).collect();
        let row = |row: usize| {
            let there = columns.iter().find(|column| column.presence(row).is_present());
            there.or(columns.last()).map_or(Err(Presence::Nothing), |column| column.at(row))
        };
        Arc::new(Column::collect((0..self.rows(grain).len()).map(row)))
    }

    pub(super) fn scalar(
        &mut self,
        function: &'static crate::function::Function,
        nodes: &[Node],
        grain: Grain,
    ) -> Arc<Column> {
        let Form::Scalar(scalar) = &function.form else {
            return Arc::new(Column::absent(self.rows(grain).len(), Presence::Failed));
        };
        let columns: Vec<Arc<Column>> = nodes.iter().map(|node| self.node(node, grain)).collect();
        let first = self.rows(grain).start;
        let doubt = self.doubt(nodes);
        let row = |row: usize| {
            let arguments: Vec<f64> = columns.iter().map(|column| column.at(row)).collect::<Result<_, _>>()?;
            let value = (scalar.value)(&arguments);
            // A step function next to its step is worked out exactly: 36 classes / 12 must not be 4 rooms.
            let exact = if at_step(function.name, &arguments, doubt) {
                self.scalar_exactly(function, nodes, grain, first + row).ok()
            } else {
                None
            };
            Ok(exact.map_or(value, |exact| exact.to_f64()))
        };
        Arc::new(Column::collect((0..self.rows(grain).len()).map(row)))
    }
}

/// The grade below a grade; the lowest has none.
pub(super) fn one_lower(place: f64) -> Result<f64, Presence> {
    if place > 0.5 { Ok(place - 1.0) } else { Err(Presence::NotApplicable) }
}

/// Whether a node's values are decimals as written, so that comparing them in `f64` is exact.
fn is_exact(node: &Node) -> bool {
    match node {
        Node::Number(_)
        | Node::Word(_)
        | Node::Field(_)
        | Node::Stage
        | Node::Answer(_)
        | Node::Met(_)
        | Node::Grade(_)
        | Node::Graded(..)
        | Node::Year
        | Node::Unit(_)
        | Node::Rank(_)
        | Node::Later(..)
        | Node::Years(..)
        | Node::Previous(..) => true,
        Node::Truths(crate::function::Truths::Count, _)
        | Node::Truths(crate::function::Truths::All | crate::function::Truths::Any, _) => true,
        Node::Up(_, inner) | Node::Earlier(inner, _) | Node::Below(inner) => is_exact(inner),
        Node::ByStage(nodes) => nodes.iter().flatten().all(is_exact),
        _ => false,
    }
}

/// Whether a rounding is next to where it jumps: at whole numbers, for the nearest at halves of its last place.
fn at_step(function: &str, arguments: &[f64], doubt: Doubt) -> bool {
    let steps = match function {
        "abs" => return false,
        "round" => 2.0 * 10f64.powf(arguments.get(1).copied().unwrap_or(0.0)),
        _ => 1.0,
    };
    let scaled = arguments[0] * steps;
    near(scaled, scaled.round(), doubt)
}
