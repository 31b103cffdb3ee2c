//! Units of measurement as data, their algebra, and exact decimals.

mod exact;
mod unit;

pub use exact::{Exact, parse_decimal, shortest, to_f64};
pub use unit::{Dimension, Unit, Units};
