//! How the numbers of a column of percentages are written: 95, 95% or 0.95.

use crate::cell::Raw;
use crate::decimal::Decimal;

/// How many numbers look like fractions, and how many like percentages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shares {
    /// Numbers above 0 and up to 1, without a sign of percent.
    pub fractions: usize,
    /// Numbers above 1, and all with a sign of percent.
    pub others: usize,
    /// The line of the first fraction, and how it is written.
    pub first: Option<(u32, String)>,
}

impl Shares {
    /// Looks at a cell. 0 is 0 either way.
    pub fn look_at(&mut self, raw: Raw<'_>, line: u32) {
        let number = match raw {
            Raw::Number(number) => Some(number),
            Raw::Text(text) => Decimal::plain(text.trim().as_bytes()).map(|number| number.value(0)),
            Raw::Day(_) | Raw::Unworked => return,
        };
        let signed = || raw.text().ends_with(['%', '％', '‰']);
        if number.is_some_and(|number| number > 0.0 && number <= 1.0) {
            self.fractions += 1;
            self.first.get_or_insert_with(|| (line, raw.text().into_owned()));
        } else if number.is_some_and(|number| number > 1.0) || signed() {
            self.others += 1;
        }
    }

    /// Whether some numbers may be meant as fractions.
    pub fn are_doubtful(&self) -> bool {
        self.fractions > 0
    }

    /// Moves all lines down.
    pub fn shift(&mut self, lines: u32) {
        self.first.iter_mut().for_each(|(line, _)| *line += lines);
    }

    /// Adds those of later rows.
    pub fn append(&mut self, later: Shares) {
        self.fractions += later.fractions;
        self.others += later.others;
        self.first = self.first.take().or(later.first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_fraction_is_told_from_what_is_a_percentage() {
        let mut shares = Shares::default();
        let cells =
            [Raw::Text("95"), Raw::Text("0"), Raw::Number(0.95), Raw::Text("0.5%"), Raw::Text("—"), Raw::Text("1")];
        cells.into_iter().zip(1..).for_each(|(raw, line)| shares.look_at(raw, line));
        assert_eq!(shares, Shares { fractions: 2, others: 2, first: Some((3, "0.95".to_owned())) });
    }
}
