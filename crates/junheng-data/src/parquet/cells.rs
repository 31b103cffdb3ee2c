//! What stands in the cells of a parquet file.

use junheng::quantity::{self, show_date};
use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::AsBytes;
use parquet::file::metadata::ParquetMetaData;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use crate::cell::Raw;
use crate::workbook::{Refusal, TEXT};

/// Whether a column has one value a cell.
pub fn is_flat(column: &Type) -> bool {
    column.is_primitive() && column.get_basic_info().repetition() != Repetition::REPEATED
}

/// What the library does not tell of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It tells everything.
    Told,
    /// Nanoseconds since 1970-01-01, as clocks show them.
    Nanoseconds,
    /// A point in time, whatever its unit: which day it is hangs on the place.
    Instant {
        /// The library gives nanoseconds as a mere number.
        nanoseconds: bool,
    },
    /// A column with more than one value a cell; it is not read.
    Nested,
}

/// The kind of every column.
pub fn kinds(file: &ParquetMetaData) -> Vec<Kind> {
    let columns = file.file_metadata().schema_descr().root_schema().get_fields();
    columns.iter().map(|column| if is_flat(column) { kind(column) } else { Kind::Nested }).collect()
}

fn kind(column: &Type) -> Kind {
    match column.get_basic_info().logical_type_ref() {
        Some(LogicalType::Timestamp(time)) => {
            let nanoseconds = matches!(time.unit, TimeUnit::NANOS);
            match (time.is_adjusted_to_u_t_c, nanoseconds) {
                (true, nanoseconds) => Kind::Instant { nanoseconds },
                (false, true) => Kind::Nanoseconds,
                (false, false) => Kind::Told,
            }
        }
        _ if column.get_physical_type() == Physical::INT96 => Kind::Instant { nanoseconds: false },
        _ => Kind::Told,
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Day(i32),
}

impl Cell {
    /// Nothing.
    const EMPTY: Cell = Cell::Text(String::new());

    /// As it is read.
    pub fn raw(&self) -> Raw<'_> {
        match self {
            Cell::Text(text) => Raw::Text(text),
            Cell::Number(number) => Raw::Number(*number),
            Cell::Day(day) => Raw::Day(*day),
        }
    }

    /// How many bytes of text it has.
    pub fn length(&self) -> usize {
        if let Cell::Text(text) = self { text.len() } else { 0 }
    }
}

/// The cells of a row, one for each column; of a nested column nothing.
pub fn cells(row: &Row, kinds: &[Kind]) -> Result<Vec<Cell>, Refusal> {
    let mut fields = row.get_column_iter();
    let cell = |kind: &Kind| match kind {
        Kind::Nested => Ok(Cell::EMPTY),
        kind => fields.next().map_or(Ok(Cell::EMPTY), |(_, field)| cell(field, *kind)),
    };
    kinds.iter().map(cell).collect()
}

fn cell(field: &Field, kind: Kind) -> Result<Cell, Refusal> {
    let instant = matches!(kind, Kind::Instant { .. });
    let cell = match field {
        Field::Null => Cell::EMPTY,
        Field::Str(text) => Cell::Text(text.clone()),
        // Old writers do not say that bytes are text.
        Field::Bytes(bytes) => Cell::Text(text(bytes.as_bytes())?),
        Field::Double(number) => Cell::Number(*number),
        // The shortest decimal of an f32 is what was meant, not its exact binary value.
        Field::Float(number) => Cell::Text(number.to_string()),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(time) => moment(*time, MILLISECONDS, instant),
        Field::TimestampMicros(time) => moment(*time, MILLISECONDS * 1_000, instant),
        Field::Long(time) if matches!(kind, Kind::Nanoseconds | Kind::Instant { nanoseconds: true }) => {
            moment(*time, MILLISECONDS * 1_000_000, instant)
        }
        Field::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        // Without places a decimal ends with its point.
        Field::Decimal(_) => Cell::Text(field.to_string().trim_end_matches('.').to_owned()),
        // Whole numbers are texts: a code of 19 digits keeps its last ones.
        other => Cell::Text(other.to_string()),
    };
    match &cell {
        Cell::Text(text) if text.chars().nth(TEXT.most as usize).is_some() => Err(Refusal::TooLarge(&TEXT)),
        _ => Ok(cell),
    }
}

fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let refused = |_| Refusal::Unreadable("bytes that are no UTF-8 text".to_owned());
    String::from_utf8(bytes.to_vec()).map_err(refused)
}

/// The milliseconds of a day.
const MILLISECONDS: i64 = 86_400_000;

/// A day, in days since 1970-01-01; what lies beyond the years of four digits stays as it is and is read as no day.
fn day(days: i64) -> Cell {
    let ends = quantity::day(1000, 1, 1).zip(quantity::day(9999, 12, 31));
    let known = ends.is_some_and(|(first, last)| (i64::from(first)..=i64::from(last)).contains(&days));
    match i32::try_from(days) {
        Ok(day) if known => Cell::Day(day),
        _ => Cell::Text(format!("1970-01-01{days:+}")),
    }
}

/// The day of a moment: that on the calendar beside the clock. Of a point in time it is one day here and another
/// there, unless it is midnight; such a point is told, and no day.
fn moment(time: i64, of_a_day: i64, is_instant: bool) -> Cell {
    let (days, rest) = (time.div_euclid(of_a_day), time.rem_euclid(of_a_day));
    match day(days) {
        Cell::Day(day) if is_instant && rest != 0 => {
            let seconds = rest / (of_a_day / 86_400);
            let [hours, minutes, seconds] = [seconds / 3600, seconds / 60 % 60, seconds % 60];
            Cell::Text(format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", show_date(day)))
        }
        known => known,
    }
}
