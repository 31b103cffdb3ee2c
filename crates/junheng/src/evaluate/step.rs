//! What a formula looked at on its own row, and where that was read.

use crate::diagnostic::CellPlace;
use crate::program::{CheckId, Node, Over};
use crate::quantity::{Exact, to_f64};
use crate::table::{CountedRows, FieldId, Grain, Presence, StageId};

use super::Run;

/// One thing a formula looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is called.
    pub label: String,
    /// Its value in `unit`, if it is there.
    pub value: Result<f64, Presence>,
    /// The unit it is shown in.
    pub unit: String,
    /// Where it was read.
    pub places: Vec<CellPlace>,
    /// The rows of a register it was made from.
    pub counted: Option<CountedRows>,
    /// How many periods before the row's own it was read.
    pub earlier: u32,
    /// What it was computed from: for a measure, and for a field that was not supplied.
    pub parts: Vec<Step>,
    /// How a stage came to its share, for a field of a combined school.
    pub split: Option<Portion>,
}

/// A stage's share of what a combined school has as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Portion {
    /// What the school has as a whole.
    pub whole: f64,
    /// The stage whose share it is.
    pub own: StageId,
    /// For each stage of the school: its weight, and what the weight multiplies.
    pub stages: Vec<(StageId, f64, f64)>,
}

impl Run<'_> {
    /// The fields and measures a formula looks at on its own row, each once.
    pub(super) fn steps(&self, node: &Node, grain: Grain, row: usize, out: &mut Vec<Step>) {
        let step = match node {
            Node::Field(field) => Some(self.field_step(*field, node, grain, row)),
            Node::Split(field) => Some(self.split_step(*field, node, grain, row)),
            Node::Value(check) => Some(self.value_step(*check, row)),
            Node::Derived(supplied, formula) => self.derived_step(node, supplied, formula, grain, row),
            _ => None,
        };
        if let Some(step) = step {
            if !out.contains(&step) {
                out.push(step);
            }
            return;
        }
        match node {
            Node::Up(above, inner) => {
                if let Some(row) = self.input.frames.up(grain, row, *above) {
                    self.steps(inner, *above, row, out);
                }
            }
            Node::Derived(supplied, formula) => match self.exactly(supplied, grain, row) {
                Err(Presence::NoColumn | Presence::Nothing) => self.steps(formula, grain, row, out),
                _ => self.steps(supplied, grain, row, out),
            },
            Node::Previous(field, years) => self.steps_earlier(&Node::Field(*field), *years, grain, row, out),
            Node::Earlier(inner, years) => self.steps_earlier(inner, *years, grain, row, out),
            Node::Fold(_, Over::Members(members)) | Node::Truths(_, Over::Members(members)) => {
                members.iter().for_each(|(value, _)| self.steps(value, grain, row, out));
            }
            Node::Fold(..) | Node::Truths(..) => {}
            _ => node.parts().into_iter().for_each(|part| self.steps(part, grain, row, out)),
        }
    }

    /// The same of the same unit, so many periods earlier.
    fn steps_earlier(&self, inner: &Node, years: u32, grain: Grain, row: usize, out: &mut Vec<Step>) {
        let Ok(there) = self.row_earlier(grain, row, years) else { return };
        let mut found = Vec::new();
        self.steps(inner, grain, there, &mut found);
        let found = found.into_iter().map(|step| Step { earlier: step.earlier + years, ..step });
        out.extend(found.filter(|step| !out.contains(step)).collect::<Vec<_>>());
    }

    fn field_step(&self, field: FieldId, node: &Node, grain: Grain, row: usize) -> Step {
        let frames = self.input.frames;
        let told = &self.input.program.schema[field];
        let stage = frames.stage(grain, row).filter(|_| grain.staged);
        let cell = frames.cell(grain.level, field, frames.unit(grain, row), stage);
        let places = cell.map_or_else(Vec::new, |cell| frames.places_of(cell));
        let counted = cell.and_then(|cell| frames.counted(cell));
        let value = self.exactly(node, grain, row).map(|value| value.to_f64());
        let (label, unit) = (told.label.clone(), told.unit.text.clone());
        Step { label, value, unit, places, counted, earlier: 0, parts: Vec::new(), split: None }
    }

    /// A field that was not supplied, with what it was computed from.
    fn derived_step(&self, node: &Node, supplied: &Node, formula: &Node, grain: Grain, row: usize) -> Option<Step> {
        let (Node::Field(field) | Node::Split(field)) = unscaled(supplied) else { return None };
        if !matches!(self.exactly(supplied, grain, row), Err(Presence::NoColumn | Presence::Nothing)) {
            return None;
        }
        let told = &self.input.program.schema[*field];
        let value = self.exactly(node, grain, row).map(|value| told.unit.from_base(value.to_f64()));
        let mut parts = Vec::new();
        self.steps(formula, grain, row, &mut parts);
        let (label, unit) = (told.label.clone(), told.unit.text.clone());
        Some(Step { label, value, unit, places: Vec::new(), counted: None, earlier: 0, parts, split: None })
    }

    fn split_step(&self, field: FieldId, node: &Node, grain: Grain, row: usize) -> Step {
        let frames = self.input.frames;
        let unit = frames.unit(grain, row);
        let whole = Grain::whole(grain.level);
        let own = self.field_step(field, &Node::Field(field), whole, unit);
        let value = self.exactly(node, grain, row).map(|value| value.to_f64());
        let split = own.value.ok().and_then(|all| self.portion(all, grain, row)).filter(|split| split.stages.len() > 1);
        Step { value, split, ..own }
    }

    fn portion(&self, whole: f64, grain: Grain, row: usize) -> Option<Portion> {
        let frames = self.input.frames;
        let (split, own) = (self.input.program.split.as_ref()?, frames.stage(grain, row)?);
        let unit = frames.unit(grain, row);
        let weighed = |(at, weight): (usize, &Exact)| {
            let stage = StageId(at as u8);
            let by = self.exactly(&Node::Field(split.by), grain, frames.row_of(grain, unit, Some(stage))?).ok()?;
            Some((stage, to_f64(weight), by.to_f64()))
        };
        Some(Portion { whole, own, stages: split.weights.iter().enumerate().filter_map(weighed).collect() })
    }

    fn value_step(&self, check: CheckId, row: usize) -> Step {
        let told = self.input.program.check(check);
        let value = self.value_exactly(check, row).map(|value| value.to_f64());
        let label = if told.title.zh.is_empty() { told.id.clone() } else { told.title.zh.clone() };
        let mut parts = Vec::new();
        self.steps_of_check(check, row, &mut parts);
        Step {
            label,
            value,
            unit: told.unit.text.clone(),
            places: Vec::new(),
            counted: None,
            earlier: 0,
            parts,
            split: None,
        }
    }
}

/// A node without the factor to base units.
fn unscaled(node: &Node) -> &Node {
    match node {
        Node::Scaled(inner, _) => unscaled(inner),
        other => other,
    }
}
