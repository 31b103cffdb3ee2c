//! Grades and states that a rule gives in place of met or not met.

use std::sync::Arc;

use crate::assessment::{Column, State};
use crate::pack::Standing;
use crate::program::{CheckId, Condition, Given, Grading, LooksAt};
use crate::table::{Grain, Presence};

use super::Run;
use super::waive::{Row, first_that_holds, standing, unknown_whether, waived};

impl Run<'_> {
    /// Gives every row that is judged its grade, and the state it stands for; `before` is what a row was before
    /// anything was asked of it.
    pub(super) fn grade(&mut self, check: CheckId, grading: &Grading, before: &[Option<State>]) {
        let program = self.input.program;
        let grain = program.check(check).grain;
        self.look_aside(grading.nodes(), grain);
        let mut given = self.first_given(check, grading, grain);
        self.waive(&mut given, check, grading);
        for (veto, cap) in &grading.caps {
            self.cap(&mut given, *veto, *cap, grain);
        }
        // Where it is not known whether the rule is about a row at all, no line settles it.
        for (given, state) in given.iter_mut().zip(before) {
            if let Some(unknown) = state.and_then(unknown_whether) {
                *given = Err(unknown);
            }
        }
        let findings = &mut self.findings[check.0 as usize];
        let judged = |state: State| !matches!(state, State::OutOfScope | State::NotApplicable);
        let states = &mut findings.state;
        for (state, given) in states.iter_mut().zip(&given).filter(|(state, _)| judged(**state)) {
            // The worst grade may be open, and yet a stage known not to meet it.
            let fails = grading.taken.is_some() && *state == State::NotMet;
            let open = |reason| if fails { State::NotMet } else { State::of_absence(reason) };
            *state = given.map_or_else(open, |given| state_of(program, grading, given));
        }
        if grading.scale.is_some() {
            let grade = |(given, state): (&Row, &State)| match given {
                Ok(Given::Grade(place)) if judged(*state) => Ok(f64::from(*place)),
                // A state alone says no grade; what does not apply has none.
                Ok(Given::State(_)) if judged(*state) => Err(Presence::NotStated),
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

    /// Puts waivers in place of what was given, where they hold.
    pub(super) fn waive(&mut self, given: &mut [Row], check: CheckId, grading: &Grading) {
        if grading.waivers.is_empty() {
            return;
        }
        let grain = self.input.program.check(check).grain;
        let holds: Vec<(Arc<Column>, Given)> = grading
            .waivers
            .iter()
            .map(|waiver| (self.while_in_force(&waiver.when, waiver.in_force, grain), waiver.given))
            .collect();
        let scale = grading.scale.map(|scale| &self.input.program.scales[scale]);
        for (row, own) in given.iter_mut().enumerate() {
            let waivers: Vec<_> = holds.iter().map(|(holds, given)| (holds.at(row), *given)).collect();
            *own = waived(*own, &waivers, grading.several, scale);
        }
    }

    /// Lowers grades to at most `cap` where a veto is not met; where that is unknown, so are the grades above it.
    pub(super) fn cap(&mut self, given: &mut [Row], veto: CheckId, cap: u32, grain: Grain) {
        let met = self.met_as_seen(veto, grain);
        for (row, given) in given.iter_mut().enumerate() {
            match (met.at(row), &given) {
                (_, Ok(Given::Grade(place))) if *place <= cap => {}
                (Ok(truth), _) if truth > 0.5 => {}
                // What is not known may lie below the cap, unless there is nothing below.
                (Ok(_), Err(_)) if cap > 0 => {}
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
    first_that_holds(lines.iter().map(|(holds, given)| (holds.at(row), Ok(*given))))
}

fn state_of(program: &crate::program::Program, grading: &Grading, given: Given) -> State {
    match standing(grading.scale.map(|scale| &program.scales[scale]), given) {
        Standing::Met => State::Met,
        Standing::NotMet => State::NotMet,
        Standing::NotApplicable => State::NotApplicable,
    }
}
