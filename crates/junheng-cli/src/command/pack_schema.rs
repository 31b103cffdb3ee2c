//! `junheng pack schema`: the pack language as editors understand it.

use crate::arguments::PackSchema;
use crate::outcome::{Failure, Status};
use crate::write;

/// Writes the JSON Schema of the pack language.
pub fn run(arguments: &PackSchema) -> Result<Status, Failure> {
    let schema = junheng_author::schema();
    write::text(arguments.output.as_deref(), &schema)?;
    Ok(Status::Done)
}
