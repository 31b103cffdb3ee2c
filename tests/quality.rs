//! The data-quality report keeps to its forms: json to `docs/quality.schema.json`, the workbook to what json says.

mod command;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};
use command::{junheng, repository, result};
use serde_json::Value;

/// Data with doubts of every kind, and data without.
const RUNS: [&[&str]; 4] = [
    &["examples/yunchuan", "--pack", "cn_quality_2017"],
    &[DOUBTFUL, "examples/yunchuan/班级.csv", "examples/yunchuan/县.csv", "--pack", "cn_quality_2017", "--lang", "en"],
    &[OUTLIER, "--pack", "tests/reject/a-figure-far-from-the-others.in/pack"],
    &[JUMP, "--pack", "tests/cli/a-jump-since-last-year-is-told.in/pack"],
];
const DOUBTFUL: &str = "tests/cli/data-check-says-what-hangs-on-a-doubt.in/学校.csv";
const OUTLIER: &str = "tests/reject/a-figure-far-from-the-others.in/schools.csv";
const JUMP: &str = "tests/cli/a-jump-since-last-year-is-told.in";

fn checked<'a>(run: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    ["data", "check"].into_iter().chain(run.iter().copied()).chain(more.iter().copied()).collect()
}

fn json(run: &[&str]) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&result(&checked(run, &["--format", "json"])))?)
}

/// The bytes of the workbook.
fn workbook(run: &[&str]) -> Vec<u8> {
    let output = junheng(&checked(run, &["--format", "xlsx"]));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Every sheet, in order.
fn sheets(bytes: Vec<u8>) -> Result<Vec<Range<Data>>, Box<dyn Error>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes))?;
    let names = book.sheet_names();
    names.iter().map(|name| Ok(book.worksheet_range(name)?)).collect()
}

#[test]
fn every_report_is_of_the_form_the_schema_says() -> Result<(), Box<dyn Error>> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let path = repository().join("docs/quality.schema.json");
    let schema = compiler.compile(&path.to_string_lossy(), &mut schemas).map_err(|error| error.to_string())?;
    for run in RUNS {
        let report = json(run)?;
        if let Err(error) = schemas.validate(&report, schema) {
            return Err(format!("{run:?}: {error:#}").into());
        }
    }
    Ok(())
}

#[test]
fn the_workbook_says_what_json_says() -> Result<(), Box<dyn Error>> {
    for run in RUNS {
        let report = json(run)?;
        let sheets = sheets(workbook(run))?;
        // Under the title and the headings.
        let rows = |at: usize| sheets[at].height() - 2;
        let count = |key: &str| report[key].as_array().map_or(0, Vec::len);
        let within = |key: &str| -> usize {
            let doubts = report["doubts"].as_array().into_iter().flatten();
            doubts.map(|doubt| doubt[key].as_array().map_or(0, Vec::len)).sum()
        };
        assert_eq!(sheets.len(), 7);
        let said = [
            count("doubts"),
            within("cells"),
            within("effect"),
            count("smallest"),
            count("columns"),
            count("diagnostics"),
        ];
        assert_eq!([rows(1), rows(2), rows(3), rows(4), rows(5), rows(6)], said, "{run:?}");
    }
    Ok(())
}

#[test]
fn two_runs_write_the_same_bytes() {
    assert!(workbook(RUNS[1]) == workbook(RUNS[1]));
}

#[test]
fn names_that_look_like_formulas_stay_texts() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("junheng-quality-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let path: PathBuf = folder.join("schools.csv");
    let names = ["=1+1", "+1", "-1", "@SUM(A1)"];
    let row = |(at, name): (usize, &&str)| format!("990001,示例县,0{at},{name},100,80000,1\n");
    let rows: String = names.iter().enumerate().map(row).collect();
    fs::write(&path, format!("县代码,县,学校代码,学校,小学在校生数,图书册数,新增图书册数\n{rows}"))?;
    let pack = "tests/reject/a-figure-that-can-be-doubted.in/pack";
    let bytes = workbook(&[&path.to_string_lossy(), "--pack", pack]);
    fs::remove_dir_all(&folder)?;
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes))?;
    let mut seen = Vec::new();
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name)?.is_empty(), "{name} has a formula");
        let range = book.worksheet_range(&name)?;
        seen.extend(range.cells().filter_map(|(_, _, cell)| cell.as_string()));
    }
    assert!(names.iter().all(|name| seen.iter().any(|text| text == name)), "{seen:?}");
    Ok(())
}
