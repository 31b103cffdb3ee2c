//! A formula over one row, with the four values of `docs/semantics.md`.

use std::cmp::Ordering;

use junheng::formula::BinaryOperator;
use junheng::table::StageId;

use super::program::{Number, Truth, reckon};

/// A value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A number in base units, or a day.
    Number(f64),
    /// Which of the words of its slot; none of them where there is no such index.
    Word(usize),
    /// Not known.
    Missing,
    /// Does not apply.
    NotApplicable,
}

/// What formulas look at.
#[derive(Debug)]
pub struct Row<'r> {
    /// The values, one for each slot.
    pub cells: &'r [Cell],
    /// The stage.
    pub stage: Option<StageId>,
    /// The year of the period.
    pub period: Option<f64>,
}

/// What a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// True.
    Yes,
    /// False.
    No,
    /// Not known.
    Unknown,
    /// Does not apply.
    NotApplicable,
}

impl From<bool> for Answer {
    fn from(value: bool) -> Self {
        if value { Answer::Yes } else { Answer::No }
    }
}

/// Whether a condition holds for a row.
pub fn answer(truth: &Truth, row: &Row<'_>) -> Answer {
    match truth {
        Truth::Among { slot, marked } => match row.cells[*slot] {
            Cell::Word(word) => marked.get(word).copied().unwrap_or(false).into(),
            Cell::NotApplicable => Answer::NotApplicable,
            Cell::Missing | Cell::Number(_) => Answer::Unknown,
        },
        Truth::Stage(marked) => {
            row.stage.map_or(Answer::Unknown, |stage| marked.get(stage.0 as usize).copied().unwrap_or(false).into())
        }
        Truth::Compare(operator, left, right) => compared(*operator, number(left, row), number(right, row)),
        Truth::Not(inner) => match answer(inner, row) {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            other => other,
        },
        Truth::Both(operator, left, right) => both(*operator, answer(left, row), || answer(right, row)),
    }
}

fn compared(operator: BinaryOperator, left: Cell, right: Cell) -> Answer {
    let (left, right) = match (left, right) {
        (Cell::Number(left), Cell::Number(right)) => (left, right),
        (Cell::Missing, _) | (_, Cell::Missing) => return Answer::Unknown,
        _ => return Answer::NotApplicable,
    };
    let order = left.partial_cmp(&right);
    let holds = match operator {
        BinaryOperator::Equal => order == Some(Ordering::Equal),
        BinaryOperator::NotEqual => order != Some(Ordering::Equal),
        BinaryOperator::Less => order == Some(Ordering::Less),
        BinaryOperator::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        BinaryOperator::Greater => order == Some(Ordering::Greater),
        _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    };
    holds.into()
}

/// `and`, or `or`: what does not apply drops out.
fn both(operator: BinaryOperator, left: Answer, right: impl FnOnce() -> Answer) -> Answer {
    let decides = if operator == BinaryOperator::And { Answer::No } else { Answer::Yes };
    if left == decides {
        return decides;
    }
    match (left, right()) {
        (_, right) if right == decides => decides,
        (Answer::NotApplicable, right) => right,
        (left, Answer::NotApplicable) => left,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
        (left, _) => left,
    }
}

/// A number of a row.
pub fn number(formula: &Number, row: &Row<'_>) -> Cell {
    match formula {
        Number::Literal(value) => Cell::Number(*value),
        Number::Slot(slot) => row.cells[*slot],
        Number::Period => row.period.map_or(Cell::Missing, Cell::Number),
        Number::Negative(inner) => match number(inner, row) {
            Cell::Number(value) => Cell::Number(-value),
            absent => absent,
        },
        Number::Reckoned(operator, left, right) => match (number(left, row), number(right, row)) {
            (Cell::Number(left), Cell::Number(right)) => {
                reckon(*operator, left, right).map_or(Cell::Missing, Cell::Number)
            }
            (Cell::Missing, _) | (_, Cell::Missing) => Cell::Missing,
            _ => Cell::NotApplicable,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Answer; 4] = [Answer::Yes, Answer::No, Answer::Unknown, Answer::NotApplicable];

    /// The table of `docs/semantics.md`, in the order of [`ALL`].
    #[test]
    fn and_or_are_those_of_the_semantics() {
        use Answer::{No, NotApplicable as Drops, Unknown, Yes};
        let and =
            [[Yes, No, Unknown, Yes], [No, No, No, No], [Unknown, No, Unknown, Unknown], [Yes, No, Unknown, Drops]];
        let or =
            [[Yes, Yes, Yes, Yes], [Yes, No, Unknown, No], [Yes, Unknown, Unknown, Unknown], [Yes, No, Unknown, Drops]];
        for (at, left) in ALL.into_iter().enumerate() {
            for (by, right) in ALL.into_iter().enumerate() {
                assert_eq!(both(BinaryOperator::And, left, || right), and[at][by], "{left:?} and {right:?}");
                assert_eq!(both(BinaryOperator::Or, left, || right), or[at][by], "{left:?} or {right:?}");
            }
        }
    }

    #[test]
    fn a_missing_number_is_not_zero() {
        let row = Row { cells: &[Cell::Missing, Cell::NotApplicable], stage: None, period: None };
        let compare = |slot| Truth::Compare(BinaryOperator::GreaterEqual, Number::Slot(slot), Number::Literal(0.0));
        assert_eq!(answer(&compare(0), &row), Answer::Unknown);
        assert_eq!(answer(&compare(1), &row), Answer::NotApplicable);
    }
}
