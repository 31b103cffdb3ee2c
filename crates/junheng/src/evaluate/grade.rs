//! Grades and states that a rule gives in place of met or not met.

use std::sync::Arc;

use crate::assessment::{Column, State};
use crate::pack::{IfSeveral, Standing};
use crate::program::{CheckId, Condition, Given, Grading, LooksAt, Waiver};
use crate::table::{Grain, Presence};

use super::Run;

/// What a row is given, or why that is not known.
type Row = Result<Given, Presence>;

impl Run<'_> {
    /// Gives every row that is judged its grade, and the state it stands for.
    pub(super) fn grade(&mut self, check: CheckId, grading: &Grading) {
        let program = self.input.program;
        let grain = program.check(check).grain;
        let mut given = self.first_given(check, grading, grain);
        for waiver in &grading.waivers {
            self.waive(&mut given, check, waiver, grading);
        }
        for (veto, cap) in &grading.caps {
            self.cap(&mut given, *veto, *cap, grain);
        }
        let findings = &mut self.findings[check.0 as usize];
        let judged = |state: State| !matches!(state, State::OutOfScope | State::NotApplicable);
        let states = &mut findings.state;
        for (state, given) in states.iter_mut().zip(&given).filter(|(state, _)| judged(**state)) {
            *state = given.map_or_else(State::of_absence, |given| state_of(program, grading, given));
        }
        if grading.scale.is_some() {
            let grade = |(given, state): (&Row, &State)| match given {
                Ok(Given::Grade(place)) if judged(*state) => Ok(f64::from(*place)),
                Err(reason) if judged(*state) => Err(*reason),
                _ => Err(Presence::NotApplicable),
            };
            findings.grade = Some(Arc::new(Column::collect(given.iter().zip(findings.state.iter()).map(grade))));
        }
        self.stop(check, grading, grain);
    }

    /// What the lines, the answer or the stages give; else the state of the rule itself.
    pub(super) fn first_given(&mut self, check: CheckId, grading: &Grading, grain: Grain) -> Vec<Row> {
        let rows = 0..self.findings[check.0 as usize].state.len();
        if let Some(node) = &grading.taken {
            let column = self.node(node, grain);
            return rows.map(|row| column.at(row).map(|place| Given::Grade(place as u32))).collect();
        }
        if !grading.lines.is_empty() {
            let lines: Vec<(Column, Given)> = grading
                .lines
                .iter()
                .map(|(condition, given)| (self.condition_holds(check, &grading.looks_at, condition, grain), *given))
                .collect();
            return rows.map(|row| first_line(&lines, row)).collect();
        }
        let first = self.rows(grain).start;
        rows.map(|row| self.answered(check, grading, grain, first + row)).collect()
    }

    /// The grade an answer is; without a scale the state of the finding as it stands.
    fn answered(&self, check: CheckId, grading: &Grading, grain: Grain, row: usize) -> Row {
        if grading.scale.is_none() {
            return self.as_found(check, row - self.rows(grain).start);
        }
        let word = self.answer_word(check, grain, row).ok_or(Presence::Unanswered)?;
        let grade = grading.answers.iter().find(|(known, _)| *known == word).map(|(_, grade)| *grade);
        grade.map(Given::Grade).ok_or(Presence::Unanswered)
    }

    fn as_found(&self, check: CheckId, row: usize) -> Row {
        let state = self.findings[check.0 as usize].state[row];
        match state.truth() {
            Ok(met) => Ok(Given::State(if met { Standing::Met } else { Standing::NotMet })),
            Err(Presence::NotApplicable) => Ok(Given::State(Standing::NotApplicable)),
            Err(reason) => Err(reason),
        }
    }

    /// For each row, whether a line of outcome holds.
    pub(super) fn condition_holds(
        &mut self,
        check: CheckId,
        looks_at: &LooksAt,
        condition: &Condition,
        grain: Grain,
    ) -> Column {
        let when = condition.when.as_ref().map(|node| self.node(node, grain));
        let first = self.rows(grain).start;
        let row = |row: usize| {
            if when.as_ref().is_some_and(|when| when.at(row) == Ok(0.0)) {
                return Ok(0.0);
            }
            let when = when.as_ref().map_or(Ok(1.0), |when| when.at(row))?;
            let within = self.within_band(check, looks_at, &condition.band, grain, first + row)?;
            Ok(if within { when } else { 0.0 })
        };
        Column::collect((0..self.rows(grain).len()).map(row))
    }

    /// Puts a waiver in place of what was given, where it holds.
    pub(super) fn waive(&mut self, given: &mut [Row], check: CheckId, waiver: &Waiver, grading: &Grading) {
        let program = self.input.program;
        let holds = self.while_in_force(&waiver.when, waiver.in_force, program.check(check).grain);
        for (row, given) in given.iter_mut().enumerate() {
            let better = grading.several != IfSeveral::Lenient
                || given.is_ok_and(|own| mildness(program, grading, waiver.given) > mildness(program, grading, own));
            match holds.at(row) {
                Ok(truth) if truth > 0.5 && better => *given = Ok(waiver.given),
                Ok(_) | Err(Presence::NotApplicable) => {}
                Err(unknown) if better => *given = Err(unknown),
                Err(_) => {}
            }
        }
    }

    /// Lowers grades to at most `cap` where a veto is not met; where that is unknown, so are the grades above it.
    pub(super) fn cap(&mut self, given: &mut [Row], veto: CheckId, cap: u32, grain: Grain) {
        let met = self.met_as_seen(veto, grain);
        for (row, given) in given.iter_mut().enumerate() {
            match (met.at(row), &given) {
                (_, Ok(Given::Grade(place))) if *place <= cap => {}
                (Ok(truth), _) if truth > 0.5 => {}
                (Ok(_), _) => *given = Ok(Given::Grade(cap)),
                (Err(Presence::NotApplicable), _) => {}
                (Err(unknown), _) => *given = Err(unknown),
            }
        }
    }

    /// Leaves a verdict open where this year's assessment ended, or may have.
    fn stop(&mut self, check: CheckId, grading: &Grading, grain: Grain) {
        for veto in &grading.stops {
            let met = self.met_as_seen(*veto, grain);
            let findings = &mut self.findings[check.0 as usize];
            for row in 0..findings.state.len() {
                let stopped = match met.at(row) {
                    Ok(truth) if truth > 0.5 => continue,
                    Err(Presence::NotApplicable) => continue,
                    Ok(_) => Presence::Stopped,
                    Err(unknown) => unknown,
                };
                if findings.state[row] == State::OutOfScope {
                    continue;
                }
                findings.state[row] = State::Undetermined;
                if let Some(grade) = findings.grade.as_mut() {
                    Arc::make_mut(grade).take_out(stopped, |other, _| other == row);
                }
            }
        }
    }

    /// Whether a check is met, as seen from the rows of a grain: of the same, below or above.
    pub(super) fn met_as_seen(&mut self, check: CheckId, grain: Grain) -> Arc<Column> {
        let own = self.input.program.check(check).grain;
        let met = crate::program::Node::Met(check);
        if own == grain {
            return self.node(&met, grain);
        }
        let schema = &self.input.program.schema;
        let is_below = own.level != grain.level && schema.is_below(own.level, grain.level);
        if is_below || own.level == grain.level && own.staged {
            return self.roll_up(check, grain);
        }
        self.up(grain, own, &met)
    }
}

/// The first line that holds; one that may hold leaves it open, unless all that may follow give the same.
fn first_line(lines: &[(Column, Given)], row: usize) -> Row {
    let mut open: Option<(Given, Presence)> = None;
    for (holds, given) in lines {
        match (holds.at(row), open) {
            (Ok(truth), None) if truth > 0.5 => return Ok(*given),
            (Ok(truth), Some((first, reason))) if truth > 0.5 => {
                return if first == *given { Ok(first) } else { Err(reason) };
            }
            (Ok(_), _) | (Err(Presence::NotApplicable), _) => {}
            (Err(reason), None) => open = Some((*given, reason)),
            (Err(_), Some((first, _))) if first == *given => {}
            (Err(_), Some((_, reason))) => return Err(reason),
        }
    }
    Err(open.map_or(Presence::NotStated, |(_, reason)| reason))
}

fn standing(program: &crate::program::Program, grading: &Grading, given: Given) -> Standing {
    match given {
        Given::State(standing) => standing,
        Given::Grade(place) => {
            let scale = grading.scale.map(|scale| &program.scales[scale]);
            scale.and_then(|scale| scale.grades.get(place as usize)).map_or(Standing::NotMet, |(_, standing)| *standing)
        }
    }
}

fn state_of(program: &crate::program::Program, grading: &Grading, given: Given) -> State {
    match standing(program, grading, given) {
        Standing::Met => State::Met,
        Standing::NotMet => State::NotMet,
        Standing::NotApplicable => State::NotApplicable,
    }
}

/// How mild something given is: by its place in the scale, or from not met to met.
fn mildness(program: &crate::program::Program, grading: &Grading, given: Given) -> u32 {
    match given {
        Given::Grade(place) => place,
        Given::State(_) => u32::from(standing(program, grading, given) != Standing::NotMet),
    }
}
