//! The mapping file settles what headers cannot say, and says what is wrong with itself.

mod schema;

use junheng::diagnostic::{Diagnostic, Diagnostics, Language, Place};
use junheng::source::Sources;
use junheng::table::{Presence, Tables, Values};
use junheng_data::{Input, Options, read, read_mapping};
use schema::{JUNIOR, PRIMARY, schema};

fn assess(map: &str, csv: &str) -> (Tables, Diagnostics) {
    let (schema, mut sources) = (schema(), Sources::default());
    let id = sources.add("map.toml", map);
    let (mapping, mut diagnostics) = read_mapping(&sources, id, &schema);
    let input = Input { name: "学校.csv".to_owned(), bytes: csv.as_bytes().to_vec() };
    let (tables, more) = read(&[input], &schema, &mapping, &Options::default());
    diagnostics.append(more);
    (tables, diagnostics)
}

fn said(diagnostics: &Diagnostics) -> Vec<String> {
    let show = |language, one: &Diagnostic| format!("{} | {}", one.text(language), one.help(language));
    diagnostics.iter().map(|one| format!("{}: {}", one.message.code, show(Language::English, one))).collect()
}

#[test]
fn a_mapping_gives_fields_stages_units_constants_and_the_meaning_of_blanks() {
    let map = r#"
[columns]
"校名" = "school.name"
"设备总值" = { field = "equipment_value", unit = "万元" }
"小学生" = { field = "students", stage = "primary" }
"中学生" = { field = "students", stage = "初中" }
"学年度" = "period"
"备注" = "ignore"
[constants]
"county.code" = "510101"
"county.name" = "大丰区"
[blank]
"图书册数" = "zero"
"中学生" = "not_applicable"
"#;
    let (tables, diagnostics) =
        assess(map, "学年度,校名,设备总值,小学生,中学生,图书册数,备注\n2023,一小,228.54,100,,,x\n");
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
    let part = &tables.parts[0];
    assert_eq!((part.codes.get(0), part.names.get(0), part.periods[0].as_str()), ("一小", "一小", "2023"));
    assert_eq!((part.ancestors[0].codes.get(0), part.ancestors[0].names.get(0)), ("510101", "大丰区"));
    let stages: Vec<_> = part.columns.iter().map(|column| column.stage).collect();
    assert_eq!(stages, [None, Some(PRIMARY), Some(JUNIOR), None]);
    assert!(matches!(&part.columns[0].values, Values::Numbers(value) if value[0].to_bits() == 2_285_400f64.to_bits()));
    let presence: Vec<_> = part.columns.iter().map(|column| column.presence[0]).collect();
    assert_eq!(presence, [Presence::Present, Presence::Present, Presence::NotApplicable, Presence::Present]);
}

#[test]
fn everything_wrong_with_a_mapping_is_said_at_once_and_where() {
    let map = r#"
[column]
[columns]
"a" = "studnets"
"b" = { field = "students", stage = "primery", units = "人" }
"c" = { stage = "primary" }
"d" = { field = "books", unit = "元" }
"e" = { field = "books", stage = "primary" }
"f" = 3
"ｇ" = "ignore"
"g" = "ignore"
[constants]
"county.cod" = "1"
"county.code" = 510101
[blank]
"图书册数" = "none"
"#;
    let (schema, mut sources) = (schema(), Sources::default());
    let id = sources.add("map.toml", map);
    let (_, diagnostics) = read_mapping(&sources, id, &schema);
    let line = |place: &Place| match place {
        Place::Text(span) => sources.line_and_column(*span).0,
        Place::Cell(_) => 0,
    };
    let lines: Vec<_> =
        diagnostics.iter().map(|one| format!("{} {}", line(&one.places[0]), one.message.code)).collect();
    let expected = "2 unknown-key, 4 unknown-name, 5 unknown-key, 5 unknown-name, 6 missing-key, 7 unit-mismatch, \
                    8 stage-of-unstaged, 9 wrong-type, 11 two-mappings, 13 unknown-name, 14 wrong-type, 16 bad-word";
    assert_eq!(lines.join(", "), expected);
    assert!(said(&diagnostics)[1].contains("did you mean `students`?"));
}

#[test]
fn a_line_without_effect_is_said() {
    let (_, diagnostics) = assess("[columns]\n\"学校全名\" = \"school.name\"\n", "学校名称,图书册数\n一小,1\n");
    assert!(said(&diagnostics)[0].starts_with("mapping-unused: no table has a column “学校全名”"));
}
