//! Functions from outside, here of this test: what they are given, what becomes of what they say.

mod common;

use std::sync::{Arc, Mutex};

use common::{Case, HEAD, Outcome, Sheet, Shelf, assess_program, compile_shelf_with, number_field, sheet, word_field};
use junheng::assessment::State;
use junheng::evaluate::{Input, reasons};
use junheng::function::native::{
    Answer, Batch, Call, Failure, Kind, Measure, Missing, Native, Origin, Outcome as Said, Parameter, Shape, Told,
};
use junheng::table::Presence;

fn number(name: &str) -> Parameter {
    Parameter { name: name.to_owned(), kind: Kind::Number(Measure::Any) }
}

fn native(name: &str, shape: Shape, parameters: Vec<Parameter>, call: Call) -> Native {
    Native {
        name: name.to_owned(),
        manual: [String::new(), String::new()],
        from: Origin { plugin: "of_test".to_owned(), version: "1.0.0".to_owned(), sha256: "0".repeat(64) },
        shape,
        missing: Missing::Decides,
        parameters,
        unit: Measure::Any,
        reasons: vec!["只有一个值".to_owned()],
        call,
    }
}

/// The greatest less the least of each part; it fails where the greatest is 99.
fn spread() -> Native {
    let call = |batch: &Batch| {
        let part = |rows: std::ops::Range<usize>| {
            let values = &batch.columns[0].values[rows];
            let greatest = values.iter().copied().fold(f64::MIN, f64::max);
            match values {
                [_] => Ok(vec![Answer::Undetermined(0)]),
                _ if greatest > 98.0 => Err(Failure::Signal(11)),
                _ => Ok(vec![Answer::Number(greatest - values.iter().copied().fold(f64::MAX, f64::min))]),
            }
        };
        batch.parts().map(part).collect()
    };
    native("spread", Shape::Aggregate, vec![number("value")], Box::new(call))
}

/// A function that gives 1 and keeps what it was given.
fn listening(shape: Shape, parameters: Vec<Parameter>) -> (Native, Arc<Mutex<Vec<Batch>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = heard.clone();
    let call = move |batch: &Batch| {
        ears.lock().expect("no test thread panicked").push(batch.clone());
        batch.parts().map(|rows| Ok(vec![Answer::Number(1.0); rows.len()])).collect()
    };
    (native("heard", shape, parameters, Box::new(call)), heard)
}

fn pack(value: &str, rest: &str) -> String {
    let fields = number_field("books", "图书", "school")
        + &number_field("teachers", "教师", "school")
        + &word_field("kind", "类型", "school", &["甲", "乙"]);
    format!("{HEAD}{fields}[[rule]]\nid = \"r\"\ntitle = \"差距\"\nvalue = '{value}'\n{rest}\n")
}

fn schools(rows: &[(&str, &str, &[&str])]) -> Vec<Sheet> {
    let counties = sheet("county", &[]).row("c0", "", &[]).row("c1", "", &[]);
    let add = |table: Sheet, (code, county, cells): &(&str, &str, &[&str])| table.row(code, county, cells);
    vec![counties, rows.iter().fold(sheet("school", &["图书", "教师", "类型"]), add)]
}

fn assess(pack: &str, sheets: Vec<Sheet>, native: Native) -> Outcome {
    let (program, diagnostics, _) = compile_shelf_with(shelf(pack), &[Arc::new(native)]);
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.code).collect();
    let program = program.unwrap_or_else(|| unreachable!("{codes:?}"));
    assess_program(program, &Case { pack: pack.to_owned(), sheets, ..Case::default() })
}

fn shelf(pack: &str) -> Shelf {
    Shelf(vec![("tiny".to_owned(), pack.to_owned())])
}

fn codes(pack: &str, natives: Vec<Native>) -> Vec<&'static str> {
    let natives: Vec<Arc<Native>> = natives.into_iter().map(Arc::new).collect();
    compile_shelf_with(shelf(pack), &natives).1.iter().map(|diagnostic| diagnostic.message.code).collect()
}

#[test]
fn an_aggregate_from_outside_is_a_value_as_any_other() {
    let data: [(&str, &str, &[&str]); 3] =
        [("s1", "c0", &["10", "1", "甲"]), ("s2", "c0", &["14", "1", "甲"]), ("s3", "c1", &["5", "1", "甲"])];
    let found = assess(&pack("spread(图书) / 2", "at_most = 2"), schools(&data), spread());
    assert_eq!(found.value("r"), Ok(2.0));
    assert_eq!(found.state("r"), State::Met);
    assert_eq!(found.value_at("r", 1), Err(Presence::Withheld), "it says itself that it is undetermined");
    assert_eq!(found.state_at("r", 1), State::Undetermined);
}

#[test]
fn a_part_that_fails_is_an_error_and_leaves_the_others_alone() {
    let data: [(&str, &str, &[&str]); 4] = [
        ("s1", "c0", &["99", "1", "甲"]),
        ("s2", "c0", &["14", "1", "甲"]),
        ("s3", "c1", &["5", "1", "甲"]),
        ("s4", "c1", &["6", "1", "甲"]),
    ];
    let found = assess(&pack("spread(图书)", "at_most = 2"), schools(&data), spread());
    assert_eq!((found.state("r"), found.state_at("r", 1)), (State::Error, State::Met));
    let Outcome { program, frames, .. } = &found;
    let (answers, as_of) = Default::default();
    let input = Input { program, frames, answers: &answers, as_of: &as_of };
    let [reason] = &reasons(input, found.check("r"), 0)[..] else { unreachable!("one reason") };
    assert_eq!(reason.what, "spread (of_test 1.0.0)");
    assert_eq!(reason.told, Some(Told::Failed(Failure::Signal(11))));
}

#[test]
fn what_is_missing_keeps_a_function_from_being_asked_and_what_does_not_apply_drops_out() {
    let data: [(&str, &str, &[&str]); 4] = [
        ("s1", "c0", &["10", "1", "甲"]),
        ("s2", "c0", &["—", "1", "甲"]),
        ("s3", "c1", &["5", "/", "甲"]),
        ("s4", "c1", &["7", "3", "甲"]),
    ];
    let (function, heard) = listening(Shape::Aggregate, vec![number("a"), number("b")]);
    let found = assess(&pack("heard(图书, 教师)", ""), schools(&data), function);
    assert_eq!(found.value("r"), Err(Presence::Blank));
    let heard = heard.lock().expect("no test thread panicked");
    let columns: Vec<&[f64]> = heard[0].columns.iter().map(|column| &column.values[..]).collect();
    assert_eq!((columns, &heard[0].ends), (vec![&[7.0][..], &[3.0][..]], &vec![1]));
}

#[test]
fn who_asks_for_it_is_given_what_is_missing_as_such() {
    let data: [(&str, &str, &[&str]); 2] = [("s1", "c0", &["10", "1", "甲"]), ("s2", "c0", &["—", "2", "甲"])];
    let (function, heard) = listening(Shape::Aggregate, vec![number("a"), number("b")]);
    let function = Native { missing: Missing::Given, ..function };
    assess(&pack("heard(图书, 教师)", ""), schools(&data), function);
    let heard = heard.lock().expect("no test thread panicked");
    assert_eq!(heard[0].columns[0].there, [true, false]);
    assert_eq!(heard[0].columns[1].there, [true; 0], "all are there");
}

#[test]
fn groups_are_numbered_as_they_appear_in_each_part() {
    let data: [(&str, &str, &[&str]); 4] = [
        ("s1", "c0", &["1", "1", "乙"]),
        ("s2", "c0", &["2", "2", "甲"]),
        ("s3", "c1", &["3", "3", "甲"]),
        ("s4", "c1", &["4", "4", "乙"]),
    ];
    let group = Parameter { name: "g".to_owned(), kind: Kind::Group };
    let (function, heard) = listening(Shape::Aggregate, vec![number("a"), group.clone(), group]);
    assess(&pack("heard(图书, 类型, school)", ""), schools(&data), function);
    let heard = heard.lock().expect("no test thread panicked");
    assert_eq!(heard[0].columns[1].values, [0.0, 1.0, 0.0, 1.0]);
    assert_eq!(heard[0].columns[2].values, [0.0, 1.0, 0.0, 1.0]);
}

#[test]
fn a_filter_and_the_scope_choose_the_rows() {
    let data: [(&str, &str, &[&str]); 3] =
        [("s1", "c0", &["10", "1", "甲"]), ("s2", "c0", &["14", "1", "甲"]), ("s3", "c0", &["99", "1", "乙"])];
    let found = assess(&pack("spread(图书, where = 类型 = 甲)", ""), schools(&data), spread());
    assert_eq!(found.value("r"), Ok(4.0));
}

#[test]
fn rows_are_answered_one_by_one_a_county_at_a_time() {
    let data: [(&str, &str, &[&str]); 3] =
        [("s1", "c0", &["10", "1", "甲"]), ("s2", "c0", &["—", "1", "甲"]), ("s3", "c1", &["6", "1", "甲"])];
    let (function, heard) = listening(Shape::Rows, vec![number("a")]);
    let found = assess(&pack("heard(图书)", "level = \"school\""), schools(&data), function);
    assert_eq!([0, 1, 2].map(|row| found.value_at("r", row)), [Ok(1.0), Err(Presence::Blank), Ok(1.0)]);
    assert_eq!(heard.lock().expect("no test thread panicked")[0].ends, [1, 2]);
}

#[test]
fn answers_that_are_none_are_failures() {
    let data: [(&str, &str, &[&str]); 1] = [("s1", "c0", &["10", "1", "甲"])];
    let odd = |answers: Vec<Said>| {
        let answers = Mutex::new(answers);
        let call = move |_: &Batch| std::mem::take(&mut *answers.lock().expect("no test thread panicked"));
        assess(
            &pack("odd(图书)", "at_most = 1"),
            schools(&data),
            native("odd", Shape::Aggregate, vec![number("a")], Box::new(call)),
        )
        .state("r")
    };
    assert_eq!(odd(vec![Ok(vec![Answer::NotFinite])]), State::Error);
    assert_eq!(odd(vec![Ok(vec![])]), State::Error);
    assert_eq!(odd(vec![]), State::Error);
    assert_eq!(odd(vec![Ok(vec![Answer::Undetermined(7)])]), State::Error, "it has no such reason");
}

#[test]
fn arguments_have_the_kinds_and_units_a_function_says() {
    let meters = Parameter { name: "m".to_owned(), kind: Kind::Number(Measure::In("㎡".to_owned())) };
    let square = |kind| native("area", Shape::Rows, vec![kind], Box::new(|_: &Batch| Vec::new()));
    let entry = |value: &str| pack(value, "level = \"school\"");
    assert_eq!(codes(&entry("area(图书)"), vec![square(meters.clone())]), ["unit-mismatch"]);
    assert_eq!(codes(&entry("area(图书 * 1 ㎡, 2)"), vec![square(meters.clone())]), ["bad-argument"]);
    assert_eq!(codes(&entry("area(图书 > 1)"), vec![square(meters)]), ["type-mismatch"]);
    let day = Parameter { name: "d".to_owned(), kind: Kind::Day };
    assert_eq!(codes(&entry("area(图书)"), vec![square(day)]), ["type-mismatch"]);
    let odd = Parameter { name: "o".to_owned(), kind: Kind::Number(Measure::In("光年".to_owned())) };
    assert_eq!(codes(&entry("area(图书)"), vec![square(odd)]), ["plugin-unit"]);
    assert_eq!(codes(&entry("area(图书, where = 图书 > 1)"), vec![square(number("a"))]), ["bad-argument"]);
}

#[test]
fn a_unit_of_ten_thousand_is_converted_both_ways() {
    let wan = Measure::In("万元".to_owned());
    let parameter = Parameter { name: "a".to_owned(), kind: Kind::Number(wan.clone()) };
    let same = |batch: &Batch| {
        batch.parts().map(|rows| Ok(rows.map(|row| Answer::Number(batch.columns[0].values[row])).collect())).collect()
    };
    let function = Native { unit: wan, ..native("same", Shape::Rows, vec![parameter], Box::new(same)) };
    let data: [(&str, &str, &[&str]); 1] = [("s1", "c0", &["10", "1", "甲"])];
    let text = pack("same(图书 * 30000 元)", "level = \"school\"\nunit = \"元\"");
    assert_eq!(assess(&text, schools(&data), function).value("r"), Ok(300_000.0));
}

#[test]
fn a_name_is_not_taken_twice() {
    let text = pack("spread(图书)", "");
    assert_eq!(codes(&text, vec![spread(), spread()]), ["function-taken"]);
    assert_eq!(codes(&text, vec![spread(), Native { name: "cv".to_owned(), ..spread() }]), ["function-taken"]);
}

#[test]
fn a_value_at_its_limit_is_compared_as_it_came() {
    let data: [(&str, &str, &[&str]); 2] = [("s1", "c0", &["0.1", "1", "甲"]), ("s2", "c0", &["0.4", "1", "甲"])];
    // 0.4 − 0.1 is 0.30000000000000004 in `f64`, and exactly 0.3: a plugin knows only the former.
    let at = |rest: &str| assess(&pack("spread(图书)", rest), schools(&data), spread()).state("r");
    assert_eq!(at("at_most = 0.3"), State::NotMet);
    assert_eq!(at("at_least = 0.3"), State::Met);
}
