//! `junheng data check`: what is doubtful in the data, what hangs on it, which cells must be wrong.

mod wording;
mod form;
mod shown;
mod gather;
mod text;
mod sheets;

use std::io::{self, Write};

use junheng::diagnostic::Diagnostics;
use junheng::evaluate::{Culprits, Effects, Failing};

use crate::context::Context;
use form::Report;

/// Everything a data-quality report tells.
#[derive(Clone, Copy)]
pub struct Quality<'a> {
    /// The version of the engine.
    pub engine: &'a str,
    /// Pack, rows and findings.
    pub context: Context<'a>,
    /// Everything the data was told.
    pub diagnostics: &'a Diagnostics,
    /// Where checks of the data do not hold.
    pub failing: &'a [Failing],
    /// What hangs on each.
    pub effects: &'a Effects,
    /// Which cells must be wrong, where checks overlap.
    pub culprits: &'a [Culprits],
}

/// Writes the report as a page of text.
pub fn write_quality_text(out: &mut dyn Write, quality: Quality<'_>) -> io::Result<()> {
    let report = gather::report(quality);
    text::lines(quality.context, &report).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Writes the report as json; `docs/quality.schema.json` says its form.
pub fn write_quality_json(out: &mut dyn Write, quality: Quality<'_>) -> io::Result<()> {
    let report: Report = gather::report(quality);
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

/// Writes the report as a workbook: a sheet for each of its parts.
pub fn write_quality_workbook(out: &mut dyn Write, quality: Quality<'_>) -> io::Result<()> {
    let report = gather::report(quality);
    sheets::workbook(out, quality.context, &report)
}
