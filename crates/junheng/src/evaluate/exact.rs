//! The same program on one row in exact arithmetic, from the shortest decimal form of the cells.
//!
//! Slow, and only used where `f64` cannot tell a value from its limit.

use std::sync::Arc;

use num_traits::Zero;

use crate::assessment::{Column, Findings, State};
use crate::formula::BinaryOperator;
use crate::function::{Form, Function};
use crate::program::{CheckId, Node, Test};
use crate::quantity::{Exact, Precise, later, shortest, years_between};
use crate::table::{FieldId, Grain, Presence, StageId};

use super::Run;
use super::column::{both, either, satisfies};

pub(super) fn fraction(value: Precise) -> Result<Exact, Presence> {
    value.fraction().cloned().ok_or(Presence::Failed)
}

fn truth(value: Result<f64, Presence>) -> Result<Precise, Presence> {
    value.map(|value| shortest(value).into())
}

impl Run<'_> {
    /// The value of a node on one row of the whole run.
    pub(super) fn exactly(&self, node: &Node, grain: Grain, row: usize) -> Result<Precise, Presence> {
        let frames = self.input.frames;
        match node {
            Node::Number(constant) => Ok(constant.exact.clone().into()),
            Node::Word(word) => Ok(shortest(self.words[*word as usize]).into()),
            Node::Field(field) => self.field_exactly(*field, grain, row),
            Node::Split(field) => self.split_exactly(*field, grain, row),
            Node::Stage => truth(frames.stage(grain, row).map(|stage| f64::from(stage.0)).ok_or(Presence::Nothing)),
            Node::AsOf => truth(self.today(grain, row)),
            Node::Absent(presence) => Err(*presence),
            Node::Up(above, inner) => {
                self.exactly(inner, *above, frames.up(grain, row, *above).ok_or(Presence::Nothing)?)
            }
            Node::ByStage(limits) => {
                let stage = frames.stage(grain, row).ok_or(Presence::NotStated)?;
                self.exactly(limits[stage.0 as usize].as_ref().ok_or(Presence::NotStated)?, grain, row)
            }
            Node::Value(check) => self.value_exactly(*check, row),
            Node::Met(check) => truth(self.state_of(*check, row).truth().map(|met| f64::from(u8::from(met)))),
            Node::Grade(check) => self.found_exactly(*check, row, |findings| &findings.grade),
            Node::Full(check) => truth(self.full(*check).at(row - self.rows(grain).start)),
            Node::Graded(inner, words) => {
                let word = self.exactly(inner, grain, row)?.to_f64();
                let place = words.iter().position(|grade| self.words[*grade as usize].total_cmp(&word).is_eq());
                truth(place.map(|place| place as f64).ok_or(Presence::Invalid))
            }
            Node::Below(inner) => truth(super::node::one_lower(self.exactly(inner, grain, row)?.to_f64())),
            Node::Earlier(inner, years) => self.earlier_exactly(inner, *years, grain, row),
            Node::Year => truth(self.year_of(grain, row)),
            Node::Later(inner, months, days) => {
                let day = self.exactly(inner, grain, row)?.to_f64();
                truth(Ok(f64::from(later(day as i32, *months, *days))))
            }
            Node::Years(from, to) => {
                let (from, to) = (self.exactly(from, grain, row)?.to_f64(), self.exactly(to, grain, row)?.to_f64());
                truth(Ok(f64::from(years_between(from as i32, to as i32))))
            }
            Node::Unit(word) => truth(Ok(self.unit_word_of(*word, grain, row))),
            Node::Otherwise(inner, other) => match self.exactly(inner, grain, row) {
                Err(Presence::NotApplicable) => self.exactly(other, grain, row),
                known => known,
            },
            Node::Rank(rank) => self.rank_exactly(rank, grain, row),
            // What comes from outside is known in `f64` only, and is compared as it came.
            Node::Native(call) => truth(self.native_on(call, grain, row)),
            Node::Pick(list, at, beyond) => self.pick_exactly(list, at, *beyond, grain, row),
            Node::Limit(check) => self.limit_of(*check, row),
            Node::Attainment(check) => self.attainment_exactly(*check, row),
            Node::Points(check) => self.found_exactly(*check, row, |findings| &findings.points),
            Node::Scaled(inner, factor) => Ok(self.exactly(inner, grain, row)?.times(&factor.clone().into())),
            Node::Negative(inner) => Ok(Precise::from(Exact::zero()).minus(&self.exactly(inner, grain, row)?)),
            Node::Binary(operator, a, b) => self.binary_exactly(*operator, a, b, grain, row),
            Node::If(condition, a, b) => {
                let holds = self.truth_exactly(condition, grain, row)? > 0.5;
                self.exactly(if holds { a } else { b }, grain, row)
            }
            Node::Derived(supplied, formula) => match self.exactly(supplied, grain, row) {
                Err(Presence::NoColumn | Presence::Nothing) => self.exactly(formula, grain, row),
                supplied => supplied,
            },
            Node::Coalesce(nodes) => {
                let mut last = Err(Presence::Nothing);
                for node in nodes {
                    last = self.exactly(node, grain, row);
                    if last.is_ok() {
                        break;
                    }
                }
                last
            }
            Node::Scalar(function, nodes) => self.scalar_exactly(function, nodes, grain, row),
            Node::Fold(function, over) => self.fold_exactly(function, over, grain, row),
            Node::Lookup(standard, keys) => {
                let keys = keys
                    .iter()
                    .map(|key| self.exactly(key, grain, row).map(|key| key.to_f64()))
                    .collect::<Result<Vec<_>, _>>()?;
                self.look_up(&self.input.program.standards[*standard], &keys).map(Precise::from)
            }
            Node::Not(_) | Node::In(..) | Node::Truths(..) | Node::RollUp(_) | Node::Answer(_) => {
                truth(self.truth_exactly(node, grain, row))
            }
            Node::Previous(field, years) => {
                let unit = frames.earlier(grain.level, frames.unit(grain, row), *years).ok_or(Presence::NoPeriod)?;
                self.cell_exactly(*field, grain, unit, frames.stage(grain, row).filter(|_| grain.staged))
            }
        }
    }

    /// A truth on one row.
    pub(super) fn truth_exactly(&self, node: &Node, grain: Grain, row: usize) -> Result<f64, Presence> {
        match node {
            Node::Not(inner) => Ok(1.0 - self.truth_exactly(inner, grain, row)?),
            Node::In(value, list) => {
                let value = self.exactly(value, grain, row)?;
                let equal = |node| Ok(f64::from(u8::from(self.exactly(node, grain, row)?.compare(&value).is_eq())));
                list.iter().map(equal).fold(Ok(0.0), either)
            }
            Node::Truths(question, over) => self.count_exactly(*question, over, grain, row),
            Node::RollUp(check) => self.roll_up_exactly(*check, grain, row),
            Node::Answer(check) => {
                let word = self.answer_word(*check, grain, row).ok_or(Presence::Unanswered)?;
                Ok(self.words[word as usize])
            }
            _ => self.exactly(node, grain, row).map(|value| value.to_f64()),
        }
    }

    pub(super) fn state_of(&self, check: CheckId, row: usize) -> State {
        let first = self.rows(self.input.program.check(check).grain).start;
        self.findings[check.0 as usize].state[row - first]
    }

    fn cell_exactly(
        &self,
        field: FieldId,
        grain: Grain,
        unit: usize,
        stage: Option<StageId>,
    ) -> Result<Precise, Presence> {
        let frames = self.input.frames;
        let Some(cell) = frames.cell(grain.level, field, unit, stage) else { return Err(Presence::NoColumn) };
        match frames.presence(cell) {
            Presence::Present => Ok(shortest(frames.number(cell)).into()),
            absent => Err(absent),
        }
    }

    fn field_exactly(&self, field: FieldId, grain: Grain, row: usize) -> Result<Precise, Presence> {
        let frames = self.input.frames;
        let assumed = &self.input.program.schema[field].assumed;
        if let Some(word) = assumed.as_ref().filter(|_| !frames.has_column(field)) {
            let code = frames.words.iter().position(|known| known == word);
            return Ok(shortest(code.map_or(-1.0, |code| code as f64)).into());
        }
        let stage = frames.stage(grain, row).filter(|_| grain.staged);
        self.cell_exactly(field, grain, frames.unit(grain, row), stage)
    }

    fn split_exactly(&self, field: FieldId, grain: Grain, row: usize) -> Result<Precise, Presence> {
        let frames = self.input.frames;
        let split = self.input.program.split.as_ref().ok_or(Presence::Failed)?;
        let unit = frames.unit(grain, row);
        let whole = self.field_exactly(field, Grain::whole(grain.level), unit)?;
        let mut total = Exact::zero();
        let mut own = Exact::zero();
        for (at, weight) in split.weights.iter().enumerate() {
            let Some(other) = frames.row_of(grain, unit, Some(StageId(at as u8))) else { continue };
            let weighted = fraction(self.field_exactly(split.by, grain, other)?)? * weight;
            total += &weighted;
            if other == row {
                own = weighted;
            }
        }
        if total.is_zero() {
            return Err(Presence::ZeroDivisor);
        }
        Ok(whole.times(&(own / total).into()))
    }

    /// The value of a check, of the variant that held.
    pub(super) fn value_exactly(&self, check: CheckId, row: usize) -> Result<Precise, Presence> {
        let told = self.input.program.check(check);
        let Test::Limit { value, cases, .. } = &told.test else { return Err(Presence::Nothing) };
        self.is_settled(check, row, &self.findings[check.0 as usize].value)?;
        let node = self.case_of(check, row).and_then(|case| cases[case].value.as_ref()).unwrap_or(value);
        self.exactly(node, told.grain, row)
    }

    /// Refuses what is not known because a variant may or may not hold.
    fn is_settled(&self, check: CheckId, row: usize, found: &Option<Arc<Column>>) -> Result<(), Presence> {
        let first = self.rows(self.input.program.check(check).grain).start;
        match found.as_ref().map_or(Presence::Present, |column| column.presence(row - first)) {
            Presence::Present => Ok(()),
            absent => Err(absent),
        }
    }

    fn limit_of(&self, check: CheckId, row: usize) -> Result<Precise, Presence> {
        let told = self.input.program.check(check);
        let Test::Limit { limit, cases, .. } = &told.test else { return Err(Presence::NotStated) };
        self.is_settled(check, row, &self.findings[check.0 as usize].limit)?;
        let own = self.case_of(check, row).and_then(|case| cases[case].limit.as_ref());
        let (_, node) = own.or(limit.as_ref()).ok_or(Presence::NotStated)?;
        self.exactly(node, told.grain, row)
    }

    /// Which variant of a check held on a row.
    pub(super) fn case_of(&self, check: CheckId, row: usize) -> Option<usize> {
        let first = self.rows(self.input.program.check(check).grain).start;
        let case = *self.findings[check.0 as usize].case.get(row - first)?;
        (case as usize).checked_sub(1)
    }

    pub(super) fn attainment_exactly(&self, check: CheckId, row: usize) -> Result<Precise, Presence> {
        if self.state_of(check, row) == State::OutOfScope {
            return Err(Presence::NotApplicable);
        }
        let (value, limit) = (self.value_exactly(check, row)?, self.limit_of(check, row)?);
        let upper = self.input.program.check(check).comparison.is_some_and(|comparison| comparison.is_upper());
        let (above, below) = if upper { (limit, value) } else { (value, limit) };
        above.over(&below).ok_or(Presence::ZeroDivisor)
    }

    /// How far a value falls short of its limit, in its unit; nothing where it does not.
    pub(super) fn shortfall_exactly(&self, check: CheckId, row: usize) -> Result<Exact, Presence> {
        let (value, limit) = (fraction(self.value_exactly(check, row)?)?, fraction(self.limit_of(check, row)?)?);
        let upper = self.input.program.check(check).comparison.is_some_and(|comparison| comparison.is_upper());
        let short = if upper { value - limit } else { limit - value };
        Ok(short.max(Exact::zero()))
    }

    /// Points or a grade, as found.
    fn found_exactly(
        &self,
        check: CheckId,
        row: usize,
        which: impl Fn(&Findings) -> &Option<Arc<Column>>,
    ) -> Result<Precise, Presence> {
        let first = self.rows(self.input.program.check(check).grain).start;
        let found = which(&self.findings[check.0 as usize]).as_ref().ok_or(Presence::NotStated)?;
        found.at(row - first).map(|found| shortest(found).into())
    }

    fn binary_exactly(
        &self,
        operator: BinaryOperator,
        a: &Node,
        b: &Node,
        grain: Grain,
        row: usize,
    ) -> Result<Precise, Presence> {
        use BinaryOperator::*;
        if let And | Or = operator {
            let sides = (self.truth_exactly(a, grain, row), self.truth_exactly(b, grain, row));
            return truth(if operator == And { both(sides.0, sides.1) } else { either(sides.0, sides.1) });
        }
        let (left, right) = match (self.exactly(a, grain, row), self.exactly(b, grain, row)) {
            (Ok(left), Ok(right)) => (left, right),
            (Err(a), Err(b)) => return Err(a.max(b)),
            (Err(only), _) | (_, Err(only)) => return Err(only),
        };
        match operator {
            Add => Ok(left.plus(&right)),
            Subtract => Ok(left.minus(&right)),
            Multiply => Ok(left.times(&right)),
            Divide => left.over(&right).ok_or(Presence::ZeroDivisor),
            _ => truth(Ok(f64::from(u8::from(satisfies(operator, left.compare(&right)))))),
        }
    }

    pub(super) fn scalar_exactly(
        &self,
        function: &Function,
        nodes: &[Node],
        grain: Grain,
        row: usize,
    ) -> Result<Precise, Presence> {
        let Form::Scalar(scalar) = &function.form else { return Err(Presence::Failed) };
        let arguments = nodes
            .iter()
            .map(|node| self.exactly(node, grain, row).and_then(fraction))
            .collect::<Result<Vec<_>, _>>()?;
        (scalar.exact)(&arguments).map(Precise::from).ok_or(Presence::Failed)
    }
}
