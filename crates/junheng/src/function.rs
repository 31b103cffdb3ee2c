//! The verbs a formula may use: one file each, with its manual page beside it.

mod abs;
mod ago;
mod all;
mod any;
mod below;
mod ceil;
mod coalesce;
mod count;
mod cv;
mod date;
mod floor;
mod gini;
mod grade;
mod r#if;
mod max;
mod mean;
mod median;
mod met;
mod min;
mod pick;
mod points;
mod prev;
mod rank;
mod rate;
mod round;
mod share;
mod sum;
mod value;
mod years_since;

use crate::quantity::{Exact, Precise};
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

/// Every function, in the order of the manual.
pub static FUNCTIONS: &[&Function] = &[
    &sum::SUM,
    &mean::MEAN,
    &cv::CV,
    &gini::GINI,
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
    values.iter().zip(weights).fold(num_traits::Zero::zero(), |sum: Exact, (value, weight)| sum + value * weight)
}

fn total_exact(values: &[Exact]) -> Exact {
    values.iter().fold(num_traits::Zero::zero(), |sum: Exact, value| sum + value)
}
