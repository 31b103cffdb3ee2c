//! The examples come out as they were computed in fractions and without the engine: the counties by
//! `rules/cn_quality_2017/cases/check.py`, the division by `examples/make_xpcc.py`.

mod command;

use std::collections::BTreeMap;
use std::fs;

use command::{repository, result, rows};

/// Figures agree to so much, of the larger of them and 1.
const TOLERANCE: f64 = 1e-9;

/// Compares a run with a file of `examples/expected/`; gives how many findings were compared.
fn compare(expected: &str, data: &[&str], options: &[&str]) -> usize {
    let lines = rows(&result(&[&["assess", "--format", "csv"], data, options].concat()));
    let at = |name: &str| lines[0].iter().position(|column| column == name).expect("a column of the contract");
    let key = ["unit", "stage", "rule", "item"].map(at);
    let told = ["state", "value"].map(at);
    let finding = |row: &Vec<String>| (key.map(|at| row[at].clone()), told.map(|at| row[at].clone()));
    let found: BTreeMap<[String; 4], [String; 2]> = lines[1..].iter().map(finding).collect();
    let text =
        fs::read_to_string(repository().join("examples/expected").join(expected)).expect("the expected findings");
    let expected = rows(&text);
    for row in &expected[1..] {
        let [key @ .., state, value] = row.as_slice() else { continue };
        let missing = [String::new(), String::new()];
        let [found_state, found_value] =
            key.to_vec().try_into().ok().and_then(|key: [String; 4]| found.get(&key)).unwrap_or(&missing);
        // The script does not tell what waits for a person from what lacks data.
        let same = state == found_state || (state == "undetermined" && found_state == "not_checked");
        assert!(same, "{key:?}: expected {state}, found {found_state}");
        assert!(value.is_empty() || near(value, found_value), "{key:?}: expected {value}, found {found_value}");
    }
    expected.len() - 1
}

fn near(wanted: &str, found: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let close = |(wanted, found): (f64, f64)| (wanted - found).abs() <= TOLERANCE * wanted.abs().max(1.0);
    number(wanted).zip(number(found)).is_some_and(close)
}

#[test]
fn quality_balance_of_both_counties() {
    for (county, least) in [("yunchuan", 79), ("chengyuan", 79)] {
        let folder = format!("examples/{county}");
        let compared = compare(&format!("{county}_cn_quality_2017.csv"), &[&folder], &["--pack", "cn_quality_2017"]);
        assert!(compared >= least - 1, "{county}: {compared}");
    }
}

#[test]
fn a_relaxation_that_still_holds() {
    let options = ["--pack", "cn_quality_2017", "--as-of", "2022-12-31"];
    compare("yunchuan_cn_quality_2017_as_of_2022-12-31.csv", &["examples/yunchuan"], &options);
}

#[test]
fn basic_balance_of_both_counties() {
    for county in ["yunchuan", "chengyuan"] {
        let tables = ["学校", "县", "调查"].map(|table| format!("examples/{county}/{table}.csv"));
        let answers = format!("examples/{county}_basic");
        let data: Vec<&str> = tables.iter().map(String::as_str).chain([answers.as_str()]).collect();
        compare(&format!("{county}_example_basic_points.csv"), &data, &["--pack", "example_basic_points"]);
    }
}

#[test]
fn a_division_its_regiments_and_schools() {
    for pack in ["xpcc_division", "xpcc_regiment"] {
        let answers = format!("examples/{}", pack.replace("xpcc", "jiashi"));
        let compared = compare(&format!("jiashi_{pack}.csv"), &["examples/jiashi", &answers], &["--pack", pack]);
        assert!(compared >= 60, "{pack}: {compared}");
    }
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let printed = result(&["assess", "examples/yunchuan", "--pack", "cn_quality_2017"]);
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(repository().join(name)).expect("it stands in the root");
        let shown = readme.split_once("```text\n").and_then(|(_, below)| below.split_once("```"));
        let (shown, _) = shown.expect("it shows a page");
        assert!(shown.lines().count() > 10 && printed.starts_with(shown), "{name} shows\n{shown}");
    }
}
