//! Checks of the data: which cells they doubt, what hangs on these, and which must be wrong.

mod common;

use common::{Case, HEAD, Outcome, Sheet, assess, complaints, config, number_field, sheet};
use junheng::assessment::{Days, State};
use junheng::evaluate::{Answers, Effects, Trial, culprits, effects};
use junheng::table::CellRef;
use proptest::prelude::*;

/// Teachers, those of three kinds, pupils and books; one rule on the school, one on the county.
fn pack(checks: &str) -> String {
    let fields = [("pupils", "学生"), ("teachers", "教师"), ("high", "高学历"), ("core", "骨干"), ("books", "图书")];
    let fields: String = fields.iter().map(|(id, label)| number_field(id, label, "school")).collect();
    format!("{HEAD}{fields}{RULES}{checks}")
}

const RULES: &str = r#"
[[rule]]
id = "books_per_pupil"
level = "school"
value = "图书 / 学生"
at_least = 15
[[rule]]
id = "staff"
level = "school"
value = "高学历 / 教师 + 骨干 / 教师"
at_least = 0.5
[[rule]]
id = "all_schools"
met_when = "all(met(books_per_pupil)) and all(met(staff))"
[[verdict]]
id = "overall"
of = ["all_schools"]
met_when = "all(met)"
"#;

/// A condition that is only told where it does not hold.
fn doubt(id: &str, holds: &str) -> String {
    format!(
        "[[check]]\nid = \"{id}\"\ntitle = \"{id}\"\nlevel = \"school\"\nholds = \"{holds}\"\nseverity = \"doubt\"\nwhy = \"w\"\n"
    )
}

/// The same, but the cells of a field count as missing.
fn error(id: &str, holds: &str, cells: &str) -> String {
    doubt(id, holds).replace("\"doubt\"", &format!("\"error\"\ncells = [\"{cells}\"]"))
}

const HEADERS: [&str; 5] = ["学生", "教师", "高学历", "骨干", "图书"];

fn schools(rows: &[[&str; 5]]) -> Sheet {
    let add = |sheet: Sheet, (at, cells): (usize, &[&str; 5])| sheet.row(&format!("s{at}"), "c", cells);
    rows.iter().enumerate().fold(sheet("school", &HEADERS), add)
}

fn of(checks: &str, rows: &[[&str; 5]]) -> Outcome {
    assess(&Case { pack: pack(checks), sheets: vec![schools(rows)], ..Case::default() })
}

/// The places of cells: header and row, from 0.
fn places(outcome: &Outcome, cells: &[CellRef]) -> Vec<String> {
    let header = |cell: &CellRef| &outcome.frames.tables.parts[cell.part].columns[cell.column].header;
    cells.iter().map(|cell| format!("{}{}", header(cell), cell.row)).collect()
}

fn hanging(outcome: &mut Outcome, most: usize) -> Effects {
    let (answers, as_of) = (Answers::default(), Days::default());
    let trial = Trial { program: &outcome.program, frames: &mut outcome.frames, answers: &answers, as_of: &as_of };
    effects(trial, &outcome.failing, most)
}

/// Of a rule or verdict: what it is with the cells as written, and with them unknown.
fn turned(outcome: &Outcome, effects: &Effects, at: usize, id: &str) -> Option<[State; 2]> {
    let check = outcome.check(id);
    let found = effects.of[at].as_ref()?.findings.iter().find(|finding| finding.check == check)?;
    Some([found.written, found.unknown])
}

#[test]
fn a_doubt_is_told_and_its_cells_count() {
    let outcome = of(&doubt("many_books", "图书 <= 100 * 学生"), &[["10", "2", "2", "1", "5000"]]);
    assert_eq!(outcome.diagnostics.iter().map(|told| told.message.code).collect::<Vec<_>>(), ["data-doubt"]);
    assert_eq!(places(&outcome, &outcome.failing[0].cells), ["图书0", "学生0"]);
    assert_eq!(outcome.state("overall"), State::Met);
}

#[test]
fn the_cells_of_an_error_count_as_missing() {
    let outcome = of(&error("part", "高学历 <= 教师", "高学历"), &[["10", "2", "9", "1", "5000"]]);
    assert_eq!(outcome.diagnostics.iter().map(|told| told.message.code).collect::<Vec<_>>(), ["check-failed"]);
    assert_eq!(places(&outcome, &outcome.failing[0].cells), ["高学历0"]);
    assert_eq!(outcome.state("overall"), State::Undetermined);
}

#[test]
fn what_hangs_on_a_doubt_is_what_would_be_other_without_the_cell() {
    // The first school's books decide nothing but their own rule: the second fails anyhow.
    let checks = doubt("many_books", "图书 <= 100 * 学生");
    let mut both = of(&checks, &[["10", "2", "2", "1", "5000"], ["10", "2", "2", "1", "20"]]);
    let effects = hanging(&mut both, 100);
    assert_eq!(turned(&both, &effects, 0, "books_per_pupil"), Some([State::Met, State::Undetermined]));
    assert_eq!(turned(&both, &effects, 0, "staff"), None);
    assert_eq!(turned(&both, &effects, 0, "overall"), None);
    let mut one = of(&checks, &[["10", "2", "2", "1", "5000"]]);
    let effects = hanging(&mut one, 100);
    assert_eq!(turned(&one, &effects, 0, "overall"), Some([State::Met, State::Undetermined]));
    // The rows are as before.
    assert_eq!(
        assess(&Case {
            pack: pack(&checks),
            sheets: vec![schools(&[["10", "2", "2", "1", "5000"]])],
            ..Case::default()
        })
        .state("overall"),
        State::Met
    );
    let cell = one.failing[0].cells[0];
    assert!(one.frames.presence(cell).is_present());
}

#[test]
fn what_hangs_on_an_error_is_what_was_lost_by_it() {
    let mut outcome = of(&error("part", "高学历 <= 教师", "高学历"), &[["10", "2", "9", "1", "5000"]]);
    let effects = hanging(&mut outcome, 100);
    assert_eq!(turned(&outcome, &effects, 0, "overall"), Some([State::Met, State::Undetermined]));
    assert!(!outcome.frames.presence(outcome.failing[0].cells[0]).is_present());
}

#[test]
fn beyond_the_bound_nothing_is_worked_out_and_nothing_is_claimed() {
    let mut outcome = of(&doubt("many_books", "图书 <= 100 * 学生"), &[["10", "2", "2", "1", "5000"]]);
    assert!(hanging(&mut outcome, 2).of[0].is_none());
    assert!(hanging(&mut outcome, 3).of[0].is_some());
}

#[test]
fn one_wrong_cell_accounts_for_three_failing_checks() {
    // 3 teachers were written for 38: each of three checks fails, and only the teachers stand in all of them.
    let checks = [
        error("part", "高学历 <= 教师", "高学历"),
        error("core_part", "骨干 <= 教师", "骨干"),
        doubt("ratio", "学生 <= 100 * 教师"),
    ];
    let outcome = of(&checks.concat(), &[["600", "3", "30", "8", "9000"]]);
    let found = culprits(&outcome.failing);
    assert_eq!(found.len(), 1);
    let smallest = found[0].smallest.as_ref().expect("three checks are few");
    assert_eq!(smallest.count, 1);
    assert_eq!(places(&outcome, &smallest.sets[0][0]), ["教师0"]);
}

#[test]
fn where_several_sets_are_smallest_all_are_counted() {
    // a ≤ b, b ≤ c and c ≤ d all fail: no cell stands in all three. By hand, of the six pairs {a, c}, {b, c} and {b, d}
    // touch every check.
    let checks = [doubt("one", "学生 <= 教师"), doubt("two", "教师 <= 高学历"), doubt("three", "高学历 <= 骨干")];
    let outcome = of(&checks.concat(), &[["9", "8", "7", "6", "1"]]);
    let found = culprits(&outcome.failing);
    let smallest = found[0].smallest.as_ref().expect("three checks are few");
    let mut sets: Vec<Vec<Vec<String>>> = smallest
        .sets
        .iter()
        .map(|set| {
            let mut members: Vec<Vec<String>> = set.iter().map(|cells| places(&outcome, cells)).collect();
            members.sort();
            members
        })
        .collect();
    sets.sort();
    let named = |a: &str, b: &str| vec![vec![a.to_owned()], vec![b.to_owned()]];
    let mut expected = vec![named("教师0", "高学历0"), named("学生0", "高学历0"), named("教师0", "骨干0")];
    expected.iter_mut().for_each(|set| set.sort());
    expected.sort();
    assert_eq!(sets, expected);
    assert_eq!(smallest.count, 3);
}

#[test]
fn a_check_that_says_too_little_is_told_what_it_lacks() {
    let of = |check: &str| complaints(&pack(check));
    let told = |code: &'static str, under: &str| vec![(code, under.to_owned())];
    let condition = doubt("odd", "学生 <= 9 * 教师");
    assert_eq!(of(&condition), []);
    assert_eq!(of(&condition.replace("holds", "value")), told("check-form", "\"odd\""));
    assert_eq!(of(&format!("{condition}value = \"学生\"\n")), told("check-form", "\"odd\""));
    assert_eq!(of(&FAR.replace("beyond = 5", "beyond = 0")), told("check-form", "0"));
    assert_eq!(of(&FAR.replace("units = 8", "units = 4")), told("check-form", "4"));
    assert_eq!(of(&FAR.replace("units = 8", "units = 8.5")), told("check-form", "8.5"));
    assert_eq!(of(&condition.replace("\"doubt\"", "\"error\"")), told("check-cells", "\"odd\""));
    assert_eq!(of(&error("odd", "学生 <= 9 * 教师", "图书")), told("check-cells", "\"图书\""));
    let rare = FAR.replace("\"doubt\"", "\"error\"\ncells = [\"图书\"]");
    assert_eq!(of(&rare), told("check-cells", "\"far\""));
}

#[test]
fn of_cells_that_count_as_missing_no_doubt_is_told() {
    let checks = error("part", "高学历 <= 教师", "高学历")
        + &doubt("few", "高学历 <= 3").replace("why", "cells = [\"高学历\"]\nwhy");
    let outcome = of(&checks, &[["10", "2", "9", "1", "5000"]]);
    assert_eq!(outcome.diagnostics.iter().map(|told| told.message.code).collect::<Vec<_>>(), ["check-failed"]);
    assert_eq!(outcome.failing.len(), 2);
}

#[test]
fn rows_that_a_check_leaves_out_are_not_in_doubt() {
    let check = doubt("many", "图书 <= 100 * 学生") + "where = \"学生 >= 20\"\n";
    let rows = [["10", "2", "2", "1", "5000"], ["20", "2", "2", "1", "5000"], ["", "2", "2", "1", "5000"]];
    let outcome = of(&check, &rows);
    assert_eq!(outcome.failing.iter().map(|found| found.row).collect::<Vec<_>>(), [1]);
}

#[test]
fn checks_of_different_schools_are_apart() {
    let checks = [doubt("one", "学生 <= 教师"), doubt("two", "教师 <= 高学历")];
    let outcome = of(&checks.concat(), &[["9", "8", "8", "6", "1"], ["7", "8", "7", "6", "1"]]);
    assert_eq!(outcome.failing.len(), 2);
    assert!(culprits(&outcome.failing).is_empty());
}

#[test]
fn a_jump_is_seen_where_the_year_before_is_there() {
    let check = doubt("jump", "学生 <= 1.5 * prev(学生)");
    let rows = |years: &[(&str, &str)]| {
        let add = |sheet: Sheet, (year, pupils): &(&str, &str)| {
            sheet.in_period("s", "c", year, &[pupils, "2", "2", "1", "5000"])
        };
        let sheets = vec![years.iter().fold(sheet("school", &HEADERS), add)];
        assess(&Case { pack: pack(&check), sheets, ..Case::default() })
    };
    let both = rows(&[("2022", "100"), ("2023", "200")]);
    assert_eq!(both.failing.len(), 1);
    assert_eq!(places(&both, &both.failing[0].cells), ["学生1", "学生0"]);
    assert!(rows(&[("2023", "200")]).failing.is_empty());
    assert!(rows(&[("2021", "100"), ("2023", "200")]).failing.is_empty());
}

/// The value that is far, of books per pupil, beside so many of the same county.
const FAR: &str = "[[check]]\nid = \"far\"\ntitle = \"far\"\nlevel = \"school\"\nvalue = \"图书 / 学生\"\noutlier = { beyond = 5, units = 8 }\nseverity = \"doubt\"\nwhy = \"w\"\n";

#[test]
fn an_outlier_is_measured_against_its_own_county() {
    let books = ["200", "210", "220", "190", "180", "205", "215", "2000000"];
    let rows: Vec<[&str; 5]> = books.iter().map(|books| ["10", "2", "2", "1", *books]).collect();
    let outcome = of(FAR, &rows);
    assert_eq!(outcome.failing.len(), 1);
    assert_eq!(places(&outcome, &outcome.failing[0].cells), ["图书7", "学生7"]);
    // Of seven it is not looked at: the check says how many it takes.
    assert!(of(FAR, &rows[1..]).failing.is_empty());
}

// ── properties ───────────────────────────────────────────

/// Checks of every kind that only tell.
fn doubts() -> String {
    let conditions = [
        doubt("one", "高学历 <= 教师"),
        doubt("two", "骨干 + 高学历 <= 教师"),
        doubt("three", "not any(图书 > 100 * 学生)").replace("level = \"school\"", "level = \"county\""),
        doubt("four", "学生 <= 30 * 教师 or 骨干 > 2"),
    ];
    conditions.concat() + &FAR.replace("units = 8", "units = 5")
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![8 => (0u32..60).prop_map(|number| number.to_string()), 1 => Just(String::new()), 1 => Just("/".to_owned())]
}

fn rows() -> impl Strategy<Value = Vec<[String; 5]>> {
    proptest::collection::vec(proptest::array::uniform5(cell()), 1..12)
}

fn table(rows: &[[String; 5]], without: Option<usize>) -> Sheet {
    let kept: Vec<usize> = (0..HEADERS.len()).filter(|at| Some(*at) != without).collect();
    let headers: Vec<&str> = kept.iter().map(|at| HEADERS[*at]).collect();
    let add = |sheet: Sheet, (at, cells): (usize, &[String; 5])| {
        let cells: Vec<&str> = kept.iter().map(|at| cells[*at].as_str()).collect();
        sheet.row(&format!("s{at}"), "c", &cells)
    };
    rows.iter().enumerate().fold(sheet("school", &headers), add)
}

/// Check and row of everything in doubt.
fn in_doubt(outcome: &Outcome) -> Vec<(String, usize)> {
    outcome.failing.iter().map(|found| (outcome.program.data_checks[found.check].id.clone(), found.row)).collect()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_doubt_changes_no_finding(rows in rows()) {
        let sheets = vec![table(&rows, None)];
        let with = assess(&Case { pack: pack(&doubts()), sheets: sheets.clone(), ..Case::default() });
        let without = assess(&Case { pack: pack(""), sheets, ..Case::default() });
        for (a, b) in with.assessment.findings.iter().zip(&without.assessment.findings) {
            prop_assert_eq!(&a.state, &b.state);
        }
    }

    #[test]
    fn taking_a_column_away_creates_no_doubt(rows in rows(), column in 0usize..5) {
        let of = |without| assess(&Case { pack: pack(&doubts()), sheets: vec![table(&rows, without)], ..Case::default() });
        let (all, fewer) = (in_doubt(&of(None)), in_doubt(&of(Some(column))));
        prop_assert!(fewer.iter().all(|found| all.contains(found)), "{:?} and then {:?}", all, fewer);
    }

    #[test]
    fn the_smallest_set_touches_every_check_and_none_smaller_does(rows in rows()) {
        let outcome = assess(&Case { pack: pack(&doubts()), sheets: vec![table(&rows, None)], ..Case::default() });
        for found in culprits(&outcome.failing) {
            let smallest = found.smallest.expect("few checks");
            let checks: Vec<&Vec<CellRef>> = found.failing.iter().map(|at| &outcome.failing[*at].looked_at).collect();
            let touches = |set: &[CellRef]| checks.iter().all(|cells| cells.iter().any(|cell| set.contains(cell)));
            let set: Vec<CellRef> = smallest.sets[0].iter().map(|cells| cells[0]).collect();
            prop_assert!(touches(&set));
            // By trying them all, where the set is small.
            let mut cells: Vec<CellRef> = checks.iter().flat_map(|cells| cells.iter().copied()).collect();
            cells.sort();
            cells.dedup();
            if set.len() == 2 {
                prop_assert!(!cells.iter().any(|cell| touches(&[*cell])));
                let pairs = (0..cells.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
                let count = pairs.filter(|(a, b)| touches(&[cells[*a], cells[*b]])).count();
                prop_assert_eq!(smallest.count, count as u64);
            }
            if set.len() == 1 {
                prop_assert_eq!(smallest.count, cells.iter().filter(|cell| touches(&[**cell])).count() as u64);
            }
        }
    }
}
