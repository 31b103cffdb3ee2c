//! The cells a value was made from.

use crate::program::{Node, Over};
use crate::table::{CellRef, FieldId, Grain, Presence, StageId};

use super::Run;

impl Run<'_> {
    /// Every cell with a value that a formula looks at on a row, each once, in the order of the formula.
    ///
    /// Of the rows beside a row only its own cells are meant: the others are what it is measured against.
    pub(super) fn cells_behind(&self, node: &Node, grain: Grain, row: usize) -> Vec<CellRef> {
        let mut found = Vec::new();
        self.cells_in(node, grain, row, &mut found);
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|cell| seen.insert(*cell));
        found
    }

    fn cells_in(&self, node: &Node, grain: Grain, row: usize, out: &mut Vec<CellRef>) {
        match node {
            Node::Field(field) => {
                let stage = self.input.frames.stage(grain, row).filter(|_| grain.staged);
                self.cell_of(*field, grain, self.input.frames.unit(grain, row), stage, out);
            }
            Node::Split(field) => self.cells_of_split(*field, grain, row, out),
            Node::Previous(field, years) => self.cells_earlier(&Node::Field(*field), *years, grain, row, out),
            Node::Earlier(inner, years) => self.cells_earlier(inner, *years, grain, row, out),
            Node::Up(above, inner) => {
                if let Some(row) = self.input.frames.up(grain, row, *above) {
                    self.cells_in(inner, *above, row, out);
                }
            }
            Node::Derived(supplied, formula) => match self.exactly(supplied, grain, row) {
                Err(Presence::NoColumn | Presence::Nothing) => self.cells_in(formula, grain, row, out),
                _ => self.cells_in(supplied, grain, row, out),
            },
            Node::If(condition, a, b) => {
                self.cells_in(condition, grain, row, out);
                let taken = self.truth_exactly(condition, grain, row).is_ok_and(|truth| truth > 0.5);
                self.cells_in(if taken { a } else { b }, grain, row, out);
            }
            Node::Coalesce(nodes) => {
                let there = nodes.iter().find(|node| self.exactly(node, grain, row).is_ok());
                there.into_iter().for_each(|node| self.cells_in(node, grain, row, out));
            }
            Node::Fold(_, over) | Node::Truths(_, over) => self.cells_over(over, grain, row, out),
            Node::Rank(rank) => self.cells_in(&rank.value, grain, row, out),
            _ => node.parts().into_iter().for_each(|part| self.cells_in(part, grain, row, out)),
        }
    }

    fn cell_of(&self, field: FieldId, grain: Grain, unit: usize, stage: Option<StageId>, out: &mut Vec<CellRef>) {
        let frames = self.input.frames;
        let cell = frames.cell(grain.level, field, unit, stage);
        out.extend(cell.filter(|cell| frames.presence(*cell).is_present()));
    }

    /// What is split, and what the weights of all its stages multiply.
    fn cells_of_split(&self, field: FieldId, grain: Grain, row: usize, out: &mut Vec<CellRef>) {
        let unit = self.input.frames.unit(grain, row);
        self.cell_of(field, Grain::whole(grain.level), unit, None, out);
        let Some(split) = &self.input.program.split else { return };
        for stage in 0..split.weights.len() {
            self.cell_of(split.by, Grain::staged(grain.level), unit, Some(StageId(stage as u8)), out);
        }
    }

    fn cells_earlier(&self, inner: &Node, years: u32, grain: Grain, row: usize, out: &mut Vec<CellRef>) {
        if let Ok(there) = self.row_earlier(grain, row, years) {
            self.cells_in(inner, grain, there, out);
        }
    }

    fn cells_over(&self, over: &Over, grain: Grain, row: usize, out: &mut Vec<CellRef>) {
        if let Over::Members(members) = over {
            return members.iter().for_each(|(value, _)| self.cells_in(value, grain, row, out));
        }
        let rows = if matches!(over, Over::Peers { .. }) { vec![Ok(row)] } else { self.rows_over(over, grain, row) };
        let Some(taken) = over.of_rows(grain) else { return };
        for lower in rows.into_iter().flatten() {
            let counts = taken.filter.map_or(Ok(1.0), |filter| self.truth_exactly(filter, taken.grain, lower));
            if matches!(counts, Ok(truth) if truth < 0.5) {
                continue;
            }
            let nodes = [Some(taken.value), taken.filter, taken.weight, taken.by].into_iter().flatten();
            nodes.for_each(|node| self.cells_in(node, taken.grain, lower, out));
        }
    }
}
