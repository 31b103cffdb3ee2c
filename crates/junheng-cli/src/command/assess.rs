//! `junheng assess`

use std::ops::Range;

use junheng::assessment::{State, View};
use junheng::diagnostic::nearest;
use junheng::pack::Member;
use junheng::table::Frames;
use junheng_report::{Context, Fingerprint, Options, Provenance, Record};

use crate::arguments::{Assess, FailOn, Format, Paper, Reading};
use crate::blocks;
use crate::evidence;
use crate::input::{self, Data, Loaded};
use crate::lock::sha256;
use crate::outcome::{Failure, Status};
use crate::papers::{self, Head, Units, Wanted};
use crate::timings::Timings;
use crate::write;

/// Reads, evaluates, writes.
pub fn run(arguments: &Assess) -> Result<Status, Failure> {
    let reading = &arguments.reading;
    let mut loaded = input::pack_named(reading)?;
    let fingerprint = matches!(arguments.format, Format::Json | Format::Html | Format::Docx | Format::Xlsx);
    let data = input::read(reading, &mut loaded, fingerprint)?;
    let subjects = selected(&arguments.unit, &data, &loaded.program.schema[loaded.program.subject].title)?;
    if arguments.format == Format::Csv && arguments.fail_on.is_none() {
        return table(arguments, &loaded, &data, &subjects);
    }
    let evaluate = || blocks::assess(data.input(&loaded.program), input::threads(reading));
    let assessment = loaded.plugins.settled(evaluate);
    let named = input::shown_data(reading);
    let context = input::context(reading, &loaded, &data, &assessment, &named);
    let provenance = |detail| provenance(arguments, &loaded, &data, detail);
    let output = reading.output.as_deref();
    match arguments.format {
        Format::Text => write::to(output, |out| junheng_report::write_text(out, context, &subjects, arguments.detail))?,
        Format::Csv => {
            write::to(output, |out| junheng_report::write_csv(out, context.view(), &subjects, arguments.detail))?
        }
        Format::Json => {
            let record = kept(reading, context, &subjects, &provenance(arguments.detail));
            write::to(output, |out| junheng_report::write_json(out, &record))?
        }
        Format::Html => paper(reading, Paper::Html, context, &subjects, &provenance(true))?,
        Format::Docx => paper(reading, Paper::Docx, context, &subjects, &provenance(true))?,
        Format::Xlsx => paper(reading, Paper::Xlsx, context, &subjects, &provenance(true))?,
    }
    Ok(arguments.fail_on.map_or(Status::Done, |fail_on| judged(context.view(), &subjects, fail_on)))
}

/// The result as it is kept.
fn kept(reading: &Reading, context: Context<'_>, subjects: &[Range<usize>], provenance: &Provenance) -> Record {
    let mut record = junheng_report::record(context, subjects, provenance);
    if provenance.options.detail {
        evidence::fingerprint(&mut record, &reading.data);
    }
    record
}

/// Writes one paper for each unit.
fn paper(
    reading: &Reading,
    form: Paper,
    context: Context<'_>,
    subjects: &[Range<usize>],
    provenance: &Provenance,
) -> Result<(), Failure> {
    let wanted = Wanted {
        forms: &[form],
        language: reading.lang.into(),
        template: None,
        output: reading.output.as_deref(),
        threads: input::threads(reading),
    };
    if !context.input.program.is_divisible() {
        // Units that look at each other are evaluated together, and so drawn up together.
        return papers::write(&Units::of(kept(reading, context, subjects, provenance)), &wanted);
    }
    let run = junheng_report::record(context, &[], provenance);
    let asked: Vec<usize> = subjects.iter().cloned().flatten().collect();
    let heads = asked.iter().map(|subject| head(context, *subject)).collect();
    let draw = |at: usize| {
        let mut record = Record { units: vec![junheng_report::unit(context, asked[at])], ..run.clone() };
        evidence::fingerprint(&mut record, &reading.data);
        record
    };
    papers::write(&Units::drawn(heads, draw), &wanted)
}

fn head(context: Context<'_>, subject: usize) -> Head {
    let units = context.input.frames.units_of(context.input.frames.subject);
    Head {
        code: units.codes.get(subject).to_owned(),
        name: units.names.get(subject).to_owned(),
        period: context.period(subject).to_owned(),
    }
}

/// The csv result, drawn up block by block while the findings are at hand: a nation need not be held at once.
fn table(arguments: &Assess, loaded: &Loaded, data: &Data, subjects: &[Range<usize>]) -> Result<Status, Failure> {
    let mut timings = Timings::start(arguments.reading.timings);
    let written = |assessment| {
        let view = View { program: &loaded.program, frames: &data.frames, assessment: &assessment };
        let mut piece = Vec::new();
        junheng_report::write_csv_rows(&mut piece, view, subjects, arguments.detail).map(|()| piece)
    };
    let threads = input::threads(&arguments.reading);
    let pieces = loaded.plugins.settled(|| blocks::each_block(data.input(&loaded.program), threads, written));
    timings.phase("evaluate");
    write::to(arguments.reading.output.as_deref(), |out| {
        junheng_report::write_csv_header(out)?;
        pieces.into_iter().try_for_each(|piece| out.write_all(&piece?))
    })?;
    timings.phase("write");
    Ok(Status::Done)
}

/// What the json result tells of the run.
fn provenance(arguments: &Assess, loaded: &Loaded, data: &Data, detail: bool) -> Provenance {
    let print = |member: &Member| Fingerprint {
        id: member.id.clone(),
        version: member.version.clone(),
        sha256: sha256(&member.files),
    };
    Provenance {
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        packs: loaded.members.iter().map(print).collect(),
        options: Options { units: arguments.unit.clone(), detail },
        doubts: data.doubts.clone(),
    }
}

/// The subject units to print: all, or those named by code or name.
pub fn selected(named: &[String], data: &Data, level: &str) -> Result<Vec<Range<usize>>, Failure> {
    if named.is_empty() {
        return Ok(std::iter::once(0..data.frames.subjects()).collect());
    }
    let mut found = Vec::new();
    for name in named {
        let units = subjects_named(&data.frames, name);
        if units.is_empty() {
            return Err(Failure::usage(unknown(name, level, data)));
        }
        found.extend(units.into_iter().map(|unit| unit..unit + 1));
    }
    Ok(found)
}

fn unknown(name: &str, level: &str, data: &Data) -> String {
    let units = data.frames.units_of(data.frames.subject);
    let known = (0..data.frames.subjects()).flat_map(|unit| [units.codes.get(unit), units.names.get(unit)]);
    match nearest(name, known.filter(|known| !known.is_empty())) {
        Some(guess) => format!(
            "--unit {name}: 数据里没有这个{level}，是不是 `{guess}`？/ no such unit in the data, did you mean `{guess}`?"
        ),
        None => format!("--unit {name}: 数据里没有这个{level} / no such unit in the data"),
    }
}

fn subjects_named(frames: &Frames, name: &str) -> Vec<usize> {
    let units = frames.units_of(frames.subject);
    (0..frames.subjects()).filter(|unit| units.codes.get(*unit) == name || units.names.get(*unit) == name).collect()
}

/// The exit status that `--fail-on` asks for: the main verdict of any unit printed.
fn judged(view: View<'_>, subjects: &[Range<usize>], fail_on: FailOn) -> Status {
    let Some(main) = view.program.verdicts.first() else { return Status::Done };
    let states: Vec<State> =
        subjects.iter().cloned().flatten().map(|subject| view.state(main.whole, subject)).collect();
    if states.contains(&State::NotMet) {
        return Status::NotMet;
    }
    let open = states.iter().any(|state| *state != State::Met);
    if open && fail_on == FailOn::Undetermined { Status::Undetermined } else { Status::Done }
}
