//! Registers 名册: tables with a row for each class, teacher or pupil, of which only figures of the units above are kept.
//!
//! A mapping file declares them. Their rows are read once, one after the other, and never all held: what is kept grows
//! with the number of schools, not of rows.

pub mod program;
pub mod compile;
pub mod row;
pub mod tally;
pub mod plan;
pub mod gather;
pub mod stream;
pub mod units;
pub mod reconcile;
pub mod spans;
pub mod finish;
pub mod feed;

use junheng::source::Span;
use junheng::table::{FieldId, LevelId, Schema, StageId};

use crate::mapping::Entry;
use program::{Aggregate, Slot, Whole};

/// Which says the figure where a register and a table both do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wins {
    /// The register.
    Register,
    /// The table.
    Table,
}

/// What a column of a register holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The code of a unit of this level.
    Code(LevelId),
    /// The name of a unit of this level.
    Name(LevelId),
    /// The period.
    Period,
    /// The stage.
    Stage,
    /// What tells one row from every other: it may stand only once.
    Id,
    /// Nothing that is read.
    Ignored,
    /// A value formulas use, as an index into [`Register::slots`].
    Slot(usize),
}

/// A field that is computed from the rows.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The field.
    pub field: FieldId,
    /// The stage, where the declaration states one.
    pub stage: Option<StageId>,
    /// The formula as written.
    pub text: String,
    /// The formula over [`Register::aggregates`], in the unit of the field.
    pub value: Whole,
}

/// A register as declared.
#[derive(Debug, Clone)]
pub struct Register {
    /// Its id.
    pub id: String,
    /// Names of sheets and files that hold it, as [`normal`](crate::name::normal) writes them.
    pub tables: Vec<String>,
    /// Which says the figure where a table does too.
    pub wins: Wins,
    /// The level whose units the rows name: the deepest of its keys.
    pub level: LevelId,
    /// What its columns hold, by header as [`normal`](crate::name::normal) writes it.
    pub columns: Vec<Entry<String, Holds>>,
    /// The values formulas use.
    pub slots: Vec<Slot>,
    /// What is accumulated.
    pub aggregates: Vec<Aggregate>,
    /// The fields it yields.
    pub figures: Vec<Figure>,
    /// Where it is declared.
    pub span: Span,
}

impl Register {
    /// Whether a column of this kind is declared.
    pub fn has(&self, holds: Holds) -> bool {
        self.columns.iter().any(|entry| entry.value == holds)
    }

    /// The figures a pack looks at.
    pub fn wanted<'r>(&'r self, schema: &'r Schema) -> impl Iterator<Item = &'r Figure> {
        self.figures.iter().filter(|figure| schema[figure.field].needed)
    }

    /// Which aggregates, and which slots, those figures are made of.
    pub fn needed(&self, schema: &Schema) -> (Vec<bool>, Vec<bool>) {
        let (mut aggregates, mut slots) = (vec![false; self.aggregates.len()], vec![false; self.slots.len()]);
        self.wanted(schema).for_each(|figure| figure.value.each_aggregate(&mut |at| aggregates[at] = true));
        let used = self.aggregates.iter().zip(&aggregates).filter(|(_, needed)| **needed);
        used.for_each(|(aggregate, _)| aggregate.each_slot(&mut |at| slots[at] = true));
        (aggregates, slots)
    }

    /// Whether a sheet or file of this name, as [`normal`](crate::name::normal) writes it, holds the register.
    pub fn is_in(&self, name: &str) -> bool {
        self.tables.iter().any(|table| name.contains(table.as_str()))
    }
}
