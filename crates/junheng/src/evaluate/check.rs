//! Checks to findings.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::assessment::{Column, Findings, State};
use crate::pack::{Comparison, IfSeveral, Mode};
use crate::program::{Case, Check, CheckId, Node, Test};
use crate::quantity::Precise;
use crate::table::{Grain, Presence};

use super::Run;
use super::choice::choose;
use super::doubt::{Doubt, near, order_of_bounds};

/// A value with its limit for every row: of the rule itself, or of one variant.
pub(super) struct Candidate<'n> {
    value: Arc<Column>,
    limit: Option<(Comparison, Arc<Column>)>,
    nodes: (&'n Node, Option<&'n Node>),
    /// How far comparing the two can be trusted.
    doubt: Doubt,
}

/// What came of one row.
#[derive(Clone, Copy)]
struct Outcome {
    state: State,
    /// Whether the value was found to be its limit exactly: then it is printed so, not as `f64` came near it.
    is_limit: bool,
}

impl Outcome {
    fn of(state: State) -> Self {
        Outcome { state, is_limit: false }
    }
}

/// Values with those that are their limit exactly set to it.
fn as_decided(mut values: Arc<Column>, limits: &Column, outcomes: &[Outcome]) -> Arc<Column> {
    for (row, _) in outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_limit) {
        Arc::make_mut(&mut values).values[row] = limits.values[row];
    }
    values
}

impl<'a> Run<'a> {
    pub(super) fn check(&mut self, id: CheckId) {
        let program = self.input.program;
        let check = program.check(id);
        let judged = self.judged(check);
        let mut findings = match &check.test {
            Test::Truth(node) => self.truth(node, check.grain),
            Test::Limit { value, limit, cases, several, rounding } => {
                self.limit(check, value, limit, cases, *several, *rounding)
            }
            Test::Ask(answers) => self.ask(id, answers, check.grain),
            Test::Graded => {
                Findings { state: vec![State::Unjudged; self.rows(check.grain).len()], ..Findings::default() }
            }
        };
        for (state, judged) in findings.state.iter_mut().zip(&judged) {
            *state = judged.unwrap_or(*state);
        }
        leave_out(check, &mut findings);
        self.findings[id.0 as usize] = findings;
        if let Some(grading) = &check.grading {
            self.grade(id, grading, &judged);
        }
        if check.is_verdict {
            self.findings[id.0 as usize].state.iter_mut().for_each(|state| *state = of_verdict(*state));
        }
        if let Some(score) = &check.score {
            let points = self.points(id, score, &judged);
            let findings = &mut self.findings[id.0 as usize];
            if matches!(check.test, Test::Ask(_)) {
                leave_unchecked(&mut findings.state, &points);
            }
            findings.points = Some(Arc::new(points));
        }
    }

    /// For each row, the state it has before anything is asked: out of scope, not applicable, unknown whether.
    fn judged(&mut self, check: &Check) -> Vec<Option<State>> {
        let rows = self.rows(check.grain);
        let mut judged = vec![None; rows.len()];
        for (at, row) in rows.enumerate() {
            let stage = self.input.frames.stage(check.grain, row);
            let in_force = self.is_within(check.in_force, check.grain, row);
            if !in_force || stage.is_some_and(|stage| !check.stages.contains(&stage)) {
                judged[at] = Some(State::OutOfScope);
            }
        }
        self.narrow(&check.applies, check.grain, State::NotApplicable, &mut judged);
        self.narrow(&check.scope, check.grain, State::OutOfScope, &mut judged);
        if check.is_verdict && check.grain.staged {
            self.without_units(check, &mut judged);
        }
        judged
    }

    /// Gives `otherwise` to rows for which a condition is false, and leaves those undetermined for which it is unknown.
    fn narrow(&mut self, condition: &Option<Node>, grain: Grain, otherwise: State, judged: &mut [Option<State>]) {
        let Some(condition) = condition else { return };
        let holds = self.node(condition, grain);
        for (row, judged) in judged.iter_mut().enumerate().filter(|(_, judged)| **judged != Some(State::OutOfScope)) {
            match holds.at(row) {
                Ok(truth) if truth > 0.5 => {}
                Ok(_) | Err(Presence::NotApplicable) => *judged = Some(otherwise),
                // Whether in scope or not, what does not apply does not apply.
                Err(_) if *judged == Some(State::NotApplicable) => {}
                Err(unknown) => *judged = Some(State::of_absence(unknown)),
            }
        }
    }

    fn truth(&mut self, node: &Node, grain: Grain) -> Findings {
        let column = self.node(node, grain);
        let state = |row| match column.at(row) {
            Ok(truth) if truth > 0.5 => State::Met,
            Ok(_) => State::NotMet,
            Err(absent) => State::of_absence(absent),
        };
        Findings { state: (0..column.len()).map(state).collect(), ..Findings::default() }
    }

    fn ask(&mut self, id: CheckId, answers: &[(u32, bool)], grain: Grain) -> Findings {
        let state = |row| match self.answer_word(id, grain, row) {
            Some(word) => match answers.iter().find(|(known, _)| *known == word) {
                Some((_, true)) => State::Met,
                Some((_, false)) => State::NotMet,
                None => State::NotChecked,
            },
            None if answers.is_empty() && self.given(id, grain, row).is_some() => State::Unjudged,
            None => State::NotChecked,
        };
        Findings { state: self.rows(grain).map(state).collect(), ..Findings::default() }
    }

    fn limit(
        &mut self,
        check: &'a Check,
        value: &'a Node,
        limit: &'a Option<(Comparison, Node)>,
        cases: &'a [Case],
        several: IfSeveral,
        rounding: Option<(u32, Mode)>,
    ) -> Findings {
        let base = self.candidate(value, limit, check.grain);
        let in_force: Vec<&Case> = cases.iter().filter(|case| self.is_ever_within(case.in_force)).collect();
        if in_force.is_empty() {
            return self.plain(check, base, rounding);
        }
        let mut candidates = vec![base];
        let mut holds = Vec::new();
        for case in &in_force {
            holds.push(self.while_in_force(&case.when, case.in_force, check.grain));
            let (value, limit) =
                (case.value.as_ref().unwrap_or(value), if case.limit.is_some() { &case.limit } else { limit });
            candidates.push(self.candidate(value, limit, check.grain));
        }
        let number =
            |case: &&Case| cases.iter().position(|known| std::ptr::eq(known, *case)).map_or(0, |at| at as u8 + 1);
        let numbers: Vec<u8> = in_force.iter().map(number).collect();
        self.chosen(check, &candidates, &holds, &numbers, several, rounding)
    }

    fn candidate<'n>(&mut self, value: &'n Node, limit: &'n Option<(Comparison, Node)>, grain: Grain) -> Candidate<'n> {
        let column = self.node(value, grain);
        let nodes = (value, limit.as_ref().map(|(_, node)| node));
        let limit = limit.as_ref().map(|(comparison, node)| (*comparison, self.node(node, grain)));
        let doubt = self.doubt([value].into_iter().chain(nodes.1));
        Candidate { value: column, limit, nodes, doubt }
    }

    fn plain(&mut self, check: &Check, base: Candidate<'_>, rounding: Option<(u32, Mode)>) -> Findings {
        let outcomes: Vec<Outcome> =
            (0..base.value.len()).map(|row| self.outcome(check, &base, row, rounding)).collect();
        let state = outcomes.iter().map(|outcome| outcome.state).collect();
        let limit = base.limit.map(|(_, limit)| limit);
        let value = limit.iter().fold(base.value, |value, limit| as_decided(value, limit, &outcomes));
        Findings { value: Some(value), limit, state, ..Findings::default() }
    }

    /// The findings where variants may hold: for each row the candidate that counts.
    fn chosen(
        &mut self,
        check: &Check,
        candidates: &[Candidate<'_>],
        holds: &[Arc<Column>],
        numbers: &[u8],
        several: IfSeveral,
        rounding: Option<(u32, Mode)>,
    ) -> Findings {
        let mut findings = Findings::default();
        let mut values = Column::default();
        let mut limits = Column::default();
        for row in 0..candidates[0].value.len() {
            let outcomes: Vec<Outcome> =
                candidates.iter().map(|candidate| self.outcome(check, candidate, row, rounding)).collect();
            let states: Vec<State> = outcomes.iter().map(|outcome| outcome.state).collect();
            let truths: Vec<Result<f64, Presence>> = holds.iter().map(|holds| holds.at(row)).collect();
            let choice = choose(&states, &truths, several);
            let limit = |candidate: &Candidate<'_>| {
                candidate.limit.as_ref().map_or(Err(Presence::NotStated), |(_, limit)| limit.at(row))
            };
            let is_limit = outcomes[choice.at].is_limit;
            // Where only the limit is in doubt the value is known, also one that is its limit exactly.
            let known = choice.settled(candidates, &truths, |candidate| candidate.value.at(row));
            values.push(if is_limit { known.and(limit(&candidates[choice.at])) } else { known });
            limits.push(choice.settled(candidates, &truths, limit));
            findings.state.push(choice.state);
            findings.case.push(if choice.at == 0 { 0 } else { numbers[choice.at - 1] });
        }
        findings.value = Some(Arc::new(values));
        findings.limit = candidates[0].limit.is_some().then(|| Arc::new(limits));
        findings
    }

    /// One row: its value beside its limit, decided exactly where the two are near.
    fn outcome(&self, check: &Check, candidate: &Candidate<'_>, row: usize, rounding: Option<(u32, Mode)>) -> Outcome {
        let value = candidate.value.at(row);
        let Some((comparison, limits)) = &candidate.limit else {
            return Outcome::of(value.map_or_else(State::of_absence, |_| State::Unjudged));
        };
        let (value, limit) = match (value, limits.at(row)) {
            (Ok(value), Ok(limit)) => (value, limit),
            (Err(reason), Ok(limit)) => {
                let decided = bounded(*comparison, &candidate.value, row, limit);
                return Outcome::of(decided.unwrap_or(State::of_absence(reason)));
            }
            (Ok(_), Err(reason)) => return Outcome::of(State::of_absence(reason)),
            (Err(a), Err(b)) => return Outcome::of(State::of_absence(a.max(b))),
        };
        let place = self.rows(check.grain).start + row;
        let exact = if rounding.is_some() || near(value, limit, candidate.doubt) {
            self.limit_exactly(candidate.nodes, check.grain, place, rounding)
        } else {
            None
        };
        let ordering = exact.unwrap_or_else(|| value.total_cmp(&limit));
        let state = if comparison.holds(ordering) { State::Met } else { State::NotMet };
        Outcome { state, is_limit: exact.is_some_and(Ordering::is_eq) && rounding.is_none() }
    }

    fn limit_exactly(
        &self,
        nodes: (&Node, Option<&Node>),
        grain: Grain,
        row: usize,
        rounding: Option<(u32, Mode)>,
    ) -> Option<Ordering> {
        let value = self.exactly(nodes.0, grain, row).ok()?;
        let limit = self.exactly(nodes.1?, grain, row).ok()?;
        let value = match rounding {
            Some((places, mode)) => super::score::rounded(&value, places, mode)?,
            None => value,
        };
        Some(value.compare(&limit))
    }

    pub(super) fn compare_exactly(&self, a: &Node, b: &Node, grain: Grain, row: usize) -> Option<Ordering> {
        let (a, b): (Precise, Precise) = (self.exactly(a, grain, row).ok()?, self.exactly(b, grain, row).ok()?);
        Some(a.compare(&b))
    }
}

/// A unit to which a rule does not apply has no value for it: in what is made from values it drops out.
fn leave_out(check: &Check, findings: &mut Findings) {
    let everywhere = check.applies.is_none() && check.scope.is_none() && check.in_force == (None, None);
    let Some(value) = findings.value.as_mut().filter(|_| !everywhere) else { return };
    let out = |state: State| matches!(state, State::NotApplicable | State::OutOfScope);
    if findings.state.iter().any(|state| out(*state)) {
        Arc::make_mut(value).take_out(Presence::NotApplicable, |row, _| out(findings.state[row]));
    }
}

/// A verdict is met, not met or undetermined.
fn of_verdict(state: State) -> State {
    match state {
        State::NotChecked | State::Error | State::NotApplicable => State::Undetermined,
        other => other,
    }
}

/// An answer whose score is not one that is offered leaves its item unchecked.
fn leave_unchecked(states: &mut [State], points: &Column) {
    for (row, state) in states.iter_mut().enumerate() {
        if points.presence(row) == Presence::Unanswered {
            *state = State::NotChecked;
        }
    }
}

/// A limit that the bounds of an unknown value already decide.
fn bounded(comparison: Comparison, value: &Column, row: usize, limit: f64) -> Option<State> {
    let ends = value.bounds.as_ref()?[row].map(|end| order_of_bounds(end, limit));
    let outside = ends[0].is_gt() || ends[1].is_lt();
    let [a, b] = ends.map(|order| comparison.holds(order));
    let settled = if comparison == Comparison::EqualTo { outside } else { a == b };
    settled.then_some(if a { State::Met } else { State::NotMet })
}
