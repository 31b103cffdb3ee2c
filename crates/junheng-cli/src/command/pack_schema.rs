//! `junheng pack schema`: the pack language as editors understand it.

use anyhow::Context as _;

use crate::arguments::PackSchema;
use crate::outcome::{Failure, Status};
use crate::write;

/// Writes the JSON Schema of the pack language.
pub fn run(arguments: &PackSchema) -> Result<Status, Failure> {
    let schema = junheng_author::schema();
    write::to(arguments.output.as_deref(), |out| out.write_all(schema.as_bytes())).context(write::NOT_WRITTEN)?;
    Ok(Status::Done)
}
