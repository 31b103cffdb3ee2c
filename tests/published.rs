//! Published figures, every one of them, read from the files they came in.

mod command;

use std::fs;

use command::{repository, result, rows};

/// The rows of a file under `tests/`, each as a function from column to cell.
fn table(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut all = rows(text).into_iter();
    (all.next().unwrap_or_default(), all.collect())
}

fn golden(name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    table(&fs::read_to_string(repository().join("tests/golden").join(name)).expect("the golden file is there"))
}

fn cell<'a>(columns: &[String], row: &'a [String], column: &str) -> &'a str {
    columns.iter().position(|known| known == column).map_or("", |at| row[at].as_str())
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// What the csv result says of a unit, stage and rule that has no items.
fn value(columns: &[String], found: &[Vec<String>], [unit, stage, rule]: [&str; 3]) -> f64 {
    let named = |row: &&Vec<String>| {
        cell(columns, row, "unit_name") == unit
            && cell(columns, row, "stage") == stage
            && cell(columns, row, "rule") == rule
            && cell(columns, row, "item").is_empty()
    };
    found.iter().find(named).map_or(f64::NAN, |row| number(cell(columns, row, "value")))
}

#[test]
fn split_cases_agree_to_ten_decimals() {
    let folder = "tests/assess/a-combined-school-is-split-by-weighted-pupils.in";
    let pack = format!("{folder}/pack");
    let (columns, found) =
        table(&result(&["assess", &format!("{folder}/schools.csv"), "--pack", &pack, "--format", "csv", "--detail"]));
    let (names, cases) = golden("split_cases.csv");
    assert_eq!(cases.len(), 23);
    for case in &cases {
        let school = match cell(&names, case, "case") {
            "nine_year" => "九年一贯制校",
            "complete_secondary" => "完全中学",
            _ => "十二年一贯制校",
        };
        let [part, per_pupil] = match cell(&names, case, "resource") {
            "teaching_auxiliary_area" => ["teaching_area_part", "teaching_area_per_pupil"],
            "sports_venue_total_area" => ["sports_area_part", "sports_area_per_pupil"],
            "teaching_equipment_wan_yuan" => ["equipment_part", "equipment_per_pupil"],
            _ => ["multimedia_part", "multimedia_per_100"],
        };
        let stage = cell(&names, case, "stage");
        for (rule, expected) in [(part, "split_exact"), (per_pupil, "per_pupil_exact")] {
            let found = value(&columns, &found, [school, stage, rule]);
            let expected = cell(&names, case, expected);
            assert!(
                (found - number(expected)).abs() <= 0.5e-10 + 1e-15 * found,
                "{school} {stage} {rule}: {expected}, found {found}"
            );
        }
    }
}

#[test]
fn published_composites_are_the_means_of_eight() {
    let (columns, found) = table(&result(&[
        "assess",
        "tests/golden/published_basic.csv",
        "--pack",
        "tests/packs/published_basic",
        "--format",
        "csv",
    ]));
    let (names, counties) = golden("published_basic.csv");
    assert_eq!(counties.len(), 13);
    for county in &counties {
        let stage = if cell(&names, county, "stage") == "小学" { "primary" } else { "junior" };
        let name = cell(&names, county, "county");
        let eight = names.iter().filter(|name| name.starts_with("cv_") && *name != "cv_composite_published");
        let mean = eight.map(|name| number(cell(&names, county, name))).sum::<f64>() / 8.0;
        let composite = value(&columns, &found, [name, stage, "composite"]);
        assert!((composite - mean).abs() <= 1e-12, "{name} {stage}: {composite}, not {mean}");
        let printed = number(cell(&names, county, "cv_composite_published"));
        assert!((composite - printed).abs() <= 0.001, "{name} {stage}: {composite}, printed {printed}");
    }
}
