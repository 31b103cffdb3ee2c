//! A rule whose lines of outcome look at rules that stand behind it, and rules that look at each other.

mod common;

use common::{Case, HEAD, assess, complaints, number_field, sheet};
use junheng::assessment::State;

const AHEAD: &str = r#"
[[rule]]
id = "first"
role = "scored"
points = 4
value = "x"
outcome = [{ when = "met(later)", points = 4 }, { when = "value(last) > 1", points = 2 }, { when = "else", points = 0 }]
[[rule]]
id = "later"
value = "x"
at_least = 10
[[measure]]
id = "last"
title = "末项"
level = "county"
unit = "1"
value = "x / 2"
"#;

#[test]
fn lines_of_outcome_may_look_at_rules_behind_them() {
    let pack = format!("{HEAD}{}{AHEAD}", number_field("x", "x", "county"));
    for (x, points) in [("12", 4.0), ("6", 2.0), ("1", 0.0)] {
        let sheets = vec![sheet("county", &["x"]).row("c", "", &[x])];
        let outcome = assess(&Case { pack: pack.clone(), sheets, ..Case::default() });
        let found = outcome.assessment.of(outcome.check("first")).points.as_ref().and_then(|points| points.get(0));
        assert_eq!(found, Some(points), "{x}");
        assert_eq!(outcome.state("later"), if x == "12" { State::Met } else { State::NotMet });
    }
}

#[test]
fn rules_that_look_at_each_other_are_reported() {
    let each_other = AHEAD.replace("value = \"x\"\nat_least = 10", "met_when = \"points(first) > 1 分\"");
    let pack = format!("{HEAD}{}{each_other}", number_field("x", "x", "county"));
    let codes: Vec<&str> = complaints(&pack).iter().map(|(code, _)| *code).collect();
    assert!(codes.contains(&"cycle"), "{codes:?}");
}
