//! What sound data satisfies, ready to be looked at.

use crate::pack::{Severity, Title};
use crate::table::{FieldId, Grain};

use super::Node;

/// A check of the data: a condition of a field, or a check of the pack.
#[derive(Debug, Clone)]
pub struct DataCheck {
    /// Its id; that of its field, for a condition of a field.
    pub id: String,
    /// What it is called; empty for a condition of a field.
    pub title: Title,
    /// The rows it is looked at on.
    pub grain: Grain,
    /// Of which rows it is asked; all where absent.
    pub filter: Option<Node>,
    /// What is asked of a row.
    pub asked: Asked,
    /// The same as written.
    pub text: String,
    /// What becomes of the cells where it does not hold.
    pub severity: Severity,
    /// The fields whose cells are meant; all that were looked at where empty.
    pub cells: Vec<FieldId>,
    /// Why sound data satisfies it; empty for a condition of a field.
    pub why: Title,
    /// Its article; empty where it has none.
    pub cite: String,
}

/// What is asked of a row.
#[derive(Debug, Clone)]
pub enum Asked {
    /// That a condition holds.
    Holds(Node),
    /// That a value lies within fences drawn from those of all units of its subject, stage by stage.
    Near {
        /// The value, in base units.
        value: Node,
        /// The symbol of its unit; empty for a plain number.
        unit: String,
        /// How many deviations the fences are from the median, on the logarithms.
        beyond: f64,
        /// The fewest values of which fences are drawn.
        units: usize,
    },
}

impl DataCheck {
    /// Every formula of it.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let (Asked::Holds(node) | Asked::Near { value: node, .. }) = &self.asked;
        self.filter.iter().chain([node])
    }
}
