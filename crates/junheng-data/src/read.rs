//! Files to tables.

use std::borrow::Cow;
use std::fs::File;

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::table::{DataFile, Schema, Tables};
use sha2::{Digest, Sha256};

use crate::answers::Answers;
use crate::catalogue::*;
use crate::compare::compare;
use crate::encoding::{Decoded, Encoding, Reason, decode, mixture};
use crate::find::{Found, find};
use crate::header::Vocabulary;
use crate::mapping::Mapping;
use crate::merge::{Campus, Mains, merge};
use crate::name::{ending, normal, stem};
#[cfg(feature = "parquet")]
use crate::parquet::read_parquet;
use crate::plan::{HeaderRow, Plan, TableName, plan};
use crate::register::feed::{Feeding, Registers, register_of};
use crate::report::{file_left_out, no_header, report_problems, report_rows, stages};
use crate::rows::Rows;
use crate::sheets::read_sheets;
use crate::text::read_text;
use crate::workbook::{Book, Limit, Refusal, is_workbook};

/// A file, opened by the caller.
#[derive(Debug, Clone)]
pub struct Input {
    /// As it was named on the command line.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How files are read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many threads may be used.
    pub threads: usize,
    /// The encoding of text files, where the caller knows it.
    pub encoding: Option<Encoding>,
    /// Whether [`DataFile::sha256`] is wanted: a third of the work on a large csv file; else it stays empty.
    pub fingerprint: bool,
    /// Whether the files are those of a folder: one without header is then left out where another has one, as a
    /// sheet of a workbook is. A file that was named by itself must have one.
    pub folder: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { threads: 1, encoding: None, fingerprint: true, folder: false }
    }
}

/// Endings of files that must be workbooks.
const WORKBOOKS: [&str; 5] = ["xlsx", "xlsm", "xls", "xlsb", "ods"];

/// Everything the reading of one file needs, and where its results go.
pub(crate) struct Reading<'r> {
    pub(crate) vocabulary: &'r Vocabulary<'r>,
    pub(crate) options: &'r Options,
    /// The index of the file.
    pub(crate) file: usize,
    pub(crate) tables: &'r mut Tables,
    /// The headers of all tables so far.
    pub(crate) headers: &'r mut Vec<String>,
    /// The tables in which no header was found so far.
    pub(crate) headless: &'r mut Vec<TableName>,
    /// The registers so far.
    pub(crate) registers: &'r mut Registers,
    /// Rows that are merged into others, so far.
    pub(crate) campuses: &'r mut Vec<Campus>,
    pub(crate) diagnostics: &'r mut Diagnostics,
}

impl<'r> Reading<'r> {
    /// Finds the header of a table. In a folder, a table that only names units is no table of the pack: its rows are
    /// about units the pack does not know.
    pub(crate) fn find(&self, rows: &[HeaderRow], table: &TableName) -> Option<Found> {
        find(self.vocabulary, rows, table).filter(|found| !(self.options.folder && found.only_names_units))
    }

    /// Plans a table whose header was found.
    pub(crate) fn plan(&mut self, found: &Found, table: &TableName) -> Plan<'r> {
        self.headers.extend(found.header.cells.iter().cloned());
        plan(self.vocabulary, &found.header, found.level, table, self.diagnostics)
    }

    /// The registers, and what reading one needs.
    pub(crate) fn feeding(&mut self) -> (&mut Registers, Feeding<'_>) {
        let (schema, mapping) = (self.vocabulary.schema(), self.vocabulary.mapping());
        (self.registers, Feeding { schema, mapping, diagnostics: self.diagnostics })
    }

    /// Reports what is wrong with the rows of a table and keeps them.
    pub(crate) fn keep(&mut self, rows: Rows<'_>, plan: &Plan<'_>, table: &TableName) {
        report_rows(&rows, plan, table, self.diagnostics);
        let part = self.tables.parts.len();
        let campus = |(row, into): &(usize, String)| Campus { part, row: *row, into: into.clone() };
        self.campuses.extend(rows.campuses.iter().map(campus));
        if rows.len() > 0 {
            self.tables.parts.push(rows.into_part(self.file, table.sheet.clone()));
        }
    }

    /// Reports what is wrong with answers and keeps them.
    pub(crate) fn keep_answers(&mut self, answers: Answers<'_>, table: &TableName) {
        let known = stages(self.vocabulary.schema());
        report_problems(&answers.problems, table, self.diagnostics, |_, diagnostic| diagnostic.with("known", &known));
        self.tables.answers.push(answers.into_part(self.file, table.sheet.clone()));
    }
}

/// A csv file that holds a register: it may be of any size, and is never held as a whole.
#[derive(Debug)]
pub struct Stream {
    /// As it was named on the command line.
    pub name: String,
    /// The file, opened by the caller.
    pub file: File,
}

/// Reads all files; what is wrong with any of them is reported, and the others are read none the less.
pub fn read(inputs: &[Input], schema: &Schema, mapping: &Mapping, options: &Options) -> (Tables, Diagnostics) {
    read_all(inputs, &mut [], schema, mapping, options)
}

/// The same, with files that are registers.
pub fn read_all(
    inputs: &[Input],
    streams: &mut [Stream],
    schema: &Schema,
    mapping: &Mapping,
    options: &Options,
) -> (Tables, Diagnostics) {
    let vocabulary = Vocabulary::new(schema, mapping);
    let (mut tables, mut diagnostics) = (Tables::default(), Diagnostics::default());
    let (mut headers, mut headless, mut campuses) = (Vec::new(), Vec::new(), Vec::new());
    let mut registers = Registers::default();
    for (file, input) in inputs.iter().enumerate() {
        let reading = Reading {
            vocabulary: &vocabulary,
            options,
            file,
            tables: &mut tables,
            headers: &mut headers,
            headless: &mut headless,
            registers: &mut registers,
            campuses: &mut campuses,
            diagnostics: &mut diagnostics,
        };
        let (encoding, sha256) = read_and_fingerprint(input, reading);
        tables.files.push(DataFile { name: input.name.clone(), encoding, sha256 });
    }
    compare(&tables, schema, &mut diagnostics);
    read_streams(streams, (schema, mapping, options), &mut registers, &mut tables, &mut diagnostics);
    let mains = match &mapping.merge {
        Some(rule) => merge(rule, &campuses, schema, &mut tables, &mut diagnostics),
        None => Mains::new(),
    };
    registers.finish(&mains, schema, &mut tables, &mut diagnostics);
    let left_out = options.folder && !tables.parts.is_empty();
    let without = |table: &TableName| if left_out { file_left_out(table) } else { no_header(table, &vocabulary) };
    diagnostics.extend(headless.iter().map(without));
    mapping.report_unused(&headers, schema, &mut diagnostics);
    (tables, diagnostics)
}

/// Reads the files that are registers.
fn read_streams(
    streams: &mut [Stream],
    (schema, mapping, options): (&Schema, &Mapping, &Options),
    registers: &mut Registers,
    tables: &mut Tables,
    diagnostics: &mut Diagnostics,
) {
    for stream in streams {
        let Some(register) = mapping.register(&normal(stem(&stream.name))) else { continue };
        let mut feeding = Feeding { schema, mapping, diagnostics };
        let how = (options.encoding, options.fingerprint);
        let place = (tables.files.len(), stream.name.as_str());
        let (encoding, sha256) = registers.text(register, place, &mut stream.file, how, &mut feeding);
        tables.files.push(DataFile { name: stream.name.clone(), encoding, sha256 });
    }
}

fn read_and_fingerprint(input: &Input, reading: Reading<'_>) -> (String, String) {
    let Options { threads, fingerprint: wanted, .. } = *reading.options;
    if !wanted {
        return (read_file(input, reading), String::new());
    }
    if threads <= 1 {
        return (read_file(input, reading), fingerprint(&input.bytes));
    }
    std::thread::scope(|scope| {
        let sha256 = scope.spawn(|| fingerprint(&input.bytes));
        let encoding = read_file(input, reading);
        (encoding, sha256.join().expect("hashing bytes does not panic"))
    })
}

fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

pub(crate) fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads one file; gives the name of its encoding.
fn read_file(input: &Input, mut reading: Reading<'_>) -> String {
    if input.bytes.is_empty() {
        reading.diagnostics.push(whole(input).says(&FILE_EMPTY));
        return String::new();
    }
    if input.bytes.starts_with(b"PAR1") {
        read_parquet(&input.bytes, &whole(input), &mut reading);
        return "parquet".to_owned();
    }
    if is_book(input) {
        return read_workbook(input, &mut reading);
    }
    read_csv(input, &mut reading)
}

#[cfg(not(feature = "parquet"))]
fn read_parquet(_: &[u8], table: &TableName, reading: &mut Reading<'_>) {
    reading.diagnostics.push(refused(table, Refusal::Kind("parquet")));
}

/// Whether a file is a workbook, by its first bytes or its name.
pub(crate) fn is_book(input: &Input) -> bool {
    is_workbook(&input.bytes) || WORKBOOKS.contains(&ending(&input.name).as_str())
}

fn read_workbook(input: &Input, reading: &mut Reading<'_>) -> String {
    let (kind, done) = match Book::open(&input.bytes) {
        Ok(mut book) => (book.kind, read_sheets(&mut book, &input.name, reading)),
        Err(refusal) => ("", Err(refusal)),
    };
    if let Err(refusal) = done {
        reading.diagnostics.push(refused(&whole(input), refusal));
    }
    kind.to_owned()
}

pub(crate) fn refused(table: &TableName, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::Unreadable(detail) => table.says(&NOT_A_WORKBOOK).with("detail", detail),
        Refusal::Password => table.says(&WORKBOOK_PASSWORD),
        Refusal::Kind(kind) => table.says(&WORKBOOK_KIND).with("kind", kind),
        Refusal::TooLarge(Limit { what: [what_zh, what], most }) => {
            table.says(&WORKBOOK_TOO_LARGE).with("what_zh", what_zh).with("what", what).with("most", most)
        }
    }
}

/// The name of a file that is one table.
pub(crate) fn whole(input: &Input) -> TableName {
    TableName { file: input.name.clone(), sheet: None }
}

fn read_csv(input: &Input, reading: &mut Reading<'_>) -> String {
    let table = whole(input);
    if let Some(register) = register_of(reading.vocabulary.mapping(), &table) {
        let (file, encoding) = (reading.file, reading.options.encoding);
        let (registers, mut feeding) = reading.feeding();
        return registers.bytes(register, (file, &input.name), &input.bytes, encoding, &mut feeding);
    }
    let Some(decoded) = decoded(input, reading.options.encoding, &table, reading.diagnostics) else {
        return String::new();
    };
    read_text(&decoded.text, &table, reading);
    decoded.encoding.name().to_owned()
}

/// The text of a file; where it is none, that is said.
pub(crate) fn decoded<'i>(
    input: &'i Input,
    stated: Option<Encoding>,
    table: &TableName,
    diagnostics: &mut Diagnostics,
) -> Option<Decoded<'i>> {
    let decoded = decode(&input.bytes, stated);
    let guessed = decoded.as_ref().is_none_or(|decoded| decoded.reason == Reason::NotUtf8);
    let mixed = if guessed && stated.is_none() { mixture(&input.bytes) } else { None };
    if let Some((utf8, other)) = mixed {
        diagnostics.push(table.says(&MIXED_ENCODINGS).with("utf8", utf8).with("other", other));
        return None;
    }
    let Some(decoded) = decoded else {
        diagnostics.push(table.says(&UNKNOWN_ENCODING).with("known", Encoding::NAMES.join(", ")));
        return None;
    };
    if let Some(at) = memchr::memchr(0, decoded.text.as_bytes()) {
        let line = memchr::memchr_iter(b'\n', &decoded.text.as_bytes()[..at]).count() + 1;
        diagnostics.push(table.says(&NUL_BYTES).with("line", line));
        return None;
    }
    diagnostics.extend(encoding_note(&decoded, table));
    Some(Decoded { text: with_line_ends(decoded.text), ..decoded })
}

/// A text whose lines end with a carriage return alone, as on old machines, with those of today.
fn with_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let old = memchr::memchr(b'\n', text.as_bytes()).is_none() && text.contains('\r');
    if old { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

/// What is said about the encoding; nothing where it is plain UTF-8.
pub(crate) fn encoding_note(decoded: &Decoded<'_>, table: &TableName) -> Option<Diagnostic> {
    let (message, chinese, english) = match (decoded.reason, decoded.encoding) {
        (Reason::Plain, _) | (Reason::Mark, Encoding::Utf8) => return None,
        (Reason::Mark, _) => (&ENCODING_CHOSEN, "文件以字节序标记开头", "the file begins with a byte order mark"),
        (Reason::Stated, _) => (&ENCODING_CHOSEN, "由 --encoding 写明", "as --encoding says"),
        (Reason::NotUtf8, _) => (&ENCODING_CHOSEN, "不是 UTF-8", "it is not UTF-8"),
        (Reason::HanOnly, _) => (
            &ENCODING_DOUBTFUL,
            "两种编码都说得通，只有这样读才全是汉字",
            "both encodings fit, only this one gives Chinese",
        ),
    };
    let diagnostic = table.says(message).with("encoding", decoded.encoding.name());
    Some(diagnostic.with("reason_zh", chinese).with("reason", english))
}
