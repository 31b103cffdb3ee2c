//! How a grade or points came about: line by line, with what each looked at.

use crate::formula::BinaryOperator;
use crate::program::{Award, CheckId, Condition, Given, Grading, Line, LooksAt, Node, Score, Test, Waiver};
use crate::quantity::to_f64;
use crate::table::{Grain, Presence};

use super::Run;

/// One comparison, or one truth, of a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Whether it holds.
    pub holds: Result<bool, Presence>,
    /// What is compared with what, where both are numbers; in base units.
    pub sides: Option<[Result<f64, Presence>; 2]>,
}

/// An outcome line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineTold {
    /// Whether it holds.
    pub holds: Result<bool, Presence>,
    /// Whether no line before it settled.
    pub is_read: bool,
    /// The parts of its condition, as they are written from left to right.
    pub parts: Vec<Compared>,
    /// What its band is compared with, after rounding: the value, or the attainment.
    pub looked_at: Option<f64>,
    /// What it gives or takes.
    pub points: Option<f64>,
    /// How a deduction is counted.
    pub steps: Option<Steps>,
}

/// How a deduction is counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps {
    /// What is counted, as a multiple of one step.
    pub ratio: f64,
    /// The steps that count.
    pub count: f64,
    /// Points for each.
    pub amount: f64,
}

/// What settled a grade or a state beyond its lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// The variant that gave it in place of the lines, or why it is not known whether it did.
    pub waiver: Option<(String, Result<(), Presence>)>,
    /// The veto that lowered it and the grade it was lowered to, or why it is not known whether it did.
    pub cap: Option<(CheckId, u32, Result<(), Presence>)>,
    /// The veto that ended this year's assessment, or why it is not known whether it did.
    pub stop: Option<(CheckId, Presence)>,
}

impl Run<'_> {
    /// The outcome lines of a check on a row.
    pub(super) fn lines_told(&mut self, check: CheckId, row: usize) -> Vec<LineTold> {
        let told = self.input.program.check(check);
        match (&told.score, &told.grading) {
            (Some(score), _) if !score.lines.is_empty() => self.score_told(check, score, told.grain, row),
            (_, Some(grading)) => self.grades_told(check, grading, told.grain, row),
            _ => Vec::new(),
        }
    }

    fn score_told(&mut self, check: CheckId, score: &Score, grain: Grain, row: usize) -> Vec<LineTold> {
        let mut is_read = true;
        let mut lines = Vec::new();
        for line in &score.lines {
            let holds = self.holds(check, score, line, grain, row);
            let mut told = self.line_told(check, &score.looks_at, &line.condition, holds, grain, row);
            told.is_read = is_read;
            self.award(check, score, line, &mut told, grain, row);
            let deducts = matches!(line.award, Award::Deduct { .. } | Award::PickedDeduction(..));
            is_read = is_read && (holds == Ok(false) || deducts && holds == Ok(true));
            lines.push(told);
        }
        lines
    }

    /// What a line gives or takes, if it holds.
    fn award(&self, check: CheckId, score: &Score, line: &Line, told: &mut LineTold, grain: Grain, row: usize) {
        if told.holds != Ok(true) {
            return;
        }
        told.points = match &line.award {
            Award::Points(node) => self.number(node, grain, row).ok(),
            Award::Share(node) => {
                self.number(node, grain, row).ok().zip(score.full.clone()).map(|(share, full)| share * full)
            }
            Award::Picked(low, high) | Award::PickedDeduction(low, high) => {
                self.picked(check, low, high, grain, row).ok()
            }
            Award::Deduct { amount, per, of } => {
                let counted = self.counted(check, per, of, grain, row).ok();
                let amount = self.number(amount, grain, row).ok();
                told.steps =
                    counted.as_ref().zip(amount.as_ref()).filter(|_| per.is_some()).map(|((ratio, count), amount)| {
                        Steps { ratio: to_f64(ratio), count: to_f64(count), amount: to_f64(amount) }
                    });
                counted.zip(amount).map(|((_, count), amount)| amount * count)
            }
        }
        .map(|points| to_f64(&points));
    }

    fn grades_told(&mut self, check: CheckId, grading: &Grading, grain: Grain, row: usize) -> Vec<LineTold> {
        let at = row - self.rows(grain).start;
        let mut is_read = true;
        let mut lines = Vec::new();
        for (condition, _) in &grading.lines {
            let holds = self.condition_holds(check, &grading.looks_at, condition, grain).at(at);
            let holds = match holds {
                Err(Presence::NotApplicable) => Ok(false),
                other => other.map(|truth| truth > 0.5),
            };
            let mut told = self.line_told(check, &grading.looks_at, condition, holds, grain, row);
            told.is_read = is_read;
            is_read = is_read && holds == Ok(false);
            lines.push(told);
        }
        lines
    }

    fn line_told(
        &self,
        check: CheckId,
        looks_at: &LooksAt,
        condition: &Condition,
        holds: Result<bool, Presence>,
        grain: Grain,
        row: usize,
    ) -> LineTold {
        let parts = condition.when.as_ref().map_or_else(Vec::new, |when| self.parts_told(when, grain, row));
        let looked_at = Some(looks_at).filter(|_| !condition.band.is_empty());
        let looked_at = looked_at.and_then(|looks_at| self.looked_at(check, looks_at, row).ok());
        let looked_at = looked_at.map(|value| value.to_f64());
        LineTold { holds, is_read: true, parts, looked_at, points: None, steps: None }
    }

    /// The comparisons and truths a condition is made of, from left to right.
    pub(super) fn parts_told(&self, node: &Node, grain: Grain, row: usize) -> Vec<Compared> {
        match node {
            Node::Binary(BinaryOperator::And | BinaryOperator::Or, a, b) => {
                [a, b].into_iter().flat_map(|side| self.parts_told(side, grain, row)).collect()
            }
            Node::Not(inner) => self.parts_told(inner, grain, row),
            _ => vec![self.part_told(node, grain, row)],
        }
    }

    fn part_told(&self, node: &Node, grain: Grain, row: usize) -> Compared {
        let holds = self.truth_exactly(node, grain, row).map(|truth| truth > 0.5);
        let sides = match node {
            Node::Binary(_, a, b) if is_number(a) && is_number(b) => {
                let side = |node: &Node| self.exactly(node, grain, row).map(|value| value.to_f64());
                Some([side(a), side(b)])
            }
            _ => None,
        };
        Compared { holds, sides }
    }

    /// What settled the grade or state of a row beyond its lines.
    pub(super) fn settled(&mut self, check: CheckId, row: usize) -> Settled {
        let program = self.input.program;
        let told = program.check(check);
        let Some(grading) = &told.grading else { return Settled::default() };
        let at = row - self.rows(told.grain).start;
        let mut given = self.first_given(check, grading, told.grain);
        let mut settled = Settled::default();
        let before = given[at];
        self.waive(&mut given, check, grading);
        if given[at] != before {
            let waiver = self.waiver_behind(grading, given[at], told.grain, at);
            settled.waiver = waiver.map(|waiver| (waiver.id.clone(), given[at].map(|_| ())));
        }
        for (veto, cap) in &grading.caps {
            let before = given[at];
            self.cap(&mut given, *veto, *cap, told.grain);
            if given[at] != before {
                settled.cap = Some((*veto, *cap, given[at].map(|_| ())));
            }
        }
        for veto in &grading.stops {
            let met = self.met_as_seen(*veto, told.grain).at(at);
            let stops = match met {
                Ok(truth) if truth > 0.5 => None,
                Ok(_) => Some(Presence::Stopped),
                Err(unknown) => Some(unknown).filter(|unknown| *unknown != Presence::NotApplicable),
            };
            settled.stop = settled.stop.or(stops.map(|stops| (*veto, stops)));
        }
        settled
    }

    /// The waiver that gave a row what it has, or that may have.
    fn waiver_behind<'g>(
        &mut self,
        grading: &'g Grading,
        given: Result<Given, Presence>,
        grain: Grain,
        at: usize,
    ) -> Option<&'g Waiver> {
        grading.waivers.iter().find(|waiver| {
            let holds = self.while_in_force(&waiver.when, waiver.in_force, grain).at(at);
            match given {
                Ok(given) => holds == Ok(1.0) && waiver.given == given,
                Err(_) => holds.is_err(),
            }
        })
    }

    /// The parts of the condition of a check that asks for a truth.
    pub(super) fn truth_told(&self, check: CheckId, row: usize) -> Vec<Compared> {
        let told = self.input.program.check(check);
        match &told.test {
            Test::Truth(node) => self.parts_told(node, told.grain, row),
            _ => Vec::new(),
        }
    }
}

/// Whether a side of a comparison is a number rather than a word, a grade or a day.
fn is_number(node: &Node) -> bool {
    match node {
        Node::Word(_)
        | Node::Answer(_)
        | Node::Grade(_)
        | Node::Graded(..)
        | Node::Below(_)
        | Node::Stage
        | Node::Unit(_)
        | Node::AsOf
        | Node::Later(..) => false,
        Node::Up(_, inner) | Node::Earlier(inner, _) => is_number(inner),
        _ => true,
    }
}
