//! The figures of registers against those of a script that knows nothing of the engine.
//!
//! `tests/reference/invent_registers.py` made the registers; `tests/reference/roll_up.py` counts them with loops.

#[path = "../crates/junheng-data/tests/book/mod.rs"]
mod book;
mod command;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use book::{SheetXml, number, text, workbook};
use command::{junheng, repository, result, rows};

const DATA: &str = "tests/reference/registers";
/// The figures that the table of schools states as well.
const STATED: [&str; 3] = ["students", "teachers", "classes"];

/// A value by unit, stage and field.
type Figures = BTreeMap<[String; 3], String>;

fn figures(table: &[Vec<String>], columns: [&str; 4]) -> Figures {
    let at = columns.map(|name| table[0].iter().position(|column| column == name).expect("a column of the table"));
    let figure = |row: &Vec<String>| {
        let [unit, stage, field, value] = at.map(|at| row[at].clone());
        ([unit, stage, field.trim_start_matches("of_").to_owned()], value)
    };
    table[1..].iter().map(figure).collect()
}

fn expected() -> Figures {
    let text = fs::read_to_string(repository().join("tests/reference/registers_expected.csv"));
    figures(&rows(&text.expect("the expected figures are there")), ["unit", "stage", "field", "value"])
}

fn found(data: &str, map: &str) -> Figures {
    let pack = ["--pack", "tests/packs/register_figures", "--format", "csv", "--detail"];
    let text = result(&[&["assess", data, "--map", map], &pack[..]].concat());
    figures(&rows(&text), ["unit", "stage", "rule", "value"])
}

/// A folder of this test alone.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("registers").join(name);
    fs::create_dir_all(&folder).expect("the folder of the test can be made");
    folder
}

/// The shipped mapping, with the register's figures before those of the table.
fn register_wins() -> String {
    let text = fs::read_to_string(repository().join("rules/mappings/registers.toml")).expect("the mapping is shipped");
    let path = folder("map").join("registers.toml");
    fs::write(&path, text.replace("wins   = \"table\"", "wins   = \"register\"")).expect("the mapping can be written");
    path.to_string_lossy().into_owned()
}

#[test]
fn every_figure_is_that_of_the_script() {
    let (expected, found) = (expected(), found(DATA, &register_wins()));
    assert!(expected.len() > 150, "{} figures", expected.len());
    for (key, value) in &expected {
        assert_eq!(found.get(key), Some(value), "{key:?}");
    }
}

#[test]
fn what_the_table_states_counts_where_it_is_declared_so() {
    let (expected, found) = (expected(), found(DATA, "registers"));
    let (mut kept, mut stated) = (0, 0);
    for (key, value) in expected {
        let differs = found.get(&key) != Some(&value);
        assert!(!differs || STATED.contains(&key[2].as_str()), "{key:?}");
        *(if differs { &mut stated } else { &mut kept }) += 1;
    }
    assert!(stated > 3 && kept > 150, "{stated} of the table, {kept} of the register");
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let folder = folder("shuffled");
    for name in ["学校.csv", "班级名册.csv", "教师名册.csv", "学生名册.csv"] {
        let text = fs::read_to_string(repository().join(DATA).join(name)).expect("the registers are there");
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].sort_by_key(|line| line.chars().rev().collect::<String>());
        fs::write(folder.join(name), format!("\u{feff}{}", lines.join("\r\n"))).expect("the copy can be written");
    }
    assert_eq!(found(&folder.to_string_lossy(), "registers"), found(DATA, "registers"));
}

#[test]
fn a_register_larger_than_a_block_is_read_to_its_end() {
    let folder = folder("long");
    let mut text = "县代码,县,学校标识码,学校名称,学段,班级代码,班级名称,年级,班级人数\n".to_owned();
    for class in 0..40_000 {
        let unit = 1 + class / 20_000;
        text += &format!(
            "990101,\"虚,构\n县\",990101000{unit},虚构第{unit}小学,小学,B{class:06},班,一年级,{}\n",
            30 + class % 30
        );
    }
    fs::write(folder.join("班级名册.csv"), text).expect("the register can be written");
    let schools = "县代码,县,学校标识码,学校名称,小学在校生数\n990101,虚构县,9901010001,虚构第1小学,900000\n990101,虚构县,9901010002,虚构第2小学,900000\n";
    fs::write(folder.join("学校.csv"), schools).expect("the table can be written");
    let found = found(&folder.to_string_lossy(), "registers");
    let of = |unit: &str, field: &str| found.get(&[unit.to_owned(), "primary".to_owned(), field.to_owned()]).cloned();
    assert_eq!(of("9901010001", "classes").as_deref(), Some("20000"));
    for (unit, first) in [("9901010001", 0), ("9901010002", 20_000)] {
        let above = (first..first + 20_000).filter(|class| 30 + class % 30 > 45).count();
        assert_eq!(of(unit, "classes_above_45"), Some(above.to_string()));
    }
}

#[test]
fn a_pupil_that_stands_twice_is_refused() {
    let folder = folder("twice");
    let text = fs::read_to_string(repository().join(DATA).join("学生名册.csv")).expect("the register is there");
    let again = text.lines().nth(1).expect("a row");
    fs::write(folder.join("学生名册.csv"), format!("{text}{again}\n")).expect("the copy can be written");
    let data = folder.to_string_lossy().into_owned();
    let output = junheng(&["data", "check", &data, "--pack", "tests/packs/register_figures", "--map", "registers"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("[register-row-twice]"));
}

/// The XML of rows from this line on; what stands twice in a key column one below the other stands once, merged.
#[derive(Default)]
struct Drawn {
    rows: String,
    merged: String,
    line: usize,
}

/// Where the code of the school stands; its name is beside it.
fn school_column(header: &[String]) -> usize {
    header.iter().position(|cell| cell == "学校标识码").expect("the code of the school")
}

impl Drawn {
    /// A title, an empty row and the header.
    fn titled(header: &[String]) -> Self {
        let mut drawn = Self::default();
        drawn.row(&["虚构县上报表".to_owned()], "");
        drawn.row(&[], "");
        drawn.row(header, "");
        drawn
    }

    fn row(&mut self, cells: &[String], attributes: &str) {
        self.line += 1;
        let at = |column: usize| format!("{}{}", char::from(b'A' + column as u8), self.line);
        let cell = |(column, cell): (usize, &String)| match cell.as_str() {
            "" => String::new(),
            plain if plain.len() < 6 && plain.parse::<f64>().is_ok() => number(&at(column), 0, plain),
            other => text(&at(column), other),
        };
        let cells: String = cells.iter().enumerate().map(cell).collect();
        self.rows += &format!("<row r=\"{}\" {attributes}>{cells}</row>", self.line);
    }

    /// Rows that are in order of school, its code and name merged over them.
    fn rows_merged(&mut self, rows: &[Vec<String>], school: usize) {
        for block in rows.chunk_by(|one, next| one[school] == next[school]) {
            let top = self.line + 1;
            for (at, row) in block.iter().enumerate() {
                let mut row = row.clone();
                if at > 0 {
                    row[school..school + 2].fill(String::new());
                }
                self.row(&row, "");
            }
            for column in [school, school + 1] {
                let letter = char::from(b'A' + column as u8);
                self.merged += &format!("<mergeCell ref=\"{letter}{top}:{letter}{}\"/>", self.line);
            }
        }
    }
}

/// The registers of the reference as one workbook: titles above the headers, the teachers on two sheets, schools merged
/// over their rows, and a hidden row with a teacher who left.
fn as_workbook() -> Vec<u8> {
    let table = |name: &str| {
        let text = fs::read_to_string(repository().join(DATA).join(name)).expect("the registers are there");
        let mut table = rows(text.trim_start_matches('\u{feff}'));
        let school = school_column(&table[0]);
        table[1..].sort_by(|one, next| one[school].cmp(&next[school]));
        table
    };
    let schools = table("学校.csv");
    let mut drawn = vec![("学校", Drawn::titled(&schools[0]))];
    schools[1..].iter().for_each(|row| drawn[0].1.row(row, ""));
    for (name, file) in [("班级名册", "班级名册.csv"), ("学生名册", "学生名册.csv")] {
        let table = table(file);
        drawn.push((name, Drawn::titled(&table[0])));
        drawn.last_mut().expect("one was added").1.rows_merged(&table[1..], school_column(&table[0]));
    }
    let teachers = table("教师名册.csv");
    let (first, second) = teachers[1..].split_at(70);
    let id = teachers[0].iter().position(|header| header == "教师编号").expect("the id of teachers");
    let mut left = first[0].clone();
    left[id] = "T-left".to_owned();
    for (name, hidden, rows) in [("教师名册（一）", Some(&left), first), ("教师名册（二）", None, second)]
    {
        let mut sheet = Drawn::titled(&teachers[0]);
        hidden.iter().for_each(|row| sheet.row(row, "hidden=\"1\""));
        sheet.rows_merged(rows, school_column(&teachers[0]));
        drawn.push((name, sheet));
    }
    let merged = |sheet: &Drawn| format!("<mergeCells>{}</mergeCells>", sheet.merged);
    let behind: Vec<String> = drawn.iter().map(|(_, sheet)| merged(sheet)).collect();
    let sheets: Vec<SheetXml<'_>> = drawn
        .iter()
        .zip(&behind)
        .map(|((name, sheet), behind)| SheetXml { name, attributes: "", data: &sheet.rows, behind })
        .collect();
    workbook(&sheets)
}

#[test]
fn registers_in_a_workbook_give_the_same_figures() {
    let path = folder("workbook").join("上报.xlsx");
    fs::write(&path, as_workbook()).expect("the workbook can be written");
    let path = path.to_string_lossy().into_owned();
    assert_eq!(found(&path, &register_wins()), found(DATA, &register_wins()));
    let output = junheng(&["data", "check", &path, "--pack", "tests/packs/register_figures", "--map", "registers"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("note[rows-hidden]") && said.contains("教师名册（一）"), "{said}");
    assert!(!said.contains("[merged-cells]"), "{said}");
}

#[test]
fn a_value_merged_over_several_teachers_is_told() {
    let header =
        ["县代码", "县", "学校标识码", "学校名称", "任教学段", "教师编号", "教师类别", "学历"].map(str::to_owned);
    let teacher = |id: &str, degree: &str| {
        ["990101", "虚构甲县", "9901010001", "虚构小学", "小学", id, "专任教师", degree].map(str::to_owned)
    };
    let mut sheet = Drawn::default();
    [&header, &teacher("T1", "本科"), &teacher("T2", ""), &teacher("T3", "专科")]
        .iter()
        .for_each(|row| sheet.row(*row, ""));
    let behind = "<mergeCells><mergeCell ref=\"H2:H3\"/></mergeCells>";
    let sheets = [
        SheetXml { name: "说明", attributes: "", data: "", behind: "" },
        SheetXml { name: "Sheet1", attributes: "", data: &sheet.rows, behind },
        SheetXml {
            name: "封面", attributes: "", data: &format!("<row>{}</row>", text("A1", "教育局")), behind: ""
        },
    ];
    let path = folder("merged").join("教师名册.xlsx");
    fs::write(&path, workbook(&sheets)).expect("the workbook can be written");
    let path = path.to_string_lossy().into_owned();
    let output = junheng(&[
        "data",
        "check",
        &path,
        "--pack",
        "tests/packs/register_figures",
        "--map",
        "registers",
        "--lang",
        "en",
    ]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("[merged-cells]") && said.contains("学历 2–3"), "{said}");
    assert!(said.contains("[sheet-left-out]: the sheet “封面”"), "{said}");
}
