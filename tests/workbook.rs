//! The workbook that is handed in: its numbers are those of the json result, its formulas give them again, and no text
//! from the data is anything but text.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use serde_json::Value;

type Outcome = Result<(), Box<dyn Error>>;
type Book = Xlsx<BufReader<fs::File>>;

const QUALITY: [&str; 4] = ["assess", "examples/yunchuan", "--pack", "cn_quality_2017"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// An empty folder for one test.
fn folder(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("junheng-workbook-{name}-{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn done(arguments: &[&str], more: &[&str], output: &Path) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    let output = command.current_dir(root()).args(arguments).args(more).arg("-o").arg(output).output()?;
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Workbook and json of the same assessment.
fn both(folder: &Path, assess: &[&str]) -> Result<(Book, Value), Box<dyn Error>> {
    let (book, result) = (folder.join("a.xlsx"), folder.join("a.json"));
    done(assess, &["--format", "xlsx"], &book)?;
    done(assess, &["--format", "json", "--detail"], &result)?;
    Ok((open_workbook(&book)?, serde_json::from_slice(&fs::read(&result)?)?))
}

fn number(cell: Option<&Data>) -> Option<f64> {
    match cell? {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        _ => None,
    }
}

/// The column of a heading in the row of headings.
fn column(sheet: &Range<Data>, head: u32, title: &str) -> Option<u32> {
    (0..sheet.width() as u32)
        .find(|column| sheet.get_value((head, *column)).is_some_and(|cell| cell.to_string().starts_with(title)))
}

fn row(sheet: &Range<Data>, column: u32, text: &str) -> Option<u32> {
    (0..sheet.height() as u32).find(|row| sheet.get_value((*row, column)).is_some_and(|cell| *cell == *text))
}

fn found<'a>(result: &'a Value, rule: &str) -> Vec<&'a Value> {
    let unit = &result["units"][0];
    let all = unit["findings"].as_array().into_iter().chain(unit["below"].as_array()).flatten();
    all.filter(|found| found["rule"] == rule).collect()
}

#[test]
fn every_measure_of_every_school_stands_in_the_workbook() -> Outcome {
    let folder = folder("schools")?;
    let (mut book, result) = both(&folder, &QUALITY)?;
    let sheet = book.worksheet_range("逐校达标")?;
    let head = row(&sheet, 0, "序号").ok_or("headings")?;
    let stages = BTreeMap::from([("primary", "小学"), ("junior", "初中")]);
    let mut compared = 0;
    for found in found(&result, "school_standard").into_iter().filter(|found| found["level"] == "entry") {
        let (code, stage) =
            (found["unit"].as_str().ok_or("a code")?, stages[found["stage"].as_str().ok_or("a stage")?]);
        let own = (head + 1..sheet.height() as u32).find(|row| {
            let is = |column: u32, text: &str| sheet.get_value((*row, column)).is_some_and(|cell| *cell == *text);
            is(1, code) && is(3, stage)
        });
        let own = own.ok_or("a row for each school and stage")?;
        let item = found["item"].as_str().unwrap_or_default();
        let title = if item.is_empty() { "综合达标" } else { item };
        let cell = sheet.get_value((own, column(&sheet, head, title).ok_or("a column for each measure")?));
        match (item, found["state"].as_str()) {
            ("", Some("met")) => assert_eq!(number(cell), Some(1.0), "{code}"),
            ("", Some("not_met")) => assert!(cell.is_none_or(|cell| *cell == Data::Empty), "{code}"),
            (_, Some("undetermined")) => assert_eq!(cell.map(Data::to_string), Some("待定".to_owned()), "{code}"),
            _ => assert_eq!(number(cell), found["value"].as_f64(), "{code} {item}"),
        }
        compared += 1;
    }
    // 76 schools at a stage, seven measures and the whole.
    assert_eq!(compared, 76 * 8);
    Ok(fs::remove_dir_all(&folder)?)
}

/// Mean and coefficient of variation from the rows of the sheet, by the formula that the method prints in words.
fn by_hand(sheet: &Range<Data>, head: u32, column: u32) -> Option<(f64, f64)> {
    let weight = self::column(sheet, head, "权")?;
    let first = (head + 1..sheet.height() as u32).find(|row| number(sheet.get_value((*row, 0))).is_some())?;
    let read = |column: u32| -> Option<Vec<f64>> {
        (first..sheet.height() as u32).map(|row| number(sheet.get_value((row, column)))).collect()
    };
    let (weights, values) = (read(weight)?, read(column)?);
    let all: f64 = weights.iter().sum();
    let mean = weights.iter().zip(&values).map(|(weight, value)| weight * value).sum::<f64>() / all;
    let square: f64 = weights.iter().zip(&values).map(|(weight, value)| weight / all * (value - mean).powi(2)).sum();
    Some((mean, square.sqrt() / mean))
}

#[test]
fn the_coefficients_are_formulas_that_give_the_value_of_the_result() -> Outcome {
    let folder = folder("coefficients")?;
    let (mut book, result) = both(&folder, &QUALITY)?;
    let mut live = 0;
    for (stage, title) in [("primary", "校际差异 小学"), ("junior", "校际差异 初中")] {
        let (sheet, formulas) = (book.worksheet_range(title)?, book.worksheet_formula(title)?);
        let head = row(&sheet, 0, "序号").ok_or("headings")?;
        let line = row(&sheet, 2, "差异系数").ok_or("a line for the coefficients")?;
        let mean = row(&sheet, 2, "平均值").ok_or("a line for the means")?;
        for found in found(&result, "disparity").into_iter().filter(|found| found["stage"] == stage) {
            let at = column(&sheet, head, found["item"].as_str().ok_or("an item")?).ok_or("a column")?;
            let formula = formulas.get_value((mean, at)).cloned().unwrap_or_default();
            let Some(value) = found["value"].as_f64() else {
                // A value is missing: no formula that would take it for nothing.
                assert_eq!(sheet.get_value((line, at)).map(Data::to_string), Some("待定".to_owned()));
                assert!(formulas.get_value((line, at)).is_none_or(String::is_empty));
                continue;
            };
            let (own_mean, own) = by_hand(&sheet, head, at).ok_or("all values are known")?;
            assert!((own - value).abs() < 1e-9, "{own} {value}");
            assert!((number(sheet.get_value((line, at))).ok_or("a number")? - value).abs() < 1e-9);
            assert!((number(sheet.get_value((mean, at))).ok_or("a number")? - own_mean).abs() < 1e-9 * own_mean);
            // The formula goes over every school and no other row.
            let count = sheet.height() as u32;
            assert!(formula.starts_with("SUMPRODUCT($D$"), "{formula}");
            assert!(formula.contains(&format!("{}:$D${count}", head + 8)), "{formula}");
            live += 1;
        }
    }
    // Seven measures at two stages, one without the value of a school.
    assert_eq!(live, 13);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn the_form_takes_its_numbers_from_the_result() -> Outcome {
    let folder = folder("form")?;
    let (mut book, result) = both(&folder, &QUALITY)?;
    let table = book.worksheet_range("申报表Ⅲ")?;
    let formulas = book.worksheet_formula("申报表Ⅲ")?;
    let composite = found(&result, "composite");
    let own = composite.iter().find(|found| found["item"] == "" && found["stage"] == "junior").ok_or("a composite")?;
    let (last, bottom) = (table.width() as u32 - 1, table.height() as u32 - 1);
    let shown = number(table.get_value((bottom, last))).ok_or("a composite in the form")?;
    assert!((shown - own["value"].as_f64().ok_or("a value")?).abs() < 1e-9);
    assert_eq!(formulas.get_value((bottom, last)).map(String::as_str), Some("'校际差异 初中'!$E$10"));
    // Counted in the files of the example with another program: 36 primary schools in operation, 31,161 pupils.
    let table = book.worksheet_range("申报表Ⅰ")?;
    let filled = |code: &str| number(table.get_value((row(&table, 0, code)?, 2)));
    assert_eq!((filled("L9"), filled("L19"), filled("L1")), (Some(36.0), Some(31161.0), Some(48.83)));
    // What the data does not have stays empty.
    assert_eq!(filled("L21"), None);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn the_form_has_what_the_data_says_and_tells_what_a_pack_does_not_ask() -> Outcome {
    let folder = folder("filled")?;
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    for entry in fs::read_dir(root().join("examples/yunchuan"))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        // 竹兴小学 has 1,164 pupils in the example, and 2,164 here: one primary school of more than 2,000.
        let text = text.replace("主城区,否,2004,否,1164,", "主城区,否,2011,否,2164,");
        fs::write(data.join(path.file_name().ok_or("a file has a name")?), text)?;
    }
    let file = folder.join("a.xlsx");
    done(&["assess", &data.to_string_lossy(), "--pack", "cn_quality_2017"], &["--format", "xlsx"], &file)?;
    let mut book: Book = open_workbook(&file)?;
    let (fourth, fifth) = (book.worksheet_range("申报表Ⅳ")?, book.worksheet_range("申报表Ⅴ")?);
    let kinds = ["　超过2000人的小学（所）", "　超过2000人的初中（所）", "　超过2500人的一贯制学校（所）"];
    let counts = kinds.map(|kind| row(&fourth, 1, kind).and_then(|row| number(fourth.get_value((row, 2)))));
    assert_eq!(counts, [Some(1.0), Some(0.0), Some(0.0)]);
    // As examples/yunchuan/监测.csv has it.
    let told = |title: &str| row(&fifth, 1, title).and_then(|row| fifth.get_value((row, 2))).map(ToString::to_string);
    assert_eq!(told("　体育：学业水平（级）").as_deref(), Some("IV级"));
    assert_eq!(told("　数学：校际差异率").as_deref(), Some("0.127"));
    let unasked = row(&fifth, 1, "　其中特教学校就读数（人）").ok_or("a line the pack does not ask for")?;
    assert_eq!(fifth.get_value((unasked, 2)).map(ToString::to_string).as_deref(), Some(""));
    assert_eq!(fifth.get_value((unasked, 4)).map(ToString::to_string).as_deref(), Some("本包不采集，由人填写"));
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn every_failing_finding_stands_in_both_ledgers() -> Outcome {
    let folder = folder("problems")?;
    let (mut book, result) = both(&folder, &QUALITY)?;
    let failing = result["units"][0]["failing"].as_array().ok_or("failures")?;
    for (sheet, column) in [("问题清单", "问题"), ("整改台账", "问题")] {
        let table = book.worksheet_range(sheet)?;
        let head = row(&table, 0, "序号").ok_or("headings")?;
        let at = self::column(&table, head, column).ok_or("a column")?;
        for failure in failing {
            assert!(row(&table, at, failure["told"]["zh"].as_str().ok_or("told")?).is_some(), "{sheet}: {failure}");
        }
    }
    let table = book.worksheet_range("问题清单")?;
    let head = row(&table, 0, "序号").ok_or("headings")?;
    let [member, value, gap] = ["指标", "数值", "差距"].map(|title| column(&table, head, title).unwrap_or_default());
    let sports = row(&table, member, "L5 生均体育运动场馆面积").ok_or("the school short of sports grounds")?;
    // 7 where 7.5 is asked for.
    assert_eq!(
        (number(table.get_value((sports, value))), number(table.get_value((sports, gap)))),
        (Some(7.0), Some(0.5))
    );
    let classes = book.worksheet_range("大班额台账")?;
    assert!(
        (0..classes.height() as u32).any(|row| classes.get_value((row, 2)).is_some_and(|cell| *cell == *"溪桃小学"))
    );
    Ok(fs::remove_dir_all(&folder)?)
}

const HOSTILE: &[(&str, &str)] = &[
    ("溪桃小学", "</t><script>alert('一')</script>"),
    ("竹兴小学", "\"引号\" & '单引' <b>粗</b>"),
    ("溪永小学", "=1+1"),
    ("云泉小学", "🏫\u{202e}学小泉云"),
    ("平杏小学", "@SUM(A1)"),
    ("安青小学", "+1-2"),
    ("清和小学", "_x0041_&#65;"),
];

#[test]
fn names_from_the_data_are_text_in_the_workbook() -> Outcome {
    let folder = folder("hostile")?;
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    let long = "长".repeat(200);
    let names: Vec<(&str, &str)> = HOSTILE.iter().copied().chain([("泰竹小学", long.as_str())]).collect();
    for entry in fs::read_dir(root().join("examples/yunchuan"))? {
        let path = entry?.path();
        let mut text = fs::read_to_string(&path)?;
        for (old, new) in &names {
            text = text.replace(&format!(",{old},"), &format!(",\"{}\",", new.replace('"', "\"\"")));
        }
        fs::write(data.join(path.file_name().ok_or("a file has a name")?), text)?;
    }
    let file = folder.join("a.xlsx");
    done(&["assess", &data.to_string_lossy(), "--pack", "cn_quality_2017"], &["--format", "xlsx"], &file)?;
    let mut book: Book = open_workbook(&file)?;
    let sheet = book.worksheet_range("逐校达标")?;
    for (_, name) in &names {
        assert!(row(&sheet, 2, name).is_some(), "{name}");
    }
    for title in book.sheet_names() {
        let formulas = book.worksheet_formula(&title)?;
        let own = formulas.used_cells().all(|(_, _, formula)| {
            let begins = ["SUMPRODUCT(", "SQRT(", "AVERAGE(", "$", "'校际差异 "];
            begins.iter().any(|begin| formula.starts_with(begin))
        });
        assert!(own, "{title}");
    }
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn a_saved_result_gives_the_same_workbook_twice() -> Outcome {
    let folder = folder("same")?;
    let (at_once, again, saved, later) =
        (folder.join("a.xlsx"), folder.join("b.xlsx"), folder.join("r.json"), folder.join("c.xlsx"));
    done(&QUALITY, &["--format", "xlsx"], &at_once)?;
    done(&QUALITY, &["--format", "xlsx"], &again)?;
    done(&QUALITY, &["--format", "json", "--detail"], &saved)?;
    done(&["report", &saved.to_string_lossy()], &["--format", "xlsx"], &later)?;
    let bytes = fs::read(&at_once)?;
    assert!(bytes == fs::read(&again)?);
    assert!(bytes == fs::read(&later)?);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn every_pack_with_data_gives_a_workbook_in_both_languages() -> Outcome {
    let folder = folder("packs")?;
    let basic = ["assess", "examples/yunchuan", "examples/yunchuan_basic", "--pack", "cn_basic_2012"];
    let division = ["assess", "examples/jiashi", "examples/jiashi_division", "--pack", "xpcc_division"];
    let file = folder.join("a.xlsx");
    for (assess, form) in [(&basic, true), (&division, false)] {
        for (language, sheet, first) in [("zh", "申报表Ⅲ", "总览"), ("en", "Form III", "Overview")] {
            done(assess, &["--format", "xlsx", "--lang", language], &file)?;
            let book: Book = open_workbook(&file)?;
            let names = book.sheet_names();
            assert_eq!(names.first().map(String::as_str), Some(first));
            assert_eq!(names.iter().any(|name| name == sheet), form, "{names:?}");
        }
    }
    Ok(fs::remove_dir_all(&folder)?)
}
