//! Tables as people have them: titles above the header, wide and long, units in brackets, totals, answers.

mod schema;

use junheng::diagnostic::{Diagnostic, Diagnostics, Language, Place};
use junheng::source::Sources;
use junheng::table::{Ancestor, Part, Presence, Schema, StageId, Tables, Values};
use junheng_data::{Input, Mapping, Options, read, read_mapping, write_mapping};
use schema::{CLASS, COUNTY, JUNIOR, PRIMARY, SCHOOL, schema};

fn files(files: &[(&str, &str)], options: &Options) -> (Tables, Diagnostics) {
    let input = |&(name, text): &(&str, &str)| Input { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let inputs: Vec<Input> = files.iter().map(input).collect();
    read(&inputs, &schema(), &Mapping::default(), options)
}

fn csv(text: &str) -> (Tables, Diagnostics) {
    files(&[("a.csv", text)], &Options::default())
}

fn place(one: &Diagnostic) -> String {
    match &one.places[0] {
        Place::Cell(cell) => cell.show(),
        Place::Text(_) => String::new(),
    }
}

/// Place, code and English text of every diagnostic.
fn said(diagnostics: &Diagnostics) -> Vec<String> {
    let show = |one: &Diagnostic| format!("{} {}: {}", place(one), one.message.code, one.text(Language::English));
    diagnostics.iter().map(show).collect()
}

/// Header, stage, unit-converted values and presence of every column.
fn columns(part: &Part) -> Vec<(String, Option<StageId>, Vec<String>)> {
    let cell = |values: &Values, presence: &[Presence], row: usize| match (values, presence[row]) {
        (Values::Numbers(numbers), Presence::Present) => numbers[row].to_string(),
        (Values::Words { codes, words }, Presence::Present) => words[codes[row] as usize].clone(),
        (_, absent) => format!("{absent:?}"),
    };
    let column = |column: &junheng::table::Column| {
        let rows = 0..column.presence.len();
        let cells = rows.map(|row| cell(&column.values, &column.presence, row)).collect();
        (column.header.clone(), column.stage, cells)
    };
    part.columns.iter().map(column).collect()
}

fn column(header: &str, stage: Option<StageId>, cells: &[&str]) -> (String, Option<StageId>, Vec<String>) {
    (header.to_owned(), stage, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn headers_may_stand_below_titles_and_name_stage_and_unit_in_any_usual_way() {
    let (tables, diagnostics) = csv("大丰区学校情况表,,,,,,\n填表单位：教育局,,,,,,\n\
        县代码,学校代码,小学部 在校生数,专任教师数（初中）,students_junior,教学仪器设备值（万元）,图书册数(单位：册)\n\
        510101,1,100,12,300,0.07,5\n");
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
    let part = &tables.parts[0];
    assert_eq!((part.level, part.lines.as_slice()), (SCHOOL, &[4][..]));
    let expected = [
        column("小学部 在校生数", Some(PRIMARY), &["100"]),
        column("专任教师数（初中）", Some(JUNIOR), &["12"]),
        column("students_junior", Some(JUNIOR), &["300"]),
        column("教学仪器设备值（万元）", None, &["700"]),
        column("图书册数(单位：册)", None, &["5"]),
    ];
    assert_eq!(columns(part), expected);
}

#[test]
fn a_header_of_two_rows_is_one_header() {
    let (tables, diagnostics) =
        csv("学校代码,在校生数,,专任教师数,,图书册数\n,小学,初中,小学,初中,(册)\n1,100,200,10,20,5\n");
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
    let stages: Vec<_> = tables.parts[0].columns.iter().map(|column| (column.header.as_str(), column.stage)).collect();
    let expected = [
        ("在校生数小学", Some(PRIMARY)),
        ("在校生数初中", Some(JUNIOR)),
        ("专任教师数小学", Some(PRIMARY)),
        ("专任教师数初中", Some(JUNIOR)),
        ("图书册数(册)", None),
    ];
    assert_eq!(stages, expected);
    assert_eq!(tables.parts[0].lines, [3]);
}

#[test]
fn a_long_table_says_the_stage_by_row() {
    let (tables, diagnostics) = csv("学校名称,学段,在校生数\n一小,小学,100\n一中,junior,200\n一幼,幼儿园,3\n");
    assert_eq!(said(&diagnostics), ["a.csv:4:2 unknown-stage: “幼儿园” is no stage"]);
    let part = &tables.parts[0];
    assert_eq!(part.stage.as_deref().map(|stages| &stages[..2]), Some(&[PRIMARY, JUNIOR][..]));
    assert_eq!((part.codes.get(0), columns(part)[0].1), ("一小", None));
}

#[test]
fn totals_and_empty_rows_are_left_out_and_blank_keys_are_errors() {
    let (tables, diagnostics) =
        csv("序号,学校代码,学校名称,图书册数\n,,,\n1,11,一小,5\n2,,二小,6\n,,,7\n小计,,,18\n,,合 计,18\n");
    assert_eq!(
        said(&diagnostics),
        [
            "a.csv columns-left-out: 1 columns are not known and were left out: 序号",
            "a.csv subtotals-left-out: 2 subtotal rows were left out: rows 6, 7",
            "a.csv:5 unit-without-key: this row has neither code nor name of the 学校",
        ]
    );
    let part = &tables.parts[0];
    assert_eq!(part.codes.iter().collect::<Vec<_>>(), ["11", "二小"]);
}

#[test]
fn cells_that_cannot_be_read_count_as_missing_and_are_named() {
    let (tables, diagnostics) = csv(
        "学校代码,小学在校生数,图书册数,办学性质,建校日期\n1,12.5,abc,公辦,2024-02-30\n2,-3,-3,公办,2024年1月2日\n3,/,12元,,\n",
    );
    assert_eq!(
        said(&diagnostics),
        [
            "a.csv:2:2 not-whole: 小学在校生数: “12.5” should be a whole number; the cell counts as missing",
            "a.csv:2:3 not-a-number: 图书册数: “abc” is no number; the cell counts as missing",
            "a.csv:2:4 word-unknown: 办学性质 cannot be “公辦”; the cell counts as missing",
            "a.csv:2:5 not-a-day: 建校日期: “2024-02-30” is no day; the cell counts as missing",
            "a.csv:3:2 negative-pupils: 小学在校生数: “-3” is negative",
            "a.csv:3:3 negative-value: 图书册数: “-3” is negative; the cell counts as missing",
            "a.csv:4:3 cell-unit: 图书册数: the unit of “12元” cannot be converted to 册; the cell counts as missing",
        ]
    );
    let expected = [
        column("小学在校生数", Some(PRIMARY), &["Invalid", "Invalid", "NotApplicable"]),
        column("图书册数", None, &["Invalid", "Invalid", "Invalid"]),
        column("办学性质", None, &["Invalid", "公办", "Blank"]),
        column("建校日期", None, &["Invalid", "19724", "Blank"]),
    ];
    assert_eq!(columns(&tables.parts[0]), expected);
}

#[test]
fn what_is_wrong_with_a_header_is_said() {
    let (_, diagnostics) = csv("学校代码,图书册数,图书册数(册),在校生数,计算机台数（元）\n1,2,3,4,5\n");
    assert_eq!(
        said(&diagnostics),
        [
            "a.csv:1:3 duplicate-column: the columns “图书册数” and “图书册数(册)” both hold 图书册数",
            "a.csv:1:4 stage-unstated: the column “在校生数” does not say its stage and was left out",
            "a.csv:1:5 column-unit: the column “计算机台数（元）” is in 元, which cannot be converted to 台",
        ]
    );
}

#[test]
fn each_table_finds_its_level() {
    let (tables, diagnostics) = files(
        &[
            ("2024/县.csv", "县代码,县名,常住人口\n510101,大丰区,5万人\n"),
            ("2024/学校.csv", "县,学校代码,图书册数\n大丰区,1,2\n"),
            ("2024/班级表.csv", "学校代码,学段,班额\n1,小学,45\n1,小学,46\n"),
        ],
        &Options::default(),
    );
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
    let levels: Vec<_> = tables.parts.iter().map(|part| part.level).collect();
    assert_eq!(levels, [COUNTY, SCHOOL, CLASS]);
    assert_eq!(columns(&tables.parts[0])[0].2, ["50000"]);
    let county = &tables.parts[1].ancestors[0];
    assert_eq!((county.level, county.codes.get(0)), (COUNTY, "大丰区"));
    let class = &tables.parts[2];
    assert_eq!((class.codes.get(1), &class.ancestors[0].unit), ("", &vec![0, 0]));
}

#[test]
fn an_ancestor_that_a_row_does_not_name_is_none() {
    let (tables, _) = csv("县代码,学校代码,图书册数\n,1,2\n510101.0,2,2\n=\"510101\",3,4\n");
    assert_eq!(tables.parts[0].ancestors[0].unit, [Ancestor::NONE, 0, 0]);
}

#[test]
fn one_code_with_two_names_is_doubtful() {
    let (_, diagnostics) = csv("县代码,县名,学校代码,图书册数\n1,甲县,1,2\n1,甲县,2,2\n1,乙县,3,2\n");
    let expected =
        "a.csv:4:2 two-names: this 县 is called “乙县” here and otherwise in the rows above, under the same code";
    assert_eq!(said(&diagnostics), [expected]);
}

#[test]
fn unicode_text_of_a_spreadsheet_is_read() {
    let text = "学校代码\t学校名称\t图书册数\r\n1\t一小\t\"1,014\"\r\n";
    let bytes = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let input = Input { name: "a.txt".to_owned(), bytes };
    let (tables, diagnostics) = read(&[input], &schema(), &Mapping::default(), &Options::default());
    assert_eq!(columns(&tables.parts[0])[0].2, ["1014"]);
    assert_eq!((tables.files[0].encoding.as_str(), diagnostics.len()), ("utf-16le", 2));
}

#[test]
fn answers_are_read_beside_units() {
    let (tables, diagnostics) = files(
        &[("答复.csv", "单元,条款,答案,评审人,日期,备注\n510101,veto_01,否,甲,2024-05-01,\n510101,,是,,,\n")],
        &Options::default(),
    );
    assert_eq!(said(&diagnostics), ["答复.csv:3 answer-without-rule: this answer does not say which rule it is for"]);
    let answer = &tables.answers[0].answers[0];
    assert_eq!((answer.unit.as_str(), answer.rule.as_str(), answer.reviewer.as_str()), ("510101", "veto_01", "甲"));
}

#[test]
fn a_row_that_may_be_shifted_is_an_error_and_a_short_one_a_note() {
    let (_, diagnostics) = csv("学校代码,图书册数\n1,1,014\n2\n3,4,,\n");
    assert_eq!(
        said(&diagnostics),
        [
            "a.csv rows-too-short: 1 rows are shorter than the header, the cells they lack count as empty: rows 3",
            "a.csv:2 row-too-long: this row has 3 cells, the header 2: its values may stand in the wrong columns",
        ]
    );
}

#[test]
fn a_bad_column_does_not_fill_the_screen() {
    let rows: String = (0..100).map(|row| format!("{row},x\n")).collect();
    let (_, diagnostics) = csv(&format!("学校代码,图书册数\n{rows}"));
    assert_eq!(diagnostics.len(), 21);
    assert_eq!(said(&diagnostics)[20], "a.csv:1:2 more-cells: 图书册数: 80 more of the same kind (not-a-number)");
}

#[test]
fn a_written_mapping_reads_the_same_tables() {
    let text = "学校代码,小学在校生数,设备值（万元）,教学仪器设备值(万元),图书册教\n1,2,3,4,5\n";
    let inputs = [Input { name: "a.csv".to_owned(), bytes: text.as_bytes().to_vec() }];
    let (schema, options): (Schema, Options) = (schema(), Options::default());
    let written = write_mapping(&inputs, &schema, &Mapping::default(), &options);
    let expected = r#"[columns]
# a.csv
"学校代码" = "school.code"
"小学在校生数" = { field = "students", stage = "primary" }
"设备值（万元）" = "ignore"
"教学仪器设备值(万元)" = { field = "equipment_value", unit = "万元" }
"图书册教" = "ignore" # 图书册数?
"#;
    assert!(written.contains(expected), "{written}");
    let mut sources = Sources::default();
    let id = sources.add("map.toml", written);
    let (mapping, diagnostics) = read_mapping(&sources, id, &schema);
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
    let (with, diagnostics) = read(&inputs, &schema, &mapping, &options);
    assert!(diagnostics.is_empty(), "{:?}", said(&diagnostics));
    let (without, _) = read(&inputs, &schema, &Mapping::default(), &options);
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let row = |n: usize| match n % 50 {
        0 => format!("{n},\"甲, \"\"{n}\"\"\n乙\",{},大丰{}\n", n * 3, n % 7),
        1 => format!("{n},5\"屏,x{n},大丰{}\n", n % 11),
        2 => "合计,,1,\n\n".to_owned(),
        _ => format!("{n},校{n},{}.5,大丰{}\n", n * 3, n / 1000),
    };
    let text = format!("学校代码,学校名称,图书册数,县\n{}", (0..80_000).map(row).collect::<String>());
    let read = |threads| files(&[("a.csv", &text)], &Options { threads, ..Options::default() });
    let (one, said_by_one) = read(1);
    assert_eq!(one.parts[0].lines.len(), 78_400);
    for threads in [2, 3, 7] {
        let (many, said_by_many) = read(threads);
        assert!(format!("{one:?}") == format!("{many:?}"), "{threads} threads");
        assert_eq!(said(&said_by_one), said(&said_by_many));
    }
}
