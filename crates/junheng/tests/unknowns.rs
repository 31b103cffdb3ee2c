//! What is not known, or is nothing, decides no comparison; and what cannot be compared is refused.

mod common;

use common::{Case, HEAD, Outcome, assess, complaints, number_field, sheet, word_field};
use junheng::assessment::State;
use junheng::table::Presence;

/// What comes of one county with these cells of `x`, `y`, `z` and `u`, and a school with these of `s`.
fn county(rules: &str, cells: [&str; 4], schools: &[&str]) -> Outcome {
    let mut below = sheet("school", &["s"]);
    for (at, cell) in schools.iter().enumerate() {
        below = below.row(&format!("s{at}"), "c", &[cell]);
    }
    let sheets = vec![sheet("county", &["x", "y", "z", "u"]).row("c", "", &cells), below];
    assess(&Case { pack: pack(rules), sheets, ..Case::default() })
}

fn pack(rules: &str) -> String {
    let fields = ["x", "y", "z", "u"].map(|id| number_field(id, id, "county")).concat();
    let words = word_field("w", "w", "county", &["a", "b"]);
    format!("{HEAD}{fields}{words}{}{rules}", number_field("s", "s", "school"))
}

fn rule(formula: &str) -> String {
    format!("[[rule]]\nid = \"asked\"\nmet_when = \"{formula}\"\n")
}

#[test]
fn a_share_of_nothing_is_on_no_side_of_a_limit() {
    let limited = "[[rule]]\nid = \"asked\"\nvalue = \"share(s > 1)\"\nat_most = \"50 %\"\n";
    for rules in [limited.to_owned(), rule("share(s > 1) <= 50 %"), rule("share(s > 1) >= 50 %")] {
        assert_eq!(county(&rules, ["1"; 4], &["/", "/"]).state("asked"), State::Undetermined, "{rules}");
    }
}

#[test]
fn whether_all_hold_is_a_truth_and_not_how_many() {
    let parts = ["x", "y", "z"].map(|id| format!("[[rule]]\nid = \"p{id}\"\nmet_when = \"{id} > 0\"\n")).concat();
    let rules =
        format!("{parts}[[rule]]\nid = \"asked\"\nof = [\"px\", \"py\", \"pz\"]\nmet_when = \"all(met) = (1 > 0)\"\n");
    assert_eq!(county(&rules, ["1", "1", "1", "0"], &[]).state("asked"), State::Met);
    assert_eq!(county(&rules, ["1", "1", "—", "0"], &[]).state("asked"), State::Undetermined);
    assert_eq!(county(&rules, ["1", "0", "—", "0"], &[]).state("asked"), State::NotMet);
}

#[test]
fn one_of_a_list_is_decided_exactly() {
    assert_eq!(county(&rule("x + y in [0.3, 7]"), ["0.1", "0.2", "0", "0"], &[]).state("asked"), State::Met);
    assert_eq!(county(&rule("x in [y + z]"), ["0.3", "0.1", "0.2", "0"], &[]).state("asked"), State::Met);
}

#[test]
fn terms_that_cancel_to_nothing_are_nothing_to_divide_by() {
    let zero = ["1", "0.1", "0.2", "0.3"];
    assert_eq!(county(&rule("x / (y + z - u) >= 1"), zero, &[]).state("asked"), State::Undetermined);
    let value =
        "[[measure]]\nid = \"asked\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"1\"\nvalue = \"x / (y + z - u)\"\n";
    assert_eq!(county(value, zero, &[]).value("asked"), Err(Presence::ZeroDivisor));
    assert_eq!(county(value, ["1", "0.5", "0.25", "0.25"], &[]).value("asked"), Ok(2.0));
}

#[test]
fn a_place_is_where_it_is_exactly() {
    let value = "[[measure]]\nid = \"asked\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"1\"\nvalue = \"pick([5, 4, 3], (x + y) * 10, beyond = undetermined)\"\n";
    assert_eq!(county(value, ["0.1", "0.2", "0", "0"], &[]).value("asked"), Ok(3.0));
}

#[test]
fn bands_that_leave_a_value_out_give_it_no_points() {
    // Borders that are numbers must tile; whether one that is worked out does is seen only here.
    let lines = "outcome = [{ at_least = \"y\", points = 10 }, { at_least = 6, less_than = \"y\", points = 4 }]\n";
    let rules = format!("[[rule]]\nid = \"asked\"\nrole = \"scored\"\npoints = 10\nvalue = \"x\"\n{lines}");
    assert_eq!(county(&rules, ["7", "9", "0", "0"], &[]).points("asked"), Ok(4.0));
    assert_eq!(county(&rules, ["1", "9", "0", "0"], &[]).points("asked"), Err(Presence::NotStated));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let refused = [
        ("w in [1, 2]", "type-mismatch"),
        ("x in [10 人]", "unit-mismatch"),
        ("x in [as_of]", "type-mismatch"),
        ("pick([1 分, 2 人], x, beyond = last) > 1 人", "unit-mismatch"),
        ("pick([1, 2], 3 人, beyond = last) > 1", "unit-mismatch"),
        ("单位代码 = w", "type-mismatch"),
        ("w = unit_name", "type-mismatch"),
        ("单位代码 = 单位名称", "type-mismatch"),
        ("date(99999999, 1, 1) > as_of", "bad-argument"),
        ("date(2147483647, 1, 1) > as_of", "bad-argument"),
    ];
    for (formula, code) in refused {
        let said = complaints(&pack(&rule(formula)));
        assert!(said.iter().any(|(known, _)| *known == code), "{formula}: {said:?}");
    }
    for formula in ["x in [0, 5]", "w in [a, b]", "as_of in [date(2020, 1, 1)]", "单位代码 = c", "unit_code in [c, d]"]
    {
        assert_eq!(complaints(&pack(&rule(formula))), [], "{formula}");
    }
}

#[test]
fn no_span_of_time_is_too_long() {
    for span in ["99999999 年", "178956970 年", "2147483647 个月", "2147483647 天"] {
        for sign in ["+", "-"] {
            let rules = rule(&format!("as_of {sign} {span} {sign} {span} > date(2020, 1, 1)"));
            let case = Case {
                pack: pack(&rules),
                sheets: vec![sheet("county", &["x"]).row("c", "", &["1"])],
                as_of: Some("2023-12-31"),
                ..Case::default()
            };
            let wanted = if sign == "+" { State::Met } else { State::NotMet };
            assert_eq!(assess(&case).state("asked"), wanted, "{span}");
        }
    }
}

#[test]
fn a_waiver_in_force_for_a_time_needs_the_day() {
    let rules = r#"[[rule]]
id = "asked"
met_when = "x > 1"
if_several = "lenient"
[[rule.variant]]
id = "for_now"
when = "y > 0"
state = "met"
until = 2025-12-31
"#;
    assert!(county(rules, ["0", "1", "0", "0"], &[]).program.is_dated());
}

#[test]
fn counting_members_that_may_not_apply_is_noticed_however_it_is_spaced() {
    let part = "[[rule]]\nid = \"part\"\napplies = \"y > 0\"\nmet_when = \"x > 0\"\n";
    for formula in ["count(met) >= 1", "count (met) >= 1", "share(\tmet) >= 1", "share （met） >= 1"] {
        let rules = format!("{part}[[rule]]\nid = \"asked\"\nof = [\"part\"]\nmet_when = \"{formula}\"\n");
        let said = complaints(&pack(&rules));
        assert!(said.iter().any(|(code, _)| *code == "unstated-choice"), "{formula}: {said:?}");
    }
}

/// Each period has its own day: what is said of an earlier one is said of its day.
#[test]
fn the_day_of_an_earlier_period_is_its_own() {
    let rules = rule("prev(as_of) < as_of") + "[[rule]]\nid = \"none\"\nmet_when = \"prev(as_of) <= as_of\"\n";
    let table = sheet("county", &["x"]).in_period("c", "", "2022", &["1"]).in_period("c", "", "2023", &["1"]);
    let found = assess(&Case { pack: pack(&rules), sheets: vec![table], ..Case::default() });
    let days = junheng::assessment::Days::each([Some(19_357), Some(19_722)]);
    let answers = junheng::evaluate::Answers::default();
    let input =
        junheng::evaluate::Input { program: &found.program, frames: &found.frames, answers: &answers, as_of: &days };
    let all = junheng::evaluate::evaluate(input, 0..2);
    assert_eq!(all.of(found.check("asked")).state, [State::Undetermined, State::Met]);
}
