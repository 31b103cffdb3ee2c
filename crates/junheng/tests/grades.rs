//! Grades that are not fully known: waivers, caps, stages, and rows a rule may not be about.

mod common;

use common::{Case, GOOD_FAIR_POOR, HEAD, Outcome, assess, number_field, sheet};
use junheng::assessment::State;
use junheng::table::Presence;

/// A rule that gives the grades by `x`, with more keys before its lines.
fn mark(keys: &str) -> String {
    let lines = r#"outcome = [
  { at_least = 9, grade = "good" },
  { at_least = 6, less_than = 9, grade = "fair" },
  { less_than = 6, grade = "poor" },
]
"#;
    format!("[[rule]]\nid = \"mark\"\nscale = \"three\"\nvalue = \"x\"\n{keys}\n{lines}")
}

fn waiver(id: &str, when: &str, gives: &str) -> String {
    format!("[[rule.variant]]\nid = \"{id}\"\nwhen = \"{when} > 0\"\n{gives}\n")
}

/// What comes of one county with these cells of `x`, `a`, `b` and `c`.
fn county(rules: &str, cells: [&str; 4]) -> Outcome {
    let fields = ["x", "a", "b", "c"].map(|id| number_field(id, id, "county")).concat();
    let sheets = vec![sheet("county", &["x", "a", "b", "c"]).row("c", "", &cells)];
    assess(&Case { pack: format!("{HEAD}{GOOD_FAIR_POOR}{fields}{rules}"), sheets, ..Case::default() })
}

fn grade(outcome: &Outcome, id: &str) -> Result<f64, Presence> {
    let column = outcome.assessment.of(outcome.check(id)).grade.clone().expect("the rule gives grades");
    column.get(0).ok_or(column.presence(0))
}

/// The grade of `mark` with two waivers, the first to fair, the second to good.
fn with_two(several: &str, cells: [&str; 4]) -> Result<f64, Presence> {
    let keys = format!("if_several = \"{several}\"");
    let waivers = waiver("one", "a", "grade = \"fair\"") + &waiver("two", "b", "grade = \"good\"");
    grade(&county(&(mark(&keys) + &waivers), cells), "mark")
}

#[test]
fn of_several_waivers_the_choice_of_the_rule_counts() {
    let both = ["1", "1", "1", "0"];
    assert_eq!(with_two("first", both), Ok(1.0), "the first that holds");
    assert_eq!(with_two("lenient", both), Ok(2.0), "the mildest");
    assert_eq!(with_two("strict", both), Ok(1.0), "the hardest");
    assert_eq!(with_two("error", both), Err(Presence::Failed), "only one may hold");
    assert_eq!(with_two("strict", ["9", "1", "0", "0"]), Ok(1.0), "a strict one replaces what is milder");
    assert_eq!(with_two("lenient", ["9", "1", "0", "0"]), Ok(2.0), "a lenient one does not");
}

#[test]
fn a_waiver_that_may_hold_leaves_the_grade_open_unless_it_comes_out_the_same() {
    let first_open = ["1", "—", "1", "0"];
    assert_eq!(with_two("first", first_open), Err(Presence::Blank));
    assert_eq!(with_two("lenient", first_open), Ok(2.0), "nothing is milder than the second");
    assert_eq!(with_two("strict", first_open), Err(Presence::Blank));
    assert_eq!(with_two("error", first_open), Err(Presence::Blank));
    let second_open = ["1", "1", "—", "0"];
    assert_eq!(with_two("first", second_open), Ok(1.0), "the first holds, whatever comes after");
    assert_eq!(with_two("lenient", second_open), Err(Presence::Blank));
    assert_eq!(with_two("strict", second_open), Ok(1.0), "the second would only be milder");
    let same = ["7", "—", "0", "0"];
    for several in ["first", "lenient", "strict", "error"] {
        assert_eq!(with_two(several, same), Ok(1.0), "fair either way: {several}");
    }
    assert_eq!(with_two("lenient", ["—", "0", "1", "0"]), Ok(2.0), "nothing is better than the best");
    assert_eq!(with_two("lenient", ["—", "1", "0", "0"]), Err(Presence::Blank));
}

#[test]
fn a_waiver_of_the_state_betters_it_and_tells_no_grade() {
    let rule = mark("if_several = \"lenient\"") + &waiver("one", "a", "state = \"met\"");
    let outcome = county(&rule, ["1", "1", "0", "0"]);
    assert_eq!((outcome.state("mark"), grade(&outcome, "mark")), (State::Met, Err(Presence::NotStated)));
    let outcome = county(&rule, ["7", "1", "0", "0"]);
    assert_eq!((outcome.state("mark"), grade(&outcome, "mark")), (State::Met, Ok(1.0)));
}

#[test]
fn a_cap_on_a_grade_that_is_not_known_does_not_make_it_known() {
    let veto = |cap: &str| {
        format!("[[rule]]\nid = \"v\"\nrole = \"veto\"\neffect = \"cap\"\ncap = \"{cap}\"\nmet_when = \"a > 0\"\n")
    };
    let verdict = r#"[[verdict]]
id = "whole"
scale = "three"
outcome = [
  { when = "grade(mark) = good", grade = "good" },
  { when = "grade(mark) = fair", grade = "fair" },
  { when = "else", grade = "poor" },
]
"#;
    let state = |cap: &str, cells| county(&(mark("") + &veto(cap) + verdict), cells).state("whole");
    assert_eq!(state("fair", ["9", "0", "0", "0"]), State::Met);
    assert_eq!(state("fair", ["—", "0", "0", "0"]), State::Undetermined, "it may be poor");
    assert_eq!(state("poor", ["—", "0", "0", "0"]), State::NotMet, "it cannot be better");
    assert_eq!(state("fair", ["9", "—", "0", "0"]), State::Undetermined, "the grade is fair or good");
    assert_eq!(state("fair", ["1", "—", "0", "0"]), State::NotMet);
}

#[test]
fn where_it_is_not_known_whether_a_rule_applies_no_line_settles_it() {
    let outcome = county(&mark("applies = \"a > 0\""), ["9", "—", "0", "0"]);
    assert_eq!((outcome.state("mark"), grade(&outcome, "mark")), (State::Undetermined, Err(Presence::Blank)));
    let outcome = county(&mark("applies = \"a > 0\""), ["9", "0", "0", "0"]);
    assert_eq!((outcome.state("mark"), grade(&outcome, "mark")), (State::NotApplicable, Err(Presence::NotApplicable)));
}

#[test]
fn points_are_open_where_it_is_not_known_whether_the_rule_applies() {
    let rule = r#"[[rule]]
id = "books"
role = "scored"
points = 10
value = "x"
applies = "a > 0"
if_not_applicable = "full"
outcome = [{ at_least = 9, points = 10 }, { less_than = 9, points = 4 }]
[[rule]]
id = "enough"
met_when = "total >= 4 分"
[[rule]]
id = "some"
met_when = "total >= 0 分"
"#;
    assert_eq!(county(rule, ["7", "1", "0", "0"]).points("books"), Ok(4.0));
    assert_eq!(county(rule, ["7", "0", "0", "0"]).points("books"), Ok(10.0));
    let open = county(rule, ["7", "—", "0", "0"]);
    assert_eq!(open.points("books"), Err(Presence::Blank));
    assert_eq!((open.state("enough"), open.state("some")), (State::Undetermined, State::Met));
}

#[test]
fn a_stage_known_not_to_be_met_settles_the_whole_though_not_its_grade() {
    let rules = r#"[[rule]]
id = "mark"
level = "school"
per_stage = "worst"
scale = "three"
value = "books"
outcome = [{ at_least = 9, grade = "good" }, { at_least = 6, less_than = 9, grade = "fair" }, { less_than = 6, grade = "poor" }]
[[verdict]]
id = "whole"
level = "school"
per_stage = "each"
scale = "three"
outcome = [{ when = "books >= 9", grade = "good" }, { when = "else", grade = "poor" }]
"#;
    let field = format!("{}by = \"stage\"\n", number_field("books", "books", "school"));
    let table = |cells: [&str; 2]| sheet("school", &["小学books", "初中books"]).row("s", "c", &cells);
    let found = |cells: [&str; 2]| {
        assess(&Case {
            pack: format!("{HEAD}{GOOD_FAIR_POOR}{field}{rules}"),
            sheets: vec![table(cells)],
            ..Case::default()
        })
    };
    for id in ["mark", "whole"] {
        assert_eq!((found(["9", "9"]).state(id), grade(&found(["9", "9"]), id)), (State::Met, Ok(2.0)), "{id}");
        assert_eq!((found(["9", "1"]).state(id), grade(&found(["9", "1"]), id)), (State::NotMet, Ok(0.0)), "{id}");
        assert_eq!(
            (found(["—", "1"]).state(id), grade(&found(["—", "1"]), id)),
            (State::NotMet, Err(Presence::Blank)),
            "{id}"
        );
        assert_eq!(found(["—", "9"]).state(id), State::Undetermined, "{id}");
    }
}
