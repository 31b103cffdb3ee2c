//! `junheng data`

use anyhow::Context as _;
use junheng::evaluate::{Trial, culprits, effects};
use junheng_report::{Quality, write_quality_json, write_quality_text, write_quality_workbook};

use crate::arguments::{DataCheck, ReportFormat};
use crate::blocks;
use crate::input::{self, Data, Loaded};
use crate::outcome::{Failure, Status};
use crate::write;

/// What hangs on doubts is worked out in at most so many evaluations of a county: some seconds.
const EVALUATIONS: usize = 2000;

/// Reads the data for a pack and says what is doubtful; a report where one is asked for.
pub fn check(arguments: &DataCheck) -> Result<Status, Failure> {
    let reading = &arguments.reading;
    let mut loaded = input::pack_named(reading)?;
    let opened = input::open(reading, &mut loaded)?;
    if let Some(path) = &arguments.write_map {
        input::spare("--write-map", path, &reading.data)?;
        let text = input::mapping_text(reading, &loaded, &opened)?;
        crate::write::to(Some(path), |out| out.write_all(text.as_bytes())).context("--write-map")?;
    }
    let format = arguments.format.or(reading.output.is_some().then_some(ReportFormat::Text));
    let data = input::read_opened(reading, &loaded, opened, format.is_some())?;
    if let Some(format) = format {
        report(arguments, &loaded, data, format)?;
    }
    Ok(Status::Done)
}

fn report(arguments: &DataCheck, loaded: &Loaded, mut data: Data, format: ReportFormat) -> Result<(), Failure> {
    let reading = &arguments.reading;
    let trial =
        Trial { program: &loaded.program, frames: &mut data.frames, answers: &data.answers, as_of: &data.as_of };
    let effects = effects(trial, &data.failing, EVALUATIONS);
    let assessment = blocks::assess(data.input(&loaded.program), input::threads(reading));
    let named = input::shown_data(reading);
    let quality = Quality {
        engine: env!("CARGO_PKG_VERSION"),
        context: input::context(reading, loaded, &data, &assessment, &named),
        diagnostics: &data.doubts,
        failing: &data.failing,
        effects: &effects,
        culprits: &culprits(&data.failing),
    };
    write::to(reading.output.as_deref(), |out| match format {
        ReportFormat::Text => write_quality_text(out, quality),
        ReportFormat::Json => write_quality_json(out, quality),
        ReportFormat::Xlsx => write_quality_workbook(out, quality),
    })?;
    Ok(())
}
