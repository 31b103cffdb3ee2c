//! `--format json`: everything csv says, with the run, where limits are written, reasons and evidence.

use std::io::{self, Write};

use crate::record::{Record, VERSION};

/// Writes a result.
pub fn write_json(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record)?;
    writeln!(out)
}

/// Why a text is no result that can be read.
#[derive(Debug)]
pub enum NoRecord {
    /// It is not of the form; where and why.
    Form(serde_json::Error),
    /// It is of another version of the form.
    Version(u32),
}

/// Reads a result that [`write_json`] wrote.
pub fn read_json(bytes: &[u8]) -> Result<Record, NoRecord> {
    let record: Record = serde_json::from_slice(bytes).map_err(NoRecord::Form)?;
    if record.version == VERSION { Ok(record) } else { Err(NoRecord::Version(record.version)) }
}
