//! No formula panics or runs without end, with the words of grades, years, peers and dates; and what is worked out
//! exactly is what is worked out fast.

mod common;

use common::{
    CITIES, Case, GOOD_FAIR_POOR, Sheet, assess_program, compile_text, config, number_field, sheet, word_field,
};
use std::sync::Arc;

use junheng::assessment::{Assessment, Column, Findings, State};
use junheng::evaluate::{Answers, Input, branches, evaluate, explain};
use junheng::program::CheckId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

const PACK: &str = r#"
[[level]]
id = "school"
title = "学校"
parent = "county"
code_column = "学校代码"
[[standard]]
id = "limits"
by = ["年度"]
between = "exact"
rows = [[2021, 1], [2022, 2], [2023, 3]]
[[rule]]
id = "mark"
scale = "three"
outcome = [{ when = "x > 2", grade = "good" }, { when = "else", grade = "poor" }]
[[rule]]
id = "scored"
role = "scored"
points = 5
value = "x"
at_least = 2
[[rule]]
id = "asked_of"
ask = { answers = ["yes", "no"], met = ["yes"] }
"#;

fn pack(rest: &str) -> String {
    let fields =
        number_field("x", "x", "county") + &number_field("y", "y", "county") + &number_field("s", "s", "school");
    let word = word_field("k", "k", "county", &["a", "b"]);
    let day = "[[field]]\nid = \"day\"\nlabel = \"day\"\nlevel = \"county\"\nkind = \"date\"\n";
    let star = "[[field]]\nid = \"star\"\nlabel = \"star\"\nlevel = \"county\"\nkind = \"word\"\nscale = \"three\"\n";
    format!("{CITIES}{GOOD_FAIR_POOR}{PACK}{fields}{word}{day}{star}{rest}")
}

fn sheets() -> Vec<Sheet> {
    let counties = sheet("county", &["x", "y", "k", "day", "star"])
        .in_period("a", "p", "2021", &["1", "0.3", "a", "18808", "good"])
        .in_period("a", "p", "2022", &["2", "0.1", "b", "—", "—"])
        .in_period("a", "p", "2023", &["3", "0.7", "a", "19722", "poor"])
        .in_period("b", "p", "2023", &["0.1", "0", "—", "0", "fair"])
        .in_period("b", "", "2021", &["/", "—", "b", "19357", "good"]);
    let schools = sheet("school", &["s"])
        .in_period("s1", "a", "2023", &["4"])
        .in_period("s2", "a", "2023", &["0.2"])
        .in_period("s3", "b", "2023", &["—"]);
    vec![counties, schools]
}

const WORDS: &[&str] = &[
    "+",
    "-",
    "*",
    "/",
    "(",
    ")",
    "[",
    "]",
    ",",
    "=",
    "<",
    ">=",
    "and",
    "or",
    "not",
    "in",
    "0",
    "1",
    "2.5",
    "85 %",
    "2 年",
    "6 个月",
    "30 天",
    "99999999 年",
    "9223372036854775807 天",
    "x",
    "y",
    "s",
    "k",
    "day",
    "star",
    "as_of",
    "年度",
    "year",
    "unit_code",
    "单位名称",
    "limits",
    "mark",
    "scored",
    "asked_of",
    "good",
    "poor",
    "good poor",
    "siblings",
    "all",
    "dense",
    "mean",
    "competition",
    "high_first",
    "last",
    "zero",
    "undetermined",
    "total",
    "bonus",
    "rank(",
    "pick(",
    "pick([10, 8, 6],",
    "prev(",
    "ago(",
    "date(",
    "date(2020, 1, 1)",
    "years_since(",
    "below(",
    "grade(",
    "rate(",
    "met(",
    "value(",
    "answer",
    "grade",
    "rate",
    "mean(",
    "sum(",
    "count(",
    "all(",
    "any(",
    "cv(",
    "median(",
    "min(",
    "among =",
    "among = siblings",
    "among = all",
    "over =",
    "over = years(2)",
    "years(3)",
    "years(",
    "where =",
    "weight = 1",
    "order = high_first",
    "ties = mean",
    "beyond = last",
    "beyond =",
    "if(",
    "coalesce(",
    "section(",
    "verdict",
    "points(",
    "it",
    "full",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..12).prop_map(|words| words.join(" "))
}

/// Numbers that are mostly well formed.
fn number() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(
        &["x", "y", "1", "0", "0.5", "年度", "limits", "value(scored)", "years_since(day)", "rate(scored)", "sum(s)"][..],
    );
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        let operator = prop::sample::select(&["+", "-", "*", "/"][..]);
        let fold = prop::sample::select(&["sum", "mean", "cv", "median", "min", "max"][..]);
        let over = prop::sample::select(&["among = siblings", "among = all", "over = years(2)"][..]);
        let ties = prop::sample::select(&["dense", "competition", "mean"][..]);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(a, operator, b)| format!("({a} {operator} {b})")),
            (fold, inner.clone(), over).prop_map(|(fold, value, over)| {
                let weight = if ["mean", "cv"].contains(&fold) { ", weight = 1" } else { "" };
                format!("{fold}({value}, {over}{weight})")
            }),
            (inner.clone(), ties)
                .prop_map(|(value, ties)| format!("rank({value}, among = all, order = low_first, ties = {ties})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("pick([{a}, 8, 6], {b}, beyond = zero)")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("if({a} > {b}, {b}, prev({a}))")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("coalesce(ago({a}, 2), {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("count({a} in [{b}, 1], among = all, where = {b} > 0)")),
        ]
    })
}

/// Everything that is said of a pack that compiles; nothing of one that does not.
fn try_pack(text: &str) -> Result<Option<common::Outcome>, TestCaseError> {
    let (program, diagnostics, _) = compile_text(text);
    prop_assert_eq!(program.is_none(), diagnostics.has_errors(), "nothing is lost in silence: {}", text);
    let Some(program) = program else { return Ok(None) };
    let found = assess_program(program, &Case { sheets: sheets(), as_of: Some("2023-12-31"), ..Case::default() });
    let answers = Answers::default();
    let input =
        Input { program: &found.program, frames: &found.frames, answers: &answers, as_of: &found.assessment.as_of };
    branches(input);
    if found.program.is_divisible() {
        in_parts(input, &found.assessment)?;
    }
    let last = found.program.checks.len() - 1;
    for row in 0..found.assessment.findings[last].state.len() {
        explain(input, CheckId(last as u32), row);
    }
    Ok(Some(found))
}

/// Where subject units can be evaluated apart, it is the same as together.
fn in_parts(input: Input<'_>, whole: &Assessment) -> Result<(), TestCaseError> {
    let mut parts = evaluate(input, 0..1);
    (1..input.frames.subjects()).for_each(|at| parts.append(evaluate(input, at..at + 1)));
    for (whole, parts) in whole.findings.iter().zip(&parts.findings) {
        prop_assert_eq!(&whole.state, &parts.state);
        let values = |findings: &Findings| -> Vec<Option<f64>> {
            let column = |column: &Arc<Column>| (0..column.len()).map(|row| column.get(row)).collect::<Vec<_>>();
            [&findings.value, &findings.points, &findings.grade].into_iter().flatten().flat_map(column).collect()
        };
        prop_assert_eq!(values(whole), values(parts));
    }
    Ok(())
}

fn try_formula(formula: &str) -> Result<(), TestCaseError> {
    let places = [
        format!("[[measure]]\nid = \"m\"\ntitle = \"m\"\nlevel = \"county\"\nunit = \"1\"\nvalue = '''{formula}'''\n"),
        format!("[[rule]]\nid = \"r\"\nmet_when = '''{formula}'''\n"),
        format!("[[rule]]\nid = \"r\"\nlevel = \"school\"\nmet_when = '''{formula}'''\n"),
        format!(
            "[[rule]]\nid = \"r\"\nof = [\"mark\", \"scored\"]\nscale = \"three\"\nif_several = \"strict\"\noutcome = [{{ when = '''{formula}''', grade = \"fair\" }}, {{ when = \"else\", grade = \"poor\" }}]\n[[rule.variant]]\nid = \"v\"\nwhen = '''{formula}'''\ngrade = \"good\"\n"
        ),
        format!(
            "[[rule]]\nid = \"r\"\nvalue = \"x\"\nscale = \"three\"\noutcome = [{{ at_least = '''{formula}''', grade = \"fair\" }}, {{ less_than = '''{formula}''', grade = \"poor\" }}]\n"
        ),
        format!(
            "[[obligation]]\nid = \"o\"\ntitle = \"o\"\nwithin = \"2 年\"\nafter = \"day\"\nmust = '''{formula}'''\nif_not = \"notice\"\n"
        ),
        format!("{}check = ['''{formula}''']\n", number_field("z", "z", "county")),
    ];
    for place in places {
        try_pack(&pack(&place))?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(50))]

    #[test]
    fn no_soup_of_words_panics(formula in soup()) {
        try_formula(&formula)?;
    }

    #[test]
    fn no_number_panics(formula in number(), limit in number()) {
        try_formula(&formula)?;
        try_formula(&format!("{formula} >= {limit}"))?;
    }

    /// A rounded value is always worked out exactly; unless rounding lifts it to the limit, the state is the same.
    #[test]
    fn what_is_worked_out_exactly_is_what_is_worked_out_fast(formula in number(), limit in 0..40u32) {
        let rule = |id: &str, round: &str| {
            format!("[[rule]]\nid = \"{id}\"\nvalue = \"{formula}\"\nat_least = \"{}.{}3\"\n{round}\n", limit / 10, limit % 10)
        };
        let round = "round = { places = 9, mode = \"half_up\" }";
        let text = pack(&(rule("fast", "") + &rule("exact", round)));
        let Some(found) = try_pack(&text)? else { return Ok(()) };
        let states = |id: &str| -> Vec<State> { found.assessment.of(found.check(id)).state.clone() };
        prop_assert_eq!(states("fast"), states("exact"), "{}", formula);
    }
}

/// Most numbers compile, else the properties above would say little.
#[test]
fn most_numbers_compile() {
    let mut runner = proptest::test_runner::TestRunner::new(config(100));
    let mut compiled = 0;
    for _ in 0..100 {
        let formula = number().new_tree(&mut runner).expect("a formula").current();
        let rule = format!(
            "[[rule]]\nid = \"r\"\nvalue = \"{formula}\"\nat_least = 1\nround = {{ places = 9, mode = \"half_up\" }}\n"
        );
        compiled += usize::from(compile_text(&pack(&rule)).0.is_some());
    }
    assert!(compiled > 50, "{compiled} of 100");
}
