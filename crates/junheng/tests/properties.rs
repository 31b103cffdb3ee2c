//! What must hold of every county, every pack and every formula, tried on random ones.

mod common;

use common::{
    Case, HEAD, Outcome, Sheet, assess, assess_program, compile_text, config, number_field, sheet, word_field,
};
use junheng::assessment::State;
use junheng::program::Program;
use junheng::table::Presence;
use proptest::prelude::*;

// ── a pack that uses most of the language ────────────────

const RULES: &str = r#"
[[scope]]
id = "counted"
level = "entry"
exclude = [{ when = "类型 = 教学点 and 学生 < 60" }]
[split]
weights = { primary = 1, junior = 1.1 }
by = "students"
fields = ["area"]
[[measure]]
id = "teachers_per_pupil"
code = "L1"
title = "师生比"
level = "entry"
scope = "counted"
unit = "1"
value = "教师 / 学生"
at_least = { primary = 0.05, junior = 0.07 }
[[measure]]
id = "books_per_pupil"
code = "L2"
title = "生均图书"
level = "entry"
scope = "counted"
unit = "1"
value = "图书 / 学生"
at_least = 15
if_several = "lenient"
[[measure.variant]]
id = "small"
when = "学生 < 100"
at_least = 10
[[measure.variant]]
id = "other"
when = "类型 = 教学点"
value = "图书 / 100"
at_least = 12
[[measure]]
id = "area_per_pupil"
code = "L3"
title = "生均面积"
level = "entry"
scope = "counted"
unit = "1"
value = "面积 / 学生"
at_least = 4.5
[[rule]]
id = "school_standard"
level = "entry"
scope = "counted"
of = ["L1..L3"]
met_when = "count(met) >= 2 and all(attainment >= 85 %, where = not met)"
[[rule]]
id = "rooms"
level = "school"
applies = "not (类型 = 教学点)"
value = "教室"
at_least = "ceil(sum(班数) / 12)"
[[rule]]
id = "disparity"
per_stage = "each"
scope = "counted"
for = ["L1..L3"]
value = "cv(it, weight = 学生)"
at_most = { primary = 0.3, junior = 0.25 }
[[rule]]
id = "composite"
per_stage = "each"
of = ["disparity"]
value = "mean(value, weight = 1)"
at_most = 0.28
[[rule]]
id = "enough"
value = "share(met(school_standard))"
at_least = "60 %"
[[rule]]
id = "none_crowded"
met_when = "not any(学生 / 班数 > 55) and count(类型 = 教学点) <= 1"
[[rule]]
id = "growth"
value = "经费 - sum(图书)"
at_least = 0
if_several = "strict"
[[rule.variant]]
id = "rich"
when = "经费 > 5000"
at_least = 100
[[rule.variant]]
id = "poor"
when = "经费 < 3000"
value = "经费 / 2"
at_least = 50
[[rule]]
id = "money"
role = "scored"
points = 20
floor = 0
value = "经费 / sum(教师)"
at_least = 40
[[rule.outcome]]
deduct = 2
per = "1"
step = "started"
[[rule]]
id = "books_in_all"
role = "scored"
points = 10
value = "sum(图书)"
at_least = 3000
[[rule]]
id = "score"
met_when = "total >= 18 分"
role = "reference"
[[verdict]]
id = "whole"
met_when = "all(required)"
"#;

fn rich_pack() -> String {
    let staged = |id: &str, label: &str| format!("{}by = \"stage\"\n", number_field(id, label, "school"));
    let head = HEAD.replace("by = \"stage\"\n", "by = \"stage\"\nopened_by = \"students\"\n");
    let fields = [
        staged("students", "学生"),
        staged("teachers", "教师"),
        staged("books", "图书"),
        staged("classes", "班数"),
        number_field("area", "面积", "school"),
        number_field("rooms", "教室", "school"),
        number_field("spare", "闲置", "school"),
        number_field("money_field", "经费", "county"),
        word_field("kind", "类型", "school", &["小学", "教学点"]),
    ];
    // What may be negative is compared exactly in a wider range: these are amounts.
    format!("{head}{}{RULES}", fields.concat().replace("may_be_negative = true\n", ""))
}

fn program(text: &str) -> Program {
    compile_text(text).0.expect("the pack compiles")
}

const HEADERS: [&str; 11] = [
    "类型",
    "面积",
    "教室",
    "小学学生",
    "小学教师",
    "小学图书",
    "小学班数",
    "初中学生",
    "初中教师",
    "初中图书",
    "初中班数",
];
/// Pupils open a stage: taking them away is another school, not a missing value.
const PUPILS: [usize; 2] = [3, 7];

fn number(below: u32) -> impl Strategy<Value = String> {
    prop_oneof![
        12 => (0..below).prop_map(|number| number.to_string()),
        3 => (0..below * 10).prop_map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
        1 => Just("—".to_owned()),
        1 => Just("/".to_owned()),
    ]
}

fn school() -> impl Strategy<Value = Vec<String>> {
    let kind =
        prop_oneof![4 => Just("小学"), 2 => Just("教学点"), 1 => Just("—"), 1 => Just("/")].prop_map(str::to_owned);
    let pupils = || prop_oneof![4 => (1..400u32).prop_map(|number| number.to_string()), 1 => Just("0".to_owned())];
    let stage = || (pupils(), number(40), number(9000), number(12));
    let stage = || {
        stage().prop_map(|(pupils, teachers, books, classes)| {
            // A stage without pupils has nothing else: that is an error of its own.
            if pupils == "0" {
                vec![pupils, "—".to_owned(), "—".to_owned(), "—".to_owned()]
            } else {
                vec![pupils, teachers, books, classes]
            }
        })
    };
    (kind, number(3000), number(6), stage(), stage())
        .prop_map(|(kind, area, rooms, primary, junior)| [vec![kind, area, rooms], primary, junior].concat())
}

/// Two counties: their schools, and what they spend.
fn counties() -> impl Strategy<Value = (Vec<(u8, Vec<String>)>, Vec<String>)> {
    (prop::collection::vec((0..2u8, school()), 1..9), prop::collection::vec(number(9000), 2))
}

fn tables(schools: &[(u8, Vec<String>)], money: &[String]) -> Vec<Sheet> {
    let mut table = sheet("school", &HEADERS);
    for (at, (county, cells)) in schools.iter().enumerate() {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        table = table.row(&format!("s{at}"), &format!("c{county}"), &cells);
    }
    let county = sheet("county", &["经费"]).row("c0", "", &[&money[0]]).row("c1", "", &[&money[1]]);
    vec![table, county]
}

fn outcome(program: &Program, sheets: Vec<Sheet>) -> Outcome {
    assess_program(program.clone(), &Case { sheets, ..Case::default() })
}

/// Everything found, bit by bit.
fn bits(outcome: &Outcome) -> String {
    format!("{:?}", outcome.assessment.findings)
}

fn states(outcome: &Outcome) -> Vec<(String, usize, State)> {
    let mut all = Vec::new();
    for (check, findings) in outcome.program.checks.iter().zip(&outcome.assessment.findings) {
        all.extend(
            findings.state.iter().enumerate().map(|(row, state)| (format!("{}/{}", check.id, check.item), row, *state)),
        );
    }
    all
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_order_of_rows_changes_no_bit((schools, money) in counties(), seed in any::<u64>()) {
        let program = program(&rich_pack());
        let mut sheets = tables(&schools, &money);
        let before = outcome(&program, sheets.clone());
        let mut seed = seed | 1;
        for sheet in &mut sheets {
            for at in (1..sheet.rows.len()).rev() {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                sheet.rows.swap(at, (seed >> 33) as usize % (at + 1));
            }
        }
        sheets.reverse();
        prop_assert_eq!(bits(&before), bits(&outcome(&program, sheets)));
    }

    #[test]
    fn a_column_nothing_uses_changes_no_bit((schools, money) in counties(), spare in prop::collection::vec(number(50), 9)) {
        let program = program(&rich_pack());
        let mut sheets = tables(&schools, &money);
        let before = outcome(&program, sheets.clone());
        sheets[0].headers.insert(1, "闲置".to_owned());
        for (row, cell) in sheets[0].rows.iter_mut().zip(spare) {
            row.cells.insert(1, cell);
        }
        prop_assert_eq!(bits(&before), bits(&outcome(&program, sheets)));
    }

    #[test]
    fn a_value_taken_away_never_makes_anything_met((schools, money) in counties()) {
        let program = program(&rich_pack());
        let sheets = tables(&schools, &money);
        let before = states(&outcome(&program, sheets.clone()));
        for at in 0..sheets.len() {
            for row in 0..sheets[at].rows.len() {
                for column in (0..sheets[at].headers.len()).filter(|column| at > 0 || !PUPILS.contains(column)) {
                    // What does not apply was told; that it is not told any more is another thing to take away.
                    let mut fewer = sheets.clone();
                    fewer[at].rows[row].cells[column] = "—".to_owned();
                    let after = states(&outcome(&program, fewer));
                    for ((id, row, was), (_, _, is)) in before.iter().zip(after) {
                        let became_met = is == State::Met && matches!(was, State::NotMet | State::Undetermined);
                        prop_assert!(!became_met, "{} row {}: {:?} without {}", id, row, was, sheets[at].headers[column]);
                    }
                }
            }
        }
    }

    #[test]
    fn scaling_both_sides_leaves_a_ratio_alone(above in 0..5000u32, below in 1..5000u32, factor in 1..1000u32, limit in 0..300u32) {
        let limit = format!("{}.{:02}", limit / 100, limit % 100);
        let rule = format!("[[rule]]\nid = \"asked\"\nvalue = \"a / b\"\nat_least = {limit}\n");
        let text = format!("{HEAD}{}{}{rule}", number_field("a", "a", "county"), number_field("b", "b", "county"));
        let program = program(&text);
        let asked = |factor: u32| {
            let cells = [(above * factor).to_string(), (below * factor).to_string()];
            let found = outcome(&program, vec![sheet("county", &["a", "b"]).row("c", "", &[&cells[0], &cells[1]])]);
            (found.state("asked"), found.value("asked"))
        };
        prop_assert_eq!(asked(1), asked(factor));
    }
}

// ── nothing panics ───────────────────────────────────────

/// Tokens of formulas, names that mean something and some that do not.
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
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "and",
    "or",
    "not",
    "in",
    "且",
    "或",
    "非",
    ":",
    "0",
    "1",
    "2.5",
    "85 %",
    "10 生",
    "3 万元",
    "1e",
    "１２",
    "（",
    "）",
    "，",
    "≥",
    "㎡",
    "it",
    "met",
    "value",
    "points",
    "attainment",
    "answer",
    "total",
    "full",
    "as_of",
    "学段",
    "小学",
    "学生",
    "教师",
    "图书",
    "面积",
    "类型",
    "教学点",
    "经费",
    "L1",
    "L2",
    "disparity",
    "school_standard",
    "money",
    "counted",
    "gate",
    "required",
    "scored",
    "veto",
    "section",
    "sum(",
    "mean(",
    "cv(",
    "gini(",
    "median(",
    "min(",
    "max(",
    "count(",
    "share(",
    "all(",
    "any(",
    "met(",
    "value(",
    "points(",
    "prev(",
    "if(",
    "coalesce(",
    "round(",
    "ceil(",
    "floor(",
    "abs(",
    "rank(",
    "section(",
    "weight =",
    "where =",
    "over =",
    "没有这个名",
    "\u{3000}",
    "@",
    "'",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..14).prop_map(|words| words.join(" "))
}

/// Formulas that are mostly well formed.
fn sentence() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(
        &[
            "学生",
            "教师",
            "图书",
            "面积",
            "经费",
            "1",
            "0",
            "0.5",
            "100 %",
            "L1",
            "value(money)",
            "total",
            "类型",
            "小学",
            "it",
            "met",
        ][..],
    );
    let leaf = leaf.prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 3, |inner| {
        let operator = prop::sample::select(&["+", "-", "*", "/", "=", "<", ">=", "and", "or", "in"][..]);
        let function = prop::sample::select(
            &[
                "sum", "mean", "cv", "gini", "median", "min", "max", "count", "share", "all", "any", "abs", "ceil",
                "round", "floor", "if", "coalesce", "prev", "met", "points",
            ][..],
        );
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(a, operator, b)| format!("({a} {operator} {b})")),
            (function, prop::collection::vec(inner.clone(), 1..4))
                .prop_map(|(name, arguments)| format!("{name}({})", arguments.join(", "))),
            (inner.clone(), inner.clone()).prop_map(|(value, weight)| format!("cv({value}, weight = {weight})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(value, weight, by)| format!("within({value}, weight = {weight}, by = {by})")),
            (inner.clone(), inner.clone())
                .prop_map(|(value, weight)| format!("between({value}, weight = {weight}, by = 类型)")),
            (inner.clone(), inner.clone()).prop_map(|(value, filter)| format!("count({value}, where = {filter})")),
            inner.clone().prop_map(|value| format!("not {value}")),
            inner.prop_map(|value| format!("-{value}")),
        ]
    })
}

/// The rich pack with a formula in the places a formula can stand; what compiles is evaluated.
fn try_formula(formula: &str) -> Result<(), TestCaseError> {
    let measure = |id: &str, level: &str| {
        format!(
            "[[measure]]\nid = \"{id}\"\ntitle = \"t\"\nlevel = \"{level}\"\nunit = \"1\"\nvalue = '''{formula}'''\n"
        )
    };
    let rule = |id: &str, key: &str, level: &str| {
        format!("[[rule]]\nid = \"{id}\"\nlevel = \"{level}\"\n{key} = '''{formula}'''\n")
    };
    let derived = number_field("extra", "另一项", "school") + &format!("derive = '''{formula}'''\n");
    let scope = format!("[[scope]]\nid = \"extra_scope\"\nlevel = \"entry\"\ninclude = '''{formula}'''\n");
    let scored = format!(
        "[[rule]]\nid = \"asked_points\"\nrole = \"scored\"\npoints = 5\nfloor = 0\nvalue = \"经费\"\n[[rule.outcome]]\nwhen = '''{formula}'''\npoints = 1\n[[rule.outcome]]\ndeduct = '''{formula}'''\nper = '''{formula}'''\nof = '''{formula}'''\nstep = \"whole\"\n"
    );
    let of = format!("{}of = [\"L1..L3\"]\n", rule("asked_of", "met_when", "entry"));
    let places = [
        measure("asked", "entry"),
        measure("asked", "county"),
        rule("asked_rule", "met_when", "county"),
        rule("asked_value", "value", "school"),
        of,
        derived,
        scope,
        scored,
    ];
    let cells = ["小学", "900", "2", "120", "8", "2000", "3", "0", "—", "—", "—"];
    let sheets =
        vec![sheet("school", &HEADERS).row("s", "c", &cells), sheet("county", &["经费"]).row("c", "", &["5000"])];
    for place in places {
        let (program, diagnostics, _) = compile_text(&format!("{}{place}", rich_pack()));
        prop_assert_eq!(program.is_none(), diagnostics.has_errors(), "nothing is lost in silence: {}", formula);
        let Some(program) = program else { continue };
        if place.starts_with("[[rule]]") {
            prop_assert!(
                program.rules.iter().any(|rule| rule.id.starts_with("asked")),
                "the rule is lost: {}",
                formula
            );
        }
        outcome(&program, sheets.clone());
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn no_soup_of_words_panics(formula in soup()) {
        try_formula(&formula.replace("'''", "''"))?;
    }

    #[test]
    fn no_formula_panics(formula in sentence()) {
        try_formula(&formula)?;
    }

    #[test]
    fn no_text_as_a_formula_panics(formula in any::<String>()) {
        let _ = junheng::formula::parse(&formula);
    }

    #[test]
    fn no_bytes_as_a_pack_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        compile_text(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_damaged_pack_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8), 1..6)) {
        let mut lines: Vec<String> = rich_pack().lines().map(str::to_owned).collect();
        for (from, to, how) in edits {
            let (from, to) = (from.index(lines.len()), to.index(lines.len()));
            match how {
                0 => drop(lines.remove(from)),
                1 => lines.swap(from, to),
                2 => lines.insert(to, lines[from].clone()),
                _ => lines[from] = mixed(&lines[from], &lines[to]),
            }
        }
        compile_text(&lines.join("\n"));
    }
}

/// The key of one line with the value of another.
fn mixed(key: &str, value: &str) -> String {
    match (key.split_once('='), value.split_once('=')) {
        (Some((key, _)), Some((_, value))) => format!("{key}={value}"),
        _ => value.to_owned(),
    }
}

/// What once ended in an overflow, or would.
#[test]
fn nothing_too_deep_or_circular_panics() {
    let deep = |open: &str, close: &str| format!("{}学生{}", open.repeat(5000), close.repeat(5000));
    let formulas = [
        deep("(", ")"),
        deep("sum(", ")"),
        deep("not ", ""),
        deep("-", ""),
        deep("[", "]"),
        vec!["学生"; 50_000].join(" + "),
        vec!["学生"; 129].join(" + "),
        vec!["学生"; 129].join(" * "),
        format!("{}{}{}", "abs(".repeat(62), vec!["学生"; 129].join(" + "), ")".repeat(62)),
        format!("{}学生{}", "if(学生 > 1, 1, ".repeat(62), ")".repeat(62)),
        vec!["学生"; 20].join(" in "),
        format!("1 {}元", "万".repeat(100_000)),
        format!("1 {}", vec!["元"; 500].join("/")),
        "1".repeat(5000),
        format!("0.{}1", "0".repeat(5000)),
        "round(图书, 400)".to_owned(),
        "round(图书, -3)".to_owned(),
        "section()".to_owned(),
        "all(section(1))".to_owned(),
        "points(没有)".to_owned(),
        "points(1)".to_owned(),
        "sum()".to_owned(),
        "if()".to_owned(),
    ];
    for formula in formulas {
        try_formula(&formula).expect("what cannot be run is reported");
    }
    let field = |id: &str, derive: &str| format!("{}derive = \"{derive}\"\n", number_field(id, id, "school"));
    let measure = |value: &str| {
        format!("[[measure]]\nid = \"asked\"\ntitle = \"t\"\nlevel = \"school\"\nunit = \"1\"\nvalue = \"{value}\"\n")
    };
    let circles = [
        field("a", "a + 1") + &measure("a"),
        field("a", "b") + &field("b", "a") + &measure("a"),
        field("a", "b") + &field("b", "a") + "[split]\nweights = { primary = 1 }\nby = \"a\"\nfields = [\"b\"]\n" + &measure("a"),
        measure("asked"),
        "[[standard]]\nid = \"s\"\nby = [\"s\"]\nrows = [[1, 2]]\n".to_owned() + &measure("s"),
        "[[level]]\nid = \"up\"\ntitle = \"上\"\nparent = \"up\"\n".to_owned(),
        "[[level]]\nid = \"up\"\ntitle = \"上\"\nparent = \"down\"\n[[level]]\nid = \"down\"\ntitle = \"下\"\nparent = [\"up\", \"county\"]\n".to_owned(),
        "[[section]]\nid = \"p\"\ntitle = \"p\"\nin = \"q\"\n[[section]]\nid = \"q\"\ntitle = \"q\"\nin = \"p\"\n".to_owned(),
        "[[rule]]\nid = \"r\"\nin = \"r\"\nparts = \"all\"\n".to_owned(),
        "[[verdict]]\nid = \"v\"\nmet_when = \"met(v)\"\n".to_owned(),
    ];
    for circle in circles {
        let (program, diagnostics, _) = compile_text(&format!("{HEAD}{circle}"));
        let is_section = circle.contains("[[section]]");
        assert_eq!(program.is_some() && !diagnostics.has_errors(), is_section, "{circle}");
    }
}

#[test]
fn a_pack_that_says_nothing_is_reported() {
    let field = number_field("a", "a", "school");
    for text in [
        "",
        "[pack]\nid = \"p\"\ntitle = \"t\"\nversion = \"1.0.0\"\n",
        &field,
        &format!("[pack]\nid = \"p\"\ntitle = \"t\"\nversion = \"1\"\nsubject = \"x\"\n{field}"),
    ] {
        let (program, diagnostics, _) = compile_text(text);
        assert!(program.is_none() && diagnostics.has_errors(), "{text}");
    }
}

#[test]
fn steps_of_nothing_are_no_division() {
    let rule = "[[rule]]\nid = \"asked\"\nrole = \"scored\"\npoints = 5\nfloor = 0\nvalue = \"a\"\nat_least = 10\n[[rule.outcome]]\ndeduct = 1\nper = \"b\"\nstep = \"whole\"\n";
    let pack = format!("{HEAD}{}{}{rule}", number_field("a", "a", "county"), number_field("b", "b", "county"));
    let sheets = vec![sheet("county", &["a", "b"]).row("c", "", &["3", "0"])];
    assert_eq!(assess(&Case { pack, sheets, ..Case::default() }).points("asked"), Err(Presence::ZeroDivisor));
}
