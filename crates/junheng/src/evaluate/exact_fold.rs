//! Many values to one, in exact arithmetic.

use num_traits::Zero;

use crate::function::{Form, Function, Truths};
use crate::program::{CheckId, Node, OfRows, Over};
use crate::quantity::{Exact, Precise, shortest};
use crate::table::{Grain, Presence};

use super::exact::fraction;
use super::fold::Counted;
use super::{OfGroup, Run};

impl Run<'_> {
    /// The rows of a grain that hang on one row.
    pub(super) fn rows_below(&self, below: Grain, grain: Grain, row: usize) -> Vec<usize> {
        let own = self.rows(grain);
        if let Some(groups) = self.groups.get(&(below, grain)).filter(|_| own.contains(&row)) {
            let first = self.rows(below).start;
            return groups.of(row - own.start).iter().map(|lower| first + *lower as usize).collect();
        }
        self.rows(below).filter(|lower| self.input.frames.up(below, *lower, grain) == Some(row)).collect()
    }

    /// The rows an aggregate goes over, seen from one row.
    pub(super) fn rows_over(&self, over: &Over, grain: Grain, row: usize) -> Vec<Result<usize, Presence>> {
        match over {
            Over::Rows { grain: below, .. } => self.rows_below(*below, grain, row).into_iter().map(Ok).collect(),
            Over::Peers { among, .. } => match self.rows_beside(*among, grain, row) {
                Ok(rows) => rows.into_iter().map(Ok).collect(),
                Err(unknown) => vec![Err(unknown)],
            },
            Over::Years { count, .. } => (0..*count).map(|years| self.row_earlier(grain, row, years)).collect(),
            Over::Members(_) => Vec::new(),
        }
    }

    pub(super) fn fold_exactly(
        &self,
        function: &Function,
        over: &Over,
        grain: Grain,
        row: usize,
    ) -> Result<Precise, Presence> {
        if let Over::Members(members) = over {
            return self.fold_members_exactly(function, members, grain, row);
        }
        let Some(key) = self.group_key(over, grain, row) else {
            return self.fold_rows_exactly(&function.form, over, grain, row);
        };
        if let Some(known) = self.exact_of_group.borrow().get(&key) {
            return known.clone();
        }
        let found = self.fold_rows_exactly(&function.form, over, grain, row);
        self.exact_of_group.borrow_mut().insert(key, found.clone());
        found
    }

    /// What the rows below a row, or those beside each other, have in common is worked out once: by where it stands in
    /// the program, and group.
    fn group_key(&self, over: &Over, grain: Grain, row: usize) -> Option<OfGroup> {
        let group = match over {
            Over::Rows { .. } => row,
            Over::Peers { among, .. } => {
                let beside = self.peers.get(&(*among, grain))?;
                beside.of_group(row - self.rows(grain).start, Ok).ok()?
            }
            Over::Years { .. } | Over::Members(_) => return None,
        };
        Some((std::ptr::from_ref(over) as usize, grain, group))
    }

    fn fold_rows_exactly(&self, form: &Form, over: &Over, grain: Grain, row: usize) -> Result<Precise, Presence> {
        let OfRows { grain: below, value, filter, weight, by } = over.of_rows(grain).ok_or(Presence::Failed)?;
        let (mut values, mut weights, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        for lower in self.rows_over(over, grain, row) {
            let lower = lower?;
            let counts = filter.as_ref().map_or(Ok(1.0), |filter| self.truth_exactly(filter, below, lower));
            if matches!(counts, Ok(0.0) | Err(Presence::NotApplicable)) {
                continue;
            }
            counts?;
            let pair = self.exactly(value, below, lower).and_then(|value| {
                let weight =
                    weight.as_ref().map_or(Ok(shortest(1.0).into()), |weight| self.exactly(weight, below, lower))?;
                let group = by.map_or(Ok(0), |by| self.group_of(by, below, lower))?;
                Ok((fraction(value)?, fraction(weight)?, group))
            });
            match pair {
                Err(Presence::NotApplicable) => {}
                pair => {
                    let (value, weight, group) = pair?;
                    values.push(value);
                    weights.push(weight);
                    groups.push(group);
                }
            }
        }
        if values.is_empty() { Err(Presence::Nothing) } else { form.fold_exactly(&values, &weights, &groups) }
    }

    /// A fold over members; roots among them are added up to sixty digits.
    fn fold_members_exactly(
        &self,
        function: &Function,
        members: &[(Node, Option<Node>)],
        grain: Grain,
        row: usize,
    ) -> Result<Precise, Presence> {
        let mut values = Vec::new();
        for (value, filter) in members {
            let counts = filter.as_ref().map_or(Ok(1.0), |filter| self.truth_exactly(filter, grain, row));
            if matches!(counts, Ok(0.0) | Err(Presence::NotApplicable)) {
                continue;
            }
            counts?;
            match self.exactly(value, grain, row) {
                Err(Presence::NotApplicable) => {}
                value => values.push(value?),
            }
        }
        if values.is_empty() {
            return Err(Presence::Nothing);
        }
        if let Some(fractions) = values.iter().map(|value| value.fraction().cloned()).collect::<Option<Vec<Exact>>>() {
            let weights = vec![shortest(1.0); fractions.len()];
            return function.form.fold_exactly(&fractions, &weights, &[]);
        }
        combine(function.name, &values)
    }

    pub(super) fn count_exactly(
        &self,
        question: Truths,
        over: &Over,
        grain: Grain,
        row: usize,
    ) -> Result<f64, Presence> {
        let mut counted = Counted::default();
        match over {
            Over::Members(members) => {
                for (value, filter) in members {
                    let filter = filter.as_ref().map(|filter| self.truth_exactly(filter, grain, row));
                    counted.add(question, self.truth_exactly(value, grain, row), filter);
                }
            }
            Over::Rows { grain: below, .. } if !self.input.frames.has_table(below.level) => {
                return Err(Presence::NoColumn);
            }
            over => {
                let OfRows { grain: below, value, filter, .. } = over.of_rows(grain).ok_or(Presence::Failed)?;
                for lower in self.rows_over(over, grain, row) {
                    let filter = lower.ok().and_then(|lower| Some(self.truth_exactly(filter?, below, lower)));
                    counted.add(question, lower.and_then(|lower| self.truth_exactly(value, below, lower)), filter);
                }
            }
        }
        counted.answer(question).0
    }

    pub(super) fn roll_up_exactly(&self, check: CheckId, grain: Grain, row: usize) -> Result<f64, Presence> {
        let own = self.input.program.check(check).grain;
        let mut tally = crate::assessment::Tally::default();
        self.rows_below(own, grain, row).into_iter().for_each(|lower| tally.add(self.state_of(check, lower)));
        if tally.in_scope == 0 {
            return Err(Presence::Nothing);
        }
        tally.state().truth().map(|met| f64::from(u8::from(met)))
    }
}

/// Sum, mean, least or greatest of numbers that are not all fractions.
fn combine(function: &str, values: &[Precise]) -> Result<Precise, Presence> {
    let sum = || values.iter().fold(Precise::from(Exact::zero()), |sum, value| sum.plus(value));
    let best = |better: fn(std::cmp::Ordering) -> bool| {
        values
            .iter()
            .cloned()
            .reduce(|best, value| if better(value.compare(&best)) { value } else { best })
            .ok_or(Presence::Nothing)
    };
    match function {
        "sum" => Ok(sum()),
        "mean" => sum().over(&shortest(values.len() as f64).into()).ok_or(Presence::ZeroDivisor),
        "min" => best(std::cmp::Ordering::is_lt),
        "max" => best(std::cmp::Ordering::is_gt),
        _ => Err(Presence::Failed),
    }
}
