//! Values of other periods: the same unit, earlier.

use std::sync::Arc;

use crate::assessment::Column;
use crate::program::Node;
use crate::quantity::Precise;
use crate::table::{FieldId, Grain, Presence};

use super::Run;

/// The first and last day something is in force.
type InForce = (Option<i32>, Option<i32>);

fn lies_within((from, until): InForce, day: Option<i32>) -> bool {
    from.is_none_or(|from| day.is_some_and(|day| day >= from))
        && until.is_none_or(|until| day.is_some_and(|day| day <= until))
}

impl Run<'_> {
    pub(super) fn previous(&mut self, field: FieldId, years: u32, grain: Grain) -> Arc<Column> {
        let frames = self.input.frames;
        let row = |row: usize| {
            let unit = frames.earlier(grain.level, frames.unit(grain, row), years).ok_or(Presence::NoPeriod)?;
            let stage = if grain.staged { frames.stage(grain, row) } else { None };
            let cell = frames.cell(grain.level, field, unit, stage).ok_or(Presence::NoColumn)?;
            match frames.presence(cell) {
                Presence::Present => Ok(frames.number(cell)),
                absent => Err(absent),
            }
        };
        Arc::new(Column::collect(self.rows(grain).map(row)))
    }

    /// A node on the rows of the same units so many periods earlier; the run covers all of them.
    pub(super) fn earlier(&mut self, inner: &Node, years: u32, grain: Grain) -> Arc<Column> {
        let now = self.node(inner, grain);
        let first = self.rows(grain).start;
        let row = |row: usize| now.at(self.row_earlier(grain, row, years)? - first);
        Arc::new(Column::collect(self.rows(grain).map(row)))
    }

    /// The row of the same unit and stage so many periods earlier.
    pub(super) fn row_earlier(&self, grain: Grain, row: usize, years: u32) -> Result<usize, Presence> {
        if years == 0 {
            return Ok(row);
        }
        let frames = self.input.frames;
        let unit = frames.earlier(grain.level, frames.unit(grain, row), years).ok_or(Presence::NoPeriod)?;
        let there = frames.row_of(grain, unit, frames.stage(grain, row)).ok_or(Presence::NoPeriod)?;
        if self.rows(grain).contains(&there) { Ok(there) } else { Err(Presence::NoPeriod) }
    }

    pub(super) fn earlier_exactly(
        &self,
        inner: &Node,
        years: u32,
        grain: Grain,
        row: usize,
    ) -> Result<Precise, Presence> {
        self.exactly(inner, grain, self.row_earlier(grain, row, years)?)
    }

    /// The day of the assessment of a row.
    pub(super) fn today(&self, grain: Grain, row: usize) -> Result<f64, Presence> {
        self.day_of(grain, row).map(f64::from).ok_or(Presence::NotStated)
    }

    fn day_of(&self, grain: Grain, row: usize) -> Option<i32> {
        let frames = self.input.frames;
        self.input.as_of.of(frames.units_of(grain.level).period[frames.unit(grain, row)])
    }

    /// Whether the day of the assessment of a row lies between two days; where it is not known, only what is undated
    /// holds.
    pub(super) fn is_within(&self, in_force: InForce, grain: Grain, row: usize) -> bool {
        in_force == (None, None) || lies_within(in_force, self.day_of(grain, row))
    }

    /// The same, for the day of any period.
    pub(super) fn is_ever_within(&self, in_force: InForce) -> bool {
        in_force == (None, None) || self.input.as_of.all().any(|day| lies_within(in_force, day))
    }

    /// A condition that does not hold outside two days.
    pub(super) fn while_in_force(&mut self, condition: &Node, in_force: InForce, grain: Grain) -> Arc<Column> {
        let holds = self.node(condition, grain);
        if self.input.as_of.all().all(|day| lies_within(in_force, day)) {
            return holds;
        }
        let first = self.rows(grain).start;
        let row = |row: usize| if self.is_within(in_force, grain, first + row) { holds.at(row) } else { Ok(0.0) };
        Arc::new(Column::collect((0..holds.len()).map(row)))
    }

    /// The year of each row's period.
    pub(super) fn year(&mut self, grain: Grain) -> Arc<Column> {
        Arc::new(Column::collect(self.rows(grain).map(|row| self.year_of(grain, row))))
    }

    pub(super) fn year_of(&self, grain: Grain, row: usize) -> Result<f64, Presence> {
        let frames = self.input.frames;
        let period = frames.units_of(grain.level).period[frames.unit(grain, row)];
        frames.year(period).map(f64::from).ok_or(Presence::NotStated)
    }
}
