//! The verbs a formula may use: one file each, with its manual page beside it.

mod abs;
mod ago;
mod all;
mod any;
mod below;
mod between;
mod ceil;
mod coalesce;
mod count;
mod cv;
mod date;
mod floor;
mod gini;
mod grade;
mod groups;
mod r#if;
mod max;
mod mean;
mod median;
mod met;
mod min;
pub mod native;
mod pick;
mod points;
mod prev;
mod rank;
mod rate;
mod round;
mod share;
mod sum;
mod theil;
mod value;
mod within;
mod years_since;

pub use theil::theil;

use crate::quantity::{self, Exact, Precise};
use crate::table::Presence;

/// A verb of the formula language.
pub struct Function {
    /// As it stands in formulas.
    pub name: &'static str,
    /// Its manual page: meaning, formula, missing values, examples.
    pub manual: &'static str,
    /// What it does.
    pub form: Form,
}

/// What kind of verb it is.
pub enum Form {
    /// Many values to one: over the units of a group, or the members of an item.
    Fold(Fold),
    /// Many values to one, for values that fall into groups.
    Grouped(Grouped),
    /// Many truths to one.
    Truths(Truths),
    /// Row by row.
    Scalar(Scalar),
    /// Understood by the compiler, for it looks at more than values.
    Special,
}

/// Whether a fold takes a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It must be stated.
    Required,
    /// It takes none.
    None,
}

/// The unit of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitOf {
    /// That of the first argument.
    First,
    /// None: a plain number.
    Plain,
}

/// Many values to one. Values and weights are as long as each other; weights are all 1 where none is stated.
pub struct Fold {
    /// Whether it takes a weight.
    pub weight: Weight,
    /// The unit of the result.
    pub unit: UnitOf,
    /// The result in `f64`, sums in the order given.
    pub value: fn(&[f64], &[f64]) -> Result<f64, Presence>,
    /// The result, exactly.
    pub exact: fn(&[Exact], &[Exact]) -> Result<Precise, Presence>,
}

/// Many values to one, for values that fall into groups; the result is a plain number.
pub struct Grouped {
    /// The result in `f64`, groups in the order in which they first appear.
    pub value: fn(InGroups<'_, f64>) -> Result<f64, Presence>,
    /// The result, exactly.
    pub exact: fn(InGroups<'_, Exact>) -> Result<Precise, Presence>,
}

/// Values, each with a weight and the number of the group it belongs to.
#[derive(Clone, Copy)]
pub struct InGroups<'v, T> {
    /// The values.
    pub values: &'v [T],
    /// Their weights.
    pub weights: &'v [T],
    /// Their groups.
    pub groups: &'v [i64],
}

/// Which question is asked of many truths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truths {
    /// Are all true?
    All,
    /// Is any true?
    Any,
    /// How many are true?
    Count,
    /// What share is true?
    Share,
}

/// Row by row.
pub struct Scalar {
    /// The fewest and most arguments.
    pub arity: (usize, usize),
    /// The unit of the result.
    pub unit: UnitOf,
    /// The result in `f64`.
    pub value: fn(&[f64]) -> f64,
    /// The result, exactly; `None` where an argument is no fraction.
    pub exact: fn(&[Exact]) -> Option<Exact>,
}

impl Form {
    /// Whether many values become one.
    pub fn folds(&self) -> bool {
        matches!(self, Form::Fold(_) | Form::Grouped(_))
    }

    /// Whether a weight must be stated.
    pub fn is_weighted(&self) -> bool {
        matches!(self, Form::Fold(Fold { weight: Weight::Required, .. }) | Form::Grouped(_))
    }

    /// Many values to one; `Failed` of what folds nothing. Groups are empty where none are asked for.
    pub fn fold(&self, values: &[f64], weights: &[f64], groups: &[i64]) -> Result<f64, Presence> {
        match self {
            Form::Fold(fold) => (fold.value)(values, weights),
            Form::Grouped(grouped) => (grouped.value)(InGroups { values, weights, groups }),
            _ => Err(Presence::Failed),
        }
    }

    /// The same, exactly.
    pub fn fold_exactly(&self, values: &[Exact], weights: &[Exact], groups: &[i64]) -> Result<Precise, Presence> {
        match self {
            Form::Fold(fold) => (fold.exact)(values, weights),
            Form::Grouped(grouped) => (grouped.exact)(InGroups { values, weights, groups }),
            _ => Err(Presence::Failed),
        }
    }
}

/// Every function, in the order of the manual.
pub static FUNCTIONS: &[&Function] = &[
    &sum::SUM,
    &mean::MEAN,
    &cv::CV,
    &gini::GINI,
    &theil::THEIL,
    &between::BETWEEN,
    &within::WITHIN,
    &median::MEDIAN,
    &min::MIN,
    &max::MAX,
    &count::COUNT,
    &share::SHARE,
    &all::ALL,
    &any::ANY,
    &met::MET,
    &value::VALUE,
    &grade::GRADE,
    &below::BELOW,
    &points::POINTS,
    &rate::RATE,
    &rank::RANK,
    &pick::PICK,
    &prev::PREV,
    &ago::AGO,
    &date::DATE,
    &years_since::YEARS_SINCE,
    &r#if::IF,
    &coalesce::COALESCE,
    &round::ROUND,
    &ceil::CEIL,
    &floor::FLOOR,
    &abs::ABS,
];

/// The function of this name.
pub fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().copied().find(|function| function.name == name)
}

/// The sum of products, in order.
fn dot(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn dot_exact(values: &[Exact], weights: &[Exact]) -> Exact {
    quantity::sum(values.iter().zip(weights).map(|(value, weight)| value * weight).collect())
}

fn total_exact(values: &[Exact]) -> Exact {
    quantity::sum(values.to_vec())
}
