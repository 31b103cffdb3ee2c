//! `--format csv`: one row per finding; the columns are a contract.

use std::io::{self, Write};
use std::ops::Range;

use junheng::assessment::{Line, Subject, View};

use crate::number::Number;

/// The columns; new ones only at the end.
const COLUMNS: [&str; 18] = [
    "pack",
    "level",
    "unit",
    "unit_name",
    "stage",
    "rule",
    "item",
    "title",
    "value",
    "unit_of_value",
    "limit",
    "state",
    "score",
    "points",
    "note",
    "comparison",
    "period",
    "grade",
];

/// Writes the header and the findings on the subject units that are asked for.
pub fn write_csv(out: &mut dyn Write, view: View<'_>, subjects: &[Range<usize>], detail: bool) -> io::Result<()> {
    write_csv_header(out)?;
    write_csv_rows(out, view, subjects, detail)
}

/// Writes the header.
pub fn write_csv_header(out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(COLUMNS)?;
    writer.flush()
}

/// Writes the findings on those of the subject units that the view covers; with `detail` those below as well.
pub fn write_csv_rows(out: &mut dyn Write, view: View<'_>, subjects: &[Range<usize>], detail: bool) -> io::Result<()> {
    let mut writer = writer(out);
    let covered = &view.assessment.subjects;
    let within = |range: &Range<usize>| range.start.max(covered.start)..range.end.min(covered.end);
    for subject in subjects.iter().flat_map(within) {
        let below = if detail { view.details(subject) } else { Vec::new() };
        for line in view.lines(subject).iter().chain(&below) {
            write_line(&mut writer, view, line)?;
        }
    }
    writer.flush()
}

fn writer(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out)
}

fn write_line(writer: &mut csv::Writer<&mut dyn Write>, view: View<'_>, line: &Line<'_>) -> io::Result<()> {
    let units = view.frames.units_of(line.grain.level);
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| Number(value).to_string());
    let (rule, item, title) = named(line);
    let full = view
        .program
        .check(line.check)
        .score
        .as_ref()
        .and_then(|score| score.full.as_ref())
        .map(junheng::quantity::to_f64);
    let fields = [
        view.program.about.id.as_str(),
        line.level,
        units.codes.get(line.unit),
        units.names.get(line.unit),
        line.stage.map_or("", |stage| view.program.schema[stage].id.as_str()),
        rule,
        item,
        title,
        &number(line.value),
        line.unit_of_value,
        &number(line.limit),
        line.state.id(),
        &number(line.points),
        &number(full.filter(|_| line.tally.is_none())),
        note(view, line),
        line.comparison,
        view.frames.periods.get(units.period[line.unit] as usize).map_or("", String::as_str),
        line.grade,
    ];
    writer.write_record(fields)?;
    Ok(())
}

/// The variant that held; beside a verdict, the notice that the pack is no official text.
fn note<'a>(view: View<'a>, line: &Line<'a>) -> &'a str {
    match line.about {
        Subject::Verdict(_) if line.case.is_empty() => &view.program.about.notice.zh,
        _ => line.case,
    }
}

/// Rule, item and title of a line.
fn named<'a>(line: &Line<'a>) -> (&'a str, &'a str, &'a str) {
    match line.about {
        Subject::Rule(rule) => (&rule.id, line.item, &rule.title.zh),
        Subject::Verdict(verdict) => ("verdict", &verdict.id, &verdict.title.zh),
    }
}
