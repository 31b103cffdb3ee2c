//! What hangs on doubtful cells: the findings that would be others were the cells unknown.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::assessment::{Assessment, Days, State};
use crate::pack::Severity;
use crate::program::{CheckId, Program};
use crate::table::{CellRef, Frames, Presence};

use super::{Answers, Failing, Input, evaluate};

/// A finding that rests on doubtful cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// The rule, measure or verdict.
    pub check: CheckId,
    /// The row.
    pub row: usize,
    /// What it is with the cells as they were written.
    pub written: State,
    /// What it is with the cells unknown.
    pub unknown: State,
}

impl Turned {
    /// Whether the state itself is another, and not only the value behind it.
    pub fn is_turned(&self) -> bool {
        self.written != self.unknown
    }
}

/// Everything that rests on the cells of one failing check; verdicts first, then rules in the order of the pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effect {
    /// The findings.
    pub findings: Vec<Turned>,
}

/// What hangs on each failing check, and on all doubts about a subject unit together.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// For each failing check; none where it was not worked out.
    pub of: Vec<Option<Effect>>,
    /// For each subject unit with several doubts, with all of their cells unknown.
    pub together: BTreeMap<usize, Effect>,
}

/// Everything an evaluation looks at, its rows to be changed for a while.
pub struct Trial<'a> {
    /// The pack.
    pub program: &'a Program,
    /// The rows.
    pub frames: &'a mut Frames,
    /// The answers to judged items.
    pub answers: &'a Answers,
    /// The day of the assessment.
    pub as_of: &'a Days,
}

/// Works out what hangs on failing checks, in at most so many evaluations of a subject unit; the rows are as before in
/// the end.
pub fn effects(mut trial: Trial<'_>, failing: &[Failing], most: usize) -> Effects {
    let printed = printed(trial.program);
    let mut effects = Effects { of: vec![None; failing.len()], together: BTreeMap::new() };
    let mut left = most;
    for (subject, own) in by_subject(failing) {
        let subjects = trial.range(subject);
        let cost = subjects.len();
        // With the findings as they are, and with all doubts at once.
        let Some(rest) = left.checked_sub(2 * cost) else { break };
        left = rest;
        let now = trial.evaluate(subjects.clone());
        let mut known: BTreeMap<(bool, &[CellRef]), Effect> = BTreeMap::new();
        for at in own.iter().copied() {
            let key = (is_error(trial.program, &failing[at]), failing[at].cells.as_slice());
            if let Some(effect) = known.get(&key) {
                effects.of[at] = Some(effect.clone());
                continue;
            }
            let Some(rest) = left.checked_sub(cost) else { break };
            left = rest;
            let effect = trial.effect(&now, key.1, key.0, &printed);
            effects.of[at] = Some(known.entry(key).or_insert(effect).clone());
        }
        let doubted: Vec<usize> = own.into_iter().filter(|at| !is_error(trial.program, &failing[*at])).collect();
        if doubted.len() > 1 {
            let cells: Vec<CellRef> = doubted.iter().flat_map(|at| failing[*at].cells.iter().copied()).collect();
            effects.together.insert(subject, trial.effect(&now, &cells, false, &printed));
        }
    }
    effects
}

fn is_error(program: &Program, failing: &Failing) -> bool {
    program.data_checks[failing.check].severity == Severity::Error
}

/// The failing checks about each subject unit.
fn by_subject(failing: &[Failing]) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in failing.iter().enumerate() {
        one.subject.into_iter().for_each(|subject| found.entry(subject).or_default().push(at));
    }
    found
}

/// Verdicts and what is printed beside them.
fn printed(program: &Program) -> Vec<CheckId> {
    let verdicts = program.verdicts.iter().flat_map(|verdict| std::iter::once(verdict.whole).chain(verdict.by_stage));
    let rules =
        program.rules.iter().flat_map(|rule| rule.main.into_iter().chain(rule.members.iter().map(|(_, check)| *check)));
    let mut seen = std::collections::BTreeSet::new();
    verdicts.chain(rules).filter(|check| seen.insert(*check)).collect()
}

impl Trial<'_> {
    /// The subject units that must be evaluated for one of them.
    fn range(&self, subject: usize) -> Range<usize> {
        if self.program.is_divisible() { subject..subject + 1 } else { 0..self.frames.subjects() }
    }

    fn evaluate(&self, subjects: Range<usize>) -> Assessment {
        let input = Input { program: self.program, frames: self.frames, answers: self.answers, as_of: self.as_of };
        evaluate(input, subjects)
    }

    /// The findings that are others with the cells unknown, or, where they count as missing already, as written.
    fn effect(&mut self, now: &Assessment, cells: &[CellRef], are_missing: bool, printed: &[CheckId]) -> Effect {
        let presence = if are_missing { Presence::Present } else { Presence::Invalid };
        let before: Vec<Presence> = cells.iter().map(|cell| self.frames.set_presence(*cell, presence)).collect();
        let then = self.evaluate(now.subjects.clone());
        // Backwards, for a cell may be named twice.
        cells.iter().zip(before).rev().for_each(|(cell, before)| {
            self.frames.set_presence(*cell, before);
        });
        let (written, unknown) = if are_missing { (&then, now) } else { (now, &then) };
        let findings = printed.iter().flat_map(|check| self.differing(*check, written, unknown)).collect();
        Effect { findings }
    }

    /// The rows on which a check has another state or value.
    fn differing(&self, check: CheckId, written: &Assessment, unknown: &Assessment) -> Vec<Turned> {
        let first = self.frames.rows(self.program.check(check).grain, &written.subjects).start;
        let (a, b) = (written.of(check), unknown.of(check));
        let value = |column: &Option<std::sync::Arc<crate::assessment::Column>>, row: usize| {
            column.as_ref().and_then(|column| column.get(row)).map(f64::to_bits)
        };
        let differs = |row: &usize| {
            a.state[*row] != b.state[*row]
                || value(&a.value, *row) != value(&b.value, *row)
                || value(&a.points, *row) != value(&b.points, *row)
        };
        let turned = |row: usize| Turned { check, row: first + row, written: a.state[row], unknown: b.state[row] };
        (0..a.state.len()).filter(differs).map(turned).collect()
    }
}
