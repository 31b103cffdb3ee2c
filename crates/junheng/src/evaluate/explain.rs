//! How a finding came about: values of a formula, units below, cells.

use std::ops::Range;

use crate::diagnostic::CellPlace;
use crate::function::native::Told;
use crate::program::{CheckId, Node, Over, Test};
use crate::table::{Grain, Presence};

use super::parted::Group;
use super::series::Series;
use super::step::Step;
use super::told::{Compared, LineTold, Settled};
use super::{Input, Run};

/// Why something is not known: the cell or answer that is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// Why.
    pub presence: Presence,
    /// The field or rule.
    pub what: String,
    /// The unit.
    pub unit: String,
    /// The stage, empty where there is none.
    pub stage: String,
    /// Where it should stand.
    pub place: Option<CellPlace>,
    /// What a function from outside said of it.
    pub told: Option<Told>,
}

/// One unit below, in an aggregate.
#[derive(Debug, Clone)]
pub struct Share {
    /// Its row.
    pub row: usize,
    /// Its value, in the unit of the check it stands for.
    pub value: Result<f64, Presence>,
    /// Its weight.
    pub weight: Result<f64, Presence>,
    /// Its part of the variance, for a coefficient of variation.
    pub part: Option<f64>,
    /// The number of its group, where there are groups.
    pub group: Option<Result<i64, Presence>>,
    /// What its value was made from.
    pub steps: Vec<Step>,
}

/// How a value came about.
#[derive(Debug, Clone, Default)]
pub struct Explanation {
    /// What the formula looked at, on the row itself.
    pub steps: Vec<Step>,
    /// The units below that an aggregate went over.
    pub shares: Vec<Share>,
    /// The grain of those units.
    pub below: Option<Grain>,
    /// The groups they fall into.
    pub groups: Vec<Group>,
    /// The weighted mean over them.
    pub mean: Option<f64>,
    /// What the formula of the limit looked at.
    pub limit: Vec<Step>,
    /// The rows beside a row, or of other periods, that its value, limit or lines look at.
    pub series: Vec<Series>,
    /// The outcome lines.
    pub lines: Vec<LineTold>,
    /// What settled a grade beyond its lines.
    pub settled: Settled,
    /// The parts of a condition.
    pub parts: Vec<Compared>,
    /// What is missing.
    pub reasons: Vec<Reason>,
    /// The variant that held.
    pub case: Option<String>,
}

/// How the finding of a check on a row of the whole run came about.
pub fn explain(input: Input<'_>, check: CheckId, row: usize) -> Explanation {
    Explainer::of_row(input, check, row).explain(check, row)
}

/// What is missing for the findings of a check on a row to be known.
pub fn reasons(input: Input<'_>, check: CheckId, row: usize) -> Vec<Reason> {
    Explainer::of_row(input, check, row).reasons(check, row)
}

/// Explains many findings about one subject unit, which it evaluates once.
pub struct Explainer<'a>(Run<'a>);

impl<'a> Explainer<'a> {
    /// Evaluates one subject unit, to explain what was found about it and about the units below.
    pub fn new(input: Input<'a>, subject: usize) -> Self {
        Self::over(input, subject..subject + 1)
    }

    /// The explainer of a subject unit: the one that is kept, where it covers that unit too, because units that look at
    /// each other are evaluated together.
    pub fn kept<'k>(kept: &'k mut Option<Self>, input: Input<'a>, subject: usize) -> &'k mut Self {
        let known = kept.take().filter(|known| known.0.subjects.contains(&subject));
        kept.insert(known.unwrap_or_else(|| Self::new(input, subject)))
    }

    fn of_row(input: Input<'a>, check: CheckId, row: usize) -> Self {
        let grain = input.program.check(check).grain;
        let unit = input.frames.unit_above(grain.level, input.frames.unit(grain, row), input.program.subject);
        Self::over(input, unit.map_or(0..input.frames.subjects(), |unit| unit..unit + 1))
    }

    fn over(input: Input<'a>, subjects: Range<usize>) -> Self {
        // Where units look at each other, one cannot be evaluated without the others.
        let subjects = if input.program.is_divisible() { subjects } else { 0..input.frames.subjects() };
        let mut run = Run::new(input, subjects);
        run.all();
        Explainer(run)
    }

    /// How the finding of a check on a row came about.
    pub fn explain(&mut self, check: CheckId, row: usize) -> Explanation {
        let run = &mut self.0;
        let told = run.input.program.check(check);
        let mut explanation = Explanation { reasons: run.missing(check, row), ..Explanation::default() };
        if let Test::Limit { limit, cases, .. } = &told.test {
            let case = run.case_of(check, row);
            explanation.case = case.map(|case| cases[case].id.clone());
            if let Some(node) = run.value_of(check, row) {
                run.steps(node, told.grain, row, &mut explanation.steps);
                run.shares(node, told.grain, row, &mut explanation);
            }
            let limit = case.and_then(|case| cases[case].limit.as_ref()).or(limit.as_ref());
            limit.iter().for_each(|(_, node)| run.steps(node, told.grain, row, &mut explanation.limit));
        }
        explanation.series = run.series(check, row);
        explanation.lines = run.lines_told(check, row);
        explanation.settled = run.settled(check, row);
        explanation.parts = run.truth_told(check, row);
        explanation
    }

    /// What the value of a check on a row was made from on the row itself.
    pub fn steps(&self, check: CheckId, row: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        self.0.steps_of_check(check, row, &mut steps);
        steps
    }

    /// The units below that the value of a check on a row goes over, and nothing else of how it came about.
    pub fn shares(&self, check: CheckId, row: usize) -> Explanation {
        let mut explanation = Explanation::default();
        if let Some(node) = self.0.value_of(check, row) {
            self.0.shares(node, self.0.input.program.check(check).grain, row, &mut explanation);
        }
        explanation
    }

    /// The outcome lines of a check on a row.
    pub fn lines(&mut self, check: CheckId, row: usize) -> Vec<LineTold> {
        self.0.lines_told(check, row)
    }

    /// What settled the grade or state of a row beyond its lines.
    pub fn settled(&mut self, check: CheckId, row: usize) -> Settled {
        self.0.settled(check, row)
    }

    /// What is missing for the finding of a check on a row to be known.
    pub fn reasons(&self, check: CheckId, row: usize) -> Vec<Reason> {
        self.0.missing(check, row)
    }
}

impl Run<'_> {
    /// The formula that held for a check on a row, where it has one.
    fn value_of(&self, check: CheckId, row: usize) -> Option<&Node> {
        let Test::Limit { value, cases, .. } = &self.input.program.check(check).test else { return None };
        Some(self.case_of(check, row).and_then(|case| cases[case].value.as_ref()).unwrap_or(value))
    }

    /// The units below the first aggregate of a formula, with their parts of it.
    fn shares(&self, node: &Node, grain: Grain, row: usize, out: &mut Explanation) {
        let Some((function, Over::Rows { grain: below, value, filter, weight, by })) = first_fold(node) else { return };
        out.below = Some(*below);
        for lower in self.rows_below(*below, grain, row) {
            let counts = filter.as_ref().map_or(Ok(1.0), |filter| self.truth_exactly(filter, *below, lower));
            if counts == Ok(0.0) || counts == Err(Presence::NotApplicable) {
                continue;
            }
            let mut steps = Vec::new();
            match &**value {
                Node::Value(check) => self.steps_of_check(*check, lower, &mut steps),
                Node::Scaled(inner, _) if matches!(**inner, Node::Value(_)) => {
                    if let Node::Value(check) = **inner {
                        self.steps_of_check(check, lower, &mut steps);
                    }
                }
                _ => folds(node, *below).into_iter().for_each(|value| self.steps(value, *below, lower, &mut steps)),
            }
            let shown = in_unit(value);
            out.shares.push(Share {
                row: lower,
                value: self.exactly(shown, *below, lower).map(|value| value.to_f64()),
                weight: weight
                    .as_ref()
                    .map_or(Ok(1.0), |weight| self.exactly(weight, *below, lower).map(|weight| weight.to_f64())),
                part: None,
                group: by.as_ref().map(|by| self.group_of(by, *below, lower)),
                steps,
            });
        }
        by.iter().for_each(|by| self.part(by, *below, out));
        if matches!(function, "cv" | "mean" | "theil" | "between" | "within") {
            disperse(out, function == "cv");
        }
    }

    pub(super) fn steps_of_check(&self, check: CheckId, row: usize, out: &mut Vec<Step>) {
        if let Some(node) = self.value_of(check, row) {
            self.steps(node, self.input.program.check(check).grain, row, out);
        }
    }
}

/// The node of a check's value in the unit of the check, without the factor to base units.
fn in_unit(node: &Node) -> &Node {
    match node {
        Node::Scaled(inner, _) if matches!(**inner, Node::Value(_)) => inner,
        other => other,
    }
}

/// The mean over all units, and each unit's part of the variance.
fn disperse(out: &mut Explanation, parts: bool) {
    let known: Vec<(f64, f64)> =
        out.shares.iter().filter_map(|share| Some((share.value.ok()?, share.weight.ok()?))).collect();
    let total: f64 = known.iter().map(|(_, weight)| weight).sum();
    if total == 0.0 {
        return;
    }
    let mean = known.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
    out.mean = Some(mean);
    let square = |value: f64, weight: f64| weight / total * (value - mean) * (value - mean);
    let variance: f64 = known.iter().map(|(value, weight)| square(*value, *weight)).sum();
    for share in out.shares.iter_mut().filter(|_| parts && variance > 0.0) {
        if let (Ok(value), Ok(weight)) = (share.value, share.weight) {
            share.part = Some(square(value, weight) / variance);
        }
    }
}

/// The first aggregate over units below in a formula.
fn first_fold(node: &Node) -> Option<(&'static str, &Over)> {
    match node {
        Node::Fold(function, over @ Over::Rows { .. }) if function.form.folds() => Some((function.name, over)),
        // `if(mean = 0, 0, cv)`: what is worth showing is the branch, not the condition.
        Node::If(condition, a, b) => first_fold(a).or_else(|| first_fold(b)).or_else(|| first_fold(condition)),
        _ => node.parts().into_iter().find_map(first_fold),
    }
}

/// What every aggregate of a formula takes of the units of one grain: `sum(a) / sum(b)` looks at both.
fn folds(node: &Node, below: Grain) -> Vec<&Node> {
    match node {
        Node::Fold(_, Over::Rows { grain, value, .. }) if *grain == below => vec![value],
        _ => node.parts().into_iter().flat_map(|part| folds(part, below)).collect(),
    }
}
