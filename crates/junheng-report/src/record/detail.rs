//! What a result says of the units below, kept with `--detail`.

use serde::{Deserialize, Serialize};

use super::form::Title;

/// A unit that a rule fails on, and what is not met there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Failing {
    pub rule: String,
    pub level: String,
    pub unit: String,
    pub stage: Option<String>,
    /// The unit as people name it.
    pub place: Title,
    /// Values and requirements, or the answers given.
    pub told: Title,
}

/// A cell, column or answer that is missing, and the rules it leaves open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Missing {
    pub presence: String,
    pub told: Title,
    pub cell: Option<String>,
    pub rules: Vec<String>,
}

/// What the data says of the units of one level; only columns that the data has.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Table {
    pub level: String,
    /// The ids of the fields, in the order of the values of each row.
    pub fields: Vec<String>,
    pub rows: Vec<TableRow>,
}

/// A unit, or a unit at one stage.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TableRow {
    pub unit: String,
    pub name: String,
    pub stage: Option<String>,
    /// The codes of the units it hangs on, nearest first, below the one that is assessed.
    pub under: Vec<String>,
    /// A number, a word or a day; null where the data has none.
    pub values: Vec<Value>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing, or nothing that counts.
    Absent,
    /// A number in the unit of the field.
    Number(f64),
    /// A word, or a day as `2023-12-31`.
    Word(String),
}

/// The units that an aggregate goes over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shares {
    pub level: String,
    /// The unit of the values.
    pub unit_of_value: String,
    /// How many places of the values are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// The mean over them, by weight where they are weighed.
    pub mean: Option<f64>,
    pub of: Vec<Share>,
}

/// A unit that an aggregate goes over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Share {
    pub unit: String,
    pub name: String,
    pub value: Option<f64>,
    pub weight: Option<f64>,
    /// Its part of the variance, from 0 to 1, of a coefficient of variation.
    pub part: Option<f64>,
    /// How its value came about.
    pub working: Working,
}

/// How a value came about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Working {
    /// The formula with numbers in the place of names.
    pub numbers: String,
    /// The cells they stand in; of what was counted in a register, the first and the last it went through.
    pub cells: Vec<String>,
    /// The figures among them that were counted in a register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted>,
}

/// A figure that was counted in a register.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Counted {
    /// What it is called.
    pub label: String,
    /// The first and the last cell of each column it went through, one after the other for each table.
    pub cells: Vec<String>,
    /// How many rows between them are about the unit.
    pub rows: u64,
    /// How many of these took part in each aggregate of its formula.
    pub taken: Vec<u64>,
}
