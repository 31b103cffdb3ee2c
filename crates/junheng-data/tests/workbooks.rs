//! Workbooks as people make them, and files that are none.

mod book;
mod schema;

use book::{SheetXml, archive, number, text, workbook};
use junheng::diagnostic::{Diagnostic, Diagnostics, Language, Place};
use junheng::table::{Kind, Presence, Schema, Tables, Values};
use junheng_data::{Encoding, Input, Mapping, Options, read};
use schema::{field, schema};

fn with_percent() -> Schema {
    let mut schema = schema();
    schema.fields.push(field("rate", "巩固率", Kind::Number, "%", false));
    schema
}

fn open(name: &str, bytes: Vec<u8>) -> (Tables, Diagnostics) {
    read(&[Input { name: name.to_owned(), bytes }], &with_percent(), &Mapping::default(), &Options::default())
}

fn place(one: &Diagnostic) -> String {
    match &one.places[0] {
        Place::Cell(cell) => cell.show(),
        Place::Text(_) => String::new(),
    }
}

fn said(diagnostics: &Diagnostics) -> Vec<String> {
    let show = |one: &Diagnostic| format!("{} {}: {}", place(one), one.message.code, one.text(Language::English));
    diagnostics.iter().map(show).collect()
}

/// Code, place and arguments aside.
fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|one| one.message.code).collect()
}

fn row(number: u32, attributes: &str, cells: &[String]) -> String {
    format!(r#"<row r="{number}" {attributes}>{}</row>"#, cells.concat())
}

fn sheet<'a>(name: &'a str, data: &'a str) -> SheetXml<'a> {
    SheetXml { name, attributes: "", data, behind: "" }
}

#[test]
fn a_workbook_shows_what_the_reader_reads() {
    let data = [
        row(1, "", &[text("A1", "大丰区学校情况")]),
        row(
            3,
            "",
            &["县代码", "学校代码", "巩固率", "建校日期", "图书册数"]
                .map(str::to_owned)
                .iter()
                .zip(["A3", "B3", "C3", "D3", "E3"])
                .map(|(word, at)| text(at, word))
                .collect::<Vec<_>>(),
        ),
        row(
            4,
            "",
            &[
                number("A4", 0, "510101"),
                number("B4", 0, "5100158692"),
                number("C4", 1, "0.957"),
                number("D4", 2, "45657"),
                text("E4", "1,014"),
            ],
        ),
        row(5, r#"hidden="1""#, &[number("B5", 0, "2")]),
        row(6, "", &[number("B6", 0, "3"), number("C6", 0, "95"), text("E6", "约5")]),
    ]
    .concat();
    let behind = r#"<mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="A4:A6"/></mergeCells>"#;
    let schools = SheetXml { name: "学校", attributes: "", data: &data, behind };
    let hidden = SheetXml { attributes: r#"state="hidden""#, ..sheet("底稿", &data) };
    let (tables, diagnostics) = open(
        "a.xlsx",
        workbook(&[schools, hidden, sheet("空", ""), sheet("说明", &row(1, "", &[text("A1", "见附件")]))]),
    );
    assert_eq!(
        said(&diagnostics),
        [
            "a.xlsx sheets-hidden: 1 hidden sheets were left out: 底稿",
            "a.xlsx!学校 rows-hidden: 1 hidden rows were left out: rows 5",
            "a.xlsx!学校!E6 not-a-number: 图书册数: “约5” is no number; the cell counts as missing",
            "a.xlsx!说明 sheet-left-out: the sheet “说明” has no header and was left out",
        ]
    );
    let part = &tables.parts[0];
    assert_eq!((part.sheet.as_deref(), part.lines.as_slice()), (Some("学校"), &[4, 6][..]));
    assert_eq!(part.codes.iter().collect::<Vec<_>>(), ["5100158692", "3"]);
    assert_eq!((part.ancestors[0].codes.get(0), &part.ancestors[0].unit), ("510101", &vec![0, 0]));
    let values = |at: usize| match &part.columns[at].values {
        Values::Numbers(numbers) => numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(" "),
        Values::Words { .. } => String::new(),
    };
    assert_eq!([values(0), values(1), values(2)], ["95.7 95", "20088 0", "1014 0"]);
    assert_eq!(part.columns[2].presence, [Presence::Present, Presence::Invalid]);
}

#[test]
fn a_cell_in_the_last_corner_asks_for_no_memory() {
    let data = row(1, "", &[text("A1", "学校代码"), text("B1", "图书册数")])
        + &row(2, "", &[text("A2", "1"), number("B2", 0, "2")])
        + &row(1_048_576, "", &[number("XFD1048576", 0, "1")]);
    let (tables, diagnostics) = open("a.xlsx", workbook(&[sheet("学校", &data)]));
    assert_eq!(tables.parts[0].lines, [2]);
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
}

#[test]
fn a_code_too_long_for_a_number_is_an_error() {
    let data = row(1, "", &[text("A1", "学校代码"), text("B1", "图书册数")])
        + &row(2, "", &[number("A2", 0, "51010119900101123"), number("B2", 0, "2")]);
    let (_, diagnostics) = open("a.xlsx", workbook(&[sheet("学校", &data)]));
    assert_eq!(codes(&diagnostics), ["damaged-code"]);
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused_and_the_limit_named() {
    let padding = "<!-- -->".repeat((140 << 20) / 8);
    let (tables, diagnostics) = open("a.xlsx", archive(&[("xl/sharedStrings.xml".to_owned(), padding)]));
    assert!(tables.parts.is_empty());
    let expected =
        "a.xlsx workbook-too-large: the workbook exceeds a limit: at most 134217728 bytes of texts when unpacked";
    assert_eq!(said(&diagnostics), [expected]);
}

#[test]
fn files_that_are_none_are_all_reported() {
    let files: [(&str, &[u8]); 8] = [
        ("empty.csv", b""),
        ("text.xlsx", b"a,b\n1,2\n"),
        ("cut.xlsx", b"PK\x03\x04\x14\x00"),
        ("cut.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("big5.csv", b"\xBE\xC7\xAE\xD5\xA6\x57\xBA\xD9,\xB1\xD0\xAE\x76\xBC\xC6,\xB8\xCC\xAD\xB1\xAA\xBA,\xF9\xD6\n"),
        ("nothing.csv", "甲,乙\n1,2\n".as_bytes()),
        ("quote.csv", "学校代码,图书册数\n1,2\n2,\"3\n3,4\n".as_bytes()),
        ("blank.csv", b"\n\n  \n"),
    ];
    let inputs = files.map(|(name, bytes)| Input { name: name.to_owned(), bytes: bytes.to_vec() });
    let (_, diagnostics) = read(&inputs, &schema(), &Mapping::default(), &Options::default());
    let errors: Vec<String> = diagnostics.iter().map(|one| format!("{} {}", place(one), one.message.code)).collect();
    let expected = [
        "empty.csv file-empty",
        "text.xlsx not-a-workbook",
        "cut.xlsx not-a-workbook",
        "cut.xls not-a-workbook",
        "big5.csv unknown-encoding",
        "quote.csv:3:2 not-a-number",
        "quote.csv:3 unclosed-quote",
        "nothing.csv no-header",
        "blank.csv no-header",
    ];
    assert_eq!(errors, expected);
}

#[test]
fn a_text_document_is_no_spreadsheet() {
    let (_, diagnostics) = open("a.odt", archive(&[("mimetype".to_owned(), "x".to_owned())]));
    assert_eq!(codes(&diagnostics), ["not-a-workbook"]);
}

#[test]
fn a_stated_encoding_is_used_and_noted() {
    let (bytes, _, _) = (b"\xD1\xA7\xD0\xA3\xB4\xFA\xC2\xEB,x\n1,2\n".to_vec(), 0, 0);
    let input = Input { name: "a.csv".to_owned(), bytes };
    let options = Options { encoding: Encoding::named("gbk"), ..Options::default() };
    let (tables, diagnostics) = read(&[input], &schema(), &Mapping::default(), &options);
    assert_eq!(tables.files[0].encoding, "gb18030");
    assert_eq!(codes(&diagnostics), ["encoding-chosen", "no-header"]);
}

#[test]
fn damaged_workbooks_end_no_run() {
    let data = row(1, "", &[text("A1", "学校代码"), text("B1", "图书册数")])
        + &row(2, "", &[text("A2", "1"), number("B2", 0, "2")]);
    let sound = workbook(&[sheet("学校", &data)]);
    for at in (0..sound.len()).step_by(7) {
        let mut damaged = sound.clone();
        damaged[at] ^= 0xFF;
        open("a.xlsx", damaged);
        open("a.xlsx", sound[..at].to_vec());
    }
}
