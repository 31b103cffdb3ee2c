//! Which of several variants counts, and what is known where it is not known whether one holds.

use crate::assessment::State;
use crate::pack::IfSeveral;
use crate::table::Presence;

use super::check::Candidate;

/// Which candidate counts; the first is the rule itself.
pub(super) struct Choice {
    pub(super) at: usize,
    pub(super) state: State,
    /// Those that would count instead if their condition held, which is not known.
    pub(super) open: Vec<usize>,
}

impl Choice {
    /// What the candidates say, where those that are open say the same.
    pub(super) fn settled(
        &self,
        candidates: &[Candidate<'_>],
        holds: &[Result<f64, Presence>],
        says: impl Fn(&Candidate<'_>) -> Result<f64, Presence>,
    ) -> Result<f64, Presence> {
        let own = says(&candidates[self.at]);
        let other = self.open.iter().find(|other| says(&candidates[**other]) != own);
        other.map_or(own, |other| Err(holds[other - 1].err().unwrap_or(Presence::Failed)))
    }
}

/// Where it is not known whether a variant holds, the state is that of every way it can be, if they agree.
pub(super) fn choose(states: &[State], holds: &[Result<f64, Presence>], several: IfSeveral) -> Choice {
    let all = || 1..states.len();
    let holding: Vec<usize> = all().filter(|at| holds[at - 1] == Ok(1.0)).collect();
    let unknown = all().filter(|at| matches!(holds[at - 1], Err(reason) if reason != Presence::NotApplicable));
    let at = pick(states, &holding, several);
    let takes_over = |other: &usize| match several {
        IfSeveral::First => holding.first().is_none_or(|first| other < first),
        IfSeveral::Lenient => mildness(states, *other) < mildness(states, at),
        IfSeveral::Strict => holding.is_empty() || (rank(states[*other]), *other) > (rank(states[at]), at),
        IfSeveral::Error => true,
    };
    let open: Vec<usize> = unknown.filter(takes_over).collect();
    let clash = several == IfSeveral::Error && holding.len() + open.len() > 1;
    let state = match () {
        () if clash && holding.len() > 1 => State::Error,
        () if clash || open.iter().any(|other| states[*other] != states[at]) => State::Undetermined,
        () => states[at],
    };
    Choice { at, state, open }
}

fn pick(states: &[State], holding: &[usize], several: IfSeveral) -> usize {
    let Some(first) = holding.first().copied() else { return 0 };
    match several {
        IfSeveral::First | IfSeveral::Error => first,
        // A relaxation never makes a rule harder than it is; where both come to the same, it holds.
        IfSeveral::Lenient => holding.iter().chain([&0]).copied().min_by_key(|at| mildness(states, *at)).unwrap_or(0),
        IfSeveral::Strict => holding.iter().copied().max_by_key(|at| rank(states[*at])).unwrap_or(first),
    }
}

/// From met through the unknown to not met: the mildest is the least, the hardest the greatest.
fn rank(state: State) -> (bool, State) {
    (state == State::NotMet, state)
}

/// From the mildest up; where two come to the same, a variant that holds goes before the rule itself.
fn mildness(states: &[State], at: usize) -> ((bool, State), bool, usize) {
    (rank(states[at]), at == 0, at)
}
