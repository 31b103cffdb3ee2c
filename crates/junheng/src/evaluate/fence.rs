//! Fences beyond which a value is far from the others.
//!
//! Per-pupil values are skewed to the right and slips are factors, so they are compared by their logarithms. Median and
//! median absolute deviation bear nearly half of the values being wrong: F. R. Hampel, The influence curve and its role
//! in robust estimation, Journal of the American Statistical Association 69 (1974) 383–393; the factor 1.4826:
//! P. J. Rousseeuw, C. Croux, Alternatives to the median absolute deviation, the same 88 (1993) 1273–1283.

/// The two fences of a set of values.
pub(super) struct Fences([f64; 2]);

/// By which the median absolute deviation estimates the standard deviation of a normal distribution: 1 ÷ Φ⁻¹(¾).
const NORMAL: f64 = 1.482602218505602;

impl Fences {
    /// The fences of values above zero, so many deviations from their median; none where half of the values are the
    /// same, for then every other value would be far. Logarithms are worked out in `f64`.
    pub(super) fn of(values: &[f64], beyond: f64) -> Option<Self> {
        let logarithms: Vec<f64> = values.iter().map(|value| value.ln()).collect();
        let middle = median(logarithms.clone())?;
        let deviation = median(logarithms.iter().map(|value| (value - middle).abs()).collect())? * NORMAL;
        let ends = [middle - beyond * deviation, middle + beyond * deviation];
        (deviation > 0.0).then(|| Fences(ends.map(f64::exp)))
    }

    /// Whether a value lies between them, or on one.
    pub(super) fn hold(&self, value: f64) -> bool {
        self.0[0] <= value && value <= self.0[1]
    }

    /// The lower and the upper.
    pub(super) fn ends(&self) -> [f64; 2] {
        self.0
    }
}

/// The middle value, or half way between the two middle ones.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some((values[last / 2] + values[last.div_ceil(2)]) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values, how far, and their fences, worked out by scipy (`median_abs_deviation` of `numpy.log`, scale normal).
    const KNOWN: [(&[f64], f64, [f64; 2]); 3] = [
        (&[8.0, 9.0, 10.0, 11.0, 13.0, 14.0, 17.0, 21.0, 30.0, 120.0], 5.0, [0.9919259668287593, 183.48143519406366]),
        (&[1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0], 3.0, [0.13746686753699958, 65.4703214036475]),
        (&[0.02, 0.5, 0.51, 0.52, 0.55, 0.61, 0.7, 31.0], 2.5, [0.36994436870845615, 0.7730892106791046]),
    ];

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12 * b.abs()
    }

    #[test]
    fn fences_are_those_of_scipy() {
        for (values, beyond, ends) in KNOWN {
            let fences = Fences::of(values, beyond).expect("they are not all alike");
            let found = fences.ends();
            assert!(close(found[0], ends[0]) && close(found[1], ends[1]), "{values:?}: {found:?} and not {ends:?}");
            assert!(fences.hold(values[values.len() / 2]) && !fences.hold(ends[1] * 1.01));
        }
    }

    #[test]
    fn values_that_are_mostly_alike_have_no_fences() {
        assert!(Fences::of(&[2.0, 2.0, 2.0, 2.0, 9.0], 3.0).is_none());
        assert!(Fences::of(&[], 3.0).is_none());
    }
}
