//! `junheng report`

use std::fs;
use std::path::Path;

use junheng_report::{NoRecord, Record, Template, read_json};

use crate::arguments::{Paper, Report};
use crate::library::shown;
use crate::outcome::{Failure, Status};
use crate::papers::{self, Units, Wanted};
use crate::{input, threads};

/// Makes papers from a result that was kept.
pub fn run(arguments: &Report) -> Result<Status, Failure> {
    if let Some(output) = &arguments.output {
        let read = [Some(&arguments.result), arguments.template.as_ref()].into_iter().flatten().cloned();
        input::spare("-o", output, &read.collect::<Vec<_>>())?;
    }
    let template = arguments.template.as_deref().map(|path| template(arguments, path)).transpose()?;
    let mut record = read(arguments)?;
    choose(&mut record, &arguments.unit)?;
    let wanted = Wanted {
        forms: &arguments.format,
        language: arguments.lang.into(),
        template: template.as_ref(),
        output: arguments.output.as_deref(),
        threads: threads::count(arguments.threads),
    };
    papers::write(&Units::of(record), &wanted)?;
    Ok(Status::Done)
}

/// The document of an office that is to be filled in.
fn template(arguments: &Report, path: &Path) -> Result<Template, Failure> {
    let name = shown(path);
    if !arguments.format.contains(&Paper::Docx) {
        return Err(Failure::usage(format!("--template {name}: 只用于 --format docx / is for --format docx only")));
    }
    let bytes = fs::read(path).map_err(|error| Failure::usage(format!("{name}: {error}")))?;
    Template::read(&bytes).map_err(|why| Failure::usage(format!("{name}: {}", why.told(arguments.lang.into()))))
}

fn read(arguments: &Report) -> Result<Record, Failure> {
    let path = shown(&arguments.result);
    let bytes = fs::read(&arguments.result).map_err(|error| Failure::usage(format!("{path}: {error}")))?;
    let record = read_json(&bytes).map_err(|why| match why {
        NoRecord::Form(error) => {
            Failure::usage(format!("{path}: 不是保存的结果 / this is no saved result: {error}"))
        }
        NoRecord::Version(version) => Failure::usage(format!(
            "{path}: 结果的格式是第 {version} 版，这个程序读不了 / this program does not read version {version} of the form"
        )),
    })?;
    if record.run.options.detail {
        return Ok(record);
    }
    Err(Failure::usage(format!(
        "{path}: 结果里没有逐校的明细，请用 assess --format json --detail 重新保存 / it has no findings on schools; save it with assess --format json --detail"
    )))
}

/// Keeps only the units that are asked for.
fn choose(record: &mut Record, asked: &[String]) -> Result<(), Failure> {
    for name in asked {
        if !record.units.iter().any(|unit| unit.code == *name || unit.name == *name) {
            return Err(Failure::usage(format!("--unit {name}: 结果里没有 / not in the result")));
        }
    }
    record.units.retain(|unit| asked.is_empty() || asked.contains(&unit.code) || asked.contains(&unit.name));
    Ok(())
}
