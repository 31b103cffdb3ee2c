//! Parquet files: one table, its columns named, its header in no line.

mod pages;
mod cells;

use std::collections::BTreeMap;
use std::error::Error;

use junheng::diagnostic::Diagnostic;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use parquet::file::reader::FileReader;
use parquet::record::reader::RowIter;

use self::cells::{Cell, Kind, cells, is_flat, kinds};
use self::pages::{CODECS, DELTAS, Exceeded, Pages};
use crate::catalogue::{NOT_A_PARQUET, PARQUET_NESTED, PARQUET_PACKED};
use crate::cell::Raw;
use crate::name::normal;
use crate::plan::{HeaderRow, TableName};
use crate::read::{Reading, refused};
use crate::register::Register;
use crate::register::feed::register_of;
use crate::rows::{RowView, Rows};
use crate::workbook::{CELLS, COLUMNS, Refusal, SHEET_BYTES, guarded, within};

/// Reads a parquet file; its rows count from 1.
pub(crate) fn read_parquet(bytes: &[u8], table: &TableName, reading: &mut Reading<'_>) {
    let done = guarded(|| read_table(bytes, table, reading));
    match done {
        Ok(()) => {}
        Err(Refusal::Unreadable(detail)) => reading.diagnostics.push(table.says(&NOT_A_PARQUET).with("detail", detail)),
        Err(refusal) => reading.diagnostics.push(refused(table, refusal)),
    }
}

/// What the library says, or the limit of ours that it ran into.
fn unreadable(error: ParquetError) -> Refusal {
    match &error {
        ParquetError::External(inner) => match (&**inner as &(dyn Error + 'static)).downcast_ref::<Exceeded>() {
            Some(Exceeded(limit)) => Refusal::TooLarge(limit),
            None => Refusal::Unreadable(error.to_string()),
        },
        _ => Refusal::Unreadable(error.to_string()),
    }
}

fn read_table(bytes: &[u8], table: &TableName, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let file = Pages::open(bytes).map_err(unreadable)?;
    let columns = file.metadata().file_metadata().schema_descr().root_schema().get_fields();
    within(columns.len() as u64, &COLUMNS)?;
    let register = register_of(reading.vocabulary.mapping(), table);
    if !is_read(file.metadata(), register, table, reading) {
        return Ok(());
    }
    let count = row_count(file.metadata())?;
    let header = HeaderRow { line: 0, cells: columns.iter().map(|column| column.name().to_owned()).collect() };
    let rows = Table { kinds: kinds(file.metadata()), rows: file.flat_rows().map_err(unreadable)? };
    match register {
        Some(register) => feed(rows, register, header, table, reading),
        None => {
            within(count.saturating_mul(rows.kinds.len() as u64), &CELLS)?;
            keep(rows, header, table, reading)
        }
    }
}

/// How many rows there are: as many as every column of every group says.
fn row_count(file: &ParquetMetaData) -> Result<u64, Refusal> {
    let differs = || Refusal::Unreadable("columns of different lengths".to_owned());
    let mut total: u64 = 0;
    for group in file.row_groups() {
        let flat = group.columns().iter().filter(|column| column.column_descr().max_rep_level() == 0);
        if flat.map(|column| column.num_values()).any(|values| values != group.num_rows()) {
            return Err(differs());
        }
        total = total.saturating_add(u64::try_from(group.num_rows()).map_err(|_| differs())?);
    }
    if i64::try_from(total) == Ok(file.file_metadata().num_rows()) { Ok(total) } else { Err(differs()) }
}

/// Whether every column can be read; those that cannot are named.
fn is_read(file: &ParquetMetaData, register: Option<&Register>, table: &TableName, reading: &mut Reading<'_>) -> bool {
    let means = |name: &str| match register {
        Some(register) => register.columns.iter().any(|entry| entry.key == normal(name)),
        None => !reading.vocabulary.meanings(name).is_empty(),
    };
    let (mut found, mut otherwise) = (Vec::new(), BTreeMap::<String, Vec<(&str, u32)>>::new());
    for (column, at) in file.file_metadata().schema_descr().root_schema().get_fields().iter().zip(1..) {
        match (is_flat(column), packed(file, column.name())) {
            (true, Some(how)) => otherwise.entry(how).or_default().push((column.name(), at)),
            (false, _) if means(column.name()) => {
                let says = Diagnostic::new(&PARQUET_NESTED).with("column", column.name());
                found.push(says.at_cell(table.at(0, at)));
            }
            _ => {}
        }
    }
    found.extend(otherwise.iter().map(|(how, columns)| packed_otherwise(how, columns, table)));
    let none = found.is_empty();
    reading.diagnostics.extend(found);
    none
}

fn packed_otherwise(how: &str, columns: &[(&str, u32)], table: &TableName) -> Diagnostic {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let diagnostic = Diagnostic::new(&PARQUET_PACKED).with("how", how).with("count", columns.len());
    diagnostic.with("columns", names.join("，")).at_cell(table.at(0, columns.first().map_or(0, |(_, at)| *at)))
}

/// How the bytes of a column are packed, where that is not read.
///
/// The two encodings of texts are left out because the library makes room for as many texts as the file says there are.
fn packed(file: &ParquetMetaData, column: &str) -> Option<String> {
    let chunks = file.row_groups().iter().flat_map(|group| group.columns());
    let own = chunks.filter(|chunk| chunk.column_path().parts() == [column]);
    let codec = own.clone().map(ColumnChunkMetaData::compression_codec).find(|codec| !CODECS.contains(codec));
    let encoding = own.flat_map(|chunk| chunk.encodings()).find(|encoding| DELTAS.contains(encoding));
    codec.map(|codec| codec.to_string()).or_else(|| encoding.map(|encoding| encoding.to_string()))
}

/// The rows of a file.
struct Table<'f> {
    kinds: Vec<Kind>,
    rows: RowIter<'f>,
}

impl Table<'_> {
    /// Hands every row to `take`, with its number from 1.
    fn each(self, mut take: impl FnMut(&[Cell], u32)) -> Result<(), Refusal> {
        let mut texts = 0;
        for (row, line) in self.rows.zip(1..) {
            let cells = cells(&row.map_err(unreadable)?, &self.kinds)?;
            texts += cells.iter().map(Cell::length).sum::<usize>();
            within(texts as u64, &SHEET_BYTES)?;
            take(&cells, line);
        }
        Ok(())
    }
}

fn view<'c>(cells: &'c [Cell], line: u32) -> RowView<impl Fn(usize) -> Raw<'c>> {
    RowView { line, width: cells.len(), cell: |at: usize| cells.get(at).map_or(Raw::EMPTY, Cell::raw) }
}

fn keep(rows: Table<'_>, header: HeaderRow, table: &TableName, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let Some(found) = reading.find(&[header], table) else {
        reading.headless.push(table.clone());
        return Ok(());
    };
    let plan = reading.plan(&found, table);
    let mut kept = Rows::new(&plan, 0);
    rows.each(|cells, line| kept.take(&view(cells, line)))?;
    reading.keep(kept, &plan, table);
    Ok(())
}

fn feed(
    rows: Table<'_>,
    register: &Register,
    header: HeaderRow,
    table: &TableName,
    reading: &mut Reading<'_>,
) -> Result<(), Refusal> {
    let file = reading.file;
    let (registers, mut feeding) = reading.feeding();
    registers.rows(register, (file, table), &[header], &mut feeding, |gatherer| {
        rows.each(|cells, line| gatherer.take(&view(cells, line)))
    })
}
