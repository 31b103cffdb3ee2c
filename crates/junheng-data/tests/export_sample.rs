//! The three forms of the export sample hold the same tables.

mod schema;

use junheng::diagnostic::{Diagnostics, Language};
use junheng::table::{Part, Presence, Tables, Values};
use junheng_data::{Input, Mapping, Options, read};
use schema::{PRIMARY, SCHOOL, STUDENTS, schema};

fn sample(name: &str) -> (Tables, Diagnostics) {
    let path = format!("{}/../../tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).expect("the sample is part of the repository");
    let input = Input { name: name.to_owned(), bytes };
    read(&[input], &schema(), &Mapping::default(), &Options::default())
}

fn said(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|one| format!("{}: {}", one.message.code, one.text(Language::English))).collect()
}

fn number(part: &Part, header: &str, row: usize) -> Option<f64> {
    let column = part.columns.iter().find(|column| column.header == header)?;
    let Values::Numbers(numbers) = &column.values else {
        return None;
    };
    (column.presence[row] == Presence::Present).then(|| numbers[row])
}

#[test]
fn a_wide_csv_is_read() {
    let (tables, diagnostics) = sample("export_sample.csv");
    assert!(!diagnostics.has_errors(), "{:?}", said(&diagnostics));
    let [part]: &[Part; 1] = tables.parts.as_slice().try_into().expect("one table");
    assert_eq!((part.level, part.lines.len(), part.lines[0]), (SCHOOL, 60, 2));
    assert_eq!((part.codes.get(0), part.names.get(0)), ("5100158692", "大丰区宁原街道吉平初级中学"));
    assert_eq!((part.periods.as_slice(), part.ancestors[0].codes.get(0)), (&["2023".to_owned()][..], "510101"));
    assert_eq!((number(part, "小学在校生数", 0), number(part, "初中在校生数", 0)), (None, Some(1581.0)));
    assert_eq!(number(part, "教学仪器设备值", 0), Some(228.54));
    let students = part.columns.iter().find(|column| column.field == STUDENTS).expect("pupils");
    assert_eq!((students.stage, students.position), (Some(PRIMARY), 20));
    assert!(part.columns.iter().all(|column| column.header != "小学班数"), "not needed, not kept");
    let [unknown] = said(&diagnostics).try_into().expect("one note");
    assert!(unknown.starts_with("columns-left-out") && unknown.contains("校长姓名"), "{unknown}");
}

#[test]
fn gb18030_holds_the_same() {
    let (plain, _) = sample("export_sample.csv");
    let (other, diagnostics) = sample("export_sample.gb18030.csv");
    assert_eq!(format!("{:?}", plain.parts), format!("{:?}", other.parts));
    assert_eq!(other.files[0].encoding, "gb18030");
    assert!(said(&diagnostics).iter().any(|text| text.starts_with("encoding-chosen")));
}

#[test]
fn a_workbook_holds_the_same() {
    let (plain, _) = sample("export_sample.csv");
    let (book, diagnostics) = sample("export_sample.xlsx");
    assert!(!diagnostics.has_errors(), "{:?}", said(&diagnostics));
    let [part]: &[Part; 1] = book.parts.as_slice().try_into().expect("one table");
    let csv = &plain.parts[0];
    assert_eq!((&part.codes, &part.names, &part.periods), (&csv.codes, &csv.names, &csv.periods));
    assert_eq!(format!("{:?}", part.ancestors), format!("{:?}", csv.ancestors));
    assert_eq!(format!("{:?}", part.columns), format!("{:?}", csv.columns));
    assert_eq!(book.files[0].encoding, "xlsx");
    assert!(part.sheet.is_some());
}
