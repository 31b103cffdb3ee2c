//! The description and the call, with functions of this test in place of a library: what Miri can look at.
#![allow(unsafe_code)] // breaks the contract on purpose, as far as that is no undefined behaviour

use junheng::function::native::{Answer, Argument, Batch, Failure, Outcome};
use junheng_plugin::contract::{self, Answers, Column, Function, Parameter, Plugin, Text};
use junheng_plugin::{Answer as Given, Form, Missing, guard};

use crate::offer::Offer;
use crate::{call, read};

const SPREAD: junheng_plugin::Function = junheng_plugin::Function {
    name: "spread",
    manual: ["差", "spread"],
    unit: "first",
    form: Form::Aggregate,
    missing: Missing::Given,
    parameters: &[junheng_plugin::Parameter::number("value", "any")],
    reasons: &["没有值"],
};

fn spread(columns: &[junheng_plugin::Column<'_>]) -> Result<Given, String> {
    let there = (0..columns[0].len()).filter_map(|at| columns[0].get(at));
    let bounds = there.fold(None, |bounds: Option<[f64; 2]>, value| {
        Some(bounds.map_or([value, value], |[least, most]| [least.min(value), most.max(value)]))
    });
    match bounds {
        Some([least, most]) if most < 100.0 => Ok(Given::Number(most - least)),
        Some(_) => Err("太大".repeat(1000)),
        None => Ok(Given::Undetermined(0)),
    }
}

const TWICE: junheng_plugin::Function =
    junheng_plugin::Function { name: "twice", form: Form::Rows, missing: Missing::Decides, reasons: &[], ..SPREAD };

fn twice(columns: &[junheng_plugin::Column<'_>], row: usize) -> Result<Given, String> {
    assert!(columns[0].values()[row] < 13.0, "thirteen");
    Ok(Given::Number(2.0 * columns[0].values()[row]))
}

junheng_plugin::export_plugin! {
    id: "of_test",
    version: "1.2.3",
    functions: [SPREAD => aggregate spread, TWICE => rows twice],
}

unsafe extern "C" {
    safe fn jh_plugin_entry() -> *const Plugin;
}

fn offered(plugin: *const Plugin) -> Result<(Offer, Vec<contract::Call>), String> {
    // SAFETY: null, or a description of this test, which is static or lives in the caller.
    unsafe { read::offer(plugin) }
}

fn asked(function: contract::Call, aggregates: bool, columns: Vec<Argument>, ends: Vec<usize>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    call::call(function, aggregates, &Batch { columns, ends }, |outcome| outcomes.push(outcome));
    outcomes
}

fn values(values: &[f64]) -> Vec<Argument> {
    vec![Argument { values: values.to_vec(), there: Vec::new() }]
}

#[test]
fn a_description_written_in_rust_is_read_as_it_was_written() {
    let (offer, calls) = offered(jh_plugin_entry()).expect("it keeps to the contract");
    assert_eq!((offer.id.as_str(), offer.version.as_str(), calls.len()), ("of_test", "1.2.3", 2));
    let spread = &offer.functions[0];
    assert_eq!((spread.name.as_str(), &spread.manual[0][..], &spread.unit[..]), ("spread", "差", "first"));
    assert_eq!((spread.aggregates, spread.sees_missing, &spread.reasons[0][..]), (true, true, "没有值"));
    assert!(!offer.functions[1].aggregates && offer.functions[1].reasons.is_empty());
}

#[test]
fn answers_come_back_part_by_part() {
    let (_, calls) = offered(jh_plugin_entry()).expect("it keeps to the contract");
    let there = vec![true, true, false, true, false];
    let columns = vec![Argument { values: vec![1.0, 5.0, 99.0, 7.0, 0.0], there }];
    let outcomes = asked(calls[0], true, columns, vec![3, 4, 5]);
    let number = |value| Ok(vec![Answer::Number(value)]);
    assert_eq!(outcomes, [number(4.0), number(0.0), Ok(vec![Answer::Undetermined(0)])]);
    let rows = asked(calls[1], false, values(&[1.0, 2.0, 3.0]), vec![1, 3]);
    assert_eq!(rows, [number(2.0), Ok(vec![Answer::Number(4.0), Answer::Number(6.0)])]);
}

#[test]
fn a_panic_and_a_long_message_stay_on_their_side() {
    let (_, calls) = offered(jh_plugin_entry()).expect("it keeps to the contract");
    guard::quiet();
    let outcomes = asked(calls[1], false, values(&[13.0, 1.0]), vec![1, 2]);
    assert!(matches!(&outcomes[0], Err(Failure::Said(why)) if why.contains("thirteen")), "{outcomes:?}");
    assert_eq!(outcomes[1], Ok(vec![Answer::Number(2.0)]));
    let outcomes = asked(calls[0], true, values(&[100.0]), vec![1]);
    assert!(matches!(&outcomes[0], Err(Failure::Said(why)) if why.len() == 1023), "cut between characters");
}

/// How a function of a plugin breaks the contract, without touching what is not there.
fn breach(broken: contract::Call) -> Outcome {
    asked(broken, true, values(&[1.0]), vec![1]).remove(0)
}

#[test]
fn breaches_of_the_contract_are_told_apart() {
    unsafe extern "C" fn three(_: *const Column, _: u64, answers: *mut Answers) -> i32 {
        // SAFETY: the loader gives one `Answers`.
        unsafe { (*answers).written = 3 };
        0
    }
    unsafe extern "C" fn elsewhere(_: *const Column, _: u64, answers: *mut Answers) -> i32 {
        // SAFETY: as above.
        unsafe { (*answers).values = std::ptr::null_mut() };
        0
    }
    unsafe extern "C" fn writes(columns: *const Column, _: u64, _: *mut Answers) -> i32 {
        // SAFETY: the loader gives one column of one value, through a pointer that may be written to.
        unsafe { (*columns).values.cast_mut().write(2.0) };
        7
    }
    unsafe extern "C" fn fails(_: *const Column, _: u64, answers: *mut Answers) -> i32 {
        // SAFETY: as above.
        unsafe { (*answers).message_length = u64::MAX };
        7
    }
    unsafe extern "C" fn nothing(_: *const Column, _: u64, answers: *mut Answers) -> i32 {
        // SAFETY: as above.
        unsafe { (*answers).written = 1 };
        0
    }
    assert_eq!(breach(three), Err(Failure::WrongLength(3, 1)));
    assert_eq!(breach(elsewhere), Err(Failure::Elsewhere));
    assert_eq!(breach(writes), Err(Failure::WroteToInputs));
    assert!(matches!(breach(fails), Err(Failure::Said(_))));
    assert_eq!(breach(nothing), Ok(vec![Answer::NotFinite]), "who says it answered and did not gave no number");
}

/// A description that is sound but for one change.
fn refused(change: impl Fn(&mut Plugin, &mut Function, &mut Parameter)) -> String {
    // SAFETY: the description of this test is static and sound.
    let (mut plugin, mut function) = unsafe {
        let plugin = jh_plugin_entry().read();
        (plugin, plugin.functions.read())
    };
    // SAFETY: the function has one parameter.
    let mut parameter = unsafe { function.parameters.read() };
    plugin.function_count = 1;
    let standing = plugin.functions;
    change(&mut plugin, &mut function, &mut parameter);
    // Linked afterwards, for a pointer to what is changed would be one no more.
    function.parameters = &raw const parameter;
    if plugin.functions == standing {
        plugin.functions = &raw const function;
    }
    offered(&raw const plugin).expect_err("the change breaks the contract")
}

#[test]
fn nothing_of_a_description_is_believed() {
    let bytes = b"\xff";
    let damaged = Text { bytes: bytes.as_ptr().cast(), length: 1 };
    let upper = Text { bytes: b"Odd".as_ptr().cast(), length: 3 };
    assert!(offered(std::ptr::null()).is_err_and(|why| why.contains("NULL")));
    assert!(refused(|plugin, _, _| plugin.size = 8).contains("size = 8"));
    assert!(refused(|plugin, _, _| plugin.function_size = 12).contains("function_size = 12"));
    assert!(refused(|plugin, _, _| plugin.function_count = 1 << 40).contains("functions"));
    assert!(refused(|plugin, _, _| plugin.functions = std::ptr::null()).contains("functions = NULL"));
    assert!(refused(|plugin, _, _| plugin.id = upper).contains("Odd"));
    assert!(refused(|plugin, _, _| plugin.version.length = 1 << 40).contains("version"));
    assert!(refused(|_, function, _| function.call = None).contains("call = NULL"));
    assert!(refused(|_, function, _| function.form = 9).contains("form = 9"));
    assert!(refused(|_, function, _| function.parameter_count = 0).contains("0 parameters"));
    assert!(refused(|_, function, _| function.manual_en = damaged).contains("manual_en"));
    assert!(refused(|_, _, parameter| parameter.kind = 4).contains("kind = 4"));
    assert!(refused(|_, _, parameter| parameter.unit = Text { length: 0, ..parameter.unit }).contains("first"));
}
