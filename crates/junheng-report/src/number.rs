//! Numbers as they are printed.

use std::fmt;

/// A number in the shortest decimal that reads back to it, without an exponent.
pub struct Number(pub f64);

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero turns -0 into 0: a sum that cancels is not negative.
        write!(out, "{}", self.0 + 0.0)
    }
}
