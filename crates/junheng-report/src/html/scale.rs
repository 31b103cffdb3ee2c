//! From numbers to places in a picture.

/// A straight axis from `from` to `to`, drawn from `left` to `right`.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub from: f64,
    pub to: f64,
    pub left: f64,
    pub right: f64,
}

impl Scale {
    /// An axis from zero that has room for all of some values.
    pub fn from_zero(values: impl Iterator<Item = f64>, left: f64, right: f64) -> Self {
        let most = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
        Self { from: 0.0, to: if most > 0.0 { most * 1.04 } else { 1.0 }, left, right }
    }

    /// The place of a number.
    pub fn at(self, value: f64) -> f64 {
        self.left + (value - self.from) / (self.to - self.from) * (self.right - self.left)
    }
}

/// A place as it is written into a picture: to a tenth, so that the same values give the same bytes.
pub(super) fn place(at: f64) -> String {
    format!("{at:.1}")
}

/// Round numbers to label an axis with: up to seven of them.
pub(super) fn ticks(most: f64) -> Vec<f64> {
    let rough = most / 6.0;
    let size = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * size).find(|step| *step >= rough);
    let step = step.unwrap_or(size);
    (0..=6).map(|at| f64::from(at) * step).take_while(|tick| *tick <= most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_labelled_with_round_numbers() {
        assert_eq!(ticks(10.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(8.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(60.0), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
    }

    #[test]
    fn zero_stands_left_and_the_most_within() {
        let scale = Scale::from_zero([2.0, 4.0].into_iter(), 10.0, 110.0);
        assert_eq!(place(scale.at(0.0)), "10.0");
        assert!(scale.at(4.0) < 110.0);
    }
}
