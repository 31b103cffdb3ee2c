//! `junheng data`

use anyhow::Context as _;

use crate::arguments::DataCheck;
use crate::input;
use crate::outcome::{Failure, Status};

/// Reads the data for a pack and says what is doubtful.
pub fn check(arguments: &DataCheck) -> Result<Status, Failure> {
    let reading = &arguments.reading;
    let mut loaded = input::pack_named(reading)?;
    let opened = input::open(reading, &mut loaded)?;
    if let Some(path) = &arguments.write_map {
        input::spare("--write-map", path, &reading.data)?;
        let text = input::mapping_text(reading, &loaded, &opened)?;
        crate::write::to(Some(path), |out| out.write_all(text.as_bytes())).context("--write-map")?;
    }
    input::read_opened(reading, &loaded, opened, false)?;
    Ok(Status::Done)
}
