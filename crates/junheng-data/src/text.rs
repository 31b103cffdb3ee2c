//! The table of a csv file, read by as many threads as there are.

use junheng::diagnostic::Diagnostic;

use crate::answers::{self, AnswerHeader, Answers};
use crate::catalogue::{TABLE_TOO_LARGE, UNCLOSED_QUOTE};
use crate::cell::Raw;
use crate::csv::{Csv, Record, cuts};
use crate::delimiter::delimiter_note;
use crate::find::{Found, SEARCHED};
use crate::plan::{HeaderRow, Plan, TableName};
use crate::read::Reading;
use crate::rows::{RowView, Rows};
use crate::workbook::Limit;

/// Text shorter than this is read by one thread.
const WORTH_DIVIDING: usize = 1 << 20;

/// Reads the text of a csv file.
pub(crate) fn read_text(text: &str, table: &TableName, reading: &mut Reading<'_>) {
    let (csv, rows) = (Csv::new(text), header_rows(text));
    reading.diagnostics.extend(delimiter_note(csv.delimiter(), table));
    let unclosed = if let Some(header) = answers::find(&rows, table) {
        read_answers(csv, &header, table, reading)
    } else if let Some(found) = reading.find(&rows, table) {
        read_units(csv, &found, table, reading)
    } else {
        read_past(csv, table, reading)
    };
    if let Some(line) = unclosed {
        reading.diagnostics.push(Diagnostic::new(&UNCLOSED_QUOTE).at_cell(table.at(line + 1, 0)));
    }
}

/// The first records, among which the header stands; none from one on that is larger than any table.
pub fn header_rows(text: &str) -> Vec<HeaderRow> {
    let (mut records, mut record, mut rows) = (Csv::new(text).records(0), Record::default(), Vec::new());
    while rows.len() < SEARCHED && records.read(&mut record) && record.exceeds().is_none() {
        let cells = record.fields().map(str::to_owned).collect();
        rows.push(HeaderRow { line: record.line + 1, cells });
    }
    rows
}

/// What is said of a record, in a line from 0, that is larger than any table.
pub fn too_large((line, limit): (u32, &'static Limit), table: &TableName) -> Diagnostic {
    let Limit { what: [what_zh, what], most } = limit;
    let diagnostic = Diagnostic::new(&TABLE_TOO_LARGE).at_cell(table.at(line + 1, 0));
    diagnostic.with("what_zh", what_zh).with("what", what).with("most", most)
}

/// Reads the rows below the header; gives the line, from 0, of a quote that is never closed.
fn read_units(csv: Csv<'_>, found: &Found, table: &TableName, reading: &mut Reading<'_>) -> Option<u32> {
    let plan = reading.plan(found, table);
    let start = behind(csv, found.header.line);
    let lines_before = csv.lines_before(start);
    let Piece { mut rows, unclosed, large, .. } = read_pieces(csv, start, &plan, reading.options.threads);
    rows.shift(lines_before + 1);
    let large = large.map(|(line, limit)| too_large((line + lines_before, limit), table));
    reading.diagnostics.extend(large);
    reading.keep(rows, &plan, table);
    unclosed.map(|line| line + lines_before)
}

fn read_answers(csv: Csv<'_>, header: &AnswerHeader, table: &TableName, reading: &mut Reading<'_>) -> Option<u32> {
    let mut answers = Answers::new(header, reading.vocabulary.stages());
    let (mut records, mut record) = (csv.records(0), Record::default());
    while records.read(&mut record) {
        if record.line + 1 > header.line {
            answers.take(record.line + 1, |at| Raw::Text(record.field(at)));
        }
    }
    reading.keep_answers(answers, table);
    records.unclosed()
}

/// Reads a text without header to its end, to say what else is wrong with it.
fn read_past(csv: Csv<'_>, table: &TableName, reading: &mut Reading<'_>) -> Option<u32> {
    let (mut records, mut record) = (csv.records(0), Record::default());
    while records.read(&mut record) {
        if let Some(limit) = record.exceeds() {
            reading.diagnostics.push(too_large((record.line, limit), table));
            return None;
        }
    }
    reading.headless.push(table.clone());
    records.unclosed()
}

/// Where the record behind the one that starts in `line` starts.
fn behind(csv: Csv<'_>, line: u32) -> usize {
    let (mut records, mut record) = (csv.records(0), Record::default());
    while records.read(&mut record) && record.line + 1 < line {}
    records.position()
}

/// A piece of text that was read.
struct Piece<'p> {
    rows: Rows<'p>,
    /// Where the record behind the last one starts.
    end: usize,
    lines: u32,
    unclosed: Option<u32>,
    /// The line of a record that was passed over because it is larger than any table.
    large: Option<(u32, &'static Limit)>,
}

/// Reads the records from byte `start`, in as many pieces as there are threads; lines count from 0.
fn read_pieces<'p>(csv: Csv<'_>, start: usize, plan: &'p Plan<'p>, threads: usize) -> Piece<'p> {
    let pieces = if csv.len() - start < WORTH_DIVIDING { 1 } else { threads.max(1) };
    let cuts = cuts(csv, start, pieces, plan.width);
    let ends = cuts.iter().skip(1).copied().chain([csv.len()]);
    let ranges: Vec<_> = cuts.iter().copied().zip(ends).skip(1).collect();
    let first_end = cuts.get(1).copied().unwrap_or(csv.len());
    std::thread::scope(|scope| {
        let read = |(from, to): (usize, usize)| read_piece(csv, from, to, plan);
        let others: Vec<_> = ranges.iter().map(|&range| (range, scope.spawn(move || read(range)))).collect();
        let mut all = read_piece(csv, start, first_end, plan);
        for ((from, _), thread) in others {
            let piece = thread.join().expect("reading rows does not panic");
            if from == all.end {
                all.append(piece);
            }
        }
        // A stray quote may have misled the cuts: whatever does not join on is read again in one go.
        if all.end < csv.len() {
            all.append(read_piece(csv, all.end, csv.len(), plan));
        }
        all
    })
}

impl<'p> Piece<'p> {
    fn append(&mut self, later: Piece<'p>) {
        self.rows.append(later.rows, self.lines);
        self.unclosed = self.unclosed.or(later.unclosed.map(|line| line + self.lines));
        self.large = self.large.or(later.large.map(|(line, limit)| (line + self.lines, limit)));
        self.lines += later.lines;
        self.end = later.end;
    }
}

fn read_piece<'p>(csv: Csv<'_>, from: usize, to: usize, plan: &'p Plan<'p>) -> Piece<'p> {
    let mut records = csv.records(from);
    let mut record = Record::default();
    let mut rows = Rows::new(plan, (to - from) / (6 * plan.width.max(1)));
    let mut large = None;
    while records.position() < to && records.read(&mut record) {
        if let Some(limit) = record.exceeds() {
            large.get_or_insert((record.line, limit));
            continue;
        }
        let cell = |at: usize| Raw::Text(record.field(at));
        rows.take(&RowView { line: record.line, width: record.len(), cell });
    }
    Piece { rows, end: records.position(), lines: records.lines(), unclosed: records.unclosed(), large }
}
