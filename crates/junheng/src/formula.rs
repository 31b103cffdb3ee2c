//! Text to syntax tree, with a place for every part and nothing resolved.

mod lex;
mod parse;

pub use parse::{Argument, BinaryOperator, Expression, Shape, parse};

/// What is wrong with a formula, in bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What is wrong, in Chinese and English.
    pub detail: [String; 2],
}

impl Fault {
    fn new(range: std::ops::Range<usize>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { start: range.start, end: range.end, detail: [zh.into(), en.into()] }
    }
}
