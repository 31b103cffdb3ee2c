//! Whatever a file holds, reading it ends with tables or diagnostics, and the number of threads changes nothing.

mod dice;
mod schema;

use dice::Dice;
use junheng::diagnostic::Diagnostic;
use junheng::source::Sources;
use junheng_data::{Input, Mapping, Options, read, read_mapping, write_mapping};
use schema::schema;

/// What is put into files: what matters to a reader of csv, and to one of numbers.
const PIECES: [&[u8]; 20] = [
    b"\"",
    b",",
    b"\n",
    b"\r",
    b"\"\"",
    b"\xFF",
    b"\xE5\xAD",
    b"\xD1\xA7",
    "学".as_bytes(),
    "（万元）".as_bytes(),
    b"-",
    b"1e999",
    b"%",
    b"1,014",
    "合计".as_bytes(),
    b"\0",
    b"\t",
    "初中".as_bytes(),
    b"[",
    "２０２４年１３月".as_bytes(),
];

fn damaged(sound: &[u8], dice: &mut Dice) -> Vec<u8> {
    dice.damaged(sound, &PIECES, 12)
}

fn shown<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    diagnostics.into_iter().map(|one| format!("{one:?}\n")).collect()
}

fn read_one(bytes: &[u8], threads: usize) -> (String, String) {
    let inputs = [Input { name: "学校.csv".to_owned(), bytes: bytes.to_vec() }];
    let options = Options { threads, ..Options::default() };
    let (tables, diagnostics) = read(&inputs, &schema(), &Mapping::default(), &options);
    (format!("{tables:?}"), shown(diagnostics.iter()))
}

#[test]
fn damaged_csv_ends_no_run() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/export_sample.csv");
    let sample = std::fs::read(path).expect("the sample is part of the repository");
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..150 {
        let bytes = damaged(&sample[..6000], &mut dice);
        read_one(&bytes, 1);
        let inputs = [Input { name: "a.csv".to_owned(), bytes }];
        write_mapping(&inputs, &schema(), &Mapping::default(), &Options::default());
    }
}

#[test]
fn damaged_csv_reads_the_same_in_any_number_of_pieces() {
    let header = "学校代码,学校名称,图书册数\n";
    let rows: String = (0..60_000).map(|row| format!("{row},\"校\n{row}\",{row}\n")).collect();
    let sound = [header, &rows].concat();
    let mut dice = Dice(7);
    for _ in 0..6 {
        let bytes = damaged(sound.as_bytes(), &mut dice);
        let one = read_one(&bytes, 1);
        assert!(one == read_one(&bytes, 4));
    }
}

#[test]
fn damaged_mappings_end_no_run() {
    let sound = "[columns]\n\"a\" = { field = \"students\", stage = \"primary\", unit = \"人\" }\n[constants]\n\
                 \"county.code\" = \"1\"\n[blank]\n\"a\" = \"zero\"\n";
    let mut dice = Dice(3);
    for _ in 0..2000 {
        let text = String::from_utf8_lossy(&damaged(sound.as_bytes(), &mut dice)).into_owned();
        let mut sources = Sources::default();
        let id = sources.add("map.toml", text);
        read_mapping(&sources, id, &schema());
    }
}
