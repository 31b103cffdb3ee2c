//! What must hold of packs that use grades, ranks, years, obligations and vetoes, tried on random counties.

mod common;

use common::{
    CITIES, Case, GOOD_FAIR_POOR, Outcome, Row, Sheet, answer, assess_program, compile_text, config, number_field,
    word_field,
};
use junheng::assessment::{Assessment, State};
use junheng::evaluate::{Answers, Input, branches, evaluate, explain};
use junheng::program::{CheckId, Program};
use proptest::prelude::*;

const RULES: &str = r#"
[[rule]]
id = "mark"
scale = "three"
value = "v"
if_several = "lenient"
outcome = [
  { at_least = 0.5, grade = "good" },
  { at_least = 0.2, less_than = 0.5, grade = "fair" },
  { less_than = 0.2, grade = "poor" },
]
[[rule.variant]]
id = "works"
when = "w >= 0.3"
grade = "fair"
obligation = "later"
until = 2022-12-31
[[rule.variant]]
id = "state"
when = "k = b"
state = "met"
[[rule]]
id = "strictly"
scale = "three"
applies = "w > 0"
of = ["least", "placed"]
not_applicable_counts = "not_met"
if_several = "strict"
outcome = [
  { when = "count(met) >= 2", grade = "good" },
  { when = "any(met)", grade = "fair" },
  { when = "else", grade = "poor" },
]
[[rule.variant]]
id = "first"
when = "k = a"
grade = "fair"
[[rule.variant]]
id = "second"
when = "w > 0.1"
grade = "poor"
[[rule]]
id = "least"
value = "v"
at_least = "mean(v, among = siblings, weight = w)"
[[rule]]
id = "placed"
met_when = "rank(v, among = siblings, where = w > 0, order = high_first, ties = mean) <= 2"
[[rule]]
id = "points_of_place"
role = "scored"
points = 8
value = "v"
[[rule.outcome]]
points = "pick([8, 5, 3], rank(v, among = all, order = low_first, ties = dense), beyond = zero) * 1 分"
[[rule]]
id = "always"
met_when = "all(v >= prev(v), over = years(2))"
[[rule]]
id = "better"
met_when = "grade(mark) >= prev(grade(mark)) and not (grade(mark) < below(prev(grade(mark))))"
[[rule]]
id = "asked"
role = "scored"
points = 5
ask = { answers = ["good", "poor"], met = ["good"] }
score_step = 1
outcome = [{ when = "answer = good", points = [3, 5] }, { when = "answer = poor", points = [0, 2] }]
[[rule]]
id = "enough"
role = "reference"
met_when = "total >= 7 分 and rate(total) >= 50 %"
[[rule]]
id = "gate"
role = "veto"
effect = "cap"
cap = "fair"
met_when = "w >= 0.1"
[[rule]]
id = "stop"
role = "veto"
effect = "stop_year"
met_when = "not (k = b and v < 0.1)"
[[rule]]
id = "of_years"
role = "reference"
met_when = "mean(v, weight = 1, over = years(3)) >= 0.3 or years_since(as_of - 3 年) > 5"
[[obligation]]
id = "later"
title = "整改"
within = "1 年"
after = "day"
must = "met_without_variant"
if_not = "notice"
[[obligation]]
id = "not_twice"
title = "复查"
must = "not all(not met(whole), over = years(2))"
if_not = "revoke"
[[verdict]]
id = "whole"
level = "county"
scale = "three"
outcome = [
  { when = "all(required) and grade(mark) = good", grade = "good" },
  { when = "met(mark) and met(least)", grade = "fair" },
  { when = "else", grade = "poor" },
]
[[verdict]]
id = "plain"
level = "county"
met_when = "all(required)"
"#;

fn pack(rules: &str) -> String {
    let fields = number_field("v", "v", "county")
        + &number_field("w", "w", "county")
        + &word_field("k", "k", "county", &["a", "b"]);
    let day = "[[field]]\nid = \"day\"\nlabel = \"day\"\nlevel = \"county\"\nkind = \"date\"\n";
    format!("{CITIES}{GOOD_FAIR_POOR}{fields}{day}{rules}")
}

fn program(text: &str) -> Program {
    let (program, diagnostics, sources) = compile_text(text);
    let said: Vec<_> = diagnostics.iter().map(|diagnostic| common::complaint(diagnostic, &sources)).collect();
    program.unwrap_or_else(|| unreachable!("the pack does not compile: {said:?}"))
}

fn tenths(below: u32) -> impl Strategy<Value = String> {
    prop_oneof![12 => (0..below).prop_map(|tenths| format!("0.{tenths}")), 1 => Just("—".to_owned()), 1 => Just("/".to_owned())]
}

/// Counties of two cities over three years, some left out.
fn table() -> impl Strategy<Value = Sheet> {
    let kind = prop_oneof![3 => Just("a"), 1 => Just("b"), 1 => Just("—")].prop_map(str::to_owned);
    // 2021-06-30, 2022-12-31, 2023-12-31
    let day = prop_oneof![Just("18808"), Just("19357"), Just("19722"), Just("—")].prop_map(str::to_owned);
    let cells = (tenths(8), tenths(5), kind, day).prop_map(|(v, w, kind, day)| vec![v, w, kind, day]);
    let one = (prop::collection::vec(prop::option::weighted(0.9, cells), 3), 0..2u8);
    prop::collection::vec(one, 1..6).prop_map(|all| {
        let rows = all.into_iter().enumerate().flat_map(|(code, (years, city))| {
            years.into_iter().enumerate().filter_map(move |(at, cells)| {
                Some(Row {
                    code: format!("c{code}"),
                    parent: format!("p{city}"),
                    period: (2021 + at).to_string(),
                    cells: cells?,
                    ..Row::default()
                })
            })
        });
        Sheet {
            level: "county".to_owned(),
            headers: ["v", "w", "k", "day"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    })
}

fn outcome(program: &Program, sheet: &Sheet) -> Outcome {
    // By what the row is about, and not by where it stands.
    let lot = |row: &Row| row.code.bytes().chain(row.period.bytes()).map(usize::from).sum::<usize>();
    let answered = |row: &Row| {
        let given = if lot(row) % 3 == 0 { ("good", "4") } else { ("poor", "1") };
        junheng::table::Answer { period: row.period.clone(), ..answer("asked", &row.code, given.0, given.1) }
    };
    let answers = sheet.rows.iter().filter(|row| lot(row) % 4 != 3).map(answered).collect();
    let case = Case { sheets: vec![sheet.clone()], answers, as_of: Some("2023-06-30"), ..Case::default() };
    assess_program(program.clone(), &case)
}

fn states(assessment: &Assessment, program: &Program) -> Vec<(String, usize, State)> {
    let mut all = Vec::new();
    for (check, findings) in program.checks.iter().zip(&assessment.findings) {
        all.extend(findings.state.iter().enumerate().map(|(row, state)| (check.id.clone(), row, *state)));
    }
    all
}

fn bits(assessment: &Assessment) -> String {
    format!("{:?}", assessment.findings)
}

proptest! {
    #![proptest_config(config(20))]

    #[test]
    fn a_value_taken_away_never_makes_anything_met(sheet in table()) {
        let program = program(&pack(RULES));
        let before = states(&outcome(&program, &sheet).assessment, &program);
        for row in 0..sheet.rows.len() {
            for column in 0..sheet.headers.len() {
                let mut fewer = sheet.clone();
                fewer.rows[row].cells[column] = "—".to_owned();
                let after = states(&outcome(&program, &fewer).assessment, &program);
                for ((id, at, was), (_, _, is)) in before.iter().zip(after) {
                    let became_met = is == State::Met && matches!(was, State::NotMet | State::Undetermined);
                    prop_assert!(!became_met, "{} row {}: {:?} without {} of row {}", id, at, was, sheet.headers[column], row);
                    let turned = is == State::NotMet && *was == State::Met;
                    prop_assert!(!turned, "{} row {}: met, and not met without {} of row {}", id, at, sheet.headers[column], row);
                }
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_bit(sheet in table(), seed in any::<u64>()) {
        let program = program(&pack(RULES));
        let before = outcome(&program, &sheet);
        let mut shuffled = sheet.clone();
        let mut seed = seed | 1;
        for at in (1..shuffled.rows.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.rows.swap(at, (seed >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(bits(&before.assessment), bits(&outcome(&program, &shuffled).assessment));
    }

    /// Whoever is asked about alone is told what is told of all; nothing that is explained panics.
    #[test]
    fn what_is_explained_is_what_was_found(sheet in table()) {
        let program = program(&pack(RULES));
        let found = outcome(&program, &sheet);
        let answers = Answers::default();
        let input = Input { program: &program, frames: &found.frames, answers: &answers, as_of: &found.assessment.as_of };
        let all = evaluate(input, 0..found.frames.subjects());
        prop_assert!(!program.is_divisible());
        branches(input);
        for (at, findings) in all.findings.iter().enumerate() {
            for (row, state) in findings.state.iter().enumerate() {
                let told = explain(input, CheckId(at as u32), row);
                let open = matches!(state, State::Undetermined | State::NotChecked);
                prop_assert!(!open || !told.reasons.is_empty(), "{} row {} is {:?} and no reason is told", program.checks[at].id, row, state);
            }
        }
    }
}
