//! Which wording the states, roles and reasons of the engine have.

use junheng::assessment::State;
use junheng::pack::{Fidelity, IfNot, Role};
use junheng::table::Presence;

use super::*;

/// A state, in words.
pub fn state(state: State) -> &'static Wording {
    match state {
        State::Met => &MET,
        State::NotMet => &NOT_MET,
        State::Undetermined => &UNDETERMINED,
        State::NotChecked => &NOT_CHECKED,
        State::NotApplicable => &NOT_APPLICABLE,
        State::Error => &ERROR,
        State::Unjudged | State::OutOfScope => &UNJUDGED,
    }
}

/// What a rule is to the verdict, in words.
pub fn role(role: Role) -> &'static Wording {
    match role {
        Role::Required => &REQUIRED,
        Role::Gate => &GATE,
        Role::Scored => &SCORED,
        Role::Bonus => &BONUS,
        Role::Veto => &VETO,
        Role::Reference => &REFERENCE,
        Role::Part => &PART,
    }
}

/// How near something is to its source, in words.
pub fn fidelity(fidelity: Fidelity) -> &'static Wording {
    match fidelity {
        Fidelity::Verbatim => &VERBATIM,
        Fidelity::Paraphrased => &PARAPHRASED,
        Fidelity::Reconstructed => &RECONSTRUCTED,
        Fidelity::Constructed => &CONSTRUCTED,
    }
}

/// The mark of a rule that is further from its source than its pack may seem.
pub fn mark(fidelity: Option<Fidelity>) -> Option<&'static Wording> {
    match fidelity? {
        Fidelity::Reconstructed => Some(&MARK_RECONSTRUCTED),
        Fidelity::Constructed => Some(&MARK_CONSTRUCTED),
        Fidelity::Verbatim | Fidelity::Paraphrased => None,
    }
}

/// What follows an obligation that is not kept, in words.
pub fn consequence(if_not: IfNot) -> &'static Wording {
    match if_not {
        IfNot::Notice => &IF_NOT_NOTICE,
        IfNot::Revoke => &IF_NOT_REVOKE,
    }
}

/// Why a value is not there, in words.
pub fn absence(presence: Presence) -> &'static Wording {
    match presence {
        Presence::Present | Presence::NotApplicable => &WHY_NOT_APPLICABLE,
        Presence::Blank => &WHY_BLANK,
        Presence::NoColumn => &WHY_NO_COLUMN,
        Presence::Invalid => &WHY_INVALID,
        Presence::ZeroDivisor => &WHY_ZERO,
        Presence::Nothing => &WHY_NOTHING,
        Presence::NotStated => &WHY_NOT_STATED,
        Presence::Unanswered => &WHY_UNANSWERED,
        Presence::Failed => &WHY_FAILED,
        Presence::NoPeriod => &WHY_NO_PERIOD,
        Presence::Stopped => &WHY_STOPPED,
        Presence::Withheld => &WHY_WITHHELD,
    }
}
