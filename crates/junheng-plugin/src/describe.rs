//! Descriptions as they are written in Rust.

use crate::contract;

/// Whether a function answers row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An answer for each row.
    Rows,
    /// One answer for all rows of a group.
    Aggregate,
}

/// What happens where an argument is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The answer is undetermined, and the function is not asked.
    Decides,
    /// The function is asked and sees which values are there.
    Given,
}

/// A parameter of a function.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) kind: u32,
}

impl Parameter {
    /// A number in a unit: `""` is a plain number, `"any"` takes any unit, in base units.
    pub const fn number(name: &'static str, unit: &'static str) -> Self {
        Self { name, unit, kind: contract::NUMBER }
    }

    /// 1 is true, 0 is false.
    pub const fn truth(name: &'static str) -> Self {
        Self { name, unit: "", kind: contract::TRUTH }
    }

    /// Days since 1970-01-01.
    pub const fn day(name: &'static str) -> Self {
        Self { name, unit: "", kind: contract::DAY }
    }

    /// Units or words, only to tell apart: 0, 1, 2, … in the order of first appearance.
    pub const fn group(name: &'static str) -> Self {
        Self { name, unit: "", kind: contract::GROUP }
    }
}

/// A function of a plugin.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// ASCII snake_case, as it stands in formulas.
    pub name: &'static str,
    /// What it does, in Chinese and in English.
    pub manual: [&'static str; 2],
    /// The unit of the answer: `""` is a plain number, `"first"` that of the first argument.
    pub unit: &'static str,
    /// Whether it answers row by row.
    pub form: Form,
    /// What happens where an argument is missing.
    pub missing: Missing,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Why an answer may be undetermined.
    pub reasons: &'static [&'static str],
}
