//! Units of measurement as data, their algebra, exact decimals, and days.

mod date;
mod exact;
mod logarithm;
mod precise;
mod unit;

pub use date::{day, last_day, later, parse_date, show_date, years_between};
pub use exact::{Exact, parse_decimal, shortest, sum, to_f64};
pub use precise::Precise;
pub use unit::{Dimension, Unit, Units};
