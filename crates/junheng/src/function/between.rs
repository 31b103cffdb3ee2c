//! The part of the Theil index between groups.

use super::groups::groups;
use super::theil::{defined, theil, theil_exact};
use super::{Form, Function, Grouped, InGroups, dot, dot_exact, total_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `between(生均图书, weight = 在校生数, by = 城乡类型)`
pub static BETWEEN: Function = Function {
    name: "between",
    manual: include_str!("between.md"),
    form: Form::Grouped(Grouped { value: between, exact: between_exact }),
};

/// The index of the means of the groups.
fn between(of: InGroups<'_, f64>) -> Result<f64, Presence> {
    defined(of.values, of.weights)?;
    let mean_and_weight = |(values, weights): &(Vec<f64>, Vec<f64>)| {
        let total: f64 = weights.iter().sum();
        (dot(values, weights) / total, total)
    };
    let (means, totals): (Vec<f64>, Vec<f64>) = groups(of).iter().map(mean_and_weight).unzip();
    theil(&means, &totals)
}

fn between_exact(of: InGroups<'_, Exact>) -> Result<Precise, Presence> {
    defined(of.values, of.weights)?;
    let mean_and_weight = |(values, weights): &(Vec<Exact>, Vec<Exact>)| {
        let total = total_exact(weights);
        (dot_exact(values, weights) / &total, total)
    };
    let (means, totals): (Vec<Exact>, Vec<Exact>) = groups(of).iter().map(mean_and_weight).unzip();
    theil_exact(&means, &totals)
}
