//! What is kept of the rows: a few numbers for each unit and stage, whatever the number of rows.

use super::program::{Aggregate, Fold, Over, Whole, reckon};
use super::row::{Answer, Cell, Row, answer, number};

/// One aggregate over the rows so far.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// The greatest or least.
    value: f64,
    /// The count or sum, in millionths.
    millionths: i128,
    /// How many rows took part.
    pub rows: u64,
    /// How many rows may take part, which is not known.
    unknown: u64,
    /// The line of the first of them.
    pub first_unknown: u32,
}

/// What an aggregate comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Told {
    /// This.
    Value(f64),
    /// Not known, because of a cell in this line.
    Unknown(u32),
    /// There is nothing to add up or compare, or the divisor is zero.
    Nothing,
}

/// What a row adds.
enum Part {
    Takes(f64),
    Drops,
    Unknown,
}

impl Tally {
    /// Takes in a row.
    pub fn take(&mut self, aggregate: &Aggregate, row: &Row<'_>, line: u32) {
        match part(aggregate, row) {
            Part::Takes(value) => match aggregate.fold {
                Fold::Count => self.add(MILLION, 1),
                Fold::Sum => match millionths(value) {
                    Some(millionths) => self.add(millionths, 1),
                    None => self.miss(line),
                },
                fold => self.compare(fold, value, 1),
            },
            Part::Drops => {}
            Part::Unknown => self.miss(line),
        }
    }

    fn miss(&mut self, line: u32) {
        if self.unknown == 0 {
            self.first_unknown = line;
        }
        self.unknown += 1;
    }

    fn add(&mut self, millionths: i128, rows: u64) {
        self.millionths += millionths;
        self.rows += rows;
    }

    fn compare(&mut self, fold: Fold, value: f64, rows: u64) {
        self.value = match fold {
            _ if self.rows == 0 => value,
            Fold::Max => self.value.max(value),
            _ => self.value.min(value),
        };
        self.rows += rows;
    }

    /// Adds the rows of another unit or stage.
    pub fn join(&mut self, fold: Fold, other: &Tally) {
        match fold {
            Fold::Count | Fold::Sum => self.add(other.millionths, other.rows),
            _ if other.rows > 0 => self.compare(fold, other.value, other.rows),
            _ => {}
        }
        if self.unknown == 0 {
            self.first_unknown = other.first_unknown;
        }
        self.unknown += other.unknown;
    }

    fn told(&self, fold: Fold) -> Told {
        match fold {
            _ if self.unknown > 0 => Told::Unknown(self.first_unknown),
            Fold::Sum | Fold::Max | Fold::Min if self.rows == 0 => Told::Nothing,
            Fold::Max | Fold::Min => Told::Value(self.value),
            Fold::Count | Fold::Sum => Told::Value(self.millionths as f64 / MILLION as f64),
        }
    }
}

const MILLION: i128 = 1_000_000;
/// Larger numbers have no six places behind the point.
const LARGEST: f64 = 1e15;

/// A number as millionths; `None` where it has more places than six, and its sum would hang on the order of rows.
fn millionths(value: f64) -> Option<i128> {
    let scaled = (value * MILLION as f64).round();
    let same = value.abs() < LARGEST && (scaled / MILLION as f64).total_cmp(&value).is_eq();
    same.then_some(scaled as i128)
}

fn part(aggregate: &Aggregate, row: &Row<'_>) -> Part {
    let filter = aggregate.filter.as_ref().map_or(Answer::Yes, |filter| answer(filter, row));
    if matches!(filter, Answer::No | Answer::NotApplicable) {
        return Part::Drops;
    }
    let own = match &aggregate.over {
        Over::Rows => Part::Takes(1.0),
        Over::Truth(truth) => match answer(truth, row) {
            Answer::Yes => Part::Takes(1.0),
            Answer::No | Answer::NotApplicable => Part::Drops,
            Answer::Unknown => Part::Unknown,
        },
        Over::Number(formula) => match number(formula, row) {
            Cell::Number(value) => Part::Takes(value),
            Cell::NotApplicable => Part::Drops,
            Cell::Missing | Cell::Word(_) => Part::Unknown,
        },
    };
    match own {
        Part::Takes(_) if filter == Answer::Unknown => Part::Unknown,
        own => own,
    }
}

/// What a formula over aggregates comes to.
pub fn told(whole: &Whole, aggregates: &[Aggregate], tallies: &[Tally]) -> Told {
    match whole {
        Whole::Literal(value) => Told::Value(*value),
        Whole::Aggregate(at) => tallies[*at].told(aggregates[*at].fold),
        Whole::Negative(inner) => match told(inner, aggregates, tallies) {
            Told::Value(value) => Told::Value(-value),
            absent => absent,
        },
        Whole::Reckoned(operator, left, right) => {
            match (told(left, aggregates, tallies), told(right, aggregates, tallies)) {
                (Told::Value(left), Told::Value(right)) => {
                    reckon(*operator, left, right).map_or(Told::Nothing, Told::Value)
                }
                (Told::Unknown(line), _) | (_, Told::Unknown(line)) => Told::Unknown(line),
                _ => Told::Nothing,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::program::Number;

    fn over(fold: Fold, cells: &[Cell]) -> Told {
        let aggregate = Aggregate { fold, over: Over::Number(Number::Slot(0)), filter: None };
        let mut tally = Tally::default();
        for (at, cell) in cells.iter().enumerate() {
            tally.take(&aggregate, &Row { cells: &[*cell], stage: None, period: None }, at as u32 + 2);
        }
        told(&Whole::Aggregate(0), &[aggregate], &[tally])
    }

    #[test]
    fn a_missing_cell_makes_the_figure_unknown_and_what_does_not_apply_drops_out() {
        let (one, two) = (Cell::Number(-1.0), Cell::Number(-2.0));
        assert_eq!(over(Fold::Max, &[two, one, Cell::NotApplicable]), Told::Value(-1.0));
        assert_eq!(over(Fold::Min, &[one, two]), Told::Value(-2.0));
        assert_eq!(over(Fold::Sum, &[one, Cell::Missing, Cell::Missing]), Told::Unknown(3));
        assert_eq!(over(Fold::Max, &[Cell::NotApplicable]), Told::Nothing);
        assert_eq!(over(Fold::Sum, &[Cell::NotApplicable]), Told::Nothing);
    }

    #[test]
    fn parts_join_whatever_their_order() {
        let tally = |value, rows| Tally { value, rows, ..Tally::default() };
        assert_eq!(over(Fold::Sum, &[Cell::Number(0.1), Cell::Number(0.2)]), Told::Value(0.3));
        assert_eq!(over(Fold::Sum, &[Cell::Number(1.0 / 3.0)]), Told::Unknown(2));
        let mut greatest = tally(0.0, 0);
        greatest.join(Fold::Max, &tally(-3.0, 2));
        greatest.join(Fold::Max, &tally(-5.0, 1));
        assert_eq!(greatest.told(Fold::Max), Told::Value(-3.0));
    }
}
