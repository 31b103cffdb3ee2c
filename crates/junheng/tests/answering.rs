//! Answers that may be about several units are used for none.

mod common;

use common::{Case, Outcome, answer, assess, number_field, sheet};
use junheng::assessment::State;
use junheng::table::Answer;

const RULE: &str = r#"
[[rule]]
id = "asked"
level = ["county", "school"]
ask = { answers = ["yes", "no"], met = ["yes"] }
"#;

fn found(answers: Vec<Answer>) -> Outcome {
    let fields = number_field("x", "x", "county") + &number_field("s", "s", "school");
    let counties = sheet("county", &["x"]).row("1", "", &["1"]).row("2", "", &["1"]);
    let schools = sheet("school", &["s"]).row("1", "2", &["1"]).row("7", "2", &["1"]);
    let pack = format!("{}{fields}{RULE}", common::HEAD);
    assess(&Case { pack, sheets: vec![counties, schools], answers, ..Case::default() })
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.message.code).collect()
}

fn states(outcome: &Outcome) -> [Vec<State>; 2] {
    let of = |at: usize| {
        let mut checks =
            outcome.program.checks.iter().zip(&outcome.assessment.findings).filter(|(check, _)| check.id == "asked");
        checks.nth(at).expect("one for each level").1.state.clone()
    };
    [of(0), of(1)]
}

#[test]
fn a_code_of_two_levels_is_asked_back() {
    let open = [State::NotChecked, State::NotChecked];
    let both = found(vec![answer("asked", "1", "yes", "")]);
    assert_eq!(codes(&both), ["answer-ambiguous"]);
    assert_eq!(states(&both), [open.to_vec(), open.to_vec()]);
    let one = found(vec![answer("asked", "2", "yes", ""), answer("asked", "7", "no", "")]);
    assert_eq!(codes(&one), [] as [&str; 0]);
    assert_eq!(states(&one), [vec![State::NotChecked, State::Met], vec![State::NotChecked, State::NotMet]]);
    let none = found(vec![answer("asked", "9", "yes", "")]);
    assert_eq!(codes(&none), ["answer-unknown-unit"]);
}
