//! Points, all in exact arithmetic: three steps of 0.1 points must be three steps.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

use crate::assessment::{Column, State};
use crate::pack::{Comparison, IfNotApplicable, Mode, Step};
use crate::program::{Award, CheckId, Line, LooksAt, Node, Score};
use crate::quantity::{Exact, Precise, parse_decimal, to_f64};
use crate::table::{Grain, Presence};

use super::Run;
use super::answers::is_multiple;
use super::waive::unknown_whether;

/// A number rounded to so many places.
pub(super) fn rounded(value: &Precise, places: u32, mode: Mode) -> Option<Precise> {
    let step = Exact::new(BigInt::one(), BigInt::from(10).pow(places));
    Some(to_multiple(value.fraction()?, &step, mode).into())
}

/// The nearest multiple of `step` in the way stated; every number is one of nothing.
fn to_multiple(value: &Exact, step: &Exact, mode: Mode) -> Exact {
    if step.is_zero() {
        return value.clone();
    }
    let scaled = value / step;
    let half = Exact::new(BigInt::one(), BigInt::from(2));
    let whole = match mode {
        Mode::Down => scaled.floor(),
        Mode::Up => scaled.ceil(),
        Mode::HalfUp if scaled.is_negative() => (scaled - half).ceil(),
        Mode::HalfUp => (scaled + half).floor(),
        Mode::HalfEven => half_even(&scaled, &half),
    };
    whole * step
}

fn half_even(scaled: &Exact, half: &Exact) -> Exact {
    let low = scaled.floor();
    let rest = scaled - &low;
    let even = (low.to_integer() % BigInt::from(2)).is_zero();
    if rest < *half || (rest == *half && even) { low } else { low + Exact::one() }
}

/// Points, or the least and most they can be.
enum Given {
    Points(Exact),
    Unknown(Presence, Option<[f64; 2]>),
}

/// Points of a row of which it is not known whether the rule is about it: any that it, or its absence, can give.
fn whether_or_not(score: &Score, unknown: Presence) -> Given {
    let bounds = score.full.as_ref().map(|full| {
        let least = score.floor.clone().unwrap_or_default().min(Exact::zero());
        [to_f64(&least), to_f64(full).max(0.0)]
    });
    Given::Unknown(unknown, bounds)
}

/// Whether a line gives points, rather than taking some away.
fn settles(award: &Award) -> bool {
    !matches!(award, Award::Deduct { .. } | Award::PickedDeduction(..))
}

impl Run<'_> {
    /// The points of every row; `before` is what a row was before anything was asked of it.
    pub(super) fn points(&mut self, check: CheckId, score: &Score, before: &[Option<State>]) -> Column {
        let grain = self.input.program.check(check).grain;
        if let Some(node) = &score.points {
            return (*self.node(node, grain)).clone();
        }
        self.look_aside(score.nodes(), grain);
        let mut column = Column { bounds: Some(Vec::new()), ..Column::default() };
        for (row, before) in self.rows(grain).zip(before) {
            let given = match before.and_then(unknown_whether) {
                Some(unknown) => whether_or_not(score, unknown),
                None => self.points_of(check, score, grain, row),
            };
            let (result, bounds) = match given {
                Given::Points(points) => {
                    let points = to_f64(&points);
                    (Ok(points), [points, points])
                }
                Given::Unknown(reason, bounds) => (Err(reason), bounds.unwrap_or([f64::NEG_INFINITY, f64::INFINITY])),
            };
            column.push(result);
            if let Some(all) = &mut column.bounds {
                all.push(bounds);
            }
        }
        column
    }

    fn points_of(&self, check: CheckId, score: &Score, grain: Grain, row: usize) -> Given {
        let Some(full) = &score.full else { return Given::Unknown(Presence::NotStated, None) };
        let state = self.findings[check.0 as usize].state[row - self.rows(grain).start];
        let least = to_f64(&score.floor.clone().unwrap_or_default());
        let unknown = |reason| Given::Unknown(reason, Some([least, to_f64(full)]));
        match state {
            State::OutOfScope => Given::Unknown(Presence::NotApplicable, None),
            State::NotApplicable => match score.if_not_applicable {
                IfNotApplicable::Full | IfNotApplicable::NoDeduction => Given::Points(full.clone()),
                IfNotApplicable::Zero => Given::Points(Exact::zero()),
                IfNotApplicable::OutOfTotal => Given::Unknown(Presence::NotApplicable, None),
            },
            State::NotChecked => unknown(Presence::Unanswered),
            State::Error => unknown(Presence::Failed),
            _ => self
                .by_lines(check, score, full, grain, row)
                .map_or_else(unknown, |points| Given::Points(points.max(score.floor.clone().unwrap_or_default()))),
        }
    }

    /// Reads the lines from full points downwards: deductions add up, anything else settles.
    fn by_lines(
        &self,
        check: CheckId,
        score: &Score,
        full: &Exact,
        grain: Grain,
        row: usize,
    ) -> Result<Exact, Presence> {
        if score.lines.is_empty() {
            return self.all_or_nothing(check, full, grain, row);
        }
        let mut points = full.clone();
        for line in &score.lines {
            if !self.holds(check, score, line, grain, row)? {
                continue;
            }
            match &line.award {
                Award::Points(node) => return self.number(node, grain, row),
                Award::Share(node) => return Ok(full * self.number(node, grain, row)?),
                Award::Deduct { amount, per, of } => points -= self.deduction(check, amount, per, of, grain, row)?,
                Award::Picked(low, high) => return self.picked(check, low, high, grain, row),
                Award::PickedDeduction(low, high) => points -= self.picked(check, low, high, grain, row)?,
            }
        }
        // Bands that leave a value out say nothing of it; lines with conditions take from full points.
        let only_bands = score.lines.iter().all(|line| settles(&line.award) && !line.condition.band.is_empty());
        if only_bands { Err(Presence::NotStated) } else { Ok(points) }
    }

    fn all_or_nothing(&self, check: CheckId, full: &Exact, grain: Grain, row: usize) -> Result<Exact, Presence> {
        match self.findings[check.0 as usize].state[row - self.rows(grain).start] {
            State::Met => Ok(full.clone()),
            State::NotMet => Ok(Exact::zero()),
            State::Unjudged => self.picked(check, &Exact::zero(), full, grain, row),
            other => Err(other.truth().err().unwrap_or(Presence::Failed)),
        }
    }

    pub(super) fn number(&self, node: &Node, grain: Grain, row: usize) -> Result<Exact, Presence> {
        self.exactly(node, grain, row)?.fraction().cloned().ok_or(Presence::Failed)
    }

    pub(super) fn holds(
        &self,
        check: CheckId,
        score: &Score,
        line: &Line,
        grain: Grain,
        row: usize,
    ) -> Result<bool, Presence> {
        if let Some(when) = &line.condition.when
            && self.truth_exactly(when, grain, row)? < 0.5
        {
            return Ok(false);
        }
        self.within_band(check, &score.looks_at, &line.condition.band, grain, row)
    }

    /// Whether what outcome lines look at lies within a band, decided exactly.
    pub(super) fn within_band(
        &self,
        check: CheckId,
        looks_at: &LooksAt,
        band: &[(Comparison, Node)],
        grain: Grain,
        row: usize,
    ) -> Result<bool, Presence> {
        if band.is_empty() {
            return Ok(true);
        }
        let looked_at = self.looked_at(check, looks_at, row)?;
        for (comparison, limit) in band {
            if !comparison.holds(looked_at.compare(&self.exactly(limit, grain, row)?)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What bands are compared with.
    pub(super) fn looked_at(&self, check: CheckId, looks_at: &LooksAt, row: usize) -> Result<Precise, Presence> {
        let looked_at =
            if looks_at.attainment { self.attainment_exactly(check, row)? } else { self.value_exactly(check, row)? };
        Ok(match (&looks_at.rounding, looked_at.fraction()) {
            (Some((step, mode)), Some(value)) => Precise::from(to_multiple(value, step, *mode)),
            _ => looked_at,
        })
    }

    fn deduction(
        &self,
        check: CheckId,
        amount: &Node,
        per: &Option<(Node, Step)>,
        of: &Option<Node>,
        grain: Grain,
        row: usize,
    ) -> Result<Exact, Presence> {
        Ok(self.number(amount, grain, row)? * self.counted(check, per, of, grain, row)?.1)
    }

    /// What a deduction is counted of as a multiple of one step, and the steps that count; one where it has no steps.
    pub(super) fn counted(
        &self,
        check: CheckId,
        per: &Option<(Node, Step)>,
        of: &Option<Node>,
        grain: Grain,
        row: usize,
    ) -> Result<(Exact, Exact), Presence> {
        let Some((per, step)) = per else { return Ok((Exact::one(), Exact::one())) };
        let scale = &self.input.program.check(check).unit.scale;
        let counted = match of {
            Some(of) => self.number(of, grain, row)?,
            None => self.shortfall_exactly(check, row)? * scale,
        };
        let per = self.number(per, grain, row)?;
        if per.is_zero() {
            return Err(Presence::ZeroDivisor);
        }
        let ratio = counted / per;
        let steps = match step {
            Step::Proportional => ratio.clone(),
            Step::Whole => ratio.floor(),
            Step::Started => ratio.ceil(),
        };
        Ok((ratio, steps.max(Exact::zero())))
    }

    /// What a person picked, if it is within what is offered.
    pub(super) fn picked(
        &self,
        check: CheckId,
        low: &Exact,
        high: &Exact,
        grain: Grain,
        row: usize,
    ) -> Result<Exact, Presence> {
        let given = self.given(check, grain, row).ok_or(Presence::Unanswered)?;
        let score = parse_decimal(given.answer.score.trim()).ok_or(Presence::Unanswered)?;
        let step = self.input.program.check(check).score.as_ref().and_then(|score| score.step.as_ref());
        let offered = score >= *low && score <= *high && step.is_none_or(|step| is_multiple(&score, step));
        if offered { Ok(score) } else { Err(Presence::Unanswered) }
    }
}
