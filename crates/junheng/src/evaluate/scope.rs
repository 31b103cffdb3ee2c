//! Stages in which a unit has nothing to judge.
//!
//! A rule with nothing in scope is undetermined. A verdict on a stage that rests only on such rules is none: a
//! county whose only junior school is closed has no junior stage to recognise, and its verdict is that on the
//! stages it has. A verdict on the whole unit never drops out.

use crate::assessment::State;
use crate::program::{Check, CheckId};
use crate::table::{Grain, Presence};

use super::{NONE, Run};

impl Run<'_> {
    /// Takes out the rows of a verdict by stage that rest only on rules with nothing in scope.
    pub(super) fn without_units(&mut self, verdict: &Check, judged: &mut [Option<State>]) {
        let mut nothing = vec![!verdict.rests_on.is_empty(); judged.len()];
        for rule in &verdict.rests_on {
            let some = self.has_units(*rule, verdict.grain);
            nothing.iter_mut().zip(some).for_each(|(nothing, some)| *nothing &= !some);
        }
        for (judged, _) in judged.iter_mut().zip(nothing).filter(|(_, nothing)| *nothing) {
            *judged = Some(State::OutOfScope);
        }
    }

    /// For each row, whether a rule had anything in scope.
    fn has_units(&mut self, rule: CheckId, grain: Grain) -> Vec<bool> {
        let own = self.input.program.check(rule).grain;
        let findings = &self.findings[rule.0 as usize];
        if own == grain {
            let empty =
                |row: usize| findings.value.as_ref().is_some_and(|value| value.presence(row) == Presence::Nothing);
            let some = |(row, state): (usize, &State)| *state != State::OutOfScope && !empty(row);
            return findings.state.iter().enumerate().map(some).collect();
        }
        if own.level == grain.level {
            return vec![true; self.rows(grain).len()];
        }
        let link = self.link(own, grain);
        let mut some = vec![false; self.rows(grain).len()];
        for (above, state) in
            link.iter().zip(&self.findings[rule.0 as usize].state).filter(|(above, _)| **above != NONE)
        {
            some[*above as usize] |= *state != State::OutOfScope;
        }
        some
    }
}
