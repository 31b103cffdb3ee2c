//! Assessment to text, json, csv; diagnostics to a terminal.
#![forbid(unsafe_code)]

mod csv;
mod diagnostics;
mod number;

pub use csv::{write_csv, write_csv_header, write_csv_rows};
pub use diagnostics::show_diagnostics;
pub use number::Number;
