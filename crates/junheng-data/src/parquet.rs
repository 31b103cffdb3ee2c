//! Parquet files: one table, its columns named, its header in no line.

use bytes::Bytes;
use junheng::quantity;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

use crate::cell::Raw;
use crate::plan::{HeaderRow, TableName};
use crate::read::{Reading, refused};
use crate::rows::{RowView, Rows};
use crate::workbook::{COLUMNS, Refusal, guarded};

/// Reads a parquet file; its rows count from 1.
pub(crate) fn read_parquet(bytes: &[u8], table: &TableName, reading: &mut Reading<'_>) {
    let done = guarded(|| read_rows(bytes, table, reading));
    if let Err(refusal) = done {
        reading.diagnostics.push(refused(table, refusal));
    }
}

fn unreadable(error: impl std::fmt::Display) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

fn read_rows(bytes: &[u8], table: &TableName, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let file = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).map_err(unreadable)?;
    let columns = file.metadata().file_metadata().schema_descr().root_schema().get_fields();
    if columns.len() as u64 > COLUMNS.most {
        return Err(Refusal::TooLarge(&COLUMNS));
    }
    let header = HeaderRow { line: 0, cells: columns.iter().map(|column| column.name().to_owned()).collect() };
    let Some(found) = reading.find(&[header], table) else {
        reading.headless.push(table.clone());
        return Ok(());
    };
    let plan = reading.plan(&found, table);
    let mut rows = Rows::new(&plan, 0);
    for (row, line) in file.get_row_iter(None).map_err(unreadable)?.zip(1..) {
        let cells = cells(&row.map_err(unreadable)?);
        rows.take(&RowView { line, width: plan.width, cell: |at| cells.get(at).map_or(Raw::EMPTY, Cell::raw) });
    }
    reading.keep(rows, &plan, table);
    Ok(())
}

/// What stands in a cell.
enum Cell {
    Text(String),
    Number(f64),
    Day(i32),
}

impl Cell {
    fn raw(&self) -> Raw<'_> {
        match self {
            Cell::Text(text) => Raw::Text(text),
            Cell::Number(number) => Raw::Number(*number),
            Cell::Day(day) => Raw::Day(*day),
        }
    }
}

const MILLISECONDS_OF_A_DAY: i64 = 86_400_000;

/// A day, in days since 1970-01-01; what lies beyond the years of four digits stays as it is and is read as no day.
fn day(days: i64) -> Cell {
    let ends = quantity::day(1000, 1, 1).zip(quantity::day(9999, 12, 31));
    let known = ends.is_some_and(|(first, last)| (i64::from(first)..=i64::from(last)).contains(&days));
    match i32::try_from(days) {
        Ok(day) if known => Cell::Day(day),
        _ => Cell::Text(format!("1970-01-01{days:+}")),
    }
}

fn cells(row: &Row) -> Vec<Cell> {
    let cell = |field: &Field| match field {
        Field::Null => Cell::Text(String::new()),
        Field::Str(text) => Cell::Text(text.clone()),
        Field::Double(number) => Cell::Number(*number),
        // The shortest decimal of an f32 is what was meant, not its exact binary value.
        Field::Float(number) => Cell::Text(number.to_string()),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(time) => day(time.div_euclid(MILLISECONDS_OF_A_DAY)),
        Field::TimestampMicros(time) => day(time.div_euclid(MILLISECONDS_OF_A_DAY * 1000)),
        Field::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        // Whole numbers are texts: a code of 19 digits keeps its last ones.
        other => Cell::Text(other.to_string()),
    };
    row.get_column_iter().map(|(_, field)| cell(field)).collect()
}
