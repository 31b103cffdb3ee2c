//! Every figure of the export job against those of scripts that know nothing of the engine.
//!
//! `tests/golden/export_expected.csv` came with the task; `tests/reference/export_job.py` computes the other
//! in fractions, square roots to sixty digits.

mod command;

use std::collections::BTreeMap;
use std::fs;

use command::{repository, result, rows};

/// The state or value of a finding, by period, unit, stage, rule and item.
type Found = BTreeMap<[String; 5], [String; 2]>;

/// Figures agree to so much.
const TOLERANCE: f64 = 1e-9;

fn assessed(data: &str, options: &[&str]) -> Found {
    let lines = rows(&csv(data, options));
    let at = |name: &str| lines[0].iter().position(|column| column == name).expect("a column of the contract");
    let key = ["period", "unit", "stage", "rule", "item"].map(at);
    let told = ["state", "value"].map(at);
    let finding = |row: &Vec<String>| (key.map(|at| row[at].clone()), told.map(|at| row[at].clone()));
    lines[1..].iter().map(finding).collect()
}

fn csv(data: &str, options: &[&str]) -> String {
    let fixed = ["assess", data, "--pack", "tests/packs/export_job", "--map", "provincial_export", "--format", "csv"];
    result(&[&fixed[..], options].concat())
}

/// Compares a run with a file of expected figures; gives how many were compared.
fn compare(found: &Found, expected: &str) -> usize {
    let text = fs::read_to_string(repository().join(expected)).expect("the expected figures are there");
    let expected = rows(&text);
    let mut compared = 0;
    for row in &expected[1..] {
        let [period, code, _, stage] = &row[..4] else { continue };
        let stage = if stage == "小学" { "primary" } else { "junior" };
        for (column, wanted) in expected[0].iter().zip(row).skip(4) {
            let (rule, item, whole) = finding_of(column);
            let stage = if whole { "" } else { stage };
            let key = [period, code, stage, rule, item].map(str::to_owned);
            let missing = [String::new(), String::new()];
            let [state, value] = found.get(&key).unwrap_or(&missing);
            let agrees = if rule == "verdict" { (state == "met") == (wanted == "1") } else { near(value, wanted) };
            assert!(agrees, "{key:?}: expected {wanted}, found {state} {value}");
            compared += 1;
        }
    }
    compared
}

/// The rule and item a column of the expected figures is about, and whether it is about the county as a whole.
fn finding_of(column: &str) -> (&str, &str, bool) {
    match column {
        "学校数" => ("schools", "", false),
        "达标学校数" => ("schools_met", "", false),
        "在校生数" => ("pupils", "", false),
        "综合差异系数" => ("composite", "", false),
        "优质达标" => ("verdict", "quality", false),
        "基本均衡" => ("verdict", "basic", false),
        "县优质" => ("verdict", "quality", true),
        "县基本" => ("verdict", "basic", true),
        other => ("disparity", other.trim_start_matches("cv_"), false),
    }
}

fn near(found: &str, wanted: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    number(found).zip(number(wanted)).is_some_and(|(found, wanted)| (found - wanted).abs() <= TOLERANCE)
}

const FORMS: [&str; 3] = ["export_sample.csv", "export_sample.gb18030.csv", "export_sample.xlsx"];

#[test]
fn a_county_in_three_forms_gives_the_same_bytes() {
    let [first, second, third] = FORMS.map(|form| csv(&format!("tests/data/{form}"), &["--detail"]));
    assert!(first.lines().count() > 500, "schools and county");
    assert_eq!((&first, &first), (&second, &third));
}

#[test]
fn a_county_in_three_forms_gives_the_expected_figures() {
    for form in FORMS {
        let found = assessed(&format!("tests/data/{form}"), &[]);
        assert_eq!(compare(&found, "tests/golden/export_expected.csv"), 2 * 19, "{form}");
    }
}

#[test]
fn twenty_invented_counties_give_the_figures_of_the_reference() {
    for threads in ["1", "2"] {
        let found = assessed("tests/reference/twenty_counties.csv", &["--threads", threads]);
        let compared = compare(&found, "tests/reference/twenty_counties_expected.csv");
        let stages = 41;
        assert_eq!(compared, stages * 19, "county, stage and figure");
    }
}
