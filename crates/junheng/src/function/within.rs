//! The part of the Theil index within groups.

use num_traits::Zero;

use super::groups::groups;
use super::theil::{defined, theil, theil_exact};
use super::{Form, Function, Grouped, InGroups, dot, dot_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `within(生均图书, weight = 在校生数, by = 城乡类型)`
pub static WITHIN: Function = Function {
    name: "within",
    manual: include_str!("within.md"),
    form: Form::Grouped(Grouped { value: within, exact: within_exact }),
};

/// The indices of the groups, each by its share of the whole; who has nothing has no share.
fn within(of: InGroups<'_, f64>) -> Result<f64, Presence> {
    defined(of.values, of.weights)?;
    let whole = dot(of.values, of.weights);
    let mut sum = 0.0;
    for (values, weights) in groups(of) {
        let own = dot(&values, &weights);
        if own > 0.0 {
            sum += own / whole * theil(&values, &weights)?;
        }
    }
    Ok(sum)
}

fn within_exact(of: InGroups<'_, Exact>) -> Result<Precise, Presence> {
    defined(of.values, of.weights)?;
    let whole = dot_exact(of.values, of.weights);
    let mut sum = Precise::from(Exact::zero());
    for (values, weights) in groups(of) {
        let own = dot_exact(&values, &weights);
        if !own.is_zero() {
            sum = sum.plus(&theil_exact(&values, &weights)?.times(&(own / &whole).into()));
        }
    }
    Ok(sum)
}
