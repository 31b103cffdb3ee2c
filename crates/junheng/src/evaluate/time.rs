//! Values of other periods: the same unit, earlier.

use std::sync::Arc;

use crate::assessment::Column;
use crate::program::Node;
use crate::quantity::Precise;
use crate::table::{FieldId, Grain, Presence};

use super::Run;

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
