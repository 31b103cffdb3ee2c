//! Findings as columns, with what is needed to explain each.

mod line;

pub use line::{Line, Subject, View, level_id};

use std::ops::Range;
use std::sync::Arc;

use crate::program::CheckId;
use crate::table::Presence;

/// One value for each row, and whether it is there.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The values; where one is absent the number means nothing.
    pub values: Vec<f64>,
    /// Whether each is there, and if not, why not; empty where all are, which is the common case.
    pub(crate) presence: Vec<Presence>,
    /// For counts and points that are not fully known: the least and most they can be.
    pub bounds: Option<Vec<[f64; 2]>>,
}

impl Column {
    /// The value of a row, if it is there.
    pub fn get(&self, row: usize) -> Option<f64> {
        self.presence(row).is_present().then(|| self.values[row])
    }

    /// Whether the value of a row is there, and if not, why not.
    pub fn presence(&self, row: usize) -> Presence {
        self.presence.get(row).copied().unwrap_or(Presence::Present)
    }

    /// Whether every value is there.
    pub fn is_complete(&self) -> bool {
        self.presence.is_empty()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Marks all rows so far as present, so that one that is not can follow.
    pub(crate) fn spell_out(&mut self) {
        self.presence.resize(self.values.len(), Presence::Present);
    }

    fn append(&mut self, mut other: Column) {
        let before = self.values.len();
        if self.bounds.is_some() || other.bounds.is_some() {
            let unknown = [f64::NEG_INFINITY, f64::INFINITY];
            let bounds = self.bounds.get_or_insert_with(|| vec![unknown; before]);
            bounds.extend(other.bounds.take().unwrap_or_else(|| vec![unknown; other.values.len()]));
        }
        if !(self.is_complete() && other.is_complete()) {
            self.spell_out();
            self.presence.extend((0..other.len()).map(|row| other.presence(row)));
        }
        self.values.extend(other.values);
    }
}

/// The state of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum State {
    /// 达标
    Met,
    /// 不达标
    NotMet,
    /// 待定: data missing.
    Undetermined,
    /// 待核: waits for a person.
    NotChecked,
    /// 不适用
    NotApplicable,
    /// A plugin or formula failed.
    Error,
    /// A value without a requirement.
    Unjudged,
    /// No finding: the row is out of scope, of a stage that is not judged, or the rule not in force.
    OutOfScope,
}

impl State {
    /// The id scripts rely on; empty for a value without a requirement.
    pub fn id(self) -> &'static str {
        match self {
            State::Met => "met",
            State::NotMet => "not_met",
            State::Undetermined => "undetermined",
            State::NotChecked => "not_checked",
            State::NotApplicable => "not_applicable",
            State::Error => "error",
            State::Unjudged | State::OutOfScope => "",
        }
    }

    /// The state of an id; none of the empty one, which values without a requirement share with what is out of scope.
    pub fn from_id(id: &str) -> Option<State> {
        let known =
            [State::Met, State::NotMet, State::Undetermined, State::NotChecked, State::NotApplicable, State::Error];
        known.into_iter().find(|state| state.id() == id)
    }

    /// The state that an absent value leads to.
    pub fn of_absence(presence: Presence) -> State {
        match presence {
            Presence::NotApplicable => State::NotApplicable,
            Presence::Unanswered => State::NotChecked,
            Presence::Failed => State::Error,
            _ => State::Undetermined,
        }
    }

    /// As a truth: whether it is met, if that is known.
    pub fn truth(self) -> Result<bool, Presence> {
        match self {
            State::Met => Ok(true),
            State::NotMet => Ok(false),
            State::Undetermined => Err(Presence::Blank),
            State::NotChecked => Err(Presence::Unanswered),
            State::Error => Err(Presence::Failed),
            State::NotApplicable | State::Unjudged | State::OutOfScope => Err(Presence::NotApplicable),
        }
    }
}

/// All findings of one check: a row for each row of its grain.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The values, in the unit of the check.
    pub value: Option<Arc<Column>>,
    /// The limits, in the same unit.
    pub limit: Option<Arc<Column>>,
    /// The states.
    pub state: Vec<State>,
    /// Which variant held, counted from 1; 0 for none. Empty where the check has none.
    pub case: Vec<u8>,
    /// The points.
    pub points: Option<Arc<Column>>,
    /// The grades: their places in the scale, counted from 0 for the worst.
    pub grade: Option<Arc<Column>>,
}

/// The day of the assessment: the same for all, or for each period its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days(Vec<Option<i32>>);

impl Days {
    /// One day for all periods, as days since 1970-01-01.
    pub fn one(day: Option<i32>) -> Self {
        Days(vec![day])
    }

    /// A day for each period, in their order.
    pub fn each(days: impl IntoIterator<Item = Option<i32>>) -> Self {
        Days(days.into_iter().collect())
    }

    /// The day of a period, if it is known.
    pub fn of(&self, period: u32) -> Option<i32> {
        *self.0.get(period as usize).or(self.0.first().filter(|_| self.0.len() == 1))?
    }

    /// Whether the day of every period is known.
    pub fn are_known(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(Option::is_some)
    }

    /// Every day there is.
    pub fn all(&self) -> impl Iterator<Item = Option<i32>> {
        self.0.iter().copied()
    }

    /// The one day, where all periods have the same.
    pub fn only(&self) -> Option<i32> {
        let first = (*self.0.first()?)?;
        self.0.iter().all(|day| *day == Some(first)).then_some(first)
    }
}

/// All findings of a run.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The subject units it covers.
    pub subjects: Range<usize>,
    /// The day of the assessment.
    pub as_of: Days,
    /// The findings of each check, by [`CheckId`].
    pub findings: Vec<Findings>,
}

impl Assessment {
    /// Adds the findings on the subject units that follow.
    pub fn append(&mut self, next: Assessment) {
        self.subjects.end = next.subjects.end;
        for (all, more) in self.findings.iter_mut().zip(next.findings) {
            append(&mut all.value, more.value);
            append(&mut all.limit, more.limit);
            append(&mut all.points, more.points);
            append(&mut all.grade, more.grade);
            all.state.extend(more.state);
            all.case.extend(more.case);
        }
    }

    /// The findings of a check.
    pub fn of(&self, check: CheckId) -> &Findings {
        &self.findings[check.0 as usize]
    }
}

fn append(all: &mut Option<Arc<Column>>, more: Option<Arc<Column>>) {
    match (all.as_mut(), more) {
        (Some(all), Some(more)) => Arc::make_mut(all).append(Arc::unwrap_or_clone(more)),
        (None, Some(more)) => *all = Some(more),
        _ => {}
    }
}

/// How many units below meet a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Units that meet it.
    pub met: usize,
    /// Units that do not.
    pub not_met: usize,
    /// Units in scope.
    pub in_scope: usize,
    /// Units that wait for a person.
    pub not_checked: usize,
    /// Units on which it failed.
    pub errors: usize,
}

impl Tally {
    /// Counts a state.
    pub fn add(&mut self, state: State) {
        match state {
            State::OutOfScope | State::Unjudged | State::NotApplicable => return,
            State::Met => self.met += 1,
            State::NotMet => self.not_met += 1,
            State::NotChecked => self.not_checked += 1,
            State::Error => self.errors += 1,
            State::Undetermined => {}
        }
        self.in_scope += 1;
    }

    /// Met when all are; any failure known beats the unknown; nothing in scope is undetermined.
    pub fn state(&self) -> State {
        if self.not_met > 0 {
            return State::NotMet;
        }
        if self.in_scope > 0 && self.met == self.in_scope {
            return State::Met;
        }
        let waiting = self.in_scope - self.met;
        match (self.errors, self.not_checked) {
            (1.., _) => State::Error,
            (0, checked) if waiting > 0 && checked == waiting => State::NotChecked,
            _ => State::Undetermined,
        }
    }
}
