//! How the numbers of a column of percentages are written: 95, 95% or 0.95.

use crate::cell::{Doubted, Raw};
use crate::decimal::Decimal;

/// How many numbers are written in one way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// How many.
    pub count: usize,
    /// The line of the first, and how it is written.
    pub first: Option<(u32, String)>,
}

impl Written {
    fn add(&mut self, raw: Raw<'_>, line: u32) {
        self.count += 1;
        self.first.get_or_insert_with(|| (line, raw.text().into_owned()));
    }

    fn append(&mut self, later: Written) {
        self.count += later.count;
        self.first = self.first.take().or(later.first);
    }
}

/// How many numbers look like fractions, and how many like percentages.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Which of them are doubtful.
    pub doubted: Doubted,
    /// Numbers above 0 and up to 1, without a sign of percent.
    fractions: Written,
    /// Numbers above 1, without a sign of percent.
    wholes: Written,
    /// Numbers with a sign of percent.
    signed: usize,
}

impl Shares {
    /// No numbers yet.
    pub fn new(doubted: Doubted) -> Self {
        Self { doubted, fractions: Written::default(), wholes: Written::default(), signed: 0 }
    }

    /// Looks at a cell. 0 is 0 either way.
    pub fn look_at(&mut self, raw: Raw<'_>, line: u32) {
        let number = match raw {
            Raw::Number(number) => Some(number),
            Raw::Text(text) => Decimal::plain(text.trim().as_bytes()).map(|number| number.value(0)),
            Raw::Day(_) | Raw::Unworked => return,
        };
        match number {
            Some(number) if number > 1.0 => self.wholes.add(raw, line),
            Some(number) if number > 0.0 => self.fractions.add(raw, line),
            Some(_) => {}
            None => self.signed += usize::from(raw.text().ends_with(['%', '％', '‰'])),
        }
    }

    /// The numbers that may be meant otherwise, where there are some.
    pub fn doubtful(&self) -> Option<&Written> {
        let doubtful = match self.doubted {
            Doubted::Fractions => &self.fractions,
            Doubted::Wholes => &self.wholes,
        };
        Some(doubtful).filter(|written| written.count > 0)
    }

    /// How many numbers are beyond doubt.
    pub fn others(&self) -> usize {
        let plain = match self.doubted {
            Doubted::Fractions => self.wholes.count,
            Doubted::Wholes => self.fractions.count,
        };
        plain + self.signed
    }

    /// Moves all lines down.
    pub fn shift(&mut self, lines: u32) {
        let firsts = [&mut self.fractions, &mut self.wholes].into_iter().filter_map(|written| written.first.as_mut());
        firsts.for_each(|(line, _)| *line += lines);
    }

    /// Adds those of later rows.
    pub fn append(&mut self, later: Shares) {
        self.fractions.append(later.fractions);
        self.wholes.append(later.wholes);
        self.signed += later.signed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: [Raw<'static>; 7] = [
        Raw::Text("95"),
        Raw::Text("0"),
        Raw::Number(0.95),
        Raw::Text("0.5%"),
        Raw::Text("—"),
        Raw::Text("1"),
        Raw::Number(97.5),
    ];

    fn looked_at(doubted: Doubted) -> Shares {
        let mut shares = Shares::new(doubted);
        CELLS.into_iter().zip(1..).for_each(|(raw, line)| shares.look_at(raw, line));
        shares
    }

    fn written(count: usize, line: u32, raw: &str) -> Written {
        Written { count, first: Some((line, raw.to_owned())) }
    }

    #[test]
    fn what_may_be_a_fraction_is_told_from_what_is_a_percentage() {
        let shares = looked_at(Doubted::Fractions);
        assert_eq!((shares.doubtful(), shares.others()), (Some(&written(2, 3, "0.95")), 3));
    }

    #[test]
    fn among_fractions_what_is_above_one_is_told() {
        let shares = looked_at(Doubted::Wholes);
        assert_eq!((shares.doubtful(), shares.others()), (Some(&written(2, 1, "95")), 3));
    }

    #[test]
    fn rows_read_in_parts_count_as_one() {
        let (mut first, mut later) = (Shares::new(Doubted::Fractions), looked_at(Doubted::Fractions));
        later.shift(10);
        first.append(later);
        assert_eq!(first.doubtful(), Some(&written(2, 13, "0.95")));
    }
}
