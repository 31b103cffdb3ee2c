//! Which branches of the checks the rows at hand take: stages of limits, variants, outcome lines.

use crate::assessment::State;
use crate::program::{Award, CheckId, Test};
use crate::table::{Presence, StageId};

use super::{Input, Run};

/// What the rows at hand show of one check.
#[derive(Debug, Clone, Default)]
pub struct Branches {
    /// By stage, where the check has rows by stage.
    pub stages: Vec<(Option<StageId>, Shown)>,
    /// The variants, in the order of the pack.
    pub variants: Vec<Variant>,
    /// For each outcome line whether some row reached it.
    pub lines: Vec<bool>,
}

/// Which states some row is in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// One meets it.
    pub met: bool,
    /// One does not.
    pub not_met: bool,
    /// One has been judged, be it only by points.
    pub known: bool,
    /// One is at its limit exactly.
    pub at_limit: bool,
}

/// Whether a variant held for some row, and for some did not.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its id.
    pub id: String,
    /// It held.
    pub held: bool,
    /// It did not.
    pub did_not: bool,
}

/// What all rows show of every check, in the order of [`Program::checks`](crate::program::Program::checks).
pub fn branches(input: Input<'_>) -> Vec<Branches> {
    let mut run = Run::new(input, 0..input.frames.subjects());
    run.all();
    (0..input.program.checks.len()).map(|at| run.branches(CheckId(at as u32))).collect()
}

impl Branches {
    /// Adds what other rows show of the same check.
    pub fn join(&mut self, other: Branches) {
        for (stage, shown) in other.stages {
            let own = self.stage(stage);
            own.met |= shown.met;
            own.not_met |= shown.not_met;
            own.known |= shown.known;
            own.at_limit |= shown.at_limit;
        }
        if self.variants.is_empty() {
            self.variants = other.variants;
        } else {
            for (own, other) in self.variants.iter_mut().zip(other.variants) {
                own.held |= other.held;
                own.did_not |= other.did_not;
            }
        }
        self.lines.resize(self.lines.len().max(other.lines.len()), false);
        self.lines.iter_mut().zip(other.lines).for_each(|(own, other)| *own |= other);
    }

    fn stage(&mut self, stage: Option<StageId>) -> &mut Shown {
        if !self.stages.iter().any(|(known, _)| *known == stage) {
            self.stages.push((stage, Shown::default()));
            self.stages.sort_by_key(|(stage, _)| *stage);
        }
        let at = self.stages.iter().position(|(known, _)| *known == stage).unwrap_or(0);
        &mut self.stages[at].1
    }
}

impl Run<'_> {
    fn branches(&mut self, id: CheckId) -> Branches {
        let check = self.input.program.check(id);
        let first = self.rows(check.grain).start;
        let state = self.findings[id.0 as usize].state.clone();
        let is_judged = |state: &State| !matches!(state, State::OutOfScope | State::NotApplicable);
        let judged: Vec<usize> = (0..state.len()).filter(|row| is_judged(&state[*row])).collect();
        let mut found = Branches { variants: self.variants(id, &judged), ..Branches::default() };
        if check.grain.staged {
            found.stages = check.stages.iter().map(|stage| (Some(*stage), Shown::default())).collect();
        } else {
            found.stage(None);
        }
        for row in &judged {
            let stage = self.input.frames.stage(check.grain, first + row).filter(|_| check.grain.staged);
            let at_limit = self.is_at_limit(id, *row);
            let shown = found.stage(stage);
            shown.met |= state[*row] == State::Met;
            shown.not_met |= state[*row] == State::NotMet;
            shown.known |= matches!(state[*row], State::Met | State::NotMet | State::Unjudged);
            shown.at_limit |= at_limit;
        }
        found.lines = self.lines(id, &judged);
        found
    }

    fn is_at_limit(&self, id: CheckId, row: usize) -> bool {
        let findings = &self.findings[id.0 as usize];
        let (Some(value), Some(limit)) = (&findings.value, &findings.limit) else { return false };
        // A value found to be its limit exactly was set to it.
        matches!((value.at(row), limit.at(row)), (Ok(value), Ok(limit)) if value.total_cmp(&limit).is_eq())
    }

    fn variants(&mut self, id: CheckId, judged: &[usize]) -> Vec<Variant> {
        let check = self.input.program.check(id);
        let cases = match &check.test {
            Test::Limit { cases, .. } => cases.iter().map(|case| (&case.id, &case.when, case.in_force)).collect(),
            _ => Vec::new(),
        };
        let waivers = check.grading.iter().flat_map(|grading| &grading.waivers);
        let waivers = waivers.map(|waiver| (&waiver.id, &waiver.when, waiver.in_force));
        let mut found = Vec::new();
        for (name, when, days) in cases.into_iter().chain(waivers) {
            let holds = self.while_in_force(when, days, check.grain);
            let is = |wanted: f64| judged.iter().any(|row| holds.at(*row) == Ok(wanted));
            found.push(Variant { id: name.clone(), held: is(1.0), did_not: is(0.0) });
        }
        found
    }

    /// The outcome lines that settle some row, or take from its points.
    fn lines(&mut self, id: CheckId, judged: &[usize]) -> Vec<bool> {
        let check = self.input.program.check(id);
        let first = self.rows(check.grain).start;
        if let Some(score) = check.score.as_ref().filter(|score| !score.lines.is_empty()) {
            let mut reached = vec![false; score.lines.len()];
            for row in judged.iter().map(|row| first + row) {
                for (at, line) in score.lines.iter().enumerate() {
                    match self.holds(id, score, line, check.grain, row) {
                        Ok(false) => continue,
                        Ok(true) => reached[at] = true,
                        Err(_) => break,
                    }
                    if !matches!(line.award, Award::Deduct { .. } | Award::PickedDeduction(..)) {
                        break;
                    }
                }
            }
            return reached;
        }
        let Some(grading) = &check.grading else { return Vec::new() };
        let mut reached = vec![false; grading.lines.len()];
        let mut open: Vec<usize> = judged.to_vec();
        for (at, (condition, _)) in grading.lines.iter().enumerate() {
            let holds = self.condition_holds(id, &grading.looks_at, condition, check.grain);
            reached[at] = open.iter().any(|row| holds.at(*row) == Ok(1.0));
            open.retain(|row| holds.at(*row) == Ok(0.0) || holds.at(*row) == Err(Presence::NotApplicable));
        }
        reached
    }
}
