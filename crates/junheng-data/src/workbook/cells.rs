//! What stands in a cell of a workbook, whatever its kind.

use calamine::{DataRef, ExcelDateTime};
use junheng::quantity;

use super::limits::TEXT;
use super::{Cell, Refusal};
use crate::decimal::Decimal;

/// Whole numbers up to this are exact in a spreadsheet.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What stands in a cell; `None` where nothing does.
pub fn filled(cell: &DataRef<'_>, percent: bool) -> Result<Option<Cell>, Refusal> {
    Ok(match cell {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(number(*value as f64, percent)),
        DataRef::Float(value) => Some(number(*value, percent)),
        DataRef::String(value) => text(value)?,
        DataRef::SharedString(value) => text(value)?,
        DataRef::Bool(value) => Some(boolean(*value)),
        DataRef::DateTime(time) => Some(day(time)),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value.split('T').next().unwrap_or(value))?,
        DataRef::Error(error) => text(&error.to_string())?,
    })
}

/// A text; `None` where there are only spaces.
pub fn text(text: &str) -> Result<Option<Cell>, Refusal> {
    if text.len() as u64 > TEXT.most && text.chars().count() as u64 > TEXT.most {
        return Err(Refusal::TooLarge(&TEXT));
    }
    Ok((!text.trim().is_empty()).then(|| Cell::Text(text.to_owned())))
}

/// A truth value, as a spreadsheet shows it.
pub fn boolean(value: bool) -> Cell {
    Cell::Text(if value { "TRUE" } else { "FALSE" }.to_owned())
}

/// A cell that shows `95%` holds 0.95: it is read as it shows. A code too long for a number has lost its last digits
/// in the spreadsheet and is passed on so that this can be seen.
pub fn number(value: f64, percent: bool) -> Cell {
    if value.abs() > EXACT {
        return Cell::Text(format!("{value:e}").replace('e', "E+"));
    }
    match percent.then(|| Decimal::shortest(value)).flatten() {
        Some(decimal) => Cell::Text(format!("{}%", decimal.value(2))),
        None => Cell::Number(value),
    }
}

fn day(time: &ExcelDateTime) -> Cell {
    if time.is_duration() {
        return Cell::Number(time.as_f64());
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    match quantity::day(year.into(), month.into(), day.into()) {
        Some(day) => Cell::Day(day),
        // 29 February 1900 stands in workbooks and in no calendar.
        None => Cell::Number(time.as_f64()),
    }
}
