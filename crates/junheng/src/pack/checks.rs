//! What sound data satisfies, beyond what a field says of itself.

use crate::source::Span;

use super::decode::{Decode, Decoder, Formula, Id, Number, Text, Title, record};
use super::tree::Node;
use super::values::Cite;
use super::words::Severity;

record! {
    /// What sound data satisfies: a condition that holds, or a value that is not far from those beside it.
    DataCheck "check" {
        /// The id of the check.
        id: Id,
        /// What it is called.
        title: Title,
        /// The level of the rows it is looked at on.
        level: Text,
        /// What holds of sound data.
        holds: Option<Formula>,
        /// The value that lies near those of the other units, in place of a condition.
        value: Option<Formula>,
        /// How far away is far; stated beside `value`.
        outlier: Option<Outlier>,
        /// Of which rows it is looked at; all where absent.
        filter as "where": Option<Formula>,
        /// What becomes of the cells where it does not hold.
        severity: Severity,
        /// The fields whose cells are meant; every cell that was looked at where absent.
        cells: Vec<Text>,
        /// Why sound data satisfies it, and whose figures are in it.
        why: Title,
        /// Its article.
        cite: Option<Cite>,
    }
    /// How far from the others is far, on a scale of ratios: only values above zero are compared.
    Outlier "outlier" {
        /// How many deviations from the median: the median absolute deviation of the logarithms, times 1.4826, which
        /// for a normal distribution is its standard deviation.
        beyond: Number,
        /// The fewest units beside each other of which it is looked at.
        units: Number,
    }
}
