//! Whatever a workbook holds, reading it ends with tables or diagnostics: the parts of sound and dirty workbooks are
//! damaged within their archive, where a checksum would else end the reading at once.

mod dice;
mod schema;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use dice::Dice;
use junheng_data::{Input, Mapping, Options, grids, read, write_mapping};
use schema::schema;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What is put into files: what matters to a reader of XML and of references.
const PIECES: [&[u8]; 18] = [
    b"<",
    b">",
    b"/>",
    b"\"",
    b"&#x0;",
    b"&amp",
    b"-1",
    b"4294967296",
    b"99999999999999999999",
    b"XFE1",
    b" hidden=\"1\"",
    b" t=\"s\"",
    b" s=\"99\"",
    b"<row r=\"1\">",
    b"<f>A1</f>",
    b" table:number-rows-repeated=\"1000000\"",
    b"\xFF\xFE",
    b"1e999",
];

fn damaged(sound: &[u8], dice: &mut Dice) -> Vec<u8> {
    dice.damaged(sound, &PIECES, 6)
}

/// The archive with one of its parts damaged; other bytes as they stand with a few of them turned.
fn damaged_book(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return damaged(bytes, dice) };
    let (mut writer, chosen) = (ZipWriter::new(Cursor::new(Vec::new())), dice.below(archive.len()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..archive.len() {
        let Ok(mut entry) = archive.by_index(index) else { return damaged(bytes, dice) };
        let name = entry.name().map_or_else(|_| "x".to_owned(), |name| name.into_owned());
        let mut content = Vec::new();
        if entry.read_to_end(&mut content).is_err() {
            return damaged(bytes, dice);
        }
        let content = if index == chosen { damaged(&content, dice) } else { content };
        writer.start_file(name, plain).expect("writes to memory");
        std::io::Write::write_all(&mut writer, &content).expect("writes to memory");
    }
    writer.finish().expect("writes to memory").into_inner()
}

/// The small workbooks among the dirty files.
fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/dirty");
    let files =
        |path: PathBuf| std::fs::read_dir(path).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let is_book = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        ["xlsx", "xls", "ods"].contains(&ending.as_str()) && path.metadata().is_ok_and(|data| data.len() < 20_000)
    };
    let folders = files(folder).filter(|path| path.is_dir());
    let mut found: Vec<PathBuf> = folders.flat_map(files).filter(is_book).collect();
    found.sort();
    found
}

#[test]
fn damaged_workbooks_of_every_kind_end_no_run() {
    let (corpus, schema, mapping) = (corpus(), schema(), Mapping::default());
    assert!(corpus.len() > 40, "{} workbooks", corpus.len());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for path in &corpus {
        let sound = std::fs::read(path).expect("the file was listed");
        for _ in 0..4 {
            let inputs = [Input { name: path.display().to_string(), bytes: damaged_book(&sound, &mut dice) }];
            let (tables, diagnostics) = read(&inputs, &schema, &mapping, &Options::default());
            assert!(!tables.parts.is_empty() || !diagnostics.is_empty(), "{}: nothing is said", path.display());
            grids(&inputs[0], None);
            write_mapping(&inputs, &schema, &mapping, &Options::default());
        }
    }
}

#[test]
fn the_same_bytes_give_the_same_tables() {
    let (schema, mapping) = (schema(), Mapping::default());
    for path in corpus() {
        let bytes = std::fs::read(&path).expect("the file was listed");
        let shown = || {
            let input = Input { name: "a".to_owned(), bytes: bytes.clone() };
            let (tables, diagnostics) = read(&[input], &schema, &mapping, &Options::default());
            format!("{tables:?} {:?}", diagnostics.iter().collect::<Vec<_>>())
        };
        assert_eq!(shown(), shown(), "{}", path.display());
    }
}
