//! The Theil index and its parts, of random schools: what must hold whatever the numbers are.

mod common;

use common::{Case, HEAD, Outcome, assess, config, number_field, sheet, word_field};
use junheng::assessment::{Days, State};
use junheng::evaluate::{Answers, Input, reasons};
use proptest::prelude::*;

/// A school: thousandths of something per pupil, pupils, and which of three kinds it is.
type School = (u32, u32, usize);

const KINDS: [&str; 3] = ["城区", "镇区", "乡村"];

fn schools() -> impl Strategy<Value = Vec<School>> {
    prop::collection::vec((prop_oneof![1 => Just(0), 9 => 0..5000u32], 1..900u32, 0..3usize), 1..12)
        .prop_filter("something is there", |schools| schools.iter().any(|(value, ..)| *value > 0))
}

fn measure(id: &str, formula: &str) -> String {
    format!("[[measure]]\nid = \"{id}\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"1\"\nvalue = \"{formula}\"\n")
}

fn rule(id: &str, condition: &str) -> String {
    format!("[[rule]]\nid = \"{id}\"\nmet_when = \"{condition}\"\n")
}

fn pack(rules: &str) -> String {
    let fields = number_field("x", "x", "school") + &number_field("w", "w", "school");
    format!("{HEAD}{fields}{}{rules}", word_field("kind", "类别", "school", &KINDS))
}

fn outcome(rules: &str, schools: &[School], factor: u32) -> Outcome {
    let mut table = sheet("school", &["x", "w", "类别"]);
    for (at, (value, weight, kind)) in schools.iter().enumerate() {
        let value = u64::from(*value) * u64::from(factor);
        let cells = [format!("{}.{:03}", value / 1000, value % 1000), weight.to_string(), KINDS[*kind].to_owned()];
        table = table.row(&format!("s{at:02}"), "c", &[&cells[0], &cells[1], &cells[2]]);
    }
    assess(&Case { pack: pack(rules), sheets: vec![table], ..Case::default() })
}

const THEIL: &str = "theil(x, weight = w)";
const BETWEEN: &str = "between(x, weight = w, by = 类别)";
const WITHIN: &str = "within(x, weight = w, by = 类别)";

fn all_three() -> String {
    measure("theil", THEIL) + &measure("between", BETWEEN) + &measure("within", WITHIN)
}

fn values(outcome: &Outcome) -> [f64; 3] {
    ["theil", "between", "within"].map(|id| outcome.value(id).expect("all is there"))
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_parts_add_up_and_none_is_negative(schools in schools()) {
        let sum = rule("sum", &format!("{THEIL} = {BETWEEN} + {WITHIN}"));
        let outcome = outcome(&(all_three() + &sum), &schools, 1);
        let [theil, between, within] = values(&outcome);
        prop_assert!(theil >= 0.0 && between >= 0.0 && within >= 0.0);
        prop_assert!((between + within - theil).abs() <= 1e-14);
        prop_assert_eq!(outcome.state("sum"), State::Met, "and exactly so");
    }

    #[test]
    fn it_is_that_of_the_textbook(schools in schools()) {
        let whole: f64 = schools.iter().map(|(value, weight, _)| f64::from(value * weight)).sum();
        let mean = whole / schools.iter().map(|(_, weight, _)| f64::from(*weight)).sum::<f64>();
        let term = |(value, weight, _): &School| match *value {
            0 => 0.0,
            value => f64::from(value * weight) / whole * (f64::from(value) / mean).ln(),
        };
        let naive: f64 = schools.iter().map(term).sum();
        prop_assert!((values(&outcome(&all_three(), &schools, 1))[0] - naive).abs() <= 1e-13);
    }

    #[test]
    fn another_unit_of_measurement_changes_nothing(schools in schools(), factor in 1..100u32) {
        let (before, after) = (outcome(&all_three(), &schools, 1), outcome(&all_three(), &schools, factor));
        for (a, b) in values(&before).into_iter().zip(values(&after)) {
            prop_assert!((a - b).abs() <= 1e-13);
        }
    }

    #[test]
    fn a_school_that_takes_from_a_poorer_one_makes_it_no_smaller(schools in schools(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let mut more = schools.clone();
        let (from, to) = (from.index(schools.len()), to.index(schools.len()));
        prop_assume!(from != to && schools[from].0 <= schools[to].0);
        let (poor, rich) = (schools[from], schools[to]);
        // As many thousandths in all are given as are taken.
        let taken = poor.0 - poor.0 % rich.1;
        more[from].0 -= taken;
        more[to].0 += taken / rich.1 * poor.1;
        let theil = |schools: &[School]| values(&outcome(&all_three(), schools, 1))[0];
        prop_assert!(theil(&more) >= theil(&schools) - 1e-13);
    }

    #[test]
    fn all_alike_is_exactly_nothing(value in 1..5000u32, weights in prop::collection::vec((1..900u32, 0..3usize), 1..9)) {
        let schools: Vec<School> = weights.into_iter().map(|(weight, kind)| (value, weight, kind)).collect();
        let nothing = |id: &str, part: &str| rule(id, &format!("{part} <= 0"));
        let rules = nothing("whole", THEIL) + &nothing("between", BETWEEN) + &nothing("within", WITHIN);
        let outcome = outcome(&rules, &schools, 1);
        for id in ["whole", "between", "within"] {
            prop_assert_eq!(outcome.state(id), State::Met);
        }
    }
}

#[test]
fn a_logarithm_at_its_limit_is_decided_beyond_f64() {
    // ln 2 = 0.693147180559945309…; in f64 it is the same number as the first of these limits.
    let limits = [("0.6931471805599453", State::NotMet), ("0.6931471805599454", State::Met)];
    for (limit, expected) in limits {
        let asked = outcome(&rule("asked", &format!("{THEIL} <= {limit}")), &[(0, 1, 0), (1000, 1, 1)], 1);
        assert_eq!(asked.state("asked"), expected, "{limit}");
    }
}

/// Classes of two schools at two stages, so that a school is both a unit above and a stage a word.
#[test]
fn units_above_and_stages_are_groups_as_words_are() {
    let part = |by: &str| format!("between(v, weight = 1, by = {by})");
    let same = |id: &str, by: &str| rule(id, &format!("{} = {}", part(by), part("如")));
    let rules = same("by_school", "school")
        + &rule("by_stage", &format!("{} = {}", part("学段"), part("段")))
        + &rule("by_truth", &format!("{} = {}", part("如 in [甲]"), part("school")))
        + &rule("by_class", &format!("{} = theil(v, weight = 1)", part("class")))
        + &rule("by_county", &format!("{} = 0", part("county")));
    let pack = format!(
        "{HEAD}{}{}{}{rules}",
        number_field("v", "v", "class"),
        word_field("as", "如", "class", &["甲", "乙"]),
        word_field("at", "段", "class", &["一", "二"])
    );
    let school = sheet("school", &[]).row("s1", "c", &[]).row("s2", "c", &[]);
    let class = sheet("class", &["v", "如", "段"])
        .at_stage("k1", "s1", "primary", &["30", "甲", "一"])
        .at_stage("k2", "s1", "junior", &["50", "甲", "二"])
        .at_stage("k3", "s2", "primary", &["45", "乙", "一"])
        .at_stage("k4", "s2", "primary", &["28", "乙", "一"]);
    let outcome = assess(&Case { pack, sheets: vec![school, class], ..Case::default() });
    for id in ["by_school", "by_stage", "by_truth", "by_class", "by_county"] {
        assert_eq!(outcome.state(id), State::Met, "{id}");
    }
}

#[test]
fn a_group_that_is_not_known_is_named_as_what_is_missing() {
    let rules = rule("asked", &format!("{WITHIN} <= 1"));
    let table =
        sheet("school", &["x", "w", "类别"]).row("s1", "c", &["1", "1", "城区"]).row("s2", "c", &["2", "1", "—"]);
    let outcome = assess(&Case { pack: pack(&rules), sheets: vec![table], ..Case::default() });
    assert_eq!(outcome.state("asked"), State::Undetermined);
    let days = Days::one(None);
    let input =
        Input { program: &outcome.program, frames: &outcome.frames, answers: &Answers::default(), as_of: &days };
    let missing = reasons(input, outcome.check("asked"), 0);
    let told: Vec<(&str, &str)> = missing.iter().map(|reason| (reason.unit.as_str(), reason.what.as_str())).collect();
    assert_eq!(told, [("s2", "类别")]);
}
