//! The weighted coefficient of variation of a group, 差异系数.

use num_traits::Zero;

use super::{Fold, Form, Function, UnitOf, Weight, dot, dot_exact, total_exact};
use crate::quantity::{Exact, Precise};
use crate::table::Presence;

/// `cv(生均图书, weight = 在校生数)`
pub static CV: Function = Function {
    name: "cv",
    manual: include_str!("cv.md"),
    form: Form::Fold(Fold { weight: Weight::Required, unit: UnitOf::Plain, value: cv, exact: cv_exact }),
};

/// Population deviation: the clause compares all schools of a county, not a sample.
///
/// Two passes over the group: the one-pass form cancels where there is one school.
fn cv(values: &[f64], weights: &[f64]) -> Result<f64, Presence> {
    let total: f64 = weights.iter().sum();
    let mean = dot(values, weights) / total;
    if total == 0.0 || mean == 0.0 {
        return Err(Presence::ZeroDivisor);
    }
    let square = |(value, weight): (&f64, &f64)| (weight / total) * (value - mean) * (value - mean);
    let variance: f64 = values.iter().zip(weights).map(square).sum();
    Ok(variance.sqrt() / mean)
}

fn cv_exact(values: &[Exact], weights: &[Exact]) -> Result<Precise, Presence> {
    let total = total_exact(weights);
    if total.is_zero() {
        return Err(Presence::ZeroDivisor);
    }
    let mean = dot_exact(values, weights) / &total;
    if mean.is_zero() {
        return Err(Presence::ZeroDivisor);
    }
    // The mean of the squares less the square of the mean: fractions do not cancel, and each school keeps a short one.
    let squares: Vec<Exact> = values.iter().map(|value| value * value).collect();
    let variance = dot_exact(&squares, weights) / total - &mean * &mean;
    let root = Precise::root(variance).ok_or(Presence::Failed)?;
    root.over(&mean.into()).ok_or(Presence::ZeroDivisor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::shortest;

    #[test]
    fn the_exact_square_is_the_mean_of_squared_deviations() {
        let fraction = |a: i64, b: i64| Exact::new(a.into(), b.into());
        let values: Vec<Exact> = (1..30).map(|at| fraction(7 * at % 11, at + 2)).collect();
        let weights: Vec<Exact> = (1..30).map(|at| fraction(at * at % 17 + 1, 3)).collect();
        let total = weights.iter().fold(Exact::zero(), |sum, weight| sum + weight);
        let of = |each: &dyn Fn(&Exact) -> Exact| {
            let parts = values.iter().zip(&weights).map(|(value, weight)| each(value) * weight / &total);
            parts.fold(Exact::zero(), |sum, part| sum + part)
        };
        let mean = of(&|value| value.clone());
        let variance = of(&|value| (value - &mean) * (value - &mean));
        let expected = variance / (&mean * &mean);
        assert!(matches!(cv_exact(&values, &weights), Ok(Precise::Root(square)) if square == expected));
    }

    #[test]
    fn schools_that_are_all_alike_differ_by_nothing() {
        let found = cv_exact(&vec![shortest(0.1); 7], &vec![shortest(3.0); 7]);
        assert!(matches!(found, Ok(Precise::Root(square)) if square.is_zero()));
    }
}
