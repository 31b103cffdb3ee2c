//! A parquet file is read as a table of text is: numbers, words, days and nulls, each with its place.

mod dice;
mod schema;

use std::error::Error;
use std::sync::Arc;

use dice::Dice;
use junheng::diagnostic::{Diagnostics, Language, Place};
use junheng::table::{Column, Presence, Tables, Values};
use junheng_data::{Input, Mapping, Options, read};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use schema::schema;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;
type Group<'g> = SerializedRowGroupWriter<'g, Vec<u8>>;

/// As a data base writes it: codes and counts are whole numbers, everything but the code may be null.
const SCHOOLS: &str = "message schools {
    required int64 学校代码;
    optional binary 学校名称 (UTF8);
    optional int32 小学在校生数;
    optional double 教学及辅助用房面积;
    optional float 体育运动场馆面积;
    optional binary 办学性质 (UTF8);
    optional int32 建校日期 (DATE);
}";

/// Writes the next column; where a cell is `None` nothing is stored, as a null is.
fn column<T: DataType>(group: &mut Group<'_>, cells: &[Option<T::T>]) -> Outcome
where
    T::T: Clone,
{
    let mut writer = group.next_column()?.ok_or("the message has another column")?;
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let stored: Vec<T::T> = cells.iter().flatten().cloned().collect();
    writer.typed::<T>().write_batch(&stored, Some(&levels), None)?;
    writer.close()?;
    Ok(())
}

fn text(text: &str) -> Option<ByteArray> {
    Some(ByteArray::from(text))
}

/// Three schools in two row groups: 19 digits of code, a zero beside a null, 2024-02-29 as days since 1970.
fn schools() -> Outcome<Vec<u8>> {
    let message = Arc::new(parse_message_type(SCHOOLS)?);
    let mut writer = SerializedFileWriter::new(Vec::new(), message, Arc::new(WriterProperties::default()))?;
    let mut group = writer.next_row_group()?;
    column::<Int64Type>(&mut group, &[Some(9_100_000_000_000_000_001), Some(9_100_000_000_000_000_002)])?;
    column::<ByteArrayType>(&mut group, &[text("一小"), text("二小")])?;
    column::<Int32Type>(&mut group, &[Some(300), None])?;
    column::<DoubleType>(&mut group, &[Some(1500.25), Some(0.0)])?;
    column::<FloatType>(&mut group, &[Some(0.1), None])?;
    column::<ByteArrayType>(&mut group, &[text("公办"), None])?;
    column::<Int32Type>(&mut group, &[Some(19_782), None])?;
    group.close()?;
    let mut group = writer.next_row_group()?;
    column::<Int64Type>(&mut group, &[Some(3)])?;
    column::<ByteArrayType>(&mut group, &[None])?;
    column::<Int32Type>(&mut group, &[Some(-3)])?;
    column::<DoubleType>(&mut group, &[Some(f64::NAN)])?;
    column::<FloatType>(&mut group, &[Some(2.5)])?;
    column::<ByteArrayType>(&mut group, &[text("公辦")])?;
    column::<Int32Type>(&mut group, &[Some(-1)])?;
    group.close()?;
    Ok(writer.into_inner()?)
}

fn read_bytes(bytes: Vec<u8>) -> (Tables, Diagnostics) {
    let inputs = [Input { name: "schools.parquet".to_owned(), bytes }];
    read(&inputs, &schema(), &Mapping::default(), &Options::default())
}

/// Header and position of a column, and its cells: the value, or why there is none.
fn shown(column: &Column) -> (&str, u32, Vec<String>) {
    let cell = |row: usize| match (&column.values, column.presence[row]) {
        (Values::Numbers(numbers), Presence::Present) => numbers[row].to_string(),
        (Values::Words { codes, words }, Presence::Present) => words[codes[row] as usize].clone(),
        (_, absent) => format!("{absent:?}"),
    };
    (&column.header, column.position, (0..column.presence.len()).map(cell).collect())
}

/// Code and place of every diagnostic.
fn said(diagnostics: &Diagnostics) -> Vec<String> {
    let place = |place: &Place| match place {
        Place::Cell(cell) => cell.show(),
        Place::Text(_) => String::new(),
    };
    let show = |one: &junheng::diagnostic::Diagnostic| format!("{} {}", one.message.code, place(&one.places[0]));
    diagnostics.iter().map(show).collect()
}

/// A file of `tests/parquet_files`, which another program wrote.
fn written(name: &str) -> Outcome<(Tables, Diagnostics)> {
    let path = format!("{}/tests/parquet_files/{name}", env!("CARGO_MANIFEST_DIR"));
    Ok(read_bytes(std::fs::read(path)?))
}

#[test]
fn what_polars_pandas_duckdb_and_pyarrow_write_is_the_same_three_schools() -> Outcome {
    for name in ["polars.parquet", "pandas.parquet", "duckdb.parquet", "pyarrow.parquet"] {
        let (tables, diagnostics) = written(name)?;
        assert!(!diagnostics.has_errors(), "{name}: {:?}", said(&diagnostics));
        let part = &tables.parts[0];
        let codes: Vec<&str> = part.codes.iter().collect();
        assert_eq!(codes, ["9100000000000000001", "9100000000000000002", "3"], "{name}");
        assert_eq!(part.names.iter().collect::<Vec<_>>(), ["一小", "二小", "三小"], "{name}");
        let expected = [
            ("小学在校生数", 3, ["300", "Blank", "12"]),
            ("教学及辅助用房面积", 4, ["1500.25", "0", "Blank"]),
            ("体育运动场馆面积", 5, ["0.1", "Blank", "2.5"]),
            ("办学性质", 6, ["公办", "Blank", "民办"]),
            ("建校日期", 7, ["19782", "Blank", "-1"]),
        ];
        let expected = expected.map(|(header, at, cells)| (header, at, cells.map(str::to_owned).to_vec()));
        assert_eq!(part.columns.iter().map(shown).collect::<Vec<_>>(), expected, "{name}");
    }
    Ok(())
}

#[test]
fn what_is_packed_otherwise_or_holds_lists_is_refused_by_column() -> Outcome {
    let (tables, diagnostics) = written("brotli.parquet")?;
    assert_eq!((tables.parts.len(), said(&diagnostics)), (0, vec!["parquet-packed schools.parquet:1:1".to_owned()]));
    assert!(diagnostics.iter().all(|one| one.text(Language::English).contains("7 columns are packed as BROTLI")));
    let (_, diagnostics) = written("delta.parquet")?;
    assert_eq!(said(&diagnostics), ["parquet-packed schools.parquet:1:6"]);
    let (tables, diagnostics) = written("lists.parquet")?;
    assert_eq!((tables.parts.len(), said(&diagnostics)), (0, vec!["parquet-nested schools.parquet:1:3".to_owned()]));
    Ok(())
}

/// Midnight of Shanghai is 16:00 of the day before in the file: which day is meant hangs on the place.
#[test]
fn a_point_in_time_is_no_day() -> Outcome {
    let (tables, diagnostics) = written("zone.parquet")?;
    assert_eq!(shown(&tables.parts[0].columns[4]).2, ["Invalid", "Blank", "Invalid"]);
    let day = diagnostics.iter().find(|one| one.message.code == "not-a-day").ok_or("it is told")?;
    assert!(day.text(Language::English).contains("2024-02-28T16:00:00Z"), "{}", day.text(Language::English));
    Ok(())
}

#[test]
fn numbers_words_and_days_are_read_and_a_null_is_missing_and_not_zero() -> Outcome {
    let (tables, _) = read_bytes(schools()?);
    let part = &tables.parts[0];
    assert_eq!(tables.files[0].encoding, "parquet");
    assert_eq!(part.lines, [1, 2, 3]);
    assert_eq!(part.codes.iter().collect::<Vec<_>>(), ["9100000000000000001", "9100000000000000002", "3"]);
    let columns: Vec<_> = part.columns.iter().map(shown).collect();
    let expected = [
        ("小学在校生数", 3, ["300", "Blank", "Invalid"]),
        ("教学及辅助用房面积", 4, ["1500.25", "0", "Invalid"]),
        ("体育运动场馆面积", 5, ["0.1", "Blank", "2.5"]),
        ("办学性质", 6, ["公办", "Blank", "Invalid"]),
        ("建校日期", 7, ["19782", "Blank", "-1"]),
    ];
    assert_eq!(
        columns,
        expected.map(|(header, position, cells)| (header, position, cells.map(str::to_owned).to_vec()))
    );
    Ok(())
}

#[test]
fn what_is_wrong_is_told_with_its_row_and_column() -> Outcome {
    let (_, diagnostics) = read_bytes(schools()?);
    let expected =
        ["negative-pupils schools.parquet:3:3", "not-a-number schools.parquet:3:4", "word-unknown schools.parquet:3:6"];
    assert_eq!(said(&diagnostics), expected);
    Ok(())
}

#[test]
fn a_file_that_is_cut_off_or_damaged_is_refused_as_a_whole() -> Outcome {
    let whole = schools()?;
    for bytes in [&whole[..whole.len() / 2], &whole[..whole.len() - 4], b"PAR1", b"PAR1PAR1"] {
        let (tables, diagnostics) = read_bytes(bytes.to_vec());
        assert!(tables.parts.is_empty());
        assert_eq!(said(&diagnostics), ["not-a-parquet schools.parquet"]);
    }
    Ok(())
}

#[test]
fn whatever_byte_is_damaged_nothing_panics() -> Outcome {
    let whole = schools()?;
    for at in 0..whole.len() {
        for wrong in [0xFF, whole[at] ^ 1] {
            let mut bytes = whole.clone();
            bytes[at] = wrong;
            let _ = read_bytes(bytes);
        }
    }
    Ok(())
}

/// So often each file is damaged.
const TRIES: usize = 100;

/// What is put into files: lengths, counts and ends as the format writes them.
const PIECES: [&[u8]; 8] =
    [b"\0", b"\xFF\xFF\xFF\xFF\x0F", b"\x7F", b"PAR1", b"\x15\0", b"\x28\xB5\x2F\xFD", b"\x80", b"\xFE\xFF\xFF\x7F"];

#[test]
fn damaged_files_of_every_writer_end_no_run() -> Outcome {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parquet_files");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    paths.sort();
    assert!(paths.len() > 7);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for path in paths {
        let sound = std::fs::read(&path)?;
        for _ in 0..TRIES {
            let (tables, diagnostics) = read_bytes(dice.damaged(&sound, &PIECES, 4));
            assert!(!tables.parts.is_empty() || !diagnostics.is_empty(), "{}: nothing is said", path.display());
        }
    }
    Ok(())
}

#[test]
fn a_time_beyond_all_days_is_no_day() -> Outcome {
    let message = "message m { required int64 学校代码; required int64 建校日期 (TIMESTAMP(MICROS, false)); }";
    let message = Arc::new(parse_message_type(message)?);
    let mut writer = SerializedFileWriter::new(Vec::new(), message, Arc::new(WriterProperties::default()))?;
    let mut group = writer.next_row_group()?;
    column::<Int64Type>(&mut group, &[Some(1), Some(2)])?;
    column::<Int64Type>(&mut group, &[Some(19_782 * 86_400_000_000 + 1), Some(i64::MAX)])?;
    group.close()?;
    let (tables, diagnostics) = read_bytes(writer.into_inner()?);
    assert_eq!(shown(&tables.parts[0].columns[0]).2, ["19782", "Invalid"]);
    assert_eq!(said(&diagnostics)[0], "not-a-day schools.parquet:2:2");
    Ok(())
}
