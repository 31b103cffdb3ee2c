//! The day of the assessment: as asked for, else the last day of each period.

use junheng::assessment::Days;
use junheng::diagnostic::{Diagnostic, Diagnostics, PACK_NOT_IN_FORCE};
use junheng::program::Program;
use junheng::quantity::{last_day, parse_date, show_date};
use junheng::table::Frames;

use crate::arguments::Reading;
use crate::outcome::Failure;

/// The day of the assessment: stated, else the last day of the latest period.
pub fn as_of(reading: &Reading, frames: &Frames, undated: Option<i32>) -> Result<Days, Failure> {
    let Some(text) = &reading.as_of else {
        return Ok(Days::each(frames.periods.iter().map(|period| last_day(period).or(undated))));
    };
    let day = parse_date(text)
        .ok_or_else(|| Failure::usage(format!("--as-of {text}: 写作 2024-12-31 / write 2024-12-31")))?;
    Ok(Days::one(Some(day)))
}

/// Warns once of a day on which the document of the pack is not in force.
pub fn not_in_force(program: &Program, as_of: &Days) -> Diagnostics {
    let (from, to) = program.about.in_force;
    let outside = |day: &i32| from.is_some_and(|from| *day < from) || to.is_some_and(|to| *day > to);
    let mut found = Diagnostics::default();
    if let Some(day) = as_of.all().flatten().find(outside) {
        let shown = |day: Option<i32>| day.map_or_else(|| "…".to_owned(), show_date);
        let diagnostic = Diagnostic::new(&PACK_NOT_IN_FORCE).with("day", show_date(day));
        found.push(diagnostic.with("from", shown(from)).with("to", shown(to)));
    }
    found
}
